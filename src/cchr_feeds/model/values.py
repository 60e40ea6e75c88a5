"""The types of the fields in YAML: what may be written in each, and what it becomes.

A field's type is `Annotated[python type, Scalar(...)]`; its `parse` gets text that already obeys
the text rules (`text/characters.py`) and returns the value or raises `InvalidValue`.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import partial
from typing import Annotated, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cchr_feeds.i18n import N_, _
from cchr_feeds.model import addresses
from cchr_feeds.model.dates import PartialDate, Period, ascii_digits, month, partial_date, year
from cchr_feeds.problem import InvalidValue

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Localised(Generic[T]):
    """One value for all languages (`values` empty), or one per language.

    `default` is the main language's value, `language` the tag of that, empty when one value serves all.
    """

    default: T
    language: str = ""
    values: Mapping[str, T] = field(default_factory=dict)

    def __getitem__(self, language: str) -> T:
        """The value for `language`, or the main language's where there is none."""
        return self.values.get(language, self.default)

    def language_of(self, language: str) -> str:
        """The language that `self[language]` is really in, for a `lang` attribute."""
        return language if not self.language or language in self.values else self.language


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at its public address; `width` and `height` in pixels where they are known.

    `small` is the address of a smaller copy, else the same. Of one that is made from a file, `path` is where
    it lies in the output. In a template it stands for its address.
    """

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    small: str = ""
    path: str = ""

    def __str__(self) -> str:
        return self.url


Parse = Callable[[str], object]
"""Gives a text its type and meaning, or raises `InvalidValue`."""


def accepts(parse: Parse, text: str) -> bool:
    """Whether a text can be such a value."""
    try:
        parse(text)
    except InvalidValue:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Scalar:
    """A field that is one piece of text in YAML; `wanted` completes the sentence "write …"."""

    parse: Parse
    wanted: str


class ByLanguage:
    """A mapping with one value per language; as an optional field, its keys stand beside the other fields.

    So do those of a `Localised` value, which may also stand alone in the place of the whole group.
    """


class ByTerm:
    """A mapping with category terms as keys."""


class OneOrMany:
    """A list, or one value alone."""


class OneOrGroup:
    """A group of fields, or the value of its first field alone."""


ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bqBQ]\?")
"""The beginning of coded e-mail text (RFC 2047 §2)."""


def line(text: str, limit: int) -> str:
    """One line of at most `limit` characters, outer spaces removed; refuses MIME encoded-words (RFC 2047)."""
    text = text.strip()
    if "\n" in text or "\t" in text:
        raise InvalidValue("line", _("this must be one line"), _("write it on one line, without tabs"))
    # Python before 3.12.5 decodes these in a header, line breaks included; so a title could add recipients.
    if "=?" in text and ENCODED_WORD.search(text):
        message = _("this looks like encoded e-mail text (=?…?=)")
        raise InvalidValue("line", message, _("write it as plain text"))
    return block(text, limit)


def block(text: str, limit: int) -> str:
    """Text of one or more lines and at most `limit` characters, outer white space removed."""
    text = text.strip()
    if len(text) > limit:
        message = _("this has {count:,} characters; at most {limit:,} fit here", count=len(text), limit=limit)
        raise InvalidValue("length", message, _("shorten it"))
    return text


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text: between its empty lines, or one a line where it has none."""
    # YAML's folded style (`>`) ends a paragraph by one line break, the literal style (`|`) and people by an
    # empty line; so where an empty line stands, single line breaks mean nothing.
    if re.search(r"\n[ \t]*\n", text):
        return [" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    return [part.strip() for part in text.split("\n") if part.strip()]


def flag(text: str) -> bool:
    """`true` or `false`; `yes` and `no` are refused, because editors and YAML versions disagree on them."""
    if text not in ("true", "false"):
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower(), text.lower())
        choice = meant if meant in ("true", "false") else _("true or false")
        message = _("{text!r} is neither true nor false", text=text)
        raise InvalidValue("flag", message, _("write {value}", value=choice))
    return text == "true"


def positive_number(text: str) -> int:
    """A whole number from 1 to 999,999,999,999; the digits of any script are accepted."""
    ascii_text = ascii_digits(text.strip())
    if not re.fullmatch(r"[1-9]\d{0,11}", ascii_text, re.ASCII):
        message = _("{text!r} is not a whole number above zero", text=text)
        raise InvalidValue("number", message, _("write digits only, such as 50 or 1482933"))
    return int(ascii_text)


_TERM = re.compile(r"[a-z0-9-]{1,80}")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_BAD_FILE_NAME = re.compile(r"^\.|[\x00-\x1f\x7f/\\<>:\"|?*]")
# The last part has no digits but in punycode: 00.0 is a number, to editors as well.
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])")
# RFC 6838 §4.2: a name has at most 127 characters.
_MEDIA_TYPE = re.compile(r"[a-z]{1,127}/[a-z0-9][a-z0-9.+-]{0,126}")


def identifier(text: str) -> str:
    """An id: 1 to 80 of a-z, 0-9 and hyphens, and no file name that Windows reserves."""
    if not _TERM.fullmatch(text):
        suggestion = _slug(text)[:80].strip("-")
        rule = _("use 1 to 80 of a-z, 0-9 and hyphens")
        fix = _("{rule}, such as {suggestion}", rule=rule, suggestion=suggestion) if suggestion else rule
        raise InvalidValue("id", _("{text!r} is not an id", text=text), fix)
    if _RESERVED.fullmatch(text):
        message = _("{text!r} is a name that Windows reserves", text=text)
        raise InvalidValue("id", message, _("write {text}-1 or another word", text=text))
    return text


def _slug(text: str) -> str:
    """The text in small ASCII letters and digits, with hyphens for all between them."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def category_term(text: str) -> str:
    """A category's term; the same letters as an id, but never the name of another folder of a language."""
    if text == "archive":
        message = _("'archive' is reserved for the feeds' archives")
        fix = _("choose another term, such as {term}", term="archives")
        raise InvalidValue("category", message, fix, reserved=text)
    if text == "undated" or re.fullmatch("[0-9]{4}", text):
        message = _("{text!r} is reserved for lists of publications by year", text=text)
        fix = _("choose another term, such as {term}", term=f"in-{text}" if text.isdecimal() else "no-date")
        raise InvalidValue("category", message, fix, reserved=text)
    try:
        return identifier(text)
    except InvalidValue as error:
        message = _("{text!r} can't be a category's term", text=text)
        raise InvalidValue("category", message, error.fix) from error


topic = partial(line, limit=100)
title_line = partial(line, limit=300)
paragraphs = partial(block, limit=20_000)
markdown = partial(block, limit=200_000)


def media_type(text: str) -> str:
    """A media type such as application/pdf (RFC 6838), without parameters."""
    if not _MEDIA_TYPE.fullmatch(text):
        message = _("{text!r} is not a media type", text=text)
        raise InvalidValue("type", message, _("write, for instance, application/pdf or image/png"))
    return text


def file_name(text: str) -> str:
    """The name of a file in the same folder: no path, not hidden."""
    if (
        _BAD_FILE_NAME.search(text)
        or _RESERVED.fullmatch(text.split(".", maxsplit=1)[0].lower())
        or len(text.encode()) > 200
    ):
        message = _("{text!r} is not the name of a file beside this file", text=text)
        raise InvalidValue("file", message, _("put the file in this folder and write only its name"))
    return text


def picture_source(text: str) -> Picture:
    """A picture at an address, or one that is a file of the project: then its path there stands for it."""
    first, slash, _rest = text.partition("/")
    if text.find(":") > 1 or (slash and ("." in first or not first)):
        return Picture(addresses.web_address(text))
    if first == "out" or not all(accepts(file_name, part) for part in text.split("/")):
        message = _("{text!r} is neither an address nor a file of this project", text=text)
        fix = _("write an address, or where the file lies from here, such as brand/logo.png")
        raise InvalidValue("file", message, fix)
    return Picture("", path=text)


def domain(text: str) -> str:
    """A domain name in lower case, such as example.org."""
    if not _DOMAIN.fullmatch(text):
        message = _("{text!r} is not a domain name", text=text)
        bare = re.sub(r"^https?://|/.*$", "", text.lower())
        meant = bare if _DOMAIN.fullmatch(bare) else "example.org"
        fix = _("write it in small letters without https://, such as {meant}", meant=meant)
        raise InvalidValue("authority", message, fix)
    return text


def time_zone(text: str) -> tzinfo:
    """A zone of the IANA database."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = _("{text!r} is not a time zone", text=text)
        raise InvalidValue("timezone", message, _("write, for instance, Asia/Phnom_Penh")) from error


def colour(text: str) -> str:
    """An RGB colour as #rrggbb."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        message = _("{text!r} is not a colour", text=text)
        raise InvalidValue("colour", message, _('write # and six digits in quotes, such as "#123f5c"'))
    return text.lower()


NUMBERING_SYSTEMS: Mapping[str, str] = {
    "latn": "0", "adlm": "𞥐", "arab": "٠", "arabext": "۰", "bali": "᭐", "beng": "০", "cakm": "𑄶",
    "cham": "꩐", "deva": "०", "gujr": "૦", "guru": "੦", "hmnp": "𞅀", "java": "꧐", "kali": "꤀",
    "khmr": "០", "knda": "೦", "lana": "᪀", "laoo": "໐", "lepc": "᱀", "limb": "᥆", "mlym": "൦",
    "mong": "᠐", "mtei": "꯰", "mymr": "၀", "mymrshan": "႐", "nkoo": "߀", "olck": "᱐", "orya": "୦",
    "rohg": "𐴰", "saur": "꣐", "sinh": "෦", "sund": "᮰", "talu": "᧐", "tamldec": "௦", "telu": "౦",
    "thai": "๐", "tibt": "༠", "vaii": "꘠", "wcho": "𞋰",
}  # fmt: skip
"""Decimal digits in living use by CLDR's names, each with its zero, which the other nine follow."""


def numbering_system(text: str) -> str:
    """Digits by CLDR's name for them, such as latn or deva."""
    if text not in NUMBERING_SYSTEMS:
        message = _("{text!r} is not a numbering system that CLDR knows", text=text)
        raise InvalidValue("digits", message, _("write latn, for instance, or khmr, arab, deva or mymr"))
    return text


def _choice(code: str, choices: Container[str], fix: str, text: str) -> str:
    if text not in choices:
        raise InvalidValue(code, _("{text!r} is not a choice here", text=text), _(fix))
    return text


other_languages = partial(_choice, "other_languages", ("titles", "none"), N_("write titles or none"))
security = partial(
    _choice, "relay", ("starttls", "tls", "none"), N_("write starttls (port 587) or tls (port 465)")
)


def relay_host(text: str) -> str:
    """The name of a mail server, in small letters; `localhost` and 127.0.0.1 are the computer itself."""
    name = text.strip().lower()
    if not _DOMAIN.fullmatch(name) and name not in LOOPBACK:
        message = _("{text!r} is not the name of a mail server", text=text)
        raise InvalidValue("relay", message, _("write the host's name alone, such as smtp.example.org"))
    return name


def port(text: str) -> int:
    """A TCP port, 1 to 65535."""
    number = positive_number(text)
    if number > 65_535:
        message = _("{text!r} is not a port", text=text)
        raise InvalidValue("relay", message, _("write the number your mail provider names, such as 587"))
    return number


_SSH_HOST = r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*"
_RSYNC = re.compile(rf"(?!.*/\.\.?(?:/|$)){_SSH_HOST}:(?:/[A-Za-z0-9_~+@.-]+)+/?")
_REMOTE = re.compile(
    rf"(?!.*::)(?:https://[^\s@]+|ssh://{_SSH_HOST}(?::\d+)?/\S+|{_SSH_HOST}:(?!//)[A-Za-z0-9_/~]\S*|/\S+)"
)
# Its rules are those of git-check-ref-format(1).
_BRANCH = re.compile(r"(?!.*(?:\.\.|//|[/.]$|\.lock$))[A-Za-z0-9_][A-Za-z0-9._/-]*")


_LONGEST_ARGUMENT = 250  # the name of a branch is one of a file for git


def _no_option(pattern: re.Pattern[str], fix: str, text: str) -> str:
    """What a program gets as an argument; nothing that the pattern takes can be an option or a command."""
    if len(text) > _LONGEST_ARGUMENT or not pattern.fullmatch(text):
        raise InvalidValue("publish", _("{text!r} can't be published to", text=text), _(fix))
    return text


rsync_target = partial(_no_option, _RSYNC, N_("write user@host:/path, with the path from its root"))
git_remote = partial(_no_option, _REMOTE, N_("write it as in git@example.org:feeds.git, without a password"))
git_branch = partial(_no_option, _BRANCH, N_("write the branch's name, without spaces, such as gh-pages"))


def utm_value(text: str) -> str:
    """A campaign parameter: letters, digits, dot, hyphen, underscore."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,60}", text):
        message = _("{text!r} can't stand in an address", text=text)
        raise InvalidValue("utm", message, _("use letters, digits, dots, hyphens and underscores"))
    return text


def field_name(text: str) -> str:
    """The name of a form's field: letters, digits, and what lists put between them, as in fields[email]."""
    if not re.fullmatch(r"[A-Za-z0-9._:\[\]-]{1,100}", text):
        message = _("{text!r} can't be the name of a form's field", text=text)
        raise InvalidValue("field", message, _('copy it from the list\'s own form: name="email" is email'))
    return text


LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""The names of the computer itself."""

Id = Annotated[str, Scalar(identifier, N_("an id"))]
Term = Annotated[str, Scalar(category_term, N_("a category's term"))]
Topic = Annotated[str, Scalar(topic, N_("a word or two"))]
Line = Annotated[str, Scalar(title_line, N_("one line of text"))]
Paragraphs = Annotated[str, Scalar(paragraphs, N_("text"))]
Markdown = Annotated[str, Scalar(markdown, N_("text in Markdown"))]
Date = Annotated[PartialDate, Scalar(partial_date, N_("a date such as 2024-10-31"))]
Month = Annotated[Period, Scalar(month, N_("a month such as 2024-10"))]
Year = Annotated[int, Scalar(year, N_("a year such as 2024"))]
Flag = Annotated[bool, Scalar(flag, N_("true or false"))]
Length = Annotated[int, Scalar(positive_number, N_("a whole number"))]
Url = Annotated[str, Scalar(addresses.web_address, N_("an address such as https://example.org/report"))]
BaseUrl = Annotated[str, Scalar(addresses.base_url, N_("an address such as https://example.org/feeds/"))]
FormUrl = Annotated[str, Scalar(addresses.form_address, N_("an address that starts with https://"))]
_WEB_OR_MAIL = N_("an address that starts with https:// or mailto:")
Subscribe = Annotated[str, Scalar(addresses.subscribe_address, _WEB_OR_MAIL)]
Unsubscribe = Annotated[str, Scalar(addresses.unsubscribe_address, _WEB_OR_MAIL)]
EmailAddress = Annotated[str, Scalar(addresses.email_address, N_("an e-mail address"))]
FieldName = Annotated[str, Scalar(field_name, N_("the name of a form's field, such as email"))]
FileName = Annotated[str, Scalar(file_name, N_("the name of a file"))]
MediaType = Annotated[str, Scalar(media_type, N_("a media type such as application/pdf"))]
PictureSource = Annotated[
    Picture, Scalar(picture_source, N_("an address such as https://example.org/logo.png, or a file's name"))
]
Authority = Annotated[str, Scalar(domain, N_("a domain name such as example.org"))]
ListId = Annotated[str, Scalar(domain, N_("a name such as news.example.org"))]
TimeZone = Annotated[tzinfo, Scalar(time_zone, N_("a time zone such as Asia/Phnom_Penh"))]
Colour = Annotated[str, Scalar(colour, N_('a colour such as "#123f5c"'))]
NumberingSystem = Annotated[str, Scalar(numbering_system, N_("a numbering system such as latn"))]
OtherLanguages = Annotated[Literal["titles", "none"], Scalar(other_languages, N_("titles or none"))]
RelayHost = Annotated[str, Scalar(relay_host, N_("a name such as smtp.example.org"))]
Port = Annotated[int, Scalar(port, N_("a port such as 587"))]
Security = Annotated[Literal["starttls", "tls", "none"], Scalar(security, N_("starttls or tls"))]
RsyncTarget = Annotated[
    str, Scalar(rsync_target, N_("a host and a folder, such as user@example.org:/srv/feeds"))
]
GitRemote = Annotated[str, Scalar(git_remote, N_("an address such as git@example.org:feeds.git"))]
GitBranch = Annotated[str, Scalar(git_branch, N_("a name such as gh-pages"))]
UtmValue = Annotated[str, Scalar(utm_value, N_("a short word"))]


_LONGEST = 60
_SHORTEST = 3


def id_of_words(text: str) -> str:
    """An id to propose for a title; empty where over a quarter of its letters are not in ASCII."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text))
    letters = [char for char in plain if char.isalpha()]
    if sum(not char.isascii() for char in letters) * 4 > len(letters):
        return ""
    words = _slug(plain)
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words if len(words) >= _SHORTEST and not _RESERVED.fullmatch(words) else ""


def untaken(wish: str, taken: Container[str], number: int = 1) -> str:
    """The wish, or the first of wish-2, wish-3, … that is not taken, looked for from `number` on."""
    found = wish if number == 1 else f"{wish}-{number}"
    while found in taken:
        number += 1
        found = f"{wish}-{number}"
    return found
