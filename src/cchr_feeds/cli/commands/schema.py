"""The command `schema`."""

import click

from cchr_feeds.cli.options import Common, command
from cchr_feeds.cli.terminal import show
from cchr_feeds.i18n import _


@command("schema", "The folder to write to (default: .vscode/ in the project).", out=".vscode")
@click.argument("kind", required=False, type=click.Choice(("entry", "site", "edition")))
def schema(common: Common, kind: str | None) -> None:
    """Write JSON Schemas for text editors: of entries, site.yaml and edition files.

    Visual Studio Code then explains fields, suggests them and marks mistakes. With "entry", "site"
    or "edition", that schema is printed instead.
    """
    from cchr_feeds.init import describe, known, schema_text

    if kind:
        show(schema_text(kind, known(common.folder)), to_stderr=False, end="")
        return
    files = describe(common.folder, common.out)
    common.result(_("Written: {files}.", files=", ".join(files)), files=files)
