"""Tests of texts to post: a title, one sentence and an address, within what every messenger takes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builds import the_real_project
from cchr_feeds.build import build
from cchr_feeds.render.content import BETWEEN_POSTS, post
from cchr_feeds.run import Run
from cchr_feeds.segmentation.fit import first_sentence
from conftest import NOW

LEAST = 1024
"""Characters that Telegram takes below a picture."""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One sentence here. Another one.", "One sentence here."),
        ("ឃ្លាទីមួយ។ ឃ្លាទីពីរ។", "ឃ្លាទីមួយ។"),
        ("هل هذا سؤال؟ نعم.", "هل هذا سؤال؟"),
        ("第一句。第二句。", "第一句。"),
        ("No full stop at all", "No full stop at all"),
        ("Dr. Sok writes a report. It is long.", "Dr. Sok writes a report."),
    ],
)
def test_the_first_sentence_ends_as_its_script_does(text: str, sentence: str) -> None:
    """An abbreviation ends none."""
    assert first_sentence(text) == sentence


@given(st.text(st.characters(exclude_categories=["C"]), max_size=2000), st.text("កខគ្ាិ។ ", max_size=2000))
def test_any_text_fits(title: str, text: str) -> None:
    """Below the least that one of these places takes, with room for an address."""
    address = "https://example.org/feeds/publications/a-report/km.html"
    assert len(post(title, text, address)) <= LEAST
    assert post(title, text, address).endswith(address)


def test_a_sentence_that_repeats_the_title_is_left_out() -> None:
    """The title says it."""
    assert post("A report", "A report.", "https://example.org/a") == "A report\n\nhttps://example.org/a"


def test_an_edition_has_a_text_for_itself_and_for_each_entry(tmp_path: Path) -> None:
    """In its language, its lead first."""
    folder = the_real_project(tmp_path)
    build(Run(folder, folder / "out", NOW, progress=lambda message: None))
    text = (folder / "out/newsletters/2024-10/post/km.txt").read_text(encoding="utf-8")
    edition, entry = text.split(BETWEEN_POSTS)
    assert edition.endswith("https://cchrcambodia.org/feeds/newsletters/2024-10/km.html")
    assert entry.startswith("ភាពធន់\n\n")
    assert entry.endswith("publications/resilience-card/km.html\n")
