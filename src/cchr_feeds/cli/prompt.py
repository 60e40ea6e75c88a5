"""Questions on a terminal, and answers or options that are refused."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from cchr_feeds.cli.language import for_people
from cchr_feeds.i18n import _


class Misuse(click.UsageError):
    """A usage error of ours, in words of the catalogue; click's own are English."""

    def format_message(self) -> str:
        """What is wrong, for a person."""
        return for_people(self.message)


def checked(check: Callable[[str], str], text: str, option: str = "") -> str:
    """What `check` makes of a text; where it refuses it, a usage error that names the option."""
    from cchr_feeds.errors import InvalidValue

    try:
        return check(text)
    except InvalidValue as refused:
        raise Misuse(
            _("{option}{message}; {fix}", option=option, message=refused.message, fix=refused.fix)
        ) from refused


def ask(label: str, check: Callable[[str], str], default: str | None = None) -> str:
    """An answer that `check` takes, asked for on a terminal; a default that is empty is not shown.

    Without a default, `check` gets the empty answer too, and says what is needed instead.
    """
    question, shows_default = for_people(label), bool(default)
    while True:
        answer: str = click.prompt(
            question, default or "", show_default=shows_default, value_proc=str, err=True
        )
        try:
            return checked(check, answer)
        except click.UsageError as error:
            click.echo(for_people(_("Error: {message}", message=error.message)), err=True)


def agreed(question: str) -> bool:
    """Whether a person at a terminal says yes; elsewhere the answer is no."""
    return sys.stdin.isatty() and click.confirm(for_people(question), err=True)
