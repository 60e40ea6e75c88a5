"""Values of an entry's fields that are not right are refused where they stand."""

from pathlib import Path

import pytest

from project_files import EN, TITLE, TOP, a_project, an_entry_file, assert_refused, problems_of, wrong

ENTRY = TOP + "en: {title: A}\n"
NO_NAME = "the name of a field is missing before this value"


def entry(name: str, field: str, message: str, fix: str) -> object:
    """A row: an entry with one more field."""
    return wrong(name, ENTRY + field + "\n", message, fix)


def text(name: str, field: str, message: str, fix: str) -> object:
    """A row: an English text with one more field."""
    return wrong(name, f"{EN}  title: A\n  {field}\n", message, fix)


def instead(name: str, message: str, fix: str, **fields: str) -> object:
    """A row: an entry with another value in one of its fields, or without it."""
    return wrong(name, ("▶" if "▶" not in str(fields) else "") + an_entry_file(**fields), message, fix)


SHAPES = (
    entry(
        "language with nothing below",
        "km:▶",
        "there is nothing under this name",
        "indented by two more spaces",
    ),
    instead("language with a sentence", NO_NAME, "write {title: A sentence} in its place", en="▶A sentence"),
    instead("language with a list", NO_NAME, "write {title: …} in its place", en="▶[A sentence]"),
    instead("no title", "'title' is missing here", "add title: … before the closing", en="▶{summary: B}"),
    instead("no id", "'id' is missing here", "add a line that starts with id:", id=""),
    instead(
        "no category", "'category' is missing here", "add a line that starts with category:", category=""
    ),
    instead("no language", "this entry has no text in any language", "add a block such as en:", en=""),
    instead("title is empty", "nothing is written here", "write one line of text", en="{title: ▶''}"),
    instead("title is spaces", "nothing is written here", "write one line of text", en="{title: ▶'  '}"),
    wrong(
        "title is left out",
        EN + "  title:▶\n  summary: B\n",
        "nothing is written here",
        "write one line of text",
    ),
    wrong(
        "title is invisible", TITLE + "▶\u200b\u2060\n", "nothing is written here", "write one line of text"
    ),
    wrong(
        "title is a list",
        EN + "  title:\n    ▶- A\n",
        "there is a list where one value is needed",
        "write one line of text",
    ),
    wrong(
        "title is a group",
        EN + "  title:\n    ▶en: A\n",
        "there is a group of fields where one value",
        "write one line",
    ),
    wrong(
        "title of two lines",
        TITLE + "▶|\n    A\n    B\n",
        "this must be one line",
        "write it on one line, without tabs",
    ),
    wrong(
        "title with a tab", TITLE + "▶A\tB\n", "this must be one line", "write it on one line, without tabs"
    ),
    wrong(
        "title too long",
        f"{TITLE}▶{'x' * 301}\n",
        "this has 301 characters; at most 300 fit here",
        "shorten it",
    ),
    wrong(
        "title of coded text",
        TITLE + "▶=?utf-8?q?hi=0D?=\n",
        "this looks like encoded e-mail text",
        "plain text",
    ),
    text("summary too long", f"summary: ▶{'x' * 20_001}", "this has 20,001 characters", "shorten it"),
    entry("topics are one word", "topics: ▶upr", "a list is needed here", "write [upr]"),
    entry(
        "topic is a list",
        "topics: [▶[upr]]",
        "there is a list where one value is needed",
        "write a word or two",
    ),
    entry(
        "authors are one name",
        "authors: ▶Sopheap",
        "a list is needed here",
        "write [{name: Sopheap}]",
    ),
    entry("author is a name", "authors: [▶Sopheap]", NO_NAME, "write {name: Sopheap} in its place"),
    entry(
        "author without a name",
        "authors: [▶{uri: 'https://example.org/'}]",
        "'name' is missing here",
        "name:",
    ),
    text(
        "picture is an address",
        "image: ▶https://example.org/a.png",
        NO_NAME,
        "write {url: https://example.org/a.png} in its place",
    ),
    text(
        "files are one address",
        "files: ▶https://example.org/a.pdf",
        "a list is needed here",
        "write [{url: https://example.org/a.pdf}]",
    ),
    entry("topics with commas", "topics: ▶land, law", "a list is needed here", "write [land, law]"),
    entry(
        "author with a comma",
        "authors: ▶'ADHOC, Cambodia'",
        "a list is needed here",
        'write [{name: "ADHOC, Cambodia"}]',
    ),
    text("files are one name", "files: ▶report.pdf", "a list is needed here", "write [{file: report.pdf}]"),
    text("file is a name", "files: [▶report.pdf]", NO_NAME, "write {file: report.pdf} in its place"),
    text("picture is a file", "image: ▶picture.jpg", NO_NAME, "write {url: https://…} in its place"),
    text(
        "list with dashes",
        "files:\n    ▶– file: a.pdf",
        "a list is needed here",
        "and a space: - file: a.pdf",
    ),
    text("list without spaces", "files:\n    ▶-file: a.pdf", "a list is needed here", ": - file: a.pdf"),
    text(
        "file is an address",
        "files: [▶https://example.org/a.pdf]",
        NO_NAME,
        "write {url: https://example.org/a.pdf} in its place",
    ),
    text(
        "picture without an address",
        "image: ▶{alt: A}",
        "'url' is missing here",
        "add url: … before the closing brace",
    ),
)


@pytest.mark.parametrize(("marked", "message", "fix"), SHAPES)
def test_a_value_of_a_wrong_shape_is_refused(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """The problem stands at the value, or at the group that lacks it, and says what to write."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)


def test_a_forgotten_indentation_is_explained_at_both_places(tmp_path: Path) -> None:
    """A title at the margin is a language with nothing below and a field that belongs below it."""
    marked = TOP + "en:▶\n▶title: A\n"
    assert_refused(
        tmp_path, "entries/wrong.yaml", marked, "there is nothing under this name", "two more spaces"
    )


def test_a_value_in_a_message_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    """What is quoted from a file leaves out characters that could move the cursor or colour the text."""
    problems = problems_of(
        a_project(tmp_path, **{"entries/a.yaml": ENTRY + 'topics: "a\\e[31m"\n"\\e[1m": x\n'})
    )
    assert problems
    assert all("\x1b" not in str(problem) for problem in problems)
