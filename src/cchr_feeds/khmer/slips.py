"""Typing slips: a Khmer word typed twice, a mark without a letter, a name nearly right, a lone quote."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate

from cchr_feeds.khmer.order import BASES, COENG, DOTTED_CIRCLE, MARKS, Correction
from cchr_feeds.segmentation.clusters import ZWJ, ZWNJ, clusters

_RUN = re.compile(f"[{BASES}][{BASES}{MARKS}{ZWNJ}{ZWJ}]++")
# Fewer clusters are often meant: ការការពារ begins with the same two letters twice.
_SHORTEST, _LONGEST = 3, 8
_TWICE = re.compile(rf"(.{{{_SHORTEST},{_LONGEST}}})\1", re.DOTALL)

_LETTERS = f"{BASES}\u17a3\u17a4{DOTTED_CIRCLE}"
_CLUSTER = f"[{_LETTERS}](?:{COENG}[{BASES}]|(?!{COENG})[{MARKS}{ZWNJ}{ZWJ}])*+"
_STRAY = re.compile(f"(?<![{_LETTERS}{MARKS}{ZWNJ}{ZWJ}])[{MARKS}][{_LETTERS}{MARKS}{ZWNJ}{ZWJ}]{{0,20}}")
_OPEN = re.compile(f"{_CLUSTER}{COENG}++(?![{BASES}])")
_TWO_COENGS = re.compile(f"{_CLUSTER}{COENG}{{2,}}+[{BASES}]")
_BEYYAL = "\u17d8"

_NEARLY = 0.85  # a name with one word typed twice is as similar; two different names are less so
_BEGINNING = 5  # clusters that a name and its slip have in common
_LONGER_BY = 12  # characters, about one word
_STOP = re.compile(r"[\t\n()«»“”‘’\"',;:.!?។៕៖]")

_ANY_MARK = re.compile('["“”„«»]')
# Inches, and paragraphs of one quotation, which begin with a mark each and end with one mark in all.
_MAY_STAND_ALONE = re.compile(r'[0-9០-៩]"|\n[ \t]*+"')
_CODE = re.compile(r"`[^`]*+`")
_MOST_AROUND = 12  # clusters shown on either side of a mark


# Few slips are certain to be mistakes, so these functions report them.
def doubled(text: str) -> list[Correction]:
    """Every run of three to eight Khmer clusters that stands twice in a row; who means it writes ៗ."""
    return [slip for run in _RUN.finditer(text) if len(run[0]) >= 2 * _SHORTEST for slip in _doubled_in(run)]


def _doubled_in(run: re.Match[str]) -> Iterator[Correction]:
    parts = clusters(run[0])
    if len(parts) - len(set(parts)) < _SHORTEST:
        return
    numbers: dict[str, int] = {}
    as_characters = "".join(chr(numbers.setdefault(part, len(numbers))) for part in parts)
    for match in _TWICE.finditer(as_characters):
        first = match.start()
        start = run.start() + len("".join(parts[:first]))
        word = "".join(parts[first : first + len(match[1])])
        yield Correction(start, word * 2, word)


def stray_marks(text: str) -> list[Correction]:
    """Every word that begins with a coeng, a vowel or a sign, which belong to a letter before them."""
    return [Correction(word.start(), word[0], "") for word in _STRAY.finditer(text)]


def open_coengs(text: str) -> list[Correction]:
    """Every letter with a coeng that no letter follows."""
    return [Correction(letter.start(), letter[0], "") for letter in _OPEN.finditer(text)]


def respelt(text: str) -> list[Correction]:
    """A coeng typed twice, and U+17D8, which Unicode advises against: what is meant is certain."""
    coengs = [
        Correction(letter.start(), letter[0], re.sub(f"{COENG}+", COENG, letter[0]))
        for letter in _TWO_COENGS.finditer(text)
    ]
    return [*coengs, *(Correction(sign.start(), _BEYYAL, "។ល។") for sign in re.finditer(_BEYYAL, text))]


def unpaired(text: str) -> list[Correction]:
    """The last straight quotation mark, with the word it stands at, where their number is odd."""
    if '"' not in text:
        return []
    text = _CODE.sub(lambda code: " " * len(code[0]), text)
    if not text.count('"') % 2 or not len(_ANY_MARK.findall(text)) % 2 or _MAY_STAND_ALONE.search(text):
        return []
    mark = text.rfind('"')
    near = _MOST_AROUND * 8
    before = re.split(r"\s", text[max(mark - near, 0) : mark])[-1]
    after = re.split(r"\s", text[mark + 1 : mark + near], maxsplit=1)[0]
    word = "".join(clusters(before)[-_MOST_AROUND:]), "".join(clusters(after)[:_MOST_AROUND])
    return [Correction(mark - len(word[0]), '"'.join(word), "".join(word))]


def name_slips(text: str, names: Sequence[str]) -> list[Correction]:
    """Every place of `text` that is nearly one of the `names`, from left to right for each name.

    Only the beginning has to be right. A shorter name, and another that begins alike, are no slips.
    """
    return [slip for name in names for slip in _nearly(text, name)]


def _nearly(text: str, name: str) -> Iterator[Correction]:
    beginning = "".join(clusters(name)[:_BEGINNING])
    if not beginning or len(beginning) == len(name):
        return
    nearest = _same_words if " " in name else _most_alike
    for match in re.finditer(re.escape(beginning), text):
        start = match.start()
        if not text.startswith(name, start):
            found = nearest(text[start : start + len(name) + _LONGER_BY], name)
            if found:
                yield Correction(start, found, name)


def _same_words(text: str, name: str) -> str:
    """As many words from the beginning of `text` as the name has, if they are nearly the name."""
    words = _STOP.split(text, maxsplit=1)[0].split(" ")[: name.count(" ") + 1]
    found = " ".join(words)
    matcher = SequenceMatcher(None, found, name, autojunk=False)
    alike = len(words) > name.count(" ") and matcher.quick_ratio() >= _NEARLY <= matcher.ratio()
    return found if alike else ""


def _most_alike(text: str, name: str) -> str:
    """The beginning of `text` that is most like the name, or nothing where none is like enough."""
    beginning = re.split(rf"{_STOP.pattern}| ", text, maxsplit=1)[0]
    blocks = SequenceMatcher(None, beginning, name, autojunk=False).get_matching_blocks()
    same = accumulate(block.size for block in blocks)
    ends = [
        (2 * size / (block.a + block.size + len(name)), block.a + block.size)
        for block, size in zip(blocks, same, strict=True)
    ]
    likeness, end = max(ends[:-1], default=(0.0, 0))  # the last block is empty and stands at the very end
    found = ""
    for cluster in clusters(beginning):
        if len(found) < end:
            found += cluster
    return found if likeness >= _NEARLY and not name.startswith(found) else ""
