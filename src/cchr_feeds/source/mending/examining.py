"""What is wrong with the text of one file, as far as its own fields tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.errors import Problem
from cchr_feeds.source.decode import decoder
from cchr_feeds.source.files import Text
from cchr_feeds.source.problems import Reading
from cchr_feeds.source.yaml_tree import character_problems, compose
from cchr_feeds.text.characters import is_plain, masked

MENDED_WARNINGS = ("khmer-order",)
_HIDING = ("language", "shape", "unknown")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is: its path, the record it holds, the languages it may hold it in."""

    path: str
    shape: type
    languages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Examined:
    """A text, its root where it has one, and its problems from top to bottom."""

    content: str
    root: Node | None
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> list[str]:
        """The text's lines."""
        return self.content.split("\n")

    def offset(self, problem: Problem) -> int:
        """Where a problem is, counted in characters from the beginning of the text."""
        return sum(len(line) + 1 for line in self.lines[: problem.line - 1]) + problem.column - 1

    def scalar_at(self, problem: Problem) -> ScalarNode | None:
        """The value, or the name of a field, that begins where a problem is."""
        place = (problem.line - 1, problem.column - 1)
        marks = ((node, node.start_mark) for node in _scalars(self.root))
        return next((node for node, mark in marks if (mark.line, mark.column) == place), None)

    def replaced(self, node: Node, text: str) -> str:
        """The whole text with another one in the place of a node."""
        return self.content[: node.start_mark.index] + text + self.content[node.end_mark.index :]


def examined(content: str, kind: Kind) -> Examined:
    """The text with all that its own fields tell of it; rules between fields are left out."""
    odd = character_problems(kind.path, content)
    shown = masked(content) if odd else content
    root, problems = compose(kind.path, shown)
    text = Text(kind.path, shown, plain=is_plain(shown))
    reading = Reading(text, kind.languages, root, problems)
    if root is not None:
        decoder(kind.shape)(root, reading)
    wrong = [each for each in reading.problems if each.severity == "error" or each.code in MENDED_WARNINGS]
    return Examined(content, root, tuple(sorted([*odd, *wrong])))


def is_better(after: Examined, before: Examined, problem: Problem) -> bool:
    """Whether a change took a problem away and brought no other.

    A file that can't be taken apart hides what else is wrong with it: there it is enough that it can
    be now, or as far as a later line. So does a misspelt name: below it, other problems may come to light.
    """
    if before.root is None:
        if after.root is not None:
            return isinstance(after.root, MappingNode)  # anything else is no file of ours
        return after.problems[0].line > problem.line
    if after.root is None:
        return False
    said, now = _said(before), _said(after)
    new = [each for each in after.problems if (each.code, each.message) in now - said]
    if problem.code in _HIDING:
        gone = now[problem.code, problem.message] < said[problem.code, problem.message]
        return gone and all(_place(each) > _place(problem) and each.code != "duplicate" for each in new)
    return not new and len(after.problems) < len(before.problems)


def is_further(after: Examined, before: Examined, problem: Problem) -> bool:
    """Whether a file that can't be taken apart can be now as far as a later sign of the same line."""
    if before.root is not None or after.root is not None:
        return False
    found = after.problems[0]
    return found.line == problem.line and found.column > problem.column


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _said(text: Examined) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.message) for problem in text.problems)


def _scalars(root: Node | None) -> Iterator[ScalarNode]:
    """Every value and every field's name; not by recursion, for a file may be deeper than that goes."""
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, SequenceNode):
            waiting += node.value
        elif isinstance(node, MappingNode):
            waiting += (part for pair in node.value for part in pair)
