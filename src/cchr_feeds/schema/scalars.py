r"""What JSON Schema can say of single values: never more than `check` says.

An editor checks what it takes a value for: `2026` is a number to it, `true` a truth value, `null` and
nothing at all are null. And it checks the text as it is typed, while here a text is put into its stored form
first. So a pattern lets everything pass that only that form can decide on. Patterns are read by
Python and by JavaScript, so they have no \d or \w, which differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cchr_feeds.errors import InvalidValue
from cchr_feeds.model import parsing, values
from cchr_feeds.model.addresses import base_url, email_address, unsubscribe_address, web_address
from cchr_feeds.model.parsing import FIRST_YEAR, LAST_YEAR
from cchr_feeds.model.values import Scalar

Schema = dict[str, object]

_DIGIT = "[0-9០-៩]"
_TIME = (
    rf"[T ]{_DIGIT}{{2}}:{_DIGIT}{{2}}(:{_DIGIT}{{2}}([.]{_DIGIT}+)?)?(Z|[+-]{_DIGIT}{{2}}:?{_DIGIT}{{2}})?"
)
_DATE = rf"\s*{_DIGIT}{{4}}(-{_DIGIT}{{2}}(-{_DIGIT}{{2}}({_TIME})?)?)?\s*"
_DOMAIN = r"([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+([a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])"
_LINE = r"\s*[^\s][^\n\t]*\s*"
_HTTP = r"[Hh][Tt][Tt][Pp]"
TERM = "[a-z0-9-]{1,80}"

_PATTERNS: Mapping[Callable[[str], object], str] = {
    values.identifier: TERM,
    values.category_term: TERM,
    values.topic: _LINE,
    values.title_line: _LINE,
    values.media_type: r"[a-z]+/[a-z0-9][a-z0-9.+-]*",
    values.file_name: r"[^./\\][^/\\]*",
    values.domain: _DOMAIN,
    values.colour: "#[0-9a-fA-F]{6}",
    values.other_languages: "titles|none",
    values.utm_value: "[A-Za-z0-9._-]{1,60}",
    parsing.partial_date: _DATE,
    parsing.month: rf"\s*{_DIGIT}{{4}}-{_DIGIT}{{2}}\s*",
    parsing.year: rf"\s*{_DIGIT}{{4}}\s*",
    parsing.flag: "true|false",
    parsing.positive_number: rf"\s*[1-9១-៩]{_DIGIT}{{0,11}}\s*",
    web_address: rf"{_HTTP}[Ss]?://[^\s\\]+",
    base_url: rf"{_HTTP}[Ss]?://[^\s\\?#]+",
    unsubscribe_address: rf"({_HTTP}[Ss]://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\s\\]+",
    email_address: r"\s*[^@\s]+@[^@\s]+\s*",
}
"""What the whole of a value must match, by how it is parsed; a value without one may be any text."""

# Invisible characters, which are taken out; and those that the form NFC turns into K, ; and `.
_UNDECIDED = "[\u00ad\u200b-\u200d\u2060\ufeff\u212a\u037e\u1fef]"
_NOTHING = r"\s*"

_CHOICES: Mapping[Callable[[str], object], list[object]] = {
    parsing.flag: [True, False],
    values.other_languages: ["titles", "none"],
}
# JSON Schema's name for what an editor may take a value for, and such values.
_LOOKALIKES = {
    "boolean": ("true", "false"),
    "null": ("null", "~"),
    "number": ("1.5", "-.5"),
    "integer": ("1", "2024", "-1"),
}
_BOUNDS: Mapping[Callable[[str], object], tuple[int, int]] = {
    parsing.positive_number: (1, 999_999_999_999),
    parsing.partial_date: (FIRST_YEAR, LAST_YEAR),
    parsing.year: (FIRST_YEAR, LAST_YEAR),
}


def scalar_schema(scalar: Scalar, *, required: bool, structure: Schema | None = None) -> Schema:
    """The schema of one value; one that is not required may be left empty.

    `structure` is the schema of a list or a group of fields that may stand there instead.
    """
    message, other = f"Write {scalar.expected}.", structure or {}
    types = [*_types(scalar.parse, required=required), *([other["type"]] if other else [])]
    rules: Schema = other | {"type": types, "errorMessage": message}
    pattern = _PATTERNS.get(scalar.parse)
    if pattern:
        rules |= {"pattern": whole(pattern, required=required), "patternErrorMessage": message}
    if scalar.parse in _BOUNDS:
        rules["minimum"], rules["maximum"] = _BOUNDS[scalar.parse]
    return _unproposed(rules) | ({"examples": _CHOICES[scalar.parse]} if scalar.parse in _CHOICES else {})


def _unproposed(rules: Schema) -> Schema:
    """The same rules, from which the language server of VS Code makes no proposals (yamlCompletion.js).

    It would propose null and true wherever they may stand, but does not look behind a condition; and it
    writes no colon after a field's name that has neither a type nor a choice.
    """
    return {"anyOf": [{"if": True, "then": rules}]}


def whole(pattern: str, *, required: bool) -> str:
    """A pattern that the whole of a value must match, or nothing where nothing may stand."""
    nothing = "" if required else f"|{_NOTHING}"
    return f"^({pattern}{nothing})$|{_UNDECIDED}"


def empty(schema: Schema, kind: str) -> Schema:
    """A list or a group of fields (`kind` is `array` or `object`) that may be left empty, too."""
    return schema | {
        "type": [kind, "null", "string"],
        "pattern": f"^{_NOTHING}$",
        "patternErrorMessage": "Write each on a line of its own below.",
    }


def _types(parse: Callable[[str], object], *, required: bool) -> list[str]:
    taken = [name for name, texts in _LOOKALIKES.items() if any(_accepts(parse, text) for text in texts)]
    if not required and "null" not in taken:
        taken.append("null")
    return ["string", *(name for name in taken if name != "integer" or "number" not in taken)]


def _accepts(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except InvalidValue:
        return False
    return True
