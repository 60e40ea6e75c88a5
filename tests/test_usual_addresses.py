"""Tests of addresses in small letters with nothing to encode, as nearly all are."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from cchr_feeds.model.addresses import web_address

LABELS = st.from_regex("[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?", fullmatch=True)
ENDS = st.from_regex("[a-z]{2,9}", fullmatch=True)
PATHS = st.text("abAB019/:@!$&'()*+,;=~._-", max_size=30)


@given(st.lists(LABELS, min_size=1, max_size=4), ENDS, PATHS)
def test_a_usual_address_is_canonical(labels: list[str], end: str, path: str) -> None:
    """It is taken as it stands."""
    assume(not any(label.startswith("xn--") for label in labels))
    address = f"https://{'.'.join(labels)}.{end}/{path}"
    assert web_address(address) == address
