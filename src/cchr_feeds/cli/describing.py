"""The command `schema`: what it prints and says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from cchr_feeds.cli.options import common
from cchr_feeds.cli.report import Report, say
from cchr_feeds.cli.ui import shown
from cchr_feeds.i18n import _

KINDS = ("entry", "site", "edition")


@click.command()
@common
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write (default: the folder .vscode/ of the project).",
)
@click.argument("kind", required=False, type=click.Choice(KINDS))
def schema(
    project: Path,
    now: datetime,  # noqa: ARG001 - every command takes it
    as_json: bool,
    quiet: bool,
    out: Path | None,
    kind: str | None,
) -> None:
    """Let an editor know the fields: write JSON Schemas of an entry, site.yaml and an editor's file.

    Visual Studio Code then explains fields, proposes them and marks mistakes. With "entry", "site"
    or "edition", that schema is printed instead.
    """
    from cchr_feeds.starting import describe, known, schema_text

    if kind:
        click.echo(schema_text(kind, known(project)), nl=False)
        return
    done = describe(project, out or project / ".vscode")
    say(Report(as_json, quiet), shown(_("Written: {files}.", files=", ".join(done.files))), done)
