"""What is inside the files beside entries: pictures that can't be decoded, documents that tell too much."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

from cchr_feeds.errors import PictureBroken
from cchr_feeds.i18n import N_, Text, _
from cchr_feeds.images import refuse_broken
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Problem, Violation
from cchr_feeds.source.checks.metadata import findings
from cchr_feeds.source.image_files import broken
from cchr_feeds.source.read import place_of

Looker = Callable[[Path], Sequence[Sequence[str]]]
"""A way to look into a file: what it finds, as rows of words."""

Found = Callable[[Path, Looker], Sequence[Sequence[str]]]
"""What is found in a file by a way of looking, perhaps remembered."""


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


def _inside(
    publication: Publication, beside: Path, own: Collection[str], found: Found
) -> Iterator[Violation]:
    for language, translation in publication.translations.items():
        image = translation.image
        if image and image.file and found(beside / image.file, damage):
            told = broken(image.file)
            yield Violation((language, "image", "file"), told.code, told.message, told.fix)
        for index, file in enumerate(translation.files):
            rows = found(beside / file.file, findings) if file.file else ()
            for message, fix in telling(file.file or "", rows, own):
                yield Violation((language, "files", index, "file"), "metadata", message, fix, "warning")


def telling(name: str, found: Sequence[Sequence[str]], own: Collection[str]) -> Iterator[tuple[Text, Text]]:
    """What a document tells that readers need not know, and how to take it out; not the `own` names."""
    for kind, words in found:
        if words.casefold() not in own:
            yield _(_MESSAGES[kind], name=name, words=words), cleaning(name)


def own_names(site: Site) -> set[str]:
    """What the organisation is called: a document may say that it is by that."""
    infos = site.languages.values()
    return {name.casefold() for info in infos for name in (info.organisation, info.short) if name}


_MESSAGES = {
    "author": N_("{name!r} names a person: {words}"),
    "path": N_("{name!r} tells where it lay on a computer: {words}"),
    "place": N_("{name!r} tells where a picture was taken"),
}


def cleaning(name: str) -> Text:
    """How to take out what a file says beside its text, in the program that it was made with."""
    kind = PurePosixPath(name).suffix.lower()
    if kind == ".pdf":
        return _(
            "make the PDF again from a cleaned document; in Acrobat: Tools, Redact, Sanitize Document; "
            "or: exiftool -all= {name}, then qpdf --linearize {name} clean.pdf",
            name=name,
        )
    if kind in (".odt", ".ods", ".odp"):
        return _("in LibreOffice: File, Properties, Reset Properties, without Apply user data; then save it")
    if kind in (".docx", ".xlsx", ".pptx"):
        return _("in Office: File, Info, Check for Issues, Inspect Document, Remove All; then save it")
    return _("name it under image:, where all of that is taken out; or: exiftool -all= {name}", name=name)
