"""The full text of an entry as HTML, for feeds and pages."""

from html import escape

from cchr_feeds.model.publication import Enclosure, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import paragraphs_of
from cchr_feeds.render.runs import in_language
from cchr_feeds.text.cldr import direction, listed
from cchr_feeds.text.formatting import size_in_words
from cchr_feeds.text.markdown import markdown_html, reads_alike
from cchr_feeds.text.wording import html_of, wording


def content_html(entry: Entry, site: Site) -> str:
    """The picture, the body (or the summary where there is no body) and links to the documents.

    Where there is nothing of these, it is the title: Atom and JSON Feed want some text in an entry.
    """
    documents = [_enclosure_html(item, entry, site) for item in entry.enclosures]
    shown = "\n".join(filter(None, [_image_html(entry), body_html(entry, site), *documents]))
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
