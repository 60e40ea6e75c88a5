"""Sources for tests, and what importing them into a project brings."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from cchr_feeds.importing.plan import Choices, Imported, Plan, planned, written
from cchr_feeds.model.publication import Publication
from cchr_feeds.source import read_project
from project_files import a_project

NOW = datetime.fromisoformat("2026-11-25T12:00:30+07:00")


def plan(
    project: Path,
    source: str | Path,
    columns: Mapping[str, str] | None = None,
    category: str = "infographic",
    day_first: Callable[[str], bool | None] = lambda _example: None,
) -> Plan:
    """What importing would do."""
    choices = Choices(columns or {}, category, day_first)
    return planned(project, str(source), choices, NOW, lambda message: None)


def found_in(
    folder: Path,
    content: str | bytes,
    name: str = "source.xml",
    columns: Mapping[str, str] | None = None,
    category: str = "infographic",
) -> Imported:
    """What is found in a source with this content by a new project."""
    return plan_of(folder, content, name, columns, category).imported


def plan_of(
    folder: Path,
    content: str | bytes,
    name: str = "source.xml",
    columns: Mapping[str, str] | None = None,
    category: str = "infographic",
) -> Plan:
    """What importing a source with this content into a new project would do."""
    folder.mkdir(exist_ok=True)
    source = folder / name
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return plan(a_project(folder / "project"), source, columns, category)


def publications_of(found: Plan) -> list[Publication]:
    """The publications that would be new, in the order of the source."""
    return [draft.publication for draft in found.drafts]


def only(found: Plan) -> Publication:
    """The one publication of a source."""
    (publication,) = publications_of(found)
    return publication


def imported(project: Path, source: Path) -> Imported:
    """Imports a source, and what was found."""
    return written(project, plan(project, source))


def in_project(project: Path) -> Mapping[str, Publication]:
    """The publications of a project, by id."""
    return read_project(project).publications


def rss(*items: str, more: str = "", attributes: str = "") -> str:
    """An RSS 2.0 feed."""
    listed = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0" {attributes}><channel><title>News</title>'
        f"<link>https://example.org/</link>{more}{listed}</channel></rss>"
    )


def atom(*entries: str, attributes: str = "") -> str:
    """An Atom feed."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>News</title><id>tag:a</id>'
        f"{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>"
    )
