"""To which month a publication belongs, and what an edition of a month, quarter or year holds."""

from datetime import timedelta

import pytest

from cchr_feeds.model.dates import Period
from cchr_feeds.model.publication import Listing, Publication
from cchr_feeds.select import EditionMembers, editions, periods, select
from factories import a_date, a_moment, a_site, changed
from publications import a_publication, at, in_languages

NOON = a_moment("2024-10-15T12:00:00")
OCTOBER, NOVEMBER = Period.of_month(2024, 10), Period.of_month(2024, 11)


def the_edition(publications: list[Publication], period: Period, language: str = "en") -> EditionMembers:
    """A language's edition of a period, a year after the publications."""
    site = a_site()
    listings = select(publications, site, NOON + timedelta(days=365)).listings
    ((_, members),) = editions(listings, site, [period])
    return next(each for each in members if each.language == language)


def ids(listings: tuple[Listing, ...]) -> list[str]:
    """The ids of listings, in their order."""
    return [listing.publication_id for listing in listings]


@pytest.mark.parametrize(
    ("changes", "period"),
    [
        ({"published": a_date("2024-10-31")}, OCTOBER),
        ({"published": a_date("2024-10")}, OCTOBER),
        ({"published": at("2024-10-31T20:00", "+00:00")}, NOVEMBER),
        ({"published": at("2024-10-31T16:59", "+00:00")}, OCTOBER),
        ({"published": at("2024-11-01T01:00", "+09:00")}, OCTOBER),
        ({"published": a_date("2024")}, None),
        ({"published": a_date("2024"), "edition": OCTOBER}, OCTOBER),
        ({"published": a_date("2024-11-03"), "edition": OCTOBER}, OCTOBER),
        ({"published": None, "added": a_date("2024-10-03")}, None),
        ({"published": None, "added": a_date("2024-11-03"), "edition": OCTOBER}, OCTOBER),
        ({"translations": in_languages(en="2024-11-03")}, NOVEMBER),
    ],
    ids=str,
)
def test_a_publication_belongs_to_its_month(changes: dict[str, object], period: Period | None) -> None:
    """The month is the site's; a year is no month; `edition` decides; `added` never does."""
    publication = changed(a_publication(languages=("en",)), changes)
    (listing,) = select([publication], a_site(), NOON + timedelta(days=365)).listings
    assert listing.period == period


def test_months_with_entries_are_listed_once_and_in_order() -> None:
    """A year is not among them, and neither is what has no month."""
    dates = ["2024-11-02", "2024-10-01", "2024-10-31", "2024", "2023-12"]
    publications = [a_publication(f"a{number}", published=a_date(date)) for number, date in enumerate(dates)]
    publications.append(a_publication("added", published=None, added=a_date("2022-01-01")))
    listings = select(publications, a_site(), NOON + timedelta(days=365)).listings
    assert list(map(str, periods(listings))) == ["2023-12", "2024-10", "2024-11"]


def test_an_edition_shows_an_entry_once() -> None:
    """An entry of several categories stands under the first it names."""
    publication = a_publication(category=("information-card", "fact-sheet"))
    assert [term for term, _ in the_edition([publication], OCTOBER).groups] == ["information-card"]


def test_an_edition_is_in_the_sites_order_and_newest_first() -> None:
    """Groups come as categories do in site.yaml, entries by their time."""
    publications = [
        a_publication("card", category=("information-card",), published=a_date("2024-10-20")),
        a_publication("old", published=a_date("2024-10-01")),
        a_publication("new", published=a_date("2024-10-02")),
    ]
    groups = the_edition(publications, OCTOBER).groups
    assert [(term, ids(members)) for term, members in groups] == [
        ("infographic", ["new", "old"]),
        ("information-card", ["card"]),
    ]


def test_an_edition_names_entries_in_other_languages() -> None:
    """What exists in Khmer only is named at the end of the English edition, once."""
    publications = [a_publication("both"), a_publication("khmer", languages=("km",))]
    english = the_edition(publications, OCTOBER)
    assert ([ids(members) for _, members in english.groups], ids(english.elsewhere)) == (
        [["both"]],
        ["khmer"],
    )
    assert the_edition(publications, OCTOBER, "km").elsewhere == ()


def test_a_month_in_one_language_has_editions_in_all() -> None:
    """The English edition of a month with Khmer entries only consists of their titles."""
    english = the_edition([a_publication(languages=("km",))], OCTOBER)
    assert (english.groups, ids(english.elsewhere)) == ((), ["report"])


def test_other_languages_may_be_left_out() -> None:
    """With `other_languages: none` the English edition has none of them, and is not made for nothing."""
    site = a_site(other_languages="none")
    listings = select([a_publication(languages=("km",))], site, NOON).listings
    ((_, members),) = editions(listings, site, [OCTOBER])
    assert [each.language for each in members] == ["km"]


def test_a_translation_that_waits_leaves_the_original_to_be_named() -> None:
    """While the Khmer text is to come, the Khmer edition names the English one."""
    publication = a_publication(translations=in_languages(en=None, km="2026-01-01"))
    assert ids(the_edition([publication], OCTOBER, "km").elsewhere) == ["report"]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (OCTOBER, ["month"]),
        (Period(2024, 4), ["month"]),
        (Period(2024), ["month"]),
        (Period(2024, 3), []),
        (NOVEMBER, []),
        (Period(2023), []),
    ],
    ids=str,
)
def test_a_period_holds_what_lies_in_it(period: Period, expected: list[str]) -> None:
    """An entry of which only the year is known is in no edition, not even the year's."""
    publications = [
        a_publication("month", languages=("en",)),
        a_publication("year", languages=("en",), published=a_date("2024")),
        a_publication("added", languages=("en",), published=None, added=a_date("2024-10-05")),
    ]
    site = a_site()
    found = list(editions(select(publications, site, NOON).listings, site, [period]))
    assert [ids(listings) for _, (english, _) in found for _, listings in english.groups] == (
        [expected] if expected else []
    )


def test_editions_come_in_the_order_of_time() -> None:
    """However the periods are named, and however often."""
    publications = [a_publication("a"), a_publication("b", published=a_date("2024-09-30"))]
    site = a_site()
    wanted = [OCTOBER, Period.of_month(2024, 9), OCTOBER, Period.of_month(2020, 1)]
    found = [str(period) for period, _ in editions(select(publications, site, NOON).listings, site, wanted)]
    assert found == ["2024-09", "2024-10"]
