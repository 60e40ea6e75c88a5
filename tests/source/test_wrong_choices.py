"""Values that are none of their kind, and categories that there are not, are refused where they stand."""

from pathlib import Path

import pytest

from project_files import EN, TOP, an_entry_file, assert_refused, wrong

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


VALUES = (
    *(
        entry(f"draft is {said}", f"draft: ▶{said}", f"'{said}' is neither true nor false", f"write {meant}")
        for said, meant in (
            ("yes", "true"),
            ("No", "false"),
            ("on", "true"),
            ("True", "true"),
            ("maybe", "true or false"),
        )
    ),
    instead(
        "unknown category",
        "'infographics' is not a category of this site",
        "did you mean infographic?",
        category="▶infographics",
    ),
    instead(
        "another category",
        "'film' is not a category of this site",
        "write one of infographic, fact-sheet, or",
        category="[fact-sheet, ▶film]",
    ),
    instead(
        "category twice",
        "the category 'infographic' is named twice",
        "leave one",
        category="[infographic, ▶infographic]",
    ),
    instead(
        "no category in the list", "this entry has no category", "name a term from site.yaml", category="▶[]"
    ),
    instead(
        "label for category",
        "'Fact sheet' can't be a category's term",
        "did you mean fact-sheet?",
        category="▶Fact sheet",
    ),
    instead(
        "categories with commas",
        "'Infographics, Fact sheet' can't be a category's term",
        "write [infographic, fact-sheet]",
        category="▶Infographics, Fact sheet",
    ),
    instead(
        "category in capitals",
        "'Infographic' can't be a category's term",
        "did you mean infographic?",
        category="▶Infographic",
    ),
    instead(
        "category archive",
        "'archive' is reserved for the feeds' archives",
        "another term",
        category="▶archive",
    ),
    instead(
        "category is a group",
        "there is a group of fields where",
        "write a category's term",
        category="▶{a: b}",
    ),
    wrong(
        "category is left out",
        "id: a\npublished: 2024\ncategory:▶\nen: {title: A}\n",
        "nothing is written",
        "write a category's term",
    ),
    text(
        "length with a unit",
        "files: [{url: 'https://example.org/a.pdf', length: ▶1.4 MB}]",
        "'1.4 MB' is not a whole",
        "digits only",
    ),
    text(
        "length of nothing",
        "files: [{url: 'https://example.org/a.pdf', length: ▶0}]",
        "'0' is not a whole",
        "digits only",
    ),
    text(
        "negative width",
        "image: {url: 'https://example.org/a.png', width: ▶-5}",
        "'-5' is not a whole number",
        "digits only",
    ),
    text(
        "kind of file",
        "files: [{url: 'https://example.org/a', type: ▶PDF}]",
        "'PDF' is not a media type",
        "application/pdf",
    ),
    entry(
        "withdrawn is a date",
        "withdrawn: ▶2024-12-01",
        NO_NAME,
        "write {on: 2024-12-01, reason: …} in its place",
    ),
    entry(
        "withdrawn without a reason", "withdrawn: ▶{on: 2024-12-01}", "'reason' is missing here", "reason:"
    ),
    entry(
        "reason in a third language",
        "withdrawn: {on: 2024-12-01, reason: {▶fr: x}}",
        "'fr' is not a language",
        "write one of en, km",
    ),
    entry(
        "reason with nothing in it",
        "withdrawn: {on: 2024-12-01, reason: ▶{}}",
        "there is nothing here",
        "one value",
    ),
)


@pytest.mark.parametrize(("marked", "message", "fix"), VALUES)
def test_a_value_that_is_none_of_its_kind_is_refused(
    tmp_path: Path, marked: str, message: str, fix: str
) -> None:
    """The problem stands at the value and says what it could be."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)
