"""Problems as they are shown, and why a command stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from cchr_feeds.cli.language import for_people, for_programs
from cchr_feeds.cli.prompt import Misuse
from cchr_feeds.cli.report import colour, note, print_json
from cchr_feeds.errors import CchrFeedsError, Problem, ProblemsFound
from cchr_feeds.i18n import _, ngettext

MOST_ALIKE = 10
"""How many warnings of a kind are shown; a first check of many entries would fill the screen."""

_FIELDS = ("path", "line", "column", "code", "message", "fix", "severity")


def report_error(
    error: CchrFeedsError,
    *,
    as_json: bool,
    folder: Path | None = None,
    hints: Sequence[str] = (),
    fixed: bool = False,
) -> None:
    """Why a command stopped; with the project's `folder`, each problem comes with its line."""
    problems = error.problems if isinstance(error, ProblemsFound) else ()
    show_problems(problems, folder)
    for hint in hints:
        note(hint)
    # What `str` gives is English for ever.
    summary = problems_line(problems, fixed=fixed) if problems else next(iter(error.args), str(error))
    click.secho(for_people(summary), fg="red", err=True, color=colour())
    if as_json:
        _print_failure(error.exit_code, summary, problems)


def report_usage(error: click.ClickException, *, as_json: bool) -> None:
    """To a program, that the command was not understood; a person has been told."""
    if as_json:
        is_ours = isinstance(error, Misuse)
        _print_failure(error.exit_code, for_programs(error.message) if is_ours else error.format_message())


def _print_failure(exit_code: int, message: str, problems: Sequence[Problem] = ()) -> None:
    found = list(map(problem_json, problems))
    print_json({"ok": False, "exit_code": exit_code, "message": message, "problems": found})


def problems_line(problems: Sequence[Problem], *, fixed: bool = False) -> str:
    """One line on how much is wrong, after something was fixed or not."""
    errors = sum(problem.severity == "error" for problem in problems)
    return (
        ngettext(
            "{count} problem left, for people to mend",
            "{count} problems left, for people to mend",
            count=errors,
        )
        if fixed
        else ngettext(
            "{count} problem to mend; nothing was written",
            "{count} problems to mend; nothing was written",
            count=errors,
        )
    )


def problem_json(problem: Problem) -> dict[str, object]:
    """A problem for a program."""
    from cchr_feeds.explanations import code_of

    fields = {name: getattr(problem, name) for name in _FIELDS}
    return {**fields, "number": code_of(problem.code, problem.severity)}


def show_problems(problems: Sequence[Problem], folder: Path | None = None) -> None:
    """Every problem or, with the project's `folder`, ten warnings of a kind at most, each with its line."""
    if folder is None:
        for problem in problems:
            _show(problem)
        return
    from cchr_feeds.cli.source_line import SourceLines, marked_line

    lines, warnings = SourceLines(folder), Counter[str]()
    for problem in problems:
        warnings[problem.code] += problem.severity == "warning"
        if problem.severity == "error" or warnings[problem.code] <= MOST_ALIKE:
            _show(problem, marked_line(problem, lines.line(problem)))
    _show_counts(warnings)


def _show(problem: Problem, line: str = "") -> None:
    """A problem, below it the line it is about, and what to type instead."""
    where = f"{problem.path}:{problem.line}:{problem.column}: "
    click.secho(where, bold=True, err=True, nl=False, color=colour())
    is_error = problem.severity == "error"
    severity = for_people(_("error") if is_error else _("warning"))
    click.secho(f"{severity}: ", fg="red" if is_error else "yellow", err=True, nl=False, color=colour())
    below = [line, f"→ {for_people(problem.fix)}" if problem.fix else ""]
    text = "\n    ".join([for_people(problem.message), *filter(None, below)])
    click.echo(text, err=True, color=colour())


def _show_counts(warnings: Counter[str]) -> None:
    """How many warnings there are of each kind, the most frequent first, and what can be done about them."""
    from cchr_feeds.explanations import code_of

    kinds = [
        (code_of(word, "warning"), word, count) for word, count in warnings.most_common() if count and word
    ]
    if kinds:
        counts = ", ".join(f"{count} {word} ({code})" for code, word, count in kinds)
        (code, _word, most), *_rest = kinds
        words = (
            _(
                "Warnings: {counts}. {limit} of a kind are shown. What one means: cchr-feeds check "
                "--explain {code}",
                counts=counts,
                limit=MOST_ALIKE,
                code=code,
            )
            if most > MOST_ALIKE
            else _(
                "Warnings: {counts}. What one means: cchr-feeds check --explain {code}",
                counts=counts,
                code=code,
            )
        )
        note(words)
