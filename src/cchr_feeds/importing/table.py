"""The rows of a table as publications; which column is what is guessed from its heading, or said.

A table is CSV, or an Excel workbook (.xlsx, ECMA-376), read by openpyxl, with nothing in it run.
"""

import csv
import json
import re
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import category
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _, all_of, beginning_of
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

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

# Above the headings there may be a title, a date, an empty row.
_HEADINGS_WITHIN = 10
MOST_ROWS = MOST_ITEMS + _HEADINGS_WITHIN
MOST_COLUMNS = 200
_MOST_CELLS = 2_000_000

# What people write above the column of a field, in English and Khmer.
_HEADINGS: Mapping[str, Sequence[str]] = json.loads(
    Path(__file__).with_name("headings.json").read_text(encoding="utf-8")
)
_FIELD_OF = {word: field for field, words in _HEADINGS.items() for word in words}
# Fields that a table may have once for each language; such a column is named `title_km`.
_OF_A_LANGUAGE = ("title", "summary", "body", "url", "file")

MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes of a workbook's XML, unpacked; a small archive can hold far more (a "zip bomb")."""
_MOST_PARTS = 2000
_PACKED = (ZIP_STORED, ZIP_DEFLATED)  # the two ways that ECMA-376 part 2 allows (annex B)
_PART = b"PK\x01\x02"  # what begins a line of an archive's directory, of which `zipfile` makes an object each
# openpyxl makes a dictionary of each cell and an object of each style and name, and keeps shared formulas;
# expat gives a text in pieces, which end at each line, reference, section and comment.
_MOST = {"cell": 400_000, "formula": 100_000, "within cells": 1_500_000, "other": 150_000, "piece": 1_000_000}
_MOST_IN_A_ROW = 100_000  # elements of a row, or of a shared text, which are in memory at once
_LONGEST = 300_000  # bytes from one element to the next; Excel's longest text has 32,767 characters
_LAST_ROW = 1_048_576  # Excel's own limit
_START = re.compile(rb"<(?:[^\s/>:<!?]++:)?([^\s/>:<!?]++)")
_WITHIN_CELLS = (b"is", b"r", b"rPr", b"row", b"si", b"t", b"v")
_KINDS = {b"c": "cell", b"f": "formula", **dict.fromkeys(_WITHIN_CELLS, "within cells")}
_MERGED_DOWN = re.compile(rb'mergeCell ref="([A-Z]+(\d+):[A-Z]+(?!\2")\d+)"')
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# What openpyxl raises over a damaged workbook; it looks for no mistake itself, and has no error of its own.
# SyntaxError is that of both readers of XML, ElementTree's and lxml's.
_DAMAGED: tuple[type[Exception], ...] = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, BadZipFile, LargeZipFile, zlib.error),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the table, from 1."""

    number: int
    cells: tuple[str, ...]


def csv_rows(source: RawSource) -> list[Row]:
    """The rows of a text with commas, semicolons or tabs between the cells; raises `ProblemsFound`."""
    text = without_forbidden(source.text())
    delimiter = _delimiter(text)
    if text.count(delimiter) > _MOST_CELLS:
        raise source.too_large()
    # Line by line, because StringIO would take four bytes for each character of the whole text.
    lines = (match[0] for match in re.finditer(r"[^\n]*+\n?", text))
    reader, rows = csv.reader(lines, delimiter=delimiter, strict=True), [Row(0, ())]
    try:
        for cells in islice(reader, MOST_ROWS + 1):
            # A cell is text, whatever it begins with: nothing computes "=1+1".
            rows.append(Row(reader.line_num, tuple(cells[:MOST_COLUMNS])))  # noqa: PERF401 - kept at an error
    except csv.Error as error:
        message = _("the table can't be read from this line on ({reason})", reason=error)
        fix = _("close or delete the quotation mark in this row, or save the table again as CSV UTF-8")
        raise source.refused("csv", message, fix, (rows[-1].number + 1, 1)) from error
    return rows[1:]


def has_headings(text: str, site: Site) -> bool:
    """Whether a text begins as a table does: with headings, of titles and of something else."""
    rows = [Row(0, tuple(cells)) for cells in csv.reader(text.splitlines(), delimiter=_delimiter(text))]
    columns = _head(rows, site, {})[1].values()
    return len(columns) > 1 and any(column.partition("_")[0] == "title" for column in columns)


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

    `named` has the heading of a field's column, in place of a guess. `others` are the other sheets.
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
    filled = (sum(bool(cell.strip()) for cell in row.cells) for row in rows)
    first = next((start for start, count in enumerate(filled) if count > 1), len(rows))
    for start, row in enumerate(rows[:_HEADINGS_WITHIN]):
        places = {search_key(cell): place for place, cell in reversed(list(enumerate(row.cells)))}
        missing = [heading for heading in named.values() if search_key(heading) not in places]
        columns = {} if missing else _columns(row, named, places, site)
        # Below a row of unknown headings, a single cell such as "Report" is of a publication.
        if len(columns) > len(best[1]) and (named or start <= first or len(columns) > 1):
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
        key=cells.get("id") or f"{title} {date}".strip() if texts else _("row {number}", number=row.number),
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
    parts = (" ".join(part.split()) for part in re.split(f"[{separators}]", text))
    return tuple(filter(None, parts))


# --- Workbooks -------------------------------------------------------------------------------------


class _TooLarge(Exception):
    """A workbook is more than can be read."""


def workbook_rows(source: RawSource) -> tuple[list[Row], tuple[str, ...]]:
    """The rows of the first sheet that shows, and the names of the others; raises `ProblemsFound`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of extensions that are not read, of dates that are none
            return _first_sheet(source, _unpacked(source))
    except _TooLarge as error:
        fix = _("split the table, or save it as CSV")
        raise source.refused("xlsx", _("it is too large when unpacked"), fix) from error
    except _DAMAGED as error:
        message = _("this is not an Excel workbook, or it is damaged or protected by a password")
        raise source.refused("xlsx", message, _("save it again as .xlsx or as CSV UTF-8")) from error


def _unpacked(source: RawSource) -> BytesIO:
    """The workbook with its XML alone, and that as large as it says it is."""
    if source.content.count(_PART) > _MOST_PARTS:
        raise _TooLarge
    # openpyxl leaves it to its caller to mind archives that unpack to a thousand times their size, so it is
    # given one of parts that are unpacked and checked already.
    unpacked = BytesIO()
    size = 0
    counted: Counter[str] = Counter()
    with ZipFile(BytesIO(source.content)) as packed, ZipFile(unpacked, "w") as archive:
        for part in packed.infolist():
            if part.compress_type not in _PACKED:
                raise ValueError("a part is packed in another way than workbooks are")
            with packed.open(part) as stream:
                # Reading to the end would unpack 2 GB where a part lies about its size (ZipExtFile.read).
                xml = stream.read(100)
                if not xml.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
                    continue
                xml += stream.read(MOST_UNPACKED)
            size += len(xml)
            if size > MOST_UNPACKED:
                raise _TooLarge
            counted.update(_counted(xml))
            if any(counted[name] > most for name, most in _MOST.items()):
                raise _TooLarge
            archive.writestr(part.filename, xml)
    return unpacked


def _counted(xml: bytes) -> Counter[str]:
    """What a part has of each that costs; raises `_TooLarge`, and `ValueError` for what no workbook has."""
    if b"\0" in xml or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("no workbook is in UTF-16, or has a document type")
    counted = Counter({"piece": sum(map(xml.count, (b"\n", b"&", b"<!", b"<?")))})
    place = in_row = 0
    for start in _START.finditer(xml):
        kind = _KINDS.get(start[1], "other")
        counted[kind] += 1
        in_row = 0 if start[1] in (b"row", b"si") else in_row + (kind != "other")
        if in_row > _MOST_IN_A_ROW or start.end() - place > _LONGEST:
            raise _TooLarge
        place = start.end()
    if len(xml) - place > _LONGEST:
        raise _TooLarge
    return counted


def _first_sheet(source: RawSource, unpacked: BytesIO) -> tuple[list[Row], tuple[str, ...]]:
    from openpyxl import load_workbook  # 150 ms, and few sources are workbooks

    # With data_only, a formula's cell is the value that Excel has stored for it.
    book = load_workbook(unpacked, read_only=True, data_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise source.refused("xlsx", _("the workbook has no visible sheet"), _("save the table as CSV UTF-8"))
    others = tuple(_("sheet {name}", name=name) for name in book.sheetnames if name != shown[0].title)
    if merged := [cells.decode() for cells, _row in _MERGED_DOWN.findall(unpacked.getvalue())]:
        names = beginning_of(merged, 5)
        others += (_("the lower rows of merged cells, which are empty ({names})", names=names),)
    # What it says of its size may be wrong.
    shown[0].reset_dimensions()
    found = shown[0].iter_rows(min_row=1, max_row=_LAST_ROW, max_col=MOST_COLUMNS)
    return list(islice(_filled(found), MOST_ROWS + 1)), others


def _filled(found: "Iterable[tuple[Cell | MergedCell, ...]]") -> Iterator[Row]:
    """The rows that hold something; raises `_TooLarge` at more letters than a workbook may have."""
    letters = 0
    before = None
    for number, cells in enumerate(found, start=1):
        # openpyxl gives all rows of a gap as the same tuple, perhaps a million times.
        if cells is not before and any(texts := tuple(map(_shown, cells))):
            # Many cells may share one long text.
            letters += sum(map(len, texts))
            if letters > MOST_UNPACKED:
                raise _TooLarge
            yield Row(number, texts)
        before = cells


def _shown(cell: "Cell | MergedCell") -> str:
    value: object = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, datetime):
        return _date(value, str(cell.number_format))
    return str(value).upper() if isinstance(value, bool) else without_forbidden(str(value))


def _date(moment: datetime, code: str) -> str:
    """A date as far as its cell shows it, by the code of the cell's format (ECMA-376 part 1, 18.8.31)."""
    letters = _NOT_LETTERS.sub("", code).lower()
    if "y" not in letters:
        return moment.strftime("%d %B")
    if "d" in letters or "h" in letters or "s" in letters:
        # Midnight is how Excel keeps a day alone.
        is_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
        return moment.date().isoformat() if is_day else moment.isoformat(timespec="seconds")
    # "October 2024" is a month, whatever day Excel keeps behind it.
    return moment.strftime("%Y-%m" if "m" in letters else "%Y")
