"""Characters no text may hold are refused at their column, encodings other than UTF-8 at the first byte."""

from pathlib import Path

import pytest

from project_files import (
    EN,
    TOP,
    a_project,
    an_entry_file,
    assert_refused,
    problems_of,
    read_entry,
    without_marks,
)

KHMER = TOP + "km:\n  title: "
ENTRY = an_entry_file()
LITERAL = (
    "\x00\x01\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f\u2028\u2029\u202a\u202e\u2066\u2069"
    "\ufdd0\ufffe\uffff\U0001fffe\U000e0001\r"
)
ESCAPED = r"\0 \a \b \e \v \f \r \x01 \x7f \x85 \N \L \P \u202E \u2066 \uFFFE \uFDD0 \U0001FFFE \U000E0001"


@pytest.mark.parametrize("character", [pytest.param(each, id=f"U+{ord(each):04X}") for each in LITERAL])
def test_a_forbidden_character_is_refused_at_its_column(tmp_path: Path, character: str) -> None:
    """After Khmer text the column still counts characters, as editors do."""
    marked = f"{KHMER}ខ្មែរ▶{character}ក\n"
    assert_refused(tmp_path, "entries/wrong.yaml", marked, f"U+{ord(character):04X} is ", "")


@pytest.mark.parametrize("code", ESCAPED.split())
def test_a_forbidden_character_written_as_a_code_is_refused(tmp_path: Path, code: str) -> None:
    """What a backslash code in double quotes stands for obeys the same rules; the value is named."""
    assert_refused(tmp_path, "entries/wrong.yaml", f'{KHMER}▶"ខ្មែរ {code}"\n', "U+", "")


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(f"{KHMER}▶\u202eab▶\u202e\n", id="two in a line"),
        pytest.param(f"# a ▶\u202e\n{ENTRY}", id="in a comment"),
        pytest.param(f"{TOP}en: {{▶\u202etitle: A}}\n", id="in a name"),
        pytest.param(f"{EN}  title: A\n  summary: |\n    a\n    b ▶\ufffe\n", id="in a block"),
        pytest.param(TOP.replace("\n", "▶\r") + "en: {title: A}\n", id="old Mac line ends"),
    ],
)
def test_every_forbidden_character_has_its_own_place(tmp_path: Path, marked: str) -> None:
    """All of them are reported, wherever in a file they stand."""
    text, places = without_marks(marked)
    problems = problems_of(a_project(tmp_path, **{"entries/a.yaml": text}))
    assert [(problem.line, problem.column) for problem in problems] == places


@pytest.mark.parametrize(
    ("marked", "mended"),
    [
        pytest.param(f"{KHMER}ខ្មែរ ▶ស្រ្តី\n", "ខ្មែរ ស្ត្រី", id="in a line"),
        pytest.param(f"{KHMER}>-\n    ខ្មែរ\n    ខ្មែរ ▶ស្រ្តី\n", "ខ្មែរ ខ្មែរ ស្ត្រី", id="in a block"),
    ],
)
def test_khmer_typed_out_of_order_is_mended_with_a_warning(tmp_path: Path, marked: str, mended: str) -> None:
    """The warning stands at the cluster and shows both spellings; the entry gets the right one."""
    assert_refused(tmp_path, "entries/report.yaml", marked, "«ស្រ្តី» are in the wrong order", "type «ស្ត្រី»")
    assert read_entry(tmp_path, without_marks(marked)[0]).translations["km"].title == mended


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        pytest.param("e\u0301te\u0301", "été", id="composed"),
        pytest.param("a\u200bb\u00adc\u2060d\ufeffe", "abcde", id="invisible ones left out"),
        pytest.param("ប៉\u200cី", "ប៉\u200cី", id="joiner in Khmer kept"),
        pytest.param("a\u200db", "ab", id="joiner in Latin left out"),
        pytest.param('"a\\u200Bb"', "ab", id="invisible one as a code"),
        pytest.param("\tA", "A", id="tab after the colon"),
        pytest.param("“Land”: now", "“Land”: now", id="curly quotes"),
    ],
)
def test_text_is_stored_as_people_mean_it(tmp_path: Path, written: str, stored: str) -> None:
    """What cannot be seen makes no difference between two texts."""
    quoted = f"'{written}'" if ": " in written else written
    assert read_entry(tmp_path, f"{KHMER}{quoted}\n").translations["km"].title == stored


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xef\xbb\xbf" + ENTRY.encode(), id="byte order mark"),
        pytest.param(ENTRY.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(b"---\n" + ENTRY.encode(), id="three hyphens first"),
        pytest.param(ENTRY.rstrip("\n").encode(), id="no last line end"),
        pytest.param((ENTRY + "#").encode().ljust(256 * 1024, b"a"), id="exactly 256 KiB"),
    ],
)
def test_what_editors_do_to_a_file_is_accepted(tmp_path: Path, data: bytes) -> None:
    """A mark at the start, other line ends or a missing one change nothing."""
    assert read_entry(tmp_path, data).translations["en"].title == "A report"


def test_a_place_in_a_windows_file_is_as_its_editor_shows_it(tmp_path: Path) -> None:
    """Carriage returns and the byte order mark count neither as lines nor as columns."""
    marked = f"{EN}  title: A▶: b\n"
    text, places = without_marks(marked)
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    (problem,) = problems_of(a_project(tmp_path, **{"entries/a.yaml": data}))
    assert [(problem.line, problem.column)] == places


@pytest.mark.parametrize(
    ("data", "line", "column", "message", "fix"),
    [
        (ENTRY.encode("utf-16"), 1, 1, "saved as UTF-16", "again as UTF-8"),
        (ENTRY.encode("utf-16-be"), 1, 1, "saved as UTF-16", "again as UTF-8"),
        (ENTRY.encode("utf-16-le"), 1, 1, "saved as UTF-16", "again as UTF-8"),
        (f"{EN}  title: café\n".encode("latin-1"), 5, 13, "byte 0xe9", "again as UTF-8"),
        (
            f"{KHMER}ខ្មែរ".encode() + b" \x93A\x94\n",
            5,
            16,
            "the file may have been saved as Windows-1252",
            "UTF-8",
        ),
        (f"{KHMER}ខ្មែរ".encode()[:-1], 5, 14, "this is not UTF-8 text", "UTF-8"),
        (f"{EN}  title: ".encode() + b"\xed\xa0\x80\n", 5, 10, "this is not UTF-8 text", "UTF-8"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", 1, 1, "this is a PDF", "cchr-feeds new begins an entry"),
        (
            b"#".ljust(256 * 1024 + 1, b"a"),
            1,
            1,
            "larger than 256 KiB",
            "put long texts into a PDF beside it",
        ),
        (b"", 1, 1, "the file is empty", "write the entry in it"),
        (b"\xef\xbb\xbf", 1, 1, "the file is empty", "write the entry in it"),
        (b"\0", 1, 1, "U+0000 is a control character", "delete it"),
    ],
    ids=lambda value: repr(value[:12]) if isinstance(value, bytes) else None,
)
def test_what_is_not_utf8_text_is_refused(
    tmp_path: Path, data: bytes, line: int, column: int, message: str, fix: str
) -> None:
    """The problem stands at the first byte that is wrong."""
    (problem,) = problems_of(a_project(tmp_path, **{"entries/a.yaml": data}))
    assert (problem.line, problem.column) == (line, column)
    assert message in problem.message
    assert fix in problem.fix
