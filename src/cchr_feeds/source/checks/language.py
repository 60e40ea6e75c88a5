"""Whether texts are in the language of their block; checked whenever entries are read.

Only a text that is unreadable is an error; everything else is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cchr_feeds.errors import Severity, Violation
from cchr_feeds.i18n import _
from cchr_feeds.khmer.words import words_are_known
from cchr_feeds.model.output import EditorsWords
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.model.site import Site
from cchr_feeds.text.language import language_problem


def language_violations(publication: Publication) -> Iterator[Violation]:
    """Texts that are in another language than their block says, or unreadable."""
    for language, translation in publication.translations.items():
        yield from _language_violations(language, texts_of(translation))


def editors_language_violations(language: str, words: EditorsWords) -> Iterator[Violation]:
    """The same for an editor's words: a whole list of readers gets them."""
    texts = (("subject", words.subject), ("preheader", words.preheader), ("note", words.note))
    return _language_violations(language, texts)


def _language_violations(language: str, texts: Iterable[tuple[str, str]]) -> Iterator[Violation]:
    for name, text in texts:
        found = language_problem(text, language)
        if found:
            may_be_a_name = name in ("title", "subject")
            severity: Severity = "warning" if may_be_a_name else found.severity
            yield replace(found, path=(language, name), severity=severity)


def words_violations(site: Site) -> Iterator[Violation]:
    """Where Khmer is to be set and nothing here knows Khmer words, the output differs from elsewhere."""
    for language in site.languages:
        if language.partition("-")[0] == "km" and not words_are_known():
            message = _(
                "Khmer word boundaries are unknown here, so lines break and texts end between letters"
            )
            yield Violation(("languages", language), "words", message, _("pip install icu4py"), "warning")


def texts_of(translation: Translation) -> tuple[tuple[str, str], ...]:
    """The texts that people read, by the names of their fields."""
    return (("title", translation.title), ("summary", translation.summary), ("body", translation.body))
