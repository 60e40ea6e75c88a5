"""Ctrl-C: stops the command at any moment, with one calm line and the exit code 130."""

import os
import signal
import sys
import time
from typing import NoReturn

INTERRUPTED = 130


def listen() -> None:
    """Handles Ctrl-C from now on, unless the shell ignores it; a second press within a second is ignored."""
    last = -2.0

    def pressed(_number: int, _frame: object) -> None:
        nonlocal last
        before, last = last, time.monotonic()
        # A second press would disturb the cleaning up.
        if last - before > 1:
            raise KeyboardInterrupt

    sys.unraisablehook = _press_again
    # A shell ignores it for jobs in the background.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, pressed)


def _press_again(lost: "sys.UnraisableHookArgs") -> None:
    """Repeats a Ctrl-C that came in a finaliser, where Python can't raise an exception."""
    if lost.exc_type is KeyboardInterrupt and sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001)
    else:
        sys.__unraisablehook__(lost)


def ignore() -> None:
    """Ignores Ctrl-C from now on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def stop(stopped: KeyboardInterrupt) -> NoReturn:
    """Shows the message of the interrupt, or that nothing is half written, and ends at once."""
    try:
        ignore()  # many press it twice
        from cchr_feeds.cli.terminal import show
        from cchr_feeds.i18n import _

        message = stopped.args[0] if stopped.args else _("stopped; no file is half written")
        show("\n", message)
        sys.stdout.flush()
    finally:
        # Python itself would wait for threads first; nor would it end with 130 where Ctrl-C came during
        # `exec`, which dataclasses use.
        os._exit(INTERRUPTED)
