"""Everything that is made of the contents, part by part: the place to add what readers get."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, overload

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.model.output import Artifact, Contents, Document, Edition, Part, Ready, Stage
from cchr_feeds.parallel import map_parallel

if TYPE_CHECKING:
    from cchr_feeds.render.templating.templates import Templates

Documents = Callable[[Contents, "Templates"], Iterable[Document]]
File = Artifact | Ready


class Recall(Protocol):
    """What an earlier build has made, which is still there."""

    def recall(self, document: Document) -> Sequence[Ready] | None:
        """The files of a document, as they are, if everything that they hang on is the same."""

    def note(self, document: Document, files: Sequence[File]) -> None:
        """Keeps what was made for the next time."""


@overload
def render(contents: Contents, templates: Templates, parts: Collection[Part]) -> Iterator[Artifact]: ...
@overload
def render(
    contents: Contents, templates: Templates, parts: Collection[Part], stage: Stage, recall: Recall | None
) -> Iterator[Ready]: ...
def render(
    contents: Contents,
    templates: Templates,
    parts: Collection[Part],
    stage: Stage | None = None,
    recall: Recall | None = None,
) -> Iterator[File]:
    """The files of the named parts, in the order in which they are to be put in place.

    Where there is a function to `stage` them, it is called in the process that makes them. Raises
    `ProblemsFound` with what is wrong with the project's own templates, all that can be found.
    """
    _refuse_faulty(templates)
    problems: set[Problem] = set()
    for part, kind in _KINDS.items():
        try:
            if part in parts:
                yield from _made(list(kind.documents(contents, templates)), kind, stage, recall)
        except ProblemsFound as found:
            problems.update(found.problems)
    if problems:
        raise ProblemsFound(list(problems))


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a part consists of, how many documents a process makes at a time, and from how many on two do."""

    documents: Documents
    batch: int
    fewest: int


def _made(
    documents: Sequence[Document], kind: _Kind, stage: Stage | None, recall: Recall | None
) -> Iterator[File]:
    """The documents' files: recalled, or made and noted for the next time."""
    known = {
        number: there for number, each in enumerate(documents) if recall and (there := recall.recall(each))
    }
    missing = [each for number, each in enumerate(documents) if number not in known]
    made = iter(map_parallel(partial(_files, stage), missing, kind.batch, kind.fewest))
    for number, document in enumerate(documents):
        if number in known:
            yield from known[number]
        else:
            files = next(made)
            if recall:
                recall.note(document, files)
            yield from files


def _files(stage: Stage | None, document: Document) -> Sequence[File]:
    return [stage(each) if stage else each for each in document.make()]


def render_editions(shown: Iterable[Edition], contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """The files of these editions alone, and the page that lists all of them."""
    from cchr_feeds.render.newsletter.editions import edition_document, index_document

    _refuse_faulty(templates)
    for edition in shown:
        yield from edition_document(edition, contents, templates).make()
    yield from index_document(contents, templates).make()


def render_sheets(
    shown: Iterable[Edition], contents: Contents, templates: Templates
) -> Iterator[tuple[str, str]]:
    """For each of these editions its name and a page that shows its mail in every way it is read."""
    from cchr_feeds.render.newsletter.letter import Letter
    from cchr_feeds.render.newsletter.sheet import sheet_html

    for edition in shown:
        page = sheet_html(Letter(edition, contents.site), templates)
        yield f"{edition.period}-{edition.language}", page


def _refuse_faulty(templates: Templates) -> None:
    """Raises what is wrong with any of the project's own templates, whichever are needed now."""
    if templates.own:
        from cchr_feeds.render.newsletter.editions import EDITION

        if problems := templates.problems(mails=[EDITION]):
            raise ProblemsFound(problems)


def _feeds(contents: Contents, _: Templates) -> Iterable[Document]:
    from cchr_feeds.render.feeds.documents import feed_documents  # imports feedgen and lxml: 40 ms

    return feed_documents(contents)


def _archives(contents: Contents, _: Templates) -> Iterable[Document]:
    from cchr_feeds.render.feeds.documents import archive_documents

    return archive_documents(contents)


def _newsletters(contents: Contents, templates: Templates) -> Iterable[Document]:
    from cchr_feeds.render.newsletter.editions import newsletter_documents

    return newsletter_documents(contents, templates)


def _pages(contents: Contents, templates: Templates) -> Iterable[Document]:
    from cchr_feeds.render.pages.documents import page_documents

    return page_documents(contents, templates)


def _embed(contents: Contents, templates: Templates) -> Iterable[Document]:
    from cchr_feeds.render.embed import embed_documents

    return embed_documents(contents, templates)


_KINDS: Mapping[Part, _Kind] = {
    Part.PAGES: _Kind(_pages, 16, 200),
    Part.NEWSLETTERS: _Kind(_newsletters, 2, 24),
    Part.ARCHIVES: _Kind(_archives, 1, 16),
    Part.FEEDS: _Kind(_feeds, 2, 20),
    Part.EMBED: _Kind(_embed, 8, 200),
}
