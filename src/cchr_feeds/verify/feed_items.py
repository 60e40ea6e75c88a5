"""The entries of a feed one by one, as much of them as tells whether and which have changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from cchr_feeds.render.formats import FILES

_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What an Atom feed says of an entry; `label` is what its category is called there."""

    title: str
    category: str
    label: str


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
    """Whether a file of the output holds entries one by one."""
    file = PurePosixPath(path)
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
