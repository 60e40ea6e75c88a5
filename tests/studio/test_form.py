"""A form and its file: only what was changed is written, and problems are told at their fields."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cchr_feeds.errors import OutputFailed
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.save import open_entry, save_entry, save_new_entry
from cchr_feeds.studio.form import Form, form_of
from cchr_feeds.studio.form_problems import problems_at_fields
from project_files import a_project
from studio.conftest import OUT

LANGUAGES = ("en", "km")
TERMS = ("infographic", "fact-sheet")
NOTHING: Mapping[str, str] = {}


def sent(form: Form, more: str = "", **changes: str) -> Form:
    """The form as a browser sends it back after these fields were typed into (`en__title`).

    `more` is the list of the button for another document, if that was pressed.
    """
    pairs = []
    for field, before in form.values.items():
        name = ".".join(field)
        value = changes.get(name.replace(".", "__"), before)
        many = value if isinstance(value, tuple) else (value,)
        # A browser sends line ends as CR LF, and shows a paragraph's end as an empty line.
        pairs += [
            (name, each.replace("\n", "\r\n\r\n" if name.endswith("summary") else "\r\n")) for each in many
        ]
    return form.filled_in([*pairs, ("more", more)])


def the_form() -> Form:
    """The form of an entry with comments, quotes, a document and two languages."""
    return form_of("entries/land.yaml", OUT, LANGUAGES)


def found(form: Form, taken: Mapping[str, str] = NOTHING, folder: Path | None = None) -> dict[str, list[str]]:
    """The messages of errors by field."""
    problems = problems_at_fields(form, TERMS, taken, folder)
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
    same = form_of("entries/land.yaml", OUT, LANGUAGES).filled_in([("en.title", "A report on land")])
    assert same.values[("id",)] == "land-report"


def test_an_id_that_nobody_knows_can_be_mended() -> None:
    """In its line, as any other field."""
    assert sent(the_form(), id="another").text == OUT.replace("land-report", "another")


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("published", "10/10/2024", "not a date in the right form"),
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
    problems = found(form_of("", "", LANGUAGES).filled_in([]))
    assert list(problems) == ["en.title", "id", "published", "category"]
    assert "is missing here" not in str(problems)


def test_no_problem_hides_another() -> None:
    """Nor a warning: a form shows everything at once that there is to fix and to check."""
    form = sent(
        the_form(),
        category="",
        published="10/10/2024",
        en__url="example.org",
        en__title="ភាពធន់ ភាពធន់",
        km__title="a\x08b",
        en__files__0__url="",
        en__files__0__file="missing.pdf",
    )
    problems = problems_at_fields(form, TERMS, {"land-report": "entries/other.yaml"}, Path("/nowhere"))
    assert sorted(".".join(field) for field in problems) == [
        *("category", "en.files.0.file", "en.title", "en.url", "id", "km.title", "published"),
    ]
    assert [each.code for each in problems["km", "title"]] == ["character"]


def test_a_text_in_another_language_is_moved_to_fields() -> None:
    """A form has no blocks."""
    found_there = problems_at_fields(
        sent(the_form(), en__title="ភាពធន់ ភាពធន់", km__title="A report"), TERMS, {}
    )
    fixes = {".".join(field): [each.fix for each in some] for field, some in found_there.items()}
    assert fixes == {
        "en.title": ["write it in the language of these fields, or move it to those of its own"],
        "km.title": ["write it in the language of these fields, or move it to those of its own"],
    }


def test_a_date_in_each_language_is_enough() -> None:
    """And where one has none, it is told."""
    new = [("id", "a"), ("category", "fact-sheet"), ("en.title", "A"), ("en.published", "2024")]
    assert found(form_of("", "", LANGUAGES).filled_in(new)) == {}
    with_khmer = [*new, ("km.title", "ភាពធន់")]
    assert list(found(form_of("", "", LANGUAGES).filled_in(with_khmer))) == ["published"]


def test_a_language_that_has_nothing_but_documents_lacks_its_title() -> None:
    """That is told where it is to be written."""
    text = OUT.replace("  title: A report on land\n", "").replace("  summary: >-   # short\n", "")
    text = text.replace("    What we found.\n\n    What comes next.\n", "")
    problems = found(form_of("entries/land.yaml", text, LANGUAGES))
    assert problems == {"en.title": ["there is no title in this language"]}


def test_what_no_form_shows_is_told_all_the_same() -> None:
    """A date of one language that has no field."""
    text = OUT.replace("  title: A report on land", "  added: soon\n  title: A report on land")
    assert list(found(form_of("entries/land.yaml", text, LANGUAGES))) == [""]


def test_an_id_that_is_taken_is_told() -> None:
    """With the file that has it."""
    new = form_of("", "", LANGUAGES).filled_in([("id", "land-report"), ("en.title", "A")])
    assert "entries/land.yaml" in found(new, {"land-report": "entries/land.yaml"})["id"][0]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_and_the_mark_at_the_start_stay(tmp_path: Path, mark: str, line_end: str) -> None:
    """As an editor on another system made them."""
    content = (mark + OUT.replace("\n", line_end)).encode()
    a_project(tmp_path, **{"entries/land.yaml": content})
    entry = open_entry(tmp_path, "entries/land.yaml")
    assert entry.text == OUT
    save_entry(tmp_path, entry, sent(the_form(), en__title="New").text)
    new = content.replace(b"A report on land", b"New")
    assert (tmp_path / "entries/land.yaml").read_bytes() == new


def test_what_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Another program's save stays."""
    a_project(tmp_path, **{"entries/land.yaml": OUT})
    entry = open_entry(tmp_path, "entries/land.yaml")
    (tmp_path / "entries/land.yaml").write_text("id: theirs\n")
    with pytest.raises(OutputFailed, match="changed by someone else"):
        save_entry(tmp_path, entry, OUT)
    assert (tmp_path / "entries/land.yaml").read_text() == "id: theirs\n"


def test_a_new_file_replaces_none(tmp_path: Path) -> None:
    """Even one whose entry has another id."""
    a_project(tmp_path, **{"entries/report.yaml": OUT})
    with pytest.raises(OutputFailed, match="there already"):
        save_new_entry(tmp_path, "report", "id: report\n")
    assert (tmp_path / "entries/report.yaml").read_text() == OUT


# --- documents and pictures -----------------------------------------------------------------------

DOCUMENTS = """\
id: cards
published: 2024-10-10
category: fact-sheet
en:
  title: Cards
  files:
    # the one for RSS
    - {url: https://example.org/a.pdf, type: application/pdf, length: 1200}  # checked
    - url: https://example.org/b   # no ending
      type: application/pdf
      title: B
    - {file: c.pdf}
  image:  # by a friend
    url: https://example.org/a.png
    alt: A
    width: 10
km: {title: ភាពធន់, files: [{url: https://example.org/k.pdf, length: 3}]}
"""
"""Documents and a picture in every way that they are written."""


def the_documents(**changes: str) -> Form:
    """The form of that entry after these changes."""
    return sent(form_of("entries/cards.yaml", DOCUMENTS, LANGUAGES), **changes)


def test_documents_that_were_not_changed_stay() -> None:
    """However they are written, and with what the form does not show."""
    assert the_documents().text == DOCUMENTS


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({"en__files__0__title": "A, b"}, "length: 1200}", 'length: 1200, title: "A, b"}'),
        ({"en__files__1__url": "https://example.org/c.pdf"}, "org/b   #", "org/c.pdf  #"),
        ({"en__files__2__file": "", "en__files__2__url": "https://example.org/d.pdf"}, "file: c.pdf", "url: https://example.org/d.pdf"),
        ({"en__files__3__file": "d.pdf"}, "{file: c.pdf}\n", "{file: c.pdf}\n    - {file: d.pdf}\n"),
        ({"km__files__1__file": "d.pdf"}, "length: 3}]", "length: 3}, {file: d.pdf}]"),
        ({"en__files__2__remove": "true"}, "    - {file: c.pdf}\n", ""),
        ({"en__files__2__file": ""}, "    - {file: c.pdf}\n", ""),
        ({"km__files__0__url": ""}, ", files: [{url: https://example.org/k.pdf, length: 3}]", ""),
        ({"en__image__alt": "B"}, "alt: A", "alt: B"),
        ({"km__image__url": "https://example.org/k.png"}, "length: 3}]", "length: 3}], image: {url: https://example.org/k.png}"),
    ],
)  # fmt: skip
def test_only_what_changes_in_documents_changes(changes: dict[str, str], old: str, new: str) -> None:
    """A field, a document that goes or comes, a picture: everything else stays to the letter."""
    assert DOCUMENTS.count(old) == 1
    assert the_documents(**changes).text == DOCUMENTS.replace(old, new)


def test_a_document_that_goes_leaves_its_remarks() -> None:
    """On lines of their own; the others move up."""
    text = the_documents(en__files__0__remove="true", en__files__1__remove="true").text
    assert (
        "  files:\n    # the one for RSS\n    # checked\n    # no ending\n    - {file: c.pdf}\n  image:"
        in text
    )


def test_documents_are_added_in_order() -> None:
    """What stays empty between them is none."""
    new = form_of("", "", LANGUAGES).filled_in(
        [("en.title", "A"), ("en.files.0.file", "a.pdf"), ("en.files.2.url", "https://example.org/b.pdf")],
    )
    assert (
        new.text == "en:\n  title: A\n  files:\n    - {file: a.pdf}\n    - {url: https://example.org/b.pdf}\n"
    )


def test_a_problem_is_told_at_the_row_that_shows_it() -> None:
    """Also where documents before it go, so that the file has fewer than the form."""
    problems = found(the_documents(en__files__0__remove="true", en__files__1__url="www.example.org"))
    assert list(problems) == ["en.files.1.url"]


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"en__files__3__title": "D"}, "en.files.3.file", "there is no document"),
        ({"en__files__2__url": "https://example.org/c.pdf"}, "en.files.2.file", "a file and an address"),
        ({"en__files__3__url": "www.example.org"}, "en.files.3.url", "not a full address"),
        ({"en__files__3__file": "../site.yaml"}, "en.files.3.file", "not the name of a file beside"),
        ({"en__files__1__type": "pdf"}, "en.files.1.type", "not a media type"),
        ({"en__files__0__length": "big"}, "en.files.0.length", "not a whole number"),
        ({"en__image__url": ""}, "en.image.file", "there is no picture"),
        ({"en__image__file": "a.jpg"}, "en.image.file", "a file and an address are written here"),
        ({"en__image__url": "a b"}, "en.image.url", "contains a space"),
    ],
)
def test_a_problem_of_a_document_is_told_at_its_field(
    changes: dict[str, str], field: str, message: str
) -> None:
    """And at no other."""
    problems = found(the_documents(**changes))
    assert list(problems) == [field]
    assert message in problems[field][0]


def test_an_unknown_size_is_told_where_it_can_be_written() -> None:
    """In the words of the form, and nothing is stopped."""
    form = the_documents(en__files__0__length="")
    (warning,) = problems_at_fields(form, TERMS, NOTHING)["en", "files", "0", "url"]
    assert (warning.severity, warning.fix) == ("warning", "write it below, under Kind and size")


def test_what_can_be_known_of_a_document_is_told_at_its_field(tmp_path: Path) -> None:
    """Whether the file is there and is what it is called, and whether an address shows its kind."""
    a_project(tmp_path, **{"entries/c.pdf": "%PDF-1.7", "entries/d.html": "<html>"})
    problems = found(the_documents(), folder=tmp_path)
    assert problems == {}
    a_project(tmp_path, **{"entries/c.pdf": "<html>"})
    problems = found(the_documents(), folder=tmp_path)
    assert problems == {"en.files.2.file": ["'c.pdf' is not a PDF but a web page"]}
    a_project(tmp_path, **{"entries/c.pdf": "%PDF-1.7"})
    changes = {
        "en__files__3__file": "d.html",
        "km__files__1__file": "none.pdf",
        "km__files__0__url": "https://example.org/k",
    }
    problems = found(the_documents(**changes), folder=tmp_path)
    assert list(problems) == ["en.files.3.file", "km.files.0.url", "km.files.1.file"]


def test_a_picture_without_words_is_a_warning_at_its_field() -> None:
    """Nothing is stopped."""
    problems = problems_at_fields(the_documents(en__image__alt=""), TERMS, NOTHING)
    (warning,) = problems["en", "image", "alt"]
    assert warning.severity == "warning"


def test_a_row_far_away_makes_no_others() -> None:
    """A number that no form has is not counted up to."""
    form = form_of("", "", LANGUAGES).filled_in(
        [("en.files.99999999.file", "a.pdf"), ("en.files.-1.file", "a.pdf")]
    )
    assert len(form.rows("en", "files")) == 1


def test_there_is_room_for_one_document_more() -> None:
    """Always, for another when it is asked for, and for none in a language that is not the form's."""
    form = the_documents()
    assert len(form.rows("en", "files")) == 4
    more = sent(form, more="en.files")
    assert len(more.rows("en", "files")) == len(sent(more).rows("en", "files")) == 5
    assert sent(form, more="fr.files").rows("en", "files") == form.rows("en", "files")
    assert more.text == DOCUMENTS


@pytest.mark.parametrize("files", ["{file: c.pdf}", "[c.pdf]"])
def test_a_list_that_is_none_is_left_to_a_person(files: str) -> None:
    """It is told, and nothing in it is written over."""
    text = f"id: a\npublished: 2024\ncategory: fact-sheet\nen:\n  title: A\n  files: {files}\n"
    form = sent(form_of("entries/a.yaml", text, LANGUAGES), en__files__0__url="https://example.org/a.pdf")
    assert "can't safely change" in found(form)[""][0]


DRAFT = (
    "id: report\npublished: 2024-10-10\nadded: 2024-10-20\ncategory: report\ndraft: true\nen:\n  title: A\n"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DRAFT, "added: 2026-11-25\n"),
        (DRAFT.replace("added: 2024-10-20\n", ""), "added: 2026-11-25\n"),
        (DRAFT.replace("published: 2024-10-10\nadded: 2024-10-20\n", ""), "added: 2026-11-25\n"),
        (DRAFT.replace("published: 2024-10-10", "published: ២០២៤-១០"), "added: 2026-11-25\n"),
        (DRAFT.replace("added: 2024-10-20", "added: 2026-12-01"), "added: 2026-12-01\n"),
        (DRAFT.replace("2024-10-10\nadded: 2024-10-20", "2026-11-25"), ""),
        (DRAFT.replace("draft: true\n", ""), "added: 2024-10-20\n"),
    ],
)
def test_a_draft_that_is_released_reaches_all_who_follow(text: str, expected: str) -> None:
    """However long it was in the making; a later day that was written stays, and so does what is no draft."""
    form = form_of("entries/report.yaml", text, ["en", "km"])
    released = replace(form, values={**form.values, ("draft",): ""}).released("2026-11-25")
    assert "".join(re.findall("added: .*\n", released.text)) == expected
    assert "draft" not in released.text
    assert form.released("2026-11-25").text == text


AUTHORS = "authors: [{name: A, uri: https://example.org/a}, {name: B}]\n"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"authors__1__name": "C"}, "authors: [{name: A, uri: https://example.org/a}, {name: C}]\n"),
        ({"authors__0__remove": "true"}, "authors: [{name: B}]\n"),
        (
            {"authors__2__name": "D"},
            "authors: [{name: A, uri: https://example.org/a}, {name: B}, {name: D}]\n",
        ),
        ({"authors__0__name": "", "authors__0__uri": "", "authors__1__remove": "true"}, ""),
    ],
)
def test_authors_are_rows(changes: dict[str, str], expected: str) -> None:
    """Each is changed, removed and added without a character of the rest."""
    text = OUT.replace("\nen:", f"\n{AUTHORS}en:")
    form = form_of("entries/land.yaml", text, LANGUAGES)
    assert sent(form, **changes).text == text.replace(AUTHORS, expected)


def test_a_new_author_stands_before_the_languages() -> None:
    """With an address; without a name, there is one thing to fix, at its field."""
    text = sent(the_form(), authors__0__name="Sok", authors__0__uri="https://example.org/").text
    assert "authors:\n  - {name: Sok, uri: https://example.org/}\n" in text
    publication, problems = read_entry("entries/land.yaml", text, LANGUAGES)
    assert publication is not None
    assert problems == []
    assert [(each.name, each.uri) for each in publication.authors] == [("Sok", "https://example.org/")]
    nameless = sent(the_form(), authors__0__uri="https://example.org/")
    found = problems_at_fields(nameless, ["fact-sheet"], {})
    assert [field for field, some in found.items() if some] == [("authors", "0", "name")]


def test_a_publication_is_taken_back_in_the_form() -> None:
    """On a day, with a reason for each language; the entry says the rest as before."""
    withdrawn = sent(
        the_form(), withdrawn__on="2024-12-01", withdrawn__reason__en="A mistake", withdrawn__reason__km="កំហុស"
    )
    publication, problems = read_entry("entries/land.yaml", withdrawn.text, LANGUAGES)
    assert publication is not None
    assert problems == []
    assert publication.withdrawn is not None
    assert str(publication.withdrawn.on) == "2024-12-01"
    assert publication.withdrawn.reason.values == {"en": "A mistake", "km": "កំហុស"}
    again = form_of("entries/land.yaml", withdrawn.text, LANGUAGES)
    assert again.values["withdrawn", "reason", "km"] == "កំហុស"
    assert again.text == withdrawn.text
    changed = sent(again, withdrawn__reason__en="Another reason")
    assert changed.text == withdrawn.text.replace("A mistake", "Another reason")
    emptied = sent(again, withdrawn__on="", withdrawn__reason__en="", withdrawn__reason__km="")
    assert emptied.text == OUT


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"withdrawn__on": "2024-12-01"}, ("withdrawn", "reason", "en")),
        ({"withdrawn__reason__en": "A mistake"}, ("withdrawn", "on")),
        ({"withdrawn__on": "soon", "withdrawn__reason__en": "A mistake"}, ("withdrawn", "on")),
    ],
)
def test_half_a_withdrawal_is_told_at_its_field(changes: dict[str, str], field: tuple[str, ...]) -> None:
    """A day without a reason, and the other way round."""
    found = problems_at_fields(sent(the_form(), **changes), ["fact-sheet"], {})
    assert [place for place, some in found.items() if some] == [field]


def test_one_reason_for_all_languages_is_shown_in_each() -> None:
    """As the command writes it; what is not changed stays as it is."""
    text = OUT.replace("\nen:", "\nwithdrawn:\n  on: 2024-12-01\n  reason: A mistake\nen:")
    form = form_of("entries/land.yaml", text, LANGUAGES)
    assert {form.values["withdrawn", "reason", each] for each in LANGUAGES} == {"A mistake"}
    assert sent(form).text == text
