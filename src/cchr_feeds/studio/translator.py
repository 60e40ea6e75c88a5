"""What the studio says, in the language of whoever looks at a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchr_feeds.errors import Problem
from cchr_feeds.i18n import LANGUAGES, _, ngettext, pgettext, translate

_KHMER = re.compile("[\u1780-\u17ff]")


@dataclass(frozen=True, slots=True)
class Translator:
    """The language of a page, one of the program's, and where the page stands.

    `up` leads from it to the studio's own folder: pages in a language that was chosen stand in one below.
    """

    language: str
    up: str = "./"

    def gettext(self, text: str, /, **values: object) -> str:
        """A text of the program."""
        return self.tell(_(text, **values))

    def ngettext(self, one: str, many: str, /, **values: object) -> str:
        """A text in the form that its `count` asks for."""
        return self.tell(ngettext(one, many, **values))

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """A text that has different translations in different places."""
        return self.tell(pgettext(context, text, **values))

    def tell(self, text: str) -> str:
        """A text that was made elsewhere."""
        return translate(text, self.language)

    def others(self, here: str) -> Iterator[tuple[str, str, str]]:
        """The other languages: each with the address of the same page, and with its name in itself."""
        for language in LANGUAGES:
            if language != self.language:
                yield (
                    language,
                    f"{self.up}{language}/{here}",
                    translate(pgettext("this language", "English"), language),
                )


def message_language(text: str) -> str:
    """The language that a message is in, which may hold a word of another: that of most of its letters."""
    letters = sum(map(str.isalpha, text))
    return "km" if len(_KHMER.findall(text)) * 2 > letters else "en"


def as_json(problem: Problem, translator: Translator) -> dict[str, str]:
    """What the form's script shows of a problem at its field."""
    message = translator.tell(problem.message)
    return {
        "code": problem.code,
        "message": message,
        "fix": translator.tell(problem.fix),
        "severity": problem.severity,
        "language": message_language(message),
    }
