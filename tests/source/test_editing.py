"""Fields are changed in the text of a file, and everything else in it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.source.editing import NotEditable, with_values
from cchr_feeds.source.written import FieldPath, Value, field_at, remarks, tree, with_changes, written_values

LANGUAGES = ("en", "km")

BLOCKS = """\
# About the file.
id: report   # for ever

published: 2024-10-10  # sure
category: [fact-sheet,
  infographic]
topics:
  - upr
  - land
# About English.
en:
  title: "Hello: you"   # a title
  summary: >-  # keep it short
    One.

    Two.

  # About the address.
  url: https://example.org/
  files:
    # First the report.
    - {url: https://example.org/a.pdf, length: 12}
# About Khmer.
km: {title: ភាពធន់}
# The end.
"""
BRACES = "{id: report, published: 2024, en: {title: A, url: https://example.org/}, km: }\n"
FILES = (BLOCKS, BRACES, BLOCKS.replace("\n\n", "\n"), BLOCKS.replace("# The end.\n", "").rstrip("\n"))

PATHS: tuple[FieldPath, ...] = (
    ("published",),
    ("added",),
    ("edition",),
    ("draft",),
    *((language, name) for language in LANGUAGES for name in ("title", "summary", "body", "url", "updated")),
)
LINES = st.text("aZ9 :#-'\"{}[],&*!|>%@`\\ភាពធន់é", max_size=12).map(str.strip)


@given(st.sampled_from(FILES), st.dictionaries(st.sampled_from(PATHS), LINES, max_size=5))
def test_what_is_written_is_what_is_read(text: str, values: dict[FieldPath, Value]) -> None:
    """Any text in any field: the file says it, says the rest as before, and keeps every remark."""
    try:
        new = with_values(text, values, LANGUAGES)
    except NotEditable:
        assert text.startswith("{")  # where there are no lines, a field may be the last of its group
        return
    assert tree(new) == with_changes(tree(text), values)
    assert set(remarks(text)) <= set(remarks(new))


@given(st.sampled_from(FILES), st.sampled_from(PATHS))
def test_a_value_that_stays_changes_nothing_else(text: str, path: FieldPath) -> None:
    """To write what stands there changes at most how it is written."""
    value = written_values(text).get(path, "")
    new = with_values(text, {path: value}, LANGUAGES)
    assert tree(new) == tree(text)


def test_a_remark_is_never_lost() -> None:
    """A list with a remark in it is left to a person."""
    text = "id: a\ntopics:\n  - upr  # the fourth\n  - land\nen:\n  title: A\n"
    with pytest.raises(NotEditable, match="the fourth"):
        with_values(text, {("topics",): ("upr",)}, LANGUAGES)


def test_the_remark_of_a_field_that_goes_stays() -> None:
    """On a line of its own."""
    assert with_values(BLOCKS, {("published",): ""}, LANGUAGES) == BLOCKS.replace(
        "published: 2024-10-10  # sure", "# sure"
    )


def test_new_fields_stand_where_they_belong() -> None:
    """In the order that people know from other entries."""
    new = with_values(
        "id: a\ncategory: b\nen:\n  title: A\n  url: https://example.org/\n",
        {
            ("draft",): "true",
            ("published",): "2024-10",
            ("en", "summary"): "S",
            ("km", "title"): "K",
        },
        LANGUAGES,
    )
    assert new == (
        "id: a\npublished: 2024-10\ncategory: b\ndraft: true\n"
        "en:\n  title: A\n  summary: >-\n    S\n  url: https://example.org/\nkm:\n  title: K\n"
    )


@pytest.mark.parametrize("text", ["- a\n", "just words\n", "a: [\n"])
def test_what_is_no_group_of_fields_is_left_alone(text: str) -> None:
    """A person has to mend it first."""
    with pytest.raises(NotEditable):
        with_values(text, {("id",): "a"}, LANGUAGES)


@pytest.mark.parametrize(
    ("place", "field"),
    [((2, 5), ("id",)), ((6, 3), ("category",)), ((12, 12), ("en", "title")), ((16, 5), ("en", "summary"))],
)
def test_the_field_at_a_place_is_found(place: tuple[int, int], field: FieldPath) -> None:
    """So that a problem can be told at it."""
    assert field_at(BLOCKS, *place) == field
