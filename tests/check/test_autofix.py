"""`check --fix` fixes what it claims to, leaves the rest alone, and never changes what a right file means."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.errors import OutputFailed, ProblemsFound
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Problem
from cchr_feeds.source import read_project
from cchr_feeds.source.autofix import Fixed, Kind, fixed_content, fixed_files, write_fixed
from cchr_feeds.source.line_fixes import FIELDS, TEXTS
from check.autofix_cases import Case, left, mended
from project_files import SITE, a_project, an_entry_file, problems_of

MENDED, LEFT = mended(), left()
ROOT = Path(__file__).parents[2]


def kind_of(path: str) -> Kind:
    """What a file of a test's project is."""
    return Kind(path, Site if path == "site.yaml" else Publication, ("en", "km"))


def in_a_project(folder: Path, case: Case) -> Path:
    """A project with the case's file, and with right ones beside it."""
    files = {"entries/right.yaml": an_entry_file(id="right")} | {case.path: case.wrong}
    return a_project(folder, **files)


def errors(problems: list[Problem]) -> list[Problem]:
    """Those that stop a build, and the warning that a fix takes away."""
    return [each for each in problems if each.severity == "error" or each.code == "khmer-order"]


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case.name)
def test_a_mistake_is_mended_and_nothing_else(tmp_path: Path, case: Case) -> None:
    """The fixed file is as it was but for the fixed place; read again, it is right."""
    folder = in_a_project(tmp_path, case)
    files = fixed_files(folder)
    assert [(file.path, file.after) for file in files] == [(case.path, case.right)]
    write_fixed(folder, files)
    assert (folder / case.path).read_bytes() == case.right
    assert errors(problems_of(folder)) == []
    assert fixed_files(folder) == []


def test_a_file_named_as_an_address_is_named_as_a_file(tmp_path: Path) -> None:
    """A picture's and a document's; whether it lies there is another question."""
    text = an_entry_file(en="\n  title: A\n  image: {url: photo.jpg, alt: B}\n  files: [{url: a.pdf}]")
    folder = a_project(tmp_path, **{"entries/a.yaml": text})
    (fixed,) = fixed_files(folder)
    assert fixed.after.decode() == text.replace("url", "file")


@pytest.mark.parametrize("case", LEFT, ids=lambda case: case.name)
def test_what_could_only_be_guessed_is_left_to_people(tmp_path: Path, case: Case) -> None:
    """The file stays as it is, to the byte; each mistake has a place, a message, and what to type."""
    folder = in_a_project(tmp_path, case)
    assert fixed_files(folder) == []
    found = [each for each in problems_of(folder) if each.path == case.path]
    assert found
    assert all(each.message and each.fix and each.line >= 1 and each.column >= 1 for each in found)


@pytest.mark.parametrize("path", sorted((ROOT / "entries").glob("*.yaml")), ids=lambda path: path.name)
def test_right_files_are_left_alone(path: Path) -> None:
    """To the byte."""
    assert fixed_content(path.read_bytes(), kind_of(f"entries/{path.name}")) == path.read_bytes()


TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"])
    | st.sampled_from("“”\"':#&*!@\t\u1780\u17b6\u17d2"),
    max_size=40,
)
ENTRIES = st.builds(
    "id: {}\npublished: {}\ncategory: infographic\nen:\n  title: {}\n{}".format,
    st.sampled_from(["report", "“report”", "Report"]),
    st.sampled_from(["2024-10-10", "2024/1/5", "10/10/2024", "“2024”"]),
    TITLES,
    st.sampled_from(["", "kh: {title: A}\n", "draft: yes\n", "\tsummary: A\n", "  sumary: B: c\n"]),
)


@given(ENTRIES.map(str.encode) | st.binary(max_size=80) | TITLES.map(str.encode))
def test_mending_twice_is_mending_once(content: bytes) -> None:
    """Whatever the file."""
    once = fixed_content(content, kind_of("entries/a.yaml"))
    assert fixed_content(once, kind_of("entries/a.yaml")) == once


@given(ENTRIES)
def test_a_right_file_keeps_its_meaning(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """A file that reads without error is not touched, but for Khmer in order; it says the same after it."""
    folder = a_project(tmp_path_factory.mktemp("right"), **{"entries/a.yaml": text.encode()})
    try:
        before = read_project(folder)
    except ProblemsFound:
        return
    after = fixed_content(text.encode(), kind_of("entries/a.yaml"))
    a_project(folder, **{"entries/a.yaml": after})
    assert read_project(folder).publications == before.publications


def test_languages_are_those_of_the_mended_site(tmp_path: Path) -> None:
    """A tag that is fixed in site.yaml counts for the entries at once."""
    wrong = SITE.replace("  km: {name", "  kh: {name").replace("km: ", "km: ")
    folder = a_project(tmp_path, **{"site.yaml": wrong, "entries/a.yaml": an_entry_file(kh="{title: ភាពធន់}")})
    write_fixed(folder, fixed_files(folder))
    assert errors(problems_of(folder)) == []


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """Another program may be writing at the same time."""
    folder = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(draft="no")})
    with pytest.raises(OutputFailed, match="has just been changed by someone else"):
        write_fixed(folder, [Fixed("entries/a.yaml", b"id: another\n", b"id: report\n")])
    assert (folder / "entries/a.yaml").read_text() == an_entry_file(draft="no")


def test_fields_that_hold_words_are_told_from_others() -> None:
    """Words of people, in one language or by language; no list, no date, no address."""
    assert {"title", "note", "organisation", "postal_address"} <= TEXTS
    assert TEXTS | {"from", "topics", "keep_together", "published", "url"} <= FIELDS
    assert not TEXTS & {"from", "topics", "keep_together", "published", "url"}
