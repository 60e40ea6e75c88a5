"""Text is shortened and wrapped without cutting a cluster."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.fit import (
    _cut,
    _first_clusters,
    _is_end,
    beginning,
    truncate,
    whole_sentences,
    width,
    wrap,
)
from cchr_feeds.segmentation.words import word_ends

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
KHMER_TEXT = st.text(
    st.one_of(st.characters(min_codepoint=0x1780, max_codepoint=0x17DD), st.sampled_from(" a("))
)
NAMES = st.lists(st.sampled_from(["ចាន់ថា", "ជា ចាន់ថា", "រួមសហការ", "ស", "Human Rights"]), max_size=3)
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


OTHER_SCRIPTS = {
    "Devanagari": "सबै मानिसहरू जन्मजात स्वतन्त्र हुन् र ती सबैको समान अधिकार र महत्त्व छ।",
    "Arabic": "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا مُتَسَاوِينَ فِي الكَرَامَةِ وَالحُقُوقِ",
    "Burmese": "လူတိုင်းသည်တူညီလွတ်လပ်သောဂုဏ်သိက္ခာဖြင့်မွေးဖွားလာသူများဖြစ်သည်။",
    "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "Lao": "ມະນຸດທຸກຄົນເກີດມາມີອິດສະຫຼະພາບແລະສະເໝີພາບທາງດ້ານກຽດສັກສີ",
    "Hangul": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다",
    "Han": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待",
    "families and flags": "👨\u200d👩\u200d👧🇰🇭🏳\ufe0f\u200d🌈🇺🇸👍🏽" * 4,
}


@pytest.mark.parametrize("text", OTHER_SCRIPTS.values(), ids=OTHER_SCRIPTS)
@pytest.mark.parametrize("cut", [truncate, beginning])
@given(limit=st.integers(4, 60))
def test_no_script_is_cut_within_a_cluster(cut: Callable[[str, int], str], text: str, limit: int) -> None:
    """What is kept ends where a cluster of ICU's ends: conjuncts, harakat, stacks, families and flags."""
    kept = cut(text, limit).removesuffix("…")
    assert text.startswith(kept)
    assert len(kept.encode("utf-16-le")) // 2 in {
        0,
        *(end for _, end in CharacterBreaker(text, "en").segments()),
    }


@pytest.mark.parametrize("script", ["Thai", "Lao", "Burmese"])
def test_scripts_without_spaces_are_cut_after_a_word(script: str) -> None:
    """As Khmer is."""
    short = truncate(OTHER_SCRIPTS[script], 25).removesuffix("…")
    assert len(short) in word_ends(OTHER_SCRIPTS[script])


def test_brackets_and_stops_of_other_scripts_do_not_hang() -> None:
    """A bracket that stays is closed, one that would be opened at the end goes, a stop before … too."""
    assert truncate("《世界人权宣言》第一条规定人人生而自由", 8) == "《世界人权宣…》"
    assert truncate("人人生而自由。他们赋有理性和良心", 9) == "人人生而自由…"
    assert truncate("हुन्। समान अधिकार र महत्त्व", 5) == "हुन्…"


def test_han_is_wrapped_anywhere_but_before_a_stop() -> None:
    """Two cells a character; no line begins with 。 or ends with 《, and 》 takes its character along."""
    lines = wrap("人人生而自由。" * 3 + "《世界人权宣言》", 14)
    assert lines == ["人人生而自由。"] * 3 + ["《世界人权宣", "言》"]


@given(st.integers(20, 48))
def test_khmer_without_spaces_is_cut_after_a_word(limit: int) -> None:
    """Where words are known, one that ends in the last 40 % is where the text ends."""
    short = truncate(RUN, limit).removesuffix("…")
    assert len(short) in word_ends(RUN)
    assert len(clusters(short)) > (limit - 1) * 0.6


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


@given(ANY_TEXT.map(lambda text: " ".join(text.split())), st.integers(0, 60))
def test_it_is_cut_as_if_all_of_it_had_been_looked_at(text: str, limit: int) -> None:
    """Only its first clusters, and the words of its last phrases there, are looked for."""
    parts, ends, words = clusters(text), [0], set(word_ends(text))
    for part in parts:
        ends.append(ends[-1] + len(part))
    assert _first_clusters(text, limit) == parts[:limit]
    if len(parts) > limit:
        cut = _cut(parts[:limit], lambda count: _is_end(parts, count) or ends[count] in words)
        assert truncate(text, limit) == cut


@given(ANY_TEXT, st.integers(40, 200))
@example(RUN * 9, 200)
@example("(" * 300, 200)
def test_a_beginning_is_whole_clusters_within_its_characters(text: str, characters: int) -> None:
    """What closes a bracket, and the ellipsis, count as well."""
    short = beginning(text, characters)
    assert len(short) <= characters
    kept = clusters(short.rstrip(CLOSERS).removesuffix("…").rstrip(CLOSERS))
    one_line = clusters(truncate(text, len(text)))
    assert kept == one_line[: len(kept)]


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


def test_a_long_khmer_run_is_broken_between_words() -> None:
    """Where words are known, every line ends where a word does."""
    lines = wrap(RUN, 30)
    assert len(lines) > 2
    assert {len("".join(lines[:count])) for count in range(1, len(lines))} <= set(word_ends(RUN))


def test_a_name_stays_in_one_line() -> None:
    """Neither at its space nor between its words, wherever the margin is."""
    text = "ការចោទប្រកាន់លោក ជា ចាន់ថា នៅថ្ងៃនេះ"
    for columns in range(10, 40):
        assert any("ជា ចាន់ថា" in line for line in wrap(text, columns, ["ជា ចាន់ថា"]))


def test_a_name_within_a_long_run_stays_in_one_line() -> None:
    """Also where Khmer stands close around it, which is broken elsewhere."""
    for columns in range(10, 40):
        lines = wrap(f"{RUN}ចាន់ថា{RUN}", columns, ["ចាន់ថា"])
        assert "".join(lines) == f"{RUN}ចាន់ថា{RUN}"
        assert any("ចាន់ថា" in line for line in lines)


@given(KHMER_TEXT, st.integers(4, 60), NAMES)
@example("aaaa \u17b4", 4, [])  # a mark alone has the space before it for its letter
def test_wrapping_never_cuts_a_cluster(text: str, columns: int, names: list[str]) -> None:
    """The lines hold the clusters of the text, in their order, and nothing else but spaces."""
    lines = wrap(text, columns, names)
    kept = [part for line in lines for part in clusters(line) if part != " "]
    assert kept == [part for part in clusters(" ".join(text.split())) if part != " "]


@given(ANY_TEXT, st.integers(20, 100), NAMES)
def test_wrapping_changes_only_white_space(text: str, columns: int, names: list[str]) -> None:
    """Lines joined are the text again, but for spaces and line ends."""
    assert "".join("".join(wrap(text, columns, names)).split()) == "".join(text.split())


@given(SENTENCES, st.integers(20, 100), NAMES)
def test_wrapped_text_keeps_to_its_width(text: str, columns: int, names: list[str]) -> None:
    """No line is wider than asked for."""
    assert all(width(line) <= columns for line in wrap(text, columns, names))


@given(st.text(), st.sampled_from(["", "a", "\u0301", "ា", "😀", "https://x/", "។"]), st.integers(1, 1200))
def test_no_line_outgrows_what_mail_carries(text: str, filler: str, times: int) -> None:
    """No line holds more than 900 bytes, whatever the text."""
    assert all(len(line.encode()) <= 900 for line in wrap(text + filler * times))


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("ស្ត្រី", 1), ("ការ", 3), ("日本", 4), ("e\u0301", 1)])
def test_width_is_counted_in_cells(text: str, cells: int) -> None:
    """Coengs and marks take no cell, a spacing vowel one, a wide letter two."""
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("One sentence. And another one.", 60, "One sentence. And another one."),
        ("One long sentence here. And another one.", 30, "One long sentence here."),
        ("One. And then a sentence that goes on and on.", 30, "One. And then a sentence that…"),
        ("It met Mr. Sok in Phnom Penh, and told him all of it.", 30, "It met Mr. Sok in Phnom Penh…"),
        ("He said: “It is over today.” Then he left the room.", 30, "He said: “It is over today.”"),
        ("មជ្ឈមណ្ឌលស្នេហា។ រួមសហការជាមួយមជ្ឈមណ្ឌលស្នេហា", 11, "មជ្ឈមណ្ឌលស្នេហា។"),
        ("这是第一句话。这是第二句话。这是第三句话。", 16, "这是第一句话。这是第二句话。"),
    ],
)
def test_a_teaser_ends_with_a_sentence_where_little_is_lost(text: str, limit: int, expected: str) -> None:
    """Without an ellipsis then; else after a word. A stop after a short word may end an abbreviation."""
    assert whole_sentences(text, limit) == expected


@given(st.text(max_size=80), st.integers(1, 40))
def test_a_teaser_is_never_too_long(text: str, limit: int) -> None:
    """And no letter is cut in two."""
    made = whole_sentences(text, limit)
    assert len(clusters(made)) <= limit
