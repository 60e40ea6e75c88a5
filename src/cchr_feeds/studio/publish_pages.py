"""Publishing from the studio: what readers will see change, and then the same as the command does."""

from collections.abc import Sequence

from starlette.responses import RedirectResponse, Response

from cchr_feeds import lockfile, publish
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.run import Progress, Run
from cchr_feeds.studio.pages import PageContext
from cchr_feeds.studio.project_state import Preview


def changes(context: PageContext) -> str:
    """What readers would see change now, what would be refused, and the buttons to publish or undo."""
    preview, proposed = context.preview, None
    site = preview.site
    try:
        comparison = preview.comparison
        proposed = publish.proposal(preview.project, comparison) if site.publish else None
        objections = list(lockfile.conflict_problems(context.state.folder, comparison))
        found = dict(comparison.changes)
    except ProblemsFound as refused:
        found, objections = {}, list(refused.problems)
    return context.page(
        "changes",
        changes={
            kind: [_named(each, preview) for each in entries] for kind, entries in found.items() if entries
        },
        objections=objections,
        kinds=lockfile.TO_READERS,
        job=context.job,
        place=site.publish,
        seen=proposed.digest if proposed else "",
        upcoming=_upcoming(proposed, preview),
        can_undo=publish.can_undo(preview.folder, site),
    )


def _upcoming(proposed: publish.Proposal | None, preview: Preview) -> str:
    """When the next entry comes out by its date, and what has to run then."""
    start = proposed.next_start if proposed else None
    return publish.next_start_line(start, preview.site, preview.folder) if start else ""


def _named(entry: str, preview: Preview) -> tuple[str, str, str, str]:
    """An entry's title, language, file and id; of one that has no file any more, its id alone."""
    publication_id, _, language = entry.rpartition("/")
    publication = preview.project.publications.get(publication_id)
    translation = publication.translations.get(language) if publication else None
    path = preview.project.places.get(publication_id, "")
    return translation.title if translation else publication_id, language, path, publication_id


def start(context: PageContext, pairs: Sequence[tuple[str, str]]) -> Response:
    """Begins to publish what was shown, or to undo the last publishing; the page then tells how it goes."""
    preview, seen = context.preview, dict(pairs).get("seen", "")

    def work(progress: Progress) -> tuple[str, str]:
        run = Run(preview.folder, preview.out, preview.now, progress)
        if context.name == "undo":
            return publish.undo(run), ""
        done = publish.publish(run, seen=seen)
        return done.said, done.address

    if seen or context.name == "undo":
        context.job.start(work)
    return RedirectResponse("changes", 303)
