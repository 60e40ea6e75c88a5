"""Pages in many scripts and both directions, as validators, browsers and screen readers take them."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from browser import views_in_turn
from builds import IN_OTHER_LANGUAGES
from clients import expected
from published import published, the_output_of
from render.test_accessible import findings
from render.test_mail_checkers import KNOWN, validator_says
from spoken import Spoken, spoken

SCRIPTS = {
    "ar": "ARABIC", "en": "LATIN", "fr": "LATIN", "he": "HEBREW", "lo": "LAO", "my": "MYANMAR",
    "ne": "DEVANAGARI", "th": "THAI", "vi": "LATIN", "zh-Hans": "CJK",
}  # fmt: skip
"""By language, how Unicode's names of its letters begin."""
FROM_THE_RIGHT = {"ar", "he"}
NAMES = frozenset(
    """
    Atom RSS JSON Feed OPML HTML JavaScript Cookie PDF kB MB B Feedly Inoreader NewsBlur The Old Reader
    cchr-feeds iframe
    Open Catalogue PlantNote Stone Light WeaveBook BirdLog
    """.split()
)
"""What is written in Latin letters in every language: names of formats, programs and products."""
FOREIGN = {
    "الزعتر": "rtl", "PlantNote 2.0": "ltr", "Stone & Light 3D": "ltr", "חצר": "rtl", "حوش": "rtl",
    "आँखीझ्याल": "ltr", "Open Catalogue 3.0": "ltr", "WeaveBook 2.0": "ltr", "BirdLog 2.0": "ltr",
    "白鹭": "ltr", "ຜ້າໄໝ": "ltr", "ผ้าไหม": "ltr",
}  # fmt: skip
"""Titles in another script than their language's, and how they are read."""
SAID = {
    "ne-en/ne": ("प्रकाशनहरू", "बुलेटिन", "पछ्याउनुहोस्", "२०२४ अक्टोबर १०", "२०२४ अक्टोबर", "२०२३"),
    "ne-en/en": ("Publications", "Newsletter", "Follow", "10 October 2024", "October 2024", "2023"),
    "ar-fr/ar": ("المنشورات", "النشرة البريدية", "تابعنا", "١٠ أكتوبر ٢٠٢٤", "أكتوبر ٢٠٢٤", "٢٠٢٣"),
    "ar-fr/fr": (
        "Publications", "Lettre d’information", "Suivre", "10 octobre 2024", "octobre 2024", "2023"
    ),
    "he-ar-en/he": ("פרסומים", "ידיעון", "מעקב", "10 באוקטובר 2024", "אוקטובר 2024", "2023"),
    "he-ar-en/ar": ("المنشورات", "النشرة البريدية", "تابعنا", "10 أكتوبر 2024", "أكتوبر 2024", "2023"),
    "he-ar-en/en": ("Publications", "Newsletter", "Follow", "10 October 2024", "October 2024", "2023"),
    "th-lo-my/th": ("สิ่งพิมพ์", "จดหมายข่าว", "ติดตาม", "10 ตุลาคม ค.ศ. 2024", "ตุลาคม 2024", "2023"),
    "th-lo-my/lo": ("ສິ່ງພິມ", "ຈົດໝາຍຂ່າວ", "ຕິດຕາມ", "10 ຕຸລາ 2024", "ຕຸລາ 2024", "2023"),
    "th-lo-my/my": (
        "ထုတ်ဝေမှုများ", "သတင်းလွှာ", "စောင့်ကြည့်ရန်", "၂၀၂၄ အောက်တိုဘာ ၁၀", "၂၀၂၄ အောက်တိုဘာ", "၂၀၂၃"
    ),
    "zh-vi/zh-Hans": ("出版物", "通讯", "关注", "2024年10月10日", "2024年10月", "2023年"),
    "zh-vi/vi": ("Ấn phẩm", "Bản tin", "Theo dõi", "10 tháng 10, 2024", "tháng 10 năm 2024", "2023"),
}  # fmt: skip
"""By project and language: the main links; and a day, a month and a year, as CLDR has them."""
WORD = re.compile(r"[\w'’&#-]+")
ADDRESS = re.compile(r"[\w.:/-]*[./][\w.:/-]*", re.ASCII)


def paths(project: Path) -> Sequence[str]:
    """A page of each kind, in each language."""
    site = expected.contents_of(project.name).site
    main, languages = site.main_language, site.languages
    (with_page, *_) = sorted(path.parent for path in project.glob(f"out/publications/*/{main}.html"))
    patterns = (
        "index.html",
        "newsletters/index.html",
        "newsletters/2024-10/*.html",
        *(f"{language}/{page}" for language in languages for page in ("index.html", "follow.html")),
        f"{main}/{next(iter(site.categories))}/index.html",
        f"publications/{with_page.name}/*.html",
        "publications/thyme/*.html",
        "embed/*.html",
    )
    out = project / "out"
    return [path.relative_to(out).as_posix() for pattern in patterns for path in sorted(out.glob(pattern))]


@pytest.mark.usefixtures("debian", "node")
def test_every_page_is_valid_html(in_other_languages: Callable[[str], Path]) -> None:
    """And every mail, but for what is known of them."""
    pages = [page for name in IN_OTHER_LANGUAGES for page in in_other_languages(name).glob("out/**/*.html")]
    said = validator_says(sorted(pages))
    assert [line for line in said if not any(re.search(f" {known}$", line) for known in KNOWN)] == []


def test_titles_of_a_series_stand_under_its_name(project: Path) -> None:
    """On every list, and where a publication is named on the page of another."""
    pages = [*project.glob("out/[a-z]*/**/index.html"), *project.glob("out/publications/**/*.html")]
    texts = {page: html.parse(page).find(".//main").text_content() for page in pages}
    assert len(texts) >= 20
    assert [page for page, text in texts.items() if "_" in text] == []


def test_pages_are_accessible(project: Path, browser: Browser) -> None:
    """Axe has nothing serious to say, on a phone and on a desktop, by day and by night."""
    with published(browser, the_output_of(project)) as (page, url, _):
        seen = zip(paths(project), views_in_turn(320, 1280), strict=False)
        found = {path: findings(page, url + path, seen=each) for path, each in seen}
    assert {path: each for path, each in found.items() if each} == {}


def read_aloud(project: Path, browser: Browser) -> Iterator[tuple[str, Spoken]]:
    """Every text of those pages that has letters and a language, which code and addresses have not."""
    with published(browser, the_output_of(project)) as (page, url, _):
        for path in paths(project):
            page.goto(url + path)
            said = (each for each in spoken(page) if each.language and is_said(each.text))
            yield from ((path, each) for each in said)


def is_said(text: str) -> bool:
    """Whether a text has letters, and is no address or piece of one."""
    return any(map(str.isalpha, text)) and not ADDRESS.fullmatch(text)


def test_every_text_is_in_the_language_that_it_says(project: Path, browser: Browser) -> None:
    """In its letters, but for names; and it is read in its direction."""
    wrong = [
        (path, each) for path, each in read_aloud(project, browser) if strange(each) or misdirected(each)
    ]
    assert wrong == []


def strange(each: Spoken) -> list[str]:
    """The words of a text that are not in the letters of its language."""
    letters = SCRIPTS[each.language]
    words = (word for word in WORD.findall(each.text) if word not in NAMES)
    return [] if each.text in FOREIGN else [word for word in words if not of_script(word, letters)]


def of_script(word: str, letters: str) -> bool:
    """Whether every letter of a word is of a script."""
    return all(unicodedata.name(char).startswith(letters) for char in word if char.isalpha())


def misdirected(each: Spoken) -> bool:
    """Whether a text is read in another direction than its language's, or for a foreign title its own."""
    usual = "rtl" if each.language in FROM_THE_RIGHT else "ltr"
    return each.direction != FOREIGN.get(each.text, usual)


def test_links_and_dates_are_said_in_the_language_of_a_list(project: Path, browser: Browser) -> None:
    """Each by its own text, in its language and direction, in the digits and the order that it has there."""
    with published(browser, the_output_of(project)) as (page, url, _):
        for language in expected.contents_of(project.name).site.languages:
            page.goto(f"{url}{language}/index.html")
            found, wanted = spoken(page), SAID[f"{project.name}/{language}"]
            assert set(wanted) <= {each.text for each in found if each.language == language}
            assert [each for each in found if each.text in wanted and misdirected(each)] == []


def test_a_list_reads_titles_newest_first(project: Path, browser: Browser) -> None:
    """After the one that leads; entries without a date come last."""
    contents = expected.contents_of(project.name)
    with published(browser, the_output_of(project)) as (page, url, _):
        for feed in contents.feeds:
            page.goto(f"{url}{feed.folder}/index.html")
            right = [each.title.rpartition("_")[2] for each in feed.newest]
            lines = page.locator("main li h3").all_text_contents()
            shown = [each for text in lines for each in right if text.strip().endswith(each)]
            assert shown == [each for each in right if each in shown]
            assert len(shown) >= len(right) - 1
