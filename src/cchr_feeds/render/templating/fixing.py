"""Values that are the same wherever a template is filled in, put into its source once and for all.

An inlined mail asks for colours and sizes a thousand times; half of filling it in went there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_NAME_ALONE = re.compile(r"\{\{ (\w+)((?:\.\w+)?) \}\}")
_RAW = re.compile(r"\{%[-+]?\s*raw\b")


def with_fixed(source: str, values: Mapping[str, object]) -> str:
    """The source with each `{{ name }}` of these values filled in; the rest renders as it did.

    A value may be the field of something, `words.title`. What a statement knows the name of is left, because
    it may mean something else there: a loop's variable, or what was set.
    """
    statements = " ".join(_STATEMENT.findall(_COMMENT.sub("", source)))
    if _RAW.search(statements):
        return source
    known = set(re.findall(r"\w+", statements))
    fixed = {name: str(escape(value)) for name, value in values.items()}
    return _NAME_ALONE.sub(lambda tag: tag[0] if tag[1] in known else _safe(fixed, tag), source)


def _safe(fixed: Mapping[str, str], tag: re.Match[str]) -> str:
    """The value that a tag asks for; the tag itself where there is none, or Jinja would read it as a tag."""
    value = fixed.get(tag[1] + tag[2], "{")
    return tag[0] if "{" in value else value
