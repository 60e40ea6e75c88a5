"""What `check --explain` says of a kind of problem."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from cchr_feeds.cli.language import for_people, language_for_people
from cchr_feeds.cli.prompt import Misuse
from cchr_feeds.cli.source_line import visible
from cchr_feeds.explanations import Explanation, code_of, explanation_of
from cchr_feeds.i18n import _


def explained(name: str) -> str:
    """The explanation of a code or a word, for people; raises a usage error for what is neither."""
    explanation = explanation_of(name)
    if explanation is None:
        raise Misuse(
            _("--explain: {name!r} is no code; write one such as E018, or its word: date", name=name)
        )
    return "\n\n".join(_parts(explanation))


def _parts(explanation: Explanation) -> Iterator[str]:
    error, warning = (code_of(explanation.word, severity) for severity in ("error", "warning"))
    yield for_people(
        _(
            "{word}: {error} as an error, {warning} as a warning",
            word=explanation.word,
            error=error,
            warning=warning,
        )
    )
    yield _filled(" ".join(explanation.text(language_for_people())))
    example = explanation.example
    if example:
        yield f"{for_people(_('Wrong, in {file}:', file=example.file))}\n{_shown(example.wrong)}"
        file = example.right_file
        heading = _("Right, in {file}:", file=file) if file else _("Right:")
        yield f"{for_people(heading)}\n{_shown(example.right)}"
    yield _filled(
        for_people(
            _(
                'A warning can be meant: the remark "# {code} is meant" in its file silences it there.',
                code=warning,
            )
        )
    )


def _filled(text: str) -> str:
    """The text in lines; Khmer is broken at its spaces only, for elsewhere a break may part a letter."""
    return fill(text, 79, break_long_words=False)


def _shown(lines: str) -> str:
    return indent("\n".join("".join(map(visible, line)) for line in lines.split("\n")), "    ")
