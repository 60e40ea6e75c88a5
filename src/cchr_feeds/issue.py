"""Issues an edition: shows its sender and entries, checks its links, makes its mails final, records them."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import unquote, urldefrag

from cchr_feeds import lockfile, output
from cchr_feeds.build import build
from cchr_feeds.critical_section import locked
from cchr_feeds.errors import NothingToDo, NotReady, WrongUsage
from cchr_feeds.i18n import Text, _, lines_of, ngettext
from cchr_feeds.linkcheck import faults_of
from cchr_feeds.model.dates import Period
from cchr_feeds.model.lock import Editions, IssuedEdition
from cchr_feeds.model.output import Edition
from cchr_feeds.model.part import EML, ISSUED, Part
from cchr_feeds.model.site import Site
from cchr_feeds.newsletter import chosen_period
from cchr_feeds.output.manifest import Manifest
from cchr_feeds.render.newsletter.editions import edition_documents
from cchr_feeds.render.newsletter.eml import as_issued
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.run import Run
from cchr_feeds.source import read_lock
from cchr_feeds.source.save import replace as write_files
from cchr_feeds.steps import wanted_periods
from cchr_feeds.verify.locations import Differs, Website, digest

_LINK = re.compile(r'<a [^>]*?href="(https?:[^"]+)"')
_LARGEST = 100_000_000  # bytes of a linked file that is compared


@dataclass(frozen=True, slots=True)
class PreparedMail:
    """A mail that can be issued: its edition of a site, the bytes of its page, and of the mail itself."""

    edition: Edition
    site: Site
    page: bytes
    content: bytes


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
    return f"{ISSUED}/{period}/{language}.eml"


def issue(run: Run, wanted: Period | None, *, online: bool = True) -> Issued:
    """Puts the mails of a period into `issued/`, records that, and makes the newsletters of `out` anew.

    Raises `NotReady` with all that is not as it should be; `online` also checks the mail's links.
    Raises `NothingToDo` where the same has been issued already.
    """
    if not run.publishes:
        raise WrongUsage(_("only what readers get can be issued; leave out --out"))
    with locked(run.folder):
        mails, lock = prepared_mails(run, wanted), read_lock(run.folder)
        editions = _recorded(mails, lock.editions, run)
        found = [*findings(mails, run, online=online)]
        if not all(each.is_right for each in found):
            raise NotReady(lines_of([each.line for each in found]))
        period = str(mails[0].edition.period)
        files = {mail_path(period, each.edition.language): each.content for each in mails}
        write_files(run.folder, files)
        if not lockfile.write_lock(run.folder, replace(lock, editions={**lock.editions, **editions})):
            raise NotReady(lockfile.lock_not_writable().message)
    build(run, (Part.NEWSLETTERS,))
    return Issued(period, tuple(files), tuple(each.line for each in found))


def prepared_mails(run: Run, wanted: Period | None) -> list[PreparedMail]:
    """The mails of a period as they would be issued now; raises `ProblemsFound` and `NothingToDo`."""
    project, selection, period = chosen_period(run, wanted, [EML])
    spans = wanted_periods(project, selection, [*output.read_manifest(run.out).forms, period])  # for its page
    contents = assemble(project, selection, spans, (Part.NEWSLETTERS,), {period: [EML]})
    shown = [each for each in contents.editions if each.period == period]
    run.progress("")
    mails, documents = [], edition_documents(contents, Templates(run.folder), shown)
    for edition, document in zip(shown, documents, strict=True):
        files = {each.path: each.content for each in document() if isinstance(each.content, bytes)}
        page = f"{edition.folder}/{edition.language}.html"
        ready = files[f"{edition.folder}/mail/{edition.language}.eml"]
        issued = as_issued(ready, project.site.address(page))
        mails.append(PreparedMail(edition, project.site, files[page], issued))
    return mails


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


# --- whether it may go out -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is right, or not, before an edition goes out."""

    is_right: bool
    text: Text

    @property
    def line(self) -> Text:
        """The finding, marked."""
        found = self.text
        return _("ok: {finding}", finding=found) if self.is_right else _("NOT: {finding}", finding=found)


def findings(mails: Sequence[PreparedMail], run: Run, *, online: bool) -> Iterator[Finding]:
    """What a director may want to know before it goes out."""
    if sender := mails[0].site.newsletter.sender:
        yield Finding(True, _("Sender: {address}", address=sender.address.default))
    for mail in mails:
        yield Finding(True, _completeness(mail))
    manifest = output.read_manifest(run.out)
    if not all(_is_built(mail, manifest) for mail in mails):
        if mails[0].site.publish:
            why = _("The web copy is not of these entries; publish them first")
        else:
            why = _(
                "The web copy is not of these entries; run cchr-feeds newsletter {period}, and upload out/",
                period=mails[0].edition.period,
            )
        yield Finding(False, why)
    elif online:
        yield from _found_online(mails, manifest, run)
    else:
        yield Finding(True, _("Links were not followed."))


def _completeness(mail: PreparedMail) -> Text:
    edition, name = mail.edition, mail.site.languages[mail.edition.language].name
    own, others = sum(len(group.entries) for group in edition.groups), len(edition.elsewhere)
    if not others:
        return ngettext("{name}: {count} entry", "{name}: {count} entries", name=name, count=own)
    return ngettext(
        "{name}: {count} entry, and {others} in other languages only",
        "{name}: {count} entries, and {others} in other languages only",
        name=name,
        count=own,
        others=others,
    )


def _is_built(mail: PreparedMail, manifest: Manifest) -> bool:
    """Whether the output has the mail's copy as the entries would make it now."""
    record = manifest.files.get(f"{mail.edition.folder}/{mail.edition.language}.html")
    return record is not None and record.sha256 == hashlib.sha256(mail.page).hexdigest()


def _found_online(mails: Sequence[PreparedMail], manifest: Manifest, run: Run) -> Iterator[Finding]:
    site = mails[0].site
    found = (match[1] for mail in mails for match in _LINK.finditer(mail.page.decode()))
    links = dict.fromkeys(urldefrag(unescape(each)).url for each in found)
    ours = [each for each in links if each.startswith(site.feeds_url)]
    wrong = {each: _differs(each, site, manifest) for each in ours}
    wrong |= faults_of([each for each in links if each not in wrong], run.progress)
    run.progress("")
    for address, why in wrong.items():
        if why:
            yield Finding(False, _("{address}: {reason}", address=address, reason=why))
    count = len(links) - sum(map(bool, wrong.values()))
    said = ngettext("{count} link leads where it should", "{count} links lead where they should", count=count)
    yield Finding(True, said)


def _differs(address: str, site: Site, manifest: Manifest) -> str | Text:
    """What is wrong with a file of ours online; empty where it is as it was built."""
    remedy = _("publish first") if site.publish else _("upload out/")
    path = unquote(address.removeprefix(site.feeds_url).partition("?")[0])
    if path == "" or path.endswith("/"):
        path += "index.html"
    record = manifest.files.get(path)
    if record is None:
        return _("the build made no such page")
    try:
        found = digest(Website(site.feeds_url), path, _LARGEST)
    except Differs as error:
        if error.kind == "missing":
            return _("it is not online yet; {remedy}", remedy=remedy)
        return error.reason or error.kind
    return "" if found == record.sha256 else _("online is another version; {remedy}", remedy=remedy)
