"""What is inside the files beside entries: pictures that can't be decoded, documents that tell too much."""

import logging
import re
import struct
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html import unescape
from io import BytesIO
from pathlib import Path, PurePosixPath
from shlex import quote
from zipfile import BadZipFile, ZipFile

from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import N_, Text, _
from cchr_feeds.images import MOST_BYTES, has_place, refuse_broken
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Problem, Violation
from cchr_feeds.regular_file import read_regular
from cchr_feeds.source.attachments import broken
from cchr_feeds.source.read import place_of

Looker = Callable[[Path], Sequence[Sequence[str]]]
"""A way to look into a file: what it finds, as rows of words."""

Found = Callable[[Path, Looker], Sequence[Sequence[str]]]
"""What is found in a file by a way of looking, perhaps remembered."""

Finding = tuple[str, str]
"""What is told, `author`, `path` or `place`, and the words that tell it; of a place there are none."""


def problems_inside(project: Project, found: Found) -> Iterator[Problem]:
    """Pictures whose beginning is right and whose rest is not; warnings for documents that tell too much."""
    own = own_names(project.site)
    for publication in project.publications.values():
        if not publication.withdrawn:
            path = project.places[publication.id]
            for each in _inside(publication, (project.folder / path).parent, own, found):
                yield each.at(path, *place_of(project.folder, path, each.path))


def damage(path: Path) -> Sequence[Sequence[str]]:
    """Whether a picture can't be decoded."""
    try:
        refuse_broken(path)
    except (OSError, PictureBroken):
        return [["broken"]]
    return []


def _inside(publication: Publication, beside: Path, own: set[str], found: Found) -> Iterator[Violation]:
    told = set[str]()  # the languages may share a document
    for language, translation in publication.translations.items():
        image = translation.image
        if image and image.file and found(beside / image.file, damage):
            yield broken(image.file).at((language, "image", "file"))
        for index, file in enumerate(translation.files):
            rows = found(beside / file.file, findings) if file.file and file.file not in told else ()
            told.add(file.file or "")
            for message, fix in telling(file.file or "", rows, own):
                yield Violation((language, "files", index, "file"), "metadata", message, fix, "warning")


def telling(name: str, found: Sequence[Sequence[str]], own: Collection[str]) -> Iterator[tuple[Text, Text]]:
    """What a document tells that readers need not know, and how to take it out; not the `own` names."""
    for kind, words in found:
        if words.casefold() not in own:
            cleaning = _CLEANING.get(PurePosixPath(name).suffix.lower(), _ELSE)
            yield _(_MESSAGES[kind], name=name, words=words), _(cleaning, name=quote(name))


def own_names(site: Site) -> set[str]:
    """What the organisation is called: a document may say that it is by that."""
    infos = site.languages.values()
    return {name.casefold() for info in infos for name in (info.organisation, info.short) if name}


_MESSAGES = {
    "author": N_("{name!r} names a person: {words}"),
    "path": N_("{name!r} tells where it lay on a computer: {words}"),
    "place": N_("{name!r} tells where a picture was taken"),
}
# How to take out what a file says beside its text, in the program that it was made with.
_CLEANING = {
    ".pdf": N_(
        "make the PDF again from a cleaned document; in Acrobat: Tools, Redact, Sanitize Document; "
        "or: exiftool -all= -overwrite_original {name}, then qpdf --linearize --replace-input {name}"
    ),
    **dict.fromkeys(
        (".odt", ".ods", ".odp"),
        N_("in LibreOffice: File, Properties, Reset Properties, without Apply user data; then save it"),
    ),
    **dict.fromkeys(
        (".docx", ".xlsx", ".pptx"),
        N_("in Office: File, Info, Check for Issues, Inspect Document, Remove All; then save it"),
    ),
}
_ELSE = N_("name it under image:, where all of that is taken out; or: exiftool -all= {name}")

# --- what a document says beside its text -----------------------------------------------------------
#
# It may say who wrote it, where it lay, and where its pictures were taken. It is opened for reading, and only
# as far as is needed. What is damaged, protected or made to keep us busy says nothing: that it can be read is
# not our promise.

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

# Files of Office Open XML and OpenDocument that describe the document, or name what it was made with.
_TOLD_IN = re.compile(
    r"docProps/\w+\.xml|meta\.xml|xl/workbook\.xml|(?:word|ppt|xl)/_rels/\w+(?:\.xml)?\.rels", re.IGNORECASE
)
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
    # pypdf is known to this module only.
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
    """A file's bytes, which can be read only so many times."""

    # A document may lead its reader in circles.
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
            names, looks = archive.namelist(), ((_TOLD_IN, _in_text), (_PICTURE, _in_picture))
            told = [(name, look) for name in names for told_in, look in looks if told_in.fullmatch(name)]
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
