"""An edition's mail as people will see it, on one sheet for the person who approves it.

It shows the mail on a computer, a phone, by night, without pictures and as text, and how large it is.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict
from html import unescape
from pathlib import Path
from urllib.parse import quote

from cchr_feeds.model.colours import colours_by_name
from cchr_feeds.model.output import Source
from cchr_feeds.model.site import Site
from cchr_feeds.render.newsletter.editions import mail_of
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.newsletter.size_limit import LARGE_MAIL, MAIL_LIMIT
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.render.weaves import weave_documents
from cchr_feeds.text.formatting import size_in_words

GMAIL_LIMIT = 102_000
"""Bytes of HTML at which Gmail cuts a mail off (hteumeuleu/email-bugs#41)."""

TEXT_LINES = 180
"""Of plain text on the sheet, in three columns."""

_BOX = "data:image/svg+xml,"
_IMAGE = re.compile(r'(<img [^>]*?src=")([^"]*)("[^>]*>)')
# Pixels; what is shown wider is a photograph or a chart, else it is a logo.
_LARGE_WIDTH = 200


def sheet_html(letter: Letter, templates: Templates, files: Mapping[str, Source]) -> str:
    """The sheet as a page that needs no network: pictures from the web are grey boxes.

    Those of the project are shown as they are; `files` are those of the output, by their paths.
    """
    mail = mail_of(letter, templates)
    shown, words = with_pictures(mail.html, own_pictures(letter.site, files)), letter.words
    lines = text_mail(mail.letter).splitlines()
    marks = {"size": min(mail.size, GMAIL_LIMIT), "large": LARGE_MAIL, "limit": MAIL_LIMIT}
    bare = without_pictures(mail.html)
    views = (  # each in a window of so many pixels
        {"title": words.sheet_computer, "width": 640, "html": shown, "dark": False},
        {"title": words.sheet_phone, "width": 375, "html": shown, "dark": False},
        {"title": words.sheet_night, "width": 375, "html": shown, "dark": True},
        {"title": words.sheet_without_pictures, "width": 375, "html": bare, "dark": False},
    )
    return templates.html(
        "newsletter/sheet.html.j2",
        letter=letter,
        words=words,
        language=letter.language,
        views=views,
        text="\n".join(lines[:TEXT_LINES]),
        is_cut=len(lines) > TEXT_LINES,
        has_boxes=_BOX in shown,
        weight=size_in_words(mail.size, letter.language, letter.site),
        limit=size_in_words(MAIL_LIMIT, letter.language, letter.site),
        gmail=size_in_words(GMAIL_LIMIT, letter.language, letter.site),
        shares={name: size / GMAIL_LIMIT for name, size in marks.items()},
        is_large=mail.size > LARGE_MAIL or mail.left_out > 0,
        more=mail.letter.more_rows,
        **colours_by_name(letter.site.brand.colour),
        **asdict(typeface(letter.language)),
    )


def own_pictures(site: Site, files: Mapping[str, Source]) -> Mapping[str, bytes | Source]:
    """What there is of the site's own pictures, by address: files of the output, and weaves."""
    addresses: dict[str, bytes | Source] = {site.address(path): source for path, source in files.items()}
    weaves = (made for document in weave_documents(site) for made in document())
    return addresses | {site.address(made.path): made.content for made in weaves}


def with_pictures(html: str, addresses: Mapping[str, bytes | Source]) -> str:
    """The mail with the pictures of these addresses in it, and a grey box for every other."""

    def shown(image: re.Match[str]) -> str:
        address = unescape(image[2])
        picture = addresses.get(address)
        if picture is None:
            return f"{image[1]}{_box(image[0])}{image[3]}"
        content = picture.read_bytes() if isinstance(picture, Path) else bytes(picture)
        kind = "image/png" if address.endswith(".png") else "image/jpeg"
        return f"{image[1]}data:{kind};base64,{b64encode(content).decode()}{image[3]}"

    return _IMAGE.sub(shown, html)


def without_pictures(html: str) -> str:
    """The mail as a client shows it that loads no pictures."""
    return _IMAGE.sub(r"\1\3", html)


def _box(image: str) -> str:
    """A grey picture of a usual shape, as an address that holds it."""
    width = re.search(r' width="(\d+)"', image)
    is_large = width is not None and int(width[1]) > _LARGE_WIDTH
    shape = (1200, 630) if is_large else (120, 44)
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{shape[0]}" height="{shape[1]}">'
        '<rect width="100%" height="100%" fill="#a7b2bc"/><g fill="#c9d1d8" '
        f'transform="translate({shape[0] / 2} {shape[1] / 2}) scale({shape[1] / 100})">'
        '<circle cx="-18" cy="-16" r="8"/><path d="M-40 26L-12-4 2 12 16-8 40 26Z"/></g></svg>'
    )
    return f"{_BOX}{quote(drawing)}"
