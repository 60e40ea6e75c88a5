"""The whole comparison: every file's digest, then which entries differ, then all of it in words."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cchr_feeds.errors import SiteDiffers
from cchr_feeds.i18n import N_, _, all_of, lines_of, ngettext
from cchr_feeds.keys import PublicKey
from cchr_feeds.model.part import MANIFEST, SEAL
from cchr_feeds.output.manifest import MAX_BYTES, Entries, Manifest, manifest_of
from cchr_feeds.run import Progress
from cchr_feeds.verify.expected import (
    Expected,
    as_built,
    as_signed,
    file_in_words,
    in_words,
    is_feed,
    sentence,
)
from cchr_feeds.verify.locations import Differs, Kind, Location, content, digest, location_at

AT_ONCE = 4
"""Files that are asked for at the same time: a visitor's browser asks for more."""

LARGEST_FEED = 32 * 1024 * 1024
"""Bytes; feeds and archives have much less."""

MOST_SENTENCES = 100

_ENTRY_SENTENCES: dict[Kind, str] = {
    "altered": N_("{what} was altered, in {paths}"),
    "missing": N_("{what} is missing, from {paths}"),
    "added": N_("an entry that is not ours, {what}, stands in {paths}"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not as it was built; `found` is the digest of what is there, `reason` why not."""

    path: str
    kind: Kind
    found: str = ""
    reason: str = ""


def compare(where: str, out: Path, public_key: PublicKey | None, progress: Progress) -> int:
    """How many files of a site or a folder are as in `out`, or in its own manifest if the key signed that.

    Raises `SiteDiffers`, which says in words what differs, `Unfinished`, or `WrongUsage`.
    """
    location = location_at(where)
    expected = as_built(out, location) if public_key is None else as_signed(location, public_key)
    comparison = _Comparison(location, expected)
    found = comparison.differences(progress)
    if found:
        sentences = list(comparison.sentences(found))
        shown, more = sentences[:MOST_SENTENCES], len(sentences) - MOST_SENTENCES
        if more > 0:
            shown.append(ngettext("{count} more differs", "{count} more differ", count=more))
        raise SiteDiffers(lines_of(shown))
    return len(expected.files.keys() - location.hidden)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A location, held against what should be there."""

    location: Location
    expected: Expected

    def differences(self, progress: Progress) -> list[Difference]:
        """Each file that is not as it was built, and then those that the build did not make."""
        found: list[Difference] = []
        paths = sorted(self.expected.files.keys() - self.location.hidden)
        with ThreadPoolExecutor(AT_ONCE) as several:
            for path, difference in zip(paths, several.map(self._difference, paths), strict=True):
                progress(_("comparing {path} …", path=path))
                if difference is not None:
                    found.append(difference)
        progress("")
        added = set(self.location.others()) - {*self.expected.files, MANIFEST, SEAL}
        return [*found, *(Difference(path, "added") for path in sorted(added))]

    def _difference(self, path: str) -> Difference | None:
        try:
            found = digest(self.location, path, self.expected.most(path))
        except Differs as differs:
            return Difference(path, differs.kind, reason=differs.reason)
        return None if found == self.expected.files[path] else Difference(path, "altered", found)

    def sentences(self, found: Sequence[Difference]) -> Iterator[str]:
        """What differs: first whether all of it is another build, then entries, then the other files."""
        if self.expected.out is not None:
            yield from self._other_build(found)
        entries: dict[tuple[str, Kind], list[str]] = defaultdict(list)
        told = set()
        for difference in found:
            for entry in self._entries(difference):
                entries[entry].append(difference.path)
                told.add(difference.path)
        for (entry_id, kind), paths in entries.items():
            what = _plain(entry_id) if kind == "added" else self.expected.entry(entry_id)
            yield _(_ENTRY_SENTENCES[kind], what=what, paths=all_of(paths))
        for each in found:
            if each.path not in told:
                what = _plain(each.path) if each.kind == "added" else file_in_words(each.path)
                yield sentence(what, each.kind, each.reason)

    def _entries(self, difference: Difference) -> Iterator[tuple[str, Kind]]:
        """The entries on account of which a file differs: the one whose page it is, or those in a feed."""
        page = self.expected.entry_of(difference.path)
        if page is not None and difference.kind in ("altered", "missing"):
            yield page, difference.kind
        elif difference.kind == "altered" and is_feed(difference.path):
            with suppress(ValueError, Differs):  # where either can't be read, the file differs as a whole
                theirs = content(self.location, difference.path, LARGEST_FEED)
                yield from self.expected.changed_items(difference.path, theirs)

    def _other_build(self, found: Sequence[Difference]) -> Iterator[str]:
        """Whether what is there agrees with itself: it was not uploaded, or an older copy was put back."""
        differing = [each for each in found if each.kind != "added" and each.path not in (MANIFEST, SEAL)]
        if MANIFEST not in {each.path for each in found} or not differing:
            return
        try:
            theirs = manifest_of(content(self.location, MANIFEST, MAX_BYTES))
        except Differs:
            return
        if all(_agrees(theirs, each) for each in differing):
            yield _(
                "another complete build is online: its newest publication is of {theirs}, ours of "
                "{ours}. Upload out/ again; if you already did, someone has put an older copy back",
                theirs=_newest(theirs.entries),
                ours=_newest(self.expected.entries),
            )


def _plain(text: str) -> str:
    """Words from elsewhere, in one line and without characters that act on a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)[:200]


def _agrees(theirs: Manifest, difference: Difference) -> bool:
    """Whether a file is what the manifest beside it says; of one longer than ours that is unknown."""
    record = theirs.files.get(difference.path)
    if record is None:
        return difference.kind == "missing"
    return difference.kind == "altered" and difference.found in (record.sha256, "")


def _newest(entries: Entries) -> str:
    """The latest day on which anything was published."""
    days = (str(json.loads(entry).get("published", "")) for entry in entries)
    return in_words(max(days, default="–"))
