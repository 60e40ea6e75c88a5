"""Files and folders that are not ordinary, missing, or in each other's way."""

import os
import subprocess
from pathlib import Path

import pytest

from cchr_feeds.build import build
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import read_regular
from cchr_feeds.run import Run
from cchr_feeds.source import read_project
from genuine_files import an_archive
from outputs import MOMENT
from project_files import ENTRY, SITE, a_project, an_entry_file, problems_of


def only_problem(folder: Path) -> Problem:
    """The one problem of a project; it stands at the start of its file."""
    (problem,) = problems_of(folder)
    assert (problem.line, problem.column) == (1, 1)
    return problem


def test_a_link_to_a_file_is_refused(tmp_path: Path) -> None:
    """An entry that is a link could show any file of the computer to the world."""
    (a_project(tmp_path / "project", **{"entries/b.yaml": an_entry_file()}) / "entries/a.yaml").symlink_to(
        "/etc/passwd"
    )
    problem = only_problem(tmp_path / "project")
    assert (problem.path, problem.message) == ("entries/a.yaml", "this is a link to another place")
    assert problem.fix == "put the file itself here"


def test_a_folder_in_a_circle_is_refused(tmp_path: Path) -> None:
    """A link to a folder above ends in a problem, not in endless reading."""
    project = a_project(tmp_path, **{"entries/b.yaml": an_entry_file()})
    (project / "entries/again").symlink_to(project / "entries")
    assert only_problem(project).path == "entries/again"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Reading does not wait for a writer at the other end of a pipe."""
    project = a_project(tmp_path, **{"entries/b.yaml": an_entry_file()})
    os.mkfifo(project / "entries/a.yaml")
    problem = only_problem(project)
    assert problem.path == "entries/a.yaml"
    assert "the file can't be read" in problem.message
    assert problem.fix == "put an ordinary file here"


def test_a_folder_may_have_a_name_like_a_file(tmp_path: Path) -> None:
    """A folder `x.yaml` is a folder, and the entries in it are read."""
    project = a_project(tmp_path, **{"entries/x.yaml/a.yaml": an_entry_file(id="inside")})
    assert list(read_project(project).publications) == ["inside"]


@pytest.mark.parametrize("name", ["a.yaml", "a.yml", "A.YAML", "2024/10/a.yaml", "ខែ/ក.yaml", "a b.yaml"])
def test_an_entry_may_have_any_name_and_folder(tmp_path: Path, name: str) -> None:
    """Its id is independent of where it lies."""
    assert list(read_project(a_project(tmp_path, **{f"entries/{name}": an_entry_file()})).publications) == [
        "report"
    ]


@pytest.mark.parametrize(
    "name", [".a.yaml", ".git/a.yaml", "a.yaml~", "a.yaml.bak", "a.txt", "a.json", "#a.yaml#"]
)
def test_what_is_no_entry_is_left_alone(tmp_path: Path, name: str) -> None:
    """Hidden files, copies that editors leave and other kinds of files are not read."""
    assert not read_project(a_project(tmp_path, **{f"entries/{name}": b"\xff"})).publications


@pytest.mark.parametrize(
    ("name", "meant"),
    {
        "a.yaml.txt": "a.yaml",
        "2024/a.txt": "a.yaml",
        "a": "a.yaml",
        "A.YML.TXT": "A.YML",
        "a.yaml.doc": "a.yaml",
    }.items(),
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_entry_with_another_ending_is_warned_of(
    tmp_path: Path, name: str, meant: str, encoding: str
) -> None:
    """Notepad adds .txt, and Windows hides it; authors would not learn why the entry does not come out."""
    content = an_entry_file().replace("\n", "\r\n").encode(encoding)
    problem = only_problem(a_project(tmp_path, **{f"entries/{name}": content}))
    assert (problem.path, problem.severity) == (f"entries/{name}", "warning")
    assert "its name does not end in .yaml" in problem.message
    assert problem.fix.startswith(f"rename it to {meant};")


@pytest.mark.parametrize("name", [".a.txt", "a.yaml~", "a.yaml.bak", "a.yaml.orig", "a.pdf", "#a.yaml#"])
def test_a_copy_of_an_entry_is_no_slip(tmp_path: Path, name: str) -> None:
    """Editors leave copies, and so do people."""
    assert problems_of(a_project(tmp_path, **{f"entries/{name}": an_entry_file()})) == []


def test_a_text_beside_an_entry_is_no_slip(tmp_path: Path) -> None:
    """It lacks the fields of an entry at the beginning of lines."""
    notes = "The id: see below.\ncategory: none\n"
    files = {
        "entries/notes.txt": notes,
        "entries/README": "Call it report.",
        "entries/a.yaml": an_entry_file(),
    }
    assert problems_of(a_project(tmp_path, **files)) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_with_another_ending_is_not_waited_for(tmp_path: Path) -> None:
    """Only ordinary files are looked into."""
    project = a_project(tmp_path, **{"entries/a.yaml": an_entry_file()})
    os.mkfifo(project / "entries/a.txt")
    assert problems_of(project) == []


def test_a_file_nobody_may_read_is_refused(tmp_path: Path) -> None:
    """What the computer says is passed on."""
    project = a_project(tmp_path, **{"entries/a.yaml": an_entry_file()})
    (project / "entries/a.yaml").chmod(0)
    if os.access(project / "entries/a.yaml", os.R_OK):
        pytest.skip("this user may read everything")
    assert only_problem(project).message == "the file can't be read (permission denied)"


def test_a_project_without_entries_is_right(tmp_path: Path) -> None:
    """A site may begin empty, even without the folder for its entries."""
    assert not read_project(a_project(tmp_path)).publications


def test_a_missing_site_file_is_a_problem(tmp_path: Path) -> None:
    """The folder is probably not a project, or not the right one."""
    problem = only_problem(tmp_path)
    assert (problem.path, problem.message) == ("site.yaml", "the file is missing")
    assert "run this in the folder that holds site.yaml" in problem.fix


@pytest.mark.parametrize(
    "site",
    [
        pytest.param("languages: {en: {title: @x}}\n", id="not YAML"),
        pytest.param(SITE.replace("authority: example.org\n", ""), id="a field is missing"),
        pytest.param("", id="empty"),
    ],
)
def test_entries_are_checked_even_where_site_yaml_is_wrong(tmp_path: Path, site: str) -> None:
    """Both files' problems are shown in one run."""
    wrong = an_entry_file(published="2023-02-29")
    problems = problems_of(a_project(tmp_path, **{"site.yaml": site, "entries/a.yaml": wrong}))
    assert [problem.path for problem in problems] == ["site.yaml", "entries/a.yaml"]


@pytest.mark.parametrize("folder", ["entries", "editions"])
def test_a_file_where_a_folder_should_be_is_a_problem(tmp_path: Path, folder: str) -> None:
    """A file with the folder's name is refused."""
    problem = only_problem(a_project(tmp_path, **{folder: "a"}))
    assert (problem.path, problem.message) == (folder, "the folder can't be read (not a directory)")
    assert problem.fix == "put a folder here"


def test_an_id_belongs_to_one_file(tmp_path: Path) -> None:
    """The second file, in the order of their paths, is told which file has the id."""
    files = {
        "entries/2024/b.yaml": an_entry_file(),
        "entries/a.yaml": an_entry_file(),
        "entries/c.yaml": an_entry_file(),
    }
    problems = problems_of(a_project(tmp_path, **files))
    assert [(problem.path, problem.line, problem.column) for problem in problems] == [
        ("entries/a.yaml", 1, 5),
        ("entries/c.yaml", 1, 5),
    ]
    assert {problem.message for problem in problems} == {"the id 'report' is taken by entries/2024/b.yaml"}
    assert problems[0].fix == "give this entry an id of its own"


def test_the_newcomer_is_told_of_an_id_that_readers_know(tmp_path: Path) -> None:
    """Whichever comes first: the lock says which of two files was published."""
    project = a_project(tmp_path, **{"entries/b.yaml": ENTRY})
    build(Run(project, project / "out", MOMENT, lambda _: None))
    (project / "entries/a.yaml").write_text(ENTRY, encoding="utf-8")
    (problem,) = problems_of(project)
    assert (problem.path, problem.line, problem.column) == ("entries/a.yaml", 1, 5)
    assert problem.message == "the id 'report' is taken by entries/b.yaml"


def test_a_copy_is_told_that_its_id_is_taken(tmp_path: Path) -> None:
    """Where neither the lock nor git knows a file, the one that is named like its id is no copy."""
    files = {f"entries/{name}.yaml": ENTRY for name in ("report", "report - Copy", "Copy of report")}
    told = [problem.path for problem in problems_of(a_project(tmp_path, **files))]
    assert told == ["entries/Copy of report.yaml", "entries/report - Copy.yaml"]


def test_the_newcomer_is_told_of_an_id_that_git_knows(tmp_path: Path) -> None:
    """Before the first build git alone tells which of two files is the older one."""
    project = a_project(tmp_path, **{"entries/b.yaml": ENTRY})
    for command in ("init", "add entries/b.yaml"):
        subprocess.run(["git", "-C", str(project), *command.split()], check=True, capture_output=True)
    (project / "entries/a.yaml").write_text(ENTRY, encoding="utf-8")
    assert [problem.path for problem in problems_of(project)] == ["entries/a.yaml"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (an_archive("word/document.xml"), "a Word document"),
        (an_archive("word/document.xml", mimetype="") + bytes(300_000), "a ZIP archive"),
        (b"{\\rtf1\\ansi Land}", "a text in RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "an older or protected Office document"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\1" + bytes(40), "a JPEG picture"),
    ],
)
def test_a_document_that_was_renamed_is_called_what_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    """By its first bytes; not by what it is as YAML."""
    (problem,) = problems_of(a_project(tmp_path, **{"entries/a.yaml": content}))
    assert problem.message == f"this is {kind}, whatever the file's name says"
    assert "cchr-feeds new" in problem.fix


def test_an_id_is_taken_by_a_draft_too(tmp_path: Path) -> None:
    """A draft will be published one day, so its id is not free."""
    files = {"entries/a.yaml": an_entry_file(draft="true"), "entries/b.yaml": an_entry_file()}
    assert [problem.path for problem in problems_of(a_project(tmp_path, **files))] == ["entries/b.yaml"]


def test_an_id_of_an_entry_with_other_problems_is_taken(tmp_path: Path) -> None:
    """Two files with one id are told so even where the first has another problem."""
    files = {"entries/a.yaml": an_entry_file(published="2023-02-29"), "entries/b.yaml": an_entry_file()}
    found = [(problem.path, problem.line) for problem in problems_of(a_project(tmp_path, **files))]
    assert found == [("entries/a.yaml", 2), ("entries/b.yaml", 1)]


def test_all_problems_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    """They are sorted by file, line and column, site.yaml first, and none hides another."""
    files = {
        "site.yaml": SITE.replace("since: 2024", "since: soon"),
        "entries/a.yaml": "id: A\npublished: 2023-02-29\ncategory: a\ncolour: red\nen: {title: '', kh: x}\n",
        "entries/b.yaml": "id: b: c\n",
        "entries/c.yaml": "\x08",
        "editions/soon.yaml": "highlight: nothing\n",
    }
    with pytest.raises(ProblemsFound) as found:
        read_project(a_project(tmp_path, **files))
    places = [(problem.path, problem.line, problem.column) for problem in found.value.problems]
    assert places == [
        ("site.yaml", 2, 8),
        ("editions/soon.yaml", 1, 1),
        ("editions/soon.yaml", 1, 12),
        *(
            ("entries/a.yaml", line, column)
            for line, column in ((1, 5), (2, 12), (3, 11), (4, 1), (5, 13), (5, 17))
        ),
        ("entries/b.yaml", 1, 6),
        ("entries/c.yaml", 1, 1),
    ]


@pytest.mark.parametrize("category", ["", "category: '!'\n", "category: [fact-sheet, '!']\n"])
def test_a_wrong_category_hides_nothing(tmp_path: Path, category: str) -> None:
    """Neither a missing file nor a text in another language, which are looked for in what was understood."""
    entry = (
        f"id: a\npublished: 2024-10-10\n{category}km: {{title: A report on land, files: [{{file: a.pdf}}]}}\n"
    )
    with pytest.raises(ProblemsFound) as found:
        read_project(a_project(tmp_path, **{"entries/a.yaml": entry}))
    codes = {problem.code for problem in found.value.problems}
    assert {"file", "language"} < codes
    assert len(found.value.problems) == 3


def test_rules_between_fields_are_checked_beside_wrong_values(tmp_path: Path) -> None:
    """A wrong address hides neither a missing file nor an unknown term, nor a wrong highlight."""
    entry = (
        "id: a\npublished: 2024-10-10\ncategory: nonsense\n"
        "en:\n  title: A\n  url: report\n  files:\n  - {file: missing.pdf}\n"
    )
    files = {"entries/a.yaml": entry, "editions/2024-10.yaml": "highlight: nobody\nxx: {note: x}\n"}
    with pytest.raises(ProblemsFound) as found:
        read_project(a_project(tmp_path, **files))
    places = [(problem.path, problem.line) for problem in found.value.problems]
    assert places == [
        ("editions/2024-10.yaml", 1),
        ("editions/2024-10.yaml", 2),
        ("entries/a.yaml", 3),
        ("entries/a.yaml", 6),
        ("entries/a.yaml", 8),
    ]


def test_a_refused_date_is_not_also_missed(tmp_path: Path) -> None:
    """What a wrong value explains is said once."""
    entry = "id: a\npublished: soon\ncategory: report\nen: {title: A}\n"
    with pytest.raises(ProblemsFound) as found:
        read_project(a_project(tmp_path, **{"entries/a.yaml": entry}))
    assert [
        (problem.line, problem.code) for problem in found.value.problems if problem.path == "entries/a.yaml"
    ][:1] == [(2, "date")]
    assert "no date" not in " ".join(problem.message for problem in found.value.problems)


def test_a_forbidden_character_hides_nothing_else(tmp_path: Path) -> None:
    """The rest of the file is read as if the character were a blank box."""
    entry = "id: a\npublished: soon\ncategory: report\nen: {title: 'a\x08b'}\ncolour: red\n"
    problems = problems_of(a_project(tmp_path, **{"entries/a.yaml": entry}))
    places = [(problem.line, problem.code) for problem in problems if problem.path == "entries/a.yaml"]
    assert (2, "date") in places
    assert (4, "character") in places
    assert (5, "unknown") in places


def test_a_file_that_is_saved_while_it_is_read_is_one_of_its_versions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the beginning of one and the end of another."""
    file, versions, read = tmp_path / "a.yaml", [b"2" * 20, b"3" * 30], os.read
    file.write_bytes(b"1")

    def read_late(descriptor: int, limit: int) -> bytes:
        if versions:
            file.write_bytes(versions.pop(0))
        return read(descriptor, limit)

    monkeypatch.setattr(os, "read", read_late)
    assert read_regular(file, 1000) == b"3" * 30
