"""Names of files, ids, terms and languages: none leads out of the project, none hides or replaces another."""

import os
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree

import pytest

from builds import tree
from cchr_feeds.problem import Problem
from commands import DONE, NOT_WRITTEN, PROBLEMS, Ended, run
from loopback_hub import a_hub
from project_files import SITE, TITLE, a_project, an_entry_file, problems_of

HUB = SITE + "feeds: {hub: 'http://hub.example.org/'}\n"
SECRET = "nobody-may-read-this"
A_LINK = f"{TITLE}A\n  files: [{{file: a.pdf}}]\n"

ODD_NAMES = (
    b"\x1b[2Ja.yaml",
    b"a\nb.yaml",
    b"a\rb.yaml",
    b"\xff\xfe.yaml",
    b"caf\xe9.yaml",
    "a\u202elmay.yaml".encode(),
    "a\u0085b.yaml".encode(),
)
"""They clear the screen, break or turn the line, or are no UTF-8."""

ESCAPES = (
    "../a.pdf", "..", ".", "/etc/passwd", "a/../../b.pdf", "a\\..\\b.pdf", "C:a.pdf", "C:\\a.pdf",
    "//host/a.pdf", "~/a.pdf", ".ssh", ".git/config", "con.pdf", "NUL.pdf", "aux.b.pdf", "com1.pdf",
    "a.pdf:stream", "a?.pdf", "a*.pdf", "<a>.pdf", "a|b.pdf", 'a".pdf', "file:///etc/passwd",
    "%2e%2e/a.pdf", "a\u2215b.pdf",
)  # fmt: skip
IDS = (
    "..", ".", "/", "a/b", "../a", "a\\b", "%2e%2e", "con", "aux", "lpt9", "com0", "nul", "prn", "CON", "a.b",
    "A", "a_b", "ា", "ａ", "a b", "-a/..", "é", "a" * 81, "a\u0301",
)  # fmt: skip


def a_victim(folder: Path) -> Path:
    """A folder beside the project with a file that must not be read."""
    victim = folder / "victim"
    victim.mkdir()
    (victim / "a.yaml").write_text(an_entry_file(en=f"{{title: {SECRET}}}"))
    for name in (".gitignore", "a.pdf", "edition.html.j2", "pinged.json", "published.lock", "site.yaml"):
        (victim / name).write_text(SECRET)
    return victim


def build(project: Path, *parts: str) -> Ended:
    """A build of everything, or of these parts, that ends calmly, whatever it says."""
    ended = run(project, "build", *(word for part in parts for word in ("--only", part)))
    assert "Traceback" not in ended.stderr
    return ended


def without_secret(project: Path) -> bool:
    """Whether the victim's words came into no file of the output."""
    return not any(SECRET.encode() in (content or b"") for content in tree(project / "out").values())


@pytest.mark.parametrize("text", [an_entry_file(), "id: a\n"], ids=["right", "wrong"])
def test_an_odd_name_is_refused_and_shown_harmlessly(tmp_path: Path, text: str) -> None:
    """A name that acts on a terminal, or is no text, is a problem, and is shown so that it does nothing."""
    project = a_project(tmp_path, **{"entries/b.yaml": an_entry_file(id="b")})
    for name in ODD_NAMES:
        Path(os.fsdecode(os.fsencode(project) + b"/entries/" + name)).write_text(text)
    ended = build(project)
    assert ended.returncode == PROBLEMS
    assert ended.stderr.count("this name contains a character that is not allowed") == len(ODD_NAMES)
    assert len(ended.stderr.splitlines()) == 2 * len(ODD_NAMES) + 1
    assert ended.stderr.replace("\n", "").isprintable()
    assert not (project / "out").exists()


LINKS: dict[str, tuple[str, str]] = {
    "an entry": ("entries/c.yaml", "a.yaml"),
    "a folder of entries": ("entries/more", "."),
    "all entries": ("entries", "."),
    "site.yaml": ("site.yaml", "site.yaml"),
    "an edition file": ("editions/2024-10.yaml", "a.yaml"),
    "the editor's folder": ("editions", "."),
    "the lock": ("published.lock", "published.lock"),
    "a document": ("entries/a.pdf", "a.pdf"),
}


@pytest.mark.parametrize("name", LINKS)
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, name: str) -> None:
    """It is a problem at its own path, nothing is written, and nothing of the target is told."""
    victim = a_victim(tmp_path)
    path, target = LINKS[name]
    project = a_project(tmp_path / "project", **({} if path == "entries" else {"entries/b.yaml": A_LINK}))
    (project / path).unlink(missing_ok=True)
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).symlink_to(victim / target)
    before = tree(victim)
    ended = build(project)
    assert ended.returncode == PROBLEMS
    assert SECRET not in ended.stderr
    assert not (project / "out").exists()
    assert tree(victim) == before


def test_a_linked_template_is_passed_over(tmp_path: Path) -> None:
    """A link among a project's own templates does not bring another place's words into the output."""
    victim = a_victim(tmp_path)
    project = a_project(tmp_path / "project", **{"entries/a.yaml": an_entry_file()})
    (project / "templates/newsletter").mkdir(parents=True)
    (project / "templates/newsletter/edition.html.j2").symlink_to(victim / "edition.html.j2")
    assert build(project, "newsletters").returncode == DONE
    assert without_secret(project)


@pytest.mark.parametrize(
    "name", ["en", "publications", "files", "manifest.json", "en/atom.xml", "index.html"]
)
def test_a_link_in_the_output_is_not_written_through(tmp_path: Path, name: str) -> None:
    """What it points to stays as it was, and the build says what is in its way."""
    victim = a_victim(tmp_path)
    project = a_project(tmp_path / "project", **{"entries/b.yaml": A_LINK, "entries/a.pdf": "%PDF-1.7"})
    (project / "out" / name).parent.mkdir(parents=True)
    (project / "out" / name).symlink_to(victim / "a.pdf" if "." in name else victim)
    before = tree(victim)
    assert build(project, "pages", "feeds").returncode == NOT_WRITTEN
    assert tree(victim) == before


@pytest.mark.parametrize("place", [".out.cchr-feeds-staging", "out/.cchr-feeds-staging"])
def test_a_link_where_staging_lies_loses_nobodys_files(tmp_path: Path, place: str) -> None:
    """Staging is emptied before and after; a link there goes, and what it points to stays."""
    victim = a_victim(tmp_path)
    project = a_project(tmp_path / "project", **{"entries/a.yaml": an_entry_file()})
    (project / place).parent.mkdir(exist_ok=True)
    (project / place).symlink_to(victim)
    before = tree(victim)
    assert build(project, "feeds").returncode == DONE
    assert tree(victim) == before


@pytest.mark.parametrize(("link", "target"), [(".cchr-feeds", "."), (".cchr-feeds/.gitignore", ".gitignore"),
                                              (".cchr-feeds/pinged.json", "pinged.json")])  # fmt: skip
def test_ping_writes_through_no_link(tmp_path: Path, link: str, target: str) -> None:
    """What ping remembers goes into the project, or nowhere."""
    victim = a_victim(tmp_path)
    project = a_project(tmp_path / "project", **{"site.yaml": HUB, "entries/a.yaml": an_entry_file()})
    assert build(project, "feeds").returncode == DONE
    rmtree(project / ".cchr-feeds", ignore_errors=True)
    (project / link).parent.mkdir(exist_ok=True)
    (project / link).symlink_to(victim / target)
    before = tree(victim)
    assert build(project, "feeds").returncode == DONE
    assert tree(victim) == before
    with a_hub() as hub:
        ended = run(project, "ping", http_proxy=hub.url)
        assert hub.asked
    assert ended.returncode == DONE, ended.stderr
    assert tree(victim) == before


@pytest.mark.parametrize("made", [os.mkfifo, Path.mkdir], ids=["pipe", "folder"])
@pytest.mark.parametrize("path", ["entries/c.yaml", "site.yaml", "published.lock", "entries/a.pdf"])
def test_what_is_no_file_keeps_nobody_waiting(
    tmp_path: Path, path: str, made: Callable[[Path], None]
) -> None:
    """A pipe or a folder where a file should be is a problem at once."""
    project = a_project(tmp_path, **{"entries/b.yaml": A_LINK})
    (project / path).unlink(missing_ok=True)
    made(project / path)
    assert build(project).returncode == PROBLEMS


@pytest.mark.parametrize("name", ESCAPES)
def test_a_file_beside_an_entry_is_named_without_a_path(tmp_path: Path, name: str) -> None:
    """Whatever leads elsewhere, or means something on some system, is refused where it stands."""
    (tmp_path / "a.pdf").write_text(SECRET)
    entry = f"{TITLE}A\n  files:\n    - file: '{name}'\n"
    assert_errors_at(problems_of(a_project(tmp_path / "project", **{"entries/a.yaml": entry})), line=7)


@pytest.mark.parametrize("term", [*IDS, "archive"])
def test_a_term_names_no_other_place(tmp_path: Path, term: str) -> None:
    """So is a category's term, and no folder that feeds need themselves."""
    site = SITE + f"  '{term}': {{en: A, km: ក}}\n"
    problems = problems_of(a_project(tmp_path, **{"site.yaml": site}))
    assert_errors_at([each for each in problems if each.path == "site.yaml"], line=site.count("\n"))


@pytest.mark.parametrize(
    "tag", ["assets", "embed", "files", "newsletters", "publications", "..", "a/b", "EN", "-"]
)
def test_a_language_names_no_other_place(tmp_path: Path, tag: str) -> None:
    """Nor does a language, whose folder lies beside those of files, pages and editions."""
    site = SITE.replace("  km: {name", f"  '{tag}': {{name")
    problems = problems_of(a_project(tmp_path, **{"site.yaml": site}))
    assert any(each.path == "site.yaml" and each.severity == "error" for each in problems)


def assert_errors_at(problems: list[Problem], line: int) -> None:
    """That something is wrong, all of it in this line, and each says what to do."""
    errors = [each for each in problems if each.severity == "error"]
    assert errors
    assert {each.line for each in errors} == {line}
    assert all(each.fix for each in errors)


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
PLACES = {
    "an author": ("entries/a.yaml", an_entry_file(authors="[{name: Ann▶nA, uri: 'https://example.org/'}]")),
    "a title": ("entries/a.yaml", an_entry_file(en="{title: A▶b}")),
    "an address": ("entries/a.yaml", an_entry_file(en="{title: A, url: 'https://example.org/▶moc.live'}")),
    "a document": ("entries/a.yaml", an_entry_file(en="{title: A, files: [{file: a▶fdp.exe}]}")),
    "the organisation": ("site.yaml", SITE.replace("The Organisation", "The▶ Organisation")),
}
"""Where a character would stand, by what it would disguise."""


@pytest.mark.parametrize("place", PLACES)
def test_what_turns_the_reading_order_is_refused_wherever_it_stands(tmp_path: Path, place: str) -> None:
    """No name, title or address looks like another by it; of two that would, neither is published."""
    path, text = PLACES[place]
    for sign in TURNING:
        project = a_project(tmp_path / f"{ord(sign):x}", **{path: text.replace("▶", sign)})
        (problem, *_) = problems_of(project)
        line = text.partition("▶")[0]
        assert (problem.code, problem.severity) == ("character", "error")
        assert (problem.line, problem.column) == (line.count("\n") + 1, len(line.rpartition("\n")[2]) + 1)
        assert "changes the order in which text is read" in problem.message
