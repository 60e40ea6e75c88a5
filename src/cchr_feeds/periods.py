"""Which periods get an edition, and in which forms: every month with entries, and what was asked for.

What readers may have the address of goes on: an edition that was made, and the page of a year.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from cchr_feeds import output
from cchr_feeds.errors import NothingToDo, ProblemsFound
from cchr_feeds.i18n import N_, _
from cchr_feeds.model.dates import Period, period
from cchr_feeds.model.part import EML, USUAL_FORMS, Form
from cchr_feeds.model.project import Project
from cchr_feeds.model.site import NewsletterSettings
from cchr_feeds.problem import Problem
from cchr_feeds.select import Selection, periods
from cchr_feeds.source import place_of

_EDITION = re.compile(
    r"newsletters/(?P<period>(19[5-9]\d|20\d\d)(-(Q[1-4]|0[1-9]|1[0-2]))?)/"
    r"(mail/[^/.]+\.(?P<service>[a-z-]+)\.[a-z]+|.+)",
    re.ASCII,
)
_YEAR_PAGE = re.compile(r"[A-Za-z][A-Za-z0-9-]*(/[a-z0-9-]+)?/(\d{4}|undated)/index\.html", re.ASCII)


def wanted_periods(project: Project, selection: Selection, made: Iterable[Period]) -> list[Period]:
    """Every month with entries; quarters and years that an editor's file announces, or that were made before.

    Those were perhaps mailed: made again by every build, their links live, and what is withdrawn leaves them.
    """
    spans = (each for each in (*project.editors, *made, *selection.issued) if not each.is_month)
    return [*periods(selection.listings), *spans]


def made_forms(out: Path) -> dict[Period, frozenset[Form]]:
    """The periods that `out` has editions of, each with the usual forms and the services it was made for."""
    forms: dict[Period, frozenset[Form]] = {}
    for path in output.read_manifest(out).files:
        match = _EDITION.fullmatch(path)
        if match:
            service = frozenset(map(Form, filter(None, [match["service"]])))
            span = period(match["period"])
            forms[span] = forms.get(span, frozenset(USUAL_FORMS)) | service
    return forms


def made_year_pages(out: Path) -> tuple[str, ...]:
    """The paths of the pages in `out` that list a year's publications, or led to another list."""
    return tuple(filter(_YEAR_PAGE.fullmatch, sorted(output.read_manifest(out).files)))


def forms_to_make(
    forms: Mapping[Period, frozenset[Form]], issued: Collection[Period]
) -> dict[Period, frozenset[Form]]:
    """The forms of each period's mail without the ready message of what is issued: that lies in `issued/`."""
    return {**forms, **{each: forms.get(each, frozenset(USUAL_FORMS)) - {EML} for each in issued}}


def refuse_incomplete(folder: Path, settings: NewsletterSettings, forms: Collection[Form]) -> None:
    """Raises `ProblemsFound` if a form may not be mailed yet, with what to fill in, and where."""
    missing = dict.fromkeys(name for form in forms for name in settings.missing_for(form))
    if missing:
        place = place_of(folder, "site.yaml", ("newsletter",))
        needed = [(_(message), _(fix)) for message, fix in map(_NEEDED.__getitem__, missing)]
        raise ProblemsFound([Problem("site.yaml", *place, "newsletter", *each) for each in needed])


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


def latest(months: Sequence[Period], now: datetime) -> Period | None:
    """The newest month that has begun; `edition:` may name one to come."""
    begun = [month for month in months if month <= Period.of_month(now.year, now.month)]
    return max(begun, default=max(months, default=None))


def no_entry_in(span: Period | None, months: Sequence[Period]) -> NothingToDo:
    """Why there is no newsletter to make, and for which months there is one."""
    why = _("no entry belongs to a month yet, so there is no newsletter to make")
    if months:
        why = _(
            "no entry belongs to {period}, so there is no newsletter to make; there are entries for {months}",
            period=span,
            months=", ".join(map(str, months)),
        )
    return NothingToDo(why)
