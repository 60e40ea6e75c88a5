"""A small file of every kind of document, as programs write it."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook


def an_archive(*names: str, mimetype: str = "") -> bytes:
    """A ZIP archive with these files, and before them the type of its document."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr(ZipInfo("mimetype"), mimetype, ZIP_STORED)
        for name in names:
            archive.writestr(name, f"<{name}>" * 9)
    return made.getvalue()


def _workbook() -> bytes:
    made = BytesIO()
    Workbook().save(made)
    return made.getvalue()


_OPEN = "application/vnd.oasis.opendocument."
_CONTENT = ("content.xml", "META-INF/manifest.xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(40)
_JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1" + bytes(40)

GENUINE: dict[str, bytes] = {
    ".csv": "ឆ្នាំ,ចំនួន\n២០២៤,៧\n".encode(),
    ".doc": _OLE,
    ".docx": an_archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"),
    ".epub": an_archive("META-INF/container.xml", mimetype="application/epub+zip"),
    ".gif": b"GIF89a\1\0\1\0\0\0\0;",
    ".jpeg": _JPEG,
    ".jpg": _JPEG,
    ".m4a": _MP4,
    ".mp3": b"ID3\4\0\0\0\0\0\0" + bytes(40),
    ".mp4": _MP4,
    ".odp": an_archive(*_CONTENT, mimetype=f"{_OPEN}presentation"),
    ".ods": an_archive(*_CONTENT, mimetype=f"{_OPEN}spreadsheet"),
    ".odt": an_archive(*_CONTENT, mimetype=f"{_OPEN}text"),
    ".ogg": b"OggS\0\2" + bytes(40),
    ".pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    ".png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    ".ppt": _OLE,
    ".pptx": an_archive("ppt/presentation.xml", "[Content_Types].xml"),
    ".txt": "អត្ថបទ\n".encode(),
    ".webm": b"\x1a\x45\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\xf2\x81\4B\xf3\x81\x08B\x82\x84webm" + bytes(40),
    ".webp": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(40),
    ".xls": _OLE,
    ".xlsx": _workbook(),
    ".zip": an_archive("a.txt"),
}
"""The first bytes of one, by the ending of its name; an archive is whole."""
