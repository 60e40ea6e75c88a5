"""The types of the fields in YAML: what may be written in each, and what it becomes.

A field's type is `Annotated[python type, Scalar(...)]`; its `parse` gets text that already obeys
the text rules (`text/characters.py`) and returns the value or raises `Refused`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cchr_feeds.model import parsing
from cchr_feeds.model.addresses import base_url, email_address, unsubscribe_address, web_address
from cchr_feeds.model.dates import PartialDate, Period
from cchr_feeds.model.refusal import Refused


@dataclass(frozen=True, slots=True)
class Scalar:
    """A field that is one piece of text in YAML. `expected` completes the sentence "write …"."""

    parse: Callable[[str], object]
    expected: str


@dataclass(frozen=True, slots=True)
class Key:
    """The name a field has in YAML where Python reserves the word."""

    name: str


class ByLanguage:
    """A mapping with one value per language; as an optional field, its keys stand beside the other fields."""


class ByTerm:
    """A mapping with category terms as keys."""


class OneOrMany:
    """A list, or one value alone."""


_TERM = re.compile(r"[a-z0-9-]{1,80}")
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_BAD_FILE_NAME = re.compile(r"^\.|[\x00-\x1f\x7f/\\<>:\"|?*]")
_DOMAIN = re.compile(r"(?=.{4,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")


def identifier(text: str) -> str:
    """An id: 1 to 80 of a-z, 0-9 and hyphens, and no file name that Windows reserves."""
    if not _TERM.fullmatch(text):
        raise Refused("id", f"{text!r} is not an id", _identifier_hint(text))
    if _RESERVED.fullmatch(text):
        raise Refused(
            "id", f"{text!r} is a name that Windows keeps for itself", f"write {text}-1 or another word"
        )
    return text


def _identifier_hint(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    suggestion = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].strip("-")
    rule = "use 1 to 80 of a-z, 0-9 and hyphens"
    return f"{rule}, such as {suggestion}" if suggestion else rule


def category_term(text: str) -> str:
    """A category's term; the same letters as an id, but never `archive`, whose folder holds the archives."""
    if text == "archive":
        raise Refused(
            "category",
            "'archive' is reserved for the feeds' archives",
            "choose another term, such as archives",
        )
    try:
        return identifier(text)
    except Refused as error:
        message = f"{text!r} can't be a category's term"
        raise Refused("category", message, f"write it as in site.yaml; {error.fix}") from error


def topic(text: str) -> str:
    """A free tag: one line of at most 100 characters."""
    return parsing.line(text, limit=100)


def title_line(text: str) -> str:
    """One line of text, at most 300 characters."""
    return parsing.line(text, limit=300)


def paragraphs(text: str) -> str:
    """Plain text of at most 20,000 characters."""
    return parsing.block(text, limit=20_000)


def markdown(text: str) -> str:
    """Markdown of at most 200,000 characters."""
    return parsing.block(text, limit=200_000)


def media_type(text: str) -> str:
    """A media type such as application/pdf (RFC 6838), without parameters."""
    if not _MEDIA_TYPE.fullmatch(text):
        raise Refused(
            "type", f"{text!r} is not a media type", "write for instance application/pdf or image/png"
        )
    return text


def file_name(text: str) -> str:
    """The name of a file in the same folder: no path, not hidden."""
    if (
        _BAD_FILE_NAME.search(text)
        or _RESERVED.fullmatch(text.split(".", maxsplit=1)[0].lower())
        or len(text.encode()) > 200
    ):
        raise Refused(
            "file",
            f"{text!r} is not the name of a file beside this one",
            "put the file in this folder and write its name alone",
        )
    return text


def domain(text: str) -> str:
    """A domain name in lower case, such as example.org."""
    if not _DOMAIN.fullmatch(text):
        raise Refused(
            "authority",
            f"{text!r} is not a domain name",
            "write it in small letters without https://, such as example.org",
        )
    return text


def time_zone(text: str) -> tzinfo:
    """A zone of the IANA database."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(
            "timezone", f"{text!r} is not a time zone", "write for instance Asia/Phnom_Penh"
        ) from error


def colour(text: str) -> str:
    """An RGB colour as #rrggbb."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        raise Refused(
            "colour", f"{text!r} is not a colour", 'write # and six digits in quotes, such as "#123f5c"'
        )
    return text.lower()


def other_languages(text: str) -> str:
    """What an edition says of entries in other languages only."""
    if text not in ("titles", "none"):
        raise Refused("other_languages", f"{text!r} is not a choice here", "write titles or none")
    return text


def utm_value(text: str) -> str:
    """A campaign parameter: letters, digits, dot, hyphen, underscore."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,60}", text):
        raise Refused(
            "utm", f"{text!r} can't stand in an address", "use letters, digits, dots, hyphens and underscores"
        )
    return text


Id = Annotated[str, Scalar(identifier, "an id")]
Term = Annotated[str, Scalar(category_term, "a category's term")]
Topic = Annotated[str, Scalar(topic, "a word or two")]
Line = Annotated[str, Scalar(title_line, "one line of text")]
Paragraphs = Annotated[str, Scalar(paragraphs, "text")]
Markdown = Annotated[str, Scalar(markdown, "text in Markdown")]
Date = Annotated[PartialDate, Scalar(parsing.partial_date, "a date such as 2024-10-31")]
Month = Annotated[Period, Scalar(parsing.month, "a month such as 2024-10")]
Year = Annotated[int, Scalar(parsing.year, "a year such as 2024")]
Flag = Annotated[bool, Scalar(parsing.flag, "true or false")]
Length = Annotated[int, Scalar(parsing.positive_number, "a whole number")]
Url = Annotated[str, Scalar(web_address, "an address such as https://example.org/report")]
BaseUrl = Annotated[str, Scalar(base_url, "an address such as https://example.org/feeds/")]
Unsubscribe = Annotated[str, Scalar(unsubscribe_address, "an address that starts with https:// or mailto:")]
EmailAddress = Annotated[str, Scalar(email_address, "an e-mail address")]
FileName = Annotated[str, Scalar(file_name, "the name of a file")]
MediaType = Annotated[str, Scalar(media_type, "a media type such as application/pdf")]
Authority = Annotated[str, Scalar(domain, "a domain name such as example.org")]
ListId = Annotated[str, Scalar(domain, "a name such as news.example.org")]
TimeZone = Annotated[tzinfo, Scalar(time_zone, "a time zone such as Asia/Phnom_Penh")]
Colour = Annotated[str, Scalar(colour, 'a colour such as "#123f5c"')]
OtherLanguages = Annotated[Literal["titles", "none"], Scalar(other_languages, "titles or none")]
UtmValue = Annotated[str, Scalar(utm_value, "a short word")]
