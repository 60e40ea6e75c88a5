"""Every word of ours that readers see: English in `wording.json`, other languages in their `readers.po`.

Only words that every publisher can use stand there; what one publisher says of itself is in its site.yaml.
Texts with {names} are filled by `str.format`. A language is added by one more catalogue; `make catalogues`
keeps the catalogues in step. A publisher's own `words/{language}.yaml` comes before ours.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import NullTranslations
from html import escape
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from cchr_feeds.i18n import LOCALE, catalogue
from cchr_feeds.model.site import NO_WORDS, OwnWords, Site, Texts
from cchr_feeds.text.cldr import direction, language_name, own_name, plural_category, plural_numbers, script

_SOURCE, _DOMAIN = Path(__file__).with_name("wording.json"), "readers"
BEGIN, MIDDLE, END = "\x02", "\x03", "\x04"
"""Around the attributes and the text of a word in another language; no text of ours can hold these."""


class Word(str):
    """A text of ours in another language than was asked for: plain text, but in HTML marked as what it is.

    A template can use it anywhere: it is marked by control characters, and when the page is finished, these
    become a `<span>` in the content of elements and nothing elsewhere (`render/markup.py`).
    """

    __slots__ = ("attributes",)

    attributes: str

    def __new__(cls, text: str, attributes: str = "") -> "Word":
        """A text, and the attributes `lang` and, where it differs, `dir` of the run."""
        made = super().__new__(cls, text)
        made.attributes = attributes
        return made

    @property
    def language(self) -> str:
        """The language that it is in."""
        return self.attributes.split('"')[1]

    def __html__(self) -> str:
        return self.marked(escape(self))

    def marked(self, html: str) -> str:
        """HTML of this text, marked with its language."""
        return f"{BEGIN}{self.attributes}{MIDDLE}{html}{END}"

    def format(self, *values: object, **named: object) -> "Word":
        """The text, filled in, in the same language."""
        return Word(super().format(*values, **named), self.attributes)


def html_of(text: str) -> str:
    """A text for the content of an element; in another language than its surroundings, in a `<span>`."""
    plain = escape(text, quote=False)
    return f"<span {text.attributes}>{plain}</span>" if isinstance(text, Word) else plain


@dataclass(frozen=True, slots=True)
class Counted:
    """A text in the forms between which a number chooses, one to six by CLDR's names of them; English two."""

    forms: Mapping[str, str]
    language: str

    def form(self, count: int) -> str:
        """The form for a number, to be filled with it as it is to be shown."""
        return self.forms.get(plural_category(count, self.language), self.forms["other"])


class Wording:
    """Our words to the readers of one language, each an attribute by its name in `wording.json`.

    A word that there is not in the language is a `Word` of the next best.
    """

    entries_count: Counted
    more_on_the_web: Counted
    search_found: Counted

    def __init__(self, words: Mapping[str, str | Counted]) -> None:
        vars(self).update(words)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> str:
            """Any other word."""


def wording(language: str, site: Site | None) -> Wording:
    """Our words for a BCP 47 tag, else each in the main language, at last in English."""
    return _wording(language, site.main_language, site.words) if site else _wording(language, "en", NO_WORDS)


@lru_cache(maxsize=256)
def _wording(language: str, main: str, own: OwnWords) -> Wording:
    words: dict[str, str | Counted] = {}
    for tag in ("en", main, language):
        words |= {name: _word(text, tag, language) for name, text in _texts(tag, own).items()}
    return Wording(words)


def invitation(language: str, site: Site) -> str:
    """What leads to a text in a language, in its words ("Lire en français"), or else its own name alone."""
    text = wording(language, site).other_language
    own = site.languages[language].name if language in site.languages else own_name(language)
    name = language_name(language, language)
    return own if isinstance(text, Word) else text.format(language=name)


def _word(text: str | Mapping[str, str], tag: str, asked: str) -> str | Counted:
    """What there is in one language, for the readers of another."""
    if isinstance(text, str):
        return _run(text, tag, asked)
    return Counted({category: _run(form, tag, asked) for category, form in text.items()}, tag)


def _run(text: str, tag: str, asked: str) -> str:
    if _kind(tag) == _kind(asked):
        return text
    differs = direction(tag) != direction(asked)
    return Word(text, f'lang="{tag}"' + (f' dir="{direction(tag)}"' if differs else ""))


def missing_words(language: str, site: Site) -> list[str]:
    """The names of our words that there are not in a language."""
    known = _texts(language, site.words)
    return [name for name in english_texts() if name not in known]


def _texts(language: str, own: OwnWords) -> Texts:
    """What there is in a language: the publisher's own words, then those that come with us."""
    return {**shipped_texts(language), **own.by_language.get(language, {})}


@cache
def shipped_texts(language: str) -> Texts:
    """What the catalogue has of a tag's language in its script (`zh-CN` finds `zh_Hans`), by name."""
    if _kind(language) == ("en", "Latn"):
        return english_texts()
    found = [folder for folder in _folders() if _kind(folder.replace("_", "-")) == _kind(language)]
    if not found:
        return {}
    words = catalogue(_DOMAIN, language if language in found else found[0])
    words.add_fallback(_Nothing())
    texts = ((name, _translated(text, words, language)) for name, text in english_texts().items())
    return {name: text for name, text in texts if text}


def _translated(
    text: str | Mapping[str, str], words: NullTranslations, language: str
) -> str | Mapping[str, str]:
    if isinstance(text, str):
        return words.gettext(text)
    one, many = text["one"], text["other"]
    forms = {name: words.ngettext(one, many, counts[-1]) for name, counts in plural_numbers(language).items()}
    return forms if all(forms.values()) else ""


@cache
def english_texts() -> Texts:
    """Every word of ours in English, by name."""
    return {name: word["en"] for name, word in json.loads(_SOURCE.read_text(encoding="utf-8")).items()}


@cache
def notes() -> Mapping[str, str]:
    """Where each word stands, by name, as translators are told."""
    return {name: word["note"] for name, word in json.loads(_SOURCE.read_text(encoding="utf-8")).items()}


def names_in(text: str) -> frozenset[str]:
    """The names in braces that are filled in; raises `ValueError` where anything else stands in braces."""
    fields = [(name, more) for _, name, *more in Formatter().parse(text) if name is not None]
    if any(more != ["", None] or not name.isidentifier() for name, more in fields):
        raise ValueError(text)
    return frozenset(name for name, _ in fields)


def may_be_left_out(language: str, form: str = "") -> frozenset[str]:
    """Names that a word of a language may spell out: its own, and a count that its form always has."""
    is_one_number = len(plural_numbers(language).get(form, ())) == 1
    return frozenset({"language", "count"} if is_one_number else {"language"})


@cache
def languages() -> Sequence[str]:
    """The languages that our words come in, English first."""
    return ["en", *(folder.replace("_", "-") for folder in _folders())]


@cache
def _folders() -> Sequence[str]:
    return sorted(path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{_DOMAIN}.po"))


@cache
def _kind(language: str) -> tuple[str, str]:
    """The language and the script of a tag: what is the same in these can be read by the same people."""
    return language.partition("-")[0], script(language)


class _Nothing(NullTranslations):
    """Where a catalogue has no translation: nothing, where gettext would give the English text."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 (gettext's name for it)
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 (gettext's names)
        return ""
