"""The command `send`."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import Common, command, texts_by_language
from cchr_feeds.cli.options import period as period_type
from cchr_feeds.cli.terminal import Misuse, checked, require_agreement, show
from cchr_feeds.errors import Unfinished
from cchr_feeds.i18n import N_, Text, _, all_of, lines_of, ngettext
from cchr_feeds.model.addresses import email_address
from cchr_feeds.model.dates import Period

if TYPE_CHECKING:
    from cchr_feeds.delivery.recipients import Reader
    from cchr_feeds.send import Delivered, ReadyEdition

# By the names of the ledger's states (`State`).
_STATES = {
    "pending": N_("{count} waiting"),
    "sending": N_("{count} under way"),
    "sent": N_("{count} sent"),
    "deferred": N_("{count} to be tried again"),
    "failed": N_("{count} refused for good"),
    "uncertain": N_("{count} uncertain"),
}


@command("send")
@click.argument("period", type=period_type, required=False)
@click.option(
    "--to",
    "lists",
    metavar="ADDRESS",
    multiple=True,
    help="A mailing list's address, for all languages or for one, as in en=ADDRESS; may be repeated.",
)
@click.option(
    "--readers",
    "file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A CSV file outside the project: each reader's address and language.",
)
@click.option("--test", metavar="ADDRESS", help="Send a test to this address alone.")
@click.option("--yes", is_flag=True, help="Do not ask before it goes out.")
@click.option("--resume", is_flag=True, help="Go on with those who have not got it yet.")
@click.option("--offline", is_flag=True, help="Do not check links when it is issued.")
@click.option("--status", is_flag=True, help="With --readers: show how far each edition has come.")
@click.option(
    "--leave",
    "leaving",
    metavar="WHO",
    help="With --readers: who wants no more, as an address, a token, an mbox file or imaps://user@host/folder.",
)
@click.option("--forget", is_flag=True, help="With --readers: forget all but who left, and who got what.")
@click.option("--per-minute", type=click.IntRange(1), help="With --readers: how many messages a minute.")
def send(
    common: Common,
    period: Period | None,
    lists: tuple[str, ...],
    file: Path | None,
    test: str | None,
    yes: bool,
    resume: bool,
    offline: bool,
    status: bool,
    leaving: str | None,
    forget: bool,
    per_minute: int | None,
) -> None:
    """Send the newsletter of a PERIOD to a mailing list, or to a small file of readers.

    What goes out is what was issued, byte for byte; an edition that is not issued yet is issued first. Nobody
    gets it twice. The mail server is relay: in site.yaml; its password is in CCHR_FEEDS_RELAY_PASSWORD.
    """
    if status or leaving or forget:
        if file is None:
            raise Misuse(_("name the file of readers, whose ledger lies beside it (--readers)"))
        _look_after(common, file, leaving, forget=forget)
    elif period is None:
        raise Misuse(_("name the period, as in cchr-feeds send 2024-10 --to news@lists.example.org"))
    elif test:
        _send_test(common, period, test)
    elif bool(lists) == bool(file):
        raise Misuse(_("name either a mailing list (--to) or a file of readers (--readers)"))
    else:
        edition = _ready(common, period, online=not offline)
        if file:
            _send_to_readers(common, edition, file, per_minute, yes=yes, resume=resume)
        else:
            _send_to_lists(common, edition, lists, yes=yes)


def _send_test(common: Common, period: Period, address: str) -> None:
    from cchr_feeds.send import send_test

    count = send_test(common, period, checked(email_address, address, "--test: "))
    done = ngettext("{count} test was sent.", "{count} tests were sent.", count=count)
    common.result(done, edition=str(period), sent=count)


def _ready(common: Common, period: Period, *, online: bool) -> "ReadyEdition":
    """The issued edition; one that is not issued yet is issued now."""
    from cchr_feeds.issue import issue
    from cchr_feeds.send import is_issued, ready_edition

    if not is_issued(common, period):
        common.say(lines_of(issue(common, period, online=online).findings))
    return ready_edition(common, period)


def _agree(common: Common, edition: "ReadyEdition", messages: Mapping[str, int], *, yes: bool) -> None:
    """Shows what would go out, and asks; raises `Misuse` where there is nobody to ask."""
    from cchr_feeds.send import summary

    common.say(lines_of(list(summary(edition, messages))))
    count = sum(messages.values())
    question = ngettext("Send {count} message now?", "Send {count} messages now?", count=count)
    require_agreement(question, yes=yes)


def _send_to_lists(common: Common, edition: "ReadyEdition", lists: tuple[str, ...], *, yes: bool) -> None:
    from cchr_feeds.send import left_for_lists, send_to_lists

    addresses = texts_by_language("to", lists, edition.mails, email_address, "")
    wanted = {each: addresses.get(each, addresses.get("", "")) for each in edition.mails}
    left = left_for_lists(edition, {language: to for language, to in wanted.items() if to})
    _agree(common, edition, dict.fromkeys(left, 1), yes=yes)
    common.result(send_to_lists(edition, left), edition=str(edition.period), lists=left)


def _send_to_readers(
    common: Common, edition: "ReadyEdition", file: Path, per_minute: int | None, *, yes: bool, resume: bool
) -> None:
    from cchr_feeds.delivery.ledger import ledger_path, opened
    from cchr_feeds.delivery.smtp import Pace
    from cchr_feeds.send import left_to_send, readers_of, send_to_file

    readers, others = readers_of(edition, file)
    if others:
        common.say(_("Readers in whose language nothing was issued: {count}", count=others))
    with opened(ledger_path(file)) as ledger:
        left = left_to_send(edition, readers, ledger, resume=resume)
        _agree(common, edition, left, yes=yes)
        done, stopped = send_to_file(edition, readers, ledger, Pace(per_minute))
    _tell(common, done, stopped)


def _tell(common: Common, done: "Delivered", stopped: Text | None) -> None:
    """What became of the messages; raises `Unfinished` where that is not the end."""
    said = [_state_line(done.edition, done.counts)]
    if done.failed:
        refused = ngettext(
            "Refused for good, in line {lines} of the file: correct the address, or take the line out.",
            "Refused for good, in lines {lines} of the file: correct the addresses, or take the lines out.",
            count=len(done.failed),
            lines=_lines(done.failed),
        )
        said.append(refused)
    if done.uncertain:
        why = ngettext(
            "Nobody knows whether the message for line {lines} arrived; it is not sent again.",
            "Nobody knows whether the messages for lines {lines} arrived; they are not sent again.",
            count=len(done.uncertain),
            lines=_lines(done.uncertain),
        )
        said.append(why)
        # Named on a terminal and nowhere else: what is not a terminal may be kept.
        for reader in done.uncertain if sys.stderr.isatty() else ():
            show(_("uncertain: line {line}, {address}", line=reader.line, address=reader.address))
    if done.is_complete:
        common.result(lines_of(said), edition=done.edition, counts=done.counts)
        return
    said += [stopped] if stopped else []
    if done.goes_on:
        said.append(_("Run it again with --resume to go on; nobody gets it twice."))
    raise Unfinished(lines_of(said))


def _state_line(edition: str, counts: Mapping[str, int]) -> Text:
    shown = [_(_STATES[state], count=count) for state, count in counts.items()]
    return _("{edition}: {counts}", edition=edition, counts=all_of(shown))


def _lines(readers: "tuple[Reader, ...]") -> str:
    return ", ".join(str(each.line) for each in readers)


def _look_after(common: Common, file: Path, leaving: str | None, *, forget: bool) -> None:
    from cchr_feeds.delivery.ledger import ledger_path, opened
    from cchr_feeds.send import leave

    with opened(ledger_path(file)) as ledger:
        if leaving:
            count = leave(common, leaving, file, ledger)
            done = ngettext("{count} reader has left.", "{count} readers have left.", count=count)
            nobody = _("Nobody new has left: they had left already, or are not in {file}.", file=file.name)
            common.result(done if count else nobody, left=count)
        elif forget:
            ledger.forget()
            common.result(_("Forgotten. Who left, and who got what, is still known."))
        else:
            counts = {edition: dict(states) for edition, states in ledger.counts().items()}
            shown = [_state_line(edition, states) for edition, states in counts.items()]
            left = _("Readers who left: {count}", count=len(ledger.suppressed))
            common.result(lines_of([*shown, left]), editions=counts, left=len(ledger.suppressed))
