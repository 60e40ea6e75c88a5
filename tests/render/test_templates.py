"""Tests of templates: whose wins, what is escaped, and that nothing outside their folders is read."""

from pathlib import Path

import pytest

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.packaged import packaged_templates
from cchr_feeds.render.templating.templates import Templates


def a_project(folder: Path, **files: str) -> Path:
    """A project with these templates in `x/`."""
    (folder / "templates/x").mkdir(parents=True)
    for name, text in files.items():
        (folder / "templates/x" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["a.html.j2", "a.html.jinja", "a.svg", "a.txt", "a"])
def test_html_is_escaped_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    """Jinja's own choice by the file's ending leaves `.html.j2` unescaped."""
    templates = Templates(a_project(tmp_path, **{name: "{{ x }}"}))
    assert templates.html(f"x/{name}", x="<script>") == "&lt;script&gt;"


def test_plain_text_is_not_escaped(tmp_path: Path) -> None:
    """In plain text `&` means itself."""
    assert Templates(a_project(tmp_path, a="{{ x }}")).text("x/a", x="A & B") == "A & B"


def test_a_project_without_templates_uses_the_packaged_ones(tmp_path: Path) -> None:
    """The packaged folder is found in a checkout as in an installed package."""
    assert (packaged_templates() / "newsletter/edition.html.j2").is_file()
    with pytest.raises(ProblemsFound, match="1 to fix"):
        Templates(tmp_path).html("newsletter/edition.html.j2")


@pytest.mark.parametrize(
    "name", ["../secret", "x/../../secret", "x/link", "/etc/hostname", "packaged/../x", ""]
)
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    """Neither dots, nor a symlink, nor an absolute path leads out of the templates' folder."""
    project = a_project(tmp_path, a="")
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    (tmp_path / "templates/x/link").symlink_to(tmp_path / "secret")
    with pytest.raises(ProblemsFound) as caught:
        Templates(project).html(name)
    assert "there is no template" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n\n{{ nowhere }}", 3, "'nowhere' is undefined"),
        ("\n{% if %}", 2, "can't be read"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("\n{{ x.append(1) }}", 2, "is unsafe"),
        ("\n{% include 'x/none' %}", 2, "no template x/none"),
    ],
)
def test_a_fault_is_a_problem_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    """What is wrong in a template is told as a problem in the project's file."""
    templates = Templates(a_project(tmp_path, a=text))
    with pytest.raises(ProblemsFound) as caught:
        templates.html("x/a", x=[])
    problem = caught.value.problems[0]
    assert (problem.path, problem.line, problem.code) == ("templates/x/a", line, "template")
    assert said in problem.message


def test_other_encodings_are_told(tmp_path: Path) -> None:
    """A template in another encoding than UTF-8 is a problem at the line that shows it."""
    project = a_project(tmp_path)
    (project / "templates/x/a").write_bytes("one\ncaf\xe9".encode("latin-1"))
    with pytest.raises(ProblemsFound) as caught:
        Templates(project).html("x/a")
    assert caught.value.problems[0].line == 2


def test_an_error_of_our_own_is_not_blamed_on_the_template() -> None:
    """Where no template's line is involved, the error is let through."""
    with pytest.raises(ProblemsFound):
        Templates().html("nowhere.html.j2")
