"""What an edition says as a letter, whichever form it takes: HTML, plain text, message."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, lru_cache
from urllib.parse import urlencode, urlsplit, urlunsplit

from cchr_feeds.model.output import Edition
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site, Utm
from cchr_feeds.model.values import Picture
from cchr_feeds.render.content import CallToAction, call_to_action, enclosure_kind
from cchr_feeds.render.layout import follow_path, home_path
from cchr_feeds.render.weaves import weave_address
from cchr_feeds.segmentation.fit import truncate, whole_sentences, width
from cchr_feeds.text.cldr import direction, language_name
from cchr_feeds.text.formatting import counted, date_in_words, edition_title, is_in_capitals, period_in_words
from cchr_feeds.text.scripts import isolated, unmistakable
from cchr_feeds.text.wording import Counted, Wording, invitation, wording

PREHEADER_CLUSTERS = 90
"""What phones show of a preheader beside the subject."""

PICTURE_WIDTH, PICTURE_HEIGHT = 600, 450
"""Pixels: the width of the letter, and how high its lead's picture may be."""

LEAD_TEASER, ROW_TEASER = 300, 220
"""How many clusters of an entry's summary the letter shows at most."""

CONTENTS_FROM, CONTENTS_LINES = 5, 8
"""From how many entries on there is a list of contents, and how long it is at most."""

UNSUBSCRIBE, VIEW_ONLINE = "\x1aunsubscribe\x1a", "\x1aonline\x1a"
PLACE = re.compile("\x1a[a-z]+\x1a")
"""Where a service's own addresses go, marked by a control character that no text of ours can hold."""


@dataclass(frozen=True, slots=True)
class OtherEdition:
    """The same period's edition in another language, with an invitation to read it in that language."""

    language: str
    url: str
    invitation: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry, or those of a series under its name."""

    entries: tuple[Entry, ...]
    series: str = ""

    @property
    def is_series(self) -> bool:
        """Whether it lists several entries by their titles."""
        return len(self.entries) > 1

    @property
    def anchor(self) -> str:
        """Where links within the letter lead."""
        return self.entries[0].publication_id


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of a category, under its label; the first is the `first`-th of the letter."""

    label: str
    label_language: str
    anchor: str
    rows: tuple[Row, ...]
    first: int

    @property
    def entries(self) -> list[Entry]:
        """The entries of all its rows."""
        return [entry for row in self.rows for entry in row.entries]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What came out in another language only, as its readers are asked to read it."""

    language: str
    label: str
    anchor: str
    invitation: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents: what it is about, how much that is in words, and where in the letter.

    It is left out with the `row`-th row; a line with none is about what is not in rows.
    """

    title: str
    count: str
    anchor: str
    row: int = -1


@dataclass(frozen=True)
class Letter:
    """An edition of a site as a letter to its readers.

    `whole` is how many rows it shows, and `listed` how many titles in other languages: fewer than there are
    where all of it is too long for a mail. `for_service` leaves places for a mail service's own addresses.
    """

    edition: Edition
    site: Site
    whole: int = sys.maxsize
    listed: int = sys.maxsize
    for_service: bool = False

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

    @cached_property
    def subject(self) -> str:
        """The editor's subject; or the title of what leads, and what the letter is called."""
        if self.edition.editor.subject or not self.lead:
            return unmistakable(self.edition.editor.subject or self.title, self.language)
        lead = isolated(self.lead.title, self.lead.language, direction(self.language))
        return unmistakable(self.words.edition_subject.format(lead=lead, edition=self.title), self.language)

    @cached_property
    def preheader(self) -> str:
        """The line that mail clients show after the subject: the editor's, or what else the letter holds."""
        if self.edition.editor.preheader:
            return self.edition.editor.preheader
        lead = [self.lead.title] if self.lead and self.edition.editor.subject else []
        rows = [row.series if row.is_series else row.entries[0].title for row in self.rows]
        rows = rows or [entry.title for entry in self.edition.elsewhere]
        way = direction(self.language)
        told = (isolated(title, self.language, way) for title in [*lead, *rows][:3])
        shown = " · ".join(told) or (self.lead.summary if self.lead else "")
        return truncate(shown, PREHEADER_CLUSTERS)

    @property
    def number(self) -> int:
        """How many entries it holds in its language; where there is none, in others."""
        return len(self.entries) or len(self.edition.elsewhere)

    @property
    def count(self) -> str:
        """The same in words."""
        return self._counted(self.words.entries_count, self.number)

    def _counted(self, text: Counted, number: int) -> str:
        return counted(text, number, self.language, self.site) if number else ""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All its entries, by category, those first that the editor wants first."""
        return tuple(entry for group in self.edition.in_order for entry in group.entries)

    @cached_property
    def lead(self) -> Entry | None:
        """What the letter begins with: the editor's choice, else the newest with a date, else the first."""
        first = (self.edition.highlight, *self.edition.order)
        chosen = [each for wanted in first for each in self.entries if each.publication_id == wanted]
        dated = [entry for entry in self.entries if entry.date]
        newest = [max(dated, key=lambda entry: entry.published.date())] if dated else []
        return next(iter([*chosen, *newest, *self.entries]), None)

    def set_in(self, entry: Entry, size: int) -> int:
        """In how many pixels the title is set: in fewer where it is all in capitals."""
        return round(0.86 * size) if is_in_capitals(entry.short_title) else size

    @cached_property
    def _sections(self) -> list[Section]:
        sections, first = [], 0
        for category, entries in ((group.category, group.entries) for group in self.edition.in_order):
            by_series: dict[str, list[Entry]] = {}  # a row stands where the first of a series does
            for entry in (each for each in entries if each is not self.lead):
                by_series.setdefault(entry.place.series if entry.place else f"_{entry.tag}", []).append(entry)
            rows = tuple(
                Row(tuple(members), "" if name.startswith("_") else name)
                for name, members in by_series.items()
            )
            if rows:
                anchor = f"category_{category.term}"  # no id has an underscore
                sections.append(Section(category.label, category.label_language, anchor, rows, first))
            first += len(rows)
        return sections

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows below the lead."""
        return tuple(row for section in self._sections for row in section.rows)

    @property
    def sections(self) -> Sequence[Section]:
        """The rows it shows, by category."""
        shown = (each for each in self._sections if each.first < self.whole)
        return [replace(each, rows=each.rows[: self.whole - each.first]) for each in shown]

    @cached_property
    def _all_elsewhere(self) -> Sequence[Elsewhere]:
        by_language: dict[str, list[Entry]] = {}
        for entry in self.edition.elsewhere:
            by_language.setdefault(entry.language, []).append(entry)
        found = []
        for language, entries in by_language.items():
            label = self.words.only_in.format(language=language_name(language, self.language))
            invited = invitation(language, self.site)
            found.append(Elsewhere(language, label, f"only_{language}", invited, tuple(entries)))
        return found

    @property
    def elsewhere(self) -> Sequence[Elsewhere]:
        """The entries in other languages only that it lists, by language."""
        shown, left = [], self.listed
        for each in self._all_elsewhere:
            if left > 0:
                shown.append(replace(each, entries=each.entries[:left]))
            left -= len(each.entries)
        return shown

    @property
    def contents(self) -> Sequence[Line]:
        """What is in the letter besides its lead, where that is much; only what it shows."""
        return [line for line in self.lines if line.row < self.whole]

    @cached_property
    def lines(self) -> Sequence[Line]:
        """The contents of the whole letter: a line a row or, where these are too many, a category."""

        def line(title: str, entries: Sequence[Entry], anchor: str, row: int = -1) -> Line:
            return Line(title, self._counted(self.words.entries_count, len(entries)), anchor, row)

        last = [line(each.label, each.entries, each.anchor) for each in self._all_elsewhere]
        lines = [
            line(row.series, row.entries, row.anchor, number)
            if row.is_series
            else Line(row.entries[0].short_title, "", row.anchor, number)
            for number, row in enumerate(self.rows)
        ]
        if len(lines) + len(last) > CONTENTS_LINES:
            lines = [line(each.label, each.entries, each.anchor, each.first) for each in self._sections]
        shown = [*lines, *last][:CONTENTS_LINES]
        is_much = len(self.entries) + len(self.edition.elsewhere) >= CONTENTS_FROM
        return shown if is_much and len(shown) > 1 else []

    @property
    def left_out(self) -> tuple[int, int]:
        """How many entries are on the web alone, and how many in other languages."""
        left = sum(len(row.entries) for row in self.rows[self.whole :])
        return left, len(self.edition.elsewhere[self.listed :])

    @property
    def more_rows(self) -> str:
        """The first of these numbers in words; empty where there is nothing more."""
        return self._counted(self.words.more_on_the_web, self.left_out[0])

    @property
    def more_elsewhere(self) -> str:
        """The second of them."""
        return self._counted(self.words.more_on_the_web, self.left_out[1])

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
        return UNSUBSCRIBE if self.for_service else self.site.newsletter.way_out(self.language)

    @property
    def index_url(self) -> str:
        """The page that lists all editions."""
        return self.site.address("newsletters/index.html")

    @property
    def publications_url(self) -> str:
        """The page of all publications in its language."""
        return self.site.address(home_path(self.language))

    @property
    def host(self) -> str:
        """The name of the organisation's site."""
        return (urlsplit(self.site.url[self.language]).hostname or "").removeprefix("www.")

    @property
    def contact(self) -> str:
        """Where a reader can write to; empty where the site does not say."""
        contact = self.site.contact
        return f"mailto:{contact.email[self.language]}" if contact and contact.email else ""

    @property
    def subscribe(self) -> str:
        """Where a reader gets a copy of their own: where one joins, else the page that says how to follow."""
        address = self.site.newsletter.subscribe
        return address[self.language] if address else self.site.address(follow_path(self.language))

    @property
    def weave(self) -> str:
        """The picture of the lead's category."""
        return weave_address(self.lead.categories[0].term, self.site) if self.lead else ""

    @property
    def image(self) -> str:
        """A picture for where the page is shared: the first entry's that has one, else the logo."""
        pictures = (entry.image.url for entry in self.entries if entry.image)
        logo = self.site.brand.logo
        return next(pictures, logo[self.language].url if logo else "")

    @cached_property
    def others(self) -> tuple[OtherEdition, ...]:
        """The same period's editions in the other languages."""
        others = (each for each in self.edition.languages if each != self.language)
        return tuple(OtherEdition(each, self._address(each), invitation(each, self.site)) for each in others)

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

    def teaser(self, entry: Entry) -> str:
        """The beginning of its summary, longer for what leads."""
        return whole_sentences(entry.summary, LEAD_TEASER if entry is self.lead else ROW_TEASER)

    def links(self, entry: Entry) -> Sequence[CallToAction]:
        """What opens the entry, and its other documents."""
        call = call_to_action(entry, self.language, self.site)
        calls = [call]
        for document in (each for each in entry.enclosures if each.url != call.url):
            kind = enclosure_kind(document, self.language, self.site)
            calls.append(CallToAction(f"{document.title or self.words.download} ({kind})", document.url))
        return calls

    def button_width(self, text: str) -> int:
        """Pixels that a button with this text takes, where that has to be said."""
        return 48 + 11 * width(text)

    def picture_width(self, image: Picture) -> int:
        """In how many pixels a picture is shown: never larger than it is, nor higher than a title allows."""
        if not image.width or not image.height:
            return min(image.width or PICTURE_WIDTH, PICTURE_WIDTH)
        return min(image.width, PICTURE_WIDTH, PICTURE_HEIGHT * image.width // image.height)

    def link(self, url: str) -> str:
        """The address with the site's campaign parameters, unless it has some already."""
        return _with_campaign(url, self.site.newsletter.utm)


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
