"""The command in a Python that lacks what Python on Windows lacks: no fork, no locks, no POSIX signals.

What it can't imitate is Windows itself: its paths, its console, and that an open file is not replaced there.
"""

import os
import pkgutil
import shutil
import signal
import sys
from importlib import import_module
from types import SimpleNamespace

OUR_MODULES = "cchr_feeds"
LACKING = {
    os: "fork forkpty geteuid getuid setsid sched_getaffinity O_NOFOLLOW O_NONBLOCK O_DIRECTORY O_CLOEXEC",
    signal: "SIGALRM SIGHUP SIGUSR1 pthread_sigmask setitimer ITIMER_REAL",
}
MODULES = ("fcntl", "grp", "pwd", "pty", "resource", "termios", "tty")


def import_libraries() -> None:
    """Imports all that our modules import, and forgets our own: what follows imports them anew."""
    for module in pkgutil.walk_packages(import_module(OUR_MODULES).__path__, f"{OUR_MODULES}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    import_module("webbrowser")
    for name in [name for name in sys.modules if name.partition(".")[0] == OUR_MODULES]:
        del sys.modules[name]


def become_windows() -> None:
    """Takes away what is not there."""
    for module, names in LACKING.items():
        for name in names.split():
            delattr(module, name)
    sys.modules.update(dict.fromkeys(MODULES))  # type: ignore[arg-type]  # an import of them fails
    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # it was decided on import
    shutil._winapi = SimpleNamespace(NeedCurrentDirectoryForExePath=bool)  # type: ignore[attr-defined]
    sys.platform = "win32"


if __name__ == "__main__":
    import_libraries()
    become_windows()
    import_module(f"{OUR_MODULES}.cli").main()
