"""Bytes of a source to text: by a byte order mark, what it declares, or what the web server said."""

from __future__ import annotations

import re

from cchr_feeds.i18n import _
from cchr_feeds.importing.item import RawSource

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Not every codec of Python reads text from elsewhere: some run programs' escapes, some are slow.
_CHARSET = re.compile(
    r"utf-?8(?:-sig)?|utf-16|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.-]{1,40})[\"']")


def text_of(source: RawSource) -> str:
    r"""The source as text, line ends as \n; raises `ProblemsFound`."""
    charset = _charset(source)
    if not _CHARSET.fullmatch(charset):
        raise source.refused(
            "encoding",
            _("its encoding {encoding!r} is not read here", encoding=charset),
            _("save it as UTF-8"),
        )
    try:
        text = source.content.decode(charset)
    except UnicodeDecodeError as error:
        line = source.content.count(b"\n", 0, error.start) + 1
        message = _(
            "this is not {encoding} text (octet {octet:#04x})",
            encoding=charset.upper(),
            octet=source.content[error.start],
        )
        raise source.refused(
            "encoding", message, _("save it again with the encoding UTF-8; in Excel, as CSV UTF-8"), (line, 1)
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _charset(source: RawSource) -> str:
    for mark, charset in _BYTE_ORDER_MARKS:
        if source.content.startswith(mark):
            return charset
    declared = _XML_CHARSET.match(source.content)
    return (declared[1].decode("ascii") if declared else source.charset) or "utf-8"
