"""Where the files lie that come with the program."""

from __future__ import annotations

from pathlib import Path


def packaged_templates() -> Path:
    """The folder of the packaged templates; in a checkout (editable install), the one at its top level."""
    installed = Path(__file__).parent / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"
