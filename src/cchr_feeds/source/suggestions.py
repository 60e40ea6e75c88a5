"""What was probably meant by what is not known, refused or of another shape, and what to type instead."""

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.i18n import N_, _, any_of
from cchr_feeds.model.addresses import base_url, web_address
from cchr_feeds.model.dates import PartialDate, Precision, ascii_digits, month, partial_date, year
from cchr_feeds.model.fields import Field, fields_of, keys_of
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.rules import meant_language
from cchr_feeds.model.values import Parse, accepts, category_term, file_name, title_line
from cchr_feeds.problem import InvalidValue
from cchr_feeds.source.attachments import media_type
from cchr_feeds.source.problems import ParsedFile
from cchr_feeds.source.yaml_text import in_a_list, quoted
from cchr_feeds.source.yaml_tree import is_blank
from cchr_feeds.text.characters import stored_form
from cchr_feeds.text.cldr import language_called, tags_by_name
from cchr_feeds.text.date_parsing import YEAR_FIRST, date_from_words, days_around, days_in_figures

_SYNONYMS = tomllib.loads(Path(__file__).with_name("field_synonyms.toml").read_text("utf-8"))
_OTHER_WORDS = {word: meant for meant, words in _SYNONYMS.items() for word in words.split()}
_TAG = re.compile(r"[a-z]{2,3}(-.*)?")
_LIKE_ENOUGH, _SHORTEST_NAME = 0.75, 3
_LONGEST_NAME = 100  # a longer one is no slip of the pen


def report_unknown(
    pair: tuple[Node, Node], fields: Sequence[str], blocks: Mapping[str, Sequence[str]], reading: ParsedFile
) -> str | None:
    """Note a name that no field has; the one of `fields` that was probably meant.

    `blocks` are the names of groups of fields (the languages), each with its fields; none within a group.
    """
    node, value = pair
    key: str = node.value
    below, content = next(iter(blocks.values()), ()), reading.text.content
    near = nearest(key, [*fields, *blocks, *below])
    told = _in_a_text(node, content) if " " in key.strip() or not near else None
    message, fix, meant = (*told, "") if told else _unknown_key(key, near, fields, list(blocks), reading)
    if is_blank(value) and content[: node.start_mark.index].rstrip().endswith(","):
        meant = ""
        fix = _(
            'if it belongs to the text before the comma, put the whole text in quotes: "…, {name}"', name=key
        )
    reading.report(node, "unknown", message, fix, meant=meant)
    return nearest(key, fields)


def _in_a_text(node: Node, content: str) -> tuple[str, str] | None:
    """What to say of a name that begins a text which was not indented, or that lacks its own colon."""
    from cchr_feeds.source.line_fixes import pasted, split_lines, with_colon  # only a mistake pays for it
    from cchr_feeds.source.syntax_errors import too_far_left

    lines, number = split_lines(content), node.start_mark.line
    first, space, _others = node.value.partition(" ")
    if space and (whole := with_colon(lines, number)):
        return _("there is no colon after {name}", name=first), _("write {value}", value=whole.strip())
    text = pasted(lines, number)
    return too_far_left(text, lines) if text and (space or not text.style) else None


def _unknown_key(
    key: str, near: str | None, fields: Sequence[str], blocks: Sequence[str], reading: ParsedFile
) -> tuple[str, str, str]:
    """What to say of a name that no field has, and the name that belongs in its place where it is known."""
    if key == "<<":
        return _("merge keys (<<) are not used here"), _("write the fields out"), ""
    name, colon, begun = key.partition(":")
    if colon and begun and name in fields:
        values = {"name": name, "begun": begun.strip()}
        fix = _(
            'write {name}: and a space, and put all that follows in quotes: {name}: "{begun}: …"', **values
        )
        return _("a space is missing after the colon"), fix, ""
    message = _("{name!r} is not a field here", name=key)
    if near is None:
        return _nowhere_near(key, message, fields, blocks, reading.languages)
    if near == _visible(key) != key:
        message = _("this name contains an invisible character")
        return message, _("type it again: {meant}:", meant=near), near
    if near in fields or near in blocks:
        return message, _("did you mean {meant}: ?", meant=near), near if _is_sure(key, near) else ""
    holders = any_of([f"{name}:" for name in blocks])
    fix = _("write {meant}: below {blocks}, with two spaces before it", meant=near, blocks=holders)
    return message, fix, ""


def _is_sure(key: str, meant: str) -> bool:
    """Whether a name is the same but for a letter or two, or another word for the same language."""
    written = stored_form(key).strip("\u00a0 ").lower()
    alike = difflib.SequenceMatcher(None, written, meant, autojunk=False).ratio()
    is_alike = alike >= _LIKE_ENOUGH and len(meant) > _SHORTEST_NAME
    return is_alike or meant in (written, meant_language(written))


def _nowhere_near(
    key: str, message: str, fields: Sequence[str], blocks: Sequence[str], languages: Sequence[str]
) -> tuple[str, str, str]:
    """What to say of a name that is like none here: it belongs further out, is a language, or is nothing."""
    outer = nearest(key, [*languages, *keys_of(Publication)]) if "title" in fields else None
    fix = _("these fields can be here: {names}", names=", ".join([*fields, *blocks]))
    if outer:
        fix = _("write {meant}: at the very beginning of a line, without spaces before it", meant=outer)
    elif blocks and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?", key):
        message = _("{language!r} is not a language of this site", language=key)
        fix = _("write one of {names}, or add it to site.yaml", names=", ".join(blocks))
    return message, fix, ""


def nearest(key: str, known: Sequence[str]) -> str | None:
    """The known name that was probably meant; of those that are equally near, the first."""
    plain = _visible(key).lower()
    for guess in (plain, _OTHER_WORDS.get(plain), meant_language(plain), _named(plain, known)):
        if guess in known:
            return guess
    close = difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
    return close[0] if close else None


def _named(name: str, known: Sequence[str]) -> str | None:
    """The language among the known names that is called so in itself, in English or in Khmer."""
    tags = [each for each in known if _TAG.fullmatch(each)]
    return tags_by_name(tags, "en", "km").get(name.removeprefix("ភាសា"))


def one_of(term: str, terms: Mapping[str, str]) -> str:
    """What to write in place of a category that the site does not have."""
    if near := nearest(term, list(terms)):
        return _("did you mean {meant}?", meant=terms[near])
    values = {"names": ", ".join(dict.fromkeys(terms.values())), "term": term}
    if not accepts(category_term, term):
        return _("write one of {names}", **values)
    return _(
        "write one of {names}, or add it to site.yaml; if it has another name now, write former: [{term}] "
        "under that",
        **values,
    )


def _visible(key: str) -> str:
    return stored_form(key[:_LONGEST_NAME]).replace("\u00a0", "").strip()


_LONGEST = 200  # characters of a value that are worth showing again
_SPOKEN_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ,]+(?:at )?(\d{1,2})(?:[:.](\d\d)|(?= ?[ap])) ?(?:([ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_DAY_AND_WORDS = re.compile(r"(\d{4}-\d\d-\d\d)(?!T)\D+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# As in htps://, https:/, https:/// or https//:, but not http:// or https:// as they should be.
_SCHEME_MEANT = re.compile(r"^(?!https?://[^/])h{1,2}[tps]{2,5}(?::/{1,3}|//:?)", re.IGNORECASE)
_QUOTATION_MARKS = " “”„‟‘’‚«»\"'`<>"
_BUDDHIST_YEAR = re.compile(r"(?<!\d)2[45]\d\d(?!\d)", re.ASCII)
_FORMS: Mapping[Parse, str] = {month: "%Y-%m", year: "%Y"}
_GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+", re.ASCII)
_FLAGS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
_PLAIN = re.compile(r"[^\W_][\w.+/@-]*(?::[\w.+/@=?&%-]+)*")
_ON_A_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:", re.IGNORECASE)
_LIST_SIGN = re.compile(r"^[-–—•·*]\s*")


def with_suggested_fix(
    refused: InvalidValue, text: str, parse: Parse | None, terms: Mapping[str, str]
) -> InvalidValue:
    """The same refusal, with the text to type where it can be told.

    `parse` is the function that refused the text; `terms` are the site's, each with the current one.
    """
    fix, meant, bare, name = "", "", text.strip(_QUOTATION_MARKS), re.split(r"[\\/]", text)[-1]
    if parse in (partial_date, month, year):
        fix = _date_fix(bare, parse)
    elif parse is category_term and terms and "reserved" not in refused.arguments:
        fix = _term_fix(text, terms)
    elif parse in (web_address, base_url):
        fix = _instead_of_a_file(bare) if parse is web_address else ""
        fix, meant = (fix, "") if fix else _address_fix(text, bare)
    elif parse is file_name and name not in ("", text) and accepts(file_name, name):
        fix = _("put the file in this folder, and write {name}", name=name)
    elif refused.code == "language" and not refused.meant and (tag := language_called(bare)):
        fix, meant = _("write {value}", value=tag), tag
    meant = refused.meant or (meant and _as_yaml(meant)) or _meant(refused.code, text)
    if meant and not fix and parse and accepts(parse, meant):
        fix = _("write {value}", value=meant)
    return InvalidValue(refused.code, refused.message, fix or refused.fix, meant, **refused.arguments)


def _meant(code: str, text: str) -> str:
    """The value as it should stand in YAML, where no other can be meant; empty where it is not known."""
    bare = text.strip(_QUOTATION_MARKS + "\u00a0")
    if code == "line" or not bare or "\n" in bare:
        return ""
    digits = ascii_digits(bare)
    if code in ("date", "month", "year") and (date := YEAR_FIRST.fullmatch(digits)):
        return "-".join([date[1], *(part.zfill(2) for part in date.groups()[1:] if part)])
    if code == "number" and _GROUPED.fullmatch(digits):
        return re.sub(r"\D", "", digits)
    if code == "flag":
        return _FLAGS.get(bare.lower(), "")
    return _as_yaml(bare) if bare != text else ""


def _as_yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quoted(text)


def _date_fix(text: str, parse: Parse) -> str:
    if counted := _BUDDHIST_YEAR.search(digits := ascii_digits(text)):
        fix = _date_fix(digits.replace(counted[0], str(int(counted[0]) - 543)), parse)
        message = N_("{year} is a year of the Buddhist era (543 more, or 544 from Visak Bochea on): {fix}")
        return _(message, year=counted[0], fix=fix) if fix else ""
    if around := days_around(text) if parse is partial_date else []:
        return _("that month has no such day: write {last}, or {first}", last=around[0], first=around[1])
    fewest = Precision.MONTH if parse is month else Precision.YEAR
    known = [date for date in _dates_meant(text) if date.precision >= fewest]
    shown = [date.written.strftime(_FORMS[parse]) if parse in _FORMS else str(date) for date in known]
    first, *others = dict.fromkeys(shown) or [""]
    if others:
        values = {"first": first, "second": others[0]}
        return _("write the year first: {first}, or {second} if the month stood before the day", **values)
    if not first:
        return ""
    if re.match(r"\d{4}(?!\d)", ascii_digits(text), re.ASCII):
        return _("write {value}", value=first)
    return _("write the year first: {value}", value=first)


def _dates_meant(text: str) -> Iterator[PartialDate]:
    yield from days_in_figures(text)
    if (words := date_from_words(text)) is not None:
        yield words
    beginning = _DAY_AND_WORDS.fullmatch(ascii_digits(text))
    spoken = _SPOKEN_TIME.fullmatch(ascii_digits(text))
    try:
        if spoken:
            yield partial_date(_in_24_hours(*spoken.groups()))
        else:  # it was refused for the marks around it, or for being more than a month
            yield partial_date(beginning[1] if beginning else text)
    except InvalidValue:
        return  # there is no such time


def _in_24_hours(day: str, hour: str, minute: str | None, half: str | None) -> str:
    hours = int(hour)
    if half:
        hours = hours % 12 + 12 * (half.lower() == "p") if hours <= 12 else 24  # there is no 14 a.m.
    return f"{day}T{hours:02}:{minute or '00'}"


def _term_fix(text: str, terms: Mapping[str, str]) -> str:
    near = [nearest("-".join(part.lower().split()), list(terms)) for part in re.split("[,;]", text)]
    if len(near) > 1 and all(near):
        meant = dict.fromkeys(terms[each] for each in near if each)
        return _("write {value}", value=f"[{', '.join(meant)}]")
    return one_of("-".join(text.lower().split()), terms)


def _instead_of_a_file(text: str) -> str:
    """Where a file belongs whose name stands in the place of an address."""
    name = re.split(r"[\\/]", text)[-1]
    on_a_computer = _ON_A_COMPUTER.match(text)
    can_be_shown = name.isprintable() and len(name) <= _LONGEST
    is_bare = on_a_computer or text.lstrip("./\\") == name
    kind = media_type(name) if can_be_shown and is_bare and not text.startswith("//") else ""
    if kind.startswith("image/"):
        message = N_(
            "put it beside the entry, and write image: {{file: {file}, alt: …}}; or write its whole address"
        )
    elif kind and on_a_computer:
        message = N_(
            "this is a file on your computer: put it beside the entry, and name it under files: "
            "[{{file: {file}}}]"
        )
    elif on_a_computer:
        message = N_(
            "this is a file on your computer: put it on the web, and write its address that starts with https://"
        )
    elif kind:
        message = N_(
            "put the file beside the entry, and name it under files: [{{file: {file}}}]; "
            "or write its whole address"
        )
    else:
        return ""
    return _(message, file=in_a_list(name))


def _address_fix(text: str, bare: str) -> tuple[str, str]:
    """An address with its scheme put right, its characters encoded, or without what stands around it.

    `bare` is the text without its quotation marks. Where no other can be meant, the address comes once more.
    """
    if re.match(r"(?:CC|Creative Commons)(?:[ -]|0?$)", bare, re.IGNORECASE):
        return _("write the licence's address, such as https://creativecommons.org/licenses/by/4.0/"), ""
    whole = re.sub(_SCHEME_MEANT, "https://", bare, count=1)
    first, __, rest = whole.partition(" ")
    meant = text  # whether the words belong to it can't be known
    if re.match(r"[(–—-]", rest):
        meant = first
    elif not rest or re.search(r"/|\.\w{2,4}$", rest):
        meant = _encoded(whole)
    are_two = re.search(r"[,;] ?h?t?t?p", whole)
    if are_two or meant == text or not accepts(web_address, meant):
        return "", ""
    address = web_address(meant)
    is_certain = whole == bare and (not rest or re.fullmatch(r"[^/]*\.\w{2,4}", rest))
    return _("write {value}", value=address), address if is_certain else ""


def _encoded(text: str) -> str:
    """An address with its scheme, in which what no address holds is encoded."""
    text = f"https:{text}" if text.startswith("//") else text
    parts = re.fullmatch(r"(https?://[^/?#\\]+)((?:/[^?#]*)?)(.*)", text)
    if parts is None:
        return text
    # Browsers take a backslash in a path for a slash (URL Standard, path state).
    path = parts[2].replace("\\", "/") + parts[3]
    return parts[1] + re.sub(r'[ "<>\\^`{|}]', lambda odd: f"%{ord(odd[0]):02X}", path)


def list_fix(node: Node, shape: object) -> str:
    """A list in the place of one value; of records (`shape`), with the name of the field that is meant."""
    fields, text = _fields_in(shape), _LIST_SIGN.sub("", _text(node))
    parts = [text] if fields else [part.strip() for part in re.split("[,;]", text) if part.strip()]
    if isinstance(node, MappingNode) and node.value:
        parts = [_LIST_SIGN.sub("", f"{_text(key)}: {_text(value)}") for key, value in node.value]
        if fields:
            message = N_("start each item on a line of its own with a hyphen and a space: - {value}")
            return _(message, value=parts[0])
    items = [_record_text(fields, part) if fields else in_a_list(part.removesuffix(": ")) for part in parts]
    return _("write {value}", value=f"[{', '.join(items)}]")


def report_no_fields(node: Node, reading: ParsedFile, shape: object) -> None:
    """Note that a record (`shape`) is needed, with the value in the field that is probably meant."""
    if is_blank(node):
        fix = _("write its fields on the lines below, each indented by two more spaces, or delete this line")
        reading.report(node, "empty", _("there is nothing under this name"), fix)
        return
    fields, parts = _fields_in(shape), node.value if isinstance(node, SequenceNode) else [node]
    named = f"{{{', '.join(f'{in_a_list(_text(each))}: …' for each in parts)}}}"
    fix = _("write {value} in its place", value=_record_text(fields, _text(node)) if fields else named)
    if node is reading.root:
        fix = _(
            "begin the file with a line that starts with {field}: and write each field on a line of its own",
            field=reading.languages[0] if "highlight" in fields else next(iter(fields)),
        )
    reading.report(node, "shape", _("the name of a field is missing before this value"), fix)


def _record_text(fields: Mapping[str, Field], value: str) -> str:
    """A record on one line that says a value in the field it fits; `…` where it fits in none."""
    is_address = value.startswith(("https://", "http://", "www."))
    if is_address and "url" in fields:
        return f"{{url: {in_a_list(value if '://' in value else f'https://{value}')}}}"
    if "file" in fields:
        return f"{{file: {in_a_list(value)}}}"
    if "on" in fields:
        return f"{{on: {value if _DAY.fullmatch(value) else '2024-12-01'}, reason: …}}"
    if "git" in fields and value.endswith(".git"):
        return f"{{git: {{remote: {in_a_list(value)}, branch: gh-pages}}}}"
    is_word = bool(re.fullmatch(r"[^\s!-/:-@]+", value))

    def rank(field: Field) -> tuple[bool, ...]:
        # A word, or a …, may be of any type: it is rather one line of text. Anything else is by its type.
        parse = field.value.parse if field.value else None
        fits = is_word or (parse and accepts(parse, value))
        return not fits, not field.required, (parse is title_line) is not is_word

    name = min(fields.values(), key=rank).key
    value = "../website" if (name, value.rstrip("/")) == ("folder", "out") else value
    return "{url: https://…}" if name == "url" else f"{{{name}: {in_a_list(value)}}}"


def _fields_in(shape: object) -> dict[str, Field]:
    """The fields of a record; none where it is no record."""
    if not (isinstance(shape, type) and dataclasses.is_dataclass(shape)):
        return {}
    return {field.key: field for field in fields_of(shape)}


def _text(node: Node) -> str:
    """A value that can be shown again; nothing that could act on a terminal."""
    value: object = node.value if isinstance(node, ScalarNode) else "…"
    return value if isinstance(value, str) and value.isprintable() and len(value) <= _LONGEST else "…"
