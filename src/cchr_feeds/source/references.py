"""Names in a file that have to be known elsewhere: categories of the site, ids of entries."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cchr_feeds.errors import Violation
from cchr_feeds.messages import said
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.publication import Publication


def term_violations(publication: Publication, terms: Sequence[str]) -> list[Violation]:
    """Categories that the site does not have; nothing where its own are not known."""
    return [
        Violation(
            ("category", index), "category", said("no-site-category", term=term), _term_fix(term, terms)
        )
        for index, term in enumerate(publication.category)
        if terms and term not in terms
    ]


def _term_fix(term: str, terms: Sequence[str]) -> str:
    return _meant(term, terms) or said("write-one-or-add", names=", ".join(terms))


def highlight_violations(words: EditorsFile, ids: Collection[str]) -> list[Violation]:
    """An entry to put first that there is none of."""
    if words.highlight is None or words.highlight in ids:
        return []
    fix = _meant(words.highlight, list(ids)) or said("write-entry-id")
    return [Violation(("highlight",), "highlight", said("no-entry-with-id", id=words.highlight), fix)]


def _meant(name: str, names: Sequence[str]) -> str:
    from cchr_feeds.source.suggestions import nearest  # only a mistake pays for it

    meant = nearest(name, names)
    return said("did-you-mean", meant=meant) if meant else ""
