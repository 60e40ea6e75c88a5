"""A category that was renamed or merged: what site.yaml says of it, and what entries may name."""

from pathlib import Path

import pytest

from cchr_feeds.model.values import Localised
from cchr_feeds.source import ParseCache, partial_read, read_project
from project_files import SITE, a_project, an_entry_file, problems_of, read_entry

RENAMED = SITE + "  statement: {en: Statements, km: សេចក្តីថ្លែងការណ៍, former: [press-release, news]}\n"
MERGED = SITE + "  statement: {en: Statements, km: សេចក្តីថ្លែងការណ៍, former: [statement, press-release]}\n"


def test_a_label_may_be_one_text_texts_by_language_and_these_with_former_terms(tmp_path: Path) -> None:
    """As a list of terms, or one; in braces, or on lines of their own."""
    site = f"{SITE}  a: One\n  b:\n    km: ពីរ\n    former: c\n  d: {{former: [e, f], en: Four, km: បួន}}\n"
    read = read_project(a_project(tmp_path, **{"site.yaml": site})).site.categories
    assert (read["a"].label, read["a"].former) == (Localised("One"), ())
    assert (read["b"].label, read["b"].former) == (Localised("ពីរ", "km", {"km": "ពីរ"}), ("c",))
    assert (read["d"].label["km"], read["d"].former) == ("បួន", ("e", "f"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("press-release", ("statement",)),
        ("[infographic, news]", ("infographic", "statement")),
        ("[press-release, infographic, statement, news]", ("statement", "infographic")),
    ],
)
def test_an_entry_may_name_a_former_term(tmp_path: Path, written: str, read: tuple[str, ...]) -> None:
    """It is read as of the category, once, with its term of now; nothing is wrong with it."""
    folder = a_project(tmp_path, **{"site.yaml": RENAMED, "entries/a.yaml": an_entry_file(category=written)})
    project = read_project(folder)
    assert project.publications["report"].category == project.metadata["report"].category == read
    assert problems_of(folder) == []


def test_a_term_that_is_named_twice_is_refused_as_ever(tmp_path: Path) -> None:
    """Also a former one."""
    entry = an_entry_file(category="[news, news]")
    (problem,) = problems_of(a_project(tmp_path, **{"site.yaml": RENAMED, "entries/a.yaml": entry}))
    assert problem.message == "the category 'news' is named twice"


@pytest.mark.parametrize("written", ["press-relase", "Press Release", "statment"])
def test_what_was_probably_meant_is_told_by_its_current_term(tmp_path: Path, written: str) -> None:
    """Whether a former term was mistyped or the current one."""
    entry = an_entry_file(category=written)
    (problem,) = problems_of(a_project(tmp_path, **{"site.yaml": RENAMED, "entries/a.yaml": entry}))
    assert problem.fix == "did you mean statement?"


def test_what_can_be_written_is_told_without_former_terms(tmp_path: Path) -> None:
    """Each category once, by its term of now, in the site's order."""
    entry = an_entry_file(category="zzz")
    (problem,) = problems_of(a_project(tmp_path, **{"site.yaml": RENAMED, "entries/a.yaml": entry}))
    assert problem.fix == (
        "write one of infographic, fact-sheet, statement, or add it to site.yaml; if it has another "
        "name now, write former: [zzz] under that"
    )


def test_the_studio_sees_a_new_former_term(tmp_path: Path) -> None:
    """An entry that nobody changed is read again, because its categories may be others."""
    memory = ParseCache()
    folder = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(category="news")})
    assert partial_read(folder, memory).problems
    (folder / "site.yaml").write_text(RENAMED, encoding="utf-8")
    project = partial_read(folder, memory).project
    assert project
    assert project.publications["report"].category == ("statement",)


def test_the_id_of_a_feed_has_the_first_former_term(tmp_path: Path) -> None:
    """Else the category's own; of two that were merged that of the one that is named first."""
    site = read_project(a_project(tmp_path, **{"site.yaml": RENAMED})).site
    assert site.feed_tag("en") == "tag:example.org,2024:feeds/en"
    assert site.feed_tag("km", "fact-sheet") == "tag:example.org,2024:feeds/km/fact-sheet"
    assert site.feed_tag("km", "statement") == "tag:example.org,2024:feeds/km/press-release"
    assert site.former_folders("km", "statement") == ("km/press-release", "km/news")
    merged = read_project(a_project(tmp_path, **{"site.yaml": MERGED})).site
    assert merged.feed_tag("en", "statement") == "tag:example.org,2024:feeds/en/statement"
    assert merged.former_folders("en", "statement") == ("en/press-release",)


def test_an_entry_by_itself_keeps_what_it_names(tmp_path: Path) -> None:
    """Without former terms nothing is read as anything else."""
    assert read_entry(tmp_path, an_entry_file(category="[fact-sheet, infographic]")).category == (
        "fact-sheet",
        "infographic",
    )
