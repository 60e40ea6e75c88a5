"""What feedgen gets wrong in a feed, corrected on the finished elements by an extension that feedgen calls.

feedgen 1.0.0, feed.py: the link added last becomes RSS's `<link>`, and of the others RSS gets `self` alone;
an author without e-mail is dropped from RSS; a subtitle is text. Inside Atom its elements have no namespace,
so names are bare here.
"""

from collections.abc import Sequence

from lxml import etree

from cchr_feeds.model.output import Feed
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.links import Link
from cchr_feeds.render.layout import follow_path
from cchr_feeds.text.wording import wording

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_SOURCE = "http://source.scripting.com/"
_SCHEMA = "https://schema.org/"
_XHTML = "http://www.w3.org/1999/xhtml"


class FeedFixes:
    """feedgen's extension of a feed; its fields are set after feedgen has made it.

    `links` are those in the format that is being written; `has_markdown` is for RSS that holds some.
    """

    feed: Feed
    site: Site
    links: Sequence[Link]
    has_markdown: bool = False

    def extend_ns(self) -> dict[str, str]:
        """The namespaces of the feed and of its entries."""
        optional = (
            ("fh", _HISTORY, self.feed.year or self.feed.is_complete),
            ("at", _TOMBSTONES, self.feed.tombstones),
            ("source", _SOURCE, self.has_markdown),
        )
        return {
            "media": _MEDIA,
            "dc": _DC,
            "schema": _SCHEMA,
            **{prefix: uri for prefix, uri, needed in optional if needed},
        }

    def extend_atom(self, element: etree._Element) -> etree._Element:
        """Right links, a way to the page of feeds, the mark of an archive or a complete feed, icon, logo."""
        _replace_links(element, "link", "updated", self.links)
        _add_help(element, self.feed, self.site)
        if self.feed.year or self.feed.is_complete:  # RFC 5005 §2 and §4
            mark = "archive" if self.feed.year else "complete"
            etree.SubElement(element, f"{{{_HISTORY}}}{mark}")
        brand = self.site.brand
        for name, address in (("icon", brand.icon), ("logo", brand.logo)):
            if address:
                _element(name, address[self.feed.language].url, element)
        for tag, when in self.feed.tombstones:  # RFC 6721
            attributes = {"ref": tag, "when": when.isoformat()}
            etree.SubElement(element, f"{{{_TOMBSTONES}}}deleted-entry", attributes)
        return element

    def extend_rss(self, rss: etree._Element) -> etree._Element:
        """The language, right links, the address to write to, the icon or else the logo."""
        channel = rss[0]
        rss.set(_XML_LANG, self.feed.language)
        _replace_links(channel, f"{{{_ATOM}}}link", "description", self.links)
        feed, site = self.feed, self.site
        if site.contact and site.contact.email:
            organisation = site.languages[feed.language].organisation
            name = site.contact.name[feed.language] if site.contact.name else organisation
            _element("managingEditor", f"{site.contact.email[feed.language]} ({name})", channel)
        if picture := site.brand.icon or site.brand.logo:
            image = etree.SubElement(channel, "image")
            _element("url", picture[feed.language].url, image)
            _element("title", feed.title, image)
            _element("link", site.address(feed.home), image)
        return rss


def _element(name: str, text: str, parent: etree._Element) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element


def _replace_links(parent: etree._Element, name: str, before: str, links: Sequence[Link]) -> None:
    """Puts our links right after `before`, the alternate first: many clients take the first or the last."""
    for wrong in parent.findall(name):
        parent.remove(wrong)
    place = [child.tag for child in parent].index(before) + 1
    for offset, link in enumerate(links):
        parent.insert(place + offset, etree.Element(name, link))


def _add_help(element: etree._Element, feed: Feed, site: Site) -> None:
    """Puts links into the subtitle: of what a feed may hold, browsers make these alone links to click on."""
    subtitle = element.find("subtitle")
    if subtitle is None:
        raise ValueError(f"feedgen wrote {feed.folder} without its subtitle")
    subtitle.text = None
    subtitle.set("type", "xhtml")  # RFC 4287 §3.1.1.3
    default = {None: _XHTML}  # readers that know no prefixes find `div` and `a` by these names
    division = etree.SubElement(subtitle, f"{{{_XHTML}}}div", nsmap=default)  # type: ignore[arg-type]
    division.text = feed.subtitle
    words, join = wording(feed.language, site), site.newsletter.subscribe
    links = {words.feed_help: site.address(follow_path(feed.language))}
    if join:
        links[words.get_newsletter] = join[feed.language]
    for text, address in links.items():
        # Browsers hide it (assets/feed.css); a reader that drops tags keeps the texts apart.
        etree.SubElement(division, f"{{{_XHTML}}}span").text = " · "
        etree.SubElement(division, f"{{{_XHTML}}}a", href=address).text = text
