"""Things that should not lie in a project's folder: lists of addresses, passwords, keys."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from cchr_feeds.i18n import N_, _
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import read_regular
from cchr_feeds.source.yaml_tree import position

_LIST = 20
"""How many different addresses make a list of readers; contacts and signatories are fewer."""

_LARGEST = 4 * 1024 * 1024
_FOLDERS = ("entries", "editions", "templates", "words")
_TEXTS = (".csv", ".env", ".html", ".json", ".md", ".tsv", ".txt", ".yaml", ".yml")
_KEYS = (".pem", ".key", ".p12", ".pfx", ".kdbx")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)+", re.ASCII)
_PASSWORD = re.compile(
    r"(?i)(?<![A-Za-z])(?:pass(?:word|wd)|secret|api[_-]?key|access[_-]?token)[\"']?[ \t]*[:=][ \t]*"
    r"(?P<value>[^\s\"'<{$*x]\S{5,}|[\"'][^\s\"'<{$*]{6,}[\"'])"
)
_PRIVATE_KEY = re.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----")
_FIX = N_("move it out of the project and change the secret: version control forgets nothing")


def secrets(folder: Path) -> Iterator[Problem]:
    """A warning for every file of the project that holds something private."""
    own = (folder.glob("*"), *((folder / name).rglob("*") for name in _FOLDERS))  # not `out/`, which is made
    for path in chain.from_iterable(map(sorted, own)):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file():
            continue
        if path.suffix.lower() in _KEYS:
            yield Problem(name, 1, 1, "private", _("this looks like a private key"), _(_FIX), "warning")
        elif path.name == ".env" or path.suffix.lower() in _TEXTS:
            yield from _in_text(name, path)


def _in_text(name: str, path: Path) -> Iterator[Problem]:
    try:
        text = read_regular(path, _LARGEST).decode("utf-8", "replace")
    except OSError:
        return
    addresses = {found[0].lower() for found in _ADDRESS.finditer(text)} if "@" in text else set()
    if len(addresses) >= _LIST:
        message = _("this holds {count} e-mail addresses", count=len(addresses))
        yield Problem(name, 1, 1, "private", message, _(_FIX), "warning")
    for found in (_PASSWORD.search(text), _PRIVATE_KEY.search(text)):
        if found:
            message = _("this looks like a password or a key")
            yield Problem(name, *position(text, found.start()), "private", message, _(_FIX), "warning")
