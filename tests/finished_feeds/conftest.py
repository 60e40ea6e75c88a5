"""What the tests of the rules share."""

import pytest

from builds import the_nasty_project
from outputs import Output, output_of


@pytest.fixture(scope="session")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The feeds of the project with everything that breaks feeds."""
    return output_of(the_nasty_project(tmp_path_factory.mktemp("nasty") / "project"))
