"""Mends of single values and of fields' names, where a file could be taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher

from yaml.nodes import ScalarNode

from cchr_feeds.errors import Problem
from cchr_feeds.khmer.order import misordered
from cchr_feeds.model.parsing import ascii_digits
from cchr_feeds.source.mending.examining import Examined
from cchr_feeds.source.mending.quoting_lines import parted, quoted, with_ordinary_margins
from cchr_feeds.source.suggestions import meant_language
from cchr_feeds.text.characters import stored_form

# The year first, so that only one day can be meant.
_DATE = re.compile(r"(\d{4})[-/.–—‑ ](\d{1,2})(?:[-/.–—‑ ](\d{1,2}))?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[, \u00a0\u202f]\d{3})+", re.ASCII)
_FLAGS = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
_PLAIN = re.compile(r"[^\W_][\w.+/@-]*(?::[\w.+/@=?&%-]+)*")
_ROUND = "“”„‟‘’‚«»\"'`<>"
_KHMER_RUN = re.compile("[\u1780-\u17ff\u00ad\u200b-\u200d\u2060\ufeff]+")
_LEFT_ALONE = ("duplicate", "empty", "line", "missing", "shape")
_LIKE_ENOUGH = 0.75
_LONGEST_CLUSTER = 64


def value_mends(text: Examined, problem: Problem) -> Iterator[str]:
    """Texts in which the value or the name at the place of a problem is written otherwise."""
    if problem.code == "khmer-order":
        yield from _in_order(text, problem)
        return
    if problem.code in ("shape", "unknown"):
        yield from _respaced(text, problem)
    node = text.scalar_at(problem)
    if node is None or problem.code in _LEFT_ALONE:
        return
    for value in _VALUES.get(problem.code, _without_marks)(node, problem):
        yield text.replaced(node, value)


def _respaced(text: Examined, problem: Problem) -> Iterator[str]:
    """The line of a problem with ordinary spaces and colons."""
    yield from with_ordinary_margins(text)
    lines, number = text.lines, problem.line - 1
    for changed in parted(lines[number]):
        yield "\n".join([*lines[:number], changed, *lines[number + 1 :]])


def _in_order(text: Examined, problem: Problem) -> Iterator[str]:
    """A Khmer letter in order; where an invisible sign parts it, without that."""
    content, offset = text.content, text.offset(problem)
    found = misordered(content[offset : offset + _LONGEST_CLUSTER])
    if found and found[0].start == 0:
        yield content[:offset] + found[0].reordered + content[offset + found[0].end :]
    run = _KHMER_RUN.match(content, offset)
    if run:
        yield content[:offset] + stored_form(run[0]) + content[run.end() :]


def _dates(node: ScalarNode, problem: Problem) -> Iterator[str]:
    text = ascii_digits(node.value.strip(_ROUND + " "))
    match = _DATE.fullmatch(text)
    if match:
        yield "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)])
    yield from _without_marks(node, problem)


def _flags(node: ScalarNode, _: Problem) -> Iterator[str]:
    meant = _FLAGS.get(node.value.strip(_ROUND + " ").lower())
    if meant:
        yield meant


def _numbers(node: ScalarNode, problem: Problem) -> Iterator[str]:
    text = ascii_digits(node.value.strip(_ROUND + " "))
    if _GROUPED.fullmatch(text):
        yield re.sub(r"\D", "", text)
    yield from _without_marks(node, problem)


def _names(node: ScalarNode, problem: Problem) -> Iterator[str]:
    """The name that was surely meant: it is the same but for a letter or two, or another language's tag."""
    if not problem.replacement or "\n" in node.value:
        return
    written, meant = stored_form(node.value).strip("\u00a0 ").lower(), problem.replacement.text
    alike = SequenceMatcher(None, written, meant, autojunk=False).ratio()
    if meant in (written, meant_language(written)) or (alike >= _LIKE_ENOUGH and len(meant) > 3):
        yield meant


def _without_marks(node: ScalarNode, _: Problem) -> Iterator[str]:
    """A value without the quotation marks that a word processor or a web page put round it."""
    bare = node.value.strip(_ROUND + " \u00a0")
    if bare and bare != node.value and "\n" not in bare:
        yield bare if _PLAIN.fullmatch(bare) else quoted(bare)


_VALUES: Mapping[str, Callable[[ScalarNode, Problem], Iterator[str]]] = {
    "date": _dates,
    "month": _dates,
    "year": _dates,
    "flag": _flags,
    "number": _numbers,
    "unknown": _names,
    "language": _names,
}
