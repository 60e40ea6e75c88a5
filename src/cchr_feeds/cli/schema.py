"""The command `schema`."""

from __future__ import annotations

import click

from cchr_feeds.cli.options import Common, command
from cchr_feeds.i18n import _

KINDS = ("entry", "site", "edition")


@command("schema", "Where to write (default: the folder .vscode/ of the project).", out=".vscode")
@click.argument("kind", required=False, type=click.Choice(KINDS))
def schema(common: Common, kind: str | None) -> None:
    """Let an editor know the fields: write JSON Schemas of an entry, site.yaml and an editor's file.

    Visual Studio Code then explains fields, proposes them and marks mistakes. With "entry", "site"
    or "edition", that schema is printed instead.
    """
    from cchr_feeds.init import describe, known, schema_text

    if kind:
        click.echo(schema_text(kind, known(common.project)), nl=False)
        return
    done = describe(common.project, common.out)
    common.report.result(_("Written: {files}.", files=", ".join(done.files)), done)
