"""Gives an issued edition to mailing lists, or to a small file of readers, through the relay."""

import hashlib
import logging
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from email.header import decode_header, make_header
from itertools import chain
from pathlib import Path

from cchr_feeds import lockfile
from cchr_feeds.critical_section import locked
from cchr_feeds.delivery.ledger import TO_SEND, Ledger, State
from cchr_feeds.delivery.recipients import Reader, addresses, read_readers
from cchr_feeds.delivery.smtp import (
    RELAY,
    Answer,
    Connection,
    Pace,
    Refusals,
    RelayFailed,
    connected,
    password,
    refusal,
)
from cchr_feeds.delivery.unsubscribe import who_leaves
from cchr_feeds.errors import CchrFeedsError, NothingToDo, NotReady, ProblemsFound, Unfinished
from cchr_feeds.i18n import Text, _, lines_of, ngettext
from cchr_feeds.issue import mail_path, prepared_mails
from cchr_feeds.model.dates import Period
from cchr_feeds.model.lock import READERS, SENDING, SENT, IssuedEdition
from cchr_feeds.model.project import Project
from cchr_feeds.model.site import Relay, Site
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import read_regular, reason_of
from cchr_feeds.render.newsletter.eml import IssuedMail, issued_mail, to_list, to_reader, to_test
from cchr_feeds.run import Run
from cchr_feeds.select import is_withdrawn
from cchr_feeds.source import place_of, read_lock, read_project
from cchr_feeds.source.files import SITE_FILE
from cchr_feeds.source.project_reader import read_site

MOST_REFUSALS = 3
"""Messages in a row that are refused, but not because of their readers, before the rest is left for later."""

_MOST_BYTES = 10_000_000
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


class WithdrawnAmidst(CchrFeedsError):
    """An entry in an edition was withdrawn after that had begun to go out."""


def is_issued(run: Run, period: Period) -> bool:
    """Whether a period has been issued in any language."""
    return any(each.period == str(period) for each in read_lock(run.folder).editions.values())


def ready_edition(run: Run, period: Period) -> ReadyEdition:
    """The issued edition of a period; raises `NotReady` where it may not go out.

    It may not where a mail has changed since it was issued, or where an entry in it was withdrawn.
    """
    project, lock = read_project(run.folder), read_lock(run.folder)
    issued = [each for each in lock.editions.values() if each.period == str(period)]
    if not issued:
        why = _("{period} is not issued yet; run cchr-feeds newsletter {period} --issue", period=period)
        raise NotReady(why)
    ids = frozenset(chain.from_iterable(each.ids for each in issued))
    _refuse_withdrawn(period, ids, project, run.now)
    return ReadyEdition(
        run,
        period,
        project.site,
        _relay(project),
        {each.language: issued_mail(_content(run.folder, each)) for each in issued},
        {each.language: each.digest for each in issued},
        _watching(period, ids, project),
    )


def issued_anew() -> NotReady:
    """The error that an edition is another one than was looked at."""
    return NotReady(_("it was issued anew since you looked at it; look at it again"))


def _refuse_withdrawn(period: Period, ids: frozenset[str], project: Project, now: datetime) -> None:
    """Raises `NotReady` where readers may not get an entry of an edition any more: withdrawn, or gone."""
    found = [(each, project.metadata.get(each)) for each in sorted(ids)]
    taken = [each for each, meta in found if not meta or meta.draft or is_withdrawn(meta, project.site, now)]
    if taken:
        editions = (
            each for each in read_lock(project.folder).editions.values() if each.period == str(period)
        )
        is_over = any(each.sent for each in editions)
        if is_over:
            step = _("it has begun to go out, so it can't be issued anew, and nobody else gets it")
        else:
            step = _("run cchr-feeds newsletter {period} --issue, which leaves them out", period=period)
        why = _("withdrawn since it was issued: {ids}; {step}", ids=", ".join(taken), step=step)
        raise WithdrawnAmidst(why) if is_over else NotReady(why)


def _watching(period: Period, ids: frozenset[str], project: Project) -> Callable[[datetime], None]:
    """Looks for withdrawals in the project anew, whenever the file of one of the entries has changed."""

    def stamps() -> list[int]:
        files = (project.folder / project.places[each] for each in ids)
        return [each.stat().st_mtime_ns if each.exists() else 0 for each in files]

    seen = [stamps()]

    def look(now: datetime) -> None:
        if (found := stamps()) not in seen:
            seen.append(found)
            try:
                _refuse_withdrawn(period, ids, read_project(project.folder), now)
            except ProblemsFound as error:
                why = _("an entry was changed meanwhile and has a mistake now; see cchr-feeds check")
                raise NotReady(why) from error

    return look


def _content(folder: Path, edition: IssuedEdition) -> bytes:
    path = mail_path(edition.period, edition.language)
    try:
        content = read_regular(folder / path, _MOST_BYTES)
    except OSError as error:
        raise NotReady(_("{path} can't be read: {reason}", path=path, reason=reason_of(error))) from error
    if hashlib.sha256(content).hexdigest() != edition.digest:
        why = _("{path} has changed since it was issued; bring it back from version control", path=path)
        raise NotReady(why)
    return content


def summary(edition: ReadyEdition, messages: Mapping[str, int]) -> Iterator[Text]:
    """What would go out, where so many messages go in each language."""
    for language, count in messages.items():
        mail = edition.mails[language]
        subject = str(make_header(decode_header(mail.fields[b"Subject"].decode("ascii"))))
        yield ngettext(
            "{language}: {count} message, {size:,} bytes, “{subject}”",
            "{language}: {count} messages, {size:,} bytes each, “{subject}”",
            language=language,
            count=count,
            size=len(mail.body),
            subject=subject,
        )
        yield _("digest {digest}", digest=edition.digests[language])


def _relay(project: Project) -> Relay:
    """The relay of site.yaml; raises `ProblemsFound` where it names none."""
    if project.site.relay:
        return project.site.relay
    message = _("site.yaml names no mail server to send through")
    fix = _("write, for instance, relay: {{host: smtp.example.org, user: news@example.org}}")
    raise ProblemsFound([Problem(SITE_FILE, *place_of(project.folder, SITE_FILE, ()), "relay", message, fix)])


def _connected(relay: Relay, folder: Path) -> AbstractContextManager[Connection]:
    """An open connection to a relay, with the password of the project's user there; raises `RelayFailed`."""
    secret = password(RELAY, relay.user, relay.host, folder) if relay.user else ""
    return connected(relay, secret)


# --- a test ---------------------------------------------------------------------------------------


def send_test(run: Run, period: Period, address: str) -> int:
    """Sends a test of each language's mail to one address, issued or not; how many went."""
    project = read_project(run.folder)
    mails = [issued_mail(each.content) for each in prepared_mails(run, period)]
    with _connected(_relay(project), run.folder) as connection:
        for mail in mails:
            answer = connection.deliver(mail.sender, address, to_test(mail, address, run.now), lambda: None)
            if answer.state is not State.SENT:
                raise Unfinished(_not_taken(address, answer))
    return len(mails)


def _not_taken(address: str, answer: Answer) -> Text:
    if answer.code < 1:
        return _(
            "the mail server broke off before it confirmed the message for {address}; try again in a "
            "quarter of an hour",
            address=address,
        )
    reason = refusal(answer.code, answer.said)
    return _(
        "the mail server did not take the message for {address}: {reason}", address=address, reason=reason
    )


# --- to mailing lists -----------------------------------------------------------------------------


def left_for_lists(edition: ReadyEdition, lists: Mapping[str, str]) -> dict[str, str]:
    """Which languages' mails have yet to go to which list's address; raises `NothingToDo`, `Unfinished`."""
    editions = read_lock(edition.run.folder).editions
    period = str(edition.period)
    states = {each: editions[period, each].sent.get(address) for each, address in lists.items()}
    left = {each: address for each, address in lists.items() if states[each] not in (SENDING, SENT)}
    if lost := [language for language, state in states.items() if state == SENDING]:
        why = _(
            "nobody knows whether {languages} reached the list: look into its archive. If it did not arrive, "
            "send {files} there yourself; it is not sent again by this command",
            languages=", ".join(lost),
            files=", ".join(mail_path(period, each) for each in lost),
        )
        rest = _(
            "Send the rest with: cchr-feeds send {period} {others}\n"
            "In the studio, leave the address for {languages} empty.",
            period=period,
            others=" ".join(f"--to {language}={address}" for language, address in left.items()),
            languages=", ".join(lost),
        )
        raise Unfinished(lines_of([why, rest] if left else [why]))
    if not left:
        raise NothingToDo(_("{period} has gone to these lists already", period=edition.period))
    return left


def send_to_lists(edition: ReadyEdition, lists: Mapping[str, str]) -> Text:
    """Gives each language's mail to its list's address; what became of it is in the lock before the next.

    Returns what to say. Raises `Unfinished` where one did not arrive, or may not have.
    """
    now = edition.run.now
    with _connected(edition.relay, edition.run.folder) as connection:
        for language, address in lists.items():
            edition.refuse_withdrawn(now)
            mail = edition.mails[language]
            _note(edition, language, address, SENDING)
            answer = connection.deliver(mail.sender, address, to_list(mail, address, now), lambda: None)
            if answer.state is State.UNCERTAIN:
                left_for_lists(edition, lists)
            _note(edition, language, address, SENT if answer.state is State.SENT else "")
            if answer.state is not State.SENT:
                raise Unfinished(_not_taken(address, answer))
    sent = [f"{address} ({language})" for language, address in lists.items()]
    return _("{edition} has gone to {lists}.", edition=edition.period, lists=", ".join(sent))


def _note(edition: ReadyEdition, language: str, address: str, state: str) -> None:
    """Writes into the lock how far a language's mail has come on its way to a list; raises `NotReady`."""
    folder = edition.run.folder
    with locked(folder):
        if state == SENDING and address != READERS:  # another run may have begun meanwhile
            left_for_lists(edition, {language: address})
        lock = read_lock(folder)
        key = str(edition.period), language
        if state == SENDING and lock.editions[key].digest != edition.digests[language]:
            raise issued_anew()
        sent = {name: each for name, each in {**lock.editions[key].sent, address: state}.items() if each}
        changed = replace(lock.editions[key], sent=dict(sorted(sent.items())))
        if not lockfile.write_lock(folder, replace(lock, editions={**lock.editions, key: changed})):
            raise NotReady(lockfile.lock_not_writable().message)


# --- to a file of readers -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of an edition's messages: how many are in which state, and who is behind two of them."""

    edition: str
    counts: dict[str, int]
    uncertain: tuple[Reader, ...]
    failed: tuple[Reader, ...]
    withdrawn: bool

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do or to find out."""
        return not (self.goes_on or self.uncertain or self.withdrawn)

    @property
    def goes_on(self) -> bool:
        """Whether some readers are still to get it."""
        return not self.withdrawn and any(self.counts.get(each) for each in _to_send(self.counts))


def readers_of(edition: ReadyEdition, path: Path) -> tuple[list[Reader], int]:
    """The readers in a file whose language the edition is in, and how many others; raises `WrongUsage`."""
    found = read_readers(path, edition.run.folder, edition.site.languages)
    readers = [each for each in found if each.language in edition.mails]
    return readers, len(found) - len(readers)


def _waiting(period: Period, readers: Sequence[Reader], ledger: Ledger) -> dict[str, Reader]:
    """The readers in a file who have yet to get an edition, by token."""
    states = ledger.states(str(period))
    to_send = _to_send(states.values())
    done = ledger.suppressed.union(token for token, state in states.items() if state not in to_send)
    tokens = ((ledger.token(each.address), each) for each in readers)
    return {token: reader for token, reader in tokens if token not in done}


def _to_send(states: Collection[str]) -> tuple[State, ...]:
    """Which of the messages in these states may be sent (again)."""
    # Where all were refused, that was hardly because of the readers: a server may not say what is wrong.
    return TO_SEND if State.SENT in states else (*TO_SEND, State.FAILED)


def left_to_send(
    edition: ReadyEdition, readers: Sequence[Reader], ledger: Ledger, *, resume: bool
) -> dict[str, int]:
    """How many readers have yet to get an edition, by language.

    Raises `NothingToDo` where none has, and `Unfinished` where some have and it is not to be resumed.
    """
    ledger.settle(edition.run.now)
    left = Counter(each.language for each in _waiting(edition.period, readers, ledger).values())
    if not left:
        message = _(
            "{period}: no reader in the file is left to send it to; see --status", period=edition.period
        )
        raise NothingToDo(message)
    if ledger.states(str(edition.period)) and not resume:
        raise Unfinished(_("{period} has begun to go out; go on with --resume", period=edition.period))
    return dict(left)


def send_to_file(
    edition: ReadyEdition, readers: Sequence[Reader], ledger: Ledger, pace: Pace
) -> tuple[Delivered, Text | None]:
    """Sends what the ledger says is left to send; what became of all, and why it stopped, if it did."""
    languages = {reader.language for reader in readers}
    for language in languages:
        _note(edition, language, READERS, SENDING)
    withdrawn, stopped = False, None
    try:
        stopped = _send_to_readers(edition, readers, ledger, pace)
    except WithdrawnAmidst as error:
        withdrawn, stopped = True, error.args[0]
    states = ledger.states(str(edition.period))
    found = [(reader, states.get(ledger.token(reader.address))) for reader in readers]
    counts = Counter(state for reader, state in found)
    done = Delivered(
        str(edition.period),
        {state.value: counts[state] for state in State if counts[state]},
        tuple(reader for reader, state in found if state is State.UNCERTAIN),
        tuple(reader for reader, state in found if state is State.FAILED),
        withdrawn,
    )
    for language in languages if done.is_complete else ():
        _note(edition, language, READERS, SENT)
    return done, stopped


def _send_to_readers(
    edition: ReadyEdition, readers: Sequence[Reader], ledger: Ledger, pace: Pace
) -> Text | None:
    """Gives the relay a message for each reader who has none yet; why it stopped early, if it did."""
    # What became of each is in the ledger. A message that may have arrived is never sent again.
    period, queue = str(edition.period), deque(_waiting(edition.period, readers, ledger).items())
    refusals = Refusals(ledger.states(period))
    rows = [(token, each.language, edition.digests[each.language]) for token, each in queue]
    ledger.enrol(period, rows, edition.run.now)
    try:
        while queue:
            with _connected(edition.relay, edition.run.folder) as connection:
                while queue and connection.is_open:
                    pace.await_turn()
                    now = edition.run.now + pace.elapsed
                    answer = refusals.judged(queue[0][0], _give(connection, edition, queue[0], ledger, now))
                    ledger.note(period, queue[0][0], answer.state, now, answer.code)
                    _log.info("%s, line %d: %s %d", period, queue[0][1].line, answer.state, answer.code)
                    if why := _why_to_stop(answer, refusals, pace, len(queue)):
                        return _stopped(why, len(queue))
                    if answer.is_about_us:
                        queue.rotate(-1)
                    elif answer.code not in (0, 421) or answer.state is not State.DEFERRED:
                        queue.popleft()  # else the same message goes through another connection
    except (RelayFailed, NotReady) as error:
        return _stopped(error.args[0], len(queue))
    return None


def _why_to_stop(answer: Answer, refusals: Refusals, pace: Pace, waiting: int) -> Text | None:
    if answer.is_about_us and refusals.in_a_row >= min(MOST_REFUSALS, waiting):
        # Its words may name a reader.
        return _(
            "the mail server refuses this message, whoever it is for (it answered {code}); send --test shows "
            "what it says",
            code=answer.code,
        )
    return None if pace.heed(answer) else _("the mail server is too busy; wait a while")


def _stopped(reason: str, count: int) -> Text:
    return ngettext(
        "{reason}; {count} message is waiting",
        "{reason}; {count} messages are waiting",
        reason=reason,
        count=count,
    )


def _give(
    connection: Connection, edition: ReadyEdition, to: tuple[str, Reader], ledger: Ledger, now: datetime
) -> Answer:
    (token, reader), period = to, str(edition.period)
    edition.refuse_withdrawn(now)
    mail, ways_out = edition.mails[reader.language], edition.site.newsletter.ways_out(reader.language)
    message = to_reader(mail, reader.address, token, ways_out, now)
    return connection.deliver(
        mail.sender, reader.address, message, lambda: ledger.note(period, token, State.SENDING, now)
    )


def leave(run: Run, given: str, path: Path, ledger: Ledger) -> int:
    """Notes who wants no more, by an address, a token, an mbox file or a mailbox; how many are new to that.

    Of a mailbox's messages only those count that name a reader: of the file, or whom the ledger knows.
    """
    found = addresses(path, run.folder, read_site(run.folder).languages)
    known = ledger.known.union(map(ledger.token, found))
    return ledger.suppress(known.intersection(who_leaves(given, ledger.token, run.folder)), run.now)
