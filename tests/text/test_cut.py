"""Text is shortened and wrapped without cutting a cluster."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.text.cut import truncate, width, wrap
from cchr_feeds.text.khmer import clusters

TITLE = "សេចក្ដីថ្លែងការណ៍រួម សកម្មភាពលោក ជា ចាន់ថា មិនមែនជាបទល្មើស"
RUN = "មជ្ឈមណ្ឌលស្នេហាចេញផ្សាយប័ណ្ណព័ត៌មានអំពីការលើកកម្ពស់ការយល់ដឹងដល់សាធារណជនអំពីវិធីសម្របខ្លួន"
WORDS = st.sampled_from(
    [
        *TITLE.split(),
        *RUN.split(),
        "ឆ្នាំ២០២៤ ។",
        "(IDEA)",
        "«ភាពធន់»",
        "“ម.ស.ម.ក”",
        "Cambodia’s",
        "a",
        "។",
        "(",
        "“",
    ]
)
SENTENCES = st.lists(WORDS, max_size=30).map(" ".join)
ANY_TEXT = st.one_of(SENTENCES, st.text(), st.text(st.characters(min_codepoint=0x1780, max_codepoint=0x17DD)))
CLOSERS = ')]}»”’"'


def test_short_text_stays() -> None:
    """What fits is not touched."""
    assert truncate(TITLE, 140) == TITLE


def test_text_is_cut_after_a_whole_word() -> None:
    """A space in the last 40 % is where the text ends."""
    assert truncate(TITLE, 28) == "សេចក្ដីថ្លែងការណ៍រួម សកម្មភាពលោក ជា ចាន់ថា…"
    assert truncate("Outcomes of the Universal Periodic Review", 20) == "Outcomes of the…"


def test_text_without_spaces_is_cut_after_a_cluster() -> None:
    """Where no boundary is near, the text ends between clusters."""
    assert truncate(RUN, 5) == "មជ្ឈមណ្ឌ…"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("the Social Security Fund (informal economy)", 30, "the Social Security Fund…"),
        ("“Resilience” and “the right to an effective remedy”", 30, "“Resilience” and “the right…”"),
        ("(a long remark in brackets that goes on and on)", 20, "(a long remark in…)"),
        ("ឆ្នាំ២០២៤។ លោក ជា ចាន់ថា", 9, "ឆ្នាំ២០២៤…"),
        ("first, second, third", 8, "first…"),
    ],
)
def test_no_bracket_or_stop_is_left_hanging(text: str, limit: int, short: str) -> None:
    """A late opening sign is left out, an early one closed, a stop before the ellipsis dropped."""
    assert truncate(text, limit) == short


@given(ANY_TEXT, st.integers(-1, 60))
def test_shortened_text_keeps_to_its_limit(text: str, limit: int) -> None:
    """The ellipsis and closing signs count."""
    assert len(clusters(truncate(text, limit))) <= max(limit, 0)


@given(ANY_TEXT, st.integers(2, 60))
def test_shortening_never_cuts_a_cluster(text: str, limit: int) -> None:
    """What is kept is whole clusters from the start of the text."""
    text = " ".join(text.split())
    short = truncate(text, limit)
    if short != text:
        kept = clusters(short.rstrip(CLOSERS).removesuffix("…"))
        assert kept == clusters(text)[: len(kept)]


def test_lines_break_at_spaces() -> None:
    """Latin and Khmer words stay whole where a line holds them."""
    assert wrap("Outcomes of the Fourth Universal Periodic Review", 20) == [
        "Outcomes of the",
        "Fourth Universal",
        "Periodic Review",
    ]


def test_line_ends_stay() -> None:
    """Paragraphs and empty lines are kept."""
    assert wrap("one\n\ntwo  three") == ["one", "", "two three"]


def test_a_line_never_begins_with_a_stop() -> None:
    """The space before ។ is no place to break."""
    line = "ខែកក្កដា ឆ្នាំ២០២៤"
    assert wrap(f"{line} ។ លោក ជា", width(line)) == ["ខែកក្កដា", "ឆ្នាំ២០២៤ ។ លោក", "ជា"]


def test_an_address_is_not_broken() -> None:
    """A link wider than the line stays in one piece, with the stop after it."""
    link = "https://example.org/" + "a" * 100
    assert wrap(f"អានបន្ត៖ {link} ។ ភាពធន់", 40) == ["អានបន្ត៖", f"{link} ។", "ភាពធន់"]


def test_a_long_khmer_run_is_broken_between_clusters() -> None:
    """Khmer without spaces fills lines and loses nothing."""
    lines = wrap(RUN, 20)
    assert "".join(lines) == RUN
    assert [part for line in lines for part in clusters(line)] == clusters(RUN)
    assert all(width(line) <= 20 for line in lines)


@given(ANY_TEXT, st.integers(20, 100))
def test_wrapping_changes_only_white_space(text: str, columns: int) -> None:
    """Lines joined are the text again, but for spaces and line ends."""
    assert "".join("".join(wrap(text, columns)).split()) == "".join(text.split())


@given(SENTENCES, st.integers(20, 100))
def test_wrapped_text_keeps_to_its_width(text: str, columns: int) -> None:
    """No line is wider than asked for."""
    assert all(width(line) <= columns for line in wrap(text, columns))


@given(st.text(), st.sampled_from(["", "a", "\u0301", "ា", "😀", "https://x/", "។"]), st.integers(1, 1200))
def test_no_line_outgrows_what_mail_carries(text: str, filler: str, times: int) -> None:
    """No line holds more than 900 octets, whatever the text."""
    assert all(len(line.encode()) <= 900 for line in wrap(text + filler * times))


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("ស្ត្រី", 1), ("ការ", 3), ("日本", 4), ("e\u0301", 1)])
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    """Coengs and marks take no cell, a spacing vowel one, a wide letter two."""
    assert width(text) == cells
