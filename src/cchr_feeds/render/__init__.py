"""Everything that readers get, part by part; a new part of the output is added here."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from types import FunctionType
from typing import TYPE_CHECKING, TypeVar

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.output import Artifact, Contents, Document, Edition, Ready, Stage
from cchr_feeds.model.part import Part
from cchr_feeds.parallel import in_batches, map_parallel
from cchr_feeds.problem import Problem

if TYPE_CHECKING:
    from cchr_feeds.render.templating.templates import Templates

File = TypeVar("File", Artifact, Ready)
Attempt = tuple[Sequence[File], tuple[Problem, ...]]
"""The files of a document, or what is wrong with the templates that it needs."""

# The parts in the order in which they are put in place, and how many documents are enough for a process.
_BATCHES: Mapping[Part, int] = {
    Part.PAGES: 16,
    Part.NEWSLETTERS: 2,
    Part.ARCHIVES: 1,
    Part.FEEDS: 2,
    Part.EMBED: 8,
}

# The number of batches of documents from which on several processes render them.
_FEWEST = 13

_log = logging.getLogger(__name__)


def documents(
    contents: Contents, templates: "Templates", parts: Collection[Part]
) -> Iterator[tuple[Document, int]]:
    """The documents of the named parts, in the order in which their files are to be put in place.

    With each comes how many of its kind are enough work to hand them to another process.
    """
    _refuse_faulty(templates)
    for part, batch in _BATCHES.items():
        if part in parts:
            yield from ((document, batch) for document in _documents_of(part, contents, templates))


def attempt(document: Document) -> Attempt[Artifact]:
    """Renders a document."""
    try:
        return document(), ()
    except ProblemsFound as found:
        return (), found.problems


def render_in_parallel(stage: Stage, documents: Sequence[tuple[Document, int]]) -> Iterator[Attempt[Ready]]:
    """Renders and stages each document, in order, by several processes where that pays.

    With its files come its problems.
    """
    # The first of each kind is made here, so that what it loads and keeps is there for all processes.
    work = partial(_staged, stage)
    kinds = [list(kind) for _, kind in groupby(documents, lambda each: _functions(each[0]))]
    firsts = [work(document) for (document, _), *_ in kinds]
    batches = [batch for kind in kinds for batch in in_batches([each for each, _ in kind[1:]], kind[0][1])]
    others = map_parallel(work, batches, _FEWEST)
    for first, kind in zip(firsts, kinds, strict=True):
        yield first
        yield from islice(others, len(kind) - 1)


def _functions(document: Document) -> list[object]:
    """The functions that make a document: its own, and one that it is given."""
    return [each for each in (document.func, *document.args) if isinstance(each, FunctionType)]


def _staged(stage: Stage, document: Document) -> Attempt[Ready]:
    made, problems = attempt(document)
    files = [stage(artifact) for artifact in made]
    _log.info("rendered %s", ", ".join(file.path for file in files))
    return files, problems


def files(attempts: Iterable[Attempt[File]]) -> Iterator[File]:
    """The files of all attempts; raises `ProblemsFound` with all problems when none is left."""
    problems: set[Problem] = set()
    for made, found in attempts:
        yield from made
        problems.update(found)
    if problems:
        raise ProblemsFound(list(problems))


def render(contents: Contents, templates: "Templates", parts: Collection[Part]) -> Iterator[Artifact]:
    """The files of the named parts, in order.

    Raises `ProblemsFound` with what is wrong with the project's own templates, all that can be found.
    """
    return files(attempt(document) for document, _ in documents(contents, templates, parts))


def render_editions(
    shown: Iterable[Edition], contents: Contents, templates: "Templates"
) -> Iterator[Artifact]:
    """The files of these editions alone, the feeds of all, and the page that lists them."""
    _refuse_faulty(templates)
    return files(attempt(document) for document in _newsletters(contents, templates, shown))


def _refuse_faulty(templates: "Templates") -> None:
    """Raises what is wrong with any of the project's own templates, whichever are needed now."""
    if problems := templates.problems():
        raise ProblemsFound(problems)


def _newsletters(
    contents: Contents, templates: "Templates", shown: Iterable[Edition] | None = None
) -> Iterator[Document]:
    from cchr_feeds.render.newsletter.editions import edition_documents, index_document
    from cchr_feeds.render.newsletter_feed import newsletter_feed_documents
    from cchr_feeds.render.weaves import weave_documents

    yield from weave_documents(contents.site)
    yield from edition_documents(contents, templates, shown)
    yield from newsletter_feed_documents(contents, templates)
    yield index_document(contents, templates)


def _documents_of(part: Part, contents: Contents, templates: "Templates") -> Iterator[Document]:
    """The documents of a part."""
    # Only what the part needs is imported, because feedgen and lxml take 40 ms.
    match part:
        case Part.PAGES:
            from cchr_feeds.render.pages.page_documents import page_documents

            return page_documents(contents, templates)
        case Part.NEWSLETTERS:
            return _newsletters(contents, templates)
        case Part.ARCHIVES:
            from cchr_feeds.render.feeds.feed_documents import archive_documents

            return archive_documents(contents)
        case Part.FEEDS:
            from cchr_feeds.render.feeds.feed_documents import feed_documents

            return feed_documents(contents)
        case Part.EMBED:
            from cchr_feeds.render.embed import embed_documents

            return embed_documents(contents, templates)
