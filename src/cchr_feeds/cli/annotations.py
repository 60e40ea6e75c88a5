"""Problems for other programs: annotations of GitHub Actions, and SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from cchr_feeds import __version__
from cchr_feeds.cli.ui import in_chosen_language
from cchr_feeds.errors import Problem
from cchr_feeds.explanations import code_of, explanation_of

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


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
        texts = (in_chosen_language(text) for text in (problem.message, problem.fix) if text)
        yield f"::{problem.severity} {shown}::{_escaped(chr(10).join(texts))}"


def _escaped(text: str) -> str:
    """What a workflow command's text may hold (actions/toolkit, core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _from_here(path: str, folder: Path) -> str:
    """A project's path as it is seen from the folder where the command runs."""
    return Path(os.path.relpath(folder / path)).as_posix()


def sarif(problems: Sequence[Problem], folder: Path) -> str:
    """One run of the command as a SARIF log; its columns count characters."""
    codes = sorted({(code_of(each.code, each.severity), each.code) for each in problems})
    order = {word_and_code: index for index, word_and_code in enumerate(codes)}
    driver = {
        "name": "cchr-feeds",
        "semanticVersion": __version__,
        "rules": [_rule(code, word) for code, word in codes],
    }
    results = [
        _result(each, order[code_of(each.code, each.severity), each.code], folder) for each in problems
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _rule(code: str, word: str) -> dict[str, object]:
    explanation = explanation_of(word)
    rule: dict[str, object] = {"id": code or word, "name": word}
    if explanation:
        meaning, why = map(in_chosen_language, (explanation.meaning, explanation.why))
        rule["shortDescription"] = {"text": meaning}
        rule["help"] = {"text": f"{meaning} {why}"}
    return rule


def _result(problem: Problem, rule: int, folder: Path) -> dict[str, object]:
    message = "; ".join(in_chosen_language(text) for text in (problem.message, problem.fix) if text)
    place = {
        "artifactLocation": {"uri": quote(_from_here(problem.path, folder))},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": code_of(problem.code, problem.severity) or problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }
