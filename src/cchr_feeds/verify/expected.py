"""What should be there, by this machine's build or by a signed manifest, and what it is called in words.

Words need no knowledge of the folder `out/`.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path, PurePosixPath

from lxml import etree

from cchr_feeds.errors import SiteDiffers, Unfinished, WrongUsage
from cchr_feeds.i18n import N_, Text, _
from cchr_feeds.keys import PublicKey, require_cryptography
from cchr_feeds.model.part import MANIFEST, SEAL
from cchr_feeds.output.disk import is_ordinary, sha256_of
from cchr_feeds.output.manifest import MAX_BYTES, Entries, Manifest, manifest_of, read_manifest
from cchr_feeds.render.formats import FILES
from cchr_feeds.text.cldr import date_in, language_name
from cchr_feeds.text.formatting import digits
from cchr_feeds.verify.locations import Differs, Kind, Location, content

LARGEST = 512 * 1024 * 1024
"""Bytes of a file whose size is not known here; far more than any document has."""
_ATOM = "{http://www.w3.org/2005/Atom}"
_LONGEST_SEAL = 1000
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


@dataclass(frozen=True, slots=True)
class Shown:
    """What an Atom feed says of an entry; `label` is what its category is called there."""

    title: str
    category: str
    label: str


@dataclass(frozen=True)
class Expected:
    """The SHA-256 of every file by path, the public entries, and the output where it lies on this machine."""

    files: Mapping[str, str]
    entries: Entries
    out: Path | None = None

    def most(self, path: str) -> int:
        """How many bytes a file can have: as many as ours has, where that is here."""
        return (self.out / path).stat().st_size if self.out and is_ordinary(self.out, path) else LARGEST

    def ours(self, path: str) -> bytes:
        """The content of our own copy; nothing where there is none."""
        return (self.out / path).read_bytes() if self.out and is_ordinary(self.out, path) else b""

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[str, object]]:
        """The public entries by their ids."""
        return {str(entry.get("id")): entry for entry in map(json.loads, self.entries)}

    @cached_property
    def _ids(self) -> Mapping[tuple[object, object], str]:
        return {(entry.get("publication"), entry.get("language")): name for name, entry in self.by_id.items()}

    @cached_property
    def _shown(self) -> Mapping[str, Shown]:
        """Titles and categories of entries, read from our own Atom feeds and archives."""
        shown: dict[str, Shown] = {}
        for path in filter(_ATOM_PATH.fullmatch, self.files):
            with suppress(ValueError):  # the output of this machine was changed by hand
                shown |= atom_entries(self.ours(path))
        return shown

    @cached_property
    def _khmer_labels(self) -> Mapping[str, str]:
        """What categories are called in Khmer, as far as our own feeds tell."""
        return {
            shown.category: shown.label
            for entry_id, shown in self._shown.items()
            if str(self.by_id.get(entry_id, {}).get("language")).partition("-")[0] == "km"
        }

    def entry(self, entry_id: str) -> str:
        """An entry with its language, category, day and title, as far as they are known here."""
        known, shown = self.by_id[entry_id], self._shown.get(entry_id)
        language, day = _language(str(known.get("language"))), in_words(str(known.get("published")))
        if shown is None:
            name = known.get("publication")
            return _("the {language} publication {id} of {date}", language=language, id=name, date=day)
        category = shown.category.replace("-", " ")
        return _(
            "the {language} {category} of {date}, “{title}”,",
            language=language,
            category=category,
            label=self._khmer_labels.get(shown.category) or category,
            date=day,
            title=shown.title,
        )

    def changed_items(self, path: str, theirs: bytes) -> Iterator[tuple[str, Kind]]:
        """How the entries of a feed differ, by id; raises `ValueError` where it can't be read."""
        ours, found = items(path, self.ours(path)), items(path, theirs)
        for entry_id in sorted(ours.keys() | found.keys()):
            if entry_id not in self.by_id:
                yield entry_id, "added"
            elif entry_id not in found:
                yield entry_id, "missing"
            elif ours.get(entry_id) != found[entry_id]:
                yield entry_id, "altered"

    def entry_of(self, path: str) -> str | None:
        """The id of the entry whose page a path is."""
        found = _PAGE.fullmatch(path)
        return self._ids.get((found[1], found[2])) if found else None


def items(path: str, content: bytes) -> dict[str, str]:
    """The digest of each entry of a feed by its id; raises `ValueError` where it can't be read as one."""
    if path.endswith(".json"):
        try:
            return {
                str(item["id"]): json.dumps(item, sort_keys=True) for item in json.loads(content)["items"]
            }
        except (LookupError, RecursionError, TypeError) as error:
            raise ValueError("it is no JSON feed, or is nested too deeply") from error
    root = _root(content)
    if root.tag == f"{_ATOM}feed":
        return {each.findtext(f"{_ATOM}id", ""): _digest(each) for each in root.iterfind(f"{_ATOM}entry")}
    return {each.findtext("guid", ""): _digest(each) for each in root.iterfind("channel/item")}


def is_feed(path: str) -> bool:
    """Whether a file of the output holds entries one by one, which the manifest knows."""
    file = PurePosixPath(path)
    if file.match("newsletters/*/*"):
        return False
    return file.name in FILES or (file.parent.name == "archive" and file.suffix == ".xml")


def atom_entries(content: bytes) -> dict[str, Shown]:
    """Title and first category (its term, and what it is called) of each entry of an Atom feed, by its id."""
    entries = {}
    for each in _root(content).iterfind(f"{_ATOM}entry"):
        category = each.find(f"{_ATOM}category")
        term, label = ("", "") if category is None else (category.get("term", ""), category.get("label", ""))
        entries[each.findtext(f"{_ATOM}id", "")] = Shown(each.findtext(f"{_ATOM}title", ""), term, label)
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


def _digest(element: etree._Element) -> str:
    return hashlib.sha256(etree.tostring(element, method="c14n", with_tail=False)).hexdigest()


def as_built(out: Path, location: Location) -> Expected:
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
    own = {name: sha256_of(out / name) for name in (MANIFEST, SEAL) if is_ordinary(out, name)}
    return Expected(_digests(manifest) | own, manifest.entries, out)


def as_signed(location: Location, key: PublicKey) -> Expected:
    """What the manifest at a location says; raises `SiteDiffers` unless it is signed with the key."""
    require_cryptography()
    signed = _needed(location, MANIFEST, MAX_BYTES)
    line = _needed(location, SEAL, _LONGEST_SEAL)
    if not key.has_signed(signed, line.decode("ascii", "replace")):
        message = _(
            "the signature {seal} was not made by this key over {manifest}: one of them was "
            "altered, or belongs to another build",
            seal=SEAL,
            manifest=MANIFEST,
        )
        raise SiteDiffers(message)
    manifest = manifest_of(signed)
    if manifest.pending:
        raise SiteDiffers(_("the manifest belongs to an interrupted build; build and upload again"))
    return Expected(_digests(manifest), manifest.entries)


def _digests(manifest: Manifest) -> dict[str, str]:
    return {path: record.sha256 for path, record in manifest.files.items()}


def _needed(location: Location, path: str, most: int) -> bytes:
    """A file without which nothing can be said; raises `SiteDiffers` or `Unfinished`."""
    try:
        return content(location, path, most)
    except Differs as differs:
        error = Unfinished if differs.kind == "unreadable" else SiteDiffers
        raise error(sentence(path, differs.kind, differs.reason)) from differs


def sentence(what: str, kind: Kind, reason: str = "") -> str:
    """How a file differs."""
    return _(_SENTENCES[kind], what=what, reason=reason)


def file_in_words(path: str) -> str:
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


def in_words(moment: str) -> str:
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
