"""A command on a terminal, and somebody there who answers its questions."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path

from builds import environment
from commands import command
from patience import PATIENCE

Exchange = tuple[str, str]
"""What is waited for, and what is typed then."""


def conversation(folder: Path, exchanges: Sequence[Exchange], *words: str | Path) -> tuple[int, str]:
    """The exit code, and all that the terminal shows; every question must come, in its order."""
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        command(*words),
        cwd=folder,
        env=environment(TERM="xterm"),
        pass_fds=[terminal],
        preexec_fn=lambda: os.login_tty(terminal),  # noqa: PLW1509 - nothing else runs here
    ) as process:
        os.close(terminal)
        shown, waiting, seen = b"", list(exchanges), 0
        while chunk := _read(controller):
            shown += chunk
            while waiting and (found := shown.find(waiting[0][0].encode(), seen)) >= 0:
                awaited, answer = waiting.pop(0)
                seen = found + len(awaited.encode())
                os.write(controller, f"{answer}\n".encode())
        code = process.wait(timeout=PATIENCE)
    os.close(controller)
    text = shown.decode().replace("\r\n", "\n")
    assert waiting == [], text
    return code, text


def _read(controller: int) -> bytes:
    try:
        return os.read(controller, 65536)
    except OSError:  # Linux says so when the last writer has gone
        return b""
