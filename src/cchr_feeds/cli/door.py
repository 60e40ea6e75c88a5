"""The outermost door: runs a command and turns whatever stops it into a calm message and an exit code."""

from __future__ import annotations

import sys
from typing import NoReturn

import click

from cchr_feeds.cli.commands import cchr_feeds
from cchr_feeds.cli.report import report_error
from cchr_feeds.errors import CchrFeedsError

INTERRUPTED = 130


def main() -> NoReturn:
    """Runs the command line and exits by the contract: 0, 1, 2, 3, 4 or 130."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        cchr_feeds.main(arguments, prog_name="cchr-feeds", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nstopped; what was published before is still there", err=True)
        return INTERRUPTED
    except CchrFeedsError as error:
        report_error(error, as_json="--json" in arguments)
        return error.exit_code
    return 0
