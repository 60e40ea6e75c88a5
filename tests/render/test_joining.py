"""Where readers are offered to join by mail: in every place, at the address of their language."""

from collections.abc import Mapping

import pytest
from lxml.html import fromstring

from cchr_feeds.model.site import SignUpForm
from cchr_feeds.model.values import Localised
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.segmentation.words import BREAK
from factories import a_khmer_entry, a_site, an_edition, an_entry
from full_editions import TEMPLATES, edition_html
from published import some_contents, the_output

JOIN = {language: f"https://example.org/{language}/join" for language in ("en", "km")}
SITE = a_site(subscribe=Localised(JOIN["en"], "en", JOIN))
PLACES = {
    "home": "{language}/index.html",
    "category": "{language}/infographic/index.html",
    "publication": "publications/{entry}/{language}.html",
    "follow": "{language}/follow.html",
    "frame": "embed/{language}.html",
    "frame of a category": "embed/{language}/infographic.html",
    "component": "embed/{language}.json",
    "help of Atom": "{language}/atom.xml",
    "help of RSS": "assets/feed.css",
}


@pytest.fixture(scope="module")
def out() -> Mapping[str, bytes]:
    """A site in two languages that says where readers join, with a page of an entry in each."""
    pages = [
        each(
            has_page=True,
            url=f"https://cchrcambodia.org/feeds/publications/page/{language}.html",
            publication_id="page",
        )
        for language, each in (("en", an_entry), ("km", a_khmer_entry))
    ]
    return the_output(some_contents(*pages, site=SITE))


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("place", PLACES)
def test_every_place_leads_to_where_readers_join(out: Mapping[str, bytes], place: str, language: str) -> None:
    """On pages, in lists on other sites, and in what a browser shows of a feed."""
    text = out[PLACES[place].format(language=language, entry="page")].decode()
    assert JOIN[language] in text
    other = JOIN["km" if language == "en" else "en"]
    assert (other in text) == (place == "help of RSS")  # one style sheet for all


@pytest.mark.parametrize("language", ["en", "km"])
def test_whom_a_mail_was_forwarded_to_may_join(language: str) -> None:
    """In the HTML and in the text, beside the question; the web copy invites its readers too."""
    letter = Letter(an_edition(language=language), SITE)
    words = letter.words
    mail, page = (edition_html(letter, TEMPLATES, mail=each) for each in (True, False))
    asked = [
        each for each in fromstring(mail).iter("p") if each.find(f"a[@href='{JOIN[language]}']") is not None
    ]
    assert ["".join(map(str, each.itertext())).replace(BREAK, "") for each in asked] == [
        f"{words.forwarded} {words.get_your_copy}"
    ]
    assert f'href="{JOIN[language]}"' in page
    plain = " ".join(text_mail(letter).split())
    assert f"{words.get_your_copy} {JOIN[language]}" in plain


@pytest.mark.parametrize("place", ["home", "category", "publication"])
def test_a_form_takes_an_address_in_the_same_places(place: str) -> None:
    """Where the list takes one; it goes to the list."""
    form = SignUpForm(Localised("https://list.example.org/join"), Localised("EMAIL"))
    entry = an_entry(
        has_page=True, url="https://cchrcambodia.org/feeds/publications/page/en.html", publication_id="page"
    )
    made = the_output(some_contents(entry, site=a_site(form=form)))
    html = made[PLACES[place].format(language="en", entry="page")].decode()
    assert '<form action="https://list.example.org/join" method="post">' in html
    assert 'name="EMAIL" type="email" autocomplete="email"' in html
