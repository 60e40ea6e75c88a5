"""The system's programs that upload; `model/values.py` checks what site.yaml gives them as arguments."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
from pathlib import Path

from cchr_feeds.errors import Unfinished
from cchr_feeds.i18n import _

_log = logging.getLogger(__name__)
_MOST = 600
"""How much of a program's complaint is shown, in characters."""


def run(*words: str | Path, given: bytes = b"", folder: Path | None = None) -> bytes:
    """What a program says when it has read `given`; raises `Unfinished` where it does not succeed.

    It runs away from the terminal, so that SSH and git don't wait for an answer: keys have to be set up.
    """
    name = str(words[0])
    program = shutil.which(name)
    if program is None:
        raise Unfinished(_("{program} is not installed on this computer", program=name))
    _log.info("running %s with %d words", name, len(words))
    done = subprocess.run(  # noqa: S603 - no shell, and its arguments can be no options
        [program, *words[1:]],
        input=given,
        capture_output=True,
        cwd=folder,
        env=os.environ | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-_MOST:]
        raise Unfinished(_("{program} did not succeed: {why}", program=name, why=said or done.returncode))
    return done.stdout
