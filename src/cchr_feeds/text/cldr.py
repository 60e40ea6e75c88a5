"""What Unicode's CLDR knows of a language, by Babel: names, direction, dates, digits, lists and plural forms.

Every function takes any BCP 47 tag: if CLDR does not know it, the nearest tag that it knows is meant
(`km-Khmr-KH` is `km`); without that the result says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from cchr_feeds.model.values import NUMBERING_SYSTEMS

# Babel is imported by the functions that ask it, because a build that finds nothing to do asks nothing
# (import 16 ms, a language 2 ms).
if TYPE_CHECKING:
    from babel import Locale

Direction = Literal["ltr", "rtl"]
DateForm = Literal["day", "month", "quarter", "year"]

# Scripts of Unicode's bidi classes R and AL; Babel knows a direction for its own locales only.
_RIGHT_TO_LEFT = frozenset(
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero "
    "Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc Syre Syrj "
    "Syrn Thaa Yezi".split()
)

# Whose dates a language without a region has, where CLDR means another region than we do.
_MEANT = {"en": "en-GB"}

_SKELETONS: Mapping[DateForm, str] = {"month": "yMMMM", "quarter": "yQQQQ", "year": "y"}

# Cambodians do not write dates as CLDR has them; "Quarter 4 of 2024" is in the titles of what was sent.
_OWN_PATTERNS: Mapping[str, Mapping[DateForm, str]] = {
    "en": {"quarter": "'Quarter' Q 'of' y"},
    "km": {
        "day": "'ថ្ងៃទី'd 'ខែ'MMMM 'ឆ្នាំ'y",
        "month": "'ខែ'MMMM 'ឆ្នាំ'y",
        "quarter": "'ត្រីមាសទី'Q 'ឆ្នាំ'y",
        "year": "'ឆ្នាំ'y",
    },
}
_OWN_DIGITS = {"km": "khmr"}  # CLDR's are Latin
LIST_STYLES = {
    "arab": "arabic-indic", "arabext": "persian", "beng": "bengali", "deva": "devanagari", "gujr": "gujarati",
    "guru": "gurmukhi", "khmr": "khmer", "knda": "kannada", "laoo": "lao", "mlym": "malayalam",
    "mong": "mongolian", "mymr": "myanmar", "orya": "oriya", "tamldec": "tamil", "telu": "telugu",
    "thai": "thai", "tibt": "tibetan",
}  # fmt: skip
"""What CSS calls numbers in these digits before the items of a list (CSS Counter Styles 3, §6.1)."""
_COMMAS = {"Arab": "، ", "Aran": "، ", "Ethi": "፣ ", "Hans": "、", "Hant": "、", "Jpan": "、", "Mymr": "၊ "}


def direction(language: str) -> Direction:
    """In which direction a language is written, by its script: as HTML's `dir` says it."""
    return "rtl" if script(language) in _RIGHT_TO_LEFT else "ltr"


@cache
def script(language: str) -> str:
    """The script of a language (ISO 15924): the tag's own, else the likely one; Zzzz where none is known."""
    named = [part for part in language.split("-")[1:] if len(part) == 4 and part.isalpha()]
    return named[0].title() if named else _likely(language)[1]


@cache
def territory(language: str) -> str:
    """The region of a language (ISO 3166): the tag's own, else the likely one; empty where none is known."""
    named = [part for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()]
    return named[0].upper() if named else _likely(language)[2].replace("ZZ", "")


def _likely(language: str) -> Sequence[str]:
    """The language, script and territory that a tag means by CLDR's likely subtags."""
    from babel.core import get_global

    likely: Mapping[str, str] = get_global("likely_subtags")
    primary, *rest = language.split("-")
    tags = (*(f"{primary}_{part}" for part in rest), primary)
    return next((likely[tag] for tag in tags if tag in likely), f"{primary}_Zzzz_ZZ").split("_")


@cache
def _locale(language: str) -> "Locale | None":
    """CLDR's data of a tag or, without its last subtags, of the nearest that there is; in its own script."""
    from babel import Locale, UnknownLocaleError

    parts = language.split("-")
    while parts:
        tag = "-".join(parts)
        try:
            found = Locale.parse(_MEANT.get(tag, tag), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
        else:
            return found if script(str(found).replace("_", "-")) == script(language) else None
    return None


@cache
def language_name(language: str, shown_in: str) -> str:
    """What a language is called in another, within a sentence; else in itself, in English, or its tag."""
    names = (_name(language, each) for each in (shown_in, language, "en"))
    return next(filter(None, names), language)


def tags_by_name(tags: Iterable[str], *shown_in: str) -> dict[str, str]:
    """These languages by their names in themselves and in others, in small letters."""
    return {language_name(tag, shown).lower(): tag for tag in tags for shown in (tag, *shown_in)}


def language_called(name: str) -> str:
    """The tag of a language by its name in English or in itself; empty where none is called so."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    wanted = " ".join(name.lower().split())
    for tag, english in Locale("en").languages.items():
        if english.lower() == wanted:
            return str(tag).replace("_", "-")
    tags = (tag.replace("_", "-") for tag in sorted(locale_identifiers(), key=len))  # the shortest first
    return next((tag for tag in tags if language_name(tag, tag).lower() == wanted), "")


def own_name(language: str) -> str:
    """What a language calls itself, with a capital for its place in a list."""
    name = language_name(language, language)
    # A tag stays as it is; `upper` would change Georgian letters.
    return name if name == language else name[0].title() + name[1:]


def _name(language: str, shown_in: str) -> str:
    locale, meant = _locale(shown_in), _locale(language)
    if locale is None:
        return ""
    named: str | None = locale.languages.get(language.replace("-", "_"))
    if named is None and meant is not None and script(language) == script(str(meant).replace("_", "-")):
        named = meant.get_display_name(locale)
    return named or ""


def date_in(language: str, day: date, form: DateForm) -> str:
    """The day, or its month, quarter or year, in Latin digits; empty where CLDR knows no names of months."""
    pattern, locale = date_pattern(language, form), _locale(language)
    if locale is None or not pattern:
        return ""
    from babel.dates import format_date

    return format_date(day, pattern, locale)


@cache
def date_pattern(language: str, form: DateForm) -> str:
    """How a date is written, as CLDR writes patterns; empty where it knows no names of months."""
    own = _OWN_PATTERNS.get(language.partition("-")[0], {}).get(form)
    locale = _locale(language)
    if own or locale is None or not months(language):
        return own or ""
    long, skeletons = locale.date_formats["long"].pattern, locale.datetime_skeletons
    return str(long if form == "day" else skeletons[_SKELETONS[form]].pattern)


@cache
def months(language: str) -> Sequence[Sequence[str]]:
    """The names of January to December, each in its forms in dates, alone, and short; empty where unknown."""
    locale = _locale(language)
    if locale is None or locale.months["format"]["wide"][10] == "M10":  # so CLDR's root calls October
        return ()
    contexts = ("format", "stand-alone")
    names = [locale.months[context][width] for width in ("wide", "abbreviated") for context in contexts]
    return [list(dict.fromkeys(each[number] for each in names)) for number in range(1, 13)]


@cache
def numbering_system(language: str) -> str:
    """The digits that a language is written with by default, by CLDR's name for them, such as `deva`."""
    locale = _locale(language)
    system = locale.default_numbering_system if locale else "latn"
    system = _OWN_DIGITS.get(language.partition("-")[0], system)
    return system if system in NUMBERING_SYSTEMS else "latn"


def in_digits(text: str, system: str) -> str:
    """The text with the digits of a numbering system for its 0-9."""
    return text if system == "latn" else text.translate(_digits(system))


@cache
def _digits(system: str) -> Mapping[int, int]:
    zero = ord(NUMBERING_SYSTEMS[system])
    return {ord("0") + number: zero + number for number in range(10)}


@cache
def size_in(language: str, size: int) -> str:
    """A number of bytes as people write it ("1.5 MB"), in Latin digits; units are decimal."""
    from babel.units import format_unit

    units = ((1_000_000_000, "giga"), (1_000_000, "mega"), (1_000, "kilo"))
    factor, prefix = next(((factor, prefix) for factor, prefix in units if size >= factor), (1, ""))
    if not prefix:
        return f"{size} B"  # CLDR has the whole word, in most languages the English one
    number, locale = round(size / factor, 1 if size < 10 * factor else None), _locale(language) or "en"
    return format_unit(number, f"digital-{prefix}byte", "short", locale=locale).replace("\u202f", "\u00a0")


@lru_cache(maxsize=1024)
def plural_category(count: int, language: str) -> str:
    """By CLDR's name, the form that a number asks for: zero, one, two, few, many or other."""
    locale = _locale(language)
    return locale.plural_form(count) if locale else "other"


@cache
def plural_numbers(language: str) -> Mapping[str, Sequence[int]]:
    """The forms that counts of things ask for, in CLDR's order, each with the numbers that ask for it."""
    numbers: dict[str, list[int]] = {name: [] for name in ("zero", "one", "two", "few", "many", "other")}
    for count in range(201):
        numbers[plural_category(count, language)].append(count)
    return {name: found or [1000] for name, found in numbers.items() if found or name == "other"}


def listed(items: Sequence[str], language: str) -> str:
    """The items as a list of equals, with the comma of the language's script."""
    # CLDR's lists of units have an "and" in Arabic and Thai and spaces in Khmer, and of two items Babel says
    # the second twice where they inherit a pattern (`format_list` in babel/lists.py).
    return _COMMAS.get(script(language), ", ").join(items)
