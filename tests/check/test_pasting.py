"""What `check` tells people to type is right: typed where it belongs, it takes the problem away."""

import re
from pathlib import Path

import pytest

from cchr_feeds.problem import Problem
from project_files import EN, TOP, a_project, problems_of

ENTRY = "entries/wrong.yaml"
BELOW = "  summary: What the report says, in a sentence or two.\n"
WHOLE_LINE = re.compile(r'(?:write|in quotes:|again:) (?P<line>\s*(?:- )?[\w-]+: .+|# .+|- .+|title: ".+")$')
NAME = re.compile(r"(?:did you mean|type it again:) (?P<value>[\w-]+:?)(?: \?|\?)?$")
VALUE = re.compile(r"write (?:it in full, such as |the year first: )?(?P<value>.+?)(?: in its place)?$")


def typed(text: str, problem: Problem) -> str:
    """The text after what a problem asks for was typed."""
    lines = text.split("\n")
    old = lines[problem.line - 1]
    before, after = old[: problem.column - 1], old[problem.column - 1 :]
    line, name, value = (pattern.search(problem.fix) for pattern in (WHOLE_LINE, NAME, VALUE))
    if line:
        margin = "" if line["line"].startswith(" ") else old[: len(old) - len(old.lstrip())]
        new = margin + line["line"]
    elif name and name["value"].endswith(":"):
        new = before + name["value"] + after.partition(":")[2]
    else:
        found = name or value
        assert found, problem.fix
        ended = re.match(r"[^,\]}]+" if "[" in before or "{" in before else r".+", after)
        assert ended
        new = before + found["value"].rstrip("?") + after[ended.end() :]
    return "\n".join([*lines[: problem.line - 1], new, *lines[problem.line :]])


def errors(folder: Path, text: str) -> list[Problem]:
    """What is wrong with an entry, but for warnings."""
    a_project(folder, **{ENTRY: text, "entries/report.pdf": "%PDF-1.7"})
    return [each for each in problems_of(folder) if each.severity == "error"]


def title(line: str) -> str:
    """An entry with a line where its title stands."""
    return f"{EN}{line}\n{BELOW}"


def top(line: str) -> str:
    """An entry with one more line before its texts."""
    return TOP + f"{line}\nen:\n  title: A report\n{BELOW}"


def date(written: str) -> str:
    """An entry with another date."""
    return title("  title: A report").replace("2024-10-10", written)


def below(line: str) -> str:
    """An entry with one more line below its title."""
    return title(f"  title: A report\n  {line}")


TITLES = (
    "title: Land: a report", "title: Land rights:", "title: “Land: a report”", 'title: "Land" and law',
    "title: 'Land' and law", "title: 'Cambodia's land'", "title: 'Workers' rights'",
    'title: "The "Land" report"', 'title: "Land" and "law"', "title:Land report", "title:#Land",
    "title:\u00a0Land report", "title： Land report", "title៖ Land report", "title = Land report",
    "title: @land", "title: *Land*", "title: [Joint statement] Land", "title: %Land", "title: - Land",
    "title: ? Land", "title: !Land", "title: &Land", "title: `Land`", "title: ,Land", "Title: Land",
    "titel: Land", "\u200btitle: Land",
)  # fmt: skip
VALUES = (
    *map(date, ("10/10/2024", "13/10/2024", "10.13.2024", "20241010", "10 October 2024", "October 2024")),
    *map(date, ("Oct 10, 2024", "ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤", "១៣/១០/២០២៤", "2024/10/10", "2024-1-5")),
    *map(date, ("“2024-10-10”", "2024-10-10 9:00 am", "2024-10-10 9.30 pm")),
    *map(top, ("edition: 2024-10-01", "edition: October 2024", "edition: 13/10/2024", "draft: yes")),
    *map(top, ("topics: land, law", "authors: ADHOC and LICADHO", "authors: 'ADHOC, Cambodia'")),
    *map(top, ("topics: upr", "authors: [ADHOC]", "Edition: 2024-10", "// a remark", "Draft: true")),
    *map(below, ("files: report.pdf", "files: [report.pdf]", "files: https://example.org/a.pdf")),
    *map(below, ("files: www.example.org/a.pdf", "image: https://example.org/a.png", "link: https://a.org/")),
    title("  title: A report").replace("infographic", "Infographics"),
    title("  title: A report").replace("infographic", "fact sheet"),
    title("\u00a0\u00a0title: A report"),
    *map(below, ("url: htps://example.org/a", "url: https:/example.org/a", "url: https//example.org/a")),
    *map(below, ("url: https://example.org/My report.pdf", "url: https://example.org/a (English)")),
    *map(below, ("url: https://example.org/a|b", "url: //example.org/a", "url: https://example.org/a\\b^")),
    *map(below, ("url: www.example.org/a", "url: example.org/a", "files: [{file: C:\\Work\\report.pdf}]")),
    title("  title: A report").replace("en:", "English:"),
    title("  title: ភាពធន់").replace("en:", "ខ្មែរ:"),
)


@pytest.mark.parametrize("wrong", [*(title(f"  {line}") for line in TITLES), *VALUES])
def test_what_is_to_be_typed_is_right(tmp_path: Path, wrong: str) -> None:
    """The first problem's text is put in its place, until nothing is wrong; twice at most."""
    text = wrong
    first = errors(tmp_path, text)
    assert first
    for _ in range(2):
        found = errors(tmp_path, text)
        if found:
            text = typed(text, found[0])
    assert errors(tmp_path, text) == [], text


def test_a_title_in_quotation_marks_loses_none_of_its_own(tmp_path: Path) -> None:
    """Those around all of it go; an apostrophe, and those around a word, stay."""
    for written, meant in {
        "'Cambodia's land'": '"Cambodia\'s land"',
        "'Workers' rights'": '"Workers\' rights"',
        '"The "Land" report"': "'The \"Land\" report'",
        '"Land" and "law"': '\'"Land" and "law"\'',
        "'Land' and 'law'": "\"'Land' and 'law'\"",
    }.items():
        (problem,) = errors(tmp_path, title(f"  title: {written}"))
        assert problem.fix.endswith(f"title: {meant}")


def test_one_mistake_is_one_problem(tmp_path: Path) -> None:
    """A field whose name is misspelt is not missing as well."""
    for text in (title("  Title: A report"), title("  title: A report").replace("id:", "ID:")):
        assert [each.code for each in errors(tmp_path, text)] == ["unknown"]
