"""A source's bytes and the text they are, and what it says of publications, before any of it is trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import PartialDate

MOST_ITEMS = 10_000
"""How many publications one source may have; each becomes a file."""

ANY = ""
"""Stands for a language where the source does not tell in which one a text is."""

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Not every codec of Python reads text from elsewhere: some run programs' escapes, some are slow.
_CHARSET = re.compile(
    r"utf-?8(?:-sig)?|utf-16|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")


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

    `columns` are those of a table, by the field that each is read as.
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
        r"""The source as text, line ends as \n; raises `ProblemsFound`.

        Its encoding is that of a byte order mark, what it declares, or what the web server said.
        """
        charset = self._charset()
        if not _CHARSET.fullmatch(charset):
            message = _("its encoding {encoding!r} is not read here", encoding=charset)
            raise self.refused("encoding", message, _("save it as UTF-8"))
        try:
            text = self.content.decode(charset)
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            message = _(
                "this is not {encoding} text (octet {octet:#04x})",
                encoding=charset.upper(),
                octet=self.content[error.start],
            )
            fix = _("save it again with the encoding UTF-8; in Excel, as CSV UTF-8")
            raise self.refused("encoding", message, fix, (line, 1)) from error
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _charset(self) -> str:
        for mark, charset in _BYTE_ORDER_MARKS:
            if self.content.startswith(mark):
                return charset
        declared = _XML_CHARSET.match(self.content)
        return (declared[1].decode("ascii") if declared else self.charset) or "utf-8"
