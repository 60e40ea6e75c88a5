"""Every field says what it means, in the schema and so in an editor."""

from collections.abc import Iterator, Mapping

import pytest

from cchr_feeds.model.fields import Field, fields_of, shapes_in
from cchr_feeds.schema import KINDS, Known, schema

FIELDS = {
    f"{shape.__name__}.{field.key}": field
    for top, _ in KINDS.values()
    for shape in shapes_in(top)
    for field in fields_of(shape)
}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_every_field_has_a_meaning(field: Field) -> None:
    """One plain sentence, or a few."""
    assert field.doc.meaning.endswith(".")
    assert field.doc.meaning[0].isupper()


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
