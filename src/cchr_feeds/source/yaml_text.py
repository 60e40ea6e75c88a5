"""Values and fields as people write them in YAML: for new files, for edited ones, and in advice."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace
from functools import cache
from pathlib import Path
from textwrap import TextWrapper

from cchr_feeds.i18n import LANGUAGES, _, translate
from cchr_feeds.model.dates import month, partial_date
from cchr_feeds.model.fields import fields_below, fields_of
from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.publication import Publication, parse_of
from cchr_feeds.model.values import Parse, category_term, identifier, markdown, paragraphs, positive_number

FieldPath = tuple[str, ...]
"""`("category",)`, `("en", "title")` in a language's block, `("en", "files", "0", "url")` in its document."""
Value = str | tuple[str, ...]
"""What a field says; empty where it is to be left out."""
Values = Mapping[FieldPath, Value]

# Broken at spaces only: anywhere else a break would be read as a space.
_WRAPPER = TextWrapper(92, break_long_words=False, break_on_hyphens=False)
# Of what YAML allows without quotes, what no editor and no version of YAML takes for anything but text.
_PLAIN = re.compile(r"(?!.*(?:: |:$| #))[^\W\d_][^\s\\]*(?: [^\s\\]+)*")
_ANOTHER_TYPE = re.compile(r"true|false|null|yes|no|on|off|y|n|\.?inf|\.?nan", re.IGNORECASE)
_FOLDED = re.compile(r"(?:\S+(?: \S+)*)?")

_DATE = re.compile(r"\d{4}(-[\dQ]\d?){0,2}(T[\d:]+([+-]\d\d:\d\d|Z)?)?", re.ASCII)
_NUMBER = re.compile(r"\d+", re.ASCII)
# What may end a text that stands between braces without quotation marks.
_INDICATOR = re.compile(r"[,\[\]{}?]|:(?!//)")


def new_lines(path: FieldPath, value: Value) -> list[str]:
    """A field's lines below the names of its groups: a language's on lines, a smaller one in braces."""
    name, *below = path
    if not below:
        return field_lines(name, value)
    if below[0].isdecimal():
        return [f"{name}:", f"  - {in_braces(tuple(below), value)}"]
    if name == "image":
        return [f"{name}: {in_braces(path, value)}"]
    return [f"{name}:", *(f"  {line}".rstrip() for line in new_lines(tuple(below), value))]


def in_braces(path: FieldPath, value: Value) -> str:
    """What stands behind the first name of a path, between braces and brackets."""
    name, *below = path
    if not below:
        return _in_flow(name, value)
    inner = in_braces(tuple(below), value)
    return f"[{inner}]" if below[0].isdecimal() else f"{{{below[0]}: {inner}}}"


def field_lines(name: str, value: Value) -> list[str]:
    """A field as people write it."""
    parse = _parse_of(name)
    if isinstance(value, tuple):
        alone = parse is category_term and len(value) == 1
        return [f"{name}: {scalar(value[0]) if alone else _in_flow(name, value)}"]
    lines = value.split("\n")
    if parse is markdown and all(line == line.rstrip() for line in lines):
        return [f"{name}: |", *(f"  {line}" for line in lines)]
    if parse is paragraphs and lines[0] and all(map(_FOLDED.fullmatch, lines)):
        return [f"{name}: >-", *_folded(lines)]
    return [f"{name}: {as_json(value) if parse in (markdown, paragraphs) else _on_one_line(name, value)}"]


def _folded(lines: Sequence[str]) -> Iterator[str]:
    """Text that is folded: a line break in the file is a space, an empty line a line break."""
    for number, paragraph in enumerate(lines):
        if number:
            yield ""
        yield from (f"  {line}" for line in _WRAPPER.wrap(paragraph))


def _on_one_line(name: str, value: str) -> str:
    parse = _parse_of(name)
    is_date = parse in (partial_date, month) and _DATE.fullmatch(value)
    is_number = parse is positive_number and _NUMBER.fullmatch(value)
    return value if is_date or is_number or value in ("true", "false") else scalar(value)


def _in_flow(name: str, value: Value) -> str:
    """A value between braces; JSON, which is YAML too, leaves no character a meaning of its own."""
    if isinstance(value, tuple):
        items = map(scalar if _parse_of(name) in (category_term, identifier) else as_json, value)
        return f"[{', '.join(items)}]"
    plain = _on_one_line(name, value)
    return as_json(value) if _INDICATOR.search(plain) else plain


def _parse_of(name: str) -> Parse:
    """How a field's values are read."""
    # An entry and an edition file have no names in common.
    if name in fields_below(EditionFile):
        return parse_of(name, EditionFile)
    # Any other name is a language, with a reason in it.
    return parse_of(name if name in fields_below(Publication) else "reason")


def scalar(text: str) -> str:
    """One line of text as a value in YAML, without quotation marks where it needs none."""
    return text if _PLAIN.fullmatch(text) and not _ANOTHER_TYPE.fullmatch(text) else as_json(text)


def as_json(value: object) -> str:
    """A value in JSON, which is YAML too and leaves no character a meaning of its own."""
    return json.dumps(value, ensure_ascii=False)


# --- quotation marks ------------------------------------------------------------------------------

CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}
"""What closes what such a character opens."""
_NEEDS_QUOTES = re.compile(r"""^[\[\]{},"'#&*!|>%@`]|^[-?:] |: |:$|[ \t]#""")
_NEEDS_QUOTES_IN_A_LIST = re.compile(r"""[,\[\]{}"'#&*!|>%@`]|: |:$|^[-?] """)


def bad_start(line: str, column: int) -> str:
    """The message that a value starts with a character to which YAML gives a meaning."""
    return _("a value can't start with {sign} unless it is in quotes", sign=line[column - 1])


def in_quotes(line: str, column: int) -> str:
    """How to quote what starts in `column`: the field as it is to be typed, unless it stands in a list."""
    before, value = line[: column - 1].strip(), line[column - 1 :].strip()
    if not re.fullmatch(r"[\s-]*+([^\s:]++:)?", before):
        return _('put it in quotes: "{sign}…"', sign=value[0])
    value = "…" if len(value) > 200 else without_own_marks(value)
    return _("put the whole value in quotes: {before} {value}", before=before, value=quoted(value))


def as_value(value: str) -> str:
    """A value as it can stand behind a field's name: as it is, or in quotation marks."""
    if value[:1] in CLOSING and value.endswith(CLOSING[value[0]]) and len(value) > 1:
        return value
    return as_json(value) if _NEEDS_QUOTES.search(value) else value


def in_a_list(value: str) -> str:
    """A value as it can stand between brackets."""
    return as_json(value) if _NEEDS_QUOTES_IN_A_LIST.search(value) else value


def quoted(value: str) -> str:
    """A value in quotation marks, with as few characters changed as can be."""
    return f"'{value}'" if '"' in value and "'" not in value else as_json(value)


def without_own_marks(value: str) -> str:
    """A value without the quotation marks that stand around all of it and that it holds others like.

    Such are `'Cambodia's land'` and `"The "Land" report"`, and not `"Land" and "law"`.
    """
    mark, inner = value[:1], value[1:-1]
    if mark not in ("'", '"') or value[-1] != mark or mark not in inner:
        return value
    opens = re.search(rf"(?<!\S){mark}", inner)
    first = inner.find(mark)
    apostrophes = mark == "'" and re.fullmatch(r"[^']*(?:\w'\w[^']*)+", inner)
    around_all = inner.count(mark) % 2 or apostrophes or (opens and opens.start() == first)
    return inner if around_all else value


# --- the file of a new entry: what is known of it, and comments on what else may be written -----------


@cache
def _comments() -> Mapping[str, Mapping[str, str]]:
    """The comments `above` an entry, `behind` its fields and `below` them, from `new_entry.toml`."""
    import tomllib  # only a new entry pays for it

    places = tomllib.loads(Path(__file__).with_name("new_entry.toml").read_text("utf-8"))
    return {place: {name: _(text) for name, text in texts.items()} for place, texts in places.items()}


def entry_text(
    publication: Publication, head: Sequence[str], comments: Mapping[str, str], language: str = LANGUAGES[0]
) -> str:
    """The file of a publication: `head` as comments above it, `comments` each behind the field it names.

    The comments are in a language of the program. Only what is known when something is new: a withdrawal
    and pictures come later and by hand.
    """
    lines = [f"# {line}" for text in head for line in translate(text, language).splitlines()]
    for name, field in _fields(publication):
        comment = f"  # {translate(comments[name], language)}" if name in comments else ""
        lines += [f"{line}{comment}" for line in field]
    return "\n".join([*lines, ""])


def new_entry_text(publication: Publication, languages: Sequence[str], ui: str, *head: str) -> str:
    """The text of the file, with comments in a language of the program (`ui`).

    `languages` are those of the site, and those without a text are hinted at.
    """
    above, behind, below = _comments().values()
    lines = translate(below["entry"], ui).splitlines()
    for language, translation in publication.translations.items():
        lines += ["", f"{language}:", *_indented(translation)]
        left_out = (text for name, text in below.items() if not getattr(translation, name, True))
        lines += [f"  {line}" for text in left_out for line in translate(text, ui).splitlines()]
    for language in (each for each in languages if each not in publication.translations):
        lines += ["", f"# {language}:", "#   title:", "#   summary: >-", "#     …"]
    bare = replace(publication, translations={})
    beginning = entry_text(bare, [*head, above["entry"]], behind, ui)
    return beginning + "\n".join([*lines, ""])


def _fields(record: object) -> Iterator[tuple[str, list[str]]]:
    """The lines of each field that says something."""
    for field in fields_of(type(record)):  # type: ignore[arg-type]  # a class is hashable
        value = getattr(record, field.name)
        if field.keys_stand_beside:
            yield from ((key, [f"{key}:", *_indented(block)]) for key, block in value.items())
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield field.key, [f"{field.key}:", *(line for item in value for line in _item(item))]
        elif value:
            written = value if isinstance(value, tuple) else "true" if value is True else str(value)
            yield field.key, field_lines(field.key, written)


def _indented(record: object) -> list[str]:
    return [f"  {line}".rstrip() for _, field in _fields(record) for line in field]


def _item(record: object) -> Iterator[str]:
    first, *others = _indented(record)
    yield f"  - {first.lstrip()}"
    yield from (f"  {line}" for line in others)
