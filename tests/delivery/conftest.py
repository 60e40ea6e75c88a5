"""What the tests of delivery share."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from coverage import Coverage

import cchr_feeds
from delivery.editions import issued_project, posting

__all__ = ["issued_project", "measured_commands", "posting"]


@pytest.fixture(autouse=True)
def measured_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coverage is measured in the commands that these tests run, where it is measured at all."""
    if measured := Coverage.current():
        _import_all()
        monkeypatch.setenv("COVERAGE_PROCESS_START", str(measured.config.config_file))
        monkeypatch.setenv(
            "COVERAGE_FILE", str(Path(str(measured.config.config_file)).with_name(".coverage"))
        )


@cache
def _import_all() -> None:
    """Runs the tops of all modules here, because the process that waits for commands has run them already."""
    for module in pkgutil.walk_packages(cchr_feeds.__path__, "cchr_feeds."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
