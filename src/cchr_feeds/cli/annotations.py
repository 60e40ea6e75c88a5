"""Problems as annotations of GitHub Actions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from cchr_feeds.cli.language import for_programs
from cchr_feeds.errors import Problem
from cchr_feeds.explanations import code_of


def github_lines(problems: Sequence[Problem], folder: Path) -> Iterator[str]:
    """A workflow command for each problem; GitHub shows it at its line."""
    for problem in problems:
        code = code_of(problem.code, problem.severity)
        properties = {
            "file": _from_here(problem.path, folder),
            "line": str(problem.line),
            "col": str(problem.column),
            "title": f"{code} {problem.code}".strip(),
        }
        shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        texts = (for_programs(text) for text in (problem.message, problem.fix) if text)
        yield f"::{problem.severity} {shown}::{_escaped(chr(10).join(texts))}"


def _escaped(text: str) -> str:
    """What a workflow command's text may hold (actions/toolkit, core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _from_here(path: str, folder: Path) -> str:
    """A project's path as it is seen from the folder where the command runs."""
    return Path(os.path.relpath(folder / path)).as_posix()
