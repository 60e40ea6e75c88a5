"""Runs a command line, and turns what stops it into a calm message and an exit code.

What only a failure needs is imported when there is one.
"""

from __future__ import annotations

import click

from cchr_feeds.cli.commands import cchr_feeds


def run(arguments: list[str]) -> int:
    """The exit code of the command line; what went wrong has been said."""
    try:
        # Without click's own way to end, a command's `Context.exit` becomes what `main` returns.
        code = cchr_feeds.main(arguments, prog_name="cchr-feeds", standalone_mode=False)
    except Exception as error:
        code = _exit_code(error, as_json="--json" in arguments)
        if code is None:
            raise
    return int(code or 0)


def _exit_code(error: Exception, *, as_json: bool) -> int | None:
    """The exit code after what was to be said; `None` for what is no message to a user."""
    from cchr_feeds.cli.problems import report_error, report_usage
    from cchr_feeds.cli.report import clear_progress
    from cchr_feeds.errors import CchrFeedsError
    from cchr_feeds.i18n import _

    match error:
        case click.ClickException():
            error.show()
            report_usage(error, as_json=as_json)
            return error.exit_code
        case click.Abort():
            clear_progress()
            # At a question, where click gives no cause (click/termui.py, prompt), nothing has been written.
            why = (
                _("stopped; nothing is half written")
                if error.__cause__
                else _("stopped; nothing was written")
            )
            raise KeyboardInterrupt(why) from error
        case CchrFeedsError():
            clear_progress()
            report_error(error, as_json=as_json)
            return error.exit_code
    return None
