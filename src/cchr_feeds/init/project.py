"""From who publishes to the files of a project, read once before any is written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _, beginning_of
from cchr_feeds.init.publisher import TERM, Publisher, site_text
from cchr_feeds.init.requirements import requirements
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.schema import KINDS, Known, schema
from cchr_feeds.source import completion_data, read_project
from cchr_feeds.source.new_entry import HEAD, new_entry_text
from cchr_feeds.source.save import present, replace, write_new
from cchr_feeds.source.starter import EDITOR, PROJECT, packaged
from cchr_feeds.text.wording import wording

EXAMPLE = Publisher("example.org", {"en": "The Organisation", "km": "The Organisation"}, "Asia/Phnom_Penh")
"""What stands in a project of somebody who says nothing: a domain that is nobody's (RFC 2606)."""

SAMPLE = "sample"
_ABOUT_THE_SAMPLE = "A sample, which is a draft and so reaches nobody. Delete it whenever you like."


@dataclass(frozen=True, slots=True)
class Started:
    """What was written: the project's folder, and its files by their paths in it."""

    folder: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """Which schemas were written, and the settings that tell an editor of them, where there were none."""

    files: tuple[str, ...]


def start(folder: Path, publisher: Publisher, now: datetime) -> Started:
    """Writes a project into a folder, which may be new; all of it, or nothing.

    Raises `WrongUsage` where a file is in the way, and `OutputFailed`.
    """
    site = site_text(publisher, now.astimezone(ZoneInfo(publisher.timezone)).year)
    texts = {"site.yaml": site, f"entries/{SAMPLE}.yaml": _sample(publisher, now)}
    files = {path: text.encode() for path, text in texts.items()}
    known = _read(files)
    files |= packaged(PROJECT) | {f".vscode/{name}": content for name, content in _schemas(known).items()}
    files["requirements.txt"] = requirements().encode()
    if in_the_way := present(folder, files):
        raise WrongUsage(
            _(
                "{files} would be overwritten; choose an empty folder, or a new one",
                files=beginning_of(in_the_way, 1),
            )
        )
    write_new(folder, files)
    return Started(str(folder), tuple(sorted(files)))


def _sample(publisher: Publisher, now: datetime) -> str:
    """An entry that shows how one looks, in words that are ours in every language."""
    here = now.astimezone(ZoneInfo(publisher.timezone)).replace(second=0, microsecond=0)
    sample = Publication(
        id=SAMPLE,
        category=(TERM,),
        published=PartialDate(here.replace(hour=0, minute=0, tzinfo=None), Precision.DAY),
        added=PartialDate(here, Precision.TIME),
        draft=True,
        translations={language: _translation(language) for language in publisher.organisations},
    )
    return new_entry_text(sample, list(publisher.organisations), (_ABOUT_THE_SAMPLE, *HEAD))


def _translation(language: str) -> Translation:
    words = wording(language)
    return Translation(title=words.feed_help, summary=words.feeds_explained)


def _read(files: dict[str, bytes]) -> Known:
    """The project is read before it is written, as everything else is; raises `ProblemsFound`."""
    with TemporaryDirectory() as trial:
        write_new(Path(trial), files)
        read_project(Path(trial))
        return known(Path(trial))


def known(folder: Path) -> Known:
    """The languages and categories of a project; none where there is no project."""
    return Known(completion_data.languages(folder), completion_data.terms(folder))


def _schemas(of: Known) -> dict[str, bytes]:
    return {f"{kind}.schema.json": schema_text(kind, of).encode() for kind in KINDS}


def schema_text(kind: str, of: Known) -> str:
    """A schema as JSON, in ASCII: it names invisible characters."""
    return json.dumps(schema(kind, of), indent=1) + "\n"


def describe(folder: Path, out: Path) -> Described:
    """Writes the schemas of a project; where they go into its .vscode/, settings too, unless it has some."""
    files = _schemas(known(folder))
    replace(out, files)
    written = [str(out / name) for name in files]
    settings = packaged(EDITOR) if out == folder / ".vscode" else {}
    missing = {path: content for path, content in settings.items() if not present(folder, {path: content})}
    write_new(folder, missing)
    return Described((*written, *(str(folder / path) for path in missing)))
