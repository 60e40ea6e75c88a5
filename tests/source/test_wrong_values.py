"""A value that YAML takes for something else is refused where it starts, with what to type instead."""

from pathlib import Path

import pytest

from project_files import EN, TITLE, TOP, a_project, assert_refused, problems_of, wrong

QUOTES = "put the whole value in quotes: "
BLOCK = "write >- after the field's name"
COLON = "a colon followed by a space starts a new field here"
NEVER_CLOSED = "a quotation mark is opened and never closed"
FOLLOWS = "something follows the closing "
CODE = "a backslash in double quotes starts a code"


def cannot_start(value: str) -> object:
    """A row of the table: a title that starts with a sign to which YAML gives a meaning."""
    message = f"a value can't start with {value[0]} unless it is in quotes"
    return wrong(f"{TITLE}▶{value}\n", message, f'{QUOTES}title: "{value}"')


STARTS = (
    *("@cchr today", "`Land`", "%50 of us", ", and", "] a", "} a", "| a |", "> a", "? a", "- a"),
    *("&Land rights", "*Land rights", "**Land** rights", "!important"),
    *("!!str A", "!!python/object/apply:os.system x", "!<tag:yaml.org,2002:str> A", "!% of us"),
)
VALUES = (
    *map(cannot_start, STARTS),
    wrong(TITLE + "Report▶: the truth\n", COLON, f'{QUOTES}title: "Report: the truth"'),
    wrong(TITLE + "The report▶:\n", COLON, f'{QUOTES}title: "The report:"'),
    wrong(TITLE + "របាយការណ៍▶: ដី\n", COLON, f'{QUOTES}title: "របាយការណ៍: ដី"'),
    wrong(TITLE + 'The "land"▶: now\n', COLON, f"{QUOTES}title: 'The \"land\": now'"),
    wrong(TITLE + 'A\'s "b"▶: c\n', COLON, QUOTES + 'title: "A\'s \\"b\\": c"'),
    wrong(TITLE + "A\n  summary: It says\n    as follows▶: this\n", COLON, BLOCK),
    wrong(TITLE + f"{'a' * 250}▶: b\n", COLON, f'{QUOTES}title: "…"'),
    wrong(TITLE + '▶"Land" rights\n', FOLLOWS + "quotation mark", f"{QUOTES}title: '\"Land\" rights'"),
    wrong(TITLE + "▶'Land' rights\n", FOLLOWS + "quotation mark", f"{QUOTES}title: \"'Land' rights\""),
    wrong(TITLE + '▶"The "land" report"\n', FOLLOWS + "quotation mark", f"{QUOTES}title: '"),
    wrong(TITLE + "▶[Update] Land\n", FOLLOWS + "bracket", f'{QUOTES}title: "[Update] Land"'),
    wrong(TITLE + "▶{Update} Land\n", FOLLOWS + "bracket", f'{QUOTES}title: "{{Update}} Land"'),
    wrong(TITLE + '▶"Land\n  url: https://example.org/\n', NEVER_CLOSED, 'add " at the end'),
    wrong(TITLE + "▶'Twas so\n", NEVER_CLOSED, f'{QUOTES}title: "\'Twas so"'),
    wrong(TITLE + '▶"Land\n  url: "https://example.org/"\n', NEVER_CLOSED, 'add " at the end'),
    wrong(TITLE + "▶[Update\n", "a bracket [ is opened and never closed", f'{QUOTES}title: "[Update"'),
    wrong(
        "topics: ▶[land, upr\nid: report\n",
        "a bracket [ is opened and never closed",
        "add ] where the list ends",
    ),
    wrong(TOP + "en: {title: A}▶}\n", "one closing bracket too many", "delete it"),
    wrong(TOP + "en: {title: A url▶: b}\n", "the parts between { and } are not separated", "put a comma"),
    wrong(TITLE + '"C:▶\\Users"\n', CODE, "two backslashes"),
    wrong(TITLE + '"a ▶\\u12"\n', CODE, "single quotes"),
    wrong(TITLE + '"ខ្មែរ ▶\\uD83D"\n', CODE, "single quotes"),
    wrong("category: ▶&x report\n", "a value can't start with &", "write category: report"),
    wrong("category: ▶!report\n", "a value can't start with !", "write category: report"),
    wrong("published: ▶*2024-10-10*\n", "a value can't start with *", "write published: 2024-10-10"),
    wrong("id: report\ntopics: [▶*x]\n", "a value can't start with *", 'put it in quotes: "*…"'),
)


REMARK = "what follows the # is a comment that readers never see"
REMARKS = (
    wrong(TITLE + "C ▶#1 of us\n", REMARK, f'{QUOTES}title: "C #1 of us"'),
    wrong(TITLE + "A\n  summary: ▶#MeToo\n", REMARK, f'{QUOTES}summary: "#MeToo"'),
    wrong(TITLE + "ខ្មែរ ▶#១\n", REMARK, f'{QUOTES}title: "ខ្មែរ #១"'),
    wrong(TOP + "topics: [a ▶#b\n  ]\nen: {title: A}\n", REMARK, 'put it in quotes: "a…"'),
)


@pytest.mark.parametrize(("marked", "message", "fix"), REMARKS)
def test_a_text_that_is_cut_off_is_noticed(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """A number sign after a space makes the rest a comment; the warning stands at the sign."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)


@pytest.mark.parametrize(
    "line", ["title: A # a remark", "title: A#1", "title: 'A #1'", "title: A ## 1", "title: >-\n    A #1"]
)
def test_what_is_no_cut_is_not_noticed(tmp_path: Path, line: str) -> None:
    """A comment with a space after its # is meant, and in quotes or in a block there are no comments."""
    assert problems_of(a_project(tmp_path, **{"entries/right.yaml": f"{EN}  {line}\n"})) == []


@pytest.mark.parametrize(("marked", "message", "fix"), VALUES)
def test_a_value_that_needs_quotes_is_explained(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """The one problem stands at the mistake, says what is wrong in plain words, and what to type."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)
