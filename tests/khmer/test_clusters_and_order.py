"""Khmer clusters are found, checked and put in order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.khmer.order import misordered
from cchr_feeds.model.dates import ascii_digits
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.text.formatting import digits

KHMER = st.characters(min_codepoint=0x1780, max_codepoint=0x17DD)
ANY_TEXT = st.text(st.one_of(KHMER, KHMER, st.sampled_from("a (\u200c\u200d\u25cc\u0301"), st.characters()))

# Written as code points: an editor may show the wrong and the right spelling alike.
SLIPS = {
    "vowel before coeng": ("\u1791\u17b7\u17d2\u1792", "\u1791\u17d2\u1792\u17b7"),
    "coeng ro first": ("\u179f\u17d2\u179a\u17d2\u178f\u17b8", "\u179f\u17d2\u178f\u17d2\u179a\u17b8"),
    "e + ii": ("\u1795\u17d2\u178a\u17c1\u17b8\u1798", "\u1795\u17d2\u178a\u17be\u1798"),
    "e + aa": ("\u1780\u17c1\u17b6\u17c7", "\u1780\u17c4\u17c7"),
    "sign before vowel": ("\u178f\u17c6\u17b6", "\u178f\u17b6\u17c6"),
    "vowel before shifter": ("\u179f\u17b8\u17ca", "\u179f\u17ca\u17b8"),
    "robat after vowel": ("\u1792\u1798\u17b7\u17cc", "\u1792\u1798\u17cc\u17b7"),
    "-u for triisap": ("\u179f\u17bb\u17b8", "\u179f\u17ca\u17b8"),
    "-u for muusikatoan": ("\u1798\u17bb\u17ba", "\u1798\u17c9\u17ba"),
    "a mark twice": ("\u1780\u17b6\u17b6", "\u1780\u17b6"),
}
# What other tools change and must not: an early shifter, two coengs, both spellings of coeng da, samyok.
SOUND = ("ហ៊្វីលីពីន", "ស្ត្រី", "សេចក្ដី", "បណ្តោះ", "ច័ន្ទ", "កុម្ភៈ", "ម៉្យាង", "ខ្មែរ", "ធម៌", "ក៏", "ប៊\u200cី")


def reordered(text: str) -> str:
    """The text with what was meant in the place of each cluster that is out of order."""
    pieces, end = [], 0
    for slip in misordered(text):
        assert text[slip.start : slip.end] == slip.found
        pieces += [text[end : slip.start], slip.meant]
        end = slip.end
    return "".join([*pieces, text[end:]])


@pytest.mark.parametrize(("typed", "meant"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    """A cluster typed in a wrong order becomes the one that was meant."""
    assert reordered(typed) == meant


@pytest.mark.parametrize("word", SOUND)
def test_a_sound_word_is_left_alone(word: str) -> None:
    """What is in order, or is an accepted older order, does not change."""
    assert misordered(word) == []


def test_a_misordered_cluster_is_located() -> None:
    """The seed's own slip, in "human rights", is found with its place and its cure."""
    (slip,) = misordered("មជ្ឈមណ្ឌលសិ\u1791\u17b7\u17d2\u1792មនុស្ស")
    assert (slip.start, slip.end) == (11, 15)
    assert (slip.found, slip.meant) == ("\u1791\u17b7\u17d2\u1792", "\u1791\u17d2\u1792\u17b7")


@pytest.mark.parametrize(
    "cluster", ["\u1780\u17d2", "\u1780\u17b6\u17b7", "\u1780\u17d2\u1781\u17d2\u1782\u17d2\u1783"]
)
def test_what_cannot_be_made_right_stays(cluster: str) -> None:
    """A stray coeng, two vowels and three coengs are neither changed nor called misordered."""
    assert misordered(cluster) == []


@given(ANY_TEXT)
def test_what_is_put_in_order_is_in_order(text: str) -> None:
    """No cluster is left that is out of order, and none comes about."""
    assert misordered(reordered(text)) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ស្ត្រី", ["ស្ត្រី"]),
        ("សិទ្ធិ", ["សិ", "ទ្ធិ"]),
        ("ខ្មែរ។", ["ខ្មែ", "រ", "។"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("น้ำ", ["น้ำ"]),
        ("👍🏽🇰🇭🇺🇸", ["👍🏽", "🇰🇭", "🇺🇸"]),
        ("👨\u200d👩\u200d👧!", ["👨\u200d👩\u200d👧", "!"]),
        ("a\r\nb\n", ["a", "\r\n", "b", "\n"]),
    ],
)
def test_a_cluster_is_what_a_reader_sees_as_one(text: str, parts: list[str]) -> None:
    """Stacks, accents, Thai, skin tones, flags, families and CR LF stay in one piece each."""
    assert clusters(text) == parts


@given(ANY_TEXT)
def test_clusters_lose_nothing(text: str) -> None:
    """Joined clusters are the text again."""
    assert "".join(clusters(text)) == text


@given(ANY_TEXT)
def test_no_cluster_ends_between_a_coeng_and_its_consonant(text: str) -> None:
    """A stack is never split, in however broken a text."""
    for before, after in pairwise(clusters(text)):
        assert not (before.endswith("\u17d2") and "\u1780" <= after[0] <= "\u17a2")


def test_a_cluster_has_an_end() -> None:
    """After thirty marks a new cluster begins, so that none outgrows a line of mail."""
    assert [len(cluster) for cluster in clusters("a" + "\u0301" * 70)] == [31, 31, 9]


def test_digits_go_both_ways() -> None:
    """Digits are written in either script and nothing else changes."""
    assert digits("ថ្ងៃទី 19/07/2024", "km", None) == "ថ្ងៃទី ១៩/០៧/២០២៤"
    assert ascii_digits("ឆ្នាំ២០២៤") == "ឆ្នាំ2024"
