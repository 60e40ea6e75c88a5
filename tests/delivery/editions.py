"""A project with an issued edition, and what a mail server got of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Protocol

import pytest

from builds import the_real_project
from commands import DONE, Ended, run
from scripted_relay import Script, ScriptedRelay, as_usual, running

NOW = "2026-11-25T09:00:00+07:00"
EDITION = "2024-10"
SETTINGS = """
newsletter:
  from: {name: {en: CCHR, km: ម.ស.ម.ក}, address: news@example.org}
  postal_address: {en: "1 Example Street, Phnom Penh", km: ភ្នំពេញ}
  unsubscribe: mailto:leave@example.org?subject=unsubscribe
"""


@pytest.fixture(scope="session")
def issued_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's own project with made-up settings, its edition of October 2024 issued."""
    folder = the_real_project(tmp_path_factory.mktemp("issued"))
    with (folder / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    assert run(folder, "build", "--now", NOW).returncode == DONE
    issued = run(folder, "newsletter", EDITION, "--issue", "--offline", "--now", NOW)
    assert issued.returncode == DONE, issued.stderr
    return folder


@dataclass
class Post:
    """A project with an issued edition, its readers' file, and the mail server that it sends through."""

    folder: Path
    readers: Path
    relay: ScriptedRelay

    def send(self, *words: str, edition: str = EDITION) -> Ended:
        """`cchr-feeds send`, without a question."""
        return run(self.folder, "send", edition, "--yes", "--now", NOW, *words)

    def to_readers(self, *words: str) -> Ended:
        """The same to the readers of the file."""
        return self.send("--readers", str(self.readers), *words)

    def with_readers(self, *lines: str) -> None:
        """Writes the readers' file."""
        self.readers.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def got(self) -> list[Message]:
        """The messages that the mail server has, in the order in which they came."""
        return [parsed(content) for _, content in self.relay.received]


def parsed(content: bytes) -> Message:
    """A message as Python's own parser reads it."""
    return message_from_bytes(content)


class Posting(Protocol):
    """Makes a project whose mail server does as a script says; without one, it takes everything."""

    def __call__(self, script: Script = as_usual) -> Post:
        """The project, its readers' file and the server."""


@pytest.fixture
def posting(issued_project: Path, tmp_path: Path) -> Iterator[Posting]:
    """Makes a project whose mail server does as a script says."""
    with _running(issued_project, tmp_path) as post:

        def start(script: Script = as_usual) -> Post:
            post.relay.script = script
            return post

        yield start


@contextmanager
def _running(issued: Path, tmp_path: Path) -> Iterator[Post]:
    folder = tmp_path / "project"
    # Its output, most of its files, is nothing that sending looks at.
    shutil.copytree(issued, folder, ignore=shutil.ignore_patterns("out"))
    (tmp_path / "outside").mkdir()
    with running(ScriptedRelay()) as relay:
        with (folder / "site.yaml").open("a", encoding="utf-8") as file:
            file.write(f"relay: {{host: 127.0.0.1, port: {relay.port}, security: none}}\n")
        yield Post(folder, tmp_path / "outside/readers.csv", relay)
