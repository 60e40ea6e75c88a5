"""Tests of the newsletter's editions: which files there are, and what stands in them."""

import re
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest
from lxml import html as lxml_html

from cchr_feeds.model.colours import contrast
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import Edition, EditionWords
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Category, Entry
from cchr_feeds.model.site import Brand, Contact, Site, Supporter, Utm
from cchr_feeds.model.values import Localised, Picture
from cchr_feeds.render.newsletter.editions import edition_artifacts, index_html
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.newsletter.size_limit import MAIL_LIMIT
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.segmentation.fit import width
from factories import (
    FACT_SHEET,
    INFOGRAPHIC,
    RESILIENCE,
    a_date,
    a_khmer_entry,
    a_moment,
    a_site,
    an_edition,
    an_enclosure,
    an_entry,
    changed,
    one_of_a_series,
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


def test_an_edition_has_five_files() -> None:
    """A page for the browser, texts to post, and the mail as HTML, as text and as a ready message."""
    names = ["en.html", "post/en.txt", "mail/en.html", "mail/en.txt", "mail/en.eml"]
    assert list(files_of(an_edition())) == names


def test_names_stay_in_one_line() -> None:
    """What the site keeps together is not broken, and no line starts with a Khmer stop."""
    entry = an_entry(title="លោក ជា ចាន់ថា ។ A & B")
    (title,) = elements(
        mail_of(an_edition(entry), a_site(keep_together=("ចាន់ថា",))), "//h2[@class='headline']"
    )
    assert title.text_content() == "លោក ជា ចាន់ថា\u00a0។ A & B"
    assert [span.text for span in title.iter("span")] == ["ចាន់ថា"]


@pytest.mark.parametrize("missing", ["sender", "postal_address", "unsubscribe"])
def test_no_message_without_sender_address_and_way_out(missing: str) -> None:
    """What must not be mailed is not made ready to be mailed; the rest is there to be looked at."""
    files = files_of(an_edition(), a_site(**{missing: None}))
    assert list(files) == ["en.html", "post/en.txt", "mail/en.html", "mail/en.txt"]


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
    assert ": CCHR newsletter, October 2024</title>" in mail_of(an_edition())
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
    assert heading.text == f"{kind} · "
    assert heading.text_content() == f"{kind} · {span}"
    assert span in str(
        make_header(decode_header(message_from_bytes(files[f"mail/{language}.eml"])["Subject"]))
    )


PICTURE = Picture("https://cchrcambodia.org/a.png", "A map")


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [(None, None, "600"), (1200, None, "600"), (300, None, "300"), (1200, 800, "600"), (1200, 1800, "300")],
)
def test_the_leads_picture_is_never_larger_than_it_is(
    width: int | None, height: int | None, shown: str
) -> None:
    """It fills the letter or has its own width, also in Outlook; a tall one leaves room for the title."""
    entry = an_entry(image=changed(PICTURE, {"width": width, "height": height}))
    (picture,) = elements(mail_of(an_edition(entry)), "//img")
    assert picture.get("width") == shown
    assert f"max-width:{shown}px" in str(picture.get("style"))
    assert picture.get("alt") == "A map"


def test_a_rows_picture_stands_beside_its_text() -> None:
    """In a second cell, small, at the end of the line."""
    mail = mail_of(an_edition(an_entry(), an_entry(publication_id="second", image=PICTURE)))
    (picture,) = elements(mail, "//td[@class='side']/img")
    assert (picture.get("width"), picture.get("src")) == ("176", PICTURE.url)
    assert elements(mail, "//tr[td[@class='side']]/td[1]//h3")


def test_a_lead_without_a_picture_has_the_weave_of_its_category() -> None:
    """A picture that a build writes, and that says nothing to those who do not see it."""
    mail = mail_of(an_edition(an_entry(categories=(FACT_SHEET,))))
    (picture,) = elements(mail, "//img")
    assert picture.get("src") == "https://cchrcambodia.org/feeds/assets/weave-bars.png"
    assert (picture.get("width"), picture.get("height"), picture.get("alt")) == ("600", "90", "")


@pytest.mark.parametrize(
    ("date", "shown"), [("2024-10-10", "10 October 2024"), ("2024-10", "October 2024"), ("2024", "2024")]
)
def test_a_date_is_as_precise_as_known(date: str, shown: str) -> None:
    """No day is invented, in the lead and in a row; and no line ends within it."""
    first = an_entry(date=a_date(date))
    mail = mail_of(an_edition(first, changed(first, {"publication_id": "second", "tag": "second"})))
    (found,) = elements(mail, "//p[@class='kicker']/span[@class='keep']")
    (below,) = elements(mail, "//p[@class='date']")
    assert found.text == below.text == shown
    assert "white-space:nowrap" in str(found.get("style"))


def test_an_unknown_date_is_not_shown() -> None:
    """When it came out is not known, so nothing is said, nor is the moment that stands in for it."""
    undated = [an_entry(date=None, publication_id=name, tag=name) for name in ("one", "two")]
    mail = mail_of(an_edition(*undated))
    assert elements(mail, "//p[@class='date'] | //p[@class='kicker']/span[@class='keep']") == []
    assert "2024" not in words(mail).replace("October 2024", "").replace("10 October", "").replace(
        "May 2024", ""
    )


def a_row(**changes: object) -> str:
    """The mail of an edition with an entry below the lead."""
    lead = an_entry(publication_id="lead")
    return mail_of(an_edition(lead, an_entry(tag="row", **changes), highlight="lead"))


def test_a_row_has_a_title_a_date_a_teaser_and_a_link_that_says_what_opens() -> None:
    """The title leads to the entry's page, the link to the document itself."""
    mail = a_row(enclosures=(an_enclosure(title=""), an_enclosure(url="https://example.org/b.pdf")))
    (title,) = elements(mail, "//h3/a")
    assert title.get("href") == "https://cchrcambodia.org/en/upr-4-outcomes"
    assert [(link.text, link.get("href")) for link in elements(mail, "//p[@class='paragraph']/a")] == [
        ("Open the document (PDF, 1.5 MB)", "https://cchrcambodia.org/upr-4.pdf"),
        ("Infographic (PDF, 1.5 MB)", "https://example.org/b.pdf"),
    ]
    (paragraph,) = elements(mail, "//p[@class='paragraph'][not(a)]")
    assert len(paragraph.text_content()) <= 220
    assert "Cambodia accepted" not in paragraph.text_content()


def test_the_lead_has_the_only_button() -> None:
    """In HTML, and drawn for Outlook with the same words and address."""
    mail = mail_of(an_edition(an_entry(enclosures=(an_enclosure(),)), an_entry(publication_id="b")))
    (button,) = elements(mail, "//a[@class='button']")
    assert (button.text, button.get("href")) == (
        "Open the document (PDF, 1.5 MB)",
        "https://cchrcambodia.org/upr-4.pdf",
    )
    assert re.findall(r'<v:roundrect [^>]*href="([^"]+)".*?<center[^>]*>([^<]+)<', mail) == [
        (button.get("href"), button.text)
    ]


def test_what_leads() -> None:
    """The editor's choice; else what the editor wants first; else the newest with a date; else the first."""
    old = an_entry(publication_id="old", published=a_moment("2024-10-02T07:00:00"), title="Old")
    new = an_entry(publication_id="new", title="New", categories=(FACT_SHEET,))
    undated = an_entry(publication_id="none", date=None, title="None")

    def leads(*entries: Entry, **changes: object) -> str:
        return Letter(an_edition(*entries, **changes), a_site()).lead.title  # type: ignore[union-attr]

    assert leads(undated, old, new) == "New"
    assert leads(undated) == "None"
    assert leads(undated, old, new, order=("nowhere", "none")) == "None"
    assert leads(undated, old, new, order=("none",), highlight="old") == "Old"


def test_the_lead_is_not_repeated_and_its_category_needs_no_second_heading() -> None:
    """Its category is named above its title, and as a heading only where there are more of it."""
    lead, other = (
        an_entry(),
        an_entry(publication_id="evictions", title="Evictions", categories=(FACT_SHEET,)),
    )
    mail = mail_of(an_edition(lead, other))
    assert [link.text_content() for link in elements(mail, "//h2/a[@href] | //h3/a")] == [
        lead.title,
        "Evictions",
    ]
    assert [heading.text_content() for heading in elements(mail, "//h2")] == [
        lead.title,
        "Fact sheets",
        "Generously supported by",
    ]


def test_the_editors_order_stands_in_rows_and_in_categories() -> None:
    """What it names comes first in its category, and that category first of all."""
    names = ("a", "b", "c", "d")
    entries = [
        an_entry(
            publication_id=name,
            tag=name,
            title=name.upper(),
            categories=(INFOGRAPHIC if name < "c" else FACT_SHEET,),
        )
        for name in names
    ]
    mail = mail_of(an_edition(*entries, order=("d", "b"), highlight="a"))
    assert [title.text_content() for title in elements(mail, "//h3")] == ["D", "C", "B"]


def test_a_series_stands_once_with_its_titles_as_a_list() -> None:
    """Its name is no link, each title is."""
    titles = [f"Joint Submission_4th UPR_{name}" for name in ("Labour", "Land", "Water")]
    series = [one_of_a_series(title, publication_id=f"upr-{n}") for n, title in enumerate(titles)]
    mail = mail_of(an_edition(an_entry(), *series, highlight="upr-4-outcomes"))
    assert [(title.text, len(title)) for title in elements(mail, "//h3")] == [
        ("Joint Submission · 4th UPR", 0)
    ]
    assert [link.text for link in elements(mail, "//li[@class='item']/a")] == ["Labour", "Land", "Water"]
    assert "_4th" not in words(mail)


def test_a_series_of_which_one_leads_is_named_above_both() -> None:
    """As a quiet line, in place of the lead's category."""
    titles = [f"Joint Submission_4th UPR_{name}" for name in ("Labour", "Land")]
    entries = [one_of_a_series(title, publication_id=f"upr-{n}") for n, title in enumerate(titles)]
    mail = mail_of(an_edition(*entries))
    assert [each.text_content() for each in elements(mail, "//h2/a[@href] | //h3")] == ["Labour", "Land"]
    assert "Joint Submission · 4th UPR" in elements(mail, "//p[@class='kicker']")[0].text_content()
    assert elements(mail, "//p[@class='series']")[0].text == "Joint Submission · 4th UPR"
    assert message_from_bytes(files_of(an_edition(*entries))["mail/en.eml"])["Subject"].startswith(titles[0])


def test_a_title_in_capitals_is_set_smaller() -> None:
    """As it is written, in 0.86 of the size."""
    mail = a_row(title="FORCED EVICTIONS IN CAMBODIA")
    (title,) = elements(mail, "//h3")
    assert title.text_content() == "FORCED EVICTIONS IN CAMBODIA"
    assert "font-size:17px" in str(title.get("style"))


def test_what_exists_only_elsewhere_is_marked_with_its_language() -> None:
    """A title in another language says so to software, has that language's fonts, and asks its readers in."""
    mail = unbroken(mail_of(an_edition(elsewhere=(a_khmer_entry(date=a_date()),))))
    (title,) = elements(mail, "//h3[@lang='km'][a='ភាពធន់']")
    assert "Khmer" in str(title.get("style"))
    (heading,) = elements(mail, "//h2[.='Only in Khmer']")
    assert (title.getparent().get("lang"), heading.getparent().get("lang")) == ("en", "en")
    (link,) = elements(mail, "//p/a[@hreflang='km']")
    assert link.text_content() == "អានជាភាសាខ្មែរ"
    assert "10 October 2024" in words(mail)
    assert RESILIENCE not in mail


def test_a_label_without_translation_keeps_its_language() -> None:
    """An English label in the Khmer edition is marked as English."""
    label = Category("fact-sheet", "Fact sheets", "en")
    mail = mail_of(
        an_edition(a_khmer_entry(), a_khmer_entry(tag="other", categories=(label,)), language="km")
    )
    (heading,) = elements(mail, "//h2[.='Fact sheets']")
    assert heading.get("lang") == "en"
    assert "Khmer" not in str(heading.get("style"))


def test_the_editor_has_the_first_word() -> None:
    """The editor's subject and preheader replace ours, and the note is Markdown that can't harm."""
    editor = EditionWords("October matters", "Read this first", "**Dear** <script>alert(1)</script> reader")
    files = files_of(an_edition(editor=editor))
    mail = files["mail/en.html"].decode()
    assert message_from_bytes(files["mail/en.eml"])["Subject"] == "October matters"
    assert elements(mail, "//div[@class='preheader']")[0].text.startswith("Read this first")
    assert elements(mail, "//*[@class='note text']//strong")[0].text == "Dear"
    assert elements(mail, "//script") == []


@pytest.mark.parametrize(
    ("titles", "subject", "expected"),
    [
        (("One",), "", "Today, 10 October 2024, the Cambodian"),
        (("One", "Two", "Three"), "", "Two · Three"),
        (("One", "Two"), "An editor's", "One · Two"),
    ],
)
def test_the_preheader_says_what_the_subject_does_not(
    titles: tuple[str, ...], subject: str, expected: str
) -> None:
    """The titles below the lead, or how a lead alone begins; filler keeps what follows from being shown."""
    entries = [an_entry(publication_id=f"n{n}", title=title) for n, title in enumerate(titles)]
    mail = mail_of(an_edition(*entries, editor=EditionWords(subject)))
    (preheader,) = elements(mail, "//div[@class='preheader']")
    assert preheader.text.startswith(expected)
    assert len(preheader.text) > 200


def numbered(count: int, **changes: object) -> list[Entry]:
    """Entries of consecutive numbers."""
    return [an_entry(publication_id=f"n{n}", title=f"Number {n}", **changes) for n in range(count)]


def test_contents_come_with_five_entries_and_lead_to_them() -> None:
    """After the lead, which they leave out; to empty `<a name>`s, which Gmail and Outlook follow."""
    assert "Also in this letter" not in words(mail_of(an_edition(*numbered(4))))
    mail = mail_of(an_edition(*numbered(5)))
    links = elements(mail, "//ul[@class='list']/li/a")
    assert [link.text for link in links] == [f"Number {n}" for n in range(1, 5)]
    anchors = {anchor.get("name"): anchor for anchor in elements(mail, "//a[@name]")}
    assert all(str(link.get("href")).removeprefix("#") in anchors for link in links)
    assert {(each.text, len(each)) for each in anchors.values()} == {(None, 0)}
    assert mail.index('class="button"') < mail.index("Also in this letter") < mail.index("<h3")


def test_contents_have_a_line_a_series_and_a_language() -> None:
    """With how many entries it has, which no line is broken within."""
    series = [one_of_a_series(f"UPR_{n}", publication_id=f"s{n}") for n in range(7)]
    mail = unbroken(mail_of(an_edition(*numbered(2), *series, elsewhere=(a_khmer_entry(), a_khmer_entry()))))
    lines = [line.text_content() for line in elements(mail, "//ul[@class='list']/li")]
    assert lines == ["Number 1", "UPR (7 publications)", "Only in Khmer (2 publications)"]
    (count, _) = elements(mail, "//ul[@class='list']/li/span[@class='keep']")
    assert "white-space:nowrap" in str(count.get("style"))


def test_contents_of_many_entries_name_categories() -> None:
    """At most eight lines."""
    few, many = numbered(3), numbered(40, categories=(FACT_SHEET,))
    entries = [*few, *(changed(each, {"tag": f"f{each.tag}"}) for each in many)]
    mail = mail_of(an_edition(*entries))
    lines = [line.text_content() for line in elements(mail, "//ul[@class='list']/li")]
    assert lines == ["Infographics (2 publications)", "Fact sheets (40 publications)"]
    targets = [str(link.get("href")) for link in elements(mail, "//ul[@class='list']/li/a")]
    assert targets == ["#category_infographic", "#category_fact-sheet"]
    assert len(elements(mail, "//a[@name='category_fact-sheet']")) == 1


def test_the_web_copy_is_a_page_of_its_own() -> None:
    """It names its address, can be shared, and has nothing that makes sense in a mail alone."""
    site = a_site(subscribe=Localised("https://cchrcambodia.org/join"))
    image = Picture("https://cchrcambodia.org/upr.png", "Chart")
    page = files_of(an_edition(an_entry(image=image)), site)["en.html"].decode()
    canonical = "https://cchrcambodia.org/feeds/newsletters/2024-10/en.html"
    assert elements(page, "//link[@rel='canonical']")[0].get("href") == canonical
    assert elements(page, "//meta[@property='og:image']")[0].get("content") == image.url
    assert "Subscribe" in words(page)
    assert len(elements(page, "//main/div[@role='article']")) == 1
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


def test_the_footer_leads_on() -> None:
    """To the site, to whom a reader can write to, to all publications, and to a copy of one's own."""
    site = a_site(
        contact=Contact(email=Localised("us@example.org")), subscribe=Localised("https://example.org/join")
    )
    mail = mail_of(an_edition(), site)
    links = {str(link.text): link.get("href") for link in elements(mail, "//p[@class='foot']/a")}
    assert links == {
        "cchrcambodia.org": "https://cchrcambodia.org/",
        "Contact": "mailto:us@example.org",
        "All publications": "https://cchrcambodia.org/feeds/en/",
        "Get your own copy": "https://example.org/join",
        "Unsubscribe": "https://cchrcambodia.org/unsubscribe",
    }
    assert "Was this forwarded to you? Get your own copy" in words(mail)
    bare = elements(mail_of(an_edition()), "//a[.='Get your own copy']")
    assert [link.get("href") for link in bare] == ["https://cchrcambodia.org/feeds/en/follow.html"]


def test_supporters_are_a_list_with_or_without_logos() -> None:
    """A logo has the name as its text, for readers whose client shows no pictures."""
    logo = pictures_at(Localised("https://example.org/giz.png"))
    site = a_site(supporters=(Supporter(Localised("USAID")), Supporter(Localised("GIZ"), logo=logo)))
    mail = mail_of(an_edition(), site)
    assert "Generously supported by USAID" in words(mail)
    assert len(elements(mail, "//ul[@class='names']/li")) == 2
    assert elements(mail, "//li/img[@src='https://example.org/giz.png']")[0].get("alt") == "GIZ"


def test_bullets_have_a_margin_of_their_own() -> None:
    """Word's engine, by which Outlook shows mails, cuts off bullets that have padding alone."""
    mail = mail_of(an_edition(*numbered(5), editor=EditionWords(note="- one\n- two\n\n1. three")))
    lists = elements(mail, "//ul[not(@class='names')] | //ol")
    assert len(lists) == 3
    assert all(re.search(r"margin:0 0 (?:0|12px) 2\dpx", str(each.get("style"))) for each in lists)


def test_nothing_remote_but_pictures() -> None:
    """No style sheet, font or script is loaded, and no picture but the lead's, on our own site."""
    for page in (files_of(an_edition())["en.html"].decode(), mail_of(an_edition())):
        assert elements(page, "//script | //link[@rel='stylesheet'] | //iframe | //object") == []
        assert [image.get("src") for image in elements(page, "//img")] == [
            "https://cchrcambodia.org/feeds/assets/weave-check.png"
        ]
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
    assert elements(mail, "//h2/a")[0].get("href") == (
        "https://example.org/a?b=1&utm_source=newsletter&utm_medium=email#c"
    )
    assert elements(mail, "//h3/a")[0].get("href") == "https://example.org/d?utm_source=own"
    assert elements(mail, "//a[.='Unsubscribe']")[0].get("href") == "https://cchrcambodia.org/unsubscribe"
    assert "utm_source=newsletter" not in files_of(edition, site)["en.html"].decode()


NOTE = """\
[Read](https://example.org/n?b=1&c=2#d), <https://example.org/bare>, [write](mailto:us@example.org).
"""


def test_campaign_parameters_are_added_to_the_notes_links_too() -> None:
    """And to supporters', in both forms of the mail; not to mail addresses, nor on the web."""
    supporter = Supporter(Localised("GIZ"), url=Localised("https://example.org/giz"))
    site = a_site(utm=Utm("newsletter", "email"), supporters=(supporter,))
    edition = an_edition(editor=EditionWords(note=NOTE))
    files = files_of(edition, site)
    campaign = "utm_source=newsletter&utm_medium=email"
    read, bare = f"https://example.org/n?b=1&c=2&{campaign}#d", f"https://example.org/bare?{campaign}"
    links = elements(files["mail/en.html"].decode(), "//td[@class='note text']//a")
    assert [link.get("href") for link in links] == [read, bare, "mailto:us@example.org"]
    (giz,) = elements(files["mail/en.html"].decode(), "//a[.='GIZ']")
    assert giz.get("href") == f"https://example.org/giz?{campaign}"
    text = " ".join(files["mail/en.txt"].decode().split())
    assert f"Read ({read}), {bare}, write (us@example.org)." in text
    assert "utm_source" not in files["en.html"].decode()


def test_a_mail_is_never_long_enough_to_be_cut() -> None:
    """Beyond the limit later entries are on the web alone, so that the way out is not cut off."""
    entries = [a_khmer_entry(publication_id=f"number-{index}") for index in range(100)]
    files = files_of(an_edition(*entries, language="km"))
    mail = files["mail/km.html"].decode()
    assert 80_000 < len(files["mail/km.html"]) <= MAIL_LIMIT
    assert "ឈប់ជាវ" in words(mail)
    assert 20 < len(elements(mail, "//h3")) < 99
    assert len(elements(files["km.html"].decode(), "//h3")) == 99


def test_the_text_says_what_the_html_says() -> None:
    """Titles, teasers, dates, documents, links, names and the way out, in its order."""
    series = [one_of_a_series(f"UPR_{n}", publication_id=f"s{n}") for n in range(3)]
    edition = an_edition(
        an_entry(enclosures=(an_enclosure(),)),
        *series,
        elsewhere=(a_khmer_entry(),),
        highlight="upr-4-outcomes",
    )
    plain = " ".join(text_of(edition).split())
    place = 0
    for wanted in (
        "Monthly newsletter · October 2024 · 4 publications",
        "Outcomes of Cambodia’s Fourth Universal Periodic Review",
        "10 October 2024 Today, 10 October 2024, the Cambodian Center",
        "Open the document (PDF, 1.5 MB) https://cchrcambodia.org/upr-4.pdf",
        "Also in this letter - UPR (3 publications) - Only in Khmer (1 publication)",
        "UPR 0 https://cchrcambodia.org/en/s0 1 https://cchrcambodia.org/en/s1",
        "Only in Khmer",
        "ភាពធន់ អានជាភាសាខ្មែរ https://cchrcambodia.org/km/resilience",
        "USAID",
        "Was this forwarded to you? Get your own copy https://cchrcambodia.org/feeds/en/follow.html",
        "Unsubscribe https://cchrcambodia.org/unsubscribe",
    ):
        assert wanted in plain[place:], (wanted, plain[place:])
        place = plain.index(wanted, place)


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
    page = index_html([*older, an_edition(), a_khmer_edition()], a_site(), TEMPLATES)
    links = [(link.get("href"), link.get("hreflang")) for link in elements(page, "//h3/a")]
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
    page = index_html(editions, a_site(), TEMPLATES)
    shown = elements(page, "//h2/*[not(@lang)]")
    assert [(each.tag, each.get("datetime"), each.text) for each in shown] == [
        ("time", "2024-10", "October 2024"),
        ("span", None, "Quarter 4 of 2024"),
        ("time", "2024", "2024"),
    ]


def test_the_index_speaks_every_language_of_the_site() -> None:
    """Title and months stand in each, and the way to its list; languages without words of ours add none."""
    languages = a_site().languages
    names = {"en": languages["en"], "km": languages["km"], "de": languages["en"]}
    page = index_html([an_edition(), a_khmer_edition()], a_site(languages=names), TEMPLATES)
    assert [each.text for each in elements(page, "//h1 | //div[@class='opening']//p[@lang]")] == [
        "Newsletters",
        "ព្រឹត្តិបត្រព័ត៌មាន",
    ]
    assert [(each.get("lang"), each.text) for each in elements(page, "//h2/time")] == [
        (None, "October 2024"),
        ("km", "ខែតុលា ឆ្នាំ២០២៤"),
    ]
    assert [each.get("href") for each in elements(page, "//ul[@class='languages']//a")] == [
        "../en/index.html",
        "../km/index.html",
        "../de/index.html",
    ]


def test_an_edition_of_titles_alone_is_whole() -> None:
    """Where all entries are in other languages there is no lead, but titles, a preheader and a date."""
    edition = an_edition(elsewhere=(a_khmer_entry(updated=a_moment("2024-11-01T09:00:00")),), groups=())
    files = files_of(edition)
    assert message_from_bytes(files["mail/en.eml"])["Date"] == "Fri, 01 Nov 2024 09:00:00 +0700"
    mail = files["mail/en.html"].decode()
    assert elements(mail, "//div[@class='preheader']")[0].text.startswith("ភាពធន់")
    assert elements(mail, "//img") == []


def test_a_brand_without_contrast_is_made_readable() -> None:
    """White as the brand colour gives a dark cover under white text, and links that are not white."""
    mail = mail_of(an_edition(), a_site(brand=Brand("#ffffff")))
    (cover,) = re.findall(r'class="lead cover text" [^>]*bgcolor="(#\w{6})"', mail)
    assert contrast(cover, "#ffffff") > 7
    (link,) = set(re.findall(r'class="link" style="color:(#\w{6})', mail))
    assert contrast(link, "#ffffff") > 5


def test_a_foreign_title_stands_apart_in_subject_and_preheader() -> None:
    """In isolates, so that what the letter is called stays in its order; an address never has any."""
    title = "تقرير 2024"
    letter = Letter(an_edition(an_entry(title=title), an_entry(publication_id="b", title=title)), a_site())
    assert letter.subject.startswith(f"\u2067{title}\u2069: ")
    assert letter.preheader == f"\u2067{title}\u2069"
    text = text_mail(letter)
    assert f"\u2067{title}\u2069\n" in text
    assert not [line for line in text.splitlines() if line.startswith("http") and not line.isascii()]
