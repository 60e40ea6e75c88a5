"""The page that greets in every language and leads into each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cchr_feeds.model.output import Feed
from cchr_feeds.model.site import Site
from cchr_feeds.render.formats import Followable
from cchr_feeds.render.layout import follow_path, layout
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.wording import wording

TEMPLATE = "pages/index.html.j2"


def index_html(feeds: Sequence[Feed], links: Followable, site: Site, templates: Templates) -> str:
    """The whole page; the main language comes first."""
    return templates.html(
        TEMPLATE,
        **layout(site, site.main_language, "index.html"),
        current="publications",
        direction=direction,
        wording=partial(wording, site=site),
        follow_path=follow_path,
        sections=[feed for feed in feeds if feed.category is None],
        feed_links=[*links.publications, *links.newsletters],
    )
