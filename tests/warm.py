"""The command in a process of its own that has no libraries to load: the fork of a process that waits.

It has a folder, an environment, streams and an exit code of its own, as if a shell had started it. A test of
how the command starts, or of what kills and interrupts it, starts a fresh one instead.
"""

import atexit
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from coverage import process_startup

import cchr_feeds
from cchr_feeds.build import build
from cchr_feeds.check import check
from cchr_feeds.cli import main
from cchr_feeds.i18n import LANGUAGES, catalogue
from cchr_feeds.model.colours import colours_by_name
from cchr_feeds.model.site import Brand
from cchr_feeds.run import OUT, Run
from compiled_templates import compile_once
from extent import without_waiting_for_the_disk
from patience import PATIENCE

Ended = subprocess.CompletedProcess[str]

LATE = (
    "anyio._backends._asyncio",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "encodings.idna",
    "pypdf",
    "uvicorn.lifespan.off",
    "uvicorn.protocols.http.h11_impl",
)
"""What commands import when they come to it, and what takes long."""


def run_warm(words: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Ended:
    """`cchr-feeds` with these words, in a folder and an environment; nothing is on standard input."""
    with TemporaryFile() as out, TemporaryFile() as err:
        code = start_warm(words, folder, variables, out.fileno(), err.fileno()).wait()
        return subprocess.CompletedProcess(words, code, _text(out), _text(err))


@dataclass
class Started:
    """A command that was started: its process, and its exit code, which is `None` until it was waited for."""

    pid: int
    told: IO[str]
    returncode: int | None = None

    def send_signal(self, number: int) -> None:
        """Sends it a signal, unless it is known to have ended."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def wait(self) -> int:
        """Waits for its end; the exit code."""
        if self.returncode is None:
            try:
                self.returncode = int(self.told.readline())
            except TimeoutError:
                self.send_signal(signal.SIGKILL)  # nobody else would end it
                raise
            finally:
                self.told.close()
        return self.returncode


def start_warm(words: Sequence[str], folder: Path, variables: Mapping[str, str], *streams: int) -> Started:
    """The same, on standard output and standard error or on one terminal, which goes on meanwhile."""
    channel = _waiting()
    ours, theirs = socket.socketpair()
    with TemporaryFile() as given, theirs:
        given.write(json.dumps([list(words), str(folder), dict(variables)]).encode())
        given.flush()
        socket.send_fds(channel, [b"."], [theirs.fileno(), given.fileno(), *streams])
    with ours:
        ours.settimeout(PATIENCE)
        told = ours.makefile("r")
        return Started(int(told.readline()), told)


def _text(file: IO[bytes]) -> str:
    """What a command wrote, as `subprocess` gives it."""
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n").replace("\r", "\n")


@cache
def _waiting() -> socket.socket:
    """The way to the process that waits; it ends when this one does."""
    ours, theirs = socket.socketpair()
    with theirs:
        words = [sys.executable, __file__, str(theirs.fileno())]
        given = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
        process = subprocess.Popen(words, env=given, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    ours.settimeout(PATIENCE)
    atexit.register(process.wait)
    atexit.register(ours.close)  # these are called in the opposite order
    return ours


# --- in the process that waits --------------------------------------------------------------------


def _wait(channel: socket.socket) -> None:
    """Starts a command for each message until there are no more; tells its process and then its exit code."""
    ended, ending = socket.socketpair()
    ending.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # heard by what comes out of `ended`
    signal.set_wakeup_fd(ending.fileno())
    running: dict[int, int] = {}
    while True:
        ready, *_ = select([channel, ended], [], [])
        if ended in ready:
            ended.recv(4096)
            _tell_the_ended(running)
        if channel in ready:
            message, files, *_ = socket.recv_fds(channel, 1, 4)
            if not message:
                return
            _start(files, running, channel)


def _start(files: Sequence[int], running: dict[int, int], channel: socket.socket) -> None:
    """Starts a command, tells the number of its process, and remembers where to tell how it ends."""
    tells, *others = files
    try:
        command = os.fork()
    except OSError:  # no memory, perhaps: the test whose command it is hears nothing, and fails
        command = -1
    if not command:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in (channel.fileno(), tells, *running.values()):
            os.close(each)
        _be_the_command(*others)  # ends its process, as it would end a fresh one
    for each in others:
        os.close(each)
    if command > 0:
        os.write(tells, f"{command}\n".encode())
        running[command] = tells
    else:
        os.close(tells)


def _tell_the_ended(running: dict[int, int]) -> None:
    """Tells the exit codes of the commands that have ended."""
    for command, tells in [*running.items()]:
        ended, status = os.waitpid(command, os.WNOHANG)
        if ended:
            with suppress(OSError):  # a test that has given up does not listen
                os.write(tells, f"{os.waitstatus_to_exitcode(status)}\n".encode())
            os.close(running.pop(command))


def _be_the_command(given: int, *streams: int) -> None:
    """Runs the command, which exits."""
    words, folder, variables = json.loads(os.pread(given, os.fstat(given).st_size, 0))
    if len(streams) == 1:
        os.login_tty(*streams)
    else:
        for number, stream in enumerate(streams, start=1):
            os.dup2(stream, number)
            os.close(stream)
    # Those of the process that waits are files, perhaps, and these are not.
    sys.stdout = os.fdopen(1, "w", 1 if len(streams) == 1 else -1, "utf-8")
    sys.stderr = os.fdopen(2, "w", 1, "utf-8", "backslashreplace")
    os.close(given)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(variables)
    sys.argv = ["cchr-feeds", *words]
    measured = process_startup(force=True, slug="warm")  # None where no coverage is measured
    try:
        main()
    except SystemExit as end:
        if measured:
            measured.stop()
            measured.save()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)  # Python would free all that was loaded first


def _load() -> None:
    """Imports every module, and all that a build imports, reads and compiles on its way."""
    from builds import NOW, a_made_up_project  # they ask for this module
    from cchr_feeds.studio.page_context import FOLDER, PAGES  # tests need none of these in their own process
    from cchr_feeds.text.date_parsing import days_around

    for module in pkgutil.walk_packages(cchr_feeds.__path__, "cchr_feeds."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    compile_once()
    without_waiting_for_the_disk()
    for name in LATE:
        import_module(name)
    colours_by_name(Brand().colour)  # most sites of tests have no other
    days_around("31 November 2024")  # looks into the calendars of all languages
    for language in LANGUAGES:
        catalogue("cchr_feeds", language)
    for page in FOLDER.glob("*.j2"):
        PAGES._pages.get_template(page.name)
    with TemporaryDirectory() as place:
        folder = a_made_up_project("nasty", Path(place))
        run = Run(folder, folder / OUT, datetime.fromisoformat(NOW), lambda message: None)
        check(run)
        build(run)
        build(run)  # reads what the first has left
    gc.unfreeze()  # what the build has read may go
    gc.collect()
    gc.freeze()  # looking for garbage in the rest would copy it into each fork


if __name__ == "__main__":
    _load()
    _wait(socket.socket(fileno=int(sys.argv[1])))
