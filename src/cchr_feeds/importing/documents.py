"""Octets to text and XML: the door for everything that somebody else wrote."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from cchr_feeds.i18n import _
from cchr_feeds.importing.items import Given

if TYPE_CHECKING:
    from lxml.etree import _Element

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Not every codec of Python reads text from elsewhere: some run programs' escapes, some are slow.
_CHARSET = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")
# XML 1.0 §2.2 allows none of them; exports of old sites hold them all the same.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# XML knows five names, people who write feeds by hand know those of HTML.
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")


def text_of(given: Given) -> str:
    r"""The source as text, line ends as \n; raises `ProblemsFound`."""
    charset = _charset(given)
    if not _CHARSET.fullmatch(charset) and charset not in ("utf-8-sig", "utf-16"):
        raise given.refused(
            "encoding",
            _("its encoding {encoding!r} is not read here", encoding=charset),
            _("save it as UTF-8"),
        )
    try:
        text = given.octets.decode(charset)
    except UnicodeDecodeError as error:
        line = given.octets.count(b"\n", 0, error.start) + 1
        message = _(
            "this is not {encoding} text (octet {octet:#04x})",
            encoding=charset.upper(),
            octet=given.octets[error.start],
        )
        fix = _("save it again with the encoding UTF-8; in Excel, as CSV UTF-8")
        raise given.refused("encoding", message, fix, (line, 1)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _charset(given: Given) -> str:
    for mark, charset in _BYTE_ORDER_MARKS:
        if given.octets.startswith(mark):
            return charset
    declared = _XML_CHARSET.match(given.octets)
    return (declared[1].decode("ascii") if declared else given.charset) or "utf-8"


def xml_of(given: Given) -> _Element:
    """The root of the source as XML; raises `ProblemsFound`."""
    return parsed(given, text_of(given))


def parsed(given: Given, text: str) -> _Element:
    """The root of an XML text that is, or is part of, the source; raises `ProblemsFound`.

    Nothing is loaded, no entity is replaced, a document type is refused; libxml2's own limits hold: 256
    levels, 10 MB in one text.
    """
    from lxml import etree  # 20 ms, and not every source is XML

    reader = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    text = _NAMED.sub(_character, _NOT_IN_XML.sub("", text))
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), reader)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = re.sub(r", line \d+, column \d+.*", "", str(error.msg))
        message = _("this is not well-formed XML ({reason})", reason=reason)
        raise given.refused(
            "xml", message, _("export it again, or save it anew from the browser"), (line, max(column, 1))
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        message = _("it has a document type (<!DOCTYPE …>), which can hide anything and is not read here")
        raise given.refused("xml", message, _("delete that line, if you trust the file"))
    return root


def _character(match: re.Match[str]) -> str:
    return html5.get(f"{match[1]};", match[0])
