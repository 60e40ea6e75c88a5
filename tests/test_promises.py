"""What was given to readers goes on: the addresses and ids of feeds, the place of entries, archives."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from builds import REPOSITORY, SITE, the_real_project
from cchr_feeds.build import build
from cchr_feeds.check import check, fixes
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.lock import PublishedFeed, lock_of
from cchr_feeds.model.part import Part
from cchr_feeds.problem import Problem
from cchr_feeds.run import Outcome, Run
from cchr_feeds.source.autofix import write_fixed

NOW = datetime.fromisoformat("2026-11-25T12:00:00+07:00")
PARTS = (Part.PAGES, Part.ARCHIVES, Part.FEEDS)
"""Without newsletters, which take longest: the lock holds their feeds all the same."""

VERSION_1 = REPOSITORY / "tests/projects/version_1"


class Project:
    """A project of four entries from three years, whose feeds hold one beside the newest year."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, NOW
        (folder / "entries").mkdir()
        self.site(lambda text: f"{text}feeds: {{limit: 1}}\n", SITE)
        self.write("first", "2024-03-01")
        self.write("second", "2024-05-01")
        self.write("third", "2025-05-01", category="statement")
        self.write("fourth", "2026-02-01")

    def site(self, change: Callable[[str], str], text: str = "") -> None:
        """Changes site.yaml."""
        path = self.folder / "site.yaml"
        path.write_text(change(text or path.read_text(encoding="utf-8")), encoding="utf-8")

    def write(self, name: str, published: str, category: str = "report", more: str = "") -> None:
        """Writes an entry."""
        text = f"id: {name}\npublished: {published}\n{more}category: {category}\nen: {{title: The {name}}}\n"
        (self.folder / f"entries/{name}.yaml").write_text(text, encoding="utf-8")

    def run(self) -> Run:
        """A run that says nothing of its progress."""
        return Run(self.folder, self.folder / "out", self.now, progress=lambda _: None)

    def build(self, *accepted: str) -> Outcome:
        """Publishes."""
        return build(self.run(), PARTS, frozenset(accepted))

    def refusal(self) -> Problem:
        """The one problem for which a build is refused, which `check` tells as well."""
        with pytest.raises(ProblemsFound) as refused:
            self.build()
        (problem,) = (each for each in refused.value.problems if each.severity == "error")
        assert problem.code in check(self.run()).refused
        return problem

    def fix(self) -> None:
        """What `check --fix --yes` does."""
        write_fixed(self.folder, fixes(self.run()))

    def entry(self, name: str) -> str:
        """What stands in an entry's file."""
        return (self.folder / f"entries/{name}.yaml").read_text(encoding="utf-8")

    def feed(self, path: str) -> list[str]:
        """The entries of an Atom document in the output, by their ids."""
        text = (self.folder / "out" / path).read_text(encoding="utf-8")
        return [each.split("/en<")[0] for each in text.split("<id>tag:example.org,2020:")[2:]]

    def feeds(self) -> dict[str, PublishedFeed]:
        """The feeds in the lock."""
        return dict(lock_of((self.folder / "published.lock").read_text(encoding="utf-8"))[0].feeds)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """One that was built."""
    project = Project(tmp_path)
    project.build()
    return project


# --- the addresses of feeds -----------------------------------------------------------------------


def test_the_lock_knows_every_feed(project: Project) -> None:
    """Live ones, archives, and those of newsletters, each with the end of its id."""
    assert {path: feed.id for path, feed in project.feeds().items()} == {
        "en/atom.xml": "feeds/en",
        "en/report/atom.xml": "feeds/en/report",
        "en/statement/atom.xml": "feeds/en/statement",
        "en/archive/2024.xml": "feeds/en",
        "en/archive/2025.xml": "feeds/en",
        "km/atom.xml": "feeds/km",
        "km/report/atom.xml": "feeds/km/report",
        "km/statement/atom.xml": "feeds/km/statement",
        "newsletters/en/atom.xml": "newsletters/en",
        "newsletters/km/atom.xml": "newsletters/km",
    }


def rename_a_category(project: Project) -> None:
    """`statement` is called `declaration` from now on."""
    project.site(lambda text: text.replace("  statement:", "  declaration:"))
    project.write("third", "2025-05-01", category="declaration")


def test_a_category_may_not_just_be_renamed(project: Project) -> None:
    """The fix can be typed as it is told; or the feeds end, by decision, and that is that."""
    rename_a_category(project)
    problem = project.refusal()
    assert (problem.path, problem.code) == ("site.yaml", "address")
    assert "former: [statement] under declaration" in problem.fix
    project.build("feeds/statement")
    assert "en/statement/atom.xml" not in project.feeds()
    assert not (project.folder / "out/en/statement").exists()
    assert project.build().written


def with_former(project: Project, terms: str) -> None:
    """Gives the category `declaration` its former terms."""
    project.site(
        lambda text: re.sub(r"(declaration: \{.*?)(, former: .*)?\}", rf"\1, former: {terms}}}", text)
    )


def test_a_category_is_renamed_with_its_former_term(project: Project) -> None:
    """Its feeds go on under both addresses with the id of old; and the former term is needed ever after."""
    rename_a_category(project)
    with_former(project, "[statement]")
    assert project.build().written
    feeds = {path: feed.id for path, feed in project.feeds().items()}
    assert feeds["en/statement/atom.xml"] == feeds["en/declaration/atom.xml"] == "feeds/en/statement"
    with_former(project, "[notice, statement]")
    assert (project.refusal().code, project.refusal().path) == ("identity", "site.yaml")
    assert "name statement first" in project.refusal().fix
    with_former(project, "[]")
    with pytest.raises(ProblemsFound) as refused:
        project.build()
    assert {"address", "identity"} == {
        each.code for each in refused.value.problems if each.severity == "error"
    }


def test_two_categories_are_merged(project: Project) -> None:
    """The one that stays comes first, and its feeds keep their id."""
    project.site(lambda text: re.sub("  statement: .*\n", "", text))
    project.site(lambda text: re.sub(r"(report: \{.*)\}", r"\1, former: [statement]}", text))
    problem = project.refusal()
    assert "name report first" in problem.fix
    project.site(lambda text: text.replace("[statement]", "[report, statement]"))
    assert project.build().written
    feeds = {path: feed.id for path, feed in project.feeds().items()}
    assert feeds["km/statement/atom.xml"] == feeds["km/report/atom.xml"] == "feeds/km/report"


def test_a_language_may_not_just_be_dropped(project: Project) -> None:
    """Also where it has no entries: somebody may wait for the first."""
    project.site(lambda text: text.replace("  km: {name: ខ្មែរ, organisation: អង្គការ}\n", ""))
    project.site(lambda text: text.replace(", km: របាយការណ៍", "").replace(", km: សេចក្ដីថ្លែងការណ៍", ""))
    problem = project.refusal()
    assert (problem.path, problem.code) == ("site.yaml", "identity")
    project.build("km")
    assert {feed.language for feed in project.feeds().values()} == {"en"}


def test_the_feeds_may_not_just_move(project: Project) -> None:
    """Another `feeds_url` ends every address at once."""
    project.site(lambda text: text.replace("org/feeds/", "org/news/"))
    problem = project.refusal()
    assert (problem.path, problem.line, problem.code) == ("site.yaml", 4, "address")
    assert "https://example.org/feeds/" in problem.fix
    project.build("feeds_url")
    assert project.build().written


def test_the_time_zone_may_not_just_change(project: Project) -> None:
    """Every entry would move, and some into another year."""
    project.site(lambda text: text.replace("Asia/Phnom_Penh", "Europe/London"))
    problem = project.refusal()
    assert (problem.path, problem.line, problem.code) == ("site.yaml", 5, "archived")
    assert "timezone: Asia/Phnom_Penh" in problem.fix
    project.build("timezone")
    assert project.build().changes == {}


def test_addresses_are_free_until_there_is_an_entry(tmp_path: Path) -> None:
    """A new project may be tried out."""
    project = Project(tmp_path)
    shutil.rmtree(project.folder / "entries")
    project.build()
    project.site(
        lambda text: text.replace("  statement:", "  declaration:").replace("org/feeds/", "org/news/")
    )
    assert project.build().written


# --- a lock that is lost, or of an older version --------------------------------------------------


def lose_the_lock(project: Project) -> None:
    """As in a checkout that never had it."""
    (project.folder / "published.lock").unlink()


def test_a_lost_lock_is_written_anew_from_the_manifest(project: Project) -> None:
    """All that stands in it again, and a warning."""
    before = (project.folder / "published.lock").read_text(encoding="utf-8")
    lose_the_lock(project)
    outcome = project.build()
    assert outcome.changes == {}
    assert "lock" in [each.code for each in outcome.warnings]
    assert (project.folder / "published.lock").read_text(encoding="utf-8") == before


def test_a_lost_lock_forgets_no_entry(project: Project) -> None:
    """An entry that vanished is refused all the same."""
    lose_the_lock(project)
    (project.folder / "entries/first.yaml").unlink()
    problem = project.refusal()
    assert (problem.path, problem.code) == ("published.lock", "vanished")
    assert "first" in problem.message
    project.build("first")
    assert project.build().written


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (rename_a_category, "address"),
        (lambda project: project.site(lambda text: text.replace("org/feeds/", "org/news/")), "address"),
        (lambda project: project.site(lambda text: text.replace("since: 2020", "since: 2021")), "identity"),
    ],
    ids=["category", "feeds_url", "since"],
)
def test_a_lost_lock_forgets_no_address(
    project: Project, change: Callable[[Project], None], code: str
) -> None:
    """The manifest knows better."""
    lose_the_lock(project)
    change(project)
    assert project.refusal().code == code


def test_a_manifest_that_is_not_ours_is_passed_over(project: Project) -> None:
    """Odd entries in it are no entries."""
    lose_the_lock(project)
    path = project.folder / "out/manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["entries"] += [
        {"publication": "x", "language": "en", "published": "yesterday"},
        {"publication": 5, "language": None},
        {},
    ]
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert project.build().changes == {}


@pytest.mark.parametrize("with_output", [True, False], ids=["with its output", "in a fresh clone"])
def test_a_project_of_the_first_version_goes_on(tmp_path: Path, with_output: bool) -> None:
    """The organisation's own: no entry is new or moves, and every feed's address is still there."""
    folder = the_real_project(tmp_path)
    shutil.copy(VERSION_1 / "published.lock", folder)
    files = json.loads((VERSION_1 / "manifest.json").read_text(encoding="utf-8"))["files"]
    if with_output:
        (folder / "out").mkdir()
        shutil.copy(VERSION_1 / "manifest.json", folder / "out")
    outcome = build(Run(folder, folder / "out", NOW, progress=lambda _: None))
    assert outcome.changes == {}
    was, _ = lock_of((VERSION_1 / "published.lock").read_text(encoding="utf-8"))
    now, _ = lock_of((folder / "published.lock").read_text(encoding="utf-8"))
    assert now.lines == was.lines
    kept = {path for path in files if path.endswith((".xml", ".json"))}
    assert not {path for path in kept if not (folder / "out" / path).exists()}
    assert {path for path in kept if path.endswith("atom.xml")} <= now.feeds.keys()


def of_version_1(project: Project) -> None:
    """Makes the lock and the output what version 1 left: an archive of every year, the newest included."""
    path = project.folder / "published.lock"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    first = {"about": "", "version": 1, "authority": json.loads(head)["authority"]}
    kept = [line for line in lines if '"feed"' not in line]
    path.write_text("\n".join([json.dumps(first), *kept, ""]), encoding="utf-8")
    manifest = project.folder / "out/manifest.json"
    document = json.loads(manifest.read_text(encoding="utf-8"))
    newest = "en/archive/2026.xml"
    document["files"][newest] = {"sha256": "0" * 64, "part": "archives"}
    (project.folder / "out" / newest).write_text("<feed/>", encoding="utf-8")
    manifest.write_text(json.dumps(document), encoding="utf-8")


@pytest.mark.parametrize("with_output", [True, False], ids=["with its output", "in a fresh clone"])
def test_an_archive_of_an_open_year_is_kept_current(project: Project, with_output: bool) -> None:
    """It is out of the chain until its year closes; then the live feed holds that whole year for 90 days."""
    of_version_1(project)
    if not with_output:
        shutil.rmtree(project.folder / "out")
    project.build()
    assert project.feeds()["en/archive/2026.xml"].is_open
    assert project.feed("en/archive/2026.xml") == ["fourth"]
    project.write("fifth", "2026-03-01")
    project.build()
    assert project.feed("en/archive/2026.xml") == ["fifth", "fourth"]
    assert "archive/2025.xml" in (project.folder / "out/en/atom.xml").read_text(encoding="utf-8")
    project.now = datetime.fromisoformat("2027-06-01T12:00:00+07:00")
    project.write("sixth", "2027-01-01")
    project.build()
    assert project.feeds()["en/archive/2026.xml"].closed.startswith("2027-06-01")
    assert "archive/2026.xml" in (project.folder / "out/en/atom.xml").read_text(encoding="utf-8")
    assert project.feed("en/atom.xml") == ["sixth", "fifth", "fourth"]
    project.now = datetime.fromisoformat("2027-08-31T12:00:00+07:00")
    project.build()
    assert project.feed("en/atom.xml") == ["sixth"]


# --- the place of entries -------------------------------------------------------------------------


def test_an_old_entry_that_comes_in_late_is_released_now(project: Project) -> None:
    """Without `added:` nobody would see it who follows the archives; `check --fix` writes it."""
    project.write("late", "2024-04-01")
    problem = project.refusal()
    assert (problem.path, problem.line, problem.code) == ("entries/late.yaml", 2, "archived")
    assert "added: 2026-11-25" in problem.fix
    project.fix()
    assert project.entry("late").splitlines()[:3] == [
        "id: late",
        "published: 2024-04-01",
        "added: 2026-11-25",
    ]
    before = (project.folder / "out/en/archive/2024.xml").read_bytes()
    project.build()
    assert project.feed("en/atom.xml") == ["late", "fourth"]
    assert (project.folder / "out/en/archive/2024.xml").read_bytes() == before


@pytest.mark.parametrize("year", [2019, 2022], ids=["before all archives", "between two"])
def test_an_old_entry_of_a_year_without_an_archive_is_released_now(project: Project, year: int) -> None:
    """Its archive would be new, and stand behind one at which readers stop."""
    project.write("oldest", "2021-01-01")
    project.build("archives")
    before = {path: path.read_bytes() for path in (project.folder / "out/en/archive").iterdir()}
    project.write("late", f"{year}-04-01")
    assert project.refusal().code == "archived"
    project.fix()
    project.build()
    assert project.feed("en/atom.xml") == ["late", "fourth"]
    assert before == {path: path.read_bytes() for path in (project.folder / "out/en/archive").iterdir()}


def test_a_late_translation_is_released_in_its_language(project: Project) -> None:
    """Readers of the other language have it in its place."""
    for number in range(3):
        path = project.folder / f"entries/khmer{number}.yaml"
        path.write_text(
            f"id: khmer{number}\npublished: {2024 + number}-01-01\ncategory: report\nkm: {{title: ក}}\n",
            "utf-8",
        )
    project.build()
    path = project.folder / "entries/first.yaml"
    path.write_text(project.entry("first") + "km:\n  title: ភាសាខ្មែរ\n", encoding="utf-8")
    assert project.refusal().code == "archived"
    project.fix()
    assert project.entry("first").endswith("km:\n  title: ភាសាខ្មែរ\n  added: 2026-11-25\n")
    assert project.build().changes == {"new": ("first/km",)}


def test_a_back_catalogue_may_fill_the_archives(project: Project) -> None:
    """By decision, as those who have read them will not see it."""
    project.write("late", "2024-04-01")
    project.write("later", "2024-04-02")
    project.build("archives")
    assert project.feed("en/archive/2024.xml") == ["second", "later", "late", "first"]
    assert project.feed("en/atom.xml") == ["fourth"]


def test_the_newest_date_leads_not_what_came_last(project: Project) -> None:
    """An old entry that comes in late is first in the feed only."""
    project.write("late", "2024-04-01", more="added: 2026-11-25\n")
    project.build()
    for path in ("index.html", "en/index.html"):
        page = (project.folder / "out" / path).read_text(encoding="utf-8")
        (lead,) = re.findall(r'<article class="lead">.*?</article>', page, re.DOTALL)[:1]
        assert 'datetime="2026-02-01"' in lead


def test_what_was_withdrawn_and_is_brought_back_reaches_those_who_follow(project: Project) -> None:
    """They have read its archive, and would keep the notice."""
    project.write("first", "2024-03-01", more="withdrawn: {on: 2026-11-25, reason: Wrong}\n")
    project.build()
    project.write("first", "2024-03-01")
    project.build("first")
    assert project.feed("en/atom.xml") == ["fourth", "first"]
    project.now += timedelta(days=100)
    project.build()
    assert project.feed("en/atom.xml") == ["fourth"]


def test_a_corrected_date_moves_an_entry(project: Project) -> None:
    """From the live feed into an archive, say; for 90 days it stands in both, lest a reader miss it."""
    project.write("fourth", "2024-02-01")
    project.write("fifth", "2026-10-01")
    project.build()
    assert project.feed("en/archive/2024.xml") == ["second", "first", "fourth"]
    assert project.feed("en/atom.xml") == ["fifth", "fourth"]
    project.now = datetime.fromisoformat("2027-02-24T12:00:00+07:00")
    project.build()
    assert project.feed("en/atom.xml") == ["fifth"]


def test_nothing_else_moves_an_entry(project: Project) -> None:
    """`added:`, for one that readers have in its place, is refused; so is taking it away again."""
    project.write("first", "2024-03-01", more="added: 2026-11-20\n")
    problem = project.refusal()
    assert (problem.path, problem.line, problem.code) == ("entries/first.yaml", 3, "archived")
    project.fix()
    assert "added" not in project.entry("first")
    project.write("fifth", "2024-03-01", more="added: 2026-11-20\n")
    project.build()
    project.write("fifth", "2024-03-01")
    assert "2026-11-20" in project.refusal().fix
    project.fix()
    assert "added: 2026-11-20" in project.entry("fifth")
    assert project.build().changes == {}


# --- what does not reach those whom it is for -----------------------------------------------------


def test_what_nobody_received_needs_no_notice(project: Project) -> None:
    """A new entry that is withdrawn already is told, with what to do instead."""
    project.write("wrong", "2026-11-01", more="withdrawn: {on: 2026-11-20, reason: It was wrong.}\n")
    told = [each for each in check(project.run()).warnings if each.code == "notice"]
    assert [each.path for each in told] == ["entries/wrong.yaml"]
    assert "delete the file" in told[0].fix


def test_a_change_of_long_ago_is_told(project: Project) -> None:
    """Feeds hold a change for 90 days from its date."""
    project.write("first", "2024-03-01", more="updated: 2026-06-01\n")
    assert [each.code for each in project.build().warnings if each.path] == ["notice"]
