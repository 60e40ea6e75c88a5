"""Tests of the quick way to see that an address is canonical already."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cchr_feeds.model.addresses import USUAL, canonical

LABELS = st.from_regex("[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?", fullmatch=True)
ENDS = st.from_regex("[a-z]{2,9}", fullmatch=True)
PATHS = st.text("abAB019/:@!$&'()*+,;=~._-", max_size=30)


@given(st.lists(LABELS, min_size=1, max_size=4), ENDS, PATHS)
def test_a_usual_address_is_what_the_long_way_makes_of_it(labels: list[str], end: str, path: str) -> None:
    """The quick way saves time and changes nothing."""
    address = f"https://{'.'.join(labels)}.{end}/{path}"
    assume(USUAL.fullmatch(address))
    assert canonical(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a%20b",
        "https://xn--e1afmkfd.org/",
        "https://example.org",
        "HTTPS://example.org/",
        "https://a.1/",
    ],
)
def test_any_other_address_goes_the_long_way(address: str) -> None:
    """An escape, an encoded host, no path, capitals, a numeric end."""
    assert not USUAL.fullmatch(address)
