"""A command loads what it needs: a build without a mistake none of what explains mistakes."""

import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest

from builds import SOURCE, finished
from cchr_feeds.cli.commands import COMMANDS, command_named
from extent import a_few
from project_files import a_project, an_entry_file

LOADING = (
    "import atexit, sys; from cchr_feeds.cli import main; "
    "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); sys.exit(main())"
)
EXPLAINING = set("source.line_fixes source.syntax_errors source.suggestions khmer.slips".split())
FOR_IMPORTS = {"feedparser", "openpyxl", "markdownify", "bs4"}
NETWORK = {"network", "urllib3", "requests", "http.client", "ssl"}


def loaded_by_build(project: Path) -> set[str]:
    """The modules that a build of feeds has loaded, ours without the package's name."""
    return loaded_by("build", "--only", "feeds", "--project", project)


def loaded_by(*words: str | Path, **variables: str) -> set[str]:
    """The modules that a command line has loaded at its end."""
    ended = finished([sys.executable, "-c", LOADING, *words], variables=variables)
    return {name.removeprefix("cchr_feeds.") for name in ended.stderr.splitlines()[-1].split()}


# The forms of the mail that the help of `newsletter` lists are those of the mail services.
@pytest.mark.parametrize("name", a_few([each for each in COMMANDS if each != "newsletter"], 3))
def test_the_help_of_a_command_needs_no_library(name: str) -> None:
    """Nor the model: it comes at once."""
    loaded = loaded_by(name, "--help")
    assert command_named(name).callback.__module__.removeprefix("cchr_feeds.") in loaded
    assert {"source", "model.publication", "render", "yaml", "jinja2", "urllib3"} & loaded == set()


SLOW = {"babel", "yaml", "lxml", "jinja2", "feedgen", "premailer", "cssutils", "markdown_it", "nh3", "idna"}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_version_needs_next_to_nothing(option: str) -> None:
    """No library that reads, renders or mails is loaded for it, and of ours only the command."""
    loaded = loaded_by(option)
    assert (SLOW | {"email.message"}) & loaded == set()
    ours = {path.parent.name for path in (SOURCE / "cchr_feeds").glob("*/__init__.py")}
    assert ours & loaded == {"cli"}
    assert {name for name in loaded if name.startswith("cli.")} == {
        "cli.commands",
        "cli.interrupts",
        "cli.streams",
    }


def test_proposals_need_no_slow_library() -> None:
    """Tab should answer at once: nothing that renders or mails is loaded for it."""
    asked = {"_CCHR_FEEDS_COMPLETE": "bash_complete", "COMP_WORDS": "cchr-feeds new -", "COMP_CWORD": "1"}
    loaded = loaded_by(**asked)
    assert "click" in loaded
    assert SLOW & loaded <= {"yaml", "idna"}


def test_a_build_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    """Neither what explains mistakes nor what reads imports, nor colours, nor any network."""
    loaded = loaded_by_build(a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()}))
    assert "source.project_reader" in loaded
    assert all(find_spec(f"cchr_feeds.{name}") for name in EXPLAINING)
    assert (EXPLAINING | FOR_IMPORTS | NETWORK | {"coloraide"}) & loaded == set()


def test_a_build_without_a_change_loads_next_to_nothing(tmp_path: Path) -> None:
    """Neither what reads nor what renders: its start is all of its time."""
    project = a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})
    time.sleep(0.03)  # longer than a tick of the file system's clock
    assert {"source", "render", "output", "yaml"} <= loaded_by_build(project)
    assert not {"source", "render", "output", "yaml", "lockfile", "babel"} & loaded_by_build(project)
