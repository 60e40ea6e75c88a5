"""`sitemap.xml`: every page for people, with its translations, for search engines (sitemaps.org/protocol)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from xml.etree import ElementTree

from cchr_feeds.model.output import Contents
from cchr_feeds.model.site import Site
from cchr_feeds.render.layout import NEWSLETTERS, follow_path, home_path
from cchr_feeds.render.pages.list_page import list_pages

MOST_ADDRESSES = 50_000
"""How many the protocol allows; lists come first, then what is newest."""

Translations = tuple[tuple[str, str], ...]
"""The paths of pages that say the same, each with its language."""

_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}


def pages_for_people(contents: Contents) -> tuple[Translations, ...]:
    """All pages but mails, what is embedded, and those that only lead on; translations together."""
    groups: Mapping[object, dict[str, str]] = defaultdict(dict)
    for language in contents.site.languages:
        groups["", "home"][language] = home_path(language)
        groups["", "follow"][language] = follow_path(language)
    groups["", "home"]["x-default"] = "index.html"  # for readers of other languages
    groups["", "newsletters"][""] = NEWSLETTERS
    for page in chain.from_iterable(map(list_pages, contents.lists)):
        category, year = page.listed.category, page.year
        if category or year is not None:
            groups[category and category.term, year][page.listed.language] = page.path
    for edition in contents.editions:
        groups[edition.period][edition.language] = f"{edition.folder}/{edition.language}.html"
    for entry in contents.pages:
        groups[entry.publication_id][entry.language] = entry.path
    return tuple(tuple(group.items()) for group in groups.values())


def sitemap_xml(pages: Iterable[Translations], site: Site) -> bytes:
    """The file, in UTF-8."""
    root = ElementTree.Element("urlset", _NAMESPACES)
    addresses = (
        ({language: site.address(path) for language, path in group}, site.address(path))
        for group in pages
        for _, path in group
    )
    for _, (others, address) in zip(range(MOST_ADDRESSES), addresses, strict=False):
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = address
        for language, other in others.items() if len(others) > 1 else ():
            attributes = {"rel": "alternate", "hreflang": language, "href": other}
            ElementTree.SubElement(url, "xhtml:link", attributes)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
