"""Mail templates with their styles inlined; the packaged ones were so before any build.

What `inline.py` made of a packaged template lies in `inlined/` under its name; the first line tells of what
it was made. A test holds the two together, and `make golden` writes it anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from cchr_feeds.render.templating.flatten import Flat

_FOLDER = Path(__file__).parent / "inlined"


def inlined(name: str, template: Flat) -> str:
    """The source of the template `name` with its style rules in `style` attributes.

    Raises `ProblemsFound` with everything that is wrong with it.
    """
    known = _inlined_before(file_of(name), template) if template.is_ours else None
    if known is None:
        from cchr_feeds.render.templating.inline import inline  # imports premailer: 140 ms

        return inline(template)
    return known


def file_of(name: str) -> Path:
    """Where what was made of the packaged template `name` lies."""
    return _FOLDER / name


def to_keep(template: Flat, source: str) -> str:
    """What this file has to hold, `source` being the template with its styles inlined."""
    return f"{_fingerprint(template)}\n{source}"


def _inlined_before(file: Path, template: Flat) -> str | None:
    """What the file holds; `None` where it is missing, or the template has changed since."""
    if not file.is_file():
        return None
    made_of, _, source = file.read_bytes().decode().partition("\n")
    return source if made_of == _fingerprint(template) else None


def _fingerprint(template: Flat) -> str:
    return hashlib.sha256("".join(piece.text for piece in template.pieces).encode()).hexdigest()
