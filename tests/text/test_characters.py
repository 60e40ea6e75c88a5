"""Characters are refused, removed or kept as the contract says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.text.characters import forbidden, is_plain, search_key, stored_form

KHMER = st.characters(min_codepoint=0x1780, max_codepoint=0x17DD)
AWKWARD = st.sampled_from(
    "ae\u0301\u0327\u200b\u200c\u200d\u00ad\u2060\ufeff\u25cc\r\t\u0085\u202e\ufffe\u1100\u1161"
    "\u200f\u061c\ufe0f\u05d0\u0915\u094d\U0001f468"
)
SYLLABLE = st.builds(
    str.__add__,
    st.sampled_from("កខទនបរសហ"),
    st.text("\u17b6\u17b7\u17bb\u17c1\u17c6\u17c9\u17ca\u17cc\u17d0\u17d2\u17c7\u200cរក", max_size=5),
)
ANY_TEXT = st.one_of(
    st.lists(SYLLABLE, max_size=4).map("".join),
    st.text(st.one_of(KHMER, AWKWARD, st.characters(exclude_categories=()))),
)


@pytest.mark.parametrize(
    "code",
    [
        *(0x00, 0x08, 0x0B, 0x0C, 0x0D, 0x1F, 0x7F, 0x85, 0x9F),
        *(0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069),
        *(0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE0000, 0xE007F),
        *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x2061, 0x2064, 0x206A, 0x206F, 0x2800),
        *(0x3164, 0xFFA0, 0xFFF9, 0xFFFB, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A),
    ],
)
def test_a_forbidden_character_is_named(code: int) -> None:
    """It is reported with its place, its number in Unicode, a reason and a cure."""
    (found,) = forbidden(f"ab{chr(code)}c")
    assert (found.offset, found.character) == (2, chr(code))
    assert found.reason.startswith(f"U+{code:04X} is ")
    assert found.fix


def test_a_control_character_is_explained_in_plain_words() -> None:
    """The reason reads as a sentence about the character."""
    assert forbidden("\x08")[0].reason == "U+0008 is a control character"


def test_tabs_and_line_feeds_are_allowed() -> None:
    """What people type is not refused: tabs, new lines, no-break spaces, emoji, Khmer."""
    assert forbidden("a\tb\n\u00a0😀ភាពធន់") == []


@given(st.text(st.characters(exclude_categories=())))
def test_text_without_forbidden_characters_is_encodable(text: str) -> None:
    """What passes can be written as UTF-8 and holds no control but tab and line feed."""
    if not forbidden(text):
        text.encode()
        assert {c for c in text if unicodedata.category(c) == "Cc"} <= {"\t", "\n"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Cafe\u0301", "Café"),
        ("សិទ្ធិ\u200bមនុស្ស", "សិទ្ធិមនុស្ស"),
        ("co\u00adope\u2060ration", "cooperation"),
        ("\ufeffTitle", "Title"),
        ("a\u200cb\u200dc", "abc"),
        ("ក\u200cខ", "កខ"),
        ("ប៊\u200cី", "ប៊\u200cី"),
        ("ប៊\u200c ", "ប៊ "),
        ("\u1791\u17b7\u200b\u17d2\u1792", "\u1791\u17d2\u1792\u17b7"),
        ("a\u200e\u200f\u061cb", "ab"),
        ("a\ufe0fb\ufe00\U000e0100\u180b", "ab"),
        ("\u0627\n1\u200f", "\u0627\n1"),
    ],
)
def test_text_is_stored_as_people_mean_it(typed: str, stored: str) -> None:
    """Composed, without what is invisible, selectors where they are needed, clusters in order."""
    assert stored_form(typed) == stored


@pytest.mark.parametrize(
    "text",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937 \u0915\u094d\u200c",
        "\u0627\u0644\u0645\u0627\u062f\u0629 5 (\u0623)\u200f.",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f\u200d\U0001f525 1\ufe0f\u20e3",
        "\u845b\U000e0100",
        "\u1820\u180b",
    ],
    ids=["Persian", "Hindi", "an Arabic full stop", "emoji", "Han", "Mongolian"],
)
def test_what_a_script_or_an_emoji_needs_is_kept(text: str) -> None:
    """Joiners, direction marks and variation selectors at their places."""
    assert forbidden(text) == []
    assert stored_form(text) == text


@given(ANY_TEXT)
def test_the_stored_form_is_final(text: str) -> None:
    """The stored form of a stored form is itself, and is NFC."""
    stored = stored_form(text)
    assert stored_form(stored) == stored
    assert unicodedata.is_normalized("NFC", stored)
    assert not set(stored) & set("\u200b\u00ad\u2060\ufeff")


@given(ANY_TEXT)
def test_plain_text_needs_nothing(text: str) -> None:
    """Plain text holds nothing forbidden and only characters the stored form keeps."""
    if is_plain(text):
        assert forbidden(text) == []
        # A forced round: one zero-width space makes the text not plain, and only it may go.
        assert stored_form(text + "\u200b") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "en:\n  title: Outcomes of Cambodia’s Fourth Universal Periodic Review\n",
        "លោក ជា ចាន់ថា ត្រូវរងការចោទប្រកាន់ពីបទឆបោក (បសស) ឆ្នាំ២០២៤ ។",
        "ស្ត្រី ហ៊្វីលីពីន ច័ន្ទ កុម្ភៈ ម៉្យាង ធម៌ ប្រព័ន្ធ",
        "😀",
    ],
)
def test_usual_text_is_plain(text: str) -> None:
    """English and Khmer as people write them take the fast way."""
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", ["a\x08", "a\r\n", "\u200b", "e\u0301", "\u1791\u17b7\u17d2\u1792", "ក\u200cខ", "ប៊\u200c"]
)
def test_text_with_something_to_mend_is_not_plain(text: str) -> None:
    """One fault anywhere is enough."""
    assert not is_plain(f"title: {text}\n")


# --- search keys ----------------------------------------------------------------------------------

SEARCHED = st.text(
    st.one_of(KHMER, KHMER, st.sampled_from("aB \u200b\u200c\u200d\u25cc\u0301"), st.characters())
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joint  Submission", "joint submission\n"),
        ("\u179f\u17c1\u1785\u1780\u17d2\u178a\u17b8", "\u179f\u17c1\u1785\u1780\u17d2\u178f\u17b8"),
        ("\u17a0\u17ca\u17d2\u179c\u17b8", "\u17a0\u17d2\u179c\u17ca\u17b8"),
        ("សិ\u1791\u17b7\u17d2\u1792", "សិ\u1791\u17d2\u1792\u17b7"),
        ("ប៊\u200cី", "ប៊ី"),
        ("សិទ្ធិ\u200bមនុស្ស", "សិទ្ធិមនុស្ស"),
        ("ឆ្នាំ២០២៤", "ឆ្នាំ2024"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_reads_the_same_has_one_key(one: str, other: str) -> None:
    """Capitals, spaces, coeng da, the place of the shifter, mis-ordered letters, joiners, digits."""
    assert one != other
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize(("one", "other"), [("ភាពធន់", "ភាព"), ("ដី", "តី"), ("report", "reports"), ("ក", "ខ")])
def test_what_reads_differently_has_another_key(one: str, other: str) -> None:
    """Da and ta alone are two letters."""
    assert search_key(one) != search_key(other)


@given(SEARCHED)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    """Keys can be compared with texts that were made keys before."""
    key = search_key(text)
    assert search_key(key) == key
