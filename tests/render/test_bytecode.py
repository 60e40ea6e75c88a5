"""Packaged templates are compiled once; what they look like never depends on what was kept of them."""

import sys
from pathlib import Path
from shutil import copytree

import pytest
from jinja2 import Environment

from cchr_feeds.packaged import packaged_templates
from cchr_feeds.render.templating.templates import Templates

NAME = "assets/icon.svg.j2"
COLOURS = {"cover": "#112233", "weave": "#223344", "thread": "#334455", "soft": "#445566"}

Compiled = list[str | None]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it compiles, and nothing is yet."""
    place = tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(place))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return place


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """The templates that are compiled from now on, as problems name them."""
    found: Compiled = []
    compiling = Environment.compile

    def compile_now(self: Environment, source: str, name: str | None, filename: str | None) -> object:
        found.append(filename)
        return compiling(self, source, name, filename)

    monkeypatch.setattr(Environment, "compile", compile_now)
    return found


def the_files(kept: Path) -> list[Path]:
    """What is kept of this template; beside it may lie what Python keeps of modules."""
    return [*kept.rglob(f"*{Path(NAME).name}*")]


def test_a_packaged_template_is_compiled_once(kept: Path, compiled: Compiled) -> None:
    """By one program for the next; a mail or a plain text is another thing than a page of the same text."""
    first = Templates().text(NAME, colours=COLOURS)
    assert compiled == [f"packaged/{NAME}"]
    assert Templates().text(NAME, colours=COLOURS) == first
    assert compiled == [f"packaged/{NAME}"]
    assert Templates().html(NAME, colours={**COLOURS, "cover": "<&>"}).count("&lt;&amp;&gt;")
    assert compiled == [f"packaged/{NAME}"] * 2
    assert Templates().text(NAME, colours={**COLOURS, "cover": "<&>"}).count("<&>")
    assert len(the_files(kept)) == 2


def test_another_text_is_compiled_anew(kept: Path, compiled: Compiled, tmp_path: Path) -> None:
    """A template that was changed is what it is now, also where its length and times are as they were."""
    Templates().text(NAME, colours=COLOURS)
    folder = copytree(packaged_templates(), tmp_path / "other")
    (folder / NAME).write_text("{{ colours.cover }}!", encoding="utf-8")
    assert Templates(packaged=folder).text(NAME, colours=COLOURS) == "#112233!"
    assert len(compiled) == 2
    assert len(the_files(kept)) == 1


def test_nothing_is_kept_of_a_projects_own_templates(kept: Path, compiled: Compiled, tmp_path: Path) -> None:
    """They run in the sandbox alone, and leave nothing that could run elsewhere."""
    own = tmp_path / "project/templates" / NAME
    own.parent.mkdir(parents=True)
    own.write_text("{{ colours.cover }}", encoding="utf-8")
    for _ in range(2):
        assert Templates(tmp_path / "project").text(NAME, colours=COLOURS) == "#112233"
    assert compiled == [f"templates/{NAME}"] * 2
    assert the_files(kept) == []
    assert the_files(tmp_path / "project") == [own]


@pytest.mark.parametrize("content", [b"", b"\0" * 16, b"another program's"])
@pytest.mark.parametrize("end", [b"", b"\xff"])
def test_what_is_damaged_is_passed_over(kept: Path, compiled: Compiled, content: bytes, end: bytes) -> None:
    """Whatever became of the file, and it is replaced."""
    first = Templates().text(NAME, colours=COLOURS)
    [file] = the_files(kept)
    whole = file.read_bytes()
    file.write_bytes(content + end or whole[:-1])
    assert Templates().text(NAME, colours=COLOURS) == first
    assert len(compiled) == 2
    assert file.read_bytes() == whole


def test_where_nothing_may_be_kept_all_is_compiled(
    kept: Path, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that can't be written stops nothing; whoever wants no such files of Python's gets none."""
    kept.write_bytes(b"no folder")
    first = Templates().text(NAME, colours=COLOURS)
    assert Templates().text(NAME, colours=COLOURS) == first
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert Templates().text(NAME, colours=COLOURS) == first
    assert len(compiled) == 3
    assert the_files(kept.parent) == []


def test_other_rules_for_templates_are_noticed(
    kept: Path, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another version of Jinja or of our sandbox may make other code of the same text."""
    Templates().text(NAME, colours=COLOURS)
    monkeypatch.setattr("jinja2.__version__", "4.0")
    Templates().text(NAME, colours=COLOURS)
    assert len(compiled) == 2
    monkeypatch.setattr("cchr_feeds.render.templating.bytecode._settings", lambda: "others")
    Templates().text(NAME, colours=COLOURS)
    assert len(compiled) == 3
