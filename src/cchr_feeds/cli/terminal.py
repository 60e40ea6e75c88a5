"""What the command says and asks, in the language of the person or program it speaks to.

This is the only module that prints. Results go to standard output, everything else to standard error;
progress is shown on a terminal only.
"""

import json
import logging
import os
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from cchr_feeds import __version__
from cchr_feeds.cli.streams import ACTING, as_it_is, harmless
from cchr_feeds.i18n import LANGUAGES, _, translate
from cchr_feeds.problem import InvalidValue

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# The language that `--ui` names.
_CHOSEN = ContextVar("chosen", default="")


def language_of(environment: Mapping[str, str]) -> str:
    """The language for messages that the environment asks for (POSIX, Base Definitions §8.2)."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next(filter(None, (environment.get(name, "") for name in names)), "")
    language = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


def set_language(chosen: str | None) -> None:
    """Sets the language of all messages; without a choice, programs get English."""
    _CHOSEN.set(chosen or "")


def language_for_people() -> str:
    """The language of messages to people."""
    return _CHOSEN.get() or language_of(os.environ)


def for_people(text: str) -> str:
    """The text in the language of messages to people."""
    return translate(text, language_for_people())


def for_programs(value: object) -> object:
    """A document for a program with its texts in English, or in the language of `--ui`."""
    if isinstance(value, str):
        return translate(value, _CHOSEN.get() or LANGUAGES[0])
    if isinstance(value, Mapping):
        return {name: for_programs(part) for name, part in value.items()}
    return list(map(for_programs, value)) if isinstance(value, list | tuple) else value


@dataclass(frozen=True)
class Report:
    """How a command speaks: its `form` is `text` for a person, `json` or `github` for a program.

    If it is `quiet`, it speaks of problems only.
    """

    form: str
    quiet: bool = False

    def say(self, text: str, shade: str = "") -> None:
        """Shows a text to a person: on standard error where standard output is for a program."""
        if not self.quiet:
            show((text, shade), to_stderr=self.form != "text")

    def result(self, text: str, result: "DataclassInstance | None" = None, **fields: object) -> None:
        """Shows the result in words, and to programs field by field (those named replace the result's)."""
        self.say(text)
        if self.form == "json":
            print_json({"ok": True, "exit_code": 0, **(asdict(result) if result else {}), **fields})


Part = str | tuple[str, str]
"""A text, or a text and its style."""


def show(*parts: Part, to_stderr: bool = True, end: str = "\n", before: str = "") -> None:
    """Shows the parts of a line to a person; nothing in them acts on a terminal but their styles."""
    styled = [_styled(part, "") if isinstance(part, str) else _styled(*part) for part in parts]
    stream = sys.stderr if to_stderr else sys.stdout
    colours = False if os.environ.get("NO_COLOR") else None  # no-color.org; else click asks the terminal
    with as_it_is(stream):
        click.echo("".join([before, *styled, end]), file=stream, nl=False, color=colours)


def _styled(text: str, style: str) -> str:
    """The text in the reader's language and in its style: bold, marked, or a colour."""
    text = harmless(for_people(text))
    if not style:
        return text
    shade = None if style in ("bold", "marked") else style
    return click.style(text, fg=shade, bold=style == "bold" or None, reverse=style == "marked" or None)


def show_progress(message: str) -> None:
    """Replaces the progress line of a terminal; the empty message clears it."""
    if sys.stderr.isatty():
        show(message, before="\r\033[K", end="")


def print_json(document: dict[str, object]) -> None:
    """Prints a document for a program, with escapes for characters that act on a terminal."""
    in_ascii = (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8")
    text = json.dumps(for_programs(document), ensure_ascii=in_ascii, indent=1)
    show(ACTING.sub(lambda found: json.dumps(found[0])[1:-1], text), to_stderr=False)


def printable(text: str) -> str:
    """The text, with names in the place of characters that act on a terminal or can't be seen."""
    hidden = {char for char in text if not char.isprintable()} - set("\u200b\u200c\u200d")
    return text.translate({ord(char): "<tab>" if char == "\t" else f"<U+{ord(char):04X}>" for char in hidden})


class _OneLine(logging.Formatter):
    """A record in one line, without characters that act on a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def log_to_stderr() -> None:
    """Shows what modules log with `logging.getLogger(__name__)`."""
    # A log may be public: no module logs keys, passwords, texts, or the names of entries that wait.
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("cchr_feeds")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.info("cchr-feeds %s, Python %s", __version__, sys.version.partition(" ")[0])


class Misuse(click.UsageError):
    """A usage error of ours, in words of the catalogue; click's own are English."""

    def format_message(self) -> str:
        """The message for a person."""
        return for_people(self.message)


def checked(check: Callable[[str], str], text: str, option: str = "") -> str:
    """What `check` makes of a text; raises `Misuse`, with the name of the option, where it refuses it."""
    try:
        return check(text)
    except InvalidValue as refused:
        why = _("{option}{message}; {fix}", option=option, message=refused.message, fix=refused.fix)
        raise Misuse(why) from refused


def ask(label: str, check: Callable[[str], str], default: str = "") -> str:
    """Asks on a terminal until `check` takes the answer; the empty answer stands for the default."""
    question = harmless(for_people(label))
    while True:
        answer: str = click.prompt(question, default, show_default=bool(default), value_proc=str, err=True)
        try:
            return checked(check, answer)
        except Misuse as error:
            show(_("Error: {message}", message=error.message))


def require_agreement(question: str, *, yes: bool) -> None:
    """Asks, unless the answer was given as `--yes`; raises `Misuse` where there is nobody to ask."""
    if not yes and not sys.stdin.isatty():
        raise Misuse(_("add --yes to do it without being asked"))
    if not yes and not agreed(question):
        raise click.Abort


def agreed(question: str) -> bool:
    """Whether a person at a terminal says yes; elsewhere the answer is no."""
    return sys.stdin.isatty() and click.confirm(harmless(for_people(question)), err=True)
