"""Writes into an entry's file that it is withdrawn, and leaves every other octet as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from yaml.error import Mark
from yaml.nodes import MappingNode, Node

from cchr_feeds.errors import OutputFailed
from cchr_feeds.messages import said
from cchr_feeds.model.publication import Publication, Withdrawal
from cchr_feeds.model.rules import publication_violations
from cchr_feeds.source.decode import decoder
from cchr_feeds.source.document import MAX_BYTES, compose
from cchr_feeds.source.files import read_regular, read_text
from cchr_feeds.source.reading import Reading
from cchr_feeds.source.rewriting import written_beside

_BYTE_ORDER_MARK = "\ufeff"


def write_withdrawal(project: Path, path: str, languages: Sequence[str], withdrawal: Withdrawal) -> None:
    """Adds `withdrawn:` to the entry at `path`; raises `OutputFailed` if nothing was written.

    Before the file is replaced, the new one is read back: it must be right, and say what the old one
    said, and this beside it.
    """
    reading, before = _read(project, path, languages)
    if reading.root is None or before is None:
        raise OutputFailed(said("not-as-a-moment-ago", path=path))
    wanted = replace(before, withdrawn=withdrawal)
    try:
        text = read_regular(project / path, MAX_BYTES).decode()
        new = with_withdrawal(text, reading.root, languages, withdrawal)
        with written_beside(project / path, new.encode()) as copy:
            found, after = _read(project, str(PurePosixPath(path).with_name(copy.name)), languages)
            if after != wanted or len(found.problems) > len(reading.problems):
                raise OutputFailed(_by_hand(path, withdrawal))
            copy.replace(project / path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputFailed(said("failed-as-it-was", path=path, reason=reason)) from error


def _by_hand(path: str, withdrawal: Withdrawal) -> str:
    lines = "\n".join(_block(withdrawal))
    return said("add-by-hand", path=path, lines=lines)


def _read(project: Path, path: str, languages: Sequence[str]) -> tuple[Reading, Publication | None]:
    """One entry's file and what it says; `None` instead if anything about it is wrong."""
    text = read_text(project, path)
    root, problems = compose(path, text.content)
    reading = Reading(text, languages, root, [*text.problems, *problems])
    found = decoder(Publication)(root, reading) if root else None
    if not isinstance(found, Publication):
        return reading, None
    reading.report_violations(publication_violations(found))
    return reading, None if any(each.severity == "error" for each in reading.problems) else found


def with_withdrawal(text: str, root: Node, languages: Sequence[str], withdrawal: Withdrawal) -> str:
    r"""A file's text with the withdrawal before its first language; `root` is what it was composed to.

    The text may have a byte order mark and any line ends: line numbers count \n.
    """
    if not isinstance(root, MappingNode):
        raise TypeError("an entry is a group of fields")
    if root.flow_style:
        return _in_braces(text, root, languages, withdrawal)
    lines = text.split("\n")
    line_end = "\r" if "\r\n" in text else ""
    margin = " " * root.start_mark.column
    added = [f"{margin}{line}{line_end}" for line in _block(withdrawal)]
    empty = next((key.start_mark.line for key, _ in root.value if key.value == "withdrawn"), None)
    if empty is not None:  # the field was left empty, as forms do
        return "\n".join([*lines[: empty + 1], *added[1:], *lines[empty + 1 :]])
    place = _above_comments(lines, _first_language(root, languages).line)
    mark = _BYTE_ORDER_MARK if place == 0 and text.startswith(_BYTE_ORDER_MARK) else ""
    lines[0] = lines[0].removeprefix(mark)
    return mark + "\n".join([*lines[:place], *added, *lines[place:]])


def _first_language(root: MappingNode, languages: Sequence[str]) -> Mark:
    """Where the first language begins."""
    mark: Mark = next(key for key, _ in root.value if key.value in languages).start_mark
    return mark


def _above_comments(lines: Sequence[str], place: int) -> int:
    """The first line of the remarks that stand right above a line; at the top, they are about the file."""
    first = place
    while first and lines[first - 1].startswith("#"):
        first -= 1
    return first or place


def _in_braces(text: str, root: MappingNode, languages: Sequence[str], withdrawal: Withdrawal) -> str:
    """The same in a file that is one {…}, as JSON is."""
    mark = _first_language(root, languages)
    lines = text.split("\n")
    line, has_mark = lines[mark.line], mark.line == 0 and text.startswith(_BYTE_ORDER_MARK)
    column = mark.column + has_mark
    added = {"withdrawn": {"on": _day(withdrawal), "reason": _said(withdrawal)}}
    lines[mark.line] = f"{line[:column]}{_json(added)[1:-1]}, {line[column:]}"
    return "\n".join(lines)


def _block(withdrawal: Withdrawal) -> Iterator[str]:
    """The withdrawal as lines of YAML."""
    said = _said(withdrawal)
    yield "withdrawn:"
    yield f"  on: {_day(withdrawal)}"
    if isinstance(said, str):
        yield f"  reason: {_json(said)}"
        return
    yield "  reason:"
    for language, line in said.items():
        yield f"    {language}: {_json(line)}"


def _day(withdrawal: Withdrawal) -> str:
    return withdrawal.on.written.date().isoformat()


def _said(withdrawal: Withdrawal) -> str | Mapping[str, str]:
    """One reason for all languages, or one for each."""
    return withdrawal.reason.values or withdrawal.reason.default


def _json(value: object) -> str:
    """A value in JSON, which is YAML too and leaves no sign a meaning of its own."""
    return json.dumps(value, ensure_ascii=False)
