"""The search of the list of publications, in a real browser: what it finds, and how it behaves."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, Route, expect

from cchr_feeds.model.output import ListGroup, PublicationList
from cchr_feeds.model.publication import Entry
from cchr_feeds.render.pages.list_page import search_json, search_texts
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.text.characters import stored_form
from cchr_feeds.text.wording import wording
from factories import a_date, a_khmer_entry, a_site, an_entry, one_of_a_series
from loopback import Answer, Server, a_server
from published import TEMPLATES

SCRIPT = TEMPLATES.text("assets/search.js.j2")
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HOSTILE = '</script><img src=x onerror="window.poisoned=1"> & "quotes"'

# What is typed, and the text in which it should be found: where two look the same, their characters differ.
FOUND = {
    "Khmer with a vowel before the coeng": ("សិទិ្ធ", "សិទ្ធិ"),
    "Khmer with coeng ro first": ("ស្រ្តី", "ស្ត្រី"),
    "Khmer with coeng ta for da": ("សេចក្តី", "សេចក្ដី"),
    "Khmer with coeng da for ta": ("បណ្ដោះ", "បណ្តោះ"),
    "Khmer with -u for a shifter": ("សុីវិល", "ស៊ីវិល"),
    "Khmer with the other shifter": ("ស៉ីវិល", "ស៊ីវិល"),
    "Khmer with a shifter before the coeng": ("ហ៊្វី", "ហ្វ៊ី"),
    "Khmer with two halves of oe": ("ជេីង", "ជើង"),
    "Khmer with two halves of oo": ("បេាះពុម្ព", "បោះពុម្ព"),
    "Khmer with robat after the vowel": ("ធមា៌", "ធម៌ា"),
    "Khmer with a vowel typed twice": ("កាារ", "ការ"),
    "Khmer give, in its other spelling": ("ឱ្យ", "ឲ្យ"),
    "Khmer with spaces that show nothing": ("សិទ្ធិ\u200bមនុស្ស", "សិទ្ធិមនុស្ស"),
    "Khmer without a space": ("សិទ្ធិមនុស្ស", "ថ្ងៃសិទ្ធិ មនុស្សលោក"),
    "Khmer with a space": ("សិទ្ធិ មនុស្ស", "សិទ្ធិមនុស្ស"),
    "Khmer across a quotation mark": ("ធន់ដើម្បី", "«ភាពធន់» ដើម្បី"),
    "Khmer while it is being typed": ("សិទ្", "សិទ្ធិ"),
    "Khmer digits": ("2024", "ឆ្នាំ២០២៤"),
    "Latin digits": ("២០២៤", "World Habitat Day 2024"),
    "Devanagari digits": ("2024", "२०२४ अक्टोबर"),
    "Arabic digits": ("2024", "٢٠٢٤"),
    "Latin capitals": ("FORCED evictions", "Forced Evictions"),
    "Latin accents": ("etat resume", "L’État : résumé"),
    "accents that the text lacks": ("résumé", "Resume"),
    "an apostrophe of a typewriter": ("cambodia's", "Cambodia’s"),
    "German sharp s": ("STRASSE", "Straße"),
    "Danish": ("soren aeble", "Søren, æble"),
    "Vietnamese": ("dat dai quyen con nguoi", "Đất đai, quyền con người"),
    "Turkish": ("istanbul", "İSTANBUL"),
    "a ligature": ("final", "ﬁnal"),
    "underscores": ("4th upr labour", "Joint Submission_4th UPR_Labour"),
    "words in another order": ("labour joint", "Joint Submission_4th UPR_Labour"),
    "Greek": ("οδοσ", "ΟΔΌΣ"),
    "Russian": ("елка", "Ёлка"),
    "Arabic without vowels": ("حقوق الانسان", "حُقُوقُ الإنسانِ"),
    "Arabic lengthened": ("حقوق", "حقـــوق"),
    "Arabic endings": ("الحريه", "الحرية"),
    "Persian on an Arabic keyboard": ("حقوق بشري", "حقوق بشری"),
    "Hebrew without points": ("זכיות", "זְכֻיּוֹת"),
    "Nepali": ("मानव", "मानव अधिकार"),
    "Thai with its marks in another order": ("น\u0e4d\u0e49า", "น\u0e49\u0e33"),
    "Thai with two letters for one": ("เเรงงาน", "แรงงาน"),
    "Lao": ("ສິດ", "ສິດທິມະນຸດ"),
    "Burmese": ("အခွင့်အရေး", "လူ့အခွင့်အရေး"),
    "Chinese": ("人权", "中国人权"),
    "wide letters": ("UPR", "ＵＰＲ"),
    "Korean while it is being typed": ("하", "한국"),
}
# What must not be found, lest readers get other words than they asked for.
NOT_FOUND = {
    "a consonant below another": ("ធិ", "សិទ្ធិ"),
    "a vowel alone": ("ិ", "សិទ្ធិ"),
    "another Khmer vowel": ("កុ", "កូ"),
    "Khmer without its shifter": ("បារ", "ប៉ារ"),
    "another Nepali vowel": ("कि", "का"),
    "another word": ("labour rights", "Labour"),
    "words of two texts run together": ("ightsand", "rights and"),
}


@dataclass(frozen=True)
class Search:
    """The field on a page, and what is shown of it."""

    page: Page
    host: Server

    @property
    def field(self) -> Locator:
        """Where readers type."""
        return self.page.get_by_role("searchbox")

    @property
    def status(self) -> Locator:
        """What is said of the result."""
        return self.page.get_by_role("status")

    @property
    def titles(self) -> Locator:
        """Those that were found."""
        return self.page.locator(".row h3")

    @property
    def list(self) -> Locator:
        """The page's own list."""
        return self.page.locator("#list")

    def shows(self, *titles: str) -> None:
        """Waits until these were found, in this order."""
        expect(self.titles).to_have_text(list(titles))


def the_page(language: str) -> str:
    """A list of publications with its categories, as a project's own template may write it."""
    field = TEMPLATES.html(
        "pages/search.html.j2",
        root="../",
        language=language,
        words=wording(language, a_site()),
        search=search_texts(language, a_site()),
    )
    kinds = (
        '<li><a href="index.html" data-term="" aria-current="page">All</a></li>'
        '<li><a href="infographic/" data-term="infographic">Infographics</a></li>'
        '<li><a href="information-card/" data-term="information-card">Cards</a></li>'
    )
    return (
        f'<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><title>List</title>'
        f'<main><div>{field}</div><ul class="categories">{kinds}</ul>'
        '<div id="list"><a href="#list">All</a></div></main>'
    )


def index_of(entries: Sequence[Entry], language: str) -> str:
    """What the search of a list with these entries loads."""
    years = (ListGroup(language, entries, 2024),)
    return search_json(PublicationList(language, None, language, len(entries), (), years, ()), a_site())


def some_entries() -> list[Entry]:
    """An infographic, two of a series, and a card in Khmer."""
    return [
        an_entry(title="Outcomes", summary="Of the review", date=a_date("2024-10-10")),
        one_of_a_series("Joint_UPR_Labour", publication_id="labour", summary="Outcomes of work", date=None),
        one_of_a_series("Joint_UPR_Land", publication_id="land", summary=HOSTILE, date=None),
        a_khmer_entry(has_page=True, url="https://cchrcambodia.org/feeds/publications/resilience/km.html"),
    ]


@contextmanager
def searching(
    browser: Browser, entries: Sequence[Entry] | None = None, language: str = "en", fragment: str = ""
) -> Iterator[Search]:
    """The list on a host with a strict policy; nothing may run or be complained of."""
    shown = some_entries() if entries is None else entries
    page_answer = Answer(the_page(language).encode(), headers={"Content-Security-Policy": POLICY})
    answers = {
        f"/{language}/": page_answer,
        f"/{language}/search.json": Answer(index_of(shown, language).encode(), "application/json"),
        "/assets/search.js": Answer(SCRIPT.encode(), "text/javascript"),
        "/publications/resilience/km.html": Answer(b"<title>Resilience</title>"),
    }
    with a_server(answers) as host:
        context = browser.new_context()
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{host.url}{language}/{fragment}")
        try:
            yield Search(page, host)
            assert page.evaluate("window.poisoned") is None
            assert [each for each in complaints if "404" not in each] == []
        finally:
            context.close()


@pytest.fixture(scope="module")
def search(browser: Browser) -> Iterator[Page]:
    """A page on which the script's functions can be asked for: `found` of titles and a query."""
    with searching(browser) as search:
        search.page.evaluate(
            """async () => {
                const script = await import("/assets/search.js");
                window.found = (title, queries) => {
                    const entry = { title, category: [], summary: "" };
                    const { entries } = script.prepared({ categories: {}, entries: [entry] });
                    return queries.filter((query) => script.found(entries, query, "").length === 0);
                };
            }"""
        )
        yield search.page


def not_found(page: Page, title: str, queries: Sequence[str]) -> Sequence[str]:
    """Those queries that do not find the title."""
    missed: list[str] = page.evaluate("([title, queries]) => found(title, queries)", [title, list(queries)])
    return missed


class TestWords:
    """Which words are found in which texts."""

    @pytest.mark.parametrize(("query", "title"), FOUND.values(), ids=FOUND)
    def test_what_is_meant_is_found(self, search: Page, query: str, title: str) -> None:
        """However it is typed."""
        assert not_found(search, title, [query]) == []

    @pytest.mark.parametrize(("query", "title"), NOT_FOUND.values(), ids=NOT_FOUND)
    def test_what_is_not_meant_is_not(self, search: Page, query: str, title: str) -> None:
        """Letters that differ are different."""
        assert not_found(search, title, [query]) == [query]

    def test_each_real_title_by_each_of_its_parts(self, search: Page, real_project: Path) -> None:
        """Any run of whole letters, from one to all."""
        titles = {
            item["title"]
            for language in ("en", "km")
            for item in json.loads((real_project / f"out/{language}/feed.json").read_text())["items"]
        }
        assert len(titles) >= 12
        for title in titles:
            assert not_found(search, title, parts(title)) == []

    @given(title=st.text(st.characters(codec="utf-8"), max_size=12).map(stored_form))
    def test_any_text_by_each_of_its_parts(self, search: Page, title: str) -> None:
        """In whatever script; a mark without a letter is none."""
        assert not_found(search, title, parts(title)) == []

    @given(
        title=st.lists(
            st.sampled_from(["ក", "ទ្ធិ", "ស្ត្រី", "ហ៊្វី", "ប៉ា", "ធម៌", "ុំ", "េ", "2", "២", " ", "«", "a", "é"]),
            max_size=8,
        ).map(lambda pieces: stored_form("".join(pieces)))
    )
    def test_any_khmer_by_each_of_its_parts(self, search: Page, title: str) -> None:
        """With digits, quotation marks, spaces and Latin letters between."""
        assert not_found(search, title, parts(title)) == []


def parts(text: str) -> list[str]:
    """Every run of the text's letters that does not begin with a mark that has no letter."""
    letters = clusters(text)
    return [
        "".join(letters[start:end])
        for start in range(len(letters))
        for end in range(start + 1, len(letters) + 1)
        if not re.match(r"\s?[\u0300-\U000e01ef]", letters[start]) or letters[start][0].isalnum()
    ]


class TestField:
    """How the field behaves."""

    def test_is_not_there_without_script(self, browser: Browser) -> None:
        """Nothing that does nothing: the list and its links are whole."""
        with a_server({"/": Answer(the_page("en").encode())}) as host:
            context = browser.new_context(java_script_enabled=False)
            page = context.new_page()
            page.goto(host.url)
            assert page.locator("input, button, form").count() == 0
            assert page.get_by_role("link", name="Cards").get_attribute("href") == "information-card/"
            context.close()

    def test_loads_the_index_when_it_is_used(self, browser: Browser) -> None:
        """Once, and nothing else; not for those who only read."""
        with searching(browser) as search:
            opened = ["/en/", "/assets/search.js"]
            assert search.host.asked == opened
            search.field.focus()
            search.field.fill("outcomes")
            search.shows("Outcomes", "Joint · UPR Labour")
            search.field.fill("review")
            search.shows("Outcomes")
            assert search.host.asked == [*opened, "/en/search.json"]

    def test_is_labelled_and_tells_how_many_were_found(self, browser: Browser) -> None:
        """In the language's form for the number."""
        with searching(browser) as search:
            assert search.page.get_by_label("Search the publications").count() == 1
            search.field.fill("review")
            expect(search.status).to_have_text("1 publication found")
            search.field.fill("joint")
            expect(search.status).to_have_text("2 publications found")
            search.field.fill("no such thing")
            expect(search.status).to_have_text(
                "Nothing was found for “no such thing”. Try fewer words, or other ones."
            )
            search.shows()

    def test_tells_so_in_khmer(self, browser: Browser) -> None:
        """With its digits."""
        with searching(browser, language="km") as search:
            search.field.fill("upr")
            expect(search.status).to_have_text("រកឃើញការបោះពុម្ពផ្សាយចំនួន ២")

    def test_shows_titles_before_other_texts(self, browser: Browser) -> None:
        """What has them in its title comes first, each in the list's order."""
        with searching(browser) as search:
            search.field.fill("labour")
            search.shows("Joint · UPR Labour")
            search.field.fill("outcomes")
            search.shows("Outcomes", "Joint · UPR Labour")
            search.field.fill("infographics")
            search.shows("Outcomes", "Joint · UPR Labour", "Joint · UPR Land")

    def test_shows_all_that_is_known_of_an_entry(self, browser: Browser) -> None:
        """Its categories, its date, its title with its address, and the beginning of its summary."""
        with searching(browser) as search:
            search.field.fill("review")
            search.shows("Outcomes")
            row = search.page.locator(".row")
            expect(row.locator(".meta")).to_have_text("Infographics · 10 October 2024")
            expect(row.locator(".teaser")).to_have_text("Of the review")
            link = row.get_by_role("link")
            assert link.get_attribute("href") == "https://cchrcambodia.org/en/upr-4-outcomes"

    def test_marks_what_is_in_another_language(self, browser: Browser) -> None:
        """A title and its summary; labels that the list's language lacks."""
        with searching(browser) as search:
            search.field.fill("ធន់")
            search.shows("ភាពធន់")
            marked = search.page.eval_on_selector_all(
                ".row [lang]", "all => all.map(({ lang, nodeName }) => [nodeName, lang])"
            )
            assert marked == [["H3", "km"], ["P", "km"]]
        with searching(browser, language="km") as search:
            search.field.fill("outcomes of the review")
            search.shows("Outcomes")
            expect(search.page.locator(".row .meta [lang=en]")).to_have_text("Infographics")

    def test_hostile_texts_are_texts(self, browser: Browser) -> None:
        """Shown letter by letter, also in the message that nothing was found."""
        with searching(browser) as search:
            search.field.fill("onerror")
            expect(search.page.locator(".row .teaser")).to_have_text(HOSTILE)
            search.field.fill("<img src=x onerror='window.poisoned=1'> nothing")
            expect(search.status).to_contain_text("<img src=x")

    def test_filters_by_category_and_text(self, browser: Browser) -> None:
        """In the page; the chosen category is the current one."""
        with searching(browser) as search:
            cards = search.page.get_by_role("link", name="Cards")
            cards.click()
            search.shows("ភាពធន់")
            assert cards.get_attribute("aria-current") == "true"
            expect(search.status).to_have_text("1 publication found")
            search.field.fill("outcomes")
            search.shows()
            search.page.get_by_role("link", name="Infographics").click()
            search.shows("Outcomes", "Joint · UPR Labour")
            search.page.locator("[data-term='']").click()
            search.field.fill("")
            expect(search.list).to_be_visible()
            assert search.page.locator(".row:visible").count() == 0

    def test_tells_that_it_is_looking(self, browser: Browser) -> None:
        """While the index is on its way, also to whoever chooses a category first."""
        with searching(browser) as search:
            held: list[Route] = []

            def hold(route: Route) -> None:
                held.append(route)

            search.page.route("**/search.json", hold)
            search.page.get_by_role("link", name="Cards").click()
            expect(search.status).to_have_text("…")
            held.pop().continue_()
            expect(search.status).to_have_text("1 publication found")

    def test_brings_what_is_found_into_sight(self, browser: Browser) -> None:
        """Where a tall lead stands above the field: else it would be below the window."""
        with searching(browser) as search:
            search.page.evaluate("document.body.style.paddingBlock = '3000px'")
            search.page.evaluate("scrollTo(0, document.querySelector('#q').offsetTop + 60 - innerHeight)")
            expect(search.page.locator("#list")).not_to_be_in_viewport()
            search.field.press("r")
            expect(search.page.locator(".row").first).to_be_in_viewport()
            expect(search.field).to_be_in_viewport()

    def test_escape_clears(self, browser: Browser) -> None:
        """And the list comes back."""
        with searching(browser) as search:
            expect(search.list).to_be_visible()
            search.field.fill("review")
            expect(search.list).to_be_hidden()
            search.field.press("Escape")
            expect(search.list).to_be_visible()
            expect(search.field).to_have_value("")
            expect(search.status).to_have_text("")

    def test_the_way_back_leads_through_the_search(self, browser: Browser) -> None:
        """To what was found, from a publication; then to the list. What was typed is told to no server."""
        with searching(browser) as search:
            search.field.fill("ធន់")
            search.page.wait_for_url("**#q=*")
            search.page.get_by_role("link", name="ភាពធន់").click()
            expect(search.page).to_have_title("Resilience")
            search.page.go_back()
            search.shows("ភាពធន់")
            expect(search.field).to_have_value("ធន់")
            search.page.go_back()
            expect(search.list).to_be_visible()
            expect(search.field).to_have_value("")
            assert {path for path in search.host.asked if "q=" in path or "%" in path} == set()

    def test_an_address_can_be_shared(self, browser: Browser) -> None:
        """A search with its category opens as it was."""
        with searching(browser, fragment="#q=outcomes&c=infographic") as search:
            search.shows("Outcomes", "Joint · UPR Labour")
            expect(search.field).to_have_value("outcomes")

    def test_other_places_on_the_page_stay(self, browser: Browser) -> None:
        """A link to a place on the page ends no search."""
        with searching(browser, fragment="#list") as search:
            expect(search.list).to_be_visible()
            search.field.fill("review")
            search.shows("Outcomes")

    def test_what_cannot_be_loaded_is_told(self, browser: Browser) -> None:
        """The list stays, and the next key tries again."""
        with searching(browser) as search:
            index = search.host.answers.pop("/en/search.json")
            search.field.fill("review")
            expect(search.status).to_have_text("The search could not be loaded. Please try again.")
            expect(search.list).to_be_visible()
            search.host.answers["/en/search.json"] = index
            search.field.fill("reviews")
            search.field.fill("review")
            search.shows("Outcomes")

    def test_shows_many_in_portions(self, browser: Browser) -> None:
        """With a button for more, from which the keyboard goes on at the first new one."""
        many = [an_entry(publication_id=f"e{number}", title=f"Report {number}") for number in range(50)]
        with searching(browser, many) as search:
            search.field.fill("report")
            expect(search.titles).to_have_count(20)
            expect(search.status).to_have_text("50 publications found")
            more = search.page.get_by_role("button", name="Show more")
            more.focus()
            search.page.keyboard.press("Enter")
            expect(search.titles).to_have_count(40)
            expect(search.page.get_by_role("link", name="Report 20", exact=True)).to_be_focused()
            more.click()
            expect(search.titles).to_have_count(50)
            expect(more).to_be_hidden()


class TestIndex:
    """What the field loads."""

    def test_holds_what_was_promised(self) -> None:
        """Address, title, categories, date and summary; nothing else of a usual entry, and compactly."""
        index = index_of([an_entry(summary="a" * 400)], "en")
        assert '": ' not in index
        assert json.loads(index)["entries"] == [
            {
                "url": "https://cchrcambodia.org/en/upr-4-outcomes",
                "title": an_entry().title,
                "category": ["infographic"],
                "date": "10 October 2024",
                "summary": "a" * 199 + "…",
            }
        ]

    def test_is_written_for_each_language(self, nasty_project: Path) -> None:
        """With what its pages list, also in other languages only; nothing withdrawn or waiting."""
        for language, others in (("en", "km"), ("km", "en")):
            text = (nasty_project / f"out/{language}/search.json").read_text(encoding="utf-8")
            entries = json.loads(text)["entries"]
            assert {each.get("lang") for each in entries} == {None, others}
            assert not re.search("secret|សម្ងាត់|withdrawn", text, re.IGNORECASE)

    def test_marks_the_direction_of_what_differs(self) -> None:
        """Of an English entry in an Arabic list, and of its category's label."""
        index = json.loads(index_of([an_entry()], "ar"))
        assert index["categories"]["infographic"] == {
            "label": "Infographics",
            "weave": "weave check",
            "lang": "en",
            "dir": "ltr",
        }
        assert [(each["lang"], each["dir"]) for each in index["entries"]] == [("en", "ltr")]

    def test_marks_a_title_of_another_direction_than_its_summary(self) -> None:
        """A Latin title of an Arabic text."""
        entry = an_entry(language="ar", title="SOGIESC", summary="حقوق الإنسان", categories=())
        index = json.loads(index_of([entry], "ar"))
        assert [(each.get("dir"), each.get("title_dir")) for each in index["entries"]] == [(None, "ltr")]

    def test_the_script_is_small(self, real_project: Path) -> None:
        """No more than pages may carry."""
        assert (real_project / "out/assets/search.js").stat().st_size < 8_000
