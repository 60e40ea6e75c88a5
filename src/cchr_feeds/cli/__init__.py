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
        sys.stderr.write(f"the result could not be shown: {error.strerror}\n")
        sys.stdout = None  # or Python would try, and complain, once more at exit
        code = NOT_WRITTEN
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped; what was published before is still there\n")
        code = INTERRUPTED
    sys.exit(code)
