"""Which periods get an edition: every month with entries, and the quarters and years that somebody wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

from cchr_feeds import output
from cchr_feeds.model.dates import Period
from cchr_feeds.model.parsing import period
from cchr_feeds.model.project import Project
from cchr_feeds.select import Selection, periods

_PERIOD_NAME = re.compile(r"(19[5-9]\d|20\d\d)(-(Q[1-4]|0[1-9]|1[0-2]))?", re.ASCII)


def wanted_periods(project: Project, selection: Selection, out: Path) -> list[Period]:
    """Every month with entries; quarters and years that an editor's file announces or that were made before.

    Those were perhaps mailed: made again by every build, their links live, and what is withdrawn leaves them.
    """
    spans = (each for each in (*project.editors, *made_periods(out)) if not each.is_month)
    return [*periods(selection.listings), *spans]


def made_periods(out: Path) -> list[Period]:
    """The periods that `out` has editions of."""
    parts = {PurePosixPath(path).parts for path in output.read_manifest(out).files}
    names = {each[1] for each in parts if each[0] == "newsletters" and len(each) > 2}
    return [period(name) for name in names if _PERIOD_NAME.fullmatch(name)]


def latest(months: Sequence[Period], now: datetime) -> Period | None:
    """The newest month that has begun; `edition:` may name one to come."""
    begun = [month for month in months if month <= Period.of_month(now.year, now.month)]
    return max(begun, default=max(months, default=None))


def no_entry_in(span: Period | None, months: Sequence[Period]) -> str:
    """Why there is no newsletter to make, and for which months there is one."""
    if not months:
        return "no entry belongs to any month yet, so there is no newsletter to make"
    known = ", ".join(map(str, months))
    return f"no entry belongs to {span}, so there is no newsletter to make; there are entries for {known}"
