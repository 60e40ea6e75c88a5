"""What is said: results on stdout, everything else on stderr, progress only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.ui import for_programs, shown, words_of
from cchr_feeds.errors import CchrFeedsError, Problem, ProblemsFound
from cchr_feeds.i18n import _, all_of, beginning_of, ngettext

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from cchr_feeds.build import Outcome

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """How a command speaks: to a program (`as_json`), or to a person, perhaps of problems only (`quiet`)."""

    as_json: bool
    quiet: bool

    def progress(self) -> Progress:
        """Says what is going on, in one line that each message replaces; the empty message clears it."""
        if self.quiet or not sys.stderr.isatty():
            return _silent
        return lambda message: click.echo(f"\r\033[K{shown(message)}", err=True, nl=False)


def _silent(message: str) -> None:
    """Says nothing."""


def clear_progress() -> None:
    """Takes away the line that says what is going on."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


def colour() -> bool | None:
    """No colour where the reader wants none (no-color.org), else as the terminal can."""
    return False if os.environ.get("NO_COLOR") else None


def report(outcome: Outcome, how: Report, line: str, folder: Path | None = None) -> None:
    """The result of a command that went well, and what to know about it.

    With the project's `folder`, each warning comes with its line. A build's log may be public, and a
    line may be of an entry that waits; so only `check` shows lines.
    """
    if not how.quiet:
        _show(outcome.warnings, folder)
        _say_what_is_missing(outcome)
        if folder is not None and outcome.changes:
            click.echo(shown(_("With a build now:")), err=how.as_json)
        for change in _changes(outcome.changes):
            click.echo(change, err=how.as_json)
        click.echo(line, err=how.as_json)
    if how.as_json:
        _print_json(_as_json(outcome))


def say(how: Report, line: str, result: DataclassInstance) -> None:
    """The result of a command that makes no output, in words and, for programs, field by field."""
    if not how.quiet:
        click.echo(line, err=how.as_json)
    if how.as_json:
        _print_json({"ok": True, "exit_code": 0, **asdict(result)})


def report_error(
    error: CchrFeedsError,
    as_json: bool,
    folder: Path | None = None,
    hints: tuple[str, ...] = (),
    *,
    written: bool = False,
) -> None:
    """Why a command stopped; with the project's `folder`, each problem comes with its line."""
    problems = error.problems if isinstance(error, ProblemsFound) else ()
    _show(problems, folder)
    for hint in hints:
        click.echo(hint, err=True)
    summary = problems_line(problems, written=written) if problems else words_of(error)
    click.secho(shown(summary), fg="red", err=True, color=colour())
    if as_json:
        _print_json(
            {
                "ok": False,
                "exit_code": error.exit_code,
                "message": summary,
                "problems": list(map(_problem, problems)),
            }
        )


def problems_line(problems: tuple[Problem, ...], *, written: bool = False) -> str:
    """One line on how much is wrong, after something was mended (`written`) or not."""
    errors = sum(problem.severity == "error" for problem in problems)
    return (
        ngettext(
            "{count} problem left, for people to mend",
            "{count} problems left, for people to mend",
            count=errors,
        )
        if written
        else ngettext(
            "{count} problem to mend; nothing was written",
            "{count} problems to mend; nothing was written",
            count=errors,
        )
    )


def report_usage(message: str, exit_code: int, *, as_json: bool) -> None:
    """To a program, that the command was not understood; a person has been told."""
    if as_json:
        _print_json({"ok": False, "exit_code": exit_code, "message": message, "problems": []})


MOST_ALIKE = 10
"""How many warnings of a kind are shown; a first check of many entries would fill the screen."""


def _show(problems: tuple[Problem, ...], folder: Path | None = None) -> None:
    if folder is None:
        for problem in problems:
            _show_one(problem)
        return
    from cchr_feeds.cli.marking import Places, shown_place

    places, seen = Places(folder), Counter[str]()
    for problem in problems:
        warnings = seen[problem.code] + (problem.severity == "warning")
        seen[problem.code] = warnings
        if problem.severity == "error" or warnings <= MOST_ALIKE:
            _show_one(problem, shown_place(problem, places.line(problem)))
    _count(seen)


def _show_one(problem: Problem, place: str = "") -> None:
    """A problem, below it the line it is about, and what to type instead."""
    where = f"{problem.path}:{problem.line}:{problem.column}: "
    click.secho(where, bold=True, err=True, nl=False, color=colour())
    shade = "red" if problem.severity == "error" else "yellow"
    severity = _("error") if problem.severity == "error" else _("warning")
    click.secho(f"{shown(severity)}: ", fg=shade, err=True, nl=False, color=colour())
    below = [place, f"→ {shown(problem.fix)}" if problem.fix else ""]
    click.echo("\n    ".join([shown(problem.message), *filter(None, below)]), err=True, color=colour())


def _count(warnings: Counter[str]) -> None:
    """How many warnings there are of each kind, the most frequent first, and what can be done about them."""
    from cchr_feeds.explanations import code_of

    kinds = [
        (code_of(word, "warning"), word, count) for word, count in warnings.most_common() if count and word
    ]
    if kinds:
        code = kinds[0][0]
        counts = ", ".join(f"{count} {word} ({code})" for code, word, count in kinds)
        found = (
            _(
                "Warnings: {counts}. {limit} of a kind are shown. What one means: cchr-feeds check "
                "--explain {code}",
                counts=counts,
                limit=MOST_ALIKE,
                code=code,
            )
            if kinds[0][2] > MOST_ALIKE
            else _(
                "Warnings: {counts}. What one means: cchr-feeds check --explain {code}",
                counts=counts,
                code=code,
            )
        )
        click.echo(shown(found), err=True)


def _say_what_is_missing(outcome: Outcome) -> None:
    if outcome.missing_for_mail:
        click.echo(
            shown(
                _(
                    "The newsletter can't be mailed yet: in site.yaml, fill in {names} under "
                    "newsletter:. Its HTML and text are made, the ready message (.eml) is not.",
                    names=all_of(outcome.missing_for_mail),
                )
            ),
            err=True,
        )


MOST_NAMES = 12
"""How many entries of a kind are named; a first build would fill the screen."""


def _changes(changes: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """A line for each kind of change, naming the entries by id and languages."""
    from cchr_feeds.lockfile import TO_READERS

    for kind, entries in changes.items():
        languages: dict[str, list[str]] = {}
        for entry in entries:
            publication_id, __, language = entry.rpartition("/")
            languages.setdefault(publication_id, []).append(language)
        named = [f"{name} ({', '.join(some)})" for name, some in languages.items()]
        names = beginning_of(named, MOST_NAMES)
        yield shown(_("{change}: {names}.", change=_(TO_READERS[kind]), names=names))


def written_line(outcome: Outcome, out: Path) -> str:
    """One line on what was written."""
    sentences = [_entries_line(outcome)]
    if done := outcome.written:
        sentences.append(
            shown(
                _(
                    "{written} files written, {unchanged} unchanged, {removed} removed in {out}.",
                    **asdict(done),
                    out=out,
                )
            )
        )
    if outcome.pictures:
        sentences.append(shown(_("Pictures: {names}.", names=", ".join(outcome.pictures))))
    return " ".join(sentences)


def check_line(outcome: Outcome, *, written: bool = False) -> str:
    """One line on what was found to be right, after something was mended (`written`) or not."""
    count = len(outcome.warnings)
    if outcome.refused:
        found = ngettext(
            "{count} warning. But a build would refuse, because of {codes}: it writes nothing until "
            "that is mended.",
            "{count} warnings. But a build would refuse, because of {codes}: it writes nothing until "
            "that is mended.",
            codes=_with_numbers(outcome.refused),
            count=count,
        )
    elif written:
        found = (
            ngettext("Nothing to mend, {count} warning.", "Nothing to mend, {count} warnings.", count=count)
            if count
            else _("Nothing is wrong.")
        )
    else:
        found = (
            ngettext(
                "Nothing to mend, {count} warning; nothing was written.",
                "Nothing to mend, {count} warnings; nothing was written.",
                count=count,
            )
            if count
            else _("Nothing is wrong; nothing was written.")
        )
    return f"{_entries_line(outcome)} {shown(found)}"


def _with_numbers(codes: tuple[str, ...]) -> str:
    from cchr_feeds.explanations import code_of

    return all_of([f"{code_of(code, 'warning')} ({code})" for code in codes])


def _entries_line(outcome: Outcome) -> str:
    counts = ", ".join(f"{language}: {count}" for language, count in outcome.entries.items())
    sentences = [_("Entries {counts}.", counts=counts)]
    if outcome.waiting:
        sentences.append(
            _("{count} waits for its date or is a draft.", count=outcome.waiting)
            if outcome.waiting == 1
            else _("{count} wait for their date or are drafts.", count=outcome.waiting)
        )
    return " ".join(map(shown, [*sentences, *_editions(outcome.editions)]))


def _editions(periods: tuple[str, ...]) -> Iterator[str]:
    if len(periods) > 6:
        yield _(
            "Newsletters: {count}, from {first} to {last}.",
            count=len(periods),
            first=periods[0],
            last=periods[-1],
        )
    elif periods:
        yield _("Newsletters: {names}.", names=", ".join(periods))


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {"ok": True, "exit_code": 0, **asdict(outcome), "warnings": list(map(_problem, outcome.warnings))}


def _problem(problem: Problem) -> dict[str, object]:
    from cchr_feeds.explanations import code_of

    shown = asdict(problem)
    del shown["arguments"], shown["replacement"]  # for our own code to act on; not promised to others
    return {**shown, "number": code_of(problem.code, problem.severity)}


def _print_json(document: dict[str, object]) -> None:
    in_ascii = (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8")
    click.echo(json.dumps(for_programs(document), ensure_ascii=in_ascii, indent=1))
