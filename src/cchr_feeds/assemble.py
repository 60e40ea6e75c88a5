"""From a selection to what is made of it: feeds, archives, editions, pages, files, the manifest's entries."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import Contents
from cchr_feeds.model.part import Form, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Listing
from cchr_feeds.model.site import Site
from cchr_feeds.resolve import Resolver
from cchr_feeds.select import Selection, editions, feeds


def assemble(
    project: Project,
    selection: Selection,
    wanted: Sequence[Period],
    parts: Collection[Part],
    forms: Mapping[Period, Collection[Form]] | None = None,
) -> Contents:
    """What the parts need of everything public, resolved; with the editions of the wanted periods.

    `forms` names those in which the mail of a period is made, where they are not the usual ones.
    """
    site, listings = project.site, selection.listings
    resolver = Resolver(project, listings, selection.gone)
    members = list(feeds(listings, site))
    spans = [(span, each, made) for span, made in editions(listings, site, wanted) for each in made]
    archives = chain.from_iterable(map(resolver.archives, members))
    paged = [each for each in listings if Part.PAGES in parts and resolver.has_page(each)]
    return Contents(
        site=site,
        feeds=tuple(map(resolver.feed, members)),
        archives=tuple(archives) if Part.ARCHIVES in parts else (),
        editions=tuple(resolver.edition(*each) for each in spans),
        periods=tuple(dict.fromkeys(span for span, _, _ in spans)),
        pages=resolver.entries(paged),
        files=_public_files(project, listings),
        forms=forms or {},
    )


def _public_files(project: Project, listings: Sequence[Listing]) -> dict[str, Path]:
    """Files beside public entries, by their path in the output; a withdrawn entry's are not among them."""
    public = (
        (project.metadata[each.publication_id], each.language) for each in listings if not each.withdrawn
    )
    return {
        f"files/{meta.id}/{name}": project.beside(meta, name)
        for meta, language in public
        for name, _ in meta.translations[language].files
    }


@dataclass(frozen=True, slots=True)
class ManifestEntries:
    """Every public entry with its ids and dates, for the manifest; each is made when it is written."""

    site: Site
    listings: Sequence[Listing]

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        return map(json.loads, self.as_json())

    def as_json(self) -> Iterator[str]:
        """The JSON of each."""
        return map(self._told, self.listings)

    def _told(self, listing: Listing) -> str:
        # No id, language or date holds a character that JSON would write otherwise.
        tag = self.site.tag(f"{listing.publication_id}/{listing.language}")
        names = f'"id": "{tag}", "publication": "{listing.publication_id}", "language": "{listing.language}"'
        dates = f'"published": "{listing.published.isoformat()}", "updated": "{listing.updated.isoformat()}"'
        withdrawn = ', "withdrawn": true' if listing.withdrawn else ""
        return f"{{{names}, {dates}{withdrawn}}}"
