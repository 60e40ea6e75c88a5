"""What was found in the entries' files, apart from their texts: a file that is the same is not read again."""

import json
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath

from cchr_feeds.cache.file_state import FileState, is_settled
from cchr_feeds.cache.store import Records, problem_of, problem_row
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

    def __init__(self, records: Records, states: Mapping[str, FileState], began: int) -> None:
        self._records, self._states, self._began = records, states, began
        self._read: dict[str, str] = {}

    def found(self, read: Callable[[str], ScannedFile], paths: Sequence[str]) -> Iterator[ScannedFile]:
        """What is in each file, in order: as it was found before, or read now."""
        states, records = self._states, self._records
        known = {path: _found(path, row) for path in paths if (row := records.known(path, states.get))}
        missing = [path for path in paths if path not in known]
        self._read = {path: "not as before" if path in records else "new" for path in missing}
        made = read_in_parallel(read, missing)
        for path in paths:
            if path in known:
                yield known.pop(path)
            else:
                found = next(made)
                self._keep(found)
                yield found

    def save(self, held_back: Collection[str]) -> None:
        """Keeps what was found for the next build, and logs what was read, but nothing of `held_back`."""
        for path in sorted({*self._read} - {*held_back}):
            _log.info("read %s: it is %s", path, self._read[path])
        self._records.save(held_back)

    def _keep(self, found: ScannedFile) -> None:
        """Keeps what is in a file, unless it has errors, or may be changing."""
        if not found.meta or not found.id or any(each.severity == "error" for each in found.problems):
            return
        beside = PurePosixPath(found.path).parent
        files = {found.path: "", **{f"{beside / name}": "" for name, *_ in found.meta.files}}
        files = {path: self._states.get(path, "") for path in files}
        if all(files.values()) and is_settled([files[found.path]], self._began):
            problems = [*map(problem_row, found.problems)]
            self._records.keep(found.path, files, (found.id.line, found.id.column, problems, found.meta))


def _found(path: str, row: str) -> ScannedFile:
    """What was found in a file, from the fields of its metadata as JSON has them."""
    line, column, problems, values = json.loads(row)
    key, _, digest, category, edition, draft, *dates, translations = values
    versions = {}
    for language, (*moments, month, has_url, fingerprint, files, image, series) in translations.items():
        published, added, updated = map(_date, moments)
        named = tuple((name, size) for name, size in files)
        beside = named, ImageFile(*image) if image else None
        versions[language] = TranslationMeta(
            published, added, updated, _period(month), has_url, fingerprint, *beside, series
        )
    about = key, path, digest, tuple(category), _period(edition), draft
    published, added, updated, withdrawn_on = map(_date, dates)
    meta = PublicationMeta(*about, published, added, updated, withdrawn_on, versions)
    return ScannedFile(path, meta, None, OwnId(key, line, column), tuple(map(problem_of, problems)))


def _period(values: Sequence[int] | None) -> Period | None:
    return Period(*values) if values else None


def _date(values: tuple[str, int] | None) -> PartialDate | None:
    return _same_date(*values) if values else None


@lru_cache(4096)
def _same_date(written: str, precision: int) -> PartialDate:
    return PartialDate(datetime.fromisoformat(written), Precision(precision))
