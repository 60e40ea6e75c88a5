"""`init`: a project of one's own, with a site, a sample, and what it takes to build it here and on GitHub."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from cchr_feeds import __version__
from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import LANGUAGES, N_, _, beginning_of
from cchr_feeds.model import values
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.part import ENTRIES
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.model.rules import language_tag
from cchr_feeds.schema import KINDS, Known, schema
from cchr_feeds.source import read_project
from cchr_feeds.source.project_reader import known_terms, language_names
from cchr_feeds.source.read import typed
from cchr_feeds.source.save import present, replace, write_new
from cchr_feeds.source.yaml_text import new_entry_text, scalar
from cchr_feeds.text.cldr import language_called, own_name, territory
from cchr_feeds.text.wording import shipped_texts, wording

TERM = "document"
"""The category that a new project has: one for which there are words in our languages."""

SAMPLE = "sample"
_LONGEST_CODE = 3  # letters of a language in a tag without more; names have more
_ABOUT_THE_SAMPLE = N_("A sample, which is a draft and so reaches nobody. Delete it whenever you like.")

# What tells Visual Studio Code of the schemas: the path in a project, and the name in the package.
_EDITOR = {".vscode/settings.json": "settings.json", ".vscode/extensions.json": "extensions.json"}

# What opens the studio at a double-click, on macOS, Windows and Linux: the file and who may run it.
_LAUNCHERS = {"Studio.command": 0o755, "Studio.bat": 0o644, "Studio.desktop": 0o755}

_PROJECT = {
    **{name: name for name in _LAUNCHERS},
    "README.md": "README.md",
    "Makefile": "Makefile",
    ".gitignore": "gitignore",
    ".github/workflows/feeds.yml": "feeds.yml",
    **_EDITOR,
}

_PARSE: Mapping[str, Callable[[str], object]] = {
    "authority": values.domain,
    "organisation": values.title_line,
    "language": language_tag,
    "timezone": values.time_zone,
}

_STARTER = package_files("cchr_feeds") / "starter"

NAME = "cchr-feeds"
WHEEL = f"{NAME.replace('-', '_')}-{__version__}-py3-none-any.whl"


@dataclass(frozen=True, slots=True)
class Publisher:
    """A domain, and the organisation's name in each language, of which the first is the main one."""

    authority: str
    organisations: Mapping[str, str]
    timezone: str


EXAMPLE = Publisher("example.org", {"en": "The Organisation", "km": "The Organisation"}, "Asia/Phnom_Penh")
"""What stands in a project for which nothing is said: a domain kept for examples (RFC 2606)."""


def start(folder: Path, publisher: Publisher, now: datetime, ui: str = LANGUAGES[0]) -> list[str]:
    """Writes a project into a folder, which may be new, and returns the files' paths in it.

    Comments and the guide are in a language of the program (`ui`). All of it is written, or nothing. Raises
    `WrongUsage` where a file is in the way, and `OutputFailed`.
    """
    site = _site_text(publisher, now.astimezone(ZoneInfo(publisher.timezone)).year, ui)
    texts = {"site.yaml": site, f"{ENTRIES}/{SAMPLE}.yaml": _sample(publisher, now, ui)}
    files = {path: text.encode() for path, text in texts.items()}
    with TemporaryDirectory() as trial:  # read before it is written, as every file is
        write_new(Path(trial), files)
        read_project(Path(trial))
        schemas = _schemas(known(Path(trial)))
    files |= _packaged(_PROJECT, ui) | {f".vscode/{name}": content for name, content in schemas.items()}
    program = requirement(_recorded_origin())
    files["requirements.txt"] = _filled("requirements.txt", ui, requirement=program).encode()
    if in_the_way := present(folder, files):
        names = beginning_of(in_the_way, 1)
        raise WrongUsage(_("{files} would be overwritten; choose an empty folder, or a new one", files=names))
    write_new(folder, files)
    for name, mode in _LAUNCHERS.items():
        (folder / name).chmod(mode)
    return sorted(files)


def launcher() -> str:
    """The file of a new project that opens the studio on this system."""
    return {"win32": "Studio.bat", "darwin": "Studio.command"}.get(sys.platform, "Studio.desktop")


def _sample(publisher: Publisher, now: datetime, ui: str) -> str:
    """An entry that shows how one looks, in words that are ours in every language."""
    here = now.astimezone(ZoneInfo(publisher.timezone)).replace(second=0, microsecond=0)
    words = {language: wording(language, None) for language in publisher.organisations}
    sample = Publication(
        id=SAMPLE,
        category=(TERM,),
        published=PartialDate(here.replace(hour=0, minute=0, tzinfo=None), Precision.DAY),
        added=PartialDate(here, Precision.TIME),
        draft=True,
        translations={
            language: Translation(title=each.feed_help, summary=each.feeds_explained)
            if shipped_texts(language)
            else Translation(title=own_name(language))
            for language, each in words.items()
        },
    )
    return new_entry_text(sample, list(words), ui, _(_ABOUT_THE_SAMPLE))


def known(folder: Path) -> Known:
    """The languages and categories of a project; none where there is no project."""
    return Known(language_names(folder), known_terms(folder))


def _schemas(of: Known) -> dict[str, bytes]:
    return {f"{kind}.schema.json": schema_text(kind, of).encode() for kind in KINDS}


def schema_text(kind: str, of: Known) -> str:
    """A schema as JSON, in ASCII: it names invisible characters."""
    return json.dumps(schema(kind, of), indent=1) + "\n"


def describe(folder: Path, out: Path) -> list[str]:
    """Writes the schemas of a project, and returns the paths of the files.

    Where they go into its .vscode/, settings that tell an editor of them are written too, unless it has some.
    """
    files = _schemas(known(folder))
    replace(out, files)
    settings = _packaged(_EDITOR, LANGUAGES[0]) if out == folder / ".vscode" else {}
    missing = {path: content for path, content in settings.items() if not present(folder, {path: content})}
    write_new(folder, missing)
    return [*(str(out / name) for name in files), *(str(folder / path) for path in missing)]


def _packaged(names: Mapping[str, str], ui: str) -> dict[str, bytes]:
    return {path: _starter_file(name, ui).read_bytes() for path, name in names.items()}


def _starter_file(name: str, ui: str) -> Traversable:
    """A file of a new project, in a language of the program where we have it in that."""
    own = _STARTER / ui / name
    return own if own.is_file() else _STARTER / name


def _filled(name: str, ui: str, /, **values: str) -> str:
    """A starter file with values in the places of its `$names`."""
    return Template(_starter_file(name, ui).read_text(encoding="utf-8")).substitute(values)


def tag_of_language(text: str) -> str:
    """The tag of a language that is told by its tag or its name; raises `InvalidValue`."""
    may_be_a_name = len(text) > _LONGEST_CODE or not text.islower()  # Lao, ไทย
    return (may_be_a_name and language_called(text)) or stored("language", text)


def likely_zone(languages: Iterable[str]) -> str:
    """The time zone where one of the languages is mostly spoken, if all of that land has one; else UTC."""
    lands = (package_files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in lands.splitlines() if not line.startswith("#")]
    for land in map(territory, languages):
        zones = [row[2] for row in rows if row[0] == land]
        if len(zones) == 1:
            return zones[0]
    return "UTC"


def stored(name: str, text: str) -> str:
    """What was typed, in its stored form; raises `InvalidValue`."""
    return typed(_PARSE[name], text)


def _site_text(publisher: Publisher, year: int, ui: str) -> str:
    """The site.yaml, with comments on what else may stand in it."""
    names = publisher.organisations
    languages = (
        _filled("language.yaml", ui, tag=tag, name=scalar(own_name(tag)), organisation=scalar(each))
        for tag, each in names.items()
    )
    labels = [f"{tag}: {scalar(wording(tag, None).documents)}" for tag in names]
    return _filled(
        "site.yaml",
        ui,
        authority=scalar(publisher.authority),
        domain=publisher.authority,
        timezone=scalar(publisher.timezone),
        year=str(year),
        languages="".join(languages),
        term=TERM,
        label="{" + ", ".join(labels) + "}",
    )


def missing_wheel(folder: Path) -> str:
    """The file that a new project's requirements.txt names, while it is not in the folder; else empty."""
    named = requirement(_recorded_origin()) == f"./{WHEEL}"
    return WHEEL if named and not (folder / WHEEL).is_file() else ""


def _recorded_origin() -> str:
    """What the installer recorded of where the program came from (PEP 610); nothing for a package index."""
    try:
        return distribution(NAME).read_text("direct_url.json") or ""
    except PackageNotFoundError:
        return "{}"  # it runs from a checkout


def requirement(recorded: str) -> str:
    """A line for pip: the name and version, or a wheel, with its hash where the installer recorded it."""
    # The name alone only where the program was installed by it: elsewhere it may be another program's.
    if not recorded:
        return f"{NAME}=={__version__}"
    origin = json.loads(recorded)
    address = str(origin.get("url", ""))
    # Nothing has to build a wheel.
    if not (address.startswith("https://") and address.endswith(".whl")):
        return f"./{WHEEL}"
    digest = origin.get("archive_info", {}).get("hashes", {}).get("sha256")
    return f"{NAME} @ {address}" + (f"#sha256={digest}" if digest else "")
