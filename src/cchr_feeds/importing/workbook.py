"""The rows of an Excel workbook (.xlsx, ECMA-376), read by openpyxl, with nothing in it run.

A formula's cell is the value that Excel has stored for it. A cell with a date is the date that it shows: one
formatted as "October 2024" is a month, whatever day Excel keeps behind it. openpyxl leaves it to its caller
to mind archives that unpack to a thousand times their size, so it is given one of parts that are unpacked
and checked already.
"""

import re
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile

from cchr_feeds.i18n import _
from cchr_feeds.importing.raw_source import RawSource
from cchr_feeds.importing.table import MOST_COLUMNS, MOST_ROWS, Row
from cchr_feeds.text.characters import without_forbidden

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell

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
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
# What openpyxl raises over a damaged workbook; it looks for no mistake itself, and has no error of its own.
# SyntaxError is that of both readers of XML, ElementTree's and lxml's.
_DAMAGED: tuple[type[Exception], ...] = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, BadZipFile, LargeZipFile, zlib.error),
)


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

    book = load_workbook(unpacked, read_only=True, data_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        message = _("the workbook has no visible sheet")
        raise source.refused("xlsx", message, _("save the table as CSV UTF-8"))
    others = tuple(_("sheet {name}", name=name) for name in book.sheetnames if name != shown[0].title)
    # What it says of its size may be wrong.
    shown[0].reset_dimensions()
    found = shown[0].iter_rows(min_row=1, max_row=_LAST_ROW, max_col=MOST_COLUMNS)
    rows = (Row(number, tuple(map(_text, cells))) for number, cells in enumerate(found, start=1))
    return list(islice(_bounded(row for row in rows if any(row.cells)), MOST_ROWS + 1)), others


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, as long as they have no more letters than a workbook; many cells may share one long text."""
    letters = 0
    for row in rows:
        letters += sum(map(len, row.cells))
        if letters > MOST_UNPACKED:
            raise _TooLarge
        yield row


def _text(cell: "Cell | MergedCell") -> str:
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
    return moment.strftime("%Y-%m" if "m" in letters else "%Y")
