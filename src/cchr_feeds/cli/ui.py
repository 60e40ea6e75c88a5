"""In which language the command speaks: that of `--ui`, else that of the environment, else English."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING

import click

from cchr_feeds.errors import CchrFeedsError
from cchr_feeds.i18n import LANGUAGES, _, translate

if TYPE_CHECKING:
    from cchr_feeds.errors import InvalidValue

_PEOPLE = ContextVar("people", default=LANGUAGES[0])
_PROGRAMS = ContextVar("programs", default=LANGUAGES[0])


def language_of(environment: Mapping[str, str]) -> str:
    """The language for messages that the environment asks for (POSIX, Base Definitions §8.2)."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, (environment.get(name, "") for name in names)), "")
    language = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def speak(chosen: str | None) -> None:
    """Sets the language of what is said from now on; for programs it is the chosen one or English."""
    _PEOPLE.set(chosen or language_of(os.environ))
    _PROGRAMS.set(chosen or LANGUAGES[0])


def spoken() -> str:
    """The language in which a person is spoken to."""
    return _PEOPLE.get()


def shown(text: str) -> str:
    """What a person is to read, in the person's language."""
    return translate(text, spoken())


def in_chosen_language(text: str) -> str:
    """What a program is to read: English, unless another language was chosen on the command line."""
    return translate(text, _PROGRAMS.get())


def for_programs(value: object) -> object:
    """A document for a program, and the texts in it in the chosen language."""
    if isinstance(value, str):
        return in_chosen_language(value)
    if isinstance(value, Mapping):
        return {name: for_programs(part) for name, part in value.items()}
    return list(map(for_programs, value)) if isinstance(value, list | tuple) else value


class Misuse(click.UsageError):
    """A usage error of ours, in words of the catalogue; click's own are English."""

    def format_message(self) -> str:
        """What is wrong, for a person."""
        return shown(self.message)


def usage_error(option: str, refused: InvalidValue) -> Misuse:
    """That a value was refused, which `option` names where it was given on the command line."""
    return Misuse(_("{option}{message}; {fix}", option=option, message=refused.message, fix=refused.fix))


def ask(label: str, check: Callable[[str], str], default: str | None = None, *, proposed: bool = True) -> str:
    """An answer that `check` takes, asked for on a terminal; `proposed` says whether the default is shown.

    Without a default, `check` gets the empty answer too, and says what is needed instead.
    """
    shows = proposed and default is not None
    while True:
        answer: str = click.prompt(shown(label), default or "", show_default=shows, value_proc=str, err=True)
        try:
            return check(answer)
        except click.UsageError as error:
            click.echo(shown(_("Error: {message}", message=error.message)), err=True)


def words_of(error: CchrFeedsError) -> str:
    """Why a command stopped, as it was said; what `str` gives is English for ever."""
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def _chosen(_: click.Context, __: click.Parameter, language: str | None) -> None:
    speak(language)


UI = click.option(
    "--ui",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_chosen,
    help="The language of messages (default: that of LANG, where it is one of these, else English).",
)
