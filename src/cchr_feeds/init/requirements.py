"""Where the program comes from, as a line for a project's requirements.txt."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from cchr_feeds import __version__

NAME = "cchr-feeds"
WHEEL = f"{NAME.replace('-', '_')}-{__version__}-py3-none-any.whl"


_REMARK = """\
# The program, from where it was installed when this project was made. If this names a file that is
# not here, put it beside this one; `make dist`, in the folder of cchr-feeds, writes it into dist/.
"""


def requirements() -> str:
    """The requirements.txt of a new project."""
    return f"{_REMARK}{requirement(_recorded_origin())}\n"


def missing_wheel(folder: Path) -> str:
    """The file that a new project's requirements.txt names, while it is not in the folder; else empty."""
    named = requirement(_recorded_origin()) == f"./{WHEEL}"
    return WHEEL if named and not (folder / WHEEL).is_file() else ""


def _recorded_origin() -> str:
    """What the installer recorded of where the program came from (PEP 610); nothing for a package index."""
    try:
        return distribution(NAME).read_text("direct_url.json") or ""
    except PackageNotFoundError:
        return "{}"  # it runs from a checkout


def requirement(recorded: str) -> str:
    """A line for pip.

    The name alone is written only where it was installed by name: elsewhere that may be somebody else's.
    """
    if not recorded:
        return f"{NAME}=={__version__}"
    origin = json.loads(recorded)
    version = origin.get("vcs_info")
    if version:
        return f"{NAME} @ {version['vcs']}+{origin['url']}@{version['commit_id']}"
    if str(origin.get("url", "")).startswith("https://"):
        return f"{NAME} @ {origin['url']}"
    return f"./{WHEEL}"
