"""HTML that somebody else wrote, as the Markdown of an entry's body.

Every word is kept, in its order; of the markup what an entry's body can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cchr_feeds.importing.inline import BLANK, HARD_BREAK, append, escaped, longer_than_any
from cchr_feeds.importing.paragraphs import BLOCKS, contents, letters, tree, without_forbidden

if TYPE_CHECKING:
    from lxml.etree import _Element

_MERE_BOXES = frozenset(("p", "div", "section", "center"))
_LAST_HASH = re.compile(r"(?<!\\)#$")  # it would close the heading
_HEADING = re.compile("h[1-6]")
# What begins a block when it begins a line.
_LINE_START = re.compile(
    r"^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|(?P<number>\d{1,9})(?=[.)](?:\s|$))|[-=:|][-=:| ]*$)"
)


def markdown(html: str, base: str = "") -> str:
    """The Markdown of a piece of HTML; links in it that are relative are to `base`."""
    return "\n\n".join(_blocks(tree(html), base)).strip()


def _blocks(element: _Element, base: str) -> Iterator[str]:
    """What stands in an element, block by block; words between blocks are paragraphs too."""
    waiting: list[str] = []
    for node in contents(element):
        if not isinstance(node, str) and _has_blocks(node):
            yield from _paragraphs(waiting)
            waiting = []
            yield from _block(node, base)
        else:
            append(waiting, node, base)
    yield from _paragraphs(waiting)


def _has_blocks(element: _Element) -> bool:
    return any(each.tag in BLOCKS for each in element.iter())


def _block(element: _Element, base: str) -> Iterator[str]:
    tag = str(element.tag)
    if _HEADING.fullmatch(tag):
        yield from _heading(element, base)
    elif tag in ("ul", "ol"):
        yield from _list(element, base)
    elif tag == "blockquote":
        yield from _quotation(element, base)
    elif tag == "pre":
        yield from _preformatted(element)
    elif tag == "table":
        yield from _table(element, base)
    elif tag == "hr":
        yield "---"
    else:
        yield from _blocks(element, base)


def _paragraphs(pieces: Sequence[str]) -> Iterator[str]:
    """Pieces of text as paragraphs; two line breaks in a row are how old pages begin a new one."""
    text = BLANK.sub(" ", "".join(pieces))
    for paragraph in re.split(rf"{HARD_BREAK} ?(?:{HARD_BREAK} ?)+", text):
        lines = [line.strip() for line in paragraph.split(HARD_BREAK)]
        if any(lines):
            yield "\\\n".join(_LINE_START.sub(_harmless, line) for line in lines if line)


def _harmless(match: re.Match[str]) -> str:
    return f"{match['number']}\\" if match["number"] else f"\\{match[0]}"


def _in_one_line(element: _Element, base: str) -> str:
    return " ".join(" ".join(_blocks(element, base)).replace("\\\n", " ").split())


def _heading(element: _Element, base: str) -> Iterator[str]:
    text = _in_one_line(element, base)
    if not _is_line(element, base):
        yield from _blocks(element, base)
    elif text:
        yield f"{'#' * int(str(element.tag)[1])} {_LAST_HASH.sub('&#35;', text)}"


def _list(element: _Element, base: str) -> Iterator[str]:
    items = [blocks for node in contents(element) if (blocks := _item(node, base))]
    start = element.get("start", "1")
    number = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
    written = []
    for index, blocks in enumerate(items):
        marker = f"{number + index}. " if element.tag == "ol" else "- "
        written.append(_indented("\n\n".join(blocks), marker))
    if written:
        yield ("\n" if all(len(blocks) == 1 for blocks in items) else "\n\n").join(written)


def _item(node: str | _Element, base: str) -> list[str]:
    if isinstance(node, str):
        return list(_paragraphs([escaped(node)]))
    return list(_blocks(node, base) if node.tag == "li" else _block(node, base))


def _indented(text: str, marker: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([marker + first, *((" " * len(marker) + line).rstrip() for line in rest)])


def _quotation(element: _Element, base: str) -> Iterator[str]:
    text = "\n\n".join(_blocks(element, base))
    if text:
        yield "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _preformatted(element: _Element) -> Iterator[str]:
    text = without_forbidden(letters(element).replace("\xa0", " "))
    lines = [line.rstrip() for line in text.strip("\r\n").splitlines()]
    if any(lines):
        fence = longer_than_any("`", text, 3)
        yield "\n".join([fence, *lines, fence])


def _table(element: _Element, base: str) -> Iterator[str]:
    """A table, if its cells are lines; one that only arranges a page is what stands in it."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    width = max(map(len, cells), default=0)
    if width < 2 or any(not _is_line(cell, base) for row in cells for cell in row):
        yield from _blocks(element, base)
        return
    for caption in element.iterchildren("caption"):
        yield from _blocks(caption, base)
    lines = [[_in_one_line(cell, base).replace("|", "\\|") for cell in row] for row in cells if row]
    lines.insert(1, ["---"] * width)
    yield "\n".join(f"| {' | '.join([*line, *[''] * (width - len(line))])} |" for line in lines)


def _is_line(element: _Element, base: str) -> bool:
    """Whether no more than a paragraph stands in a heading or in a table's cell."""
    below = {str(each.tag) for each in element.iterdescendants()}
    return below.isdisjoint(BLOCKS - _MERE_BOXES) and len(list(_blocks(element, base))) <= 1
