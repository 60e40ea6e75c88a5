"""Tests of the pages that list publications, and of what they have in common with every page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import Scheme, see
from cchr_feeds.build import build
from cchr_feeds.model.colours import READABLE, contrast
from cchr_feeds.model.part import Part
from cchr_feeds.model.site import CategoryInfo
from cchr_feeds.model.values import Localised
from cchr_feeds.render.layout import WEAVES, weave_of
from cchr_feeds.run import Run
from conftest import NOW
from factories import a_site
from project_files import a_project, an_entry_file
from published import published, the_output_of
from render.test_accessible import findings

LISTS = (
    "index.html",
    "en/index.html",
    "km/index.html",
    "en/joint-submission/index.html",
    "km/fact-sheet/index.html",
)


def pages_of(folder: Path, **files: str) -> Path:
    """A project with these entries in English and Khmer, whose pages are built."""
    project = a_project(folder, **{f"entries/{name}.yaml": text for name, text in files.items()})
    build(Run(project, project / "out", NOW, progress=lambda message: None), [Part.PAGES])
    return project


def titles(project: Path, path: str) -> list[str]:
    """The titles in a page's list, with the year or other heading that each group stands under."""
    html = (project / "out" / path).read_text(encoding="utf-8").partition('<div class="list">')[2]
    found = re.findall(r"<h[23](?: [^>]*)?>(?:<a [^>]*>)?(.*?)(?:</a>)?</h[23]>", html)
    return [re.sub("<[^>]*>", "", each) for each in found if each != "Follow"]


def lead(project: Path, path: str) -> str:
    """The title of what leads a page."""
    html = (project / "out" / path).read_text(encoding="utf-8")
    found = re.search(r'<article class="lead">.*?<h2[^>]*><a [^>]*>(.*?)</a>', html, re.DOTALL)
    return found[1] if found else ""


class TestOrder:
    """What a list holds, and in which order."""

    def test_the_newest_leads_and_years_follow(self, tmp_path: Path) -> None:
        """By year, newest first; then what has no date, then what is in another language only."""
        project = pages_of(
            tmp_path,
            old=an_entry_file(id="old", published="2023", en="{title: Old}"),
            new=an_entry_file(id="new", published="2024-10-10", en="{title: New}"),
            middle=an_entry_file(id="middle", published="2024-02", en="{title: Middle}"),
            late=an_entry_file(id="late", published="", added="2025-01-01", en="{title: Late}"),
            khmer=an_entry_file(id="khmer", en="", km="{title: ភាពធន់}"),
        )
        assert lead(project, "en/index.html") == "New"
        assert titles(project, "en/index.html") == [
            "2024", "Middle", "2023", "Old", "Undated", "Late", "Only in Khmer", "ភាពធន់"
        ]  # fmt: skip

    def test_an_editor_chooses_what_leads(self, tmp_path: Path) -> None:
        """The highlight of the newest edition; the newest entry then stands in the list."""
        a_project(tmp_path, **{"editions/2024-10.yaml": "highlight: old\n"})
        project = pages_of(
            tmp_path,
            old=an_entry_file(id="old", published="2024-10-01", en="{title: Old}"),
            new=an_entry_file(id="new", en="{title: New}"),
        )
        assert lead(project, "en/index.html") == "Old"
        assert titles(project, "en/index.html") == ["2024", "New"]

    def test_without_a_date_the_first_kind_leads(self, tmp_path: Path) -> None:
        """In the order of categories; what was added last leads nothing."""
        project = pages_of(
            tmp_path,
            fact=an_entry_file(
                id="fact", published="", added="2025-02-01", category="fact-sheet", en="{title: Fact}"
            ),
            chart=an_entry_file(id="chart", published="", added="2025-01-01", en="{title: Chart}"),
        )
        assert lead(project, "en/index.html") == "Chart"

    def test_a_category_has_its_own_entries(self, tmp_path: Path) -> None:
        """All of them, for nothing leads there; its rows do not name it again."""
        project = pages_of(
            tmp_path,
            chart=an_entry_file(id="chart", en="{title: Chart}"),
            fact=an_entry_file(id="fact", category="fact-sheet", en="{title: Fact}"),
        )
        assert titles(project, "en/infographic/index.html") == ["2024", "Chart"]
        html = (project / "out/en/infographic/index.html").read_text()
        assert html.count("Infographics") == html.partition('id="list"')[0].count("Infographics")

    def test_an_empty_category_says_so(self, tmp_path: Path) -> None:
        """In one sentence under its name, with its weave and a way to hear of the first."""
        project = pages_of(tmp_path, chart=an_entry_file(id="chart"))
        html = (project / "out/en/fact-sheet/index.html").read_text()
        assert "<h1>Fact sheets</h1>\n<p>No publications yet</p>" in html
        assert 'class="plate weave bars"' in html
        assert "<article" not in html
        assert 'class="box' in html

    def test_what_waits_is_in_no_page(self, tmp_path: Path) -> None:
        """Neither a draft nor what is dated in the future, nor in a count."""
        project = pages_of(
            tmp_path,
            chart=an_entry_file(id="chart"),
            draft=an_entry_file(id="secret-draft", draft="true", en="{title: Secret}"),
            future=an_entry_file(id="secret-future", published="2031-01-01", en="{title: Secret}"),
        )
        made = [path.read_text() for path in project.glob("out/**/*.html")]
        assert not any("ecret" in text or "2031" in text for text in made)
        assert "All <b>1</b>" in (project / "out/en/index.html").read_text()

    def test_what_was_withdrawn_is_no_more_than_a_notice(self, tmp_path: Path) -> None:
        """Without a weave and a lead; it is not counted, and its title is gone."""
        withdrawal = "{on: 2026-11-01, reason: {en: It was wrong.}}"
        project = pages_of(
            tmp_path,
            gone=an_entry_file(id="gone", en="{title: Gone}", withdrawn=withdrawal),
            chart=an_entry_file(id="chart", published="2024-01-01", en="{title: Chart}"),
        )
        html = (project / "out/en/index.html").read_text()
        assert lead(project, "en/index.html") == "Chart"
        assert titles(project, "en/index.html") == ["2024", "Withdrawn publication"]
        assert '<span class="cover" aria-hidden="true"></span>' in html
        assert "It was wrong." in html
        assert "Gone" not in html
        assert "All <b>1</b>" in html


class TestLongLists:
    """More than 200 entries."""

    @pytest.fixture(scope="class")
    @classmethod
    def project(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """150 entries of 2024, 60 of 2023, five without a date, of which the Khmer ones are few."""
        days = [f"2024-{1 + number % 9:02}-{1 + number % 28:02}" for number in range(150)] + ["2023"] * 60
        files = {
            f"e{number}": an_entry_file(id=f"e{number}", published=day) for number, day in enumerate(days)
        }
        undated = {
            f"u{number}": an_entry_file(id=f"u{number}", published="", added="2025-01-01")
            for number in range(5)
        }
        return pages_of(tmp_path_factory.mktemp("long"), **files, **undated)

    def test_whole_years_stand_on_the_first_page(self, project: Path) -> None:
        """As many as 200 entries, with links to every year and to what has no date."""
        html = (project / "out/en/index.html").read_text()
        assert html.count('<li class="row">') == 149  # the newest leads
        assert re.findall(r'<a href="../(en/[^"]*/)index.html"', html)[-3:] == [
            "en/2024/",
            "en/2023/",
            "en/undated/",
        ]

    @pytest.mark.parametrize(("folder", "count"), [("2024", 150), ("2023", 60), ("undated", 5)])
    def test_each_year_has_a_page(self, project: Path, folder: str, count: int) -> None:
        """With all of it, in the list of the language and in that of the category."""
        for page in (f"en/{folder}", f"en/infographic/{folder}"):
            assert (project / f"out/{page}/index.html").read_text().count('<li class="row">') == count

    def test_short_lists_have_none(self, project: Path) -> None:
        """What a language has too little of is one page."""
        assert not list(project.glob("out/km/20*")) + list(project.glob("out/en/fact-sheet/*/"))

    def test_what_is_in_another_language_is_cut(self, project: Path) -> None:
        """A list that is long for others' entries names twenty of them and leads to theirs."""
        html = (project / "out/km/index.html").read_text()
        assert html.count('<li class="row">') == 21
        assert '<a href="../en/index.html">' in html


class TestIndex:
    """`index.html`."""

    def test_greets_in_every_language(self, real_project: Path) -> None:
        """With the newest of each and the way into it; feeds point at its anchors."""
        html = (real_project / "out/index.html").read_text(encoding="utf-8")
        english, khmer = (
            html.partition(f'<section id="{each}"')[2].partition("</section>")[0] for each in ("en", "km")
        )
        assert "Outcomes of Cambodia" in english
        assert 'href="en/index.html">All publications' in english
        assert khmer.startswith(' lang="km"')
        assert "ភាពធន់" in khmer
        assert 'href="km/index.html"' in khmer


class TestEveryPage:
    """What lists have in common."""

    @pytest.mark.parametrize("path", LISTS)
    def test_is_accessible(self, browser: Browser, real_project: Path, path: str) -> None:
        """Axe has nothing serious to say, on a phone and on a desktop, by day and by night."""
        with published(browser, the_output_of(real_project)) as (page, url, _):
            assert findings(page, url + path) == []

    @pytest.mark.parametrize("path", LISTS)
    def test_fits_the_screen(self, browser: Browser, real_project: Path, path: str) -> None:
        """Nobody scrolls sideways, and nothing is wider than 1,216 pixels."""
        wide = "each => Math.max(...[...each.children].map((child) => child.offsetWidth))"
        with published(browser, the_output_of(real_project)) as (page, url, _):
            page.goto(url + path)
            for width in (320, 375, 1280):
                see(page, (width, "light"))
                assert page.evaluate("document.documentElement.scrollWidth") == width
                assert page.locator("main .width").evaluate(wide) <= 1216

    def test_asks_nobody_else(self, browser: Browser, real_project: Path) -> None:
        """Nothing is loaded from elsewhere."""
        with published(browser, the_output_of(real_project)) as (page, url, _):
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(f"{url}en/index.html")
            page.wait_for_load_state("networkidle")
        assert [each for each in asked if not each.startswith(url)] == []

    def test_every_foreign_text_says_its_language(self, browser: Browser, real_project: Path) -> None:
        """English titles and teasers on the Khmer page, and its labels that there are in English only."""
        foreign = """() => [...document.querySelectorAll("main *")].filter((each) =>
            [...each.childNodes].some(({ nodeType, data }) => nodeType === 3 && /[a-z]{5}/i.test(data))
            && each.closest("[lang]").lang === "km").map((each) => each.textContent)"""
        with published(browser, the_output_of(real_project)) as (page, url, _):
            page.goto(f"{url}km/index.html")
            assert page.evaluate(foreign) == []

    def test_no_line_breaks_a_name(self, browser: Browser, real_project: Path) -> None:
        """Names from site.yaml stay whole in titles and teasers."""
        with published(browser, the_output_of(real_project), 320) as (page, url, _):
            page.goto(f"{url}km/index.html")
            kept = page.locator("h3 span, .teaser span").filter(has_text="ចាន់ថា")
            assert kept.count() > 0
            assert all(box["height"] < 45 for each in kept.all() if (box := each.bounding_box()))

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_is_usable_with_forced_colours(
        self, browser: Browser, real_project: Path, scheme: Scheme
    ) -> None:
        """Patterns may vanish; every title and link is there, in the colours that were forced."""
        with published(browser, the_output_of(real_project), scheme=scheme) as (page, url, _):
            page.emulate_media(forced_colors="active", color_scheme=scheme)
            page.goto(f"{url}en/index.html")
            colours = "all => all.map((each) => getComputedStyle(each).color)"
            links = set(page.locator("main a:not(.button)").evaluate_all(colours))
            assert len(links) == 1
            assert page.locator("main h1").is_visible()

    def test_can_be_printed(self, browser: Browser, real_project: Path) -> None:
        """Titles and teasers in black on white, no navigation, no forms."""
        with published(browser, the_output_of(real_project), scheme="dark") as (page, url, _):
            page.goto(f"{url}en/index.html")
            page.emulate_media(media="print")
            assert not any(each.is_visible() for each in page.get_by_role("navigation").all())
            assert page.locator(".row h3").first.is_visible()
            body = "getComputedStyle(document.body).backgroundColor"
            assert page.evaluate(body) == "rgb(255, 255, 255)"
            page.emulate_media(media="print", color_scheme="light")  # as browsers print a dark page
            shown = page.locator("main :is(h1, h2, h3, p, .label):visible")
            for colour in set(shown.evaluate_all("all => all.map((each) => getComputedStyle(each).color)")):
                written = "".join(f"{int(channel):02x}" for channel in re.findall(r"\d+", colour))
                assert contrast(f"#{written}", "#ffffff") >= READABLE, colour


class TestStyles:
    """`assets/page.css`."""

    def test_is_small(self, real_project: Path) -> None:
        """Less than 12,000 bytes."""
        assert (real_project / "out/assets/page.css").stat().st_size < 12_000

    def test_has_no_physical_directions(self, real_project: Path) -> None:
        """So that a page written from right to left is mirrored; a gradient's angle is a pattern's."""
        css = (real_project / "out/assets/page.css").read_text()
        physical = r"[{;]((?:margin|padding|border)-(?:left|right|top|bottom)|(?:max-|min-)?(?:width|height)"
        physical += r"|left|right|top|bottom|float)\b|text-align:(?:left|right)"
        assert re.findall(physical, css) == []
        assert "url(" not in css
        assert "@import" not in css


def test_a_category_beyond_the_sixth_has_a_weave_turned_round() -> None:
    """Figure and ground are exchanged, so that twelve can be told apart."""
    site = a_site(categories={f"c{number}": CategoryInfo(Localised("C")) for number in range(13)})
    weaves = [weave_of(term, site) for term in site.categories]
    assert weaves[:6] == [f"weave {name}" for name in WEAVES]
    assert weaves[6:12] == [f"weave {name} turned" for name in WEAVES]
    assert weaves[12] == weaves[0]
