"""The files of a project: found in a fixed order, opened without following links, read as UTF-8."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.lock import Lock, lock_of, lock_problem
from cchr_feeds.model.part import LOCK_FILE
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import read_regular, reason_of
from cchr_feeds.source.yaml_tree import MAX_BYTES, MAX_PROBLEMS, position
from cchr_feeds.text.characters import forbidden, is_plain, masked

SITE_FILE = "site.yaml"

# An entry's file whose ending is another, or hidden and another: report.yaml.txt, report.txt, report.
_MISNAMED = re.compile(r"/[^./]+$|\.te?xt$|\.ya?ml\.(?!(?:bak|old|orig)$)\w+$", re.IGNORECASE)
_WRONG_ENDING = re.compile(r"\.te?xt$|(?<=\.yaml)\.\w+$|(?<=\.yml)\.\w+$", re.IGNORECASE)
_NO_YAML = (b"PK\x03", b"%PD", b"{\\r", b"GIF", b"RIF", b"ID3")  # and what begins with other than ASCII
_OF_AN_ENTRY = (re.compile(rb"^id:", re.MULTILINE), re.compile(rb"^category:", re.MULTILINE))


@dataclass(frozen=True, slots=True)
class Text:
    r"""A file's text (line ends as \n, no byte order mark), and what is wrong with it as text.

    `plain` says that all of it obeys the text rules already, so that no value needs fixing. `digest`
    stands for the bytes in the file; empty where they were not read.
    """

    path: str
    content: str
    problems: tuple[Problem, ...] = ()
    plain: bool = False
    digest: str = ""


def yaml_files(project: Path, folder: str) -> tuple[list[str], list[Problem]]:
    """Every YAML file under `folder`, as sorted paths relative to the project.

    A link is a problem; so is an entry in a file with another ending, but only worth a warning.
    """
    found: list[str] = []
    problems: list[Problem] = []
    if (project / folder).is_symlink():
        return [], [_link_problem(folder)]
    for item in _walk(project, folder):
        if isinstance(item, Problem):
            problems.append(item)
        elif _is_yaml(item) and _shown(item) == item:
            found.append(item)
        elif _is_yaml(item):  # it could act on a terminal, or stand in no file of ours
            message = _("this name contains a character that is not allowed")
            fix = _("give the file and its folders simple names")
            problems.append(Problem(_shown(item), 1, 1, "file", message, fix))
        elif _MISNAMED.search(item) and _is_entry(project / item):
            message = _("this looks like an entry but is not read, because its name does not end in .yaml")
            bare = _WRONG_ENDING.sub("", _shown(item).rpartition("/")[2])
            name = bare if _is_yaml(bare) else f"{bare}.yaml"
            fix = _(
                "rename it to {name}; if Windows hides file name extensions, turn them on first", name=name
            )
            problems.append(Problem(_shown(item), 1, 1, "file", message, fix, "warning"))
    return sorted(found), problems


def _walk(project: Path, folder: str) -> Iterator[str | Problem]:
    """The files under `folder`, hidden ones left out; a problem for each link, which is not followed."""
    folders = [folder]  # no recursion: a thousand folders may lie in each other
    while folders:
        place = folders.pop()
        try:
            entries = list(os.scandir(project / place))
        except FileNotFoundError:
            continue
        except OSError as error:
            message = _("the folder can't be read ({reason})", reason=reason_of(error))
            yield Problem(_shown(place), 1, 1, "file", message, _("put a folder here"))
            continue
        for entry in entries:
            path = f"{place}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield _link_problem(path)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path


def _is_yaml(path: str) -> bool:
    return path.lower().endswith((".yaml", ".yml"))


def _is_entry(place: Path) -> bool:
    """Whether a file has the fields that every entry has, in whatever encoding Notepad saved them."""
    try:
        content = read_regular(place, MAX_BYTES).replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf")
    except OSError:
        return False
    return all(field.search(content) for field in _OF_AN_ENTRY)


def _shown(path: str) -> str:
    """A path with nothing in it that acts on a terminal."""
    return re.sub(r"[\n\t]", "\ufffd", masked(path))


def _link_problem(path: str) -> Problem:
    message, fix = _("this is a link to another place"), _("put the file itself here")
    return Problem(_shown(path), 1, 1, "link", message, fix)


def read_text(project: Path, path: str) -> Text:
    """One file as text; whatever is wrong with it is in `problems`, and then `content` may be empty."""
    try:
        data = read_regular(os.path.join(project, path), MAX_BYTES + 1)  # noqa: PTH118 - a third of the time
    except FileNotFoundError:
        fix = _("run this in the folder that holds {path}, or name that folder with --project", path=path)
        return _unreadable(path, _("the file is missing"), fix)
    except OSError as error:
        message = _("the file can't be read ({reason})", reason=reason_of(error))
        return _unreadable(path, message, _("put an ordinary file here"))
    if not data[:1].isascii() or data[:3] in _NO_YAML or b"\0" in data:
        from cchr_feeds.source.attachments import document_kind  # few files need it

        if kind := document_kind(project / path):
            message = _("this is {kind}, whatever the file's name says", kind=kind)
            fix = _("give it its own ending again; cchr-feeds new begins an entry, into which its words go")
            return _unreadable(path, message, fix)
    if len(data) > MAX_BYTES:
        fix = _("shorten it, or put long texts into a PDF beside it")
        return _unreadable(path, _("the file is larger than 256 KiB"), fix)
    return _decoded(path, data)


def _unreadable(path: str, message: str, fix: str, place: tuple[int, int] = (1, 1)) -> Text:
    return Text(path, "", (Problem(path, *place, "file", message, fix),))


def _decoded(path: str, data: bytes) -> Text:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.count(0) * 3 > len(data) > 3:
        return _unreadable(path, _("the file is saved as UTF-16"), _("save it again as UTF-8"))
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        byte, before = data[error.start], data[: error.start].decode("utf-8")
        message = _(
            "this is not UTF-8 text (byte {byte:#04x}); the file may have been saved as Windows-1252",
            byte=byte,
        )
        return _unreadable(path, message, _("save it again as UTF-8"), position(before, len(before)))
    return text_of(path, text.replace("\r\n", "\n"), digest_of(data))


def text_of(path: str, content: str, digest: str = "") -> Text:
    """A file's text with what is wrong with its characters, of which U+FFFD takes the place."""
    if is_plain(content):
        return Text(path, content, plain=True, digest=digest)
    problems = (
        Problem(path, *position(content, found.offset), "character", found.reason, found.fix)
        for found in forbidden(content)[:MAX_PROBLEMS]
    )
    return Text(path, masked(content), tuple(problems), digest=digest)


def digest_of(content: bytes) -> str:
    """What stands for a file's bytes, in hexadecimal: 128 bits of BLAKE2b."""
    return blake2b(content, digest_size=16).hexdigest()


# --- published.lock -------------------------------------------------------------------------------

_LARGEST_LOCK = 512 * 1024 * 1024  # far more than any publisher's; a larger file was not written by us


def read_lock(folder: Path) -> Lock:
    """The project's lock, an empty one where nothing has been published; raises `ProblemsFound`."""
    text = _lock_text(folder)
    lock, wrong = (Lock(), []) if text is None else lock_of(text)
    if wrong:
        raise ProblemsFound(wrong[:100])
    return lock


def _lock_text(folder: Path) -> str | None:
    """The file's text; `None` where there is no such file."""
    try:
        return read_regular(folder / LOCK_FILE, _LARGEST_LOCK).decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        message = _("the file can't be read ({reason})", reason=reason_of(error))
        raise ProblemsFound([lock_problem(1, message)]) from error
    except UnicodeDecodeError as error:
        raise ProblemsFound([lock_problem(1, _("this is not UTF-8 text"))]) from error


def lock_or_none(folder: Path) -> Lock:
    """The lock; an empty one where it can't be read."""
    with suppress(ProblemsFound):
        return read_lock(folder)
    return Lock()


def git_index(folder: Path) -> bytes:
    """The index of git, where the project is a repository; each file's path in it ends with a NUL."""
    # That is so up to version 3, which git writes unless told otherwise (gitformat-index(5)).
    try:
        return read_regular(folder / ".git" / "index", _LARGEST_LOCK)
    except OSError:
        return b""


def line_in_lock(folder: Path, publication_id: str) -> int:
    """The number of the line that a publication has in the lock, from 1; 1 where it has none."""
    lines = (_lock_text(folder) or "").split("\n")
    start = f'{{"id": "{publication_id}"'
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(start)), 1)
