"""Pelican: Atom and RSS of every language and category; it has no JSON Feed.

Entries are HTML, because Pelican's HTML reader is its fastest. It has feeds per language and per category,
but none per category in a language, so the categories' names contain the language.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from benchmarks.corpus import ADDRESS, FEED_LIMIT, Sample
from benchmarks.tasks import Feeds, Program, feed_files, put_away

_SETTINGS = f"""\
SITENAME = "Publications"
SITEURL = FEED_DOMAIN = "{ADDRESS}"
TIMEZONE = "Asia/Phnom_Penh"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "output"
FEED_MAX_ITEMS = {FEED_LIMIT}
FEED_ATOM = FEED_RSS = FEED_ALL_ATOM = FEED_ALL_RSS = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TAG_FEED_ATOM = TAG_FEED_RSS = None
TRANSLATION_FEED_ATOM = "{{lang}}/atom.xml"
TRANSLATION_FEED_RSS = "{{lang}}/rss.xml"
CATEGORY_FEED_ATOM = "{{slug}}/atom.xml"
CATEGORY_FEED_RSS = "{{slug}}/rss.xml"
DIRECT_TEMPLATES = []
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = TAG_SAVE_AS = ""
PAGE_PATHS = []
STATIC_PATHS = []
PLUGINS = []
THEME_STATIC_PATHS = []
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
"""


def pelican() -> Program:
    """Pelican, with its cache for later builds."""
    return Program(
        name="Pelican",
        formats=("atom", "rss"),
        prepare=_prepare,
        command=lambda _: [sys.executable, "-m", "pelican", "--quiet", "--settings", "pelicanconf.py"],
        forget=_forget,
        change=_write_entry,
        feeds=_feeds,
    )


def _prepare(folder: Path, samples: Iterable[Sample]) -> None:
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(_SETTINGS, encoding="utf-8")
    for sample in samples:
        _write_entry(folder, sample)


def _write_entry(folder: Path, sample: Sample) -> None:
    for language, text in sample.texts.items():
        about = {
            "date": sample.moment.isoformat(),
            "category": f"{language}-{sample.category}",
            "lang": language,
            "slug": f"{sample.id}-{language}",
            "summary": text.summary,
        }
        head = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in about.items())
        body = "".join(f"<p>{escape(part)}</p>\n" for part in (text.body or text.summary).split("\n\n"))
        page = f"<html><head><title>{escape(text.title)}</title>\n{head}</head><body>\n{body}</body></html>\n"
        (folder / "content" / f"{sample.id}.{language}.html").write_text(page, encoding="utf-8")


def _forget(folder: Path) -> None:
    put_away(folder, "output", "cache")


def _feeds(folder: Path) -> Feeds:
    out = folder / "output"
    everything = feed_files(("atom", "rss"), lambda language, _: out / language)
    of_terms = feed_files(("atom", "rss"), lambda language, term: out / f"{language}-{term}")
    return {key: (of_terms if key[1] else everything)[key] for key in everything}
