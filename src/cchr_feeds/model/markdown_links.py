"""Where the links of a Markdown text lead."""

from __future__ import annotations

import re

_LINK = r"(?:\]\(\s*<?|\]:\s+<?|<(?=https?:|mailto:))(?P<target>[^)\s>]+)"
# Of few lengths, so that each of those that nothing closes is looked for only once, to the end of the text.
_FENCED = r"^(?P<fence>`{3,6}+(?!`)|~{3,6}+(?!~))[^\n]*\n(?:[^\n]*\n)*? {0,3}(?P=fence)[`~]*[ \t]*$"
_SPAN = r"(?<!`)(?P<ticks>`{1,6}+)(?!`).+?(?<!`)(?P=ticks)(?!`)"

_ANYWHERE = re.compile(_LINK, re.IGNORECASE)
_OUTSIDE_CODE = re.compile(rf"\\.|{_FENCED}|{_SPAN}|{_LINK}", re.IGNORECASE | re.MULTILINE | re.DOTALL)


def links_in(text: str) -> list[str]:
    """The targets of all links and pictures of a Markdown text, as they are written.

    What looks like one in code counts too: where code ends, only the renderer knows for sure.
    """
    return _ANYWHERE.findall(text)


def links_outside_code(text: str) -> list[str]:
    """The same without code, as far as that shows at a glance; for advice, and for nothing else."""
    return [found["target"] for found in _OUTSIDE_CODE.finditer(text) if found["target"]]
