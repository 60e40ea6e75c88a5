"""What an output consists of: its parts, and the files that tell of them."""

from __future__ import annotations

from enum import Enum


class Part(Enum):
    """What `build --only` can name, in the order files are put in place: what is linked to comes first."""

    PAGES = "pages"
    NEWSLETTERS = "newsletters"
    ARCHIVES = "archives"
    FEEDS = "feeds"
    EMBED = "embed"


EVERY_PART = tuple(Part)

MANIFEST = "manifest.json"
SEAL = "manifest.json.sig"
"""The manifest's signature, where there is one."""
