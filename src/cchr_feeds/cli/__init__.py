"""The command `cchr-feeds`: options in, one call, one line out, an exit code; the only user of click."""

from __future__ import annotations

import sys
from io import TextIOWrapper  # these are loaded in any case: Ctrl-C meanwhile would show a traceback

NOT_WRITTEN = 3


def main() -> None:
    """Runs the command line and exits with 0, 1, 2, 3, 4 or 130 (docs/reference.md)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Khmer shows letters as codes
    try:
        from cchr_feeds.cli import interrupts  # here, so that Ctrl-C while these load is caught too

        interrupts.listen()
        from cchr_feeds.cli.commands import run

        code = run(sys.argv[1:])
        sys.stdout.flush()
        interrupts.ignore()  # all is done; Python takes a while to end
    except OSError as error:  # a full disk or a closed pipe behind the output of the command
        from cchr_feeds.cli.terminal import for_people
        from cchr_feeds.i18n import _

        message = for_people(_("the result could not be shown: {reason}", reason=error.strerror))
        sys.stderr.write(f"{message}\n")
        sys.stdout = None  # or Python would try, and complain, once more at exit
        code = NOT_WRITTEN
    except KeyboardInterrupt as stopped:
        from cchr_feeds.cli.interrupts import stop

        stop(stopped)
    sys.exit(code)
