"""Every target stands what broke one before, what fuzzing came across, and bytes at random."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extent import FULL
from fuzz.targets import SITE, TARGETS

CORPUS = Path(__file__).with_name("corpus")
EXAMPLES = 5000 if FULL else 100
WORDS = [
    *(
        "id: a\npublished: 2024-10-10\ncategory: report\nen:\n  title: ",
        "km: {title: ",
        "- ",
        "|\n  ",
        "'",
        '"',
    ),
    *("https://", "mailto:", "@example.org", "xn--", "=?utf-8?q?", "?=", "\r\n", "\x1e", "Bcc: ", SITE[:90]),
    *("[a](", "![a](", "<script>", "```", "| a |\n| - |\n", "javascript:", "&#3;", "ស្ត្រី", "ក្រ", "\u200b"),
]
ANY_BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=5)), max_size=12)
    .map("".join)
    .map(str.encode),
)


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_found_before_is_stood(name: str) -> None:
    """The bytes that are kept of earlier searches, one file each."""
    kept = sorted(path for path in (CORPUS / name).iterdir() if path.is_file())
    assert kept
    for path in kept:
        TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=EXAMPLES)
@given(content=ANY_BYTES)
def test_any_bytes_are_stood(name: str, content: bytes) -> None:
    """Bytes at random, and pieces of what the target reads."""
    TARGETS[name](content)
