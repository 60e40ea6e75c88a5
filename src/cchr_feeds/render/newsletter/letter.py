"""What an edition says as a letter, whichever form it takes: HTML, plain text, message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from urllib.parse import urlencode, urlsplit, urlunsplit

from cchr_feeds.model.output import Edition, Group
from cchr_feeds.model.picture import Picture
from cchr_feeds.model.publication import Enclosure, Entry
from cchr_feeds.model.site import Site, Utm
from cchr_feeds.model.values import paragraphs_of
from cchr_feeds.render.content import enclosure_kind
from cchr_feeds.segmentation.shorten import truncate
from cchr_feeds.text.cldr import listed
from cchr_feeds.text.formatting import date_in_words, digits, edition_title, period_in_words
from cchr_feeds.text.wording import Wording, invitation, wording

PREHEADER_CLUSTERS = 90
"""What phones show of a preheader beside the subject."""

PICTURE_WIDTH = 552
"""Pixels between the margins of the letter."""

UNSUBSCRIBE, VIEW_ONLINE = "\x1aunsubscribe\x1a", "\x1aonline\x1a"
PLACE = re.compile("\x1a[a-z]+\x1a")
"""Where a service's own addresses go, marked by a control character that no text of ours can hold."""


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """The same period's edition in another language, `name` and `invitation` being in that language.

    Where we have no words of the language, the invitation is its name.
    """

    language: str
    name: str
    url: str
    invitation: str


@dataclass(frozen=True)
class Letter:
    """An edition of a site as a letter to its readers.

    Where all of it is too long for a mail, `whole` is how many entries it shows with more than their
    titles, and `listed` how long its lists of titles may be. `for_service` leaves places for a mail
    service's own addresses.
    """

    edition: Edition
    site: Site
    whole: int | None = None
    listed: int | None = None
    for_service: bool = False

    def shortened(self, whole: int, listed: int) -> Letter:
        """A shorter copy, which keeps what this letter has worked out so far."""
        shorter = copy(self)
        vars(shorter).update(whole=whole, listed=listed)
        return shorter

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.edition.language

    @cached_property
    def words(self) -> Wording:
        """Our own wording in its language."""
        return wording(self.language, self.site)

    @property
    def organisation(self) -> str:
        """Who sends it, in full."""
        return self.site.languages[self.language].organisation

    @cached_property
    def period(self) -> str:
        """Its month, quarter or year in words."""
        return period_in_words(self.edition.period, self.language, self.site)

    @property
    def kind(self) -> str:
        """What it is: a monthly, quarterly or yearly newsletter."""
        words, period = self.words, self.edition.period
        if period.is_month:
            return words.newsletter_of_month
        return words.newsletter_of_quarter if period.quarter else words.newsletter_of_year

    @cached_property
    def title(self) -> str:
        """What it is called, with its period."""
        return edition_title(self.edition.period, self.language, self.site)

    @property
    def subject(self) -> str:
        """The editor's subject, or its title."""
        return self.edition.editor.subject or self.title

    @cached_property
    def preheader(self) -> str:
        """The line that mail clients show after the subject: the editor's, or the first titles."""
        titles = (entry.title for entry in (self.entries or self.edition.elsewhere)[:3])
        shown = " · ".join((self.count, *titles))
        return self.edition.editor.preheader or truncate(shown, PREHEADER_CLUSTERS)

    @cached_property
    def count(self) -> str:
        """How many entries it holds, in words."""
        number = len(self.entries) or len(self.edition.elsewhere)
        return self.words.entries_count.form(number).format(count=digits(number, self.language, self.site))

    @property
    def sections(self) -> tuple[Group, ...]:
        """The entries it shows whole, by category, the highlighted one first and alone."""
        shown, left = [], len(self.entries) if self.whole is None else self.whole
        for group in self._groups:
            if left > 0:
                shown.append(Group(group.category, group.entries[:left]))
            left -= len(group.entries)
        return tuple(shown)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All its entries, in the order they are shown."""
        return tuple(entry for group in self._groups for entry in group.entries)

    @cached_property
    def _groups(self) -> list[Group]:
        groups = [(group.category, tuple(group.entries)) for group in self.edition.groups]
        return [
            Group(category, entries)
            for chosen in (True, False)
            for category, every in groups
            if (entries := tuple(each for each in every if self.is_highlight(each) is chosen))
        ]

    @property
    def contents(self) -> list[tuple[Entry, str]]:
        """The entries to list, each with where its title leads."""
        listed = self.entries[: self.listed]
        return [(entry, self.target(entry, number)) for number, entry in enumerate(listed)]

    def target(self, entry: Entry, number: int) -> str:
        """Where the title of an entry, the `number`-th, leads: to its place below, or to the web."""
        is_below = self.whole is None or number < self.whole
        return f"#{entry.publication_id}" if is_below else self.link(entry.url)

    @property
    def elsewhere(self) -> Sequence[Entry]:
        """The entries in other languages only that it lists."""
        return self.edition.elsewhere[: self.listed]

    def more(self, everything: Sequence[object], shown: int | None) -> str:
        """How many of these are on the web alone, in words; empty where all are shown."""
        left = 0 if shown is None else len(everything) - shown
        if left <= 0:
            return ""
        return self.words.more_on_the_web.form(left).format(count=digits(left, self.language, self.site))

    def is_highlight(self, entry: Entry) -> bool:
        """Whether the editor put this entry first."""
        return entry.publication_id == self.edition.highlight

    @cached_property
    def url(self) -> str:
        """Where it can be read in the browser."""
        return self._address(self.language)

    @property
    def online(self) -> str:
        """Where the mail's link to its copy on the web leads."""
        return VIEW_ONLINE if self.for_service else self.link(self.url)

    @property
    def unsubscribe(self) -> str:
        """Where a reader leaves the list; empty where the site does not say."""
        address = self.site.newsletter.unsubscribe
        if self.for_service:
            return UNSUBSCRIBE
        return address[self.language] if address else ""

    @property
    def index_url(self) -> str:
        """The page that lists all editions."""
        return self.site.address("newsletters/index.html")

    @property
    def image(self) -> str:
        """A picture for where the page is shared: the first entry's that has one, else the logo."""
        pictures = (entry.image.url for entry in self.entries if entry.image)
        logo = self.site.brand.logo
        return next(pictures, logo[self.language].url if logo else "")

    @cached_property
    def others(self) -> tuple[OtherEdition, ...]:
        """The same period's editions in the other languages."""
        return tuple(
            OtherEdition(
                language,
                self.language_name(language),
                self._address(language),
                invitation(language, self.site),
            )
            for language in self.edition.languages
            if language != self.language
        )

    def _address(self, language: str) -> str:
        return self.site.address(f"{self.edition.folder}/{language}.html")

    @property
    def postal_lines(self) -> list[str]:
        """The postal address, without a first line that only repeats the organisation's name."""
        address = self.site.newsletter.postal_address
        lines = [line.strip() for line in address[self.language].splitlines()] if address else []
        return lines[1:] if lines[:1] == [self.organisation] else lines

    @property
    def moment(self) -> datetime:
        """The message's date: when the newest of what it holds was last changed."""
        return max(entry.updated for entry in (*self.entries, *self.edition.elsewhere))

    def date(self, entry: Entry) -> str:
        """When the entry came out, as precisely as it is known; empty where it is not."""
        return date_in_words(entry.date, self.language, self.site) if entry.date else ""

    def paragraphs(self, entry: Entry) -> Sequence[str]:
        """The entry's summary."""
        return _paragraphs(entry.summary)

    def kind_of(self, enclosure: Enclosure, entry: Entry) -> str:
        """What a document is, how large, and in which language: "PDF, 1.5 MB, English"."""
        kind = enclosure_kind(enclosure, self.language, self.site)
        return listed([kind, self.language_name(entry.language)], self.language)

    def picture_width(self, image: Picture) -> int:
        """In how many pixels a picture is shown: never larger than it is."""
        return min(image.width or PICTURE_WIDTH, PICTURE_WIDTH)

    def language_name(self, language: str) -> str:
        """What a language calls itself."""
        return self.site.languages[language].name

    def link(self, url: str) -> str:
        """The address with the site's campaign parameters, unless it has some already."""
        return _with_campaign(url, self.site.newsletter.utm)


_paragraphs = lru_cache(maxsize=1024)(paragraphs_of)  # each is asked for by the HTML and by the text


@lru_cache(maxsize=1024)
def _with_campaign(url: str, utm: Utm | None) -> str:
    """The address with the campaign's parameters, unless it has some already or is no web address."""
    if utm is None or not url.startswith("http"):
        return url
    parts = urlsplit(url)
    if "utm_" in parts.query:
        return url
    chosen = {"utm_source": utm.source, "utm_medium": utm.medium, "utm_campaign": utm.campaign}
    added = urlencode({name: value for name, value in chosen.items() if value})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))
