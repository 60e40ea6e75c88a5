"""The outermost door: runs a command and turns whatever stops it into a calm message and an exit code.

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
        ended = _told(error, as_json="--json" in arguments)
        if ended is None:
            raise
        return ended
    return int(code or 0)


def _told(error: Exception, *, as_json: bool) -> int | None:
    """The exit code after what was to be told; `None` for what is no message to a user."""
    from cchr_feeds.cli.report import clear_progress, report_error, report_usage
    from cchr_feeds.cli.ui import Misuse, in_chosen_language
    from cchr_feeds.errors import CchrFeedsError
    from cchr_feeds.i18n import N_

    if isinstance(error, click.ClickException):
        error.show()
        words = in_chosen_language(error.message) if isinstance(error, Misuse) else error.format_message()
        report_usage(words, error.exit_code, as_json=as_json)
        return error.exit_code
    if isinstance(error, click.Abort):
        clear_progress()
        # At a question, where click gives no cause (click/termui.py, prompt), nothing has been written.
        words = (
            N_("stopped; nothing is half written") if error.__cause__ else N_("stopped; nothing was written")
        )
        raise KeyboardInterrupt(words) from error
    if isinstance(error, CchrFeedsError):
        clear_progress()
        report_error(error, as_json=as_json)
        return error.exit_code
    return None
