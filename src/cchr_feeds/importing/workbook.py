"""The rows of an Excel workbook (.xlsx, ECMA-376), read within limits and with nothing in it run.

A formula's cell is the value that Excel has stored for it. A cell with a date is the date that it shows: one
formatted as "October 2024" is a month, whatever day Excel keeps behind it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, LargeZipFile, ZipFile

from cchr_feeds.i18n import _
from cchr_feeds.importing.dates import moment_text
from cchr_feeds.importing.documents import parsed
from cchr_feeds.importing.items import Given
from cchr_feeds.importing.tables import MOST_COLUMNS, MOST_ROWS, Row

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_OCTETS = 32 * 1024 * 1024
"""Of one part of a workbook, unpacked; a small archive can hold far more (a "zip bomb")."""
_MOST_PARTS = 2000
_SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# The formats that have a number and no text (ECMA-376 part 1, 18.8.30); 17 is a month and its year.
_DATE_FORMATS = {**dict.fromkeys((14, 15, 16, 22, *range(27, 37), *range(50, 59)), "ymd"), 17: "ym"}
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_TIMES_ONLY = re.compile(r"[hs]")


@dataclass(frozen=True, slots=True)
class _Book:
    """What cells refer to: texts by number, the kind of date by style, and the day that is number 0."""

    texts: Sequence[str]
    dates: Sequence[str]
    first_day: datetime


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a workbook's first sheet that people can see, and the names of the others."""

    rows: list[Row]
    others: tuple[str, ...]


def sheet_of(given: Given) -> Sheet:
    """The sheet; raises `ProblemsFound`."""
    with _opened(given) as archive:
        workbook = _part(given, archive, "xl/workbook.xml")
        names = list(workbook.iter(f"{_SPREADSHEET}sheet"))
        shown = [sheet for sheet in names if sheet.get("state", "visible") == "visible"]
        if not shown:
            raise given.refused(
                "xlsx", _("the workbook has no sheet to be seen"), _("save the table as CSV UTF-8")
            )
        root = _part(given, archive, _path_of(given, archive, shown[0]))
        book = _book(given, archive, workbook)
    others = tuple(_("sheet {name}", name=sheet.get("name", "")) for sheet in names if sheet is not shown[0])
    return Sheet(list(_rows(root, book)), others)


@contextmanager
def _opened(given: Given) -> Iterator[ZipFile]:
    try:
        with ZipFile(BytesIO(given.octets)) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                raise BadZipFile("it has too many parts")
            yield archive
    except (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        message = _("this is no Excel workbook, or it is damaged or locked by a password")
        raise given.refused("xlsx", message, _("save it again as .xlsx or as CSV UTF-8")) from error


def _part(given: Given, archive: ZipFile, name: str) -> _Element:
    """A part of the workbook as XML; without it, and beyond the limit, the workbook is damaged."""
    try:
        with archive.open(name) as part:
            octets = part.read(MOST_OCTETS + 1)
    except KeyError as error:
        raise BadZipFile(name) from error
    if len(octets) > MOST_OCTETS:
        raise given.refused(
            "xlsx", _("it is too large when unpacked"), _("split the table, or save it as CSV")
        )
    return parsed(given, octets.decode("utf-8-sig", "replace"))


def _path_of(given: Given, archive: ZipFile, sheet: _Element) -> str:
    """Where a sheet lies in the archive."""
    relations = _part(given, archive, "xl/_rels/workbook.xml.rels")
    wanted = sheet.get(_RELATION)
    target = next(
        (each.get("Target", "") for each in relations.iter(_RELATIONS) if each.get("Id") == wanted), ""
    )
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _book(given: Given, archive: ZipFile, workbook: _Element) -> _Book:
    parts = set(archive.namelist())
    texts: list[str] = []
    dates: list[str] = []
    if "xl/sharedStrings.xml" in parts:
        strings = _part(given, archive, "xl/sharedStrings.xml")
        texts = [_text(each) for each in strings.iterchildren(f"{_SPREADSHEET}si")]
    if "xl/styles.xml" in parts:
        dates = list(_dates(_part(given, archive, "xl/styles.xml")))
    settings = workbook.find(f"{_SPREADSHEET}workbookPr")
    since_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    return _Book(texts, dates, datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30))  # noqa: DTZ001


def _text(element: _Element) -> str:
    """The words of a text, without how Japanese is pronounced."""
    pieces = element.iter(f"{_SPREADSHEET}t")
    return "".join(
        piece.text or "" for piece in pieces if next(piece.iterancestors(f"{_SPREADSHEET}rPh"), None) is None
    )


def _dates(styles: _Element) -> Iterator[str]:
    """Which of year, month and day a cell with each of the styles shows; empty where it shows a number."""
    written = {
        each.get("numFmtId", ""): each.get("formatCode", "") for each in styles.iter(f"{_SPREADSHEET}numFmt")
    }
    formats = styles.find(f"{_SPREADSHEET}cellXfs")
    for style in () if formats is None else formats.iterchildren(f"{_SPREADSHEET}xf"):
        yield _shown_by(style.get("numFmtId", "0"), written)


def _shown_by(number: str, written: Mapping[str, str]) -> str:
    if number not in written:
        return _DATE_FORMATS.get(int(number), "") if number.isdecimal() else ""
    letters = _NOT_LETTERS.sub("", written[number]).lower()
    if "y" not in letters:
        return ""
    if _TIMES_ONLY.search(letters) or "d" in letters:
        return "ymd"
    return "ym" if "m" in letters else "y"


def _rows(root: _Element, book: _Book) -> Iterator[Row]:
    number = 0
    for count, row in enumerate(root.iter(f"{_SPREADSHEET}row")):
        if count > MOST_ROWS:
            break
        number = _number(row.get("r", ""), number + 1)
        cells: dict[int, str] = {}
        column = -1
        for cell in row.iterchildren(f"{_SPREADSHEET}c"):
            column = _column(cell.get("r", ""), column + 1)
            if column < MOST_COLUMNS:
                cells[column] = _value(cell, book)
        width = max(cells, default=-1) + 1
        yield Row(number, tuple(cells.get(place, "") for place in range(width)))


def _number(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"\d{1,7}", text, re.ASCII) else default


def _column(reference: str, default: int) -> int:
    """The place of a column, from 0: A is 0, AB is 27."""
    letters = re.match(r"[A-Z]{1,3}(?=\d)", reference)
    if not letters:
        return default
    place = 0
    for letter in letters[0]:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _value(cell: _Element, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    text = cell.findtext(f"{_SPREADSHEET}v", "")
    if kind == "s":
        place = _number(text, len(book.texts))
        return book.texts[place] if place < len(book.texts) else ""
    if kind in ("str", "d"):
        return text
    if kind == "n":
        style = _number(cell.get("s", ""), 0)
        shown = book.dates[style] if style < len(book.dates) else ""
        return _date(text, shown, book.first_day) if shown else text
    return {"1": "TRUE", "0": "FALSE"}.get(text, "") if kind == "b" else ""  # an error says nothing


def _date(text: str, shown: str, first_day: datetime) -> str:
    """A date as Excel counts it, in days, as far as the cell shows it; the number itself if it is none."""
    try:
        moment = first_day + timedelta(seconds=round(float(text) * 86_400))
    except (ValueError, OverflowError):
        return text
    return moment_text(moment) if shown == "ymd" else moment.strftime("%Y-%m")[: 4 if shown == "y" else 7]
