"""Files of the project are written whole or not at all: new ones, replaced ones, and edited entries.

What an editor writes at the same moment, into a file or over it, is not lost.
"""

import ctypes
import errno
import os
import re
import stat
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from cchr_feeds.critical_section import defer_interrupts
from cchr_feeds.errors import OutputFailed
from cchr_feeds.i18n import _
from cchr_feeds.model.part import ENTRIES
from cchr_feeds.regular_file import read_regular, reason_of
from cchr_feeds.source.yaml_tree import MAX_BYTES

_BYTE_ORDER_MARK = "\ufeff"
_NAME = re.compile(r"[a-z0-9-]{1,80}", re.ASCII)
_LINE_END = re.compile(r"\r?\n")


class HasChanged(OutputFailed):
    """A file is another one than was read."""

    def __init__(self, path: str) -> None:
        super().__init__(_("{path} has just been changed by someone else; run this again", path=path))


@contextmanager
def written_beside(path: Path, content: bytes) -> Iterator[Path]:
    """A file with this content and the mode of the one at `path`, ready to be renamed to it.

    It lies in the same folder, under a hidden name that reading passes over, and is removed at the
    end if it is still there. Raises `OSError` where it can't be written.
    """
    copy = path.with_name(f".{os.urandom(8).hex()}.new")  # known before it is there: Ctrl-C leaves none
    try:
        with open(copy, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        copy.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        yield copy
    finally:
        copy.unlink(missing_ok=True)  # it has been renamed, or never was


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by their paths in a folder, which is made too: all of them, or none, even after Ctrl-C.

    Raises `OutputFailed` where one is there already, or can't be written.
    """
    written: list[Path] = []
    path = ""
    try:
        for path, content in files.items():
            with defer_interrupts():
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                with written_beside(place, content) as copy:
                    put_new(copy, place)
                written.append(place)
    except (OSError, KeyboardInterrupt) as error:
        with defer_interrupts():
            for each in written:
                with suppress(OSError):
                    each.unlink()
        if isinstance(error, OSError):
            raise _not_written(path, error) from error
        raise


def put_new(copy: Path, path: Path) -> None:
    """Gives a file another name beside its own; raises `OSError` where one is already."""
    try:
        os.link(copy, path)  # which fails where a file is; a rename would take its place
    except OSError:  # not every file system has links
        path.open("xb").close()
        try:
            path.write_bytes(copy.read_bytes())
        except BaseException:
            path.unlink()  # rather none than a part of it
            raise


def replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files that a program makes, each over the one there may be; raises `OutputFailed`."""
    for path, content in files.items():
        try:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with written_beside(folder / path, content) as copy:
                copy.replace(folder / path)
        except OSError as error:
            raise _not_written(path, error) from error


def present(folder: Path, paths: Mapping[str, bytes]) -> list[str]:
    """Those of the paths at which something is already, be it a link to nowhere."""
    return [path for path in paths if os.path.lexists(folder / path)]


def _not_written(path: str, error: OSError) -> OutputFailed:
    reason = _("it is there already") if isinstance(error, FileExistsError) else reason_of(error)
    return OutputFailed(_("{path} could not be written: {reason}", path=path, reason=reason))


def change(folder: Path, path: str, before: bytes, after: bytes) -> None:
    """Replaces a file that still holds the bytes it had; raises `OutputFailed` if nothing was written.

    What another program writes at the same moment stays, and is a `HasChanged`.
    """
    try:
        with written_beside(folder / path, after) as copy, defer_interrupts():
            is_same = read_regular(folder / path, MAX_BYTES + 1) == before
            if not (is_same and replaced_unchanged(copy, folder / path, before, after)):
                raise HasChanged(path)
    except FileNotFoundError as error:
        raise HasChanged(path) from error
    except OSError as error:
        reason = reason_of(error)
        message = _("{path} could not be written: {reason}; it is unchanged", path=path, reason=reason)
        raise OutputFailed(message) from error


# --- entries that are edited ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EntryText:
    r"""The text of an entry's file with line ends \n and no byte order mark; `content` is the file."""

    path: str
    text: str
    content: bytes

    def with_text(self, text: str) -> bytes:
        """What the file holds with another text: its byte order mark and line ends stay."""
        as_it_was = self.content.decode()
        mark = _BYTE_ORDER_MARK if as_it_was.startswith(_BYTE_ORDER_MARK) else ""
        return (mark + with_line_ends(text, self.text, _LINE_END.findall(as_it_was))).encode()


def with_line_ends(text: str, before: str, ends: Sequence[str]) -> str:
    r"""A changed text with the line ends that it had; new lines end as most others do.

    Both texts have \n for every line end; `ends` are what these were in the one before.
    """
    if "\r\n" not in ends:
        return text
    old, new = before.split("\n"), text.split("\n")
    if len(old) != len(new):
        fewest = min(len(old), len(new)) - 1
        head = min(_alike(old, new), fewest)
        tail = max(0, min(_alike(old[::-1], new[::-1]) - 1, fewest - head))
        usual, added = Counter(ends).most_common(1)[0][0], len(new) - 1 - head - tail
        ends = [*ends[:head], *[usual] * added, *ends[len(ends) - tail :]]
    return "".join(map("".join, zip(new, [*ends, ""], strict=True)))


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many lines are the same at the beginning of both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False)))


def open_entry(project: Path, path: str) -> EntryText:
    """One of the project's files, which `path` must be known to be; raises `OutputFailed`."""
    try:
        content = read_regular(project / path, MAX_BYTES)
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        message = _("{path} can't be opened here; see what check says about it", path=path)
        raise OutputFailed(message) from error
    return EntryText(path, text, content)


def save_entry(project: Path, entry: EntryText, text: str) -> None:
    """Puts a text into the entry's file; raises `OutputFailed` if nothing was written."""
    change(project, entry.path, entry.content, entry.with_text(text))


def save_new_entry(project: Path, publication_id: str, text: str) -> str:
    """Makes an entry's file, named after its id; its path. Raises `OutputFailed` and replaces nothing."""
    path = f"{ENTRIES}/{publication_id}.yaml"
    if not _NAME.fullmatch(publication_id) or (project / ENTRIES).is_symlink():
        message = _(
            "{path} can't be created; check the id and the folder {folder}/", path=path, folder=ENTRIES
        )
        raise OutputFailed(message)
    write_new(project, {path: text.encode()})
    return path


# --- two files that change places ------------------------------------------------------------------

_HERE = -100  # AT_FDCWD: paths are from the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE (Linux, renameat2(2)) and RENAME_SWAP (macOS, renamex_np(2))
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
# How long a program may have a file open that it writes, in seconds; an editor's save takes milliseconds.
_PATIENCE = 2.0


def replaced_unchanged(copy: Path, path: Path, before: bytes, after: bytes) -> bool:
    """Puts `copy`, which holds `after`, in the place of a file that holds `before`; whether that was so.

    What was there is `copy` then, where the system can exchange two files. Raises `OSError`.
    """
    # A look beforehand leaves a moment to others. So the files change places, and what came out is examined.
    # Where a system can't exchange files, the look beforehand has to do.
    try:
        out = _exchanged(copy, path)
    except NotImplementedError:
        copy.replace(path)
        return True
    if out == before:
        return True
    # What came out goes back, until nothing comes out but what was put there; then the file held another
    # text, and holds it still.
    here: bytes | None = after
    expected: bytes | None = before
    while out is None or out != expected:
        try:
            here, expected, out = out, here, _exchanged(copy, path)
        except FileNotFoundError:  # what was put there has been deleted, and this would be lost with it
            with suppress(FileExistsError):
                os.link(copy, path)
                break
    return False


def _exchanged(copy: Path, path: Path) -> bytes | None:
    """Lets two files change places; what `copy` holds now, or nothing if that can't be told."""
    _exchange(os.fsencode(copy), os.fsencode(path))
    try:
        _wait_for_writers(copy)
        return read_regular(copy, MAX_BYTES + 1)
    except OSError:
        return None


def _exchange(one: bytes, other: bytes) -> None:
    if sys.platform == "win32":  # where no file can be replaced that is open elsewhere
        raise NotImplementedError
    library = ctypes.CDLL(None, use_errno=True)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, one, _HERE, other, _EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(one, other, _EXCHANGE)
    else:
        raise NotImplementedError
    if failed and (number := ctypes.get_errno()) in _UNKNOWN:
        raise NotImplementedError
    if failed:
        raise OSError(number, os.strerror(number))


def _wait_for_writers(path: Path) -> None:
    """Returns once no program has a file open to write, as far as the system tells; raises `TimeoutError`."""
    if sys.platform != "linux":
        return
    import fcntl

    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    end = time.monotonic() + _PATIENCE
    try:
        while True:
            try:
                # Linux gives a lease to read only for such a file (fcntl(2)).
                fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
                fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
            except BlockingIOError:
                if time.monotonic() > end:
                    raise TimeoutError from None
                time.sleep(0.001)
            except OSError:  # a file of another user, or on a disk elsewhere, has none
                return
            else:
                return
    finally:
        os.close(descriptor)
