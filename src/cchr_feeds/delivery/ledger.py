"""What became of each reader's message: an SQLite database beside the readers' file, without an address.

A reader is known by a digest of their address (HMAC-SHA-256 with a key that is the ledger's own), which is
also their token in a Message-ID and an unsubscribe address.
"""

import contextlib
import hmac
import os
import secrets
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cchr_feeds.errors import Unfinished
from cchr_feeds.i18n import _

_SCHEMA = """
CREATE TABLE about (version INTEGER NOT NULL, key BLOB NOT NULL);
CREATE TABLE deliveries (
    edition TEXT NOT NULL, reader TEXT NOT NULL, language TEXT NOT NULL, mail TEXT NOT NULL,
    state TEXT NOT NULL, code INTEGER NOT NULL DEFAULT 0, at TEXT NOT NULL,
    PRIMARY KEY (edition, reader)
) WITHOUT ROWID;
CREATE TABLE suppressed (reader TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
"""
_VERSION = 1
_TOKEN_LENGTH = 32  # hexadecimal digits: 128 bits


class State(StrEnum):
    """What became of a reader's message."""

    PENDING = "pending"
    SENDING = "sending"
    """Its data are about to end; found so at a start, it is uncertain."""
    SENT = "sent"
    DEFERRED = "deferred"
    """Not taken now, or from us, or the connection was lost before the data ended: it may be sent again."""
    FAILED = "failed"
    """The reader was refused for good (5yz)."""
    UNCERTAIN = "uncertain"
    """The connection was lost after the end of the data: nobody knows whether it was taken (RFC 1047)."""


TO_SEND = (State.PENDING, State.DEFERRED)
"""What may be sent (again) without reaching anybody twice."""


class Ledger:
    """What became of messages, and who wants none; `at` is when something was written, in ISO form."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._key: bytes = database.execute("SELECT key FROM about").fetchone()[0]

    def token(self, address: str) -> str:
        """The reader's token: their address in small letters, as a digest nobody can undo without the key."""
        return hmac.digest(self._key, address.casefold().encode(), "sha256").hex()[:_TOKEN_LENGTH]

    def enrol(self, edition: str, mails: Iterable[tuple[str, str, str]], at: datetime) -> None:
        """Notes who is to get an edition: token, language, and the digest of the mail; known ones stay."""
        rows = [(edition, *each, State.PENDING, at.isoformat()) for each in mails]
        with self._database:
            self._database.executemany(
                "INSERT OR IGNORE INTO deliveries (edition, reader, language, mail, state, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def note(self, edition: str, token: str, state: State, at: datetime, code: int = 0) -> None:
        """Writes what became of a reader's message."""
        with self._database:
            self._database.execute(
                "UPDATE deliveries SET state = ?, code = ?, at = ? WHERE edition = ? AND reader = ?",
                (state, code, at.isoformat(), edition, token),
            )

    def states(self, edition: str) -> dict[str, State]:
        """What became of an edition, by token."""
        rows = self._database.execute("SELECT reader, state FROM deliveries WHERE edition = ?", (edition,))
        return {reader: State(state) for reader, state in rows}

    def settle(self, at: datetime) -> None:
        """What a run that was cut short left as being sent is uncertain from now on."""
        with self._database:
            self._database.execute(
                "UPDATE deliveries SET state = ?, at = ? WHERE state = ?",
                (State.UNCERTAIN, at.isoformat(), State.SENDING),
            )

    def counts(self) -> dict[str, Counter[str]]:
        """How many messages of each edition are in which state."""
        counts: dict[str, Counter[str]] = {}
        rows = "SELECT edition, state, count(*) FROM deliveries GROUP BY edition, state ORDER BY edition DESC"
        for edition, state, count in self._database.execute(rows):
            counts.setdefault(edition, Counter())[state] = count
        return counts

    @property
    def suppressed(self) -> frozenset[str]:
        """The tokens of those who want no more."""
        return frozenset(token for (token,) in self._database.execute("SELECT reader FROM suppressed"))

    @property
    def known(self) -> frozenset[str]:
        """The tokens of those who were ever written to, or have left."""
        query = "SELECT reader FROM deliveries UNION SELECT reader FROM suppressed"
        return frozenset(token for (token,) in self._database.execute(query))

    def suppress(self, tokens: Collection[str], at: datetime) -> int:
        """Notes who wants no more, and sends them nothing that waits; how many were not noted yet."""
        before = self.suppressed
        with self._database:
            self._database.executemany(
                "DELETE FROM deliveries WHERE reader = ? AND state IN (?, ?)",
                [(each, *TO_SEND) for each in tokens],
            )
            self._database.executemany(
                "INSERT OR IGNORE INTO suppressed VALUES (?, ?)", [(each, at.isoformat()) for each in tokens]
            )
        return len(set(tokens) - before)

    def forget(self) -> None:
        """Forgets all but who wants no more, and to whom something went or may have gone."""
        kept = (State.SENT, State.SENDING, State.UNCERTAIN)
        with self._database:
            self._database.execute("DELETE FROM deliveries WHERE state NOT IN (?, ?, ?)", kept)
            self._database.execute("UPDATE deliveries SET code = 0, language = '', mail = ''")
        self._database.execute("VACUUM")


def ledger_path(readers: Path) -> Path:
    """Where the ledger of a readers' file lies: beside it."""
    return readers.with_name(f"{readers.name}.ledger")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Ledger]:
    """The ledger, made where there is none, for one program at a time; raises `Unfinished`."""
    try:
        with contextlib.closing(_database(path)) as database:
            yield Ledger(database)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
            reason = _("another `send` is at work with it; wait until that has ended")
        else:
            reason = _("it could not be read or written ({reason})", reason=error)
        raise Unfinished(_("{path} can't be used: {reason}", path=path.name, reason=reason)) from error


def _database(path: Path) -> sqlite3.Connection:
    if not path.exists():  # its owner's alone, before anything is in it
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    database = sqlite3.connect(path, timeout=0)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        # Each step is on the disk before the next begins (write-ahead log, full synchronisation), so that a
        # computer that stops at any moment forgets nothing.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA secure_delete = ON")
        with database:
            database.execute("BEGIN EXCLUSIVE")  # from here on nobody else
            if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    database.execute(statement)
                database.execute("INSERT INTO about VALUES (?, ?)", (_VERSION, secrets.token_bytes(32)))
        if database.execute("SELECT version FROM about").fetchone() != (_VERSION,):
            raise sqlite3.DatabaseError("another version of cchr-feeds wrote it")
    except BaseException:
        database.close()
        raise
    return database
