"""All documents of all projects, and what every client makes of them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from shutil import copytree

import pytest

from cchr_feeds.build import build
from cchr_feeds.run import Run
from clients import expected
from clients.reported import Client, Document, Readings


@pytest.fixture(scope="session")
def outputs(
    real_project: Path, nasty_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The folders that the projects are built into."""
    folder = tmp_path_factory.mktemp("clients") / "project"
    copytree(expected.PROJECTS["clients"], folder)
    build(Run(folder, folder / "out", expected.NOW, progress=lambda message: None))
    return {"real": real_project / "out", "nasty": nasty_project / "out", "clients": folder / "out"}


@pytest.fixture(scope="session")
def documents(outputs: dict[str, Path]) -> list[Document]:
    """Every feed and archive of every project."""
    return expected.documents(outputs)


@pytest.fixture(scope="session")
def read(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Callable[[Client], Readings]:
    """What a client makes of all documents in its formats; it is run once."""

    @cache
    def readings(client: Client) -> Readings:
        given = [document for document in documents if document.format in client.formats]
        return client.read(given, tmp_path_factory.mktemp("client"))

    return readings
