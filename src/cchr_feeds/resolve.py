"""From a selection to what is made of it: entries, feeds, archives, editions, with everything looked up."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain, groupby
from typing import NamedTuple, overload

from cchr_feeds import select
from cchr_feeds.images import LARGE, SMALL, Scaled
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import (
    Contents,
    Edition,
    EditionFile,
    EntryPage,
    Feed,
    Group,
    ListGroup,
    PublicationList,
    Source,
)
from cchr_feeds.model.part import Form, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Alternative, Author, Category, Entry, Listing
from cchr_feeds.model.site import Site
from cchr_feeds.resolve_entry import EntrySource, entry_tag, picture_paths, resolved
from cchr_feeds.select import Division, EditionMembers, History, Membership, Selection
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.formatting import edition_title
from cchr_feeds.text.scripts import isolated
from cchr_feeds.text.wording import wording

_MOST_RESOLVED = 20_000  # entries that are kept; neighbours in time are asked for together
_MOST_LISTED = 20  # entries of a feed that lists on other sites can show
_MOST_EDITIONS = 12  # editions that the feed of a language's newsletters holds
_MORE_ENTRIES = 3  # others of its category that the page of an entry leads to


@dataclass(frozen=True, slots=True, eq=False)
class Entries(Sequence[Entry]):
    """The entries of listings, in their order, each resolved when it is asked for."""

    # Resolved, all of them at once could be a gigabyte.
    listings: Sequence[Listing]
    site: Site
    source: Callable[[Listing], EntrySource]
    resolve: Callable[[EntrySource], Entry]

    def __len__(self) -> int:
        return len(self.listings)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> "Entries": ...  # type: ignore[explicit-any]  # its parts are

    def __getitem__(self, index: int | slice) -> "Entry | Entries":  # type: ignore[explicit-any]
        if isinstance(index, slice):
            return replace(self, listings=self.listings[index])
        return self.resolve(self.source(self.listings[index]))

    def __iter__(self) -> Iterator[Entry]:
        return map(self.resolve, map(self.source, self.listings))

    @property
    def made_from(self) -> tuple[Site, list[EntrySource]]:
        """All that the entries can say or show."""
        return self.site, [*map(self.source, self.listings)]


class PastEditions(NamedTuple):
    """The editions of a month that is over, by language, and when feeds say that they came out."""

    period: Period
    members: Mapping[str, EditionMembers]
    published: datetime


class Shelf:
    """The entries of a list, newest first, without those that were withdrawn."""

    def __init__(self, members: Membership) -> None:
        self._listings = [each for each in members.listings if not each.withdrawn]
        self._places = {each.publication_id: place for place, each in enumerate(self._listings)}

    def beside(self, listing: Listing) -> tuple[Sequence[Listing], Sequence[Listing]]:
        """The one before and the one after it, as far as there are such."""
        place = self._places[listing.publication_id]
        return self._listings[max(0, place - 1) : place], self._listings[place + 1 : place + 2]

    def nearest(self, listing: Listing, number: int) -> Sequence[Listing]:
        """Those after it; where they are fewer than `number`, the last before it as well."""
        place = self._places[listing.publication_id]
        after = self._listings[place + 1 : place + 1 + number]
        return self._listings[max(0, place - number + len(after)) : place] + after

    def newest(self, number: int, beside: Listing) -> Sequence[Listing]:
        """The first of all, leaving out one."""
        return [each for each in self._listings[: number + 1] if each != beside][:number]


class Resolver:
    """The public entries of a project, made when they are looked at, and kept for a while."""

    def __init__(self, project: Project, selection: Selection) -> None:
        self._project, self._site, self._selection = project, project.site, selection
        self._public: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for listing in selection.listings:
            self._public[listing.publication_id] += (listing.language,)
        self._series = Counter(map(self._series_of, selection.listings))
        # Every list, feed and edition that an entry is in asks for it, and its page.
        self._source_of = cache(self._source)
        # an empty feed keeps it
        self._beginning = datetime(self._site.since, 1, 1, 7, tzinfo=self._site.timezone)
        self._entry = lru_cache(_MOST_RESOLVED)(self._resolved)

    def entries(self, listings: Sequence[Listing]) -> Entries:
        """The entries of listings, in their order: each a publication in one language, resolved."""
        return Entries(listings, self._site, self._source_of, self._entry)

    def _source(self, listing: Listing) -> EntrySource:
        meta = self._project.metadata[listing.publication_id]
        languages = self._public[meta.id]
        series = self._series_of(listing)
        about = listing.language, languages, listing.withdrawn, bool(series) and self._series[series] > 1
        return EntrySource(meta.id, meta.digest, meta.files, *about)

    def _series_of(self, listing: Listing) -> tuple[str, ...]:
        """What entries of the same series have in common; empty where a title names none."""
        if listing.withdrawn:
            return ()
        series = self._project.metadata[listing.publication_id].translations[listing.language].series
        return (listing.language, listing.categories[0], series) if series else ()

    def _resolved(self, source: EntrySource) -> Entry:
        return resolved(source, self._project.publications[source.publication_id], self._site)

    def pages(self, listings: Iterable[Listing], lists: Iterable[Membership]) -> Iterator[EntryPage]:
        """The pages of entries. Each depends on a few others alone: a new entry changes those beside it."""
        shelves = {(members.language, members.term): Shelf(members) for members in lists}
        for each in listings:
            beside: tuple[Sequence[Listing], ...] = ()
            if not each.withdrawn:
                whole, category = shelves[each.language, None], shelves[each.language, each.categories[0]]
                more = category.nearest(each, _MORE_ENTRIES) or whole.newest(_MORE_ENTRIES, each)
                beside = (*whole.beside(each), more)
            yield EntryPage(each.publication_id, each.language, *map(self.entries, ([each], *beside)))

    def feed(self, members: Membership) -> Feed:
        """A live feed."""
        parts = self._division(members)
        closed = (year for year in parts.archives if year < members.newest_year)
        tombstones = tuple(
            (entry_tag(gone.publication_id, gone.language, self._site), gone.updated)
            for gone in self._selection.gone
            if self._site.feeds.tombstones
            and gone.language == members.language
            and members.term in (None, *gone.categories)
        )
        return replace(
            self._feed(members, parts.live),
            previous_year=None if parts.is_complete else max(closed, default=None),
            tombstones=tombstones,
            newest=self.entries(select.newest(members, _MOST_LISTED)),
            in_atom=self.entries(parts.in_atom) if parts.in_atom != parts.live else (),
            is_complete=parts.is_complete,
        )

    def archives(self, members: Membership) -> Iterator[Feed]:
        """The yearly archives of a language, oldest first, once its live feed no longer holds everything."""
        previous = None
        for year, listings in self._division(members).archives.items():
            yield replace(self._feed(members, listings), year=year, previous_year=previous)
            previous = year

    def _division(self, members: Membership) -> Division:
        selection = self._selection
        history = selection.histories.get(members.language, History())
        return select.division(members, self._site, selection.now, history)

    def _feed(self, members: Membership, listings: Sequence[Listing]) -> Feed:
        info, words = self._site.languages[members.language], wording(members.language, self._site)
        category, folder, former = self._place(members)
        title = info.title or words.site_title.format(short=info.short or info.organisation)
        label = (
            isolated(category.label, category.label_language, direction(members.language)) if category else ""
        )
        return Feed(
            language=members.language,
            category=category,
            folder=folder,
            tag=self._site.feed_tag(members.language, members.term),
            title=words.feed_of_category.format(title=title, category=label) if category else title,
            subtitle=info.description or words.site_description.format(organisation=info.organisation),
            updated=max((listing.updated for listing in listings), default=self._beginning),
            entries=self.entries(listings),
            total=sum(not listing.withdrawn for listing in members.listings),
            former=former,
        )

    def _place(self, members: Membership) -> tuple[Category | None, str, tuple[str, ...]]:
        """The category of a feed or a list, the folder it lies in, and former ones."""
        language, term, site = members.language, members.term, self._site
        if term is None:
            return None, language, ()
        return site.category(term, language), f"{language}/{term}", site.former_folders(language, term)

    def publication_list(self, members: Membership, highlight: str | None) -> PublicationList:
        """A list of publications; that of a whole language has a lead."""
        category, folder, former = self._place(members)
        lead = None if category else select.leading(members, highlight, self._site)
        years = groupby(members.listings, lambda each: each.published.year if each.dated else 0)
        elsewhere: Mapping[str, list[Listing]] = defaultdict(list)
        for each in members.elsewhere:
            elsewhere[each.language].append(each)
        return PublicationList(
            language=members.language,
            category=category,
            folder=folder,
            total=sum(not each.withdrawn for each in members.listings),
            lead=self.entries([lead] if lead else []),
            years=tuple(ListGroup(members.language, self.entries([*found]), year) for year, found in years),
            elsewhere=tuple(
                ListGroup(language, self.entries(found)) for language, found in elsewhere.items()
            ),
            former=former,
        )

    def edition(self, period: Period, language: str, members: Mapping[str, EditionMembers]) -> Edition:
        """One language's edition of a period; `members` has those of all languages."""
        edition = Edition(
            period=period,
            language=language,
            groups=tuple(
                Group(self._site.category(term, language), self.entries(listings))
                for term, listings in members[language].groups
            ),
            elsewhere=self.entries(members[language].elsewhere),
            languages=tuple(members),
        )
        return edition.edited(self._project.edition_files.get(period) or EditionFile())

    def newsletters(self, language: str, over: Sequence[PastEditions]) -> Feed:
        """The feed of a language's editions, newest first."""
        info, words = self._site.languages[language], wording(language, self._site)
        folder = f"newsletters/{language}"
        newest = [each for each in reversed(over) if language in each.members][:_MOST_EDITIONS]
        entries = tuple(self._edition_entry(each, language) for each in newest)
        return Feed(
            language=language,
            category=None,
            folder=folder,
            tag=self._site.tag(folder),
            title=words.feed_of_category.format(
                title=info.short or info.organisation, category=words.newsletters_heading
            ),
            subtitle=words.newsletters_explained,
            updated=max((entry.updated for entry in entries), default=self._beginning),
            entries=entries,
            total=len(entries),
        )

    def _edition_entry(self, past: PastEditions, language: str) -> Entry:
        """An edition as an entry of a feed, without its content."""
        (period, members, published), site = past, self._site
        own, file, folder = (
            members[language],
            self._project.edition_files.get(period),
            f"newsletters/{period}",
        )
        subjects = {each: words.subject for each, words in (file.words if file else {}).items()}
        titles = {each: subjects.get(each) or edition_title(period, each, site) for each in members}
        listings = chain(own.elsewhere, *(listings for _, listings in own.groups))
        return Entry(
            publication_id=str(period),
            tag=site.tag(f"newsletters/{language}/{period}"),
            language=language,
            title=titles[language],
            url=site.address(f"{folder}/{language}.html"),
            has_page=True,
            published=published,
            updated=max(published, *(listing.updated for listing in listings)),
            authors=(Author(site.languages[language].organisation, site.url[language]),),
            translations=tuple(
                Alternative(each, title, site.address(f"{folder}/{each}.html"))
                for each, title in titles.items()
                if each != language
            ),
        )


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
    resolver = Resolver(project, selection)
    members = list(select.feeds(listings, site))
    by_period = dict(select.editions(listings, site, wanted))
    past = [
        PastEditions(span, made, published)
        for span, made in by_period.items()
        if (published := select.edition_published(span, site, selection.now, selection.issued.get(span)))
    ]
    archives = chain.from_iterable(map(resolver.archives, members))
    editor = next(map(project.edition_files.get, reversed(select.periods(listings))), None)
    highlight = editor.highlight if editor else None
    lists = [*select.lists(listings, site)] if Part.PAGES in parts else []
    paged = [each for each in listings if Part.PAGES in parts and _has_page(each, project)]
    return Contents(
        site=site,
        feeds=tuple(map(resolver.feed, members)),
        archives=tuple(archives) if Part.ARCHIVES in parts else (),
        editions=tuple(
            resolver.edition(span, each, made) for span, made in by_period.items() for each in made
        ),
        periods=tuple(by_period),
        pages=tuple(resolver.pages(paged, lists)),
        files={**project.assets, **_public_files(project, listings)},
        assets=project.assets,
        forms=forms or {},
        newsletters=tuple(resolver.newsletters(each, past) for each in site.languages),
        lists=tuple(resolver.publication_list(each, highlight) for each in lists),
    )


def _has_page(listing: Listing, project: Project) -> bool:
    version = project.metadata[listing.publication_id].translations[listing.language]
    return listing.withdrawn or not version.has_url


def _public_files(project: Project, listings: Sequence[Listing]) -> dict[str, Source]:
    """Files beside public entries, by their path in the output; a withdrawn entry's are not among them."""
    files: dict[str, Source] = {}
    for listing in (each for each in listings if not each.withdrawn):
        meta = project.metadata[listing.publication_id]
        version = meta.translations[listing.language]
        files |= {f"files/{meta.id}/{name}": project.beside(meta, name) for name, _ in version.files}
        if image := version.image:
            file = project.beside(meta, image.name)
            large, small = picture_paths(meta.id, image.name, image.type)
            files |= {large: Scaled(file, LARGE, image.type), small: Scaled(file, SMALL, image.type)}
    return files
