"""What `check --explain` says of a kind of problem."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from cchr_feeds.cli.marking import visible_sign
from cchr_feeds.cli.ui import Misuse, shown
from cchr_feeds.explanations import Explanation, code_of, explanation_of
from cchr_feeds.messages import said


def explained(name: str) -> str:
    """The explanation of a code or a word, for people; raises a usage error for what is neither."""
    explanation = explanation_of(name)
    if explanation is None:
        raise Misuse(said("no-code", name=name))
    return "\n\n".join(_parts(explanation))


def _parts(explanation: Explanation) -> Iterator[str]:
    error, warning = (code_of(explanation.word, severity) for severity in ("error", "warning"))
    yield shown(said("codes-of-kind", word=explanation.word, error=error, warning=warning))
    yield _filled(f"{shown(explanation.meaning)} {shown(explanation.why)}")
    example = explanation.example
    if example:
        yield f"{shown(said('wrong-in', file=example.file))}\n{_shown(example.wrong)}"
        file = example.right_file
        yield f"{shown(said('right-in' if file else 'right', file=file))}\n{_shown(example.right)}"
    yield _filled(shown(said("can-be-meant", code=warning)))


def _filled(text: str) -> str:
    """The text in lines; Khmer is broken at its spaces only, for elsewhere a break may part a letter."""
    return fill(text, 79, break_long_words=False)


def _shown(lines: str) -> str:
    return indent("\n".join("".join(map(visible_sign, line)) for line in lines.split("\n")), "    ")
