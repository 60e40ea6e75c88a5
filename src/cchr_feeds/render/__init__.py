"""Everything that is made of the contents, part by part: the place to add what readers get."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from cchr_feeds.model.outcome import Artifact, Contents, Edition, Part
from cchr_feeds.render.templating.templates import Templates

Renderer = Callable[[Contents, Templates], Iterator[Artifact]]


def render(contents: Contents, templates: Templates, parts: Collection[Part]) -> Iterator[Artifact]:
    """The files of the named parts, in the order in which they are to be put in place."""
    for part in Part:
        if part in parts:
            for renderer in _RENDERERS[part]:
                yield from renderer(contents, templates)


def render_editions(shown: Iterable[Edition], contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """The files of these editions alone, and the page that lists all of them."""
    from cchr_feeds.render.newsletter.editions import edition_artifacts, index_artifact

    for edition in shown:
        yield from edition_artifacts(edition, contents.site, templates)
    yield index_artifact(contents.editions, contents.site, templates)


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
