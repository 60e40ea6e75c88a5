"""What must not happen to something that readers have been given, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cchr_feeds.model.lock import Record, Standing
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.rules import Fault
from cchr_feeds.model.site import Site


@dataclass(frozen=True, slots=True)
class Objection:
    """A rule between what was published and what is there now.

    `file` is the project's file that `fault` is about; without one it is the line of
    `publication_id` in published.lock. `accept` are the names that allow it. A warning stops nothing.
    """

    fault: Fault
    accept: tuple[str, ...]
    file: str = ""
    publication_id: str = ""


def _accepting(name: str) -> str:
    return f"cchr-feeds build --accept {name}"


def another_authority(published_as: str, site: Site) -> Objection:
    """Every id begins with the authority and its year."""
    authority, _, since = published_as.partition(",")
    name = "authority" if authority != site.authority else "since"
    message = f"with another {name} every id changes, and readers get everything a second time"
    fix = f"write authority: {authority} and since: {since} again"
    accepting = f"{fix} (to change every id all the same: {_accepting('authority')})"
    return Objection(Fault((name,), "identity", message, accepting), ("authority",), "site.yaml")


def language_lost(language: str) -> Objection:
    """The site no longer has a language that it published in."""
    message = f"entries were published in {language}, which is no language of the site any more"
    fix = f"put {language} back (to let it go all the same: {_accepting(language)})"
    return Objection(Fault(("languages",), "identity", message, fix), (language,), "site.yaml")


def clock_behind(now: datetime) -> Objection:
    """It is earlier now than when something was published: until then that leaves, as an embargo asks."""
    message = f"it is {now:%Y-%m-%d %H:%M} now; entries that were published later have left for so long"
    fix = "see whether this machine's clock is right, and whether --now or SOURCE_DATE_EPOCH is meant"
    return Objection(Fault((), "clock", message, fix, "warning"), ())


def vanished(record: Record) -> Objection:
    """The file of a published entry is gone."""
    name = record.publication_id
    message = f"{name} was published, and its file {record.file} is gone"
    fix = (
        f"bring the file back; to take the publication back from readers: cchr-feeds withdraw {name} "
        f"(to let it go without a word: {_accepting(name)})"
    )
    return Objection(Fault((), "vanished", message, fix), (name,), publication_id=name)


def notice_cut_short(record: Record) -> Objection:
    """The file of a withdrawn entry is gone before its notice has had its time."""
    name = record.publication_id
    message = f"readers are still told that {name} was withdrawn, and its file {record.file} is gone"
    fix = f"bring the file back (to end the notice now: {_accepting(name)})"
    return Objection(Fault((), "vanished", message, fix), (name,), publication_id=name)


def renamed(record: Record, new_id: str, file: str) -> Objection:
    """The same publication has another id."""
    old = record.publication_id
    message = f"this was published as {old}; as {new_id} readers would get it a second time"
    fix = f"write id: {old} again (if it is another publication: {_accepting(old)})"
    return Objection(Fault(("id",), "identity", message, fix), (old,), file)


def translation_lost(publication: Publication, language: str, file: str) -> Objection:
    """A published language of an entry is gone from its file."""
    name = f"{publication.id}/{language}"
    message = f"this was published in {language} too, and the block {language}: is gone"
    fix = (
        f"bring the block back; to take the publication back: cchr-feeds withdraw {publication.id} "
        f"(to let it go without a word: {_accepting(name)})"
    )
    return Objection(Fault(("id",), "vanished", message, fix), (publication.id, name), file)


def draft_again(publication: Publication, file: str) -> Objection:
    """A published entry is a draft."""
    message = "readers have this already; as a draft it would vanish from their feeds"
    fix = (
        f"take away draft: true; to take the publication back: cchr-feeds withdraw {publication.id} "
        f"(to let it go without a word: {_accepting(publication.id)})"
    )
    return Objection(Fault(("draft",), "draft-again", message, fix), (publication.id,), file)


def held_back_again(publication: Publication, language: str, released: bool, file: str) -> Objection:
    """A published entry has a date in the future: that of its publication, or (`released`) of its change."""
    message = "readers have this already; with a date in the future it would vanish until then"
    do = "leave this line out until then" if released else "write a date that has passed"
    fix = f"{do} (to let it go until then: {_accepting(publication.id)})"
    path = _date_field(publication, language, "updated" if released else "published")
    fault = Fault(path, "draft-again", message, fix)
    return Objection(fault, (publication.id,), file)


def _date_field(publication: Publication, language: str, name: str) -> tuple[str, ...]:
    """Where the date that counts is written: in the language's block, at the top, or as `added`."""
    if getattr(publication.translations[language], name):
        return (language, name)
    return (name,) if getattr(publication, name) else ("added",)


def clock_before_withdrawal(record: Record, now: datetime) -> Objection:
    """It is earlier now than when something was withdrawn: its text would be there again."""
    message = f"it is {now:%Y-%m-%d %H:%M} now, and {record.publication_id} was withdrawn later than that"
    fix = "see whether this machine's clock is right, and whether --now or SOURCE_DATE_EPOCH is meant"
    return Objection(Fault((), "clock", message, fix), (), publication_id=record.publication_id)


def notice_never_shown(file: str) -> Objection:
    """A published entry is withdrawn as of so long ago that its notice has had its time already."""
    message = "this was withdrawn so long ago that readers never see the notice; it vanishes from their feeds"
    fix = "write the day on which you take it back"
    return Objection(Fault(("withdrawn", "on"), "notice", message, fix, "warning"), (), file)


def text_moved(record: Record, file: str) -> Objection:
    """What was published under one id stands under another, and its own id says something else."""
    old = record.publication_id
    message = (
        f"this was published as {old}, which says something else now; readers would get it a second time"
    )
    fix = f"write id: {old} here again, and give the other one an id of its own (to do it: {_accepting(old)})"
    return Objection(Fault(("id",), "identity", message, fix), (old,), file)


def resurfaced(record: Record, language: str, file: str) -> Objection:
    """What was taken back would come back, or an id is used a second time."""
    name, before = record.publication_id, record.languages[language]
    was = "was published and let go" if before.standing is Standing.LET_GO else "was withdrawn"
    message = f"{name} {was}; readers would get it again"
    fix = f"give a new publication an id of its own (to bring this one back: {_accepting(name)})"
    if before.standing is not Standing.LET_GO:
        fix = f"put withdrawn: back, or {fix}"
    fault = Fault(("id",), "resurfaced", message, fix)
    return Objection(fault, (name,), file)
