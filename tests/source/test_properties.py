"""Whatever is in a file: a model or located problems, never anything else, and always the same."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.values import identifier
from cchr_feeds.problem import InvalidValue, Problem
from cchr_feeds.text.characters import forbidden, stored_form
from extent import examples
from project_files import ENTRY, SITE, TITLE, a_project, an_entry_file, problems_of, read_entry

SIGNS = st.sampled_from("\n\n  -:[]{}#&*!|>'\"%@`,?\\\t=~<\r\x85\u2028\ufeffក្\u200b")
WORDS = st.sampled_from(
    "id: published: category: en: km: title: url: files: topics: "
    "[ ] { } infographic 2024 - >- | << &a *a !b".split()
)
YAML_LIKE = st.lists(st.one_of(SIGNS, WORDS), max_size=40).map("".join)
ALMOST = st.builds(
    lambda entry, place, junk, length: entry[:place] + junk + entry[place + length :],
    st.sampled_from([ENTRY, TITLE + "A\n", an_entry_file(topics="[a, b]", draft="true")]),
    st.integers(0, 120),
    st.lists(st.one_of(SIGNS, WORDS), max_size=4).map("".join),
    st.integers(0, 12),
)
ANY_BYTES = st.one_of(st.binary(max_size=200), YAML_LIKE.map(str.encode), ALMOST.map(str.encode))
MOMENTS = st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2199-12-31"))
thoroughly = settings(max_examples=examples(300))


def assert_located(problems: list[Problem], path: str, data: bytes) -> None:
    """That every problem names the file, a place in it or at its end, and what to do."""
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in problems:
        assert problem.path == path
        assert 1 <= problem.line <= lines
        assert 1 <= problem.column <= len(data) + 1
        assert problem.message
        assert problem.fix


@thoroughly
@example(b"!%")
@example(b"--- :")
@given(ANY_BYTES)
def test_any_bytes_are_an_entry_or_located_problems(tmp_path: Path, data: bytes) -> None:
    """Reading ends in a model or in problems with a place, never in another exception."""
    path = "entries/report.yaml"
    assert_located(problems_of(a_project(tmp_path, **{path: data})), path, data)


@thoroughly
@given(
    st.one_of(
        YAML_LIKE,
        st.builds(
            lambda place, junk, length: SITE[:place] + junk + SITE[place + length :],
            st.integers(0, len(SITE)),
            YAML_LIKE,
            st.integers(0, 30),
        ),
    )
)
def test_any_site_file_is_a_site_or_located_problems(tmp_path: Path, text: str) -> None:
    """The same holds for site.yaml."""
    problems = problems_of(
        a_project(tmp_path, **{"site.yaml": text, "editions/2024-10.yaml": "highlight: a\n"})
    )
    assert_located([each for each in problems if each.path == "site.yaml"], "site.yaml", text.encode())


@thoroughly
@given(ANY_BYTES)
def test_the_same_bytes_bring_the_same(tmp_path: Path, data: bytes) -> None:
    """Reading twice brings the same model and the same problems in the same order."""
    project = a_project(tmp_path, **{"entries/report.yaml": data})
    assert problems_of(project) == problems_of(project)


def double_quoted(text: str) -> str:
    """The text as JSON writes it, which is YAML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def single_quoted(text: str) -> str:
    """The text between apostrophes, its own ones doubled."""
    return "'" + text.replace("'", "''") + "'"


ANY_TEXT = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), SIGNS.filter(lambda sign: len(sign) == 1))
)


@pytest.mark.parametrize("quoted", [double_quoted, single_quoted])
@thoroughly
@given(text=ANY_TEXT)
def test_any_title_comes_back_as_it_is_stored(
    tmp_path: Path, quoted: Callable[[str], str], text: str
) -> None:
    """A quoted title is refused at a place, or comes back in its stored form."""
    if quoted is single_quoted and ("\n" in text or forbidden(text)):
        return
    entry = f"{TITLE}{quoted(text)}\n"
    problems = problems_of(a_project(tmp_path, **{"entries/report.yaml": entry}))
    assert_located(problems, "entries/report.yaml", entry.encode())
    if all(problem.severity == "warning" for problem in problems):
        assert read_entry(tmp_path, entry).translations["en"].title == stored_form(text).strip()


@thoroughly
@given(ANY_TEXT.filter(lambda text: stored_form(text).strip() != "" and not forbidden(text)))
def test_a_title_of_allowed_characters_is_refused_for_its_shape_only(tmp_path: Path, text: str) -> None:
    """Of what may be typed, only several lines, too many characters and coded words are no title."""
    problems = problems_of(a_project(tmp_path, **{"entries/report.yaml": f"{TITLE}{double_quoted(text)}\n"}))
    assert {problem.code for problem in problems if problem.severity == "error"} <= {"line", "length"}


@thoroughly
@given(MOMENTS, st.sampled_from(Precision), st.booleans())
def test_a_date_comes_back(tmp_path: Path, moment: datetime, precision: Precision, khmer: bool) -> None:
    """Every date since 1950, written in ISO form to the year, month, day or minute, is read as that date."""
    written = f"{moment.year:04}{moment:-%m-%dT%H:%M}"[: (4, 7, 10, 16)[precision - 1]]
    first = datetime.fromisoformat((written + "-01-01")[:10] if precision < Precision.TIME else written)
    if khmer:
        written = written.translate({ord(str(digit)): 0x17E0 + digit for digit in range(10)})
    assert read_entry(tmp_path, an_entry_file(published=written)).published == PartialDate(first, precision)


@thoroughly
@given(st.one_of(st.text(max_size=90), st.from_regex(r"[a-z0-9-]{1,81}", fullmatch=True)))
def test_an_id_is_accepted_by_its_rule_alone(text: str) -> None:
    """1 to 80 of a-z, 0-9 and hyphens and no name that Windows reserves."""
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    reserved = {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{name}{digit}" for name in ("com", "lpt") for digit in range(10)),
    }
    right = 1 <= len(text) <= 80 and set(text) <= allowed and text not in reserved
    assert _is_an_id(text) is right


def _is_an_id(text: str) -> bool:
    try:
        return identifier(text) == text
    except InvalidValue:
        return False
