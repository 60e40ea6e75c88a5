"""What Khmer letters are made of, and in which order: whether it is right, and putting it right.

The order is that of modern Khmer in Unicode Technical Note 61 (Khmer Encoding Structure): base, robat, at
most two coengs (ro last), shifter, vowel, at most two signs, final. Offsets count characters (code points).
"""

import re
from typing import NamedTuple

from cchr_feeds.segmentation.clusters import ZWJ, ZWNJ

COENG = "\u17d2"
ROBAT = "\u17cc"
BA = "\u1794"
DOTTED_CIRCLE = "\u25cc"

# Pieces of regular-expression character classes.
BASES = "\u1780-\u17a2\u17a5-\u17b3"
MARKS = "\u17b4-\u17d3\u17dd"
SHIFTERS = "\u17c9\u17ca"
VOWELS_AND_SIGNS = "\u17b6-\u17c8\u17cb\u17cd-\u17d1\u17d3\u17dd"

# Anything a reader sees as one Khmer unit, well-formed or not.
CLUSTER = f"[{BASES}{DOTTED_CIRCLE}](?:{COENG}[{BASES}]|[{MARKS}{ZWNJ}{ZWJ}])*+"

_BASES_BUT_RO = "\u1780-\u1799\u179b-\u17a2\u17a5-\u17b3"
_SIGNS = "\u17c6\u17cb\u17cd-\u17d1\u17d3\u17dd"

_COENGS = f"(?:{COENG}[{_BASES_BUT_RO}](?:{COENG}[{BASES}])?+|{COENG}\u179a)"
# What may follow a base. The second place for the shifter, before the coengs (ហ៊្វី), is the older
# Unicode order: moving it would change the picture in today's fonts, so both are accepted.
AFTER_BASE = (
    f"{ROBAT}?+"
    f"(?:{_COENGS}[{SHIFTERS}]?+|[{SHIFTERS}]{_COENGS}?+)?+"
    "[\u17b6-\u17c5]?+"
    f"(?:(?!(?<=\u17bb)[\u17d0\u17dd])[{_SIGNS}][{_SIGNS}]?+)?+"
    "[\u17c7\u17c8]?+"
)
_WELL_FORMED = re.compile(f"[{BASES}{DOTTED_CIRCLE}]{AFTER_BASE}")
_CLUSTER = re.compile(CLUSTER)

# What is put in order after the base; anything else in a cluster makes it one we do not touch.
_UNIT = re.compile(f"{COENG}[{BASES}]|[{SHIFTERS}]{ZWNJ}?|[\u17b6-\u17c8\u17cb-\u17d1\u17d3\u17dd]")
_EARLY_SHIFTER = re.compile(f".{ROBAT}?[{SHIFTERS}].*{COENG}", re.DOTALL)
_PLACES = (
    ROBAT,
    COENG,
    "\u17c9\u17ca",  # shifters
    "\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5",  # vowels with a part on the left
    "\u17bb\u17bc\u17bd",  # vowels below
    "\u17b7\u17b8\u17b9\u17ba",  # vowels above
    "\u17b6",
    "\u17c6\u17cb\u17cd\u17ce\u17cf\u17d0\u17d1\u17d3\u17dd",  # signs
    "\u17c7\u17c8",  # finals
)
_BEFORE_COENGS = 0.5
_PLACE: dict[str, float] = {mark: place for place, marks in enumerate(_PLACES) for mark in marks}
_RESPELLINGS = (
    (re.compile(f"({COENG}\u179a)({COENG}[{BASES}])"), r"\2\1"),  # coeng ro stands last
    (re.compile("([\u17b6-\u17d1\u17d3\u17dd])\\1+"), r"\1"),  # a mark typed twice
    (re.compile("\u17c1([\u17bb-\u17bd]?)\u17b8"), "\u17be\\1"),  # e + ii is oe
    (re.compile("\u17c1([\u17bb-\u17bd]?)\u17b6"), "\u17c4\\1"),  # e + aa is oo
)
# A vowel above pushes the shifter down, where it looks like -u, and so it gets typed.
_SHIFTER_TYPED_AS_U = re.compile(
    f"\\A(?P<consonants>.{ROBAT}?(?:{COENG}[{BASES}])*)"
    "(?:(?P<left>[\u17c1-\u17c5]?)\u17bb(?=[\u17b7-\u17ba\u17be\u17dd\u17d0]|\u17b6\u17c6)|(?P<oe>\u17be)\u17bb)"
)
# The strong consonants of UTN 61; ba is decided apart, because it takes either shifter.
_STRONG = re.compile("[\u1780-\u1783\u1785-\u1788\u178a-\u178d\u178f-\u1792\u1795-\u1797\u179e-\u17a0\u17a2]")


_SHIFTER_BEFORE_COENGS = re.compile(f"([{SHIFTERS}])({_COENGS})")


class Correction(NamedTuple):
    """A part of a text that was hardly meant, where it starts, and what was probably meant."""

    start: int
    found: str
    meant: str

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.start + len(self.found)


def misordered(text: str) -> list[Correction]:
    """The clusters of `text` that are out of order and can be put right, from left to right."""
    # A wrong order looks right in most fonts, but search and line breaking do not find the word.
    found = (
        Correction(match.start(), match[0], reordered_cluster(match[0])) for match in _CLUSTER.finditer(text)
    )
    return [slip for slip in found if slip.found != slip.meant]


def canonical(text: str) -> str:
    """Reordered `text` in the one order of Unicode Technical Note 61, without joiners, for comparing only."""
    # An early shifter stands behind the coengs now, which changes the picture.
    return _SHIFTER_BEFORE_COENGS.sub(r"\2\1", text.replace(ZWNJ, "").replace(ZWJ, ""))


def reordered_cluster(cluster: str) -> str:
    """One cluster in order (it looks the same, or loses a dotted circle); unchanged if that can't be done."""
    if _is_well_formed(cluster):
        return cluster
    units = _UNIT.findall(cluster, 1)
    if sum(map(len, units)) != len(cluster) - 1:
        return cluster
    # A shifter typed before the coengs stays there.
    is_early = _EARLY_SHIFTER.match(cluster) is not None
    places = _PLACE | dict.fromkeys(SHIFTERS, _BEFORE_COENGS) if is_early else _PLACE
    attempt = cluster[0] + "".join(sorted(units, key=lambda unit: places[unit[0]]))
    for pattern, replacement in _RESPELLINGS:
        attempt = pattern.sub(replacement, attempt)
    attempt = _SHIFTER_TYPED_AS_U.sub(_with_shifter, attempt)
    return attempt if _is_well_formed(attempt) else cluster


def _is_well_formed(cluster: str) -> bool:
    """Whether the order is right; joiners only choose among shapes and do not count."""
    return _WELL_FORMED.fullmatch(cluster.replace(ZWNJ, "").replace(ZWJ, "")) is not None


def _with_shifter(match: re.Match[str]) -> str:
    """The shifter that -u stands for: triisap on strong consonants, muusikatoan on all else and on ba."""
    consonants, left = match["consonants"], match["left"] or match["oe"] or ""
    if BA in consonants or not _STRONG.search(consonants):
        return f"{consonants}\u17c9{left}"
    followed_by_samyok = match.string.startswith("\u17d0", match.end())
    return match[0] if followed_by_samyok else f"{consonants}\u17ca{left}"
