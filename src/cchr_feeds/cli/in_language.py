"""Options that say something in a language, as `en=TEXT`."""

from __future__ import annotations

import re

_IN_LANGUAGE = re.compile(r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)=(.*)", re.DOTALL)


def in_language(value: str) -> tuple[str, str]:
    """The language that a value names, empty where it names none, and what it says."""
    match = _IN_LANGUAGE.fullmatch(value)
    return (match[1], match[2]) if match else ("", value)
