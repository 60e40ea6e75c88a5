"""What a build or a check came to: its warnings, what changes for readers, and one line on the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from cchr_feeds.cli.problems import problem_json, show_problems
from cchr_feeds.cli.terminal import Report, for_people, note
from cchr_feeds.explanations import code_of
from cchr_feeds.i18n import _, all_of, beginning_of, ngettext
from cchr_feeds.run import Outcome

MOST_NAMES = 12
"""How many entries of a kind are named; a first build would fill the screen."""


def report_outcome(report: Report, outcome: Outcome, line: str, folder: Path | None = None) -> None:
    """Shows the result of a command that succeeded, and its warnings.

    With the project's `folder`, each warning comes with its line. A build's log may be public, and a
    line may be of an entry that waits; so only `check` shows lines.
    """
    if not report.quiet:
        show_problems(outcome.warnings, folder)
        if outcome.missing_for_mail:
            note(
                _(
                    "The newsletter can't be mailed yet: in site.yaml, fill in {names} under "
                    "newsletter:. Its HTML and text are made, the ready message (.eml) is not.",
                    names=all_of(outcome.missing_for_mail),
                )
            )
    if folder is not None and outcome.changes:
        report.say(_("With a build now:"))
    for change in _changes(outcome.changes):
        report.say(change)
    report.result(line, outcome, warnings=list(map(problem_json, outcome.warnings)))


def _changes(changes: Mapping[str, Sequence[str]]) -> Iterator[str]:
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
        sentences.append(
            _(
                "{written} files written, {unchanged} unchanged, {removed} removed in {out}.",
                **asdict(outcome.written),
                out=out,
            )
        )
    if outcome.pictures:
        sentences.append(_("Pictures: {names}.", names=", ".join(outcome.pictures)))
    return " ".join(map(for_people, sentences))


def check_line(outcome: Outcome, *, fixed: bool) -> str:
    """One line on what a check found, after something was fixed or not."""
    count = len(outcome.warnings)
    if outcome.refused:
        codes = all_of([f"{code_of(word, 'warning')} ({word})" for word in outcome.refused])
        found = ngettext(
            "{count} warning. But a build would refuse, because of {codes}: it writes nothing until "
            "that is mended.",
            "{count} warnings. But a build would refuse, because of {codes}: it writes nothing until "
            "that is mended.",
            codes=codes,
            count=count,
        )
    elif not count:
        found = _("Nothing is wrong.") if fixed else _("Nothing is wrong; nothing was written.")
    elif fixed:
        found = ngettext(
            "Nothing to mend, {count} warning.", "Nothing to mend, {count} warnings.", count=count
        )
    else:
        found = ngettext(
            "Nothing to mend, {count} warning; nothing was written.",
            "Nothing to mend, {count} warnings; nothing was written.",
            count=count,
        )
    return " ".join(map(for_people, [*_about_entries(outcome), found]))


def _about_entries(outcome: Outcome) -> Iterator[str]:
    counts = ", ".join(f"{language}: {count}" for language, count in outcome.entries.items())
    yield _("Entries {counts}.", counts=counts)
    if outcome.waiting:
        yield ngettext(
            "{count} waits for its date or is a draft.",
            "{count} wait for their date or are drafts.",
            count=outcome.waiting,
        )
    periods = outcome.editions
    if len(periods) > 6:
        first, last = periods[0], periods[-1]
        yield _("Newsletters: {count}, from {first} to {last}.", count=len(periods), first=first, last=last)
    elif periods:
        yield _("Newsletters: {names}.", names=", ".join(periods))
