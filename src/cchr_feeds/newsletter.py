"""One period's newsletter: its editions in the output, or on a sheet."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from cchr_feeds import lockfile, output, steps
from cchr_feeds.critical_section import locked
from cchr_feeds.errors import NothingToDo, ProblemsFound
from cchr_feeds.i18n import N_, _
from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import USUAL_FORMS, Form, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.site import NewsletterSettings
from cchr_feeds.problem import Problem
from cchr_feeds.render import render_editions
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.sign_off_sheet import sheet_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.run import Outcome, Run
from cchr_feeds.select import Selection, editions, periods
from cchr_feeds.source import place_of

# What is wrong where a mail lacks a setting, and what to write.
_NEEDED = {
    "from": (
        N_("a mail needs its sender: newsletter: has no from:"),
        N_("write under newsletter:, for instance, from: {{name: CCHR, address: news@example.org}}"),
    ),
    "postal_address": (
        N_("a mail needs a postal address: newsletter: has no postal_address:"),
        N_("write under newsletter:, for instance, postal_address: 1 Example Street, Phnom Penh, Cambodia"),
    ),
    "unsubscribe": (
        N_("a mail needs a way to leave the list: newsletter: has no unsubscribe:"),
        N_("write under newsletter:, for instance, unsubscribe: mailto:leave@example.org"),
    ),
}


def newsletter(run: Run, wanted: Period | None, forms: Collection[Form] = ()) -> Outcome:
    """Writes the editions of one period (the latest month with entries when none is named) and their list.

    The mail is made in the named forms, or in the usual ones as far as site.yaml allows. Raises
    `ProblemsFound` for a named one that it does not allow, `NothingToDo` for a period without entries.
    """
    try:
        with locked(run.folder):  # what a build withdraws meanwhile would come back
            return _newsletter(run, wanted, forms)
    except OSError as error:
        raise output.failed(error) from error


def _newsletter(run: Run, wanted: Period | None, forms: Collection[Form]) -> Outcome:
    """The same, while no other command writes."""
    project, selection, chosen = chosen_period(run, wanted, forms)
    before = output.read_manifest(run.out).forms
    # Mails made for services before are made again, so that they have no old text.
    services = before.get(chosen, frozenset()).difference(USUAL_FORMS)
    chosen_forms = steps.forms_to_make({chosen: services.union(forms or USUAL_FORMS)}, selection.issued)
    made = assemble(project, selection, [*before, chosen], (Part.NEWSLETTERS,), chosen_forms)
    shown = tuple(edition for edition in made.editions if edition.period == chosen)
    sizes: list[Problem] = []
    artifacts = steps.watched(render_editions(shown, made, Templates(run.folder)), run.progress, sizes)
    about = steps.manifest(project.site, selection)
    written = output.write_output(run.out, lambda stage: map(stage, artifacts), (), about)
    output.remove_staging(run.out)
    run.progress("")
    outcome = steps.outcome(project, selection, [chosen], written)
    missing = () if forms else outcome.missing_for_mail
    return replace(outcome, missing_for_mail=missing, warnings=(*outcome.warnings, *sizes))


def chosen_period(
    run: Run, wanted: Period | None, forms: Collection[Form]
) -> tuple[Project, Selection, Period]:
    """The project, what of it is public, and the wanted period, or the latest month with entries.

    Raises `ProblemsFound` where it may not be mailed in these forms, `NothingToDo` where it has no entry.
    """
    project, selection = steps.read(run)
    comparison = lockfile.compare_with_lock(run.folder, project, selection)
    lockfile.refuse_conflicts(run.folder, comparison, project)
    _refuse_incomplete(run.folder, project.site.newsletter, forms)
    listings = comparison.selection.listings
    months = periods(listings)
    now = run.now.astimezone(project.site.timezone)
    begun = [month for month in months if month <= Period.of_month(now.year, now.month)]
    chosen = wanted or max(begun or months, default=None)  # `edition:` may name one to come
    if chosen and any(editions(listings, project.site, [chosen])):
        return project, comparison.selection, chosen
    # An empty edition is never made.
    why = _("no entry belongs to a month yet, so there is no newsletter to make")
    if months:
        why = _(
            "no entry belongs to {period}, so there is no newsletter to make; there are entries for {months}",
            period=chosen,
            months=", ".join(map(str, months)),
        )
    raise NothingToDo(why)


def _refuse_incomplete(folder: Path, settings: NewsletterSettings, forms: Collection[Form]) -> None:
    """Raises `ProblemsFound` if a form may not be mailed yet, with what to fill in, and where."""
    missing = dict.fromkeys(name for form in forms for name in settings.missing_for(form))
    if missing:
        place = place_of(folder, "site.yaml", ("newsletter",))
        needed = [(_(message), _(fix)) for message, fix in map(_NEEDED.__getitem__, missing)]
        raise ProblemsFound([Problem("site.yaml", *place, "newsletter", *each) for each in needed])


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
    }
    run.progress("")
    return pages
