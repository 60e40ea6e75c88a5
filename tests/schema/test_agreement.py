"""What a schema refuses, `check` refuses; what `check` takes, a schema takes."""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import get_type_hints

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cchr_feeds.model import fields, values
from cchr_feeds.model.fields import fields_of, shapes_in
from cchr_feeds.model.values import Scalar
from cchr_feeds.problem import InvalidValue
from cchr_feeds.schema import KINDS, Known, scalar_schema, schema
from cchr_feeds.text.characters import forbidden, stored_form
from extent import examples
from project_files import SITE, a_project, an_entry_file, problems_of
from schema.corpus import File, right_files, wrong_files
from schema.editors_yaml import as_an_editor_takes_it, as_an_editor_takes_the_value

KNOWN = Known({"en": "English", "km": "ខ្មែរ"}, ["infographic", "fact-sheet"])
PLACES = {"entry": "entries/wrong.yaml", "site": "site.yaml", "edition": "editions/2024-10.yaml"}


@cache
def validator(kind: str, of_a_project: bool) -> Draft202012Validator:
    """The validator of a schema that knows a project, or none."""
    return Draft202012Validator(schema(kind, KNOWN if of_a_project else Known()))


@cache
def complaints(file: File) -> Sequence[str]:
    """What the schemas say against a file, the one that knows the project and the one that does not."""
    document = as_an_editor_takes_it(file.text)
    return [
        error.message
        for known in (True, False)
        for error in validator(file.kind, known).iter_errors(document)
    ]


OTHER_TERMS = "information-card joint-statement joint-submission report letter".split()
SITE_WITH_ALL = SITE + "".join(f"  {term}: A label\n" for term in OTHER_TERMS)


def errors_of_check(folder: Path, file: File) -> list[str]:
    """What `check` refuses about it, in a project that has the categories of every other file here."""
    project = a_project(folder, **{"site.yaml": SITE_WITH_ALL, PLACES[file.kind]: file.text})
    return [str(problem) for problem in problems_of(project) if problem.severity == "error"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("of_a_project", [True, False])
def test_a_schema_is_one(kind: str, of_a_project: bool) -> None:
    """By the schema for schemas (2020-12)."""
    made = validator(kind, of_a_project).schema
    Draft202012Validator.check_schema(made)
    assert isinstance(made, dict)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("file", list(right_files()), ids=lambda file: file.name)
def test_right_files_pass(file: File) -> None:
    """Those of this project, of the made-up ones, and those that documents show."""
    assert complaints(file) == []


WRONG = sorted(wrong_files(), key=lambda file: file.name)


@pytest.mark.parametrize("name", sorted({file.name for file in WRONG}))
def test_what_a_schema_refuses_check_refuses(tmp_path: Path, name: str) -> None:
    """Of files that are wrong in every way we could think of; what is no YAML, editors mark themselves."""
    files = [file for file in WRONG if file.name == name and is_refused_by_schemas(file)]
    passed = [file for number, file in enumerate(files) if not errors_of_check(tmp_path / str(number), file)]
    assert passed == []


def is_refused_by_schemas(file: File) -> bool:
    """Whether they complain about it, or it is no YAML."""
    try:
        return bool(complaints(file))
    except yaml.YAMLError:
        return True


def test_schemas_find_most_of_what_is_wrong_with_fields() -> None:
    """Of the files that can be read as YAML at all, most are marked while they are typed."""
    marked = []
    for file in wrong_files():
        try:
            marked.append(bool(complaints(file)))
        except yaml.YAMLError:
            continue
    assert len(marked) > 200
    assert sum(marked) / len(marked) > 0.5


FILES = [file for file in right_files() if len(file.text) < 1500 and "file:" not in file.text]
JUNK = st.lists(
    st.sampled_from(
        [*"\n\n  -:[]{}#'\",?~", "id: ", "km: ", "  title: ", "url: ", "- ", ">-\n", "2024", "true", "null"]
    ),
    max_size=4,
).map("".join)


def test_there_are_files_to_spoil(tmp_path: Path) -> None:
    """Most of them are right where they are spoilt, too; the others name what is not there."""
    assert len(FILES) > 15
    right = [file for file in FILES if not errors_of_check(tmp_path / str(id(file)), file)]
    assert len(right) > len(FILES) * 2 / 3


@settings(max_examples=examples(500))
@given(st.sampled_from(FILES), st.floats(0, 1), st.integers(0, 12), JUNK)
def test_of_a_spoilt_file_a_schema_says_no_more_than_check(
    tmp_path: Path, file: File, place: float, length: int, junk: str
) -> None:
    """A right file in which something was typed over something else."""
    start = int(place * len(file.text))
    spoilt = File(file.kind, file.text[:start] + junk + file.text[start + length :], file.name)
    try:
        found = complaints(spoilt)
    except (yaml.YAMLError, TypeError):  # a list as a name is nothing that Python could hold
        return
    assert not found or errors_of_check(tmp_path, spoilt)


# --- single values --------------------------------------------------------------------------------

SCALARS = {
    name: next(note for note in shape.__metadata__ if isinstance(note, Scalar))
    for name, shape in vars(values).items()
    if any(isinstance(note, Scalar) for note in getattr(shape, "__metadata__", ()))
}
"""Every type that a field may have, by its name."""

ODD = "\u200b\u200c\u2060\ufeff\u00ad\u212a\u037e\u1fef\u00a0\u3000\t\n\x85០៩"
WORDS = (
    "2024 -10 T09:00 +07:00 https:// HTTP:// mailto: example.org a@b.org true false null ~ titles none "
    "application/pdf #123f5c Asia/Phnom_Penh ?a %20 en infographic 1e3 0x1F .5 ខ្មែរ"
)
PIECES = st.sampled_from([*"0123456789-–/.:+TZ @#aAzZ_", *ODD, *WORDS.split()])
TEXTS = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=20))


def accepted(scalar: Scalar, text: str) -> bool:
    """Whether a value may be this text in a file; nothing at all is no value."""
    if forbidden(text) or not stored_form(text).strip():
        return False
    try:
        scalar.parse(stored_form(text))
    except InvalidValue:
        return False
    return True


@settings(max_examples=examples(2000))
@given(st.sampled_from(sorted(SCALARS)), TEXTS, st.booleans())
def test_a_value_that_is_right_passes(name: str, text: str, required: bool) -> None:
    """Whatever a field's rule takes, quoted or not, the schema takes, needed or not."""
    scalar = SCALARS[name]
    if accepted(scalar, text):
        rules = Draft202012Validator(scalar_schema(scalar, required=required))
        assert [
            error.message
            for value in (text, as_an_editor_takes_the_value(text))
            if value != float("inf")  # which JSON can't say
            for error in rules.iter_errors(value)
        ] == []


RIGHT = {
    "Authority": ["example.org"],
    "BaseUrl": ["https://example.org/feeds/", "HTTPS://example.org"],
    "Colour": ["#123F5c"],
    "Date": ["2024", "2024-10", "2024-10-10", "2024-10-10T09:00+07:00", "២០២៤-១០", "٢٠٢٤", " 2024-10-10 "],
    "EmailAddress": ["a.b@example.org"],
    "FieldName": ["email", "fields[email]", "cm-abc-abc"],
    "FileName": ["report.pdf", "2024", "A report.pdf"],
    "PictureSource": ["https://example.org/a.png", "logo.png", "brand/our logo.png"],
    "Flag": ["true", "false"],
    "FormUrl": ["https://list.example.org/join?u=1"],
    "GitBranch": ["gh-pages", "2024", "a/b"],
    "GitRemote": ["git@example.org:feeds.git", "https://example.org/feeds.git", "/srv/feeds.git"],
    "Id": ["report", "2024", "true", "null", "1e5", "a\u200bb"],
    "Length": ["1", "១២"],
    "Line": ["A: b", "2026", "1.5", "no", "~", "\u200bA"],
    "ListId": ["news.example.org"],
    "Markdown": ["# A\n\n- b"],
    "MediaType": ["application/pdf"],
    "Month": ["2024-10", "២០២៤-១០"],
    "NumberingSystem": ["latn", "khmr", "deva"],
    "OtherLanguages": ["titles", "none"],
    "Paragraphs": ["A\n\nB", "2024"],
    "Port": ["587", "៥៨៧"],
    "RelayHost": ["smtp.example.org", "SMTP.example.org", "localhost"],
    "RsyncTarget": ["user@example.org:/srv/www/feeds", "host:/x/"],
    "Security": ["starttls", "tls", "none"],
    "Subscribe": ["https://example.org/join", "http://example.org/", "mailto:list-join@example.org"],
    "Term": ["fact-sheet"],
    "TimeZone": ["Asia/Phnom_Penh"],
    "Topic": ["land rights", "2024"],
    "Unsubscribe": ["https://example.org/leave", "mailto:a@example.org?subject=leave"],
    "Url": ["https://example.org/", "http://ខ្មែរ.example.org/a?b#c"],
    "UtmValue": ["news-letter_1", "\u212a"],
    "Year": ["2024", "២០២៤"],
}
REFUSED: dict[str, list[object]] = {
    "Authority": ["https://example.org", "Example.org", 1],
    "BaseUrl": ["example.org", "https://example.org/?a"],
    "Colour": ["blue", "#123"],
    "Date": ["10/10/2024", "10 October 2024", 20241010, True, "2024-1-1"],
    "EmailAddress": ["news", "CCHR <a@example.org>"],
    "FieldName": ["e mail", "email=", ""],
    "FileName": ["../report.pdf", "a/b.pdf", ".hidden"],
    "PictureSource": ["../logo.png", "/logo.png", "C:\\logo.png"],
    "Flag": ["yes", "True", 1],
    "FormUrl": ["http://list.example.org/join", "mailto:a@example.org", "/join"],
    "GitBranch": ["--force", "a b"],
    "GitRemote": ["--upload-pack=x", "a b"],
    "Id": ["Report", "a b", 1.5, "a" * 81],
    "Length": ["1.5", 0, -1, "many"],
    "Line": ["a\nb", []],
    "ListId": ["Monthly"],
    "Markdown": [{}],
    "MediaType": ["pdf"],
    "Month": ["2024", "October 2024", 2024],
    "NumberingSystem": ["western", "Latn", "hant"],
    "OtherLanguages": ["all"],
    "Paragraphs": [["a"]],
    "Port": ["0", 65_536, "1.5"],
    "RelayHost": ["https://smtp.example.org", "a b"],
    "RsyncTarget": ["-e@example.org:/srv", "host:path", "rsync://host/x"],
    "Security": ["ssl", True],
    "Subscribe": ["join", "ftp://example.org/"],
    "Term": ["fact sheet"],
    "TimeZone": [1],
    "Topic": ["a\nb"],
    "Unsubscribe": ["http://example.org/leave", "leave"],
    "Url": ["www.example.org", "ftp://example.org", "https://example.org/a b"],
    "UtmValue": ["news letter"],
    "Year": ["2024-10", 24],
}


@pytest.mark.parametrize("name", sorted(SCALARS))
def test_the_usual_values_are_told_from_the_usual_mistakes(name: str) -> None:
    """The schema of each type takes what is right, as a text and unquoted, and refuses what is not."""
    rules = Draft202012Validator(scalar_schema(SCALARS[name], required=True))
    right = [value for text in RIGHT[name] for value in (text, as_an_editor_takes_the_value(text))]
    assert [value for value in right if not rules.is_valid(value)] == []
    assert all(accepted(SCALARS[name], text) for text in RIGHT[name])
    assert [value for value in REFUSED[name] if rules.is_valid(value)] == []


# --- whole fields ---------------------------------------------------------------------------------

BLANK = ["", '""', "' '", "null"]


def optional_fields(kind: str) -> Iterator[str]:
    """The fields of a file that may be missing, but those whose keys stand beside them."""
    shape, _ = KINDS[kind]
    for field in dataclasses.fields(shape):
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        notes = str(get_type_hints(shape, include_extras=True)[field.name])
        if not needed and "ByLanguage" not in notes and "NotWritten" not in notes:
            yield field.name


@pytest.mark.parametrize("blank", BLANK[:3])
@pytest.mark.parametrize("kind", KINDS)
def test_a_field_may_be_left_empty(tmp_path: Path, kind: str, blank: str) -> None:
    """As forms leave them: neither the schema nor `check` minds."""
    least = {"entry": an_entry_file(published="", added="2024-10-10"), "site": SITE, "edition": ""}[kind]
    for name in optional_fields(kind):
        text = least + f"{name}: {blank}\n" if name not in ("added",) else least
        file = File(kind, text, name)
        assert (name, complaints(file), errors_of_check(tmp_path, file)) == (name, [], [])


@pytest.mark.parametrize(
    "unknown", ["titel: A", "author: A", "pubdate: 2024", "url: https://example.org/", "'': 1"]
)
def test_a_field_that_is_none_is_marked(unknown: str) -> None:
    """Also one that belongs below a language, and one that may be a language."""
    assert complaints(File("entry", an_entry_file() + unknown + "\n", ""))


def test_a_language_of_the_project_may_be_used_only() -> None:
    """Without a project, any."""
    file = as_an_editor_takes_it(an_entry_file(fr="{title: Un rapport}"))
    assert not validator("entry", of_a_project=True).is_valid(file)
    assert validator("entry", of_a_project=False).is_valid(file)


def test_a_new_category_is_not_refused() -> None:
    """It may have come into site.yaml after the schema was made; the known ones are proposed."""
    assert complaints(File("entry", an_entry_file(category="brand-new"), "")) == []
    properties = schema("entry", KNOWN)["properties"]
    assert isinstance(properties, dict)
    assert properties["category"]["examples"] == ["infographic", "fact-sheet"]


# --- what fields mean -----------------------------------------------------------------------------

DOCS = Path(fields.__file__).with_name("fields.json")
FIELDS = {
    f"{shape.__name__}.{field.key}": field
    for top, _ in KINDS.values()
    for shape in shapes_in(top)
    for field in fields_of(shape)
}


def test_every_field_has_a_meaning() -> None:
    """One plain sentence, or a few."""
    meanings = {name: field.doc.meaning for name, field in FIELDS.items()}
    assert {
        name: each for name, each in meanings.items() if not re.fullmatch(r"[A-Z].*\.", each, re.DOTALL)
    } == {}


def properties(document: object) -> Iterator[tuple[str, object]]:
    """Every field of a schema, however deep, with its own schema."""
    if isinstance(document, Mapping):
        for name, below in document.items():
            if name == "properties" and isinstance(below, Mapping):
                yield from below.items()
            yield from properties(below)
    elif isinstance(document, list):
        for below in document:
            yield from properties(below)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_schema_is_described(kind: str) -> None:
    """Which an editor shows while one types."""
    found = list(properties(schema(kind, Known({"en": "English"}, []))))
    said = [name for name, below in found if isinstance(below, Mapping) and below.get("description")]
    assert said
    assert said == [name for name, _ in found]


def test_every_meaning_is_of_a_field() -> None:
    """What `fields.json` says of others would never be shown."""
    groups: dict[str, set[str]] = {}
    for field in FIELDS.values():
        groups.setdefault(field.group, set()).add(field.name)
    assert {group: {*docs} for group, docs in json.loads(DOCS.read_text("utf-8")).items()} == groups
