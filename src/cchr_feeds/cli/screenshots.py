"""Pictures of pages, taken with the installed Chromium; no other module starts a browser."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from cchr_feeds.errors import OutputFailed, Unfinished
from cchr_feeds.i18n import _
from cchr_feeds.model.dates import period
from cchr_feeds.newsletter import sheets
from cchr_feeds.run import Outcome, Run

SIGN_OFF = "sign-off"
"""Beside `out/`, because pictures differ from machine to machine."""

_VARIABLE = "CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_ON_A_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
_OPTIONS = (
    "--headless --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
_SECONDS = 120
_WIDTH = 1600
_HEIGHT = re.compile(r'data-height="(\d{2,5})"')


def with_pictures(outcome: Outcome, run: Run) -> Outcome:
    """The outcome, with a picture of each edition; pictures of before are replaced."""
    (shown,) = outcome.editions
    run.progress(_("taking pictures …"))
    taken = take_pictures(sheets(run, period(shown)), run.folder / SIGN_OFF)
    run.progress("")
    return replace(outcome, pictures=tuple(map(str, taken)))


def take_pictures(pages: Mapping[str, str], folder: Path) -> list[Path]:
    """A PNG of each page in the folder, named like the page; raises `Unfinished` without a Chromium."""
    browser = _chromium()
    try:
        folder.mkdir(exist_ok=True)
        # Below the folder itself: Chromium from a snap sees neither /tmp nor hidden folders.
        with tempfile.TemporaryDirectory(dir=folder, prefix="making-") as workshop:
            return [_picture(browser, name, page, Path(workshop)) for name, page in pages.items()]
    except OSError as error:
        reason, file = error.strerror, error.filename
        why = _("the pictures could not be written: {reason}: {file}", reason=reason, file=file)
        raise OutputFailed(why) from error


def _picture(browser: str, name: str, page: str, workshop: Path) -> Path:
    """Opens the page once for its height, and once for the picture."""
    file, shot = workshop / f"{name}.html", workshop / f"{name}.png"
    file.write_text(page, encoding="utf-8")
    height = _HEIGHT.search(_run(browser, workshop, file, "--dump-dom", f"--window-size={_WIDTH},1000"))
    if height is not None:
        _run(browser, workshop, file, f"--screenshot={shot}", f"--window-size={_WIDTH},{height[1]}")
    if not shot.is_file():
        raise _failed(_("{browser} took no picture", browser=browser))
    return shot.replace(workshop.parent / shot.name)


def _run(browser: str, workshop: Path, file: Path, *options: str) -> str:
    """Opens a page without access to the network, and returns what the browser prints."""
    # Chromium does not run as root with its sandbox.
    sandbox = ["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []
    own = ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={workshop / 'profile'}", *sandbox]
    command = [browser, *_OPTIONS, *own, *options, file.resolve().as_uri()]
    try:
        done = subprocess.run(  # noqa: S603 - our own options, and a file that we made
            command, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        why = _("{browser} had not finished after {seconds} seconds", browser=browser, seconds=_SECONDS)
        raise _failed(why) from error
    except OSError as error:
        why = _("{browser} can't start ({reason})", browser=browser, reason=error.strerror)
        raise _failed(why) from error
    return done.stdout.decode(errors="replace")


def _chromium() -> str:
    """The browser that the environment names, else the first that is found."""
    named = os.environ.get(_VARIABLE, "")
    candidates = (named,) if named else (*_NAMES, _ON_A_MAC)
    if found := next(filter(None, map(shutil.which, candidates)), None):
        return found
    message = _("{variable} names {browser}, which does not exist", browser=named, variable=_VARIABLE)
    raise _failed(message if named else _("Chromium is not installed"))


def _failed(reason: str) -> Unfinished:
    message = _(
        "the newsletter is written, its pictures are not: {reason}; install Chromium (on Debian: "
        "apt-get install chromium), or set the variable {variable} to its path",
        reason=reason,
        variable=_VARIABLE,
    )
    return Unfinished(message)
