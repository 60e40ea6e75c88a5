"""Everything that is made of the contents, part by part: the place to add what readers get."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.model.forms import USUAL_FORMS
from cchr_feeds.model.outcome import Artifact, Contents, Edition, Part
from cchr_feeds.render.templating.templates import Templates

Renderer = Callable[[Contents, Templates], Iterator[Artifact]]


def render(contents: Contents, templates: Templates, parts: Collection[Part]) -> Iterator[Artifact]:
    """The files of the named parts, in the order in which they are to be put in place.

    Raises `ProblemsFound` with what is wrong with the project's own templates, all that can be found.
    """
    _refuse_faulty(templates)
    problems: set[Problem] = set()
    for part in Part:
        for renderer in _RENDERERS[part] if part in parts else ():
            try:
                yield from renderer(contents, templates)
            except ProblemsFound as found:
                problems.update(found.problems)
    if problems:
        raise ProblemsFound(list(problems))


def render_editions(shown: Iterable[Edition], contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """The files of these editions alone, and the page that lists all of them."""
    from cchr_feeds.render.newsletter.editions import edition_artifacts, index_artifact

    _refuse_faulty(templates)
    for edition in shown:
        forms = contents.forms.get(edition.period, USUAL_FORMS)
        yield from edition_artifacts(edition, contents.site, templates, forms)
    yield index_artifact(contents.editions, contents.site, templates)


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


def _feeds(contents: Contents, _: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.feeds.documents import feed_artifacts  # imports feedgen and lxml: 40 ms

    return feed_artifacts(contents)


def _archives(contents: Contents, _: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.feeds.documents import archive_artifacts

    return archive_artifacts(contents)


def _newsletters(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.newsletter.editions import newsletter_artifacts

    return newsletter_artifacts(contents, templates)


def _pages(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.pages.documents import page_artifacts

    return page_artifacts(contents, templates)


def _embed(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.embed import embed_artifacts

    return embed_artifacts(contents, templates)


_RENDERERS: Mapping[Part, tuple[Renderer, ...]] = {
    Part.PAGES: (_pages,),
    Part.NEWSLETTERS: (_newsletters,),
    Part.ARCHIVES: (_archives,),
    Part.FEEDS: (_feeds,),
    Part.EMBED: (_embed,),
}
