"""Pasted lists; the organisation's own gives what people made of it, but for what they decided."""

import shutil
from pathlib import Path

import pytest

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.publication import Publication
from cchr_feeds.text.characters import search_key
from importing.sources import found_in, imported, in_project, only, plan, plan_of, publications_of
from project_files import SITE, a_project

REPOSITORY = Path(__file__).parents[2]
LISTING = Path(__file__).with_name("publications.txt")

DECIDED = {
    "asean-un-cybercrime-treaty": {"category"},  # its text names none
    "forced-evictions-2024": {"published"},  # it says "this month" and World Habitat Day
    "chea-chantha-statement": {"edition"},  # by its place in the list
    "resilience-card": {"edition", "summary"},  # the same, and a word that stood there twice
}
"""What people decided of the organisation's publications, beside ids, `added` and that they are ready."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the organisation without entries."""
    site = (REPOSITORY / "site.yaml").read_text(encoding="utf-8")
    return a_project(tmp_path / "project", **{"site.yaml": site})


def committed(folder: Path) -> dict[str, Publication]:
    """The organisation's own entries, by title."""
    shutil.copytree(REPOSITORY / "entries", folder / "entries")
    shutil.copy(REPOSITORY / "site.yaml", folder)
    return {search_key(title_of(each)): each for each in in_project(folder).values()}


def title_of(publication: Publication) -> str:
    """The title in the first language it has."""
    return next(iter(publication.translations.values())).title


def differences(found: Publication, meant: Publication) -> set[str]:
    """The fields in which two publications differ, texts among them."""
    language, text = next(iter(meant.translations.items()))
    same = found.translations[language]
    texts = {
        name for name in ("title", "summary", "body", "url") if getattr(same, name) != getattr(text, name)
    }
    fields = {
        name
        for name in ("published", "category", "edition", "topics")
        if getattr(found, name) != getattr(meant, name)
    }
    return texts | fields


def test_the_organisations_list_gives_what_people_made_of_it(tmp_path: Path, project: Path) -> None:
    """Titles, summaries, languages, dates and categories; the rest is a list of decisions."""
    meant = committed(tmp_path)
    found = publications_of(plan(project, LISTING, category="infographic"))
    assert [list(each.translations) for each in found] == [
        list(meant[search_key(title_of(each))].translations) for each in found
    ]
    decided = {
        meant[search_key(title_of(each))].id: differences(each, meant[search_key(title_of(each))])
        for each in found
    }
    assert len(decided) == 12
    assert {key: fields for key, fields in decided.items() if fields} == DECIDED


def test_the_doubled_word_is_all_that_differs_in_the_summary(tmp_path: Path, project: Path) -> None:
    """The letters in the wrong order are put right on the way in, as people did."""
    meant = committed(tmp_path)[search_key("ភាពធន់")].translations["km"].summary
    found = plan(project, LISTING)
    (taken, text) = next(
        (taken, draft.publication.translations["km"].summary)
        for taken, draft in zip(found.imported.taken, found.drafts, strict=True)
        if "ភាពធន់" in taken.titles.values()
    )
    assert text.replace("មនុស្សមនុស្ស", "មនុស្ស") == meant
    assert "Khmer letters typed in the wrong order are put right" in taken.notes


def test_without_a_category_one_is_left_out(project: Path) -> None:
    """That of which the text names none."""
    found = plan(project, LISTING, category="").imported
    assert len(found.taken) == 11
    assert [each.reason for each in found.skipped] == ["its text names no category; give one with --category"]
    assert found.passed_over == (
        "Generously Supported by",
        "USAID logo",
        "The asia foundation",
        "East-West Management Institute",
        "Open Society Foundations",
        "GIZ logo",
    )


def test_what_people_have_written_is_recognised(tmp_path: Path) -> None:
    """The organisation's list adds nothing to its entries, though they have other ids and no comment."""
    committed(tmp_path)
    found = imported(tmp_path, LISTING)
    assert found.taken == ()
    assert {each.reason.partition(", in ")[0] for each in found.skipped} == {"its title is there already"}


def test_the_newest_stands_first(project: Path) -> None:
    """In the list, and so in `added`, with no time twice."""
    moments = [each.added.written for each in publications_of(plan(project, LISTING)) if each.added]
    assert len(moments) == 10
    assert moments == sorted(set(moments), reverse=True)


SHAPES = {
    "a bullet": "• A report\nText one.\nText two.\n• Another\n",
    "a title twice": "A report\nA REPORT\nText one.\nText two.\n\nAnother\nAnother\n",
    "read more": "A report\n\nText one.\nText two.\nRead more »\nAnother\n[Read More…]\nFooter\n",
    "all of it": "Header\n\n• A report\r\n Read More\n\nA report\nText one.\n\nText two.\n"
    "Read More\n•Another\nContinue reading\nFooter",
}


@pytest.mark.parametrize("listing", SHAPES.values(), ids=SHAPES)
def test_the_shapes_of_lists(tmp_path: Path, listing: str) -> None:
    """Bullets, titles that stand there twice, "Read more"; what stands around is no publication."""
    found = publications_of(plan_of(tmp_path, listing, "list.txt"))
    assert [(title_of(each).capitalize(), each.translations["en"].summary) for each in found] == [
        ("A report", "Text one.\nText two."),
        ("Another", ""),
    ]


def test_a_text_that_is_no_list_is_refused(tmp_path: Path) -> None:
    """With what a list has."""
    with pytest.raises(ProblemsFound, match="1 to fix") as refused:
        found_in(tmp_path, "Dear all,\nhere is the report.\n", "mail.txt")
    assert "not a feed, a table or a list" in refused.value.problems[0].message


@pytest.mark.parametrize(
    ("text", "term", "words"),
    [
        ("Our fact sheets, and an infographic.", "fact-sheet", "fact sheets"),
        ("An infographic on facts.", "infographic", "infographic"),
        ("FACT-SHEET_2024", "fact-sheet", "FACT-SHEET"),
        ("ព័ត៌មានក្រាហ្វិក", "infographic", "ព័ត៌មានក្រាហ្វិក"),
    ],
)
def test_a_category_is_guessed_from_the_words_that_stand_first(
    tmp_path: Path, text: str, term: str, words: str
) -> None:
    """And the file says from which."""
    (draft,) = plan_of(tmp_path, f"• ភាពធន់\n{text}\n", "list.txt", category="").drafts
    assert draft.publication.category == (term,)
    assert f"category: {term}  # guessed from “{words}” in its text\n" in draft.content


def test_a_former_term_names_its_category(tmp_path: Path) -> None:
    """In the text, and given for what names none; what is written is the term of now."""
    site = SITE.replace("fact-sheet: {", "fact-sheet: {former: press-release, ")
    project = a_project(tmp_path / "project", **{"site.yaml": site})
    source = tmp_path / "list.txt"
    source.write_text("• One\nA press release.\n\n• Two\nNothing.\n", encoding="utf-8")
    drafts = plan(project, source, category="press-release").drafts
    assert [each.publication.category for each in drafts] == [("fact-sheet",), ("fact-sheet",)]
    assert "category: fact-sheet  # guessed from “press release” in its text\n" in drafts[0].content


def test_a_word_within_a_word_is_no_category(tmp_path: Path) -> None:
    """Nor one that only begins like it."""
    found = plan_of(tmp_path, "• An artifact sheet\nInfographical.\n", "list.txt", category="fact-sheet")
    assert only(found).category == ("fact-sheet",)
    assert found.drafts[0].taken.guessed == ()
