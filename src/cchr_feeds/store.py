"""The files of `.cchr-feeds/`, which tell a command what earlier ones on this computer found and did.

Every file ends with a digest of all that is in it, under a key that stands for what it depends on. It may be
deleted at any moment; one that is damaged, or of another program, is passed over. None of them holds more
of an entry's text than a warning quotes, and nothing at all of an entry that waits.

What depends on the program is kept under a key of its own files, and of what is installed beside it.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from cchr_feeds.file_state import stamp, states
from cchr_feeds.model.part import CACHED
from cchr_feeds.packaged import packaged_templates
from cchr_feeds.regular_file import read_regular
from cchr_feeds.segmentation.words import words_are_known

MAX_BYTES = 128 * 1024 * 1024
"""What 275,000 publications take; what is larger was not written by us."""


@dataclass(frozen=True, slots=True)
class Store:
    """The files of a project's folder, which hold texts by name, one a line; none unless `is_used`."""

    project: Path
    is_used: bool = True

    def load(self, file: str, key: str) -> dict[str, str]:
        """What was saved in a file; nothing where that is missing or not to be trusted."""
        place, content = self.project / CACHED, b""
        if self.is_used and not place.is_symlink():
            with suppress(OSError):
                content = read_regular(place / file, MAX_BYTES)
        end = content.rfind(b"\n") + 1
        if content[end:] != _digest(memoryview(content)[:end], key):
            return {}
        lines = content[:end].decode("utf-8", "surrogatepass").split("\n")
        return dict(line.split("\t", 1) for line in lines if "\t" in line)

    def save(self, file: str, key: str, texts: Mapping[str, str]) -> None:
        """Writes a file; where that is impossible, removes the old one, and the work is done again."""
        try:
            self.write(file, key, texts)
        except OSError:
            # An entry that the old file tells of may wait by now.
            self.forget(file)

    def forget(self, file: str) -> None:
        """Removes a file, if that is possible."""
        place = self.project / CACHED
        if self.is_used and not place.is_symlink():
            with suppress(OSError):
                (place / file).unlink()

    def write(self, file: str, key: str, texts: Mapping[str, str]) -> None:
        """Writes a file as `save` does, but raises `OSError`; a power cut may leave it half done."""
        if not self.is_used:
            return
        place = self.project / CACHED
        place.mkdir(exist_ok=True)
        if place.is_symlink():
            raise OSError(f"{CACHED} is a link to another place")
        for left in place.glob(f".{file}.*"):  # by a command that was killed
            left.unlink(missing_ok=True)
        # It is about one checkout, not about the project: version control is to pass it over.
        _replace(place / ".gitignore", b"*\n")
        lines = "".join([f"{name}\t{text}\n" for name, text in texts.items()])
        content = lines.encode("utf-8", "surrogatepass")
        _replace(place / file, content, _digest(content, key))


def _digest(content: bytes | memoryview, key: str) -> bytes:
    of_key = blake2b(key.encode("utf-8", "surrogateescape")).digest()  # a path in it may be no UTF-8
    return blake2b(content, digest_size=16, key=of_key).hexdigest().encode()


def _replace(path: Path, *parts: bytes) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(staged, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.writelines(parts)
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


def installation() -> str:
    """Stands for the program's own files, the folders into which packages are installed, and Khmer words."""
    # Only this computer knows what they are, so what the program saves is under a key of that.
    own = [Path(__file__).resolve().parent, packaged_templates().resolve(), Path(sys.executable)]
    beside = [Path(place) for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    installed = [place.stat().st_mtime_ns for place in beside if place.is_dir()]
    program = stamp(states(own, hidden=(".", "__pycache__")))
    return f"{program} {sys.version} {installed} {words_are_known()}"


def key_of(project: Path, file: str) -> str:
    """The key under which a file about a project is saved here."""
    return f"{installation()} {project.resolve()} {file}"
