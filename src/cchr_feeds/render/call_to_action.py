"""What the button or link of an entry opens, in words that say so, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cchr_feeds.model.publication import Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import enclosure_kind
from cchr_feeds.text.wording import wording


@dataclass(frozen=True, slots=True)
class CallToAction:
    """The words of a link, and its address."""

    text: str
    url: str


def call_to_action(entry: Entry, language: str, site: Site) -> CallToAction:
    """What opens an entry: its first document ("Open the document (PDF, 820 kB)"), or where it is read.

    What one publication of a category is called is not known, so the words name the kind of file.
    An entry with a text of its own is read where that stands; its documents are named there.
    """
    if entry.enclosures and not entry.body:
        return open_document(entry.enclosures[0], language, site)
    words = wording(language, site)
    if urlsplit(entry.url).path.lower().endswith(".pdf"):
        return CallToAction(words.open_document.format(kind="PDF"), entry.url)
    return CallToAction(words.read_publication, entry.url)


def open_document(enclosure: Enclosure, language: str, site: Site) -> CallToAction:
    """What opens a document, by its kind, with its format and size."""
    words = wording(language, site)
    texts = {"image": words.open_picture, "video": words.watch_video, "audio": words.hear_recording}
    text = texts.get(enclosure.type.partition("/")[0], words.open_document)
    return CallToAction(text.format(kind=enclosure_kind(enclosure, language, site)), enclosure.url)
