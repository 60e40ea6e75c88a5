"""Pictures and documents that were made to fill the memory, to never end, or to be more than they seem."""

import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from subprocess import run as run_program
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image

from builds import NOW, assert_built, environment, tree
from cchr_feeds import images
from cchr_feeds.errors import OutputFailed
from cchr_feeds.images import LARGE, Scaled
from cchr_feeds.output import opened
from cchr_feeds.source.checks.contents import findings
from memory import MEMORY
from photographs import a_picture, jpeg, png, saved
from project_files import EN, a_project
from source.test_wrong_images import a_png_of, chunk

MOST = 300
"""In MB: what a check may take whatever lies beside an entry; without a file it takes 90."""


def zeros(name: str, size: int) -> bytes:
    """An archive of a few bytes whose file is this large."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"")
        with archive.open(name, "w") as file:
            for _ in range(size // 2**20):
                file.write(bytes(2**20))
    return made.getvalue()


def many_files() -> bytes:
    """An archive of 60,000 files, each of which describes the document."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"docProps/a{number}.xml", b"")
        archive.writestr("word/document.xml", b"")
    return made.getvalue()


def a_pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R /Info 2 0 R /Size 9") -> bytes:
    """A PDF of these objects, numbered from 1."""
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + table + b"trailer\n<<%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(made))


def packed(size: int) -> bytes:
    """A stream of few bytes that unpacks to so many."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(bytes(2**20)) for _ in range(size // 2**20)) + packer.flush()
    return b"<</Type /Metadata /Filter /FlateDecode /Length %d>>stream\n%s\nendstream" % (
        len(content),
        content,
    )


LOCK = b"<</Filter /Standard /V 5>>"
ROOT, INFO = b"<</Type /Catalog /Metadata 3 0 R>>", b"<</Title (A)>>"
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "a large file.docx": lambda: zeros("docProps/core.xml", 2**28),
    "a large picture.docx": lambda: zeros("word/media/a.jpeg", 2**28),
    "many files.docx": many_files,
    "an end alone.docx": lambda: (
        b"PK\3\4word/document.xml" + b"PK\1\2" + bytes(42) + b"word/PK\5\6" + bytes(18)
    ),
    "unpacks to much.pdf": lambda: a_pdf(ROOT, INFO, packed(2**28)),
    "is its own information.pdf": lambda: a_pdf(ROOT, b"2 0 R"),
    "goes in circles.pdf": lambda: a_pdf(b"2 0 R", b"3 0 R", b"1 0 R"),
    "is as deep as the sea.pdf": lambda: a_pdf(ROOT, b"<</Author " + b"[" * 100_000 + b"]" * 100_000 + b">>"),
    "has a table without end.pdf": lambda: a_pdf(ROOT, INFO).replace(b"xref\n0 3", b"xref\n0 999999999"),
    "points to its own table.pdf": lambda: (
        (made := a_pdf(ROOT, INFO))[:-40]
        + a_pdf(ROOT, INFO, trailer=b"/Root 1 0 R /Prev %d" % made.find(b"xref"))[-60:]
    ),
    "has a key.pdf": lambda: a_pdf(
        ROOT, INFO, b"<</Filter /Standard /V 5>>", trailer=b"/Root 1 0 R /Encrypt 3 0 R"
    ),
    "is empty.pdf": lambda: b"%PDF-1.7",
    "has no end.pdf": lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<\n" * 100_000,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_made_to_keep_us_busy_tells_nothing(tmp_path: Path, name: str) -> None:
    """It is left alone in the end, within the memory of an honest one, and without a word that is wrong."""
    entry = f"{EN}  title: A\n  summary: A report on what was found.\n  files: [{{file: {name}}}]\n"
    files: dict[str, str | bytes] = {f"entries/{name}": DOCUMENTS[name](), "entries/report.yaml": entry}
    project, note = a_project(tmp_path / "project", **files), tmp_path / "note"
    words = [sys.executable, str(MEMORY), str(note), "check", "--now", NOW]
    ended = run_program(words, cwd=project, env=environment(), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert float(note.read_text()) < MOST


def a_png_with(kind: bytes) -> bytes:
    """A picture of 16 by 16 pixels with a chunk of this kind, which unpacks to 256 MB."""
    header = chunk(b"IHDR", b"\0\0\0\x10\0\0\0\x10\x08\2\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + header + chunk(kind, b"a\0\0" + zlib.compress(bytes(2**28)))


@pytest.mark.parametrize(
    "made",
    [lambda: a_png_of(50_000, 50_000), lambda: a_png_with(b"iCCP"), lambda: a_png_with(b"zTXt")],
    ids=["pixels", "a profile", "a text"],
)
def test_a_picture_of_few_bytes_fills_no_memory(tmp_path: Path, made: Callable[[], bytes]) -> None:
    """It is refused for what it says it holds, before that is unpacked."""
    entry = f"{EN}  title: A\n  image: {{file: a.png, alt: A}}\n"
    files: dict[str, str | bytes] = {"entries/a.png": made(), "entries/report.yaml": entry}
    project, note = a_project(tmp_path / "project", **files), tmp_path / "note"
    words = [sys.executable, str(MEMORY), str(note), "build", "--now", NOW]
    ended = run_program(words, cwd=project, env=environment(), capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "entries/report.yaml:6:17: error: 'a.png'" in ended.stderr
    assert float(note.read_text()) < MOST


SCRIPT = b"<script>alert(1)</script>"


def an_archive_too() -> bytes:
    """An archive that can be hung onto a picture."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("secret.txt", SCRIPT)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", jpeg() + an_archive_too()),
        ("a.png", png() + SCRIPT),
        ("b.jpg", saved(a_picture(), "JPEG", comment=SCRIPT)),
        ("a.gif", b"GIF89a/*" + saved(a_picture(), "GIF")[8:] + b"*/=1;" + SCRIPT),
    ],
)
def test_what_is_a_picture_is_nothing_else(tmp_path: Path, name: str, content: bytes) -> None:
    """No archive, page or script comes with it to readers."""
    entry = f"{EN}  title: A\n  image: {{file: {name}, alt: A}}\n"
    files: dict[str, str | bytes] = {f"entries/{name}": content, "entries/report.yaml": entry}
    project = a_project(tmp_path, **files)
    assert_built(project)
    made = [each for path, each in tree(project / "out").items() if path.startswith("files/") and each]
    assert len(made) == 2
    assert not [each for each in made if SCRIPT in each or b"PK\3\4" in each or b"/*" in each[:10]]


def test_a_picture_that_changes_while_it_is_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes would be of two pictures."""
    file = tmp_path / "a.jpg"
    file.write_bytes(jpeg())
    write = images._written

    def meanwhile(image: Image.Image, kind: str) -> bytes:
        file.write_bytes(png())
        return write(image, kind)

    monkeypatch.setattr(images, "_written", meanwhile)
    refused = pytest.raises(OutputFailed, match="changed while it was being copied")
    with refused, opened(Scaled(file, LARGE, images.JPEG)):
        pass


def test_a_link_in_the_place_of_a_picture_is_not_followed(tmp_path: Path) -> None:
    """Wherever it leads, and whenever it came there."""
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (tmp_path / "a.jpg").symlink_to("secret.jpg")
    with pytest.raises(OutputFailed), opened(Scaled(tmp_path / "a.jpg", LARGE, images.JPEG)):
        pass
    assert findings(tmp_path / "a.jpg") == ()
