"""What every kind of problem means: a number, why it matters, and an example with its correction.

Each kind has a Markdown file in each language, such as `en/018-date.md`: what it means, why it matters and,
in most English ones, two blocks of YAML, `wrong` and `right`, with the name of their file. E018 stops a
build, W018 is a warning of the same kind. A number never changes and is never used again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cchr_feeds.problem import Severity

ENTRY = "entries/report.yaml"
RETIRED = frozenset({*range(56, 69), 91})
"""Numbers of kinds that no longer exist; a new kind gets the next after the highest of all."""

_FOLDER = Path(__file__).parent
_BLOCK = re.compile(r"^(`{3,})yaml (wrong|right)( after-publishing)?(?: (\S+))?\n(.*?)\n\1$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Example:
    """A part of a file that has the problem, and the same part corrected.

    The part replaces the same fields in a correct file; `published` says that readers have had the
    correct one before. `right_file` is set where the file's name is wrong.
    """

    wrong: str
    right: str
    file: str = ENTRY
    right_file: str = ""
    published: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """A kind of problem: its number, and the word for it in the source."""

    number: int
    word: str

    def text(self, language: str) -> tuple[str, str]:
        """What the problem means and why it matters; in English if there is no translation."""
        meaning, why, *_examples = self._page(language).split("\n\n", 2)
        return meaning, why.strip()

    @property
    def example(self) -> Example | None:
        """An example, if there is one."""
        blocks = {found[2]: found for found in _BLOCK.finditer(self._page("en"))}
        if not blocks:
            return None
        wrong, right = blocks["wrong"], blocks["right"]
        return Example(wrong[5], right[5], wrong[4], right[4] or "", bool(wrong[3]))

    def _page(self, language: str) -> str:
        name = f"{self.number:03}-{self.word}.md"
        page = _FOLDER / language / name
        return (page if page.exists() else _FOLDER / "en" / name).read_text(encoding="utf-8")


@cache
def explanations() -> Mapping[str, Explanation]:
    """All kinds of problems by word, in the order of their numbers."""
    names = sorted(page.stem.partition("-") for page in (_FOLDER / "en").glob("*.md"))
    return {word: Explanation(int(number), word) for number, _, word in names}


def code_of(word: str, severity: Severity) -> str:
    """The code of a kind of problem, such as E018; empty for an unknown word."""
    found = explanations().get(word)
    letter = "E" if severity == "error" else "W"
    return f"{letter}{found.number:03}" if found else ""


def word_of(code: str) -> str:
    """The word for a code such as W018; empty for an unknown number."""
    number = re.fullmatch(r"[EW]?0*(\d{1,3})", code.strip(), re.IGNORECASE | re.ASCII)
    if not number:
        return ""
    return next((each.word for each in explanations().values() if each.number == int(number[1])), "")


def explanation_of(name: str) -> Explanation | None:
    """The explanation of a code (E018, w018, 18) or a word (date); `None` for an unknown one."""
    return explanations().get(name.strip()) or explanations().get(word_of(name))
