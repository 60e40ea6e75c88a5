"""What is right as it stands and worth a second look: summaries, dates, titles, addresses, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from cchr_feeds.errors import Violation
from cchr_feeds.i18n import _, beginning_of, ngettext
from cchr_feeds.khmer.clusters import clusters
from cchr_feeds.model.dates import Precision
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.model.site import Site
from cchr_feeds.source.entry_urls import addresses, domain
from cchr_feeds.text.written_dates import said_in

_SHORTEST, _LONGEST = 40, 2000  # letters as readers see them, in a summary
_MOST_SIGNS = 6  # in one letter, as a rule; counting letters takes time
_MOST_NAMED = 5
_FEWEST_CAPITALS = 12  # in a title; an acronym has fewer
_LIKE_DOMAIN = 0.85
_SMALL = re.compile(r"[a-z]")
_CAPITAL = re.compile(r"[A-Z]")


def advice_on(publication: Publication, site: Site) -> Iterator[Violation]:
    """What to look at again in one publication."""
    for rule in _RULES:
        for violation in rule(publication, site):
            yield replace(violation, severity="warning")


def untranslated(project: Project) -> Iterator[Violation]:
    """One warning a language, and not one an entry: many publishers never translate everything."""
    publications = [each for each in project.publications.values() if not each.draft and not each.withdrawn]
    for language in project.site.languages:
        without = [each.id for each in publications if language not in each.translations]
        if without:
            message = _(
                "{count} of {total} entries have no {language!r} text: {names}",
                count=len(without),
                total=len(publications),
                language=language,
                names=beginning_of(without, _MOST_NAMED),
            )
            fix = _("add a block {language}: to those that are to be read in it", language=language)
            yield Violation(("languages", language), "untranslated", message, fix, "warning")


def _outdated(publication: Publication, site: Site) -> Iterator[Violation]:
    """A change that readers of the original should notice, and that a translation does not have."""
    translations = publication.translations
    original = next((language for language in site.languages if language in translations), None)
    date = translations[original].updated if original else None
    for language in translations:
        known = publication.published_in(language), publication.updated_in(language)
        if date and language != original and all(each is None or each.is_before(date) for each in known):
            message = _(
                "the {language!r} text was changed on {day:%Y-%m-%d}, and this one was not",
                language=original,
                day=date.written,
            )
            fix = _("bring it up to date and add updated: below {language}:", language=language)
            yield Violation((language,), "outdated", message, fix)


def _in_each(
    rule: Callable[[Translation], Iterator[Violation]],
) -> Callable[[Publication, Site], Iterator[Violation]]:
    """A rule of a single text, applied to each language's."""

    def rules(publication: Publication, _: Site) -> Iterator[Violation]:
        for language, translation in publication.translations.items():
            for violation in rule(translation):
                yield replace(violation, path=(language, *violation.path))

    return rules


def _summary_length(translation: Translation) -> Iterator[Violation]:
    summary = translation.summary
    doubtful = not _SHORTEST * _MOST_SIGNS <= len(summary) <= _LONGEST
    length = len(clusters(summary)) if doubtful else _SHORTEST
    if not length and not translation.body:
        message, fix = _("there is a title and no summary"), _("add summary: with two or three sentences")
        yield Violation((), "summary", message, fix)
    elif 0 < length < _SHORTEST:
        fix = _("say in two or three sentences what it is about")
        yield Violation(
            ("summary",),
            "summary",
            ngettext(
                "this summary has {count} letter only", "this summary has {count} letters only", count=length
            ),
            fix,
        )
    elif length > _LONGEST:
        fix = _("keep two or three sentences, and put the rest below body:")
        yield Violation(("summary",), "summary", _("this summary has {count:,} letters", count=length), fix)


def _capitals(translation: Translation) -> Iterator[Violation]:
    title = translation.title
    if len(_CAPITAL.findall(title)) >= _FEWEST_CAPITALS and not _SMALL.search(title) and " " in title:
        yield Violation(
            ("title",), "capitals", _("this title is all in capitals"), _("write it as in a sentence")
        )


def _picture(translation: Translation) -> Iterator[Violation]:
    if translation.image and not translation.image.alt:
        fix = _("add alt: with what there is to see")
        yield Violation(("image",), "alt", _("this picture has no words for those who can't see it"), fix)


def _said_date(publication: Publication, site: Site) -> Iterator[Violation]:
    """A text that begins "Today, 10 October 2024", or with a place and a date, tells when it came out."""
    for language, translation in publication.translations.items():
        name = "summary" if translation.summary else "body"
        date, told = publication.published_in(language), said_in(getattr(translation, name))
        if told is None or date is None or date.precision < Precision.DAY:
            continue
        day, said_date = date.start(site.timezone).date(), told[0].start(site.timezone).date()
        if day != said_date:
            message = _("the text says {said_date!r}, and published: says {day}", said_date=told[1], day=day)
            yield Violation((language, name), "said-date", message, _("correct the one that is wrong"))


def _look_alikes(publication: Publication, site: Site) -> Iterator[Violation]:
    """An address whose domain is nearly, and not quite, the organisation's."""
    own = _own_domains(site)
    for path, address in addresses(publication):
        name = domain(address)
        alike = None if name in own else next((each for each in own if _is_alike(name, each)), None)
        if alike:
            message = _("{domain} is nearly the organisation's {own}", domain=name, own=alike)
            yield Violation(path, "look-alike", message, _("see whether the address is the one you mean"))


def _own_domains(site: Site) -> tuple[str, ...]:
    named = [site.feeds_url, *(site.url[language] for language in site.languages), f"//{site.authority}"]
    return tuple(dict.fromkeys(map(domain, named)))


def _is_alike(domain: str, own: str) -> bool:
    if domain.endswith(f".{own}"):
        return False
    if domain.rpartition(".")[0] == own.rpartition(".")[0]:
        return True
    matcher = SequenceMatcher(None, domain, own, autojunk=False)
    return matcher.quick_ratio() >= _LIKE_DOMAIN <= matcher.ratio()


_RULES = (
    _outdated,
    _said_date,
    _look_alikes,
    _in_each(_summary_length),
    _in_each(_capitals),
    _in_each(_picture),
)
