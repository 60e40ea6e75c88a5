"""A client that follows RFC 5005 to the letter has everything, whatever a publisher does in between."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from builds import SITE
from cchr_feeds.build import build
from cchr_feeds.check import fixes
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.part import Part
from cchr_feeds.run import Run
from cchr_feeds.source.autofix import write_fixed

NAMES = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
LIVE = "https://example.org/feeds/en/atom.xml"
FIRST_DAY = datetime.fromisoformat("2024-10-20T12:00:00+07:00")
LONGEST = 90
"""Days between two visits of a client, at most."""


@dataclass
class Client:
    """Reads the live feed, then archives back to the first that it has read; knows entries by their ids."""

    entries: dict[str, datetime] = field(default_factory=dict)
    archives: set[str] = field(default_factory=set)
    visited: datetime = FIRST_DAY

    def visit(self, out: Path, now: datetime) -> None:
        """What a client does when its hour has come."""
        self.visited, address = now, LIVE
        while address and address not in self.archives:
            feed = etree.parse(str(out / address.removeprefix("https://example.org/feeds/")))
            found = {
                entry.findtext("a:id", "", NAMES): datetime.fromisoformat(
                    entry.findtext("a:updated", "", NAMES)
                )
                for entry in feed.iterfind("a:entry", NAMES)
            }
            if feed.find("fh:complete", NAMES) is not None:
                self.entries = dict(found)
            for key, updated in found.items():
                self.entries[key] = max(updated, self.entries.get(key, updated))
            if address != LIVE:
                assert feed.find("fh:archive", NAMES) is not None
                self.archives.add(address)
            previous = feed.find("a:link[@rel='prev-archive']", NAMES)
            assert previous is None or feed.find("fh:complete", NAMES) is None
            address = "" if previous is None else previous.get("href", "")


@dataclass
class Publisher:
    """A project in two languages, edited from day to day; `told` is what its readers are to learn of."""

    folder: Path
    chance: random.Random
    most: int = 50
    now: datetime = FIRST_DAY
    number: int = 0
    drafts: list[str] = field(default_factory=list)
    public: list[str] = field(default_factory=list)
    told: dict[str, datetime] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    @property
    def out(self) -> Path:
        """What readers read."""
        return self.folder / "out"

    def path(self, name: str) -> Path:
        """The file of an entry."""
        return self.folder / f"entries/{name}.yaml"

    def day(self, before: int = 0) -> date:
        """So many days before today."""
        return (self.now - timedelta(days=before)).date()

    def new(self, published: date, *, more: str = "", language: str = "en") -> str:
        """Writes an entry."""
        self.number += 1
        name = f"e{self.number}"
        fields = f"id: {name}\npublished: {published}\ncategory: report\n{more}"
        text = f"{fields}{language}: {{title: Number {name}}}\n"
        self.path(name).write_text(text, encoding="utf-8")
        self.public.append(name)
        return name

    def edit(self, name: str, line: str) -> None:
        """Puts a line at the top level of an entry, in place of the one for the same field."""
        key, text = line.partition(":")[0], self.path(name).read_text(encoding="utf-8")
        kept = re.sub(rf"^{key}:.*\n", "", text, flags=re.MULTILINE)
        self.path(name).write_text(kept.replace("category", f"{line}\ncategory", 1), encoding="utf-8")
        self.touched.add(name)

    def build(self) -> None:
        """Publishes; what is refused is written as `check --fix` proposes."""
        run = Run(self.folder, self.out, self.now, progress=lambda _: None)
        with suppress(ProblemsFound):
            build(run, (Part.FEEDS, Part.ARCHIVES))
            return
        write_fixed(self.folder, fixes(run))
        build(run, (Part.FEEDS, Part.ARCHIVES))

    # --- what people do ---------------------------------------------------------------------------

    def add(self) -> None:
        """New entries, some dated a few days back."""
        for _ in range(self.chance.choice((1, 1, 3, self.most))):
            self.new(self.day(self.chance.randrange(5)))

    def add_old(self) -> None:
        """Material of years ago, with or without the day of its release."""
        for _ in range(self.chance.choice((1, 5))):
            more = self.chance.choice(("", f"added: {self.day()}\n"))
            self.new(self.day(self.chance.randrange(30, 900)), more=more)

    def add_translation(self) -> None:
        """The English text of an entry that came out in Khmer long ago."""
        name = self.new(self.day(self.chance.randrange(400)), language="km", more=f"added: {self.day(9)}\n")
        with self.path(name).open("a", encoding="utf-8") as file:
            file.write(f"en: {{title: Late {name}}}\n")

    def begin_draft(self) -> None:
        """A draft, dated today."""
        name = self.new(self.day(), more="draft: true\n")
        self.public.remove(name)
        self.drafts.append(name)

    def release_draft(self) -> None:
        """A draft comes out, however long it took."""
        if self.drafts:
            name = self.drafts.pop(0)
            self.edit(name, "draft: false")
            self.public.append(name)

    def correct(self) -> None:
        """A text says something else, and nobody is told."""
        name = self.chance.choice(self.public)
        path = self.path(name)
        path.write_text(
            path.read_text(encoding="utf-8").replace("title: ", "title: Right "), encoding="utf-8"
        )
        self.touched.add(name)

    def correct_date(self) -> None:
        """It came out on another day than was thought."""
        self.edit(self.chance.choice(self.public), f"published: {self.day(self.chance.randrange(900))}")

    def update(self) -> None:
        """A change that readers are told of."""
        name = self.chance.choice(self.public)
        self.edit(name, f"updated: {self.day()}")
        self.told[name] = self.now.replace(hour=0)

    def withdraw(self) -> None:
        """An entry is taken back for good."""
        name = self.public.pop(self.chance.randrange(len(self.public)))
        self.edit(name, f"withdrawn: {{on: {self.day()}, reason: It was wrong.}}")
        self.told[name] = self.now.replace(hour=0)

    def act(self) -> None:
        """One of these."""
        everyday = [self.add, self.add, self.add_old, self.add_translation, self.begin_draft]
        rare = [self.release_draft, self.correct, self.correct_date, self.update, self.withdraw]
        action: Callable[[], None] = self.chance.choice([*everyday, *rare])
        action()


def archives(out: Path) -> dict[str, bytes]:
    """The archives of the English feed."""
    return {path.name: path.read_bytes() for path in (out / "en").glob("archive/*.xml")}


def ids_in(feed: bytes) -> set[str]:
    """The entries of an Atom document, by the ids of their files."""
    return set(re.findall(r"<id>tag:example.org,2020:(e\d+)/en</id>", feed.decode()))


@pytest.fixture
def publisher(request: pytest.FixtureRequest, tmp_path: Path) -> Publisher:
    """One with a few entries of several years, whose live feed is short."""
    (tmp_path / "entries").mkdir()
    site = f"{SITE}feeds: {{limit: {request.param % 3 * 4 + 1}}}\n"
    (tmp_path / "site.yaml").write_text(site, encoding="utf-8")
    publisher = Publisher(tmp_path, random.Random(request.param))
    for before in (0, 10, 300, 300, 700):
        publisher.new(publisher.day(before))
    return publisher


def days(publisher: Publisher, number: int) -> Iterator[None]:
    """A build every few days, for so many; the clock shows another hour each time."""
    while publisher.now < FIRST_DAY + timedelta(days=number):
        yield
        step = publisher.chance.choice((1, 2, 5, 20, 40))
        publisher.now = (publisher.now + timedelta(days=step)).replace(hour=publisher.chance.randrange(24))


@pytest.mark.usefixtures("at_length")
@pytest.mark.parametrize("publisher", [0], indirect=True)
def test_a_client_that_stops_at_an_archive_it_has_read_misses_nothing(publisher: Publisher) -> None:
    """It comes by every day or every 90 days: it has every entry, and knows of each change it was told of."""
    assert_nothing_is_missed(publisher, 500)


@pytest.mark.usefixtures("at_length")
@pytest.mark.parametrize("publisher", range(1, 5), indirect=True)
def test_a_client_misses_nothing_over_the_years(publisher: Publisher) -> None:
    """The same for longer, of a publisher that also publishes two hundred entries at once."""
    publisher.most = 200
    assert_nothing_is_missed(publisher, 800)


def assert_nothing_is_missed(publisher: Publisher, number: int) -> None:
    """Plays so many days of publishing, and looks at what clients know."""
    eager, rare = Client(), Client()
    for _ in days(publisher, number):
        before, publisher.touched = archives(publisher.out), set()
        for _ in range(publisher.chance.randrange(4)):
            publisher.act()
        publisher.build()
        after = archives(publisher.out)
        for name, was in before.items():
            moved = ids_in(was) ^ ids_in(after[name])
            left = moved - publisher.touched - publisher.told.keys()
            assert not left, f"{name} gained or lost what nobody touched"
            touched = publisher.touched & (ids_in(was) | ids_in(after[name]))
            assert was == after[name] or touched or moved
        eager.visit(publisher.out, publisher.now)
        if publisher.now - rare.visited > timedelta(days=LONGEST - 41):
            rare.visit(publisher.out, publisher.now)
            newcomer = Client()
            newcomer.visit(publisher.out, publisher.now)
            for client in (eager, rare, newcomer):
                known = {
                    key.rpartition(":")[2].partition("/")[0]: when for key, when in client.entries.items()
                }
                english = {each for each in publisher.public if "en:" in publisher.path(each).read_text()}
                assert english <= known.keys()
                assert known.keys() <= english | publisher.told.keys()
                late = {each for each, when in publisher.told.items() if each in known and known[each] < when}
                assert not late, "told of a change and did not hear of it"
