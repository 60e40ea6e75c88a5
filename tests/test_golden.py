"""Whole outputs of the nasty project, kept in `golden/`; `make golden` writes them anew."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
KEPT = tuple(
    """
feeds.opml en/atom.xml en/rss.xml en/feed.json km/atom.xml km/rss.xml km/feed.json
km/never-used/atom.xml en/archive/2024.xml publications/only-khmer/km.html
publications/withdrawn/en.html newsletters/2024-10/mail/en.txt newsletters/2024-10/mail/km.txt
newsletters/2024-10/mail/km.html newsletters/2024-10/mail/km.eml _headers
""".split()
)


@pytest.mark.parametrize("path", KEPT)
def test_output_is_as_recorded(path: str, nasty_project: Path, pytestconfig: pytest.Config) -> None:
    """Every byte is the same as when a person last looked at it."""
    made, kept = nasty_project / "out" / path, GOLDEN / path
    if pytestconfig.getoption("--refresh-golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made.read_bytes())
    assert made.read_bytes() == kept.read_bytes()
