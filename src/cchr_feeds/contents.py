"""From a selection to what is made of it: feeds, archives, editions, pages, files, the manifest's entries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from pathlib import Path

from cchr_feeds.catalogue import Catalogue
from cchr_feeds.model.dates import Period
from cchr_feeds.model.forms import Form
from cchr_feeds.model.outcome import Contents, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Entry, Listing
from cchr_feeds.select import Selection, editions, feeds


def contents(
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
    catalogue = Catalogue(project, listings, selection.gone)
    members = list(feeds(listings, site))
    archives = chain.from_iterable(map(catalogue.archives, members))
    return Contents(
        site=site,
        feeds=tuple(map(catalogue.feed, members)),
        archives=tuple(archives) if Part.ARCHIVES in parts else (),
        editions=tuple(
            catalogue.edition(span, each, [one.language for one in members])
            for span, members in editions(listings, site, wanted)
            for each in members
        ),
        pages=tuple(filter(_has_page, catalogue.entries(listings))) if Part.PAGES in parts else (),
        files=_public_files(project, listings),
        forms=forms or {},
    )


def _has_page(entry: Entry) -> bool:
    return entry.has_page


def _public_files(project: Project, listings: Sequence[Listing]) -> dict[str, Path]:
    """Files beside public entries, by their path in the output; a withdrawn entry's are not among them."""
    files: dict[str, Path] = {}
    for listing in listings:
        here = project.local_files.get(listing.publication_id)
        if here and not listing.withdrawn:
            translation = project.publications[listing.publication_id].translations[listing.language]
            files |= {
                f"files/{listing.publication_id}/{file.file}": here[file.file]
                for file in translation.files
                if file.file
            }
    return files


def manifest_entries(project: Project, selection: Selection) -> list[dict[str, object]]:
    """Every public entry with its ids and dates, for the manifest."""
    return [
        {
            "id": project.site.tag(f"{listing.publication_id}/{listing.language}"),
            "publication": listing.publication_id,
            "language": listing.language,
            "published": listing.published.astimezone(project.site.timezone).isoformat(),
            "updated": listing.updated.astimezone(project.site.timezone).isoformat(),
            **({"withdrawn": True} if listing.withdrawn else {}),
        }
        for listing in selection.listings
    ]
