"""Which publications are public when, in which order, feed and edition; what an edition holds."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication import Listing, Publication
from cchr_feeds.select import (
    Division,
    EditionMembers,
    History,
    Selection,
    by_release,
    division,
    editions,
    feeds,
    periods,
    select,
)
from factories import (
    IN_BOTH,
    PHNOM_PENH,
    a_date,
    a_moment,
    a_publication,
    a_site,
    at,
    changed,
    in_languages,
    withdrawn,
)

NOON = a_moment("2024-10-15T12:00:00")
OCTOBER = Period.of_month(2024, 10)
NOVEMBER = Period.of_month(2024, 11)


def ids(listings: tuple[Listing, ...]) -> list[str]:
    """The ids of listings, in their order."""
    return [listing.publication_id for listing in listings]


def public(selection: Selection) -> list[tuple[str, str]]:
    """Id and language of everything public, in its order."""
    return [(listing.publication_id, listing.language) for listing in selection.listings]


@pytest.mark.parametrize(
    ("changes", "shown", "waiting"),
    [
        pytest.param({}, ["en", "km"], 0, id="published"),
        pytest.param({"draft": True}, [], 1, id="draft"),
        pytest.param({"published": a_date("2024-10-16")}, [], 1, id="published tomorrow"),
        pytest.param({"published": a_date("2024-11")}, [], 1, id="published next month"),
        pytest.param({"published": a_date("2025")}, [], 1, id="published next year"),
        pytest.param({"published": a_date("2024-10")}, ["en", "km"], 0, id="published this month"),
        pytest.param({"published": a_date("2024-10-15")}, ["en", "km"], 0, id="published today"),
        pytest.param({"published": at("2024-10-15T12:00")}, ["en", "km"], 0, id="published this second"),
        pytest.param({"published": at("2024-10-15T12:01")}, [], 1, id="published in a minute"),
        pytest.param(
            {"published": at("2024-10-15T06:00", "+00:00")}, [], 1, id="published in an hour elsewhere"
        ),
        pytest.param({"published": None, "added": a_date("2024-10-15")}, ["en", "km"], 0, id="added today"),
        pytest.param({"published": None, "added": a_date("2024-10-16")}, [], 1, id="added tomorrow"),
        pytest.param({"added": a_date("2024-10-16")}, [], 1, id="published, to be added tomorrow"),
        pytest.param({"updated": a_date("2024-10-16")}, [], 1, id="to be updated tomorrow"),
        pytest.param(
            {"translations": in_languages(en=None, km="2024-10-16")}, ["en"], 1, id="Khmer tomorrow"
        ),
        pytest.param(
            {"published": a_date("2024-10-16"), "translations": in_languages(en="2024-10-15", km=None)},
            ["en"],
            1,
            id="all but English tomorrow",
        ),
        pytest.param(
            {"published": None, "translations": in_languages(en="2024-10-14", km="2024-10-15")},
            ["km", "en"],
            0,
            id="a date per language",
        ),
    ],
)
def test_what_is_not_yet_public_waits(changes: dict[str, object], shown: list[str], waiting: int) -> None:
    """Drafts and what has a future date are counted and otherwise unknown."""
    selection = select([changed(a_publication(), changes)], a_site(), NOON)
    assert [listing.language for listing in selection.listings] == shown
    assert len(selection.held_back) == waiting


def test_a_publication_waits_once() -> None:
    """One that waits in both languages counts as one."""
    tomorrow = a_publication(published=a_date("2024-10-16"))
    drafts = [a_publication(f"draft-{number}", draft=True) for number in range(3)]
    assert len(select([tomorrow, *drafts], a_site(), NOON).held_back) == 4


@pytest.fixture(params=["UTC", "Asia/Phnom_Penh", "America/Los_Angeles", "Pacific/Kiritimati"])
def local_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A computer somewhere on Earth."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("now", "shown"),
    [("2024-10-09T16:59:59+00:00", 0), ("2024-10-09T17:00:00+00:00", 2), ("2024-10-09T10:00:00-07:00", 2)],
)
def test_a_day_begins_at_midnight_in_the_sites_zone(local_zone: str, now: str, shown: int) -> None:
    """Wherever the build runs, 10 October begins when it does in Phnom Penh."""
    assert len(select([a_publication()], a_site(), datetime.fromisoformat(now)).listings) == shown


@given(
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,79}", fullmatch=True),
    st.dates(min_value=a_moment("1900-01-02").date()),
)
def test_a_day_is_given_a_morning_hour_fixed_by_the_id(publication_id: str, day: object) -> None:
    """Feeds say a time from 07:00:00 to 08:59:59 of that day, always the same for an id."""
    date = PartialDate(datetime.fromisoformat(str(day)), Precision.DAY)
    moment = date.feed_time(publication_id, PHNOM_PENH)
    assert moment == date.feed_time(publication_id, PHNOM_PENH)
    assert moment.date() == day
    assert 7 <= moment.hour < 9


def test_the_time_of_an_id_never_changes() -> None:
    """A published entry keeps its time for ever, so it is written down here."""
    times = [a_date().feed_time(each, PHNOM_PENH).isoformat() for each in ("upr-4-outcomes", "report", "a")]
    assert times == ["2024-10-10T08:53:28+07:00", "2024-10-10T08:46:04+07:00", "2024-10-10T08:04:10+07:00"]


def test_entries_of_one_day_differ_in_time() -> None:
    """A hundred ids spread over the two hours."""
    times = {a_date().feed_time(f"report-{number}", PHNOM_PENH) for number in range(100)}
    assert len(times) > 95


def test_a_time_that_was_written_stays() -> None:
    """A known hour is what feeds say, in the site's zone."""
    (listing,) = select(
        [a_publication(languages=("en",), published=at("2024-10-10T03:00", "+00:00"))], a_site(), NOON
    ).listings
    assert listing.published.isoformat() == "2024-10-10T10:00:00+07:00"


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        pytest.param(None, a_date(), id="never updated"),
        pytest.param(a_date("2024-10-12"), a_date("2024-10-12"), id="updated"),
        pytest.param(a_date("2024-10"), a_date(), id="updated before it was published"),
    ],
)
def test_a_change_is_never_before_the_publication(updated: PartialDate | None, expected: PartialDate) -> None:
    """Feeds give the later of the two dates as the last change."""
    (listing, _) = select([a_publication(updated=updated)], a_site(), NOON).listings
    assert listing.updated == expected.feed_time("report", PHNOM_PENH)


def test_the_newest_comes_first_whatever_the_order_of_files() -> None:
    """The order depends on times, then ids, then languages, never on how the entries were found."""
    publications = [
        a_publication("b", published=at("2024-10-10T09:00")),
        a_publication("a", published=at("2024-10-10T09:00")),
        a_publication("c", published=at("2024-10-10T10:00"), languages=("km",)),
        a_publication("d", published=at("2024-10-09T10:00"), languages=("en",)),
    ]
    expected = [("c", "km"), ("a", "en"), ("a", "km"), ("b", "en"), ("b", "km"), ("d", "en")]
    assert all(public(select(order, a_site(), NOON)) == expected for order in permutations(publications))
    assert (
        by_release(reversed(select(publications, a_site(), NOON).listings))
        == select(publications, a_site(), NOON).listings
    )


def test_every_category_of_every_language_has_a_feed() -> None:
    """They come in the site's order, empty ones too; an entry of two categories is in both."""
    publication = a_publication(languages=("en",), category=("fact-sheet", "infographic"))
    found = list(feeds(select([publication], a_site(), NOON).listings, a_site()))
    terms = [None, "infographic", "fact-sheet", "information-card"]
    assert [(each.language, each.term) for each in found] == [
        (language, term) for language in IN_BOTH for term in terms
    ]
    assert [len(each.listings) for each in found] == [1, 1, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("changes", "released", "updated"),
    [
        pytest.param({}, a_date(), a_date(), id="published"),
        pytest.param(
            {"added": a_date("2024-10-14")}, a_date("2024-10-14"), a_date("2024-10-14"), id="added later"
        ),
        pytest.param({"added": a_date("2024-10-01")}, a_date(), a_date(), id="added before it came out"),
        pytest.param(
            {"added": a_date("2024-10-12"), "updated": a_date("2024-10-11")},
            a_date("2024-10-12"),
            a_date("2024-10-12"),
            id="updated before it was added",
        ),
        pytest.param(
            {"added": a_date("2024-10-11"), "updated": a_date("2024-10-12")},
            a_date("2024-10-11"),
            a_date("2024-10-12"),
            id="updated afterwards",
        ),
    ],
)
def test_what_comes_in_late_is_released_late(
    changes: dict[str, object], released: PartialDate, updated: PartialDate
) -> None:
    """Feeds order by the later of `published` and `added`, show `published`, and were changed no earlier."""
    (listing, _) = select([changed(a_publication(), changes)], a_site(), NOON).listings
    assert listing.published == a_date().feed_time("report", PHNOM_PENH)
    assert listing.released == released.feed_time("report", PHNOM_PENH)
    assert listing.updated == updated.feed_time("report", PHNOM_PENH)


def test_a_translation_may_come_later() -> None:
    """`added` and `edition` of a language's block go before those of the publication."""
    texts = in_languages(en=None, km=None)
    texts["km"] = changed(texts["km"], {"added": a_date("2024-10-14"), "edition": NOVEMBER})
    publication = a_publication(added=a_date("2024-10-12"), translations=texts)
    khmer, english = select([publication], a_site(), NOON).listings
    assert (khmer.language, khmer.released.day, khmer.period) == ("km", 14, NOVEMBER)
    assert (english.language, english.released.day, english.period) == ("en", 12, OCTOBER)


def a_division(
    publications: list[Publication], limit: int, now: str = "2024-12-31", **history: set[object]
) -> Division:
    """What the documents of the English feed hold; `history` is what readers have of its archives."""
    site = a_site()
    limited = changed(site, {"feeds": changed(site.feeds, {"limit": limit})})
    selection = select(publications, limited, a_moment(f"{now}T12:00:00"))
    known = History(**{name: frozenset(values) for name, values in history.items()})  # type: ignore[arg-type]
    return division(next(feeds(selection.listings, limited)), limited, selection.now, known)


def dated(*days: str, **changes: object) -> list[Publication]:
    """English publications of these days, with ids made of them."""
    return [a_publication(f"a{day}", languages=("en",), published=a_date(day), **changes) for day in days]


def test_years_that_are_closed_have_archives_once_a_feed_does_not_hold_everything() -> None:
    """The newest year has none, as the live Atom document holds all of it; a category never has any."""
    publications = dated("2022-01-01", "2023-12-31", "2024-05-10", "2024-05-09")
    whole = a_division(publications, limit=4)
    assert (whole.is_complete, whole.archives) == (True, {})
    short = a_division(publications, limit=1)
    assert (short.is_complete, list(short.archives)) == (False, [2022, 2023])
    assert ids(short.live) == ["a2024-05-10"]
    assert ids(short.in_atom) == ["a2024-05-10", "a2024-05-09"]
    _, infographics, *_ = feeds(select(publications, a_site(), NOON).listings, a_site())
    of_category = division(infographics, a_site(), NOON, History())
    assert (of_category.archives, of_category.is_complete) == ({}, False)


@pytest.mark.parametrize(("now", "held"), [("2024-12-30", True), ("2024-12-31", False)])
def test_a_live_feed_holds_what_was_updated_in_the_last_ninety_days(now: str, held: bool) -> None:
    """Also from a closed year, in every format; then only the archive has it."""
    old = dated("2022-01-01", updated=a_date("2024-10-01"))
    found = a_division([*old, *dated("2022-01-02", "2024-01-01")], limit=1, now=now)
    assert ("a2022-01-01" in ids(found.live)) is held
    assert ("a2022-01-01" in ids(found.in_atom)) is held
    assert ids(found.archives[2022]) == ["a2022-01-02", "a2022-01-01"]


def test_a_live_feed_goes_on_from_what_readers_have() -> None:
    """It holds a year that they may have read too early, and what moved lately; archives never end."""
    publications = dated("2021-05-01", "2022-05-01", "2022-06-01", "2023-01-01", "2024-01-01")
    found = a_division(publications, limit=1, archived={2020, 2022, 2024}, held={2022}, moved={"a2021-05-01"})
    assert ids(found.in_atom) == ["a2024-01-01", "a2022-06-01", "a2022-05-01", "a2021-05-01"]
    assert {year: ids(listed) for year, listed in found.archives.items()} == {
        2020: [],
        2021: ["a2021-05-01"],
        2022: ["a2022-06-01", "a2022-05-01"],
        2023: ["a2023-01-01"],
        2024: ["a2024-01-01"],
    }


def test_a_year_begins_at_midnight_in_the_sites_zone() -> None:
    """What came out at 18:00 UTC on New Year's Eve is of the next year."""
    late = a_publication(languages=("en",), published=at("2022-12-31T18:00", "+00:00"))
    assert list(a_division([late, *dated("2024-01-01")], limit=0).archives) == [2023]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2024-10-11T23:59:59", "public"),
        ("2024-10-12T00:00:00", "notice"),
        ("2025-01-10T23:59:59", "notice"),
        ("2025-01-11T00:00:00", "gone"),
    ],
)
def test_a_withdrawal_is_shown_for_ninety_days(now: str, state: str) -> None:
    """A notice takes the entry's place, in feeds and in no edition; after 90 days nothing is left."""
    publication = a_publication(languages=("en",), withdrawn=withdrawn("2024-10-12"))
    selection = select([publication], a_site(), a_moment(now))
    found = [(listing.withdrawn, listing.period) for listing in selection.listings]
    assert found == {"public": [(False, OCTOBER)], "notice": [(True, None)], "gone": []}[state]
    assert len(selection.held_back) == 0


def test_a_withdrawal_is_a_change() -> None:
    """Feeds give its day as the last change, so that readers' programs fetch the notice."""
    publication = a_publication(languages=("en",), withdrawn=withdrawn("2024-10-12"))
    (listing,) = select([publication], a_site(), NOON).listings
    assert listing.published == a_date().feed_time("report", PHNOM_PENH)
    assert listing.updated == a_date("2024-10-12").feed_time("report", PHNOM_PENH)


def test_selecting_does_not_depend_on_the_clocks_zone() -> None:
    """The same moment told in another zone selects the same."""
    publications = [a_publication("a"), a_publication("b", published=a_date("2024-10-16"))]
    elsewhere = NOON.astimezone(ZoneInfo("America/New_York"))
    assert select(publications, a_site(), NOON) == select(publications, a_site(), elsewhere)


# --- editions -------------------------------------------------------------------------------------


def the_edition(publications: list[Publication], period: Period, language: str = "en") -> EditionMembers:
    """A language's edition of a period, a year after the publications."""
    site = a_site()
    listings = select(publications, site, NOON + timedelta(days=365)).listings
    ((_, members),) = editions(listings, site, [period])
    return members[language]


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
    assert [*members] == ["km"]


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
    assert [ids(listings) for _, made in found for _, listings in made["en"].groups] == (
        [expected] if expected else []
    )


def test_editions_come_in_the_order_of_time() -> None:
    """However the periods are named, and however often."""
    publications = [a_publication("a"), a_publication("b", published=a_date("2024-09-30"))]
    site = a_site()
    wanted = [OCTOBER, Period.of_month(2024, 9), OCTOBER, Period.of_month(2020, 1)]
    found = [str(period) for period, _ in editions(select(publications, site, NOON).listings, site, wanted)]
    assert found == ["2024-09", "2024-10"]
