"""What only a publication's texts tell: their language by the script, its category by the words."""

import re
from collections.abc import Iterator, Sequence

from cchr_feeds.importing.raw_source import ItemText
from cchr_feeds.model.rules import meant_language
from cchr_feeds.model.site import Site
from cchr_feeds.segmentation.words import names_in
from cchr_feeds.text.characters import search_key
from cchr_feeds.text.scripts import main_script, scripts_of, share

_MOSTLY = 0.3  # as in text/language.py: a text may hold many English names
_LOOKED_AT = 2000  # characters, enough to know a script


def language_by_script(text: ItemText, said: str, languages: Sequence[str]) -> str:
    """Which of the site's languages a text is in; empty where none has its script.

    The script decides. What the source says decides between languages of one script; else it is the first.
    """
    words = f"{text.title}\n{text.summary or text.body}"[:_LOOKED_AT]
    own = [each for each in languages if share(words, scripts_of(each) - {"Latn"}) >= _MOSTLY]
    fitting = own or [each for each in languages if main_script(words) in scripts_of(each)]
    meant = meant_language(said)
    same = [each for each in fitting if each in (meant, meant.partition("-")[0])]
    return next(iter([*same, *fitting]), "")


def categories_named(stated: Sequence[str], site: Site) -> tuple[tuple[str, ...], list[str]]:
    """The site's categories that a source names, and what it names beside them."""
    terms = {_key(name): term for term in site.categories for name in _names(term, site)}
    named = {kind: terms.get(_key(kind)) for kind in stated}
    return tuple(dict.fromkeys(filter(None, named.values()))), [kind for kind in stated if not named[kind]]


def category_mentioned(texts: Sequence[ItemText], site: Site) -> tuple[str, str] | None:
    """The site's category that a text names first, and its words there; titles come before texts."""
    for words in (*(text.title for text in texts), *(text.summary or text.body for text in texts)):
        if found := min(_mentions(words, site), default=None):
            return found[2:]
    return None


def _names(term: str, site: Site) -> Iterator[str]:
    info = site.categories[term]
    yield from (each.replace("-", " ") for each in (term, *info.former))
    yield from dict.fromkeys((info.label.default, *info.label.values.values()))


def _key(name: str) -> str:
    """One form for "Fact sheets", "fact-sheet" and "Fact Sheet"."""
    return re.sub(r"[\s_-]+", " ", search_key(name)).strip().removesuffix("s")


def _mentions(words: str, site: Site) -> Iterator[tuple[int, int, str, str]]:
    """Where a category is named in a text; of two at one place the longer name comes first."""
    for term in site.categories:
        for name in _names(term, site):
            if place := _place(name, words):
                yield place[0], -len(name), term, " ".join(words[slice(*place)].split())


def _place(name: str, words: str) -> tuple[int, int] | None:
    """Where a name first stands in a text."""
    if not name.isascii():
        return next(iter(names_in(words, [name])), None)  # scripts without spaces: only whole letters count
    parts = [re.escape(part) for part in re.split(r"[\s_-]+", name.removesuffix("s"))]
    pattern = r"(?<![^\W_])" + r"[\s_-]+".join(parts) + r"(?:s|es)?(?![^\W_])"
    match = re.search(pattern, words, re.IGNORECASE)
    return match.span() if match else None
