"""The other recipes of docs/webmaster.md: cron, a workflow, hosts that build, lines for a page's head."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from lxml import etree, html

from builds import SITE, an_entry_text, finished
from web_servers import shown

pytestmark = pytest.mark.usefixtures("at_length")

BEFORE, AFTER = "1764003600", "1798650000"  # 25 November 2025 and 31 December 2026
EMBARGOED = """\
id: embargoed
published: 2026-06-01
category: report
en: {title: Under embargo, summary: Not before June.}
"""
MAKEFILE = f"build:\n\t@{sys.executable} -m cchr_feeds build $(ARGS)\n"
COLLEAGUE = ("-c", "user.name=Colleague", "-c", "user.email=colleague@example.org")
STEP = "Keep what readers have been given"


@dataclass(frozen=True)
class Checkout:
    """A project in version control, and the repository that it was cloned from."""

    folder: Path
    origin: Path

    def git(self, *words: str) -> str:
        """What git says, in the checkout."""
        return run(["git", *words], self.folder).stdout

    def save(self, path: str, text: str) -> None:
        """Writes a file and pushes it, as a colleague would."""
        (self.folder / path).write_text(text, encoding="utf-8")
        self.git("add", "--all")
        self.git(*COLLEAGUE, "commit", "--quiet", "--message", path)
        self.git("push", "--quiet", "origin", "HEAD:main")

    def pushed(self) -> list[str]:
        """The subjects of what the origin has, the newest first."""
        return run(["git", "log", "--format=%s", "main"], self.origin).stdout.splitlines()

    def run(self, script: str, epoch: str = BEFORE) -> subprocess.CompletedProcess[str]:
        """A recipe, run here at some moment."""
        here = script.replace("/srv/cchr-feeds", str(self.folder))
        return run(["sh", "-c", here], self.folder, check=False, SOURCE_DATE_EPOCH=epoch)


def run(
    command: list[str], folder: Path, check: bool = True, **variables: str
) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with a git that reads no user's settings."""
    alone = {"GIT_CONFIG_GLOBAL": str(folder / ".no-such-file"), "GIT_CONFIG_NOSYSTEM": "1"}
    return finished(command, folder, alone | variables, check=check)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A small project with an entry, pushed and cloned."""
    folder, origin = tmp_path / "checkout", tmp_path / "origin.git"
    run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(origin)], tmp_path)
    run(["git", "clone", "--quiet", str(origin), str(folder)], tmp_path)
    made = Checkout(folder, origin)
    made.git("checkout", "--quiet", "-b", "main")
    (folder / "entries").mkdir()
    (folder / "Makefile").write_text(MAKEFILE, encoding="utf-8")
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    (folder / ".gitignore").write_text("/out/\n", encoding="utf-8")
    made.save("entries/1.yaml", an_entry_text(1, "Report"))
    made.git("branch", "--quiet", "--set-upstream-to=origin/main")
    return made


def the_script() -> str:
    """publish.sh, as the guide has it."""
    (script,) = (block for block in shown("sh") if "git pull" in block)
    return script


class TestCron:
    """publish.sh."""

    def test_publishes_and_pushes_what_readers_have_been_given(self, checkout: Checkout) -> None:
        """The output is there, and the origin has published.lock."""
        done = checkout.run(the_script())
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (checkout.folder / "out/en/atom.xml").is_file()
        assert checkout.pushed()[0] == "Published"
        assert '"id": "entry-1"' in run(["git", "show", "main:published.lock"], checkout.origin).stdout

    def test_says_and_pushes_nothing_when_nothing_is_new(self, checkout: Checkout) -> None:
        """No mail is sent, and the history does not grow."""
        checkout.run(the_script())
        before = checkout.pushed()
        done = checkout.run(the_script())
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert checkout.pushed() == before

    def test_makes_up_for_a_push_that_failed(self, checkout: Checkout, tmp_path: Path) -> None:
        """A colleague was faster the last time; both changes are in the origin now, one after the other."""
        run(["git", "clone", "--quiet", str(checkout.origin), "elsewhere"], tmp_path)
        checkout.run(the_script().replace("git push --quiet", "true"))
        Checkout(tmp_path / "elsewhere", checkout.origin).save("entries/2.yaml", an_entry_text(2, "Report"))
        assert checkout.run(the_script()).returncode == 0
        assert checkout.pushed() == ["Published", "Published", "entries/2.yaml", "entries/1.yaml"]

    def test_ends_an_embargo_by_itself(self, checkout: Checkout) -> None:
        """The entry is in no feed before its day, and in the feed after it, without anybody's doing."""
        checkout.save("entries/embargoed.yaml", EMBARGOED)
        feed = checkout.folder / "out/en/atom.xml"
        assert checkout.run(the_script(), BEFORE).returncode == 0
        assert "Under embargo" not in feed.read_text(encoding="utf-8")
        assert checkout.run(the_script(), AFTER).returncode == 0
        assert "Under embargo" in feed.read_text(encoding="utf-8")
        assert '"id": "embargoed"' in run(["git", "show", "main:published.lock"], checkout.origin).stdout

    def test_a_mistake_is_told_and_changes_nothing(self, checkout: Checkout) -> None:
        """What is online stays; cron mails the file and the line."""
        checkout.run(the_script())
        before = (checkout.folder / "out/manifest.json").read_bytes()
        checkout.save("entries/2.yaml", an_entry_text(2, "Report").replace("report", "nonsense"))
        checkout.save("entries/3.yaml", "id: x\npublished: yesterday\n")
        done = checkout.run(the_script())
        assert done.returncode != 0
        assert "entries/3.yaml:2:" in done.stderr
        assert (checkout.folder / "out/manifest.json").read_bytes() == before


def the_workflow() -> dict[str, object]:
    """GitHub's workflow; every scalar is text, as `on` and `yes` are words here."""
    (block,) = shown("yml")
    workflow = yaml.load(block, Loader=yaml.BaseLoader)
    assert isinstance(workflow, dict)
    return workflow


@dataclass(frozen=True)
class Step:
    """A step of the workflow: an action with its settings, or commands; `only` is its condition."""

    uses: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    run: str = ""
    only: str = ""

    @property
    def said(self) -> str:
        """What it is known by."""
        return self.uses.partition("@")[0] or self.name or self.run


def the_job(name: str) -> dict[str, object]:
    """One of the workflow's two jobs, `build` and `publish`."""
    jobs = the_workflow()["jobs"]
    assert isinstance(jobs, dict)
    assert list(jobs) == ["build", "publish"]
    job: dict[str, object] = jobs[name]
    return job


def steps(name: str) -> list[Step]:
    """The steps of a job."""
    written = the_job(name)["steps"]
    assert isinstance(written, list)
    return [
        Step(
            step.get("uses", ""),
            step.get("with", {}),
            step.get("name", ""),
            step.get("run", ""),
            step.get("if", ""),
        )
        for step in written
    ]


NOT_PROPOSED = "github.event_name != 'pull_request'"


class TestWorkflow:
    """.github/workflows/feeds.yml."""

    def test_runs_on_a_push_and_every_hour(self) -> None:
        """On request, and for a pull request."""
        assert the_workflow()["on"] == {
            "push": {"branches": ["main"]},
            "pull_request": "",
            "schedule": [{"cron": "7 * * * *"}],
            "workflow_dispatch": "",
        }

    def test_what_is_installed_may_read_and_no_more(self) -> None:
        """The job that may push the lock file, publish, and prove to Pages who it is, runs no package."""
        assert the_workflow()["permissions"] == {"contents": "read"}
        assert "permissions" not in the_job("build")
        assert the_job("publish")["permissions"] == {
            "contents": "write",
            "pages": "write",
            "id-token": "write",
        }
        (run_there,) = (step.run for step in steps("publish") if step.run)
        commands = {line.split()[0] for line in run_there.splitlines()}
        assert commands == {"cp", "git"}

    def test_no_checkout_leaves_its_token_behind(self) -> None:
        """A package that is built could read it there."""
        checkouts = [
            step for job in ("build", "publish") for step in steps(job) if "actions/checkout@" in step.uses
        ]
        assert len(checkouts) == 2
        assert {step.settings["persist-credentials"] for step in checkouts} == {"false"}

    def test_publishes_nothing_that_is_only_proposed(self) -> None:
        """A pull request is built and checked, and hands nothing on."""
        assert the_job("publish")["if"] == NOT_PROPOSED
        handed_on = [step for step in steps("build") if "upload" in step.uses]
        assert [step.only for step in handed_on] == [NOT_PROPOSED, NOT_PROPOSED]

    def test_uses_githubs_own_actions_only(self) -> None:
        """Each by a commit: a tag could be moved."""
        used = [step.uses for name in ("build", "publish") for step in steps(name) if step.uses]
        assert [name for name in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name)] == []

    def test_builds_keeps_uploads_and_deploys_in_this_order(self) -> None:
        """The last output is there before the build, and what is uploaded is what was built."""
        assert [step.said for step in steps("build")] == [
            "actions/checkout",
            "actions/setup-python",
            "actions/cache",
            "make check",
            "make build",
            "actions/upload-artifact",
            "actions/upload-pages-artifact",
        ]
        assert [step.said for step in steps("publish")] == [
            "actions/checkout",
            "actions/download-artifact",
            "actions/deploy-pages",
            STEP,  # once it is online, as by the command `publish`
        ]
        paths = [step.settings["path"] for step in steps("build") if "path" in step.settings]
        assert paths == ["out", "published.lock", "out"]
        assert the_job("publish")["needs"] == "build"

    def test_brings_the_lock_file_back(self, checkout: Checkout, tmp_path: Path) -> None:
        """Its own step, after a real build; a second time there is nothing to bring."""
        (keep,) = (step.run for step in steps("publish") if step.name == STEP)
        address = re.compile('"https://x-access-token[^"]*" "[^"]*"')
        assert address.search(keep)
        handed_on = tmp_path / "lock"
        handed_on.mkdir()
        build = f"make build ARGS=--quiet\ncp published.lock {handed_on}\n"
        put_back = "git checkout --quiet -- .\ngit clean --quiet --force published.lock\n"
        publish = address.sub("origin HEAD:main", keep)
        for _ in range(2):
            done = checkout.run(f"set -e\nRUNNER_TEMP={tmp_path}\n{build}{put_back}{publish}")
            assert (done.returncode, done.stderr) == (0, "")
        assert checkout.pushed().count("Published") == 1
        assert '"id": "entry-1"' in run(["git", "show", "main:published.lock"], checkout.origin).stdout


def test_hosts_publish_the_folder_that_make_build_writes() -> None:
    """Netlify's and Cloudflare's settings name it."""
    netlify, cloudflare = map(tomllib.loads, shown("toml"))
    assert netlify == {"build": {"command": "make build", "publish": "out"}}
    assert cloudflare["assets"] == {"directory": "out"}


def test_a_page_of_ones_own_for_what_is_not_there_stays(checkout: Checkout) -> None:
    """Cloudflare Pages' command makes it, and the next build leaves it alone."""
    (command,) = (block for block in shown("sh") if "404.html" in block)
    for script in (command, "make build"):
        assert checkout.run(script).returncode == 0
        assert "Not found" in (checkout.folder / "out/404.html").read_text(encoding="utf-8")


def head_links() -> Iterator[html.HtmlElement]:
    """The lines for the head of a page."""
    yield from html.fromstring(f"<html><head>{shown('html')[0]}</head></html>").iter("link")


def test_the_lines_for_a_pages_head_are_right(real_project: Path) -> None:
    """They name feeds that exist, by the title, language and type that these have themselves."""
    links = list(head_links())
    assert [link.get("hreflang") for link in links] == ["en", "km"]
    for link in links:
        path = str(link.get("href")).removeprefix("https://cchrcambodia.org/feeds/")
        feed = etree.parse(real_project / "out" / path).getroot()
        assert link.get("title") == feed.findtext("{*}title")
        assert link.get("hreflang") == feed.get("{http://www.w3.org/XML/1998/namespace}lang")
        (own,) = (each for each in feed.iterfind("{*}link") if each.get("rel") == "self")
        assert (own.get("href"), own.get("type")) == (link.get("href"), link.get("type"))
