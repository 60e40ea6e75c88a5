"""`schema`: what it prints, and what it writes for an editor."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from builds import tree
from commands import DONE, NOT_WRITTEN, USAGE, run
from extent import a_few
from project_files import SITE, a_project

SCHEMAS = ["entry.schema.json", "site.schema.json", "edition.schema.json"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without entries."""
    return a_project(tmp_path / "project")


@pytest.mark.parametrize("kind", a_few(["entry", "site", "edition"], 1))
def test_a_schema_is_printed(project: Path, kind: str) -> None:
    """In ASCII, so that nothing invisible hides in it; the same every time."""
    ended = run(project, "schema", kind)
    assert (ended.returncode, ended.stderr) == (DONE, "")
    Draft202012Validator.check_schema(json.loads(ended.stdout))
    assert ended.stdout.isascii()
    assert run(project, "schema", kind, PYTHONHASHSEED="1").stdout == ended.stdout
    assert not (project / ".vscode").exists()


def test_a_schema_knows_the_project(project: Path) -> None:
    """Its languages by name, its categories by term."""
    properties = json.loads(run(project, "schema", "entry").stdout)["properties"]
    assert properties["km"]["description"] == "ខ្មែរ: What it says in this language."
    assert properties["category"]["examples"] == ["infographic", "fact-sheet"]


def test_a_schema_can_be_had_without_a_project(tmp_path: Path) -> None:
    """Then any language will do."""
    schema = json.loads(run(tmp_path, "schema", "entry").stdout)
    assert Draft202012Validator(schema).is_valid({"id": "a", "category": "b", "fr": {"title": "c"}})
    assert not Draft202012Validator(schema).is_valid({"id": "a", "category": "b", "titel": "c"})


def test_schemas_and_settings_are_written_for_an_editor(project: Path) -> None:
    """Into the folder where Visual Studio Code looks."""
    ended = run(project, "schema", "--json")
    written = [*SCHEMAS, "settings.json", "extensions.json"]
    assert json.loads(ended.stdout)["files"] == [f".vscode/{name}" for name in written]
    assert {path.name for path in (project / ".vscode").iterdir()} == set(written)
    settings = json.loads((project / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert sorted(settings["yaml.schemas"]) == sorted(f".vscode/{name}" for name in SCHEMAS)
    assert settings["yaml.schemaStore.enable"] is False


def test_the_settings_are_those_that_the_reference_shows(project: Path) -> None:
    """For editors who have settings already."""
    run(project, "schema")
    reference = (Path(__file__).parents[1] / "docs/reference.md").read_text(encoding="utf-8")
    assert f"```json\n{(project / '.vscode/settings.json').read_text(encoding='utf-8')}```" in reference


def test_settings_of_ones_own_stay(project: Path) -> None:
    """Only the schemas are made anew."""
    a_project(project, **{".vscode/settings.json": "{}", ".vscode/entry.schema.json": "old"})
    assert run(project, "schema").returncode == DONE
    assert (project / ".vscode/settings.json").read_text(encoding="utf-8") == "{}"
    assert (project / ".vscode/entry.schema.json").read_text(encoding="utf-8") != "old"


def test_schemas_follow_the_project(project: Path) -> None:
    """A new category is proposed once the command has been run again."""
    run(project, "schema")
    a_project(project, **{"site.yaml": SITE + "  letter: Letters\n"})
    run(project, "schema")
    schema = json.loads((project / ".vscode/entry.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["category"]["examples"][-1] == "letter"


def test_schemas_can_be_written_elsewhere(project: Path, tmp_path: Path) -> None:
    """Then they come without settings, which would lead nowhere."""
    ended = run(project, "schema", "--out", tmp_path / "for/another")
    assert ended.returncode == DONE
    assert sorted(tree(tmp_path / "for/another")) == sorted(SCHEMAS)
    assert not (project / ".vscode").exists()


def test_what_cannot_be_written_is_said(project: Path) -> None:
    """A file stands where the folder should be made."""
    ended = run(project, "schema", "--out", project / "site.yaml/a")
    assert (ended.returncode, ended.stdout) == (NOT_WRITTEN, "")
    assert ended.stderr.startswith("entry.schema.json could not be written: ")


def test_there_is_no_other_schema(project: Path) -> None:
    """The three kinds are named."""
    ended = run(project, "schema", "newsletter")
    assert ended.returncode == USAGE
    assert "'entry', 'site', 'edition'" in ended.stderr
