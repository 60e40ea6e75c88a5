"""Files that lie beside an entry's YAML: found, measured, and given their media type."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from cchr_feeds.i18n import N_, Text, _
from cchr_feeds.model.publication import File
from cchr_feeds.problem import Violation
from cchr_feeds.regular_file import end_of_regular, read_regular, reason_of


class Kind(NamedTuple):
    """A kind of document: its media type, what people call it, and an expression that its first bytes match.

    Texts have no signature. Of a kind that is a ZIP archive, `inside` begins the name of a file in it.
    """

    media_type: str
    name: str
    begins: bytes = b""
    inside: bytes = b""


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_ZIP = rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"
_OLE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first file in the archive is the type, not compressed (OpenDocument 1.3 part 2 §3.3, EPUB OCF 3.3 §4.3).
_TYPED = rb"PK\x03\x04.{26}mimetypeapplication/"
_OPEN_TYPED = _TYPED + rb"vnd\.oasis\.opendocument\."
_JPEG = Kind("image/jpeg", N_("a JPEG picture"), rb"\xff\xd8\xff")
_MP4 = N_("an MP4 recording")
_BOXES = rb".{4}(?:ftyp|moov|mdat|free|skip|wide)"
_OLD_OFFICE = N_("an older or protected Office document")
_TEXT = N_("a text")

KINDS = {
    ".csv": Kind("text/csv", _TEXT),
    ".doc": Kind("application/msword", _OLD_OFFICE, _OLE),
    ".docx": Kind(f"{_OFFICE}wordprocessingml.document", N_("a Word document"), _ZIP, b"word/"),
    ".epub": Kind("application/epub+zip", N_("an EPUB book"), _TYPED + rb"epub\+zip"),
    ".gif": Kind("image/gif", N_("a GIF picture"), rb"GIF8[79]a"),
    ".jpeg": _JPEG,
    ".jpg": _JPEG,
    ".m4a": Kind("audio/mp4", _MP4, _BOXES),
    ".mp3": Kind("audio/mpeg", N_("an MP3 recording"), rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    ".mp4": Kind("video/mp4", _MP4, _BOXES),
    ".odp": Kind(f"{_OPEN}presentation", N_("an OpenDocument presentation"), _OPEN_TYPED + b"presentation"),
    ".ods": Kind(f"{_OPEN}spreadsheet", N_("an OpenDocument spreadsheet"), _OPEN_TYPED + b"spreadsheet"),
    ".odt": Kind(f"{_OPEN}text", N_("an OpenDocument text"), _OPEN_TYPED + b"text"),
    ".ogg": Kind("audio/ogg", N_("an Ogg recording"), rb"OggS\0"),
    # Other bytes may stand before its beginning (PDF 1.7, Annex H, note 13).
    ".pdf": Kind("application/pdf", N_("a PDF"), rb".{0,1019}?%PDF-"),
    ".png": Kind("image/png", N_("a PNG picture"), rb"\x89PNG\r\n\x1a\n"),
    ".ppt": Kind("application/vnd.ms-powerpoint", _OLD_OFFICE, _OLE),
    ".pptx": Kind(f"{_OFFICE}presentationml.presentation", N_("a PowerPoint presentation"), _ZIP, b"ppt/"),
    ".txt": Kind("text/plain", _TEXT),
    ".webm": Kind("video/webm", N_("a WebM recording"), rb"\x1a\x45\xdf\xa3.{0,60}?webm"),
    ".webp": Kind("image/webp", N_("a WebP picture"), rb"RIFF.{4}WEBP"),
    ".xls": Kind("application/vnd.ms-excel", _OLD_OFFICE, _OLE),
    ".xlsx": Kind(f"{_OFFICE}spreadsheetml.sheet", N_("an Excel workbook"), _ZIP, b"xl/"),
    ".zip": Kind("application/zip", N_("a ZIP archive"), _ZIP),
}
"""Our own table, because the system's differs from machine to machine. HTML and SVG are left out:
served from the feeds' address they could run scripts there."""

MEDIA_TYPES = {suffix: kind.media_type for suffix, kind in KINDS.items()}

_BEFORE_A_TAG = rb"(?:\xef\xbb\xbf|\s|<\?xml[^>]*>|<!--.*?-->)*+"
_OTHER_KINDS = (
    Kind("text/html", N_("a web page"), rb"(?i:" + _BEFORE_A_TAG + rb"<(?:!doctype html|html|head|body)\b)"),
    Kind("text/xml", N_("an XML document"), rb"(?:\xef\xbb\xbf)?<\?xml\b"),
    Kind("application/rtf", N_("a text in RTF"), rb"\{\\rtf\d"),
    Kind("image/heif", N_("a HEIF picture"), rb".{4}ftyp(?:hei|hev|mif1|msf1|avi)"),
    Kind("audio/wav", N_("a WAV recording"), rb"RIFF.{4}WAVE"),
)
"""What is published under no name, and often given another ending."""

_UNKNOWN = Kind("", N_("something else"))
_FROM_A_SERVER = ("text/html", "text/xml", "text/plain", "text/csv")
_NO_TEXT = re.compile(rb"\A%PDF-\d|[\0-\x08\x0e-\x1a\x1c-\x1f]")
_BEGINNING, _DIRECTORY = 2048, 128 * 1024
"""Bytes that are examined: the first of a file, and the last of an archive, which name the files in it."""


def media_type(name: str) -> str:
    """The media type of a file with this name; empty for one that is not published."""
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")


def completed(file: File, beside: Path) -> File:
    """The file with what can be found out about it."""
    if file.file is None:
        name = unquote(urlsplit(file.url or "").path)
        return replace(file, type=file.type or media_type(name))
    return replace(file, type=media_type(file.file), length=length(beside / file.file))


def file_violations(
    file: File, path: tuple[str | int, ...], beside: Path, first: dict[str, str]
) -> Iterator[Violation]:
    """What keeps a completed file from being published.

    `first` has each name before it as it was written first, by the same in small letters.
    """
    name = file.file
    if name is None:
        if file.url and not file.type:
            message = _("the address does not show what kind of file this is")
            fix = _("add type: with its media type, such as application/pdf")
            yield Violation(path, "type", message, fix, arguments={"missing": "type"})
        return
    place = (*path, "file")
    if not file.type:
        message = _("{name!r} is a kind of file that is not published here", name=name)
        yield Violation(place, "type", message, _("make a PDF of it, or write its address as url:"))
    if file.length is None:
        yield Violation(place, "file", *missing(beside, name))
    elif told := wrong_content(beside / name, file.length):
        yield Violation(place, "file", *told)
    other = first.setdefault(name.casefold(), name)
    if other != name:
        message = _("{name!r} and {other!r} differ only in capitals", name=name, other=other)
        yield Violation(place, "file", message, _("rename one of the two files"))


def missing(beside: Path, name: str) -> tuple[Text, Text]:
    """Message and fix for a file that is not there; one with nearly the same name is probably meant."""
    if os.path.lexists(beside / name):
        message = _("{name!r} beside this file is a folder or a link, not a file", name=name)
        return message, _("put the file itself here")
    message = _("there is no file {name!r} beside this file", name=name)
    meant = next((each for each in publishable(beside) if _loosely(each) == _loosely(name)), None)
    if meant:
        return message, _("did you mean {meant}?", meant=meant)
    return message, _("put the file in the same folder, or correct its name")


def wrong_content(path: Path, size: int) -> tuple[Text, Text] | None:
    """Message and fix for a file that is empty, or is something else than the ending of its name says."""
    kind = KINDS.get(path.suffix.lower())
    if not size:
        message = _("{name!r} is empty", name=path.name)
        return message, _("put the file here again, and open it to see that it is whole")
    try:
        begin = read_regular(path, _BEGINNING)
        end = end_of_regular(path, _DIRECTORY) if begin.startswith(b"PK") else b""
    except OSError as error:
        message = _("the file can't be read ({reason})", reason=reason_of(error))
        return message, _("put an ordinary file here")
    if kind is None or _is_so(kind, begin, end):
        return None
    found = _recognised(begin, end)
    message = _("{name!r} is not {kind} but {found}", name=path.name, kind=_(kind.name), found=_(found.name))
    return message, _fix_of_content(path.stem, kind, found)


def document_kind(path: Path) -> Text | None:
    """What people call a file that is no text, or a text in RTF, by its first and last bytes."""
    try:
        begin = read_regular(path, _BEGINNING)
        end = end_of_regular(path, _DIRECTORY) if begin.startswith(b"PK") else b""
    except OSError:
        return None
    found = _recognised(begin, end)
    return None if found is _UNKNOWN or found.media_type in _FROM_A_SERVER else _(found.name)


def ending_by_content(path: Path, name: str) -> tuple[str, Kind]:
    """The ending for a file that came as `name`, and its kind, by what is in it; none if not published.

    That of its name, in small letters, where it fits. Raises `OSError` for no ordinary file.
    """
    begin, end = read_regular(path, _BEGINNING), end_of_regular(path, _DIRECTORY)
    ending = PurePosixPath(name).suffix.lower()
    kind = KINDS.get(ending)
    if kind and _is_so(kind, begin, end):
        return ending, kind
    found = _recognised(begin, end)
    return next(iter(_endings(found)), ""), found


def _endings(kind: Kind) -> list[str]:
    """The endings of a kind's names, the usual one first; none where several kinds look the same."""
    if kind.name == _OLD_OFFICE:
        return []
    return [suffix for suffix, each in reversed(KINDS.items()) if each.name == kind.name]


def _is_so(kind: Kind, begin: bytes, end: bytes) -> bool:
    """Whether a file is of a kind by its first and last bytes; a text, unless it surely is something else."""
    if any(_matches(other, begin, end) for other in _OTHER_KINDS):
        return False
    if kind.begins:
        return _matches(kind, begin, end)
    return not _NO_TEXT.search(begin) or _recognised(begin, end) is _UNKNOWN


def _recognised(begin: bytes, end: bytes) -> Kind:
    """The kind that a file is by its first and last bytes."""
    known = (*_OTHER_KINDS, *KINDS.values())
    default = _UNKNOWN if _NO_TEXT.search(begin) else KINDS[".txt"]
    return next((kind for kind in known if _matches(kind, begin, end)), default)


def _matches(kind: Kind, begin: bytes, end: bytes) -> bool:
    if not kind.begins or not re.match(kind.begins, begin, re.DOTALL):
        return False
    # An entry of the central directory has 46 bytes before the file's name (APPNOTE.TXT §4.3.12).
    return not kind.inside or re.search(rb"PK\x01\x02.{42}" + kind.inside, end, re.DOTALL) is not None


def _fix_of_content(stem: str, kind: Kind, found: Kind) -> Text:
    if found.media_type in _FROM_A_SERVER:
        return _("download it again: a web site may have sent a message in its place")
    if endings := _endings(found):
        name = f"{stem}{endings[0]}"
        return _("name the file {name}, here too, or save it again as {kind}", name=name, kind=_(kind.name))
    return _("open it where it comes from, and save it again as {kind}", kind=_(kind.name))


def _loosely(name: str) -> str:
    """A name without what people overlook: capitals, spaces, hyphens, two ways to write one letter."""
    return re.sub("[ _-]", "", unicodedata.normalize("NFC", name)).casefold()


def publishable(beside: Path) -> list[str]:
    """The names of the files in a folder that could be published with the entries there."""
    try:
        found = [] if beside.is_symlink() else sorted(each.name for each in beside.iterdir())
    except OSError:
        return []
    shown = (name for name in found if not name.startswith(".") and media_type(name))
    return [name for name in shown if length(beside / name) is not None]


def length(path: Path) -> int | None:
    """The size of an ordinary file in bytes; `None` where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None
