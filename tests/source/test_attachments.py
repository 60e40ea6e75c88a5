"""Files of an entry: found beside it, measured, given their kind; and what is said of those that can't be."""

from pathlib import Path

import pytest

from cchr_feeds.model.publication import File
from cchr_feeds.source import read_project
from project_files import EN, a_project, assert_refused, problems_of, read_entry, wrong

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
    file("{url: ▶a.pdf}", "'a.pdf' is not a full address", "files: [{file: a.pdf}]"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with files of several kinds beside its entries."""
    names = ("a.pdf", "A.pdf", "a.exe", "a.html", "a.svg", "a", "REPORT.PDF", "របាយការណ៍.docx", "a b.zip")
    folder = a_project(tmp_path, **{f"entries/{name}": b"12345" for name in names})
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
    assert found == File(file=name, type=kind, length=5)
    whole = read_project(project)
    meta = whole.metadata["report"]
    assert meta.files == ((name, 5),)
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
    folder = a_project(tmp_path, **{"entries/a.pdf": b"1"})
    read_entry(folder, f"{FILES}{{file: a.pdf}}\nkm: {{title: ក, files: [{{file: a.pdf}}]}}\n")
