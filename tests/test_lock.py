"""Tests of published.lock: what readers have been given is never lost, renamed or shown twice."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builds import SITE, python_of_nobody_special, run_build, tree
from cchr_feeds.build import build
from cchr_feeds.check import check
from cchr_feeds.errors import OutputFailed, ProblemsFound, WrongUsage
from cchr_feeds.model.dates import PartialDate, Period
from cchr_feeds.model.lock import Lock, PublishedEntry, Record, Standing, lock_of
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Author, File, Image, Publication, Translation, meta_of
from cchr_feeds.model.values import Localised
from cchr_feeds.newsletter import newsletter
from cchr_feeds.problem import Problem
from cchr_feeds.run import Outcome, Run
from factories import a_date, withdrawn

NOW = datetime.fromisoformat("2026-11-25T00:00:00+07:00")
LATER = datetime.fromisoformat("2027-03-01T00:00:00+07:00")
NEVER = "cchr-feeds build --accept report"

REPORT = """\
# The report on land.
id: report
published: 2024-10-10
category: report
en:
  title: A report on land
  summary: What we found.
km:
  title: របាយការណ៍
  summary: អ្វីដែលយើងរកឃើញ
"""
STATEMENT = """\
id: statement
published: 2025-02-03
category: statement
en: {title: A statement}
"""


@dataclass(frozen=True)
class Project:
    """A small project, its entries by file name, and what builds say of it."""

    folder: Path

    def write(self, **entries: str) -> None:
        """Writes entries, named by their files."""
        for name, text in entries.items():
            (self.folder / f"entries/{name}.yaml").write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replaces a piece of text in an entry, which must be there."""
        path = self.folder / f"entries/{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def remove(self, name: str) -> None:
        """Deletes an entry's file."""
        (self.folder / f"entries/{name}.yaml").unlink()

    def build(self, *accepted: str, now: datetime = NOW, out: str = "out") -> dict[str, list[str]]:
        """What changes for readers; feeds are made, which is all that the lock is about."""
        outcome = build(self.run(now, out), (Part.FEEDS,), frozenset(accepted))
        return {change: list(names) for change, names in outcome.changes.items()}

    def run(self, now: datetime = NOW, out: str = "out") -> Run:
        """A run that says nothing of its progress."""
        return Run(self.folder, self.folder / out, now, progress=lambda _: None)

    def refusal(self, now: datetime = NOW) -> Problem:
        """The one problem for which a build is refused; nothing is written."""
        before = self.files()
        with pytest.raises(ProblemsFound) as refused:
            self.build(now=now)
        assert self.files() == before
        (problem,) = (each for each in refused.value.problems if each.severity == "error")
        return problem

    def files(self) -> dict[str, bytes | None]:
        """The project's files, but for what the program remembers to work less."""
        found = tree(self.folder)
        return {path: content for path, content in found.items() if not path.startswith(".cchr-feeds")}

    def records(self) -> dict[str, dict[str, object]]:
        """What the lock says, by id."""
        lines = (self.folder / "published.lock").read_text(encoding="utf-8").splitlines()[1:]
        return {record["id"]: record for record in map(json.loads, lines)}

    def updated(self, name: str) -> datetime:
        """The `updated` of an entry in the feed of its language."""
        language = name.rpartition("/")[2]
        items = json.loads((self.folder / f"out/{language}/feed.json").read_bytes())["items"]
        return next(
            datetime.fromisoformat(each["date_modified"]) for each in items if each["id"].endswith(name)
        )

    def ids(self, out: str = "out") -> set[str]:
        """The ids in the feeds of all languages."""
        feeds = ((self.folder / out / f"{language}/feed.json") for language in ("en", "km"))
        items = (item for feed in feeds for item in json.loads(feed.read_bytes())["items"])
        return {item["id"].split(":")[2] for item in items}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a report in two languages and a statement in one, published."""
    (tmp_path / "entries").mkdir()
    (tmp_path / "site.yaml").write_text(SITE, encoding="utf-8")
    made = Project(tmp_path)
    made.write(land=REPORT, statement=STATEMENT)
    made.build()
    return made


# --- what is recorded -----------------------------------------------------------------------------


def test_a_first_build_says_that_all_is_new(tmp_path: Path) -> None:
    """Of what readers may see, and of nothing that waits."""
    (tmp_path / "entries").mkdir()
    (tmp_path / "site.yaml").write_text(SITE, encoding="utf-8")
    project = Project(tmp_path)
    project.write(land=REPORT, secret=STATEMENT.replace("2025", "2030"))
    assert project.build() == {"new": ["report/en", "report/km"]}
    assert '"id": "statement"' not in (tmp_path / "published.lock").read_text(encoding="utf-8")


def test_the_lock_records_each_entry(project: Project) -> None:
    """With its file, and per language the moments of the feeds and a fingerprint."""
    record = project.records()["report"]
    entries = record["entries"]
    assert isinstance(entries, dict)
    assert (record["file"], list(entries)) == ("entries/land.yaml", ["en", "km"])
    feed = json.loads((project.folder / "out/en/feed.json").read_bytes())
    item = next(each for each in feed["items"] if each["id"].endswith("report/en"))
    assert entries["en"]["published"] == item["date_published"]
    assert entries["en"]["updated"] == item["date_modified"]
    assert entries["en"]["fingerprint"] != entries["km"]["fingerprint"]


def test_a_build_without_a_change_leaves_the_lock_alone(project: Project) -> None:
    """Not even its time changes."""
    before = (project.folder / "published.lock").stat()
    assert project.build() == {}
    after = (project.folder / "published.lock").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_build_elsewhere_leaves_the_lock_alone(project: Project) -> None:
    """It says what is new all the same, and so does the build that publishes."""
    before = (project.folder / "published.lock").read_bytes()
    project.write(new=STATEMENT.replace("statement\npub", "new\npub"))
    assert project.build(out="trial") == {"new": ["new/en"]}
    assert (project.folder / "published.lock").read_bytes() == before
    assert project.build() == {"new": ["new/en"]}


def test_a_check_leaves_the_lock_alone(project: Project) -> None:
    """It says what a build would do."""
    project.edit("land", "What we found.", "What we have found.")
    before = project.folder.joinpath("published.lock").read_bytes(), tree(project.folder / "out")
    assert check(project.run()).changes == {"corrected": ("report/en",)}
    assert (project.folder.joinpath("published.lock").read_bytes(), tree(project.folder / "out")) == before


@pytest.mark.parametrize("name", ["land", "elsewhere"])
def test_a_file_may_have_any_name(project: Project, name: str) -> None:
    """The lock follows it, and nothing changes for readers."""
    before = tree(project.folder / "out")
    (project.folder / "entries/land.yaml").rename(project.folder / f"entries/{name}.yaml")
    assert project.build() == {}
    assert tree(project.folder / "out") == before
    assert project.records()["report"]["file"] == f"entries/{name}.yaml"


# --- what readers will see ------------------------------------------------------------------------


def test_a_changed_text_is_a_correction(project: Project) -> None:
    """Without `updated` it does not move the date of change, and readers are not told."""
    before = project.records()["report"]["entries"]
    project.edit("land", "What we found.", "What we have found.")
    assert project.build() == {"corrected": ["report/en"]}
    after = project.records()["report"]["entries"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after["km"] == before["km"]
    assert after["en"]["updated"] == before["en"]["updated"]
    assert after["en"]["fingerprint"] != before["en"]["fingerprint"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A report on land", "title: A report on the land"),
        ("summary: What we found.", "summary: What we found.\n  body: More."),
        ("summary: What we found.", "summary: What we found.\n  url: https://example.org/1"),
        ("summary: What we found.", "summary: What we found.\n  image: {url: https://example.org/1.png}"),
        ("summary: What we found.", "summary: What we found.\n  files: [{url: https://example.org/1.pdf}]"),
    ],
)
def test_every_field_of_a_text_is_watched(project: Project, old: str, new: str) -> None:
    """A change of any of them is named."""
    project.edit("land", old, new)
    assert project.build() == {"corrected": ["report/en"]}


WHOLE = Publication(
    id="report",
    published=a_date("2024-10-10"),
    added=a_date("2024-10-11"),
    updated=a_date("2024-10-12"),
    category=("infographic",),
    topics=("land",),
    edition=Period(2024, 4, 10),
    draft=False,
    withdrawn=withdrawn("2025-01-01"),
    authors=(Author("Ann", "https://example.org/ann"),),
    translations={
        "en": Translation(
            title="A report",
            summary="A summary.",
            body="A body.",
            url="https://example.org/report",
            published=a_date("2024-10-13"),
            added=a_date("2024-10-14"),
            updated=a_date("2024-10-15"),
            edition=Period(2024, 4, 11),
            files=(
                File(url="https://example.org/a.pdf", type="application/pdf", length=10, title="All"),
                File(file="b.pdf", type="application/pdf", length=20, title="A part"),
            ),
            image=Image(file="a.jpg", alt="A river", width=30, height=40, length=50, type="image/jpeg"),
        )
    },
)
"""A publication that says something in every field that can stand beside the others."""

NOT_WATCHED = {"Withdrawal.reason"}
"""What may change without a word: the notice of a withdrawal says that reason when it is made."""


OTHERS: Mapping[type, object] = {
    str: "other",
    int: 7,
    bool: True,
    PartialDate: a_date("2001-02-03"),
    Period: Period(2001, 1, 2),
    Localised: Localised("Another reason."),
}


def _others(value: object) -> Iterator[tuple[str, object]]:
    """A value in each way in which one thing in it is another, with the name of the field that this is."""
    if type(value) in OTHERS:
        yield "", OTHERS[type(value)]
    elif isinstance(value, Mapping):
        yield from ((name, {**value, key: one}) for key in value for name, one in _others(value[key]))
    elif isinstance(value, tuple):
        for place, each in enumerate(value):
            yield from ((name, (*value[:place], one, *value[place + 1 :])) for name, one in _others(each))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for name, one in _others(getattr(value, field.name)):
                yield name or f"{type(value).__name__}.{field.name}", replace(value, **{field.name: one})


def test_every_field_of_the_model_is_watched() -> None:
    """One that is added later is seen to change, or named above; else readers would get it in silence."""
    before = meta_of(WHOLE, "report.yaml", "digest")
    watched, unnoticed = set[str](), set[str]()
    for name, one in _others(WHOLE):
        assert isinstance(one, Publication)
        (watched if meta_of(one, "report.yaml", "digest") != before else unnoticed).add(name)
    assert unnoticed == NOT_WATCHED
    kinds = (Publication, Translation, File, Image, Author)
    model = {f"{kind.__name__}.{field.name}" for kind in kinds for field in fields(kind)}
    # These consist of others; a picture's address stands in the place of its file.
    parts = {"Publication.authors", "Publication.translations", "Publication.withdrawn"}
    assert model - watched == parts | {"Translation.files", "Translation.image", "Image.url"}


def test_other_authors_are_a_correction(project: Project) -> None:
    """In every language."""
    project.edit("land", "category:", "authors: [{name: Sok}]\ncategory:")
    assert project.build() == {"corrected": ["report/en", "report/km"]}


def test_a_later_updated_is_shown_to_readers(project: Project) -> None:
    """As the entry itself says."""
    project.edit("land", "category:", "updated: 2024-11-02\ncategory:")
    assert project.build() == {"updated": ["report/en", "report/km"]}
    assert project.build() == {}


def test_a_translation_is_new(project: Project) -> None:
    """Its original stays as it is."""
    project.write(statement=STATEMENT + "km: {title: សេចក្ដីថ្លែងការណ៍}\n")
    assert project.build() == {"new": ["statement/km"]}


def test_a_withdrawal_has_a_notice_and_then_leaves(project: Project) -> None:
    """The lock remembers each step, and that the file may go in the end."""
    project.edit("land", "category:", "withdrawn: {on: 2026-11-24, reason: An error}\ncategory:")
    assert project.build() == {"withdrawn": ["report/en", "report/km"]}
    assert project.build(now=LATER) == {"left": ["report/en", "report/km"]}
    project.remove("land")
    assert project.build(now=LATER) == {}
    assert "gone" in json.dumps(project.records()["report"])


def test_a_withdrawn_file_may_go_when_its_notice_has_had_its_time(project: Project) -> None:
    """Also where no build saw it leave."""
    project.edit("land", "category:", "withdrawn: {on: 2026-11-24, reason: An error}\ncategory:")
    project.build()
    project.remove("land")
    assert project.build(now=LATER) == {"left": ["report/en", "report/km"]}


# --- what is refused ------------------------------------------------------------------------------


def test_a_published_entry_may_not_vanish(project: Project) -> None:
    """The build stops, and says how to take it back."""
    project.remove("land")
    problem = project.refusal()
    assert (problem.path, problem.code) == ("published.lock", "vanished")
    lines = (project.folder / "published.lock").read_text(encoding="utf-8").splitlines()
    assert '"id": "report"' in lines[problem.line - 1]
    assert "entries/land.yaml is gone" in problem.message
    assert "cchr-feeds withdraw report" in problem.fix
    assert NEVER in problem.fix


def test_an_entry_may_be_let_go_deliberately(project: Project) -> None:
    """Then its id is never used again."""
    project.remove("land")
    assert project.build("report") == {"let-go": ["report/en", "report/km"]}
    assert project.ids() == {"statement/en"}
    assert project.build() == {}
    project.write(another=REPORT.replace("land", "water"))
    assert project.refusal().code == "resurfaced"
    assert project.build("report") == {"resurfaced": ["report/en", "report/km"]}
    assert project.build() == {}


def test_one_language_may_be_let_go_deliberately(project: Project) -> None:
    """By id and language."""
    project.write(land=REPORT.partition("km:")[0])
    assert project.build("report/km") == {"let-go": ["report/km"]}
    assert project.ids() == {"statement/en", "report/en"}


def test_an_id_may_not_change(project: Project) -> None:
    """It is recognised by its file, and the line to restore is shown at its place."""
    project.edit("land", "id: report", "id: land")
    problem = project.refusal()
    assert (problem.path, problem.line, problem.column) == ("entries/land.yaml", 2, 5)
    assert problem.code == "identity"
    assert problem.fix.startswith("write id: report again")


def test_an_id_that_changed_with_the_files_name_is_recognised_by_what_it_says(project: Project) -> None:
    """In any of its languages."""
    project.remove("land")
    project.write(elsewhere=REPORT.replace("id: report", "id: land").replace("on land", "on the land"))
    problem = project.refusal()
    assert (problem.path, problem.line) == ("entries/elsewhere.yaml", 2)
    assert problem.fix.startswith("write id: report again")


def test_an_id_that_changed_to_a_draft_is_recognised(project: Project) -> None:
    """By its file."""
    project.edit("land", "id: report", "id: land\ndraft: true")
    assert project.refusal().fix.startswith("write id: report again")


def test_another_publication_may_take_the_file_deliberately(project: Project) -> None:
    """The old one is let go, the new one is new."""
    project.write(land=STATEMENT.replace("statement\npub", "new\npub"))
    assert project.build("report") == {"new": ["new/en"], "let-go": ["report/en", "report/km"]}


def test_a_published_entry_may_not_be_a_draft_again(project: Project) -> None:
    """The place of `draft` is shown."""
    project.edit("land", "category:", "draft: true\ncategory:")
    problem = project.refusal()
    assert (problem.path, problem.line, problem.column, problem.code) == (
        "entries/land.yaml",
        4,
        8,
        "draft-again",
    )
    assert "delete draft: true" in problem.fix


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("published: 2024-10-10", "published: 2027-01-01", (3, 12)),
        ("category:", "updated: 2027-01-01\ncategory:", (4, 10)),
        ("published: 2024-10-10", "added: 2027-01-01", (3, 8)),
    ],
)
def test_a_published_entry_may_not_be_dated_in_the_future(
    project: Project, old: str, new: str, place: tuple[int, int]
) -> None:
    """The place of the date is shown."""
    project.edit("land", old, new)
    problem = project.refusal()
    assert (problem.path, problem.line, problem.column) == ("entries/land.yaml", *place)
    assert problem.code == "draft-again"


def test_a_translation_may_not_be_dated_in_the_future(project: Project) -> None:
    """The place is that of its own date."""
    project.edit("land", "  title: របាយការណ៍", "  published: 2027-01-01\n  title: របាយការណ៍")
    assert (project.refusal().line, project.refusal().column) == (9, 14)


def test_a_published_translation_may_not_vanish(project: Project) -> None:
    """The entry that lacks it is named."""
    project.write(land=REPORT.partition("km:")[0])
    problem = project.refusal()
    assert (problem.path, problem.code) == ("entries/land.yaml", "vanished")
    assert "published in km too" in problem.message


def test_what_was_withdrawn_may_not_come_back(project: Project) -> None:
    """Neither while its notice is shown nor afterwards."""
    project.edit("land", "category:", "withdrawn: {on: 2026-11-24, reason: An error}\ncategory:")
    project.build()
    project.write(land=REPORT)
    problem = project.refusal()
    assert (problem.line, problem.column, problem.code) == (2, 5, "resurfaced")
    assert problem.fix.startswith("put withdrawn: back")
    assert project.refusal(now=LATER).code == "resurfaced"
    assert project.build("report") == {"resurfaced": ["report/en", "report/km"]}


def test_a_newsletter_refuses_what_a_build_refuses(project: Project) -> None:
    """A withdrawn text does not come back by mail."""
    project.edit("land", "category:", "withdrawn: {on: 2026-11-24, reason: An error}\ncategory:")
    project.build()
    project.write(land=REPORT)
    before = tree(project.folder)
    with pytest.raises(ProblemsFound):
        newsletter(project.run(), Period.of_month(2024, 10))
    assert tree(project.folder) == before


@pytest.mark.parametrize(
    ("published", "updated", "on"),
    [
        ("2026-11-24", "", "2026-11-24"),
        ("2026-11-20T18:00", "2026-11-24T11:00", "2026-11-24"),
        ("2024-10-10", "2026-11-20", "2026-11-10"),
        ("2026-10-15", "", "2026-10"),
    ],
)
def test_a_withdrawal_is_later_than_all_that_readers_saw(
    project: Project, published: str, updated: str, on: str
) -> None:
    """Also on the day of publication, and whatever day is written."""
    project.edit("land", "published: 2024-10-10", f"published: {published}")
    project.edit("land", "category:", f"updated: {updated}\ncategory:" if updated else "category:")
    project.build()
    before = project.updated("report/en")
    project.edit("land", "category:", f"withdrawn: {{on: {on}, reason: An error}}\ncategory:")
    project.build()
    assert project.updated("report/en") > before


def test_a_notice_that_nobody_would_see_is_told(project: Project) -> None:
    """The day of the withdrawal is long past."""
    project.edit("land", "category:", "withdrawn: {on: 2025-11-24, reason: An error}\ncategory:")
    outcome = build(project.run())
    assert outcome.changes == {"left": ("report/en", "report/km")}
    (warning,) = outcome.warnings
    assert (warning.path, warning.line, warning.column, warning.code) == (
        "entries/land.yaml",
        4,
        17,
        "notice",
    )


def test_an_earlier_clock_does_not_bring_back_what_was_withdrawn(project: Project) -> None:
    """The clock is named, not the entry's file, which is right."""
    project.edit("land", "category:", "withdrawn: {on: 2026-11-24, reason: An error}\ncategory:")
    project.build()
    problem = project.refusal(now=datetime.fromisoformat("2026-11-01T00:00:00+07:00"))
    assert (problem.path, problem.code) == ("published.lock", "clock")


def test_a_text_may_not_move_to_another_id(project: Project) -> None:
    """Last month's file is used again, and the old text kept under a new id."""
    project.write(copy=REPORT.replace("id: report", "id: old-report"))
    project.edit("land", "A report on land", "Another report")
    project.edit("land", "របាយការណ៍", "របាយការណ៍ថ្មី")
    problem = project.refusal()
    assert (problem.path, problem.line, problem.column, problem.code) == (
        "entries/copy.yaml",
        2,
        5,
        "identity",
    )
    assert problem.fix.startswith("write id: report here again")


def test_ids_may_not_be_exchanged(project: Project) -> None:
    """Each text goes back to its own."""
    project.write(
        land=REPORT.replace("id: report", "id: statement"),
        statement=STATEMENT.replace("id: statement", "id: report"),
    )
    with pytest.raises(ProblemsFound) as refused:
        project.build()
    assert {each.code for each in refused.value.problems if each.severity == "error"} >= {"identity"}


def test_a_part_without_feeds_is_not_what_readers_were_given(project: Project) -> None:
    """It says what changes, and so does the build that writes the feeds."""
    project.edit("land", "What we found.", "What we have found.")
    before = (project.folder / "published.lock").read_bytes()
    assert build(project.run(), (Part.EMBED,)).changes == {"corrected": ("report/en",)}
    assert (project.folder / "published.lock").read_bytes() == before
    assert project.build() == {"corrected": ["report/en"]}


def test_another_category_or_topic_is_a_correction(project: Project) -> None:
    """Who follows the new category gets the entry."""
    project.edit("land", "category: report", "category: statement")
    assert project.build() == {"corrected": ["report/en", "report/km"]}


def test_a_notice_may_not_be_cut_short(project: Project) -> None:
    """The file of a withdrawn entry stays as long as readers are told."""
    project.edit("land", "category:", "withdrawn: {on: 2026-11-24, reason: An error}\ncategory:")
    project.build()
    project.remove("land")
    assert "still get the notice" in project.refusal().message


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("authority: example.org", "authority: example.net", 1), ("since: 2020", "since: 2021", 2)],
)
def test_the_authority_may_not_change(project: Project, old: str, new: str, line: int) -> None:
    """Every id would."""
    path = project.folder / "site.yaml"
    path.write_text(SITE.replace(old, new), encoding="utf-8")
    problem = project.refusal()
    assert (problem.path, problem.line) == ("site.yaml", line)
    assert "write authority: example.org and since: 2020 again" in problem.fix
    assert project.build("authority") == {"new": ["report/en", "report/km", "statement/en"]}


def test_the_authority_may_change_while_nothing_was_published(tmp_path: Path) -> None:
    """As after a first trial of a new project."""
    (tmp_path / "site.yaml").write_text(SITE, encoding="utf-8")
    project = Project(tmp_path)
    project.build()
    (tmp_path / "site.yaml").write_text(SITE.replace("example.org", "example.net"), encoding="utf-8")
    assert project.build() == {}


def test_a_language_may_not_be_given_up(project: Project) -> None:
    """One problem says so, however many entries it had."""
    languages = re.sub(r"  km: .*\n", "", SITE).replace(", km: របាយការណ៍", "")
    (project.folder / "site.yaml").write_text(languages.replace(", km: សេចក្ដីថ្លែងការណ៍", ""), encoding="utf-8")
    project.write(
        land=REPORT.partition("km:")[0], other=REPORT.partition("km:")[0].replace("report\n", "o\n", 1)
    )
    problem = project.refusal()
    assert (problem.path, problem.code) == ("site.yaml", "identity")
    assert project.build("km")["let-go"] == ["report/km"]


@pytest.mark.parametrize("out", ["out", "trial"])
def test_where_the_clock_went_back_what_is_dated_later_waits(project: Project, out: str) -> None:
    """As an embargo asks; one warning says so, nothing is forgotten, and nothing is new afterwards."""
    before = (project.folder / "published.lock").read_bytes()
    earlier = project.run(datetime.fromisoformat("2025-01-01T00:00:00+07:00"), out)
    outcome = build(earlier)
    assert (outcome.changes, [each.code for each in outcome.warnings]) == ({}, ["clock"])
    assert project.ids(out) == {"report/en", "report/km"}
    assert (project.folder / "published.lock").read_bytes() == before
    assert project.build() == {}
    assert project.ids() == {"report/en", "report/km", "statement/en"}


def test_a_check_warns_of_everything_that_would_be_refused(project: Project) -> None:
    """And does not stop."""
    project.remove("land")
    project.edit("statement", "category:", "draft: true\ncategory:")
    outcome = check(project.run())
    assert {each.code for each in outcome.warnings} >= {"vanished", "draft-again"}
    assert {each.severity for each in outcome.warnings} == {"warning"}
    assert sorted(outcome.refused) == ["draft-again", "vanished"]


def test_all_that_is_refused_is_said_in_one_run(project: Project) -> None:
    """A vanished entry and a draft."""
    project.remove("land")
    project.edit("statement", "category:", "draft: true\ncategory:")
    with pytest.raises(ProblemsFound) as refused:
        project.build()
    assert {each.code for each in refused.value.problems} >= {"vanished", "draft-again"}


def test_only_what_stands_against_a_build_can_be_accepted(project: Project) -> None:
    """A slip of the pen is told."""
    with pytest.raises(WrongUsage, match="rport needs no --accept"):
        project.build("rport")


# --- the file -------------------------------------------------------------------------------------


def test_a_line_that_is_not_ours_is_a_problem(project: Project) -> None:
    """With its number."""
    path = project.folder / "published.lock"
    path.write_text(path.read_text(encoding="utf-8").replace('"id": "st', '"ID": "st'), encoding="utf-8")
    problem = project.refusal()
    assert (problem.path, problem.line, problem.code) == ("published.lock", 11, "lock")


@pytest.mark.parametrize("head", ["", "[]", '{"version": 2, "authority": "x"}', "published"])
def test_a_file_that_is_not_ours_is_a_problem(project: Project, head: str) -> None:
    """At its first line."""
    path = project.folder / "published.lock"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *lines[1:]]), encoding="utf-8")
    assert (project.refusal().path, project.refusal().line) == ("published.lock", 1)


def test_a_link_in_the_locks_place_is_a_problem(project: Project) -> None:
    """Nothing is read from elsewhere."""
    path = project.folder / "published.lock"
    path.rename(project.folder / "elsewhere")
    path.symlink_to("elsewhere")
    assert "can't be read" in project.refusal().message


def test_what_git_leaves_of_a_merge_is_understood(project: Project) -> None:
    """The lines of both sides are true; the next build writes them in order."""
    path = project.folder / "published.lock"
    lines = path.read_text(encoding="utf-8").splitlines()
    head, *feeds, report, statement = lines
    merged = [head, "<<<<<<< HEAD", statement, *feeds[1:], "=======", report, *feeds, ">>>>>>> theirs", ""]
    path.write_text("\r\n".join(merged), encoding="utf-8")
    assert project.build() == {}
    assert path.read_text(encoding="utf-8").splitlines() == lines


def test_an_empty_lock_is_a_problem(project: Project) -> None:
    """It was emptied by mistake: nothing is forgotten silently."""
    (project.folder / "published.lock").write_bytes(b"")
    problem = project.refusal()
    assert (problem.path, problem.line, problem.code) == ("published.lock", 1, "lock")


@pytest.mark.parametrize("command", [build, check])
def test_a_lost_lock_is_told(project: Project, command: Callable[[Run], Outcome]) -> None:
    """Where the output shows that something was published; a first build says nothing of it."""
    (project.folder / "published.lock").unlink()
    warnings = command(project.run()).warnings
    assert [each.code for each in warnings if each.path == "published.lock"] == ["lock"]


@pytest.mark.usefixtures("at_length")
def test_a_project_that_nobody_may_write_to_builds(project: Project) -> None:
    """What is new is published, and a warning says that nothing remembers it."""
    project.write(new=STATEMENT.replace("statement\npub", "new\npub"))
    before = (project.folder / "published.lock").read_bytes()
    project.folder.chmod(0o555)
    try:
        done = run_build(project.folder, python=python_of_nobody_special())
    finally:
        project.folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "published.lock:1:1: warning: this file can't be written here" in done.stderr
    assert (project.folder / "published.lock").read_bytes() == before
    assert project.ids() == {"report/en", "report/km", "statement/en", "new/en"}


def test_a_lock_that_cannot_be_written_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the reason is not a missing permission, the build fails, though out/ is there."""
    project.write(new=STATEMENT.replace("statement\npub", "new\npub"))
    monkeypatch.setattr(os, "urandom", bytes)  # the copy's name, where something stands in its way
    (project.folder / f".{'00' * 8}.new").mkdir()
    with pytest.raises(OutputFailed, match=r"published\.lock could not be"):
        project.build()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
seen = st.builds(
    PublishedEntry, published=texts, updated=texts, fingerprint=texts, standing=st.sampled_from(Standing)
)
records = st.builds(
    Record,
    publication_id=st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    file=texts,
    languages=st.dictionaries(texts, seen, min_size=1, max_size=3),
)


@given(st.lists(records, unique_by=lambda record: record.publication_id))
def test_every_record_comes_back_as_it_was_written(some: list[Record]) -> None:
    """Whatever its file is called."""
    lock = Lock("example.org,2020", {record.publication_id: record.line() for record in some})
    back, wrong = lock_of(lock.text())
    assert wrong == []
    assert [back.record(record.publication_id) for record in some] == some


@given(st.text())
def test_any_text_is_a_lock_or_has_lines_that_are_wrong(text: str) -> None:
    """It never fails otherwise."""
    lock, wrong = lock_of(text)
    assert wrong or lock.authority is not None
