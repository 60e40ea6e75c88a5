"""Which feed documents there are: each live feed in every format, the list of them, the archives."""

from collections.abc import Iterator, Sequence
from functools import partial
from pkgutil import resolve_name

from lxml import etree

from cchr_feeds.model.output import Artifact, Contents, Document, Feed, document
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries, render_atom
from cchr_feeds.render.formats import ATOM, FORMATS, RSS
from cchr_feeds.text.scripts import unmistakable
from cchr_feeds.text.wording import wording


def feed_documents(contents: Contents) -> Iterator[Document]:
    """Every live feed in every format, and the list of them."""
    entries = SerialisedEntries(contents.site)
    for feed in contents.feeds:
        yield partial(_feed, feed, entries)
    lists = contents.feeds, contents.newsletters, contents.site
    yield document(Part.FEEDS, "feeds.opml", render_opml, *lists)


def _feed(feed: Feed, entries: SerialisedEntries) -> list[Artifact]:
    """The feed in every format, and its copies at former addresses, which tell the new one (`self`)."""
    made = []
    for each in FORMATS:
        render = resolve_name(f"{__package__}.{each.renderer}")
        content: bytes = render(feed, entries.site, entries)
        made += [Artifact(f"{folder}/{each.file}", content, Part.FEEDS) for folder in feed.folders]
    return made


def render_opml(feeds: Sequence[Feed], newsletters: Sequence[Feed], site: Site) -> bytes:
    """The feeds with entries as OPML 2.0, by language; publications in RSS, newsletters in Atom."""
    # Every reader knows RSS; newsletters have a feed in Atom only.
    filled = [(feed, RSS, {"version": "RSS2"}) for feed in feeds if feed.entries]
    filled += [(feed, ATOM, {}) for feed in newsletters if feed.entries]
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    main, words = site.languages[site.main_language], wording(site.main_language, site)
    title = main.title or words.site_title.format(short=main.short or main.organisation)
    # No date: the list changes with the feeds there are, not with what they hold.
    etree.SubElement(head, "title").text = title
    etree.SubElement(head, "ownerName").text = main.organisation
    for language, info in site.languages.items():
        if of_language := [each for each in filled if each[0].language == language]:
            outline = etree.SubElement(body, "outline", text=info.name)
            for feed, format_, version in of_language:
                title = unmistakable(feed.title, language)
                attributes = {
                    "type": "rss",
                    **version,
                    "text": title,
                    "title": title,
                    "description": feed.subtitle,
                    "language": language,
                    "htmlUrl": site.address(feed.home),
                    "xmlUrl": site.address(feed.path(format_.file)),
                }
                etree.SubElement(outline, "outline", attributes)
    return etree.tostring(root, pretty_print=True, encoding="utf-8", xml_declaration=True)


def archive_documents(contents: Contents) -> Iterator[Document]:
    """The yearly archives, in Atom."""
    for archive in contents.archives:
        yield document(Part.ARCHIVES, archive.path(ATOM.file), _archive, archive, contents.site)


def _archive(archive: Feed, site: Site) -> bytes:
    return render_atom(archive, site, SerialisedEntries(site))  # no other document holds its entries
