"""The script that installs packages of Debian for the tests, with a package manager that acts as told."""

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("install_packages.sh")
LOCKED = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 4711 (apt-get)"
ABSENT = "E: Unable to locate package newsboat"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs: root asks, `sleep` takes no time, and chromium alone is installed."""
    a_program(tmp_path, "id", "echo 0")
    a_program(tmp_path, "sleep", "exit 0")
    a_program(tmp_path, "dpkg-query", '[ "$4" = chromium ] && echo "install ok installed"')
    return tmp_path


def a_program(folder: Path, name: str, does: str) -> None:
    """Puts a program of a few words into a folder."""
    (folder / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def installed(programs: Path, *packages: str) -> str:
    """What the script says; it ends well whatever happens."""
    variables = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    words = ["sh", str(SCRIPT), *packages]
    return subprocess.run(words, env=variables, capture_output=True, text=True, check=True).stderr


def asked(programs: Path) -> list[str]:
    """What the package manager was asked."""
    return (programs / "asked").read_text(encoding="utf-8").splitlines()


def test_what_is_installed_is_left_alone(programs: Path) -> None:
    """The package manager is not even asked."""
    a_program(programs, "apt-get", "exit 1")
    assert installed(programs, "chromium") == ""


def test_what_is_missing_is_installed(programs: Path) -> None:
    """And nothing else; a lock of dpkg is waited for."""
    a_program(programs, "apt-get", f'echo "$@" >> {programs}/asked')
    assert installed(programs, "chromium", "newsboat") == "Installing newsboat, once …\n"
    update, install = asked(programs)
    assert update == "update -qq"
    assert install.endswith(" -o DPkg::Lock::Timeout=900 newsboat")


def test_a_busy_package_manager_is_waited_for(programs: Path) -> None:
    """Until the list of packages can be had."""
    busy = f'[ $(wc -l < {programs}/asked) -gt 3 ] || {{ echo "{LOCKED}" >&2; exit 100; }}'
    a_program(programs, "apt-get", f'echo "$@" >> {programs}/asked\n{busy}')
    assert installed(programs, "newsboat") == "Installing newsboat, once …\n"
    assert [line.split()[0] for line in asked(programs)] == ["update"] * 4 + ["install"]


def test_a_reason_is_shown(programs: Path) -> None:
    """As the package manager gives it."""
    a_program(programs, "apt-get", f'[ "$1" = update ] || {{ echo "{ABSENT}" >&2; exit 100; }}')
    said = installed(programs, "newsboat").splitlines()
    assert said[1:] == [
        ABSENT,
        "Could not install newsboat, for the reason above; the tests that need it cannot pass.",
    ]
