"""Independent clients read every feed and archive, and report what the entries say."""

import json
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from clients import expected, limits, table
from clients.catalogue import CLIENTS, comparable, fields
from clients.limits import LIMITS, REFUSALS, Limit, Refusal
from clients.node_libraries import FOLDER
from clients.reported import Client, Document, Field, Format, Readings, value_of

Read = Callable[[Client], Readings]


def clients(*sources: str) -> list[object]:
    """The clients from there."""
    return [pytest.param(client, id=client.label) for client in CLIENTS if client.source in sources]


@pytest.mark.parametrize("client", clients("Python"))
def test_a_python_library_reports_what_the_entries_say(client: Client, read: Read) -> None:
    """How many, in which order, and every field of each, but for the declared limits."""
    assert_right(client, read)


@pytest.mark.usefixtures("node", "debian")
@pytest.mark.parametrize("client", clients("Node", "Debian"))
def test_a_client_reports_what_the_entries_say(client: Client, read: Read) -> None:
    """The same of libraries in other languages, and of programs."""
    assert_right(client, read)


def assert_right(client: Client, read: Read) -> None:
    """That a client reports every document of every project as it is, but for what is declared of it."""
    names = {name: format_ for name, format_ in expected.formats().items() if format_ in client.formats}
    assert read(client).keys() == names.keys()
    for name, format_ in names.items():
        found, right = (comparable(each[name], client) for each in (read(client), expected.expectations()))
        declared = limits.refusal(client, format_, right)
        assert found.refusal == (declared.message if declared else ""), name
        if not declared:
            assert len(found.entries) == len(right.entries), name
            for field in fields(format_):
                assert found.values(field) == limits.said(client, format_, field, right), (name, field)


def test_no_feed_is_left_out(documents: list[Document], outputs: dict[str, Path]) -> None:
    """Every XML and JSON document for readers that was built is one of those, copies apart."""
    built = {
        f"{project}/{file.relative_to(folder).as_posix()}"
        for project, folder in outputs.items()
        for file in folder.rglob("*")
        if file.suffix in (".xml", ".json")
        and file.name not in ("manifest.json", "search.json", "sitemap.xml")
        and not {"embed", "appeal"} & {*file.parts}
    }
    assert {document.name for document in documents} == built


DECLARED = [
    pytest.param(limit, client, format_, field, id=f"{client}-{format_.value}-{field}")
    for limit in LIMITS
    for client in limit.clients
    for format_ in limit.formats
    for field in limit.fields
]


@pytest.mark.parametrize(("limit", "client", "format_", "field"), DECLARED)
def test_a_declared_limit_is_really_there(limit: Limit, client: str, format_: Format, field: Field) -> None:
    """It makes a difference in a project of its own, so a client that was fixed fails the test above."""
    right = [
        subject
        for name, reading in expected.expectations().items()
        if name.startswith("clients/") and expected.formats()[name] is format_
        for subject in reading.subjects(field)
    ]
    assert any(limit.says(subject) != value_of(subject, field) for subject in right)


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize("declared", REFUSALS, ids=lambda declared: declared.client)
def test_a_declared_refusal_is_really_there(declared: Refusal, read: Read) -> None:
    """The client says so of a document."""
    (client,) = (client for client in CLIENTS if client.label == declared.client)
    assert declared.message in {reading.refusal for reading in read(client).values()}


@pytest.mark.usefixtures("node", "debian")
def test_the_document_shows_what_was_measured(read: Read, pytestconfig: pytest.Config) -> None:
    """Nothing wrong; `make golden` writes its table anew."""
    measured = table.clients(read)
    assert table.WRONG not in measured
    if pytestconfig.getoption("--refresh-golden"):
        table.write("clients", measured)
    assert table.written("clients") == measured


def _installed(client: Client) -> str:
    if client.source == "Python":
        return metadata.version(client.name)
    about = FOLDER / "node_modules" / client.name / "package.json"
    found: str = json.loads(about.read_text(encoding="utf-8"))["version"]
    return found


@pytest.mark.usefixtures("node")
@pytest.mark.parametrize(
    "client", [each for each in CLIENTS if each.source != "Debian"], ids=lambda client: client.label
)
def test_the_version_in_the_document_is_the_one_that_was_tried(client: Client) -> None:
    """It is pinned, and it is installed; Debian's depend on the release."""
    assert _installed(client) in table.version(client).split(" or ")
