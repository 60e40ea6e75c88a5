"""What the button or link of an entry opens, in words that say so, and where it leads."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from cchr_feeds.model.publication import Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import enclosure_kind
from cchr_feeds.text.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class CallToAction:
    """The words of a link, and its address."""

    text: str
    url: str


def call_to_action(entry: Entry, language: str, site: Site) -> CallToAction:
    """What opens an entry: its first document ("Open the fact sheet (PDF, 820 kB)"), or where it is read.

    Where its category has no words for that, ours name the kind of file. An entry with a text of its own is
    read where that stands; its documents are named there.
    """
    own, words = _own_words(entry, language, site), wording(language, site)
    if entry.enclosures and not entry.body:
        document = entry.enclosures[0]
        kind = enclosure_kind(document, language, site)
        return CallToAction(
            f"{own} ({kind})" if own else _by_kind(document, words).format(kind=kind), document.url
        )
    if urlsplit(entry.url).path.lower().endswith(".pdf"):
        return CallToAction(f"{own} (PDF)" if own else words.open_document.format(kind="PDF"), entry.url)
    return CallToAction(own or words.read_publication, entry.url)


def _own_words(entry: Entry, language: str, site: Site) -> str:
    """What the publisher says of an entry of its first category, where that is known in the language."""
    said = None if entry.withdrawn else site.categories[entry.categories[0].term].open
    return said[language] if said and said.language_of(language) == language else ""


def _by_kind(document: Enclosure, words: Wording) -> str:
    texts = {"image": words.open_picture, "video": words.watch_video, "audio": words.hear_recording}
    return texts.get(document.type.partition("/")[0], words.open_document)
