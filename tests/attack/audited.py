"""Runs the command and notes every file it opens or changes, every socket and every program.

The first argument is the file for the notes; the rest is the command line. It has to be a process of its
own: a hook can't be taken back (PEP 578).
"""

import json
import os
import sys

NOTED = tuple("open os. socket. subprocess. shutil. tempfile. urllib. http. ftplib. smtplib.".split())


def watch(notes: int) -> None:
    """From now on each event is a line in the file that is open as `notes`."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(NOTED):
            line = json.dumps([event, *map(_shown, arguments)]) + "\n"
            os.write(notes, line.encode())

    sys.addaudithook(hook)


def _shown(argument: object) -> object:
    if isinstance(argument, bytes | os.PathLike):
        return os.fsdecode(argument)
    return argument if isinstance(argument, str | int | None) else repr(argument)


if __name__ == "__main__":
    from cchr_feeds.cli import main  # what the interpreter itself opens to get here is not noted

    watch(os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    sys.argv[1:] = sys.argv[2:]
    main()
