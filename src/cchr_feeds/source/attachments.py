"""Files that lie beside an entry's YAML: found, measured, and given their media type."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from cchr_feeds.i18n import _
from cchr_feeds.model.publication import File, Publication
from cchr_feeds.problem import Violation

MEDIA_TYPES = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ogg": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""Our own table, because the system's differs from machine to machine. HTML and SVG are left out:
served from the feeds' address they could run scripts there."""


def media_type(name: str) -> str:
    """The media type of a file with this name; empty for one that is not published."""
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")


def with_local_files(
    publication: Publication, folder: Path, path: str, report: Callable[[Iterable[Violation]], None]
) -> Publication:
    """The publication with type and length filled in for the files beside its own, which is at `path`."""
    if not any(translation.files for translation in publication.translations.values()):
        return publication
    beside = (folder / path).parent
    translations = {}
    first: dict[str, str] = {}  # a name in small letters: as it was written first
    for language, translation in publication.translations.items():
        files = [_completed(file, beside) for file in translation.files]
        for index, file in enumerate(files):
            report(_violations(file, (language, "files", index), beside, first))
        translations[language] = replace(translation, files=tuple(files))
    return replace(publication, translations=translations)


def _completed(file: File, beside: Path) -> File:
    """The file with what can be found out about it."""
    if file.file is None:
        name = unquote(urlsplit(file.url or "").path)
        return replace(file, type=file.type or media_type(name))
    return replace(file, type=media_type(file.file), length=length(beside / file.file))


def _violations(
    file: File, path: tuple[str | int, ...], beside: Path, first: dict[str, str]
) -> Iterator[Violation]:
    """What keeps a completed file from being published; `first` are the names before it."""
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
        yield Violation(place, "file", *_missing(beside, name))
    other = first.setdefault(name.casefold(), name)
    if other != name:
        message = _("{name!r} and {other!r} differ only in capitals", name=name, other=other)
        yield Violation(place, "file", message, _("rename one of the two files"))


def _missing(beside: Path, name: str) -> tuple[str, str]:
    """Message and fix for a file that is not there; one with nearly the same name is probably meant."""
    if os.path.lexists(beside / name):
        message = _("{name!r} beside this file is a folder or a link, not a file", name=name)
        return message, _("put the file itself here")
    message = _("there is no file {name!r} beside this file", name=name)
    meant = next((each for each in publishable(beside) if _loosely(each) == _loosely(name)), None)
    if meant:
        return message, _("did you mean {meant}?", meant=meant)
    return message, _("put the file in the same folder, or correct its name")


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
