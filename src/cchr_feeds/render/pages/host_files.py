"""Files for programs: `_headers` and `_redirects` for hosts like Netlify and Cloudflare, and `sitemap.xml`.

At a former address Netlify serves the copy that lies there, unless a rule is forced; Cloudflare always
follows the rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from urllib.parse import urlsplit
from xml.etree import ElementTree

from cchr_feeds.model.output import Contents, Feed
from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import SCRIPT, embed_script, list_path
from cchr_feeds.render.formats import ATOM, FILES, FORMATS, FeedFormat
from cchr_feeds.render.layout import NEWSLETTERS, follow_path, home_path
from cchr_feeds.render.pages.list_page import list_pages
from cchr_feeds.render.templating.templates import Templates

_OPENING = """\
# Read by hosts such as Netlify and Cloudflare Pages when this folder is the root of the site. Where it is
# a folder of a larger site, put these rules into that site's _redirects, with the folder before both paths.
"""

MOST_RULES = 100
"""How many rules Cloudflare reads of `_headers`."""
MOST_ADDRESSES = 50_000
"""How many a site map may hold; lists come first, then what is newest."""

Translations = tuple[tuple[str, str], ...]
"""The paths of pages that say the same, each with its language."""

_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}


def host_headers(site: Site, templates: Templates) -> str:
    """`_headers`; links to the hub come last, as far as Cloudflare reads them."""
    form = site.newsletter.form
    actions = [urlsplit(form.action[language]) for language in site.languages] if form else []
    lists = dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in actions)
    written = templates.text(
        "hosts/_headers.j2",
        languages=[*site.languages],
        formats=FORMATS,
        atom=ATOM,
        forms=" ".join(lists) or "'none'",
        script=SCRIPT,
        pinned=embed_script(templates).versioned_path,
    )
    return written + "".join(islice(_hub_rules(site), max(0, MOST_RULES - written.count("\n/"))))


def _hub_rules(site: Site) -> Iterator[str]:
    """The hub and each feed's own address (WebSub §4), the feeds of whole languages first."""
    if site.feeds.hub:
        for place, current, formats in _places(site):
            for language in site.languages:
                for each in formats:
                    path, itself = (f"{at.format(language)}/{each.file}" for at in (place, current))
                    link = f'<{site.feeds.hub[language]}>; rel="hub", <{site.address(itself)}>; rel="self"'
                    yield f"\n/{path}\n  Link: {link}\n"


def _places(site: Site) -> Iterator[tuple[str, str, Sequence[FeedFormat]]]:
    """The folders of feeds, those that they are copies of (their own, but for former terms), and formats."""
    yield "{}", "{}", FORMATS
    yield "newsletters/{}", "newsletters/{}", [ATOM]
    for term, current in site.current_terms.items():
        yield f"{{}}/{term}", f"{{}}/{current}", FORMATS


def host_redirects(feeds: Sequence[Feed]) -> str:
    """`_redirects`: a rule for each file that has moved; empty where none has."""
    rules = [f"/{old} /{new} 301\n" for feed in feeds for old, new in _moved(feed)]
    return _OPENING + "\n" + "".join(rules) if rules else ""


def _moved(feed: Feed) -> Iterator[tuple[str, str]]:
    """Each former path of a feed's files and lists, and where that is now."""
    for folder in feed.former:
        for name in (*FILES, "", "index.html"):
            yield f"{folder}/{name}", f"{feed.folder}/{name}"
        for kind in ("html", "json"):
            yield list_path(folder, kind), list_path(feed.folder, kind)


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
    """`sitemap.xml`: every page for people, with its translations (sitemaps.org/protocol)."""
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
