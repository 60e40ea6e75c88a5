"""What `check --fix` shows, asks and says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.marking import visible_sign
from cchr_feeds.cli.report import Report, colour
from cchr_feeds.cli.ui import shown
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.source.mending import Mended

_COLOURS = {"-": "red", "+": "green"}


def offer_mends(folder: Path, how: Report, *, agreed: bool) -> bool:
    """Shows what can be mended for certain, and writes it if that is agreed to, beforehand or when asked.

    Whether anything was written.
    """
    from cchr_feeds.source.mending import mended_files, write_mended

    files = mended_files(folder)
    if not how.quiet:
        _show(files, how)
    if files and (agreed or _is_agreed()):
        write_mended(folder, files)
        _say(shown(_("Mended: {files}.", files=", ".join(file.path for file in files))), how)
        return True
    if files:
        _say(shown(_("Nothing was written. To write these changes: cchr-feeds check --fix --yes")), how)
    return False


def _is_agreed() -> bool:
    return sys.stdin.isatty() and click.confirm(shown(_("Write these changes?")), err=True)


def _say(line: str, how: Report) -> None:
    if not how.quiet:
        click.echo(line, err=how.as_json)


def _show(files: list[Mended], how: Report) -> None:
    if not files:
        _say(shown(_("There is nothing that can be mended for certain.")), how)
    for file in files:
        for line in _changes(file):
            click.secho(line, fg=_COLOURS.get(line[:1]), err=how.as_json, color=colour())


def _changes(file: Mended) -> Iterator[str]:
    """The lines that change, as they were and as they will be; signs that nobody sees have names."""
    before, after = _lines(file.before), _lines(file.after)
    changes = list(unified_diff(before, after, file.path, file.path, lineterm="", n=1))
    if changes:
        yield from changes
    else:
        yield shown(_("{path}: the encoding or the ends of lines, and no word", path=file.path))


def _lines(octets: bytes) -> list[str]:
    if octets[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = octets.decode("utf-16", "replace")
    else:
        text = octets.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "backslashreplace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return ["".join(map(visible_sign, line)) for line in lines]
