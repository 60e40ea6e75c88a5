"""From a selection to what is made of it: feeds, archives, editions, pages, files, the manifest's entries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar, overload

from cchr_feeds.catalogue import Catalogue
from cchr_feeds.model.dates import Period
from cchr_feeds.model.forms import Form
from cchr_feeds.model.outcome import Contents, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Listing
from cchr_feeds.select import Selection, editions, feeds

Made = TypeVar("Made")


class Lazily(Sequence[Made]):
    """What is made whenever it is looked at: all of it at once could be a gigabyte."""

    def __init__(self, makers: Sequence[Callable[[], Made]]) -> None:
        self._makers = makers

    def __len__(self) -> int:
        return len(self._makers)

    @overload
    def __getitem__(self, index: int) -> Made: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Made]: ...  # type: ignore[explicit-any]  # its parts are

    def __getitem__(self, index: int | slice) -> Made | Sequence[Made]:  # type: ignore[explicit-any]
        if isinstance(index, slice):
            return Lazily(self._makers[index])
        return self._makers[index]()


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
    spans = [(span, each, made) for span, made in editions(listings, site, wanted) for each in made]
    return Contents(
        site=site,
        feeds=tuple(map(catalogue.feed, members)),
        archives=Lazily([maker for each in members for maker in catalogue.archives(each)])
        if Part.ARCHIVES in parts
        else (),
        editions=Lazily([partial(catalogue.edition, *each) for each in spans]),
        periods=tuple(dict.fromkeys(span for span, _, _ in spans)),
        pages=Lazily([partial(catalogue.entry, each) for each in listings if catalogue.has_page(each)])
        if Part.PAGES in parts
        else (),
        files=_public_files(project, listings),
        forms=forms or {},
    )


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
