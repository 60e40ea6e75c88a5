"""What a proofreader would mark in the texts of entries; it stops nothing, but a text that is unreadable.

The language of every text is looked at whenever entries are read, because that costs next to
nothing. Slips of the pen are looked for by whoever checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from yaml.nodes import Node

from cchr_feeds.errors import Problem, Severity, Violation
from cchr_feeds.i18n import _
from cchr_feeds.khmer.words import words_are_known
from cchr_feeds.model.dates import PartialDate
from cchr_feeds.model.output import EditorsWords
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.model.site import Site
from cchr_feeds.source.files import read_text
from cchr_feeds.source.yaml_tree import compose, locate, position
from cchr_feeds.text.language import language_problem
from cchr_feeds.text.search import search_key

if TYPE_CHECKING:
    from cchr_feeds.khmer.slips import Slip


def language_violations(publication: Publication) -> Iterator[Violation]:
    """Texts that are in another language than their block says, or that nobody can read."""
    for language, translation in publication.translations.items():
        yield from _language_violations(language, _texts(translation))


def editors_language_violations(language: str, words: EditorsWords) -> Iterator[Violation]:
    """The same of an editor's words: a whole list of readers gets them."""
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
                "Khmer words can't be told apart here, so lines are broken and texts cut between letters"
            )
            yield Violation(("languages", language), "words", message, _("pip install icu4py"), "warning")


def proofread(folder: Path, project: Project) -> list[Problem]:
    """Words typed twice, names nearly right, quotation marks alone, publications that are there twice."""
    remarks = _remarks(project.publications.values(), project)
    reread = lru_cache(maxsize=1)(partial(_reread, folder))  # a file's remarks follow each other
    return [_problem(project.places[each.publication_id], each, reread) for each in remarks]


def remarks_on(publication: Publication, project: Project) -> list[Violation]:
    """The same of one publication of the project."""
    return [
        each.violation for each in _remarks([publication], project) if each.publication_id == publication.id
    ]


def _remarks(publications: Iterable[Publication], project: Project) -> list[_Remark]:
    """On slips in these publications, and on all that seem to be there twice."""
    twins = _twins(project.publications.values(), project.places)
    return [*_slips(publications, project.site), *twins]


def _reread(folder: Path, path: str) -> _Document:
    text = read_text(folder, path).content
    return text, compose(path, text)[0]


_Document = tuple[str, Node | None]
"""A file's text and its root."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """A warning about the words `quoted` from a field of a publication."""

    publication_id: str
    violation: Violation
    quoted: str


def _slips(publications: Iterable[Publication], site: Site) -> Iterator[_Remark]:
    for publication in publications:
        for language, translation in publication.translations.items():
            publisher = site.languages.get(language)
            names = [publisher.organisation] if publisher else []
            for name, text in _texts(translation):
                for slip, (message, fix) in _slips_in(text, names):
                    violation = Violation((language, name), "slip", message, fix, "warning")
                    yield _Remark(publication.id, violation, slip.found)


def _texts(translation: Translation) -> tuple[tuple[str, str], ...]:
    return (("title", translation.title), ("summary", translation.summary), ("body", translation.body))


def _slips_in(text: str, names: Sequence[str]) -> Iterator[tuple[Slip, tuple[str, str]]]:
    """Every slip with what to say of it; a word typed twice within a name is part of the name's."""
    from cchr_feeds.khmer.slips import doubled, name_slips, unpaired  # only who checks pays for it

    misnamed = name_slips(text, names)
    for slip in misnamed:
        yield (
            slip,
            (
                _("«{found}» is nearly the organisation's name", found=slip.found),
                _("write «{meant}»", meant=slip.meant),
            ),
        )
    for slip in doubled(text):
        if not any(name.start <= slip.start and slip.end <= name.end for name in misnamed):
            yield (
                slip,
                (
                    _("«{word}» stands here twice", word=slip.meant),
                    _("leave one out, or write «{word}ៗ»", word=slip.meant),
                ),
            )
    for slip in unpaired(text):
        yield (
            slip,
            (
                _("the quotation mark in «{found}» has no other one that goes with it", found=slip.found),
                _("add the one that is missing, or delete this one"),
            ),
        )


def _twins(publications: Iterable[Publication], places: Mapping[str, str]) -> Iterator[_Remark]:
    """Publications with one title and one date: typed in twice, as it seems, under two ids."""
    first: dict[tuple[str, str, PartialDate | None], str] = {}
    for publication in publications:
        for language, translation in publication.translations.items():
            date = publication.published_in(language)
            twin = first.setdefault((language, search_key(translation.title), date), publication.id)
            if twin != publication.id:
                message = _("{file} has the same title and the same date", file=places[twin])
                fix = _("keep one of the two files if they are one publication")
                yield _Remark(
                    publication.id, Violation((language, "title"), "twin", message, fix, "warning"), ""
                )


def _problem(path: str, remark: _Remark, reread: Callable[[str], _Document]) -> Problem:
    """The remark at the words it is about, or at their field where they are written otherwise there."""
    violation = remark.violation
    text, root = reread(path)
    start, end = _extent(locate(root, violation.path)) if root else (0, 0)
    offset = max(text.find(remark.quoted, start, end), start)
    return violation.at(path, *position(text, offset))


def _extent(node: Node) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index
