"""Words without spaces are told apart, and never within a cluster, a name or an address."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from builds import finished
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import (
    ADDRESS,
    SIGN,
    names_in,
    word_count,
    word_ends,
    words_are_known,
)
from factories import RESILIENCE

KHMER = st.characters(min_codepoint=0x1780, max_codepoint=0x17DD)
TEXT = st.one_of(
    st.text(st.one_of(KHMER, KHMER, st.sampled_from("a (@#/\u200c\u200d"))),
    st.lists(st.sampled_from(RESILIENCE.split()), max_size=6).map("".join),
)


def test_words_of_a_sentence_are_told_apart() -> None:
    """In a paragraph without spaces between words, many ends are found, and no first or last one."""
    ends = word_ends(RESILIENCE)
    assert len(ends) > 30
    assert ends == sorted(set(ends))
    assert 0 < min(ends) < max(ends) < len(RESILIENCE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three words, there", 3),
        ("", 0),
        ("មនុស្សទាំងអស់កើតមក មានសេរីភាព", 6),
        ("เด็กมาบ้าน", 3),
        ("人人生而自由", 4),
    ],
)
def test_words_are_counted_in_scripts_with_and_without_spaces(text: str, expected: int) -> None:
    """About: it asks no dictionary."""
    assert word_count(text) == expected


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ("มนุษย์|ทั้งหลาย|เกิดมา|มี|อิสระ|และ|เสมอภาค|กัน", 6),
        ("เด็ก ๆ|มา|บ้าน", 1),
        ("ມະນຸດ|ທຸກ|ຄົນ|ເກີດ|ມາ|ມີ|ອິດສະຫຼະ", 5),
        ("လူတိုင်း|သည်|တူညီ|လွတ်လပ်သော|ဂုဏ်သိက္ခာ", 3),
        ("មនុស្ស|ទាំងអស់|កើត|មក|មាន|សេរីភាព", 4),
    ],
)
def test_words_of_every_script_without_spaces_are_told_apart(words: str, apart: int) -> None:
    """Thai, Lao, Burmese and Khmer: at the least so many of the ends that a reader would name are found."""
    text = words.replace("|", "")
    named = {len(words[:place].replace("|", "")) for place, char in enumerate(words) if char == "|"}
    assert len(named & set(word_ends(text))) >= apart


@pytest.mark.parametrize("text", ["ทุกๆวัน", "ຕ່າງໆນາໆ", "ต่างๆกัน", "ផ្សេងៗគ្នា"])
def test_a_sign_of_repetition_stays_with_its_word(text: str) -> None:
    """No word ends before ๆ, ໆ or ៗ, which may not begin a line."""
    assert not [end for end in word_ends(text) if text[end] in "ๆໆៗ"]


def test_words_with_spaces_need_no_dictionary() -> None:
    """Devanagari, Arabic, Hangul and Han: lines end at spaces, or between any two characters."""
    for text in ("सबै मानिसहरू", "حقوق الإنسان", "모든 인간은", "人人生而自由"):
        assert word_ends(text) == []


@given(TEXT)
def test_a_word_ends_between_two_clusters(text: str) -> None:
    """By our clusters and by ICU's, which knows nothing of ours."""
    edges, offset = set(), 0
    for part in clusters(text):
        offset += len(part)
        edges.add(offset)
    assert set(word_ends(text)) <= edges
    assert set(word_ends(text)) <= {end for _, end in CharacterBreaker(text, "km").segments()}


@given(TEXT)
def test_a_word_ends_between_two_khmer_letters(text: str) -> None:
    """Never beside a space, a digit, a bracket or ៗ, where nothing has to be added."""
    for end in word_ends(text):
        assert "\u1780" <= text[end - 1] <= "\u17dd"
        assert "\u1780" <= text[end] <= "\u17b3"


@given(st.lists(st.sampled_from([*RESILIENCE.split(), "ចាន់ថា", "ជា ចាន់ថា"]), max_size=6).map("".join))
def test_no_word_ends_within_a_name(text: str) -> None:
    """Whatever the dictionary thinks of the name."""
    names = ["ចាន់ថា", "ជា ចាន់ថា"]
    ends = word_ends(text, names)
    assert not [end for first, last in names_in(text, names) for end in ends if first < end < last]


@given(st.text("aw.:/@#-ក htps"))
def test_the_quick_look_for_addresses_misses_none(text: str) -> None:
    """What holds none of their signs holds no address."""
    assert SIGN.search(text) or not ADDRESS.search(text)


def test_the_dictionary_does_not_know_the_name() -> None:
    """Without `keep_together`, a line might break within it: that is what the setting is for."""
    assert word_ends("ចាន់ថា") == [4]
    assert word_ends("ចាន់ថា", ["ចាន់ថា"]) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/សិទ្ធិមនុស្សកម្ពុជា",
        "mailto:news@example.org?subject=សិទ្ធិមនុស្សកម្ពុជា",
        "#សិទ្ធិមនុស្សកម្ពុជា",
        "@សិទ្ធិមនុស្សកម្ពុជា",
        "news@សិទ្ធិមនុស្សកម្ពុជា",
    ],
)
def test_no_word_ends_within_an_address(address: str) -> None:
    """An invisible sign in it would make it another address."""
    assert word_ends("សិទ្ធិមនុស្សកម្ពុជា")
    assert word_ends(f"({address}") == []


def test_a_name_is_found_where_readers_see_it() -> None:
    """Not where its letters are the beginning or the end of a cluster."""
    assert names_in("ស ស្ត្រី ស", ["ស", "ត"]) == [(0, 1), (9, 10)]
    assert names_in("លោក ជា ចាន់ថា", ["ជា", "ជា ចាន់ថា"]) == [(4, 13)]


def test_english_loads_no_dictionary() -> None:
    """The first Khmer text loads it, and an address book of English ones does not."""
    program = (
        "import sys; from cchr_feeds.segmentation.words import words_are_known; words_are_known();"
        "from cchr_feeds.segmentation.words import word_ends;"
        "word_ends('Outcomes of the Universal Periodic Review'); print('icu4py' in sys.modules);"
        "word_ends('សិទ្ធិមនុស្ស'); print('icu4py' in sys.modules)"
    )
    said = finished([sys.executable, "-c", program])
    assert said.stdout.split() == ["False", "True"]
    assert words_are_known()
