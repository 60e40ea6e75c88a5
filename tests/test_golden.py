"""Whole outputs of the nasty project and letters in other languages; `make golden` writes them anew."""

from collections.abc import Callable
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


IN_OTHER_LANGUAGES = tuple(
    f"{project}/newsletters/2024-10/mail/{mail}"
    for project, mails in {
        "ne-en": ("ne.txt",),
        "ar-fr": ("ar.html", "ar.txt", "fr.html", "fr.txt"),
        "he-ar-en": ("he.txt",),
        "th-lo-my": ("my.txt", "th.txt"),
        "zh-vi": ("zh-Hans.txt",),
    }.items()
    for mail in mails
)
"""Months in native digits; and a Latin title in an Arabic letter, and the reverse."""


@pytest.mark.parametrize("path", KEPT)
def test_output_is_as_recorded(path: str, nasty_project: Path, pytestconfig: pytest.Config) -> None:
    """Every byte is the same as when a person last looked at it."""
    assert_as_recorded(nasty_project / "out" / path, GOLDEN / path, pytestconfig)


@pytest.mark.parametrize("path", IN_OTHER_LANGUAGES)
def test_a_letter_in_another_language_is_as_recorded(
    path: str, in_other_languages: Callable[[str], Path], pytestconfig: pytest.Config
) -> None:
    """The same of letters in other scripts and directions."""
    project, _, rest = path.partition("/")
    made = in_other_languages(project) / "out" / rest
    assert_as_recorded(made, GOLDEN / project / made.name, pytestconfig)


def assert_as_recorded(made: Path, kept: Path, config: pytest.Config) -> None:
    """That a file has not changed; or keeps it, where that is asked for."""
    if config.getoption("--refresh-golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made.read_bytes())
    assert made.read_bytes() == kept.read_bytes()
