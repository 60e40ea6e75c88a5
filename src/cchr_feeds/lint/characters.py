"""Characters that no reader can show, in whichever way they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchr_feeds.lint.seen import Finding
from cchr_feeds.messages import said

_LITERAL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
# &, <, >, tab and line break are what a document has to refer to; a reference to anything else hides it.
_IN_XML = re.compile(rf"{_LITERAL}|&#(?!x26;|x3C;|x3E;|9;|10;)\w+;", re.IGNORECASE)
_IN_JSON = re.compile(rf"{_LITERAL}|(?<!\\)(?:\\\\)*\\u[0-9a-f]{{4}}", re.IGNORECASE)


def character_faults(path: str, text: str) -> Iterator[Finding]:
    """Control characters, halves of characters, and what Unicode calls no character."""
    pattern = _IN_JSON if path.endswith(".json") else _IN_XML
    for found in pattern.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Finding(line, "character", said("nothing-to-show", found=found[0]))
