"""What was found inside files, which takes long: a file that is the same is not opened again."""

import json
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from cchr_feeds.cache.environment import key_of
from cchr_feeds.cache.file_state import is_settled, states
from cchr_feeds.cache.store import Store

NAME = "contents.json"
ABOUT = "what was found inside files"

Findings = Sequence[Sequence[str]]


class Contents:
    """What one way of looking after another finds in a project's files."""

    def __init__(self, folder: Path) -> None:
        self._store, self._key = Store(folder), key_of(folder, ABOUT)
        self._before = self._store.load(NAME, self._key)
        self._rows: dict[Path, dict[str, str]] = {}

    def found(self, path: Path, look: Callable[[Path], Findings]) -> Findings:
        """What is found in a file, or was when it was the same."""
        name = f"{look.__name__} {path.relative_to(self._store.project).as_posix()}"
        (state,) = states([path]).values() or ("",)
        known = json.loads(self._before.get(name, "[0, 0]"))
        found: Findings = known[1] if known[0] == state else look(path)
        if state and is_settled([state], time.time_ns()):
            self._rows.setdefault(path, {})[name] = json.dumps([state, found])
        return found

    def save(self, waiting: Collection[Path]) -> None:
        """Keeps all of it for the next time, but nothing of files that wait."""
        rows = [row for path, row in self._rows.items() if path not in waiting]
        self._store.save(NAME, self._key, {name: text for row in rows for name, text in row.items()})
