"""Two thousand damaged files: each is told with a place and a remedy, and `--fix` keeps its word."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchr_feeds.problem import Problem
from cchr_feeds.source.autofix import fixed_files, write_fixed
from cchr_feeds.source.line_fixes import FIELDS
from check.damage import FILES, damaged_bytes, damaged_fields, fields_of
from check.test_autofix import errors
from project_files import a_project, an_entry_file, problems_of

EVERY = 400
"""Bytes between two places that are damaged."""


def damaged(path: str) -> Iterator[tuple[str, bytes]]:
    """All that is made of a right file, by what it shows."""
    yield from damaged_fields(FILES[path])
    yield from damaged_bytes(FILES[path], EVERY)


def around(folder: Path) -> Path:
    """A project with all right files, and what they name."""
    a_project(folder, **dict(FILES))
    return a_project(
        folder, **{"entries/right.yaml": an_entry_file(id="right"), "entries/beside.pdf": "%PDF-1.7"}
    )


def faults_of(problem: Problem, path: str, content: bytes) -> Iterator[str]:
    """What a problem lacks to be acted on."""
    lines = len(content.decode("utf-8", "replace").splitlines()) + content.count(b"\r") + 1
    if not problem.message:
        yield "has no message"
    if not problem.fix:
        yield f"has no remedy: {problem.message}"
    if problem.path == path and not (1 <= problem.line <= lines and problem.column >= 1):
        yield f"is at no place of the file: {problem}"


def test_the_right_files_are_right_and_whole(tmp_path: Path) -> None:
    """They hold every field there is, of `publish` one of three, and nothing is wrong with them."""
    assert problems_of(around(tmp_path)) == []
    named = {field.name for text in FILES.values() for _, field in fields_of(text)}
    assert named | {"rsync", "folder"} >= FIELDS


@pytest.mark.usefixtures("at_length")
@pytest.mark.parametrize("path", FILES)
def test_every_damaged_file_is_told_where_and_what_to_do(tmp_path: Path, path: str) -> None:
    """At least one error in that file, each with a place, a message, and what to type; nothing is raised."""
    folder, failures = around(tmp_path), list[str]()
    for name, content in damaged(path):
        (folder / path).write_bytes(content)
        found = problems_of(folder)
        failures += [f"{name} {fault}" for each in found for fault in faults_of(each, path, content)]
        if not any(each.path == path and each.severity == "error" for each in found):
            failures.append(f"{name} is taken to be right")
    assert failures == [], "\n".join(failures)


@pytest.mark.usefixtures("at_length")
@pytest.mark.parametrize("path", FILES)
def test_what_is_mended_re_reads_clean(tmp_path: Path, path: str) -> None:
    """A fixed file has lost what was fixed, and is not fixed again."""
    folder, failures, mended = around(tmp_path), list[str](), 0
    for name, content in damaged(path):
        (folder / path).write_bytes(content)
        files = fixed_files(folder)
        if not files:
            continue
        mended += 1
        before = Counter((each.code, each.message) for each in errors(problems_of(folder)))
        write_fixed(folder, files)
        after = Counter((each.code, each.message) for each in errors(problems_of(folder)))
        if not before - after:
            failures.append(f"{name}: nothing was lost of {before}")
        if fixed_files(folder):
            failures.append(f"{name}: a second time mends more")
        for file in files:
            (folder / file.path).write_text(FILES[file.path], encoding="utf-8")
    assert failures == [], "\n".join(failures)
    assert mended > 50
