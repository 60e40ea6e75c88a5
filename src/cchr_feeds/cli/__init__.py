"""The command `cchr-feeds`: options in, one call, one line out, an exit code; the only user of click."""

from __future__ import annotations

import os
import sys
import time
from io import TextIOWrapper  # these are loaded in any case: Ctrl-C meanwhile would show a traceback

NOT_WRITTEN = 3
INTERRUPTED = 130


def main() -> None:
    """Runs the command line and exits by the contract: 0, 1, 2, 3, 4 or 130."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal without Khmer letters shows their codes
    try:
        _hear()
        from cchr_feeds.cli.door import run  # here, so that Ctrl-C while it loads is caught too

        code = run(sys.argv[1:])
        sys.stdout.flush()
        _be_deaf()  # all is done; Python takes a while to end
    except OSError as error:  # a full disk or a closed pipe behind the output of the command
        from cchr_feeds.i18n import N_

        _say(N_("the result could not be shown: {reason}"), reason=error.strerror)
        sys.stdout = None  # or Python would try, and complain, once more at exit
        code = NOT_WRITTEN
    except KeyboardInterrupt as stopped:
        code = INTERRUPTED
        _stop(*stopped.args or ("stopped; nothing is half written",))
    sys.exit(code)


class _CtrlC:
    """Stops everything; many press it twice, and that does not disturb what is being taken back."""

    def __init__(self) -> None:
        self._last = -2.0

    def __call__(self, _number: int, _frame: object) -> None:
        before, self._last = self._last, time.monotonic()
        if self._last - before > 1:
            raise KeyboardInterrupt


def _hear() -> None:
    """From now on Ctrl-C is heard, unless the shell wants it otherwise, as it does in the background."""
    import signal

    sys.unraisablehook = _press_again
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _CtrlC())


def _press_again(lost: sys.UnraisableHookArgs) -> None:
    """Lets Ctrl-C come again that came while Python cleared something away, where nothing can be raised."""
    if lost.exc_type is KeyboardInterrupt and sys.platform != "win32":
        import signal

        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001)
    else:
        sys.__unraisablehook__(lost)


def _be_deaf() -> None:
    """From now on Ctrl-C does nothing."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(words: str) -> None:
    """Says so and ends at once: Python would wait for threads first.

    Nor would it end with 130 where Ctrl-C came while it ran a text as code, as dataclasses make it do.
    """
    try:
        _be_deaf()  # many press it twice
        sys.stderr.write("\n")
        _say(words)
        sys.stdout.flush()
    finally:
        os._exit(INTERRUPTED)


def _say(text: str, **values: object) -> None:
    from cchr_feeds.cli.ui import shown
    from cchr_feeds.i18n import _

    sys.stderr.write(f"{shown(_(text, **values))}\n")
