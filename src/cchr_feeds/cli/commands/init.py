"""The command `init`."""

import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import Common, command
from cchr_feeds.cli.terminal import Misuse, ask, checked, language_for_people
from cchr_feeds.i18n import _, lines_of

if TYPE_CHECKING:
    from cchr_feeds.init import Publisher


@command("init")
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
@click.option(
    "--timezone",
    metavar="ZONE",
    default="",
    help="Your time zone, such as Asia/Phnom_Penh (default: that of your languages, else UTC).",
)
def init(
    common: Common, folder: Path | None, authority: str, organisations: tuple[str, ...], timezone: str
) -> None:
    """Create a project of your own in FOLDER.

    It has a site.yaml, a sample, a guide for staff, and the files that publish it on GitHub. On a
    terminal the command asks for what the options do not say; elsewhere it writes examples to fill in.
    """
    from cchr_feeds.init import start

    publisher, place = _publisher(authority, organisations, timezone), folder or common.folder
    files = start(place, publisher, common.now, language_for_people())
    common.result(lines_of(list(_lines(place, files, publisher))), folder=str(place), files=files)


def _publisher(authority: str, organisations: Sequence[str], timezone: str) -> "Publisher":
    """The publisher from the options or, without any on a terminal, from answers; else the example."""
    from cchr_feeds.init import EXAMPLE, Publisher, likely_zone, stored

    asks = sys.stdin.isatty() and not (authority or organisations or timezone)
    names = (_asked_names() if asks else dict(map(_named, organisations))) or EXAMPLE.organisations

    def value(name: str, given: str, question: str, example: str) -> str:
        check = partial(stored, name)
        return ask(question, check, example) if asks else checked(check, given or example, f"--{name}: ")

    return Publisher(
        organisations=names,
        authority=value("authority", authority, _("Your domain"), EXAMPLE.authority),
        timezone=value("timezone", timezone, _("Your time zone"), likely_zone(names)),
    )


def _named(organisation: str) -> tuple[str, str]:
    """The language and the name in a value of `--organisation`."""
    from cchr_feeds.init import stored, tag_of_language

    language, equals, name = organisation.partition("=")
    if not equals:
        raise Misuse(_("--organisation: write a language, = and a name: en={name}", name=organisation))
    option, check = "--organisation: ", partial(stored, "organisation")
    return checked(tag_of_language, language, option), checked(check, name, option)


def _asked_names() -> dict[str, str]:
    """Asks for the languages, and for the organisation's name in each."""
    from cchr_feeds.init import EXAMPLE, stored, tag_of_language

    def tags(text: str) -> str:
        several = re.split(r"[,;/&]| and | र | និង ", text)
        names = map(str.strip, several if len(several) > 1 else text.split())
        return " ".join(dict.fromkeys(tag_of_language(name) for name in names if name))

    languages = ask(_("Your languages, the main one first"), tags, " ".join(EXAMPLE.organisations))
    names: dict[str, str] = {}
    for language in languages.split():
        proposal = next(iter(names.values()), EXAMPLE.organisations["en"])
        label = _("Your organisation's name ({language})", language=language)
        names[language] = ask(label, partial(stored, "organisation"), proposal)
    return names


def _lines(folder: Path, files: Sequence[str], publisher: "Publisher") -> Iterator[str]:
    from cchr_feeds.init import EXAMPLE, NAME, launcher, missing_wheel

    wheel = missing_wheel(folder)
    program = f".venv/bin/{NAME}" if wheel and not which(NAME) else NAME
    yield _(
        "A project of {count} files is ready in {folder}; README.md explains them.",
        count=len(files),
        folder=folder,
    )
    if publisher.authority == EXAMPLE.authority:
        yield _(
            "Before you build, replace {domain} in site.yaml with your own domain.", domain=EXAMPLE.authority
        )
    if wheel:
        yield _(
            'To install the program there, copy {wheel} into that folder ("make dist" in the folder of '
            'cchr-feeds writes it to dist/), and run "make build" there.',
            wheel=wheel,
        )
    yield _(
        'Next, in that folder: double-click {launcher}, or run "{program} preview", to write in the browser '
        "and see the result.",
        launcher=launcher(),
        program=program,
    )
    yield _('When it looks right, run "{program} build" and open out/index.html.', program=program)
    yield _(
        'The sample is a draft, so no build shows it; "{program} new" starts an entry of your own.',
        program=program,
    )
