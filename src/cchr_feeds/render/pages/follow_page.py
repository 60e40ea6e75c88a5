"""The page that explains how to follow in a language: by mail, by feed, and on a site of one's own."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import escape
from urllib.parse import quote

from cchr_feeds.model.output import Feed
from cchr_feeds.model.publication import Category, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import MOST_ENTRIES, SCRIPT, Script, embed_script, list_path
from cchr_feeds.render.formats import FORMATS, RSS, Followable
from cchr_feeds.render.layout import follow_path, layout
from cchr_feeds.render.markup import in_language
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.formatting import ShownDate, digits, shown_date
from cchr_feeds.text.wording import html_of, wording

READERS: Mapping[str, str] = {
    "Feedly": "https://feedly.com/i/subscription/feed%2F",
    "Inoreader": "https://www.inoreader.com/?add_feed=",
    "NewsBlur": "https://www.newsblur.com/?url=",
    "The Old Reader": "https://theoldreader.com/feeds/subscribe?url=",
}
"""Readers that take a feed's address, percent-encoded, at the end of one of their own."""
LIMIT = 5
"""How many entries a line to paste shows by default."""
COUNTS = (1, 2, 3, 4, LIMIT, 6, 7, 8, 9, 10, 15, 20)
"""How many entries a webmaster may choose to show."""


def follow_html(
    language: str, all_feeds: Sequence[Feed], links: Followable, site: Site, templates: Templates
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


def list_height(language: str) -> Mapping[str, int]:
    """How high a list is, in pixels: a line, its title and foot, each entry, and each summary if shown."""
    # That is the room in a usual column, with every second title in two lines, and summaries cut after four.
    line = 16 * float(typeface(language).leading)
    return {
        "line": round(line),
        "title": round(3.2 * line) + 25,
        "entry": round(2.4 * line) + 24,
        "summary": round(4 * line) + 4,
    }


def component_snippet(language: str, site: Site, pinned: Script | None = None) -> str:
    """One line of HTML with a language's newest entries for any page; `pinned` fixes the script's version."""
    address = site.address(pinned.versioned_path if pinned else SCRIPT)
    bound = f' integrity="{pinned.integrity}" crossorigin="anonymous"' if pinned else ""
    feed, room = site.address(list_path(language)), list_height(language)
    # It takes the room of all entries that are asked for, because the list grows. An empty drawing holds that
    # room below the link: its attributes work where a Content-Security-Policy forbids every style.
    height = room["title"] + LIMIT * room["entry"]
    drawing = f'<svg width="0" height="{height - room["line"]}" aria-hidden="true"></svg>'
    shown = html_of(wording(language, site).latest_publications)
    link = f'<a href="{escape(site.url[language])}">{shown}</a>'
    return (
        f'<script type="module" src="{escape(address)}"{bound}></script>'
        f'<cchr-feed src="{escape(feed)}" limit="{LIMIT}" {in_language(language)[1:]} height="{height}">'
        f"{link}<br>{drawing}</cchr-feed>"
    )


def frame_snippet(language: str, site: Site) -> str:
    """The HTML of an iframe with a language's newest entries, which can't touch the page around it."""
    address, title = site.address(list_path(language, "html")), wording(language, site).latest_publications
    # `frameborder` is obsolete and works in every browser; a style attribute is blocked by a strict policy.
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" lang="{language}"'
        ' width="100%" height="480" frameborder="0" loading="lazy"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )


def plain_snippet(feed: Feed, site: Site) -> str:
    """The newest entries as a plain list without script or style; it stays as it was when it was copied."""
    items = (_item(entry, shown_date(entry, site)) for entry in feed.newest[:LIMIT])
    start = f'<ul lang="{feed.language}" dir="{direction(feed.language)}">'  # the page around it has either
    return f"{start}{''.join(items)}</ul>"


def _item(entry: Entry, date: ShownDate | None) -> str:
    title = escape(entry.title, quote=False)
    time = f' <time datetime="{date.iso}">{escape(date.words, quote=False)}</time>' if date else ""
    read = in_language(entry.language, entry.language, entry.title)
    return f'<li><a href="{escape(entry.url)}"{read}>{title}</a>{time}</li>'
