"""The studio's own pages, which no project replaces."""

from __future__ import annotations

from pathlib import Path

from cchr_feeds.render.templating.templates import Templates

FOLDER = Path(__file__).parent / "studio_pages"
PAGES = Templates(packaged=FOLDER)
