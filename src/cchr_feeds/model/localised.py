"""A value that may differ per language, with the main language's as the fallback."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Localised(Generic[T]):
    """One value for all languages (`values` empty), or one per language.

    `default` is the main language's value; `language` is the tag it is written in, empty when
    one value serves all.
    """

    default: T
    language: str = ""
    values: Mapping[str, T] = field(default_factory=dict)

    def __getitem__(self, language: str) -> T:
        """The value for `language`, or the main language's where there is none."""
        return self.values.get(language, self.default)

    def language_of(self, language: str) -> str:
        """The language that `self[language]` is really in, for a `lang` attribute."""
        return language if not self.language or language in self.values else self.language
