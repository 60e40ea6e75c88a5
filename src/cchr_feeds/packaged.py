"""Where the files lie that come with the program."""

from __future__ import annotations

from pathlib import Path

PACKAGED = "packaged/"
"""What the names of packaged templates begin with, where a project may have its own of that name."""


def packaged_templates() -> Path:
    """The folder of the packaged templates; in a checkout (editable install), the one at its top level."""
    installed = Path(__file__).parent / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"
