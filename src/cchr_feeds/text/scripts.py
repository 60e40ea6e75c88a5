"""The scripts that languages are written in, and those of the letters in a text, by their ISO 15924 codes."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cchr_feeds.text.cldr import script

_RANGES: Mapping[str, str] = json.loads(Path(__file__).with_name("letters.json").read_text(encoding="utf-8"))
LETTERS = {name: re.compile(f"[{ranges}]") for name, ranges in _RANGES.items()}
"""Letters without the signs that scripts share, such as danda; the marks of a script are in its block."""

_TOGETHER = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani Kana", "Kore": "Hang Hani", "Aran": "Arab"}
# Languages of two scripts, by the second; a script in the tag excludes the other.
_SECOND = {
    "az": "Cyrl", "bs": "Cyrl", "ff": "Adlm", "ha": "Arab", "iu": "Latn", "kab": "Tfng", "kk": "Latn",
    "ks": "Deva", "ku": "Arab", "mn": "Mong", "ms": "Arab", "pa": "Arab", "sd": "Deva", "shi": "Latn",
    "sr": "Latn", "tg": "Arab", "tk": "Cyrl", "tt": "Latn", "ug": "Cyrl", "uz": "Cyrl", "zgh": "Latn",
}  # fmt: skip


@cache
def scripts_of(language: str) -> frozenset[str]:
    """Whose letters a text in this language is written in; empty where nothing is known of them."""
    main, *subtags = language.split("-")
    own = script(language)
    second = "" if own in subtags else _SECOND.get(main, "")
    return frozenset(f"{_TOGETHER.get(own, own)} {second}".split()) & LETTERS.keys()


def share(text: str, scripts: frozenset[str]) -> float:
    """The part of the letters of `text` that is in one of these scripts: 0 to 1; 0 where there are none."""
    letters = "".join(filter(str.isalpha, text))  # marks above and below are not letters
    return sum(len(LETTERS[name].findall(letters)) for name in scripts) / max(len(letters), 1)


def main_script(text: str) -> str:
    """The script that most letters of `text` are of; Latin where there are none."""
    counted = Counter({name: len(pattern.findall(text)) for name, pattern in LETTERS.items()})
    return max(LETTERS, key=counted.__getitem__)
