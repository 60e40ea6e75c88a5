"""Places for the output: a folder, a host that is reached over SSH, a branch of a repository.

A place reads, writes and removes the files that it is told, and no others.
"""

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from cchr_feeds.errors import NotReady, Unfinished
from cchr_feeds.i18n import _, beginning_of
from cchr_feeds.model.site import GitTarget, Publish
from cchr_feeds.output import disk

_STAGED = ".cchr-feeds-staged"
_LISTED = ("--list-only", "--links", "--no-implied-dirs", "--ignore-missing-args")
_OURS = ("--git-dir=.git", "--work-tree=.")  # whatever repository the environment of a hook names
_AS_US = ("-c", "user.name=cchr-feeds", "-c", "user.email=cchr-feeds@localhost", "-c", "commit.gpgsign=false")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this computer or of a network drive, in which no link is followed."""

    place: Path

    def fetch(self, paths: Collection[str], into: Path) -> None:
        """Copies those of the files that are there into a folder."""
        for path in paths:
            if disk.is_ordinary(self.place, path):
                _copy(self.place / path, into / path)

    def put(self, source: Path, paths: Collection[str]) -> None:
        """Puts files in place that lie in a folder; each appears whole, and what is the same stays."""
        (self.place / _STAGED).unlink(missing_ok=True)
        for path in paths:
            disk.refuse_obstacles(self.place, path)
            with disk.opened(source / path) as content:
                is_same = disk.digest_if_same(content, self.place / path)
            if not is_same:
                _copy(source / path, self.place / _STAGED)
                disk.make_folders((self.place / path).parent)
                (self.place / _STAGED).replace(self.place / path)

    def remove(self, paths: Collection[str]) -> None:
        """Removes those of the files that are there, and folders that are left empty."""
        for path in paths:
            if disk.is_ordinary(self.place, path):
                (self.place / path).unlink()
                disk.remove_empty_folders(self.place, path)


def _copy(file: Path, to: Path) -> None:
    disk.make_folders(to.parent)
    with disk.opened(file) as content:
        disk.copy(content, to)


@dataclass(frozen=True, slots=True)
class Rsync:
    """A folder on a host, as `user@host:/path`, by rsync 3.1 or newer; it does the same as `Folder`."""

    place: str

    def fetch(self, paths: Collection[str], into: Path) -> None:
        """Copies those of the files that are there into a folder; raises `NotReady` for links among them."""
        # A folder that is a link is listed as one only where no file is found behind it.
        listed = self._copy({*_folders(paths), *paths}, self.place, into, *_LISTED).decode().splitlines()
        names = {line.split(maxsplit=4)[4].partition(" -> ")[0]: line[0] for line in listed}
        links = [each for each in names if names[each] == "l" or not names.keys() >= _folders([each])]
        if links:
            raise in_the_way(links)
        self._copy(paths, self.place, into, "--ignore-missing-args")

    def put(self, source: Path, paths: Collection[str]) -> None:
        """Puts files in place that lie in a folder; each appears whole, and what is the same stays."""
        self._copy(paths, source, self.place, "--checksum")

    def remove(self, paths: Collection[str]) -> None:
        """Removes those of the files that are there."""
        # To rsync, the files are missing in a tree without files.
        with TemporaryDirectory() as empty:
            for path in paths:
                (Path(empty) / path).parent.mkdir(parents=True, exist_ok=True)
            self._copy(paths, empty, self.place, "--delete-missing-args")

    def _copy(self, paths: Collection[str], source: Path | str, target: Path | str, *how: str) -> bytes:
        # What is not in the list is neither written nor deleted.
        fixed = ("--files-from=-", "--from0", "--times", "--omit-dir-times", "--timeout=300", *how)
        given = os.fsencode("\0".join(paths))
        return _run("rsync", *fixed, "--", f"{source}/", f"{target}/", given=given) if paths else b""


def in_the_way(foreign: Sequence[str]) -> NotReady:
    """The error that others' files stand where ours should."""
    names = beginning_of(foreign, 5)
    return NotReady(_("others' files are in the way there: {files}; move them away", files=names))


def _folders(paths: Collection[str]) -> set[str]:
    return {str(folder) for path in paths for folder in PurePosixPath(path).parents if folder.name}


@contextmanager
def _branch(target: GitTarget) -> Iterator[Path]:
    """The files of a branch; what changes among them meanwhile is pushed as one commit, without force."""
    with TemporaryDirectory(prefix="cchr-feeds-") as folder:
        full = f"refs/heads/{target.branch}"
        git = partial(_run, "git", "-c", "core.autocrlf=false", *_OURS, *_AS_US, folder=Path(folder))
        git("init", "--quiet")
        (Path(folder) / ".git/info").mkdir(exist_ok=True)  # others' attributes would change bytes
        (Path(folder) / ".git/info/attributes").write_text("* -text -filter -ident -working-tree-encoding\n")
        if git("ls-remote", "--", target.remote, full):
            git("fetch", "--quiet", "--depth=1", "--", target.remote, full)
            git("checkout", "--quiet", "--detach", "FETCH_HEAD")
        yield Path(folder)
        git("add", "--all", "--force")
        if git("status", "--porcelain"):
            git("commit", "--quiet", "--no-verify", "--message=Published")
            git("push", "--quiet", "--", target.remote, f"HEAD:{full}")


def _run(*words: str, given: bytes = b"", folder: Path | None = None) -> bytes:
    """What a program says when it has read `given`; raises `Unfinished` where it does not succeed."""
    program = shutil.which(words[0])
    if program is None:
        raise Unfinished(_("{program} is not installed on this computer", program=words[0]))
    # `model/values.py` checks what site.yaml gives as arguments. The program runs away from the terminal, so
    # that SSH and git don't wait for an answer: keys have to be set up.
    done = subprocess.run(  # noqa: S603 - no shell, and its arguments can be no options
        [program, *words[1:]],
        input=given,
        capture_output=True,
        cwd=folder,
        env=os.environ | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-600:]
        raise Unfinished(_("{program} did not succeed: {why}", program=words[0], why=said))
    return done.stdout


Place = Folder | Rsync


@contextmanager
def opened(publish: Publish, project: Path) -> Iterator[Place]:
    """Where a project is published; a branch changes when the `with` ends. Raises `Unfinished`."""
    if publish.rsync:
        yield Rsync(publish.rsync.rstrip("/"))
        return
    if publish.git:
        with _branch(publish.git) as tree:
            yield Folder(tree)
        return
    place = (project / publish.folder).resolve()
    if not place.is_dir():  # made anew, it would hide that a drive is not connected
        raise Unfinished(_("the folder {folder} is not there; make it, or connect the drive", folder=place))
    yield Folder(place)
