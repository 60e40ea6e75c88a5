"""`search.json`: what the search field of a language's pages loads when it is first used."""

import json
from collections.abc import Iterable, Mapping

from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.layout import weave_of
from cchr_feeds.segmentation.shorten import beginning
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.direction import text_direction
from cchr_feeds.text.formatting import date_in_words, digits
from cchr_feeds.text.wording import wording

MOST_SEARCHED = 5_000
"""How many entries the index holds, the newest, so that a phone can load it."""
SUMMARY_CHARACTERS = 200


def search_json(entries: Iterable[Entry], language: str, site: Site) -> str:
    """The list of `language`, each entry with its address, title, categories, date and summary's beginning.

    Addresses are relative to the file where they are ours. What is in another language than the list says so.
    """
    categories = {term: site.category(term, language) for term in site.categories}
    index = {
        "categories": {
            term: {
                "label": each.label,
                "weave": weave_of(term, site),
                **_run(each.label_language, language, each.label),
            }
            for term, each in categories.items()
        },
        "entries": [_listed(each, language, site) for each in entries],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def search_texts(language: str, site: Site) -> Mapping[str, str]:
    """What the script of the field says, each for an attribute `data-…` of the place where it writes it.

    `counts` is JSON: how many were found, by CLDR's name for the form that a number asks for.
    """
    words = wording(language, site)
    return {
        "label": words.search,
        "counts": json.dumps(dict(words.search_found.forms), ensure_ascii=False),
        "none": words.search_none,
        "more": words.search_more,
        "failed": words.search_failed,
        "digits": digits("0123456789", language, site),
    }


def _listed(entry: Entry, language: str, site: Site) -> dict[str, object]:
    way = text_direction(entry.title, entry.language)
    known = {"date": date_in_words(entry.date, language, site)} if entry.date else {}
    return {
        "url": entry.url.replace(site.feeds_url, "../") if entry.has_page else entry.url,
        "title": entry.title,
        "category": [category.term for category in entry.categories],
        "summary": beginning(entry.summary, SUMMARY_CHARACTERS),
        **known,
        **_run(entry.language, language, entry.summary),
        **({"series": entry.place.series} if entry.place else {}),
        **({} if way == text_direction(entry.summary, entry.language) else {"title_dir": way}),
    }


def _run(language: str, around: str, text: str) -> dict[str, str]:
    """How HTML marks a text of another language or direction than what is around it; else nothing."""
    way = text_direction(text, language)
    lang = {} if language == around else {"lang": language}
    return lang if way == direction(around) else lang | {"dir": way}
