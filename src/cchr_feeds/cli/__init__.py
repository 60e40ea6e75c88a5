"""The command `cchr-feeds`: options in, one call, one line out, an exit code; the only user of click."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import NoReturn

NOT_WRITTEN = 3
INTERRUPTED = 130


def main() -> NoReturn:
    """Runs the command line and exits by the contract: 0, 1, 2, 3, 4 or 130."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # a terminal without Khmer letters shows their codes
    try:
        from cchr_feeds.cli.door import run  # here, so that Ctrl-C while it loads is caught too

        code = run(sys.argv[1:])
        sys.stdout.flush()
    except OSError as error:  # a full disk or a closed pipe behind the output of the command
        _say("result-not-shown", reason=error.strerror)
        sys.stdout = None  # or Python would try, and complain, once more at exit
        code = NOT_WRITTEN
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        _say("stopped")
        code = INTERRUPTED
    sys.exit(code)


def _say(key: str, **parts: object) -> None:
    from cchr_feeds.cli.ui import shown
    from cchr_feeds.messages import said

    sys.stderr.write(f"{shown(said(key, **parts))}\n")
