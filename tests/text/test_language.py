"""A text in another language than its block says, or in an old font, is told from a right one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.text.language import language_problem
from factories import RESILIENCE, REVIEW

# What a Khmer text for the old font Limon looks like to everybody else.
OLD_FONT = "siT§imnusS esckþIEføgkarN_rYm GñkkarBarsiT§i kñúgRbeTskm<úCa nigsiT§ikargar"
MIS_DECODED = RESILIENCE.encode().decode("cp1252", errors="ignore")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RESILIENCE, "km"),
        (RESILIENCE, "km-KH"),
        (REVIEW, "en"),
        (REVIEW, "km-Latn"),
        ("ប្រព័ន្ធ (IDEA, CCHR)", "km"),
        ("CCHR", "km"),
        ("2024-10-10", "km"),
        ("AT&T <b>", "km"),
        ("UPR: របាយការណ៍", "km"),
        ("https://example.org/a-long-address-in-latin-letters របាយការណ៍", "km"),
        ("The word សិទ្ធិ means right, and មនុស្ស means human being.", "en"),
        ("ที่นี่", "th"),
        ("", "km"),
    ],
)
def test_a_right_text_passes(text: str, language: str) -> None:
    """Also one with names, acronyms and addresses in other letters, and one too short to tell."""
    assert language_problem(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "code", "certain"),
    [
        (REVIEW, "km", "language", False),
        ("A report", "km", "language", False),
        (RESILIENCE, "en", "language", False),
        (RESILIENCE, "zh-Hant", "language", False),
        (OLD_FONT, "km", "old-font", True),
        (OLD_FONT, "en", "old-font", False),
        ("siT§imnusS", "en", "old-font", False),
        ("mCÄmNÐlsiT§imnusSkm<úCa eFVIesckþIEføgkarN_", "fr", "old-font", False),
        ("siT§imnusS", "km", "old-font", False),
        (MIS_DECODED, "km", "encoding", True),
        (MIS_DECODED[:20], "km", "encoding", False),
    ],
)
def test_a_wrong_text_is_named(text: str, language: str, code: str, certain: bool) -> None:
    """Only unreadable text is certain, and only where there is enough of it."""
    problem = language_problem(text, language)
    assert problem is not None
    assert (problem.code, problem.severity == "error") == (code, certain)
    assert problem.message
    assert problem.fix


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> <img src=x onerror=alert(1)> {{7*7}} ]]> and some more of the same kind",
        "iPhone, YouTube, WhatsApp, LinkedIn, JavaScript, GitHub, WordPress and PowerPoint in Cambodia today",
        "Café crème, naïve résumé, São Tomé, Curaçao, Øresund, Þingvellir, straße, piñata, coöperation",
        "a; b; c; d; e = f; g [h] i {j} k | l ~ m ^ n < o > p; q; r; s; t; u; v; w; x; y; z; and on and on",
    ],
)
def test_odd_signs_alone_are_never_certain(text: str) -> None:
    """Markup, trade names, accents and code under km: are not Khmer, but are no garbage either."""
    problem = language_problem(text, "km")
    assert problem is not None
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "iPhone, YouTube, WhatsApp, LinkedIn – JavaScript and GitHub – in Cambodia",
        "Café crème, naïve résumé, São Tomé, Curaçao, Øresund, Þingvellir, Straße, piñata, coöperation",
        "Cambodia´s land, CCHR×LICADHO, CCHR·ADHOC, a govern¬ment of ¶5, §IV, 100km², 5°C, 3×4 m, £5m, ©CCHR",
        "Article§A of the law on land, and what it says of those who live there",
        "See https://example.org/a§b and <a§b>",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_other_languages_are_no_old_font(text: str, language: str) -> None:
    """Trade names, accents, signs of law, money and measure, and slips."""
    assert language_problem(text, language) is None


SENTENCES = {
    "en": "Everyone has the right to learn, to speak and to meet others – “freely”, as the law says.",
    "fr": "Chacun a le droit d’apprendre, de s’exprimer et de se réunir : « librement », où qu’il soit né.",
    "es": "Toda persona tiene derecho a aprender, a expresarse y a reunirse; ¿cómo, si no, habría niñez?",
    "pt": "Toda pessoa tem direito à educação, à expressão e à reunião. São ações que não se proíbem.",
    "de": "Jeder Mensch hat das Recht, „frei“ zu lernen, zu sprechen und sich zu versammeln – über Grenzen.",
    "vi": "Mọi người đều có quyền học tập, phát biểu và hội họp một cách tự do, không phân biệt đối xử.",
    "id": "Setiap orang berhak belajar, berpendapat, dan berkumpul dengan bebas di mana pun ia berada.",
    "tr": "Herkes öğrenme, düşüncesini söyleme ve toplanma hakkına sahiptir; İstanbul’da da, ığdır’da da.",
    "ru": "Каждый имеет право учиться, высказываться и собираться с другими свободно и без страха.",
    "uk": "Кожен має право вчитися, висловлюватися й збиратися з іншими; її свобода є її ґрунтом.",
    "sr": "Свако има право да учи, да говори и да се окупља са другима слободно и без страха.",
    "el": "Καθένας έχει δικαίωμα να μαθαίνει, να εκφράζεται και να συναθροίζεται ελεύθερα. ΟΛΟΙ ΊΣΟΙ.",
    "ar": "لكلّ إنسان الحق في التعلّم والتعبير والاجتماع بغيره بحرية، دون خوف أو تمييز؛ أليس كذلك؟",
    "fa": "هر کس حق دارد آزادانه بیاموزد، گفت‌وگو کند و گرد هم آید؛ بی‌گمان چنین چیزی پایهٔ زندگی است.",
    "ur": "ہر شخص کو آزادی سے سیکھنے، بولنے اور اکٹھے ہونے کا حق ہے، اور کوئی اسے روک نہیں سکتا۔",
    "he": "לכל אדם הזכות ללמוד, לומר את דעתו ולהתאסף עם אחרים בחופשיות, „בלי מורא”.",
    "hy": "Յուրաքանչյուր ոք ունի սովորելու, խոսելու և հավաքվելու իրավունք։",
    "ka": "ყველას აქვს სწავლის, აზრის გამოხატვისა და შეკრების უფლება.",
    "am": "ማንኛውም ሰው የመማር፣ የመናገርና ከሌሎች ጋር የመሰብሰብ መብት አለው።",
    "ne": "हरेक व्यक्तिलाई सिक्ने, बोल्ने र अरूसँग भेला हुने स्वतन्त्रता छ।",
    "bn": "প্রত্যেকের শেখার, কথা বলার এবং অন্যদের সঙ্গে মিলিত হওয়ার অধিকার আছে।",
    "ta": "ஒவ்வொருவருக்கும் கற்கவும் பேசவும் ஒன்று கூடவும் உரிமை உண்டு.",
    "th": "ทุกคนมีสิทธิที่จะเรียนรู้ พูด และรวมตัวกับผู้อื่นอย่างเสรี โดยปราศจากความกลัว",
    "lo": "ທຸກຄົນມີສິດທີ່ຈະຮຽນຮູ້ ເວົ້າ ແລະ ເຕົ້າໂຮມກັບຄົນອື່ນຢ່າງເສລີ",
    "my": "လူတိုင်းသည် လွတ်လပ်စွာ သင်ယူခွင့်၊ ပြောဆိုခွင့်နှင့် အခြားသူများနှင့် စုဝေးခွင့်ရှိသည်။ ဥပဒေအရ ဖြေရှင်းပေးရမည်။",
    "km": "មនុស្សគ្រប់រូបមានសិទ្ធិរៀនសូត្រ និយាយ និងជួបជុំជាមួយអ្នកដទៃដោយសេរី។",
    "zh": "人人有权自由地学习、发言并与他人集会，不应因此受到威胁。",
    "zh-Hant": "人人有權自由地學習、發言並與他人集會，不應因此受到威脅。",
    "ja": "すべての人は、自由に学び、話し、他者と集まる権利をもつ。インターネットでも同じである。",
    "ko": "모든 사람은 자유롭게 배우고 말하며 다른 사람들과 모일 권리를 가진다.",
}
LATIN = {"en", "fr", "es", "pt", "de", "vi", "id", "tr"}
READ_ALIKE = (LATIN, {"ru", "uk", "sr"}, {"ar", "fa", "ur"}, {"zh", "zh-Hant", "ja"})


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_in_its_language_passes(language: str) -> None:
    """Thirty languages, alone, with a name and an address, and its first words as a title."""
    sentence = SENTENCES[language]
    for text in (
        sentence,
        f"UPR 2024: {sentence} https://example.org/report",
        " ".join(sentence.split()[:3]),
    ):
        assert language_problem(text, language) is None
    assert language_problem("CCHR", language) is None
    assert language_problem("2024", language) is None


@pytest.mark.parametrize(("language", "text"), [
    ("sr", "Svako ima pravo da uči, da govori i da se okuplja sa drugima slobodno."),
    ("sr-Latn", "Svako ima pravo da uči, da govori i da se okuplja sa drugima slobodno."),
    ("uz", "Ҳар бир инсон ўқиш ва ўз фикрини айтиш ҳуқуқига эга."),
    ("ku", "هەموو مرۆڤێک مافی فێربوون و قسەکردنی هەیە."),
    ("ja", "インターネット"),
    ("ja", "自由権規約"),
    ("ko", "大韓民國"),
    ("xx", "مرحبا بكم"),
])  # fmt: skip
def test_a_language_of_several_scripts_may_use_each(language: str, text: str) -> None:
    """Serbian, Uzbek and Kurdish; Japanese in kana or Han alone; of an unknown language nothing is said."""
    assert language_problem(text, language) is None


def test_a_script_in_the_tag_excludes_the_other() -> None:
    """Who writes sr-Cyrl means Cyrillic."""
    problem = language_problem("Svako ima pravo da uči i da govori.", "sr-Cyrl")
    assert problem is not None
    assert problem.code == "language"


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_in_other_letters_is_a_warning(language: str) -> None:
    """Whatever the two scripts are; languages in the same letters can't be told apart, and aren't."""
    found = {other: language_problem(sentence, language) for other, sentence in SENTENCES.items()}
    alike = set().union({language}, *(group for group in READ_ALIKE if language in group))
    may_be_both = {"sr": LATIN, "ko": {"zh", "zh-Hant", "ja"}}.get(language, set())
    assert {other for other, problem in found.items() if problem is None} == (
        alike | may_be_both
    ) & found.keys()
    told = {(problem.code, problem.severity) for problem in found.values() if problem is not None}
    assert told == {("language", "warning")}


WESTERN = "km th ar he ru el ne my fr es pt vi zh ko am ka".split()
BYTES_READ_AS = [
    *((language, "cp1252") for language in WESTERN),
    ("ru", "cp1251"), ("uk", "cp1251"), ("sr", "cp1251"), ("el", "cp1253"), ("he", "cp1255"),
    ("ar", "cp1256"), ("fa", "cp1256"), ("th", "cp874"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "page"), BYTES_READ_AS)
def test_utf8_that_was_read_as_an_older_encoding_is_named(language: str, page: str) -> None:
    """What "Ã©" and "ط§ظ„" come from; readers would see nothing else."""
    text = SENTENCES[language].encode().decode(page, errors="ignore")
    problem = language_problem(text, language)
    assert problem is not None
    assert problem.code == "encoding"


@pytest.mark.parametrize(
    ("language", "page"),
    [("ru", "cp1251"), ("el", "cp1253"), ("he", "cp1255"), ("ar", "cp1256"), ("th", "cp874")],
)
def test_an_older_encoding_that_was_read_as_western_is_named(language: str, page: str) -> None:
    """Russian, say, which looks like "Ïðàâî" then."""
    text = SENTENCES[language].encode(page, errors="ignore").decode("cp1252", errors="ignore")
    problem = language_problem(text, language)
    assert problem is not None
    assert problem.code == "encoding"


def test_quotation_marks_that_were_taken_apart_are_named() -> None:
    """The commonest of all: an English text with three signs of this kind."""
    problem = language_problem("The ministryâ€™s answer to â€œthe reportâ€™s authors", "en")
    assert problem is not None
    assert problem.code == "encoding"


def test_zawgyi_and_shapes_from_a_pdf_are_named() -> None:
    """Burmese that stores its vowel before the consonant; Arabic letters as a PDF draws them."""
    zawgyi = language_problem("ေက်ာင္းသား ေတြ ေမးခြန္း ေျဖ", "my")
    shapes = language_problem("ﺍﻟﺤﻖ ﻓﻲ ﺍﻟﺘﻌﻠﻢ", "ar")
    assert zawgyi is not None
    assert shapes is not None
    assert (zawgyi.code, shapes.code) == ("old-font", "encoding")


@given(st.text(), st.sampled_from(["en", "km", "ar", "th", "ru", "my", "ja", "xx"]))
def test_any_text_gets_an_answer(text: str, language: str) -> None:
    """Never an exception."""
    problem = language_problem(text, language)
    assert problem is None or problem.message


@given(st.lists(st.sampled_from(RESILIENCE.split()), min_size=1))
def test_khmer_is_khmer(words: list[str]) -> None:
    """Any part of a Khmer text passes as Khmer, and is found where another language should be."""
    text = " ".join(words)
    assert language_problem(text, "km") is None
    letters = sum(character.isalpha() for character in text)
    assert (language_problem(text, "en") is None) == (letters < 4)
