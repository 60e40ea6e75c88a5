"""JSON Feed documents against a schema of the specification, version 1.1."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from jsonschema import Draft202012Validator

from cchr_feeds.model.publication import Author
from cchr_feeds.model.site import Brand, FeedSettings
from cchr_feeds.model.values import Localised, Picture
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries
from factories import a_feed, a_khmer_entry, a_site, an_enclosure, an_entry, logo_at

Json = dict[str, object]

SCHEMA = Path(__file__).parents[1] / "json_feed_schema.json"
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def faults_of(document: Json) -> list[str]:
    """What the schema says of a document."""
    return [f"{fault.json_path}: {fault.message}" for fault in VALIDATOR.iter_errors(document)]


def a_full_feed() -> Json:
    """A feed in which every field that we write has a value."""
    address = Localised("https://example.org/a")
    entry = an_entry(
        enclosures=(an_enclosure(title="A < B"),),
        image=Picture("https://example.org/a.jpg"),
        authors=(Author("Sok & Chan", "https://example.org/"),),
    )
    site = a_site(brand=Brand(logo=logo_at(address)), feeds=FeedSettings(hub=address, license=address))
    made: Json = json.loads(render_json_feed(a_feed(entry, a_khmer_entry()), site, SerialisedEntries(site)))
    return made


def item(document: Json) -> Json:
    """Its first item."""
    return cast("list[Json]", document["items"])[0]


@pytest.mark.parametrize("name", ["real", "nasty"])
def test_every_feed_is_right(request: pytest.FixtureRequest, name: str) -> None:
    """Of both projects, all of them, the empty ones too, and the lists for other sites."""
    out = cast("Path", request.getfixturevalue(f"{name}_project")) / "out"
    paths = [*out.rglob("feed.json"), *(out / "embed").rglob("*.json")]
    documents = {path: json.loads(path.read_bytes()) for path in paths}
    assert {path: faults for path, each in documents.items() if (faults := faults_of(each))} == {}
    assert any(not document["items"] for document in documents.values())


def test_a_feed_with_every_field_is_right() -> None:
    """Hub, licence, icon, picture, document and author included."""
    document = a_full_feed()
    assert faults_of(document) == []
    assert {"hubs", "icon", "_license"} <= document.keys()
    assert {"image", "attachments", "authors", "tags"} <= item(document).keys()


WRONG: dict[str, Callable[[Json], object]] = {
    "no version": lambda feed: feed.pop("version"),
    "no items": lambda feed: feed.pop("items"),
    "an unknown field": lambda feed: feed.update(homepage="https://example.org/"),
    "an extension without a name": lambda feed: feed.update(_={}),
    "no author among authors": lambda feed: feed.update(authors=[{}]),
    "an address in Khmer": lambda feed: feed.update(icon="https://example.org/រូប.png"),
    "a language in words": lambda feed: feed.update(language="Khmer (Cambodia)"),
    "an item without an id": lambda feed: item(feed).pop("id"),
    "an item without content": lambda feed: item(feed).pop("content_html"),
    "an empty title": lambda feed: item(feed).update(title=""),
    "a date without a time": lambda feed: item(feed).update(date_published="2024-10-10"),
    "one tag twice": lambda feed: item(feed).update(tags=["a", "a"]),
    "an attachment without a type": lambda feed: item(feed).update(
        attachments=[{"url": "https://example.org/a.pdf"}]
    ),
    "an empty attachment": lambda feed: item(feed).update(
        attachments=[{"url": "https://example.org/a.pdf", "mime_type": "application/pdf", "size_in_bytes": 0}]
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_schema_refuses_what_is_wrong(name: str) -> None:
    """Each change of a right feed brings exactly one fault."""
    document = a_full_feed()
    WRONG[name](document)
    assert len(faults_of(document)) == 1
