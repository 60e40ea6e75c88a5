"""Sources that would fill the memory, and honest ones as large as they come."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from builds import environment
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.importing.feed import json_feed
from cchr_feeds.importing.raw_source import RawSource
from cchr_feeds.importing.table import workbook_rows
from importing.sources import atom, found_in, rss
from importing.test_tables import as_excel_writes_it
from memory import MEMORY
from patience import PATIENCE
from project_files import a_project

pytestmark = pytest.mark.usefixtures("at_length")

MEGABYTES = 350
"""A process may take, as it is measured; 300 are promised."""

LARGE = 30 * 1024 * 1024
"""Bytes, a little less than the largest source."""


def json_of(items: str, end: str = "]}") -> bytes:
    """A JSON Feed with these items."""
    return f'{{"version":"https://jsonfeed.org/version/1.1","items":[{items}{end}'.encode()


def json_item(html: str) -> bytes:
    """A JSON Feed of one item with this HTML."""
    return json_of(f'{{"id":"a","title":"A","content_html":"{html}"}}')


def workbook(rows: str, texts: str = "", compress_type: int = ZIP_DEFLATED) -> bytes:
    """A packed workbook with these rows, and these texts behind its own."""
    made = BytesIO()
    packed = ZipFile(BytesIO(as_excel_writes_it(f'<row><c t="str"><v>Title</v></c></row>{rows}')))
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in packed.namelist():
            content = packed.read(name).replace(b"</sst>", f"{texts}</sst>".encode())
            archive.writestr(name, content, compress_type)
    return made.getvalue()


def workbook_in_a_prefix() -> bytes:
    """A workbook whose elements have names that begin with a letter beyond ASCII."""
    made = BytesIO()
    packed = ZipFile(BytesIO(workbook("<row>" + "<c/>" * 3_000_000 + "</row>")))
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in packed.namelist():
            content = packed.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</", "</é:".encode()).replace(b"<", "<é:".encode())
                content = content.replace("<é:/".encode(), b"</").replace(b"xmlns=", "xmlns:é=".encode())
            archive.writestr(name, content)
    return made.getvalue()


def directory_without_files() -> bytes:
    """An archive whose directory names one file 600,000 times."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("a", b"")
    content = made.getvalue()
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    lines = content[start:end] * 600_000
    count = (65_535).to_bytes(2, "little")
    size = len(lines).to_bytes(4, "little")
    last = content[end:]
    return content[:start] + lines + last[:8] + count + count + size + last[16:]


ATTRIBUTES = " ".join(f"a{number}=1" for number in range(150_000))
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "ten million items": ("a.json", lambda: json_of("{}," * 10_000_000 + "{}")),
    "ten million items of a list": ("a.json", lambda: b"[" + b"{}," * 10_000_000 + b"{}]"),
    "a broken text with an emoji": ("a.json", lambda: json_of('"😀' + "a" * LARGE + '"', "")),
    "numbers without end": ("a.json", lambda: json_of("1" * LARGE)),
    "lists in one another": ("a.json", lambda: json_of("[" * LARGE)),
    "the same key again and again": ("a.json", lambda: json_of("{" + '"a":1,' * 4_000_000 + '"a":1}')),
    "a language without end": (
        "a.json",
        lambda: json_of(f'{{"title":"A","language":"{"a-" * (LARGE // 2)}"}}'),
    ),
    "paragraphs": ("a.json", lambda: json_item("<p>a" * 500_000)),
    "angle brackets": ("a.json", lambda: json_item("<" * 2_000_000)),
    "asterisks": ("a.json", lambda: json_item("*" * 2_000_000)),
    "attributes of HTML": ("a.json", lambda: json_item(f"<p {ATTRIBUTES}>A")),
    "attributes of a page": ("a.html", f"<html><p {ATTRIBUTES}".encode),
    "elements in one another": ("a.xml", lambda: rss("<item>" + "<a>" * 490_000).encode()),
    "attributes of all elements": (
        "a.xml",
        lambda: rss(("<a " + " ".join(f'a{n}=""' for n in range(90)) + "/>") * 30_000).encode(),
    ),
    "attributes without a value": ("a.xml", lambda: rss(("<a" + " a" * 45_000 + "/>") * 300).encode()),
    "a date without end": (
        "a.xml",
        lambda: rss(f"<item><pubDate>{'T:+' * (LARGE // 3)}</pubDate></item>").encode(),
    ),
    "references": ("a.xml", lambda: atom(f"<title>{'&#12345;' * 2_900_000}</title>").encode()),
    "long lines": ("a.txt", lambda: b"Read more\n" + (b"a" * 200_000 + b"\n") * 150),
    "a workbook with other letters": ("a.xlsx", workbook_in_a_prefix),
    "lines in a workbook": ("a.xlsx", lambda: workbook("\n" * LARGE)),
    "references in a workbook": (
        "a.xlsx",
        lambda: workbook(f"<row><c><v>{'&#1234;' * 4_000_000}</v></c></row>"),
    ),
    "attributes in a workbook": (
        "a.xlsx",
        lambda: workbook(f"<row {ATTRIBUTES.replace('1', chr(34) * 2)}/>"),
    ),
    "elements in a workbook's cell": (
        "a.xlsx",
        lambda: workbook("<row><c><is>" + "<r>" * 1_400_000 + "</r>" * 1_400_000 + "</is></c></row>"),
    ),
    "formulas": ("a.xlsx", lambda: workbook("<row>" + '<c><f t="shared" si="0"/></c>' * 290_000 + "</row>")),
    "parts of a workbook packed in another way": ("a.xlsx", lambda: workbook("", compress_type=ZIP_BZIP2)),
    "a directory without files": ("a.xlsx", directory_without_files),
}


@pytest.mark.parametrize(("name", "content"), BOMBS.values(), ids=BOMBS)
def test_nothing_fills_the_memory(tmp_path: Path, name: str, content: Callable[[], bytes]) -> None:
    """What is more than can be read is refused or left out before a library holds it."""
    project, source, note = a_project(tmp_path / "project"), tmp_path / name, tmp_path / "note"
    source.write_bytes(content())
    asked = ["import", source, "--project", project, "--category", "infographic"]
    words = [sys.executable, *map(str, (MEMORY, note, *asked))]
    done = subprocess.run(words, env=environment(), capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr
    assert float(note.read_text()) < MEGABYTES
    assert not (project / "entries").exists()


def test_a_part_packed_as_no_workbook_is_refused(tmp_path: Path) -> None:
    """A part in bzip2 may take a tenth of a second before its first byte, and there may be 2,000."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, workbook("", compress_type=ZIP_BZIP2), "a.xlsx")
    assert refused.value.problems[0].message.startswith("this is not an Excel workbook")


def test_one_text_in_many_cells_counts_as_often(tmp_path: Path) -> None:
    """A text of 120 kB is 1 GB where 9,000 cells name it."""
    long = workbook('<row><c t="s"><v>3</v></c></row>' * 9_000, texts=f"<si><t>{'a ' * 60_000}</t></si>")
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, long, "a.xlsx")
    assert refused.value.problems[0].message == "it is too large when unpacked"


def test_commas_of_a_text_are_no_values(tmp_path: Path) -> None:
    """The bodies of a back catalogue have as many as a bomb has items."""
    items = (f'{{"id":"{n}","title":"T{n}","content_text":"{"a, " * 300}"}}' for n in range(2_000))
    assert len(found_in(tmp_path, json_of(",".join(items)), "a.json").taken) == 2_000


def test_a_catalogue_of_ten_thousand_is_read() -> None:
    """Each with a body and an emoji."""
    items = (
        f'{{"id":"{n}","title":"T","content_html":"<p>{"a word, " * 20} 😀</p>"}}' for n in range(10_000)
    )
    assert len(json_feed(RawSource("a.json", json_of(",".join(items))), UTC).items) == 10_000


def test_a_sheet_of_twenty_thousand_rows_is_read() -> None:
    """With ten columns."""
    cells = "<c/>" * 9
    rows = "".join(f'<row><c t="str"><v>Report {n}</v></c>{cells}</row>' for n in range(20_000))
    found, __ = workbook_rows(RawSource("a.xlsx", workbook(rows)))
    assert len(found) == 20_001
