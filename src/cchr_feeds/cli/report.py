"""What is said: results on stdout, everything else on stderr, progress only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.language import document_for_programs, for_people

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """How a command speaks: to a program (`as_json`), or to a person, perhaps of problems only (`quiet`).

    A log (`verbose`) takes the place of the line that says what is going on.
    """

    as_json: bool
    quiet: bool
    verbose: bool = False

    def progress(self) -> Progress:
        """Says what is going on, in one line that each message replaces; the empty message clears it."""
        if self.quiet or self.verbose or not sys.stderr.isatty():
            return _silent
        return lambda message: click.echo(f"\r\033[K{for_people(message)}", err=True, nl=False)

    def say(self, text: str, shade: str | None = None) -> None:
        """A text for a person; where stdout is a program's, on stderr."""
        if not self.quiet:
            click.secho(for_people(text), fg=shade, err=self.as_json, color=colour())

    def result(self, text: str, result: DataclassInstance, **instead: object) -> None:
        """What a command came to: in words, and for programs field by field (`instead` replaces some)."""
        self.say(text)
        if self.as_json:
            print_json({"ok": True, "exit_code": 0, **asdict(result), **instead})


def _silent(message: str) -> None:
    """Says nothing."""


def note(text: str) -> None:
    """A line for a person beside the result."""
    click.echo(for_people(text), err=True)


def clear_progress() -> None:
    """Takes away the line that says what is going on."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


def colour() -> bool | None:
    """No colour where the reader wants none (no-color.org), else as the terminal can."""
    return False if os.environ.get("NO_COLOR") else None


def print_json(document: dict[str, object]) -> None:
    """A document for a program."""
    in_ascii = (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8")
    click.echo(json.dumps(document_for_programs(document), ensure_ascii=in_ascii, indent=1))
