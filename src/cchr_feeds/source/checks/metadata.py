"""What a document says beside its text: who wrote it, where it lay, where its pictures were taken.

Documents are opened for reading, and only as far as is needed. What is damaged, protected or made to keep us
busy says nothing: that it can be read is not our promise. pypdf is known to this module only.
"""

import logging
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from cchr_feeds.images import has_place
from cchr_feeds.regular_file import read_regular

Finding = tuple[str, str]
"""What is told, `author`, `path` or `place`, and the words that tell it; of a place there are none."""

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is not opened."""

_MOST_READ = 1024 * 1024  # of a file in an archive, and of what a PDF unpacks
_MOST_IN_ARCHIVE, _MOST_TOLD, _MOST_OBJECTS, _MOST_QUESTIONS = 5_000, 100, 200_000, 1_000_000

# A damaged document makes each library raise its own, and many of Python's.
_PYTHONS = (OSError, EOFError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
_UNREADABLE = (*_PYTHONS, RuntimeError, BadZipFile, zlib.error, struct.error)

_AUTHOR = re.compile(
    rb"<(?:\w+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Manager|Author)\b[^<>]{0,200}>"
    rb"(?:\s*<rdf:\w+\b[^<>]{0,200}>){0,2}\s*([^<>]{1,300})<"
)
_PATH = re.compile(
    rb"(?:[A-Za-z]:|\\\\[\w.-]{1,60})\\{1,2}[^\"'<>|*?\r\n]{1,200}|(?:file://|/home/|/Users/)[^\"'<>\s]{1,200}"
)
_PLACE = re.compile(rb"exif:GPSL(?:atitude|ongitude)\b")

_TOLD_IN = re.compile(
    r"docProps/\w+\.xml|meta\.xml|xl/workbook\.xml|(?:word|ppt|xl)/_rels/\w+(?:\.xml)?\.rels", re.IGNORECASE
)
"""Files of Office Open XML and OpenDocument that describe the document, or name what it was made with."""

_PICTURE = re.compile(r"(?:word|ppt|xl)/media/[^/]+\.jpe?g|Pictures/[^/]+\.jpe?g", re.IGNORECASE)


def findings(path: Path) -> tuple[Finding, ...]:
    """What a file tells, each thing once; nothing of a kind that is not looked into, or that can't be."""
    look = _LOOKS.get(path.suffix.lower())
    if look is None:
        return ()
    try:
        content = read_regular(path, MOST_BYTES + 1)
    except OSError:
        return ()
    found = look(content) if len(content) <= MOST_BYTES else ()
    return tuple(dict.fromkeys(found))


def _in_pdf(content: bytes) -> Iterator[Finding]:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of each fault that it works around
    most = 8 * _MOST_READ
    try:
        with apply_configuration(zlib_maximum_output_length=most, lzw_maximum_output_length=most):
            reader = PdfReader(_Patient(content), xref_stream_maximum_entries=_MOST_OBJECTS)
            about = {} if reader.is_encrypted else dict(reader.trailer.get("/Info", {}).get_object())
            metadata = None if reader.is_encrypted else reader.root_object.get("/Metadata")
            described = metadata.get_object().get_data()[:_MOST_READ] if metadata else b""
    except (*_UNREADABLE, PyPdfError):
        return
    texts = {name: str(value) for name, value in about.items() if isinstance(value, str)}
    if author := texts.get("/Author", "").strip():
        yield "author", author
    yield from _in_text(b"\n".join(text.encode("utf-8", "replace") for text in texts.values()))
    yield from _in_text(described)


class _Patient(BytesIO):
    """A file's bytes, which answer so many questions only: a document may lead its reader in circles."""

    _left = _MOST_QUESTIONS

    def read(self, size: int | None = -1, /) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise OSError("asked too often")
        return super().read(size)


def _in_archive(content: bytes) -> Iterator[Finding]:
    # The end of the central directory says how many files there are (APPNOTE.TXT §4.3.16).
    end = content.rfind(b"PK\5\6")
    if end < 0 or int.from_bytes(content[end + 10 : end + 12], "little") > _MOST_IN_ARCHIVE:
        return
    try:
        with ZipFile(BytesIO(content)) as archive:
            looks = {_TOLD_IN: _in_text, _PICTURE: _in_picture}
            told = [
                (n, look) for n in archive.namelist() for name, look in looks.items() if name.fullmatch(n)
            ]
            for name, look in told[:_MOST_TOLD]:
                with archive.open(name) as file:
                    yield from look(file.read(_MOST_READ))
    except _UNREADABLE:
        return


def _in_picture(content: bytes) -> Iterator[Finding]:
    if has_place(BytesIO(content)) or _PLACE.search(content):
        yield "place", ""


def _in_text(content: bytes) -> Iterator[Finding]:
    for found in _AUTHOR.finditer(content):
        if name := _shown(found[1]):
            yield "author", name
    if path := _PATH.search(content):
        yield "path", _shown(path[0])
    if _PLACE.search(content):
        yield "place", ""


def _shown(text: bytes) -> str:
    return " ".join(unescape(text.decode("utf-8", "replace")).split())[:80]


_LOOKS: Mapping[str, Callable[[bytes], Iterator[Finding]]] = {
    ".pdf": _in_pdf,
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"), _in_archive),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp"), _in_picture),
}
