"""All commands by name; each is imported when it is called, so that help and version are there at once."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

import click

from cchr_feeds import __version__


class Place(NamedTuple):
    """Where a command is defined, and the first sentence of its help."""

    module: str
    name: str
    summary: str


COMMANDS = {
    "build": Place("building", "build", "Write everything: feeds, pages, newsletters and the embed."),
    "check": Place("checking", "check", "See whether anything is wrong, without writing."),
    "newsletter": Place("building", "newsletter", "Write the newsletter of a PERIOD, in every language."),
    "withdraw": Place("withdrawing", "withdraw", "Take the publication ID back, and tell readers why."),
    "ping": Place(
        "pinging", "ping", "Tell the hub which feeds have changed, so that readers get them at once."
    ),
    "import": Place("importing", "import_", "Make draft entries of publications from elsewhere."),
    "new": Place(
        "drafting", "new", "Begin an entry: write its file, with remarks on what else may stand in it."
    ),
    "init": Place("starting", "init", "Make a project of your own in FOLDER, which is made too."),
    "schema": Place(
        "describing",
        "schema",
        "Let an editor know the fields: write JSON Schemas of an entry, site.yaml and an editor's file.",
    ),
    "preview": Place(
        "previewing", "preview", "Write entries, and see what readers would get, in the browser."
    ),
    "verify": Place("verifying", "verify", "Compare what is live with what was built, and say what differs."),
    "keys": Place(
        "verifying", "keys", "Make a key pair: the secret key into FILE, the public one to be read here."
    ),
}


class _Commands(click.Group):
    """A group that knows its commands by name before they are imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name; `None` where there is none."""
        return command_named(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; click proposes names of those alone that it holds imported."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(error.command_name, possibilities=COMMANDS, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes each name and what the command does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].summary) for name in sorted(COMMANDS)])


def command_named(name: str) -> click.Command:
    """The command of this name, imported."""
    place = COMMANDS[name]
    command: click.Command = getattr(import_module(f"cchr_feeds.cli.{place.module}"), place.name)
    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cchr-feeds")
def cchr_feeds() -> None:
    """Publish a folder of entries as feeds, web pages and a newsletter.

    Write each publication as a file in the folder entries/, then run
    "cchr-feeds check" to see whether anything is wrong, and
    "cchr-feeds build" to make everything that readers get.
    """
