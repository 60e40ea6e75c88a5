"""`--verbose`: what the program reads, decides, asks and makes, line by line on standard error.

Modules log with `logging.getLogger(__name__)`, which shows nothing without this option. A log may be public:
nothing is logged of an entry that waits, not even its name, and no key, password or text.
"""

from __future__ import annotations

import logging
import platform

from cchr_feeds import __version__
from cchr_feeds.cli.source_line import visible


class _OneLine(logging.Formatter):
    """A record in one line, without characters that act on a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return "".join(map(visible, super().format(record)))


def log_to_stderr() -> None:
    """From now on whatever is logged below `cchr_feeds` is shown."""
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("cchr_feeds")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.info("cchr-feeds %s, Python %s", __version__, platform.python_version())
