"""The command in a process of its own, with pipes or with a terminal, and projects for it."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from builds import environment, finished
from patience import PATIENCE
from project_files import TITLE, an_entry_file
from warm import run_warm, start_warm

NOW = "2024-12-01T12:00:00+07:00"
RIGHT = {"entries/a.yaml": an_entry_file()}
WRONG = {"entries/a.yaml": f"{TITLE}A: b\n", "entries/b.yaml": an_entry_file(published="2023-02-29")}
DONE, PROBLEMS, USAGE, NOT_WRITTEN, NOTHING, INTERRUPTED = 0, 1, 2, 3, 4, 130
CTRL_C = "\x03"
Ended = subprocess.CompletedProcess[str]


def command(*words: str | Path) -> list[str]:
    """The command line."""
    return [sys.executable, "-m", "cchr_feeds", *map(str, words)]


def run(folder: Path, *words: str | Path, **variables: str) -> Ended:
    """The command, run in a folder, and how it ended; nothing is on standard input."""
    if not any(name.startswith(("PYTHON", "TZ")) for name in variables):
        return run_warm(list(map(str, words)), folder, environment(**variables))
    return finished(command(*words), folder, variables, check=False)


def interrupted(folder: Path, is_time: Callable[[], object], *words: str | Path, **variables: str) -> Ended:
    """The command, run in a folder, and how it ends when Ctrl-C comes as soon as it is time."""
    with subprocess.Popen(
        command(*words),
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not is_time() and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=PATIENCE)
        return subprocess.CompletedProcess(words, process.returncode, stdout, stderr)


def on_a_terminal(folder: Path, *words: str, **variables: str) -> str:
    """Everything the command shows when it runs on a terminal that types nothing."""
    return conversation(folder, [], *words, **variables)[1]


def conversation(
    folder: Path, exchanges: Sequence[tuple[str, str]], *words: str | Path, **variables: str
) -> tuple[int, str]:
    """The exit code, and all that a terminal shows; an exchange is a question and what is typed after it."""
    controller, terminal = pty.openpty()
    ended = start_warm(list(map(str, words)), folder, environment(TERM="xterm", **variables), terminal)
    os.close(terminal)
    shown, waiting, seen, answer = b"", list(exchanges), 0, ""
    while chunk := _read(controller, shown, answer):
        shown += chunk
        while waiting and (found := shown.find(waiting[0][0].encode(), seen)) >= 0:
            awaited, answer = waiting.pop(0)
            seen = found + len(awaited.encode())
            os.write(controller, f"{answer}\n".encode())
    code = ended.wait()
    os.close(controller)
    text = shown.decode().replace("\r\n", "\n")
    assert waiting == [], text
    return code, text


def _read(controller: int, shown: bytes, answer: str) -> bytes:
    """What comes next; a command that waits for an answer that no exchange has must not wait for ever.

    A Ctrl-C between a prompt and the reading of its `answer` is not heard before the next key (Python's
    Parser/myreadline.c, my_fgets), so it is typed again.
    """
    for _ in range(PATIENCE):
        if select.select([controller], [], [], 1)[0]:
            break
        if answer == CTRL_C:
            os.write(controller, answer.encode())
    else:
        os.close(controller)  # ends the command
        raise AssertionError(f"the command waits after: {shown.decode()}")
    try:
        return os.read(controller, 65536)
    except OSError:  # Linux says so when the last writer has gone
        return b""
