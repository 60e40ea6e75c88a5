"""One period's newsletter: its editions in the output, or on a sheet."""

from collections.abc import Collection
from dataclasses import replace

from cchr_feeds import lockfile, output, steps
from cchr_feeds.folder_lock import locked
from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import USUAL_FORMS, Form, Part
from cchr_feeds.model.project import Project
from cchr_feeds.periods import forms_to_make, latest, made_forms, no_entry_in, refuse_incomplete
from cchr_feeds.problem import Problem
from cchr_feeds.render import render_editions
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.sign_off_sheet import sheet_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.run import Outcome, Run
from cchr_feeds.select import Selection, periods


def newsletter(run: Run, wanted: Period | None, forms: Collection[Form] = ()) -> Outcome:
    """Writes the editions of one period (the latest month with entries when none is named) and their list.

    The mail is made in the named forms, or in the usual ones as far as site.yaml allows. Raises
    `ProblemsFound` for a named one that it does not allow, and `NothingToDo` when no entry belongs to the
    period: an empty edition is never made.
    """
    try:
        with locked(run.folder):  # what a build withdraws meanwhile would come back
            return _newsletter(run, wanted, forms)
    except OSError as error:
        raise output.failed(error) from error


def _newsletter(run: Run, wanted: Period | None, forms: Collection[Form]) -> Outcome:
    """The same, while no other command writes."""
    project, selection, chosen = chosen_period(run, wanted, forms)
    before = made_forms(run.out)
    # Mails made for services before are made again, so that they have no old text.
    services = before.get(chosen, frozenset()).difference(USUAL_FORMS)
    chosen_forms = forms_to_make({chosen: services.union(forms or USUAL_FORMS)}, selection.issued)
    made = assemble(project, selection, [*before, chosen], (Part.NEWSLETTERS,), chosen_forms)
    shown = tuple(edition for edition in made.editions if edition.period == chosen)
    if not shown:
        raise no_entry_in(chosen, periods(selection.listings))
    sizes: list[Problem] = []
    artifacts = steps.watched(render_editions(shown, made, Templates(run.folder)), run.progress, sizes)
    about = steps.manifest(project.site, selection)
    written = output.add_to_output(run.out, lambda stage: map(stage, artifacts), about)
    run.progress("")
    outcome = steps.outcome(project, selection, [shown[0].period], written)
    missing = () if forms else outcome.missing_for_mail
    return replace(outcome, missing_for_mail=missing, warnings=(*outcome.warnings, *sizes))


def chosen_period(
    run: Run, wanted: Period | None, forms: Collection[Form]
) -> tuple[Project, Selection, Period]:
    """The project, what of it is public, and the wanted period, or the latest month with entries.

    Raises `ProblemsFound` where it may not be mailed in these forms, and `NothingToDo` where there is none.
    """
    project, selection = steps.read(run)
    comparison = lockfile.compare_with_lock(run.folder, project, selection)
    lockfile.refuse_conflicts(run.folder, comparison, project)
    refuse_incomplete(run.folder, project.site.newsletter, forms)
    months = periods(comparison.selection.listings)
    chosen = wanted or latest(months, run.now.astimezone(project.site.timezone))
    if chosen is None:
        raise no_entry_in(chosen, months)
    return project, comparison.selection, chosen


def sheets(run: Run, shown: Period) -> dict[str, str]:
    """For each edition of a period a page to take a picture of, by its name (`2024-10-km`)."""
    project, selection = steps.read(run)
    made = assemble(project, selection, [shown], (Part.NEWSLETTERS,))
    templates = Templates(run.folder)
    pages = {
        f"{edition.period}-{edition.language}": sheet_html(
            Letter(edition, project.site), templates, made.files
        )
        for edition in made.editions
        if edition.period == shown
    }
    run.progress("")
    return pages
