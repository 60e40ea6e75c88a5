"""A table's rows as publications; which column is what is guessed from its heading, or said."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from unicodedata import category

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _, all_of
from cchr_feeds.importing.raw_source import (
    ANY,
    MOST_ITEMS,
    Document,
    Item,
    ItemText,
    RawSource,
    Source,
    stated_date,
)
from cchr_feeds.model.rules import meant_language
from cchr_feeds.model.site import Site
from cchr_feeds.text.characters import search_key, without_forbidden
from cchr_feeds.text.cldr import language_name

_HEADINGS_WITHIN = 10
"""Above the headings there may be a title, a date, an empty row."""

MOST_ROWS = MOST_ITEMS + _HEADINGS_WITHIN
MOST_COLUMNS = 200
_MOST_CELLS = 2_000_000

_HEADINGS = {
    "title": "title|titles|headline|heading|name|subject|publication|publication title|report|report name"
    "|name of report|name of the report|title of report|name of publication|title of publication|ចំណងជើង"
    "|ចំណងជើងរបាយការណ៍|ឈ្មោះ|ឈ្មោះរបាយការណ៍|ឈ្មោះឯកសារ",
    "summary": "summary|description|abstract|excerpt|introduction|intro|short description|សង្ខេប"
    "|សេចក្តីសង្ខេប|សេចក្ដីសង្ខេប|ការពិពណ៌នា",
    "body": "body|text|full text|content|article|អត្ថបទ|ខ្លឹមសារ",
    "url": "url|link|address|web address|web page|webpage|website|permalink|href|តំណ|តំណភ្ជាប់|អាសយដ្ឋាន",
    "file": "file|pdf|document|attachment|download|file url|pdf url|pdf link|document url|ឯកសារ",
    "published": "published|date|publication date|date published|published on|publish date|release date"
    "|date of publication|date released|date of release|released|day|កាលបរិច្ឆេទ|ថ្ងៃខែ|ថ្ងៃខែឆ្នាំ|ថ្ងៃចេញផ្សាយ"
    "|កាលបរិច្ឆេទចេញផ្សាយ|ថ្ងៃផ្សាយ",
    "category": "category|categories|type|kind|publication type|type of publication|document type|ប្រភេទ",
    "topics": "topics|topic|tags|tag|keywords|themes|theme|ប្រធានបទ|ពាក្យគន្លឹះ",
    "language": "language|lang|ភាសា",
    "id": "id|identifier|slug|reference|ref|code",
}
_FIELD_OF = {word: field for field, words in _HEADINGS.items() for word in words.split("|")}
_OF_A_LANGUAGE = ("title", "summary", "body", "url", "file")
"""Fields that a table may have once for each language, as `title_km`; so a column is named."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the table, from 1."""

    number: int
    cells: tuple[str, ...]


def csv_rows(source: RawSource) -> list[Row]:
    """The rows of a text with commas, semicolons or tabs between the cells; raises `ProblemsFound`.

    A cell is text, whatever it begins with: nothing computes `=1+1`.
    """
    text = without_forbidden(source.text())
    delimiter = _delimiter(text)
    if text.count(delimiter) > _MOST_CELLS:
        raise source.too_large()
    # Line by line, because StringIO would take four bytes for each character of the whole text.
    lines = (match[0] for match in re.finditer(r"[^\n]*+\n?", text))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return [Row(reader.line_num, tuple(cells[:MOST_COLUMNS])) for cells in islice(reader, MOST_ROWS + 1)]
    except csv.Error as error:
        message = _("the table can't be read from this line on ({reason})", reason=error)
        raise source.refused("csv", message, _("save it again as CSV UTF-8"), (reader.line_num, 1)) from error


def _delimiter(text: str) -> str:
    """What stands most often between the cells of the first row that has any."""
    for line in text[:100_000].split("\n")[:_HEADINGS_WITHIN]:
        bare = re.sub(r'"[^"]*"', "", line)
        best = max("\t;,", key=bare.count)
        if bare.count(best):
            return best
    return ","


def table(
    source: RawSource, rows: Sequence[Row], site: Site, named: Mapping[str, str], others: tuple[str, ...] = ()
) -> Source:
    """The publications of a table.

    `named` has the column of a field by its heading, in place of a guess. `others` are the other sheets.

    Raises `ProblemsFound` if no column is a title, and `WrongUsage` if `named` has what is not there.
    """
    start, columns = _head(rows, site, named)
    if not any(column.partition("_")[0] == "title" for column in columns.values()):
        raise source.refused("columns", _("no column holds titles"), _without_title(rows))
    headings = [" ".join(cell.split()) for cell in rows[start].cells]
    above = [" ".join(cell.split()) for row in rows[:start] for cell in row.cells if cell.strip()]
    unused = [heading for place, heading in enumerate(headings) if heading and place not in columns]
    if len(rows) > MOST_ROWS:
        message = _("it has more than {limit:,} rows", limit=MOST_ITEMS)
        raise source.refused("rows", message, _("split it into several tables"))
    return Source(
        source.name,
        _("a table"),
        [_item(row, columns, site) for row in rows[start + 1 :] if any(cell.strip() for cell in row.cells)],
        {column: headings[place] for place, column in columns.items()},
        (*above, *(_("column {heading}", heading=heading) for heading in unused), *others),
    )


def _without_title(rows: Sequence[Row]) -> str:
    first = next((row.cells for row in rows if any(cell.strip() for cell in row.cells)), ())
    shown = ", ".join(" ".join(cell.split()) for cell in first if cell.strip())[:200] or _("nothing")
    return _('name it: --column title="…"; the first row has: {headings}', headings=shown)


def _head(rows: Sequence[Row], site: Site, named: Mapping[str, str]) -> tuple[int, dict[int, str]]:
    """The row with the headings, and what its columns are."""
    for column in named:
        field, __, language = column.partition("_")
        per_language = field in _OF_A_LANGUAGE and language in site.languages
        if field not in _HEADINGS or (language and not per_language):
            known = ", ".join([*_HEADINGS, *(f"{_OF_A_LANGUAGE[0]}_{tag}" for tag in site.languages)])
            message = _("--column: {name!r} is not a field; write one of {known}", name=column, known=known)
            raise WrongUsage(message)
    best: tuple[int, dict[int, str]] = (0, {})
    for start, row in enumerate(rows[:_HEADINGS_WITHIN]):
        places = {search_key(cell): place for place, cell in reversed(list(enumerate(row.cells)))}
        missing = [heading for heading in named.values() if search_key(heading) not in places]
        columns = {} if missing else _columns(row, named, places, site)
        if len(columns) > len(best[1]):
            best = (start, columns)
    if named and not best[1]:
        headings = all_of(list(map(repr, named.values())))
        raise WrongUsage(_("--column: no heading is called {headings}", headings=headings))
    return best


def _columns(row: Row, named: Mapping[str, str], places: Mapping[str, int], site: Site) -> dict[int, str]:
    columns = {places[search_key(heading)]: column for column, heading in named.items()}
    for place, cell in sorted(enumerate(row.cells), key=lambda each: not each[1].isascii()):
        guess = _guessed(cell, site)
        if guess in columns.values() and guess in _OF_A_LANGUAGE and "km" in site.languages:
            guess = guess if cell.isascii() else f"{guess}_km"  # beside one in English
        if guess and place not in columns and guess not in columns.values():
            columns[place] = guess
    return dict(sorted(columns.items()))


def _guessed(heading: str, site: Site) -> str:
    """What a heading says in English words, with or without a language before, behind or in brackets."""
    parts = (char if category(char)[0] in "LMN" else " " for char in search_key(heading))
    words = "".join(parts).split()
    languages = [tag for word in words if (tag := _language(word, site))]
    field = _FIELD_OF.get(" ".join(word for word in words if word and not _language(word, site)))
    if field is None or len(languages) > 1 or (languages and field not in _OF_A_LANGUAGE):
        return ""
    return "_".join([field, *languages])


def _language(word: str, site: Site) -> str:
    """The language of the site that a word stands for: its tag, its name, or what people write for it."""
    meant = _names(tuple((tag, info.name) for tag, info in site.languages.items())).get(word)
    return meant or (tag if (tag := meant_language(word)) in site.languages else "")


@cache
def _names(languages: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """The languages of a site by their names in site.yaml, in themselves, in English and in each other."""
    shown_in = ["en", *(tag for tag, _name in languages)]
    known = {search_key(language_name(tag, shown)): tag for tag, _name in languages for shown in shown_in}
    return known | {search_key(name): tag for tag, name in languages}


def _item(row: Row, columns: Mapping[int, str], site: Site) -> Item:
    cells = {
        column: row.cells[place].strip() if place < len(row.cells) else ""
        for place, column in columns.items()
    }
    texts = _texts(cells)
    date = cells.get("published", "")
    title = next((text.title for text in texts.values()), "")
    published = stated_date(date, site.timezone)
    return Item(
        key=cells.get("id") or f"{title} {date}".strip() if texts else f"row {row.number}",
        texts=texts,
        published=published,
        unclear_date="" if published else date,
        language=_language(search_key(cells.get("language", "")), site),
        categories=_split(cells.get("category", "")),
        topics=_split(cells.get("topics", "")),
        name=cells.get("id", ""),
        unfit="" if texts else _("it has no title"),
    )


def _texts(cells: Mapping[str, str]) -> dict[str, ItemText]:
    """By language those with a title; columns of no language belong to the first of them."""
    found: dict[str, dict[str, str]] = {}
    for column, text in cells.items():
        field, __, language = column.partition("_")
        if text and field in _OF_A_LANGUAGE:
            found.setdefault(language, {})[field] = text
    texts = {language: fields for language, fields in found.items() if "title" in fields}
    if texts and ANY not in texts:
        first = next(iter(texts))
        texts[first] = found.get(ANY, {}) | texts[first]
    return {language: _text(fields) for language, fields in texts.items()}


def _text(fields: Mapping[str, str]) -> ItemText:
    return ItemText(
        title=" ".join(fields["title"].split()),
        summary="\n".join(_split(fields.get("summary", ""), "\n")),
        body=fields.get("body", ""),
        url=fields.get("url", ""),
        documents=(Document(fields["file"]),) if "file" in fields else (),
    )


def _split(text: str, separators: str = ";,\n|") -> tuple[str, ...]:
    """The parts of a cell that say something."""
    parts = (" ".join(part.split()) for part in re.split(f"[{separators}]", text))
    return tuple(filter(None, parts))
