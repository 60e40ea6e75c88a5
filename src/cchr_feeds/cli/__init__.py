"""The command `cchr-feeds`: options in, one call, one line out, an exit code; the only user of click."""

import sys  # this is loaded in any case: Ctrl-C meanwhile would show a traceback

NOT_WRITTEN = 3


# It is no `OSError`, because click makes exit code 1 of a closed pipe (click/core.py, `main`).
class NotShown(Exception):
    """What belongs on standard output can't be written there, and why."""


def main() -> None:
    """Runs the command line and exits with 0, 1, 2, 3, 4 or 130 (docs/reference.md)."""
    try:
        from cchr_feeds.cli import interrupts, streams  # here, so that Ctrl-C while these load is caught too

        interrupts.listen()
        streams.guard()
        from cchr_feeds.cli.commands import run

        code = run(sys.argv[1:])
        sys.stdout.flush()
        interrupts.ignore()  # all is done; Python takes a while to end
    except KeyboardInterrupt as stopped:
        from cchr_feeds.cli.interrupts import stop

        stop(stopped)
    except (NotShown, OSError) as error:  # a full disk or a closed pipe behind the output of the command
        from cchr_feeds.cli.streams import give_up
        from cchr_feeds.cli.terminal import show
        from cchr_feeds.i18n import _

        reason = error.strerror if isinstance(error, OSError) else error.args[0]
        show(_("the result could not be shown: {reason}", reason=reason))
        give_up()
        code = NOT_WRITTEN
    sys.exit(code)
