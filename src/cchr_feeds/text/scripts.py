"""The scripts that languages are written in, and those of the letters in a text, by their ISO 15924 codes."""

import re
from collections import Counter
from functools import cache

from cchr_feeds.text.cldr import script

# Letters without the signs that scripts share, such as danda; the marks of a script are in its block.
LETTERS = {
    name: re.compile(f"[{ranges}]")
    for name, ranges in {
        "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\ufb00-\ufb06",
        "Grek": "\u0370-\u03ff\u1f00-\u1fff",
        "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f",
        "Armn": "\u0531-\u058a",
        "Hebr": "\u0591-\u05f4\ufb1d-\ufb4f",
        "Arab": "\u0610-\u061a\u0620-\u0669\u066e-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        "Syrc": "\u0700-\u074f",
        "Thaa": "\u0780-\u07bf",
        "Nkoo": "\u07c0-\u07ff",
        "Deva": "\u0900-\u0963\u0966-\u097f\ua8e0-\ua8ff",
        "Beng": "\u0980-\u09ff",
        "Guru": "\u0a00-\u0a7f",
        "Gujr": "\u0a80-\u0aff",
        "Orya": "\u0b00-\u0b7f",
        "Taml": "\u0b80-\u0bff",
        "Telu": "\u0c00-\u0c7f",
        "Knda": "\u0c80-\u0cff",
        "Mlym": "\u0d00-\u0d7f",
        "Sinh": "\u0d80-\u0dff",
        "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
        "Laoo": "\u0e81-\u0eff",
        "Tibt": "\u0f00-\u0fff",
        "Mymr": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
        "Geor": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
        "Hang": "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff",
        "Ethi": "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
        "Cher": "\u13a0-\u13ff\uab70-\uabbf",
        "Cans": "\u1400-\u167f",
        "Khmr": "\u1780-\u17a2\u17a5-\u17b3",
        "Mong": "\u1820-\u18aa",
        "Tfng": "\u2d30-\u2d7f",
        "Kana": "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f",
        "Hani": "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",
        "Adlm": "\U0001e900-\U0001e95f",
    }.items()
}
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
