"""What commands remember of each other, in files of `.cchr-feeds/`: it saves work and nothing else.

Every file ends with a digest of what it hangs on and of all that is in it. It may be deleted at any
moment; one that is damaged, or of another program, is passed over. None of them holds more of an entry's
text than a warning quotes, and nothing at all of what waits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from cchr_feeds.source.files import read_regular

FOLDER = ".cchr-feeds"
MAX_OCTETS = 128 * 1024 * 1024
"""What 400,000 publications take; what is larger was not written by us."""


def recalled(folder: Path, name: str, about: str) -> bytes | None:
    """What was kept under a name in a project's folder; `None` where that is missing or not to be trusted."""
    place = folder / FOLDER
    if place.is_symlink():
        return None
    try:
        octets = read_regular(place / name, MAX_OCTETS)
    except OSError:
        return None
    end, known = octets.rfind(b"\n") + 1, _digest(about)
    known.update(memoryview(octets)[:end])
    return octets[: max(end - 1, 0)] if octets[end:] == known.hexdigest().encode() else None


def keep(folder: Path, name: str, about: str, lines: Iterable[str]) -> None:
    """Writes lines down for whoever may read the project's entries, if anybody can write there."""
    with suppress(OSError):  # where nobody may write, all of it is done the next time too
        write_down(folder, name, about, lines)


def write_down(folder: Path, name: str, about: str, lines: Iterable[str]) -> None:
    """The same, but raises `OSError` where that is impossible.

    They need not outlast a power cut: what that leaves is passed over.
    """
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    if place.is_symlink():
        raise OSError(f"{FOLDER} is a link to another place")
    for left in place.glob(f".{name}.*"):  # by a command that was killed
        left.unlink(missing_ok=True)
    # It is about one checkout, not about the project: version control is to pass it over.
    _write(place / ".gitignore", [b"*\n"])
    _write(place / name, _sealed(lines, about))


def _sealed(lines: Iterable[str], about: str) -> Iterable[bytes]:
    """The lines as octets, and their digest."""
    digest = _digest(about)
    for line in lines:
        octets = f"{line}\n".encode("utf-8", "surrogatepass")
        digest.update(octets)
        yield octets
    yield digest.hexdigest().encode()


def _digest(about: str) -> blake2b:
    return blake2b(digest_size=16, key=blake2b(about.encode()).digest())


def _write(path: Path, parts: Iterable[bytes]) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(staged, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.writelines(parts)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
