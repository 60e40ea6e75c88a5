"""What other sites put on their pages: the web component, and a page for an iframe."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from cchr_feeds.model.outcome import Artifact, Contents, Feed, Part
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.colours import palette
from cchr_feeds.render.shown_date import ShownDate, shown_date
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.render.unbroken import Html, unbroken
from cchr_feeds.text.wording import wording

SCRIPT = "embed/cchr-feeds.js"
LIST = "embed/list.html.j2"
MOST_ENTRIES = 10
"""How many entries the page for an iframe shows."""


@dataclass(frozen=True, slots=True)
class Script:
    """The web component: its bytes, and a path that is theirs alone, which may be cached for ever."""

    content: bytes

    @property
    def versioned_path(self) -> str:
        """Its path in the output that changes with its bytes."""
        return f"embed/cchr-feeds.{hashlib.sha256(self.content).hexdigest()[:12]}.js"

    @property
    def integrity(self) -> str:
        """What the `integrity` attribute says of it (Subresource Integrity)."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.content).digest()).decode()}"


def embed_artifacts(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """The component under its two names, and each language's page for an iframe."""
    script = embed_script(templates)
    yield Artifact(SCRIPT, script.content, Part.EMBED)
    yield Artifact(script.versioned_path, script.content, Part.EMBED)
    for feed in contents.feeds:
        if feed.category is None:
            page = list_html(feed, contents.site, templates)
            yield Artifact(f"embed/{feed.language}.html", page.encode(), Part.EMBED)


def embed_script(templates: Templates) -> Script:
    """The component. It is a template without any tag, so that a project's own copy wins."""
    return Script(templates.text(SCRIPT).encode())


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list, its title as HTML, and when it came out."""

    entry: Entry
    title: Html
    date: ShownDate | None


def list_html(feed: Feed, site: Site, templates: Templates) -> str:
    """The newest entries of a feed as a page; what was withdrawn is not among them."""
    entries = [entry for entry in feed.entries if not entry.withdrawn][:MOST_ENTRIES]
    return templates.html(
        LIST,
        language=feed.language,
        title=feed.title,
        home=site.url[feed.language],
        rows=[_row(entry, site) for entry in entries],
        words=wording(feed.language),
        colours=palette(site.brand.colour),
        face=typeface(feed.language),
    )


def _row(entry: Entry, site: Site) -> Row:
    return Row(entry, unbroken(entry.title, site.keep_together), shown_date(entry, site))


def component_snippet(language: str, site: Site, pinned: Script | None = None) -> str:
    """The HTML that shows a language's newest entries on any page; `pinned` fixes the script's version."""
    address = site.address(pinned.versioned_path if pinned else SCRIPT)
    bound = f' integrity="{pinned.integrity}" crossorigin="anonymous"' if pinned else ""
    feed = site.address(f"{language}/feed.json")
    link = f'<a href="{escape(site.url[language])}">{escape(wording(language).latest_publications)}</a>'
    return (
        f'<script type="module" src="{escape(address)}"{bound}></script>\n'
        f'<cchr-feed src="{escape(feed)}" limit="5" lang="{language}">{link}</cchr-feed>'
    )


def frame_snippet(language: str, site: Site) -> str:
    """The HTML of an iframe with a language's newest entries, which can't touch the page around it."""
    address, title = site.address(f"embed/{language}.html"), wording(language).latest_publications
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" lang="{language}"'
        ' width="100%" height="480" style="border:0" loading="lazy"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
