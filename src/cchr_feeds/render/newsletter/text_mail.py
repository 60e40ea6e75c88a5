"""The newsletter as plain text, from the same letter as the HTML, which spam filters compare with it."""

from __future__ import annotations

from collections.abc import Iterator

from cchr_feeds.model.outcome import Group
from cchr_feeds.model.publication import Entry
from cchr_feeds.render.content import enclosure_kind
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.text.cut import width, wrap

COLUMNS = 72


def text_mail(letter: Letter) -> str:
    """The letter as text: lines of at most 72 cells, only addresses longer; paragraphs stand apart."""
    return "\n\n".join(part for part in _parts(letter) if part) + "\n"


def _parts(letter: Letter) -> Iterator[str]:
    yield _lines(letter.organisation)
    yield _heading(letter.title, "=")
    yield _lines(letter.edition.editor.note)
    for group in letter.sections:
        yield from _group(group, letter)
    yield from _elsewhere(letter)
    yield from _supporters(letter)
    yield "-" * COLUMNS
    yield from _footer(letter)


def _group(group: Group, letter: Letter) -> Iterator[str]:
    yield _heading(group.category.label, "-")
    for entry in group.entries:
        yield "\n".join(filter(None, (_lines(entry.title), letter.date(entry))))
        yield from map(_lines, letter.paragraphs(entry))
        yield from _links(entry, letter)


def _links(entry: Entry, letter: Letter) -> Iterator[str]:
    yield f"{letter.words.read_more}\n{letter.link(entry.url)}"
    for enclosure in entry.enclosures:
        title = enclosure.title or letter.words.download
        yield f"{title} ({enclosure_kind(enclosure, entry.language)})\n{letter.link(enclosure.url)}"
    for other in entry.translations:
        yield f"{letter.words.also_in} {letter.language_name(other.language)}\n{letter.link(other.url)}"


def _elsewhere(letter: Letter) -> Iterator[str]:
    if letter.edition.elsewhere:
        yield _heading(letter.words.elsewhere, "-")
    for entry in letter.edition.elsewhere:
        yield f"{_lines(entry.title)}\n({letter.language_name(entry.language)})\n{letter.link(entry.url)}"


def _supporters(letter: Letter) -> Iterator[str]:
    if letter.site.supporters:
        yield _heading(letter.words.supporters, "-")
        yield _lines("\n".join(supporter.name[letter.language] for supporter in letter.site.supporters))


def _footer(letter: Letter) -> Iterator[str]:
    yield "\n".join(map(_lines, (letter.organisation, *letter.postal_lines)))
    unsubscribe = letter.site.newsletter.unsubscribe
    yield _lines(letter.words.unsubscribe_why.format(organisation=letter.organisation)) if unsubscribe else ""
    yield f"{letter.words.unsubscribe}\n{unsubscribe[letter.language]}" if unsubscribe else ""
    yield f"{letter.words.view_in_browser}\n{letter.link(letter.url)}"
    yield from (f"{other.invitation}\n{letter.link(other.url)}" for other in letter.others)


def _heading(text: str, rule: str) -> str:
    lines = wrap(text, COLUMNS)
    return "\n".join((*lines, rule * max(map(width, lines))))


def _lines(text: str) -> str:
    return "\n".join(wrap(text, COLUMNS))
