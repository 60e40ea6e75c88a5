"""What the program says to the people who run it: English in the code, other languages by gettext.

A text is English wherever it goes and remembers the message it was made from, so that the last step before
a person's eyes can put it into another language. Fields are those of `str.format`.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import NamedTuple

# The catalogues are `locale/{language}/LC_MESSAGES/{domain}.po`; Babel extracts them (`make catalogues`) and
# compiles them (`hatch_build.py`).
LOCALE = Path(__file__).parent / "locale"
_DOMAIN = "cchr_feeds"
_CATALOGUES = (*LOCALE.glob(f"*/*/{_DOMAIN}.po"), *LOCALE.glob(f"*/*/{_DOMAIN}.mo"))

LANGUAGES = ("en", *sorted({each.parts[-3] for each in _CATALOGUES}))
"""The languages of the program itself: English, the source, and those of the catalogues."""

_SOURCE = NullTranslations()


class Message(NamedTuple):
    """What a catalogue is asked for: a text, its plural if it has one, and its context if it needs one."""

    text: str
    plural: str = ""
    context: str = ""


class Text(str):
    """An English text, the message it was made from, and the values that were filled in."""

    __slots__ = ("message", "values")

    message: Message
    values: Mapping[str, object]

    def __new__(cls, message: Message, values: Mapping[str, object]) -> "Text":
        """The message in English, filled with the values; of two forms, `count` chooses."""
        made = super().__new__(cls, _filled(message, values, _SOURCE, LANGUAGES[0]))
        made.message, made.values = message, values
        return made

    def translated(self, language: str) -> str:
        """It in a language of the program."""
        return _filled(self.message, self.values, catalogue(_DOMAIN, language), language)

    def __getnewargs__(self) -> tuple[Message, Mapping[str, object]]:  # type: ignore[override]
        """What a copy is made of."""
        return self.message, self.values


def _(text: str, /, **values: object) -> Text:
    """A text of the program; values may be such texts themselves."""
    return Text(Message(text), values)


def ngettext(one: str, many: str, /, **values: object) -> Text:
    """A text in the form that its `count` asks for."""
    return Text(Message(one, many), values)


def pgettext(context: str, text: str, /, **values: object) -> Text:
    """A text that has different translations in different places."""
    return Text(Message(text, context=context), values)


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Marks a text for the catalogues that is said later, by `_`."""
    return text


def translate(text: str, language: str) -> str:
    """The text in a language of the program; as it is, where it is not one of the program's texts."""
    if not isinstance(text, Text) or language == LANGUAGES[0]:
        return text
    return text.translated(language)


def all_of(words: Sequence[str]) -> str:
    """The words as a list in a sentence: a, b and c."""
    *first, last = words or [""]
    return _("{first} and {last}", first=_joined(", ", first), last=last) if first else last


def any_of(words: Sequence[str]) -> str:
    """The words as a choice in a sentence: a, b or c."""
    *first, last = words or [""]
    return _("{first} or {last}", first=_joined(", ", first), last=last) if first else last


def lines_of(texts: Sequence[str]) -> str:
    """The texts below each other."""
    return _joined("\n", texts)


def beginning_of(words: Sequence[str], most: int) -> str:
    """At most so many of the words, and how many there are beside them."""
    shown, more = _joined(", ", words[:most]), len(words) - most
    return _("{shown} and {more} more", shown=shown, more=more) if more > 0 else shown


def _joined(between: str, texts: Sequence[str]) -> str:
    """The texts as one, each of which is still said in the language that is asked for in the end."""
    named = {f"text{number}": text for number, text in enumerate(texts)}
    return Text(Message(between.join(f"{{{name}}}" for name in named)), named) if named else ""


@cache
def catalogue(domain: str, language: str) -> NullTranslations:
    """The translations of a domain, if any; compiled here where the `.po` was edited since (a checkout)."""
    source = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    compiled = source.with_suffix(".mo")
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime):
        with compiled.open("rb") as file:
            return GNUTranslations(file)
    return _compiled(source) if source.exists() else _SOURCE


def _compiled(source: Path) -> GNUTranslations:
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    with source.open("rb") as file:
        write_mo(made, read_po(file))
    made.seek(0)
    return GNUTranslations(made)


def _filled(message: Message, values: Mapping[str, object], words: NullTranslations, language: str) -> str:
    count = values.get("count")
    if message.plural:
        template = words.ngettext(message.text, message.plural, count if isinstance(count, int) else 0)
    elif message.context:
        template = words.pgettext(message.context, message.text)
    else:
        template = words.gettext(message.text)
    texts = {name: translate(value, language) for name, value in values.items() if isinstance(value, str)}
    return template.format(**{**values, **texts})
