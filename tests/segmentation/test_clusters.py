"""What a reader sees as single characters, in every script: held against ICU, and against examples."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from cchr_feeds.segmentation.clusters import clusters

SAMPLES = {
    "Latin": "Cafe\u0301, Å, Tiếng Việt",
    "Arabic": "الحَقُّ فِي المُسَاوَاةِ، وَالكَرَامَة",
    "Hebrew": "בְּרוּחַ שֶׁל אַחֲוָה",
    "Devanagari": "क्षेत्रको स्वतन्त्रता र हुन्।",
    "Bengali": "স্বাধীনতা ও ক্ষমতা, র্কি",
    "Gujarati": "સ્વતંત્રતા",
    "Tamil": "உரிமைக்கான ஸ்ரீ",
    "Telugu": "స్వాతంత్ర్యం",
    "Malayalam": "സ്വാതന്ത്ര്യം",
    "Sinhala": "ශ්\u200dරී ලංකා",
    "Burmese": "ဂုဏ်သိက္ခာ ဣန္ဒြေ ကျွန်ုပ်",
    "Thai": "ที่นี่น้ำใจเสรีภาพ",
    "Lao": "ເສລີພາບແລະນ້ຳ",
    "Khmer": "ស្ត្រីនិងសិទ្ធិ",
    "Tibetan": "རྒྱུད་སྒྲུབ",
    "Hangul": "자유 \u1112\u1161\u11ab\u1100\u1173\u11af",
    "Han": "人人生而自由。葛\U000e0100",
    "Japanese": "すべての人間は、か\u3099",
    "Ethiopic": "የሰው ልጅ ሁሉ",
    "Georgian": "ყველა ადამიანი",
    "Emoji": "👨\u200d👩\u200d👧\u200d👦👍🏽❤\ufe0f\u200d🔥🏳\ufe0f\u200d🌈🇰🇭🇺🇸1\ufe0f\u20e3",
}
ANY_SCRIPT = st.lists(st.sampled_from([char for text in SAMPLES.values() for char in text]), max_size=40)


def edges(text: str) -> set[int]:
    """Where our clusters end."""
    return {*accumulate(map(len, clusters(text)))}


def icu_edges(text: str) -> set[int]:
    """Where ICU's extended grapheme clusters end; it counts UTF-16's units."""
    units = {0, *accumulate(2 if char > "\uffff" else 1 for char in text)}
    places = {unit: place for place, unit in enumerate(sorted(units))}
    return {places[end] for _, end in CharacterBreaker(text, "en").segments()}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
def test_no_cluster_of_unicodes_is_divided(text: str) -> None:
    """Ours are ICU's or join several of them; nothing is lost."""
    assert edges(text) <= icu_edges(text)
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize("script", [name for name in SAMPLES if name not in ("Thai", "Lao", "Burmese")])
def test_clusters_are_unicodes(script: str) -> None:
    """Thai and Lao join a vowel on the left to its consonant, Burmese a vowel behind it; else nothing is."""
    assert edges(SAMPLES[script]) == icu_edges(SAMPLES[script])


@given(ANY_SCRIPT.map("".join))
def test_no_cluster_is_divided_in_any_text(text: str) -> None:
    """Whatever stands beside whatever: broken texts, too."""
    assert edges(text) <= icu_edges(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("क्षेत्र", ["क्षे", "त्र"]),
        ("हुन्।", ["हु", "न्", "।"]),
        ("क्\u200cष", ["क्\u200c", "ष"]),
        ("স্বাধীন", ["স্বা", "ধী", "ন"]),
        ("உரிமைக்கு", ["உ", "ரி", "மை", "க்", "கு"]),
        ("သိက္ခာ", ["သိ", "က္ခာ"]),
        ("เสรีภาพ", ["เส", "รี", "ภ", "า", "พ"]),
        ("ແລະ", ["ແລ", "ະ"]),
        ("حُرِّيَّة", ["حُ", "رِّ", "يَّ", "ة"]),
        ("\u1112\u1161\u11ab글", ["\u1112\u1161\u11ab", "글"]),
        ("\u11af\u11af가\u11af", ["\u11af\u11af", "가\u11af"]),
        ("👨\u200d👩\u200d👧🏳\ufe0f\u200d🌈", ["👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈"]),
        ("🇰🇭🇺🇸🇰", ["🇰🇭", "🇺🇸", "🇰"]),
        ("ເ🇰🇭🇺🇸", ["ເ🇰🇭", "🇺🇸"]),
    ],
)
def test_a_reader_sees_these_as_one(text: str, parts: list[str]) -> None:
    """Conjuncts, stacked consonants, vowel signs, harakat, syllables of jamo, families and flags."""
    assert clusters(text) == parts
