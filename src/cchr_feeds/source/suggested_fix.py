"""What to type in the place of a value that was refused: the value itself, as it should stand there."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from yaml.nodes import MappingNode, Node, ScalarNode

from cchr_feeds.errors import InvalidValue
from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import base_url, web_address
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.parsing import ascii_digits, month, partial_date
from cchr_feeds.model.values import Parse, category_term, file_name
from cchr_feeds.source.media_types import media_type
from cchr_feeds.source.quoting import in_a_list, quoted
from cchr_feeds.source.suggestions import nearest
from cchr_feeds.text.written_dates import date_from_words, date_text, days_in_figures

_LONGEST = 200  # characters of a value that are worth showing again
_SPOKEN_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ,]+(?:at )?(\d{1,2})(?:[:.](\d\d)|(?= ?[ap])) ?(?:([ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_DAY_AND_WORDS = re.compile(r"(\d{4}-\d\d-\d\d)(?!T)\D+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SCHEME_MEANT = re.compile(r"^(?!https?://[^/])h{1,2}[tps]{2,5}(?::/{1,3}|//:?)", re.IGNORECASE)
"""As in htps://, https:/, https:/// or https//:, but not http:// or https:// as they should be."""

_QUOTATION_MARKS = " “”„‟‘’‚«»\"'`<>"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.–—‑ ](\d{1,2})(?:[-/.–—‑ ](\d{1,2}))?", re.ASCII)
"""So that only one day can be meant."""
_GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+", re.ASCII)
_FLAGS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
_PLAIN = re.compile(r"[^\W_][\w.+/@-]*(?::[\w.+/@=?&%-]+)*")
_ON_A_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:", re.IGNORECASE)
_LIST_SIGN = re.compile(r"^[-–—•·*]\s*")


def hinted(refused: InvalidValue, text: str, parse: Parse | None, terms: Sequence[str]) -> InvalidValue:
    """The same refusal, with the text to type where it can be told.

    `parse` is the function that refused the text; `terms` are the site's categories.
    """
    fix = ""
    if parse in (partial_date, month):
        fix = _date_fix(text.strip(_QUOTATION_MARKS), only_month=parse is month)
    elif parse is category_term and terms and "reserved" not in refused.arguments:
        fix = _term_fix(text, terms)
    elif parse is web_address:
        bare = text.strip(_QUOTATION_MARKS)
        fix = _instead_of_a_file(bare) or _address_fix(text, bare)
    elif parse is base_url:
        fix = _address_fix(text, text.strip(_QUOTATION_MARKS))
    elif parse is file_name:
        fix = _file_fix(text)
    meant = refused.meant or _meant(refused.code, text)
    return InvalidValue(refused.code, refused.message, fix or refused.fix, meant, **refused.arguments)


def _meant(code: str, text: str) -> str:
    """The value as it should stand in YAML, where no other can be meant; empty where it is not known."""
    bare = text.strip(_QUOTATION_MARKS + "\u00a0")
    if code == "line" or not bare or "\n" in bare:
        return ""
    digits = ascii_digits(bare)
    if code in ("date", "month", "year") and (date := _YEAR_FIRST.fullmatch(digits)):
        return "-".join([date[1], *(part.zfill(2) for part in date.groups()[1:] if part)])
    if code == "number" and _GROUPED.fullmatch(digits):
        return re.sub(r"\D", "", digits)
    if code == "flag":
        return _FLAGS.get(bare.lower(), "")
    if bare == text:
        return ""
    return bare if _PLAIN.fullmatch(bare) else quoted(bare)


def _date_fix(text: str, *, only_month: bool) -> str:
    fewest = Precision.MONTH if only_month else Precision.YEAR
    known = [date for date in _dates_meant(text) if date.precision >= fewest]
    shown = [f"{date.written:%Y-%m}" if only_month else date_text(date) for date in known]
    first, *others = dict.fromkeys(shown) or [""]
    if others:
        return _(
            "write the year first: {first}, or {second} if the month stood before the day",
            first=first,
            second=others[0],
        )
    if first and not re.match(r"\d{4}(?!\d)", ascii_digits(text), re.ASCII):
        return _("write the year first: {value}", value=first)
    if first:
        return _("write {value}", value=first)
    return _("write the year and the month, such as 2024-10") if only_month else ""


def _dates_meant(text: str) -> Iterator[PartialDate]:
    yield from days_in_figures(text)
    if (words := date_from_words(text)) is not None:
        yield words
    beginning = _DAY_AND_WORDS.fullmatch(ascii_digits(text))
    spoken = _SPOKEN_TIME.fullmatch(ascii_digits(text))
    try:
        if spoken:
            yield partial_date(_in_24_hours(*spoken.groups()))
        else:
            yield partial_date(
                beginning[1] if beginning else text
            )  # it was refused for the marks around it, or for being more than a month
    except InvalidValue:
        return  # there is no such time


def _in_24_hours(day: str, hour: str, minute: str | None, half: str | None) -> str:
    hours = int(hour)
    if half:
        hours = hours % 12 + 12 * (half.lower() == "p") if hours <= 12 else 24  # there is no 14 a.m.
    return f"{day}T{hours:02}:{minute or '00'}"


def _term_fix(text: str, terms: Sequence[str]) -> str:
    parts = [nearest("-".join(part.lower().split()), terms) for part in re.split("[,;]", text)]
    if len(parts) > 1 and all(parts):
        return _("write {value}", value=f"[{', '.join(filter(None, parts))}]")
    meant = nearest("-".join(text.lower().split()), terms)
    if meant:
        return _("did you mean {meant}?", meant=meant)
    return _("write one of {names}, or add it to site.yaml", names=", ".join(terms))


def _instead_of_a_file(text: str) -> str:
    """Where a file belongs whose name stands in the place of an address."""
    name = re.split(r"[\\/]", text)[-1]
    on_a_computer = _ON_A_COMPUTER.match(text)
    can_be_shown = name.isprintable() and len(name) <= _LONGEST
    kind = media_type(name) if can_be_shown and (on_a_computer or name == text) else ""
    if kind and not kind.startswith("image/"):
        return (
            _(
                "this is a file on your computer: put it beside the entry, and name it under files: "
                "[{{file: {file}}}]",
                file=in_a_list(name),
            )
            if on_a_computer
            else _(
                "put the file beside the entry, and name it under files: [{{file: {file}}}]",
                file=in_a_list(name),
            )
        )
    if on_a_computer:
        return _(
            "this is a file on your computer: put it on the web, and write its address that starts with https://"
        )
    return (
        _("write it in full, such as {address}", address=f"https://example.org/{name.replace(' ', '%20')}")
        if kind
        else ""
    )


def _address_fix(text: str, bare: str) -> str:
    """An address with its scheme put right, its spaces encoded, or without what stands around it.

    `bare` is the text without the quotation marks around it.
    """
    whole = re.sub(_SCHEME_MEANT, "https://", bare, count=1)
    first, __, rest = whole.partition(" ")
    if re.search(r"[,;] ?h?t?t?p", whole):
        return ""  # two addresses
    if re.match(r"[(–—-]", rest):
        meant = first
    elif not rest or re.search(r"/|\.\w{2,4}$", rest):
        meant = whole.replace(" ", "%20")
    else:
        return ""  # nobody knows whether the words belong to it
    try:
        return _("write {value}", value=web_address(meant)) if meant != text else ""
    except InvalidValue:
        return ""


def _file_fix(text: str) -> str:
    """The file's name without the folders before it."""
    name = re.split(r"[\\/]", text)[-1]
    try:
        return (
            _("put the file in this folder, and write {name}", name=file_name(name))
            if name and name != text
            else ""
        )
    except InvalidValue:
        return ""


def list_fix(node: Node, shape: object) -> str:
    """A list in the place of one value; of records (`shape`), with the name of the field that is meant."""
    names = names_of(shape)
    if isinstance(node, MappingNode) and node.value and isinstance(node.value[0][0], ScalarNode):
        key, value = node.value[0]
        return _(
            "start each item on a line of its own with a hyphen and a space: - {value}",
            value=f"{_LIST_SIGN.sub('', key.value)}: {_text(value)}",
        )
    text = _LIST_SIGN.sub("", _text(node))
    parts = [text] if names else [part.strip() for part in re.split("[,;]", text) if part.strip()]
    items = [record_text(names, part) if names else in_a_list(part) for part in parts]
    return _("write {value}", value=f"[{', '.join(items)}]")


def record_fix(node: Node, names: Sequence[str], *, is_root: bool) -> str:
    """A record with the value in the field that is probably meant; of a whole file, how it begins."""
    if is_root:
        return _(
            "begin the file with a line that starts with {field}: and write each field on a line of its own",
            field=names[0],
        )
    return _("write {value} in its place", value=record_text(names, _text(node)))


def record_text(names: Sequence[str], value: str) -> str:
    """A record on one line that says a value in the field it fits; `…` where it fits in none."""
    is_address = value.startswith(("https://", "http://", "www."))
    if is_address and "url" in names:
        return f"{{url: {in_a_list(value if '://' in value else f'https://{value}')}}}"
    if "file" in names:
        return f"{{file: {in_a_list(value)}}}"
    if "on" in names:
        return f"{{on: {value if _DAY.fullmatch(value) else '2024-12-01'}, reason: …}}"
    return "{url: https://…}" if names[0] == "url" else f"{{{names[0]}: {in_a_list(value)}}}"


def names_of(shape: object) -> tuple[str, ...]:
    """The fields of a record, those that it needs first; none where it is no record."""
    if not dataclasses.is_dataclass(shape):
        return ()
    fields = dataclasses.fields(shape)
    return tuple(each.name for each in sorted(fields, key=_is_optional))


def _is_optional(field: dataclasses.Field[object]) -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def _text(node: Node) -> str:
    """A value that can be shown again; nothing that could act on a terminal."""
    value: object = node.value if isinstance(node, ScalarNode) else "…"
    return value if isinstance(value, str) and value.isprintable() and len(value) <= _LONGEST else "…"
