"""What the tests of delivery share."""

import pytest

from delivery.editions import issued_project, posting

__all__ = ["issued_project", "posting"]


@pytest.fixture(autouse=True)
def in_commands(measured_commands: None) -> None:
    """These tests are of what the commands do."""
