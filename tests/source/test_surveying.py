"""A project under work: what is right stays visible, and a change is seen at once."""

from pathlib import Path

from cchr_feeds.source import Memory, read_project, survey
from project_files import SITE, a_project, an_entry_file, problems_of

ENTRIES = {"entries/a.yaml": an_entry_file(id="a"), "entries/b.yaml": an_entry_file(id="b")}


def test_a_right_project_is_the_one_that_is_read(tmp_path: Path) -> None:
    """Whether or not anything is remembered of it."""
    memory = Memory()
    folder = a_project(tmp_path, **ENTRIES)
    for _ in range(2):
        assert survey(folder, memory).project == read_project(folder)


def test_a_file_with_an_error_is_left_out(tmp_path: Path) -> None:
    """And its problem is told, with all others."""
    folder = a_project(tmp_path, **ENTRIES | {"entries/b.yaml": "id: b\npublished: never\n"})
    found = survey(folder, Memory())
    assert found.project
    assert list(found.project.publications) == ["a"]
    assert found.paths == ("entries/a.yaml", "entries/b.yaml")
    assert list(found.problems) == problems_of(folder)


def test_without_a_right_site_there_is_no_project(tmp_path: Path) -> None:
    """But its problems."""
    found = survey(a_project(tmp_path, **ENTRIES | {"site.yaml": "authority: example.org\n"}), Memory())
    assert found.project is None
    assert "site.yaml" in {problem.path for problem in found.problems}


def test_what_is_remembered_is_forgotten_with_its_cause(tmp_path: Path) -> None:
    """A changed file, one that is gone, and a site with other categories."""
    memory, folder = Memory(), a_project(tmp_path, **ENTRIES)
    survey(folder, memory)
    (folder / "entries/a.yaml").write_text(an_entry_file(id="a", en="{title: Another}"))
    (folder / "entries/b.yaml").unlink()
    project = survey(folder, memory).project
    assert project == read_project(folder)
    (folder / "site.yaml").write_text(SITE.replace("infographic", "poster"))
    assert [problem.code for problem in survey(folder, memory).problems] == ["category"]


def test_an_id_that_two_files_have_is_told_once_and_every_time(tmp_path: Path) -> None:
    """What other files say of a file is not remembered with it."""
    memory = Memory()
    folder = a_project(tmp_path, **ENTRIES | {"entries/b.yaml": an_entry_file(id="a")})
    for _ in range(3):
        assert [problem.code for problem in survey(folder, memory).problems] == ["duplicate-id"]
    (folder / "entries/a.yaml").unlink()
    assert survey(folder, memory).problems == ()


def test_only_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """What was understood of the others is the same object as before."""
    memory, folder = Memory(), a_project(tmp_path, **ENTRIES)
    before = survey(folder, memory).project
    (folder / "entries/b.yaml").write_text(an_entry_file(id="b", edition="2024-11"))
    after = survey(folder, memory).project
    assert before
    assert after
    kept = {key for key in after.publications if after.publications[key] is before.publications[key]}
    assert kept == after.publications.keys() - {"b"}
