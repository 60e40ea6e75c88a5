"""Every field says what it means, in the schema and so in an editor."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import get_type_hints

import pytest

from cchr_feeds.model.values import Key
from cchr_feeds.schema import KINDS, MEANINGS, Known, schema


def names_of(shape: type) -> set[str]:
    """The fields of a shape, as they are called in YAML."""
    hints = get_type_hints(shape, include_extras=True)
    keys = {
        name: next((note.name for note in getattr(hint, "__metadata__", ()) if isinstance(note, Key)), name)
        for name, hint in hints.items()
    }
    return {keys[field.name] for field in dataclasses.fields(shape)}


@pytest.mark.parametrize("shape", MEANINGS, ids=lambda shape: shape.__name__)
def test_every_field_has_a_meaning_and_no_other(shape: type) -> None:
    """One plain sentence, or a few."""
    assert set(MEANINGS[shape]) == names_of(shape)
    assert all(text.endswith(".") and text[0].isupper() for text in MEANINGS[shape].values())


def properties(document: object) -> Iterator[tuple[str, object]]:
    """Every field of a schema, however deep, with its own schema."""
    if isinstance(document, Mapping):
        for name, below in document.items():
            if name == "properties" and isinstance(below, Mapping):
                yield from below.items()
            yield from properties(below)
    elif isinstance(document, list):
        for below in document:
            yield from properties(below)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_schema_is_described(kind: str) -> None:
    """Which an editor shows while one types."""
    found = list(properties(schema(kind, Known({"en": "English"}, []))))
    said = [name for name, below in found if isinstance(below, Mapping) and below.get("description")]
    assert said
    assert said == [name for name, _ in found]
