"""Other programs, run to their end."""

import os
import subprocess
from pathlib import Path

from patience import PATIENCE


def output_of(*command: str | Path, given: bytes = b"", home: Path | None = None) -> str:
    """What a program writes, given something to read and a folder that it takes for the user's."""
    # Nothing of this machine's user is known to it, and no language but this one.
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(home or os.devnull)}
    done = subprocess.run(
        list(map(str, command)),
        input=given,
        cwd=home,
        env=environment,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")
