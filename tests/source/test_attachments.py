"""Files of an entry: found beside it, measured, given their kind; and what is said of those that can't be."""

from pathlib import Path

import pytest

from cchr_feeds.model.publication import File
from cchr_feeds.source import read_project
from cchr_feeds.source.attachments import KINDS
from extent import a_few
from genuine_files import GENUINE, an_archive
from project_files import EN, a_project, an_entry_file, assert_refused, problems_of, read_entry, wrong

FILES = EN + "  title: A\n  files:\n    - "


def file(marked: str, message: str, fix: str) -> object:
    """A row: an entry with one file."""
    return wrong(f"{FILES}{marked}\n", message, fix)


EITHER, BESIDE = "a file needs either url: or file:", "is not the name of a file beside this file"
ALONE, MISSING = "put the file in this folder and write only its name", "there is no file"
FILES_OF_ALL_KINDS = (
    file("▶{title: A}", EITHER, "write one of the two"),
    file("▶{url: 'https://example.org/a.pdf', file: a.pdf}", EITHER, "write one of the two"),
    file("{file: ▶a.exe}", "'a.exe' is a kind of file that is not published here", "make a PDF of it"),
    file("{file: ▶a.html}", "'a.html' is a kind of file that is not published here", "make a PDF of it"),
    file("{file: ▶a.svg}", "'a.svg' is a kind of file that is not published here", "make a PDF of it"),
    file("{file: ▶a}", "'a' is a kind of file that is not published here", "write its address as url:"),
    file("{file: ▶b.pdf}", f"{MISSING} 'b.pdf'", "put the file in the same folder, or correct its name"),
    *(
        file(f"{{file: ▶'{name}'}}", MISSING, f"did you mean {meant}?")
        for name, meant in {
            "report.pdf": "REPORT.PDF",
            "របាយ-ការណ៍.docx": "របាយការណ៍.docx",
            "A_B.zip": "a b.zip",
            "report": "REPORT.PDF",
            "report.docx": "REPORT.PDF",
        }.items()
    ),
    file("{file: ▶REPORT-2.PDF}", MISSING, "put the file in the same folder"),
    file("{file: ▶folder.pdf}", "'folder.pdf' beside this file is a folder", "the file itself"),
    file("{file: ▶../site.pdf}", BESIDE, "and write site.pdf"),
    file("{file: ▶more/a.pdf}", BESIDE, "and write a.pdf"),
    file("{file: ▶/etc/passwd}", BESIDE, "and write passwd"),
    file("{file: ▶'..\\site.pdf'}", BESIDE, "and write site.pdf"),
    file("{file: ▶.a.pdf}", BESIDE, ALONE),
    file("{file: ▶..}", BESIDE, ALONE),
    file(f"{{file: ▶{'ក' * 70}.pdf}}", BESIDE, ALONE),
    file("{file: a.pdf}\n    - {file: ▶A.pdf}", "'A.pdf' and 'a.pdf' differ only in", "rename one"),
    file("▶{url: 'https://example.org/a', length: 5}", "does not show what kind of file", "add type:"),
    file("▶{url: 'https://example.org/a.php', length: 5}", "does not show what kind", "application/pdf"),
    file("{▶url: a.pdf}", "'a.pdf' is a file's name, not an address", "write file: in its place"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with files of several kinds beside its entries."""
    names = ("a.pdf", "A.pdf", "a.exe", "a.html", "a.svg", "a", "REPORT.PDF", "របាយការណ៍.docx", "a b.zip")
    content = {f"entries/{name}": GENUINE.get(Path(name).suffix.lower(), b"12345") for name in names}
    folder = a_project(tmp_path, **content)
    (folder / "entries/folder.pdf").mkdir()
    return folder


@pytest.mark.parametrize(("marked", "message", "fix"), FILES_OF_ALL_KINDS)
def test_a_file_that_cannot_be_published_is_refused(
    project: Path, marked: str, message: str, fix: str
) -> None:
    """The problem stands at the file's name, or at the item that lacks one."""
    assert_refused(project, "entries/report.yaml", marked, message, fix)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("REPORT.PDF", "application/pdf"),
        ("របាយការណ៍.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a b.zip", "application/zip"),
    ],
)
def test_a_file_beside_its_entry_is_measured(project: Path, name: str, kind: str) -> None:
    """Its kind comes from its name, its length from the disk, its place is remembered."""
    text = f"{FILES}{{file: {name}, type: text/html, length: 1}}\n"
    (found,) = read_entry(project, text).translations["en"].files
    size = len(GENUINE[Path(name).suffix.lower()])
    assert found == File(file=name, type=kind, length=size)
    whole = read_project(project)
    meta = whole.metadata["report"]
    assert meta.files == ((name, size),)
    assert whole.beside(meta, name) == project / "entries" / name


@pytest.mark.parametrize(
    ("written", "kind", "length"),
    [
        ("{url: 'https://example.org/a.pdf'}", "application/pdf", None),
        ("{url: 'https://example.org/a.PDF?b=c#d', length: 7}", "application/pdf", 7),
        ("{url: 'https://example.org/%E1%9E%80.pdf', length: ៧}", "application/pdf", 7),
        ("{url: 'https://example.org/a', type: audio/mpeg}", "audio/mpeg", None),
        ("{url: 'https://example.org/a.pdf', type: image/png}", "image/png", None),
    ],
)
def test_a_file_elsewhere_is_as_it_is_described(
    tmp_path: Path, written: str, kind: str, length: int | None
) -> None:
    """The network is not asked: kind and length are as written, or plain from the address."""
    (found,) = read_entry(tmp_path, f"{FILES}{written}\n").translations["en"].files
    assert (found.type, found.length) == (kind, length)


def test_a_link_beside_an_entry_is_refused(project: Path) -> None:
    """A file that is a link is refused as what it is, and as a file of the entry."""
    (project / "entries/link.pdf").symlink_to("/etc/passwd")
    a_project(project, **{"entries/report.yaml": f"{FILES}{{file: link.pdf}}\n"})
    found = [(problem.path, problem.message) for problem in problems_of(project)]
    assert found == [
        ("entries/link.pdf", "this is a link to another place"),
        ("entries/report.yaml", "'link.pdf' beside this file is a folder or a link, not a file"),
    ]


def test_one_file_may_serve_both_languages(tmp_path: Path) -> None:
    """Named twice, it is the same file and no problem."""
    folder = a_project(tmp_path, **{"entries/a.pdf": GENUINE[".pdf"]})
    read_entry(folder, f"{FILES}{{file: a.pdf}}\nkm: {{title: ក, files: [{{file: a.pdf}}]}}\n")


def content_problems(folder: Path, ending: str, content: bytes) -> list[tuple[str, str]]:
    """What is said of a file with this ending and content beside its entry: messages and fixes."""
    entry = f"{FILES}{{file: report{ending}}}\n"
    files: dict[str, str | bytes] = {"entries/report.yaml": entry, f"entries/report{ending}": content}
    a_project(folder, **files)
    return [(problem.message, problem.fix) for problem in problems_of(folder)]


HTML = b"\xef\xbb\xbf \n<!-- 404 -->\n<!DOCTYPE HTML>\n<html><title>Not found</title>"
S3 = b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>'
XHTML = b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'


def test_every_kind_of_document_has_its_genuine_file() -> None:
    """A kind that is added to the table is tried here."""
    assert set(GENUINE) == set(KINDS)


@pytest.mark.parametrize("ending", a_few(KINDS, 8))
def test_a_file_is_what_its_ending_says(tmp_path: Path, ending: str) -> None:
    """Or it is refused with what it is: empty, an error page, a genuine file of another kind."""
    kind = KINDS[ending]
    assert content_problems(tmp_path, ending, GENUINE[ending]) == []
    ((message, _),) = content_problems(tmp_path, ending, b"")
    assert message == f"'report{ending}' is empty"
    for page, name in ((HTML, "a web page"), (XHTML, "a web page"), (S3, "an XML document")):
        ((message, fix),) = content_problems(tmp_path, ending, page)
        assert message == f"'report{ending}' is not {kind.name} but {name}"
        assert fix.startswith("download it again")
    for other, content in GENUINE.items():
        found = content_problems(tmp_path, ending, content)
        is_fine = KINDS[other].name == kind.name or (ending == ".zip" and content.startswith(b"PK"))
        is_fine |= not KINDS[ending].begins and not KINDS[other].begins
        expected = f"'report{ending}' is not {kind.name} but {KINDS[other].name}"
        assert [message for message, _ in found] == ([] if is_fine else [expected])


@pytest.mark.parametrize(
    ("ending", "content", "found", "fix"),
    [
        (".pdf", GENUINE[".docx"], "a Word document", "name the file report.docx, here too, or"),
        (".jpg", GENUINE[".pdf"], "a PDF", "name the file report.pdf, here too"),
        (".jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "a HEIF picture", "open it where it comes from"),
        (".docx", GENUINE[".zip"], "a ZIP archive", "name the file report.zip, here too"),
        (".docx", an_archive("sword/a", "notes/word/b"), "a ZIP archive", "save it again as a Word document"),
        (".docx", GENUINE[".doc"], "an older or protected Office document", "save it again as a Word"),
        (".doc", b"{\\rtf1\\ansi}", "a text in RTF", "save it again as an older or protected"),
        (".odt", an_archive("content.xml"), "a ZIP archive", "save it again as an OpenDocument text"),
        (".webm", b"\x1a\x45\xdf\xa3\x8bB\x82\x88matroska", "something else", "save it again as a WebM"),
        (".mp3", b"RIFF\x24\0\0\0WAVEfmt ", "a WAV recording", "save it again as an MP3 recording"),
        (".pdf", b"Not found", "a text", "download it again: a web site may have sent a message"),
        (".png", b"\1\2\3", "something else", "open it where it comes from"),
        (".csv", GENUINE[".xlsx"], "an Excel workbook", "name the file report.xlsx, here too"),
        (".txt", GENUINE[".pdf"], "a PDF", "name the file report.pdf, here too"),
    ],
)  # fmt: skip
def test_what_a_file_really_is_is_told(
    tmp_path: Path, ending: str, content: bytes, found: str, fix: str
) -> None:
    """And what to do about it."""
    ((message, said_fix),) = content_problems(tmp_path, ending, content)
    assert message.endswith(f" but {found}")
    assert fix in said_fix


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        (".pdf", b"\r\n" * 500 + b"%PDF-1.4"),
        (".mp3", b"\xff\xfb\x90\x64" + bytes(40)),
        (".mp4", b"\0\0\0\x08wide\0\0\1\0mdat"),
        (".zip", b"PK\5\6" + bytes(18)),
        (".docx", GENUINE[".docx"][:30] + bytes(300_000) + GENUINE[".docx"][30:]),
        (".txt", b"\x93Caf\xe9\x94"),
        (".txt", "\ufeffអត្ថបទ".encode("utf-16")),
        (".txt", b"GIF89a is the beginning of a picture, OggS that of a sound."),
        (".txt", b"a <html> element"),
        (".csv", b"ID3,name\n"),
        (".csv", b"a\tb\x00"),
    ],
)
def test_a_file_that_may_be_right_is_not_refused(tmp_path: Path, ending: str, content: bytes) -> None:
    """Where programs open it, or nothing is certain."""
    assert content_problems(tmp_path, ending, content) == []


def test_a_comment_without_end_is_read_at_once(tmp_path: Path) -> None:
    """What comes before a page's first tag is looked at once, however often a comment begins."""
    ((message, _),) = content_problems(tmp_path, ".pdf", b"<!---->" * 290)
    assert message.endswith(" but a text")


def test_the_size_of_what_rss_carries_is_asked_for_once(tmp_path: Path) -> None:
    """RSS carries the first file; one that serves two languages is told in one."""
    file = "{url: 'https://example.org/%s.pdf'}"
    entry = (
        f"{FILES}{file % 'a'}\n    - {file % 'b'}\nkm: {{title: ក, files: [{file % 'a'}, {file % 'c'}]}}\n"
    )
    found = problems_of(a_project(tmp_path, **{"entries/report.yaml": entry}))
    assert [(problem.code, problem.line, problem.column) for problem in found] == [("length", 7, 7)]


def test_one_file_in_two_spellings_is_told_where_it_is_wrong(tmp_path: Path) -> None:
    """Two files whose names differ in capitals alone would be one on many disks; this one has no twin."""
    files = {"entries/Annual.pdf": GENUINE[".pdf"]}
    entry = an_entry_file(
        en="{title: A, files: [{file: annual.pdf}]}", km="{title: ក, files: [{file: Annual.pdf}]}"
    )
    (found,) = problems_of(a_project(tmp_path, **files, **{"entries/a.yaml": entry}))
    assert (found.line, found.fix) == (4, "did you mean Annual.pdf?")
