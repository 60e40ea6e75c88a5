"""Every case of the YAML test suite gives an entry or problems with a place, within a second and 200 MB."""

import json
from collections.abc import Callable
from textwrap import indent

import pytest

from attack.naughty import yaml_suite
from attack.reading import ENTRY, read_each
from project_files import EN, TITLE, an_entry_file

pytestmark = pytest.mark.usefixtures("node")

MOST_MEGABYTES = 200
SUITE = dict(yaml_suite())


def as_a_file(text: str) -> str:
    """The case is the whole file."""
    return text


def after_an_entry(text: str) -> str:
    """It follows a right entry."""
    return an_entry_file() + text


def before_an_entry(text: str) -> str:
    """It stands before one."""
    return text + an_entry_file()


def in_a_language(text: str) -> str:
    """It is what stands below a language."""
    return EN + indent(text, "  ")


def as_a_title(text: str) -> str:
    """It is the value of a title."""
    return TITLE + text


WAYS = (as_a_file, after_an_entry, before_an_entry, in_a_language, as_a_title)


@pytest.mark.parametrize("written", WAYS, ids=lambda way: way.__name__)
def test_a_case_is_an_entry_or_located_problems(written: Callable[[str], str]) -> None:
    """Nothing else comes of any case, wherever it stands in a file, and it is quick and small."""
    read, megabytes = read_each({name: {ENTRY: written(text)} for name, text in SUITE.items()}, seconds=300)
    assert len(read) > 400
    assert [each.name for each in read if not each.is_an_entry_or_located()] == []
    assert [each.name for each in read if each.seconds > 1] == []
    assert megabytes < MOST_MEGABYTES


def test_no_case_is_taken_for_an_entry() -> None:
    """None of them is one: each is refused, and none as something that went wrong inside."""
    read, _ = read_each({name: {ENTRY: text} for name, text in SUITE.items()}, seconds=300)
    assert [each.name for each in read if not each.errors] == []


def test_every_case_can_be_quoted() -> None:
    """As a text in quotation marks each is read, but for what no text may hold."""
    bodies = {name: {ENTRY: f"{TITLE}A\n  body: {json.dumps(text)}\n"} for name, text in SUITE.items()}
    read, _ = read_each(bodies, seconds=300)
    assert [each.name for each in read if not each.is_an_entry_or_located()] == []
    assert len([each for each in read if each.errors]) < 10
