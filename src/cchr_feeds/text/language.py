"""Whether a text is in the language it is said to be in, and can be read at all."""

from __future__ import annotations

import re

from cchr_feeds.i18n import _
from cchr_feeds.khmer.letters import BASES
from cchr_feeds.problem import Violation
from cchr_feeds.segmentation.words import ADDRESS

_MOSTLY = 0.3  # of a Khmer text's letters, the share that is Khmer at the least
_TOO_FEW = 4  # letters; nothing can be said of less
_ENOUGH = 40  # letters, to be certain

_KHMER = re.compile(f"[{BASES}]")
# Khmer's bytes in UTF-8 begin with E1 9E or E1 9F; read as Windows-1252 they are á with ž or Ÿ.
_MIS_DECODED = re.compile("\u00e1[\u017e\u0178]")
# Old Khmer fonts draw Khmer letters in place of these symbols, which then stand within words.
_ODD = "\u00a2-\u00aa\u00ac-\u00b9\u00bc-\u00be\u00d0\u00d7\u00de\u00df\u00f0\u00f7\u00fe"
_ODD_OR_ASCII = r";{}\[\]=|~^<>" + _ODD
_ODD_WORD = re.compile(rf"[A-Za-z][{_ODD_OR_ASCII}]|[{_ODD_OR_ASCII}][A-Za-z]|[a-z][A-Z]")
_SURELY_ODD = re.compile(rf"[A-Za-z][{_ODD}]|[{_ODD}][A-Za-z]")
# Of those, what hardly ever stands within a word of another language; ¬, ´, · and × do.
_SYMBOLS = "¢£¤¥¦§°±²³¶¹¼½¾÷"
_SYMBOL_WITHIN = re.compile(f"[A-Za-z][{_SYMBOLS}][A-Za-z]")
_ODD_WITHIN = re.compile(f"[A-Za-z][{_ODD}][A-Za-z]|[a-z][A-Z]")
_MARKUP = re.compile(r"<[^<>]*>|`[^`]*`|\{\{[^{}]*\}\}")


def language_problem(text: str, language: str) -> Violation | None:
    """Why `text` cannot be in `language`, or None; an error where that is certain.

    The number of its bytes alone decides for nearly every text, in under a microsecond.
    """
    subtags = language.split("-")
    if "Latn" in subtags:
        return None
    if subtags[0] != "km":
        return _elsewhere(text)
    # Where half of a text takes three bytes and Khmer is among that, it is Khmer.
    is_khmer = len(text.encode()) > 2 * len(text) and _KHMER.search(text)
    return None if is_khmer or khmer_share(text) >= _MOSTLY else _instead_of_khmer(text)


def _elsewhere(text: str) -> Violation | None:
    """What a text of another language is instead: Khmer, or Khmer for an old font."""
    if text.isascii():
        return None
    # Khmer takes three bytes a character.
    if len(text.encode()) >= 1.2 * len(text) and khmer_share(text) > _MOSTLY:
        message, fix = _("this text is in Khmer"), _("move it to the block km:")
        return Violation((), "language", message, fix, "warning", {"found": "km"})
    if not any(symbol in text for symbol in _SYMBOLS) or not _SYMBOL_WITHIN.search(text):
        return None  # the first look takes a tenth of the second's time
    words = [word for word in _MARKUP.sub(" ", ADDRESS.sub("", text)).split() if len(word) > 3]
    symbols = any(map(_SYMBOL_WITHIN.search, words))
    odd = sum(1 for word in words if _ODD_WITHIN.search(word))
    return _old_font(certain=False) if symbols and odd >= len(words) / 2 else None


def khmer_share(text: str) -> float:
    """The Khmer part of the letters of `text`, addresses apart: 0 to 1; 0 where letters are too few."""
    text = ADDRESS.sub("", text)
    khmer = len(_KHMER.findall(text))
    letters = sum(map(str.isalpha, text))  # marks above and below letters are not letters
    return khmer / letters if letters >= _TOO_FEW else 0.0


def _instead_of_khmer(text: str) -> Violation | None:
    """What a text with hardly any Khmer is; None for an acronym, a number, or what is too short to tell."""
    text = _MARKUP.sub(" ", ADDRESS.sub("", text))
    letters = sum(map(str.isalpha, text))
    if letters < _TOO_FEW or text.isupper():
        return None
    if len(_MIS_DECODED.findall(text)) > 1:
        message = _("this was Khmer before it was saved or copied in a wrong encoding")
        fix = _("copy it again from a correct source, as UTF-8")
        return Violation((), "encoding", message, fix, "error" if letters >= _ENOUGH else "warning")
    words = [word for word in text.split() if len(word) > 3]
    odd = [word for word in words if _ODD_WORD.search(word)]
    if odd and len(odd) >= len(words) / 2:
        surely = sum(1 for word in words if _SURELY_ODD.search(word))
        return _old_font(certain=letters >= _ENOUGH and surely > len(words) / 4)
    message = _("this text is not in Khmer")
    fix = _("write it in Khmer, or move it to the block of its language")
    return Violation((), "language", message, fix, "warning", {"expected": "km"})


def _old_font(*, certain: bool) -> Violation:
    message = _("this looks like Khmer for an old font such as Limon, unreadable without that font")
    fix = _("convert it to Unicode, or type it again")
    return Violation((), "old-font", message, fix, "error" if certain else "warning")
