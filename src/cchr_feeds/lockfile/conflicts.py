"""What must not happen to something that readers have been given, and what to do instead."""

from dataclasses import dataclass
from datetime import date, datetime

from cchr_feeds.i18n import _
from cchr_feeds.model.dates import PartialDate, Period
from cchr_feeds.model.lock import PublishedEntry, Record, Standing
from cchr_feeds.model.publication import PublicationMeta
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Violation


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule between what was published and what is there now.

    `file` is the project's file that `fault` is about; without one it is the line of `publication_id` in
    published.lock. `accept` are the names that allow it; a warning stops nothing. `values`, by field, can be
    written into the file where that surely puts it right; an empty one takes the field out.
    """

    fault: Violation
    accept: tuple[str, ...]
    file: str = ""
    publication_id: str = ""
    values: tuple[tuple[tuple[str, ...], str], ...] = ()


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
    command = _accepting(language)
    fix = _("put {language} back (to drop it anyway: {command})", language=language, command=command)
    return Conflict(Violation(("languages",), "identity", message, fix), (language,), "site.yaml")


def another_address(feeds_url: str) -> Conflict:
    """The feeds would be at another address."""
    message = _("every feed that readers follow begins with {address}, and would be gone", address=feeds_url)
    fix = _(
        "write feeds_url: {address} again (if the old addresses lead to the new ones: {command})",
        address=feeds_url,
        command=_accepting("feeds_url"),
    )
    return Conflict(Violation(("feeds_url",), "address", message, fix), ("feeds_url",), "site.yaml")


def another_timezone(timezone: str) -> Conflict:
    """Every date without an offset would mean another moment."""
    message = _("another time zone moves every entry that readers have in their feeds")
    values = {"timezone": timezone, "command": _accepting("timezone")}
    fix = _("write timezone: {timezone} again (to move them all: {command})", **values)
    return Conflict(Violation(("timezone",), "archived", message, fix), ("timezone",), "site.yaml")


def category_lost(term: str, newcomer: str) -> Conflict:
    """The site no longer has a category that had feeds; perhaps `newcomer` takes its place."""
    name = f"feeds/{term}"
    message = _("readers follow the feeds of the category {term}, which is gone", term=term)
    where = newcomer or _("the category in its place")
    fix = _(
        "write former: [{term}] under {where}, so that its addresses go on working (to end them: {command})",
        term=term,
        where=where,
        command=_accepting(name),
    )
    place = ("categories", newcomer) if newcomer else ("categories",)
    return Conflict(Violation(place, "address", message, fix), (name,), "site.yaml")


def another_feed_id(term: str, feed_id: str) -> Conflict:
    """A feed would have another id: readers would take it for another feed."""
    first, name = feed_id.rpartition("/")[2], f"feeds/{term}"
    message = _(
        "the feeds of {term} would have another id, and readers would take them for others", term=term
    )
    command = _accepting(name)
    fix = _("name {first} first in former: (to change it anyway: {command})", first=first, command=command)
    return Conflict(Violation(("categories",), "identity", message, fix), (name,), "site.yaml")


def archived(meta: PublicationMeta, block: tuple[str, ...], today: date) -> Conflict:
    """A new entry's release lies in an archive that readers have, and need not read again."""
    path = (*block, "added")
    message = _("by its date this comes behind archives that readers have; they would never see it")
    at_top = _("write added: {today}", today=today)
    do = _("write added: {today} under {language}:", today=today, language=block[0]) if block else at_top
    accepting = _accepting("archives")
    fix = _("{fix} (to fill the archives with what is not news: {command})", fix=do, command=accepting)
    violation = Violation((*block, "published"), "archived", message, fix)
    return Conflict(violation, ("archives",), meta.path, values=((path, today.isoformat()),))


def too_late(meta: PublicationMeta, block: tuple[str, ...], missed: Period, upcoming: Period) -> Conflict:
    """An entry belongs to an edition that went out without it; the next one may still take it."""
    path = (*block, "edition")
    message = _(
        "the newsletter of {month} went out without this; who reads by mail would miss it", month=missed
    )
    at_top = _("write edition: {month}", month=upcoming)
    in_block = _("write edition: {month} under {language}:", month=upcoming, language="".join(block))
    at = path if meta.edition else (*block, "published")
    violation = Violation(at, "late", message, in_block if block else at_top, "warning")
    return Conflict(violation, (), meta.path, values=((path, str(upcoming)),))


def moved(meta: PublicationMeta, language: str, was: PublishedEntry) -> Conflict:
    """A published entry would stand elsewhere in feeds, though its date is the same."""
    path = (language, "added") if meta.translations[language].added else ("added",)
    written = "" if was.released == was.published else was.released
    message = _("readers have this already; with another added: it would move in their feeds")
    do = _("write added: {moment} again", moment=written) if written else _("leave added: out")
    fix = _("{fix} (to move it anyway: {command})", fix=do, command=_accepting(meta.id))
    violation = Violation(path, "archived", message, fix)
    return Conflict(violation, (meta.id,), meta.path, values=((path, written),))


def never_received(file: str) -> Conflict:
    """An entry is withdrawn that readers never had."""
    message = _("readers never had this, and would get a notice that it was withdrawn")
    fix = _("delete the file instead")
    return Conflict(Violation(("withdrawn",), "notice", message, fix, "warning"), (), file)


def change_never_shown(meta: PublicationMeta, language: str) -> Conflict:
    """A published entry is changed as of so long ago that feeds need not hold it for that."""
    message = _("this change is so long ago that many readers would never see it")
    fix = _("write the day on which you make the change")
    path = (language, "updated") if meta.translations[language].updated else ("updated",)
    return Conflict(Violation(path, "notice", message, fix, "warning"), (), meta.path)


def clock_behind(now: datetime) -> Conflict:
    """The clock is behind a published date; until it catches up, its entry waits like an embargoed one."""
    message = _(
        "it is {now:%Y-%m-%d %H:%M} now; entries published after that are missing until then", now=now
    )
    fix = _("check this computer's clock, and --now or SOURCE_DATE_EPOCH if one is set")
    return Conflict(Violation((), "clock", message, fix, "warning"), ())


def vanished(record: Record) -> Conflict:
    """The file of a published entry is gone."""
    name = record.publication_id
    message = _("{id} was published, and its file {file} is gone", id=name, file=record.file)
    if not record.file:  # known from the output's manifest
        message = _("{id} was published, and no entry has this id", id=name)
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
    values = {"id": name, "file": record.file}
    message = _("readers still get the notice that {id} was withdrawn, and its file {file} is gone", **values)
    fix = _("bring the file back (to end the notice now: {command})", command=_accepting(name))
    return Conflict(Violation((), "vanished", message, fix), (name,), publication_id=name)


def renamed(record: Record, new_id: str, file: str) -> Conflict:
    """The same publication has another id."""
    old = record.publication_id
    message = _(
        "this was published as {old}; under {new}, readers would get it a second time", old=old, new=new_id
    )
    command = _accepting(old)
    fix = _("write id: {old} again (if it is another publication: {command})", old=old, command=command)
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


def held_back_again(meta: PublicationMeta, language: str, future: PartialDate) -> Conflict:
    """One of the dates of a published entry is in the future."""
    names, block = ("published", "added", "updated"), meta.translations[language]
    inside = [(language, name) for name in names if getattr(block, name) == future]
    above = [(name,) for name in names if getattr(meta, name) == future]
    path: tuple[str, ...] = next(iter([*inside, *above]))
    message = _("readers have this already; with a date in the future it would vanish until then")
    do = _("write a date that has passed") if "published" in path else _("leave this line out until then")
    fix = _("{fix} (to let it disappear until then: {command})", fix=do, command=_accepting(meta.id))
    return Conflict(Violation(path, "draft-again", message, fix), (meta.id,), meta.path)


def clock_before_withdrawal(record: Record, now: datetime) -> Conflict:
    """It is earlier now than when something was withdrawn: its text would be there again."""
    name = record.publication_id
    message = _("it is {now:%Y-%m-%d %H:%M} now, and {id} was withdrawn after that", now=now, id=name)
    fix = _("check this computer's clock, and --now or SOURCE_DATE_EPOCH if one is set")
    return Conflict(Violation((), "clock", message, fix), (), publication_id=name)


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
    command = _accepting(name)
    fix = _("give a new publication an id of its own (to bring this one back: {command})", command=command)
    if before.standing is not Standing.DROPPED:
        fix = _("put withdrawn: back, or {fix}", fix=fix)
    return Conflict(Violation(("id",), "resurfaced", message, fix), (name,), file)
