"""A build after which nothing has changed: what the last one said, without doing it again.

It is an optimisation and nothing else. What is kept says nothing that a build does not say, and holds no
text of an entry; it may be deleted, is passed over where it can't be understood, and counts only while every
file that a build reads and every one that it wrote are as the file system knew them, the program and the
packages beside it are the same, and no date has come since.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import cchr_feeds
from cchr_feeds.errors import Problem
from cchr_feeds.messages import Said
from cchr_feeds.model.lock import LOCK_FILE
from cchr_feeds.model.outcome import Part
from cchr_feeds.render.templating.folders import PACKAGED
from cchr_feeds.source import project_memory, remember_beside
from cchr_feeds.stamps import Stamp, stamp

NAME = "last-build.json"
_INPUT = ("site.yaml", "entries", "editions", "templates")
_ONE_TICK = 100_000_000
"""Nanoseconds; clocks of file systems go by 10 ms at the most, those of FAT and some networks by 2 s."""
_COARSE, _COARSE_TICK = 1_000_000_000, 2_100_000_000


@dataclass(frozen=True, slots=True)
class Said_:
    pass
