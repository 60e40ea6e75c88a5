"""The command `init`: what it asks for and says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import IGNORES_OUT, Common, command, language_and_text
from cchr_feeds.cli.prompt import Misuse, ask, checked
from cchr_feeds.i18n import _, lines_of

if TYPE_CHECKING:
    from cchr_feeds.init import Publisher, Started


@command("init", IGNORES_OUT)
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--authority", metavar="DOMAIN", default="", help="Your domain, such as example.org.")
@click.option(
    "--organisation",
    "organisations",
    metavar="LANGUAGE=NAME",
    multiple=True,
    help="Your organisation's name in a language, such as en=NAME; may be repeated, the main "
    "language first (default: English and Khmer, to be filled in).",
)
@click.option("--timezone", metavar="ZONE", default="", help="Where a day begins (default: Asia/Phnom_Penh).")
def init(
    common: Common, folder: Path | None, authority: str, organisations: tuple[str, ...], timezone: str
) -> None:
    """Make a project of your own in FOLDER, which is made too.

    It has a site.yaml, a sample, a guide for staff, and what publishes it on GitHub. On a
    terminal it asks for what it is not told; elsewhere it writes examples to fill in.
    """
    from cchr_feeds.init import start

    publisher = _publisher(authority, organisations, timezone)
    done = start(folder or common.project, publisher, common.now)
    common.report.result(lines_of(list(_lines(done, publisher))), done)


def _publisher(authority: str, organisations: Sequence[str], timezone: str) -> Publisher:
    """Who publishes: from the options and, on a terminal, from answers; else as in the example."""
    from cchr_feeds.init import EXAMPLE, Publisher

    told = bool(authority or organisations or timezone)
    asks = sys.stdin.isatty() and not told
    named = dict(_named(organisations)) or (_asked_names() if asks else dict(EXAMPLE.organisations))
    return Publisher(
        _either("authority", authority, EXAMPLE.authority, _("Your domain") if asks else ""),
        named,
        _either("timezone", timezone, EXAMPLE.timezone, _("Your time zone") if asks else ""),
    )


def _named(organisations: Sequence[str]) -> Iterator[tuple[str, str]]:
    for each in organisations:
        language, name = language_and_text(each)
        if not language:
            raise Misuse(_("--organisation: write a language, = and a name: en={name}", name=each))
        yield (
            checked(_stored("language"), language, "--organisation: "),
            checked(_stored("organisation"), name, "--organisation: "),
        )


def _asked_names() -> dict[str, str]:
    """The organisation's name in each language that is wanted."""
    from cchr_feeds.init import EXAMPLE

    languages = ask(_("Your languages, the main one first"), _languages, " ".join(EXAMPLE.organisations))
    names: dict[str, str] = {}
    for language in languages.split():
        proposal = next(iter(names.values()), EXAMPLE.organisations["en"])
        label = _("Your organisation's name ({language})", language=language)
        names[language] = ask(label, _stored("organisation"), proposal)
    return names


def _languages(text: str) -> str:
    return " ".join(dict.fromkeys(map(_stored("language"), text.replace(",", " ").split())))


def _either(name: str, given: str, example: str, question: str) -> str:
    if given or not question:
        return checked(_stored(name), given or example, f"--{name}: ")
    return ask(question, _stored(name), example)


def _stored(name: str) -> Callable[[str], str]:
    """What turns a text into the stored form of a field, or refuses it."""
    from cchr_feeds.init import stored

    return partial(stored, name)


def _lines(done: Started, publisher: Publisher) -> Iterator[str]:
    from cchr_feeds.init import EXAMPLE, missing_wheel

    wheel = missing_wheel(Path(done.folder))
    program = ".venv/bin/cchr-feeds" if wheel else "cchr-feeds"
    yield _(
        "A project of {count} files is made in {folder}; README.md tells what they are for.",
        count=len(done.files),
        folder=done.folder,
    )
    if publisher.authority == EXAMPLE.authority:
        yield _(
            "Before you build, write your own domain into site.yaml, in place of {domain}.",
            domain=EXAMPLE.authority,
        )
    if wheel:
        yield _(
            'To set up the program there, copy {wheel} into that folder ("make dist", in the folder of '
            'cchr-feeds, writes it into dist/), and run "make build" there.',
            wheel=wheel,
        )
    yield _(
        'Next, in that folder: run "{program} preview", to write in the browser and see what comes of it.',
        program=program,
    )
    yield _('When it is right, run "{program} build", and open out/index.html.', program=program)
    yield _(
        'The sample is a draft, so nothing that is built has it; "{program} new" begins an entry of yours.',
        program=program,
    )
