"""The page that explains how to follow in a language: by mail, by feed, and on a site of one's own."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote

from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Category
from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import (
    LIMIT,
    MOST_ENTRIES,
    Script,
    component_snippet,
    embed_script,
    frame_snippet,
    list_height,
    plain_snippet,
)
from cchr_feeds.render.formats import FORMATS, RSS, Followable
from cchr_feeds.render.layout import follow_path, layout
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.text.formatting import digits
from cchr_feeds.text.wording import wording

READERS: Mapping[str, str] = {
    "Feedly": "https://feedly.com/i/subscription/feed%2F",
    "Inoreader": "https://www.inoreader.com/?add_feed=",
    "NewsBlur": "https://www.newsblur.com/?url=",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url=",
}
"""Readers that take a feed's address, percent-encoded, at the end of one of their own."""
COUNTS = (1, 2, 3, 4, LIMIT, 6, 7, 8, 9, 10, 15, 20)
"""How many entries a webmaster may choose to show."""


def follow_html(
    language: str,
    all_feeds: Sequence[Feed],
    links: Followable,
    site: Site,
    templates: Templates,
) -> str:
    """The whole page; `all_feeds` are those of every language, which a webmaster may choose from."""
    feeds = [feed for feed in all_feeds if feed.language == language]
    address = site.address(feeds[0].path(RSS.file))
    script = embed_script(templates)
    return templates.html(
        "pages/follow.html.j2",
        **layout(site, language, follow_path(language), {each: follow_path(each) for each in site.languages}),
        current="follow",
        address=address,
        readers={name: base + quote(address, safe="") for name, base in READERS.items()},
        feeds=feeds,
        rss=RSS.file,
        feed_formats=FORMATS,
        newsletter_feed=next((link for link in links.newsletters if link.language == language), None),
        choices=[_choice(each, all_feeds, site, script) for each in site.languages],
        counts=COUNTS,
        limit=LIMIT,
        digits=lambda number: digits(number, language, site),
        label=partial(_label, site, language),
        feed_links=[*links.publications, *links.newsletters],
    )


def _label(site: Site, language: str, category: Category | None) -> str:
    """A feed's category for readers of a language; in the feed's own language too, if that differs."""
    if category is None:
        return wording(language, site).all_publications
    return " · ".join(dict.fromkeys([site.categories[category.term].label[language], category.label]))


def _choice(language: str, all_feeds: Sequence[Feed], site: Site, script: Script) -> Mapping[str, object]:
    """A language that a webmaster may show: its feeds with entries, the lines to paste, and their room."""
    feeds = [feed for feed in all_feeds if feed.language == language]
    return {
        "language": language,
        "name": site.languages[language].name,
        "words": wording(language, site),
        "feeds": [feed for feed in feeds if feed.total],
        "ways": list(_ways(feeds[0], site, script)),
        "room": list_height(language),
    }


def _ways(feed: Feed, site: Site, script: Script) -> Iterator[Mapping[str, str]]:
    """The ways to show a language's feed of all categories, the best for most sites first."""
    language, words = feed.language, wording(feed.language, site)
    framed = words.frame_explained.format(count=digits(MOST_ENTRIES, language, site))
    ways = (
        ("script", words.script, words.script_explained, component_snippet(language, site)),
        ("pinned", words.pinned, words.pinned_explained, component_snippet(language, site, script)),
        ("frame", words.frame, framed, frame_snippet(language, site)),
        ("plain", words.plain, words.plain_explained, plain_snippet(feed, site)),
    )
    for name, title, explanation, snippet in ways:
        yield {"name": name, "title": title, "explanation": explanation, "snippet": snippet}
