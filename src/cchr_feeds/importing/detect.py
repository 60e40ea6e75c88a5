"""Opens a source, a file or an address, and has it read as what it is; its content tells, not its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.importing.encoding import text_of
from cchr_feeds.importing.fetch import fetched, is_address
from cchr_feeds.importing.item import MOST_ITEMS, RawSource, Source
from cchr_feeds.model.site import Site
from cchr_feeds.regular_file import read_regular

MOST_BYTES = 32 * 1024 * 1024
"""Of a source; an export of ten thousand posts has about as many."""

Progress = Callable[[str], None]

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TABLE_NAMES = (".csv", ".tsv", ".tab")
_TABLE_TYPES = ("text/csv", "text/tab-separated-values")


def opened(name: str, site: Site, columns: Mapping[str, str], progress: Progress) -> Source:
    """What a source has; raises `ProblemsFound`, and `WrongUsage` for columns of what is no table."""
    source = _raw(name, progress)
    if not source.content.strip():
        raise source.refused("empty", _("there is nothing in it"), _("look whether it was saved in full"))
    found = _table(source, site, columns) or _other(source, site)
    if columns and not found.columns:
        raise WrongUsage(
            _("--column: {name} is {kind}, which has no columns", name=source.name, kind=found.kind)
        )
    if len(found.items) > MOST_ITEMS:
        message = _("it has more than {limit:,} publications", limit=MOST_ITEMS)
        raise source.refused("items", message, _("split it into several files"))
    return found


def _raw(name: str, progress: Progress) -> RawSource:
    if is_address(name):
        progress(_("fetching {source} …", source=name))
        return fetched(name, MOST_BYTES)
    path = Path(name)
    try:
        content = read_regular(path, MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise WrongUsage(
            _("there is no file {source!r}; name a file, or an address with https://", source=name)
        ) from error
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
        raise WrongUsage(_("{source!r} can't be read ({reason})", source=name, reason=reason)) from error
    source = RawSource(path.name, content)
    if len(content) > MOST_BYTES:
        raise source.refused("size", _("the file is larger than 32 MiB"), _("export a part of it at a time"))
    return source


def _table(source: RawSource, site: Site, columns: Mapping[str, str]) -> Source | None:
    """The source as a table, if it is one."""
    from cchr_feeds.importing.table import csv_rows, table

    if source.content.startswith(_OLD_EXCEL):
        raise source.refused("xlsx", _("this is an old Excel file"), _("save it as .xlsx or as CSV UTF-8"))
    if source.content.startswith(_ZIP):
        from cchr_feeds.importing.workbook import workbook_rows

        rows, others = workbook_rows(source)
        return table(source, rows, site, columns, others)
    if source.type in _TABLE_TYPES or source.name.lower().endswith(_TABLE_NAMES):
        return table(source, csv_rows(source), site, columns)
    return None


def _other(source: RawSource, site: Site) -> Source:
    from cchr_feeds.importing.feed import feed
    from cchr_feeds.importing.html import feed_address
    from cchr_feeds.importing.json_feed import json_feed
    from cchr_feeds.importing.listing import listing

    beginning = text_of(source).lstrip("\ufeff \t\n")[:1000]
    if beginning.startswith("{"):
        return json_feed(source, site.timezone)
    if _HTML.match(beginning):
        address = feed_address(text_of(source), source.address)
        fix = _(
            "import its feed instead: {address}", address=address or _("look for its address on the page")
        )
        raise source.refused("html", _("this is a web page, no feed"), fix)
    return feed(source, site.timezone) if beginning.startswith("<") else listing(source)
