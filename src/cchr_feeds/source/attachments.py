"""Files that lie in the project: found, measured, looked into, and refused with what to do.

Documents beside an entry are given their media type; a picture is refused where readers would see nothing.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from cchr_feeds import images
from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import N_, Text, _
from cchr_feeds.model.publication import File, Publication
from cchr_feeds.model.site import Logo, Site
from cchr_feeds.model.values import Localised, Picture
from cchr_feeds.problem import InvalidValue, NodePath, Violation
from cchr_feeds.regular_file import end_of_regular, read_regular, reason_of

T = TypeVar("T")

Report = Callable[[Iterable[Violation]], None]
"""Notes what is wrong with files, at the fields that name them."""


class Kind(NamedTuple):
    """A kind of document: its media type, what people call it, and an expression that its first bytes match.

    Of a kind that is a ZIP archive, `inside` begins the name of a file in it.
    """

    media_type: str
    name: str
    begins: bytes = b""  # texts have no signature
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

# Our own table, because the system's differs from machine to machine. HTML and SVG are left out: served from
# the feeds' address they could run scripts there.
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
"""The kinds of files that are published, by the endings of their names."""

_BEFORE_A_TAG = rb"(?:\xef\xbb\xbf|\s|<\?xml[^>]*>|<!--.*?-->)*+"
# What is published under no name, and often given another ending.
_OTHER_KINDS = (
    Kind("text/html", N_("a web page"), rb"(?i:" + _BEFORE_A_TAG + rb"<(?:!doctype html|html|head|body)\b)"),
    Kind("text/xml", N_("an XML document"), rb"(?:\xef\xbb\xbf)?<\?xml\b"),
    Kind("application/rtf", N_("a text in RTF"), rb"\{\\rtf\d"),
    Kind("image/heif", N_("a HEIF picture"), rb".{4}ftyp(?:hei|hev|mif1|msf1|avi)"),
    Kind("audio/wav", N_("a WAV recording"), rb"RIFF.{4}WAVE"),
)
_UNKNOWN = Kind("", N_("something else"))
_FROM_A_SERVER = ("text/html", "text/xml", "text/plain", "text/csv")
_NO_TEXT = re.compile(rb"\A%PDF-\d|[\0-\x08\x0e-\x1a\x1c-\x1f]")
# Bytes that are examined: the first of a file, and the last of an archive, which name the files in it.
_BEGINNING, _DIRECTORY = 2048, 128 * 1024


def media_type(name: str) -> str:
    """The media type of a file with this name; empty for one that is not published."""
    return KINDS.get(PurePosixPath(name).suffix.lower(), _UNKNOWN).media_type


def length(path: Path) -> int | None:
    """The size of an ordinary file in bytes; `None` where there is none."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def publishable(beside: Path) -> list[str]:
    """The names of the files in a folder that could be published with the entries there."""
    try:
        found = [] if beside.is_symlink() else sorted(each.name for each in beside.iterdir())
    except OSError:
        return []
    shown = (name for name in found if not name.startswith(".") and media_type(name))
    return [name for name in shown if length(beside / name) is not None]


# --- what the fields of an entry and of site.yaml name --------------------------------------------


def with_local_files(publication: Publication, folder: Path, path: str, report: Report) -> Publication:
    """The publication with what is found out about the files beside its own, which is at `path`."""
    if not any(each.files or each.image for each in publication.translations.values()):
        return publication
    beside, names, translations = (folder / path).parent, dict[str, str](), {}
    for language, translation in publication.translations.items():
        files = tuple(_completed(file, beside) for file in translation.files)
        for index, each in enumerate(files):
            report(_file_violations(each, (language, "files", index), beside, names))
        image = translation.image
        if image and image.file:
            file = beside / image.file
            image = replace(image, length=length(file))
            try:
                found = _looked_at(file)
                image = replace(image, width=found.width, height=found.height, type=found.type)
            except InvalidValue as refused:
                report([refused.at((language, "image", "file"))])
        if files or image is not translation.image:
            translations[language] = replace(translation, image=image, files=files)
    return replace(publication, translations={**publication.translations, **translations})


def _completed(file: File, beside: Path) -> File:
    if file.file is None:
        name = unquote(urlsplit(file.url or "").path)
        return replace(file, type=file.type or media_type(name))
    return replace(file, type=media_type(file.file), length=length(beside / file.file))


def _file_violations(file: File, path: NodePath, beside: Path, first: dict[str, str]) -> Iterator[Violation]:
    """What keeps a completed file from being published.

    `first` has the first spelling of each name before it, by the name in small letters.
    """
    name = file.file
    if name is None:
        if file.url and not file.type:
            message = _("the address does not show what kind of file this is")
            fix = _("add type: with its media type, such as application/pdf")
            yield Violation(path, "type", message, fix, arguments={"missing": "type"})
        return
    place = (*path, "file")
    if not file.type and (file.length is not None or PurePosixPath(name).suffix):
        message = _("{name!r} is a kind of file that is not published here", name=name)
        yield Violation(place, "type", message, _("make a PDF of it, or write its address as url:"))
    try:
        _refuse_content(beside / name, file.length)
    except InvalidValue as refused:
        yield refused.at(place)
    other = first.setdefault(name.casefold(), name)
    if other != name and None not in (file.length, length(beside / other)):
        message = _("{name!r} and {other!r} differ only in capitals", name=name, other=other)
        yield Violation(place, "file", message, _("rename one of the two files"))


def with_site_files(site: Site, folder: Path, report: Report) -> tuple[Site, dict[str, images.Scaled]]:
    """The site with an address for each picture that is a file; and how that is made, by its path there."""
    assets: dict[str, images.Scaled] = {}

    def at_address(picture: Picture, path: NodePath, box: images.Box) -> Picture:
        if picture.url:
            return picture
        file = folder / picture.path
        try:
            _refuse_nowhere(folder, PurePosixPath(picture.path))
            found = _looked_at(file)
        except InvalidValue as refused:
            report([refused.at(path)])
            return picture
        kind = images.JPEG if found.type == images.JPEG and file.suffix.lower() != ".png" else images.PNG
        place = f"assets/pictures/{images.published_name(picture.path, kind)}"
        assets[place] = images.Scaled(file, box, kind)
        url, size = site.address(place), images.fitted(found.width, found.height, box)
        return Picture(url, "", *size, url, place)

    def of_logo(logo: Logo, path: NodePath, box: images.Box) -> Logo:
        dark = logo.dark and at_address(logo.dark, (*path, "dark"), box)
        return Logo(at_address(logo.light, (*path, "light"), box), dark)

    brand = replace(
        site.brand,
        logo=_in_each_language(site.brand.logo, of_logo, ("brand", "logo"), images.LOGO),
        icon=_in_each_language(site.brand.icon, at_address, ("brand", "icon"), images.ICON),
    )
    supporters = []
    for index, each in enumerate(site.supporters):
        path = ("supporters", index, "logo")
        supporters.append(replace(each, logo=_in_each_language(each.logo, at_address, path, images.LOGO)))
    return replace(site, brand=brand, supporters=tuple(supporters)), assets


def _refuse_nowhere(folder: Path, path: PurePosixPath) -> None:
    """Raises `InvalidValue` where nothing is at a path of the project, or a link leads to it."""
    if any((folder / each).is_symlink() for each in path.parents if each.name):
        raise InvalidValue("file", _("a link leads to this file"), _("put the file itself here"))
    if not os.path.lexists(folder / path):
        message = _("there is no file {name!r} in this project", name=str(path))
        raise InvalidValue("file", message, _("put the file there, or correct its name"))


def _in_each_language(
    value: Localised[T] | None,
    change: Callable[[T, NodePath, images.Box], T],
    path: NodePath,
    box: images.Box,
) -> Localised[T] | None:
    """The value with each of its pictures changed, which stand below a path of `site.yaml`."""
    if value is None or not value.values:
        return value and Localised(change(value.default, path, box))
    values = {language: change(each, (*path, language), box) for language, each in value.values.items()}
    return Localised(values[value.language], value.language, values)


# --- pictures ---------------------------------------------------------------------------------------

_SMALLER = N_("save a copy of it that is 2,400 pixels wide")
_ENDINGS = (".gif", ".jpeg", ".jpg", ".png")
NOT_IN_MAILS = {".avif": "AVIF", ".heic": "HEIC", ".heif": "HEIF", ".svg": "SVG", ".webp": "WebP"}
"""Kinds of pictures that many mail programs don't show, by the endings of their names."""


def _looked_at(path: Path) -> images.Header:
    """What a picture is; raises `InvalidValue` with what to do where it can't be shown."""
    name, size = path.name, length(path)
    if path.suffix.lower() not in _ENDINGS:
        # Windows hides the endings of names.
        raise other_kind(name) if path.suffix or size is not None else _missing(path.parent, name)
    _refuse_content(path, size)
    if size and size > images.MOST_BYTES:
        raise InvalidValue("picture", _("{name!r} is larger than 64 MB", name=name), _(_SMALLER))
    try:
        found = images.header(path)
    except (OSError, PictureBroken) as error:
        raise broken(name) from error
    if (pixels := found.width * found.height) > images.MOST_PIXELS:
        raise broken(name, pixels)
    if found.moves:
        message = _("{name!r} moves, and readers would see its first moment only", name=name)
        fix = _("save the moment that says most as PNG, or name this file under files:")
        raise InvalidValue("picture", message, fix)
    return found


def other_kind(name: str, ending: str = "") -> InvalidValue:
    """A picture, or what else it may be, of a kind that many programs don't show; `ending` by its content."""
    kind = NOT_IN_MAILS.get(PurePosixPath(name).suffix.lower(), NOT_IN_MAILS.get(ending, ""))
    if not kind:
        message = _("{name!r} is no kind of picture that mail programs show", name=name)
        return InvalidValue("picture", message, _("name a JPEG or PNG file"))
    message = _("many mail programs don't show {kind} pictures such as {name!r}", kind=kind, name=name)
    fix = _("open it, and save it as JPEG")
    if kind == "SVG":
        fix = _("open it, and export it as PNG, 1,200 pixels wide")
    return InvalidValue("picture", message, fix)


def broken(name: str, pixels: int = 0) -> InvalidValue:
    """A picture that can't be decoded, or has too many `pixels` for that."""
    if pixels > images.MOST_PIXELS:
        values = {"name": name, "count": f"{pixels / 1_000_000:,.0f}"}
        message = _("{name!r} has {count} million pixels, and at most 40 million are read", **values)
        return InvalidValue("picture", message, _(_SMALLER))
    message = _("{name!r} is damaged, or only a part of a picture", name=name)
    fix = _("open it and save it again as JPEG, or copy it once more from where it comes from")
    return InvalidValue("picture", message, fix)


# --- what is in a file ------------------------------------------------------------------------------


def _refuse_content(path: Path, size: int | None) -> None:
    """Raises `InvalidValue` for a file that is not there, is empty, or is not what its name says."""
    if size is None:
        raise _missing(path.parent, path.name)
    if not size:
        message = _("{name!r} is empty", name=path.name)
        raise InvalidValue("file", message, _("put the file here again, and open it to see that it is whole"))
    try:
        sample = _sample(path)
    except OSError as error:
        message = _("the file can't be read ({reason})", reason=reason_of(error))
        raise InvalidValue("file", message, _("put an ordinary file here")) from error
    kind = KINDS.get(path.suffix.lower())
    if kind and not _is_so(kind, sample):
        found = _recognised(sample)
        values = {"name": path.name, "kind": _(kind.name), "found": _(found.name)}
        message = _("{name!r} is not {kind} but {found}", **values)
        raise InvalidValue("file", message, _fix_of_content(path.stem, kind, found))


def _missing(beside: Path, name: str) -> InvalidValue:
    """Why a file is not there; one with nearly the same name is probably meant."""
    if os.path.lexists(beside / name):
        message = _("{name!r} beside this file is a folder or a link, not a file", name=name)
        return InvalidValue("file", message, _("put the file itself here"))
    fix = _("put the file in the same folder, or correct its name")
    stem, whole = _loosely(PurePosixPath(name).stem), _loosely(name)
    alike = [each for each in publishable(beside) if _loosely(PurePosixPath(each).stem) == stem]
    if meant := min(alike, key=lambda each: _loosely(each) != whole, default=""):
        fix = _("did you mean {meant}?", meant=meant)
    return InvalidValue("file", _("there is no file {name!r} beside this file", name=name), fix)


def _loosely(name: str) -> str:
    """A name without what people overlook: capitals, spaces, hyphens, two ways to write one letter."""
    return re.sub("[ _-]", "", unicodedata.normalize("NFC", name)).casefold()


def _fix_of_content(stem: str, kind: Kind, found: Kind) -> Text:
    if found.media_type in _FROM_A_SERVER:
        return _("download it again: a web site may have sent a message in its place")
    if endings := _endings(found):
        name = f"{stem}{endings[0]}"
        return _("name the file {name}, here too, or save it again as {kind}", name=name, kind=_(kind.name))
    return _("open it where it comes from, and save it again as {kind}", kind=_(kind.name))


def document_kind(path: Path) -> Text | None:
    """What people call a file that is no text, or a text in RTF, by its first and last bytes."""
    try:
        found = _recognised(_sample(path))
    except OSError:
        return None
    return None if found is _UNKNOWN or found.media_type in _FROM_A_SERVER else _(found.name)


def ending_by_content(path: Path, name: str) -> tuple[str, Kind]:
    """The ending for a file that came as `name`, and its kind, by what is in it; none if not published.

    That of its name, in small letters, where it fits. Raises `OSError` for no ordinary file.
    """
    sample, ending = _sample(path), PurePosixPath(name).suffix.lower()
    kind = KINDS.get(ending)
    if kind and _is_so(kind, sample):
        return ending, kind
    found = _recognised(sample)
    return next(iter(_endings(found)), ""), found


def _endings(kind: Kind) -> list[str]:
    """The endings of a kind's names, the usual one first; none where several kinds look the same."""
    if kind.name == _OLD_OFFICE:
        return []
    return [suffix for suffix, each in reversed(KINDS.items()) if each.name == kind.name]


# The first bytes of a file, and the last ones of an archive.
_Sample = tuple[bytes, bytes]


def _sample(path: Path) -> _Sample:
    """Raises `OSError` for no ordinary file."""
    begin = read_regular(path, _BEGINNING)
    return begin, end_of_regular(path, _DIRECTORY) if begin.startswith(b"PK") else b""


def _is_so(kind: Kind, sample: _Sample) -> bool:
    """Whether a file is of a kind; a text, unless it surely is something else."""
    if any(_matches(other, sample) for other in _OTHER_KINDS):
        return False
    if kind.begins:
        return _matches(kind, sample)
    return not _NO_TEXT.search(sample[0]) or _recognised(sample) is _UNKNOWN


def _recognised(sample: _Sample) -> Kind:
    known = (*_OTHER_KINDS, *KINDS.values())
    default = _UNKNOWN if _NO_TEXT.search(sample[0]) else KINDS[".txt"]
    return next((kind for kind in known if _matches(kind, sample)), default)


def _matches(kind: Kind, sample: _Sample) -> bool:
    begin, end = sample
    if not kind.begins or not re.match(kind.begins, begin, re.DOTALL):
        return False
    # An entry of the central directory has 46 bytes before the file's name (APPNOTE.TXT §4.3.12).
    return not kind.inside or re.search(rb"PK\x01\x02.{42}" + kind.inside, end, re.DOTALL) is not None
