"""The file `_headers`: types, CORS, caching and security policies for hosts like Netlify and Cloudflare.

Both hosts join the values when two rules set the same header for a path, so no two rules here do. Cloudflare
reads 100 rules of at most 2,000 characters a line, and serves a page without its .html.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from urllib.parse import urlsplit

from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import SCRIPT, Script
from cchr_feeds.render.formats import ATOM, FORMATS, FeedFormat

Rule = tuple[str, Mapping[str, str]]

_OPENING = """\
# Read by hosts such as Netlify and Cloudflare Pages when this folder is the root of the site. Where it is
# a folder of a larger site, put these rules into that site's _headers, with the folder before each path.
"""

MOST_RULES = 100
"""How many Cloudflare reads."""

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


def host_headers(site: Site, script: Script) -> str:
    """The file's text; links to the hub come last, as far as Cloudflare reads them."""
    rules = [*_rules(site, script)]
    rules += islice(_hub_rules(site), max(0, MOST_RULES - len(rules)))
    return _OPENING + "".join(map(_written, rules))


def _written(rule: Rule) -> str:
    path, headers = rule
    return "\n".join(["", path, *(f"  {name}: {value}" for name, value in headers.items()), ""])


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
