"""What the studio says, in the language of the person who looks at a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from cchr_feeds.i18n import LANGUAGES, _, ngettext, pgettext, translate
from cchr_feeds.problem import Problem


@dataclass(frozen=True, slots=True)
class Translator:
    """The language of a page, one of the program's.

    `up` leads from the page to the studio's own folder: pages in a chosen language are in a folder below it.
    """

    language: str
    up: str = "./"

    def tell(self, text: str) -> str:
        """A text of the program in this language."""
        return translate(text, self.language)

    def language_of(self, text: str) -> str:
        """The language in which a text of the program is told: English where it has no translation."""
        return LANGUAGES[0] if self.tell(text) == text else self.language

    @property
    def template_values(self) -> Mapping[str, object]:
        """What the studio's templates translate their texts with, by the names that they use."""
        return {
            "page_language": self.language,
            "language_of": self.language_of,
            "tell": self.tell,
            "_": lambda text, /, **values: self.tell(_(text, **values)),
            "ngettext": lambda one, many, /, **values: self.tell(ngettext(one, many, **values)),
            "pgettext": lambda context, text, /, **values: self.tell(pgettext(context, text, **values)),
        }

    def others(self, here: str) -> list[tuple[str, str, str]]:
        """The other languages, each with the address of the same page (`here`) and its name in itself."""
        return [
            (each, f"{self.up}{each}/{here}", translate(pgettext("this language", "English"), each))
            for each in LANGUAGES
            if each != self.language
        ]

    def problem_json(self, problem: Problem) -> dict[str, str]:
        """What the form's script shows of a problem at its field."""
        names = ("code", "message", "fix", "severity")
        told = {name: self.tell(getattr(problem, name)) for name in names}
        return told | {"language": self.language_of(problem.message)}
