"""Pictures beside entries that readers could not see: each is told at its place, with what to do."""

import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from cchr_feeds.images import MOST_PIXELS
from photographs import a_picture, jpeg, png, saved
from project_files import EN, a_project, assert_refused, read_entry, wrong

IMAGE = EN + "  title: A\n  image: "


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def a_png_of(width: int, height: int) -> bytes:
    """A PNG that says that it is of this size, and has few bytes."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def moving() -> bytes:
    """A GIF of two frames."""
    frames = [a_picture(60, 40), Image.new("RGB", (60, 40), "white")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


FILES = {
    "whole.jpg": jpeg(width=60, height=40),
    "still.gif": saved(a_picture(60, 40), "GIF"),
    "moving.gif": moving(),
    "moving.png": saved(a_picture(60, 40), "PNG", save_all=True, append_images=[a_picture(60, 40, "L")]),
    "bomb.png": a_png_of(50_000, 50_000),
    "large.png": a_png_of(8_000, 5_001),
    "cut.jpg": jpeg()[:20],
    "cut.png": png()[:20],
    "text.jpg": b"This is not a picture.",
    "really-png.jpg": png(),
    "empty.png": b"",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "photo.webp": saved(a_picture(60, 40), "WEBP"),
    "photo.heic": b"\0\0\0\x18ftypheic",
    "photo.avif": b"\0\0\0\x18ftypavif",
    "report.pdf": b"%PDF-1.7",
}
BESIDE = "put the file in this folder and write only its name"
JPEG_OR_PNG = "name a JPEG or PNG file"


def image(marked: str, message: str, fix: str) -> object:
    """A row: an entry with this picture."""
    return wrong(f"{IMAGE}{marked}\n", message, fix)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with pictures of many kinds beside its entries."""
    folder = a_project(tmp_path, **{f"entries/{name}": content for name, content in FILES.items()})
    (folder / "entries/folder.jpg").mkdir()
    os.mkfifo(folder / "entries/pipe.jpg")
    return folder


@pytest.mark.parametrize(
    ("marked", "message", "fix"),
    [
        image("▶{alt: A}", "a picture needs either file: or url:", "write one of the two"),
        image("▶{url: 'https://example.org/a.png', file: whole.jpg}", "needs either", "write one"),
        image("{file: ▶none.jpg}", "there is no file 'none.jpg'", "in the same folder"),
        image("{file: ▶whole}", "there is no file 'whole'", "did you mean whole.jpg?"),
        image("{file: ▶WHOLE.jpg}", "there is no file 'WHOLE.jpg'", "did you mean whole.jpg?"),
        image("{file: ▶../site.jpg}", "is not the name of a file beside this file", "and write site.jpg"),
        image("{file: ▶.hidden.jpg}", "is not the name of a file beside this file", BESIDE),
        image("{file: ▶folder.jpg}", "is a folder or a link", "the file itself"),
        image("{file: ▶pipe.jpg}", "is a folder or a link", "the file itself"),
        image("{file: ▶drawing.svg}", "don't show SVG pictures", "export it as PNG, 1,200 pixels wide"),
        image("{file: ▶photo.webp}", "don't show WebP pictures", "save it as JPEG"),
        image("{file: ▶photo.heic}", "don't show HEIC pictures", "save it as JPEG"),
        image("{file: ▶photo.avif}", "don't show AVIF pictures", "save it as JPEG"),
        image("{file: ▶report.pdf}", "'report.pdf' is no kind of picture", JPEG_OR_PNG),
        image("{file: ▶photo}", "there is no file 'photo'", "did you mean photo.webp?"),
        image("{file: ▶moving.gif}", "'moving.gif' moves", "save the moment that says most as PNG"),
        image("{file: ▶moving.png}", "'moving.png' moves", "save the moment that says most as PNG"),
        image("{file: ▶bomb.png}", "'bomb.png' has 2,500 million pixels", "2,400 pixels wide"),
        image("{file: ▶large.png}", "'large.png' has 40 million pixels", "2,400 pixels wide"),
        image("{file: ▶cut.jpg}", "'cut.jpg' is damaged", "save it again as JPEG"),
        image("{file: ▶cut.png}", "'cut.png' is damaged", "save it again as JPEG"),
        image("{file: ▶text.jpg}", "'text.jpg' is not a JPEG picture but a text", "download it again"),
        image("{file: ▶really-png.jpg}", "is not a JPEG picture but a PNG", "name the file really-png.png"),
        image("{file: ▶empty.png}", "'empty.png' is empty", "put the file here again"),
        image(
            "{▶url: photo.jpg}", "'photo.jpg' is a file's name, not an address", "write file: in its place"
        ),
        image("{url: ▶'C:\\Users\\A\\photo one.jpg'}", "", "image: {file: photo one.jpg, alt: …}"),
    ],
)
def test_what_readers_could_not_see_is_refused(project: Path, marked: str, message: str, fix: str) -> None:
    """With the file, the line and the column of what names it."""
    assert_refused(project, "entries/report.yaml", marked, message, fix)


@pytest.mark.parametrize("name", ["whole.jpg", "still.gif"])
def test_what_can_be_seen_is_measured(project: Path, name: str) -> None:
    """In pixels, whatever its entry says."""
    text = f"{IMAGE}{{file: {name}, alt: A, width: 7, height: 9}}\n"
    found = read_entry(project, text).translations["en"].image
    assert found
    assert (found.file, found.width, found.height, found.length) == (name, 60, 40, len(FILES[name]))


def test_the_largest_that_is_read_is_read(tmp_path: Path) -> None:
    """Forty million pixels, of which no more memory is taken before they are asked for."""
    a_project(tmp_path, **{"entries/large.png": a_png_of(8_000, MOST_PIXELS // 8_000)})
    assert read_entry(tmp_path, f"{IMAGE}{{file: large.png, alt: A}}\n").translations["en"].image
