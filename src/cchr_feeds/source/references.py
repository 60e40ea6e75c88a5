"""Names in a file that have to be known elsewhere: categories of the site, ids of entries."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cchr_feeds.messages import said
from cchr_feeds.model.outcome import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.rules import Fault


def term_faults(publication: Publication, terms: Sequence[str]) -> list[Fault]:
    """Categories that the site does not have; nothing where its own are not known."""
    return [
        Fault(("category", index), "category", said("no-site-category", term=term), _meant_term(term, terms))
        for index, term in enumerate(publication.category)
        if terms and term not in terms
    ]


def _meant_term(term: str, terms: Sequence[str]) -> str:
    return _meant(term, terms) or said("write-one-or-add", names=", ".join(terms))


def highlight_faults(words: EditorsFile, ids: Collection[str]) -> list[Fault]:
    """An entry to put first that there is none of."""
    if words.highlight is None or words.highlight in ids:
        return []
    fix = _meant(words.highlight, list(ids)) or said("write-entry-id")
    return [Fault(("highlight",), "highlight", said("no-entry-with-id", id=words.highlight), fix)]


def _meant(name: str, names: Sequence[str]) -> str:
    from cchr_feeds.source.suggestions import nearest  # only a mistake pays for it

    meant = nearest(name, names)
    return said("did-you-mean", meant=meant) if meant else ""
