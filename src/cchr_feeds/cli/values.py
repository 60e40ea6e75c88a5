"""Types of the command line's values."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.ui import Misuse
from cchr_feeds.i18n import _

if TYPE_CHECKING:
    from cchr_feeds.model.dates import Period


class Moment(click.ParamType[datetime]):
    """A moment in ISO form with its offset from UTC."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, or a usage error."""
        if isinstance(value, datetime):
            return value
        from cchr_feeds.errors import InvalidValue
        from cchr_feeds.model.parsing import partial_date

        try:
            moment = partial_date(str(value)).written
        except InvalidValue as refused:
            self.fail(_("{why}; write it as 2024-10-31T09:00+07:00", why=refused.message), param, ctx)
        if moment.tzinfo is None:
            self.fail(
                _("{value!r} needs a time and an offset; write it as 2024-10-31T09:00+07:00", value=value),
                param,
                ctx,
            )
        return moment


class PeriodType(click.ParamType["Period"]):
    """A month, a quarter or a year."""

    name = "period"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """The period, or a usage error."""
        from cchr_feeds.errors import InvalidValue
        from cchr_feeds.model.parsing import period

        try:
            return period(str(value))
        except InvalidValue as refused:
            self.fail(_("{message}; {fix}", message=refused.message, fix=refused.fix), param, ctx)


MOMENT = Moment()
PERIOD = PeriodType()


def clock() -> datetime:
    """The present moment: SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Misuse(_("SOURCE_DATE_EPOCH is not a number of seconds since 1970")) from error
