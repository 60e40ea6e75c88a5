"""What documents say beside their text, and pictures that break off: `check` tells, and remembers."""

import os
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from builds import NOW
from cchr_feeds.check import check
from cchr_feeds.problem import Problem
from cchr_feeds.run import Run
from cchr_feeds.source.checks import contents
from commands import run
from photographs import a_picture, jpeg, png, saved, with_place
from project_files import EN, a_project, an_entry_file

EXIF = b"<rdf:Description exif:GPSLatitude='11,33.35N' exif:GPSLongitude='104,55.07E'/>"
LAY = b"<Relationship Target='file:///C:/Users/sok/Templates/Letter.dotx'/>"


def archive(name: str = "", content: bytes = b"") -> bytes:
    """An Office document with one more file."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as into:
        into.writestr("word/document.xml", b"<w:document/>")
        into.writestr("xl/styles.xml", b"<styleSheet/>")
        into.writestr("ppt/presentation.xml", b"<p:presentation/>")
        if name:
            into.writestr(name, content)
    return made.getvalue()


def open_document(name: str, content: bytes) -> bytes:
    """An OpenDocument text with one more file."""
    made = BytesIO()
    with ZipFile(made, "w") as into:
        into.writestr("mimetype", b"application/vnd.oasis.opendocument.text")
        into.writestr(name, content)
    return made.getvalue()


def pdf(metadata: bytes = b"", **about: str) -> bytes:
    """A PDF that says this about itself, and has this XMP."""
    writer, made = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": text for name, text in about.items()})
    if metadata:
        stream = DecodedStreamObject()
        stream.set_data(metadata)
        stream[NameObject("/Type")] = NameObject("/Metadata")
        writer._root_object[NameObject("/Metadata")] = writer._add_object(stream.flate_encode())
    writer.write(made)
    return made.getvalue()


def core(name: str) -> bytes:
    """The properties of an Office document."""
    return f"<cp:coreProperties><dc:creator>{name}</dc:creator></cp:coreProperties>".encode()


TELLING = {
    "a.pdf": (pdf(Author="Sok Dara"), ["names a person: Sok Dara"]),
    "b.pdf": (pdf(Title=r"C:\Users\sok\report.docx"), [r"lay on a computer: C:\Users\sok\report.docx"]),
    "c.pdf": (pdf(EXIF), ["where a picture was taken"]),
    "d.pdf": (
        pdf(b"<dc:creator><rdf:Seq><rdf:li>Sok &amp; Dara</rdf:li></rdf:Seq></dc:creator>"),
        ["names a person: Sok & Dara"],
    ),
    "a.docx": (archive("docProps/core.xml", core("Sok Dara")), ["names a person: Sok Dara"]),
    "b.docx": (archive("word/_rels/settings.xml.rels", LAY), ["lay on a computer: file:///C:/Users/sok"]),
    "c.docx": (archive("word/media/image1.jpeg", jpeg()), ["where a picture was taken"]),
    "a.xlsx": (
        archive("xl/workbook.xml", rb"<absPath url='C:\Users\sok\Desktop\'/>"),
        [r"C:\Users\sok\Desktop"],
    ),
    "a.pptx": (archive("docProps/app.xml", b"<Manager>Sok</Manager>"), ["names a person: Sok"]),
    "a.odt": (
        open_document("meta.xml", b"<meta:initial-creator>Sok</meta:initial-creator>"),
        ["person: Sok"],
    ),
    "a.jpg": (jpeg(), ["where a picture was taken"]),
    "a.png": (png(), ["where a picture was taken"]),
    "a.webp": (saved(a_picture(60, 40), "WEBP", exif=with_place()), ["where a picture was taken"]),
}
SILENT = {
    "a.pdf": pdf(Author="The Organisation", Title="A report", Producer="LibreOffice 24.2"),
    "b.pdf": pdf(),
    "a.docx": archive("docProps/core.xml", core("អង្គការ")),
    "b.docx": archive("docProps/core.xml", core("")),
    "a.jpg": saved(a_picture(60, 40), "JPEG"),
    "a.txt": rb"C:\Users\sok\report.txt",
}


def checked(folder: Path, name: str, content: bytes) -> list[Problem]:
    """What `check` says of the inside of a file beside an entry."""
    entry = f"{EN}  title: A\n  summary: A\n  files: [{{file: {name}}}]\n"
    files: dict[str, str | bytes] = {f"entries/{name}": content, "entries/report.yaml": entry}
    return warnings(a_project(folder, **files))


def warnings(folder: Path) -> list[Problem]:
    """What `check` says of the insides of files in a project."""
    outcome = check(Run(folder, folder / "out", datetime.fromisoformat(NOW), lambda _: None))
    return [each for each in outcome.warnings if each.code in ("metadata", "picture")]


@pytest.mark.parametrize("name", TELLING)
def test_what_a_document_tells_is_told(tmp_path: Path, name: str) -> None:
    """At the place that names it, with the menu and a command that take it out."""
    content, told = TELLING[name]
    found = checked(tmp_path, name, content)
    assert len(found) == len(told)
    for problem, words in zip(found, told, strict=True):
        assert words in problem.message
        assert (problem.path, problem.line, problem.severity) == ("entries/report.yaml", 7, "warning")
        assert any(word in problem.fix for word in ("Office", "LibreOffice", "exiftool"))


def test_a_document_of_two_languages_is_told_once(tmp_path: Path) -> None:
    """With a command that can be copied, whatever the name."""
    name = next(name for name in TELLING if name.endswith(".pdf"))
    files = "\n  title: A\n  summary: A\n  files: [{file: A report.pdf}]"
    entry = an_entry_file(en=files, km=files.replace("A\n", "ក\n"))
    files_of: dict[str, str | bytes] = {"entries/A report.pdf": TELLING[name][0], "entries/a.yaml": entry}
    found = warnings(a_project(tmp_path, **files_of))
    assert [each.line for each in found] == [7] * len(TELLING[name][1])
    assert "exiftool -all= -overwrite_original 'A report.pdf', then" in found[0].fix


@pytest.mark.parametrize("name", SILENT)
def test_what_tells_nothing_is_left_in_peace(tmp_path: Path, name: str) -> None:
    """The organisation may be named, and the program; a text is what it says."""
    assert checked(tmp_path, name, SILENT[name]) == []


def test_a_picture_under_image_may_tell(tmp_path: Path) -> None:
    """All of it is taken out."""
    entry = f"{EN}  title: A\n  image: {{file: a.jpg, alt: A}}\n"
    files: dict[str, str | bytes] = {"entries/a.jpg": jpeg(), "entries/report.yaml": entry}
    assert warnings(a_project(tmp_path, **files)) == []


BROKEN: dict[str, str | bytes] = {
    "entries/report.yaml": f"{EN}  title: A\n  image: {{file: a.jpg, alt: A}}\n",
    "entries/a.jpg": jpeg()[:-9000],
}


def test_a_picture_that_breaks_off_is_told_at_its_place(tmp_path: Path) -> None:
    """By `check`, which exits with 1, and by a build, which writes nothing."""
    project = a_project(tmp_path, **BROKEN)
    for command in ("check", "build"):
        said = run(project, command, "--now", NOW)
        assert said.returncode == 1
        assert "entries/report.yaml:6:17" in said.stderr
        assert "'a.jpg' is damaged, or only a part of a picture" in said.stderr
    assert not [*(project / "out").rglob("*")]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were looked into."""
    names: list[str] = []

    def counted(path: Path) -> tuple[tuple[str, str], ...]:
        names.append(path.name)
        return (("author", "Sok"),)

    counted.__name__ = "findings"
    monkeypatch.setattr(contents, "findings", counted)
    return names


def test_a_file_is_looked_into_once(tmp_path: Path, opened: list[str]) -> None:
    """Until it is another; nothing is remembered of one that waits, not even its name."""
    files: dict[str, str | bytes] = {"entries/a.pdf": pdf(), "entries/secretname.pdf": pdf()}
    for name, draft in {"a": "", "secretname": "true"}.items():
        block = f"{{title: A, files: [{{file: {name}.pdf}}]}}"
        files[f"entries/{name}.yaml"] = an_entry_file(id=name, draft=draft, en=block)
    project = a_project(tmp_path, **files)
    for file in (project / "entries").iterdir():
        os.utime(file, (1, 1))
    for expected in (["a.pdf", "secretname.pdf"], ["secretname.pdf"]):
        opened.clear()
        assert len(warnings(project)) == 2
        assert opened == expected
    remembered = (project / ".cchr-feeds/contents.json").read_bytes()
    assert b"a.pdf" in remembered
    assert b"secretname" not in remembered
    (project / "entries/a.pdf").write_bytes(pdf(Title="B"))
    opened.clear()
    warnings(project)
    assert "a.pdf" in opened
