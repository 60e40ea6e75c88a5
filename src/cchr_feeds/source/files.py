"""The files of a project: found in a fixed order, opened without following links, read as UTF-8."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.source.document import MAX_BYTES, character_problems
from cchr_feeds.text.characters import is_plain, masked

# Not on every system: then a link or a pipe is only refused by what `lstat` says of it.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Text:
    r"""A file's text (line ends as \n, no byte order mark), and what is wrong with it as text.

    `plain` says that all of it obeys the text rules already, so that no value needs mending.
    """

    path: str
    content: str
    problems: tuple[Problem, ...] = ()
    plain: bool = False


def yaml_files(project: Path, folder: str) -> tuple[list[str], list[Problem]]:
    """Every YAML file under `folder`, as sorted paths relative to the project; a link is a problem."""
    found: list[str] = []
    problems: list[Problem] = []
    if (project / folder).is_symlink():
        return [], [_link_problem(folder)]
    for item in _walk(project, folder):
        if isinstance(item, Problem):
            problems.append(item)
        elif _is_yaml(item) and _shown(item) != item:
            problems.append(_name_problem(item))
        elif _is_yaml(item):
            found.append(item)
    return sorted(found), problems


def _walk(project: Path, folder: str) -> Iterator[str | Problem]:
    """The files under `folder`, hidden ones left out; a problem for each link, which is not followed."""
    try:
        entries = list(os.scandir(project / folder))
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"the folder can't be read ({_reason(error)})"
        yield Problem(_shown(folder), 1, 1, "file", message, "put a folder here")
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield _link_problem(path)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(project, path)
        else:
            yield path


def _is_yaml(path: str) -> bool:
    return path.lower().endswith((".yaml", ".yml"))


def _name_problem(path: str) -> Problem:
    """The name could act on a terminal, or stand in no file of ours; it is shown without what does that."""
    message = "this name has a character that no text may hold"
    return Problem(_shown(path), 1, 1, "file", message, "give the file and its folders plain names")


def _shown(path: str) -> str:
    """A path with nothing in it that acts on a terminal."""
    return re.sub(r"[\n\t]", "\ufffd", masked(path))


def _link_problem(path: str) -> Problem:
    return Problem(_shown(path), 1, 1, "link", "this is a link to another place", "put the file itself here")


def read_text(project: Path, path: str) -> Text:
    """One file as text; whatever is wrong with it is in `problems`, and then `content` may be empty."""
    try:
        data = read_regular(project / path, MAX_BYTES + 1)
    except FileNotFoundError:
        fix = f"run this in the folder that has {path}, or name that folder with --project"
        return _unreadable(path, "the file is missing", fix)
    except OSError as error:
        return _unreadable(path, f"the file can't be read ({_reason(error)})", "put an ordinary file here")
    if len(data) > MAX_BYTES:
        return _unreadable(
            path, "the file is larger than 256 KiB", "shorten it, or put long texts into a PDF beside it"
        )
    return _decoded(path, data)


def _reason(error: OSError) -> str:
    return (error.strerror or "not an ordinary file").lower()


def _unreadable(path: str, message: str, fix: str, line: int = 1, column: int = 1) -> Text:
    return Text(path, "", (Problem(path, line, column, "file", message, fix),))


def read_regular(path: Path, limit: int) -> bytes:
    """At most `limit` octets of an ordinary file; raises `OSError` for a link, a pipe or a device."""
    descriptor = os.open(path, _OPEN_FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not an ordinary file")
        return _read_up_to(descriptor, limit)
    finally:
        os.close(descriptor)


def _read_up_to(descriptor: int, limit: int) -> bytes:
    data = os.read(descriptor, limit)
    if len(data) == limit or not data:
        return data
    parts = [data]
    while len(data) and sum(map(len, parts)) < limit:
        data = os.read(descriptor, limit)
        parts.append(data)
    return b"".join(parts)


def _decoded(path: str, data: bytes) -> Text:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data.count(0) * 3 > len(data) > 3:
        return _unreadable(path, "the file is saved as UTF-16", "save it again with the encoding UTF-8")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error.start)
    text = text.replace("\r\n", "\n")
    if is_plain(text):
        return Text(path, text, plain=True)
    return Text(path, masked(text), tuple(character_problems(path, text)))


def _not_utf8(path: str, data: bytes, offset: int) -> Text:
    before = data[:offset].decode("utf-8")
    return _unreadable(
        path,
        f"this is not UTF-8 text (octet {data[offset]:#04x}); perhaps the file was saved as Windows-1252",
        "save it again with the encoding UTF-8",
        line=before.count("\n") + 1,
        column=len(before) - before.rfind("\n"),
    )
