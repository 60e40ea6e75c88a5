"""Steps that Ctrl-C may not come between."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def defer_interrupts() -> Iterator[None]:
    """Lets Ctrl-C wait until the block ends; what is half done, or half undone, would stay so."""
    if sys.platform == "win32":  # there no signal can be held back
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
