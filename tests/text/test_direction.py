"""In which direction a text reads, and what keeps it apart from a line that reads the other way."""

import pytest

from cchr_feeds.text.scripts import isolated, text_direction, unmistakable

REPORT = "تقرير عن حرية التجمع"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Freedom of assembly", "en", "ltr"),
        (REPORT, "ar", "rtl"),
        ("Freedom of assembly", "ar", "ltr"),
        (REPORT, "fr", "rtl"),
        ("CCHR: " + REPORT, "ar", "rtl"),
        ("UPR 4 – " + REPORT + " (Joint Submission)", "he", "rtl"),
        ("2024", "ar", "rtl"),
        ("", "ar", "rtl"),
        ("… (2024)", "en", "ltr"),
        ("សិទ្ធិមនុស្ស", "km", "ltr"),
        ("חופש", "km", "rtl"),
        ("The word حرية and what it means", "en", "ltr"),
    ],
)
def test_a_text_reads_as_its_letters_do(text: str, language: str, expected: str) -> None:
    """Its language decides, unless hardly any of its letters have that direction; digits have none."""
    assert text_direction(text, language) == expected


def test_what_reads_the_other_way_is_isolated() -> None:
    """U+2066 or U+2067 before and U+2069 behind it, line by line; nothing where the direction is the same."""
    assert isolated("Français", "fr", "rtl") == "\u2066Français\u2069"
    assert isolated(REPORT, "ar", "ltr") == f"\u2067{REPORT}\u2069"
    assert isolated("Two\nlines", "en", "rtl") == "\u2066Two\u2069\n\u2066lines\u2069"
    assert isolated(REPORT, "ar", "rtl") == REPORT
    assert isolated("English", "km", "ltr") == "English"
    assert isolated("", "ar", "ltr") == ""


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("CCHR: " + REPORT, "ar", f"\u2067CCHR: {REPORT}\u2069"),
        ("2024: " + REPORT, "ar", "2024: " + REPORT),
        (REPORT, "ar", REPORT),
        ("UPR 2024", "ar", "UPR 2024"),
        ("חופש is the Hebrew word for freedom", "en", "\u2066חופש is the Hebrew word for freedom\u2069"),
        ("Freedom of assembly", "en", "Freedom of assembly"),
        ("CCHR៖ សេរីភាព", "km", "CCHR៖ សេរីភាព"),
    ],
)
def test_a_title_is_isolated_where_its_first_letter_misleads(text: str, language: str, shown: str) -> None:
    """Nowhere else: hardly any title needs it, and what it is compared with stays the same."""
    assert unmistakable(text, language) == shown
