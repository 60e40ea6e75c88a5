"""Problems of one file, each noted at its place while the file is read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from unicodedata import combining

from yaml.nodes import CollectionNode, Node, ScalarNode

from cchr_feeds.i18n import _
from cchr_feeds.khmer.order import Correction, misordered
from cchr_feeds.problem import Problem, Replacement, Violation
from cchr_feeds.source.files import Text, read_text
from cchr_feeds.source.yaml_tree import MAX_PROBLEMS, locate, position
from cchr_feeds.text.characters import forbidden, stored_form, visible

_KHMER_RUN = re.compile("[\u1780-\u17ff\u00ad\u200b-\u200d\u2060\ufeff]+")
# How many combining marks may follow each other: putting n in order takes n² steps (unicodedata.c).
_MOST_MARKS = 1000


@dataclass(slots=True)
class ParsedFile:
    """One file on its way from YAML to the model; `root` is `None` where it could not be read as YAML.

    `refused` are the problems that single values had, before rules between them are checked. `terms` are
    those that an entry may name, each with the one that its category has now, where they are known.
    """

    text: Text
    languages: Sequence[str]
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    refused: Sequence[Problem] = ()
    terms: Mapping[str, str] = field(default_factory=dict)

    def findings(self) -> list[Problem]:
        """All problems; of a line with forbidden characters only those, which may have caused the rest."""
        odd = {problem.line for problem in self.text.problems}
        return [each for each in self.problems if each.line not in odd or each in self.text.problems]

    def report(self, node: Node, code: str, message: str, fix: str, **arguments: str) -> None:
        """Note an error at the place of `node`; `meant` among the arguments is what belongs in its place."""
        known = {name: value for name, value in arguments.items() if value}
        self._add(node, Violation((), code, message, fix, arguments=known))

    def _add(self, node: Node, violation: Violation) -> None:
        problem, content = self.placed(violation, node), self.text.content
        if violation.code in ("shape", "unknown"):
            from cchr_feeds.source.line_fixes import spacing_fix  # only a mistake pays for it

            spacing = spacing_fix(content, node.start_mark.line)
            problem = replace(problem, replacement=spacing or problem.replacement)
        self.problems.append(problem)

    def placed(self, violation: Violation, node: Node | None = None) -> Problem:
        """A violation at the words that it quotes, of which so many stand `before`; else at its field."""
        content, quoted = self.text.content, violation.arguments.get("quoted", "")
        start = end = 0
        if node is None and self.root is not None:
            node = locate(self.root, violation.path)
        if node is not None:
            start, end = node.start_mark.index, node.end_mark.index
            number, written = int(violation.arguments.get("before", "0")), content.count(quoted, start, end)
            if quoted and number < written == str(node.value).count(quoted):  # else it is written otherwise
                for __ in range(number + 1):
                    start = content.index(quoted, start) + len(quoted)
                start, end = start - len(quoted), start
        problem = violation.at(self.text.path, *position(content, start))
        meant = violation.arguments.get("meant")
        if meant and quoted in ("", content[start:end]):
            return replace(problem, replacement=Replacement(start, end, meant))
        return problem

    def report_violations(self, violations: Iterable[Violation]) -> None:
        """Note rules of the model that do not hold, each at its field, unless a refused value explains it."""
        if self.root is not None:
            for violation in violations:
                node = locate(self.root, violation.path)
                if not any(_explains(problem, violation, node) for problem in self.refused):
                    self._add(node, violation)

    def stored(self, node: ScalarNode) -> str:
        """The text of a scalar by the text rules; what they refuse or change is reported."""
        value: str = node.value
        if self.text.plain and node.style != '"':  # nothing else has escapes
            return value
        content, start, end = self.text.content, node.start_mark.index, node.end_mark.index
        if self.text.plain and "\\" not in content[start:end]:
            return value
        for odd in forbidden(value)[:MAX_PROBLEMS]:
            if odd.character not in content:  # what stands there literally is reported with its own place
                self.report(node, "character", odd.reason, odd.fix)
        if (first := _piled_up(value)) is not None:
            message = _("a letter has more than {limit} marks", limit=_MOST_MARKS)
            self.report(node, "character", message, _("type the text again"))
            value = value[:first]
        for slip in misordered(visible(value)):
            # One that an invisible character splits is not found as it is; it is reported where it may begin.
            start = max(content.find(slip.found, start, end), start) + 1
            self._report_misordered(slip, start - 1)
        return stored_form(value)

    def _report_misordered(self, slip: Correction, offset: int) -> None:
        """Warns of a cluster; where an invisible character splits it, the run of Khmer is put in order."""
        content, values = self.text.content, {"cluster": slip.found, "codes": _code_points(slip.found)}
        message = _("the characters of «{cluster}» are in the wrong order ({codes})", **values)
        fix = _("type «{cluster}» ({codes})", cluster=slip.meant, codes=_code_points(slip.meant))
        replacement: Replacement | None = Replacement(offset, offset + len(slip.found), slip.meant)
        if not content.startswith(slip.found, offset):
            run = _KHMER_RUN.match(content, offset)
            replacement = Replacement(offset, run.end(), stored_form(run[0])) if run else None
        place = position(content, offset)
        quoted = {"quoted": slip.found}
        problem = Problem(self.text.path, *place, "khmer-order", message, fix, "warning", quoted, replacement)
        self.problems.append(problem)


def _piled_up(text: str) -> int | None:
    """Where a row of combining marks begins that is longer than any language's."""
    if len(text) <= _MOST_MARKS:
        return None
    row = 0
    for offset, character in enumerate(text):
        row = row + 1 if combining(character) else 0
        if row > _MOST_MARKS:
            return offset - _MOST_MARKS
    return None


def _explains(problem: Problem, violation: Violation, node: Node) -> bool:
    """Whether a rule fails only because a value was refused: one inside its field, or one that may be it."""
    if problem.severity == "warning":
        return False
    if not violation.path:
        return problem.code in ("date", "duplicate", "language", "shape", "unknown")
    # A block ends where the next thing starts.
    last = node.end_mark.line - (isinstance(node, CollectionNode) and not node.flow_style)
    return bool(node.start_mark.line <= problem.line - 1 <= last)


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


# --- warnings that a comment suppresses -----------------------------------------------------------

_COMMENT = re.compile(r"(?:^|\s)#[^\n]*\bmeant\b[^\n]*")
_CODE = re.compile(r"\bW\d{3}\b", re.ASCII)


def without_suppressed(folder: Path, problems: Iterable[Problem]) -> list[Problem]:
    """The problems, except warnings that a comment such as "# W073 is meant" suppresses in its whole file."""

    @lru_cache(maxsize=1)  # a file's problems follow each other
    def suppressed(path: str) -> frozenset[str]:
        text = read_text(folder, path).content
        if " meant" not in text:
            return frozenset()
        from cchr_feeds.explanations import word_of  # imported only where a warning is suppressed

        # Such a comment may stand anywhere in the file.
        comments = _COMMENT.findall(text)
        return frozenset(word_of(code) for comment in comments for code in _CODE.findall(comment))

    return [each for each in problems if each.severity == "error" or each.code not in suppressed(each.path)]
