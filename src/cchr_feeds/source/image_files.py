"""Pictures that lie in the project: looked at, and refused with what to do where readers see nothing."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import _
from cchr_feeds.images import (
    ICON,
    JPEG,
    LOGO,
    MOST_BYTES,
    MOST_PIXELS,
    PNG,
    Box,
    Header,
    Scaled,
    fitted,
    header,
    published_name,
)
from cchr_feeds.model.picture import Picture
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Logo, Site
from cchr_feeds.model.values import Localised
from cchr_feeds.problem import InvalidValue, NodePath, Violation
from cchr_feeds.source.attachments import completed, file_violations, length, missing, wrong_content

T = TypeVar("T")

_MILLION = 1_000_000
_ENDINGS = (".gif", ".jpeg", ".jpg", ".png")
NOT_IN_MAILS = {".avif": "AVIF", ".heic": "HEIC", ".heif": "HEIF", ".svg": "SVG", ".webp": "WebP"}
"""Kinds of pictures that many mail programs don't show, by the endings of their names."""


def with_local_files(
    publication: Publication, folder: Path, path: str, report: Callable[[Iterable[Violation]], None]
) -> Publication:
    """The publication with what is found out about the files beside its own, which is at `path`."""
    beside, names, translations = (folder / path).parent, dict[str, str](), {}
    for language, translation in publication.translations.items():
        files = tuple(completed(file, beside) for file in translation.files)
        for index, each in enumerate(files):
            report(file_violations(each, (language, "files", index), beside, names))
        if files:
            translations[language] = replace(translation, files=files)
        if (image := translation.image) and image.file:
            file = beside / image.file
            image = replace(image, length=length(file))
            try:
                found = looked_at(file)
                image = replace(image, width=found.width, height=found.height, type=found.type)
            except InvalidValue as refused:
                report([Violation((language, "image", "file"), refused.code, refused.message, refused.fix)])
            translations[language] = replace(translation, image=image, files=files)
    if not translations:
        return publication
    return replace(publication, translations={**publication.translations, **translations})


def with_site_files(
    site: Site, folder: Path, report: Callable[[Iterable[Violation]], None]
) -> tuple[Site, dict[str, Scaled]]:
    """The site with an address for each picture that is a file; and how that is made, by its path there."""
    assets: dict[str, Scaled] = {}

    def at_address(picture: Picture, path: NodePath, box: Box) -> Picture:
        if picture.url:
            return picture
        file = folder / picture.path
        try:
            _refuse_nowhere(folder, PurePosixPath(picture.path))
            found = looked_at(file)
        except InvalidValue as refused:
            report([Violation(path, refused.code, refused.message, refused.fix)])
            return picture
        kind = JPEG if found.type == JPEG and file.suffix.lower() != ".png" else PNG
        place = f"assets/pictures/{published_name(picture.path, kind)}"
        assets[place] = Scaled(file, box, kind)
        url, size = site.address(place), fitted(found.width, found.height, box)
        return Picture(url, "", *size, url, place, place)

    def of_logo(logo: Logo, path: NodePath, box: Box) -> Logo:
        dark = logo.dark and at_address(logo.dark, (*path, "dark"), box)
        return Logo(at_address(logo.light, (*path, "light"), box), dark)

    brand = replace(
        site.brand,
        logo=_in_each_language(site.brand.logo, of_logo, ("brand", "logo"), LOGO),
        icon=_in_each_language(site.brand.icon, at_address, ("brand", "icon"), ICON),
    )
    supporters = tuple(
        replace(each, logo=_in_each_language(each.logo, at_address, ("supporters", index, "logo"), LOGO))
        for index, each in enumerate(site.supporters)
    )
    return replace(site, brand=brand, supporters=supporters), assets


def _refuse_nowhere(folder: Path, path: PurePosixPath) -> None:
    """Raises `InvalidValue` where nothing is at a path of the project, or a link leads to it."""
    if any((folder / each).is_symlink() for each in path.parents if each.name):
        raise InvalidValue("file", _("a link leads to this file"), _("put the file itself here"))
    if not os.path.lexists(folder / path):
        message = _("there is no file {name!r} in this project", name=str(path))
        raise InvalidValue("file", message, _("put the file there, or correct its name"))


def _in_each_language(
    value: Localised[T] | None, change: Callable[[T, NodePath, Box], T], path: NodePath, box: Box
) -> Localised[T] | None:
    """The value with each of its pictures changed, which stand below a path of `site.yaml`."""
    if value is None or not value.values:
        return value and Localised(change(value.default, path, box))
    values = {language: change(each, (*path, language), box) for language, each in value.values.items()}
    return Localised(values[value.language], value.language, values)


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


def other_kind(name: str, kind: str = "") -> InvalidValue:
    """A picture, or what else it may be, of a kind that many programs don't show; `kind` by what is in it."""
    kind = NOT_IN_MAILS.get(PurePosixPath(name).suffix.lower(), kind)
    if not kind:
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
