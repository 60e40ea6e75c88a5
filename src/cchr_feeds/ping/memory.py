"""What each hub was last told: a small file beside the project's others, which nothing depends on.

Where it is missing, as in a fresh checkout, hubs are told of more than they need to know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from cchr_feeds.cache import recalled, write_down

NAME = "pinged.json"
ABOUT = "told, by hub and address"

Told = Mapping[str, Mapping[str, str]]
"""By hub: the address of a feed, and the SHA-256 of the file it was told of."""


def remembered(project: Path) -> Told:
    """What was told; nothing, where nobody wrote that down, or somebody has changed it."""
    return cast("Told", json.loads(recalled(project, NAME, ABOUT) or b"{}"))


def remember(project: Path, told: Told) -> None:
    """Writes down what was told; raises `OSError` where that is impossible."""
    write_down(project, NAME, ABOUT, [json.dumps(told, sort_keys=True)])
