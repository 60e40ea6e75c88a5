"""What must not happen to something that readers have been given, and what to do instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cchr_feeds.i18n import _
from cchr_feeds.model.lock import Record, Standing
from cchr_feeds.model.publication_meta import PublicationMeta
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Violation


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

    @property
    def is_warning(self) -> bool:
        """Whether a build goes on all the same."""
        return self.fault.severity == "warning"


def _accepting(name: str) -> str:
    return f"cchr-feeds build --accept {name}"


def another_authority(published_as: str, site: Site) -> Conflict:
    """Every id begins with the authority and its year."""
    authority, __, since = published_as.partition(",")
    name = "authority" if authority != site.authority else "since"
    message = _("another {field} changes every id, so readers get everything a second time", field=name)
    fix = _("write authority: {authority} and since: {since} again", authority=authority, since=since)
    accepting = _("{fix} (to change every id anyway: {command})", fix=fix, command=_accepting("authority"))
    return Conflict(Violation((name,), "identity", message, accepting), ("authority",), "site.yaml")


def language_lost(language: str) -> Conflict:
    """The site no longer has a language that it published in."""
    message = _(
        "entries were published in {language}, which is no longer a language of the site", language=language
    )
    fix = _(
        "put {language} back (to drop it anyway: {command})",
        language=language,
        command=_accepting(language),
    )
    return Conflict(Violation(("languages",), "identity", message, fix), (language,), "site.yaml")


def clock_behind(now: datetime) -> Conflict:
    """It is earlier now than when something was published: until then that leaves, as an embargo asks."""
    message = _(
        "it is {now:%Y-%m-%d %H:%M} now; entries published after that are missing until then", now=now
    )
    fix = _("check this computer's clock, and --now or SOURCE_DATE_EPOCH if one is set")
    return Conflict(Violation((), "clock", message, fix, "warning"), ())


def vanished(record: Record) -> Conflict:
    """The file of a published entry is gone."""
    name = record.publication_id
    message = _("{id} was published, and its file {file} is gone", id=name, file=record.file)
    fix = _(
        "bring the file back; to take the publication back from readers: cchr-feeds withdraw {id} (to "
        "drop it without a notice: {command})",
        id=name,
        command=_accepting(name),
    )
    return Conflict(Violation((), "vanished", message, fix), (name,), publication_id=name)


def notice_cut_short(record: Record) -> Conflict:
    """The file of a withdrawn entry is gone before its notice has had its time."""
    name = record.publication_id
    message = _(
        "readers still get the notice that {id} was withdrawn, and its file {file} is gone",
        id=name,
        file=record.file,
    )
    fix = _("bring the file back (to end the notice now: {command})", command=_accepting(name))
    return Conflict(Violation((), "vanished", message, fix), (name,), publication_id=name)


def renamed(record: Record, new_id: str, file: str) -> Conflict:
    """The same publication has another id."""
    old = record.publication_id
    message = _(
        "this was published as {old}; under {new}, readers would get it a second time", old=old, new=new_id
    )
    fix = _(
        "write id: {old} again (if it is another publication: {command})", old=old, command=_accepting(old)
    )
    return Conflict(Violation(("id",), "identity", message, fix), (old,), file)


def translation_lost(meta: PublicationMeta, language: str) -> Conflict:
    """A published language of an entry is gone from its file."""
    name = f"{meta.id}/{language}"
    message = _("this was published in {language} too, and the block {language}: is gone", language=language)
    fix = _(
        "bring the block back; to take the publication back: cchr-feeds withdraw {id} (to drop it "
        "without a notice: {command})",
        id=meta.id,
        command=_accepting(name),
    )
    return Conflict(Violation(("id",), "vanished", message, fix), (meta.id, name), meta.path)


def draft_again(meta: PublicationMeta) -> Conflict:
    """A published entry is a draft."""
    message = _("readers have this already; as a draft it would vanish from their feeds")
    fix = _(
        "delete draft: true; to take the publication back: cchr-feeds withdraw {id} (to drop it "
        "without a notice: {command})",
        id=meta.id,
        command=_accepting(meta.id),
    )
    return Conflict(Violation(("draft",), "draft-again", message, fix), (meta.id,), meta.path)


def held_back_again(meta: PublicationMeta, language: str, released: bool) -> Conflict:
    """A published entry has a date in the future: that of its publication, or (`released`) of its change."""
    message = _("readers have this already; with a date in the future it would vanish until then")
    do = _("leave this line out until then") if released else _("write a date that has passed")
    fix = _("{fix} (to let it disappear until then: {command})", fix=do, command=_accepting(meta.id))
    name = "updated" if released else "published"  # in the language's block, at the top, or as `added`
    above = (name,) if getattr(meta, name) else ("added",)
    path = (language, name) if getattr(meta.translations[language], name) else above
    return Conflict(Violation(path, "draft-again", message, fix), (meta.id,), meta.path)


def clock_before_withdrawal(record: Record, now: datetime) -> Conflict:
    """It is earlier now than when something was withdrawn: its text would be there again."""
    message = _(
        "it is {now:%Y-%m-%d %H:%M} now, and {id} was withdrawn after that",
        now=now,
        id=record.publication_id,
    )
    fix = _("check this computer's clock, and --now or SOURCE_DATE_EPOCH if one is set")
    return Conflict(Violation((), "clock", message, fix), (), publication_id=record.publication_id)


def notice_never_shown(file: str) -> Conflict:
    """A published entry is withdrawn as of so long ago that its notice has had its time already."""
    message = _(
        "this was withdrawn so long ago that readers would never see the notice; it would just vanish "
        "from their feeds"
    )
    fix = _("write the day on which you take it back")
    return Conflict(Violation(("withdrawn", "on"), "notice", message, fix, "warning"), (), file)


def text_moved(record: Record, file: str) -> Conflict:
    """What was published under one id stands under another, and its own id says something else."""
    old = record.publication_id
    message = _(
        "this was published as {old}, which now holds another text; readers would get it a second time",
        old=old,
    )
    fix = _(
        "write id: {old} here again, and give the other one an id of its own (to do it: {command})",
        old=old,
        command=_accepting(old),
    )
    return Conflict(Violation(("id",), "identity", message, fix), (old,), file)


def resurfaced(record: Record, language: str, file: str) -> Conflict:
    """What was taken back would come back, or an id is used a second time."""
    name, before = record.publication_id, record.languages[language]
    was = _("was published and dropped") if before.standing is Standing.DROPPED else _("was withdrawn")
    message = _("{id} {was}; readers would get it again", id=name, was=was)
    fix = _(
        "give a new publication an id of its own (to bring this one back: {command})",
        command=_accepting(name),
    )
    if before.standing is not Standing.DROPPED:
        fix = _("put withdrawn: back, or {fix}", fix=fix)
    return Conflict(Violation(("id",), "resurfaced", message, fix), (name,), file)
