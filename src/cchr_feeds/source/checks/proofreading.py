"""What a proofreader would mark in entries: slips of the pen, and publications that are there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchr_feeds.errors import Violation
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import PartialDate
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.source.checks.language import texts_of
from cchr_feeds.text.characters import search_key

Found = tuple[str, Violation]
"""The id of a publication, and what is wrong with it; `quoted` among the arguments are words of a field."""


def slips(publications: Iterable[Publication], site: Site) -> Iterator[Found]:
    """Words typed twice, names nearly right, quotation marks alone."""
    for publication in publications:
        for language, translation in publication.translations.items():
            publisher = site.languages.get(language)
            names = [publisher.organisation] if publisher else []
            for name, text in texts_of(translation):
                for quoted, message, fix in _slips_in(text, names):
                    words = {"quoted": quoted}
                    yield publication.id, Violation((language, name), "slip", message, fix, "warning", words)


def _slips_in(text: str, names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """The words of every slip, what to say of it and what to do; one within a name is part of the name's."""
    from cchr_feeds.khmer.slips import doubled, name_slips, unpaired  # only who checks pays for it

    misnamed = name_slips(text, names)
    for slip in misnamed:
        message = _("«{found}» is nearly the organisation's name", found=slip.found)
        yield slip.found, message, _("write «{meant}»", meant=slip.meant)
    for slip in doubled(text):
        if not any(name.start <= slip.start and slip.end <= name.end for name in misnamed):
            fix = _("leave one out, or write «{word}ៗ»", word=slip.meant)
            yield slip.found, _("«{word}» stands here twice", word=slip.meant), fix
    for slip in unpaired(text):
        message = _("the quotation mark in «{found}» has no other one that goes with it", found=slip.found)
        yield slip.found, message, _("add the one that is missing, or delete this one")


def twins(publications: Iterable[Publication], places: Mapping[str, str]) -> Iterator[Found]:
    """Publications with one title and one date: typed in twice, as it seems, under two ids."""
    first: dict[tuple[str, str, PartialDate | None], str] = {}
    for publication in publications:
        for language, translation in publication.translations.items():
            date = publication.published_in(language)
            twin = first.setdefault((language, search_key(translation.title), date), publication.id)
            if twin != publication.id:
                message = _("{file} has the same title and the same date", file=places[twin])
                fix = _("keep one of the two files if they are one publication")
                yield publication.id, Violation((language, "title"), "twin", message, fix, "warning")
