"""What an edition says as a letter, whichever form it takes: HTML, plain text, message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode, urlsplit, urlunsplit

from cchr_feeds.model.outcome import Edition, Group
from cchr_feeds.model.parsing import paragraphs_of
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.text.cut import truncate
from cchr_feeds.text.dates import date_in_words, digits, period_in_words
from cchr_feeds.text.wording import Wording, wording

PREHEADER_CLUSTERS = 90
"""What phones show of a preheader beside the subject."""


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """The same period's edition in another language, `name` and `invitation` being in that language."""

    language: str
    name: str
    url: str
    invitation: str


@dataclass(frozen=True, slots=True)
class Letter:
    """An edition of a site, and what follows from the two.

    `full` is how many entries say more than their title, for mails that would be too long; `None` is all.
    """

    edition: Edition
    site: Site
    full: int | None = None

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.edition.language

    @property
    def words(self) -> Wording:
        """Our own wording in its language."""
        return wording(self.language)

    @property
    def organisation(self) -> str:
        """Who sends it, in full."""
        return self.site.languages[self.language].organisation

    @property
    def period(self) -> str:
        """Its month, quarter or year in words."""
        return period_in_words(self.edition.period, self.language)

    @property
    def title(self) -> str:
        """What it is called, with its period."""
        name = self.site.languages[self.language].short or self.organisation
        return self.words.edition_title.format(short=name, period=self.period)

    @property
    def subject(self) -> str:
        """The editor's subject, or its title."""
        return self.edition.editor.subject or self.title

    @property
    def preheader(self) -> str:
        """The line that mail clients show after the subject: the editor's, or the first titles."""
        entries = self.edition.entries or self.edition.elsewhere
        ours = " · ".join((self.count, *(entry.title for entry in entries)))
        return self.edition.editor.preheader or truncate(ours, PREHEADER_CLUSTERS)

    @property
    def count(self) -> str:
        """How many entries it holds, in words."""
        number = len(self.edition.entries) or len(self.edition.elsewhere)
        pattern = self.words.preheader_count_one if number == 1 else self.words.preheader_count
        return pattern.format(count=digits(number, self.language))

    @property
    def sections(self) -> tuple[Group, ...]:
        """Its entries by category, the highlighted one first and alone."""
        groups = [group for whole in self.edition.groups for group in _split(whole, self.edition.highlight)]
        groups.sort(key=lambda group: self.is_highlight(group.entries[0]), reverse=True)
        return tuple(_abridged(groups, self.full))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries in the order they are shown."""
        return tuple(entry for group in self.sections for entry in group.entries)

    def is_highlight(self, entry: Entry) -> bool:
        """Whether the editor put this entry first."""
        return entry.publication_id == self.edition.highlight

    @property
    def url(self) -> str:
        """Where it can be read in the browser."""
        return self._address(self.language)

    @property
    def index_url(self) -> str:
        """The page that lists all editions."""
        return self.site.address("newsletters/index.html")

    @property
    def image(self) -> str:
        """A picture for where the page is shared: the first entry's that has one, else the logo."""
        pictures = (entry.image.url for entry in self.entries if entry.image)
        logo = self.site.brand.logo
        return next(pictures, logo[self.language] if logo else "")

    @property
    def others(self) -> tuple[OtherEdition, ...]:
        """The same period's editions in the other languages."""
        return tuple(
            OtherEdition(
                language,
                self.language_name(language),
                self._address(language),
                wording(language).other_language,
            )
            for language in self.edition.languages
            if language != self.language
        )

    def _address(self, language: str) -> str:
        return self.site.address(f"{self.edition.folder}/{language}.html")

    @property
    def postal_lines(self) -> list[str]:
        """The postal address."""
        address = self.site.newsletter.postal_address
        return [line.strip() for line in address[self.language].splitlines()] if address else []

    @property
    def moment(self) -> datetime:
        """The message's date: when the newest of what it holds was last changed."""
        return max(entry.updated for entry in (*self.edition.entries, *self.edition.elsewhere))

    def date(self, entry: Entry) -> str:
        """When the entry came out, as precisely as anybody knows; empty when nobody does."""
        return date_in_words(entry.date, self.language, self.site.timezone) if entry.date else ""

    def paragraphs(self, entry: Entry) -> Sequence[str]:
        """The entry's summary."""
        return paragraphs_of(entry.summary)

    def language_name(self, language: str) -> str:
        """What a language calls itself."""
        return self.site.languages[language].name

    def link(self, url: str) -> str:
        """The address with the site's campaign parameters, unless it has some already."""
        utm = self.site.newsletter.utm
        parts = urlsplit(url)
        if utm is None or "utm_" in parts.query or parts.scheme not in ("http", "https"):
            return url
        chosen = {"utm_source": utm.source, "utm_medium": utm.medium, "utm_campaign": utm.campaign}
        added = urlencode({name: value for name, value in chosen.items() if value})
        return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))


def _split(group: Group, highlight: str | None) -> Iterator[Group]:
    """The group, or the highlighted entry and the rest of it."""
    first = tuple(entry for entry in group.entries if entry.publication_id == highlight)
    rest = tuple(entry for entry in group.entries if entry.publication_id != highlight)
    return (replace(group, entries=entries) for entries in (first, rest) if entries)


def _abridged(groups: Sequence[Group], full: int | None) -> Iterator[Group]:
    seen = 0
    for group in groups:
        whole = len(group.entries) if full is None else max(full - seen, 0)
        seen += len(group.entries)
        yield replace(group, entries=(*group.entries[:whole], *map(_title_only, group.entries[whole:])))


def _title_only(entry: Entry) -> Entry:
    return replace(entry, summary="", image=None, enclosures=(), translations=())
