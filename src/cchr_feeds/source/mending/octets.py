r"""A file's octets as text with \n at the end of each line, and back again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

# What Windows-1252 has and UTF-8 text of ours would have too: dashes, quotation marks, … • € ™.
_MARKS = frozenset(b"\x80\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xab\xbb\xb0\xb7")
_LETTERS = frozenset(range(0xC0, 0x100))
# The longer ones first: two of them begin alike.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UNDECODED = re.compile("[\udc80-\udcff]+")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")  # but for tabs and line ends of all kinds
_LINE_END = re.compile(r"\r+\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    r"""A text whose lines all end in \n, and what each of them ended in."""

    text: str
    ends: tuple[str, ...]


def decoded(octets: bytes) -> str | None:
    """The text of a file that was saved as UTF-8, 16 or 32, or as Windows-1252, or partly so; else `None`.

    A byte order mark is left out. What has NULs, or control signs beside octets that UTF-8 does not have, is
    no text: an archive, a picture.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if octets.startswith(mark)), "")
    text = _unicode(octets, encoding) if encoding else _western(octets)
    return None if text is None or "\0" in text else text


def _unicode(octets: bytes, encoding: str) -> str | None:
    try:
        return octets.decode(encoding)
    except UnicodeDecodeError:
        return None


def _western(octets: bytes) -> str | None:
    """The text of UTF-8 in which some octets may be Windows-1252's."""
    text = octets.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    odd = _UNDECODED.findall(text)
    if odd and _CONTROL.search(text):
        return None
    for run in odd:
        if not _is_western(run.encode("utf-8", "surrogateescape")):
            return None
    return _UNDECODED.sub(_as_western, text)


def _is_western(octets: bytes) -> bool:
    """Whether these can be what Windows-1252 means by them; two letters with accents hardly ever meet."""
    alone = len(octets) == 1
    return all(octet in _MARKS or (alone and octet in _LETTERS) for octet in octets)


def _as_western(run: re.Match[str]) -> str:
    return run[0].encode("utf-8", "surrogateescape").decode("cp1252")


def lines_of(text: str) -> Lines:
    r"""The text with \n for every line end; a lone carriage return is one, as on old computers."""
    ends = [
        "\r\n" if end.startswith("\r") and end.endswith("\n") else "\n" for end in _LINE_END.findall(text)
    ]
    return Lines(_LINE_END.sub("\n", text), tuple(ends))


def with_ends(text: str, before: Lines) -> str:
    """A mended text with the line ends it had; new lines end as most others do."""
    if "\r\n" not in before.ends:
        return text
    lines = text.split("\n")
    ends = before.ends
    if len(lines) - 1 != len(ends):
        ends = (Counter(ends).most_common(1)[0][0],) * (len(lines) - 1)
    return "".join(map("".join, zip(lines, (*ends, ""), strict=True)))
