"""What hosts send by a `_headers` file: its rules, read as Netlify and as Cloudflare Pages read them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Pattern = Callable[[str], str]


@dataclass(frozen=True)
class Rule:
    """A path with `*` and `:names` in it, and the headers of everything it fits."""

    path: str
    headers: tuple[tuple[str, str], ...]


def rules_of(text: str) -> list[Rule]:
    """The rules of a `_headers` file: a line that begins with a slash, and the lines below it."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    blocks = re.split(r"^(?=/)", "\n".join(lines), flags=re.MULTILINE)
    return [_rule(block.splitlines()) for block in blocks if block]


def _rule(lines: list[str]) -> Rule:
    path, *headers = lines
    return Rule(path, tuple(_header(line) for line in headers))


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip(), value.strip()


def cloudflare(path: str) -> str:
    """A rule's path as Cloudflare's expression: `*` is anything, `:name` anything but a slash."""
    escaped = re.escape(path).replace(r"\*", ".*").replace(r"\:", ":")
    return re.sub(r":[A-Za-z]\w*", "[^/]+", escaped)


def netlify(path: str) -> str:
    """A rule's path as Netlify's expression: whole segments, in any case, a slash at the end or not."""
    segments = [_segment(segment) for segment in path.split("/") if segment]
    return f"(?i:/{'/'.join(segments)}/?)"


def _segment(segment: str) -> str:
    if segment.startswith(":"):
        return "[^/]+"
    return "?.*" if segment == "*" else re.escape(segment).replace(r"\*", ".*")


def headers_for(path: str, rules: list[Rule], pattern: Pattern = cloudflare) -> Mapping[str, str]:
    """The headers of a path, by lower-case name; a header that several rules set has all their values."""
    found: dict[str, str] = {}
    for name, value in _matching(path, rules, pattern):
        found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    return found


def _matching(path: str, rules: list[Rule], pattern: Pattern) -> Iterator[tuple[str, str]]:
    for rule in rules:
        if re.fullmatch(pattern(rule.path), path):
            yield from rule.headers


def redirects_of(text: str) -> Mapping[str, tuple[str, int]]:
    """The rules of a `_redirects` file: from where, where to, and the status."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {source: (target, int(status)) for source, target, status in map(str.split, lines)}
