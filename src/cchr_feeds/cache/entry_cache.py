"""What was found in the entries' files, apart from their texts: a file that is the same is not read again."""

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import PurePosixPath

from cchr_feeds.cache.file_state import FileState, is_settled
from cchr_feeds.cache.store import Store, problem_of, problem_row
from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication_meta import ImageFile, PublicationMeta, TranslationMeta
from cchr_feeds.source.project_reader import OwnId, ScannedFile, read_in_parallel

NAME = "entries.json"

_log = logging.getLogger(__name__)


class Entries:
    """The entries' files of a project, whose site is the same as when an earlier build found them.

    A file is the same by its state when the build began, and by the states of the files beside it that it
    names. `began` is that moment, in ns since 1970.
    """

    def __init__(self, store: Store, key: str, states: Mapping[str, FileState], began: int) -> None:
        self._store, self._key, self._states, self._began = store, key, states, began
        self._before = store.load(NAME, key)
        self._rows: dict[str, str] = {}
        self._to_read: dict[str, str] = {}

    def found(self, read: Callable[[str], ScannedFile], paths: Sequence[str]) -> Iterator[ScannedFile]:
        """What is in each file, in order: as it was found before, or read now."""
        known = {path: each for path in paths if (each := self._known(path))}
        missing = [path for path in paths if path not in known]
        self._to_read = {path: "not as before" if path in self._before else "new" for path in missing}
        made = read_in_parallel(partial(self._read, read), missing)
        for path in paths:
            found, self._rows[path] = known.pop(path) if path in known else next(made)
            yield found
        self._before, self._states = {}, {}

    def save(self, held_back: Collection[str]) -> None:
        """Keeps what was found for the next build, and logs what was read, but nothing of `held_back`."""
        for path in sorted({*self._to_read} - {*held_back}):
            _log.info("read %s: it is %s", path, self._to_read[path])
        for path in held_back:
            self._rows.pop(path, None)
        self._store.save(NAME, self._key, {path: row for path, row in self._rows.items() if row})

    def _known(self, path: str) -> tuple[ScannedFile, str] | None:
        """What was found in a file, if it and the files beside it are the same; and its row."""
        if (row := self._before.get(path)) is None:
            return None
        found, states = _found(row)
        return (found, row) if found.meta and states == self._states_of(found.meta) else None

    def _read(self, read: Callable[[str], ScannedFile], path: str) -> tuple[ScannedFile, str]:
        """What is in a file, and its row; none of one that has errors, or may be changing."""
        found = read(path)
        if not found.meta or not found.id or any(each.severity == "error" for each in found.problems):
            return found, ""
        states = self._states_of(found.meta)
        if not all(states) or not is_settled(states[:1], self._began):
            return found, ""
        problems = [*map(problem_row, found.problems)]
        return found, _JSON.encode((states, found.id.line, found.id.column, problems, found.meta))

    def _states_of(self, meta: PublicationMeta) -> list[FileState]:
        """The states of its file and of those beside it; empty where one has none."""
        files = meta.files and [str(PurePosixPath(meta.path).with_name(name)) for name, *_ in meta.files]
        return [self._states.get(path, "") for path in (meta.path, *files)]


def _values(thing: object) -> object:
    """Metadata, or a part of it, as JSON has it."""
    if isinstance(thing, PartialDate):
        return f"{thing.precision.value}{thing.written.isoformat()}"
    if is_dataclass(thing):
        return [getattr(thing, name) for name in thing.__dataclass_fields__]
    raise TypeError(type(thing))


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_values)


def _found(row: str) -> tuple[ScannedFile, list[FileState]]:
    """What was found in a file, and the states of it and of those beside it."""
    states, line, column, problems, values = json.loads(row)
    key, path, digest, category, edition, draft, *dates, translations = values
    published, added, updated, withdrawn_on = map(_date, dates)
    versions = {}
    for language, (*moments, month, has_url, fingerprint, files, image, series) in translations.items():
        came, late, changed = map(_date, moments)
        named = tuple((name, size) for name, size in files)
        beside = named, ImageFile(*image) if image else None
        versions[language] = TranslationMeta(
            came, late, changed, _period(month), has_url, fingerprint, *beside, series
        )
    about = key, path, digest, tuple(category), _period(edition), draft
    meta = PublicationMeta(*about, published, added, updated, withdrawn_on, versions)
    return ScannedFile(path, meta, None, OwnId(key, line, column), tuple(map(problem_of, problems))), states


def _period(values: Sequence[int] | None) -> Period | None:
    return Period(*values) if values else None


@lru_cache(4096)
def _date(text: str | None) -> PartialDate | None:
    return PartialDate(datetime.fromisoformat(text[1:]), Precision(int(text[0]))) if text else None
