"""cchr-feeds: only the feeds that the other programs make, or everything."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.corpus import ADDRESS, CATEGORIES, FEED_LIMIT, NOW, Sample
from benchmarks.tasks import FORMATS, Feeds, Program, feed_files, put_away

_SITE = f"""\
authority: example.org
since: 2005
url: {ADDRESS}/
feeds_url: {ADDRESS}/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {{name: English, title: Publications, organisation: The organisation}}
  km: {{name: ខ្មែរ, title: Publications, organisation: The organisation}}
categories:
{{categories}}
feeds: {{limit: {FEED_LIMIT}}}
newsletter:
  from: {{address: news@example.org}}
  postal_address: 1 Example Street
  unsubscribe: {ADDRESS}/unsubscribe
"""


def cchr_feeds(name: str, *options: str, source: Path | None = None) -> Program:
    """cchr-feeds with these options of `build`; without any it writes everything.

    `source` is the `src` of another state of it.
    """
    return Program(
        name=name,
        formats=FORMATS,
        prepare=_prepare,
        command=lambda folder: [*launcher(source), *_build(folder), *options],
        forget=_forget,
        change=_write_entry,
        feeds=_feeds,
    )


def launcher(source: Path | None = None) -> Sequence[str]:
    """What starts cchr-feeds; `source` is the `src` of another state of it.

    The process starts in the same way for both, so that it takes as long.
    """
    place = source or Path(__file__).parents[1] / "src"
    return ["env", f"PYTHONPATH={place}", sys.executable, "-m", "cchr_feeds"]


def _build(folder: Path) -> Sequence[str]:
    return ["build", "--project", str(folder), "--now", NOW]


def empty_project(folder: Path) -> None:
    """Writes a project with all settings for a newsletter, and no entries."""
    (folder / "entries").mkdir(parents=True)
    labels = "\n".join(f"  {term}: {term.replace('-', ' ').capitalize()}" for term in CATEGORIES)
    (folder / "site.yaml").write_text(_SITE.replace("{categories}", labels), encoding="utf-8")


def _prepare(folder: Path, samples: Iterable[Sample]) -> None:
    empty_project(folder)
    for sample in samples:
        _write_entry(folder, sample)


def _write_entry(folder: Path, sample: Sample) -> None:
    lines = [
        f"id: {sample.id}",
        f"published: {sample.moment.isoformat(timespec='minutes')}",
        f"category: {sample.category}",
    ]
    for language, text in sample.texts.items():
        lines += [f"{language}:", f"  title: {json.dumps(text.title, ensure_ascii=False)}"]
        lines += ["  summary: >-", *_wrapped(text.summary)]
        lines += [f"  url: {text.url}"] if text.url else ["  body: |", *_indented(text.body)]
    year = folder / "entries" / str(sample.moment.year)
    year.mkdir(exist_ok=True)
    (year / f"{sample.id}.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _wrapped(text: str) -> list[str]:
    """Lines of about 90 characters, as people write them."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) > 90:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return _indented("\n".join(lines))


def _indented(text: str) -> list[str]:
    return [f"    {line}" if line else "" for line in text.split("\n")]


def _forget(folder: Path) -> None:
    put_away(folder, "out", ".cchr-feeds", "published.lock")


def _feeds(folder: Path) -> Feeds:
    return feed_files(FORMATS, lambda language, term: folder / "out" / language / (term or ""))
