"""Passwords of mail servers: in the environment, the system's keyring, or a file only its owner reads."""

import os
import stat
import sys
from importlib.util import find_spec
from pathlib import Path

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.regular_file import read_regular, reason_of

RELAY = "CCHR_FEEDS_RELAY_PASSWORD"
MAILBOX = "CCHR_FEEDS_MAILBOX_PASSWORD"
"""The variables of the environment; the same with `_FILE` name a file instead."""

_SERVICE = "cchr-feeds"


def password(variable: str, user: str, host: str, project: Path) -> str:
    """The password of a user at a host; raises `WrongUsage` where there is none, with where to put it."""
    found = _found(variable, user, host, project)
    if not f"{user}{found}".isascii():  # smtplib and imaplib raise UnicodeEncodeError
        message = _(
            "user names and passwords may hold ASCII characters only; {host} needs another", host=host
        )
        raise WrongUsage(message)
    return found


def _found(variable: str, user: str, host: str, project: Path) -> str:
    if given := os.environ.get(variable):
        return given
    if path := os.environ.get(f"{variable}_FILE"):
        return _in_file(Path(path), project)
    if kept := _in_keyring(f"{user}@{host}"):
        return kept
    why = _(
        "the password of {user} at {host} is not known; put it into {variable}, or name a file with it in "
        "{variable}_FILE",
        user=user,
        host=host,
        variable=variable,
    )
    raise WrongUsage(why)


def _in_keyring(account: str) -> str | None:
    """What the keyring holds, where the package `keyring` is installed: `keyring set cchr-feeds ACCOUNT`."""
    if not find_spec("keyring"):
        return None
    import keyring

    kept: str | None = keyring.get_password(_SERVICE, account)
    return kept


def _in_file(path: Path, project: Path) -> str:
    if path.resolve().is_relative_to(project.resolve()):
        raise WrongUsage(_("{path} lies in the project; move it to a folder outside", path=path.name))
    try:
        if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise WrongUsage(_("others can read {path}; run chmod 600 {path}", path=path))
        return read_regular(path, 1000).decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else _("it is not in UTF-8")
        raise WrongUsage(_("{path} can't be read: {reason}", path=path, reason=reason)) from error
