"""The editor's note as HTML for a mail: its Markdown, with styles that need no style sheet."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from cchr_feeds.model.colours import Palette
from cchr_feeds.render.markup import Html, between_words_in_html
from cchr_feeds.render.newsletter.letter import PICTURE_WIDTH, Letter
from cchr_feeds.render.typefaces import Typeface
from cchr_feeds.text.cldr import Direction, direction
from cchr_feeds.text.formatting import numbers_of_lists
from cchr_feeds.text.markdown import markdown_html

_ADDRESS = re.compile(r'(<a href=")([^"]*)')
_OPENING = re.compile(r'<([a-z][a-z0-9]*)(?=[ >])(?: dir="(ltr|rtl)")?')


def note_html(letter: Letter, palette: Palette, face: Typeface, link: Callable[[str], str]) -> Html:
    """The note; each element has its style, and those that are coloured by night a class as well.

    `link` gives the address that a link leads to instead of its own.
    """
    if not letter.edition.editor.note:
        return Html("")
    usual = direction(letter.language)
    attributes = {
        "ltr": _attributes(letter, palette, face, "ltr"),
        "rtl": _attributes(letter, palette, face, "rtl"),
    }
    html = markdown_html(letter.edition.editor.note, letter.language, letter.site.image_hosts)
    html = _ADDRESS.sub(lambda found: f"{found[1]}{escape(link(unescape(found[2])))}", html)
    # "<" begins nothing but a tag here: nh3 writes every other one as &lt;
    styled = _OPENING.sub(lambda tag: tag[0] + attributes[tag[2] or usual].get(tag[1], ""), html)
    return between_words_in_html(styled, letter.site.keep_together)


def _attributes(letter: Letter, palette: Palette, face: Typeface, written: Direction) -> Mapping[str, str]:
    """What to add to each opening tag of a block that is written in this direction."""
    start = "right" if written == "rtl" else "left"
    aligned = "" if written == direction(letter.language) else f"; text-align:{start}"
    numbers = numbers_of_lists(letter.language, letter.site)

    def margin(width: int) -> str:
        return f"0 {width}px 12px 0" if written == "rtl" else f"0 0 12px {width}px"

    heading = f"margin:16px 0 8px{aligned}; line-height:{face.title_leading}; font-weight:700; font-size"
    cell = f"padding:4px 8px; border:1px solid {palette.line}; text-align:{start}"
    styles = {
        "p": f"margin:0 0 12px{aligned}",
        "a": f"color:{palette.accent}; text-decoration:underline",
        "img": f"display:block; width:auto; max-width:100%; height:auto; border:0; color:{palette.muted}",
        "h2": f"{heading}:20px",
        **{f"h{level}": f"{heading}:{face.size}px" for level in (3, 4, 5, 6)},
        # Word's engine, which drops padding, needs the margin for its bullets.
        "ul": f"margin:{margin(20)}; padding:0",
        "ol": f"margin:{margin(24)}; padding:0; list-style-type:{numbers}",
        "li": f"margin:0; padding:2px 0{aligned}",
        "blockquote": f"margin:0 0 12px; padding-{start}:14px; border-{start}:3px solid {palette.line}",
        "hr": f"height:1px; margin:16px 0; border:0; background-color:{palette.line}",
        "pre": "margin:0 0 12px; white-space:pre-wrap; font-size:14px",
        "table": "border-collapse:collapse; margin:0 0 12px",
        "th": f"{cell}; font-weight:700",
        "td": cell,
    }
    classes = {"a": "link", "img": "picture", "blockquote": "rule", "td": "rule", "th": "rule"}
    added = {tag: f' style="{style}"' for tag, style in styles.items()}
    added |= {tag: f' class="{name}"{added[tag]}' for tag, name in classes.items()}
    added["img"] += f' width="{PICTURE_WIDTH}"'
    added["th"] += ' scope="col"'
    return added
