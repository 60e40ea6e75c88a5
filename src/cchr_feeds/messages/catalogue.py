"""The catalogue: what is said under every key, in the languages of `LANGUAGES`.

The Khmer awaits the review of a native reader, as that of `text/wording.py` does; none has seen it yet.
"""

from __future__ import annotations

from collections.abc import Mapping

from cchr_feeds.messages.wording import PARTS

CATALOGUE: Mapping[str, tuple[str, str]] = {key: texts for part in PARTS for key, texts in part.items()}
