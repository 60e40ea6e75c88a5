"""The catalogue: what is said under every key, in the languages of `LANGUAGES`.

The Khmer awaits the review of a native reader, as that of `text/wording.py` does; none has seen it yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from cchr_feeds.messages.wording import PARTS


@cache
def texts(key: str) -> tuple[str, str]:
    """What is said under a key, in each language; raises `KeyError` for one that nothing is said under.

    No more of the wording is loaded than it takes to find the key.
    """
    for wording in map(wording_of_part, PARTS):
        if key in wording:
            return wording[key]
    raise KeyError(key)


@cache
def wording_of_part(part: str) -> Mapping[str, tuple[str, str]]:
    """What a part of the catalogue says, by key."""
    wording: Mapping[str, tuple[str, str]] = import_module(f"cchr_feeds.messages.wording.{part}").WORDING
    return wording
