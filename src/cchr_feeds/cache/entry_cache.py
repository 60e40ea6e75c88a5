"""What was found in an entry's file, apart from its texts, as a record of the cache."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath

from cchr_feeds.cache.file_state import FileState, is_settled
from cchr_feeds.cache.store import Records, problem_of, problem_row
from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.publication_meta import ImageFile, PublicationMeta, TranslationMeta
from cchr_feeds.source.project_reader import ScannedFile


def keep(records: Records, found: ScannedFile, states: Mapping[str, FileState], began: int) -> None:
    """Keeps what is in a file while it and the files beside it that it names have these states.

    Nothing is kept of one that has errors, or may have been changing at that moment, in ns since 1970.
    """
    if not found.meta or not found.id or any(each.severity == "error" for each in found.problems):
        return
    beside = [str(PurePosixPath(found.path).with_name(name)) for name, *_ in found.meta.files]
    files = {path: states.get(path, "") for path in (found.path, *beside)}
    if all(files.values()) and is_settled([files[found.path]], began):
        problems = [*map(problem_row, found.problems)]
        records.keep(found.path, files, (*found.id[1:], problems, found.meta))


def scanned(path: str, row: str) -> ScannedFile:
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
    return ScannedFile(path, meta, None, (key, line, column), tuple(map(problem_of, problems)))


def _period(values: Sequence[int] | None) -> Period | None:
    return Period(*values) if values else None


def _date(values: tuple[str, int] | None) -> PartialDate | None:
    return _same_date(*values) if values else None


@lru_cache(4096)
def _same_date(written: str, precision: int) -> PartialDate:
    return PartialDate(datetime.fromisoformat(written), Precision(precision))
