"""The parts of the output that a build can make, its manifest, and the forms of a newsletter's mail."""

from __future__ import annotations

from enum import Enum
from typing import NewType


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


Form = NewType("Form", str)
"""What `newsletter --for` can name: `HTML`, `EML`, or a service of `render/newsletter/mail_services.py`."""

HTML, EML = Form("html"), Form("eml")

USUAL_FORMS = (HTML, EML)
"""What is made by default."""
