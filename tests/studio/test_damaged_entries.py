"""Whatever an entry's file holds, and whatever is typed, the studio answers calmly."""

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.source.edit import comments
from cchr_feeds.source.yaml_text import FieldPath, Value
from cchr_feeds.studio.form import Form, fields, form_of
from cchr_feeds.studio.form_problems import problems_at_fields
from check.damage import ENTRY, damaged_bytes, damaged_fields
from project_files import a_project
from studio.conftest import OUT, a_studio
from studio.test_form import DOCUMENTS, LANGUAGES, sent

EVERY = 9
"""Of the damaged files, one in so many is opened in the studio."""


@pytest.mark.usefixtures("at_length")
def test_no_page_fails_for_a_damaged_file(tmp_path: Path) -> None:
    """The list, the form, the text and the look of a file that is wrong in any way."""
    damaged = [*damaged_fields(ENTRY), *damaged_bytes(ENTRY, 400)][::EVERY]
    path, failures = "entries/wrong.yaml", []
    with a_studio(a_project(tmp_path, **{path: ENTRY})) as studio:
        for name, content in damaged:
            (tmp_path / path).write_bytes(content)
            for page in ("", *(f"{each}?path={quote(path)}" for each in ("entry", "text", "look"))):
                answer = studio.ask(page)
                if answer.status != 200 or (page and path not in answer.text):
                    failures.append(f"{name}: {page} says {answer.status}")
    assert len(damaged) > 90
    assert failures == []


TYPED = st.text(max_size=40) | st.sampled_from(
    ["a: b", "# a", "- a", "'", '"', "\r\n\r\na", "{", "[", "&a", "2024", "true", "\u200b", "ភាព", "\ufeff"]
)
ROWS: dict[FieldPath, int] = dict.fromkeys([("en", "files"), ("km", "files"), ("authors",)], 2)
NAMES = [".".join(field) for field in fields(LANGUAGES, ROWS)]
FORMS = st.lists(st.tuples(st.sampled_from(NAMES), TYPED), max_size=12)


def is_right(form: Form) -> bool:
    """Whether the studio would save it."""
    found = problems_at_fields(form, form.values["category",], {})
    return all(each.severity != "error" for some in found.values() for each in some)


def said_in(form: Form) -> dict[tuple[str, ...], Value]:
    """What a form says, its documents under the places that the file gives them once some are taken out."""
    kept = {row: sorted(each for each in form.places if each[0] == row[0]).index(row) for row in form.places}
    return {
        (*field[:2], str(kept[field[:3]]), field[3]) if field[:3] in kept else field: form.values[field]
        for field in form.written
    }


@given(FORMS)
def test_whatever_is_typed_is_saved_as_typed_or_told(pairs: list[tuple[str, str]]) -> None:
    """What has no error reads back, in the form of the saved file, as it was typed."""
    form = form_of("", "", LANGUAGES).filled_in(pairs)
    if is_right(form):
        assert said_in(form_of("entries/a.yaml", form.text, LANGUAGES)) == said_in(form)


CHANGES = st.dictionaries(st.sampled_from(NAMES), TYPED, max_size=6)


@given(st.sampled_from([OUT, ENTRY, DOCUMENTS]), CHANGES)
def test_whatever_is_changed_is_saved_as_typed_or_told(before: str, changes: dict[str, str]) -> None:
    """The same of a file that holds comments, documents and much that the form does not show."""
    typed = {name.replace(".", "__"): text for name, text in changes.items()}
    form = sent(form_of("entries/a.yaml", before, LANGUAGES), **typed)
    if is_right(form):
        assert said_in(form_of(form.path, form.text, LANGUAGES)) == said_in(form)
        assert sorted(comments(before)) == sorted(comments(form.text))
