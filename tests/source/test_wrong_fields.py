"""Fields of an entry with a wrong name or value are refused where they stand, with what is right."""

from pathlib import Path

import pytest

from project_files import EN, TITLE, TOP, a_project, an_entry_file, assert_refused, problems_of, wrong

ENTRY = TOP + "en: {title: A}\n"
NO_NAME = "the name of a field is missing before this value"
NOT_A_FIELD = "is not a field here"


def entry(field: str, message: str, fix: str) -> object:
    """A row: an entry with one more field."""
    return wrong(ENTRY + field + "\n", message, fix)


def text(field: str, message: str, fix: str) -> object:
    """A row: an English text with one more field."""
    return wrong(f"{EN}  title: A\n  {field}\n", message, fix)


def instead(message: str, fix: str, **fields: str) -> object:
    """A row: an entry with another value in one of its fields, or without it."""
    return wrong(("▶" if "▶" not in str(fields) else "") + an_entry_file(**fields), message, fix)


SHAPES = (
    entry("km:▶", "there is nothing under this name", "indented by two more spaces"),
    instead(NO_NAME, "write {title: A sentence} in its place", en="▶A sentence"),
    instead(NO_NAME, "write {title: …} in its place", en="▶[A sentence]"),
    instead("'title' is missing here", "add title: … before the closing", en="▶{summary: B}"),
    instead("'id' is missing here", "add a line that starts with id:", id=""),
    instead("'category' is missing here", "add a line that starts with category:", category=""),
    instead("this entry has no text in any language", "add a block such as en:", en=""),
    instead("nothing is written here", "write one line of text", en="{title: ▶''}"),
    instead("nothing is written here", "write one of infographic, fact-sheet", category="▶''"),
    instead("nothing is written here", "write one line of text", en="{title: ▶'  '}"),
    wrong(EN + "  title:▶\n  summary: B\n", "nothing is written here", "write one line of text"),
    wrong(TITLE + "▶\u200b\u2060\n", "nothing is written here", "write one line of text"),
    wrong(EN + "  title:\n    ▶- A\n", "there is a list where one value is needed", "write one line of text"),
    wrong(EN + "  title:\n    ▶en: A\n", "there is a group of fields where one value", "write one line"),
    wrong(TITLE + "▶|\n    A\n    B\n", "this must be one line", "write it on one line, without tabs"),
    wrong(TITLE + "▶A\tB\n", "this must be one line", "write it on one line, without tabs"),
    wrong(f"{TITLE}▶{'x' * 301}\n", "this has 301 characters; at most 300 fit here", "shorten it"),
    wrong(TITLE + "▶=?utf-8?q?hi=0D?=\n", "this looks like encoded e-mail text", "plain text"),
    text(f"summary: ▶{'x' * 20_001}", "this has 20,001 characters", "shorten it"),
    entry("topics: ▶upr", "a list is needed here", "write [upr]"),
    entry("topics: ▶{land: law}", "a list is needed here", 'write ["land: law"]'),
    entry("topics: ▶{land, law}", "a list is needed here", "write [land, law]"),
    entry("topics: [▶[upr]]", "there is a list where one value is needed", "write a word or two"),
    entry("authors: ▶Sopheap", "a list is needed here", "write [{name: Sopheap}]"),
    entry("authors: [▶Sopheap]", NO_NAME, "write {name: Sopheap} in its place"),
    entry("authors: [▶{uri: 'https://example.org/'}]", "'name' is missing here", "name:"),
    text("image: ▶https://example.org/a.png", NO_NAME, "write {url: https://example.org/a.png} in its place"),
    text(
        "files: ▶https://example.org/a.pdf",
        "a list is needed here",
        "write [{url: https://example.org/a.pdf}]",
    ),
    entry("topics: ▶land, law", "a list is needed here", "write [land, law]"),
    entry("authors: ▶'ADHOC, Cambodia'", "a list is needed here", 'write [{name: "ADHOC, Cambodia"}]'),
    text("files: ▶report.pdf", "a list is needed here", "write [{file: report.pdf}]"),
    text("files: [▶report.pdf]", NO_NAME, "write {file: report.pdf} in its place"),
    text("image: ▶picture.jpg", NO_NAME, "write {file: picture.jpg} in its place"),
    text("files:\n    ▶– file: a.pdf", "a list is needed here", "and a space: - file: a.pdf"),
    text("files:\n    ▶-file: a.pdf", "a list is needed here", ": - file: a.pdf"),
    text(
        "files: [▶https://example.org/a.pdf]", NO_NAME, "write {url: https://example.org/a.pdf} in its place"
    ),
    text("image: ▶{alt: A}", "a picture needs either file: or url:", "write one of the two"),
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


VALUES = (
    *(
        entry(f"draft: ▶{said}", f"'{said}' is neither true nor false", f"write {meant}")
        for said, meant in (
            ("yes", "true"),
            ("No", "false"),
            ("on", "true"),
            ("True", "true"),
            ("maybe", "true or false"),
        )
    ),
    instead(
        "'infographics' is not a category of this site", "did you mean infographic?", category="▶infographics"
    ),
    instead(
        "'film' is not a category of this site",
        "write one of infographic, fact-sheet, or",
        category="[fact-sheet, ▶film]",
    ),
    instead("the category 'infographic' is named twice", "leave one", category="[infographic, ▶infographic]"),
    instead("this entry has no category", "name a term from site.yaml", category="▶[]"),
    instead("'Fact sheet' can't be a category's term", "did you mean fact-sheet?", category="▶Fact sheet"),
    instead(
        "'Infographics, Fact sheet' can't be a category's term",
        "write [infographic, fact-sheet]",
        category="▶Infographics, Fact sheet",
    ),
    instead("'Infographic' can't be a category's term", "did you mean infographic?", category="▶Infographic"),
    instead("'archive' is reserved for the feeds' archives", "another term", category="▶archive"),
    instead("there is a group of fields where", "write one of infographic, fact-sheet", category="▶{a: b}"),
    wrong(
        "id: a\npublished: 2024\ncategory:▶\nen: {title: A}\n",
        "nothing is written",
        "write one of infographic, fact-sheet",
    ),
    text(
        "files: [{url: 'https://example.org/a.pdf', length: ▶1.4 MB}]",
        "'1.4 MB' is not a whole",
        "digits only",
    ),
    text("files: [{url: 'https://example.org/a.pdf', length: ▶'1,482,933'}]", "", "write 1482933"),
    text("files: [{url: 'https://example.org/a.pdf', length: ▶0}]", "'0' is not a whole", "digits only"),
    text(
        "image: {url: 'https://example.org/a.png', width: ▶-5}", "'-5' is not a whole number", "digits only"
    ),
    text(
        "files: [{url: 'https://example.org/a', type: ▶PDF}]", "'PDF' is not a media type", "application/pdf"
    ),
    entry("withdrawn: ▶2024-12-01", NO_NAME, "write {on: 2024-12-01, reason: …} in its place"),
    entry("withdrawn: ▶{on: 2024-12-01}", "'reason' is missing here", "reason:"),
    entry("withdrawn: {on: 2024-12-01, reason: {▶fr: x}}", "'fr' is not a language", "write one of en, km"),
    entry("withdrawn: {on: 2024-12-01, reason: ▶{}}", "there is nothing here", "one value"),
)


@pytest.mark.parametrize(("marked", "message", "fix"), VALUES)
def test_a_value_that_is_none_of_its_kind_is_refused(
    tmp_path: Path, marked: str, message: str, fix: str
) -> None:
    """The problem stands at the value and says what it could be."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)


def misnamed(name: str, meant: str) -> object:
    """A row: a field beside `id:` that has another name."""
    return wrong(f"{ENTRY}▶{name}: x\n", f"'{name}' {NOT_A_FIELD}", f"did you mean {meant}: ?")


def misnamed_below(name: str, meant: str) -> object:
    """A row: a field below `en:` that has another name."""
    marked = f"{EN}  title: A\n  ▶{name}: x\n"
    return wrong(marked, f"'{name}' {NOT_A_FIELD}", f"did you mean {meant}: ?")


def misplaced(name: str, meant: str) -> object:
    """A row: a field that belongs below `en:` stands beside it."""
    fix = f"write {meant}: below en: or km:, with two spaces before it"
    return wrong(f"{ENTRY}▶{name}: x\n", f"'{name}' {NOT_A_FIELD}", fix)


NAMES = (
    *(misnamed(name, "km") for name in ("kh", "KM", "khmer", "Khmer", "khm")),
    *(misnamed(name, "en") for name in ("EN", "english", "eng", "អង់គ្លេស")),
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
    text("▶\u00a0summary: x", "this name contains an invisible character", "type it again: summary:"),
    text("▶\u200bsummary: x", "this name contains an invisible character", "type it again: summary:"),
    text("▶colour: x", f"'colour' {NOT_A_FIELD}", "these fields can be here: title, summary, body, url"),
    wrong(
        EN + "  ▶title:Land: a report\n",
        "a space is missing after the colon",
        'put all that follows in quotes: title: "Land: …"',
    ),
    text(
        "image: {url: 'https://example.org/a.png', alt: Phnom Penh, ▶Cambodia}",
        f"'Cambodia' {NOT_A_FIELD}",
        'put the whole text in quotes: "…, Cambodia"',
    ),
    text("▶km: {title: B}", f"'km' {NOT_A_FIELD}", "write km: at the very"),
    text("▶category: x", f"'category' {NOT_A_FIELD}", "write category: at the very"),
    entry("▶ភាសាខ្មែរ: {title: B}", f"'ភាសាខ្មែរ' {NOT_A_FIELD}", "did you mean km: ?"),
    entry("▶fr: {title: B}", "'fr' is not a language of this site", "write one of en, km, or add it"),
    entry("▶km-KH: {title: B}", "'km-KH' is not a language of this site", "write one of en, km"),
    entry(
        "▶colour: x",
        f"'colour' {NOT_A_FIELD}",
        "these fields can be here: id, published, added, updated, category",
    ),
    entry(
        "authors: [{name: A, ▶url: 'https://example.org/'}]", f"'url' {NOT_A_FIELD}", "did you mean uri: ?"
    ),
    text(
        "files: [{url: 'https://example.org/a.pdf', ▶mime: x}]",
        f"'mime' {NOT_A_FIELD}",
        "url, file, type, length",
    ),
    text(
        "image: {url: 'https://example.org/a.png', ▶size: x}",
        f"'size' {NOT_A_FIELD}",
        "file, url, alt, width, height",
    ),
    entry("withdrawn: {on: 2024-12-01, reason: x, ▶why: y}", f"'why' {NOT_A_FIELD}", "on, reason"),
)


@pytest.mark.parametrize(("marked", "message", "fix"), NAMES)
def test_a_wrong_name_is_refused_with_the_right_one(
    tmp_path: Path, marked: str, message: str, fix: str
) -> None:
    """The problem stands at the name and says which name was probably meant, or which there are."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)
