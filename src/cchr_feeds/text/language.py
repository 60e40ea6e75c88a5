"""Whether a text is in the letters of the language it is said to be in, and can be read at all."""

import re
from collections.abc import Sequence
from functools import cache

from cchr_feeds.i18n import _
from cchr_feeds.problem import Severity, Violation
from cchr_feeds.segmentation.words import ADDRESS
from cchr_feeds.text.scripts import letter_of, main_script, scripts_of, share

_MOSTLY = 0.3  # of a text's letters, the share that is in its own script at the least
_TOO_FEW = 4  # letters; nothing can be said of less
_ENOUGH = 40  # letters, to be certain

# Letters of these take two bytes in UTF-8, and all others but ASCII's three.
_SHORT = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Hebr", "Arab", "Syrc", "Thaa", "Nkoo"})
# A script's encoding before Unicode, which programs still take UTF-8 for; how its letters begin in UTF-8.
_CODE_PAGES = {
    "Cyrl": ("cp1251", b"\xd0\xd1"),
    "Grek": ("cp1253", b"\xce\xcf"),
    "Hebr": ("cp1255", b"\xd7"),
    "Arab": ("cp1256", b"\xd8\xd9\xda\xdb"),
    "Thai": ("cp874", b"\xe0"),
}
_WESTERN = ("cp1252", bytes(range(0xC2, 0xF5)))
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FEWEST = 3  # characters that were taken apart, in a text that was saved in a wrong encoding
# What Zawgyi, a font that is not Unicode's, stores before the consonant: Burmese e.
_ZAWGYI = re.compile("(?<![\u1000-\u102a\u103b-\u103f\u1050-\u109d\uaa60-\uaa7f\u200c\u200d])\u1031")
# Shapes of Arabic letters, which PDF files hold in place of letters; not ligatures of words, such as U+FDFA.
_SHAPES = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc]")
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
    """Why `text` cannot be in `language`, or None; an error where that is certain."""
    written = scripts_of(language)
    if not written or (text.isascii() and "Latn" in written):
        return None
    # For nearly every text the number of its bytes and a search decide, in some microseconds.
    if _surely(text, written) or share(ADDRESS.sub("", text), written) >= _MOSTLY:
        pages = [_CODE_PAGES[name] for name in _CODE_PAGES.keys() & written]
        return _unreadable(text, written, [*pages, *([_WESTERN] if "Latn" in written else ())])
    return _in_other_letters(text, written, language)


def _surely(text: str, written: frozenset[str]) -> bool:
    """Whether the bytes a character has say that a text is in its letters, and one of them is there."""
    length = len(text.encode()) / max(len(text), 1)
    if "Latn" in written and length < 1.6:
        return True
    enough = 1.6 if written & _SHORT else 2
    return "Latn" not in written and length > enough and any(letter_of(name).search(text) for name in written)


def _unreadable(text: str, written: frozenset[str], pages: Sequence[tuple[str, bytes]]) -> Violation | None:
    """Why a text whose letters are those of its language is unreadable all the same."""
    if found := _misread(text, written, pages):
        return found
    if "Mymr" in written and len(_ZAWGYI.findall(text)) >= _FEWEST:
        message = _("this looks like Burmese for the font Zawgyi, unreadable without that font")
        return Violation((), "old-font", message, _("convert it to Unicode, or type it again"), "warning")
    if "Arab" in written and len(_SHAPES.findall(text)) >= _FEWEST:
        message = _(
            "this text has shapes of letters in place of letters, as a PDF has, and can't be searched"
        )
        return Violation((), "encoding", message, _("type it again, or copy it from elsewhere"), "warning")
    return _khmer_among_latin(text) if "Latn" in written else None


def _misread(text: str, written: frozenset[str], pages: Sequence[tuple[str, bytes]]) -> Violation | None:
    """A text in UTF-8 that was taken for an older encoding: "Ã©" for é, "ط§ظ„" for Arabic."""
    for page, begins in pages:
        fewest = _FEWEST if "Latn" in written else max(_FEWEST, len(text) / 6)
        if len(_pair(page, begins).findall(text)) >= fewest and _was_utf8(text, page, written):
            return _wrong_encoding(text)
    return None


@cache
def _pair(page: str, begins: bytes) -> re.Pattern[str]:
    """What the first two bytes of a character in UTF-8 look like in an older encoding."""
    first, second = (codes.decode(page, "ignore") for codes in (begins, bytes(range(0x80, 0xC0))))
    return re.compile(f"[{re.escape(first)}][{re.escape(second)}]")


def _was_utf8(text: str, page: str, written: frozenset[str]) -> bool:
    """Whether most of what is not ASCII in `text` are characters of one script, read byte by byte."""
    parts = _UTF8.findall(text.encode(page, "ignore"))
    read = "".join(part.decode("utf-8", "ignore") for part in parts)
    meant = main_script(read)
    if meant not in written and "Latn" not in written:
        return False
    odd = [char for char in read if char.isalnum() and not letter_of(meant).match(char)]
    beyond = sum(char > "\x7f" for char in text)
    return len(read) >= max(_FEWEST, 5 * len(odd)) and len(b"".join(parts)) >= 0.6 * beyond


def _wrong_encoding(text: str) -> Violation:
    severity: Severity = "error" if sum(map(str.isalpha, text)) >= _ENOUGH else "warning"
    message = _("this text was saved or copied in a wrong encoding, and can't be read")
    fix = _("copy it again from a correct source, as UTF-8")
    return Violation((), "encoding", message, fix, severity)


def _khmer_among_latin(text: str) -> Violation | None:
    """Khmer for an old font, where another language is expected."""
    if not any(symbol in text for symbol in _SYMBOLS) or not _SYMBOL_WITHIN.search(text):
        return None  # the first look takes a tenth of the second's time
    words = [word for word in _MARKUP.sub(" ", ADDRESS.sub("", text)).split() if len(word) > 3]
    symbols = any(map(_SYMBOL_WITHIN.search, words))
    odd = sum(1 for word in words if _ODD_WITHIN.search(word))
    return _old_font(certain=False) if symbols and odd >= len(words) / 2 else None


def _in_other_letters(text: str, written: frozenset[str], language: str) -> Violation | None:
    """What a text is with hardly any of its letters; None for an acronym, a number, or what is too short."""
    text = _MARKUP.sub(" ", ADDRESS.sub("", text))
    letters = sum(map(str.isalpha, text))
    if letters < _TOO_FEW or text.isupper():
        return None
    if found := _misread(text, written, [_WESTERN]):
        return found
    if any(_was_page(text, _CODE_PAGES[name][0], name) for name in _CODE_PAGES.keys() & written):
        return _wrong_encoding(text)
    if "Khmr" in written and (found := _old_khmer_font(text, letters)):
        return found
    message = _("this text is not in the letters of {language!r}", language=language)
    fix = _("write it in {language!r}, or move it to the block of its language", language=language)
    return Violation((), "language", message, fix, "warning", {"expected": "letters"})


def _was_page(text: str, page: str, name: str) -> bool:
    """Whether a text in an older encoding of its script was taken for Western European: "Ïðèâåò"."""
    try:
        return share(text.encode(_WESTERN[0]).decode(page), frozenset({name})) > 2 * _MOSTLY
    except UnicodeError:
        return False


def _old_khmer_font(text: str, letters: int) -> Violation | None:
    words = [word for word in text.split() if len(word) > 3]
    odd = [word for word in words if _ODD_WORD.search(word)]
    if not odd or len(odd) < len(words) / 2:
        return None
    surely = sum(1 for word in words if _SURELY_ODD.search(word))
    return _old_font(certain=letters >= _ENOUGH and surely > len(words) / 4)


def _old_font(*, certain: bool) -> Violation:
    message = _("this looks like Khmer for an old font such as Limon, unreadable without that font")
    fix = _("convert it to Unicode, or type it again")
    return Violation((), "old-font", message, fix, "error" if certain else "warning")
