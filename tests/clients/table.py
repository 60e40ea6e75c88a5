"""The tables in `docs/clients.md`: which client reports what, and what each version of a project brings."""

import json
import re
from collections.abc import Callable, Iterable

import builds
from clients import expected, limits
from clients.catalogue import CLIENTS, comparable, fields
from clients.reported import OF_ENTRIES, OF_FEED, Client, Field, Format, Readings
from clients.versions import VERSIONS, Version

DOCUMENT = builds.REPOSITORY / "docs/clients.md"

EXACT, NOTHING, NO_SUCH_FIELD, WRONG = "✓", "–", "", "✗"


def clients(read: Callable[[Client], Readings]) -> str:
    """Which client reports which field of which format, as it was measured, and notes on that."""
    return "\n".join([*_rows(read), "", *_notes()]) + "\n"


def versions() -> str:
    """What is different in each version of a project, and of how many entries readers are told."""
    rows = [_row((version.what, _told(version) or "nothing")) for version in VERSIONS]
    return "\n".join([_row(("change", "new to readers")), "|---|---|", *rows]) + "\n"


def _told(version: Version) -> str:
    return ", ".join(f"{len(entries)} in `{feed}`" for feed, entries in version.new.items())


def write(name: str, table: str) -> None:
    """Puts a table where it stands in the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(_place(name).sub(lambda _: table, text), encoding="utf-8")


def written(name: str) -> str:
    """A table as it stands in the document."""
    found = _place(name).search(DOCUMENT.read_text(encoding="utf-8"))
    assert found, f"docs/clients.md has no place for the table of {name}"
    return found[0]


def _place(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=<!-- {name} -->\n\n).*?(?=\n<!-- /{name} -->)", re.DOTALL)


def _rows(read: Callable[[Client], Readings]) -> Iterable[str]:
    columns = ("client", "from", "format", "entries", *OF_FEED, *OF_ENTRIES)
    yield _row(columns)
    yield "|" + "---|" * len(columns)
    for client in CLIENTS:
        for format_ in client.formats:
            cells = (_cell(client, format_, field, read(client)) for field in (*OF_FEED, *OF_ENTRIES))
            name = f"{client.name} {version(client)}".strip()
            yield _row((name, client.source, format_.value, _count(client, format_, read(client)), *cells))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _names(format_: Format) -> list[str]:
    return [name for name, other in expected.formats().items() if other is format_]


def _count(client: Client, format_: Format, readings: Readings) -> str:
    """How the numbers of entries are."""
    right = expected.expectations()
    wrong = [name for name in _names(format_) if len(readings[name].entries) != len(right[name].entries)]
    refused = [name for name in _names(format_) if readings[name].refusal]
    if wrong:
        return WRONG
    return _note(next(each for each in limits.REFUSALS if each.client == client.label)) if refused else EXACT


def _cell(client: Client, format_: Format, field: Field, readings: Readings) -> str:
    if field not in fields(format_):
        return NO_SUCH_FIELD
    pairs = [
        (comparable(readings[name], client), comparable(expected.expectations()[name], client))
        for name in _names(format_)
        if not readings[name].refusal
    ]
    if all(found.values(field) == right.values(field) for found, right in pairs):
        return EXACT
    declared = limits.limit(client, format_, field)
    if not declared or any(
        found.values(field) != limits.said(client, format_, field, right) for found, right in pairs
    ):
        return WRONG
    return NOTHING if declared.is_silence else _note(declared)


_SAID_OTHERWISE = [each.reason for each in limits.LIMITS if not each.is_silence]
_NOTES = [*dict.fromkeys([*_SAID_OTHERWISE, *(each.reason for each in limits.REFUSALS)])]


def _note(declared: limits.Limit | limits.Refusal) -> str:
    return f"note {_NOTES.index(declared.reason) + 1}"


def _notes() -> Iterable[str]:
    return [f"{number}. {reason}" for number, reason in enumerate(_NOTES, 1)]


def version(client: Client) -> str:
    """The version that is pinned, or both where it depends on Python's; Debian's depends on its release."""
    if client.source == "Debian":
        return ""
    if client.source == "Node":
        return _pinned_for_node()[client.name]
    locked = (builds.REPOSITORY / "requirements/dev.txt").read_text(encoding="utf-8")
    return " or ".join(re.findall(rf"^{client.name}==([^\s;]+)", locked, re.MULTILINE))


def _pinned_for_node() -> dict[str, str]:
    text = (builds.REPOSITORY / "tests/node/package.json").read_text(encoding="utf-8")
    pinned: dict[str, str] = json.loads(text)["devDependencies"]
    return pinned
