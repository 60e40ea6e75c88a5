"""feeds.opml: every feed that has entries, for a reader to take them all at once (OPML 2.0)."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from cchr_feeds.model.output import Feed
from cchr_feeds.model.site import Site
from cchr_feeds.render.formats import RSS
from cchr_feeds.text.wording import wording


def render_opml(feeds: Sequence[Feed], site: Site) -> bytes:
    """The feeds with entries, grouped by language; RSS addresses, because every reader knows those.

    No date stands in it: the list changes with the feeds there are, not with what they hold.
    """
    filled = [feed for feed in feeds if feed.entries]
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    main = site.languages[site.main_language]
    etree.SubElement(head, "title").text = main.title or wording(site.main_language).site_title.format(
        short=main.short or main.organisation
    )
    etree.SubElement(head, "ownerName").text = main.organisation
    for language, info in site.languages.items():
        of_language = [feed for feed in filled if feed.language == language]
        if of_language:
            _add_language(etree.SubElement(body, "outline", text=info.name), of_language, site)
    return etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)


def _add_language(outline: etree._Element, feeds: Sequence[Feed], site: Site) -> None:
    for feed in feeds:
        etree.SubElement(
            outline,
            "outline",
            type="rss",
            version="RSS2",
            text=feed.title,
            title=feed.title,
            description=feed.subtitle,
            language=feed.language,
            htmlUrl=site.url[feed.language],
            xmlUrl=site.address(f"{feed.folder}/{RSS.file}"),
        )
