"""The feed of a language's editions: each with what its page on the web says, as feed readers take it."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from cchr_feeds.model.output import Contents, Document, Edition, Feed, document
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries, render_atom
from cchr_feeds.render.formats import ATOM
from cchr_feeds.render.newsletter.editions import edition_page
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.segmentation.words import BREAK
from cchr_feeds.text.markdown import cleaned

_BODY = re.compile("<body[^>]*>(.*)</body>", re.DOTALL)
_COMMENTS = re.compile("<!--.*?-->", re.DOTALL)
_TABLES = re.compile(r'\s*<(/?)(table|tbody|tr|td)\b(?:"[^"]*"|[^">])*>')
_GAP = "\x1a"  # which no text of ours can hold
_GAPS = re.compile(f"{_GAP}[{_GAP}\\s]*")
_EMPTY = re.compile(r"<(a|div)(?: [^>]*)?>(?:\s|&nbsp;)*</\1>|^&nbsp;$", re.MULTILINE)


def newsletter_feed_documents(contents: Contents, templates: Templates) -> Iterator[Document]:
    """The feed of each language."""
    for feed in contents.newsletters:
        held = {(entry.publication_id, entry.language) for entry in feed.entries}
        editions = tuple(each for each in contents.editions if (str(each.period), each.language) in held)
        given = feed, editions, contents.site, templates
        yield document(Part.NEWSLETTERS, feed.path(ATOM.file), newsletter_feed, *given)


def newsletter_feed(feed: Feed, editions: Sequence[Edition], site: Site, templates: Templates) -> bytes:
    """The feed, from the editions that are its entries."""
    letters = [Letter(edition, site) for edition in editions]
    contents = {letter.url: edition_content(letter, templates) for letter in letters}
    entries = SerialisedEntries(site, lambda entry, _: contents[entry.url])
    return render_atom(feed, site, entries)


def edition_content(letter: Letter, templates: Templates) -> str:
    """What the edition's page says, without styles, layout tables and `BREAK`; its addresses are whole."""
    found = _BODY.search(edition_page(letter, templates, mail=False).html())
    html = _without_layout(found[1] if found else "")
    # Feed readers show it in browsers, which know where Khmer words end.
    whole = html.replace('href="#', f'href="{escape(letter.url)}#').replace(BREAK, "")
    return _EMPTY.sub("", cleaned(whole)).strip()


def _without_layout(html: str) -> str:
    """The page but for tables that say they are none; in their place there is a line end."""
    open_tables = [False]  # whether each only lays out

    def kept(tag: re.Match[str]) -> str:
        is_table, closes = tag[2] == "table", bool(tag[1])
        if is_table and not closes:
            open_tables.append('role="presentation"' in tag[0])
        is_layout = open_tables[-1]
        if is_table and closes:
            open_tables[1:] = open_tables[1:-1]
        return _GAP if is_layout else tag[0]

    return _GAPS.sub("\n", _TABLES.sub(kept, _COMMENTS.sub("", html)))
