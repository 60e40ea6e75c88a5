"""Dates and ids: what may be written, and what is said of everything else."""

from datetime import datetime
from pathlib import Path

import pytest

from cchr_feeds.model.dates import PartialDate, Precision
from project_files import an_entry_file, assert_refused, read_entry, wrong

SHAPE = "is not a date in the right form"
CALENDAR = "in the calendar"
YEAR_FIRST = "write the year first: 2024-10-31"
ANY = "write 2024-10-31, or 2024-10, or 2024, or 2024-10-31T09:00"


def date(written: str, message: str, fix: str) -> object:
    """A row: an entry published at a time that is none."""
    return wrong(an_entry_file(published="▶" + written), message, fix)


NO_SUCH_DATES = (
    "2024-13-01 2024-00-10 2024-10-00 2024-13 0000 2024-10-10T24:00 2024-02-32 "
    "2024-10-10T09:60 2024-10-10T09:00:60 2024-10-10T09:00+15:00 2024-10-10T09:00+07:60"
)
IN_NO_MONTH = {
    "2023-02-29": "2023-02-28, or 2023-03-01",
    "2024-02-30": "2024-02-29, or 2024-03-01",
    "2024-04-31": "2024-04-30, or 2024-05-01",
    "២០២៣-០២-២៩": "2023-02-28, or 2023-03-01",
    "31/02/2024": "2024-02-29, or 2024-03-01",
    "31 November 2024": "2024-11-30, or 2024-12-01",
    "៣១ វិច្ឆិកា ២០២៤": "2024-11-30, or 2024-12-01",
}
"""Days that a month has not, and what to write: its last day, or the next month's first."""

NEARLY_DATES = {
    "2024-1-5": "2024-01-05",
    "2024-1": "2024-01",
    "2024/10/10": "2024-10-10",
    "2024.10.1": "2024-10-01",
    "2024–10–10": "2024-10-10",
    "2024 10 10": "2024-10-10",
    "២០២៤/១០/១០": "2024-10-10",
}
CLEAR = {
    "10/10/2024": "2024-10-10",
    "10-10-2024": "2024-10-10",
    "10.10.2024": "2024-10-10",
    "13/10/2024": "2024-10-13",
    "10/13/2024": "2024-10-13",
    "១៣/១០/២០២៤": "2024-10-13",
    "20241010": "2024-10-10",
    "10 October 2024": "2024-10-10",
    "Thursday, 10 October 2024": "2024-10-10",
    "October 2024": "2024-10",
    "Oct 10, 2024": "2024-10-10",
    "១០ តុលា ២០២៤": "2024-10-10",
    "ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤": "2024-10-10",
}
WITH_MARKS = {
    "2024-10-10 (to be confirmed)": "2024-10-10",
    "2024-10-10.": "2024-10-10",
    "2024-10-10Z": "2024-10-10",
    "“2024-10-10”": "2024-10-10",
    "2024-10-10 9:00 am": "2024-10-10T09:00",
    "2024-10-10 9.30 p.m.": "2024-10-10T21:30",
    "2024-10-10T9:00": "2024-10-10T09:00",
    "2024-10-10 9am": "2024-10-10T09:00",
    "2024-10-10, at 9 p.m.": "2024-10-10T21:00",
}
SHORT_YEARS = "24-10-10 24/10/10 10.11.24 31/12/24 ២៤-១០-១០"
BUDDHIST = {
    "2567-10": "2024-10",
    "2567": "2024",
    "10/10/2567": "the year first: 2024-10-10",
    "10/11/2567": "the year first: 2024-11-10, or 2024-10-11 if",
    "១០ តុលា ២៥៦៧": "the year first: 2024-10-10",
}
"""Dates with a year of the Buddhist era, and what is offered in their place."""
NO_DATES = "today unknown n/a TBC មិនដឹង"
UNKNOWN = "2024- 2024-W41 2024-284 2024-10-10T09 2024-10-10T09:00+7 2024-10-10T09:00+07 2024-10-10T09:00z"
DATES = (
    *(
        date(written, f"there is no {written} {CALENDAR}", "correct the day, the month or the time")
        for written in NO_SUCH_DATES.split()
    ),
    *(date(written, "", f"has no such day: write {meant}") for written, meant in IN_NO_MONTH.items()),
    *(date(written, SHAPE, f"write {meant}") for written, meant in NEARLY_DATES.items()),
    *(date(written, SHAPE, f"write the year first: {meant}") for written, meant in CLEAR.items()),
    *(date(written, SHAPE, f"write {meant}") for written, meant in WITH_MARKS.items()),
    date(
        "10/11/2024",
        SHAPE,
        "write the year first: 2024-11-10, or 2024-10-11 if the month stood before the day",
    ),
    *(
        date(written, SHAPE, "the year first, with all four digits, such as 2024-10-31")
        for written in SHORT_YEARS.split()
    ),
    date("2567-10-10", "the year 2567 can't be right", "2567 is a year of the Buddhist era (543 more"),
    date("2567-02-29", CALENDAR, "from Visak Bochea on): write 2024-02-29"),
    *(date(written, "", f"on): write {meant}") for written, meant in BUDDHIST.items()),
    date("2699-02-29", CALENDAR, "correct the day, the month or the time"),
    date("-2024-10-10", SHAPE, YEAR_FIRST),
    *(date(written, SHAPE, "write added: with today's date") for written in NO_DATES.split()),
    *(date(written, SHAPE, ANY) for written in UNKNOWN.split()),
    date("2024-10-10T09:00 +07:00", SHAPE, ANY),
    date("2024/13/10", SHAPE, ANY),
    date("2024-10-10 14am", SHAPE, ANY),
    date("2024-10-10, 2024-10-11", SHAPE, ANY),
    date("0024-10-10", "the year 24 can't be right", "correct the year"),
    date("1899", "the year 1899 can't be right", "correct the year"),
    date("2200-01-01", "the year 2200 can't be right", "correct the year"),
    date("[2024]", "there is a list where one value is needed", "write a date such as 2024-10-31"),
)

UNDATED = (
    wrong("▶" + an_entry_file(published=""), "this entry has no date", "add published:"),
    wrong("▶" + an_entry_file(published='""'), "this entry has no date", "added: with today's date"),
    wrong(
        "▶" + an_entry_file(published="", en="{title: A, published: 2024}", km="{title: B}"),
        "this entry has no date in km",
        "add published:",
    ),
    wrong(an_entry_file(edition="▶2024-10-01"), "is not a month", "write 2024-10"),
    wrong(an_entry_file(edition="▶2024"), "is not a month", "such as 2024-10"),
    wrong(an_entry_file(edition="▶October 2024"), "is not a month", "the year first: 2024-10"),
    wrong(an_entry_file(edition="▶10/11/2024"), "is not a month", "2024-11, or 2024-10 if"),
    wrong(an_entry_file(edition="▶soon"), "is not a month", "such as 2024-10"),
    wrong(an_entry_file(edition="▶2024-13"), "is not a month", "such as 2024-10"),
    wrong(an_entry_file(added="▶today"), SHAPE, ANY),
    wrong(an_entry_file(updated="▶soon"), SHAPE, ANY),
    wrong(an_entry_file(withdrawn="{on: ▶unknown, reason: A}"), SHAPE, ANY),
    wrong(an_entry_file(edition="▶2024/10"), "is not a month", "write 2024-10"),
    wrong(an_entry_file(edition="▶2567-10"), "the year 2567", "on): write 2024-10"),
)


def an_id(written: str, message: str, fix: str) -> object:
    """A row: an entry with an id that is none."""
    return wrong(an_entry_file(id="▶" + written), message, fix)


RULE = "use 1 to 80 of a-z, 0-9 and hyphens"
NEARLY_IDS = {
    "Report": "report",
    "CON": "con",
    "report_1": "report-1",
    "report 1": "report-1",
    "report.pdf": "report-pdf",
    "a/b": "a-b",
    "../x": "x",
    "résumé": "resume",
    '"a\\n"': "a",
    "a" * 81: "a" * 80,
}
IDS = (
    *(an_id(written, "is not an id", f"{RULE}, such as {meant}") for written, meant in NEARLY_IDS.items()),
    an_id("' report '", "is not an id", "write report"),
    *(an_id(written, "is not an id", RULE) for written in ("របាយការណ៍", "~", ".", "..", "/", "ា", "-a/..")),
    *(
        an_id(written, f"'{written}' is a name that Windows reserves", f"write {written}-1")
        for written in ("con", "prn", "aux", "nul", "com1", "lpt9")
    ),
    an_id("''", "nothing is written here", "write an id"),
    an_id("[a]", "there is a list where one value is needed", "write an id"),
)


@pytest.mark.parametrize(("marked", "message", "fix"), [*DATES, *UNDATED])
def test_a_date_is_never_guessed(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """What is no date is refused where it stands; where only its shape is wrong, the right one is given."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)


@pytest.mark.parametrize(("marked", "message", "fix"), IDS)
def test_an_id_that_could_not_last_is_refused(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """An id that some file system or address could not hold is refused, with one that is like it."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)


@pytest.mark.parametrize("written", [*"a 0 2024 no null true report- re--port com10 aux-1".split(), "a" * 80])
def test_an_id_is_text_whatever_it_looks_like(tmp_path: Path, written: str) -> None:
    """What YAML would take for a number, a truth or nothing is an id like any other."""
    assert read_entry(tmp_path, an_entry_file(id=written)).id == written


@pytest.mark.parametrize(
    ("written", "moment", "precision"),
    [
        ("2024", "2024-01-01T00:00", Precision.YEAR),
        ("២០២៤", "2024-01-01T00:00", Precision.YEAR),
        ("2024-10", "2024-10-01T00:00", Precision.MONTH),
        ("2024-10-10", "2024-10-10T00:00", Precision.DAY),
        ("២០២៤-១០-១០", "2024-10-10T00:00", Precision.DAY),
        ("२०२४-१०-१०", "2024-10-10T00:00", Precision.DAY),
        ("٢٠٢٤-١٠", "2024-10-01T00:00", Precision.MONTH),
        ("'2024-10-10'", "2024-10-10T00:00", Precision.DAY),
        ("2024-10-10 # as the press release says", "2024-10-10T00:00", Precision.DAY),
        ("2024-02-29", "2024-02-29T00:00", Precision.DAY),
        ("1950-01-01", "1950-01-01T00:00", Precision.DAY),
        ("2199-12-31", "2199-12-31T00:00", Precision.DAY),
        ("2024-10-10T09:00", "2024-10-10T09:00", Precision.TIME),
        ("2024-10-10 09:00", "2024-10-10T09:00", Precision.TIME),
        ("2024-10-10T09:00:30", "2024-10-10T09:00:30", Precision.TIME),
        ("2024-10-10T09:00Z", "2024-10-10T09:00+00:00", Precision.TIME),
        ("2024-10-10T09:00+07:00", "2024-10-10T09:00+07:00", Precision.TIME),
        ("2024-10-10T09:00+0700", "2024-10-10T09:00+07:00", Precision.TIME),
        ("2024-10-10T09:00-03:30", "2024-10-10T09:00-03:30", Precision.TIME),
        ("2024-10-10T09:00:30.5Z", "2024-10-10T09:00:30+00:00", Precision.TIME),
    ],
)
def test_a_date_keeps_its_precision(tmp_path: Path, written: str, moment: str, precision: Precision) -> None:
    """A date is read as precisely as it is written, and means its first moment."""
    meant = PartialDate(datetime.fromisoformat(moment), precision)
    assert read_entry(tmp_path, an_entry_file(published=written)).published == meant
