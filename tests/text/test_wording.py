"""Every language says everything, with the same names to fill in; what it lacks, the next best says."""

import os
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from catalogues import ROOT, words_for_readers
from cchr_feeds import i18n
from cchr_feeds.i18n import LOCALE
from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.site import LanguageInfo, OwnWords, Site
from cchr_feeds.render.content import content_html
from cchr_feeds.render.markup import between_words, unbroken
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.text.characters import is_plain
from cchr_feeds.text.cldr import plural_numbers
from cchr_feeds.text.formatting import counted, date_in_words, digits, period_in_words, size_in_words
from cchr_feeds.text.wording import (
    Counted,
    Word,
    english_texts,
    invitation,
    languages,
    may_be_left_out,
    missing_words,
    names_in,
    notes,
    shipped_texts,
    wording,
)
from factories import a_site, an_enclosure, an_entry

WORDS = [*english_texts()]


def texts(language: str, field: str) -> list[str]:
    """What a language says: one text, or one for each form."""
    words = getattr(wording(language, None), field)
    counts = [counts[-1] for counts in plural_numbers(language).values()]
    return [words.form(count) for count in counts] if isinstance(words, Counted) else [words]


@pytest.mark.parametrize(
    "path", sorted(LOCALE.glob("*/LC_MESSAGES/readers.po")), ids=lambda path: path.parts[-3]
)
def test_a_catalogue_has_every_word_and_nothing_else(path: Path) -> None:
    """`make catalogues` was run, every word is translated, in as many forms as Babel knows of."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    messages = [message for message in catalogue if message.id]
    assert {message.id for message in words_for_readers()} == {message.id for message in catalogue}
    assert [each.id for each in messages if not each.string or each.fuzzy] == []
    assert catalogue.num_plurals == get_plural(path.parts[-3])[0]
    assert all(all(each.string or ()) for each in messages if each.pluralizable)


def test_a_translator_is_told_where_each_word_stands() -> None:
    """By a note, which goes into every catalogue and into the file that `words` begins."""
    assert [name for name, note in notes().items() if not note] == []


def test_code_and_templates_name_words_that_there_are() -> None:
    """A type checker takes any name for one of ours."""
    modules = [
        path for path in (ROOT / "src").rglob("*.py") if "text.wording import" in path.read_text("utf-8")
    ]
    named = re.compile(r"\b(?:words|wording\((?:[^()]|\([^()]*\))*\))\.([a-z_]++)(?!\()")
    texts = [path.read_text("utf-8") for path in [*modules, *(ROOT / "templates").rglob("*.j2")]]
    found = {name for text in texts for name in named.findall(text)}
    assert len(found) > 90
    assert found - {*WORDS} == {"subject"}  # an editor's word, in an edition's file


@pytest.mark.parametrize("language", languages())
def test_a_translation_names_what_the_english_names(language: str) -> None:
    """No {name} is lost, added or misspelt in a translation, and all is in its stored form."""
    assert missing_words(language, a_site()) == []
    for field in WORDS:
        for form, text in zip(plural_numbers(language), texts(language, field), strict=False):
            assert text
            assert is_plain(text)
            wanted = names_in(texts("en", field)[-1])
            assert wanted - may_be_left_out(language, form) <= names_in(text) <= wanted, field


QUOTED = dict.fromkeys("en id km lo my ne pt th vi zh-Hans".split(), "“{}”") | {
    "ar": "”{}“", "es": "«{}»", "fr": "«\u00a0{}\u00a0»", "he": "”{}”"
}  # fmt: skip
"""How CLDR 47 sets what somebody wrote apart (`delimiters`), by language; Babel has none of it."""


def test_quotation_marks_are_those_of_the_language() -> None:
    """They stand in the words, because a name to fill in is all that they ever enclose."""
    assert {*languages()} == QUOTED.keys()
    for language, marks in QUOTED.items():
        said = [text for field in WORDS for text in texts(language, field)]
        found = [each for text in said for each in re.findall(r"[“”„«»]\s?{\w+}\s?[“”„«»]|[“”„«»]", text)]
        assert marks.format("{words}") in found
        assert [each for each in found if each != marks.format("{" + re.sub(r"\W", "", each) + "}")] == []


def test_a_number_chooses_its_form() -> None:
    """English has two; Khmer has one, and says it of any number."""
    english, khmer = (wording(language, None).entries_count for language in ("en", "km"))
    assert (english.form(1), english.form(2)) == ("{count} publication", "{count} publications")
    assert khmer.form(1) == khmer.form(2) != english.form(2)


def a_site_in(*tags: str, **words: dict[str, str | dict[str, str]]) -> Site:
    """A site in these languages, the first being the main one, with words of its own."""
    return a_site(languages={tag: LanguageInfo("X", tag) for tag in tags}, words=OwnWords(words))


def test_a_count_has_all_six_forms_of_arabic() -> None:
    """A publisher's file gives each by CLDR's name of it."""
    forms = {name: f"{name} {{count}}" for name in plural_numbers("ar")}
    words = wording("ar", a_site_in("ar", ar={"entries_count": {**forms}}))
    counts = {0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other"}
    assert {count: words.entries_count.form(count).split()[0] for count in counts} == counts


def test_a_region_falls_back_to_its_language_in_its_script() -> None:
    """`km-KH` is Khmer, and so is `km-Khmr`; Khmer in Latin letters would be another thing."""
    assert shipped_texts("km-KH") == shipped_texts("km-Khmr") == shipped_texts("km")
    assert shipped_texts("km-Latn") == {}
    assert shipped_texts("en-GB") == shipped_texts("en")


def test_a_language_without_words_gets_the_main_languages_one_by_one() -> None:
    """Then English; words of the same language in another region are not foreign."""
    site = a_site_in("km", "xx", "km-KH", xx={"copy": "Kopi"}, km={"download": "ទាញ"})
    words, khmer = wording("xx", site), wording("km-KH", site)
    assert words.copy == "Kopi"
    assert not isinstance(words.copy, Word)
    assert words.download == "ទាញ"
    assert isinstance(words.download, Word)
    assert words.download.attributes == 'lang="km"'
    assert words.unsubscribe == wording("km", None).unsubscribe
    assert not isinstance(khmer.unsubscribe, Word)
    assert len(missing_words("xx", site)) == len(WORDS) - 1


def test_a_publishers_own_words_come_before_ours() -> None:
    """In a language that we have words in, too."""
    site = a_site_in("en", "km", en={"copy": "Take"})
    assert (wording("en", site).copy, wording("en", None).copy) == ("Take", "Copy")


def test_what_leads_to_a_text_is_said_in_its_language() -> None:
    """By our words, or by the language's own name where there are none."""
    site = a_site_in("en", "km", "xx", "yy", yy={"other_language": "Yyish, {language}"})
    site = replace(site, languages={**site.languages, "xx": LanguageInfo("X", "Xish")})
    shown = [invitation(language, site) for language in site.languages]
    assert shown == ["Read this in English", "អានជាភាសាខ្មែរ", "Xish", "Yyish, yy"]


# --- words of another language in a page -----------------------------------------------------------

PAGE = """<!doctype html><html lang="ff-Adlm" dir="rtl"><head><title>{{ words.feeds_heading }}</title>
<style>p::after { content: "{{ words.copy }}" }</style></head>
<body><!-- {{ words.copy }} --><p title="{{ words.copy }}" class='{{ words.copy }} "x"'>
{{ words.unsubscribe }}
<!--[if mso]><b>{{ words.copy }}</b><![endif]--><!--[if !mso]><!--><i>{{ words.copy }}</i><!--<![endif]-->
<a href="/" aria-label="{{ words.unsubscribe }}: 1 > 0">
{{ words.unsubscribe_why.format(organisation="A & B") }}</a>
{{ words.entries_count.form(2).format(count=2) }}|{{ words.copy ~ "!" }}|{{ [words.copy, "x"] | join(", ") }}
{% set kept = words.copy %}<select><option>{{ kept }}</option></select><u>{{ kept }}</u>
<script>say("{{ words.copy }}")</script></body></html>"""


class Runs(HTMLParser):
    """Each text of a page with the language that its nearest element gives, and every attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.attributes: list[str] = []
        self._languages = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.attributes += [value or "" for _, value in attrs]
        self._languages.append(dict(attrs).get("lang") or self._languages[-1])

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        """A text."""
        self.found[data.strip(" \n|")] = self._languages[-1]


def test_a_template_can_put_a_foreign_word_anywhere(tmp_path: Path) -> None:
    """It is marked in the content of elements alone, whatever the template does with it."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html.j2").write_text(PAGE)
    words = wording("ff-Adlm", a_site_in("ff-Adlm"))
    html = Templates(tmp_path).html("page.html.j2", words=words)
    assert not set(html) & set(map(chr, range(9)))
    assert html.count('<span lang="en" dir="ltr">') == 7
    assert (
        '<!--[if mso]><b>Copy</b><![endif]--><!--[if !mso]><!--><i><span lang="en" dir="ltr">Copy</span>'
        in html
    )
    runs = Runs()
    runs.feed(html)
    assert not any("span" in value for value in runs.attributes)
    assert runs.found["Unsubscribe"] == "en"
    assert runs.found["You receive this because you subscribed to the newsletter of A & B."] == "en"
    assert runs.found["2 publications"] == "en"
    assert runs.found['say("Copy")'] == runs.found["Feeds"] == "ff-Adlm"


def test_a_foreign_word_is_plain_in_plain_text_and_marked_by_our_own_html() -> None:
    """In a text template it is its letters; content of feeds and lines with breaks name its language."""
    site = a_site_in("xx", "en")
    word = wording("xx", site).download
    assert f"{word}" == "Download"
    entry = an_entry(language="xx", enclosures=(an_enclosure(title=""),))
    assert '<span lang="en">Download</span></a>' in content_html(entry, site)
    assert "Download" in between_words(word)
    assert between_words(word) != between_words("Download")
    assert unbroken(word) != unbroken("Download")


# --- dates and numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("precision", "language", "words"),
    [
        (Precision.DAY, "en", "19 July 2024"),
        (Precision.MONTH, "en", "July 2024"),
        (Precision.YEAR, "en", "2024"),
        (Precision.TIME, "en", "19 July 2024"),
        (Precision.DAY, "km", "ថ្ងៃទី១៩ ខែកក្កដា ឆ្នាំ២០២៤"),
        (Precision.MONTH, "km", "ខែកក្កដា ឆ្នាំ២០២៤"),
        (Precision.YEAR, "km-KH", "ឆ្នាំ២០២៤"),
        (Precision.DAY, "fr", "19 juillet 2024"),
        (Precision.DAY, "ar", "19 يوليو 2024"),
        (Precision.DAY, "ar-EG", "١٩ يوليو ٢٠٢٤"),
        (Precision.DAY, "he", "19 ביולי 2024"),
        (Precision.DAY, "ne", "२०२४ जुलाई १९"),
        (Precision.DAY, "th", "19 กรกฎาคม ค.ศ. 2024"),
        (Precision.DAY, "zh", "2024年7月19日"),
        (Precision.DAY, "my", "၂၀၂၄ ဇူလိုင် ၁၉"),
        (Precision.YEAR, "zh", "2024年"),
        (Precision.DAY, "xx", "2024-07-19"),
        (Precision.TIME, "xx", "2024-07-19"),
        (Precision.MONTH, "xx", "2024-07"),
        (Precision.YEAR, "xx", "2024"),
    ],
)
def test_a_date_is_shown_with_the_precision_it_has(precision: Precision, language: str, words: str) -> None:
    """Never a day that was not written; a language unknown to CLDR gets the ISO form, not English."""
    written = datetime(2024, 7, 19)  # noqa: DTZ001 - the site's zone is meant
    assert date_in_words(PartialDate(written, precision), language, a_site()) == words


def test_a_time_is_shown_as_its_day_in_the_sites_zone() -> None:
    """Late on 31 October in UTC is 1 November in Phnom Penh."""
    late = PartialDate(datetime.fromisoformat("2024-10-31T20:00+00:00"), Precision.TIME)
    assert date_in_words(late, "en", a_site()) == "1 November 2024"


@pytest.mark.parametrize(
    ("period", "language", "words"),
    [
        (Period.of_month(2024, 10), "en", "October 2024"),
        (Period(2024, 4), "en", "Quarter 4 of 2024"),
        (Period(2024), "en", "2024"),
        (Period.of_month(2024, 10), "km", "ខែតុលា ឆ្នាំ២០២៤"),
        (Period(2024, 4), "km", "ត្រីមាសទី៤ ឆ្នាំ២០២៤"),
        (Period(2024), "km", "ឆ្នាំ២០២៤"),
        (Period.of_month(2024, 10), "ne", "२०२४ अक्टोबर"),
        (Period(2024, 4), "fr", "4e trimestre 2024"),
        (Period(2024, 4), "xx", "2024-Q4"),
        (Period(2024), "xx", "2024"),
    ],
)
def test_a_period_is_named(period: Period, language: str, words: str) -> None:
    """Months, quarters and years have a name in every language, be it the ISO one."""
    assert period_in_words(period, language, None) == words


@pytest.mark.parametrize(
    ("language", "shown", "size"),
    [
        ("en", "12", "1.5 MB"),
        ("km", "១២", "១.៥ MB"),
        ("fr", "12", "1,5 Mo"),
        ("ne", "१२", "१.५ MB"),
        ("xx", "12", "1.5 MB"),
    ],
)
def test_a_number_and_a_size_are_shown_in_the_digits_of_the_language(
    language: str, shown: str, size: str
) -> None:
    """Khmer prose has Khmer digits; French has a comma and other units."""
    assert digits(12, language, None) == shown
    assert size_in_words(1_482_933, language, None).replace("\u00a0", " ") == size


def test_a_site_may_choose_other_digits() -> None:
    """Latin ones in Khmer, for everything that is shown in it."""
    site = a_site(languages={"km": LanguageInfo("X", "x", digits="latn")})
    assert period_in_words(Period(2024, 4), "km", site) == "ត្រីមាសទី4 ឆ្នាំ2024"
    assert digits(12, "km", site) == "12"


def test_a_catalogue_that_was_edited_takes_effect_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The compiled one beside it is older, and is passed over."""
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    folder = tmp_path / "sw/LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Copy"\nmsgstr "%s"\n'
    for text in ("Nakili", "Nakala"):
        (folder / "readers.po").write_text(head % text, encoding="utf-8")
        i18n.catalogue.cache_clear()  # as each command begins
        assert i18n.catalogue("readers", "sw").gettext("Copy") == text
        (folder / "readers.mo").write_bytes(b"")
        os.utime(folder / "readers.mo", (0, 0))
    i18n.catalogue.cache_clear()


def test_a_count_in_another_languages_words_has_its_digits() -> None:
    """Not "१ publication"; and the words keep their mark."""
    own = wording("ne", a_site_in("ne")).entries_count
    foreign = wording("fa", a_site_in("fa")).entries_count
    assert counted(own, 1, "ne", a_site()) == "१ प्रकाशन"
    found = counted(foreign, 1, "fa", a_site())
    assert (found, isinstance(found, Word)) == ("1 publication", True)
