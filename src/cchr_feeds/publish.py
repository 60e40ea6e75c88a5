"""Publishes a project: what readers would see change, build, upload, then the lock; and takes it back.

The lock is written last, so that what could not be uploaded counts as given to nobody.
"""

from __future__ import annotations

import hashlib
import json
import re
import shlex
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from urllib.parse import unquote

from cchr_feeds import __version__, lockfile, steps
from cchr_feeds.build import build
from cchr_feeds.cache.file_state import states
from cchr_feeds.errors import NothingToDo, NotReady, Unfinished, WrongUsage
from cchr_feeds.folder_lock import locked
from cchr_feeds.i18n import _, beginning_of, lines_of
from cchr_feeds.keys import key_in_environment, seal
from cchr_feeds.lockfile.compare import Comparison
from cchr_feeds.model.lock import Lock, Standing
from cchr_feeds.model.part import EVERY_PART, MANIFEST, SEAL
from cchr_feeds.model.project import Project
from cchr_feeds.model.site import Publish, Site
from cchr_feeds.output import read_manifest
from cchr_feeds.output.disk import sha256_of
from cchr_feeds.output.manifest import Manifest, is_inside
from cchr_feeds.publishing import former, opened
from cchr_feeds.publishing.transfer import Transfer, carry_out, manifest_of_place, planned
from cchr_feeds.regular_file import reason_of
from cchr_feeds.run import Outcome, Run
from cchr_feeds.select import starts
from cchr_feeds.source import read_lock

_READ = ("site.yaml", "entries", "editions", "templates", "words")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What publishing now would do: entries as `id/language` by what readers notice, and feeds that change.

    `waiting` counts publications that wait, and `next_start` is when the first of them comes out by its date.
    `digest` stands for all that it is made of.
    """

    site: Site
    changes: Mapping[str, Sequence[str]]
    feeds: tuple[str, ...]
    waiting: int
    next_start: datetime | None
    digest: str


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: files changed and removed; where readers find them; and what the build said."""

    address: str
    changed: int
    removed: int
    outcome: Outcome | None = None


def target_of(site: Site) -> Publish:
    """Where the site is published; raises `WrongUsage` where site.yaml does not say."""
    if site.publish is None:
        example = "publish: {rsync: user@host:/path}"
        raise WrongUsage(_("site.yaml does not say where to publish; add {line}", line=example))
    return site.publish


def propose(run: Run, accepted: frozenset[str] = frozenset()) -> Proposal:
    """What publishing now would do; raises `WrongUsage`, and `ProblemsFound` for what would be refused."""
    project, selection = steps.read(run)
    target_of(project.site)
    comparison = lockfile.compare_with_lock(run.folder, project, selection, accepted)
    lockfile.refuse_conflicts(run.folder, comparison, project)
    run.progress("")
    return proposal(project, comparison)


def proposal(project: Project, comparison: Comparison) -> Proposal:
    """What publishing does, by what it changes for readers."""
    changes, now = dict(comparison.changes), comparison.selection.now
    waiting = [project.metadata[each] for each in comparison.selection.held_back]
    upcoming = (moment for meta in waiting if not meta.draft for moment in starts(meta, project.site))
    made_from = f"{inputs_digest(project, comparison.lock)} {json.dumps(changes, sort_keys=True)}"
    return Proposal(
        site=project.site,
        changes=changes,
        feeds=tuple(sorted(set(_feeds_of(project, changes)))),
        waiting=len(waiting),
        next_start=min((moment for moment in upcoming if moment > now), default=None),
        digest=hashlib.sha256(made_from.encode()).hexdigest(),
    )


def cron_line(folder: Path) -> str:
    """The line for cron that publishes every hour what a date has brought."""
    return f"7 * * * * cd {shlex.quote(str(folder.resolve()))} && cchr-feeds publish --if-due --quiet"


def _feeds_of(project: Project, changes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The folders of the feeds that entries stand in."""
    for entry in {each for entries in changes.values() for each in entries}:
        publication_id, _slash, language = entry.rpartition("/")
        yield language
        if meta := project.metadata.get(publication_id):
            yield from (f"{language}/{project.site.current_terms[term]}" for term in meta.category)


def inputs_digest(project: Project, lock: Lock) -> str:
    """The SHA-256 of all that an output is made of, but the time: files, issued editions, and the program.

    Line ends count as one, because checkouts may have either.
    """
    digest = hashlib.sha256(__version__.encode())
    found = {name: project.folder / name for name in states(project.folder / name for name in _READ)}
    found |= {name: each.file for name, each in project.assets.items()}
    for name in sorted(name for name, path in found.items() if path.is_file()):
        content = found[name].read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    for edition in (lock.editions[key] for key in sorted(lock.editions)):
        digest.update(replace(edition, sent={}).line().encode())
    return digest.hexdigest()


def publish(run: Run, accepted: frozenset[str] = frozenset(), seen: str = "") -> Published:
    """Builds, uploads and writes the lock; raises `ProblemsFound`, `NotReady` or `Unfinished`.

    `seen` is the digest of the proposal that was agreed to; another one is refused.
    """
    if not run.publishes:
        raise WrongUsage(_("what is published is out/ of the project; leave out --out"))
    secret, done = key_in_environment(run.folder), list[Published]()

    def deliver(project: Project, comparison: Comparison) -> Comparison:
        if seen not in ("", proposal(project, comparison).digest):
            raise NotReady(_("something has changed since you looked; look again, and publish then"))
        last = [SEAL, MANIFEST] if secret else [MANIFEST]
        if secret:
            seal(run.out, secret)
        transfer = _uploaded(run, project, comparison, last)
        done.append(Published(project.site.feeds_url, len(transfer.changing), len(transfer.gone)))
        until = lockfile.next_moment(project, comparison).isoformat(timespec="seconds")
        delivered = inputs_digest(project, comparison.lock), until
        return replace(comparison, lock=replace(comparison.lock, delivered=delivered))

    outcome = build(run, EVERY_PART, accepted, deliver)
    return replace(done[0], outcome=outcome)


def publish_if_due(run: Run) -> Published | None:
    """Publishes what a date has brought; `None` where none has come. Raises `NotReady` for other changes."""
    project, _selection = steps.read(run)
    target_of(project.site)
    run.progress("")
    lock = read_lock(run.folder)
    if lock.delivered is None:
        why = _("nothing was published yet, or it was undone; look at it, and run: cchr-feeds publish")
        raise NotReady(why)
    inputs, until = lock.delivered
    if inputs != inputs_digest(project, lock):
        why = _("files have changed since the last publishing; look at it, and run: cchr-feeds publish")
        raise NotReady(why)
    return publish(run) if datetime.fromisoformat(until) <= run.now else None


def _uploaded(run: Run, project: Project, comparison: Comparison, last: Sequence[str]) -> Transfer:
    """Brings the output to the place, whose files of before are kept; with what that took."""
    place, after = target_of(project.site), read_manifest(run.out)
    public = {each.publication_id for each in comparison.selection.listings if not each.withdrawn}
    pictures = set(_issued_pictures(run.folder, project.site))
    kept = {path for path in pictures if not path.startswith("files/") or path.split("/")[1] in public}
    run.progress(_("uploading …"))
    with _unfinished(), opened(place, run.folder, run.out) as target:
        before, __ = manifest_of_place(target)
        if before.entries and not read_lock(run.folder).lines:
            why = _("published.lock is gone, and readers have entries; bring it back from version control")
            raise NotReady(why)
        transfer = planned(before, after.files, kept, pictures - kept)
        was = former.former_of(run.folder)
        if transfer.changing or transfer.gone:
            touched = [*transfer.changing, *transfer.gone, *last]
            was = former.keep(run.folder, repr(place), target, touched, before)
            _refuse_foreign(former.files_in(run.folder), transfer)
        carry_out(target, run.out, transfer, last)
    if was:
        replace(was, after=sha256_of(run.out / MANIFEST)).save(run.folder)
    return transfer


def _refuse_foreign(files: Path, transfer: Transfer) -> None:
    """Raises `NotReady` where others' files stand in the way."""
    names = (path for path in transfer.appearing if path not in transfer.before.pending)
    foreign = [
        path
        for path in names
        if (files / path).is_file() and sha256_of(files / path) != transfer.after[path].sha256
    ]
    if foreign:
        why = _("others' files are in the way there: {files}; move them away", files=beginning_of(foreign, 5))
        raise NotReady(why)


def _issued_pictures(folder: Path, site: Site) -> Iterator[str]:
    """The paths of pictures in the output that issued mails show."""
    address = re.compile(re.escape(site.feeds_url) + r"([^\"'<>\s?#)]+\.(?:png|jpe?g|gif))", re.IGNORECASE)
    for mail in sorted((folder / "issued").glob("*/*.eml")):
        for part in message_from_bytes(mail.read_bytes()).walk():
            content = part.get_payload(decode=True)
            text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
            yield from filter(is_inside, map(unquote, address.findall(text)))


@contextmanager
def _unfinished() -> Iterator[None]:
    """Says of an upload that fails, or is interrupted, what it has left."""
    left = _("The upload is not finished and published.lock is as it was; run it again to complete it.")
    try:
        yield
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(left) from error
    except OSError as error:
        why = _("the upload failed: {reason}", reason=reason_of(error))
        raise Unfinished(lines_of([why, left])) from error
    except Unfinished as error:
        raise Unfinished(lines_of([error.args[0], left])) from error


def undo(run: Run) -> Published:
    """Gives the place the files that it had before the last publishing; the lock goes on knowing them all.

    Raises `NothingToDo`, and `NotReady` where a withdrawn text would come back, or others have published.
    """
    with locked(run.folder):
        project, _selection = steps.read(run)
        place, lock = target_of(project.site), read_lock(run.folder)
        was = former.former_of(run.folder)
        if was is None or was.place != repr(place):
            raise NothingToDo(_("nothing was published from here that could be undone"))
        before, files = former.former_manifest(run.folder), former.files_in(run.folder)
        if returning := sorted(set(_returning(before, project, lock))):
            names = beginning_of(returning, 5)
            why = _(
                "texts that were taken back would return: {names}; correct and publish instead", names=names
            )
            raise NotReady(why)
        with _unfinished(), opened(place, run.folder, run.out) as target:
            now, content = manifest_of_place(target)
            if was.after not in ("", hashlib.sha256(content).hexdigest()):
                raise NotReady(_("something else has been published there since; nothing was undone"))
            pictures = set(_issued_pictures(run.folder, project.site))
            transfer = _way_back(now, before, files, pictures)
            replace(was, after="").save(run.folder)
            last = [name for name in (SEAL, MANIFEST) if (files / name).is_file()]
            carry_out(target, files, transfer, last)
            target.remove([name for name in (SEAL, MANIFEST) if name in was.added])
        lockfile.write_lock(run.folder, replace(lock, delivered=None))
        former.forget(run.folder)
    return Published(project.site.feeds_url, len(transfer.changing), len(transfer.gone))


def _returning(before: Manifest, project: Project, lock: Lock) -> Iterator[str]:
    """The entries, as `id/language`, that the place showed before and readers should not see any more."""
    for entry in map(json.loads, before.entries):
        key, language = str(entry.get("publication")), str(entry.get("language"))
        meta, record = project.metadata.get(key), lock.record(key)
        seen = record.languages.get(language) if record else None
        is_public = meta and not meta.withdrawn_on and seen and seen.standing is Standing.PUBLIC
        if not is_public and not entry.get("withdrawn"):
            yield f"{key}/{language}"


def _way_back(now: Manifest, before: Manifest, files: Path, pictures: Collection[str]) -> Transfer:
    """What makes a place hold the files of before, of which those that changed lie in a folder."""
    transfer = planned(now, before.files, pictures, ())
    first, then = (
        tuple(path for path in paths if (files / path).is_file()) for paths in (transfer.first, transfer.then)
    )
    return replace(transfer, first=first, then=then)
