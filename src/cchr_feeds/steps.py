"""The steps that commands have in common."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from cchr_feeds.cache.build_cache import Cache
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import Artifact, Contents, Ready, Stage
from cchr_feeds.model.part import EML, USUAL_FORMS, Form, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Listing
from cchr_feeds.model.site import Site
from cchr_feeds.output import Manifest, read_manifest, write_output
from cchr_feeds.problem import Problem
from cchr_feeds.render import documents, files
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.run import Outcome, Progress, Run, Written
from cchr_feeds.select import Selection, periods, select
from cchr_feeds.source import read_project
from cchr_feeds.source.project_reader import ScanOfSite

Made = TypeVar("Made", Artifact, Ready)


def assembled(out: Path, project: Project, selection: Selection, parts: Collection[Part]) -> Contents:
    """What the parts need of everything public; editions and year pages of the output stay in it."""
    # Readers may have the address of an edition that was made, or of the page of a year, so both stay.
    made = read_manifest(out)
    wanted = wanted_periods(project, selection, made.forms)
    contents = assemble(project, selection, wanted, parts, forms_to_make(made.forms, selection.issued))
    return replace(contents, year_pages=made.year_pages)


def wanted_periods(project: Project, selection: Selection, made: Iterable[Period]) -> list[Period]:
    """Every month with entries, and quarters and years that an edition file announces or that were made."""
    # Those were perhaps mailed. As every build makes them again, their links live, and what is withdrawn
    # leaves them.
    spans = (each for each in (*project.edition_files, *made, *selection.issued) if not each.is_month)
    return [*periods(selection.listings), *spans]


def forms_to_make(
    forms: Mapping[Period, frozenset[Form]], issued: Collection[Period]
) -> dict[Period, frozenset[Form]]:
    """The forms of each period's mail without the ready message of what is issued: that lies in `issued/`."""
    return {**forms, **{each: forms.get(each, frozenset(USUAL_FORMS)) - {EML} for each in issued}}


def read(run: Run, each_of_site: ScanOfSite | None = None) -> tuple[Project, Selection]:
    """The project, and what of it is public."""
    run.progress(_("reading entries …"))
    project = read_project(run.folder, each_of_site)
    gc.freeze()  # it stays to the end: looking for garbage in it again and again takes a tenth of the time
    return project, select(project.metadata.values(), project.site, run.now)


def write(
    run: Run, contents: Contents, parts: Collection[Part], selection: Selection, cache: Cache
) -> tuple[Written, list[Problem]]:
    """Renders what is not in the output yet, and writes it; with what there is to know about the files."""
    templates, notes = Templates(run.folder), list[Problem]()

    def staged(stage: Stage) -> Iterator[Ready]:
        made = cache.made(stage, documents(contents, templates, parts))
        return watched(files(made), run.progress, notes)

    about = manifest(contents.site, selection)
    pictures = [each.file for each in contents.assets.values()]
    save = partial(cache.save_documents, contents.site.timezone, pictures)
    return write_output(run.out, staged, parts, about, save), notes


@dataclass(frozen=True, slots=True)
class ManifestEntries:
    """The JSON of every public entry, with its ids and dates; each is made when it is written."""

    site: Site
    listings: Sequence[Listing]

    def __iter__(self) -> Iterator[str]:
        # No id, language or date holds a character that JSON would write otherwise.
        for each in self.listings:
            tag = self.site.tag(f"{each.publication_id}/{each.language}")
            names = f'"id": "{tag}", "publication": "{each.publication_id}", "language": "{each.language}"'
            published = each.published.isoformat()
            updated = published if each.updated == each.published else each.updated.isoformat()
            dates = f'"published": "{published}", "updated": "{updated}"'
            if each.released != each.published:
                dates += f', "released": "{each.released.isoformat()}"'
            withdrawn = ', "withdrawn": true' if each.withdrawn else ""
            yield f"{{{names}, {dates}{withdrawn}}}"


def manifest(site: Site, selection: Selection) -> Manifest:
    """What the output's manifest says beside its files."""
    return Manifest(entries=ManifestEntries(site, selection.listings), feeds_url=site.feeds_url)


def watched(artifacts: Iterable[Made], progress: Progress, notes: list[Problem]) -> Iterator[Made]:
    """The artifacts as they come; their warnings are added to `notes`."""
    for number, artifact in enumerate(artifacts):
        if number % 100 == 0:
            progress(_("making {path} …", path=artifact.path))
        notes += artifact.warnings
        yield artifact


def outcome(
    project: Project, selection: Selection, made: Sequence[Period], written: Written | None = None
) -> Outcome:
    """What was found, and what was done; a check, for which nothing is written, has all warnings."""
    counts = dict.fromkeys(project.site.languages, 0)
    for listing in selection.listings:
        counts[listing.language] += 1
    names = tuple(map(str, made))
    missing = project.site.newsletter.missing_for(EML) if made else ()
    warnings = project.warnings
    if written:  # a build's log may be public, so it tells nothing about an entry that waits
        secret = {project.places.get(each) for each in selection.held_back}
        warnings = tuple(warning for warning in warnings if warning.path not in secret)
    return Outcome(counts, len(selection.held_back), names, missing, warnings, written=written)
