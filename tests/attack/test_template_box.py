"""A project's own parts of a mail stay in Jinja's sandbox, wherever they stand among packaged ones."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from attack.test_smuggling import a_project_saying, build_newsletters
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.render.newsletter.editions import EDITION

REACHING = "{{ ''.__class__.__name__ }}"
"""Says `str` outside the sandbox, and is refused inside."""

WORD = "nobody-may-read-this"
ENTRY = "newsletter/entry.html.j2"
MINE = "newsletter/mine.html.j2"
EXTENDING = '{%% extends "packaged/newsletter/edition.html.j2" %%}\n{%% block footer %%}%s{%% endblock %%}\n'
EXTENDING_ENTRY = (
    '{%% extends "packaged/newsletter/entry.html.j2" %%}\n{%% block summary %%}%s{%% endblock %%}\n'
)

WAYS: Mapping[str, dict[str, str]] = {
    "a block": {EDITION: EXTENDING % REACHING},
    "a block beside what it replaces": {EDITION: EXTENDING % ("{{ super() }}" + REACHING)},
    "a block of what is included": {ENTRY: EXTENDING_ENTRY % REACHING},
    "what is included, as a whole": {ENTRY: f"<p>{REACHING}</p>"},
    "a file of its own": {EDITION: EXTENDING % '{% include "newsletter/mine.html.j2" %}', MINE: REACHING},
    "a file that a file includes": {
        EDITION: EXTENDING % '{% include "newsletter/other.html.j2" %}',
        "newsletter/other.html.j2": '{% include "newsletter/mine.html.j2" %}',
        MINE: REACHING,
    },
    "a layout in between": {
        EDITION: '{% extends "newsletter/mine.html.j2" %}',
        MINE: EXTENDING % REACHING,
    },
    "a name that is set": {EDITION: EXTENDING % ("{% set name = ''.__class__.__name__ %}{{ name }}")},
    "a condition": {EDITION: EXTENDING % "{% if ''.__class__.__name__ == 'str' %}<p>str</p>{% endif %}"},
    "a part that is marked": {
        EDITION: EXTENDING % ("{{ part.row }}" + REACHING + "{{ part.end }}"),
    },
    "a macro": {EDITION: EXTENDING % ("{% macro mine() %}" + REACHING + "{% endmacro %}{{ mine() }}")},
    "an import": {
        EDITION: EXTENDING % '{% import "newsletter/mine.html.j2" as mine %}{{ mine.mine() }}',
        MINE: "{% macro mine() %}" + REACHING + "{% endmacro %}",
    },
}
"""A project's own templates, each reaching out of the sandbox by another way."""


def a_project_with(folder: Path, templates: Mapping[str, str]) -> Path:
    """A project with an edition of October 2024 and these templates."""
    project = a_project_saying(folder)
    for name, text in templates.items():
        place = project / "templates" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize("templates", WAYS.values(), ids=list(WAYS))
def test_what_is_ones_own_stays_in_the_box(tmp_path: Path, templates: Mapping[str, str]) -> None:
    """Wherever it is put among packaged templates, it is refused in a file of the project."""
    project = a_project_with(tmp_path, templates)
    with pytest.raises(ProblemsFound) as found:
        build_newsletters(project)
    paths = {problem.path for problem in found.value.problems}
    assert paths <= {f"templates/{name}" for name in templates}
    assert not any((project / "out").iterdir())


@pytest.mark.parametrize("name", ["packaged/newsletter/edition.html.j2", "packaged/newsletter/entry.html.j2"])
def test_nobody_else_is_called_packaged(tmp_path: Path, name: str) -> None:
    """A project's folder of that name is none of ours: what lies there is not asked for."""
    build_newsletters(a_project_with(tmp_path, {name: REACHING}))
    assert "str" not in (tmp_path / "out/newsletters/2024-10/en.html").read_text(encoding="utf-8").split()


def test_a_linked_folder_of_templates_is_none(tmp_path: Path) -> None:
    """Beside a project that is sent may lie what brings in any file of the folder it is unpacked in."""
    project = a_project_saying(tmp_path / "project")
    (tmp_path / "secret.txt").write_text(WORD)
    (tmp_path / "newsletter").mkdir()
    (tmp_path / EDITION).write_text(EXTENDING % '{% include "secret.txt" %}', encoding="utf-8")
    (project / "templates").symlink_to("..")
    build_newsletters(project)
    pages = [path.read_text(encoding="utf-8") for path in (project / "out").rglob("*.html")]
    assert pages
    assert not any(WORD in page for page in pages)


@pytest.mark.parametrize("name", ["newsletter/.mine.html.j2", ".mine/mine.html.j2"])
def test_hidden_templates_are_none(tmp_path: Path, name: str) -> None:
    """They are not seen in a project's folder, and no build notices their changes."""
    include = f'{{% include "{name}" %}}'
    project = a_project_with(tmp_path, {EDITION: EXTENDING % include, name: "mine"})
    with pytest.raises(ProblemsFound):
        build_newsletters(project)
