"""Publishes a project: what readers would see change, build, upload, then the lock; and takes it back."""

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import unquote

from cchr_feeds import __version__, lockfile, steps
from cchr_feeds.build import build
from cchr_feeds.critical_section import locked
from cchr_feeds.errors import NothingToDo, NotReady, Unfinished, WrongUsage
from cchr_feeds.file_state import states
from cchr_feeds.i18n import Text, _, beginning_of, lines_of, ngettext
from cchr_feeds.keys import key_in_environment, sign_manifest
from cchr_feeds.lockfile.compare import Comparison
from cchr_feeds.model.lock import Lock, Standing
from cchr_feeds.model.part import CACHED, EVERY_PART, ISSUED, MANIFEST, SIGNATURE_FILE, SOURCES, Part
from cchr_feeds.model.project import Project
from cchr_feeds.model.site import Publish, Site
from cchr_feeds.output import read_manifest
from cchr_feeds.output.disk import sha256_of
from cchr_feeds.output.manifest import Files, Manifest, is_inside, manifest_of
from cchr_feeds.output.writing import PINNED
from cchr_feeds.regular_file import reason_of
from cchr_feeds.run import Outcome, Run, Written
from cchr_feeds.select import Selection, starts
from cchr_feeds.source import read_lock
from cchr_feeds.store import Store
from cchr_feeds.upload_targets import Place, in_the_way, opened

_LEADS_ELSEWHERE = re.compile(
    r"(.*/)?(index|follow)\.html|.*/search\.json|sitemap\.xml|_redirects|feeds\.opml"
)
# Where the store says which files are new (`added`), and which manifest came (`after`) or may have come
# without being recorded (`coming`).
_UNDO = "undo.json"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What publishing would do: entries as `id/language` by what readers notice, and feeds that change.

    `next_start` is when the first of what waits comes out by its date; `digest` stands for all of it. It
    `catches_up` where the lock may know more than the place shows, as after an undo.
    """

    project: Project
    changes: Mapping[str, Sequence[str]]
    feeds: tuple[str, ...]
    next_start: datetime | None
    digest: str
    catches_up: bool

    @property
    def catching_up(self) -> str:
        """What to know where it catches up; empty elsewhere."""
        if not self.catches_up:
            return ""
        return _(
            "Nothing was published from here yet, or it was undone: all that published.lock has goes out."
        )

    @property
    def upcoming(self) -> str:
        """When the next entry comes by its date, and the line for cron that brings it; empty without one."""
        if self.next_start is None:
            return ""
        folder = quote(str(self.project.folder.resolve()))
        return _(
            "The next entry goes online when a build runs after {moment}, as with this line for cron:\n"
            "{line}",
            moment=self.next_start.astimezone(self.project.site.timezone).strftime("%Y-%m-%d %H:%M"),
            line=f"7 * * * * cd {folder} && {quote(sys.executable)} -m cchr_feeds publish --if-due --quiet",
        )


class Published(NamedTuple):
    """What was done, in words and as a build tells it, and where readers find it."""

    said: Text
    address: str
    outcome: Outcome


def _former(project: Path) -> Path:
    """The folder with the files that the place had before."""
    # What is replaced or removed there is kept here, in `.cchr-feeds/undo/`; all of it was public.
    return project / CACHED / "undo"


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
    waiting = (project.metadata[each] for each in comparison.selection.held_back)
    upcoming = (moment for meta in waiting if not meta.draft for moment in starts(meta, project.site))
    made_from = f"{_inputs(project, comparison.lock)} {json.dumps(changes, sort_keys=True)}"
    lock = read_lock(project.folder)
    return Proposal(
        project=project,
        changes=changes,
        feeds=tuple(sorted(set(_feeds_of(project, changes)))),
        next_start=min((moment for moment in upcoming if moment > now), default=None),
        digest=hashlib.sha256(made_from.encode()).hexdigest(),
        catches_up=bool(lock.lines) and lock.delivered is None,
    )


def _feeds_of(project: Project, changes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The folders of the feeds that entries stand in."""
    for entry in {each for entries in changes.values() for each in entries}:
        publication_id, _slash, language = entry.rpartition("/")
        meta = project.metadata.get(publication_id)
        yield from (language, *(f"{language}/{term}" for term in (meta.category if meta else ())))


def _inputs(project: Project, lock: Lock) -> str:
    """The SHA-256 of all that an output is made of, but the time: files, issued editions, and the program."""
    digest = hashlib.sha256(__version__.encode())
    found = {name: project.folder / name for name in states(project.folder / name for name in SOURCES)}
    found |= {name: each.file for name, each in project.assets.items()}
    for name in sorted(name for name, path in found.items() if path.is_file()):
        # A checkout may have either line end.
        content = found[name].read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    for key in sorted(lock.editions):
        digest.update(replace(lock.editions[key], sent={}).line().encode())
    return digest.hexdigest()


def publish(
    run: Run, accepted: frozenset[str] = frozenset(), seen: str = "", *, if_due: bool = False
) -> Published:
    """Builds, uploads and writes the lock; raises `ProblemsFound`, `NotReady` or `Unfinished`.

    `seen` is the digest of the proposal that was agreed to; another one is refused. With `if_due`, so is
    what no date has brought.
    """
    if not run.publishes:
        raise WrongUsage(_("what is published is out/ of the project; leave out --out"))
    secret, done = key_in_environment(run.folder), list[tuple[str, Written]]()

    def deliver(project: Project, comparison: Comparison) -> Comparison:
        if seen and seen != proposal(project, comparison).digest:
            raise NotReady(_("something has changed since you looked; look again, and publish then"))
        if if_due:  # while this one waited for another command, files may have changed
            _refuse_other_changes(run.folder, project)
        if secret:
            sign_manifest(run.out, secret)
        counts = _uploaded(run, project, comparison, [SIGNATURE_FILE, MANIFEST] if secret else [MANIFEST])
        done.append((project.site.feeds_url, counts))
        until = lockfile.next_moment(project, comparison).isoformat(timespec="seconds")
        delivered = _inputs(project, comparison.lock), until
        lock = replace(comparison.lock, delivered=delivered)
        store, key = Store(run.folder), repr(project.site.publish)
        # The lock comes last, so that what could not be uploaded never counts as given to readers.
        lockfile.write_lock(run.folder, lock)  # until it is there, the publishing is not finished
        if known := store.load(_UNDO, key):
            store.write(_UNDO, key, {**known, "after": sha256_of(run.out / MANIFEST), "coming": ""})
        return replace(comparison, lock=lock)

    outcome = build(run, EVERY_PART, accepted, deliver)
    address, counts = done[0]
    said = ngettext(
        "Published: {count} file changed, {removed} removed.",
        "Published: {count} files changed, {removed} removed.",
        count=counts.written,
        removed=counts.removed,
    )
    return Published(said, address, replace(outcome, written=counts))


def publish_if_due(run: Run) -> Published | None:
    """Publishes only what has become due by its date; `None`, at once, where nothing has.

    Raises `NotReady` where anything else has changed too.
    """
    delivered = read_lock(run.folder).delivered
    if delivered and datetime.fromisoformat(delivered[1]) > run.now:
        return None
    project, _selection = steps.read(run)
    target_of(project.site)
    run.progress("")
    _refuse_other_changes(run.folder, project)
    return publish(run, if_due=True)


def _refuse_other_changes(folder: Path, project: Project) -> None:
    """Raises `NotReady` where anything has changed since the last publishing but the time."""
    lock = read_lock(folder)
    if lock.delivered is None:
        why = _("nothing was published yet, or it was undone; look at it, and run: cchr-feeds publish")
        raise NotReady(why)
    if lock.delivered[0] != _inputs(project, lock):
        why = _("files have changed since the last publishing; look at it, and run: cchr-feeds publish")
        raise NotReady(why)


def _uploaded(run: Run, project: Project, comparison: Comparison, last: Sequence[str]) -> Written:
    """Brings the output to its place; `last` is what ends it."""
    publish, after = target_of(project.site), read_manifest(run.out).files
    public = {each.publication_id for each in comparison.selection.listings if not each.withdrawn}
    pictures = set(_issued_pictures(run.folder, project.site))
    kept = {path for path in pictures if not path.startswith("files/") or path.split("/")[1] in public}
    store, undo_key = Store(run.folder), repr(publish)
    run.progress(_("uploading …"))
    with _unfinished(), opened(publish, run.folder) as place:
        before, digest = _manifest_there(place)
        if store.load(_UNDO, undo_key).get("coming") != digest:  # it is not ours that was not recorded
            _refuse_unknown(before, read_lock(run.folder))
        changing = [path for path in after if path in before.pending or before.files.get(path) != after[path]]
        gone = sorted({*_gone(before, after, kept), *(pictures - kept - after.keys())})
        if changing or gone:
            _keep(store, undo_key, place, [*changing, *gone, *last], before)
            _refuse_foreign(_former(run.folder), {path: after[path] for path in changing}, before)
            coming = {"coming": sha256_of(run.out / MANIFEST)}
            store.write(_UNDO, undo_key, store.load(_UNDO, undo_key) | coming)
        _carry(place, run.out, before, after, gone)
        place.put(run.out, last)
    if any(_returning(before, comparison.selection, comparison.lock)):  # so nothing of it is kept
        former = _former(run.folder)
        manifest = read_manifest(former)  # by it an undo is refused, which would find no files
        shutil.rmtree(former, ignore_errors=True)
        former.mkdir(parents=True)
        (former / MANIFEST).write_bytes(manifest.content().getvalue())
    return Written(len(changing), len(after) - len(changing), len(gone))


def _refuse_unknown(before: Manifest, lock: Lock) -> None:
    """Raises `NotReady` where readers have what an old lock, or that of another project, does not know."""
    late = Standing.PUBLIC if lock.delivered else None  # after an undo, the place is what is behind
    shown = _shown(before, lock)
    unknown = [name for name, is_notice, now in shown if now is None or (is_notice and now is late)]
    if unknown:
        why = _(
            "published.lock does not know what readers have ({names}); "
            "bring it back from version control, in its newest state",
            names=beginning_of(unknown, 5),
        )
        raise NotReady(why)


def _manifest_there(place: Place) -> tuple[Manifest, str]:
    """What a place says that it holds, and that file's SHA-256; raises `NotReady` for another program's."""
    with TemporaryDirectory() as folder:
        place.fetch([MANIFEST], Path(folder))
        file = Path(folder) / MANIFEST
        content = file.read_bytes() if file.is_file() else b""
    if content and b'"generator": "cchr-feeds"' not in content:
        raise NotReady(_("{file} is there and not ours; publish to a folder of its own", file=MANIFEST))
    return manifest_of(content), hashlib.sha256(content).hexdigest()


def _gone(before: Manifest, after: Files, kept: Collection[str]) -> list[str]:
    """What the manifest there names and is wanted no more; scripts that others may have pinned stay."""
    ours = {**before.pending, **before.files}
    return [path for path in ours if not (path in after or path in kept or PINNED.fullmatch(path))]


def _carry(place: Place, source: Path, before: Manifest, after: Files, gone: Sequence[str]) -> None:
    """Puts files in place, pages and feeds after what they lead to, and removes what is wanted no more."""
    # The manifest names first what will appear (`pending`), so that it is ours even after an interruption.
    if appearing := {path: record for path, record in after.items() if path not in before.files}:
        with TemporaryDirectory() as folder:
            pending = replace(before, pending={**before.pending, **appearing})
            (Path(folder) / MANIFEST).write_bytes(pending.content().getvalue())
            place.put(Path(folder), [MANIFEST])
    wanted = set(map(str.casefold, after))  # a disk may take capitals for small letters
    place.remove([path for path in gone if path.casefold() in wanted])
    there = sorted(path for path in after if (source / path).is_file())
    later = {
        path
        for path in there
        if after[path].part in (Part.FEEDS, Part.EMBED) or _LEADS_ELSEWHERE.fullmatch(path)
    }
    place.put(source, [path for path in there if path not in later])
    place.put(source, sorted(later))
    place.remove([path for path in gone if path.casefold() not in wanted])


def _keep(store: Store, key: str, place: Place, paths: Sequence[str], before: Manifest) -> None:
    """Keeps these files of the place; what an unfinished publishing has kept stays as it is."""
    files, known = _former(store.project), store.load(_UNDO, key)
    if not known or known["after"] or read_manifest(files).files != before.files:
        store.forget(_UNDO)
        shutil.rmtree(files, ignore_errors=True)
        known = {"added": "[]", "after": ""}
    added = json.loads(known["added"])
    missing = [path for path in paths if path not in added and not (files / path).is_file()]
    store.write(_UNDO, key, known)
    place.fetch(missing, files)
    added += [path for path in missing if not (files / path).is_file()]
    store.write(_UNDO, key, {**known, "added": json.dumps(added)})


def _refuse_foreign(there: Path, changing: Files, before: Manifest) -> None:
    """Raises `NotReady` where others' files stand in the way."""
    ours = set(map(str.casefold, {**before.pending, **before.files}))
    new = {path: record for path, record in changing.items() if path.casefold() not in ours}
    foreign = [
        path for path in new if (there / path).is_file() and sha256_of(there / path) != new[path].sha256
    ]
    if foreign:
        raise in_the_way(foreign)


def _issued_pictures(folder: Path, site: Site) -> Iterator[str]:
    """The paths of pictures in the output that issued mails show."""
    address = re.compile(re.escape(site.feeds_url) + r"([^\"'<>\s?#)]+\.(?:png|jpe?g|gif))", re.IGNORECASE)
    for mail in sorted((folder / ISSUED).glob("*/*.eml")):
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


def undo(run: Run) -> str:
    """Gives the place the files that it had before the last publishing, and says so; the lock stays.

    Raises `NothingToDo`, and `NotReady` where a withdrawn text would come back, or others have published.
    """
    with locked(run.folder):
        project, selection = steps.read(run)
        publish, lock, store = target_of(project.site), read_lock(run.folder), Store(run.folder)
        files, known = _former(run.folder), store.load(_UNDO, repr(publish))
        if not known:
            raise NothingToDo(_("nothing was published from here that could be undone"))
        after = read_manifest(files)
        if returning := sorted(set(_returning(after, selection, lock))):
            names = beginning_of(returning, 5)
            why = _(
                "texts that were taken back would return: {names}; correct and publish instead", names=names
            )
            raise NotReady(why)
        with _unfinished(), opened(publish, run.folder) as place:
            before, digest = _manifest_there(place)
            if known["after"] not in ("", digest):
                raise NotReady(_("something else has been published there since; nothing was undone"))
            if known.get("coming") != digest:
                _refuse_unknown(before, lock)
            store.write(_UNDO, repr(publish), {**known, "after": ""})
            gone = _gone(before, after.files, set(_issued_pictures(run.folder, project.site)))
            _carry(place, files, before, after.files, gone)
            place.put(files, [name for name in (SIGNATURE_FILE, MANIFEST) if (files / name).is_file()])
            place.remove([name for name in (SIGNATURE_FILE, MANIFEST) if name in json.loads(known["added"])])
        lockfile.write_lock(run.folder, replace(lock, delivered=None))
        store.forget(_UNDO)
        shutil.rmtree(files, ignore_errors=True)
    changed = sum(before.files.get(path) != record for path, record in after.files.items())
    undone = ngettext(
        "Undone: {count} file is as before, {removed} removed.",
        "Undone: {count} files are as before, {removed} removed.",
        count=changed,
        removed=len(gone),
    )
    stays = _(
        "What readers and others have copied stays with them, and published.lock still knows it. "
        "`publish --if-due` waits for the next publish."
    )
    return lines_of([undone, stays])


def can_undo(folder: Path, site: Site) -> bool:
    """Whether there is a publishing of this project to undo."""
    return bool(Store(folder).load(_UNDO, repr(site.publish)))


def _returning(before: Manifest, selection: Selection, lock: Lock) -> Iterator[str]:
    """The entries, as `id/language`, that the place showed before and readers should not see any more."""
    public = {f"{each.publication_id}/{each.language}" for each in selection.listings if not each.withdrawn}
    for name, is_notice, now in _shown(before, lock):
        if not is_notice and not (name in public and now is Standing.PUBLIC):
            yield name


def _shown(manifest: Manifest, lock: Lock) -> Iterator[tuple[str, bool, Standing | None]]:
    """Each entry as `id/language`, whether it is the notice of a withdrawal, and what the lock says of it."""
    for entry in map(json.loads, manifest.entries):
        key, language = str(entry.get("publication")), str(entry.get("language"))
        record = lock.record(key)
        seen = record.languages.get(language) if record else None
        yield f"{key}/{language}", bool(entry.get("withdrawn")), seen.standing if seen else None
