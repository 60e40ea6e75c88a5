"""What commands report: problems with their lines, and what a build or a check came to."""

import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from cchr_feeds.cli.terminal import Part, Report, for_people, for_programs, print_json, printable, show
from cchr_feeds.errors import CchrFeedsError, ProblemsFound
from cchr_feeds.explanations import code_of
from cchr_feeds.i18n import _, all_of, beginning_of, ngettext
from cchr_feeds.model.part import SOURCES
from cchr_feeds.problem import Problem
from cchr_feeds.run import Outcome
from cchr_feeds.segmentation.clusters import clusters

MOST_NAMES = 12
"""How many entries of a kind are named; a first build would fill the screen."""

MOST_ALIKE = 10
"""How many warnings of a kind are shown; a first check of many entries would fill the screen."""

_FIELDS = ("path", "line", "column", "code", "message", "fix", "severity")

# How many letters are shown before and after the marked ones, at most.
_AROUND = 44
_MOST_MARKED = 72
_LONGEST = 1000  # characters of a line that are examined
_NAME = re.compile(r"[^\s:#\"'{\[]+(?=:(?:\s|$))")
_BEFORE_VALUE = re.compile(r"[\s-]*(?:[^\s:{\[]+:\s+)?")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_VALUE = re.compile(r"\S(?:.*?\S)??(?=\s+#|\s*$)")
_PART = re.compile(r"[^\s,}\]]+")
_WORD = re.compile(r"[^\W_](?:[\w-]*\w)?", re.ASCII)

# How the text of a workflow command is escaped, and its properties (actions/toolkit, core/src/command.ts).
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def report_error(
    error: CchrFeedsError, report: Report, folder: Path | None = None, *, fixed: bool | None = None
) -> None:
    """Shows why a command stopped; with the project's `folder`, each problem comes with its line.

    `fixed` says whether anything was fixed, where that was tried.
    """
    problems = error.problems if isinstance(error, ProblemsFound) else ()
    texts = _for_publisher(problems, folder)
    show_problems([each for each in problems if each not in texts], report, folder)
    for sentence in _left_to_fill_in((), len(texts)):
        show(sentence)
    if folder and report.form == "text" and not report.quiet:
        first = next(each for each in problems if each.severity == "error")
        show(_("For more about it: cchr-feeds check --explain {code}", code=code_of(first.code, "error")))
        if fixed is None:
            show(_("To fix what can be fixed safely: cchr-feeds check --fix"))
    # `str` would give a text that can't be translated any more.
    summary = problems_line(problems, fixed=bool(fixed)) if problems else next(iter(error.args), str(error))
    show((summary, "red"))
    if report.form == "json":
        print_failure(error.exit_code, summary, problems)


def print_failure(exit_code: int, message: str, problems: Sequence[Problem] = ()) -> None:
    """Tells a program why the command stopped."""
    found = list(map(problem_json, problems))
    print_json({"ok": False, "exit_code": exit_code, "message": message, "problems": found})


def problems_line(problems: Sequence[Problem], *, fixed: bool = False) -> str:
    """One line with the number of errors, after something was fixed or not."""
    errors = sum(problem.severity == "error" for problem in problems)
    if fixed:
        return ngettext(
            "{count} problem left to fix by hand", "{count} problems left to fix by hand", count=errors
        )
    return ngettext(
        "{count} problem to fix; nothing was written",
        "{count} problems to fix; nothing was written",
        count=errors,
    )


def problem_json(problem: Problem) -> dict[str, object]:
    """A problem for a program."""
    fields = {name: getattr(problem, name) for name in _FIELDS}
    return {**fields, "number": code_of(problem.code, problem.severity)}


def show_problems(
    problems: Sequence[Problem],
    report: Report,
    folder: Path | None,
    told: Collection[Problem] = (),
    most: int = MOST_ALIKE,
) -> None:
    """Shows errors, and of each kind of warning as many as `most` that were not `told` before.

    With the project's `folder`, each comes with its line, and the kinds with their numbers.
    """
    if folder and report.form == "github":
        for annotation in github_lines(problems, folder):
            show(annotation, to_stderr=False)
        return

    @lru_cache(maxsize=4)
    def lines(path: str) -> list[str]:
        from cchr_feeds.source.files import read_text  # a build, which shows none, need not load it

        return [] if path.startswith("out/") else read_text(folder or Path(), path).content.split("\n")

    warnings, shown = Counter[str](), Counter[str]()
    for problem in problems:
        is_warning = problem.severity == "warning"
        warnings[problem.code] += is_warning
        if not is_warning or (problem not in told and shown[problem.code] < most):
            line = next(iter(lines(problem.path)[problem.line - 1 :]), "") if folder else ""
            _show(problem, marked_line(problem, line) if folder else ())
            shown[problem.code] += is_warning
    if folder or shown.total() < warnings.total():
        _show_counts(warnings, shown.total())


def _show(problem: Problem, line: Sequence[Part] = ()) -> None:
    """Shows a problem, and below it the line it is about, and what to type instead."""
    where = f"{problem.path}:{problem.line}:{problem.column}: "
    severity, shade = (_("error"), "red") if problem.severity == "error" else (_("warning"), "yellow")
    below = (f"\n    → {for_people(problem.fix)}",) if problem.fix else ()
    around = ("\n    ", *line) if line else ()
    show((where, "bold"), (f"{for_people(severity)}: ", shade), problem.message, *around, *below)


def _show_counts(warnings: Counter[str], shown: int) -> None:
    """Shows how many warnings of each kind there are, the most frequent first, and how to learn more."""
    kinds = [
        (word, code_of(word, "warning"), count) for word, count in warnings.most_common() if word and count
    ]
    if not kinds:
        return
    counts = ", ".join(f"{count} {word} ({code})" for word, code, count in kinds)
    sentences = [_("Warnings: {counts}.", counts=counts)]
    if not shown:
        sentences.append(_("None of them is new; cchr-feeds check --all lists them."))
    elif shown < warnings.total():
        known = {"shown": shown, "count": warnings.total()}
        sentences.append(_("Shown: {shown} of {count}; cchr-feeds check --all lists all.", **known))
    sentences.append(_("What one means: cchr-feeds check --explain {code}", code=kinds[0][1]))
    show(" ".join(map(for_people, sentences)))


def marked_line(problem: Problem, line: str) -> list[Part]:
    """The code, and the line with the place marked: in reverse on a terminal with colours, else in «…»."""
    code, start = code_of(problem.code, problem.severity), problem.column - 1
    line = line[: start + _LONGEST]
    end = _end(line, start, problem.arguments.get("quoted", ""))
    # Long parts are cut between letters.
    parts = (line[:start].lstrip(), line[start:end], line[end:].rstrip())
    before, marked, after = (clusters(printable(part)) for part in parts)
    if not marked:
        return [code]
    if len(before) > _AROUND:
        before = ["…", *before[1 - _AROUND :]]
    colours = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    # Marked around, not below: how wide Khmer is drawn differs from terminal to terminal.
    opening, closing = "«»" if "utf" in (sys.stderr.encoding or "").lower() else (">>", "<<")
    place = _beginning(marked, _MOST_MARKED)
    mark: Part = (place, "marked") if colours else f"{opening}{place}{closing}"
    return [f"{code} | {''.join(before)}", mark, _beginning(after, _AROUND)]


def _end(line: str, start: int, quoted: str) -> int:
    """Where the marked words end: what the problem quotes, a name, a value, a word or a letter."""
    if quoted and line.startswith(quoted, start):
        return start + len(quoted)
    patterns = [_WORD]
    if _BEFORE_VALUE.fullmatch(line, 0, start):
        patterns = [_NAME, _QUOTED, _VALUE]
    elif line[:start].rstrip().endswith((":", ",", "{", "[")):
        patterns = [_NAME, _QUOTED, _PART]
    found = next(filter(None, (pattern.match(line, start) for pattern in patterns)), None)
    return found.end() if found else start + len("".join(clusters(line[start : start + 40])[:1]))


def _beginning(letters: Sequence[str], most: int) -> str:
    return "".join(letters if len(letters) <= most else [*letters[: most - 1], "…"])


def github_lines(problems: Sequence[Problem], folder: Path) -> Iterator[str]:
    """A workflow command of GitHub Actions for each problem, which GitHub then shows at its line."""
    for problem in problems:
        properties = {
            "file": Path(os.path.relpath(folder / problem.path)).as_posix(),
            "line": str(problem.line),
            "col": str(problem.column),
            "title": f"{code_of(problem.code, problem.severity)} {problem.code}".strip(),
        }
        shown = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items())
        text = "\n".join(str(for_programs(text)) for text in (problem.message, problem.fix) if text)
        yield f"::{problem.severity} {shown}::{text.translate(_ESCAPES)}"


def report_outcome(
    report: Report,
    outcome: Outcome,
    line: str,
    folder: Path | None = None,
    told: Collection[Problem] = (),
    most: int = MOST_ALIKE,
) -> None:
    """Shows the result of a command that succeeded, as the last line, and above it what there is to know.

    With the project's `folder`, each warning comes with its line, and each text that lacks a language.
    """
    # Only `check` gives the folder: a build's log may be public, and a line may be of an entry that waits.
    is_told = not report.quiet or report.form == "github"
    if is_told:
        texts = _for_publisher(outcome.warnings, folder)
        warnings = [each for each in outcome.warnings if each not in texts]
        show_problems(warnings, report, folder, told, most)
        sentences = list(map(for_people, _left_to_fill_in(outcome.missing_for_mail, len(texts))))
        if sentences:
            show(" ".join(sentences))
    if folder is not None and outcome.changes:
        report.say(_("A build now would change:"))
    for change in changes_lines(outcome.changes):
        report.say(change)
    is_more = outcome.warnings or outcome.missing_for_mail or outcome.changes
    if is_told and report.form == "text" and is_more:
        show("")
    report.result(line, outcome, warnings=list(map(problem_json, outcome.warnings)))


def _for_publisher(problems: Sequence[Problem], folder: Path | None) -> list[Problem]:
    """Texts of site.yaml that lack a language, which a build only counts."""
    of_site = (each for each in problems if each.code == "translation" and each.path == SOURCES[0])
    return [] if folder else list(of_site)


def _left_to_fill_in(missing_for_mail: Sequence[str], texts: int) -> Iterator[str]:
    """What only the publisher can answer: the newsletter's sender, and texts in another language."""
    if missing_for_mail:
        yield _(
            "The newsletter can't be mailed yet: in site.yaml, fill in {names} under newsletter:. Its HTML "
            "and text are written, the ready message (.eml) is not.",
            names=all_of(missing_for_mail),
        )
    if texts:
        yield ngettext(
            "{count} text in site.yaml lacks a language; cchr-feeds check says which.",
            "{count} texts in site.yaml lack a language; cchr-feeds check says which.",
            count=texts,
        )


def changes_lines(changes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A line for each kind of change, naming the entries by id and languages."""
    if not changes:
        return
    from cchr_feeds.lockfile import TO_READERS  # most of the program

    for kind, entries in changes.items():
        languages: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            publication_id, _slash, language = entry.rpartition("/")
            languages[publication_id].append(language)
        named = [f"{name} ({', '.join(some)})" for name, some in languages.items()]
        yield _("{change}: {names}.", change=_(TO_READERS[kind]), names=beginning_of(named, MOST_NAMES))


def written_line(outcome: Outcome, out: Path) -> str:
    """One line on what was written."""
    sentences = [*_about_entries(outcome)]
    if outcome.written:
        said = ngettext(
            "{count} file written, {unchanged} unchanged, {removed} removed in {out}.",
            "{count} files written, {unchanged} unchanged, {removed} removed in {out}.",
            count=outcome.written.written,
            **(asdict(outcome.written) | {"out": out}),
        )
        sentences.append(said)
    if outcome.pictures:
        sentences.append(_("Pictures: {names}.", names=", ".join(outcome.pictures)))
    return " ".join(map(for_people, sentences))


def check_line(outcome: Outcome, *, fixed: bool) -> str:
    """One line on what a check found, after something was fixed or not."""
    count = len(outcome.warnings)
    if outcome.refused:
        codes = all_of([f"{code_of(word, 'warning')} ({word})" for word in outcome.refused])
        found = ngettext(
            "{count} warning. But a build would refuse because of {codes}, and write nothing until "
            "that is fixed.",
            "{count} warnings. But a build would refuse because of {codes}, and write nothing until "
            "that is fixed.",
            codes=codes,
            count=count,
        )
    elif not count:
        found = _("No problems.") if fixed else _("No problems; nothing was written.")
    elif fixed:
        found = ngettext("No problems, {count} warning.", "No problems, {count} warnings.", count=count)
    else:
        found = ngettext(
            "No problems, {count} warning; nothing was written.",
            "No problems, {count} warnings; nothing was written.",
            count=count,
        )
    return " ".join(map(for_people, [*_about_entries(outcome), found]))


def _about_entries(outcome: Outcome) -> Iterator[str]:
    counts = ", ".join(f"{language}: {count}" for language, count in outcome.entries.items())
    yield _("Entries {counts}.", counts=counts)
    if outcome.waiting:
        yield ngettext(
            "{count} is waiting for its date or is a draft.",
            "{count} are waiting for their date or are drafts.",
            count=outcome.waiting,
        )
    periods = outcome.editions
    if len(periods) > 6:
        first, last = periods[0], periods[-1]
        yield _("Newsletters: {count}, from {first} to {last}.", count=len(periods), first=first, last=last)
    elif periods:
        yield _("Newsletters: {names}.", names=", ".join(periods))
