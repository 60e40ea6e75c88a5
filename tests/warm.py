"""The command in a process of its own that has no libraries to load: the fork of a process that waits.

It has a folder, an environment, streams and an exit code of its own, as if a shell had started it. A test of
how the command starts, or of what kills and interrupts it, starts a fresh one instead.
"""

import atexit
import gc
import json
import os
import pkgutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from coverage import process_startup

import cchr_feeds
from cchr_feeds.cli import main
from cchr_feeds.packaged import PACKAGED, packaged_templates
from cchr_feeds.render.templating.sandbox import Sandbox
from compiled_templates import compile_once
from patience import PATIENCE

Ended = subprocess.CompletedProcess[str]


def run_warm(words: Sequence[str], folder: Path, variables: Mapping[str, str]) -> Ended:
    """`cchr-feeds` with these words, in a folder and an environment; nothing is on standard input."""
    with TemporaryFile() as out, TemporaryFile() as err:
        code = start_warm(words, folder, variables, out.fileno(), err.fileno())
        return subprocess.CompletedProcess(words, code(), _text(out), _text(err))


def start_warm(
    words: Sequence[str], folder: Path, variables: Mapping[str, str], *streams: int
) -> Callable[[], int]:
    """The same, on standard output and standard error or on one terminal; what it gives waits for its end."""
    channel = _waiting()
    with TemporaryFile() as given:
        given.write(json.dumps([list(words), str(folder), dict(variables)]).encode())
        given.flush()
        socket.send_fds(channel, [b"."], [given.fileno(), *streams])

    def ended() -> int:
        code = channel.recv(16)
        if not code:
            raise AssertionError("the process that waits has ended")
        return int(code)

    return ended


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
        process = subprocess.Popen(words, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    ours.settimeout(PATIENCE)
    atexit.register(process.wait)
    atexit.register(ours.close)  # these are called in the opposite order
    return ours


# --- in the process that waits --------------------------------------------------------------------


def _wait(channel: socket.socket) -> None:
    """Starts a command for each message until there are no more."""
    while True:
        message, files, *_ = socket.recv_fds(channel, 1, 3)
        if not message:
            return
        child = os.fork()
        if not child:
            channel.close()
            _be_the_command(*files)  # ends this process, as it would end a fresh one
        for file in files:
            os.close(file)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        channel.sendall(str(code).encode())


def _be_the_command(given: int, *streams: int) -> None:
    """Runs the command, which exits."""
    words, folder, variables = json.loads(os.pread(given, os.fstat(given).st_size, 0))
    if len(streams) == 1:
        os.login_tty(*streams)
        sys.stdout, sys.stderr = (os.fdopen(each, "w", buffering=1, encoding="utf-8") for each in (1, 2))
    else:
        for number, stream in enumerate(streams, start=1):
            os.dup2(stream, number)
            os.close(stream)
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
    """Imports every module and the libraries at its top, and compiles the packaged templates."""
    for module in pkgutil.walk_packages(cchr_feeds.__path__, "cchr_feeds."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    compile_once()
    sandbox = Sandbox(lambda name: None)
    for file in packaged_templates().rglob("*.j2"):
        name = file.relative_to(packaged_templates()).as_posix()
        for each in (sandbox, sandbox.overlay(autoescape=False)):
            each.compile(file.read_text(encoding="utf-8"), name, f"{PACKAGED}{name}")
    gc.freeze()  # looking for garbage in it would copy it into each fork


if __name__ == "__main__":
    _load()
    _wait(socket.socket(fileno=int(sys.argv[1])))
