"""What `check --fix` shows, asks and says."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.cli.prompt import agreed
from cchr_feeds.cli.report import Report
from cchr_feeds.cli.source_line import visible
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.source.autofix import Fixed

_COLOURS = {"-": "red", "+": "green"}


def offer_fixes(folder: Path, report: Report, *, is_agreed: bool) -> bool:
    """Shows what can be fixed for certain, and writes it if that is agreed to, beforehand or when asked.

    Whether anything was written.
    """
    from cchr_feeds.source.autofix import fixed_files, write_fixed

    files = fixed_files(folder)
    if not files:
        report.say(_("There is nothing that can be mended for certain."))
        return False
    for line in (line for file in files for line in _changes(file)):
        report.say(line, _COLOURS.get(line[:1]))
    if not is_agreed and not agreed(_("Write these changes?")):
        report.say(_("Nothing was written. To write these changes: cchr-feeds check --fix --yes"))
        return False
    write_fixed(folder, files)
    report.say(_("Mended: {files}.", files=", ".join(file.path for file in files)))
    return True


def _changes(file: Fixed) -> Iterator[str]:
    """The lines that change, as they were and as they will be; characters that nobody sees have names."""
    before, after = _lines(file.before), _lines(file.after)
    changes = list(unified_diff(before, after, file.path, file.path, lineterm="", n=1))
    yield from changes or [_("{path}: the encoding or the ends of lines, and no word", path=file.path)]


def _lines(content: bytes) -> list[str]:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", "replace")
    else:
        text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "backslashreplace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return ["".join(map(visible, line)) for line in lines]
