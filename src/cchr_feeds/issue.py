"""Issues an edition: its mails leave the house as they are, and what is in them is remembered."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cchr_feeds import lockfile
from cchr_feeds.build import build
from cchr_feeds.delivery.outgoing import as_issued
from cchr_feeds.errors import NothingToDo, NotReady, WrongUsage
from cchr_feeds.folder_lock import locked
from cchr_feeds.i18n import _, lines_of
from cchr_feeds.model.dates import Period
from cchr_feeds.model.lock import Editions, IssuedEdition
from cchr_feeds.model.output import Artifact, Edition
from cchr_feeds.model.part import EML, Part
from cchr_feeds.model.site import Site
from cchr_feeds.newsletter import chosen_period
from cchr_feeds.periods import made_forms, no_entry_in, wanted_periods
from cchr_feeds.readiness import PreparedMail, findings
from cchr_feeds.render.newsletter.editions import edition_documents
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.run import Outcome, Run
from cchr_feeds.select import periods
from cchr_feeds.source import read_lock
from cchr_feeds.source.save import replace as write_files

FOLDER = "issued"
"""Where issued mails lie, in the project and in version control."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued: the period, the mails by path, and what was found right."""

    edition: str
    mails: tuple[str, ...]
    findings: tuple[str, ...]

    @property
    def told(self) -> str:
        """The same in words."""
        files = ", ".join(self.mails)
        done = _("Issued: {files}. Keep them, and published.lock, in version control.", files=files)
        return lines_of([*self.findings, done])


def mail_path(period: str, language: str) -> str:
    """Where an issued mail lies in the project."""
    return f"{FOLDER}/{period}/{language}.eml"


def _path(mail: PreparedMail) -> str:
    return mail_path(str(mail.edition.period), mail.edition.language)


def issue(run: Run, wanted: Period | None, *, online: bool = True) -> tuple[Issued, Outcome]:
    """Puts the mails of a period into `issued/`, records that, and makes the newsletters of `out` anew.

    Raises `NotReady` with all that is not as it should be; `online` also looks whether the mail's links live.
    Raises `NothingToDo` where the same has been issued already.
    """
    if not run.publishes:
        raise WrongUsage(_("only what readers get can be issued; leave out --out"))
    with locked(run.folder):
        site, mails = prepared_mails(run, wanted)
        lock = read_lock(run.folder)
        editions = _recorded(mails, lock.editions, run)
        found = [*findings(mails, site, run, online=online)]
        if not all(each.is_right for each in found):
            raise NotReady(lines_of([each.line for each in found]))
        write_files(run.folder, {_path(each): each.content for each in mails})
        if not lockfile.write_lock(run.folder, replace(lock, editions={**lock.editions, **editions})):
            raise NotReady(lockfile.lock_not_writable().message)
    outcome = build(run, (Part.NEWSLETTERS,))
    period = str(mails[0].edition.period)
    said = tuple(each.line for each in found)
    return Issued(period, tuple(map(_path, mails)), said), outcome


def prepared_mails(run: Run, wanted: Period | None) -> tuple[Site, list[PreparedMail]]:
    """The mails of a period as they would be issued now; raises `ProblemsFound` and `NothingToDo`."""
    project, selection, period = chosen_period(run, wanted, [EML])
    wanted_too = wanted_periods(project, selection, [*made_forms(run.out), period])  # its page names them
    contents = assemble(project, selection, wanted_too, (Part.NEWSLETTERS,), {period: [EML]})
    shown = [each for each in contents.editions if each.period == period]
    if not shown:
        raise no_entry_in(period, periods(selection.listings))
    run.progress("")
    documents = edition_documents(contents, Templates(run.folder), shown)
    made = [
        _prepared(each, document(), project.site) for each, document in zip(shown, documents, strict=True)
    ]
    return project.site, made


def _prepared(edition: Edition, made: Sequence[Artifact], site: Site) -> PreparedMail:
    files = {each.path: each.content for each in made if isinstance(each.content, bytes)}
    page = f"{edition.folder}/{edition.language}.html"
    ready = files[f"{edition.folder}/mail/{edition.language}.eml"]
    return PreparedMail(edition, files[page], as_issued(ready, site.address(page)))


def _recorded(
    mails: Sequence[PreparedMail], before: Editions, run: Run
) -> dict[tuple[str, str], IssuedEdition]:
    """What the lock says of the mails; raises `NotReady` where they have begun to go out, as other ones."""
    recorded, period = {}, str(mails[0].edition.period)
    for mail in mails:
        edition = mail.edition
        key = period, edition.language
        own = [each.publication_id for group in edition.groups for each in group.entries]
        others = [f"{each.publication_id}/{each.language}" for each in edition.elsewhere]
        was = before.get(key)
        since = was.issued if was else run.now.isoformat(timespec="seconds")
        found = hashlib.sha256(mail.content).hexdigest()
        recorded[key] = IssuedEdition(*key, since, found, (*own, *others), was.sent if was else {})
    if recorded.items() <= before.items():
        why = _("{edition} has been issued already, and nothing in it has changed", edition=period)
        raise NothingToDo(why)
    if any(each.sent for each in recorded.values()):
        raise NotReady(_("{edition} has begun to go out, so it can't be issued anew", edition=period))
    return recorded
