"""What is known while one file is read: its text, the languages of the site, and the problems so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import combining

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.errors import InvalidValue, Problem, Replacement, Violation
from cchr_feeds.messages import said
from cchr_feeds.source.document import MAX_PROBLEMS, position
from cchr_feeds.source.files import Text
from cchr_feeds.text.characters import forbidden, stored_form, visible
from cchr_feeds.text.khmer import Misordered, misordered

MOST_MARKS = 1000
"""How many combining marks may stand in a row: to put n of them in order takes n² steps (unicodedata.c)."""


@dataclass(slots=True)
class Reading:
    """One file on its way from YAML to the model; `root` is `None` where it could not be read as YAML.

    `refused` are the problems that single values had, before rules between them are checked. `terms` are
    the site's categories, where they are known.
    """

    text: Text
    languages: Sequence[str]
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    refused: Sequence[Problem] = ()
    terms: Sequence[str] = ()

    def findings(self) -> list[Problem]:
        """All problems; of a line with forbidden characters only those, which may have caused the rest."""
        odd = {problem.line for problem in self.text.problems}
        return [each for each in self.problems if each.line not in odd or each in self.text.problems]

    def report(self, node: Node, code: str, message: str, fix: str, **arguments: str) -> None:
        """Note an error at the place of `node`; `meant` among the arguments is what belongs in its place."""
        self._add(node, Violation((), code, message, fix, arguments=arguments))

    def _add(self, node: Node, violation: Violation) -> None:
        meant = violation.arguments.get("meant")
        replacement = Replacement(node.start_mark.index, node.end_mark.index, meant) if meant else None
        problem = violation.at(self.text.path, node.start_mark.line + 1, node.start_mark.column + 1)
        self.problems.append(replace(problem, replacement=replacement))

    def report_violations(self, violations: Iterable[Violation]) -> None:
        """Note rules of the model that do not hold, each at its field, unless a refused value explains it."""
        if self.root is not None:
            for violation in violations:
                node = locate(self.root, violation.path)
                if not any(_explains(problem, violation, node) for problem in self.refused):
                    self._add(node, violation)

    def report_invalid(self, node: Node, invalid: InvalidValue, wanted: str = "") -> None:
        """Note why a value was refused; `wanted` is what its field takes, as a key of the catalogue."""
        from cchr_feeds.source.suggested_fix import hinted  # only a mistake pays for it

        text = node.value if isinstance(node, ScalarNode) else ""
        told = hinted(invalid, text, wanted, self.terms)
        self.report(node, told.code, told.message, told.fix, meant=told.meant, **told.arguments)

    def stored(self, node: ScalarNode) -> str:
        """The text of a scalar by the text rules; what they refuse or mend is reported."""
        value: str = node.value
        if self.text.plain and "\\" not in self._source_of(node):
            return value
        for found in forbidden(value)[:MAX_PROBLEMS]:
            self._report_escaped(node, found.character, found.reason, found.fix)
        if (first := _piled_up(value)) is not None:
            message = said("too-many-marks", limit=MOST_MARKS)
            self.report(node, "character", message, said("type-text-again"))
            value = value[:first]
        start = node.start_mark.index
        for found_cluster in misordered(visible(value)):
            start = self._report_misordered(found_cluster, start, node)
        return stored_form(value)

    def _source_of(self, node: ScalarNode) -> str:
        # Only double quotes have escapes, so that plain text never pays for the slice.
        if node.style != '"':
            return ""
        return self.text.content[node.start_mark.index : node.end_mark.index]

    def _report_escaped(self, node: ScalarNode, character: str, reason: str, fix: str) -> None:
        if character not in self.text.content:  # what stands there literally is reported with its own place
            self.report(node, "character", reason, fix)

    def _report_misordered(self, found: Misordered, start: int, node: ScalarNode) -> int:
        """Warns of a cluster, looking for it from `start` on; the offset after it."""
        # One that an invisible character splits is not found as it is; it is reported where it may begin.
        offset = max(self.text.content.find(found.cluster, start, node.end_mark.index), start)
        line, column = position(self.text.content, offset)
        wrong, right = _code_points(found.cluster), _code_points(found.mended)
        message = said("khmer-misordered", cluster=found.cluster, codes=wrong)
        fix = said("type-khmer", cluster=found.mended, codes=right)
        self.problems.append(Problem(self.text.path, line, column, "khmer-order", message, fix, "warning"))
        return offset + 1


def _piled_up(text: str) -> int | None:
    """Where a row of combining marks begins that is longer than any language's."""
    if len(text) <= MOST_MARKS:
        return None
    row = 0
    for offset, character in enumerate(text):
        row = row + 1 if combining(character) else 0
        if row > MOST_MARKS:
            return offset - MOST_MARKS
    return None


_MAY_STAND_FOR_MORE = ("date", "duplicate", "language", "shape", "unknown")


def _explains(problem: Problem, violation: Violation, node: Node) -> bool:
    """Whether a rule fails only because a value was refused: one inside its field, or one that may be it."""
    if problem.severity == "warning":
        return False
    if not violation.path:
        return problem.code in _MAY_STAND_FOR_MORE
    # A block ends where the next thing starts.
    last = node.end_mark.line - (isinstance(node, CollectionNode) and not node.flow_style)
    return bool(node.start_mark.line <= problem.line - 1 <= last)


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


def locate(node: Node, path: Sequence[str | int]) -> Node:
    """The deepest node on `path` that the file has; for a missing field, the mapping that lacks it."""
    for part in path:
        child = _child(node, part)
        if child is None:
            return node
        node = child
    return node


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: Node = node.value[part]
        return item
    return None
