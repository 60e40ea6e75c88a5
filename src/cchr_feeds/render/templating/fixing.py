"""What is the same wherever a template is filled in, put into its source or kept, once and for all.

An inlined mail asks for colours and sizes a thousand times; half of filling it in went there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import escape

Fixed = tuple[tuple[str, object], ...]
"""Names and values, each of which can be a key."""

_KEPT = re.compile(r"\{# kept: ([\w.]+) #\}(.*?)\{# end of kept #\}\n?", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_NAME_ALONE = re.compile(r"\{\{ (\w+)((?:\.\w+)?) \}\}")
_RAW = re.compile(r"\{%[-+]?\s*raw\b")


def with_kept(source: str) -> str:
    """The source with each part between `{# kept: key #}` and `{# end of kept #}` filled in once for a key.

    From then on it is taken from `kept`, a dictionary that whoever fills in the template hands over, for as
    long as nothing else that the part shows changes.
    """
    known = "{% set filled = kept +%}"  # both names, or Jinja would look for them in each turn of a loop
    return known + _KEPT.sub(
        r"{% if \1 in kept %}{{ kept.get(\1) }}{% else %}{% set filled %}\2{% endset %}"
        r"{{ kept.setdefault(\1, filled) }}{% endif %}",
        source,
    )


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
