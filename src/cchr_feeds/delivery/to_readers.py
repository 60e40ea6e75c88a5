"""An edition to a small file of readers: one message each, each step in the ledger before the next."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cchr_feeds.delivery.ledger import TO_SEND, Ledger, State
from cchr_feeds.delivery.outgoing import IssuedMail, to_reader
from cchr_feeds.delivery.readers import Reader
from cchr_feeds.delivery.relay import Answer, Connection, Fate, RelayFailed
from cchr_feeds.i18n import Text, _

Connect = Callable[[], AbstractContextManager[Connection]]
"""Opens a connection to the relay; raises `RelayFailed`."""

MOST_WAITS = 6
"""Times in a row that a busy server is waited for, 1, 2, 4 … seconds, before the rest is left for later."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mailing:
    """An edition on its way: its mails and their ways out by language, and when it began."""

    edition: str
    mails: Mapping[str, IssuedMail]
    digests: Mapping[str, str]
    ways_out: Mapping[str, tuple[str, ...]]
    began: datetime


@dataclass(slots=True)
class Pace:
    """How fast messages may follow each other: so many a minute, and slower where a server asks for that."""

    per_minute: int | None = None
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _start: float = field(init=False)
    _sent: int = 0
    _waits: int = 0

    def __post_init__(self) -> None:
        self._start = self.clock()

    @property
    def elapsed(self) -> timedelta:
        """The time since the first message could go."""
        return timedelta(seconds=self.clock() - self._start)

    def await_turn(self) -> None:
        """Waits until another message may go."""
        if self.per_minute:
            due = self._start + self._sent * 60 / self.per_minute
            self.wait(max(0.0, due - self.clock()))
        self._sent += 1

    def heed(self, answer: Answer) -> bool:
        """Waits as long as a busy server needs; `False` where it has been busy too often in a row."""
        if not answer.is_busy:
            self._waits = 0
            return True
        if self._waits == MOST_WAITS:
            return False
        self.wait(2.0**self._waits)
        self._waits += 1
        return True


def send_to_readers(
    mailing: Mailing, readers: Sequence[Reader], ledger: Ledger, connect: Connect, pace: Pace
) -> Text | None:
    """Gives the relay a message for each reader who has none yet; why it stopped before the end, if it did.

    What became of each is in the ledger. A message that may have arrived is never sent again.
    """
    tokens = {ledger.token(reader.address): reader for reader in readers}
    rows = [(token, each.language, mailing.digests[each.language]) for token, each in tokens.items()]
    edition, suppressed = mailing.edition, ledger.suppressed
    ledger.enrol(edition, [row for row in rows if row[0] not in suppressed], mailing.began)
    states = ledger.states(edition)
    queue = deque(
        (token, reader)
        for token, reader in tokens.items()
        if token not in suppressed and states[token] in TO_SEND
    )
    try:
        return _Delivery(mailing, ledger, pace).all_of(queue, connect)
    except RelayFailed as error:
        return _("{reason}; {count} messages are waiting", reason=str(error), count=len(queue))


@dataclass(frozen=True)
class _Delivery:
    mailing: Mailing
    ledger: Ledger
    pace: Pace

    def all_of(self, queue: deque[tuple[str, Reader]], connect: Connect) -> Text | None:
        while queue:
            with connect() as connection:
                while queue and connection.is_open:
                    answer = self._one(connection, *queue[0])
                    if answer.code not in (0, 421) or answer.fate is not Fate.DEFERRED:
                        queue.popleft()  # else the same message goes through another connection
                    if not self.pace.heed(answer):
                        return _("the mail server is busy; {count} messages are waiting", count=len(queue))
        return None

    def _one(self, connection: Connection, token: str, reader: Reader) -> Answer:
        mailing, edition = self.mailing, self.mailing.edition
        self.pace.await_turn()
        now = mailing.began + self.pace.elapsed
        mail, ways_out = mailing.mails[reader.language], mailing.ways_out[reader.language]
        message = to_reader(mail, reader.address, token, ways_out, now)
        answer = connection.deliver(
            mail.sender, reader.address, message, lambda: self.ledger.note(edition, token, State.SENDING, now)
        )
        self.ledger.note(edition, token, State(answer.fate.value), now, answer.code)
        _log.info("%s, line %d: %s %d", edition, reader.line, answer.fate.value, answer.code)
        return answer
