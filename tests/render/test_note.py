"""Tests of the editor's note: styled without a style sheet in the mail, readable in its text."""

import re

import pytest

from cchr_feeds.model.colours import palette
from cchr_feeds.model.output import EditionWords
from cchr_feeds.render.newsletter.editions import note_html
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.segmentation.fit import width
from cchr_feeds.text.markdown import markdown_blocks, markdown_html
from factories import a_khmer_entry, a_site, an_edition

NOTE = """\
Dear **reader**,
this is *new*. [Read how](https://example.org/how) or write to <mailto:us@example.org>.

## Also

- One
- Two, which is so long that it does not fit into a line of seventy-two cells and goes on below
  1. First
  2. Second

> Quoted

| Year | Cases |
|---|---|
| 2024 | 15 |

---

![A chart](https://cchrcambodia.org/chart.png) ![Elsewhere](https://example.org/pixel.png) <b>&amp; 1 < 2</b>

    code
"""


def html_of(note: str) -> str:
    """The note as it stands in the mail."""
    letter = Letter(an_edition(editor=EditionWords(note=note)), a_site())
    return note_html(letter, palette("#123f5c"), typeface("en"), str)


def text_of(note: str) -> str:
    """The note as it stands in the text, between the first heading and what leads."""
    mail = text_mail(Letter(an_edition(editor=EditionWords(note=note)), a_site()))
    return mail.split("=\n\n")[1].split("\n\nOutcomes of")[0]


def test_every_element_has_a_style_of_its_own() -> None:
    """So it looks the same where style sheets are dropped; only what needs none has none."""
    tags = re.findall(r"<([a-z]\w*)([^>]*)>", html_of(NOTE))
    assert {tag for tag, attributes in tags if "style=" not in attributes} == {
        "strong",
        "em",
        "thead",
        "tbody",
        "tr",
        "code",
    }


def test_links_have_the_colour_that_can_be_read() -> None:
    """By day in their style, by night by their class."""
    assert (
        f'<a class="link" style="color:{palette("#123f5c").accent}; text-decoration:underline" href="https://example.org/how">'
        in html_of(NOTE)
    )


def test_what_looks_like_a_tag_stays_text() -> None:
    """Nothing that the editor typed becomes an element or gets a style."""
    assert "&lt;b&gt;&amp; 1 &lt; 2&lt;/b&gt;" in html_of(NOTE)
    assert "<pre" in html_of("    <p class=x>")
    assert "&lt;p class=x&gt;" in html_of("    <p class=x>")


def test_the_text_has_no_signs_of_markdown() -> None:
    """Lists keep their dashes and numbers, quotations their sign, and links their addresses."""
    assert (
        text_of(NOTE)
        == """\
Dear reader, this is new. Read how (https://example.org/how) or write to
us@example.org.

Also

- One
- Two, which is so long that it does not fit into a line of seventy-two
  cells and goes on below
  1. First
  2. Second

> Quoted

Year | Cases
2024 | 15

------------------------

A chart Elsewhere <b>& 1 < 2</b>

code"""
    )


@pytest.mark.parametrize(
    "text", ["", "plain", "7. seven\n8. eight", "a  \nb", "- one\n\n  two", "> - a\n> - b"]
)
def test_no_word_is_lost(text: str) -> None:
    """What is read in the text is what was typed, without signs."""
    said = " ".join(f"{block.first}{block.text}" for block in markdown_blocks(text))
    assert re.findall("[a-z]+", said) == re.findall("[a-z]+", text)


def test_a_khmer_note_keeps_short_lines() -> None:
    """In a list too."""
    note = f"- {a_khmer_entry().summary}\n- {a_khmer_entry().summary}"
    lines = text_of(note).splitlines()
    assert len(lines) > 4
    assert all(width(line) <= 72 for line in lines)
    assert {line[:2] for line in lines} == {"- ", "  "}


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# a\n\n## b", ["h2", "h3"]),
        ("## a\n\n### b", ["h2", "h3"]),
        ("### a", ["h2"]),
        ("###### a\n\n# b", ["h6", "h2"]),
    ],
)
def test_headings_start_below_the_title(typed: str, levels: list[str]) -> None:
    """The highest is h2, whichever the editor began with, so that none is left out between."""
    assert re.findall("<(h[1-6])", markdown_html(typed, "en", ())) == levels
