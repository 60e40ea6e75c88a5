"""Everything that is made of the contents, part by part: where to add a feed format, a page, an edition's form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from cchr_feeds.model.outcome import Artifact, Contents, Part
from cchr_feeds.render.templates import Templates

Renderer = Callable[[Contents, Templates], Iterator[Artifact]]


def render(contents: Contents, templates: Templates, parts: Collection[Part]) -> Iterator[Artifact]:
    """The files of the named parts, in the order in which they are to be put in place."""
    for part in Part:
        if part in parts:
            for renderer in _RENDERERS[part]:
                yield from renderer(contents, templates)


def _feeds(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.feed_files import feed_artifacts  # imports feedgen and lxml: 40 ms

    return feed_artifacts(contents)


def _archives(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.feed_files import archive_artifacts

    return archive_artifacts(contents)


def _newsletters(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.newsletter import newsletter_artifacts

    return newsletter_artifacts(contents, templates)


def _pages(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    from cchr_feeds.render.pages import page_artifacts

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
