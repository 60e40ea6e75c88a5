"""What an output holds: `manifest.json`, which is read without anything that can't be true.

While a build puts files in place, the paths that change, appear or disappear are listed under `pending`.
A path found there was left by a build that did not finish.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath

from cchr_feeds.model.dates import Period, period
from cchr_feeds.model.part import MANIFEST, SIGNATURE_FILE, USUAL_FORMS, Form, Part
from cchr_feeds.regular_file import read_regular

MAX_BYTES = 64 * 1024 * 1024
"""Far more than any site's; what is larger was not written by us."""

_JSON = json.JSONEncoder(ensure_ascii=False)
_PARTS = frozenset(part.value for part in Part)
# On Windows a backslash separates folders and a colon follows a drive.
_FOREIGN = ("\0", "\\") if sys.platform != "win32" else ("\0", "\\", ":")

_EDITION = re.compile(
    r"newsletters/(?P<period>(19[5-9]\d|20\d\d)(-(Q[1-4]|0[1-9]|1[0-2]))?)/"
    r"(mail/[^/.]+\.(?P<service>[a-z-]+)\.[a-z]+|.+)",
    re.ASCII,
)
_YEAR_PAGE = re.compile(r"[A-Za-z][A-Za-z0-9-]*(/[a-z0-9-]+)?/(\d{4}|undated)/index\.html", re.ASCII)

Entries = Iterable[str]
"""The JSON of each public entry: there may be 100,000, which would take much memory otherwise."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the manifest says of a file: its SHA-256 in hexadecimal, and the part it was built with."""

    sha256: str
    part: Part


Files = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of an output by path, its public entries, files that may be unfinished, and its address."""

    files: Files = field(default_factory=dict)
    entries: Entries = ()
    pending: Files = field(default_factory=dict)
    feeds_url: str = ""

    @property
    def forms(self) -> dict[Period, frozenset[Form]]:
        """The periods that have editions, each with the usual forms and the services it was made for."""
        forms: dict[Period, frozenset[Form]] = {}
        for match in filter(None, map(_EDITION.fullmatch, self.files)):
            service = frozenset(map(Form, filter(None, [match["service"]])))
            span = period(match["period"])
            forms[span] = forms.get(span, frozenset(USUAL_FORMS)) | service
        return forms

    @property
    def year_pages(self) -> tuple[str, ...]:
        """The paths of the pages that list a year's publications, or led to another list."""
        return tuple(filter(_YEAR_PAGE.fullmatch, sorted(self.files)))

    def content(self) -> BytesIO:
        """JSON in which every file and every entry has a line of its own, to be read from its start."""
        written = BytesIO()
        written.writelines(part.encode() for part in self._parts())
        written.seek(0)
        return written

    def _parts(self) -> Iterator[str]:
        yield '{\n "generator": "cchr-feeds",\n'
        if self.feeds_url:
            yield f' "feeds_url": {_JSON.encode(self.feeds_url)},\n'
        yield ' "files": '
        yield from _lines("{", _as_json(self.files), "}")
        yield ',\n "entries": '
        yield from _lines("[", self.entries, "]")
        if self.pending:
            yield ',\n "pending": '
            yield from _lines("{", _as_json(self.pending), "}")
        yield "\n}\n"


def _lines(opening: str, items: Iterable[str], closing: str) -> Iterator[str]:
    end = opening
    for item in items:
        yield f"{end}\n  {item}"
        end = ","
    yield f"\n {closing}" if end == "," else opening + closing


def _as_json(files: Files) -> Iterator[str]:
    for path in sorted(files):
        record = files[path]
        known = f'{{"sha256": {_JSON.encode(record.sha256)}, "part": "{record.part.value}"}}'
        yield f"{_JSON.encode(path)}: {known}"


def read_manifest(out: Path) -> Manifest:
    """The manifest in `out`, without what can't be true; an empty one where it can't be understood at all."""
    try:
        content = read_regular(out / MANIFEST, MAX_BYTES + 1)
    except OSError:
        return Manifest()
    return manifest_of(content) if len(content) <= MAX_BYTES else Manifest()


@lru_cache(maxsize=1)  # builds ask for it several times
def manifest_of(content: bytes) -> Manifest:
    """The same of a manifest's bytes, wherever they come from."""
    try:
        document = json.loads(content, parse_constant=_refuse)
        if b"\\u" in content:  # an escaped half of a surrogate pair can be read but never written again
            json.dumps(document, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return Manifest()
    if not isinstance(document, dict):
        return Manifest()
    files, pending = _records(document.get("files")), _records(document.get("pending"))
    return Manifest(files, _entries(document.get("entries")), pending, str(document.get("feeds_url") or ""))


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")  # RFC 8259 §6; Python would read and write it


def _entries(found: object) -> Entries:
    if isinstance(found, list) and all(isinstance(entry, dict) for entry in found):
        return [_JSON.encode(entry) for entry in found]
    return ()


def _records(found: object) -> Files:
    if not isinstance(found, dict):
        return {}
    records = {}
    for path, record in found.items():
        match record:
            case {"sha256": str(sha256), "part": str(part)} if part in _PARTS and is_inside(path):
                records[path] = Record(sha256, Part(part))
    return records


def is_inside(path: str) -> bool:
    """Whether a path of the output is written as we write it, and leads to a file inside it."""
    pure = PurePosixPath(path)
    ours = str(pure) == path and path not in (".", MANIFEST, SIGNATURE_FILE) and not pure.is_absolute()
    return ours and ".." not in pure.parts and not any(character in path for character in _FOREIGN)
