"""Values that need quotation marks: which sign asks for them, and the field as it is to be typed."""

from __future__ import annotations

import re

from cchr_feeds.i18n import _

_CLOSING = {'"': '"', "'": "'", "[": "]", "{": "}"}
_NEEDS_QUOTES = re.compile(r"""^[\[\]{},"'#&*!|>%@`]|^[-?:] |: |:$|[ \t]#""")
_NEEDS_QUOTES_IN_A_LIST = re.compile(r"""[,\[\]{}"'#&*!|>%@`]|: |:$|^[-?] """)


def bad_start(line: str, column: int) -> str:
    """That a value starts with a sign to which YAML gives a meaning."""
    return _("a value can't start with {sign} unless it is in quotes", sign=line[column - 1])


def in_quotes(line: str, column: int) -> str:
    """How to quote what starts in `column`: the field as it is to be typed, unless it stands in a list."""
    before, value = line[: column - 1].strip(), line[column - 1 :].strip()
    if not re.fullmatch(r"[\s-]*+([^\s:]++:)?", before):
        return _('put it in quotes: "{sign}…"', sign=value[0])
    value = "…" if len(value) > 200 else without_own_marks(value)
    if '"' in value and "'" not in value:
        return _("put the whole value in quotes: {before} '{value}'", before=before, value=value)
    return _('put the whole value in quotes: {before} "{value}"', before=before, value=_quoted(value)[1:-1])


def as_value(value: str) -> str:
    """A value as it can stand behind a field's name: as it is, or in quotation marks."""
    if value[:1] in _CLOSING and value.endswith(_CLOSING[value[0]]) and len(value) > 1:
        return value
    return _quoted(value) if _NEEDS_QUOTES.search(value) else value


def in_a_list(value: str) -> str:
    """A value as it can stand between brackets."""
    return _quoted(value) if _NEEDS_QUOTES_IN_A_LIST.search(value) else value


def quoted(value: str) -> str:
    """A value in quotation marks, with as few characters changed as can be."""
    if '"' in value and "'" not in value:
        return f"'{value}'"
    return _quoted(value)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


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
