"""Files for programs: `_headers` and `_redirects` for hosts like Netlify and Cloudflare, and `sitemap.xml`.

Both hosts join the values when two rules set the same header for a path, so no two rules here do. Cloudflare
reads 100 rules of at most 2,000 characters a line, and serves a page without its .html. At a former address
Netlify serves the copy that lies there, unless a rule is forced; Cloudflare always follows the rule.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from urllib.parse import urlsplit
from xml.etree import ElementTree

from cchr_feeds.model.output import Contents, Feed
from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import SCRIPT, Script, embed_script, list_path
from cchr_feeds.render.formats import ATOM, FILES, FORMATS, FeedFormat
from cchr_feeds.render.layout import NEWSLETTERS, follow_path, home_path
from cchr_feeds.render.pages.list_page import list_pages
from cchr_feeds.render.templating.templates import Templates

Rule = tuple[str, Mapping[str, str]]

_OPENING = """\
# Read by hosts such as Netlify and Cloudflare Pages when this folder is the root of the site. Where it is
# a folder of a larger site, put these rules into that site's {file}, with the folder before {paths}.
"""

MOST_RULES = 100
"""How many Cloudflare reads."""
MOST_ADDRESSES = 50_000
"""How many a site map may hold; lists come first, then what is newest."""

Translations = tuple[tuple[str, str], ...]
"""The paths of pages that say the same, each with its language."""

_NAMESPACES = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}

_CACHE = {"Cache-Control": "public, max-age=3600"}
_PINNED = {"Cache-Control": "public, max-age=31536000, immutable"}
_OPEN = {"Access-Control-Allow-Origin": "*"}
_SCRIPT = {"Content-Type": "text/javascript; charset=utf-8"}


def _policy(*sources: str, forms: str = "'none'", framed_by: str = "'none'") -> dict[str, str]:
    """A policy that allows these sources and nothing else."""
    closing = ("base-uri 'none'", f"form-action {forms}", f"frame-ancestors {framed_by}")
    return {"Content-Security-Policy": "; ".join(("default-src 'none'", *sources, *closing))}


_UNFRAMED = {"X-Frame-Options": "DENY"}
_IMAGES = "img-src https: http:"
# The attribute keeps names in one line (keep_together in site.yaml).
_STYLES = "style-src 'self'; style-src-attr 'unsafe-inline'"
# The index shows what other sites would embed: it reads feeds, and frames the page for an iframe.
_PREVIEW = "connect-src 'self'; frame-src 'self'"
# Newsletters carry their styles in the page, because mails must.
_NEWSLETTER_POLICY = _policy("style-src 'unsafe-inline'", _IMAGES) | _UNFRAMED
_EMBED_POLICY = _policy("style-src 'unsafe-inline'", framed_by="*") | {"Access-Control-Allow-Origin": "*"}
# A document that staff attach may be a page or a drawing with a script in it.
_FILE_POLICY = {"Content-Security-Policy": "script-src 'none'"}


def _page_policy(site: Site) -> dict[str, str]:
    """Of pages for people: a reader's e-mail address goes to the newsletter's list and nowhere else."""
    form = site.newsletter.form
    addresses = [urlsplit(form.action[language]) for language in site.languages] if form else []
    lists = dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in addresses)
    forms = " ".join(lists) or "'none'"
    return _policy(_STYLES, "script-src 'self'", _PREVIEW, _IMAGES, forms=forms) | _UNFRAMED


def host_headers(site: Site, templates: Templates) -> str:
    """`_headers`; links to the hub come last, as far as Cloudflare reads them."""
    rules = [*_rules(site, embed_script(templates))]
    rules += islice(_hub_rules(site), max(0, MOST_RULES - len(rules)))
    written = _OPENING.format(file="_headers", paths="each path")
    for path, headers in rules:
        written += "\n".join(["", path, *(f"  {name}: {value}" for name, value in headers.items()), ""])
    return written


def _rules(site: Site, script: Script) -> Iterator[Rule]:
    yield "/*", {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
    yield from _feed_rules()
    policy = _page_policy(site)
    for path in ("/", "/index.html", "/publications/*", "/newsletters/", "/newsletters/index.html"):
        yield path, _CACHE | policy
    for language in site.languages:  # lists, how to follow, feeds
        yield f"/{language}/*", _CACHE | policy
    yield "/newsletters/:period/mail/*", _CACHE | _NEWSLETTER_POLICY
    yield "/newsletters/:period/post/*", _CACHE | _NEWSLETTER_POLICY
    for language in site.languages:
        for path in (f"{language}.html", language):
            yield f"/newsletters/:period/{path}", _CACHE | _NEWSLETTER_POLICY
        for folder in ("mail", "post"):
            path = f"/newsletters/:period/{folder}/{language}.txt"
            yield path, {"Content-Type": "text/plain; charset=utf-8"}
        yield f"/newsletters/:period/mail/{language}.eml", {"Content-Type": "message/rfc822"}
    yield "/embed/*", _EMBED_POLICY
    for language in site.languages:
        for path in (f"/embed/{language}.html", f"/embed/{language}", f"/embed/{language}.json"):
            yield path, _CACHE
    yield "/embed/:language/:category", _CACHE
    yield f"/{SCRIPT}", _SCRIPT | _CACHE
    yield f"/{script.versioned_path}", _SCRIPT | _PINNED
    yield "/assets/*", _CACHE
    yield "/files/*", _FILE_POLICY | _CACHE


def _feed_rules() -> Iterator[Rule]:
    """What feeds need beside what all of a language's folder has."""
    for folder in ("/:language", "/:language/:category"):
        for each in FORMATS:
            yield f"{folder}/{each.file}", {"Content-Type": f"{each.served_as}; charset=utf-8"} | _OPEN
    yield "/newsletters/:language/atom.xml", _CACHE
    yield "/:language/archive/*", {"Content-Type": f"{ATOM.served_as}; charset=utf-8"} | _OPEN
    yield "/feeds.opml", {"Content-Type": "text/x-opml; charset=utf-8"} | _OPEN | _CACHE
    json = {"Content-Type": "application/json; charset=utf-8"} | _OPEN
    yield "/manifest.json", json | _CACHE
    yield "/sitemap.xml", {"Content-Type": "application/xml; charset=utf-8"} | _OPEN | _CACHE
    yield "/:language/search.json", json


def _hub_rules(site: Site) -> Iterator[Rule]:
    """The hub and each feed's own address (WebSub §4), the feeds of whole languages first."""
    if site.feeds.hub:
        for place, current, formats in _places(site):
            for language in site.languages:
                for each in formats:
                    path, itself = (f"{at.format(language)}/{each.file}" for at in (place, current))
                    link = f'<{site.feeds.hub[language]}>; rel="hub", <{site.address(itself)}>; rel="self"'
                    yield f"/{path}", {"Link": link}


def _places(site: Site) -> Iterator[tuple[str, str, Sequence[FeedFormat]]]:
    """The folders of feeds, those that they are copies of (their own, but for former terms), and formats."""
    yield "{}", "{}", FORMATS
    yield "newsletters/{}", "newsletters/{}", [ATOM]
    for term, current in site.current_terms.items():
        yield f"{{}}/{term}", f"{{}}/{current}", FORMATS


def host_redirects(feeds: Sequence[Feed]) -> str:
    """`_redirects`: a rule for each file that has moved; empty where none has."""
    rules = [f"/{old} /{new} 301\n" for feed in feeds for old, new in _moved(feed)]
    opening = _OPENING.format(file="_redirects", paths="both paths")
    return opening + "\n" + "".join(rules) if rules else ""


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
