"""The text of a file in whatever encoding it was saved, and its line ends."""

from __future__ import annotations

import re

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


def decoded_text(content: bytes) -> str | None:
    """The text of a file that was saved as UTF-8, 16 or 32, or as Windows-1252, or partly so; else `None`.

    A byte order mark is left out. What has NULs, or control characters beside bytes that UTF-8 does not
    have, is no text: an archive, a picture.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "")
    text = _unicode(content, encoding) if encoding else _western(content)
    return None if text is None or "\0" in text else text


def _unicode(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _western(content: bytes) -> str | None:
    """The text of UTF-8 in which some bytes may be Windows-1252's."""
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    odd = _UNDECODED.findall(text)
    if odd and _CONTROL.search(text):
        return None
    for run in odd:
        if not _is_western(run.encode("utf-8", "surrogateescape")):
            return None
    return _UNDECODED.sub(_as_western, text)


def _is_western(content: bytes) -> bool:
    """Whether these can be what Windows-1252 means by them; two letters with accents hardly ever meet."""
    alone = len(content) == 1
    return all(byte in _MARKS or (alone and byte in _LETTERS) for byte in content)


def _as_western(run: re.Match[str]) -> str:
    return run[0].encode("utf-8", "surrogateescape").decode("cp1252")


def split_line_ends(text: str) -> tuple[str, list[str]]:
    r"""The text with \n for every line end, and what each was; a lone \r is one, as on old computers."""
    ends = _LINE_END.findall(text)
    kept = ["\r\n" if end.startswith("\r") and end.endswith("\n") else "\n" for end in ends]
    return _LINE_END.sub("\n", text), kept
