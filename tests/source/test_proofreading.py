"""What a proofreader would mark is reported where it stands; only unreadable text is refused."""

from pathlib import Path

import pytest

from cchr_feeds.problem import Problem
from cchr_feeds.source import read_project
from cchr_feeds.source.checks.warnings import warnings_in
from factories import RESILIENCE
from outputs import MOMENT
from project_files import EN, ENTRY, TITLE, TOP, a_project, assert_refused, problems_of, without_marks, wrong

OLD_FONT = "siT§imnusS esckþIEføgkarN_rYm GñkkarBarsiT§i kñúgRbeTskm<úCa nigsiT§ikargar"
MIS_DECODED = RESILIENCE.encode().decode("cp1252", errors="ignore")
NAMED = "  km: {name: ខ្មែរ, organisation: មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា}\n"
KM = TOP + "km:\n  title: ភាពធន់\n"
SAME = ENTRY.replace("id: report", "id: second")


def remarks(folder: Path, **files: str) -> list[Problem]:
    """What proofreading a project with these files brings."""
    project = read_project(a_project(folder, **files))
    return sorted(each for each in warnings_in(folder, project, MOMENT) if each.code in ("slip", "twin"))


@pytest.mark.parametrize(
    ("marked", "message", "fix"),
    [
        wrong(f"{KM}  summary: ▶{OLD_FONT}\n", "an old font such as Limon", "convert it to Unicode"),
        wrong(f"{KM}  body: ▶{MIS_DECODED}\n", "in a wrong encoding", "copy it again"),
    ],
)
def test_a_text_that_nobody_can_read_is_refused(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """It would reach readers as garbage."""
    assert_refused(tmp_path, "entries/report.yaml", marked, message, fix)


@pytest.mark.parametrize(
    ("marked", "message", "fix"),
    [
        wrong(f"{TOP}km:\n  title: ▶A report\n", "not in the letters of 'km'", "write it in 'km'"),
        wrong(f"{TITLE}▶ភាពធន់\n", "not in the letters of 'en'", "move it to the block"),
        wrong(
            f"{EN}  title: A report\n  summary: ▶{RESILIENCE}\n",
            "not in the letters of 'en'",
            "write it in 'en'",
        ),
        wrong(f"{TOP}km:\n  title: ▶siT§imnusS\n", "an old font such as Limon", "to Unicode"),
    ],
)
def test_another_language_is_a_warning(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """It can be read, and a title may be a name; so it stops nothing."""
    assert_refused(tmp_path, "entries/report.yaml", marked, message, fix)
    assert [problem.severity for problem in problems_of(tmp_path)] == ["warning"]


@pytest.mark.parametrize(
    ("marked", "severity", "message"),
    [
        ("en: {subject: ▶ភាពធន់}\n", "warning", "the letters of 'en'"),
        ("km: {subject: ▶October matters}\n", "warning", "the letters of 'km'"),
        ("km: {preheader: ▶Read this first}\n", "warning", "the letters of 'km'"),
        (f"km:\n  note: ▶{OLD_FONT}\n", "error", "Khmer for an old font"),
    ],
)
def test_the_editors_words_are_looked_at_too(
    tmp_path: Path, marked: str, severity: str, message: str
) -> None:
    """They go to a whole list of readers, and none comes back from there."""
    assert_refused(tmp_path, "editions/2024-10.yaml", marked, message, "")
    assert [problem.severity for problem in problems_of(tmp_path)] == [severity]


@pytest.mark.parametrize(
    ("marked", "message", "fix"),
    [
        wrong(f"{KM}  summary: >-\n    នៃ\n    សិទ្ធិ▶មនុស្សមនុស្ស\n", "«មនុស្ស» is here twice", "ៗ"),
        wrong(
            f"{KM}  summary: >-\n    របស់\n    ▶មជ្ឈមណ្ឌលសិទ្ធិមនុស្សមនុស្សកម្ពុជា រួម\n",
            "is almost the organisation's name",
            "write «មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា»",
        ),
        wrong(f"{KM}  summary: ▶សិទ្ធិមនុស្ស\u200bមនុស្ស\n", "«មនុស្ស» is here twice", "leave one out"),
        wrong(
            f"{KM}  summary: សិទ្ធិ ▶ិមនុស្ស\n",
            "begins with a mark that needs a letter",
            "type the letter before it",
        ),
        wrong(f"{KM}  body: |\n    ក ▶ក្ ខ\n", "«ក្» ends with a coeng (U+17D2)", "delete the coeng"),
        wrong(f"{KM}  summary: ដី ផ្ទះ ▶\u17d8\n", "is not how it is written today", "type «។ល។»"),
        wrong(f"{KM}  summary: ▶ក្្ខ\n", "is not how it is written today", "type «ក្ខ»"),
    ],
)
def test_a_slip_is_marked_where_it_stands(tmp_path: Path, marked: str, message: str, fix: str) -> None:
    """At its first letter, or at its field where the file has it written otherwise; never twice."""
    text, places = without_marks(marked)
    site = (a_project(tmp_path) / "site.yaml").read_text(encoding="utf-8")
    site = site.replace("  km: {name: ខ្មែរ, organisation: អង្គការ}\n", NAMED)
    (remark,) = remarks(tmp_path, **{"site.yaml": site, "entries/report.yaml": text})
    assert [(remark.line, remark.column)] == places
    assert (remark.path, remark.severity) == ("entries/report.yaml", "warning")
    assert message in remark.message
    assert fix in remark.fix


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ('A report on ▶land"', "Words."),
        ('\'Our "report" on ▶"land\'', "Words."),
        ('របាយការណ៍ ▶"សិទ្ធិដីធ្លី', "Words."),
        ("A report", '>-\n    Words of a\n    “law” and ▶land".'),
        ("A report", '|\n    Words of a `"` and\n    ▶land".'),
    ],
)
def test_a_quotation_mark_alone_is_marked(tmp_path: Path, title: str, summary: str) -> None:
    """At the word it stands at."""
    text, places = without_marks(f"{TITLE}{title}\n  body: {summary}\n")
    (remark,) = [each for each in remarks(tmp_path, **{"entries/report.yaml": text}) if each.code == "slip"]
    assert [(remark.line, remark.column)] == places
    assert '"' in remark.message
    assert remark.fix == "add the one that is missing, or delete this one"


@pytest.mark.parametrize(
    "words",
    [
        'The "law" of the land',
        'A pipe of 5" and a "law"',
        'She said: "So it is.\n\n    "And so it stays."',
        'A “law" of two programs',
        "Land ”of nobody",
        'ច្បាប់ «ដីធ្លី" និង "សិទ្ធិ"',
        'Type `"` twice',
    ],
)
def test_quotation_marks_that_may_be_meant_are_not(tmp_path: Path, words: str) -> None:
    """In pairs, of inches, of a quotation in paragraphs, of two kinds, in code."""
    text = f"{TITLE}A report\n  body: |\n    {words}\n"
    assert remarks(tmp_path, **{"entries/report.yaml": text}) == []


def test_a_publication_that_is_there_twice_is_marked(tmp_path: Path) -> None:
    """One title and one date under two ids, whatever the capitals."""
    other = SAME.replace("A report", "a  REPORT")
    (remark,) = remarks(tmp_path, **{"entries/a.yaml": ENTRY, "entries/b.yaml": other})
    assert (remark.path, remark.line, remark.column) == ("entries/b.yaml", 5, 10)
    assert remark.message == "entries/a.yaml has the same title and the same date"


@pytest.mark.parametrize(
    ("old", "new"), [("2024-10-10", "2024-10-11"), ("A report", "Another"), ("en:", "km:")]
)
def test_a_series_is_not_one_publication(tmp_path: Path, old: str, new: str) -> None:
    """Another date, another title or another language makes two of them."""
    assert remarks(tmp_path, **{"entries/a.yaml": ENTRY, "entries/b.yaml": SAME.replace(old, new)}) == []


def test_the_organisation_s_own_entries_are_clean(real_project: Path) -> None:
    """No false alarm in twelve real publications, which name a dozen organisations."""
    project = read_project(real_project)
    found = warnings_in(real_project, project, MOMENT)
    assert [each for each in found if each.code in ("slip", "twin")] == []
    assert {problem.code for problem in project.warnings} == {"translation"}
