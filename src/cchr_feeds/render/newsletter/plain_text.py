"""The newsletter as plain text, from the same letter as the HTML, which spam filters compare with it."""

from collections.abc import Iterator

from cchr_feeds.model.publication import Entry
from cchr_feeds.render.newsletter.letter import Letter, Row
from cchr_feeds.segmentation.fit import width, wrap
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.formatting import digits
from cchr_feeds.text.markdown import markdown_blocks
from cchr_feeds.text.scripts import isolated, unmistakable

COLUMNS = 72


def text_mail(letter: Letter) -> str:
    """The letter as text: lines of at most 72 cells, only addresses longer; paragraphs stand apart."""
    # A shortened letter is shortened here too, because parts that differ cost a mail points with spam filters
    # (SpamAssassin's MPART_ALT_DIFF_COUNT, 2.8; measured).
    return "\n\n".join(part for part in _parts(letter) if part) + "\n"


def _parts(letter: Letter) -> Iterator[str]:
    yield _lines(letter.organisation, letter)
    number = [letter.count] if letter.number > 1 else []
    yield _heading(" · ".join((letter.kind, letter.period, *number)), "=", letter)
    yield _note(letter)
    if letter.lead:
        yield from _entry(letter.lead, letter, "-")
    yield _contents(letter)
    for section in letter.sections:
        yield _heading(section.label, "-", letter)
        for row in section.rows:
            yield from _series(row, letter) if row.is_series else _entry(row.entries[0], letter)
    yield letter.more_rows and f"{letter.more_rows}\n{letter.link(letter.url)}"
    for group in letter.elsewhere:
        yield _heading(group.label, "-", letter)
        for entry in group.entries:
            title = _lines(entry.title, letter, group.language)
            invitation = _lines(group.invitation, letter, group.language)
            shown = "\n".join(filter(None, (title, letter.date(entry), invitation)))
            yield f"{shown}\n{letter.link(entry.url)}"
    yield letter.more_elsewhere and f"{letter.more_elsewhere}\n{letter.link(letter.url)}"
    if letter.site.supporters:
        yield _heading(letter.words.supporters, "-", letter)
        names = "\n".join(supporter.name[letter.language] for supporter in letter.site.supporters)
        yield _lines(names, letter)
    yield "-" * COLUMNS
    yield from _footer(letter)


def _note(letter: Letter) -> str:
    note = ""
    for block in markdown_blocks(letter.edition.editor.note, letter.link):
        lines = _lines(block.text, letter, columns=COLUMNS - width(block.rest)).split("\n")
        first = digits(block.first, letter.language, letter.site)
        shown = "\n".join((block.rest if number else first) + line for number, line in enumerate(lines))
        note += ("\n\n" if block.apart else "\n") + shown
    return note.strip("\n")


def _contents(letter: Letter) -> str:
    if not letter.contents:
        return ""
    lines = (f"{each.title} ({each.count})" if each.count else each.title for each in letter.contents)
    shown = (_lines(line, letter, columns=COLUMNS - 2).replace("\n", "\n  ") for line in lines)
    return "\n".join((letter.words.contents, *(f"- {line}" for line in shown)))


def _entry(entry: Entry, letter: Letter, rule: str = "") -> Iterator[str]:
    title = entry.short_title
    above = _lines(entry.place.series, letter) if entry.place else ""
    shown = _heading(title, rule, letter) if rule else _lines(title, letter)
    yield "\n".join(filter(None, (above, shown, letter.date(entry))))
    yield _lines(letter.teaser(entry), letter)
    for call in letter.links(entry):
        yield f"{_lines(call.text, letter)}\n{letter.link(call.url)}"


def _series(row: Row, letter: Letter) -> Iterator[str]:
    yield _lines(row.series, letter)
    for entry in row.entries:
        yield f"{_lines(entry.short_title, letter)}\n{letter.link(entry.url)}"


def _footer(letter: Letter) -> Iterator[str]:
    words = letter.words
    yield _lines("\n".join((letter.organisation, *letter.postal_lines)), letter)
    yield letter.link(letter.site.url[letter.language])
    if letter.contact:
        yield f"{words.contact}\n{letter.contact.removeprefix('mailto:')}"
    yield f"{words.all_publications}\n{letter.link(letter.publications_url)}"
    yield f"{_lines(f'{words.forwarded} {words.get_your_copy}', letter)}\n{letter.link(letter.subscribe)}"
    if letter.unsubscribe:
        yield _lines(words.unsubscribe_why.format(organisation=letter.organisation), letter)
        yield f"{words.unsubscribe}\n{letter.unsubscribe}"
    yield f"{words.view_in_browser}\n{letter.online}"
    for other in letter.others:
        yield f"{_lines(other.invitation, letter, other.language)}\n{letter.link(other.url)}"


def _heading(text: str, rule: str, letter: Letter) -> str:
    lines = _lines(text, letter)
    return f"{lines}\n{rule * max(map(width, lines.splitlines()))}"


def _lines(text: str, letter: Letter, language: str = "", columns: int = COLUMNS) -> str:
    """The text wrapped, in the letter's language or another; no line is turned round by what it holds."""
    language, around = language or letter.language, direction(letter.language)
    lines = wrap(text, columns, letter.site.keep_together)
    return "\n".join(unmistakable(isolated(line, language, around), language) for line in lines)
