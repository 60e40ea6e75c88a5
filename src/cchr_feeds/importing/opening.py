"""Opens a source, a file or an address, and has it read as what it is; that is told by its content first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.importing.documents import text_of
from cchr_feeds.importing.elements import absolute
from cchr_feeds.importing.fetching import fetched, is_address
from cchr_feeds.importing.items import MOST_ITEMS, Given, Source
from cchr_feeds.model.site import Site
from cchr_feeds.source.files import read_regular

MOST_OCTETS = 32 * 1024 * 1024
"""Of a source; an export of ten thousand posts has about as many."""

Progress = Callable[[str], None]

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_TABLE_TYPES = ("text/csv", "text/tab-separated-values")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def opened(source: str, site: Site, columns: Mapping[str, str], progress: Progress) -> Source:
    """What a source has; raises `ProblemsFound`, and `WrongUsage` for columns of what is no table."""
    given = _given(source, progress)
    if not given.octets.strip():
        raise given.refused("empty", _("there is nothing in it"), _("look whether it was saved in full"))
    found = _table(given, site, columns) or _other(given, site)
    if columns and not found.columns:
        raise WrongUsage(
            _("--column: {name} is {kind}, which has no columns", name=given.name, kind=found.kind)
        )
    if len(found.items) > MOST_ITEMS:
        message = _("it has more than {limit:,} publications", limit=MOST_ITEMS)
        raise given.refused("items", message, _("split it into several files"))
    return found


def _given(source: str, progress: Progress) -> Given:
    if is_address(source):
        progress(_("fetching {source} …", source=source))
        return fetched(source, MOST_OCTETS)
    path = Path(source)
    try:
        octets = read_regular(path, MOST_OCTETS + 1)
    except FileNotFoundError as error:
        raise WrongUsage(
            _("there is no file {source!r}; name a file, or an address with https://", source=source)
        ) from error
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise WrongUsage(_("{source!r} can't be read ({reason})", source=source, reason=reason)) from error
    given = Given(path.name, octets)
    if len(octets) > MOST_OCTETS:
        raise given.refused("size", _("the file is larger than 32 MiB"), _("export a part of it at a time"))
    return given


def _table(given: Given, site: Site, columns: Mapping[str, str]) -> Source | None:
    """The source as a table, if it is one."""
    from cchr_feeds.importing.tables import csv_rows, table

    if given.octets.startswith(_OLD_EXCEL):
        raise given.refused("xlsx", _("this is an old Excel file"), _("save it as .xlsx or as CSV UTF-8"))
    if given.octets.startswith(_ZIP):
        from cchr_feeds.importing.workbook import sheet_of

        sheet = sheet_of(given)
        return table(given, sheet.rows, site, columns, sheet.others)
    if given.type in _TABLE_TYPES or given.name.lower().endswith(_TABLE_NAMES):
        return table(given, csv_rows(given, text_of(given)), site, columns)
    return None


def _other(given: Given, site: Site) -> Source:
    from cchr_feeds.importing.feeds import feed
    from cchr_feeds.importing.json_feed import json_feed
    from cchr_feeds.importing.listing import listing

    text = text_of(given)
    beginning = text.lstrip("\ufeff \t\n")[:1000]
    if beginning.startswith("{"):
        return json_feed(given, site.timezone)
    if _HTML.match(beginning):
        fix = _(
            "import its feed instead: {address}",
            address=_feed_of(given, text) or _("look for its address on the page"),
        )
        raise given.refused("html", _("this is a web page, no feed"), fix)
    return feed(given, site.timezone) if beginning.startswith("<") else listing(given, text)


def _feed_of(given: Given, html: str) -> str:
    """The address of the feed that a web page names, if it names one."""
    from cchr_feeds.importing.paragraphs import tree

    links = (link for link in tree(html).iter("link") if link.get("type", "").lower() in _FEED_TYPES)
    found = (absolute(given.address, link.get("href", "")) for link in links)
    return next((each for each in found if is_address(each) and each.isprintable()), "")
