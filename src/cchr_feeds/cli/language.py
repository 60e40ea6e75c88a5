"""In which language the command speaks: that of `--ui`, else that of the environment, else English."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextvars import ContextVar

import click

from cchr_feeds.i18n import LANGUAGES, translate

_PEOPLE = ContextVar("people", default=LANGUAGES[0])
_PROGRAMS = ContextVar("programs", default=LANGUAGES[0])


def language_of(environment: Mapping[str, str]) -> str:
    """The language for messages that the environment asks for (POSIX, Base Definitions §8.2)."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, (environment.get(name, "") for name in names)), "")
    language = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def set_language(chosen: str | None) -> None:
    """Sets the language of what is said from now on; for programs it is the chosen one or English."""
    _PEOPLE.set(chosen or language_of(os.environ))
    _PROGRAMS.set(chosen or LANGUAGES[0])


def language_for_people() -> str:
    """The language in which a person is spoken to."""
    return _PEOPLE.get()


def for_people(text: str) -> str:
    """What a person is to read, in the person's language."""
    return translate(text, language_for_people())


def for_programs(text: str) -> str:
    """What a program is to read: English, unless another language was chosen on the command line."""
    return translate(text, _PROGRAMS.get())


def document_for_programs(value: object) -> object:
    """A document for a program, and the texts in it in the chosen language."""
    if isinstance(value, str):
        return for_programs(value)
    if isinstance(value, Mapping):
        return {name: document_for_programs(part) for name, part in value.items()}
    return list(map(document_for_programs, value)) if isinstance(value, list | tuple) else value


def _chosen(_context: click.Context, _parameter: click.Parameter, language: str | None) -> None:
    set_language(language)


UI = click.option(
    "--ui",
    type=click.Choice(LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_chosen,
    help="The language of messages (default: that of LANG, where it is one of these, else English).",
)
