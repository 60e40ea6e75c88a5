"""The page that greets in every language, with the newest of each, and leads into it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from cchr_feeds.model.output import PublicationList
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import CallToAction, Row, rows_of
from cchr_feeds.render.formats import Followable
from cchr_feeds.render.layout import home_path, layout, tongue_in
from cchr_feeds.render.markup import Html
from cchr_feeds.render.pages.list_page import lead_of
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.text.wording import Wording, wording

TEMPLATE = "pages/index.html.j2"

NEWEST = 3
"""How many entries of a language follow the one that leads."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """A language's part of the page, in its own words."""

    language: str
    words: Wording
    tongue: partial[Html]
    lead: tuple[Row, CallToAction] | None
    rows: Sequence[Row]
    all: CallToAction


def newest_of(lists: Sequence[PublicationList]) -> tuple[PublicationList, ...]:
    """The list of each language, as far as the page shows it: it depends on no more than that."""
    return tuple(
        replace(
            listed,
            years=tuple(
                replace(group, entries=group.entries[: NEWEST + 1]) for group in listed.years[: NEWEST + 1]
            ),
            elsewhere=(),
        )
        for listed in lists
        if listed.category is None
    )


def index_html(newest: Sequence[PublicationList], feeds: Followable, site: Site, templates: Templates) -> str:
    """The whole page; the main language comes first."""
    return templates.html(
        TEMPLATE,
        **layout(site, site.main_language, "index.html"),
        current="",
        greetings=[_greeting(listed, site) for listed in newest],
        feed_links=[*feeds.publications, *feeds.newsletters],
    )


def _greeting(listed: PublicationList, site: Site) -> Greeting:
    lead, words = {entry.tag for entry in listed.lead}, wording(listed.language, site)
    others = [each for group in listed.years for each in group.entries if each.tag not in lead]
    return Greeting(
        listed.language,
        words,
        tongue_in(listed.language),
        lead_of(listed, site),
        rows_of(others[:NEWEST], site),
        CallToAction(words.all_publications, home_path(listed.language)),
    )
