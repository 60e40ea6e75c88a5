"""What tests of Khmer text share: one project of long Khmer texts, built in both ways."""

from pathlib import Path

import pytest

from khmer_project import WITH_WORDS, WITHOUT_WORDS, built, khmer_project


@pytest.fixture(scope="session")
def both_builds(tmp_path_factory: pytest.TempPathFactory, at_length: None) -> Path:
    """The project; `with` and `without` are its outputs, `….txt` what the command said."""
    folder = khmer_project(tmp_path_factory.mktemp("khmer"))
    for name, python in (("with", WITH_WORDS), ("without", WITHOUT_WORDS)):
        (folder / f"{name}.txt").write_text(built(python, folder, folder / name), encoding="utf-8")
    return folder
