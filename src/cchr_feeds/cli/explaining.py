"""What `check --explain` says of a kind of problem."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

import click

from cchr_feeds.cli.marking import visible_sign
from cchr_feeds.explanations import Explanation, code_of, explanation_of


def explained(name: str) -> str:
    """The explanation of a code or a word, for people; raises a usage error for what is neither."""
    explanation = explanation_of(name)
    if explanation is None:
        raise click.UsageError(f"--explain: {name!r} is no code; write one such as E018, or its word: date")
    return "\n\n".join(_parts(explanation))


def _parts(explanation: Explanation) -> Iterator[str]:
    error, warning = (code_of(explanation.word, severity) for severity in ("error", "warning"))
    yield f"{explanation.word}: {error} as an error, {warning} as a warning"
    yield fill(f"{explanation.meaning} {explanation.why}", 79)
    example = explanation.example
    if example:
        yield f"Wrong, in {example.file}:\n{_shown(example.wrong)}"
        yield f"Right{_elsewhere(example.right_file)}:\n{_shown(example.right)}"
    yield fill(
        f'A warning can be meant: the remark "# {warning} is meant" in its file silences it there.', 79
    )


def _elsewhere(file: str) -> str:
    return f", in {file}" if file else ""


def _shown(lines: str) -> str:
    return indent("\n".join("".join(map(visible_sign, line)) for line in lines.split("\n")), "    ")
