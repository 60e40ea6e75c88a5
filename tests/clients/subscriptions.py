"""Readers who follow feeds over the years: what they find whenever they look."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from reader import make_reader

from clients.newsboat import Newsboat
from clients.rss2email import Rss2email


@dataclass(frozen=True, slots=True)
class Found:
    """What is new, as folders of feeds and ids of entries; and the titles of all entries by id."""

    new: list[tuple[str, str]]
    titles: Mapping[str, str]


Look = Callable[[], Found]
"""Fetches every feed that is followed; what is new then is not new any more."""


def _folder(address: str) -> str:
    """`en` of `http://host/feeds/en/rss.xml`."""
    return urlsplit(address).path.split("/", 2)[2].rpartition("/")[0]


def _by_newsboat(folder: Path, addresses: Sequence[str]) -> Look:
    """It shows an entry once, without saying in which of its feeds."""
    newsboat = Newsboat(folder / "newsboat", addresses)
    return lambda: Found([("", id_) for id_ in newsboat.new()], newsboat.titles())


def _by_rss2email(folder: Path, addresses: Sequence[str]) -> Look:
    """It sends a mail for each feed that an entry is in, and keeps no titles."""
    rss2email = Rss2email(folder / "rss2email", addresses)
    return lambda: Found([(_folder(mail.feed), mail.entry.id or "") for mail in rss2email.new()], {})


def _by_reader(folder: Path, addresses: Sequence[str]) -> Look:
    """It keeps each feed for itself."""
    database = str(folder / "reader.sqlite")
    with closing(make_reader(database)) as reader:
        for address in addresses:
            reader.add_feed(address)
    return lambda: _found_by_reader(database)


def _found_by_reader(database: str) -> Found:
    with closing(make_reader(database)) as reader:
        reader.update_feeds(scheduled=False)
        entries = list(reader.get_entries())
        new = [entry for entry in entries if not entry.read]
        for entry in new:
            reader.mark_entry_as_read(entry)
    return Found(
        [(_folder(entry.feed_url), entry.id) for entry in new],
        {entry.id: entry.title or "" for entry in entries},
    )


FOLLOW = {"newsboat": _by_newsboat, "rss2email": _by_rss2email, "reader": _by_reader}
FORMATS = {
    "newsboat": ("atom.xml", "rss.xml"),
    "rss2email": ("atom.xml", "rss.xml"),
    "reader": ("atom.xml", "rss.xml", "feed.json"),
}
