"""Tests of the form on the page on following that writes what another site pastes, in a real browser."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser import copied
from cchr_feeds.model.output import Contents
from cchr_feeds.model.site import Site
from cchr_feeds.render.embed import embed_script
from cchr_feeds.render.pages.follow_page import component_snippet, frame_snippet, list_height, plain_snippet
from factories import CARD, a_date, a_feed, a_khmer_entry, a_site, an_entry
from loopback import Answer, a_server
from published import TEMPLATES, answers, published, some_contents, the_output

SCRIPT = embed_script(TEMPLATES)
WAYS = ("script", "pinned", "frame", "plain")
HOSTILE = 'AT&T <b> "x" \u00a0 </script><img src=x onerror="window.poisoned=1">'


def some_feeds(site: Site | None = None) -> Contents:
    """An English entry, and seven Khmer ones, three of which are information cards."""
    site = site or a_site()
    khmer = [
        a_khmer_entry(
            publication_id=f"card-{number}",
            title=f"ភាពធន់ {number} {HOSTILE}",
            url=f"https://cchrcambodia.org/km/{number}?a=1&b=2",
            date=None if number else a_date("2024-10"),
            summary="ភាពធន់\n\nA & B",
        )
        for number in range(7)
    ]
    khmer[1] = replace(khmer[1], withdrawn=True)
    feeds = (
        a_feed(an_entry(date=a_date("2024"))),
        a_feed(*khmer, language="km", folder="km", title="ការបោះពុម្ពផ្សាយ"),
        a_feed(*khmer[:3], language="km", category=CARD, folder="km/information-card", title="ប័ណ្ណព័ត៌មាន"),
    )
    return Contents(site, feeds, (), (), (), {})


def height_of(language: str, entries: int) -> int:
    """What a list of so many entries without summaries needs."""
    room = list_height(language)
    return room["title"] + entries * room["entry"]


@contextmanager
def the_builder(
    browser: Browser, language: str = "en", contents: Contents | None = None
) -> Iterator[tuple[Page, Locator]]:
    """The page on following on its own host, with its builder in sight; no script ran that should not."""
    with published(browser, the_output(contents or some_feeds())) as (page, url, complaints):
        page.goto(f"{url}{language}/follow.html#embed")
        page.locator("#embed summary").click()
        builder = page.locator(".builder")
        builder.scroll_into_view_if_needed()
        page.wait_for_selector(".stage cchr-feed section")
        yield page, builder
        assert page.evaluate("window.poisoned") is None
        assert [each for each in complaints if not re.search("404|DISCONNECTED", each)] == []


def choose(builder: Locator, **choices: str) -> None:
    """Chooses in a builder: language, category (a feed's folder), limit, and the way; others stay."""
    form = builder.locator("form")
    for name in ("language", "category", "limit"):
        if name in choices:
            form.locator(f"select[name^={name}]:visible").select_option(choices[name])
    if "way" in choices:
        form.locator(f"[name=way][value={choices['way']}]").check()


def written(builder: Locator) -> str:
    """The HTML that stands in it to be copied."""
    return builder.locator("textarea:visible").input_value()


class TestWriting:
    """What there is to copy."""

    @pytest.mark.parametrize("language", ["en", "km"])
    def test_begins_with_the_lines_that_stand_on_the_page(self, browser: Browser, language: str) -> None:
        """Each way writes first what it says without script; the plain list too, letter by letter."""
        contents = some_feeds()
        feed = contents.feeds[0] if language == "en" else contents.feeds[1]
        expected = {
            "script": component_snippet(language, contents.site),
            "pinned": component_snippet(language, contents.site, SCRIPT),
            "frame": frame_snippet(language, contents.site),
            "plain": plain_snippet(feed, contents.site),
        }
        with the_builder(browser, language, contents) as (page, builder):
            for way in WAYS:
                choose(builder, way=way)
                expect(builder.locator("textarea:visible")).not_to_have_value("")
                shown = page.evaluate(READ_BACK, written(builder))
                assert shown == page.evaluate(READ_BACK, expected[way])
                if way != "plain":
                    assert written(builder) == expected[way]

    def test_writes_what_was_chosen(self, browser: Browser) -> None:
        """Another language's category, fewer entries, summaries: in the script's line and the pinned one."""
        height = height_of("km", 2) + 2 * list_height("km")["summary"]
        expected = (
            'src="https://cchrcambodia.org/feeds/embed/km/information-card.json"'
            f' limit="2" summaries lang="km" height="{height}">'
        )
        with the_builder(browser) as (_, builder):
            choose(builder, language="km", limit="2")
            choose(builder, category="km/information-card")
            builder.get_by_label("With summaries").check()
            assert expected in written(builder)
            drawing = height - list_height("km")["line"]
            assert f'<svg width="0" height="{drawing}"' in written(builder)
            assert ">ការបោះពុម្ពផ្សាយថ្មីៗ</a>" in written(builder)
            choose(builder, way="pinned")
            assert expected in written(builder)
            assert f'integrity="{SCRIPT.integrity}"' in written(builder)

    def test_makes_room_for_as_many_as_are_asked_for(self, browser: Browser) -> None:
        """Also while there are fewer: the line is pasted once, and the list grows."""
        with the_builder(browser) as (_, builder):
            choose(builder, limit="20")
            assert f'limit="20" lang="en" height="{height_of("en", 20)}"' in written(builder)

    def test_a_frame_has_its_category_and_no_other_choice(self, browser: Browser) -> None:
        """How many and summaries can't be chosen for it, and can again for the others."""
        with the_builder(browser) as (page, builder):
            choose(builder, language="km", way="frame")
            choose(builder, category="km/information-card")
            assert 'src="https://cchrcambodia.org/feeds/embed/km/information-card.html"' in written(builder)
            assert page.locator("#limit").is_disabled()
            assert builder.get_by_label("With summaries").is_disabled()
            choose(builder, way="script")
            assert page.locator("#limit").is_enabled()

    def test_a_plain_list_is_what_was_chosen(self, browser: Browser) -> None:
        """So many of the category, without what was withdrawn, with summaries, as text."""
        with the_builder(browser) as (_, builder):
            choose(builder, language="km", way="plain", limit="1")
            choose(builder, category="km/information-card")
            builder.get_by_label("With summaries").check()
            expect(builder.locator(".stage li")).to_have_count(1)
            expect(builder.locator(".stage li p")).to_have_text("ភាពធន់ A & B")
            text = written(builder)
            assert text.startswith(
                '<ul lang="km" dir="ltr"><li><a href="https://cchrcambodia.org/km/0?a=1&amp;b=2">'
            )
            assert "&lt;img src=x onerror" in text
            assert '<time datetime="2024-10">ខែតុលា ឆ្នាំ២០២៤</time>' in text

    def test_languages_and_categories_can_be_read_by_who_can_not_read_them(self, browser: Browser) -> None:
        """In the English part Khmer and its categories are named in English too, with how many there are."""
        with the_builder(browser) as (_, builder):
            languages = builder.locator("[name=language] option").all_inner_texts()
            assert languages == ["English", "Khmer · ភាសាខ្មែរ"]
            choose(builder, language="km")
            categories = builder.locator("select[name^=category]:visible option").all_inner_texts()
            assert categories == ["All publications (7)", "Information cards · ប័ណ្ណព័ត៌មាន (3)"]

    def test_a_language_without_entries_is_not_offered(self, browser: Browser) -> None:
        """Its own part keeps the lines to copy."""
        contents = some_feeds()
        empty = replace(contents.feeds[1], entries=(), total=0)
        contents = replace(contents, feeds=(contents.feeds[0], empty))
        with the_builder(browser, contents=contents) as (page, builder):
            assert builder.locator("[name=language] option").all_inner_texts() == ["English"]
            page.goto(page.url.replace("/en/", "/km/"))
            page.locator("#embed summary").click()
            assert page.locator(".choices").count() == 0
            assert page.locator("textarea").first.is_visible()


READ_BACK = """html => {
    const read = new DOMParser().parseFromString(html, "text/html").body;
    const attributes = node => [...node.attributes].map(each => [each.name, each.value]);
    const told = node => node.nodeType === 3
        ? node.data
        : [node.localName, attributes(node), [...node.childNodes].map(told)];
    return told(read);
}"""


class TestPreview:
    """What it will look like, with the real thing from this very site."""

    def test_shows_what_was_chosen(self, browser: Browser) -> None:
        """The component, the page for an iframe, or the list; newest first, without what was withdrawn."""
        titles = [f"ភាពធន់ {number} {HOSTILE}" for number in (0, 2)]
        with the_builder(browser) as (_, builder):
            choose(builder, language="km", limit="2")
            choose(builder, category="km/information-card")
            rows = builder.locator(".stage cchr-feed li a")
            expect(rows).to_have_text(titles, use_inner_text=True)
            assert not builder.locator(".stage cchr-feed p").first.is_visible()
            builder.get_by_label("With summaries").check()
            expect(builder.locator(".stage cchr-feed p").first).to_be_visible()
            choose(builder, way="frame")
            framed = builder.frame_locator(".stage iframe")
            expect(framed.get_by_role("heading", name="ប័ណ្ណព័ត៌មាន")).to_be_visible()
            choose(builder, way="plain")
            expect(builder.locator(".stage > ul > li > a")).to_have_text(titles, use_inner_text=True)

    def test_is_as_high_as_the_line_says(self, browser: Browser) -> None:
        """The webmaster sees the room that the list takes."""
        with the_builder(browser) as (_, builder):
            choose(builder, language="km", limit="3")
            expect(builder.locator(".stage cchr-feed li")).to_have_count(3)
            height = builder.locator(".stage cchr-feed div").evaluate("each => each.offsetHeight")
            assert height == height_of("km", 3)

    def test_nothing_is_fetched_until_somebody_comes_near(self, browser: Browser) -> None:
        """Who only looks for a feed's address loads no feed."""
        with published(browser, the_output(some_feeds())) as (page, url, _):
            asked: list[str] = []
            page.on("request", lambda request: asked.append(urlsplit(request.url).path))
            page.set_viewport_size({"width": 375, "height": 400})
            page.goto(f"{url}en/follow.html", wait_until="networkidle")
            assert "/embed/cchr-feeds.js" not in asked
            assert not [path for path in asked if path.endswith("feed.json")]
            page.locator("#embed summary").click()
            page.locator(".builder").scroll_into_view_if_needed()
            page.wait_for_selector(".stage cchr-feed section")
            assert "/embed/en.json" in asked

    def test_says_so_when_a_list_can_not_be_loaded(self, browser: Browser) -> None:
        """Offline the script's line can still be copied, and its preview is the link that stays."""
        with the_builder(browser) as (page, builder):
            page.context.set_offline(True)
            choose(builder, language="km")
            expect(builder.locator(".stage").get_by_role("link", name="ការបោះពុម្ពផ្សាយថ្មីៗ")).to_be_visible()
            assert "/embed/km.json" in written(builder)
            choose(builder, way="plain")
            expect(builder.locator(".stage")).to_have_text("The list could not be loaded.")
            expect(builder.get_by_role("button", name="Copy").locator("visible=true")).to_be_disabled()
            assert written(builder) == ""

    def test_a_late_list_of_an_earlier_choice_is_not_shown(self, browser: Browser) -> None:
        """What was chosen last is what there is to copy."""
        with the_builder(browser) as (page, builder):
            page.route("**/embed/en.json", lambda route: None)
            choose(builder, way="plain")
            choose(builder, language="km")
            expect(builder.locator(".stage li")).to_have_count(5)
            page.unroute_all(behavior="ignoreErrors")
            assert written(builder).startswith('<ul lang="km" dir="ltr">')


class TestUse:
    """As a first-time user would."""

    def test_works_from_the_keyboard(self, browser: Browser) -> None:
        """Tab goes through the choices in their order and on to the line and its button; arrows choose."""
        with the_builder(browser) as (page, builder):
            page.locator("#language").focus()
            page.keyboard.press("ArrowDown")
            assert '/embed/km.json"' in written(builder)
            met = []
            for _ in range(6):
                page.keyboard.press("Tab")
                met.append(page.evaluate("document.activeElement.name || document.activeElement.localName"))
            assert met == ["category-km", "limit", "summaries", "way", "textarea", "button"]
            for _ in range(2):
                page.keyboard.press("Shift+Tab")
            page.keyboard.press("ArrowRight")
            assert "integrity=" in written(builder)

    def test_a_screen_reader_is_told_what_each_field_is(self, browser: Browser) -> None:
        """Fields and the group of ways have names, ways have descriptions, in the part's language."""
        with the_builder(browser, "km") as (_, builder):
            form = builder.get_by_role("form", name="បង្ហាញការបោះពុម្ពផ្សាយរបស់យើងនៅលើគេហទំព័ររបស់អ្នក")
            for name in ("ភាសា", "ប្រភេទ", "ចំនួន"):
                expect(form.get_by_role("combobox", name=name)).to_be_visible()
            expect(form.get_by_role("group", name="របៀបដាក់").get_by_role("radio")).to_have_count(4)
            way = form.get_by_role("radio", name="ស៊ុម (iframe)")
            expect(way).to_have_accessible_description(
                "ទាន់សម័យជានិច្ច ដោយគ្មាន JavaScript។ វាបង្ហាញការបោះពុម្ពផ្សាយថ្មីៗចំនួន ១០។"
            )
            expect(builder.get_by_role("textbox", name="ស្គ្រីប")).to_be_visible()

    @pytest.mark.parametrize("way", WAYS)
    def test_a_webmaster_embeds_khmer_cards_on_a_page_of_theirs(self, browser: Browser, way: str) -> None:
        """From that page alone: two choices, a click on Copy, paste; under a policy that forbids styles."""
        with a_server({}) as ours, a_server({}) as theirs:
            ours.answers |= answers(the_output(some_feeds(a_site(feeds_url=ours.url))))
            context = browser.new_context()
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            page = context.new_page()
            page.goto(ours.url + "en/follow.html")
            page.locator("#embed summary").click()
            builder = page.locator(".builder")
            choose(builder, language="km", way=way)
            choose(builder, category="km/information-card")
            expect(builder.locator("textarea:visible")).not_to_have_value("")
            assert copied(builder.get_by_role("button", name="Copy").locator("visible=true")) == "Copied"
            line = page.evaluate("navigator.clipboard.readText()")
            assert "\n" not in line
            theirs.answers["/"] = Answer(
                f'<!DOCTYPE html><html lang="en"><title>Theirs</title>{line}'.encode(),
                headers=a_policy(ours.url),
            )
            complaints: list[str] = []
            page.on("console", lambda message: complaints.append(message.text))
            page.goto(theirs.url, wait_until="networkidle")
            where = page.frame_locator("iframe") if way == "frame" else page
            expect(where.get_by_role("link", name="ភាពធន់ 0")).to_be_visible()
            expect(where.get_by_role("listitem")).to_have_count(2)
            assert [each for each in complaints if "404" not in each] == []
            context.close()


def a_policy(publisher: str) -> Mapping[str, str]:
    """What a careful site allows: scripts, data and frames of the publisher, and nothing else."""
    return {
        "Content-Security-Policy": f"default-src 'none'; script-src {publisher}; connect-src {publisher}; "
        f"frame-src {publisher}; require-trusted-types-for 'script'; trusted-types 'none'"
    }


def test_a_feed_without_summaries_leaves_nothing_empty(browser: Browser) -> None:
    """Where an entry has no summary, a plain list has no paragraph for it."""
    contents = some_contents()
    bare = replace(contents.feeds[0], newest=(an_entry(summary=""),))
    with the_builder(browser, contents=replace(contents, feeds=(bare, *contents.feeds[1:]))) as (_, builder):
        choose(builder, way="plain")
        builder.get_by_label("With summaries").check()
        expect(builder.locator(".stage li")).to_have_count(1)
        assert "<p>" not in written(builder)
