"""What is shown of an entry: its full text, its row in a list, what opens it, and what to post about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

from cchr_feeds.model.publication import Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import paragraphs_of
from cchr_feeds.render.markup import Html, in_language, unbroken
from cchr_feeds.segmentation.fit import beginning, first_sentence, whole_sentences
from cchr_feeds.text.cldr import Direction, direction, listed
from cchr_feeds.text.formatting import ShownDate, is_in_capitals, shown_date, size_in_words
from cchr_feeds.text.markdown import markdown_html, reads_alike
from cchr_feeds.text.scripts import text_direction
from cchr_feeds.text.wording import Wording, html_of, wording

TEASER_CLUSTERS, LEAD_CLUSTERS = 170, 300
"""How much of a summary a row shows, and the story that leads a page."""

# With an address, less than the 1,024 characters that Telegram takes below a picture, the least of all places
# where people talk (core.telegram.org/bots/api, sendPhoto).
POSTED_TITLE, POSTED_SENTENCE = 250, 500
"""Characters to post at most."""

BETWEEN_POSTS = "\n\n* * *\n\n"
"""What stands between two texts of a file."""


def content_html(entry: Entry, site: Site) -> str:
    """The picture, the body (else the summary) and links to the documents; where none is there, the title."""
    documents = [_enclosure_html(item, entry, site) for item in entry.enclosures]
    shown = "\n".join(filter(None, [_image_html(entry), body_html(entry, site), *documents]))
    # Atom and JSON Feed want some text in an entry.
    return shown or _paragraph(entry.title, entry.language)


def body_html(entry: Entry, site: Site) -> str:
    """The body as HTML, or the summary where a body shows nothing."""
    if entry.body and (shown := markdown_html(entry.body, entry.language, site.image_hosts)):
        return shown
    return "\n".join(_paragraph(part, entry.language) for part in paragraphs_of(entry.summary))


def _paragraph(text: str, language: str) -> str:
    return f"<p{in_language(language, language, text)}>{escape(text, quote=False)}</p>"


def markdown_of(entry: Entry, site: Site) -> str:
    """The Markdown of the body; empty where it shows nothing, or something else in other renderers."""
    shown = markdown_html(entry.body, entry.language, site.image_hosts) if entry.body else ""
    return entry.body if shown and reads_alike(entry.body, site.image_hosts) else ""


def _image_html(entry: Entry) -> str:
    if entry.image is None:
        return ""
    known = (("width", entry.image.width), ("height", entry.image.height))
    sizes = "".join(f' {name}="{value}"' for name, value in known if value)
    return f'<p><img src="{escape(entry.image.url)}" alt="{escape(entry.image.alt)}"{sizes}></p>'


def _enclosure_html(enclosure: Enclosure, entry: Entry, site: Site) -> str:
    title = enclosure.title or wording(entry.language, site).download
    kind = enclosure_kind(enclosure, entry.language, site)
    run = in_language(entry.language, entry.language, title)
    return f'<p><a href="{escape(enclosure.url)}"{run}>{html_of(title)}</a> ({kind})</p>'


def enclosure_format(enclosure: Enclosure) -> str:
    """The ending of a document's name, as people call its format: "PDF"; empty where it has none."""
    return enclosure.url.rpartition(".")[2].upper() if "." in enclosure.url[-6:] else ""


def enclosure_kind(enclosure: Enclosure, language: str, site: Site) -> str:
    """What a document is and how large: "PDF, 1.5 MB"."""
    kind = enclosure_format(enclosure) or enclosure.type
    if not enclosure.length:
        return kind
    # Without the mark the number would be set beside the Latin letters, and not beside its unit.
    ended = f"{kind}\u200f" if direction(language) == "rtl" else kind
    return listed([ended, size_in_words(enclosure.length, language, site)], language)


@dataclass(frozen=True, slots=True)
class CallToAction:
    """The words of a link, and its address."""

    text: str
    url: str


def call_to_action(entry: Entry, language: str, site: Site) -> CallToAction:
    """What opens an entry: its first document ("Open the fact sheet (PDF, 820 kB)"), or where it is read."""
    own, words = _own_words(entry, language, site), wording(language, site)
    # An entry with a text of its own is read where that stands; its documents are named there.
    if entry.enclosures and not entry.body:
        document = entry.enclosures[0]
        kind, ours, url = enclosure_kind(document, language, site), _by_kind(document, words), document.url
    elif urlsplit(entry.url).path.lower().endswith(".pdf"):
        kind, ours, url = "PDF", words.open_document, entry.url
    else:
        return CallToAction(own or words.read_publication, entry.url)
    # Where the category has no words for this, ours name the kind of file.
    return CallToAction(f"{own} ({kind})" if own else ours.format(kind=kind), url)


def _own_words(entry: Entry, language: str, site: Site) -> str:
    """What the publisher says of an entry of its first category, where that is known in the language."""
    said = None if entry.withdrawn else site.categories[entry.categories[0].term].open
    return said[language] if said and said.language_of(language) == language else ""


def _by_kind(document: Enclosure, words: Wording) -> str:
    texts = {"image": words.open_picture, "video": words.watch_video, "audio": words.hear_recording}
    return texts.get(document.type.partition("/")[0], words.open_document)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list: its title as HTML, without the name of its series, and when it came out.

    A text of another direction than the page's says so.
    """

    entry: Entry
    title: Html
    series: Html
    is_in_capitals: bool
    date: ShownDate | None
    teaser: Html


def rows_of(entries: Iterable[Entry], site: Site, language: str = "") -> list[Row]:
    """The rows of a list; dates are in the `language` of the page, where that is not the entry's."""
    return [row_of(entry, site, language) for entry in entries]


def row_of(entry: Entry, site: Site, language: str = "", clusters: int = TEASER_CLUSTERS) -> Row:
    """The row of an entry on a page in a language."""
    around, names = direction(language or entry.language), site.keep_together
    told = entry.place.series if entry.place else "", whole_sentences(entry.summary, clusters)
    shown = (_shown(text, entry.language, around, names) for text in (entry.short_title, *told))
    title, series, teaser = shown
    date = shown_date(entry, site, language)
    return Row(entry, title, series, is_in_capitals(entry.short_title), date, teaser)


@lru_cache(maxsize=8192)
def _shown(text: str, language: str, around: Direction, names: tuple[str, ...]) -> Html:
    html, way = unbroken(text, names), text_direction(text, language)
    # The line begins where the page's lines do, so the text says its direction, and not the line.
    return html if way == around else Html(f'<bdi dir="{way}">{html}</bdi>')


def post(title: str, text: str, address: str) -> str:
    """What to post about something; its first sentence is left out where it only repeats the title."""
    shown, sentence = beginning(title, POSTED_TITLE), beginning(first_sentence(text), POSTED_SENTENCE)
    parts = [shown, "" if sentence.strip(" .") == shown else sentence, address]
    return "\n\n".join(filter(None, parts))
