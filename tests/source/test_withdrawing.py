"""Writing a withdrawal into a file: it reads back as meant, and every other byte stays as it was."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cchr_feeds.errors import OutputFailed
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.publication import Withdrawal
from cchr_feeds.model.values import Localised
from cchr_feeds.problem import InvalidValue
from cchr_feeds.source.yaml_text import Values
from cchr_feeds.source.yaml_tree import MAX_BYTES
from cchr_feeds.withdrawal import reason_line, write_withdrawal
from extent import examples
from factories import both
from project_files import a_project, problems_of, read_entry

LANGUAGES = ("en", "km")
PATH = "entries/report.yaml"
DAY = PartialDate(datetime.fromisoformat("2024-12-01"), Precision.DAY)
ON, REASON = ("withdrawn", "on"), ("withdrawn", "reason")
FOR_ALL: Values = {ON: "2024-12-01", REASON: "Wrong."}
IN_BOTH: Values = {ON: "2024-12-01", (*REASON, "en"): "Wrong.", (*REASON, "km"): "ខុស"}

ONE_LINE = "withdrawn:\n  on: 2024-12-01\n  reason: Wrong.\n"
TWO_LINES = "withdrawn:\n  on: 2024-12-01\n  reason:\n    en: Wrong.\n    km: ខុស\n"


def after(folder: Path, before: str | bytes, withdrawal: Values = FOR_ALL) -> bytes:
    """The file of an entry after its withdrawal was written; it says what was meant, without a warning."""
    project = a_project(folder, **{PATH: before})
    write_withdrawal(project, PATH, LANGUAGES, withdrawal)
    written = (project / PATH).read_bytes()
    texts = [str(text) for text in withdrawal.values()][1:]
    reason = Localised(texts[0]) if REASON in withdrawal else both(*texts)
    assert read_entry(folder, written).withdrawn == Withdrawal(DAY, reason)
    assert problems_of(project) == []
    return written


HEAD = "id: report\npublished: 2024-10-10\ncategory: infographic\n"
BODY = "en:\n  title: A report\nkm: {title: ក}\n"

PLACES = {
    "after the fields of the entry": f"{HEAD}⏎{BODY}",
    "above comments on what follows": f"# file\n{HEAD}⏎# on what follows\n\n# both\n# lines\n{BODY}",
    "below the languages, if the fields are there": f"# about the file\n{BODY}{HEAD}⏎",
    "before a language that is not the site's first": f"{HEAD}⏎km: {{title: ក}}\nen: {{title: A report}}\n",
    "after a text of several lines": f"{HEAD}topics:\n  - >-\n    a\n    # b\n\n⏎{BODY}",
    "after a quotation that looks like a comment": f'{HEAD}topics: ["a\n # b"]\n⏎{BODY}',
    "after a comment at the end of a line": f"{HEAD}edition: 2024-10   # as asked\n⏎{BODY}",
    "below the mark of a document": f"---\n{HEAD}⏎{BODY}",
    "before a last line without an end": f"{HEAD}⏎en: {{title: A report}}",
}


@pytest.mark.parametrize("marked", PLACES.values(), ids=PLACES)
def test_the_lines_stand_where_the_field_belongs(tmp_path: Path, marked: str) -> None:
    """Behind those that stand before it by custom; nothing else changes."""
    written = after(tmp_path, marked.replace("⏎", ""))
    assert written.decode() == marked.replace("⏎", ONE_LINE)


def test_a_reason_for_each_language(tmp_path: Path) -> None:
    """One line each."""
    assert after(tmp_path, HEAD + BODY, IN_BOTH).decode() == HEAD + TWO_LINES + BODY


@pytest.mark.parametrize("marked", PLACES.values(), ids=PLACES)
def test_the_files_own_line_ends_are_used(tmp_path: Path, marked: str) -> None:
    """As Windows writes them, where the file has such."""
    before = marked.replace("\n", "\r\n")
    written = after(tmp_path, before.replace("⏎", ""), IN_BOTH)
    assert written.decode() == before.replace("⏎", TWO_LINES.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "before", [BODY + HEAD, "{en: {title: A}, " + HEAD.strip().replace("\n", ", ") + "}"]
)
def test_a_byte_order_mark_stays_the_first(tmp_path: Path, before: str) -> None:
    """Also where the withdrawal is written at the top."""
    written = after(tmp_path, "\ufeff" + before).decode()
    assert written[0] == "\ufeff"
    assert "\ufeff" not in written[1:]


def test_a_margin_is_kept(tmp_path: Path) -> None:
    """Fields that all stand some spaces to the right get new ones beside them."""
    margin = "".join(f"  {line}\n" for line in HEAD.splitlines())
    written = after(tmp_path, f"{margin}  en: {{title: A}}\n").decode()
    assert written.startswith(margin + "  withdrawn:\n    on: 2024-12-01\n")


@pytest.mark.parametrize("comment", ["", "  # fill in when it is taken back"])
def test_a_field_left_empty_is_filled_in(tmp_path: Path, comment: str) -> None:
    """Where it stands, its comment kept."""
    empty = f"withdrawn:{comment}\n"
    written = after(tmp_path, f"id: report\n{empty}published: 2024-10-10\ncategory: infographic\n{BODY}")
    assert f"id: report\n{empty}  on: 2024-12-01\n  reason: " in written.decode()


BRACES = {
    "a line": '{id: report, published: 2024-10-10, category: infographic⏎, en: {title: "A"}}\n',
    "lines": '{\n "id": "report",\n "published": "2024-10-10",\n "category": "infographic"⏎,\n'
    ' "en": {"title": "A"}\n}\n',
    "last": "{en: {title: A}, id: report, published: 2024-10-10, category: infographic⏎}",
}


@pytest.mark.parametrize("marked", BRACES.values(), ids=BRACES)
def test_a_file_in_braces_stays_one(tmp_path: Path, marked: str) -> None:
    """With the withdrawal between braces, too."""
    written = after(tmp_path, marked.replace("⏎", ""), IN_BOTH).decode()
    added = ", withdrawn: {on: 2024-12-01, reason: {en: Wrong., km: ខុស}}"
    assert written == marked.replace("⏎", added)


UNSAFE = {
    "an empty field with two comments": f'{HEAD}withdrawn:  # one\n  ""  # other\n{BODY}',
    "hardly any room": HEAD + BODY + "#" * (MAX_BYTES - len((HEAD + BODY).encode())),
}


@pytest.mark.parametrize("before", UNSAFE.values(), ids=UNSAFE)
def test_what_is_not_safe_is_left_alone(tmp_path: Path, before: str) -> None:
    """The file stays as it was, nothing lies beside it, and the lines to add are shown."""
    project = a_project(tmp_path, **{PATH: before})
    assert problems_of(project) == []
    with pytest.raises(OutputFailed) as failed:
        write_withdrawal(project, PATH, LANGUAGES, FOR_ALL)
    assert str(failed.value).endswith("it is unchanged. Add this to it:\n" + ONE_LINE.rstrip())
    assert (project / PATH).read_text(encoding="utf-8") == before
    assert [path.name for path in (project / "entries").iterdir()] == ["report.yaml"]


def test_the_mode_of_the_file_is_kept(tmp_path: Path) -> None:
    """Its permissions stay as they were."""
    project = a_project(tmp_path, **{PATH: HEAD + BODY})
    (project / PATH).chmod(0o640)
    write_withdrawal(project, PATH, LANGUAGES, FOR_ALL)
    assert (project / PATH).stat().st_mode & 0o7777 == 0o640


@contextmanager
def no_room() -> Iterator[None]:
    """No file can grow: what a full disk is like."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_there_is_no_room_the_file_stays_as_it_was(tmp_path: Path) -> None:
    """The reason is the system's, and nothing is left beside the file."""
    project = a_project(tmp_path, **{PATH: HEAD + BODY})
    with no_room(), pytest.raises(OutputFailed) as failed:
        write_withdrawal(project, PATH, LANGUAGES, FOR_ALL)
    assert str(failed.value) == f"{PATH} could not be written: file too large; it is unchanged"
    assert (project / PATH).read_text(encoding="utf-8") == HEAD + BODY
    assert [path.name for path in (project / "entries").iterdir()] == ["report.yaml"]


@pytest.mark.parametrize("now", ["", "- nothing\n", HEAD + BODY.replace("title", "tilte")])
def test_a_file_that_has_changed_meanwhile_is_left_alone(tmp_path: Path, now: str) -> None:
    """Another program is writing it."""
    project = a_project(tmp_path, **{PATH: now})
    with pytest.raises(OutputFailed, match="has just been changed by someone else; run this again"):
        write_withdrawal(project, PATH, LANGUAGES, FOR_ALL)
    assert (project / PATH).read_text(encoding="utf-8") == now


def test_what_was_withdrawn_meanwhile_is_not_withdrawn_twice(tmp_path: Path) -> None:
    """By another program that was quicker."""
    before = f"{HEAD}{ONE_LINE}{BODY}"
    project = a_project(tmp_path, **{PATH: before})
    with pytest.raises(OutputFailed):
        write_withdrawal(project, PATH, LANGUAGES, IN_BOTH)
    assert (project / PATH).read_text(encoding="utf-8") == before


def test_a_file_that_vanishes_is_not_made_anew(tmp_path: Path) -> None:
    """It was taken away between reading and writing."""
    project = a_project(tmp_path, **{PATH: HEAD + BODY})
    (project / PATH).unlink()
    with pytest.raises(OutputFailed, match="run this again"):
        write_withdrawal(project, PATH, LANGUAGES, FOR_ALL)
    assert list((project / "entries").iterdir()) == []


CHARACTERS = st.sampled_from(list(": #-'\"\\{}[]|>&*!%@`,?~=\u200b\u200d\u17d2កខ្រី\u00a0é́🙂"))
LETTERS = st.characters(exclude_categories=["Cc", "Cf", "Cn", "Cs", "Zl", "Zp"])
LINES = st.lists(st.one_of(CHARACTERS, LETTERS), min_size=1, max_size=40).map("".join)
thoroughly = settings(max_examples=examples(300))


def stored(text: str) -> str:
    """The text as a reason; other texts are of no interest."""
    try:
        return reason_line(text)
    except InvalidValue:
        assume(condition=False)
        raise


@thoroughly
@example("A source: #asked", "'\"\\")
@example("no", "2024-10-10")
@example("- a", "| b")
@example("ស្រ្តី\u200b", "\u200d\u17d2")
@given(LINES, LINES)
def test_any_reason_comes_back_as_it_is(tmp_path: Path, english: str, khmer: str) -> None:
    """Whatever characters it is made of; without a warning, and with everything else kept."""
    told: Values = {**IN_BOTH, (*REASON, "en"): stored(english), (*REASON, "km"): stored(khmer)}
    written = after(tmp_path, f"# a\n{HEAD}# b\n{BODY}# c\n", told).decode()
    before, _, behind = written.partition("withdrawn:\n")
    assert before == f"# a\n{HEAD}"
    assert behind.endswith(f"\n# b\n{BODY}# c\n")


@thoroughly
@given(LINES)
def test_a_stored_reason_is_stored_as_itself(text: str) -> None:
    """So that what is told is what is written."""
    assert reason_line(stored(text)) == stored(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is no reason given"),
        (" \u200b ", "there is no reason given"),
        ("a\nb", "this must be one line"),
        ("a\tb", "this must be one line"),
        ("a" * 301, "this has 301 characters; at most 300 fit here"),
        ("a\x07", "U+0007 is a control character"),
        ("\udcff", "U+DCFF is half of a character"),
        ("=?utf-8?q?a?=", "this looks like encoded e-mail text (=?…?=)"),
    ],
)
def test_what_is_no_reason_is_refused(text: str, message: str) -> None:
    """With the same words as in a file."""
    with pytest.raises(InvalidValue) as refused:
        reason_line(text)
    assert refused.value.message == message
    assert refused.value.fix
