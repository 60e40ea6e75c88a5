"""Files beside an entry: what is dropped into its form or chosen there gets a safe name."""

import filecmp
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import Text, _, lines_of
from cchr_feeds.images import JPEG, LARGE, MOST_BYTES, MOST_PIXELS, Box, Scaled, header
from cchr_feeds.model.part import ENTRIES
from cchr_feeds.model.values import id_of_words, untaken
from cchr_feeds.problem import InvalidValue
from cchr_feeds.regular_file import read_regular, reason_of
from cchr_feeds.source.attachments import KINDS, broken, ending_by_content, length, other_kind, publishable
from cchr_feeds.source.save import put_new
from cchr_feeds.source.yaml_tree import MAX_BYTES
from cchr_feeds.studio.form import Form
from cchr_feeds.studio.page_context import PageContext, Pairs
from cchr_feeds.text.formatting import size_in_words

MOST_FILES = 5_000
"""In the folder of an entry: no more are taken in."""

LARGE_PICTURE = 4 * 1024 * 1024
"""A picture of more bytes is scaled."""

SCALED: Box = (2400, 12_000)
"""Twice the size that readers get."""

PICTURES = (".jpeg", ".jpg", ".png")


def folder_of(path: str) -> str:
    """The folder of an entry's file; of a new one, the one where it will be."""
    return str(PurePosixPath(path or f"{ENTRIES}/new").parent)


def beside(context: PageContext) -> Path:
    """The folder for the files of the entry that the address names; none behind a link."""
    folder = context.state.folder
    found = folder / folder_of(context.path if "path" in context.query else "")
    found.mkdir(exist_ok=True)
    if found.resolve() != folder.resolve() / found.relative_to(folder):
        raise HTTPException(404)
    return found


def is_named_beside(context: PageContext, name: str) -> bool:
    """Whether an entry has a file beside the entry that the address names; raises `OSError`."""
    folder = folder_of(context.path if "path" in context.query else "")
    found = context.preview.publications_by_path
    here = [path for path in context.state.partial_read.paths if folder_of(path) == folder]
    readable = (found[path] for path in here if path in found)
    translations = (each for publication in readable for each in publication.translations.values())
    files = (each for found in translations for each in (*found.files, found.image) if each)
    # Of an entry that has a problem, it is enough that the name stands somewhere in its file.
    unread = (context.state.folder / path for path in here if path not in found)
    return any(each.file == name for each in files) or any(
        name.encode() in read_regular(path, MAX_BYTES) for path in unread
    )


def about(form: Form, context: PageContext) -> dict[str, Text]:
    """Kind and size of the files beside the entry that a form names, by field."""
    folder, language, found = context.state.folder / folder_of(form.path), context.translator.language, {}
    for field, name in form.values.items():
        size = length(folder / str(name)) if field[-1] == "file" and name and "/" not in name else None
        if size is not None and (kind := KINDS.get(PurePosixPath(str(name)).suffix.lower())):
            words = size_in_words(size, language, None)
            found[".".join(field)] = _("{kind}, {size}", kind=_(kind.name), size=words)
    return found


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
        copy.unlink(missing_ok=True)


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
    pixels = 0
    try:
        found = header(copy)
        pixels = found.width * found.height
        box = SCALED if pixels <= MOST_PIXELS else LARGE
        content = bytes(Scaled(copy, box, found.type))
    except PictureBroken as error:
        raise broken(name, pixels) from error
    copy.write_bytes(content)
    return ".jpg" if found.type == JPEG else ".png"


def take_file(context: PageContext, copy: Path) -> Response:
    """Puts a file that arrived beside the entry; one of the same name and content is that one.

    The address says its `name`; `otherwise` is one where its own has no Latin letters. Raises `InvalidValue`
    for a kind that is not published or a picture that is damaged, and `OSError`.
    """
    name, otherwise = (context.query.get(each, "") for each in ("name", "otherwise"))
    ending, kind = ending_by_content(copy, name)
    size = length(copy) or 0
    if not size:
        raise InvalidValue("file", _("{name!r} is empty", name=name), _("choose another file"))
    if kind.media_type == "image/heif":
        raise other_kind(name, ".heif")
    if not ending:
        message = _("{name!r} is {kind}, which is not published here", name=name, kind=_(kind.name))
        raise InvalidValue("type", message, _("make a PDF of it"))
    is_picture = context.query.get("for") == "picture"
    if is_picture and ending not in (*PICTURES, ".gif"):
        raise other_kind(name, ending)
    scaled_from = size if is_picture and ending in PICTURES and size > LARGE_PICTURE else 0
    if scaled_from:
        ending = _scaled(copy, name)
    copy.chmod(0o644)
    taken = _put(copy, stem_of(name, otherwise), ending)
    said: str = _("{name} is beside the entry now.", name=taken)
    if scaled_from:
        sizes = (scaled_from, length(copy.parent / taken) or 0)
        before, now = (size_in_words(each, context.translator.language, None) for each in sizes)
        more = _(
            "It had {before}, and was scaled to {now}; your own file is as it was.", before=before, now=now
        )
        said = lines_of([said, more])
    return JSONResponse({"name": taken, "picture": is_picture, "said": context.translator.tell(said)})


def rename_file(context: PageContext, pairs: Pairs) -> Response:
    """Gives a file beside the entry that the address names another name; the name that it has then."""
    sent, folder = dict(pairs), beside(context)
    name = sent.get("name", "")
    if name not in publishable(folder):
        raise HTTPException(404)
    try:
        is_named = is_named_beside(context, name)
        return JSONResponse({"name": rename(folder, name, sent.get("wanted", ""), is_named)})
    except OSError as error:
        return not_taken(context, name, error)


def not_taken(context: PageContext, name: str, error: InvalidValue | OSError) -> Response:
    """Why a file was not put beside the entry."""
    if isinstance(error, OSError):
        said = _("{path} could not be written: {reason}", path=name, reason=reason_of(error))
    else:
        said = _("{message}; {fix}", message=error.message, fix=error.fix)
    return JSONResponse({"said": context.translator.tell(said)}, 422)
