"""Which documents the pages are, and those that are for programs: styles, scripts, site map, hosts' files."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from urllib.parse import urlsplit
from xml.etree import ElementTree

from cchr_feeds.model.colours import colours_by_name
from cchr_feeds.model.output import Artifact, Contents, Document, Feed, Source, document
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import SCRIPT, embed_script, list_path
from cchr_feeds.render.formats import ATOM, FILES, FORMATS, FeedFormat, Followable, followable
from cchr_feeds.render.layout import NEWSLETTERS, follow_path, home_path
from cchr_feeds.render.pages import list_page
from cchr_feeds.render.pages.entry_page import entry_html
from cchr_feeds.render.pages.follow_page import follow_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.text.formatting import numbers_of_lists
from cchr_feeds.text.wording import wording

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

_INDENT = re.compile(r"^\s+", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Outside strings. Before a colon or parenthesis a space has a meaning, and around a plus in `calc`.
_SPACES = re.compile(r'("[^"\n]*")|;?\s*(\})\s*|\s*([{;,>*])\s*|(:)\s+|(\s)\s*')


def page_documents(contents: Contents, templates: Templates) -> Iterator[Document]:
    """Everything of the part, what is linked to before what links to it."""
    site, feeds = contents.site, followable(contents.feeds, contents.newsletters)
    yield partial(_assets, site, templates)
    for path, file in contents.files.items():
        yield partial(_copy, path, file)
    for page in contents.pages:
        yield document(Part.PAGES, page.path, entry_html, page, feeds, site, templates)
    for language in site.languages:
        given = language, contents.feeds, feeds, site, templates
        yield document(Part.PAGES, follow_path(language), follow_html, *given)
    yield from _list_documents(contents, feeds, templates)
    newest = list_page.newest_of(contents.lists)
    yield document(Part.PAGES, "index.html", list_page.index_html, newest, feeds, site, templates)
    yield document(Part.PAGES, "_headers", host_headers, site, templates)
    yield document(Part.PAGES, "sitemap.xml", sitemap_xml, pages_for_people(contents), site)
    if any(feed.former for feed in contents.feeds):
        yield document(Part.PAGES, "_redirects", host_redirects, contents.feeds)


def _list_documents(contents: Contents, feeds: Followable, templates: Templates) -> Iterator[Document]:
    """The pages of each list, what its search loads, and what leads to it from former addresses."""
    for listed in contents.lists:
        shelves = tuple(each.without_entries for each in contents.lists if each.language == listed.language)
        pages = [*list_page.list_pages(listed)]
        for page in pages:
            given = page, shelves, feeds, contents.site, templates
            yield document(Part.PAGES, page.path, list_page.list_html, *given)
        if listed.category is None:
            path = f"{listed.folder}/search.json"
            yield document(Part.PAGES, path, list_page.search_json, listed, contents.site)
        for path, target in list_page.former_paths(listed, pages, contents.year_pages).items():
            given_moved = listed.without_entries, path, target, contents.site, templates
            yield document(Part.PAGES, path, list_page.moved_html, *given_moved)


def _copy(path: str, file: Source) -> list[Artifact]:
    return [Artifact(path, file, Part.PAGES)]


def _assets(site: Site, templates: Templates) -> list[Artifact]:
    """The styles of our pages and of feeds opened in a browser, and the scripts of the index."""
    colours = colours_by_name(site.brand.colour)
    values = {
        "site": site,
        "colours": colours,
        "tokens": [name for name in colours if not name.startswith("dark_")],
        "faces": {language: typeface(language) for language in site.languages},
        "numbers": {language: numbers_of_lists(language, site) for language in site.languages},
        "hints": {language: css_string(_hint(language, site)) for language in site.languages},
    }
    texts = {
        "page.css": _minified(templates.text("assets/page.css.j2", **values)),
        "feed.css": templates.text("assets/feed.css.j2", **values),
        **{
            name: _minified(templates.text(f"assets/{name}"))
            for name in ("entry.css", "follow.css", "list.css")
        },
        "icon.svg": templates.text("assets/icon.svg.j2", colours=colours),
        "copy.js": templates.text("assets/copy.js"),
        "builder.js": templates.text("assets/builder.js"),
        "search.js": _INDENT.sub("", templates.text("assets/search.js.j2")),
    }
    return [Artifact(f"assets/{name}", text.encode(), Part.PAGES) for name, text in texts.items()]


def _hint(language: str, site: Site) -> str:
    """What a browser shows above an RSS feed, which can hold no link."""
    words, join = wording(language, site), site.newsletter.subscribe
    lines = [words.feed_in_browser, site.address(follow_path(language))]
    return "\n".join([*lines, *([words.get_newsletter, join[language]] if join else [])])


def _minified(css: str) -> str:
    """The style sheet without comments and needless spaces."""
    # Many readers pay by the megabyte.
    return _SPACES.sub(lambda found: found[found.lastindex or 0], _COMMENT.sub("", css)).strip() + "\n"


def css_string(text: str) -> str:
    """The text as a CSS string, quotes included (CSS Syntax 3, §4.3.5)."""
    return '"' + "".join(f"\\{ord(char):x} " if char in '"\\<\n' else char for char in text) + '"'


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
    """`_redirects`: a rule for each file that has moved."""
    # At a former address Netlify serves the copy that lies there, unless a rule is forced; Cloudflare always
    # follows the rule.
    rules = [f"/{old} /{new} 301\n" for feed in feeds for old, new in _moved(feed)]
    return _OPENING + "\n" + "".join(rules)


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
    for page in chain.from_iterable(map(list_page.list_pages, contents.lists)):
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
    paths = ((path, group) for group in pages for _, path in group)
    for path, group in islice(paths, MOST_ADDRESSES):
        url = ElementTree.SubElement(root, "url")
        ElementTree.SubElement(url, "loc").text = site.address(path)
        for language, other in group if len(group) > 1 else ():
            attributes = {"rel": "alternate", "hreflang": language, "href": site.address(other)}
            ElementTree.SubElement(url, "xhtml:link", attributes)
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
