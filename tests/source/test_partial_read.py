"""A project under work: what is right stays visible, and a change is seen at once."""

from pathlib import Path

from cchr_feeds.source import ParseCache, partial_read, read_project
from project_files import SITE, a_project, an_entry_file, problems_of

ENTRIES = {"entries/a.yaml": an_entry_file(id="a"), "entries/b.yaml": an_entry_file(id="b")}


def test_a_right_project_is_the_one_that_is_read(tmp_path: Path) -> None:
    """Whether or not anything is remembered of it."""
    memory = ParseCache()
    folder = a_project(tmp_path, **ENTRIES)
    for _ in range(2):
        assert partial_read(folder, memory).project == read_project(folder)


def test_a_file_with_an_error_is_left_out(tmp_path: Path) -> None:
    """And its problem is told, with all others."""
    folder = a_project(tmp_path, **ENTRIES | {"entries/b.yaml": "id: b\npublished: never\n"})
    found = partial_read(folder, ParseCache())
    assert found.project
    assert list(found.project.publications) == ["a"]
    assert found.paths == ("entries/a.yaml", "entries/b.yaml")
    assert list(found.problems) == problems_of(folder)


def test_without_a_right_site_there_is_no_project(tmp_path: Path) -> None:
    """But its problems."""
    found = partial_read(
        a_project(tmp_path, **ENTRIES | {"site.yaml": "authority: example.org\n"}), ParseCache()
    )
    assert found.project is None
    assert "site.yaml" in {problem.path for problem in found.problems}


def test_what_is_remembered_is_forgotten_with_its_cause(tmp_path: Path) -> None:
    """A changed file, one that is gone, and a site with other categories."""
    memory, folder = ParseCache(), a_project(tmp_path, **ENTRIES)
    partial_read(folder, memory)
    (folder / "entries/a.yaml").write_text(an_entry_file(id="a", en="{title: Another}"))
    (folder / "entries/b.yaml").unlink()
    project = partial_read(folder, memory).project
    assert project == read_project(folder)
    (folder / "site.yaml").write_text(SITE.replace("infographic", "poster"))
    assert [problem.code for problem in partial_read(folder, memory).problems] == ["category"]


def test_an_id_that_two_files_have_is_told_once_and_every_time(tmp_path: Path) -> None:
    """What other files say of a file is not remembered with it."""
    memory = ParseCache()
    folder = a_project(tmp_path, **ENTRIES | {"entries/b.yaml": an_entry_file(id="a")})
    for _ in range(3):
        assert [problem.code for problem in partial_read(folder, memory).problems] == ["duplicate-id"]
    (folder / "entries/a.yaml").unlink()
    assert partial_read(folder, memory).problems == ()


def test_only_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """What was understood of the others is the same object as before."""
    memory, folder = ParseCache(), a_project(tmp_path, **ENTRIES)
    before = partial_read(folder, memory).project
    (folder / "entries/b.yaml").write_text(an_entry_file(id="b", edition="2024-11"))
    after = partial_read(folder, memory).project
    assert before
    assert after
    kept = {key for key in after.publications if after.publications[key] is before.publications[key]}
    assert kept == after.publications.keys() - {"b"}
