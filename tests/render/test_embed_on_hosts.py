"""Tests of the component on all kinds of host pages: their styles, slow networks, keyboards, small rooms."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser import Scheme, accessibility_findings
from cchr_feeds.render.embed import embed_script
from cchr_feeds.render.pages.follow_page import component_snippet
from cchr_feeds.render.templating.templates import Templates
from factories import a_site
from loopback import Answer, a_server

SCRIPT = embed_script(Templates())
ANYBODY = {"Access-Control-Allow-Origin": "*"}
KHMER = "សេចក្ដីថ្លែងការណ៍រួម"

STRICT = (
    "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; style-src 'unsafe-inline'"
)

RESETS = """
* { all: unset !important; margin: 40px !important }
html { font-size: 60px; line-height: .8; letter-spacing: .3em; white-space: nowrap; text-indent: 5em }
a, ul, li, h2, time, section, slot { display: none !important; color: #fff; background: #fff }
li::before { content: "hostile" }
"""

MOVES = """
window.moves = [];
window.blocked = [];
addEventListener("securitypolicyviolation", event => blocked.push(event.violatedDirective));
new PerformanceObserver(list => moves.push(...list.getEntries().map(entry => entry.value)))
    .observe({ type: "layout-shift", buffered: true });
"""


def an_item(number: int, **changes: object) -> dict[str, object]:
    """An entry of a feed, with a title that takes a line or two."""
    item: dict[str, object] = {
        "title": f"{number}. Outcomes of the Fourth Universal Periodic Review",
        "url": f"https://cchrcambodia.org/{number}",
        "summary": "A summary with quite a few words in it. " * 12,
        "_publication": {"id": "x", "date": "2024-10", "date_in_words": "October 2024"},
    }
    return item | changes


def a_feed_of(*items: dict[str, object], **changes: object) -> Answer:
    """A Khmer feed as JSON, for any site to read; or what is made of it."""
    feed = {"title": "CCHR", "language": "km", "home_page_url": "https://cchrcambodia.org/", "items": items}
    return Answer(json.dumps(feed | changes).encode(), "application/feed+json", headers=ANYBODY)


SUMMARIES = (('limit="5"', 'limit="5" summaries'),)
FIVE = a_feed_of(*map(an_item, range(5)))


@contextmanager
def hosted(
    browser: Browser,
    feed: Answer = FIVE,
    style: str = "",
    changes: Sequence[tuple[str, str]] = (),
    width: int = 375,
    script: bool = True,
) -> Iterator[Page]:
    """A page that has not yet gone to another site's page (`/`), with our line on it between two links."""
    component = Answer(SCRIPT.content, "text/javascript", headers=ANYBODY)
    answers = {"/embed/cchr-feeds.js": component, "/embed/en.json": feed, "/en/feed.json": feed}
    with a_server(answers) as ours, a_server({}) as theirs:
        line = component_snippet("en", a_site(feeds_url=ours.url))
        for change in changes:
            line = line.replace(*change)
        policy = f"{STRICT}; script-src {ours.url}; connect-src {ours.url}"
        html = (
            '<!DOCTYPE html><html lang="en"><meta name="viewport" content="width=device-width">'
            f"<title>Theirs</title>{'<style>' + style + '</style>' if style else ''}"
            f'<main><h1>Theirs</h1><p><a href="#1">before</a></p><div>{line}</div>'
            '<p id="below"><a href="#2">after</a></p></main></html>'
        )
        theirs.answers["/"] = Answer(html.encode(), headers={"Content-Security-Policy": policy})
        context = browser.new_context(
            base_url=theirs.url, viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        context.add_init_script(MOVES)
        try:
            yield context.new_page()
        finally:
            context.close()


def arrive(page: Page) -> None:
    """Opens the host page and waits for the list."""
    page.goto("/")
    page.wait_for_selector("cchr-feed section")


def held_back(page: Page, pattern: str) -> Callable[[], None]:
    """What lets the request go that is waited for here; it comes when the browser sends it."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    def let_go() -> None:
        while not waiting:
            page.wait_for_timeout(10)
        waiting[0].continue_()

    page.route(pattern, hold)
    return let_go


def place_below(page: Page) -> float:
    """Where the page goes on below the list."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    place: float = page.evaluate("document.getElementById('below').getBoundingClientRect().top")
    return place


class TestRoom:
    """The list does not push the page about."""

    @pytest.mark.parametrize("style", ["", "body { font: 22px/2 serif }", "div { display: grid }"])
    @pytest.mark.parametrize("width", [375, 1280])
    def test_nothing_moves_when_script_and_list_come_late(
        self, browser: Browser, width: int, style: str
    ) -> None:
        """Not before the script, not after it, not with the list: the browser counts no layout shift."""
        with hosted(browser, style=style, width=width) as page:
            script, feed = held_back(page, "**/cchr-feeds.js"), held_back(page, "**/en.json")
            page.goto("/", wait_until="commit")
            page.wait_for_selector("#below")
            places = [place_below(page)]
            page.wait_for_timeout(100)
            script()
            page.wait_for_selector("cchr-feed:defined")
            places.append(place_below(page))
            feed()
            page.wait_for_selector("cchr-feed section")
            places.append(place_below(page))
            assert places == [places[0]] * 3
            assert (page.evaluate("moves"), page.evaluate("blocked")) == ([], [])

    def test_nothing_moves_when_there_is_no_list(self, browser: Browser) -> None:
        """The link stands at the top of the room instead."""
        with hosted(browser, Answer(b"gone", status=404, headers=ANYBODY)) as page:
            feed = held_back(page, "**/en.json")
            page.goto("/")
            page.wait_for_selector("cchr-feed:defined")
            before = place_below(page)
            feed()
            page.wait_for_selector("cchr-feed div.slot")
            link = page.get_by_role("link", name="Latest publications")
            assert place_below(page) == before
            assert link.evaluate("each => each.getBoundingClientRect().top") < before / 2

    def test_a_longer_list_scrolls_in_its_room(self, browser: Browser) -> None:
        """And the last entry can be reached by keyboard."""
        with hosted(
            browser, a_feed_of(*map(an_item, range(20))), changes=(('limit="5"', 'limit="20"'),)
        ) as page:
            arrive(page)
            last = page.locator("cchr-feed li a").last
            assert not in_sight(page, last_is := "cchr-feed li:last-child")
            last.focus()
            assert in_sight(page, last_is)

    def test_without_a_height_room_is_kept_for_as_many_as_asked(self, browser: Browser) -> None:
        """From the script on; the list then takes what it needs."""
        with hosted(browser, changes=((' height="532"', ""),)) as page:
            feed = held_back(page, "**/en.json")
            page.goto("/")
            page.wait_for_selector("cchr-feed:defined")
            box = page.locator("cchr-feed div")
            assert box.evaluate("each => each.offsetHeight") >= 4 * 16 * 5
            feed()
            page.wait_for_selector("cchr-feed section")
            heights = "each => [each.offsetHeight, each.lastChild.offsetHeight]"
            assert len(set(box.evaluate(heights))) == 1

    @pytest.mark.parametrize("height", ["", "high", "-5"])
    def test_a_height_that_makes_no_sense_hides_nothing(self, browser: Browser, height: str) -> None:
        """The list is as high as it needs."""
        with hosted(browser, changes=(('lang="en" height="532"', f'lang="en" height="{height}"'),)) as page:
            arrive(page)
            assert in_sight(page, "cchr-feed li:nth-child(3)")


def in_sight(page: Page, selector: str) -> bool:
    """Whether a reader can see it where the list stands."""
    found: bool = page.locator(selector).evaluate(
        """each => {
            const { top, bottom } = each.getBoundingClientRect();
            const box = each.closest("section").parentElement.getBoundingClientRect();
            return top < box.bottom && bottom > box.top;
        }"""
    )
    return found


class TestWithoutAScript:
    """What readers see whose browser runs none, and before it has run."""

    def test_the_link_stands_at_the_top_of_its_room(self, browser: Browser) -> None:
        """Not below a hole."""
        with hosted(browser, script=False) as page:
            page.goto("/")
            link = page.get_by_role("link", name="Latest publications").bounding_box()
            before = page.get_by_role("link", name="before").bounding_box()
        assert link
        assert before
        assert 0 < link["y"] - before["y"] < 60


class TestOlderLines:
    """Lines that other sites pasted from an earlier version, with the script of this one."""

    CHANGES = (("/embed/en.json", "/en/feed.json"), ("<br>", ""))

    def test_the_list_is_shown_and_nothing_moves(self, browser: Browser) -> None:
        """They name the feed itself, and the link stands on the line of the drawing."""
        with hosted(browser, changes=self.CHANGES) as page:
            script = held_back(page, "**/cchr-feeds.js")
            page.goto("/", wait_until="commit")
            page.wait_for_selector("#below")
            before = place_below(page)
            script()
            page.wait_for_selector("cchr-feed section")
            assert place_below(page) == before
            assert page.locator("cchr-feed li").count() == 5

    def test_where_there_is_no_list_the_link_stands_at_the_top(self, browser: Browser) -> None:
        """Once the script knows that there is none."""
        with hosted(browser, Answer(b"gone", status=404, headers=ANYBODY), changes=self.CHANGES) as page:
            page.goto("/")
            page.wait_for_selector("cchr-feed div.slot")
            link = page.get_by_role("link", name="Latest publications")
            assert link.evaluate("each => each.getBoundingClientRect().top") < place_below(page) / 2


class TestPaper:
    """A page that is printed."""

    def test_the_list_is_printed_whole(self, browser: Browser) -> None:
        """Also what scrolls in its room on a screen."""
        with hosted(
            browser, a_feed_of(*map(an_item, range(20))), changes=(('limit="5"', 'limit="20"'),)
        ) as page:
            arrive(page)
            page.emulate_media(media="print")
            last = page.locator("cchr-feed li").last
            assert last.evaluate("each => each.getBoundingClientRect().bottom") <= place_below(page)
            assert in_sight(page, "cchr-feed li:last-child")

    def test_the_list_breaks_over_pages_as_text_does(self, browser: Browser) -> None:
        """It begins on the page where it stands, and takes no more pages than without a height."""
        pages = []
        for height in (' height="532"', ""):
            changes = (('limit="5"', 'limit="20"'), (' height="532"', height))
            with hosted(browser, a_feed_of(*map(an_item, range(20))), changes=changes) as page:
                arrive(page)
                pages.append(len(re.findall(rb"/Type /Page\b", page.pdf(format="A5"))))
        assert pages == [3, 3]


class TestDirection:
    """Languages that are written from right to left."""

    ITEMS = (an_item(1, title="بيان"), an_item(2, title="Report", language="en"), an_item(3, title="UPR"))

    def test_the_list_goes_by_its_language_and_each_entry_by_its_own(self, browser: Browser) -> None:
        """A title in other letters does not turn the row around it."""
        with hosted(browser, a_feed_of(*self.ITEMS, language="ar")) as page:
            arrive(page)
            starts = page.locator("cchr-feed section, cchr-feed li").evaluate_all(
                "all => all.map(each => getComputedStyle(each).direction)"
            )
            assert starts == ["rtl", "rtl", "ltr", "rtl"]
            room, title = (
                page.locator(f"cchr-feed {name}").bounding_box() for name in ("section", "li:last-child a")
            )
        assert room
        assert title
        assert title["x"] + title["width"] > room["x"] + room["width"] - 10

    @pytest.mark.parametrize("around", ["ltr", "rtl"])
    @pytest.mark.parametrize("way", ["rtl", "ltr"])
    def test_our_lists_keep_their_direction_on_any_page(
        self, browser: Browser, around: str, way: str
    ) -> None:
        """What our feed says goes before what the page around it does; a title may say another."""
        items = [
            an_item(1, title="CCHR: تقرير", _publication={"date_in_words": "2024"}, tags=["بيان"]),
            an_item(2, title="UPR: 2024!", _publication={"direction": "ltr"}),
        ]
        feed = a_feed_of(*items, language="und", _feed={"direction": way, "line_height": 1.8})
        with hosted(browser, feed, style=f"html {{ direction: {around} }}") as page:
            arrive(page)
            lists = "cchr-feed section, cchr-feed li, cchr-feed li bdi:first-child"
            every = "all => all.map(each => getComputedStyle(each).direction)"
            assert page.locator(lists).evaluate_all(every) == [way, way, way, way, "ltr"]
            size, leading = (
                f"parseFloat(getComputedStyle(each).{name})" for name in ("fontSize", "lineHeight")
            )
            lines = page.locator("cchr-feed li").first.evaluate(f"each => {leading} / {size}")
            assert lines == pytest.approx(1.8)
            room, title, date, category = (
                page.locator(f"cchr-feed {name}").first.evaluate(
                    "each => each.getBoundingClientRect().toJSON()"
                )
                for name in ("section", "li a", "time", "small bdi")
            )
        assert (title["right"] > room["right"] - 10) is (way == "rtl")
        assert (title["left"] < room["left"] + 10) is (way == "ltr")
        assert (date["left"] > category["left"]) is (way == "rtl")


class TestSavedData:
    """Readers whose browser is told to save data."""

    def test_the_list_is_asked_for_when_it_comes_into_sight(self, browser: Browser) -> None:
        """Until then its room is all there is."""
        with hosted(browser, style="h1 { height: 4000px }") as page:
            page.add_init_script(
                "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
            )
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
            page.goto("/", wait_until="networkidle")
            assert "cchr-feeds.js" in asked
            assert "en.json" not in asked
            page.get_by_role("link", name="after").scroll_into_view_if_needed()
            page.wait_for_selector("cchr-feed section")


class TestHostileAnswers:
    """A feed that was taken over, on a page that is not."""

    def test_no_more_is_made_than_is_shown(self, browser: Browser) -> None:
        """However many entries there are."""
        with hosted(browser, a_feed_of(items=[{"title": str(each)} for each in range(100_000)])) as page:
            page.add_init_script(COUNTS)
            arrive(page)
            assert page.evaluate("window.made.li") == 5

    def test_what_cannot_be_shown_is_not_looked_for_without_end(self, browser: Browser) -> None:
        """After some hundred of them the link stays."""
        with hosted(browser, a_feed_of(items=[{}] * 100_000 + [an_item(1)])) as page:
            page.goto("/")
            page.wait_for_selector("cchr-feed div.slot")
            assert page.locator("cchr-feed section").count() == 0

    def test_an_answer_without_end_is_given_up(self, browser: Browser) -> None:
        """Some megabytes are no list."""
        with hosted(browser, a_feed_of(an_item(1), padding="x" * 5_000_000)) as page:
            page.goto("/")
            page.wait_for_selector("cchr-feed div.slot")
            assert page.locator("cchr-feed section").count() == 0

    def test_a_text_without_end_is_cut(self, browser: Browser) -> None:
        """It could freeze the page's layout."""
        with hosted(browser, a_feed_of({"title": "x" * 1_000_000})) as page:
            arrive(page)
            assert len(page.locator("cchr-feed li").inner_text()) == 2000


COUNTS = """
window.made = {};
const make = document.createElement;
document.createElement = function (name) {
    made[name] = (made[name] ?? 0) + 1;
    return make.call(document, name);
};
"""


class TestSummaries:
    """The attribute `summaries`."""

    def test_shows_four_lines_of_each(self, browser: Browser) -> None:
        """Without it none is shown; the variable `--cchr-feed-summary` shows them whole."""
        heights = {}
        for changes in ((), SUMMARIES):
            with hosted(browser, changes=changes) as page:
                arrive(page)
                heights[changes] = page.locator("cchr-feed p").first.evaluate("each => each.offsetHeight")
        with hosted(browser, style="cchr-feed { --cchr-feed-summary: block }") as page:
            arrive(page)
            whole = page.locator("cchr-feed p").first.evaluate("each => each.offsetHeight")
        none, some = heights.values()
        assert none == 0
        assert 4 * 16 <= some <= 4 * 16 * 2.2
        assert whole > some

    def test_can_be_turned_on_and_off_without_a_request(self, browser: Browser) -> None:
        """The list is there already."""
        with hosted(browser) as page:
            arrive(page)
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.locator("cchr-feed").evaluate("each => each.toggleAttribute('summaries')")
            expect(page.locator("cchr-feed p").first).to_be_visible()
            assert asked == []


class TestHostileStyles:
    """A host's own style sheet, with resets for everything and huge letters."""

    def test_the_list_stays_a_list(self, browser: Browser) -> None:
        """Its entries are seen, one below the other, and keep within the page."""
        with hosted(browser, style=RESETS) as page:
            arrive(page)
            page.locator("cchr-feed li a").first.scroll_into_view_if_needed()
            expect(page.locator("cchr-feed li a").first).to_be_visible()
            tops = page.locator("cchr-feed li").evaluate_all("all => all.map(each => each.offsetTop)")
            assert tops == sorted(set(tops))
            assert (
                page.locator("cchr-feed ul").evaluate("each => getComputedStyle(each).listStyleType")
                == "none"
            )
            widths = "all => Math.max(...all.map(each => each.getBoundingClientRect().width))"
            assert page.locator("cchr-feed li").evaluate_all(widths) <= 375

    def test_khmer_clusters_are_not_torn_apart(self, browser: Browser) -> None:
        """Letters keep their own distance and lines theirs, whatever the page does to Latin ones."""
        with hosted(browser, a_feed_of(an_item(1, title=KHMER)), style=RESETS) as page:
            arrive(page)
            style = "each => [getComputedStyle(each).letterSpacing, getComputedStyle(each).whiteSpace]"
            assert page.locator("cchr-feed li").evaluate(style) == ["normal", "normal"]
            sizes = (
                "each => [getComputedStyle(each).lineHeight, getComputedStyle(each).fontSize].map(parseFloat)"
            )
            leading, size = page.locator("cchr-feed li").evaluate(sizes)
            assert leading / size == pytest.approx(1.9)


class TestReaders:
    """Who reads with ears, or without a mouse."""

    def test_tab_goes_through_the_links_in_their_order(self, browser: Browser) -> None:
        """From the page's own before, through title and entries, to the page's own after."""
        with hosted(browser, a_feed_of(an_item(1), an_item(2))) as page:
            arrive(page)
            met = []
            for _ in range(5):
                page.keyboard.press("Tab")
                met.append(page.evaluate(FOCUSED))
        assert met == ["before", "CCHR", *(str(an_item(number)["title"]) for number in (1, 2)), "after"]

    def test_what_is_focused_can_be_seen(self, browser: Browser) -> None:
        """The browser's own outline is not taken away."""
        with hosted(browser) as page:
            arrive(page)
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            outline = "document.querySelector('cchr-feed').shadowRoot.activeElement"
            assert page.evaluate(f"getComputedStyle({outline}).outlineStyle") != "none"

    def test_each_entry_is_spoken_in_its_language(self, browser: Browser) -> None:
        """An entry's own, else the feed's; what is no language is passed over."""
        items = [an_item(1, language="en"), an_item(2), an_item(3, language="English, please")]
        with hosted(browser, a_feed_of(*items)) as page:
            arrive(page)
            rows = page.locator("cchr-feed li")
            assert rows.evaluate_all("all => all.map(each => each.lang)") == ["en", "km", "km"]
            assert page.locator("cchr-feed section").get_attribute("lang") == "km"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [375, 1280])
    def test_a_host_page_has_no_serious_finding(self, browser: Browser, width: int, scheme: Scheme) -> None:
        """By axe, on a light and on a dark page, with summaries in a room that scrolls."""
        style = (
            ":root { color-scheme: light dark } body { background: Canvas; color: CanvasText } "
            "cchr-feed { --cchr-feed-accent: LinkText }"
        )
        with hosted(browser, style=style, changes=SUMMARIES, width=width) as page:
            page.emulate_media(color_scheme=scheme)
            arrive(page)
            assert accessibility_findings(page) == []


FOCUSED = """() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at.textContent;
}"""
