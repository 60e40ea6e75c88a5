"""The texts of the program and those for readers as the source has them, and in the Khmer catalogue."""

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from cchr_feeds.i18n import LOCALE
from cchr_feeds.text.wording import english_texts, notes

ROOT = Path(__file__).parents[1]


def extracted() -> Iterator[tuple[str | None, object]]:
    """The context and the forms of every text that Babel finds in the code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    methods = [(each["pattern"], each["method"]) for each in project["tool"]["babel"]["mappings"]]
    for found in extract_from_dir(ROOT / "src", methods):
        yield found[4], found[2]


def labels_and_hints(
    file: IO[bytes], *_keywords: object, **_options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """What the studio's form shows of each field, of `model/fields.json`; a method of Babel's to extract."""
    docs = [doc for fields in json.load(file).values() for doc in fields.values()]
    for doc in (each for each in docs if "label" in each):
        for text in filter(None, (doc["label"], doc.get("hint", doc["meaning"]))):
            yield 1, None, text, []


def comments_in_entries(
    file: IO[bytes], *_keywords: object, **_options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The comments in a new entry's file, of `source/new_entry.toml`; a method of Babel's to extract."""
    for texts in tomllib.load(file).values():
        yield from ((1, None, text, []) for text in texts.values())


def notes_on_words(
    file: IO[bytes], *_keywords: object, **_options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The notes on words for readers, of `text/wording.json`; a method of Babel's to extract."""
    yield from ((1, None, word["note"], []) for word in json.load(file).values())


def words_for_readers() -> Catalog:
    """Our words for readers with what translators are told of each, of which every `readers.po` is made."""
    template = Catalog(charset="utf-8")
    for name, text in english_texts().items():
        forms = text if isinstance(text, str) else (text["one"], text["other"])
        template.add(
            forms, locations=[("src/cchr_feeds/text/wording.json", 1)], auto_comments=[notes()[name]]
        )
    return template


def catalogue_messages(domain: str) -> Mapping[tuple[str | None, object], Message]:
    """The Khmer catalogue of a domain, by context and forms."""
    with (LOCALE / f"km/LC_MESSAGES/{domain}.po").open("rb") as file:
        return {(each.context, each.id): each for each in read_po(file) if each.id}


MESSAGES = catalogue_messages("cchr_feeds")
"""What the program says, in Khmer."""


def khmer_catalogue() -> Mapping[str, str]:
    """The Khmer of each text, by its English (the last form, where it has two)."""
    return {
        forms[-1] if isinstance(forms, tuple) else str(forms): (
            message.string[0] if isinstance(message.string, tuple) else str(message.string)
        )
        for (__, forms), message in MESSAGES.items()
    }


if __name__ == "__main__":
    write_po(sys.stdout.buffer, words_for_readers(), width=110, include_lineno=False)
