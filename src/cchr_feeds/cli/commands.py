"""All commands in their groups; each is imported when it is called, which keeps help and version fast."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module

import click

from cchr_feeds import __version__

GROUPS = {
    "Write": {
        "init": "Make a project of your own in FOLDER, which is made too.",
        "new": "Begin an entry: write its file, with remarks on what else may stand in it.",
        "import": "Make draft entries of publications from elsewhere.",
        "preview": "Write entries, and see what readers would get, in the browser.",
        "withdraw": "Take the publication ID back, and tell readers why.",
        "schema": "Let an editor know the fields: "
        "write JSON Schemas of an entry, site.yaml and an editor's file.",
    },
    "Check": {
        "check": "See whether anything is wrong, without writing.",
    },
    "Publish": {
        "build": "Write everything: feeds, pages, newsletters and the embed.",
        "newsletter": "Write the newsletter of a PERIOD, in every language.",
    },
    "Web": {
        "ping": "Tell the hub which feeds have changed, so that readers get them at once.",
        "verify": "Compare what is live with what was built, and say what differs.",
        "keys": "Make a key pair: the secret key into FILE, the public one to be read here.",
    },
}
"""The first sentence of each command's help by its name, in the order in which they are shown."""

COMMANDS = {name: summary for group in GROUPS.values() for name, summary in group.items()}


class _Commands(click.Group):
    """A group that knows its commands by name before they are imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The names of all commands."""
        return list(COMMANDS)

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

    def get_help(self, ctx: click.Context) -> str:
        """The help, as wide as the terminal; click would import `shutil` for that, a tenth of the whole."""
        ctx.terminal_width = max(min(_columns(), 80) - 2, 50)  # as click does (click/formatting.py)
        return super().get_help(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes each name and what the command does, group by group."""
        width = max(map(len, COMMANDS))
        for group, commands in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(name.ljust(width), summary) for name, summary in commands.items()])


def _columns() -> int:
    """The width of the terminal in characters, or the one that the environment names."""
    with suppress(KeyError, ValueError):
        return int(os.environ["COLUMNS"])
    with suppress(OSError):
        return os.get_terminal_size().columns
    return 80


def command_named(name: str) -> click.Command:
    """The command of this name, imported."""
    module = import_module(f"cchr_feeds.cli.{'import_' if name == 'import' else name}")
    command: click.Command = getattr(module, "import_" if name == "import" else name)
    return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cchr-feeds")
def cchr_feeds() -> None:
    """Publish a folder of entries as feeds, web pages and a newsletter.

    Write each publication as a file in the folder entries/, then run
    "cchr-feeds check" to see whether anything is wrong, and
    "cchr-feeds build" to make everything that readers get.
    """
