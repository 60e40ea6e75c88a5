"""480 editions of 20 entries as HTML mails: our template inlined once, premailer on each page, and MJML."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path

from benchmarks import mailing
from benchmarks.corpus import CATEGORIES, LANGUAGES, Sample, corpus
from benchmarks.measuring import Measured, measured
from benchmarks.ours import empty_project
from benchmarks.rounds import Result
from benchmarks.tasks import put_away
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import Edition, EditionWords, Group
from cchr_feeds.model.publication import Author, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.source import read_project

MONTHS, ENTRIES = 240, 20
EDITIONS = MONTHS * len(LANGUAGES)
_CONVERTER = Path(__file__).parent / "node/mails.mjs"

TASK = "480 mails"


def results(rounds: int, folder: Path, node: Path, progress: Callable[[str], None]) -> Iterator[Result]:
    """The measurements of each way in each round except the first."""
    ways = {
        "template inlined once": [sys.executable, "-m", "benchmarks.mailing", "once", str(folder)],
        "premailer on each page": [sys.executable, "-m", "benchmarks.mailing", "each", str(folder)],
        "MJML": [str(node), str(_CONVERTER), str(folder)],
    }
    site = _site(folder / "project")
    editions = list(_editions(site))
    mailing.keep(folder, site, editions)
    _write_mjml(editions, folder)
    for number in range(rounds + 1):
        for name, command in ways.items():
            progress(f"mails, round {number} of {rounds}: {name}")
            took = _made(command, folder)
            if number:
                yield Result(name, TASK, EDITIONS, took)


def _made(command: list[str], folder: Path) -> Measured:
    put_away(folder, "out")
    (folder / "out").mkdir()
    took = measured(command, Path(__file__).parents[1], folder / "mails.log")
    made = list((folder / "out").iterdir())
    if len(made) != EDITIONS or not all(b"style=" in page.read_bytes() for page in made):
        raise ValueError(f"{' '.join(command)} made {len(made)} mails")
    return took


def _editions(site: Site) -> Iterator[Edition]:
    everything = list(corpus(MONTHS * ENTRIES, bilingual=True))
    for month in range(MONTHS):
        samples = everything[month * ENTRIES : (month + 1) * ENTRIES]
        period = Period.of_month(2005 + month // 12, month % 12 + 1)
        for language in LANGUAGES:
            entries = [_entry(sample, language, site) for sample in samples]
            groups = [
                Group(
                    site.category(term, language), tuple(e for e in entries if e.categories[0].term == term)
                )
                for term in CATEGORIES
            ]
            shown = tuple(group for group in groups if group.entries)
            yield Edition(period, language, shown, (), LANGUAGES, EditionWords())


def _entry(sample: Sample, language: str, site: Site) -> Entry:
    text = sample.texts[language]
    return Entry(
        publication_id=sample.id,
        tag=site.tag(f"{sample.id}/{language}"),
        language=language,
        title=text.title,
        summary=text.summary,
        body=text.body,
        url=text.url or site.address(f"publications/{sample.id}/{language}.html"),
        has_page=not text.url,
        published=sample.moment,
        updated=sample.moment,
        date=None,
        categories=(site.category(sample.category, language),),
        topics=(),
        authors=(Author("The organisation"),),
        enclosures=(),
        image=None,
        translations=(),
    )


def _write_mjml(editions: Iterable[Edition], folder: Path) -> None:
    """The editions as MJML with the same titles, summaries and buttons."""
    (folder / "mjml").mkdir(exist_ok=True)
    for edition in editions:
        parts = "".join(_mjml(entry) for group in edition.groups for entry in group.entries)
        column = f"<mj-section><mj-column>{parts}</mj-column></mj-section>"
        page = f'<mjml lang="{edition.language}"><mj-body>{column}</mj-body></mjml>'
        (folder / "mjml" / f"{edition.period}-{edition.language}.mjml").write_text(page, encoding="utf-8")


def _mjml(entry: Entry) -> str:
    title = f'<mj-text font-size="21px"><h3><a href="{entry.url}">{escape(entry.title)}</a></h3></mj-text>'
    button = f'<mj-button href="{entry.url}">Read more</mj-button>'
    return f"{title}<mj-text>{escape(entry.summary)}</mj-text>{button}<mj-divider />"


def _site(folder: Path) -> Site:
    empty_project(folder)
    return read_project(folder).site
