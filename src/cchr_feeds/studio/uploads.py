"""Files that are dropped into a form or chosen there, and put beside the entry under safe names."""

import filecmp
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from starlette.exceptions import HTTPException

from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import _
from cchr_feeds.images import JPEG, LARGE, MOST_BYTES, MOST_PIXELS, Box, Scaled, header
from cchr_feeds.model.values import id_of_words, untaken
from cchr_feeds.problem import InvalidValue
from cchr_feeds.source.attachments import broken, ending_by_content, length, other_kind
from cchr_feeds.source.save import put_new

MOST_FILES = 5_000
"""In the folder of an entry: no more are taken in."""

LARGE_PICTURE = 4 * 1024 * 1024
"""A picture of more bytes is scaled."""

SCALED: Box = (2400, 12_000)
"""Twice the size that readers get."""

PICTURES = (".jpeg", ".jpg", ".png")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken in: its name beside the entry, and its size as it came, where it was scaled."""

    name: str
    is_picture: bool
    scaled_from: int = 0


@asynccontextmanager
async def arriving(chunks: AsyncIterator[bytes], beside: Path) -> AsyncIterator[Path]:
    """A file with what a browser sends, under a hidden name; at the end that name is gone.

    Raises `HTTPException` for what is too large, and `OSError` where it can't be written.
    """
    copy = beside / f".{os.urandom(8).hex()}.new"
    size = 0
    try:
        with open(copy, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > MOST_BYTES:
                    raise HTTPException(413)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield copy
    finally:
        with suppress(FileNotFoundError):
            copy.unlink()


def take_in(copy: Path, name: str, otherwise: str, as_picture: bool) -> Upload:
    """Puts a file that arrived as `name` beside the entry; one of the same name and content is that one.

    `otherwise` is its name where its own has no Latin letters. Raises `InvalidValue` for a kind that is not
    published or a picture that is damaged, and `OSError`.
    """
    ending, kind = ending_by_content(copy, name)
    size = length(copy) or 0
    if not size:
        raise InvalidValue("file", _("{name!r} is empty", name=name), _("choose another file"))
    if kind.media_type == "image/heif":
        raise other_kind(name, "HEIF")
    if not ending:
        message = _("{name!r} is {kind}, which is not published here", name=name, kind=_(kind.name))
        raise InvalidValue("type", message, _("make a PDF of it"))
    scaled_from = 0
    is_picture = as_picture and ending in PICTURES
    if is_picture and size > LARGE_PICTURE:
        ending, scaled_from = _scaled(copy, name), size
    copy.chmod(0o644)
    return Upload(_put(copy, stem_of(name, otherwise), ending), is_picture, scaled_from)


def rename(beside: Path, name: str, wanted: str, is_named: bool) -> str:
    """Gives a file beside an entry another name; one that an entry names keeps the old one too."""
    path = beside / name
    found = _put(path, stem_of(wanted, path.stem), path.suffix.lower())
    if found != name and not is_named:
        path.unlink()
    return found


def stem_of(name: str, otherwise: str) -> str:
    """What a file is called, without its ending: small Latin letters, digits and hyphens."""
    # Windows knows both kinds of slashes.
    return id_of_words(PureWindowsPath(name).stem) or id_of_words(otherwise) or "document"


def _put(copy: Path, stem: str, ending: str) -> str:
    beside = copy.parent
    names = {each.name for each in beside.iterdir()}
    if len(names) > MOST_FILES:
        raise HTTPException(413)
    name = f"{stem}{ending}"
    # Where capitals don't count, a file is also found by a name that is not its own.
    is_there = name in names and length(beside / name) is not None
    if is_there and filecmp.cmp(copy, beside / name, shallow=False):
        return name
    taken = map(str.casefold, names)
    stems = {each.removesuffix(ending) for each in taken if each.endswith(ending)}
    name = f"{untaken(stem, stems)}{ending}"
    put_new(copy, beside / name)
    return name


def _scaled(copy: Path, name: str) -> str:
    """Makes a large picture smaller, upright and free of metadata; the ending of its name then."""
    try:
        found = header(copy)
        box = SCALED if found.width * found.height <= MOST_PIXELS else LARGE
        content = bytes(Scaled(copy, box, found.type))
    except PictureBroken as error:
        raise broken(name) from error
    copy.write_bytes(content)
    return ".jpg" if found.type == JPEG else ".png"
