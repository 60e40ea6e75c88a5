"""Tests of what stands for the state of many files."""

from __future__ import annotations

from pathlib import Path

from cchr_feeds.file_state import stamp


def test_what_is_passed_over_changes_nothing(tmp_path: Path) -> None:
    """Python may keep what it has compiled at any moment; the program stays the same."""
    folder = tmp_path / "program/part"
    folder.mkdir(parents=True)
    (folder / "module.py").write_bytes(b"")
    before = stamp([tmp_path / "program"], passed_over=["__pycache__"])
    for place in (tmp_path / "program", folder):
        (place / "__pycache__").mkdir()
        (place / "__pycache__/module.pyc").write_bytes(b"")
    assert stamp([tmp_path / "program"], passed_over=["__pycache__"]) == before
    (folder / "another.py").write_bytes(b"")
    assert stamp([tmp_path / "program"], passed_over=["__pycache__"]).digest != before.digest
