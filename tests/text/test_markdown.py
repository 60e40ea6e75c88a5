"""Tests of Markdown's blocks: each says its direction where that is not the language's."""

import re

import pytest

from cchr_feeds.text.markdown import markdown_html


def directions(text: str, language: str) -> dict[str, str]:
    """The first word of each element that says a direction, with its tag and the direction."""
    html = markdown_html(text, language, ())
    return {
        f"{tag} {re.sub('<[^>]*>', '', rest).split()[0]}": said for tag, said, rest in DIRECTED.findall(html)
    }


DIRECTED = re.compile(r'<(\w+) dir="(ltr|rtl)">(?=(.*))', re.DOTALL)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("One\n\nTwo", {"p One": "ltr", "p Two": "ltr"}),
        ("## One\n\nواحد", {"h2 One": "ltr"}),
        ("- واحد\n- Two", {"li Two": "ltr"}),
        ("> واحد", {}),
        ("> One\n>\n> Two", {"blockquote One": "ltr", "p One": "ltr", "p Two": "ltr"}),
        ("- One\n- 2", {"ul One": "ltr", "li One": "ltr", "li 2": "ltr"}),
        ("1. واحد\n   > Two", {"blockquote Two": "ltr", "p Two": "ltr"}),
        ("| واحد | Two |\n|---|---|", {"th Two": "ltr"}),
        ("CCHR واحد إثنان", {}),
        ("2024", {}),
        ("انظر <https://example.org/a-long-address-in-other-letters>", {}),
        ("انظر `a long piece of code in other letters`", {}),
    ],
)  # fmt: skip
def test_a_block_in_the_other_direction_says_so(text: str, said: dict[str, str]) -> None:
    """And so does everything in it; a number reads as what is around it, code and addresses do not count."""
    assert directions(text, "ar") == said


def test_from_the_right_among_what_is_from_the_left() -> None:
    """The same the other way round."""
    assert directions("One\n\nואחד\n\n- שניים\n- three", "en") == {"p ואחד": "rtl", "li שניים": "rtl"}


def test_what_is_written_in_one_direction_says_nothing() -> None:
    """In either."""
    assert "dir" not in markdown_html("One\n\n- two\n\n> three", "en", ())
    assert "dir" not in markdown_html("ואחד\n\n- שניים\n\n> שלושה", "he", ())
