"""Words typed twice and names that are nearly right are found; what is meant so is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.khmer.clusters import clusters
from cchr_feeds.khmer.slips import doubled, name_slips
from factories import RESILIENCE, REVIEW

NAME = "មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា"
ENGLISH_NAME = "Cambodian Center for Human Rights"


def test_a_word_typed_twice_is_found() -> None:
    """With its place, what stands there, and the word alone."""
    (slip,) = doubled("នៃសិទ្ធិមនុស្សមនុស្សកម្ពុជា")
    assert (slip.start, slip.found, slip.meant) == (8, "មនុស្សមនុស្ស", "មនុស្ស")
    assert slip.end - slip.start == len(slip.found)


@pytest.mark.parametrize("text", [RESILIENCE, REVIEW, "ការការពារ", "ថ្មីៗ", "មនុស្ស មនុស្ស", "haha hahaha", ""])
def test_what_is_meant_twice_is_left_alone(text: str) -> None:
    """Two clusters that come again, words apart, and other scripts."""
    assert doubled(text) == []


@given(st.text(st.characters(min_codepoint=0x1780, max_codepoint=0x17DD)))
def test_what_is_found_twice_stands_there_twice(text: str) -> None:
    """The place is right, and it is whole clusters."""
    for slip in doubled(text):
        assert text[slip.start : slip.end] == slip.found == slip.meant * 2
        assert len(clusters(slip.meant)) >= 3


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("របស់មជ្ឈមណ្ឌលសិទ្ធិមនុស្សមនុស្សកម្ពុជា (“ម.ស.ម.ក”)", NAME, "មជ្ឈមណ្ឌលសិទ្ធិមនុស្សមនុស្សកម្ពុជា"),
        ("មជ្ឈមណ្ឌលសិទ្ធមនុស្សកម្ពុជាចេញផ្សាយប័ណ្ណព័ត៌មាន", NAME, "មជ្ឈមណ្ឌលសិទ្ធមនុស្សកម្ពុជា"),
        (
            "by the Cambodian Centre for Human Rights (CCHR)",
            ENGLISH_NAME,
            "Cambodian Centre for Human Rights",
        ),
        ("the Cambodian Center of Human Rights, today", ENGLISH_NAME, "Cambodian Center of Human Rights"),
    ],
)
def test_a_name_that_is_nearly_right_is_found(text: str, name: str, found: str) -> None:
    """A word typed twice, a letter left out, another spelling, another small word."""
    (slip,) = name_slips(text, [name])
    assert (text[slip.start : slip.end], slip.found, slip.meant) == (found, found, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (RESILIENCE, NAME),
        (f"{NAME}ចេញផ្សាយ", NAME),
        ("មជ្ឈមណ្ឌលសិទ្ធិមនុស្ស", NAME),
        ("មជ្ឈមណ្ឌលស្នេហាចេញផ្សាយប័ណ្ណព័ត៌មានអំពីភាពធន់", NAME),
        (REVIEW, ENGLISH_NAME),
        ("the Cambodian Center for Humanity and Self Reliance (CCHSR)", ENGLISH_NAME),
        ("Cambodian civil society, and the Cambodian Human Rights Action Coalition", ENGLISH_NAME),
        ("CCHR", "CCHR"),
        ("anything", ""),
    ],
)
def test_another_name_is_left_alone(text: str, name: str) -> None:
    """The right name, its first part alone, and organisations that begin alike."""
    assert name_slips(text, [name]) == []


@given(st.lists(st.sampled_from([*clusters(NAME), NAME, " ", "("])).map("".join))
def test_a_slip_is_never_the_name_itself(text: str) -> None:
    """Its place is right, and what stands there is not right."""
    for slip in name_slips(text, [NAME]):
        assert text[slip.start : slip.end] == slip.found != NAME
