"""What the page of an entry leads to: the entries beside it, so that a new one changes the pages of few."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builds import a_large_project, the_real_project
from cchr_feeds.model.output import EntryPage
from cchr_feeds.model.publication import Entry
from cchr_feeds.render.content import rows_of
from cchr_feeds.resolve import Resolver
from cchr_feeds.select import lists, select
from cchr_feeds.source import read_project
from factories import a_site

NOW = datetime(2026, 11, 27, tzinfo=UTC)
Pages = Mapping[tuple[str, str], EntryPage]


def pages_of(project: Path) -> Pages:
    """A page for every entry, by id and language."""
    read = read_project(project)
    selection = select(read.metadata.values(), read.site, NOW)
    made = Resolver(read, selection).pages(selection.listings, lists(selection.listings, read.site))
    return {(page.publication_id, page.language): page for page in made}


def ids(entries: Sequence[Entry]) -> list[str]:
    """The ids of their publications, in order."""
    return [entry.publication_id for entry in entries]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Those of this repository's own project."""
    return pages_of(the_real_project(tmp_path_factory.mktemp("real")))


def test_the_newest_has_none_that_is_newer(real: Pages) -> None:
    """Nor is there one after the last; those without a date stand after the dated ones."""
    page = real["upr-4-outcomes", "en"]
    assert (ids(page.newer), ids(page.older)) == ([], ["forced-evictions-2024"])
    ends = [page for page in real.values() if page.language == "en" and not page.older]
    assert len(ends) == 1
    assert ends[0].itself[0].date is None


def test_it_stays_in_its_language(real: Pages) -> None:
    """What exists in another language only has a list of its own."""
    languages = {
        (page.language, entry.language)
        for page in real.values()
        for entry in (*page.newer, *page.older, *page.more)
    }
    assert languages == {("en", "en"), ("km", "km")}


def test_more_of_its_category_are_those_nearest_to_it(real: Pages) -> None:
    """The ones after it, and for the last of them the ones before it; never itself."""
    submissions = [page for page in real.values() if page.itself[0].categories[0].term == "joint-submission"]
    assert len(submissions) == 7
    for page in submissions:
        assert len(page.more) == 3
        assert page.publication_id not in ids(page.more)
        assert {entry.categories[0].term for entry in page.more} == {"joint-submission"}


def test_where_it_is_alone_the_newest_of_all_stand_there(real: Pages) -> None:
    """An infographic leads to what else has come out."""
    page = real["upr-4-outcomes", "en"]
    assert len(page.more) == 3
    assert ids(page.more)[:2] == ["forced-evictions-2024", "asean-un-cybercrime-treaty"]


def test_a_new_one_changes_the_pages_beside_it_only(tmp_path: Path) -> None:
    """Two in the list of all, and at most six in that of its category, of any number."""
    numbers = {*range(100)}
    before = pages_of(a_large_project(tmp_path, numbers, "Entry"))
    for added in (100, 101, 111):
        after = pages_of(a_large_project(tmp_path, numbers | {added}, "Entry"))
        changed = [key for key, page in before.items() if leads_to(page) != leads_to(after[key])]
        assert 0 < len(changed) <= 8 * len(("en", "km")), changed


def leads_to(page: EntryPage) -> list[list[str]]:
    """The ids of all that a page names."""
    return [ids(page.newer), ids(page.older), ids(page.more)]


def test_a_series_is_known_where_one_of_it_stands_alone(real: Pages) -> None:
    """The others stand on other pages."""
    page = real["upr-4-outcomes", "en"]
    (submission,) = (entry for entry in page.more if entry.categories[0].term == "joint-submission")
    shown = rows_of(page.more, a_site())
    (row,) = (row for row in shown if row.entry == submission)
    assert (row.series, row.title) == ("Joint Submission · 4th UPR", "Land &amp; Natural Resources")
