"""The newsletter as plain text, from the same letter as the HTML, which spam filters compare with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchr_feeds.model.output import Group
from cchr_feeds.model.publication import Entry
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.segmentation.wrap import width, wrap
from cchr_feeds.text.markdown import markdown_blocks

COLUMNS = 72


def text_mail(letter: Letter) -> str:
    """The letter as text: lines of at most 72 cells, only addresses longer; paragraphs stand apart.

    A shortened letter is shortened here too: parts that differ cost a mail points with spam filters
    (SpamAssassin's MPART_ALT_DIFF_COUNT, 2.8; measured).
    """
    return "\n\n".join(part for part in _parts(letter) if part) + "\n"


def _parts(letter: Letter) -> Iterator[str]:
    yield _lines(letter.organisation, letter)
    yield _heading(letter.title, "=", letter)
    yield _note(letter)
    for group in letter.sections:
        yield from _group(group, letter)
    yield from _left_to_the_web(letter)
    yield from _elsewhere(letter)
    yield from _supporters(letter)
    yield "-" * COLUMNS
    yield from _footer(letter)


def _note(letter: Letter) -> str:
    note = ""
    for block in markdown_blocks(letter.edition.editor.note, letter.link):
        lines = wrap(block.text, COLUMNS - width(block.rest), letter.site.keep_together)
        shown = "\n".join((block.rest if number else block.first) + line for number, line in enumerate(lines))
        note += ("\n\n" if block.apart else "\n") + shown
    return note.strip("\n")


def _group(group: Group, letter: Letter) -> Iterator[str]:
    yield _heading(group.category.label, "-", letter)
    for entry in group.entries:
        yield "\n".join(filter(None, (_lines(entry.title, letter), letter.date(entry))))
        yield from (_lines(paragraph, letter) for paragraph in letter.paragraphs(entry))
        yield from _links(entry, letter)


def _links(entry: Entry, letter: Letter) -> Iterator[str]:
    yield f"{letter.words.read_more}\n{letter.link(entry.url)}"
    for enclosure in entry.enclosures:
        title = enclosure.title or letter.words.download
        named = _lines(f"{title} ({letter.kind_of(enclosure, entry)})", letter)
        yield f"{named}\n{letter.link(enclosure.url)}"
    for other in entry.translations:
        yield f"{letter.words.also_in} {letter.language_name(other.language)}\n{letter.link(other.url)}"


def _left_to_the_web(letter: Letter) -> Iterator[str]:
    """How many entries of a shortened letter are on the web alone, and the titles that it lists of them."""
    yield _more(letter.entries, letter.whole, letter)
    if letter.whole is not None:
        for entry in letter.entries[letter.whole : letter.listed]:
            yield f"{_lines(entry.title, letter)}\n{letter.link(entry.url)}"
        yield _more(letter.entries, letter.listed, letter)


def _more(everything: Sequence[object], shown: int | None, letter: Letter) -> str:
    more = letter.more(everything, shown)
    return more and f"{more}\n{letter.link(letter.url)}"


def _elsewhere(letter: Letter) -> Iterator[str]:
    if letter.elsewhere:
        yield _heading(letter.words.elsewhere, "-", letter)
    for entry in letter.elsewhere:
        title, language = _lines(entry.title, letter), letter.language_name(entry.language)
        yield f"{title}\n({language})\n{letter.link(entry.url)}"
    yield _more(letter.edition.elsewhere, letter.listed, letter)


def _supporters(letter: Letter) -> Iterator[str]:
    if letter.site.supporters:
        yield _heading(letter.words.supporters, "-", letter)
        names = "\n".join(supporter.name[letter.language] for supporter in letter.site.supporters)
        yield _lines(names, letter)


def _footer(letter: Letter) -> Iterator[str]:
    yield _lines("\n".join((letter.organisation, *letter.postal_lines)), letter)
    if letter.unsubscribe:
        yield _lines(letter.words.unsubscribe_why.format(organisation=letter.organisation), letter)
        yield f"{letter.words.unsubscribe}\n{letter.unsubscribe}"
    yield f"{letter.words.view_in_browser}\n{letter.online}"
    yield from (f"{other.invitation}\n{letter.link(other.url)}" for other in letter.others)


def _heading(text: str, rule: str, letter: Letter) -> str:
    lines = wrap(text, COLUMNS, letter.site.keep_together)
    return "\n".join((*lines, rule * max(map(width, lines))))


def _lines(text: str, letter: Letter) -> str:
    return "\n".join(wrap(text, COLUMNS, letter.site.keep_together))
