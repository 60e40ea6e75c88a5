"""Names that all share: a project's files, the parts of the output, its manifest, and a mail's forms."""

from enum import Enum
from pathlib import Path
from typing import NewType


class Part(Enum):
    """What `build --only` can name, in the order files are put in place: what is linked to comes first."""

    PAGES = "pages"
    NEWSLETTERS = "newsletters"
    ARCHIVES = "archives"
    FEEDS = "feeds"
    EMBED = "embed"


EVERY_PART = tuple(Part)

ENTRIES, EDITIONS, WORDS = "entries", "editions", "words"
SOURCES = ("site.yaml", ENTRIES, EDITIONS, "templates", WORDS)
"""What the people of a project write: the files and folders that an output is made of."""

ISSUED, CACHED = "issued", ".cchr-feeds"
"""The folders of a project's issued mails, and of what is kept to save work."""

LOCK_FILE = "published.lock"
"""What the organisation has published, kept beside the entries (`model/lock.py`)."""

MANIFEST = "manifest.json"
SIGNATURE_FILE = "manifest.json.sig"
"""The manifest's signature, where there is one."""

SIGNING_KEY, SIGNING_KEY_FILE = "CCHR_FEEDS_SIGNING_KEY", "CCHR_FEEDS_SIGNING_KEY_FILE"
"""The environment variables with the secret key to sign with, or the file that holds it."""


def staging_folders(out: Path) -> tuple[Path, Path]:
    """Where a build may stage files: beside the output, or in it where that is impossible."""
    return out.parent / f".{out.name}.cchr-feeds-staging", out / ".cchr-feeds-staging"


Form = NewType("Form", str)
"""What `newsletter --for` can name: `HTML`, `EML`, or a service of `render/newsletter/mail_services.py`."""

HTML, EML = Form("html"), Form("eml")

USUAL_FORMS = (HTML, EML)
"""What is made by default."""
