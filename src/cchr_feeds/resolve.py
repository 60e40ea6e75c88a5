"""From a listing to an entry with everything a renderer needs; nothing here knows a file or a format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from cchr_feeds.model.dates import Period
from cchr_feeds.model.entries import Entries
from cchr_feeds.model.output import Edition, EditorsWords, Feed, Group
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import (
    Alternative,
    Author,
    Enclosure,
    Entry,
    File,
    Listing,
    Publication,
    Translation,
)
from cchr_feeds.select import EditionMembers, Membership, archives
from cchr_feeds.text.dates import date_in_words
from cchr_feeds.text.wording import wording

MOST_RESOLVED = 20_000
"""Entries that are kept resolved at a time; neighbours in time are asked for together."""


class Resolver:
    """The public entries of a project, made when somebody looks at them, and kept for a while."""

    def __init__(self, project: Project, listings: Sequence[Listing], gone: Sequence[Listing] = ()) -> None:
        self._project = project
        self._site = project.site
        self._gone = gone if project.site.feeds.tombstones else ()
        self._public: Mapping[str, list[Listing]] = defaultdict(list)
        for listing in listings:
            self._public[listing.publication_id].append(listing)
        self._entry = lru_cache(MOST_RESOLVED)(self._resolved)

    def entry(self, listing: Listing) -> Entry:
        """A publication in one language, resolved."""
        return self._entry(listing)

    def entries(self, listings: Sequence[Listing]) -> Entries:
        """The entries of listings, in their order: each a publication in one language, resolved."""
        return Entries(listings, self._entry, self._state)

    def _state(self, listing: Listing) -> str:
        """Stands for the entry: its file, in which languages readers see it, and whether as a notice."""
        card, public = self._project.cards[listing.publication_id], self._public[listing.publication_id]
        languages = ",".join([other.language for other in public])
        return f"{card.digest}{card.files or ''}/{listing.language}/{languages}/{listing.withdrawn:d}"

    def _resolved(self, listing: Listing) -> Entry:
        publication, language, site = self._publication(listing), listing.language, self._site
        shown = (
            self._withdrawal_notice(publication, language)
            if listing.withdrawn
            else publication.translations[language]
        )
        return Entry(
            publication_id=publication.id,
            tag=self._tag(listing),
            language=language,
            title=shown.title,
            summary=shown.summary,
            body=shown.body,
            url=shown.url or self._page(listing),
            has_page=self.has_page(listing),
            published=listing.published,
            updated=listing.updated,
            date=publication.published_in(language),
            categories=tuple(site.category(term, language) for term in publication.category),
            topics=() if listing.withdrawn else publication.topics,
            authors=self._authors(publication, language, listing.withdrawn),
            enclosures=tuple(self._enclosure(publication.id, file) for file in shown.files),
            image=shown.image,
            translations=tuple(self._alternatives(listing)),
            withdrawn=listing.withdrawn,
        )

    def _publication(self, listing: Listing) -> Publication:
        return self._project.publications[listing.publication_id]

    def has_page(self, listing: Listing) -> bool:
        """Whether a page is made for the entry, which then has no address elsewhere."""
        version = self._project.cards[listing.publication_id].translations[listing.language]
        return listing.withdrawn or not version.has_url

    def _page(self, listing: Listing) -> str:
        return self._site.address(f"publications/{listing.publication_id}/{listing.language}.html")

    def _withdrawal_notice(self, publication: Publication, language: str) -> Translation:
        """What readers see of a withdrawn publication: nothing of what it said."""
        words, withdrawn = wording(language), publication.withdrawn
        if withdrawn is None:
            raise ValueError(f"{publication.id} is not withdrawn")
        date = date_in_words(withdrawn.on, language, self._site.timezone)
        text = words.withdrawn_text.format(date=date, reason=withdrawn.reason[language])
        return Translation(title=words.withdrawn_title, summary=text)

    def _authors(self, publication: Publication, language: str, withdrawn: bool) -> tuple[Author, ...]:
        organisation = Author(self._site.languages[language].organisation, self._site.url[language])
        return (organisation,) if withdrawn else publication.authors or (organisation,)

    def _enclosure(self, publication_id: str, file: File) -> Enclosure:
        url = file.url or self._site.address(f"files/{publication_id}/{file.file}")
        return Enclosure(url, file.type, file.length, file.title)

    def _alternatives(self, listing: Listing) -> list[Alternative]:
        """The other languages readers may see, in the site's order."""
        others = {other.language: other for other in self._public[listing.publication_id]}
        return [
            self._alternative(others[language])
            for language in self._site.languages
            if language in others and language != listing.language
        ]

    def _alternative(self, listing: Listing) -> Alternative:
        if listing.withdrawn:
            return Alternative(
                listing.language, wording(listing.language).withdrawn_title, self._page(listing)
            )
        translation = self._publication(listing).translations[listing.language]
        return Alternative(listing.language, translation.title, translation.url or self._page(listing))

    def feed(self, members: Membership) -> Feed:
        """A live feed: the newest of its members, as many as the site's limit allows, and every notice.

        A notice of a withdrawal is for whoever has the entry, which may have left the feed long ago.
        """
        years, limit = archives(members, self._site), self._site.feeds.limit
        notices = (listing for listing in members.listings[limit:] if listing.withdrawn)
        feed = self._feed(members, (*members.listings[:limit], *notices))
        return replace(
            feed, previous_year=max(years, default=None), tombstones=tuple(self._tombstones(members))
        )

    def _tombstones(self, members: Membership) -> Iterator[tuple[str, datetime]]:
        """The entries that have left this feed for good."""
        for listing in self._gone:
            if listing.language == members.language and members.term in (None, *listing.categories):
                yield self._tag(listing), listing.updated

    def _tag(self, listing: Listing) -> str:
        return self._site.tag(f"{listing.publication_id}/{listing.language}")

    def archives(self, members: Membership) -> Iterator[Feed]:
        """The yearly archives of a language, once its live feed no longer holds everything.

        The oldest comes first.
        """
        previous = None
        for year, listings in archives(members, self._site).items():
            yield replace(self._feed(members, listings), year=year, previous_year=previous)
            previous = year

    def _feed(self, members: Membership, listings: Sequence[Listing]) -> Feed:
        info, words = self._site.languages[members.language], wording(members.language)
        category = self._site.category(members.term, members.language) if members.term else None
        title = info.title or words.site_title.format(short=info.short or info.organisation)
        folder = f"{members.language}/{members.term}" if members.term else members.language
        return Feed(
            language=members.language,
            category=category,
            folder=folder,
            tag=self._site.tag(f"feeds/{folder}"),
            title=words.feed_of_category.format(title=title, category=category.label) if category else title,
            subtitle=info.description or words.site_description.format(organisation=info.organisation),
            updated=self._changed(listings),
            entries=self.entries(listings),
            total=sum(not listing.withdrawn for listing in members.listings),
        )

    def _changed(self, listings: Sequence[Listing]) -> datetime:
        """When the newest change was; what an empty feed says of it is the same for ever."""
        beginning = datetime(self._site.since, 1, 1, 7, tzinfo=self._site.timezone)
        return max((listing.updated for listing in listings), default=beginning)

    def edition(
        self, period: Period, members: EditionMembers, all_members: Sequence[EditionMembers]
    ) -> Edition:
        """One language's edition of a period, of which there are as many as `all_members`."""
        file = self._project.editors.get(period)
        return Edition(
            period=period,
            language=members.language,
            groups=tuple(
                Group(self._site.category(term, members.language), self.entries(listings))
                for term, listings in members.groups
            ),
            elsewhere=self.entries(members.elsewhere),
            languages=tuple(each.language for each in all_members),
            editor=(file.words.get(members.language) if file else None) or EditorsWords(),
            highlight=file.highlight if file else None,
        )
