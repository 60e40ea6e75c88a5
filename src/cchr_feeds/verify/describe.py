"""Files and entries in words that need no knowledge of the folder out/, and the entries of a feed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath

from lxml import etree

from cchr_feeds.i18n import N_, _
from cchr_feeds.render.formats import FILES
from cchr_feeds.verify.expected import Expected

LARGEST_FEED = 32 * 1024 * 1024
"""Bytes; feeds and archives have much less."""

_ATOM = "{http://www.w3.org/2005/Atom}"

_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_LANGUAGES = {"en": N_("English"), "km": N_("Khmer")}
_PAGE = re.compile(r"publications/([a-z0-9-]+)/([A-Za-z0-9-]+)\.html")
_FILE = re.compile(r"files/([a-z0-9-]+)/(.+)")
_ATOM_PATH = re.compile(r"[^/]+/(atom|archive/\d+)\.xml")
_EDITION = re.compile(r"newsletters/([^/]+)/(?:mail/)?([A-Za-z0-9-]+)\.\w+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its Atom feed has it."""

    title: str
    category: str
    label: str


class Descriptions:
    """Says what a path or an entry is, as far as what was built tells."""

    def __init__(self, expected: Expected) -> None:
        self._expected = expected
        self._known = {str(entry.get("id")): entry for entry in expected.entries}

    def is_ours(self, entry_id: str) -> bool:
        """Whether an entry is one of those that were built."""
        return entry_id in self._known

    def entry(self, entry_id: str) -> str:
        """An entry with its language, category, day and title, as far as they are known here."""
        known = self._known[entry_id]
        language, day = _language(str(known.get("language"))), in_words(str(known.get("published")))
        shown = self._shown.get(entry_id)
        if shown is None:
            name = known.get("publication")
            return _("the {language} publication {id} of {date}", language=language, id=name, date=day)
        category = shown.category.replace("-", " ")
        label = self._khmer_labels.get(shown.category) or category
        return _(
            "the {language} {category} of {date}, “{title}”,",
            language=language,
            category=category,
            label=label,
            date=day,
            title=shown.title,
        )

    def entry_of(self, path: str) -> str | None:
        """The id of the entry whose page a path is."""
        found = _PAGE.fullmatch(path)
        return self._ids.get((found[1], found[2])) if found else None

    def path(self, path: str) -> str:
        """What a file is, and its path."""
        if found := _EDITION.fullmatch(path):
            period, language = found[1], _language(found[2])
            return _(
                "the {language} newsletter of {period} ({path})", language=language, period=period, path=path
            )
        if found := _FILE.fullmatch(path):
            publication, name = found.groups()
            return _(
                "the document {name} of the publication {id} ({path})", name=name, id=publication, path=path
            )
        return path

    @cached_property
    def _ids(self) -> Mapping[tuple[str, str], str]:
        return {
            (str(entry.get("publication")), str(entry.get("language"))): entry_id
            for entry_id, entry in self._known.items()
        }

    @cached_property
    def _shown(self) -> Mapping[str, Entry]:
        """Titles and categories of entries, read from our own Atom feeds and archives."""
        shown: dict[str, Entry] = {}
        for path in filter(_ATOM_PATH.fullmatch, self._expected.files):
            try:
                shown |= atom_entries(self._expected.ours(path))
            except ValueError:  # the output of this machine was changed by hand
                continue
        return shown

    @cached_property
    def _khmer_labels(self) -> Mapping[str, str]:
        """What categories are called in Khmer, as far as our own feeds tell."""
        languages = {entry_id: str(entry.get("language")) for entry_id, entry in self._known.items()}
        return {
            each.category: each.label
            for entry_id, each in self._shown.items()
            if languages.get(entry_id, "").partition("-")[0] == "km"
        }


def in_words(moment: str) -> str:
    """The day of an ISO moment, in the site's time zone, which the moment is written in."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return _(
        "{day:native} {month} {year:native}", day=day.day, month=_(_MONTHS[day.month - 1]), year=day.year
    )


def _language(tag: str) -> str:
    return _(_LANGUAGES[tag]) if tag in _LANGUAGES else tag


# --- The entries of a feed ------------------------------------------------------------------------


def items(path: str, content: bytes) -> dict[str, str]:
    """The digest of each entry of a feed by its id; raises `ValueError` where it can't be read as one."""
    if path.endswith(".json"):
        return _of_json(content)
    root = _root(content)
    if root.tag == f"{_ATOM}feed":
        return {each.findtext(f"{_ATOM}id", ""): _digest(each) for each in root.iterfind(f"{_ATOM}entry")}
    return {each.findtext("guid", ""): _digest(each) for each in root.iterfind("channel/item")}


def is_feed(path: str) -> bool:
    """Whether a file of the output holds entries one by one."""
    file = PurePosixPath(path)
    return file.name in FILES or (file.parent.name == "archive" and file.suffix == ".xml")


def atom_entries(content: bytes) -> dict[str, Entry]:
    """Title and first category (its term, and what it is called) of each entry of an Atom feed, by its id."""
    entries = {}
    for each in _root(content).iterfind(f"{_ATOM}entry"):
        category = each.find(f"{_ATOM}category")
        term, label = ("", "") if category is None else (category.get("term", ""), category.get("label", ""))
        entries[each.findtext(f"{_ATOM}id", "")] = Entry(each.findtext(f"{_ATOM}title", ""), term, label)
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


def _of_json(content: bytes) -> dict[str, str]:
    try:
        return {str(item["id"]): json.dumps(item, sort_keys=True) for item in json.loads(content)["items"]}
    except (LookupError, RecursionError, TypeError) as error:
        raise ValueError("it is no JSON feed, or is nested too deeply") from error
