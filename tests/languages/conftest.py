"""The made-up projects in many scripts and both directions, each built once."""

from pathlib import Path

import pytest

from builds import IN_OTHER_LANGUAGES, a_made_up_project
from cchr_feeds.build import build
from cchr_feeds.run import Run
from outputs import MOMENT


@pytest.fixture(scope="session", params=IN_OTHER_LANGUAGES)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of each, in a folder of its name, built into its `out/`."""
    folder = a_made_up_project(request.param, tmp_path_factory.mktemp("languages") / request.param)
    build(Run(folder, folder / "out", MOMENT, progress=lambda message: None))
    return folder
