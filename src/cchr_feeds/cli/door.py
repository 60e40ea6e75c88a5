"""The outermost door: runs a command and turns whatever stops it into a calm message and an exit code."""

from __future__ import annotations

import click

from cchr_feeds.cli.commands import cchr_feeds
from cchr_feeds.cli.report import clear_progress, report_error, report_usage
from cchr_feeds.cli.ui import Misuse, in_chosen_language, speak
from cchr_feeds.errors import CchrFeedsError


def run(arguments: list[str]) -> int:
    """The exit code of the command line; what went wrong has been said."""
    as_json = "--json" in arguments
    speak(None)
    try:
        # Without click's own way to end, a command's `Context.exit` becomes what `main` returns.
        code = cchr_feeds.main(arguments, prog_name="cchr-feeds", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        words = in_chosen_language(error.message) if isinstance(error, Misuse) else error.format_message()
        report_usage(words, error.exit_code, as_json=as_json)
        return error.exit_code
    except click.Abort as stopped:
        clear_progress()
        raise KeyboardInterrupt from stopped
    except CchrFeedsError as error:
        clear_progress()
        report_error(error, as_json=as_json)
        return error.exit_code
    return int(code or 0)
