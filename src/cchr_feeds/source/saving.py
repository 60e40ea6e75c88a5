"""Entries' files as they are opened for editing, and how they are put back: whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cchr_feeds.errors import OutputFailed
from cchr_feeds.messages import said
from cchr_feeds.source.document import MAX_BYTES
from cchr_feeds.source.files import read_regular
from cchr_feeds.source.new_files import write_new
from cchr_feeds.source.rewriting import written_beside

FOLDER = "entries"
_BYTE_ORDER_MARK = "\ufeff"
_NAME = re.compile(r"[a-z0-9-]{1,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class EntryText:
    r"""The text of an entry's file with line ends \n and no byte order mark; `octets` are what it holds."""

    path: str
    text: str
    octets: bytes

    def with_text(self, text: str) -> bytes:
        """What the file holds with another text: its line ends and its mark stay."""
        as_it_was = self.octets.decode()
        mark = _BYTE_ORDER_MARK if as_it_was.startswith(_BYTE_ORDER_MARK) else ""
        return (mark + (text.replace("\n", "\r\n") if "\r\n" in as_it_was else text)).encode()


def open_entry(project: Path, path: str) -> EntryText:
    """One of the project's files, which `path` must be known to be; raises `OutputFailed`."""
    try:
        octets = read_regular(project / path, MAX_BYTES)
        text = octets.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise OutputFailed(said("not-opened-here", path=path)) from error
    return EntryText(path, text, octets)


def save_entry(project: Path, entry: EntryText, text: str) -> None:
    """Puts a text into the entry's file; raises `OutputFailed` if nothing was written."""
    if open_entry(project, entry.path).octets != entry.octets:
        raise OutputFailed(said("changed-elsewhere", path=entry.path))
    try:
        with written_beside(project / entry.path, entry.with_text(text)) as copy:
            copy.replace(project / entry.path)
    except OSError as error:
        raise OutputFailed(said("not-written-as-it-was", path=entry.path)) from error


def save_new_entry(project: Path, publication_id: str, text: str) -> str:
    """Makes an entry's file, named after its id; its path. Raises `OutputFailed` and replaces nothing."""
    path = f"{FOLDER}/{publication_id}.yaml"
    if not _NAME.fullmatch(publication_id) or (project / FOLDER).is_symlink():
        raise OutputFailed(said("not-made", path=path, folder=FOLDER))
    write_new(project, {path: text.encode()})
    return path
