"""Tests of the newsletter's editions: which files there are, and what stands in them."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from lxml import html as lxml_html

from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import Edition, EditorsWords
from cchr_feeds.model.part import Part
from cchr_feeds.model.picture import Picture
from cchr_feeds.model.publication import Alternative, Category
from cchr_feeds.model.site import Brand, Site, Supporter, Utm
from cchr_feeds.model.values import Localised
from cchr_feeds.render.newsletter.editions import edition_artifacts, index_artifacts
from cchr_feeds.render.newsletter.size_limit import MAIL_LIMIT
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.segmentation.wrap import width
from factories import (
    FACT_SHEET,
    RESILIENCE,
    a_date,
    a_khmer_entry,
    a_moment,
    a_site,
    an_edition,
    an_enclosure,
    an_entry,
    pictures_at,
)

TEMPLATES = Templates()


def files_of(edition: Edition, site: Site | None = None) -> dict[str, bytes]:
    """An edition's files by the end of their names: `en.html`, `mail/en.html`, and so on."""
    artifacts = edition_artifacts(edition, site or a_site(), TEMPLATES)
    assert {artifact.part for artifact in artifacts} == {Part.NEWSLETTERS}
    start = f"newsletters/{edition.period}/"
    return {artifact.path.removeprefix(start): bytes(artifact.content) for artifact in artifacts}


def mail_of(edition: Edition, site: Site | None = None) -> str:
    """The mail's HTML."""
    return files_of(edition, site)[f"mail/{edition.language}.html"].decode()


def text_of(edition: Edition, site: Site | None = None) -> str:
    """The mail's plain text."""
    return files_of(edition, site)[f"mail/{edition.language}.txt"].decode()


def a_khmer_edition() -> Edition:
    """The Khmer edition, in which the English infographic stands as a title."""
    return an_edition(a_khmer_entry(), language="km", elsewhere=(an_entry(),))


def unbroken(page: str) -> str:
    """A page without the places where a line may break between Khmer words."""
    return page.replace("\u200b", "")


def elements(page: str, path: str) -> list[lxml_html.HtmlElement]:
    """The elements of a page that an XPath finds."""
    found = lxml_html.document_fromstring(page).xpath(path)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, lxml_html.HtmlElement)]


def words(page: str) -> str:
    """What a reader reads, with single spaces."""
    body = elements(page, "//*[@role='article']")[0]
    return " ".join(unbroken(" ".join(map(str, body.itertext()))).split())


def test_an_edition_has_four_files() -> None:
    """A page for the browser, and the mail as HTML, as text and as a ready message."""
    assert list(files_of(an_edition())) == ["en.html", "mail/en.html", "mail/en.txt", "mail/en.eml"]


def test_names_stay_in_one_line() -> None:
    """What the site keeps together is not broken, and no line starts with a Khmer stop."""
    entry = an_entry(title="លោក ជា ចាន់ថា ។ A & B")
    (title,) = elements(mail_of(an_edition(entry), a_site(keep_together=("ចាន់ថា",))), "//h3")
    assert title.text_content() == "លោក ជា ចាន់ថា\u00a0។ A & B"
    assert [span.text for span in title.iter("span")] == ["ចាន់ថា"]


@pytest.mark.parametrize("missing", ["sender", "postal_address", "unsubscribe"])
def test_no_message_without_sender_address_and_way_out(missing: str) -> None:
    """What must not be mailed is not made ready to be mailed; the rest is there to be looked at."""
    files = files_of(an_edition(), a_site(**{missing: None}))
    assert list(files) == ["en.html", "mail/en.html", "mail/en.txt"]


def test_the_message_holds_both_forms_of_the_mail() -> None:
    """The `.eml` carries the same HTML and text as the files beside it, and the month in its headers."""
    files = files_of(a_khmer_edition())
    message = message_from_bytes(files["mail/km.eml"])
    bodies = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
    assert [body.replace(b"\r\n", b"\n") for body in bodies if isinstance(body, bytes)] == [
        files["mail/km.txt"],
        files["mail/km.html"],
    ]
    assert message["Message-ID"] == "<newsletter.2024-10.km@cchrcambodia.org>"
    assert message["Date"] == "Mon, 21 Oct 2024 07:31:02 +0700"


def test_titles_say_the_month_in_words() -> None:
    """English has English months, Khmer has Khmer months and digits."""
    assert "<title>CCHR newsletter, October 2024</title>" in mail_of(an_edition())
    assert "ខែតុលា ឆ្នាំ២០២៤</title>" in mail_of(a_khmer_edition())
    assert "ខែតុលា ឆ្នាំ២០២៤" in words(mail_of(a_khmer_edition()))


@pytest.mark.parametrize(
    ("language", "period", "kind", "span"),
    [
        ("en", Period(2024, 4, 10), "Monthly newsletter", "October 2024"),
        ("en", Period(2024, 4), "Quarterly newsletter", "Quarter 4 of 2024"),
        ("en", Period(2024), "Yearly newsletter", "2024"),
        ("km", Period(2024, 4, 10), "ព្រឹត្តិបត្រព័ត៌មានប្រចាំខែ", "ខែតុលា ឆ្នាំ២០២៤"),
        ("km", Period(2024, 4), "ព្រឹត្តិបត្រព័ត៌មានប្រចាំត្រីមាស", "ត្រីមាសទី៤ ឆ្នាំ២០២៤"),
        ("km", Period(2024), "ព្រឹត្តិបត្រព័ត៌មានប្រចាំឆ្នាំ", "ឆ្នាំ២០២៤"),
    ],
)
def test_months_quarters_and_years_have_their_own_words(
    language: str, period: Period, kind: str, span: str
) -> None:
    """In the first heading and in the subject, in both languages."""
    make = an_entry if language == "en" else a_khmer_entry
    files = files_of(an_edition(make(), language=language, period=period))
    (heading,) = elements(files[f"mail/{language}.html"].decode(), "//h1")
    assert heading.text == kind
    assert span in heading.text_content()
    assert span in str(
        make_header(decode_header(message_from_bytes(files[f"mail/{language}.eml"])["Subject"]))
    )


@pytest.mark.parametrize(("width", "shown"), [(None, "552"), (1200, "552"), (300, "300")])
def test_a_picture_is_never_larger_than_it_is(width: int | None, shown: str) -> None:
    """It fills the letter, or has its own width, also in Outlook, which reads the attribute alone."""
    entry = an_entry(image=Picture("https://cchrcambodia.org/a.png", "A map", width))
    (picture,) = elements(mail_of(an_edition(entry)), "//img")
    assert picture.get("width") == shown
    assert f"max-width:{shown}px" in str(picture.get("style"))


@pytest.mark.parametrize(
    ("date", "shown"), [("2024-10-10", "10 October 2024"), ("2024-10", "October 2024"), ("2024", "2024")]
)
def test_a_date_is_as_precise_as_known(date: str, shown: str) -> None:
    """No day is invented."""
    (found,) = elements(mail_of(an_edition(an_entry(date=a_date(date)))), "//p[@class='date']")
    assert found.text == shown


def test_an_unknown_date_is_not_shown() -> None:
    """When it came out is not known, so nothing is said, nor is the moment that stands in for it."""
    assert elements(mail_of(an_edition(an_entry(date=None))), "//p[@class='date']") == []


def test_an_entry_shows_all_it_has() -> None:
    """Title and button lead to it; paragraphs, documents with their size, and the translation are there."""
    khmer = Alternative("km", "ភាពធន់", "https://cchrcambodia.org/km/upr")
    mail = mail_of(an_edition(an_entry(enclosures=(an_enclosure(title=""),), translations=(khmer,))))
    url = "https://cchrcambodia.org/en/upr-4-outcomes"
    assert [link.text for link in elements(mail, f"//a[@href='{url}']")][-1] == "Read more"
    assert len(elements(mail, "//p[@class='paragraph']")) == 2
    assert "Download (PDF, 1.5 MB, English)" in words(mail)
    (translation,) = elements(mail, "//p/a[@href='https://cchrcambodia.org/km/upr']")
    assert (translation.get("lang"), translation.get("hreflang"), translation.text) == (
        "km",
        "km",
        "ភាសាខ្មែរ",
    )


def test_what_exists_only_elsewhere_is_marked_with_its_language() -> None:
    """A title in another language says so, to readers and software, and has that language's fonts."""
    mail = unbroken(mail_of(an_edition(elsewhere=(a_khmer_entry(),))))
    (block,) = elements(mail, "//div[@lang='km'][a='ភាពធន់']")
    assert "(ភាសាខ្មែរ)" in block.text_content()
    assert "Noto Sans Khmer" in str(block.get("style"))
    assert RESILIENCE not in mail


def test_a_label_without_translation_keeps_its_language() -> None:
    """An English label in the Khmer edition is marked as English."""
    label = Category("fact-sheet", "Fact sheets", "en")
    mail = mail_of(an_edition(a_khmer_entry(categories=(label,)), language="km"))
    (heading,) = elements(mail, "//h2[.='Fact sheets']")
    assert heading.get("lang") == "en"
    assert "Khmer" not in str(heading.get("style"))


def test_the_highlight_stands_first() -> None:
    """The editor's choice is before all categories, once, with its category."""
    other = an_entry(publication_id="evictions", title="Forced evictions", categories=(FACT_SHEET,))
    mail = mail_of(an_edition(an_entry(), other, highlight="evictions"))
    assert elements(mail, "//h3")[0].text_content() == "Forced evictions"
    assert [heading.text for heading in elements(mail, "//h2[@class='category']")] == [
        "Fact sheets",
        "Infographics",
    ]


def test_the_editor_has_the_first_word() -> None:
    """The editor's subject and preheader replace ours, and the note is Markdown that can't harm."""
    editor = EditorsWords("October matters", "Read this first", "**Dear** <script>alert(1)</script> reader")
    files = files_of(an_edition(editor=editor))
    mail = files["mail/en.html"].decode()
    assert message_from_bytes(files["mail/en.eml"])["Subject"] == "October matters"
    assert elements(mail, "//div[@class='preheader']")[0].text.startswith("Read this first")
    assert elements(mail, "//*[@class='note']//strong")[0].text == "Dear"
    assert elements(mail, "//script") == []


def test_the_preheader_fills_its_line() -> None:
    """Behind our words invisible filler keeps clients from showing the text that follows."""
    (preheader,) = elements(mail_of(an_edition()), "//div[@class='preheader']")
    assert preheader.text.startswith("1 publication · Outcomes of")
    assert len(preheader.text) > 200


def test_contents_lead_to_the_entries() -> None:
    """Each line leads to an empty `<a name>`, the only anchor that Gmail and Outlook follow."""
    mail = mail_of(an_edition(an_entry(), an_entry(publication_id="second")))
    targets = [str(link.get("href")) for link in elements(mail, "//li/a")]
    assert targets == ["#upr-4-outcomes", "#second"]
    assert [anchor.get("name") for anchor in elements(mail, "//a[@name]")] == ["upr-4-outcomes", "second"]


def test_the_web_copy_is_a_page_of_its_own() -> None:
    """It names its address, can be shared, and has nothing that makes sense in a mail alone."""
    site = a_site(subscribe=Localised("https://cchrcambodia.org/join"))
    image = Picture("https://cchrcambodia.org/upr.png", "Chart")
    page = files_of(an_edition(an_entry(image=image)), site)["en.html"].decode()
    canonical = "https://cchrcambodia.org/feeds/newsletters/2024-10/en.html"
    assert elements(page, "//link[@rel='canonical']")[0].get("href") == canonical
    assert elements(page, "//meta[@property='og:image']")[0].get("content") == image.url
    assert "Subscribe" in words(page)
    for unwanted in ("Unsubscribe", "View in browser", "You receive this", 'class="preheader"'):
        assert unwanted not in page


def test_the_mail_says_who_sends_it_and_how_to_leave() -> None:
    """Organisation, postal address, reason and the way out stand in every mail."""
    mail = mail_of(an_edition())
    for wanted in (
        "Cambodian Center for Human Rights",
        "Street 99",
        "You receive this because",
        "Unsubscribe",
    ):
        assert wanted in words(mail)
    assert elements(mail, "//a[.='Unsubscribe']")[0].get("href") == "https://cchrcambodia.org/unsubscribe"
    assert elements(mail, "//a[@hreflang='km']")[0].get("href") == (
        "https://cchrcambodia.org/feeds/newsletters/2024-10/km.html"
    )


def test_supporters_are_named_with_or_without_logos() -> None:
    """A logo has the name as its text, for readers whose client shows no pictures."""
    logo = pictures_at(Localised("https://example.org/giz.png"))
    site = a_site(supporters=(Supporter(Localised("USAID")), Supporter(Localised("GIZ"), logo=logo)))
    mail = mail_of(an_edition(), site)
    assert "Generously supported by USAID" in words(mail)
    assert elements(mail, "//img[@src='https://example.org/giz.png']")[0].get("alt") == "GIZ"


def test_nothing_remote_but_pictures() -> None:
    """No style sheet, font or script is loaded, and no picture that the entries and the site do not name."""
    for page in (files_of(an_edition())["en.html"].decode(), mail_of(an_edition())):
        assert elements(page, "//script | //link[@rel='stylesheet'] | //iframe | //object | //img") == []
        assert "url(" not in page
        assert "@import" not in page
        assert "@font-face" not in page


def test_texts_can_not_become_markup() -> None:
    """Whatever an entry says is text, in the mail and on the web, also within conditional comments."""
    trick = "--><script>alert(1)</script>\"'{{ 7 * 7 }}"
    entry = an_entry(
        title=trick, summary=trick, enclosures=(an_enclosure(title=trick),), url=f"https://x.org/{trick}"
    )
    for page in (files_of(an_edition(entry))["en.html"].decode(), mail_of(an_edition(entry))):
        assert elements(page, "//script") == []
        assert "<script" not in page
        assert page.count("{{ 7 * 7 }}") > 3


def test_campaign_parameters_are_added_where_they_belong() -> None:
    """To web addresses of the mail; not to the way out, nor twice, nor on the web."""
    site = a_site(utm=Utm("newsletter", "email"))
    edition = an_edition(
        an_entry(url="https://example.org/a?b=1#c"),
        an_entry(publication_id="two", url="https://example.org/d?utm_source=own"),
    )
    mail = mail_of(edition, site)
    assert elements(mail, "//h3/a")[0].get("href") == (
        "https://example.org/a?b=1&utm_source=newsletter&utm_medium=email#c"
    )
    assert elements(mail, "//h3/a")[1].get("href") == "https://example.org/d?utm_source=own"
    assert elements(mail, "//a[.='Unsubscribe']")[0].get("href") == "https://cchrcambodia.org/unsubscribe"
    assert "utm_source=newsletter" not in files_of(edition, site)["en.html"].decode()


NOTE = """\
[Read](https://example.org/n?b=1&c=2#d), <https://example.org/bare>, [write](mailto:us@example.org).
"""


def test_campaign_parameters_are_added_to_the_notes_links_too() -> None:
    """And to supporters', in both forms of the mail; not to mail addresses, nor on the web."""
    supporter = Supporter(Localised("GIZ"), url=Localised("https://example.org/giz"))
    site = a_site(utm=Utm("newsletter", "email"), supporters=(supporter,))
    edition = an_edition(editor=EditorsWords(note=NOTE))
    files = files_of(edition, site)
    campaign = "utm_source=newsletter&utm_medium=email"
    read, bare = f"https://example.org/n?b=1&c=2&{campaign}#d", f"https://example.org/bare?{campaign}"
    links = elements(files["mail/en.html"].decode(), "//div[@class='note']//a")
    assert [link.get("href") for link in links] == [read, bare, "mailto:us@example.org"]
    (giz,) = elements(files["mail/en.html"].decode(), "//a[.='GIZ']")
    assert giz.get("href") == f"https://example.org/giz?{campaign}"
    text = " ".join(files["mail/en.txt"].decode().split())
    assert f"Read ({read}), {bare}, write (us@example.org)." in text
    assert "utm_source" not in files["en.html"].decode()


def test_a_mail_is_never_long_enough_to_be_cut() -> None:
    """Beyond the limit later entries stand in the contents alone, so that the way out is not cut off."""
    entries = [a_khmer_entry(publication_id=f"number-{index}") for index in range(100)]
    files = files_of(an_edition(*entries, language="km"))
    mail = files["mail/km.html"].decode()
    targets = [str(link.get("href"))[0] for link in elements(mail, "//li/a")]
    assert 80_000 < len(files["mail/km.html"]) <= MAIL_LIMIT
    assert "ឈប់ជាវ" in words(mail)
    assert len(targets) == 100
    assert 0 < targets.count("#") == len(elements(mail, "//h3")) < 100
    assert unbroken(files["km.html"].decode()).count(RESILIENCE) == 100


def test_the_text_says_what_the_html_says() -> None:
    """Titles, summaries, dates, documents, links, names and the way out."""
    edition = an_edition(an_entry(enclosures=(an_enclosure(),)), elsewhere=(a_khmer_entry(),))
    plain = " ".join(text_of(edition).split())
    for wanted in (
        "CCHR newsletter, October 2024",
        "10 October 2024",
        "accepted 232 recommendations and noted 43.",
        "Infographic (PDF, 1.5 MB, English) https://cchrcambodia.org/upr-4.pdf",
        "Read more https://cchrcambodia.org/en/upr-4-outcomes",
        "ភាពធន់ (ភាសាខ្មែរ) https://cchrcambodia.org/km/resilience",
        "USAID",
        "Unsubscribe https://cchrcambodia.org/unsubscribe",
    ):
        assert wanted in plain


@pytest.mark.parametrize("edition", [an_edition(), a_khmer_edition()], ids=["en", "km"])
def test_the_texts_lines_are_short(edition: Edition) -> None:
    """Only an address is longer than 72 cells, because a cut one leads nowhere."""
    text = text_of(edition)
    assert all(width(line) <= 72 for line in text.split("\n") if not re.match("https?://", line))
    assert "\u200b" not in text
    assert text.endswith("\n")


def test_the_index_lists_every_edition_newest_first() -> None:
    """All periods and languages are there, each marked with its language."""
    older = [an_edition(period=Period.of_month(2024, 9), language=language) for language in ("en", "km")]
    (index,) = index_artifacts([*older, an_edition(), a_khmer_edition()], a_site(), TEMPLATES)
    page = bytes(index.content).decode()
    links = [(link.get("href"), link.get("hreflang")) for link in elements(page, "//li/a")]
    assert index.path == "newsletters/index.html"
    assert links == [
        ("2024-10/en.html", "en"),
        ("2024-10/km.html", "km"),
        ("2024-09/en.html", "en"),
        ("2024-09/km.html", "km"),
    ]


def test_only_what_html_has_a_form_for_is_a_time() -> None:
    """A month and a year; there is none for a quarter."""
    spans = [Period(2024), Period(2024, 4), Period.of_month(2024, 10)]
    editions = [an_edition(period=each) for each in spans]
    (index,) = index_artifacts(editions, a_site(), TEMPLATES)
    shown = elements(bytes(index.content).decode(), "//h2/*[not(@lang)]")
    assert [(each.tag, each.get("datetime"), each.text) for each in shown] == [
        ("time", "2024-10", "October 2024"),
        ("span", None, "Quarter 4 of 2024"),
        ("time", "2024", "2024"),
    ]


def test_the_index_speaks_every_language_of_the_site() -> None:
    """Title, months and the way to the feeds stand in each; languages without words of ours add none."""
    languages = a_site().languages
    names = {"en": languages["en"], "km": languages["km"], "de": languages["en"]}
    (index,) = index_artifacts([an_edition(), a_khmer_edition()], a_site(languages=names), TEMPLATES)
    page = bytes(index.content).decode()
    assert [each.text for each in elements(page, "//header//*[self::h1 or @class='subtitle']")] == [
        "Newsletters",
        "ព្រឹត្តិបត្រព័ត៌មាន",
    ]
    assert [(each.get("lang"), each.text) for each in elements(page, "//h2/time")] == [
        (None, "October 2024"),
        ("km", "ខែតុលា ឆ្នាំ២០២៤"),
    ]
    assert (
        [each.get("href") for each in elements(page, "//footer//a")]
        == """
    https://cchrcambodia.org/ ../index.html#en https://cchrcambodia.org/ ../index.html#km
    https://cchrcambodia.org/ ../index.html#de
    """.split()
    )


def test_an_edition_of_titles_alone_is_whole() -> None:
    """Where all entries are in other languages, there are titles, a preheader and a date."""
    edition = an_edition(elsewhere=(a_khmer_entry(updated=a_moment("2024-11-01T09:00:00")),), groups=())
    files = files_of(edition)
    assert message_from_bytes(files["mail/en.eml"])["Date"] == "Fri, 01 Nov 2024 09:00:00 +0700"
    assert "1 publication · ភាពធន់" in files["mail/en.html"].decode()


def test_a_brand_without_contrast_is_made_readable() -> None:
    """White as the brand colour gives dark text on it, and links that are not white."""
    mail = mail_of(an_edition(), a_site(brand=Brand("#ffffff")))
    assert re.search(r'class="organisation" style="[^"]*color:#000000', mail)
    assert 'fillcolor="#ffffff"' not in mail
