"""Where the links of a Markdown text lead."""

from __future__ import annotations

import re

_LINK = re.compile(r"(?:\]\(\s*<?|\]:\s+<?|<(?=https?:|mailto:))([^)\s>]+)", re.IGNORECASE)


def links_in(text: str) -> list[str]:
    """The targets of all links and pictures of a Markdown text, as they are written."""
    return _LINK.findall(text)
