"""The page of an entry that has no address elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchr_feeds.khmer.shorten import truncate
from cchr_feeds.model.colours import palette
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import body_html, enclosure_kind
from cchr_feeds.render.formats import FeedLink, Followable
from cchr_feeds.render.pages.structured_data import json_ld
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.unbroken import Html, unbroken, unbroken_html
from cchr_feeds.text.formatting import shown_date
from cchr_feeds.text.wording import wording

TEMPLATE = "pages/entry.html.j2"
DESCRIPTION_CLUSTERS = 200
"""About what search engines and messengers show below a title."""

# Facebook wants a territory with every language (ogp.me, og:locale); these are the ones meant by default.
_TERRITORIES = {"en": "en_US", "km": "km_KH"}


def entry_path(entry: Entry) -> str:
    """Where the entry's page lies in the output."""
    return f"publications/{entry.publication_id}/{entry.language}.html"


def entry_html(entry: Entry, feeds: Followable, site: Site, templates: Templates) -> str:
    """The whole page, with links to those of the feeds that its readers may follow."""
    return templates.html(
        TEMPLATE,
        entry=entry,
        site=site,
        root="../../",
        language=entry.language,
        words=wording(entry.language),
        wording=wording,
        organisation=site.languages[entry.language].organisation,
        description=truncate(entry.summary or entry.title, DESCRIPTION_CLUSTERS),
        date=shown_date(entry, site),
        heading=unbroken(entry.title, site.keep_together),
        body=_body(entry, site),
        kind=enclosure_kind,
        image=_image(entry, site),
        locale=og_locale,
        json_ld=None if entry.withdrawn else json_ld(entry, site),
        feed_links=list(_links_for(entry, feeds.links)),
        colours=palette(site.brand.colour),
    )


def _body(entry: Entry, site: Site) -> Html:
    """What stands below the heading, which says the title already."""
    if not entry.body and not entry.summary:
        return Html()
    return unbroken_html(scrollable_tables(body_html(entry, site)), site.keep_together)


def scrollable_tables(html: str) -> str:
    """Clean HTML whose tables, where they are too wide, can be scrolled by keyboard too."""
    opened = html.replace("<table>", '<div class="table" role="group" tabindex="0"><table>')
    return opened.replace("</table>", "</table></div>")


def og_locale(language: str) -> str:
    """The language as Open Graph writes it (`en_US`); empty where the territory is not known."""
    primary, _, rest = language.partition("-")
    territory = next((part for part in rest.split("-") if len(part) == 2), "")
    return f"{primary}_{territory.upper()}" if territory else _TERRITORIES.get(primary, "")


def _image(entry: Entry, site: Site) -> str:
    """A picture for where the page is shared: its own, else the logo."""
    if entry.image:
        return entry.image.url
    return site.brand.logo[entry.language] if site.brand.logo else ""


def _links_for(entry: Entry, links: Sequence[FeedLink]) -> Iterator[FeedLink]:
    """The feeds of all entries in its language, of its categories there, of all in the other languages."""
    for term in (None, *(category.term for category in entry.categories)):
        yield from (link for link in links if (link.language, link.term) == (entry.language, term))
    yield from (link for link in links if link.term is None and link.language != entry.language)
