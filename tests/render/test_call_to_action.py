"""What a link opens, in words."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from cchr_feeds.model.site import LanguageInfo, Site
from cchr_feeds.model.values import Localised
from cchr_feeds.render.content import call_to_action
from factories import FACT_SHEET, INFOGRAPHIC, a_site, an_enclosure, an_entry


def said(**changes: object) -> tuple[str, str]:
    """The words and the address for an entry."""
    call = call_to_action(an_entry(**changes), "en", a_site())
    return call.text, call.url


def test_a_document_is_opened_at_its_own_address_with_format_and_size() -> None:
    """Who follows a link that says PDF gets a PDF."""
    assert said(enclosures=(an_enclosure(),)) == (
        "Open the document (PDF, 1.5 MB)",
        "https://cchrcambodia.org/upr-4.pdf",
    )


def test_what_has_a_text_is_read_where_that_stands() -> None:
    """The page has the documents too."""
    url = "https://cchrcambodia.org/en/upr-4-outcomes"
    assert said(body="**All** of it.", enclosures=(an_enclosure(),)) == ("Read the publication", url)
    assert said() == ("Read the publication", url)


def test_an_address_of_a_pdf_says_so() -> None:
    """Also where the entry names no document."""
    assert said(url="https://example.org/a/Report.PDF?x=1") == (
        "Open the document (PDF)",
        "https://example.org/a/Report.PDF?x=1",
    )


@pytest.mark.parametrize(
    ("media_type", "url", "expected"),
    [
        ("image/png", "https://example.org/a.png", "Open the picture (PNG, 1.5 MB)"),
        ("video/mp4", "https://example.org/a.mp4", "Watch the video (MP4, 1.5 MB)"),
        ("audio/mpeg", "https://example.org/a.mp3", "Listen to the recording (MP3, 1.5 MB)"),
    ],
)
def test_pictures_and_recordings_are_named_as_such(media_type: str, url: str, expected: str) -> None:
    """The media type tells them apart."""
    assert said(enclosures=(an_enclosure(type=media_type, url=url),))[0] == expected


def a_site_that_says(**said: str) -> Site:
    """A site that says what a link to its infographics opens, in these languages."""
    categories = a_site().categories
    opens = Localised(*next((text, tag) for tag, text in said.items()), values=said)
    return a_site(categories={**categories, "infographic": replace(categories["infographic"], open=opens)})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"enclosures": (an_enclosure(),)}, "Open the {infographic} (PDF, 1.5 MB)"),
        ({"enclosures": (an_enclosure(),), "body": "All of it."}, "Open the {infographic}"),
        ({"url": "https://example.org/a.pdf"}, "Open the {infographic} (PDF)"),
        ({}, "Open the {infographic}"),
        ({"categories": (FACT_SHEET, INFOGRAPHIC)}, "Read the publication"),
        ({"withdrawn": True}, "Read the publication"),
    ],
)
def test_a_publisher_says_what_one_of_a_category_is_called(
    changes: Mapping[str, object], expected: str
) -> None:
    """Of the first that the entry names, if readers can still see it; format and size are added."""
    site = a_site_that_says(en="Open the {infographic}")
    assert call_to_action(an_entry(**changes), "en", site).text == expected


def test_in_a_language_that_the_publisher_has_no_words_for_ours_stand() -> None:
    """Never the main language's, which would be foreign there."""
    site, entry = a_site_that_says(en="Open the infographic"), an_entry(enclosures=(an_enclosure(),))
    assert call_to_action(entry, "km", site).text == "បើកឯកសារ (PDF, ១.៥ MB)"
    site = a_site_that_says(en="Open the infographic", km="បើករូប")
    assert call_to_action(entry, "km", site).text == "បើករូប (PDF, ១.៥ MB)"


def test_khmer_has_its_own_words() -> None:
    """And its digits."""
    entry = an_entry(language="km", enclosures=(an_enclosure(),))
    assert call_to_action(entry, "km", a_site()).text == "បើកឯកសារ (PDF, ១.៥ MB)"


def test_in_arabic_a_size_stands_beside_its_unit() -> None:
    """A mark ends the Latin letters before it, which would draw the number to them."""
    entry = an_entry(language="ar", enclosures=(an_enclosure(),))
    languages = {"ar": LanguageInfo("مركز")}
    said = call_to_action(entry, "ar", a_site(languages=languages)).text
    assert "(PDF\u200f، 1.5 " in said
