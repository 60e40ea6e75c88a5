"""Tests of templates: whose wins, what is escaped and read, and what is said of wrong ones."""

import re
from pathlib import Path

import pytest

from builds import REPOSITORY, run_build, the_real_project
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.values import Picture
from cchr_feeds.packaged import packaged_templates
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import EDITION, Templates
from extent import a_few
from factories import a_site, an_edition, an_entry
from full_editions import edition_html

FRAME = '{% extends "packaged/newsletter/edition.html.j2" %}\n'
PAGE = '<!DOCTYPE html>\n<html lang="en">\n<head><title>x</title>\n…</head>\n<body>\n~\n</body>\n</html>\n'


A_ROW = an_edition(
    an_entry(), an_entry(publication_id="row", image=Picture("https://cchrcambodia.org/a.png", "A map"))
)
"""An edition with an entry below its lead."""


def a_folder(folder: Path, **files: str) -> Path:
    """A project's folder with these templates; `edition` and `entry` are those of the newsletter."""
    for name, text in files.items():
        file = folder / f"templates/newsletter/{name}.html.j2"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def places(folder: Path) -> list[tuple[str, int, str]]:
    """Everything that is wrong with a project's templates: file, line and words."""
    problems = Templates(folder).problems()
    return [
        (problem.path.removeprefix("templates/newsletter/"), problem.line, problem.message)
        for problem in problems
    ]


def fault_in(folder: Path) -> tuple[str, int, str]:
    """Where an edition can't be filled in, and why."""
    with pytest.raises(ProblemsFound) as caught:
        edition_html(Letter(A_ROW, a_site()), Templates(folder), mail=True)
    (problem,) = caught.value.problems
    return problem.path, problem.line, problem.message


def test_all_problems_of_all_templates_are_told_at_once(tmp_path: Path) -> None:
    """Broken rules of a mail, in a template and in what it includes, and mistakes in a page's syntax."""
    folder = a_folder(
        tmp_path,
        edition=FRAME
        + "{% block styles %}{{ super() }}<style>\n.a:hover { color:red; }\n"
        + ".b { color:var(--x); }\n</style>{% endblock %}"
        + "\n{% block footer %}\n<p class='{{ x }}'>{% macro y() %}{% endmacro %}</p>\n{% endblock %}",
        entry='<tr><td>\n<link rel="stylesheet" href="https://example.org/">\n</td></tr>',
        index="\n{% if %}",
    )
    assert [(name, line) for name, line, _ in places(folder)] == [
        ("edition.html.j2", 3),
        ("edition.html.j2", 4),
        ("edition.html.j2", 7),
        ("entry.html.j2", 2),
        ("index.html.j2", 2),
    ]


def test_a_build_tells_them_all_and_writes_nothing(tmp_path: Path) -> None:
    """Faults that show only when pages are filled in are told together too, one for each part."""
    project = the_real_project(tmp_path)
    a_folder(project, edition=FRAME + "{% block footer %}{{ nowhere }}{% endblock %}")
    (project / "templates/pages").mkdir()
    (project / "templates/pages/index.html.j2").write_text("\n{{ nothing }}", encoding="utf-8")
    done = run_build(project)
    assert done.returncode == 1
    assert "templates/newsletter/edition.html.j2:2:1: error: the template can't be filled in" in done.stderr
    assert "templates/pages/index.html.j2:2:1: error: the template can't be filled in" in done.stderr
    assert [path for path in (project / "out").rglob("*") if path.is_file()] == []


STYLE = "<style>p { font-weight:700; }</style>"
BROKEN_STYLES = {
    "<style>\np { color:red; }\np { color: ]; }\n</style>\n": 6,
    '<style>\np { color: "open; }\n</style>\n': 5,
    "<style>\np { color:#123; }\np { : red; }\n</style>\n": 6,
    "<style>\np { margin:0; }\n\np { color:#12345z; }\n</style>\n": 7,
}


@pytest.mark.parametrize("styles", BROKEN_STYLES)
def test_broken_css_is_one_problem_in_our_own_words(
    tmp_path: Path, styles: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """With file and line; neither premailer nor cssutils is quoted, and nothing else is printed."""
    folder = a_folder(tmp_path, edition=PAGE.replace("…", styles).replace("~", "<p>x</p>"))
    (problem,) = places(folder)
    assert problem[:2] == ("edition.html.j2", BROKEN_STYLES[styles])
    assert not any(
        word in problem[2] for word in ("cssutils", "premailer", "PropertyValue", "Error", "css.Property")
    )
    assert capfd.readouterr() == ("", "")


def test_a_broken_style_attribute_is_told_with_its_line(tmp_path: Path) -> None:
    """As a rule is."""
    folder = a_folder(tmp_path, edition=PAGE.replace("…", STYLE).replace("~", '<p style="color: ];">x</p>'))
    assert [place[:2] for place in places(folder)] == [("edition.html.j2", 6)]


KEPT = '<style data-premailer="ignore">\n…\n</style>\n'
BROKEN_SHEETS = {
    "@media (x) {\n.a { color:red; }": (5, "'{' has no counterpart"),
    ".a { color:red; }\n}": (6, "'}' has no counterpart"),
    ".a { color:red; }\n/* comment": (6, "'/*' has no counterpart"),
    "/* { */\n.a { content:'}'; }\n.b {": (7, "'{' has no counterpart"),
}


@pytest.mark.parametrize("css", BROKEN_SHEETS)
def test_a_broken_sheet_that_is_kept_is_told_too(tmp_path: Path, css: str) -> None:
    """What mail programs would drop the rest of, with its line."""
    folder = a_folder(tmp_path, edition=PAGE.replace("…", KEPT.replace("…", css)).replace("~", "<p>x</p>"))
    line, said = BROKEN_SHEETS[css]
    (problem,) = places(folder)
    assert problem[:2] == ("edition.html.j2", line)
    assert said in problem[2]


def test_a_whole_sheet_is_kept_as_it_is(tmp_path: Path) -> None:
    """Braces in comments and strings count for nothing, nor does an address in a comment."""
    css = "/* } url(x) */ @media (x) { .a::before { content:'{'; } }"
    folder = a_folder(tmp_path, edition=PAGE.replace("…", KEPT.replace("…", css)).replace("~", "<p>x</p>"))
    assert places(folder) == []
    assert css in Templates(folder).mail()


LOADING = {
    "<script>\nalert(1)</script>": "<script>",
    "<iframe src='https://example.org/'></iframe>": "<iframe>",
    "<video src='https://example.org/a.mp4'></video>": "<video>",
    "<img src='https://example.org/a.gif' width='1' height='1' alt=''>": "counts readers",
    "<p style='background:URL(https://example.org/a.png)'>x</p>": "url()",
    "<style>p { background-image:url(https://example.org/a.png); }</style>": "url()",
    KEPT.replace("\n", "").replace("…", "@font-face { src:url(https://example.org/a.woff2); }"): "url()",
}


@pytest.mark.parametrize("html", LOADING)
def test_a_mail_loads_nothing_but_pictures(tmp_path: Path, html: str) -> None:
    """No script, font, style or picture for counting, in whatever template."""
    (problem,) = places(a_folder(tmp_path, edition=PAGE.replace("…", "").replace("~", html)))
    assert problem[:2] == ("edition.html.j2", 6)
    assert LOADING[html] in problem[2]


def test_a_block_that_replaces_nothing_is_told(tmp_path: Path) -> None:
    """Jinja would leave it out without a word; one within another is new and may be there."""
    own = "{% block footer %}<tr><td>{% block ours %}x{% endblock %}</td></tr>{% endblock %}\n"
    folder = a_folder(tmp_path, edition=FRAME + own + "{% block footr %}x{% endblock %}")
    assert places(folder) == [("edition.html.j2", 3, "what is extended has no block footr")]
    (problem,) = Templates(folder).problems()
    assert problem.fix == "did you mean footer?"


@pytest.mark.parametrize("own", ["{% block footr %}x{% endblock %}", "{% include 'nowhere' %}"])
def test_what_is_wrong_is_told_though_all_that_is_shown_is_ours(tmp_path: Path, own: str) -> None:
    """A block that replaces nothing, and a tag outside of blocks, leave no trace."""
    (problem,) = places(a_folder(tmp_path, edition=FRAME + own))
    assert problem[:2] == ("edition.html.j2", 2)


UNCLOSED = {
    "<tr>\n<td>x": 3,
    "<tr>\n<td><p>\n<b>x</p></td></tr>": 4,
    "<tr><td>\nx</b></td></tr>": 3,
}


@pytest.mark.parametrize("row", UNCLOSED)
def test_an_element_that_is_not_closed_is_told_where_it_starts(tmp_path: Path, row: str) -> None:
    """In the project's own file, not where the packaged one goes on."""
    folder = a_folder(tmp_path, edition=FRAME + f"{{% block footer %}}{row}{{% endblock %}}")
    assert [place[:2] for place in places(folder)] == [("edition.html.j2", UNCLOSED[row])]


@pytest.mark.parametrize("tag", ["{% raw %} x", "{# a comment", "{{ 'a"])
def test_a_tag_that_is_never_closed_is_told_with_its_file(tmp_path: Path, tag: str) -> None:
    """Whatever Jinja's lexer or its parser says of it, and in whichever template."""
    folder = a_folder(tmp_path, entry=f"<tr><td>x</td></tr>\n{tag}", index=f"x{tag}")
    found = {(problem.path, problem.line) for problem in Templates(folder).problems()}
    assert {path for path, _ in found} == {
        "templates/newsletter/entry.html.j2",
        "templates/newsletter/index.html.j2",
    }
    assert {line for _, line in found} <= {1, 2}


def test_a_name_that_does_not_exist_is_told_without_ours(tmp_path: Path) -> None:
    """Authors of templates do not know the names of our classes."""
    a_folder(tmp_path, edition=FRAME + "{% block footer %}{{ letter.nowhere }}{% endblock %}")
    assert fault_in(tmp_path)[2] == "the template can't be filled in: there is no 'nowhere'"


def test_a_fault_is_told_where_it_stands(tmp_path: Path) -> None:
    """In an included file, although the mail is one piece by then."""
    a_folder(
        tmp_path,
        entry="<tr><td>{{ entry.title }}</td></tr>\n{# comment #}\n<tr><td>{{ entry.nowhere }}</td></tr>",
    )
    path, line, message = fault_in(tmp_path)
    assert (path, line) == ("templates/newsletter/entry.html.j2", 3)
    assert "nowhere" in message


def test_an_included_file_sees_the_loop_it_stands_in(tmp_path: Path) -> None:
    """`loop` is known in it, and a fault beside it is still told at the right place."""
    a_folder(tmp_path, entry="<tr><td>\n<p>number {{ loop.index }}</p></td></tr>")
    page = edition_html(Letter(A_ROW, a_site()), Templates(tmp_path), mail=True)
    assert ">number 1</p>" in page
    a_folder(tmp_path, entry="<tr><td>\n<p>number {{ loop.index }} {{ nowhere }}</p></td></tr>")
    assert fault_in(tmp_path)[:2] == ("templates/newsletter/entry.html.j2", 2)


def test_names_set_in_blocks_and_includes_stay_there(tmp_path: Path) -> None:
    """As in Jinja, although all stands in one piece: what is set inside does not change what is outside."""
    body = (
        '{% block one %}{% set x = "block" %}<p>{{ x }}</p>{% endblock %}'
        '{% include "newsletter/entry.html.j2" %}<p>{{ x }}</p>'
    )
    a_folder(
        tmp_path,
        edition='{% set x = "outer" %}\n' + PAGE.replace("…", "").replace("~", body),
        entry='{% set x = "include" %}<p>{{ x }}</p>',
    )
    templates = Templates(tmp_path)
    shown = templates.mail()
    assert [shown.count(f"<p>{word}</p>") for word in ("block", "include", "outer")] == [1, 1, 1]
    assert [templates.html(EDITION).count(f"<p>{word}</p>") for word in ("block", "include", "outer")] == [
        1,
        1,
        1,
    ]


def test_a_project_without_templates_has_nothing_to_check(tmp_path: Path) -> None:
    """Nor does reading the packaged ones cost it anything."""
    assert Templates(tmp_path).problems() == []


REFERENCE = (REPOSITORY / "docs/reference.md").read_text(encoding="utf-8")


def blocks_of(name: str) -> list[str]:
    """The blocks of a packaged template, in their order."""
    source = (packaged_templates() / f"newsletter/{name}.html.j2").read_text(encoding="utf-8")
    return re.findall(r"{% block (\w+) %}", source)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("edition", "An edition's blocks are"),
        ("entry", "An entry's are"),
        ("index", "The list of editions has"),
    ],
)
def test_the_reference_lists_the_blocks(name: str, words: str) -> None:
    """All that can be replaced, and no others."""
    (line,) = re.findall(rf"^- {words} (.*?)\.$", REFERENCE, re.MULTILINE | re.DOTALL)
    assert re.findall(r"`(\w+)`", line) == blocks_of(name)


def test_the_example_in_the_reference_works(tmp_path: Path) -> None:
    """A line above what the packaged footer says, and everything else as it was."""
    (example,) = re.findall(r"^```jinja\n(.*?)^```", REFERENCE, re.MULTILINE | re.DOTALL)
    a_folder(tmp_path, edition=example)
    page = edition_html(Letter(an_edition(), a_site()), Templates(tmp_path), mail=True)
    assert page.index("we read every answer") < page.index("Street 99")
    assert page.count("Unsubscribe") == 1


@pytest.mark.parametrize("block", blocks_of("entry"))
def test_one_block_of_an_entry_can_be_replaced(tmp_path: Path, block: str) -> None:
    """A project's own entry extends the packaged one, is styled like it, and keeps all other blocks."""
    own = f'{{% block {block} %}}<p class="date">OURS</p>{{% endblock %}}'
    a_folder(tmp_path, entry='{% extends "packaged/newsletter/entry.html.j2" %}\n' + own)
    page = edition_html(Letter(A_ROW, a_site()), Templates(tmp_path), mail=True)
    assert '<p class="date" style="margin:2px 0 0; font-size:14px' in page
    assert page.count("OURS") == 1
    assert page.count("Read the publication") == 3 - (
        block == "links"
    )  # the lead's stands twice, for Outlook
    assert ("<h3 " in page) == (block != "heading")
    assert ('class="small-picture"' in page) == (block != "picture")


@pytest.mark.parametrize("block", a_few(blocks_of("edition"), 4))
def test_one_block_of_an_edition_can_be_replaced(tmp_path: Path, block: str) -> None:
    """And nothing else changes: without the block's own lines the page is the packaged one."""
    a_folder(tmp_path, edition=FRAME + f"{{% block {block} %}}{{{{ super() }}}}<!-- ours -->{{% endblock %}}")
    letter = Letter(an_edition(), a_site())
    page = edition_html(letter, Templates(tmp_path), mail=True)
    assert page.count("<!-- ours -->") == 1
    assert page.replace("<!-- ours -->", "") == edition_html(letter, Templates(), mail=True)


# --- whose templates win, what is escaped, and what is read ---------------------------------------


def with_x(folder: Path, **files: str) -> Path:
    """A project with these templates in `x/`."""
    (folder / "templates/x").mkdir(parents=True)
    for name, text in files.items():
        (folder / "templates/x" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["a.html.j2", "a.html.jinja", "a.svg", "a.txt", "a"])
def test_html_is_escaped_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    """Jinja's own choice by the file's ending leaves `.html.j2` unescaped."""
    templates = Templates(with_x(tmp_path, **{name: "{{ x }}"}))
    assert templates.html(f"x/{name}", x="<script>") == "&lt;script&gt;"


def test_plain_text_is_not_escaped(tmp_path: Path) -> None:
    """In plain text `&` means itself."""
    assert Templates(with_x(tmp_path, a="{{ x }}")).text("x/a", x="A & B") == "A & B"


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
    project = with_x(tmp_path, a="")
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
    templates = Templates(with_x(tmp_path, a=text))
    with pytest.raises(ProblemsFound) as caught:
        templates.html("x/a", x=[])
    problem = caught.value.problems[0]
    assert (problem.path, problem.line, problem.code) == ("templates/x/a", line, "template")
    assert said in problem.message


def test_other_encodings_are_told(tmp_path: Path) -> None:
    """A template in another encoding than UTF-8 is a problem at the line that shows it."""
    project = with_x(tmp_path)
    (project / "templates/x/a").write_bytes("one\ncaf\xe9".encode("latin-1"))
    with pytest.raises(ProblemsFound) as caught:
        Templates(project).html("x/a")
    assert caught.value.problems[0].line == 2


def test_an_error_of_our_own_is_not_blamed_on_the_template() -> None:
    """Where no template's line is involved, the error is let through."""
    with pytest.raises(ProblemsFound):
        Templates().html("nowhere.html.j2")
