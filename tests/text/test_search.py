"""Texts that readers take for the same have one search key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.text.characters import search_key

KHMER = st.characters(min_codepoint=0x1780, max_codepoint=0x17DD)
ANY_TEXT = st.text(
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


@given(ANY_TEXT)
def test_the_key_of_a_key_is_itself(text: str) -> None:
    """Keys can be compared with texts that were made keys before."""
    key = search_key(text)
    assert search_key(key) == key
