"""What other sites show on their pages: the web component, and lists for it and for an iframe."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from cchr_feeds.model.colours import colours_by_name
from cchr_feeds.model.output import Artifact, Contents, Document, Feed
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import CallToAction, rows_of
from cchr_feeds.render.formats import without_empty
from cchr_feeds.render.layout import follow_path, home_path, weave_of
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import LATIN, typeface
from cchr_feeds.segmentation.fit import truncate
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.formatting import is_in_capitals, shown_date
from cchr_feeds.text.scripts import text_direction
from cchr_feeds.text.wording import Word, wording

SCRIPT = "embed/cchr-feeds.js"
MOST_ENTRIES = 10
"""How many entries a page for an iframe shows."""
SUMMARY_CLUSTERS = 240  # about the four lines that the component shows


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
    """The component, from the project's own copy if it has one."""
    # It is a template without any tag, so that a project's own copy wins.
    return Script(templates.text(SCRIPT).encode())


def list_html(feed: Feed, site: Site, templates: Templates) -> str:
    """The newest entries of a feed as a page; what was withdrawn is not among them."""
    colours = colours_by_name(site.brand.colour)
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
    leading, colours = typeface(feed.language).leading, colours_by_name(site.brand.colour)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.address(feed.home),
        "feed_url": site.address(list_path(feed.folder)),
        "language": feed.language,
        "_feed": {
            "direction": direction(feed.language),
            # Lines of scripts that are no higher than Latin are as high as the host's.
            **({"line_height": leading} if leading > LATIN.leading else {}),
            "colours": {name: colours[name] for name in ("cover", "weave", "thread")},
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
    """The links below a list: to all publications and, where readers may join by mail, to that."""
    words, newsletter = wording(feed.language, site), site.newsletter
    links = [CallToAction(words.all_publications, site.address(home_path(feed.language)))]
    if newsletter.subscribe or newsletter.form:
        own = newsletter.subscribe[feed.language] if newsletter.subscribe else ""
        # A frame opens no mail program and the component no `mailto:`, so the page on following stands in.
        follow = site.address(follow_path(feed.language))
        links.append(CallToAction(words.get_newsletter, own if own.startswith("https:") else follow))
    return links


def _listed(entry: Entry, site: Site) -> dict[str, object]:
    """An entry as the component shows it."""
    date, summary = shown_date(entry, site), truncate(entry.summary, SUMMARY_CLUSTERS)
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
        # JSON Feed wants some content.
        "content_text": summary or entry.title,
        **({"summary": summary} if summary else {}),
        "language": entry.language,
        "tags": [category.label for category in entry.categories],
        "_publication": without_empty(shown),
    }
