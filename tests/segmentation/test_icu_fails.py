"""ICU that is installed and does not work ends a command; the cache knows whether words are known."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builds import SOURCE, finished, traces, tree
from cchr_feeds.errors import Unfinished
from cchr_feeds.segmentation import words
from commands import DONE, NOT_WRITTEN, NOW, Ended
from khmer_project import WITH_WORDS, WITHOUT_WORDS, khmer_project

pytestmark = pytest.mark.usefixtures("at_length")

BREAK = "\u200b".encode()
LONGER_THAN_A_TICK = 0.03
"""Seconds after which another change of a file shows in its times."""


def build(project: Path, python: tuple[str, ...] = WITH_WORDS, *before: Path) -> Ended:
    """Builds a project's newsletters, with packages in these folders before the installed ones."""
    words: list[str | Path] = [*python, "build", "--only", "newsletters", "--project", project, "--now", NOW]
    path = ":".join(map(str, (*before, SOURCE)))
    return finished(words, variables={"PYTHONPATH": path}, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of Khmer texts."""
    folder = khmer_project(tmp_path / "project", entries=3)
    time.sleep(LONGER_THAN_A_TICK)
    return folder


def empty(package: Path) -> None:
    """As a full disk left it."""
    (library,) = package.glob("breakers*.so")
    library.write_bytes(b"")


def without_its_libraries(package: Path) -> None:
    """Those of ICU, which lie beside the installed package: to load them fails, as without memory."""


@pytest.mark.parametrize("damage", [empty, without_its_libraries])
def test_what_does_not_load_is_an_error(
    project: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """It is told in words and nothing is written; once it loads, everything is as ever."""
    import icu4py

    assert build(project).returncode == DONE
    before, wanted = traces(project / "out"), tree(project / "out")
    shutil.rmtree(project / ".cchr-feeds")
    broken = shutil.copytree(Path(icu4py.__file__).parent, tmp_path / "broken/icu4py")
    damage(broken)
    ended = build(project, WITH_WORDS, tmp_path / "broken")
    assert ended.returncode == NOT_WRITTEN, ended.stderr
    assert "icu4py, which tells words without spaces apart, is installed but does not work (" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert traces(project / "out") == before
    assert build(project).returncode == DONE
    assert tree(project / "out") == wanted


def test_a_dictionary_without_khmer_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems have ICU with English alone; it would take a whole sentence for one word."""
    monkeypatch.setattr(words, "_TWO_WORDS", "two")
    with pytest.raises(Unfinished, match="no dictionary of Khmer"):
        words._segments.__wrapped__()


@pytest.mark.parametrize("first", [WITH_WORDS, WITHOUT_WORDS], ids=["installed", "not installed"])
def test_the_cache_knows_whether_words_were_known(project: Path, first: tuple[str, ...]) -> None:
    """What was made with words is made anew without, and the other way round."""
    second = WITHOUT_WORDS if first is WITH_WORDS else WITH_WORDS
    for python in (first, second, first):
        assert build(project, python).returncode == DONE
        mail = (project / "out/newsletters/2024-10/mail/km.html").read_bytes()
        assert (BREAK in mail) == (python is WITH_WORDS)
