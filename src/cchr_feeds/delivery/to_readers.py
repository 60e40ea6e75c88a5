"""An edition to a small file of readers: one message each, each step in the ledger before the next."""

import logging
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cchr_feeds.delivery.ledger import TO_SEND, Ledger, State
from cchr_feeds.delivery.outgoing import IssuedMail, to_reader
from cchr_feeds.delivery.passwords import RELAY, password
from cchr_feeds.delivery.readers import Reader
from cchr_feeds.delivery.relay import Answer, Connection, RelayFailed, connected
from cchr_feeds.errors import NotReady
from cchr_feeds.i18n import Text, _
from cchr_feeds.model.dates import Period
from cchr_feeds.model.site import Relay, Site
from cchr_feeds.run import Run

MOST_WAITS = 6
"""Times in a row that a busy server is waited for, 1, 2, 4 … seconds, before the rest is left for later."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReadyEdition:
    """An issued edition whose mails lie in `issued/` as the lock knows them, by language; what sends it.

    `refuse_withdrawn` raises `NotReady` once an entry in it is withdrawn, at the moment that it is given.
    """

    run: Run
    period: Period
    site: Site
    relay: Relay
    mails: Mapping[str, IssuedMail]
    digests: Mapping[str, str]
    refuse_withdrawn: Callable[[datetime], None]

    def connect(self) -> AbstractContextManager[Connection]:
        """An open connection to the site's relay."""
        return connect(self.relay, self.run.folder)


@dataclass(slots=True)
class Pace:
    """How fast messages may follow each other: so many a minute, and slower where a server asks for that."""

    per_minute: int | None = None
    _start: float = field(default_factory=time.monotonic)
    _sent: int = 0
    _waits: int = 0

    @property
    def elapsed(self) -> timedelta:
        """The time since the first message could go."""
        return timedelta(seconds=time.monotonic() - self._start)

    def await_turn(self) -> None:
        """Waits until another message may go."""
        if self.per_minute:
            due = self._start + self._sent * 60 / self.per_minute
            time.sleep(max(0.0, due - time.monotonic()))
        self._sent += 1

    def heed(self, answer: Answer) -> bool:
        """Waits as long as a busy server needs; `False` where it has been busy too often in a row."""
        if not answer.is_busy:
            self._waits = 0
            return True
        if self._waits == MOST_WAITS:
            return False
        time.sleep(2.0**self._waits)
        self._waits += 1
        return True


def connect(relay: Relay, folder: Path) -> AbstractContextManager[Connection]:
    """An open connection to a relay, with the password of the project's user there; raises `RelayFailed`."""
    secret = password(RELAY, relay.user, relay.host, folder) if relay.user else ""
    return connected(relay, secret)


def waiting(period: Period, readers: Sequence[Reader], ledger: Ledger) -> dict[str, Reader]:
    """The readers in a file who have yet to get an edition, by token."""
    states, suppressed = ledger.states(str(period)), ledger.suppressed
    tokens = {ledger.token(each.address): each for each in readers}
    left = {token for token in tokens if states.get(token, State.PENDING) in TO_SEND} - suppressed
    return {token: reader for token, reader in tokens.items() if token in left}


def send_to_readers(
    edition: ReadyEdition, readers: Sequence[Reader], ledger: Ledger, pace: Pace
) -> Text | None:
    """Gives the relay a message for each reader who has none yet; why it stopped before the end, if it did.

    What became of each is in the ledger. A message that may have arrived is never sent again.
    """
    queue = deque(waiting(edition.period, readers, ledger).items())
    rows = [(token, each.language, edition.digests[each.language]) for token, each in queue]
    ledger.enrol(str(edition.period), rows, edition.run.now)
    try:
        while queue:
            with edition.connect() as connection:
                while queue and connection.is_open:
                    pace.await_turn()
                    answer = _give(connection, edition, queue[0], ledger, edition.run.now + pace.elapsed)
                    if answer.code not in (0, 421) or answer.state is not State.DEFERRED:
                        queue.popleft()  # else the same message goes through another connection
                    if not pace.heed(answer):
                        return _("the mail server is busy; {count} messages are waiting", count=len(queue))
    except (RelayFailed, NotReady) as error:
        return _("{reason}; {count} messages are waiting", reason=str(error), count=len(queue))
    return None


def _give(
    connection: Connection, edition: ReadyEdition, to: tuple[str, Reader], ledger: Ledger, now: datetime
) -> Answer:
    (token, reader), period = to, str(edition.period)
    edition.refuse_withdrawn(now)
    mail, ways_out = edition.mails[reader.language], edition.site.newsletter.ways_out(reader.language)
    message = to_reader(mail, reader.address, token, ways_out, now)
    answer = connection.deliver(
        mail.sender, reader.address, message, lambda: ledger.note(period, token, State.SENDING, now)
    )
    ledger.note(period, token, answer.state, now, answer.code)
    _log.info("%s, line %d: %s %d", period, reader.line, answer.state, answer.code)
    return answer
