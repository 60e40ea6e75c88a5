"""Why a file can't be read as YAML: colons that are missing, are others, or stand where none is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cchr_feeds.messages import said
from cchr_feeds.source.field_names import FIELDS, TEXTS
from cchr_feeds.source.quoting import as_value, in_quotes
from cchr_feeds.source.syntax_errors import FIELD, Explanation, Trouble, indent

_NAME = re.compile(r"[\s-]*+[^\s:#]++\s*+:(?:\s|$)")
_ODD_SPACES = "\u00a0\u2000-\u200a\u202f\u3000"
_GLUED = re.compile(
    rf"(?P<before>[\s-]*+)(?P<name>[A-Za-z_-]++)"
    rf"(?P<colon>:[{_ODD_SPACES}]*+|[ \t]*+[：៖=,;–-][ \t{_ODD_SPACES}]*+)(?P<value>[^\s/].*)"
)
_SECOND = re.compile(r"[\s-]*+(?P<first>[A-Za-z_-]++):\s++(?P<second>[a-z_]++):(?:\s|$)")
_NOTHING_BEHIND = re.compile(
    r"(?P<before>[\s-]*+)(?P<name>[A-Za-z_]{3,}+|id):[ \t]*+(?P<style>[>|][+-]?+)?[ \t]*+"
)
"""A field with nothing behind its name, or with the sign that its text stands below; no language's tag."""

_Told = tuple[str, str]
"""Message and fix."""


def no_colon(trouble: Trouble) -> Explanation | None:
    """A line that should be a field has no colon; libyaml sees it at the end, or at the next field."""
    number = trouble.start[0]
    if "mapping values" in trouble.said:
        number = trouble.line_above()
        aligned = number > 0 and indent(trouble.lines[number - 1]) == indent(trouble.here)
        if not aligned or not _names_a_field(trouble):
            return None
        while number > 1 and not _NAME.match(trouble.lines[number - 2]) and trouble.lines[number - 2].strip():
            number -= 1
    elif "simple key" not in trouble.said:
        return None
    line, above = trouble.lines[number - 1], trouble.lines[number - 2] if number > 1 else ""
    if re.fullmatch(r"\s*[a-z_-]+\s*", line) and indent(trouble.lines[number]) > indent(line):
        fix = said("write", value=f"{line.strip()}:")
        return Explanation(number, indent(line) + 1, said("line-without-colon"), fix)
    told = next(filter(None, (explain(line, above) for explain in _WITHOUT_COLON)), None)
    if told is None and (beginning := _beginning_of_text(trouble.lines, number)) is not None:
        return beginning
    return Explanation(number, indent(line) + 1, *(told or (said("line-without-colon"), said("field-first"))))


def _beginning_of_text(lines: Sequence[str], number: int) -> Explanation | None:
    """The first line of a text that stands too far to the left, of which a later one looks like a field."""
    for first in range(number, 1, -1):
        line, above = lines[first - 1], lines[first - 2]
        if indent(line) != indent(lines[number - 1]) or line.strip().partition(":")[0] in FIELDS:
            return None
        if (told := text_too_far_left(line, above)) is not None:
            return Explanation(first, indent(line) + 1, *told)
    return None


def _glued(line: str, _: str) -> _Told | None:
    """No space after the colon, an odd one, or another sign in a colon's place."""
    glued = _GLUED.match(line)
    if not glued or not (glued["colon"].startswith(":") or glued["name"] in FIELDS):
        return None
    sign = glued["colon"].strip(f" \t{chr(0xA0)}\u2002\u2003\u2009\u202f\u3000")
    fix = said("write-field", name=glued["name"], value=as_value(glued["value"].strip()))
    if sign != ":":
        return said("odd-colon", sign=sign), fix
    return said("space-after-colon" if glued["colon"] == ":" else "odd-space-after-colon"), fix


def _remark(line: str, _: str) -> _Told | None:
    """A remark as it is written elsewhere."""
    sign = next((each for each in ("//", ";", "<!--") if line.lstrip().startswith(each)), "")
    if not sign:
        return None
    text = line.strip().removeprefix(sign).removesuffix("-->").strip()
    return said("remark-with-other-sign", sign=sign), said("write", value=f"# {text}")


def _without_hyphen(line: str, above: str) -> _Told | None:
    if not above.lstrip().startswith("- "):
        return None
    return said("no-hyphen"), said("write-hyphen", line=line.strip())


def _too_far_left(line: str, above: str) -> _Told | None:
    """A text that stands below its field's name, and not further in."""
    field = _NOTHING_BEHIND.fullmatch(above)
    if not field or field["style"]:
        return text_too_far_left(line, above)
    fix = said("write-behind-name", name=field["name"], value=as_value(line.strip()))
    return said("text-too-far-left", name=field["name"]), fix


def text_too_far_left(line: str, above: str) -> _Told | None:
    """What to say of a line that is not further in than the field above it, whose text stands below."""
    field = _NOTHING_BEHIND.fullmatch(above)
    if not field or not field["style"] or indent(line) > len(field["before"]):
        return None
    spaces = len(field["before"]) + 2 - indent(line)
    return said("text-too-far-left", name=field["name"]), said("more-spaces", count=spaces)


_WITHOUT_COLON: tuple[Callable[[str, str], _Told | None], ...] = (
    _glued,
    _remark,
    _without_hyphen,
    _too_far_left,
)


def colon(trouble: Trouble) -> Explanation | None:
    """A colon and a space in the middle of a text, or of a line that is two fields."""
    if "mapping values" not in trouble.said or _names_a_field(trouble):
        return None
    second = _SECOND.match(trouble.here)
    if second and second["second"] in FIELDS and second["first"] not in TEXTS:
        begins = second.start("second")
        fix = said("on-next-line", field=trouble.here[begins:].strip())
        return Explanation(trouble.line, begins + 1, said("two-fields-on-a-line"), fix)
    return Explanation(trouble.line, trouble.column, said("colon-starts-field"), _quoted_or_folded(trouble))


def _quoted_or_folded(trouble: Trouble) -> str:
    field = FIELD.match(trouble.here)
    if field and field["before"].rstrip().endswith(":"):
        return in_quotes(trouble.here, field.start("value") + 1)
    return said("write-folded")


def _names_a_field(trouble: Trouble) -> bool:
    """Whether what stands before the place is one word, as a field's name is."""
    *hyphens, word = trouble.here[: trouble.column - 1].split() or [":"]
    return ":" not in word and not "".join(hyphens).strip("-")
