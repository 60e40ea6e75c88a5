"""The made-up projects in many scripts and both directions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from builds import IN_OTHER_LANGUAGES
from extent import a_few


@pytest.fixture(scope="session", params=a_few(IN_OTHER_LANGUAGES, 2))
def project(request: pytest.FixtureRequest, in_other_languages: Callable[[str], Path]) -> Path:
    """Each of them, built into its `out/`."""
    return in_other_languages(str(request.param))
