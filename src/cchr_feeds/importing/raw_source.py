"""A source's bytes, of a file or an address, the text and dates in them, and what it says; all untrusted."""

import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import FIRST_YEAR, LAST_YEAR, PartialDate, Precision, ascii_digits, partial_date
from cchr_feeds.network import NotReached, chunks_of, follow, media_type, url_problem
from cchr_feeds.problem import InvalidValue, Problem
from cchr_feeds.text.date_parsing import LONGEST_DATE, date_from_words, days_in_figures

MOST_ITEMS = 20_000
"""How many publications one source may have; each becomes a file."""

MOST_TAGS = 2_000_000
"""How many `<` the HTML of all publications may have; each takes about 5 µs, whatever becomes of it."""

ANY = ""
"""Stands for a language where the source does not tell in which one a text is."""

_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Not every codec of Python reads text from elsewhere: some run programs' escapes, some are slow.
_CHARSET = re.compile(
    r"utf-?8(?:-sig)?|utf-16|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, ?)?\d{1,2} [A-Za-z]{3} [1-9]\d{3} \d\d:\d\d(?::\d\d)?(?: [A-Za-z0-9+-]{1,6})?"
)
_HEADERS = {"Accept": "application/feed+json, application/atom+xml, application/rss+xml, */*;q=0.5"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a source links to; `type` and `length` as the source has them, perhaps wrong."""

    url: str
    type: str = ""
    length: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ItemText:
    """What a publication says in one language: lines and paragraphs of plain text, and Markdown."""

    title: str
    summary: str = ""
    body: str = ""
    url: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One publication of a source.

    `key` is what the source tells it from others by. `texts` are by language, or under `ANY`; `language` is
    what the source says of that one. `published` is the source's own date; `unclear_date` is what stands
    in its place and is no date. `name` is what its id may be made of. `unfit` says why it is not to be taken.
    """

    key: str
    texts: Mapping[str, ItemText]
    published: PartialDate | None = None
    unclear_date: str = ""
    language: str = ""
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    name: str = ""
    unfit: str = ""

    @property
    def title(self) -> str:
        """In the first language it has."""
        return next((text.title for text in self.texts.values() if text.title), "")


@dataclass(frozen=True, slots=True)
class Source:
    """What was found: of which `kind`, and what of it is no publication (`passed_over`).

    `columns` are a table's, by the field that each is read as.
    """

    name: str
    kind: str
    items: Sequence[Item]
    columns: Mapping[str, str] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawSource:
    """A source's bytes, and what is known of them: `type` and `charset` as a web server says."""

    name: str
    content: bytes
    type: str = ""
    charset: str = ""
    address: str = ""

    def refused(self, code: str, message: str, fix: str, place: tuple[int, int] = (1, 1)) -> ProblemsFound:
        """The error that nothing can be taken from it, at a line and a column of it."""
        return ProblemsFound([Problem(self.name, *place, code, message, fix)])

    def too_large(self) -> ProblemsFound:
        """The error that it is more than can be read."""
        return self.refused("size", _("it is too large"), _("split it into several files"))

    def too_many_items(self) -> ProblemsFound:
        """The error that it has more than `MOST_ITEMS`."""
        message = _("it has more than {limit:,} publications", limit=MOST_ITEMS)
        return self.refused("items", message, _("split it into several files"))

    def text(self) -> str:
        r"""The source as text, line ends as \n; raises `ProblemsFound`."""
        charset = self._charset()
        if not _CHARSET.fullmatch(charset):
            message = _("its encoding {encoding!r} can't be read here", encoding=charset)
            raise self.refused("encoding", message, _("save it as UTF-8"))
        try:
            # A text takes up to four times as much as its bytes, so these are changed where that can be.
            content = self.content
            if self.is_utf_8:
                content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            text = content.decode(charset)
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            name, byte = charset.upper(), self.content[error.start]
            message = _("this is not {encoding} text (byte {byte:#04x})", encoding=name, byte=byte)
            fix = _("save it again as UTF-8; in Excel, as CSV UTF-8")
            raise self.refused("encoding", message, fix, (line, 1)) from error
        return text if self.is_utf_8 else text.replace("\r\n", "\n").replace("\r", "\n")

    @property
    def is_utf_8(self) -> bool:
        """Whether it says that it is, or does not say what it is."""
        return self._charset().lower().startswith(("utf-8", "utf8"))

    def beginning(self, length: int) -> str:
        """The text of so many first bytes, as far as it can be read; the whole text may not be."""
        charset = self._charset()
        return self.content[:length].decode(charset, "ignore") if _CHARSET.fullmatch(charset) else ""

    def _charset(self) -> str:
        """Its encoding, by its byte order mark, what it declares, or what the web server said; else UTF-8."""
        marked = (each for mark, each in _BYTE_ORDER_MARKS.items() if self.content.startswith(mark))
        declared = _XML_CHARSET.match(self.content)
        return next(marked, declared[1].decode("ascii") if declared else self.charset) or "utf-8"


def fetched(address: str, limit: int) -> RawSource:
    """What the server answers, at most `limit` bytes; raises `ProblemsFound`.

    A redirect is followed within http and https, never from https to http, and never to another computer of
    a private network. No cookie, name or password is sent.
    """
    try:
        if reason := url_problem(address):
            raise NotReached(reason)
        with follow(address, _HEADERS, redirected) as (here, response):
            # Without the query, which may hold a secret.
            _log.info("%s: %s", here.partition("?")[0], response.status)
            content = bytearray()
            for chunk in chunks_of(response):
                content += chunk
                if len(content) > limit:
                    raise NotReached(_("it is too large"))
            return RawSource(address, bytes(content), *media_type(response), here)
    except NotReached as refused:
        fix = _("save it in a browser and import the file")
        raise RawSource(address, b"").refused("network", refused.reason, fix) from refused


def redirected(here: str, there: str) -> str:
    """Where a redirect leads, if it may be followed; raises `NotReached`."""
    if reason := url_problem(there):
        raise NotReached(reason)
    if (urlsplit(here).scheme, urlsplit(there).scheme) == ("https", "http"):
        raise NotReached(_("it redirects from https to http, where anyone could have changed it"))
    return there


def stated_date(text: str, timezone: tzinfo) -> PartialDate | None:
    """A date in ISO form, as in mail (RFC 5322 §3.3), in words, or in figures that are one day to all."""
    text = ascii_digits(" ".join(text.split()))
    if not text or len(text) > LONGEST_DATE:
        return None
    try:
        return _as_known(partial_date(text), timezone)
    except InvalidValue:
        # "10/11/2024" is October to some and November to others; "13/10/2024" is one day to all.
        days = days_in_figures(text)
        return _as_mail(text, timezone) or date_from_words(text) or (days[0] if len(days) == 1 else None)


def _as_known(date: PartialDate, timezone: tzinfo) -> PartialDate:
    """A date in the site's time zone; midnight where it was written is a day alone."""
    if date.precision is not Precision.TIME:
        return date
    written = date.written
    # Midnight is how programs write a day alone.
    if (written.hour, written.minute, written.second) == (0, 0, 0):
        return PartialDate(written.replace(tzinfo=None), Precision.DAY)
    return PartialDate(date.start(timezone).replace(microsecond=0), Precision.TIME)


def _as_mail(text: str, timezone: tzinfo) -> PartialDate | None:
    """A date as mail writes it, with a year of four digits; without a known zone, the day alone."""
    # 01 and 0001 would be 2001 (email/_parseaddr.py); programs write the year 1 where they know no date.
    if not _MAIL.fullmatch(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if not FIRST_YEAR < moment.year < LAST_YEAR:
        return None
    if moment.tzinfo is None:
        return PartialDate(moment.replace(hour=0, minute=0, second=0), Precision.DAY)
    return _as_known(PartialDate(moment, Precision.TIME), timezone)
