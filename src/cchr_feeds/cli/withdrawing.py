"""What `withdraw` asks for and says."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from cchr_feeds.withdrawal import Withdrawn

FOR_ALL = ""
"""Stands for a language where one reason is for all of them."""

_IN_LANGUAGE = re.compile(r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)=(.*)", re.DOTALL)


def reasons_given(given: Sequence[str], known: Sequence[str]) -> dict[str, str]:
    """The values of `--reason` by language: `en=…`, or one that has no language and is for all."""
    reasons: dict[str, str] = {}
    for value in given:
        match = _IN_LANGUAGE.fullmatch(value)
        language, text = match.groups() if match else (FOR_ALL, value)
        if language and language not in known:
            wanted = " or ".join(f"{each}=" for each in known)
            raise click.UsageError(f"--reason: {language!r} is no language of this site; write {wanted}")
        if language in reasons:
            raise click.UsageError("--reason: give one for all languages, or one for each: --reason en=…")
        reasons[language] = _checked(text, "--reason: ")
    if FOR_ALL in reasons and len(reasons) > 1:
        raise click.UsageError("--reason: give one for all languages, or one for each: --reason en=…")
    return reasons


def _checked(text: str, label: str = "") -> str:
    from cchr_feeds.model.refusal import Refused
    from cchr_feeds.withdrawal import reason_line

    try:
        return reason_line(text)
    except Refused as refused:
        raise click.UsageError(f"{label}{refused.message}; {refused.fix}") from refused


def with_those_missing(reasons: dict[str, str], languages: Mapping[str, str]) -> dict[str, str]:
    """The reasons and, asked for on a terminal, those for the languages (with their names) that lack one."""
    missing = [] if FOR_ALL in reasons else [each for each in languages if each not in reasons]
    if missing and not sys.stdin.isatty():
        wanted = " ".join(f'--reason {language}="…"' for language in missing)
        raise click.UsageError(f"readers are told why; add {wanted}, or one --reason for all languages")
    if missing:
        click.echo("Why is it withdrawn? Readers see this. One line for each language:", err=True)
    asked = {language: _ask(f"{languages[language]} ({language})") for language in missing}
    return reasons | asked


def _ask(label: str) -> str:
    answer: str = click.prompt(label, value_proc=_checked, err=True)
    return answer


def withdrawn_lines(done: Withdrawn) -> str:
    """What was done, and what to do and to know next."""
    return "\n".join(_lines(done))


def _lines(done: Withdrawn) -> Iterator[str]:
    yield f"{done.id} is withdrawn as of {done.on}; it is written in {done.path}."
    from cchr_feeds.model.publication import WITHDRAWN_DAYS

    if done.notice_until:
        yield (
            'Next: run "cchr-feeds build" and publish out/. '
            f"Readers then see your reason for {WITHDRAWN_DAYS} days, until {done.notice_until}."
        )
    else:
        yield _why_unseen(done)
    if done.editions:
        yield f"It was in newsletters, and the build makes them anew without it: {', '.join(done.editions)}."
    yield "Nobody can call back: mails that were sent, and copies that readers' programs or archives keep."
    if done.elsewhere:
        yield f"Take down yourself what is not in out/: {' '.join(done.elsewhere)}"


def _why_unseen(done: Withdrawn) -> str:
    if done.draft:
        return "It is a draft, so readers see no notice. If they have had it already, take away draft: true."
    return "Its date is in the future, so readers see no notice before then."
