"""Pictures that lie in the project: looked at, and refused with what to do where readers see nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import _
from cchr_feeds.images import MOST_BYTES, MOST_PIXELS, Header, header
from cchr_feeds.model.publication import Publication
from cchr_feeds.problem import InvalidValue, Violation
from cchr_feeds.source.attachments import length, missing, with_documents, wrong_content

_MILLION = 1_000_000
_ENDINGS = (".gif", ".jpeg", ".jpg", ".png")
NOT_IN_MAILS = {".avif": "AVIF", ".heic": "HEIC", ".heif": "HEIF", ".svg": "SVG", ".webp": "WebP"}
"""Kinds of pictures that many mail programs don't show, by the endings of their names."""


def with_local_files(
    publication: Publication, folder: Path, path: str, report: Callable[[Iterable[Violation]], None]
) -> Publication:
    """The publication with what is found out about the files beside its own, which is at `path`."""
    publication = with_documents(publication, folder, path, report)
    translations = {}
    for language, translation in publication.translations.items():
        if (image := translation.image) and image.file:
            file = (folder / path).parent / image.file
            image = replace(image, length=length(file))
            try:
                found = looked_at(file)
                image = replace(image, width=found.width, height=found.height, type=found.type)
            except InvalidValue as refused:
                report([Violation((language, "image", "file"), refused.code, refused.message, refused.fix)])
            translations[language] = replace(translation, image=image)
    if not translations:
        return publication
    return replace(publication, translations={**publication.translations, **translations})


def looked_at(path: Path) -> Header:
    """What a picture is; raises `InvalidValue` with what to do where it can't be shown."""
    name, size = path.name, length(path)
    if path.suffix.lower() not in _ENDINGS:
        raise other_kind(name)
    if size is None:
        raise InvalidValue("file", *missing(path.parent, name))
    if told := wrong_content(path, size):
        raise InvalidValue("file", *told)
    smaller = _("save a copy of it that is 2,400 pixels wide")
    if size > MOST_BYTES:
        raise InvalidValue("picture", _("{name!r} is larger than 64 MB", name=name), smaller)
    try:
        found = header(path)
    except (OSError, PictureBroken) as error:
        raise broken(name) from error
    if (pixels := found.width * found.height) > MOST_PIXELS:
        count = f"{pixels / _MILLION:,.0f}"
        message = _(
            "{name!r} has {count} million pixels, and at most 40 million are read", name=name, count=count
        )
        raise InvalidValue("picture", message, smaller)
    if found.moves:
        message = _("{name!r} moves, and readers would see its first moment only", name=name)
        fix = _("save the moment that says most as PNG, or name this file under files:")
        raise InvalidValue("picture", message, fix)
    return found


def other_kind(name: str) -> InvalidValue:
    """A picture, or what else it may be, of a kind that many programs don't show."""
    kind = NOT_IN_MAILS.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        message = _("{name!r} is no kind of picture that mail programs show", name=name)
        return InvalidValue("picture", message, _("name a JPEG or PNG file"))
    message = _("many mail programs don't show {kind} pictures such as {name!r}", kind=kind, name=name)
    if kind == "SVG":
        return InvalidValue("picture", message, _("open it, and export it as PNG, 1,200 pixels wide"))
    return InvalidValue("picture", message, _("open it, and save it as JPEG"))


def broken(name: str) -> InvalidValue:
    """A picture that can't be decoded."""
    message = _("{name!r} is damaged, or only a part of a picture", name=name)
    fix = _("open it and save it again as JPEG, or copy it once more from where it comes from")
    return InvalidValue("picture", message, fix)
