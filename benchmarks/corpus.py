"""A generated, deterministic corpus: twenty years of publications in English and Khmer, as long as real ones.

The words come from this repository's own entries, recombined, so that lengths, scripts and runs without
spaces are realistic. The texts mean nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import yaml

ENTRIES = Path(__file__).parents[1] / "entries"
LANGUAGES = ("en", "km")
CATEGORIES = (
    "annual-report",
    "briefing-note",
    "fact-sheet",
    "infographic",
    "information-card",
    "joint-statement",
    "joint-submission",
    "legal-analysis",
    "press-release",
    "research-report",
    "training-manual",
    "video",
)
FIRST_DAY = datetime.fromisoformat("2005-01-01T08:00:00+07:00")
YEARS = 20
NOW = "2026-01-01T00:00:00+07:00"
FEED_LIMIT = 50
ADDRESS = "https://example.org"

_SEED = 4287
_MINUTES = YEARS * 365 * 24 * 60
_TITLE = {"en": (30, 95), "km": (25, 80)}
_SUMMARY = {"en": (300, 1000), "km": (270, 900)}
"""Minimum and maximum length in characters, as in this repository's own entries."""
_ENGLISH, _KHMER_TOO = 0.9, 5 / 9
"""Nine in ten are in English. Five in nine of those, and all others, are in Khmer."""
_FULL_TEXT = 0.05
"""The share without an address elsewhere, with a full text in Markdown."""


@dataclass(frozen=True, slots=True)
class Text:
    """A publication in one language; `body` (Markdown) and `url` exclude each other."""

    title: str
    summary: str
    body: str
    url: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One publication; every `moment` is different, so that there is one right order."""

    id: str
    moment: datetime
    category: str
    texts: Mapping[str, Text]


def corpus(count: int, *, bilingual: bool = False) -> Iterator[Sample]:
    """`count` publications in the order of their numbers; `bilingual` gives each of them both languages."""
    dice = random.Random(_SEED)  # noqa: S311 - not used for secrets
    for number in range(count):
        in_english = dice.random() < _ENGLISH
        in_khmer = not in_english or dice.random() < _KHMER_TOO
        languages = [
            language
            for language, there in zip(LANGUAGES, (in_english, in_khmer), strict=True)
            if bilingual or there
        ]
        yield Sample(
            id=f"publication-{number:06}",
            moment=FIRST_DAY + timedelta(minutes=number * _MINUTES // count),
            category=dice.choice(CATEGORIES),
            texts=_texts(number, languages, dice),
        )


def newest(samples: Sequence[Sample], language: str) -> Sample:
    """The newest publication in a language."""
    return max((sample for sample in samples if language in sample.texts), key=lambda each: each.moment)


def _texts(number: int, languages: Sequence[str], dice: random.Random) -> dict[str, Text]:
    has_body = dice.random() < _FULL_TEXT
    return {language: _text(number, language, has_body, dice) for language in languages}


def _text(number: int, language: str, has_body: bool, dice: random.Random) -> Text:
    return Text(
        title=f"{_prose(language, _TITLE[language], dice)} {number}",
        summary=_prose(language, _SUMMARY[language], dice),
        body=_markdown(language, dice) if has_body else "",
        url="" if has_body else f"{ADDRESS}/{language}/{number:06}",
    )


def _markdown(language: str, dice: random.Random) -> str:
    paragraphs = [_prose(language, _SUMMARY[language], dice) for _ in range(4)]
    items = [f"- {_prose(language, _TITLE[language], dice)}" for _ in range(3)]
    return "\n\n".join([*paragraphs[:2], "## 2", "\n".join(items), *paragraphs[2:]])


def _prose(language: str, lengths: tuple[int, int], dice: random.Random) -> str:
    """Random phrases, until they reach a random length."""
    wanted, phrases = dice.randint(*lengths), _phrases(language)
    parts: list[str] = []
    length = 0
    while length < wanted:
        phrase = dice.choice(phrases)
        parts.append(phrase)
        length += len(phrase) + 1
    return " ".join(parts)


@cache
def _phrases(language: str) -> tuple[str, ...]:
    """The words between spaces in this repository's summaries that begin with a letter."""
    documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(ENTRIES.glob("*.yaml"))]
    summaries = (document[language]["summary"] for document in documents if language in document)
    return tuple(word for summary in summaries for word in summary.split() if word[0].isalpha())
