"""rss2email: sends every new entry as a mail, here into a folder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from clients.programs import output_of
from clients.reported import NOTHING, XML, Client, Document, Enclosure, Reading, Readings, Reported

CONFIGURATION = """\
[DEFAULT]
from = reader@example.org
to = reader@example.org
email-protocol = maildir
maildir-path = {folder}/mail
maildir-mailbox = inbox
date-header = True
date-header-order = issued
use-8bit = True
encodings = UTF-8
body-width = -1
"""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail about an entry, and the address of the feed that it came in."""

    feed: str
    entry: Reported


class Rss2email:
    """A reader who follows feeds with it; everything lies in `folder`."""

    def __init__(self, folder: Path, addresses: Iterable[str] = ()) -> None:
        (folder / "mail").mkdir(parents=True)
        self.folder = folder
        sections = [f"[feed.{number}]\nurl = {address}\n" for number, address in enumerate(addresses)]
        configuration = CONFIGURATION.format(folder=folder) + "".join(sections)
        (folder / "config").write_text(configuration, encoding="utf-8")

    def run(self, *words: str | Path) -> str:
        """The command, with this reader's files, and what it says."""
        return output_of("r2e", "--config", "config", "--data", "data.json", *words, home=self.folder)

    def new(self) -> list[Mail]:
        """Fetches every feed; the mails that this brings, which are taken away."""
        self.run("run")
        return list(self._taken())

    def _taken(self) -> Iterator[Mail]:
        for file in sorted((self.folder / "mail/inbox/new").glob("*")):
            yield _mail(file.read_bytes())
            file.unlink()


def _mail(content: bytes) -> Mail:
    message = message_from_bytes(content, policy=policy.default)
    lines = str(message.get_content()).splitlines()
    entry = Reported(
        title=message["Subject"],
        link=message["X-RSS-URL"],
        id=message["X-RSS-ID"],
        published=parsedate_to_datetime(message["Date"]).replace(tzinfo=UTC),
        enclosures=tuple(
            Enclosure(line.removeprefix("Enclosure: ")) for line in lines if line.startswith("Enclosure: ")
        ),
    )
    return Mail(message["X-RSS-Feed"], entry)


def _read(documents: Sequence[Document], folder: Path) -> Readings:
    addresses = [document.file.as_uri() for document in documents]
    by_feed: dict[str, list[Reported]] = defaultdict(list)
    for mail in Rss2email(folder / "reader", addresses).new():
        by_feed[mail.feed].append(mail.entry)
    return {
        document.name: Reading(NOTHING, tuple(by_feed[address]))
        for document, address in zip(documents, addresses, strict=True)
    }


RSS2EMAIL = Client("rss2email", "Debian", XML, _read, keeps_order=False)
