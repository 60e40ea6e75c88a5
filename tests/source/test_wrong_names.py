"""A field's name that is not right is refused where it stands, with the right one."""

from pathlib import Path

import pytest

from project_files import EN, TOP, assert_refused, wrong

ENTRY = TOP + "en: {title: A}\n"
NOT_A_FIELD = "is not a field here"


def misnamed(name: str, meant: str) -> object:
    """A row: a field beside `id:` that has another name."""
    return wrong(
        f"{name} for {meant}", f"{ENTRY}▶{name}: x\n", f"'{name}' {NOT_A_FIELD}", f"did you mean {meant}: ?"
    )


def misnamed_below(name: str, meant: str) -> object:
    """A row: a field below `en:` that has another name."""
    marked = f"{EN}  title: A\n  ▶{name}: x\n"
    return wrong(f"{name} for {meant} in en", marked, f"'{name}' {NOT_A_FIELD}", f"did you mean {meant}: ?")


def misplaced(name: str, meant: str) -> object:
    """A row: a field that belongs below `en:` stands beside it."""
    fix = f"write {meant}: below en: or km:, with two spaces before it"
    return wrong(f"{name} beside en", f"{ENTRY}▶{name}: x\n", f"'{name}' {NOT_A_FIELD}", fix)


def entry(name: str, field: str, message: str, fix: str) -> object:
    """A row: an entry with one more field."""
    return wrong(name, ENTRY + field + "\n", message, fix)


def text(name: str, field: str, message: str, fix: str) -> object:
    """A row: an English text with one more field."""
    return wrong(name, f"{EN}  title: A\n  {field}\n", message, fix)


NAMES = (
    *(misnamed(name, "km") for name in ("kh", "KM", "khmer", "Khmer", "khm")),
    *(misnamed(name, "en") for name in ("EN", "english", "eng")),
    *(
        misnamed(name, "published")
        for name in ("date", "pubdate", "issued", "embargo", "publised", "Published")
    ),
    *map(
        misnamed,
        ("guid", "slug", "modified", "tags", "categories"),
        ("id", "id", "updated", "topics", "category"),
    ),
    *map(
        misnamed,
        ("type", "author", "drafts", "issue", "catgory"),
        ("category", "authors", "draft", "edition", "category"),
    ),
    *map(
        misnamed_below,
        ("titel", "Title", "sumary", "link", "href"),
        ("title", "title", "summary", "url", "url"),
    ),
    *map(misnamed_below, ("text", "content", "attachments", "picture"), ("body", "body", "files", "image")),
    *map(misnamed_below, ("description", "abstract", "excerpt"), ("summary", "summary", "summary")),
    *map(misplaced, ("title", "titel", "description", "link"), ("title", "title", "summary", "url")),
    text(
        "space that is none",
        "▶\u00a0summary: x",
        "this name contains an invisible character",
        "type it again: summary:",
    ),
    text(
        "invisible character",
        "▶\u200bsummary: x",
        "this name contains an invisible character",
        "type it again: summary:",
    ),
    text(
        "name of nothing",
        "▶colour: x",
        f"'colour' {NOT_A_FIELD}",
        "these fields can be here: title, summary, body, url",
    ),
    wrong(
        "no space, and another colon",
        EN + "  ▶title:Land: a report\n",
        "a space is missing after the colon",
        'put all that follows in quotes: title: "Land: …"',
    ),
    text(
        "comma in a text between braces",
        "image: {url: 'https://example.org/a.png', alt: Phnom Penh, ▶Cambodia}",
        f"'Cambodia' {NOT_A_FIELD}",
        'put the whole text in quotes: "…, Cambodia"',
    ),
    text("language within a language", "▶km: {title: B}", f"'km' {NOT_A_FIELD}", "write km: at the very"),
    text("field of the entry", "▶category: x", f"'category' {NOT_A_FIELD}", "write category: at the very"),
    entry("language in Khmer", "▶ភាសាខ្មែរ: {title: B}", f"'ភាសាខ្មែរ' {NOT_A_FIELD}", "did you mean km: ?"),
    entry(
        "another language",
        "▶fr: {title: B}",
        "'fr' is not a language of this site",
        "write one of en, km, or add it",
    ),
    entry(
        "language with country",
        "▶km-KH: {title: B}",
        "'km-KH' is not a language of this site",
        "write one of en, km",
    ),
    entry(
        "name of nothing",
        "▶colour: x",
        f"'colour' {NOT_A_FIELD}",
        "these fields can be here: id, published, added, updated, category",
    ),
    entry(
        "field of an author",
        "authors: [{name: A, ▶url: 'https://example.org/'}]",
        f"'url' {NOT_A_FIELD}",
        "did you mean uri: ?",
    ),
    text(
        "field of a file",
        "files: [{url: 'https://example.org/a.pdf', ▶mime: x}]",
        f"'mime' {NOT_A_FIELD}",
        "url, file, type, length",
    ),
    text(
        "field of a picture",
        "image: {url: 'https://example.org/a.png', ▶size: x}",
        f"'size' {NOT_A_FIELD}",
        "url, alt, width, height",
    ),
    entry(
        "field of a withdrawal",
        "withdrawn: {on: 2024-12-01, reason: x, ▶why: y}",
        f"'why' {NOT_A_FIELD}",
        "on, reason",
    ),
)


@pytest.mark.parametrize(("marked", "message", "fix"), NAMES)
def test_a_wrong_name_is_refused_with_the_right_one(
    tmp_path: Path, marked: str, message: str, fix: str
) -> None:
    """The problem stands at the name and says which name was probably meant, or which there are."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)
