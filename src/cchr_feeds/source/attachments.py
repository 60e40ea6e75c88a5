"""Files that lie beside an entry's YAML: found, measured, and given their media type."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from yaml.nodes import Node

from cchr_feeds.model.publication import File, Publication, Translation
from cchr_feeds.source.reading import Reading, locate

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

LocalFiles = dict[str, Path]
"""Per publication: a file's name to where it lies."""


def with_local_files(
    publication: Publication, beside: Path, root: Node, reading: Reading, local_files: LocalFiles
) -> Publication:
    """The publication with type and length of each file filled in; files found are added to `local_files`."""
    if not any(translation.files for translation in publication.translations.values()):
        return publication

    def completed(language: str, translation: Translation) -> Translation:
        files = []
        for index, file in enumerate(translation.files):
            node = locate(root, (language, "files", index))
            files.append(_completed(file, beside, node, reading, local_files))
        return replace(translation, files=tuple(files))

    return replace(
        publication,
        translations={language: completed(language, item) for language, item in publication.translations.items()},
    )


def _completed(file: File, beside: Path, node: Node, reading: Reading, local_files: LocalFiles) -> File:
    if file.file is None:
        return _addressed(file, node, reading)
    length, type_ = _length(beside / file.file), MEDIA_TYPES.get(_suffix(file.file), "")
    place = locate(node, ("file",))
    if not type_:
        reading.report(place, "type", f"{file.file!r} is of a kind that is not published here", "make a PDF of it, or give its address as url:")
    if length is None:
        reading.report(place, "file", f"there is no ordinary file {file.file!r} beside this one", "put the file in the same folder, or correct its name")
    for other in local_files:
        if other != file.file and other.casefold() == file.file.casefold():
            reading.report(place, "file", f"{file.file!r} and {other!r} differ only in capitals", "rename one of the two files")
    local_files[file.file] = beside / file.file
    return replace(file, type=type_, length=length)


def _addressed(file: File, node: Node, reading: Reading) -> File:
    name = unquote(urlsplit(file.url or "").path)
    type_ = file.type or MEDIA_TYPES.get(_suffix(name), "")
    if not type_:
        reading.report(node, "type", "the address does not tell what kind of file this is", "add type: with its media type, such as application/pdf")
    return replace(file, type=type_)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _length(path: Path) -> int | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None
