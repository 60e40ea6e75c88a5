"""What is known while one file is read: its text, the languages of the site, and the problems so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from cchr_feeds.errors import Problem, Severity
from cchr_feeds.source.files import Text
from cchr_feeds.text.characters import forbidden, stored_form
from cchr_feeds.text.khmer import misordered


@dataclass(slots=True)
class Reading:
    """One file on its way from YAML to the model."""

    text: Text
    languages: Sequence[str]
    problems: list[Problem] = field(default_factory=list)

    def report(self, node: Node, code: str, message: str, fix: str, severity: Severity = "error") -> None:
        """Note a problem at the place of `node`."""
        self.report_at(node.start_mark.line + 1, node.start_mark.column + 1, code, message, fix, severity)

    def report_at(self, line: int, column: int, code: str, message: str, fix: str, severity: Severity = "error") -> None:
        """Note a problem at a line and a column, from 1."""
        self.problems.append(Problem(self.text.path, line, column, code, message, fix, severity))

    def stored(self, node: ScalarNode) -> str:
        """The text of a scalar by the text rules; what they refuse or mend is reported."""
        value: str = node.value
        if self.text.plain and "\\" not in self._source_of(node):
            return value
        for found in forbidden(value):
            self._report_escaped(node, found.character, found.reason, found.fix)
        for cluster in misordered(value):
            self._report_misordered(node, cluster.cluster, cluster.mended)
        return stored_form(value)

    def _source_of(self, node: ScalarNode) -> str:
        # Only double quotes have escapes, so that plain text never pays for the slice.
        if node.style != '"':
            return ""
        return self.text.content[node.start_mark.index : node.end_mark.index]

    def _report_escaped(self, node: ScalarNode, character: str, reason: str, fix: str) -> None:
        if character not in self.text.content:  # what stands there literally is reported with its own place
            self.report(node, "character", reason, fix)

    def _report_misordered(self, node: ScalarNode, cluster: str, mended: str) -> None:
        offset = self.text.content.find(cluster, node.start_mark.index, node.end_mark.index)
        offset = node.start_mark.index if offset < 0 else offset
        line = self.text.content.count("\n", 0, offset) + 1
        column = offset - self.text.content.rfind("\n", 0, offset)
        message = f"the letters of «{cluster}» are typed in the wrong order ({_code_points(cluster)})"
        self.report_at(line, column, "khmer-order", message, f"type «{mended}» ({_code_points(mended)})", "warning")


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
