"""Fields are changed in the text of a file, and everything else in it stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.source.edit import NotEditable, comments, filled_fields, with_changes, with_values
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.source.yaml_tree import field_at, written_values

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
DOCUMENTS = """\
id: report
en:
  title: A
  files:
  # The first.
  - url: https://example.org/a.pdf   # one
    title: |
      T
  # The second.
  - {file: b.pdf,  # two
     length: 3}
  -
    file: c.pdf
  image:
    url: https://example.org/a.png
    # Words.
    alt: A
km:
  files: [{url: https://example.org/k.pdf, title: K}, {file: l.pdf}]
"""
FILES = (
    BLOCKS,
    BRACES,
    DOCUMENTS,
    BLOCKS.replace("\n\n", "\n"),
    BLOCKS.replace("# The end.\n", "").rstrip("\n"),
)

PATHS: tuple[FieldPath, ...] = (
    ("published",),
    ("added",),
    ("edition",),
    ("draft",),
    *((language, name) for language in LANGUAGES for name in ("title", "summary", "body", "url", "updated")),
    *((language, "image", name) for language in LANGUAGES for name in ("url", "alt")),
    *(
        (language, "files", "0", name)
        for language in LANGUAGES
        for name in ("url", "file", "title", "length")
    ),
)
LINES = st.text("aZ9 :#-'\"{}[],&*!|>%@`\\ភាពធន់é", max_size=12).map(str.strip)


@given(st.sampled_from(FILES), st.dictionaries(st.sampled_from(PATHS), LINES, max_size=5))
def test_what_is_written_is_what_is_read(text: str, values: dict[FieldPath, Value]) -> None:
    """Any text in any field: the file says it, says the rest as before, and keeps every comment."""
    try:
        new = with_values(text, values, LANGUAGES)
    except NotEditable:
        assert (
            text.startswith("{") or text == DOCUMENTS
        )  # between braces, a field or a remark may be the last
        return
    assert filled_fields(new) == with_changes(filled_fields(text), values)
    assert set(comments(text)) <= set(comments(new))


@given(st.sampled_from(FILES), st.sampled_from(PATHS))
def test_a_value_that_stays_changes_nothing_else(text: str, path: FieldPath) -> None:
    """To write what stands there changes at most how it is written."""
    value = written_values(text).get(path, "")
    new = with_values(text, {path: value}, LANGUAGES)
    assert filled_fields(new) == filled_fields(text)


def test_a_remark_is_never_lost() -> None:
    """A list with a comment in it is left to a person."""
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
    """A person has to fix it first."""
    with pytest.raises(NotEditable):
        with_values(text, {("id",): "a"}, LANGUAGES)


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ((2, 5), ("id",)),
        ((6, 3), ("category",)),
        ((12, 12), ("en", "title")),
        ((16, 5), ("en", "summary")),
        ((22, 30), ("en", "files", "0", "url")),
        ((22, 7), ("en", "files", "0")),
    ],
)
def test_the_field_at_a_place_is_found(place: tuple[int, int], field: FieldPath) -> None:
    """So that a problem can be told at it."""
    assert field_at(BLOCKS, *place) == field


FIRST = ("en", "files", "0")
ITEMS = [
    (
        {(*FIRST, "url"): ""},
        "  - url: https://example.org/a.pdf   # one\n    title: |",
        "    # one\n  - title: |",
    ),
    ({(*FIRST, "title"): ""}, "    title: |\n      T\n", ""),
    ({(*FIRST, "file"): "d.pdf"}, "# one\n", "# one\n    file: d.pdf\n"),
    ({FIRST: ""}, "  - url: https://example.org/a.pdf   # one\n    title: |\n      T\n", "  # one\n"),
    ({("en", "files", "2"): ""}, "  -\n    file: c.pdf\n", ""),
    ({("en", "files", "3", "file"): "d e.pdf"}, "file: c.pdf\n", "file: c.pdf\n  - {file: d e.pdf}\n"),
    ({("km", "files", "0"): ""}, "{url: https://example.org/k.pdf, title: K}, ", ""),
    ({("km", "files", "1"): "", ("km", "files", "0"): ""}, DOCUMENTS[DOCUMENTS.index("km:") :], ""),
    ({("km", "files", "2", "url"): "a"}, "l.pdf}]", "l.pdf}, {url: a}]"),
    ({("km", "image", "alt"): "a: b"}, "l.pdf}]\n", 'l.pdf}]\n  image: {alt: "a: b"}\n'),
    ({("en", "image", "url"): ""}, "    url: https://example.org/a.png\n", ""),
]


@pytest.mark.parametrize(("values", "old", "new"), ITEMS)
def test_documents_are_changed_where_they_stand(values: dict[FieldPath, Value], old: str, new: str) -> None:
    """A field, an item and a list, on lines and between brackets; everything else stays to the letter."""
    assert DOCUMENTS.count(old) == 1
    assert with_values(DOCUMENTS, values, LANGUAGES) == DOCUMENTS.replace(old, new)


def test_a_remark_between_braces_is_never_lost() -> None:
    """What would take it along is left to a person, on lines it stays."""
    new = with_values(DOCUMENTS, {("en", "files", "1"): ""}, LANGUAGES)
    assert "  # The second.\n  # two\n  -\n    file: c.pdf\n" in new
    with pytest.raises(NotEditable, match="two"):
        with_values(DOCUMENTS, {("en", "files", "1", "length"): ""}, LANGUAGES)


@pytest.mark.parametrize("files", ["{file: a.pdf}", "[a.pdf]", "\n    - a.pdf", "\n    file: a.pdf"])
def test_a_list_of_something_else_is_left_alone(files: str) -> None:
    """Nothing is written over what may have been meant."""
    with pytest.raises(NotEditable):
        with_values(f"en:\n  title: A\n  files: {files}\n", {(*FIRST, "url"): "b"}, LANGUAGES)
