"""The wording of the catalogue, a module a subject; each text is `key: (English, Khmer)`.

`{name}` stands for a value, `{count:entry|entries}` for the word that goes with a number.
"""

from __future__ import annotations

PARTS = (
    "commands",
    "writing",
    "common",
    "published",
    "values",
    "entries",
    "files",
    "newsletter",
    "kinds",
    "other_kinds",
    "verifying",
    "questions",
    "importing",
    "studio",
)
"""The modules, in the order in which a key is looked for: first what every build says."""
