"""What must not happen to something that readers have been given, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cchr_feeds.errors import Violation
from cchr_feeds.messages import said
from cchr_feeds.model.card import Card
from cchr_feeds.model.lock import Record, Standing
from cchr_feeds.model.site import Site


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule between what was published and what is there now.

    `file` is the project's file that `fault` is about; without one it is the line of
    `publication_id` in published.lock. `accept` are the names that allow it. A warning stops nothing.
    """

    fault: Violation
    accept: tuple[str, ...]
    file: str = ""
    publication_id: str = ""


def _accepting(name: str) -> str:
    return f"cchr-feeds build --accept {name}"


def another_authority(published_as: str, site: Site) -> Conflict:
    """Every id begins with the authority and its year."""
    authority, _, since = published_as.partition(",")
    name = "authority" if authority != site.authority else "since"
    message = said("another-authority", field=name)
    fix = said("write-authority", authority=authority, since=since)
    accepting = said("or-change-ids", fix=fix, command=_accepting("authority"))
    return Conflict(Violation((name,), "identity", message, accepting), ("authority",), "site.yaml")


def language_lost(language: str) -> Conflict:
    """The site no longer has a language that it published in."""
    message = said("published-in-language", language=language)
    fix = said("put-language-back", language=language, command=_accepting(language))
    return Conflict(Violation(("languages",), "identity", message, fix), (language,), "site.yaml")


def clock_behind(now: datetime) -> Conflict:
    """It is earlier now than when something was published: until then that leaves, as an embargo asks."""
    message = said("earlier-than-published", now=now)
    fix = said("see-clock")
    return Conflict(Violation((), "clock", message, fix, "warning"), ())


def vanished(record: Record) -> Conflict:
    """The file of a published entry is gone."""
    name = record.publication_id
    message = said("published-file-gone", id=name, file=record.file)
    fix = said("bring-file-back-or-withdraw", id=name, command=_accepting(name))
    return Conflict(Violation((), "vanished", message, fix), (name,), publication_id=name)


def notice_cut_short(record: Record) -> Conflict:
    """The file of a withdrawn entry is gone before its notice has had its time."""
    name = record.publication_id
    message = said("notice-file-gone", id=name, file=record.file)
    fix = said("bring-file-back", command=_accepting(name))
    return Conflict(Violation((), "vanished", message, fix), (name,), publication_id=name)


def renamed(record: Record, new_id: str, file: str) -> Conflict:
    """The same publication has another id."""
    old = record.publication_id
    message = said("published-as", old=old, new=new_id)
    fix = said("write-old-id", old=old, command=_accepting(old))
    return Conflict(Violation(("id",), "identity", message, fix), (old,), file)


def translation_lost(card: Card, language: str) -> Conflict:
    """A published language of an entry is gone from its file."""
    name = f"{card.id}/{language}"
    message = said("language-block-gone", language=language)
    fix = said("bring-block-back", id=card.id, command=_accepting(name))
    return Conflict(Violation(("id",), "vanished", message, fix), (card.id, name), card.path)


def draft_again(card: Card) -> Conflict:
    """A published entry is a draft."""
    message = said("draft-would-vanish")
    fix = said("take-away-draft", id=card.id, command=_accepting(card.id))
    return Conflict(Violation(("draft",), "draft-again", message, fix), (card.id,), card.path)


def held_back_again(card: Card, language: str, released: bool) -> Conflict:
    """A published entry has a date in the future: that of its publication, or (`released`) of its change."""
    message = said("future-would-vanish")
    do = said("leave-line-out") if released else said("write-past-date")
    fix = said("or-let-go-until", fix=do, command=_accepting(card.id))
    path = _date_field(card, language, "updated" if released else "published")
    fault = Violation(path, "draft-again", message, fix)
    return Conflict(fault, (card.id,), card.path)


def _date_field(card: Card, language: str, name: str) -> tuple[str, ...]:
    """Where the date that counts is written: in the language's block, at the top, or as `added`."""
    if getattr(card.translations[language], name):
        return (language, name)
    return (name,) if getattr(card, name) else ("added",)


def clock_before_withdrawal(record: Record, now: datetime) -> Conflict:
    """It is earlier now than when something was withdrawn: its text would be there again."""
    message = said("earlier-than-withdrawn", now=now, id=record.publication_id)
    fix = said("see-clock")
    return Conflict(Violation((), "clock", message, fix), (), publication_id=record.publication_id)


def notice_never_shown(file: str) -> Conflict:
    """A published entry is withdrawn as of so long ago that its notice has had its time already."""
    message = said("withdrawn-long-ago")
    fix = said("write-day-taken-back")
    return Conflict(Violation(("withdrawn", "on"), "notice", message, fix, "warning"), (), file)


def text_moved(record: Record, file: str) -> Conflict:
    """What was published under one id stands under another, and its own id says something else."""
    old = record.publication_id
    message = said("published-as-another", old=old)
    fix = said("old-id-here", old=old, command=_accepting(old))
    return Conflict(Violation(("id",), "identity", message, fix), (old,), file)


def resurfaced(record: Record, language: str, file: str) -> Conflict:
    """What was taken back would come back, or an id is used a second time."""
    name, before = record.publication_id, record.languages[language]
    was = said("was-let-go") if before.standing is Standing.LET_GO else said("was-withdrawn")
    message = said("would-get-again", id=name, was=was)
    fix = said("new-id-or-back", command=_accepting(name))
    if before.standing is not Standing.LET_GO:
        fix = said("put-withdrawn-back", fix=fix)
    fault = Violation(("id",), "resurfaced", message, fix)
    return Conflict(fault, (name,), file)
