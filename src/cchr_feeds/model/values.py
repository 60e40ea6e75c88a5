"""The types of the fields in YAML: what may be written in each, and what it becomes.

A field's type is `Annotated[python type, Scalar(...)]`; its `parse` gets text that already obeys
the text rules (`text/characters.py`) and returns the value or raises `InvalidValue`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cchr_feeds.errors import InvalidValue
from cchr_feeds.messages import Said, key, said
from cchr_feeds.model import parsing
from cchr_feeds.model.addresses import base_url, email_address, unsubscribe_address, web_address
from cchr_feeds.model.dates import PartialDate, Period


@dataclass(frozen=True, slots=True)
class Scalar:
    """A field that is one piece of text in YAML; what it expects is `wanted` of the catalogue."""

    parse: Callable[[str], object]
    wanted: str

    @property
    def expected(self) -> Said:
        """What completes the sentence "write …"."""
        return said(self.wanted)


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
# The last part has no digits but in punycode: 00.0 is a number, to editors as well.
_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]*[a-z0-9])")
# RFC 6838 §4.2: a name has at most 127 characters.
_MEDIA_TYPE = re.compile(r"[a-z]{1,127}/[a-z0-9][a-z0-9.+-]{0,126}")


def identifier(text: str) -> str:
    """An id: 1 to 80 of a-z, 0-9 and hyphens, and no file name that Windows reserves."""
    if not _TERM.fullmatch(text):
        raise InvalidValue("id", said("not-an-id", text=text), _identifier_hint(text))
    if _RESERVED.fullmatch(text):
        raise InvalidValue("id", said("kept-by-windows", text=text), said("write-another-word", text=text))
    return text


def _identifier_hint(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    suggestion = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80].strip("-")
    rule = said("id-rule")
    return said("such-as", rule=rule, suggestion=suggestion) if suggestion else rule


def category_term(text: str) -> str:
    """A category's term; the same letters as an id, but never `archive`, whose folder holds the archives."""
    if text == "archive":
        raise InvalidValue(
            "category",
            said("archive-reserved"),
            said("choose-another-term"),
            reserved=text,
        )
    try:
        return identifier(text)
    except InvalidValue as error:
        message = said("not-a-term", text=text)
        raise InvalidValue("category", message, said("as-in-site-yaml", rule=error.fix)) from error


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
        raise InvalidValue("type", said("not-a-media-type", text=text), said("write-media-type"))
    return text


def file_name(text: str) -> str:
    """The name of a file in the same folder: no path, not hidden."""
    if (
        _BAD_FILE_NAME.search(text)
        or _RESERVED.fullmatch(text.split(".", maxsplit=1)[0].lower())
        or len(text.encode()) > 200
    ):
        raise InvalidValue(
            "file",
            said("not-a-file-beside", text=text),
            said("put-file-in-folder"),
        )
    return text


def domain(text: str) -> str:
    """A domain name in lower case, such as example.org."""
    if not _DOMAIN.fullmatch(text):
        raise InvalidValue(
            "authority",
            said("not-a-domain", text=text),
            said("write-domain"),
        )
    return text


def time_zone(text: str) -> tzinfo:
    """A zone of the IANA database."""
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidValue("timezone", said("not-a-time-zone", text=text), said("write-time-zone")) from error


def colour(text: str) -> str:
    """An RGB colour as #rrggbb."""
    if not re.fullmatch("#[0-9a-fA-F]{6}", text):
        raise InvalidValue("colour", said("not-a-colour", text=text), said("write-colour"))
    return text.lower()


def other_languages(text: str) -> str:
    """What an edition says of entries in other languages only."""
    if text not in ("titles", "none"):
        raise InvalidValue("other_languages", said("not-a-choice", text=text), said("titles-or-none-wanted"))
    return text


def utm_value(text: str) -> str:
    """A campaign parameter: letters, digits, dot, hyphen, underscore."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,60}", text):
        raise InvalidValue("utm", said("not-in-an-address", text=text), said("use-letters-and-digits"))
    return text


Id = Annotated[str, Scalar(identifier, key("an-id"))]
Term = Annotated[str, Scalar(category_term, key("a-term"))]
Topic = Annotated[str, Scalar(topic, key("a-word-or-two"))]
Line = Annotated[str, Scalar(title_line, key("one-line"))]
Paragraphs = Annotated[str, Scalar(paragraphs, key("some-text"))]
Markdown = Annotated[str, Scalar(markdown, key("text-in-markdown"))]
Date = Annotated[PartialDate, Scalar(parsing.partial_date, key("a-date"))]
Month = Annotated[Period, Scalar(parsing.month, key("a-month"))]
Year = Annotated[int, Scalar(parsing.year, key("a-year"))]
Flag = Annotated[bool, Scalar(parsing.flag, key("true-or-false"))]
Length = Annotated[int, Scalar(parsing.positive_number, key("a-whole-number"))]
Url = Annotated[str, Scalar(web_address, key("a-report-address"))]
BaseUrl = Annotated[str, Scalar(base_url, key("a-base-address"))]
Unsubscribe = Annotated[str, Scalar(unsubscribe_address, key("a-way-out"))]
EmailAddress = Annotated[str, Scalar(email_address, key("an-email"))]
FileName = Annotated[str, Scalar(file_name, key("a-file-name"))]
MediaType = Annotated[str, Scalar(media_type, key("a-media-type"))]
Authority = Annotated[str, Scalar(domain, key("a-domain"))]
ListId = Annotated[str, Scalar(domain, key("a-list-name"))]
TimeZone = Annotated[tzinfo, Scalar(time_zone, key("a-time-zone"))]
Colour = Annotated[str, Scalar(colour, key("a-colour"))]
OtherLanguages = Annotated[Literal["titles", "none"], Scalar(other_languages, key("titles-or-none"))]
UtmValue = Annotated[str, Scalar(utm_value, key("a-short-word"))]
