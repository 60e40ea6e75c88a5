"""What a shell proposes after Tab: ids, categories and languages of the project in hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click


def complete_ids(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The ids of the project's entries."""
    from cchr_feeds.source import completion_data

    return _beginning(completion_data.ids(_folder(context)), incomplete)


def complete_published(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The ids that readers have been given."""
    from cchr_feeds.source import completion_data

    return _beginning(completion_data.published_ids(_folder(context)), incomplete)


def complete_terms(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The terms of the project's categories."""
    from cchr_feeds.source import completion_data

    return _beginning(completion_data.terms(_folder(context)), incomplete)


def _folder(context: click.Context) -> Path:
    """What was given as `--project`; values are not converted while a line is completed."""
    return Path(context.params.get("project") or ".")


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
