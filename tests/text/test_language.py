"""A text in another language than its block says, or in an old font, is told from a right one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.text.language import language_problem
from factories import RESILIENCE, REVIEW

# What a Khmer text for the old font Limon looks like to everybody else.
OLD_FONT = "siT§imnusS esckþIEføgkarN_rYm GñkkarBarsiT§i kñúgRbeTskm<úCa nigsiT§ikargar"
MIS_DECODED = RESILIENCE.encode().decode("cp1252", errors="ignore")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RESILIENCE, "km"),
        (RESILIENCE, "km-KH"),
        (REVIEW, "en"),
        (REVIEW, "km-Latn"),
        ("ប្រព័ន្ធ (IDEA, CCHR)", "km"),
        ("CCHR", "km"),
        ("2024-10-10", "km"),
        ("AT&T <b>", "km"),
        ("UPR: របាយការណ៍", "km"),
        ("https://example.org/a-long-address-in-latin-letters របាយការណ៍", "km"),
        ("The word សិទ្ធិ means right, and មនុស្ស means human being.", "en"),
        ("ที่นี่", "th"),
        ("", "km"),
    ],
)
def test_a_right_text_passes(text: str, language: str) -> None:
    """Also one with names, acronyms and addresses in other letters, and one too short to tell."""
    assert language_problem(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "code", "certain"),
    [
        (REVIEW, "km", "language", False),
        ("A report", "km", "language", False),
        (RESILIENCE, "en", "language", False),
        (RESILIENCE, "zh-Hant", "language", False),
        (OLD_FONT, "km", "old-font", True),
        (OLD_FONT, "en", "old-font", False),
        ("siT§imnusS", "en", "old-font", False),
        ("mCÄmNÐlsiT§imnusSkm<úCa eFVIesckþIEføgkarN_", "fr", "old-font", False),
        ("siT§imnusS", "km", "old-font", False),
        (MIS_DECODED, "km", "encoding", True),
        (MIS_DECODED[:20], "km", "encoding", False),
    ],
)
def test_a_wrong_text_is_named(text: str, language: str, code: str, certain: bool) -> None:
    """Only unreadable text is certain, and only where there is enough of it."""
    problem = language_problem(text, language)
    assert problem is not None
    assert (problem.code, problem.severity == "error") == (code, certain)
    assert problem.message
    assert problem.fix


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> <img src=x onerror=alert(1)> {{7*7}} ]]> and some more of the same kind",
        "iPhone, YouTube, WhatsApp, LinkedIn, JavaScript, GitHub, WordPress and PowerPoint in Cambodia today",
        "Café crème, naïve résumé, São Tomé, Curaçao, Øresund, Þingvellir, straße, piñata, coöperation",
        "a; b; c; d; e = f; g [h] i {j} k | l ~ m ^ n < o > p; q; r; s; t; u; v; w; x; y; z; and on and on",
    ],
)
def test_odd_signs_alone_are_never_certain(text: str) -> None:
    """Markup, trade names, accents and code under km: are not Khmer, but are no garbage either."""
    problem = language_problem(text, "km")
    assert problem is not None
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "iPhone, YouTube, WhatsApp, LinkedIn – JavaScript and GitHub – in Cambodia",
        "Café crème, naïve résumé, São Tomé, Curaçao, Øresund, Þingvellir, Straße, piñata, coöperation",
        "Cambodia´s land, CCHR×LICADHO, CCHR·ADHOC, a govern¬ment of ¶5, §IV, 100km², 5°C, 3×4 m, £5m, ©CCHR",
        "Article§A of the law on land, and what it says of those who live there",
        "See https://example.org/a§b and <a§b>",
        MIS_DECODED,
        REVIEW.encode().decode("cp1252", errors="ignore"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_other_languages_are_no_old_font(text: str, language: str) -> None:
    """Trade names, accents, signs of law, money and measure, a slip, what was saved in a wrong encoding."""
    assert language_problem(text, language) is None


@given(st.text(), st.sampled_from(["en", "km"]))
def test_any_text_gets_an_answer(text: str, language: str) -> None:
    """Never an error, and nothing is certain of an English block."""
    problem = language_problem(text, language)
    assert problem is None or language == "km" or problem.severity == "warning"


@given(st.lists(st.sampled_from(RESILIENCE.split()), min_size=1))
def test_khmer_is_khmer(words: list[str]) -> None:
    """Any part of a Khmer text passes as Khmer, and is found where another language should be."""
    text = " ".join(words)
    assert language_problem(text, "km") is None
    letters = sum(character.isalpha() for character in text)
    assert (language_problem(text, "en") is None) == (letters < 4)
