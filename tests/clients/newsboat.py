"""newsboat: a reader for terminals, which keeps what it has seen in a database."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from clients.programs import output_of
from clients.reported import XML, Client, Document, Enclosure, Reading, Readings, Reported


class Newsboat:
    """A reader who follows feeds with it; everything lies in `folder`."""

    def __init__(self, folder: Path, addresses: Iterable[str] = ()) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        (folder / "config").write_bytes(b"")
        (folder / "urls").write_text("".join(f"{address}\n" for address in addresses), encoding="utf-8")

    def run(self, *options: str | Path) -> None:
        """The command, with this reader's files."""
        files = ("--url-file", "urls", "--cache-file", "cache.db", "--config-file", "config")
        output_of("newsboat", *files, *options, home=self.folder)

    def reload(self) -> None:
        """Fetches every feed."""
        self.run("--execute", "reload")

    def followed(self) -> list[str]:
        """The addresses that it follows."""
        lines = (self.folder / "urls").read_text(encoding="utf-8").splitlines()
        return [line.split()[0] for line in lines]

    def new(self) -> list[str]:
        """Fetches every feed; the ids that are shown as unread, which are read after that."""
        self.reload()
        with closing(sqlite3.connect(self.folder / "cache.db")) as database, database:
            found = database.execute("SELECT guid FROM rss_item WHERE unread").fetchall()
            database.execute("UPDATE rss_item SET unread = 0")
        return [guid for (guid,) in found]

    def titles(self) -> dict[str, str]:
        """The titles of all entries by id."""
        with closing(sqlite3.connect(self.folder / "cache.db")) as database:
            return dict(database.execute("SELECT guid, title FROM rss_item").fetchall())

    def reading(self) -> Reading:
        """What it knows of the one feed that it follows."""
        with closing(sqlite3.connect(self.folder / "cache.db")) as database:
            ((title, home),) = database.execute("SELECT title, url FROM rss_feed").fetchall()
            rows = database.execute(
                "SELECT title, url, guid, pubDate, enclosure_url, enclosure_type FROM rss_item"
            ).fetchall()
        return Reading(Reported(title, home), tuple(_reported(*row) for row in rows))


def _reported(title: str, url: str, guid: str, published: int, file: str, type_: str) -> Reported:
    return Reported(
        title=title,
        link=url,
        id=guid,
        published=datetime.fromtimestamp(published, UTC),
        enclosures=(Enclosure(file, type_),) if file else (),
    )


def _read(documents: Sequence[Document], folder: Path) -> Readings:
    # A reader of its own for each document: newsboat shows an id once, in whichever feed it came first.
    return {
        document.name: _read_one(document, folder / str(number)) for number, document in enumerate(documents)
    }


def _read_one(document: Document, folder: Path) -> Reading:
    reader = Newsboat(folder, [document.file.as_uri()])
    reader.reload()
    return reader.reading()


NEWSBOAT = Client("newsboat", "Debian", XML, _read, keeps_order=False)
