"""The wording of the catalogue, a module a subject; each text is `key: (English, Khmer)`.

`{name}` stands for a value, `{count:entry|entries}` for the word that goes with a number.
"""

from __future__ import annotations

from collections.abc import Mapping

from cchr_feeds.messages.wording import (
    commands,
    common,
    entries,
    feeds,
    files,
    importing,
    kinds,
    newsletter,
    other_kinds,
    published,
    questions,
    studio,
    values,
    verifying,
    writing,
)

PARTS: tuple[Mapping[str, tuple[str, str]], ...] = (
    commands.WORDING,
    common.WORDING,
    entries.WORDING,
    feeds.WORDING,
    files.WORDING,
    importing.WORDING,
    kinds.WORDING,
    newsletter.WORDING,
    other_kinds.WORDING,
    published.WORDING,
    questions.WORDING,
    studio.WORDING,
    values.WORDING,
    verifying.WORDING,
    writing.WORDING,
)
