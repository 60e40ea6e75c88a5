"""The project's files, read, mended, and put in place of the old ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yaml.nodes import MappingNode, ScalarNode

from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.source.files import read_regular, yaml_files
from cchr_feeds.source.mending.examining import Kind
from cchr_feeds.source.mending.mend import mended
from cchr_feeds.source.mending.octets import decoded, lines_of, with_ends
from cchr_feeds.source.project import SITE_FILE
from cchr_feeds.source.save import written_beside
from cchr_feeds.source.yaml_tree import MAX_BYTES, compose, locate

_USUAL_LANGUAGES = ("en", "km")


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with mistakes that were mended: its path in the project, its octets and the new ones."""

    path: str
    before: bytes
    after: bytes


def mended_files(folder: Path) -> list[Mended]:
    """Every file of the project that can be made better; nothing is written."""
    site = _mended_file(folder, Kind(SITE_FILE, Site, _USUAL_LANGUAGES))
    languages = _languages(site.after if site else _octets(folder, SITE_FILE))
    return [*filter(None, [site]), *_below(folder, languages)]


def _below(folder: Path, languages: Sequence[str]) -> Iterator[Mended]:
    shapes: tuple[tuple[str, type], ...] = (("entries", Publication), ("editions", EditorsFile))
    for name, shape in shapes:
        for path in yaml_files(folder, name)[0]:
            found = _mended_file(folder, Kind(path, shape, languages))
            if found:
                yield found


def _mended_file(folder: Path, kind: Kind) -> Mended | None:
    octets = _octets(folder, kind.path)
    new = mended_octets(octets, kind)
    return Mended(kind.path, octets, new) if new != octets else None


def mended_octets(octets: bytes, kind: Kind) -> bytes:
    """A file's octets, mended; the same ones where nothing surely can be."""
    text = decoded(octets)
    if text is None:
        return octets
    lines = lines_of(text)
    return with_ends(mended(lines.text, kind), lines).encode("utf-8", "surrogatepass")


def _octets(folder: Path, path: str) -> bytes:
    """A file's octets; none where it can't be read, which reading reports, or is too large."""
    try:
        octets = read_regular(folder / path, MAX_BYTES + 1)
    except OSError:
        return b""
    return octets if len(octets) <= MAX_BYTES else b""


def _languages(octets: bytes) -> Sequence[str]:
    """The languages that a mended site.yaml names, or the usual ones where it can't be understood."""
    root, _ = compose(SITE_FILE, lines_of(decoded(octets) or "").text)
    node = locate(root, ("languages",)) if root else None
    if not isinstance(node, MappingNode) or node is root:
        return _USUAL_LANGUAGES
    return [key.value for key, _ in node.value if isinstance(key, ScalarNode)]


def write_mended(folder: Path, files: Sequence[Mended]) -> None:
    """Replaces each file by its mended self; raises `OutputFailed` at the first that can't be."""
    for file in files:
        try:
            if _octets(folder, file.path) != file.before:
                raise OutputFailed(_("{path} is not as it was a moment ago; run this again", path=file.path))
            with written_beside(folder / file.path, file.after) as copy:
                copy.replace(folder / file.path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputFailed(
                _("{path} could not be written: {reason}; it is as it was", path=file.path, reason=reason)
            ) from error
