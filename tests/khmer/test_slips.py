"""Words typed twice and names that are nearly right are found; what is meant so is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.khmer.order import misordered
from cchr_feeds.khmer.slips import doubled, name_slips, open_coengs, respelt, stray_marks
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.text.characters import stored_form
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


KO, AA, COENG = "ក", "\u17b6", "\u17d2"


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        (f"{AA}{KO} ខ", 0, f"{AA}{KO}"),
        (f"{KO} {AA}ខ", 2, f"{AA}ខ"),
        (f"A{COENG}{KO}", 1, f"{COENG}{KO}"),
        (f"«\u17c6» {KO}", 1, "\u17c6"),
        (f"១{AA}", 1, AA),
        (f"។{AA}", 1, AA),
        (f"\n{COENG}\n", 1, COENG),
    ],
)
def test_a_mark_without_a_letter_is_found(text: str, start: int, found: str) -> None:
    """A coeng, a vowel or a sign at the beginning of a word, with its place and the rest of the word."""
    assert stray_marks(text) == [(start, found, "")]


@pytest.mark.parametrize(
    ("text", "start", "found"),
    [
        (f"ខ{KO}{COENG}", 1, f"{KO}{COENG}"),
        (f"{KO}{COENG} ខ", 0, f"{KO}{COENG}"),
        (f"{KO}{COENG}។", 0, f"{KO}{COENG}"),
        (f"{KO}{COENG}{AA}", 0, f"{KO}{COENG}"),
        (f"{KO}{COENG}{KO}{COENG}", 0, f"{KO}{COENG}{KO}{COENG}"),
        (f"{KO}{COENG}A", 0, f"{KO}{COENG}"),
    ],
)
def test_a_coeng_without_a_letter_is_found(text: str, start: int, found: str) -> None:
    """At the end of a word, or before what can't stand below a letter."""
    assert open_coengs(text) == [(start, found, "")]
    assert respelt(text) == []


def test_what_is_certain_is_respelt() -> None:
    """A coeng typed twice is one, and U+17D8 is an abbreviation in three characters."""
    assert respelt(f"ខ{KO}{COENG}{COENG}{KO}{AA}") == [(1, f"{KO}{COENG}{COENG}{KO}", f"{KO}{COENG}{KO}")]
    assert respelt(f"{KO} \u17d8") == [(2, "\u17d8", "។ល។")]
    assert open_coengs(f"{KO}{COENG}{COENG}{KO}") == []


@pytest.mark.parametrize(
    "text",
    [RESILIENCE, REVIEW, NAME, "ថ្មីៗ ១០០០៛ ។ល។", "\u25cc\u17b6 \u25cc\u17d2ក", "ហ៊្វីលីពីន", "ស៊ី", "ប៉ះ", "ឥឡូវ ឱ្យ"],
)
def test_complete_words_are_left_alone(text: str) -> None:
    """Also a mark that a dotted circle shows by itself."""
    assert [*stray_marks(text), *open_coengs(text), *respelt(text)] == []


@given(st.text(st.characters(min_codepoint=0x1780, max_codepoint=0x17DD), max_size=12))
def test_what_is_respelt_is_not_told_again(text: str) -> None:
    """Nor is it out of order: no two fixes contradict each other."""
    text = stored_form(text)
    for slip in respelt(text)[:1]:
        assert text[slip.start : slip.end] == slip.found
        after = stored_form(text[: slip.start] + slip.meant + text[slip.end :])
        assert len(respelt(after)) < len(respelt(text))
        assert not misordered(after)
