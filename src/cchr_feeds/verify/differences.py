"""The whole comparison: every file's digest, then which entries differ, then all of it in words.

What should be there is known by this machine's build or by a signed manifest. Words need no folder `out/`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from lxml import etree

from cchr_feeds.errors import SiteDiffers, Unfinished, WrongUsage
from cchr_feeds.i18n import N_, Text, _, all_of, lines_of, ngettext
from cchr_feeds.keys import PublicKey, require_cryptography
from cchr_feeds.model.part import MANIFEST, SIGNATURE_FILE
from cchr_feeds.output.disk import is_ordinary, sha256_of
from cchr_feeds.output.manifest import MAX_BYTES, Manifest, manifest_of, read_manifest
from cchr_feeds.render.formats import FILES
from cchr_feeds.run import Progress
from cchr_feeds.text.cldr import date_in, language_name
from cchr_feeds.text.formatting import digits
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

LARGEST = 512 * 1024 * 1024
"""Bytes of a file whose size is not known here; far more than any document has."""
_ATOM = "{http://www.w3.org/2005/Atom}"
_LONGEST_SIGNATURE = 1000
_PAGE = re.compile(r"publications/([a-z0-9-]+)/([A-Za-z0-9-]+)\.html")
_FILE = re.compile(r"files/([a-z0-9-]+)/(.+)")
_ATOM_PATH = re.compile(r"[^/]+/(atom|archive/\d+)\.xml")
_NEWSLETTERS = re.compile(r"newsletters/([^/]+)/atom\.xml")
_EDITION = re.compile(r"newsletters/([^/]+)/(?:(?:mail|post)/)?([A-Za-z0-9-]+)\.\w+")
_SENTENCES: dict[Kind, str] = {
    "altered": N_("{what} was altered"),
    "missing": N_("{what} is missing"),
    "added": N_("{what} was not made by the build"),
    "unreadable": N_("{what} can't be read ({reason})"),
}

_ONLY_THERE = N_("{what} belongs to the build online and is not in out/")


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
    expected = _as_built(out, location) if public_key is None else _as_signed(location, public_key)
    if found := expected.differences(progress):
        sentences = list(expected.sentences(found))
        shown, more = sentences[:MOST_SENTENCES], len(sentences) - MOST_SENTENCES
        if more > 0:
            shown.append(ngettext("{count} more differs", "{count} more differ", count=more))
        raise SiteDiffers(lines_of(shown))
    return len(expected.files.keys() - location.hidden)


@dataclass(frozen=True)
class _Expected:
    """What should be at a location, by its manifest; `out` is the output where it lies on this machine."""

    location: Location
    manifest: Manifest
    out: Path | None = None

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The SHA-256 of every file by path."""
        files = {path: record.sha256 for path, record in self.manifest.files.items()}
        ours = {name: self._copy(name) for name in (MANIFEST, SIGNATURE_FILE)}
        return files | {name: sha256_of(own) for name, own in ours.items() if own}

    def differences(self, progress: Progress) -> list[Difference]:
        """Each file that is not as it was built, and then those that the build did not make."""
        found: list[Difference] = []
        paths = sorted(self.files.keys() - self.location.hidden)
        with ThreadPoolExecutor(AT_ONCE) as several:
            for path, difference in zip(paths, several.map(self._difference, paths), strict=True):
                progress(_("comparing {path} …", path=path))
                if difference is not None:
                    found.append(difference)
        progress("")
        added = set(self.location.others()) - {*self.files, MANIFEST, SIGNATURE_FILE}
        return [*found, *(Difference(path, "added") for path in sorted(added))]

    def _difference(self, path: str) -> Difference | None:
        most = ours.stat().st_size if (ours := self._copy(path)) else LARGEST
        try:
            found = digest(self.location, path, most)
        except Differs as differs:
            return Difference(path, differs.kind, reason=differs.reason)
        return None if found == self.files[path] else Difference(path, "altered", found)

    def _copy(self, path: str) -> Path | None:
        return self.out / path if self.out and is_ordinary(self.out, path) else None

    def _ours(self, path: str) -> bytes:
        return ours.read_bytes() if (ours := self._copy(path)) else b""

    def sentences(self, found: Sequence[Difference]) -> Iterator[str]:
        """What differs: first whether all of it is another build, then entries, then the other files."""
        other = self._other_build(found) if self.out else None
        if other:
            yield _(
                "the complete build online ({theirs}) is not the one in out/ ({ours}); files that differ: "
                "{count}. After a build, or when an edition was issued, publish or upload out/ again; if you "
                "already did, someone has put another copy there",
                theirs=_in_short(other),
                ours=_in_short(self.manifest),
                count=len(dict(other.files.items() ^ self.manifest.files.items())),
            )
        entries: dict[tuple[str, Kind], list[str]] = defaultdict(list)
        told = {MANIFEST, SIGNATURE_FILE} if other else set()
        for difference in found:
            for entry in self._entries(difference):
                entries[entry].append(difference.path)
                told.add(difference.path)
        for (entry_id, kind), paths in entries.items():
            what = _plain(entry_id) if kind == "added" else self._entry(entry_id)
            yield _(_ENTRY_SENTENCES[kind], what=what, paths=all_of(paths))
        for each in found:
            if each.path not in told:
                what = _plain(each.path) if each.kind == "added" else _file_in_words(each.path)
                is_theirs = other and each.kind == "added" and each.path in other.files
                sentence = _ONLY_THERE if is_theirs else _SENTENCES[each.kind]
                yield _(sentence, what=what, reason=each.reason)

    def _entries(self, difference: Difference) -> Iterator[tuple[str, Kind]]:
        """The entries on account of which a file differs: the one whose page it is, or those in a feed."""
        path, kind = difference.path, difference.kind
        page = _PAGE.fullmatch(path)
        entry_id = page and self._ids.get(page.groups())
        if entry_id and kind in ("altered", "missing"):
            yield entry_id, kind
        elif kind == "altered" and _is_feed(path):
            with suppress(ValueError, Differs):  # where either can't be read, the file differs as a whole
                theirs = content(self.location, path, LARGEST_FEED)
                yield from self._changed_items(_items(path, self._ours(path)), _items(path, theirs))

    def _changed_items(
        self, ours: Mapping[str, object], theirs: Mapping[str, object]
    ) -> Iterator[tuple[str, Kind]]:
        for entry_id in sorted(ours.keys() | theirs.keys()):
            if entry_id not in self._by_id:
                yield entry_id, "added"
            elif entry_id not in theirs:
                yield entry_id, "missing"
            elif ours.get(entry_id) != theirs[entry_id]:
                yield entry_id, "altered"

    def _other_build(self, found: Sequence[Difference]) -> Manifest | None:
        """The manifest there, where it names other files than ours and what is there agrees with it."""
        changed = {each.path: each for each in found}
        if MANIFEST not in changed:
            return None
        try:
            theirs = manifest_of(content(self.location, MANIFEST, MAX_BYTES))
        except Differs:
            return None

        def agrees(path: str) -> bool:
            record, change = theirs.files.get(path), changed.get(path)
            if record is None:
                return change is not None and change.kind == "missing"
            if change is None:
                return record.sha256 == self.files[path]
            # Of one longer than ours, what is there is unknown.
            return change.kind == "altered" and change.found in (record.sha256, "")

        is_whole = all(map(agrees, self.manifest.files.keys() - self.location.hidden))
        return theirs if is_whole and theirs.files != self.manifest.files else None

    @cached_property
    def _by_id(self) -> Mapping[str, Mapping[str, object]]:
        return {str(entry.get("id")): entry for entry in map(json.loads, self.manifest.entries)}

    @cached_property
    def _ids(self) -> Mapping[tuple[object, ...], str]:
        """The ids of entries by those of their publications and their languages."""
        return {(each.get("publication"), each.get("language")): name for name, each in self._by_id.items()}

    @cached_property
    def _shown(self) -> Mapping[str, tuple[str, str, str]]:
        """Titles, categories and their labels of entries, read from our own Atom feeds and archives."""
        shown: dict[str, tuple[str, str, str]] = {}
        for path in filter(_ATOM_PATH.fullmatch, self.files):
            with suppress(ValueError):  # the output of this machine was changed by hand
                shown |= _shown_in(self._ours(path))
        return shown

    @cached_property
    def _khmer_labels(self) -> Mapping[str, str]:
        """What categories are called in Khmer, as far as our own feeds tell."""
        return {
            category: label
            for entry_id, (_title, category, label) in self._shown.items()
            if str(self._by_id.get(entry_id, {}).get("language")).partition("-")[0] == "km"
        }

    def _entry(self, entry_id: str) -> str:
        """An entry with its language, category, day and title, as far as they are known here."""
        known, shown = self._by_id[entry_id], self._shown.get(entry_id)
        language, day = _language(str(known.get("language"))), _in_words(str(known.get("published")))
        if shown is None:
            name = known.get("publication")
            return _("the {language} publication {id} of {date}", language=language, id=name, date=day)
        title, term, _label = shown
        category = term.replace("-", " ")
        return _(
            "the {language} {category} of {date}, “{title}”,",
            language=language,
            category=category,
            label=self._khmer_labels.get(term) or _("publication"),
            date=day,
            title=title,
        )


# --- What is in feeds --------------------------------------------------------------------------------


def _items(path: str, content: bytes) -> Mapping[str, object]:
    """What stands for each entry of a feed, by its id; raises `ValueError` where it can't be read as one."""
    if path.endswith(".json"):
        try:
            items = json.loads(content)["items"]
            return {str(each["id"]): json.dumps(each, sort_keys=True) for each in items}
        except (LookupError, RecursionError, TypeError) as error:
            raise ValueError("it is no JSON feed, or is nested too deeply") from error
    root = _root(content)
    if root.tag == f"{_ATOM}feed":
        return {each.findtext(f"{_ATOM}id", ""): _canonical(each) for each in root.iterfind(f"{_ATOM}entry")}
    return {each.findtext("guid", ""): _canonical(each) for each in root.iterfind("channel/item")}


def _is_feed(path: str) -> bool:
    """Whether a file of the output holds entries one by one, which the manifest knows."""
    file = PurePosixPath(path)
    is_archive = file.parent.name == "archive" and file.suffix == ".xml"
    return (file.name in FILES or is_archive) and not file.match("newsletters/*/*")


def _shown_in(content: bytes) -> dict[str, tuple[str, str, str]]:
    """Title and first category (its term, and what it is called) of each entry of an Atom feed, by its id."""
    entries = {}
    for each in _root(content).iterfind(f"{_ATOM}entry"):
        category = each.find(f"{_ATOM}category")
        term, label = ("", "") if category is None else (category.get("term", ""), category.get("label", ""))
        entries[each.findtext(f"{_ATOM}id", "")] = each.findtext(f"{_ATOM}title", ""), term, label
    return entries


def _root(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a feed has no document type")
    return root


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", with_tail=False)


# --- What should be there ----------------------------------------------------------------------------


def _as_built(out: Path, location: Location) -> _Expected:
    """What a build has put into `out`; raises `WrongUsage` where none has, or one was interrupted."""
    manifest = read_manifest(out)
    if not manifest.files:
        message = _(
            "there is nothing in {out} to compare with; run cchr-feeds build, or name the site's "
            "key with --key",
            out=out,
        )
        raise WrongUsage(message)
    if manifest.pending:
        raise WrongUsage(_("the last build into {out} was interrupted; run cchr-feeds build", out=out))
    _needed(location, MANIFEST, MAX_BYTES)  # a site that can't be reached at all is told of once
    return _Expected(location, manifest, out)


def _as_signed(location: Location, key: PublicKey) -> _Expected:
    """What the manifest at a location says; raises `SiteDiffers` unless it is signed with the key."""
    require_cryptography()
    signed = _needed(location, MANIFEST, MAX_BYTES)
    line = _needed(location, SIGNATURE_FILE, _LONGEST_SIGNATURE)
    if not key.has_signed(signed, line.decode("ascii", "replace")):
        message = _(
            "the signature {signature} was not made by this key over {manifest}: one of them was "
            "altered, or belongs to another build",
            signature=SIGNATURE_FILE,
            manifest=MANIFEST,
        )
        raise SiteDiffers(message)
    manifest = manifest_of(signed)
    if manifest.pending:
        raise SiteDiffers(_("the manifest belongs to an interrupted build; build and upload again"))
    return _Expected(location, manifest)


def _needed(location: Location, path: str, most: int) -> bytes:
    """A file without which nothing can be said; raises `SiteDiffers` or `Unfinished`."""
    try:
        return content(location, path, most)
    except Differs as differs:
        error = Unfinished if differs.kind == "unreadable" else SiteDiffers
        raise error(_(_SENTENCES[differs.kind], what=path, reason=differs.reason)) from differs


# --- Words -------------------------------------------------------------------------------------------


def _file_in_words(path: str) -> str:
    """What a file is, and its path."""
    if found := _NEWSLETTERS.fullmatch(path):
        return _("the feed of {language} newsletters ({path})", language=_language(found[1]), path=path)
    if found := _EDITION.fullmatch(path):
        period, language = found[1], _language(found[2])
        return _(
            "the {language} newsletter of {period} ({path})", language=language, period=period, path=path
        )
    if found := _FILE.fullmatch(path):
        publication, name = found.groups()
        return _("the document {name} of the publication {id} ({path})", name=name, id=publication, path=path)
    return path


def _plain(text: str) -> str:
    """Words from elsewhere, in one line and without characters that act on a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)[:200]


def _in_short(manifest: Manifest) -> Text:
    """What a build can be told by."""
    days = (str(json.loads(entry).get("published", "")) for entry in manifest.entries)
    day = _in_words(max(days, default="–"))
    return _("{count} files, the newest publication of {date}", count=len(manifest.files), date=day)


def _in_words(moment: str) -> str:
    """The day of an ISO moment, in the site's time zone, which the moment is written in."""
    try:
        day = datetime.fromisoformat(moment).date()
    except ValueError:
        return moment
    return Fact(lambda language: digits(date_in(language, day, "day"), language, None))


def _language(tag: str) -> str:
    return Fact(partial(language_name, tag))


class Fact(Text):
    """What CLDR knows how to say in each language of the program, such as a day or the name of a language."""

    __slots__ = ("said",)

    said: Callable[[str], str]

    def __new__(cls, said: Callable[[str], str]) -> "Fact":
        """What is said in a language."""
        made = str.__new__(cls, said("en"))
        made.said = said
        return made

    def translated(self, language: str) -> str:
        """It in a language of the program."""
        return self.said(language)
