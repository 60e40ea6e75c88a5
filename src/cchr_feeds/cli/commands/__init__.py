"""All commands in their groups, and what runs them; each is imported when it is called."""

from importlib import import_module
from io import StringIO

import click

from cchr_feeds import __version__
from cchr_feeds.errors import CchrFeedsError

GROUPS = {
    "Write": {
        "init": "Create a project of your own in FOLDER.",
        "new": "Start an entry: write its file, with comments on the optional fields.",
        "import": "Import publications from elsewhere as draft entries.",
        "preview": "Write entries in the browser, and see what readers would get.",
        "withdraw": "Withdraw the publication ID, and tell readers why.",
        "words": "Begin the file of your own words to readers in LANGUAGE, or add what it lacks.",
        "schema": "Write JSON Schemas for text editors: of entries, site.yaml and edition files.",
    },
    "Check": {"check": "Check everything without writing."},
    "Publish": {
        "build": "Write everything: feeds, pages, newsletters and the embed.",
        "publish": "Build, and upload to where readers get it.",
        "newsletter": "Write the newsletter of a PERIOD, in every language.",
        "send": "Send the newsletter of a PERIOD to a mailing list, or to a small file of readers.",
    },
    "Web": {
        "ping": "Tell the hub which feeds have changed, so that readers get them at once.",
        "verify": "Compare what is online with what was built.",
        "keys": "Create a key pair: write the secret key to FILE, and print the public one.",
    },
}
"""The first sentence of each command's help by its name, in the order in which they are shown."""

COMMANDS = {name: summary for group in GROUPS.values() for name, summary in group.items()}


class _Commands(click.Group):
    """A group whose commands are imported when they are called, which keeps `cchr-feeds --help` fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's interface
        """The names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name; `None` where there is none."""
        return command_named(cmd_name) if cmd_name in self.commands else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Writes the name of each command and what it does, group by group."""
        width = max(map(len, COMMANDS))
        for group, commands in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(name.ljust(width), summary) for name, summary in commands.items()])


def command_named(name: str) -> click.Command:
    """The command of this name, imported."""
    name = "import_" if name == "import" else name
    command: click.Command = getattr(import_module(f"{__name__}.{name}"), name)
    return command


@click.group(
    cls=_Commands,
    commands=list(map(click.Command, COMMANDS)),  # what is proposed for a mistyped one
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="cchr-feeds")
def cchr_feeds() -> None:
    """Publish a folder of entries as feeds, web pages and a newsletter.

    Write each publication as a file in the folder entries/, run "cchr-feeds check" to check
    it, and "cchr-feeds build" to make everything that readers get.
    """


def run(arguments: list[str]) -> int:
    """Runs a command line, shows what stops it as a calm message, and returns the exit code."""
    as_json = "--json" in arguments
    try:
        # Without click's own way to end, a command's `Context.exit` becomes what `main` returns.
        return int(cchr_feeds.main(arguments, prog_name="cchr-feeds", standalone_mode=False) or 0)
    except click.ClickException as error:
        from cchr_feeds.cli.report import print_failure
        from cchr_feeds.cli.terminal import Misuse, show

        words = StringIO()
        error.show(words)  # not to standard error itself, which click wraps anew where that is ASCII
        show(words.getvalue(), end="")
        if as_json:
            print_failure(
                error.exit_code, error.message if isinstance(error, Misuse) else error.format_message()
            )
        return error.exit_code
    except click.Abort as error:
        from cchr_feeds.cli.terminal import show_progress
        from cchr_feeds.i18n import _

        show_progress("")
        # At a question, where click gives no cause (click/termui.py, prompt), nothing has been written.
        why = _("stopped; no file is half written") if error.__cause__ else _("stopped; nothing was written")
        told = error.__cause__.args if error.__cause__ else ()  # by what was at work
        raise KeyboardInterrupt(*(told or [why])) from error
    except CchrFeedsError as error:
        from cchr_feeds.cli.report import report_error
        from cchr_feeds.cli.terminal import Report, show_progress

        show_progress("")
        report_error(error, Report("json" if as_json else "text"))
        return error.exit_code
