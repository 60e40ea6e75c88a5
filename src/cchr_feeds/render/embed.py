"""What other sites put on their pages: the web component, pages for an iframe, and the HTML to paste."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from html import escape

from cchr_feeds.model.colours import palette
from cchr_feeds.model.output import Artifact, Contents, Document, Feed
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import CallToAction, rows_of
from cchr_feeds.render.formats import without_empty
from cchr_feeds.render.layout import follow_path, home_path, weave_of
from cchr_feeds.render.markup import in_language
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import LATIN, typeface
from cchr_feeds.segmentation.shorten import truncate
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.direction import text_direction
from cchr_feeds.text.formatting import ShownDate, is_in_capitals, shown_date
from cchr_feeds.text.wording import Word, html_of, wording

SCRIPT = "embed/cchr-feeds.js"
MOST_ENTRIES = 10
"""How many entries a page for an iframe shows."""
SUMMARY_CLUSTERS = 240  # about the four lines that the component shows
LIMIT = 5
"""How many entries a snippet shows by default."""


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


def embed_documents(contents: Contents, templates: Templates) -> Iterator[Document]:
    """The component under its two names, and each feed's list: for the component, and for an iframe."""
    yield partial(_scripts, templates)
    for feed in contents.feeds:
        yield partial(_list, feed, contents.site, templates)


def _scripts(templates: Templates) -> list[Artifact]:
    script = embed_script(templates)
    return [Artifact(path, script.content, Part.EMBED) for path in (SCRIPT, script.versioned_path)]


def _list(feed: Feed, site: Site, templates: Templates) -> list[Artifact]:
    lists = {"html": list_html(feed, site, templates).encode(), "json": list_json(feed, site)}
    return [
        Artifact(list_path(folder, kind), content, Part.EMBED)
        for folder in feed.folders
        for kind, content in lists.items()
    ]


def list_path(folder: str, kind: str = "json") -> str:
    """Where the list of a feed in this folder lies: for the component, or as `html` for an iframe."""
    return f"embed/{folder}.{kind}"


def embed_script(templates: Templates) -> Script:
    """The component. It is a template without any tag, so that a project's own copy wins."""
    return Script(templates.text(SCRIPT).encode())


def list_html(feed: Feed, site: Site, templates: Templates) -> str:
    """The newest entries of a feed as a page; what was withdrawn is not among them."""
    colours = asdict(palette(site.brand.colour))
    return templates.html(
        "embed/list.html.j2",
        language=feed.language,
        title=feed.title,
        home=site.address(feed.home),
        rows=rows_of(feed.newest[:MOST_ENTRIES], site),
        foot=foot_of(feed, site),
        site=site,
        weave=partial(weave_of, site=site),
        words=wording(feed.language, site),
        colours=colours,
        tokens=[name for name in colours if not name.startswith("dark_")],
        face=typeface(feed.language),
    )


def list_json(feed: Feed, site: Site) -> bytes:
    """The newest entries of a feed as JSON Feed 1.1, without their bodies."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.address(feed.home),
        "feed_url": site.address(list_path(feed.folder)),
        "language": feed.language,
        "_feed": {
            "direction": direction(feed.language),
            **_line_height(feed.language),
            "colours": {
                name: getattr(palette(site.brand.colour), name) for name in ("cover", "weave", "thread")
            },
            "links": [
                {"title": each.text, "url": each.url}
                | ({"language": each.text.language} if isinstance(each.text, Word) else {})
                for each in foot_of(feed, site)
            ],
        },
        "items": [_listed(entry, site) for entry in feed.newest],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def foot_of(feed: Feed, site: Site) -> list[CallToAction]:
    """The links below a list: to all publications and, where readers may join by mail, to that.

    A frame opens no mail program and the component no address of one, so the page on following stands in.
    """
    words, newsletter = wording(feed.language, site), site.newsletter
    links = [CallToAction(words.all_publications, site.address(home_path(feed.language)))]
    if newsletter.subscribe or newsletter.form:
        own = newsletter.subscribe[feed.language] if newsletter.subscribe else ""
        follow = site.address(follow_path(feed.language))
        links.append(CallToAction(words.get_newsletter, own if own.startswith("https:") else follow))
    return links


def _listed(entry: Entry, site: Site) -> dict[str, object]:
    """An entry as the component shows it. JSON Feed wants a content, so its summary or title stands there."""
    date, summary = shown_date(entry, site), _shortened(entry.summary, SUMMARY_CLUSTERS)
    own = text_direction(entry.title, entry.language)
    shown = {
        "date": date.iso if date else "",
        "date_in_words": date.words if date else "",
        "weave": weave_of(entry.categories[0].term, site),
        "series": entry.place.series if entry.place else "",
        "is_in_capitals": is_in_capitals(entry.short_title),
        "direction": "" if own == direction(entry.language) else own,
    }
    return {
        "id": entry.tag,
        "url": entry.url,
        "title": entry.title,
        "content_text": summary or entry.title,
        **({"summary": summary} if summary else {}),
        "language": entry.language,
        "tags": [category.label for category in entry.categories],
        "_publication": without_empty(shown),
    }


def _line_height(language: str) -> dict[str, float]:
    """What lines need whose script is higher than Latin; those of others are as high as the host's."""
    face = typeface(language)
    return {"line_height": face.leading} if face.leading > LATIN.leading else {}


_shortened = lru_cache(maxsize=1024)(truncate)  # the lists of a language and of its categories show the same


def list_height(language: str) -> Mapping[str, int]:
    """How high a list is, in pixels: a line, its title and foot, each entry, and each summary if shown.

    That is the room in a usual column, with every second title in two lines, and summaries cut after four.
    """
    line = 16 * float(typeface(language).leading)
    return {
        "line": round(line),
        "title": round(3.2 * line) + 25,
        "entry": round(2.4 * line) + 24,
        "summary": round(4 * line) + 4,
    }


def component_snippet(language: str, site: Site, pinned: Script | None = None) -> str:
    """One line of HTML with a language's newest entries for any page; `pinned` fixes the script's version.

    It takes the room of all entries that are asked for, because the list grows. An empty drawing holds that
    room below the link: its attributes work where a Content-Security-Policy forbids every style.
    """
    address = site.address(pinned.versioned_path if pinned else SCRIPT)
    bound = f' integrity="{pinned.integrity}" crossorigin="anonymous"' if pinned else ""
    feed, room = site.address(list_path(language)), list_height(language)
    height = room["title"] + LIMIT * room["entry"]
    drawing = f'<svg width="0" height="{height - room["line"]}" aria-hidden="true"></svg>'
    link = (
        f'<a href="{escape(site.url[language])}">{html_of(wording(language, site).latest_publications)}</a>'
    )
    return (
        f'<script type="module" src="{escape(address)}"{bound}></script>'
        f'<cchr-feed src="{escape(feed)}" limit="{LIMIT}" {in_language(language)[1:]} height="{height}">'
        f"{link}<br>{drawing}</cchr-feed>"
    )


def frame_snippet(language: str, site: Site) -> str:
    """The HTML of an iframe with a language's newest entries, which can't touch the page around it.

    `frameborder` is obsolete and works in every browser; a style attribute is blocked by a strict policy.
    """
    address, title = site.address(list_path(language, "html")), wording(language, site).latest_publications
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
