"""A studio that runs as its own process, and what asks it."""

import http.client
import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Literal
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from builds import environment
from patience import PATIENCE
from project_files import a_project
from warm import Started, start_warm

STDERR = 2
WIDE, NARROW = 1280, 375
NOW = "2024-12-01T12:00:00+07:00"
NO_HEADERS: Mapping[str, str] = {}

OUT = """\
# Looked through by two colleagues.
id: land-report
published: 2024-10-10   # the day of the launch
category: fact-sheet

en:
  title: A report on land
  summary: >-   # short
    What we found.

    What comes next.
  files:
    - {url: https://example.org/land.pdf, length: 1200, title: The report}
km:
  title: របាយការណ៍
"""
DRAFT = """\
id: secret-draft
published: 2024-11-02
category: infographic
draft: true
en:
  title: Not for readers yet <script>document.title = "run"</script>
"""
EMBARGOED = """\
id: human-rights-day
published: 2024-12-10T09:00
category: infographic
en:
  title: A statement for Human Rights Day
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Studio:
    """A running studio of a project, at an address."""

    folder: Path
    url: str
    process: subprocess.Popen[str] | Started = field(repr=False)

    @property
    def host(self) -> str:
        """Name and port."""
        return urlsplit(self.url).netloc

    @property
    def port(self) -> int:
        """The number behind the colon."""
        return urlsplit(self.url).port or 0

    def ask(
        self,
        path: str = "",
        sent: Mapping[str, str] | None = None,
        headers: Mapping[str, str] = NO_HEADERS,
        method: str = "",
    ) -> Answer:
        """Asks below the studio's secret (or anywhere, with a leading slash), as its own page would."""
        target = path if path.startswith("/") else urlsplit(self.url).path + path
        usual = {"Host": self.host, "Content-Type": "application/x-www-form-urlencoded"}
        if sent is not None:
            usual["Origin"] = f"http://{self.host}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        body = urlencode(sent) if sent is not None else None
        try:
            connection.request(
                method or ("GET" if sent is None else "POST"), target, body, usual | dict(headers)
            )
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()


@contextmanager
def a_studio(folder: Path, *options: str, **variables: str) -> Iterator[Studio]:
    """The studio of a project, until the block ends."""
    words = ["preview", "--project", str(folder), "--no-browser", "--json", "--now", NOW, *options]
    ours, theirs = os.pipe()
    with os.fdopen(ours, encoding="utf-8") as said:
        process = start_warm(words, Path.cwd(), environment(**variables), theirs, STDERR)
        os.close(theirs)
        with _announced(folder, process, said) as studio:
            yield studio


@contextmanager
def a_running_studio(folder: Path, words: Sequence[str], variables: Mapping[str, str]) -> Iterator[Studio]:
    """The studio that a command line starts, which asks for its address in JSON, until the block ends."""
    with (
        subprocess.Popen(words, env=variables, stdout=subprocess.PIPE, text=True) as process,
        _announced(folder, process, process.stdout) as studio,
    ):
        yield studio


@contextmanager
def _announced(
    folder: Path, process: subprocess.Popen[str] | Started, stdout: IO[str] | None
) -> Iterator[Studio]:
    """A studio by the address that its process tells; it ends with the block."""
    said = ""
    while "}" not in said and stdout and (line := stdout.readline()):
        said += line
    try:
        yield Studio(folder, json.loads(said)["url"], process)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def files_of_a_project() -> dict[str, str]:
    """An entry in two languages that is out, a draft, and one that is waiting for its date."""
    return {
        "entries/land.yaml": OUT,
        "entries/draft.yaml": DRAFT,
        "entries/embargoed.yaml": EMBARGOED,
    }


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """A studio of a small project of this test's own."""
    with a_studio(a_project(tmp_path, **files_of_a_project())) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which a blocked or broken script is a failure; pictures are blocked on purpose."""
    context = browser.new_context(viewport={"width": WIDE, "height": 900})
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    blocked = re.compile("(?!Loading the image).*Content Security", re.DOTALL)
    page.on("console", lambda said: faults.append(said.text) if blocked.match(said.text) else None)
    yield page
    context.close()
    assert faults == []


def followed(page: Page, role: Literal["button", "link"], name: str) -> None:
    """Presses a button or a link and waits for the page that it leads to, with its scripts.

    What a test finds on a page may come before the scripts that hear of what it does there.
    """
    with page.expect_navigation():
        page.get_by_role(role, name=name).click()


def fill_in(page: Page, **fields: str) -> None:
    """Types into fields by their names (`en__title` is `en.title`)."""
    for name, text in fields.items():
        page.locator(f'[name="{name.replace("__", ".")}"]').fill(text)
