"""What must hold for finished feeds: the judge of our own output, which shares nothing with the renderers.

A validator passes a Khmer entry that opens the English page, a feed that went empty, and an RSS feed whose
home page is itself. So the documents are read as a feed reader does, and compared with each other and
with what is public.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from itertools import pairwise
from pathlib import PurePosixPath

from lxml.etree import XMLSyntaxError

from cchr_feeds.model.publication import Listing
from cchr_feeds.model.site import Site
from feed_reading import Fault, SeenEntry, SeenFeed, read_atom, read_json, read_outlines, read_rss

READERS: Mapping[str, Callable[[str, bytes], SeenFeed]] = {
    "atom.xml": read_atom,
    "rss.xml": read_rss,
    "feed.json": read_json,
}
OPML = "feeds.opml"
FEED_TIME = timedelta(days=1)
"""A date without a time is public from the start of its day, and given as a time later on that day."""

Scope = tuple[str, str | None]
"""A feed's language and category; `None`: all of them."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong with one document; `code` is a word to test for."""

    path: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Promised:
    """What documents are held against: the site, the moment, and what each feed has.

    `counts` says how many entries there are, `live` how many a live feed shows, `atom` how many the Atom
    document of a language does; `released` are the moments of entries that came in late, by tag.
    """

    site: Site
    now: datetime
    counts: Mapping[Scope, int] = field(default_factory=dict)
    live: Mapping[Scope, int] = field(default_factory=dict)
    atom: Mapping[Scope, int] = field(default_factory=dict)
    released: Mapping[str, datetime] = field(default_factory=dict)


def judge(
    documents: Mapping[str, bytes], site: Site, listings: Sequence[Listing], now: datetime
) -> list[Finding]:
    """What is wrong with the feeds, archives and OPML among the documents of a whole output.

    `listings` is everything public at `now`, newest first, which the feeds and archives must hold.
    """
    promised = _promised(site, listings, now)
    copies = _copies(site)
    found = [
        Finding(path, "copy", f"{current} says something else")
        for path, current in copies.items()
        if documents.get(path) != documents.get(current)
    ]
    feeds: list[SeenFeed] = []
    for path, content in documents.items():
        if path in copies:
            continue
        place = PurePosixPath(path)
        read = read_atom if place.match("archive/*.xml") else READERS.get(place.name)
        if not read and path != OPML:
            continue
        found += (Finding(path, *fault) for fault in character_faults(path, content.decode()))
        try:
            if read:
                feeds.append(read(path, content))
            else:
                found += (Finding(path, *fault) for fault in opml_faults(content, promised))
        except (XMLSyntaxError, ValueError) as error:
            found.append(Finding(path, "document", f"it can't be read: {error}"))
    found += (Finding(feed.path, *fault) for feed in feeds for fault in feed_faults(feed, promised))
    missing = (Finding(path, "entries", "there is no such feed") for path in _places(site) - documents.keys())
    return sorted([*found, *contradictions(feeds), *missing, *_chains(feeds, site, listings)])


def _promised(site: Site, listings: Sequence[Listing], now: datetime) -> Promised:
    counts: Counter[Scope] = Counter()
    live: Counter[Scope] = Counter()
    atom: Counter[Scope] = Counter()
    late = (each for each in listings if each.released != each.published)
    released = {site.tag(f"{each.publication_id}/{each.language}"): each.released for each in late}
    newest = {each.language: each.released.year for each in reversed(listings)}
    for listing in listings:
        is_recent = listing.withdrawn or (now - listing.updated).days <= 90
        for scope in ((listing.language, term) for term in (None, *listing.categories)):
            counts[scope] += 1
            is_live = is_recent or counts[scope] <= site.feeds.limit
            live[scope] += is_live
            in_year = scope[1] is None and listing.released.year == newest[listing.language]
            atom[scope] += is_live or in_year
    return Promised(site, now, counts, live, atom, released)


def _places(site: Site) -> set[str]:
    """Where a feed must lie: in every language and category, be it empty."""
    folders = [f"{tag}{term}" for tag in site.languages for term in ("", *(f"/{t}" for t in site.categories))]
    return {f"{folder}/{name}" for folder in folders for name in READERS}


def _copies(site: Site) -> dict[str, str]:
    """The feeds at former addresses, each with where it is now."""
    return {
        f"{tag}/{old}/{name}": f"{tag}/{term}/{name}"
        for tag in site.languages
        for term, category in site.categories.items()
        for old in {*category.former} - {term}
        for name in READERS
    }


def feed_faults(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """Everything that is wrong with one document by itself."""
    yield from feed.faults
    for rule in FEED_RULES:
        yield from rule(feed, promised)
    for entry in feed.entries:
        yield from entry_faults(entry, feed, promised)


def entry_faults(entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """Everything that is wrong with one entry of a document."""
    for rule in ENTRY_RULES:
        for code, message in rule(entry, feed, promised):
            yield code, f"{entry.id} {message}"


# --- characters and content -----------------------------------------------------------------------

_LITERAL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
# &, <, >, tab and line break are what a document has to refer to; a reference to anything else hides it.
_IN_XML = re.compile(rf"{_LITERAL}|&#(?!x26;|x3C;|x3E;|9;|10;)\w+;", re.IGNORECASE)
_IN_JSON = re.compile(rf"{_LITERAL}|(?<!\\)(?:\\\\)*\\u[0-9a-f]{{4}}", re.IGNORECASE)
# An attribute's value may hold what looks like a tag or another attribute.
_TAG = re.compile(r"""<([a-z][a-z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
_WITH_ADDRESS = ("href", "src", "srcset", "poster", "cite", "action", "data")
_ACTIVE = ("script", "style", "iframe", "object", "embed", "form", "base", "meta", "link")
# Percent-encoded everywhere: raw Khmer in an address is treated differently by different readers.
_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::\d+)?(?:[/?#][!#-;=?-\[\]_a-z~]*)?", re.IGNORECASE)


def character_faults(path: str, text: str) -> Iterator[Fault]:
    """Control characters, halves of characters, and what Unicode calls no character."""
    for found in (_IN_JSON if path.endswith(".json") else _IN_XML).finditer(text):
        yield "character", f"{found[0]!a} is nothing that readers can show"


def is_address(text: str) -> bool:
    """Whether this is a full web address in ASCII."""
    return _ADDRESS.fullmatch(text) is not None


def addresses_in(content: str) -> Iterator[str]:
    """Every address in HTML, as it is written there."""
    for _, name, value in _attributes(content):
        if name == "srcset":
            yield from (each.split()[0] for each in value.split(",") if each.strip())
        elif name in _WITH_ADDRESS:
            yield value


def active_in(content: str) -> Iterator[str]:
    """Elements and attributes of HTML that run, load or restyle something."""
    yield from (f"<{tag[1]}>" for tag in _TAG.finditer(content) if tag[1].lower() in _ACTIVE)
    for element, name, _ in _attributes(content):
        if name.startswith("on") or name == "style":
            yield f"<{element} {name}>"


def _attributes(content: str) -> Iterator[tuple[str, str, str]]:
    """Element, name and value of every attribute."""
    for tag in _TAG.finditer(content):
        for attribute in _ATTRIBUTE.finditer(tag[2]):
            yield tag[1], attribute[1].lower(), unescape((attribute[2] or "").strip("\"'"))


# --- an entry -------------------------------------------------------------------------------------


def _entry_id(entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """Its id is a tag: URI of this site, and of the feed's language."""
    beginning = promised.site.tag("")
    name, _, language = entry.id.removeprefix(beginning).partition("/")
    if not entry.id.startswith(beginning) or not re.fullmatch(r"[a-z0-9-]{1,80}", name):
        yield "id", "is no id of this site"
    elif language != feed.scope[0]:
        yield "id", "is the id of an entry in another language"


def _entry_language(entry: SeenEntry, feed: SeenFeed, _: Promised) -> Iterator[Fault]:
    """It says which language it is in, and it is the feed's."""
    if entry.language != feed.scope[0]:
        yield "language", f"says its language is {entry.language!r}"


def _entry_title(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Fault]:
    """Its title is one line of text."""
    if not entry.title or entry.title != entry.title.strip() or re.search(r"[\t\n\r]", entry.title):
        yield "title", "has no title, or one with space around or a line break"


def _entry_page(entry: SeenEntry, feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """It opens one page: its own, in its own language, which is named before any other."""
    alternates = [link for link in entry.links if link.rel == "alternate"]
    if len(alternates) != 1:
        yield "alternate", f"has {len(alternates)} alternates; readers open whichever they like"
    elif entry.links[0] != alternates[0]:
        yield "alternate", "names another link before its own page"
    for link in alternates:
        if feed.format == "Atom" and link.hreflang != entry.language:
            yield "alternate", "opens a page in another language"
        if link.href.startswith(promised.site.feeds_url) and link.href.endswith((".xml", ".json")):
            yield "alternate", "opens a feed instead of a page"


def _entry_translations(entry: SeenEntry, _: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """Its translations say which language they are in."""
    others = promised.site.languages.keys() - {entry.language}
    for link in entry.links:
        if link.rel == "related" and link.hreflang not in others:
            yield "translation", f"has a translation in {link.hreflang or 'no language'!r}"


def _entry_addresses(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Fault]:
    """Every address is whole and in ASCII, those in its content too."""
    inside = (each for each in addresses_in(entry.content) if not each.startswith("mailto:"))
    for address in dict.fromkeys((*(link.href for link in entry.links), *inside)):
        if not is_address(address):
            yield "address", f"has {address!r}, which is no full web address"


def _entry_enclosures(entry: SeenEntry, feed: SeenFeed, _: Promised) -> Iterator[Fault]:
    """Its documents have a type, and no length where it is unknown; RSS then says 0."""
    for link in entry.links:
        if link.rel == "enclosure" and "/" not in link.type:
            yield "enclosure", f"has {link.href} without a media type"
        if link.rel == "enclosure" and feed.format != "RSS" and link.length == "0":
            yield "enclosure", f"says that {link.href} is empty"


def _entry_dates(entry: SeenEntry, _: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """Its dates have an offset, are past, and are in order."""
    for name, moment in entry.dates.items():
        if moment is None:
            yield "date", f"has no {name} with a time and an offset"
        elif moment > promised.now + FEED_TIME:
            yield "date", f"has a {name} in the future"
    published, updated = entry.dates.get("published"), entry.dates.get("updated")
    if published and updated and updated < published:
        yield "date", "was updated before it was published"


def _entry_content(entry: SeenEntry, _: SeenFeed, __: Promised) -> Iterator[Fault]:
    """Its content is there, and does nothing but be read."""
    if not entry.content:
        yield "content", "has no content"
    for active in active_in(entry.content):
        yield "content", f"has {active} in its content"


ENTRY_RULES: tuple[Callable[[SeenEntry, SeenFeed, Promised], Iterator[Fault]], ...] = (
    _entry_id,
    _entry_language,
    _entry_title,
    _entry_page,
    _entry_translations,
    _entry_addresses,
    _entry_enclosures,
    _entry_dates,
    _entry_content,
)


# --- a document -----------------------------------------------------------------------------------


def _feed_identity(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """It is in the language of its folder, and its id is that of its folder's feed, for archives too."""
    if feed.language != feed.scope[0]:
        yield "language", f"the feed says its language is {feed.language!r}"
    language, term = feed.scope
    first = [*promised.site.categories[term].former, term][:1] if term else []
    if feed.format == "Atom" and feed.id != promised.site.tag("/".join(["feeds", language, *first])):
        yield "id", f"{feed.id!r} is not this feed's id"


def _feed_home(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """It has one home page, that of the same publications for people, and names it before any other link."""
    homes = feed.hrefs("alternate")
    editions = feed.path.startswith("newsletters/")
    folder = "newsletters" if editions else "/".join(filter(None, feed.scope))
    if homes != [f"{promised.site.feeds_url}{folder}/"]:
        yield "alternate", f"the feed's home page is {homes}, not the list of its publications"
    elif feed.links[0].rel != "alternate":
        yield "alternate", "the feed names another link before its home page"


def _feed_links(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """It names its own address, the hub (an archive, which never changes, does not) and the licence."""
    site, language = promised.site, feed.scope[0]
    hub, license_ = site.feeds.hub, site.feeds.license
    if feed.hrefs("self") != [site.address(feed.path)]:
        yield "self", "the feed does not say its own address, or says another"
    if feed.hrefs("hub") != ([hub[language]] if hub and not feed.year else []):
        yield "hub", "the feed does not name the site's hub, or an archive does"
    if feed.hrefs("license") != ([license_[language]] if license_ else []):
        yield "license", "the feed does not name the site's licence"
    for link in feed.links:
        if not is_address(link.href):
            yield "address", f"{link.href!r} is not a full web address"


def _feed_translations(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """It names the same feed in every other language; JSON Feed has no such link, an archive needs none."""
    languages = [link.hreflang for link in feed.links if link.rel == "related"]
    others = [language for language in promised.site.languages if language != feed.scope[0]]
    if languages != ([] if feed.year or feed.format == "JSON Feed" else others):
        yield "translation", "the feed does not name its translations, each with its language"


def _feed_date(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """It was updated when its newest entry was, never when it was built."""
    known = [moment for entry in feed.entries for moment in entry.dates.values() if moment]
    if feed.format == "JSON Feed":
        return
    if feed.updated is None:
        yield "date", "the feed has no date with a time and an offset"
    elif feed.updated > promised.now + FEED_TIME:
        yield "date", "the feed was updated in the future"
    elif known and feed.updated < max(known):
        yield "date", "the feed was updated before its newest entry"
    elif known and feed.format == "Atom" and feed.updated != max(known):
        yield "date", "the feed was updated when no entry was"


def _feed_entries(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """It holds the newest entries, as many as the site wants, each once, and every notice; newest first."""
    expected = promised.atom if feed.format == "Atom" else promised.live
    if feed.year is None and len(feed.entries) != expected.get(feed.scope, 0):
        count = promised.counts.get(feed.scope, 0)
        yield "entries", f"the feed holds {len(feed.entries)} entries of {count}"
    ids = Counter(entry.id for entry in feed.entries)
    for each in (each for each, times in ids.items() if times > 1):
        yield "id", f"{each} is here twice"
    for newer, older in pairwise(feed.entries):
        first, second = (promised.released.get(each.id, each.dates["published"]) for each in (newer, older))
        if first and second and first < second:
            yield "order", f"{older.id} is newer than what stands before it"


def _feed_year(feed: SeenFeed, promised: Promised) -> Iterator[Fault]:
    """An archive is marked as one, and holds its year; a live feed is no archive."""
    if feed.is_archive != (feed.year is not None):
        yield "archive", "an archive is not marked as one, or a live feed is"
    zone = promised.site.timezone
    for entry in feed.entries if feed.year else ():
        known, published = promised.released.get(entry.id), entry.dates["published"]
        if published and max(known or published, published).astimezone(zone).year != feed.year:
            yield "archive", f"{entry.id} belongs to the archive of another year"


FEED_RULES: tuple[Callable[[SeenFeed, Promised], Iterator[Fault]], ...] = (
    _feed_identity,
    _feed_home,
    _feed_links,
    _feed_translations,
    _feed_date,
    _feed_entries,
    _feed_year,
)


# --- all documents together -----------------------------------------------------------------------


def opml_faults(content: bytes, promised: Promised) -> Iterator[Fault]:
    """The list names every feed that has entries, once, and no other."""
    outlines, site = read_outlines(content), promised.site
    folders = (f"{language}/{term}" if term else language for (language, term) in promised.counts)
    expected = {site.address(f"{folder}/rss.xml") for folder in folders}
    listed = [feed.href for feed, _ in outlines]
    for address in expected - set(listed):
        yield "opml", f"{address} has entries and is not listed"
    for feed, home in outlines:
        if feed.href not in expected or listed.count(feed.href) > 1:
            yield "opml", f"{feed.href!r} is listed twice, or is no feed with entries"
        if not feed.title or not is_address(home):
            yield "opml", f"{feed.href!r} has no title, or no home page"


def contradictions(feeds: Sequence[SeenFeed]) -> Iterator[Finding]:
    """All documents say the same of an entry, and none of its translations opens its page."""
    said: dict[str, tuple[object, ...]] = {}
    pages: dict[tuple[str, str], str] = {}
    for feed in feeds:
        for entry in feed.entries:
            page = entry.link("alternate")
            told = (entry.title, page, entry.dates.get("published"))
            if said.setdefault(entry.id, told) != told:
                yield Finding(feed.path, "contradiction", f"another document says otherwise of {entry.id}")
            other = pages.setdefault((page, entry.id.rpartition("/")[0]), entry.id)
            if other != entry.id:
                yield Finding(feed.path, "same-page", f"{entry.id} opens the same page as {other}")


def _chains(feeds: Sequence[SeenFeed], site: Site, listings: Sequence[Listing]) -> Iterator[Finding]:
    """In each language the chain of archives is whole, and holds what is public with the live feed."""
    public: dict[str, set[str]] = defaultdict(set)
    for listing in listings:
        public[listing.language].add(site.tag(f"{listing.publication_id}/{listing.language}"))
    by_path = {feed.path: feed for feed in feeds}
    for language in site.languages:
        live = by_path.get(f"{language}/atom.xml")
        archives = [feed for feed in feeds if feed.year is not None and feed.folder == language]
        if live:
            found = [*_chain_faults(live, archives, site), *_held_faults([live, *archives], public[language])]
            yield from (Finding(live.path, *fault) for fault in found)


def _chain_faults(live: SeenFeed, archives: Sequence[SeenFeed], site: Site) -> Iterator[Fault]:
    """From the live feed every archive is reached, the newest first, and leads back (RFC 5005 §4)."""
    by_address = {site.address(feed.path): feed for feed in archives}
    address, reached = live.hrefs("prev-archive"), list[str]()
    while address:
        if len(address) > 1 or address[0] not in by_address or address[0] in reached:
            yield "archive", f"the chain of archives breaks at {address}"
            break
        reached.append(address[0])
        address = by_address[address[0]].hrefs("prev-archive")
    if reached != sorted(by_address, reverse=True):
        yield "archive", "the chain of archives leaves one out, or is out of order"
    for feed in archives:
        if feed.hrefs("current") != [site.address(live.path)]:
            yield "archive", f"{feed.path} does not lead back to the live feed"


def _held_faults(feeds: Sequence[SeenFeed], public: set[str]) -> Iterator[Fault]:
    """The live feed and the archives hold every public entry, and no other."""
    held = {entry.id for feed in feeds for entry in feed.entries}
    for tag in public - held:
        yield "entries", f"{tag} is in no feed and in no archive"
    for tag in held - public:
        yield "entries", f"{tag} is not public"
