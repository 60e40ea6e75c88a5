"""A form and its file: only what was changed is written, and problems are told at their fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchr_feeds.errors import OutputFailed
from cchr_feeds.preview.form import Form, fields, filled_in, form_of, problems_at_fields
from cchr_feeds.source.saving import open_entry, save_entry, save_new_entry
from preview.conftest import OUT
from project_files import a_project

LANGUAGES = ("en", "km")
TERMS = ("infographic", "fact-sheet")


def sent(form: Form, **changes: str) -> Form:
    """The form as a browser sends it back after these fields were typed into (`en__title`)."""
    pairs = []
    for field in fields(LANGUAGES):
        name = ".".join(field)
        value = changes.get(name.replace(".", "__"), form.values[field])
        many = value if isinstance(value, tuple) else (value,)
        # A browser sends line ends as CR LF, and shows a paragraph's end as an empty line.
        pairs += [
            (name, each.replace("\n", "\r\n\r\n" if name.endswith("summary") else "\r\n")) for each in many
        ]
    return filled_in(form.path, form.before, LANGUAGES, pairs)


def the_form() -> Form:
    """The form of an entry with remarks, quotes, a document and two languages."""
    return form_of("entries/land.yaml", OUT, LANGUAGES)


def found(form: Form, taken: dict[str, str] | None = None) -> dict[str, list[str]]:
    """The messages of errors by field."""
    problems = problems_at_fields(form, TERMS, taken or {})
    return {
        ".".join(field): [each.message for each in some if each.severity == "error"]
        for field, some in problems.items()
        if any(each.severity == "error" for each in some)
    }


def test_a_form_that_was_not_changed_changes_nothing() -> None:
    """Not one character, however the file is written."""
    same = sent(the_form())
    assert dict(same.changes) == {}
    assert same.text == OUT


def test_only_the_changed_field_changes() -> None:
    """Remarks, order, quotes, empty lines and documents stay."""
    text = sent(the_form(), en__title="Land: a report", published="2024-10").text
    assert text == OUT.replace("title: A report on land", 'title: "Land: a report"').replace(
        "2024-10-10   # the day", "2024-10  # the day"
    )


def test_paragraphs_come_back() -> None:
    """An empty line in the form is an empty line in the file."""
    text = sent(the_form(), en__summary="One.\n\n\nTwo.").text
    assert "  summary: >-  # short\n    One.\n\n    Two.\n  files:\n" in text


def test_a_language_is_added_and_taken_away() -> None:
    """With its block."""
    without = sent(the_form(), km__title="")
    assert "km:" not in without.text
    again = sent(form_of(without.path, without.text, LANGUAGES), km__title="របាយការណ៍")
    assert again.text == OUT


def test_an_id_that_the_form_does_not_show_stays() -> None:
    """A browser sends nothing of it."""
    same = filled_in("entries/land.yaml", OUT, LANGUAGES, [("en.title", "A report on land")])
    assert same.values[("id",)] == "land-report"


def test_an_id_that_nobody_knows_can_be_mended() -> None:
    """In its line, as any other field."""
    assert sent(the_form(), id="another").text == OUT.replace("land-report", "another")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("published", "10/10/2024", "not a date in the right shape"),
        ("en__title", "", "there is no title in this language"),
        ("en__url", "www.example.org", "not a full address"),
        ("edition", "october", "not a"),
        ("km__updated", "2024-02-30", "no 2024-02-30"),
        ("category", "fact sheet", "can't be a category's term"),
    ],
)
def test_a_problem_is_told_at_its_field(field: str, typed: str, message: str) -> None:
    """And at no other."""
    name = field.replace("__", ".")
    problems = found(sent(the_form(), **{field: typed}))
    assert list(problems) == [name]
    assert message in problems[name][0]


def test_an_empty_form_says_what_is_needed() -> None:
    """Each at its field, and in words that speak of no file."""
    problems = found(filled_in("", "", LANGUAGES, []))
    assert list(problems) == ["en.title", "id", "published", "category"]
    assert "is missing here" not in str(problems)


def test_a_date_in_each_language_is_enough() -> None:
    """And where one has none, it is told."""
    new = [("id", "a"), ("category", "fact-sheet"), ("en.title", "A"), ("en.published", "2024")]
    assert found(filled_in("", "", LANGUAGES, new)) == {}
    with_khmer = [*new, ("km.title", "ភាពធន់")]
    assert list(found(filled_in("", "", LANGUAGES, with_khmer))) == ["published"]


def test_what_no_form_shows_is_told_all_the_same() -> None:
    """A language that has nothing but documents lacks its title."""
    text = OUT.replace("  title: A report on land\n", "").replace("  summary: >-   # short\n", "")
    text = text.replace("    What we found.\n\n    What comes next.\n", "")
    problems = found(form_of("entries/land.yaml", text, LANGUAGES))
    assert problems == {"": ["'title' is missing here"]}


def test_an_id_that_is_taken_is_told() -> None:
    """With the file that has it."""
    new = filled_in("", "", LANGUAGES, [("id", "land-report"), ("en.title", "A")])
    assert "entries/land.yaml" in found(new, {"land-report": "entries/land.yaml"})["id"][0]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_and_the_mark_at_the_start_stay(tmp_path: Path, mark: str, line_end: str) -> None:
    """As an editor on another system made them."""
    octets = (mark + OUT.replace("\n", line_end)).encode()
    a_project(tmp_path, **{"entries/land.yaml": octets})
    entry = open_entry(tmp_path, "entries/land.yaml")
    assert entry.text == OUT
    save_entry(tmp_path, entry, sent(the_form(), en__title="New").text)
    new = octets.replace(b"A report on land", b"New")
    assert (tmp_path / "entries/land.yaml").read_bytes() == new


def test_what_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Somebody else's save stays."""
    a_project(tmp_path, **{"entries/land.yaml": OUT})
    entry = open_entry(tmp_path, "entries/land.yaml")
    (tmp_path / "entries/land.yaml").write_text("id: theirs\n")
    with pytest.raises(OutputFailed, match="changed elsewhere"):
        save_entry(tmp_path, entry, OUT)
    assert (tmp_path / "entries/land.yaml").read_text() == "id: theirs\n"


def test_a_new_file_replaces_none(tmp_path: Path) -> None:
    """Even one whose entry has another id."""
    a_project(tmp_path, **{"entries/report.yaml": OUT})
    with pytest.raises(OutputFailed, match="there already"):
        save_new_entry(tmp_path, "report", "id: report\n")
    assert (tmp_path / "entries/report.yaml").read_text() == OUT
