"""Ctrl-C: heard at any moment, and answered by one calm line and the exit code 130."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import NoReturn

INTERRUPTED = 130


class _CtrlC:
    """Stops everything; many press it twice, and that does not disturb what is being taken back."""

    def __init__(self) -> None:
        self._last = -2.0

    def __call__(self, _number: int, _frame: object) -> None:
        before, self._last = self._last, time.monotonic()
        if self._last - before > 1:
            raise KeyboardInterrupt


def listen() -> None:
    """From now on Ctrl-C is heard, unless the shell wants it otherwise, as it does in the background."""
    sys.unraisablehook = _press_again
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _CtrlC())


def _press_again(lost: sys.UnraisableHookArgs) -> None:
    """Lets Ctrl-C come again that came while Python cleared something away, where nothing can be raised."""
    if lost.exc_type is KeyboardInterrupt and sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.default_int_handler)
        signal.setitimer(signal.ITIMER_REAL, 0.001)
    else:
        sys.__unraisablehook__(lost)


def ignore() -> None:
    """From now on Ctrl-C does nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def stop(stopped: KeyboardInterrupt) -> NoReturn:
    """Says what the interrupt says, or that nothing is half written, and ends at once.

    Python would wait for threads first; nor would it end with 130 where Ctrl-C came while it ran a text as
    code, as dataclasses make it do.
    """
    try:
        ignore()  # many press it twice
        from cchr_feeds.cli.language import for_people
        from cchr_feeds.i18n import _

        message = stopped.args[0] if stopped.args else _("stopped; nothing is half written")
        sys.stderr.write(f"\n{for_people(message)}\n")
        sys.stdout.flush()
    finally:
        os._exit(INTERRUPTED)
