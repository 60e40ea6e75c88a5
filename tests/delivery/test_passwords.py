"""Tests of where a password is looked for: the environment, a file of its own, the keyring."""

import sys
from pathlib import Path

import pytest

from cchr_feeds.delivery.smtp import RELAY, password
from cchr_feeds.errors import WrongUsage

KEYRING = """
def get_password(service, account):
    return {("cchr-feeds", "news@smtp.example.org"): "kept"}.get((service, account))
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder; nothing is said of a password, and a keyring holds one of all users."""
    for name in (RELAY, f"{RELAY}_FILE"):
        monkeypatch.delenv(name, raising=False)
    for folder in ("project", "packages"):
        (tmp_path / folder).mkdir()
    (tmp_path / "packages/keyring.py").write_text(KEYRING)
    monkeypatch.delitem(sys.modules, "keyring", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    return tmp_path / "project"


def found(project: Path, user: str = "somebody") -> str:
    """The password of a user of the relay."""
    return password(RELAY, user, "smtp.example.org", project)


def why_not(project: Path) -> str:
    """Why there is none."""
    with pytest.raises(WrongUsage) as raised:
        found(project)
    return str(raised.value)


def a_file(path: Path, content: bytes, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the environment names."""
    path.write_bytes(content)
    path.chmod(mode)
    monkeypatch.setenv(f"{RELAY}_FILE", str(path))


def test_the_environment_goes_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a file, and before the keyring."""
    a_file(project.parent / "password", b"in a file", 0o600, monkeypatch)
    monkeypatch.setenv(RELAY, "in the environment")
    assert found(project, "news") == "in the environment"


def test_a_file_holds_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends the line is not part of it; spaces are."""
    a_file(project.parent / "password", b" a word \r\n", 0o600, monkeypatch)
    assert found(project, "news") == " a word "


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o620])
def test_a_file_that_others_can_open_is_refused(
    project: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to type."""
    path = project.parent / "password"
    a_file(path, b"in a file", mode, monkeypatch)
    assert why_not(project) == f"others can read {path}; run chmod 600 {path}"


def test_a_file_in_the_project_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be shared with the project; a link from outside leads there too."""
    a_file(project / "password", b"in a file", 0o600, monkeypatch)
    refused = "{} lies in the project; move it to a folder outside"
    assert why_not(project) == refused.format("password")
    (project.parent / "link").symlink_to(project / "password")
    monkeypatch.setenv(f"{RELAY}_FILE", str(project.parent / "link"))
    assert why_not(project) == refused.format("link")


def test_a_file_that_cannot_be_read_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether there is none, or it is no text."""
    path = project.parent / "password"
    a_file(path, b"\xff\xfe", 0o600, monkeypatch)
    assert why_not(project) == f"{path} can't be read: it is not in UTF-8"
    path.unlink()
    assert why_not(project) == f"{path} can't be read: no such file or directory"


def test_the_keyring_goes_last(project: Path) -> None:
    """It is asked by the name of the program, and by user and host."""
    assert found(project, "news") == "kept"


@pytest.mark.parametrize("has_keyring", [True, False])
def test_where_there_is_none_it_is_told_where_to_put_it(
    project: Path, has_keyring: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a keyring does not know it, or there is no keyring."""
    if not has_keyring:
        (project.parent / "packages/keyring.py").unlink()
    assert why_not(project) == (
        f"the password of somebody at smtp.example.org is not known; put it into {RELAY}, "
        f"or name a file with it in {RELAY}_FILE"
    )


def test_what_no_mail_server_can_be_told_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the word, which may be one that is in use elsewhere."""
    monkeypatch.setenv(RELAY, "ពាក្យ")
    assert why_not(project) == (
        "user names and passwords may hold ASCII characters only; smtp.example.org needs another"
    )
