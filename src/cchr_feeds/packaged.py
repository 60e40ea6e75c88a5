"""Where the files lie that come with the program."""

from pathlib import Path

PACKAGED = "packaged/"
"""What the names of packaged templates begin with, where a project may have its own of that name."""


def packaged_templates() -> Path:
    """The folder of the packaged templates."""
    return _shipped("templates")


def locked_requirements() -> Path:
    """The folder of `runtime.txt`, what the program needs, and `build.txt`, what builds that."""
    # Each package has its version and hashes. The Makefile of a new project installs what the files name.
    return _shipped("requirements")


def _shipped(name: str) -> Path:
    """A folder of the wheel; in a checkout (editable install), the one at its top level."""
    installed = Path(__file__).parent / name
    return installed if installed.is_dir() else Path(__file__).parents[2] / name
