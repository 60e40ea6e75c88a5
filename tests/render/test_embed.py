"""Tests of what other sites embed, in a real browser: a strict host page, poisoned feeds, every failure."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser import Scheme, a_page
from builds import NOW
from cchr_feeds.model.output import Contents
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Brand, LanguageInfo, SignUpForm
from cchr_feeds.model.values import Localised
from cchr_feeds.render import render
from cchr_feeds.render.embed import embed_documents, embed_script, list_html, list_json
from cchr_feeds.render.pages.follow_page import component_snippet, frame_snippet
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.resolve import assemble
from cchr_feeds.select import select
from cchr_feeds.source import read_project
from factories import (
    CARD,
    FACT_SHEET,
    INFOGRAPHIC,
    a_date,
    a_feed,
    a_khmer_entry,
    a_site,
    an_entry,
    one_of_a_series,
)
from loopback import Answer, Server, a_server
from project_files import a_project

TEMPLATES = Templates()
SCRIPT = embed_script(TEMPLATES)
JSON = "application/feed+json; charset=utf-8"
ANYBODY = {"Access-Control-Allow-Origin": "*"}
FALLBACK = "Latest publications"

Document = dict[str, object]

SUBSCRIBE = Localised(
    "https://example.org/en", "en", {"en": "https://example.org/en", "km": "https://example.org/km"}
)
FORM = SignUpForm(Localised("https://list.example.org/join"), Localised("email"))
FOLLOW = "https://cchrcambodia.org/feeds/km/follow.html"


def a_json_feed(*items: object, **changes: object) -> Document:
    """A small JSON Feed, or what is made of it."""
    feed: Document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "CCHR publications",
        "home_page_url": "https://cchrcambodia.org/",
        "language": "en",
        "items": items or ({"id": "1", "title": "One", "url": "https://cchrcambodia.org/1"},),
    }
    return feed | changes


def served(document: object) -> Answer:
    """The document as JSON, for any site to read."""
    content = document if isinstance(document, str) else json.dumps(document)
    return Answer(content.encode(), JSON, headers=ANYBODY)


@contextmanager
def a_publisher(feed: Answer) -> Iterator[Server]:
    """A server with the component, and this feed at /embed/en.json."""
    script = Answer(SCRIPT.content, "text/javascript; charset=utf-8", headers=ANYBODY)
    with a_server({"/embed/cchr-feeds.js": script, "/embed/en.json": feed}) as publisher:
        yield publisher


def the_host_page(publisher: Server, attributes: str = "", style: str = "") -> Answer:
    """A page of another site that trusts only the publisher, and pastes our line."""
    policy = (
        f"default-src 'none'; script-src {publisher.url}embed/; connect-src {publisher.url}embed/; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    site = a_site(feeds_url=publisher.url)
    lines = component_snippet("en", site).replace('limit="5"', attributes or 'limit="5"')
    html = (
        f'<!DOCTYPE html><html lang="en"><title>Host</title><body {style}><h1>Host</h1>{lines}</body></html>'
    )
    return Answer(html.encode(), headers={"Content-Security-Policy": policy})


@contextmanager
def hosted(browser: Browser, feed: Answer, attributes: str = "") -> Iterator[Page]:
    """The host page in the browser; a script that ran where none may would have set `window.poisoned`."""
    with a_publisher(feed) as publisher, a_server({"/": the_host_page(publisher, attributes)}) as host:
        context = browser.new_context(viewport={"width": 375, "height": 800})
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        try:
            page.clock.install()
            page.goto(host.url)
            yield page
            assert page.evaluate("window.poisoned") is None
        finally:
            context.close()


def titles(page: Page) -> list[str]:
    """What the list shows, once it is there."""
    page.wait_for_selector("cchr-feed section")
    return page.locator("cchr-feed li").all_inner_texts()


def shows_only_the_link(page: Page) -> bool:
    """Whether the host page's own link is what a reader sees, and nothing of ours."""
    page.wait_for_load_state("networkidle")
    link = page.get_by_role("link", name=FALLBACK, exact=True)
    return link.is_visible() and page.locator("cchr-feed section").count() == 0


def test_the_script_is_small_and_shipped_as_it_is_written() -> None:
    """It is under 5 kB on its way, has no template tag in it, and needs no other file."""
    source = Path(__file__).parents[2] / "templates/embed/cchr-feeds.js"
    assert SCRIPT.content == source.read_bytes()
    assert len(gzip.compress(SCRIPT.content)) < 5000
    assert not re.search(
        rb"innerHTML|outerHTML|insertAdjacent|\beval\b|import\s|localStorage|cookie =", SCRIPT.content
    )


def test_a_projects_own_script_wins(tmp_path: Path) -> None:
    """A copy in the project's templates is what is shipped, and gets a versioned name of its own."""
    (tmp_path / "templates/embed").mkdir(parents=True)
    (tmp_path / "templates/embed/cchr-feeds.js").write_text("export {};\n", encoding="utf-8")
    own = embed_script(Templates(tmp_path))
    assert own.content == b"export {};\n"
    assert own.versioned_path != SCRIPT.versioned_path


def test_the_versioned_script_is_the_same_under_the_name_of_its_hash() -> None:
    """A page may keep the versioned address for ever: other bytes get another name."""
    documents = embed_documents(some_contents(), TEMPLATES)
    made = {artifact.path: artifact.content for document in documents for artifact in document()}
    digest = hashlib.sha256(SCRIPT.content).hexdigest()[:12]
    assert made[f"embed/cchr-feeds.{digest}.js"] == made["embed/cchr-feeds.js"] == SCRIPT.content
    assert sorted(made) == sorted(
        [
            "embed/cchr-feeds.js",
            f"embed/cchr-feeds.{digest}.js",
            "embed/en.html",
            "embed/en.json",
            "embed/en/infographic.html",
            "embed/en/infographic.json",
            "embed/km.html",
            "embed/km.json",
        ]
    )


def some_contents(feeds_url: str = "https://cchrcambodia.org/feeds/") -> Contents:
    """A site with an English and a Khmer entry."""
    khmer = a_feed(a_khmer_entry(), language="km", folder="km", title="ការបោះពុម្ពផ្សាយ")
    category = a_feed(category=INFOGRAPHIC, folder="en/infographic")
    return Contents(a_site(feeds_url=feeds_url), (a_feed(), category, khmer), (), (), (), {})


class TestList:
    """`embed/{language}.json`, which the component loads."""

    def test_is_a_json_feed_without_bodies(self) -> None:
        """A long text is not in it, and of a long summary what is shown."""
        long = an_entry(body="A long body. " * 1000, summary="A long summary. " * 100)
        feed = a_feed(long, an_entry(publication_id="two", summary=""))
        made = json.loads(list_json(feed, a_site()))
        assert made["feed_url"] == "https://cchrcambodia.org/feeds/embed/en.json"
        assert "A long body" not in json.dumps(made)
        summary, title = (item["content_text"] for item in made["items"])
        assert (len(summary), summary[-1], title) == (239, "…", an_entry().title)

    def test_says_directions_and_how_high_lines_are(self) -> None:
        """The list's, and a title's that reads the other way; heights of lines where Latin's are too low."""
        latin, arabic = (
            an_entry(language="ar", title="UPR 2024"),
            an_entry(language="ar", title="CCHR: تقرير"),
        )
        document = json.loads(list_json(a_feed(latin, arabic, language="ar"), a_site()))
        assert (document["_feed"]["direction"], document["_feed"]["line_height"]) == ("rtl", 1.8)
        assert [item["_publication"].get("direction") for item in document["items"]] == ["ltr", None]
        latin_only = json.loads(list_json(a_feed(), a_site()))["_feed"]
        assert (latin_only["direction"], "line_height" in latin_only) == ("ltr", False)

    def test_says_what_the_frame_shows(self) -> None:
        """The cover of a category in the publisher's colours, a series, and capitals."""
        document = json.loads(list_json(a_feed(*shown_in_lists()), a_site()))
        assert document["_feed"]["colours"] == {"cover": "#123f5c", "weave": "#285472", "thread": "#ec9d54"}
        told = [item["_publication"] for item in document["items"]]
        assert [each["weave"] for each in told] == ["weave check", "weave bars", "weave check"]
        assert [each.get("series") for each in told] == ["Joint Submission · 4th UPR", None, None]
        assert [each.get("is_in_capitals") for each in told] == [None, True, None]

    @pytest.mark.parametrize(
        ("changes", "joined"),
        [
            ({"subscribe": None}, []),
            ({"subscribe": SUBSCRIBE}, [("ជាវព្រឹត្តិបត្រព័ត៌មាន", "https://example.org/km")]),
            ({"subscribe": Localised("mailto:list-join@example.org")}, [("ជាវព្រឹត្តិបត្រព័ត៌មាន", FOLLOW)]),
            ({"subscribe": None, "form": FORM}, [("ជាវព្រឹត្តិបត្រព័ត៌មាន", FOLLOW)]),
        ],
    )
    def test_leads_on(self, browser: Browser, changes: Document, joined: list[tuple[str, str]]) -> None:
        """To all publications and, where readers may join by mail, to that; frame and component alike."""
        feed, site = a_feed(a_khmer_entry(), language="km", folder="km/information-card"), a_site(**changes)
        expected = [("ការបោះពុម្ពផ្សាយទាំងអស់", "https://cchrcambodia.org/feeds/km/"), *joined]
        made = list_json(feed, site)
        told = json.loads(made)["_feed"]["links"]
        assert [(each["title"], each["url"]) for each in told] == expected
        with a_page(browser, list_html(feed, site, TEMPLATES)) as page:
            assert links_of(page.locator(".all a")) == expected
        with hosted(browser, Answer(made, JSON, headers=ANYBODY)) as page:
            page.wait_for_selector("cchr-feed footer")
            assert links_of(page.locator("cchr-feed footer a")) == expected

    def test_marks_words_of_another_language(self) -> None:
        """Where we have none in the list's."""
        site = a_site(languages={"xx": LanguageInfo("XX"), **a_site().languages})
        links = json.loads(list_json(a_feed(language="xx", folder="xx"), site))["_feed"]["links"]
        assert [(each["title"], each["language"]) for each in links][:1] == [("All publications", "en")]

    def test_holds_what_is_newest_by_the_date_that_is_shown(self, tmp_path: Path) -> None:
        """At most 20, without what was withdrawn; what has no date stands last, however late it came."""
        dates = {f"n{day:02}": f"published: 2024-10-{day:02}" for day in range(1, 8)}
        newest = entries_listed(a_project(tmp_path / "few", **entries(undated="added: 2024-11-01", **dates)))
        assert newest == [*sorted(dates, reverse=True), "undated"]
        gone = "published: 2024-12-01\nwithdrawn: {on: 2024-12-02, reason: It was wrong.}"
        dates = {f"n{day:02}": f"published: 2024-10-{day:02}" for day in range(1, 23)}
        newest = entries_listed(a_project(tmp_path / "many", **entries(gone=gone, **dates)))
        assert newest == sorted(dates, reverse=True)[:20]


def shown_in_lists() -> list[Entry]:
    """One of a series, one of a second category in capitals, and one that is neither."""
    shouted = {"title": "FORCED EVICTIONS IN CAMBODIA", "categories": (FACT_SHEET,), "publication_id": "two"}
    return [
        one_of_a_series("Joint Submission_4th UPR_Labour", publication_id="one"),
        an_entry(**shouted),
        an_entry(),
    ]


def links_of(links: Locator) -> list[tuple[str, str | None]]:
    """What links say, and where they lead."""
    return [(link.inner_text(), link.get_attribute("href")) for link in links.all()]


def entries(**dates: str) -> dict[str, str]:
    """Files of entries by their paths, each with lines that date it."""
    return {
        f"entries/{name}.yaml": f"id: {name}\n{lines}\ncategory: infographic\nen: {{title: {name}}}\n"
        for name, lines in dates.items()
    }


def entries_listed(project: Path) -> list[str]:
    """The titles in the English list of a project, for the component and for an iframe the same."""
    read = read_project(project)
    selection = select(read.publications.values(), read.site, datetime.fromisoformat(NOW))
    feed = assemble(read, selection, [], (Part.EMBED,)).feeds[0]
    items = json.loads(list_json(feed, read.site))["items"]
    framed = re.findall(r'rel="noopener">(\w+)</a>\n<span', list_html(feed, read.site, TEMPLATES))
    titles = [str(item["title"]) for item in items]
    assert framed == titles[:10]
    return titles


class TestComponent:
    """`<cchr-feed>` on another site's page."""

    def test_shows_the_real_feed_on_a_page_with_a_strict_policy(self, browser: Browser) -> None:
        """The list as our own renderer writes it, shown under default-src 'none' and trusted types."""
        artifacts = render(some_contents(), TEMPLATES, [Part.EMBED])
        feed = next(each for each in artifacts if each.path == "embed/km.json")
        assert isinstance(feed.content, bytes)
        with hosted(browser, Answer(feed.content, JSON, headers=ANYBODY)) as page:
            assert titles(page)[0].startswith("ភាពធន់")
            assert page.locator("cchr-feed li").get_attribute("lang") == "km"
            assert not page.get_by_role("link", name=FALLBACK).is_visible()

    def test_is_a_named_region_with_a_list_of_links(self, browser: Browser) -> None:
        """A screen reader finds a region by the feed's title, a heading, and a list of links."""
        with hosted(browser, served(a_json_feed())) as page:
            page.wait_for_selector("cchr-feed section")
            region = page.get_by_role("region", name="CCHR publications")
            assert region.get_by_role("heading", level=2).inner_text() == "CCHR publications"
            link = region.get_by_role("list").get_by_role("listitem").get_by_role("link", name="One")
            assert link.get_attribute("href") == "https://cchrcambodia.org/1"

    def test_is_styled_without_a_style_element(self, browser: Browser) -> None:
        """The adopted style sheet works where the policy forbids every style."""
        with hosted(browser, served(a_json_feed())) as page:
            page.wait_for_selector("cchr-feed ul")
            assert page.eval_on_selector("cchr-feed ul", "ul => getComputedStyle(ul).listStyleType") == "none"

    @pytest.mark.parametrize(
        ("item", "shown"),
        [
            (
                {"_publication": {"date": "2024-10", "date_in_words": "October 2024"}},
                ("2024-10", "October 2024"),
            ),
            ({"_publication": {"id": "x"}, "date_published": "2024-10-10T08:00:00+07:00"}, None),
            ({"date_published": "2024-10-10T23:30:00-11:00"}, ("2024-10-10", "October 10, 2024")),
            ({"date_published": "yesterday"}, None),
        ],
    )
    def test_shows_a_date_with_the_precision_it_has(
        self, browser: Browser, item: Document, shown: tuple[str, str] | None
    ) -> None:
        """Ours says in words what is known, or nothing; of another feed the day is shown."""
        with hosted(browser, served(a_json_feed({"title": "One", **item}))) as page:
            page.wait_for_selector("cchr-feed section")
            times = page.locator("cchr-feed time")
            found = [(times.get_attribute("datetime"), times.inner_text())] if times.count() else []
            assert found == ([shown] if shown else [])

    @pytest.mark.parametrize(
        ("item", "shown"),
        [
            (
                {"_publication": {"date_in_words": "2024"}, "tags": ["Fact sheets", "upr"]},
                "2024 · Fact sheets",
            ),
            ({"_publication": {"id": "x"}, "tags": ["<b>Fact</b>"]}, "<b>Fact</b>"),
            ({"_publication": {"date_in_words": "2024"}}, "2024"),
            ({"_publication": {"id": "x"}, "tags": None}, ""),
            ({"_publication": {"id": "x"}, "tags": [{}]}, ""),
            ({"tags": ["theirs"]}, ""),
        ],
    )
    def test_shows_the_category_of_ours(self, browser: Browser, item: Document, shown: str) -> None:
        """The first label, after the date, as the page for an iframe does; others' tags may be anything."""
        with hosted(browser, served(a_json_feed({"title": "One", **item}))) as page:
            page.wait_for_selector("cchr-feed section")
            about = page.locator("cchr-feed small")
            assert about.text_content() == shown

    def test_an_underline_does_not_hide_the_signs_below_a_line(self, browser: Browser) -> None:
        """Titles have underscores in them."""
        with hosted(browser, served(a_json_feed({"title": "Joint_Submission", "url": "/joint"}))) as page:
            page.wait_for_selector("cchr-feed section")
            offset = page.locator("cchr-feed li a").evaluate(
                "each => getComputedStyle(each).textUnderlineOffset"
            )
            assert float(offset.removesuffix("px")) > 3

    def test_cuts_no_letter_at_the_edge(self, browser: Browser) -> None:
        """A J reaches out of its line, and what is higher than the room scrolls."""
        with hosted(browser, served(a_json_feed({"title": "Joint"}))) as page:
            page.wait_for_selector("cchr-feed section")
            edge, list_ = (page.locator(f"cchr-feed {name}").bounding_box() for name in ("section", "ul"))
        assert edge
        assert list_
        assert list_["x"] - edge["x"] >= 2

    def test_shows_covers_series_and_capitals_as_the_frame_does(self, browser: Browser) -> None:
        """A cover of 32 pixels in the publisher's colours; a series above the title, without underscores."""
        made = list_json(a_feed(*shown_in_lists()), a_site())
        with hosted(browser, Answer(made, JSON, headers=ANYBODY)) as page:
            assert titles(page)[0].splitlines()[:2] == ["Joint Submission · 4th UPR", "Labour"]
            assert page.locator("cchr-feed .capitals").all_inner_texts() == ["FORCED EVICTIONS IN CAMBODIA"]
            covers = page.locator("cchr-feed .weave")
            assert [each.get_attribute("class") for each in covers.all()] == [
                "weave check",
                "weave bars",
                "weave check",
            ]
            assert covers.first.get_attribute("aria-hidden") == "true"
            shown = covers.first.evaluate(
                "each => [each.offsetWidth, getComputedStyle(each).backgroundColor, each.style.length]"
            )
            assert shown == [32, "rgb(18, 63, 92)", 0]

    @pytest.mark.parametrize(
        "told",
        [
            {"weave": "weave check x"},
            {"weave": ["weave check"], "series": {}},
            {"weave": 'weave check" onclick="window.poisoned=1'},
            {"weave": "section"},
        ],
    )
    def test_a_cover_is_one_of_ours_or_none(self, browser: Browser, told: Document) -> None:
        """A feed can name no class of its own, nor put anything but a colour into a style."""
        colours = {"cover": "url(https://example.org/x)", "weave": "red; display: none", "thread": 7}
        links = [{"title": "A", "url": "javascript:window.poisoned=1"}, {"title": "", "url": "/x"}, None, "x"]
        feed = a_json_feed(
            {"title": "One_Two", "_publication": told}, _feed={"colours": colours, "links": links}
        )
        with hosted(browser, served(feed)) as page:
            assert titles(page) == ["One_Two"]
            assert page.locator("cchr-feed .weave, cchr-feed footer").count() == 0
            assert not page.locator("cchr-feed section").get_attribute("style")

    def test_leaves_out_what_was_withdrawn(self, browser: Browser) -> None:
        """A withdrawn publication is no news."""
        gone = {"title": "Gone", "_publication": {"withdrawn": True}}
        with hosted(browser, served(a_json_feed(gone, {"title": "Here"}))) as page:
            assert titles(page) == ["Here"]

    @pytest.mark.parametrize(
        ("limit", "count"), [("2", 2), ("", 5), ("many", 5), ("-3", 1), ("0", 5), ("99", 8)]
    )
    def test_shows_as_many_as_asked(self, browser: Browser, limit: str, count: int) -> None:
        """Five where the limit makes no sense, at least one, at most what there is."""
        feed = a_json_feed(*({"title": f"Number {number}"} for number in range(8)))
        with hosted(browser, served(feed), f'limit="{limit}"') as page:
            assert len(titles(page)) == count

    def test_text_stays_text_and_only_web_addresses_become_links(self, browser: Browser) -> None:
        """Markup in a feed is shown as written; javascript: and data: addresses are not followed."""
        poison = "<img src=x onerror='window.poisoned=1'>"
        links = [
            "javascript:window.poisoned=1",
            "data:text/html,x",
            "java\nscript:alert(1)",
            "//evil\\@x",
            "",
            7,
        ]
        items = [{"title": f"{poison} {number}", "url": url} for number, url in enumerate(links)]
        feed = a_json_feed(
            *items, title="<script>window.poisoned=1</script>", home_page_url="javascript:alert(1)"
        )
        with hosted(browser, served(feed), 'limit="20"') as page:
            assert titles(page) == [f"{poison} {number}" for number in range(len(links))]
            assert page.locator("cchr-feed img").count() == 0
            assert all(
                address.startswith(("http://", "https://"))
                for address in page.locator("cchr-feed section a").evaluate_all(
                    "all => all.map(each => each.href)"
                )
            )

    def test_survives_wrong_types_everywhere(self, browser: Browser) -> None:
        """Items that can't be understood are passed over, the others are shown."""
        odd: list[object] = [
            None,
            1,
            "text",
            [],
            {},
            {"title": {"toString": 1}},
            {"title": ["x"]},
            {"title": "  "},
        ]
        good: Document = {
            "title": "Good",
            "url": {},
            "language": "x' onload='",
            "summary": [],
            "date_published": {},
            "_publication": 5,
        }
        changes: Document = {"title": 5, "home_page_url": [], "language": {"a": 1}}
        with hosted(browser, served(a_json_feed(*odd, good, **changes))) as page:
            assert titles(page) == ["Good"]
            assert page.locator("cchr-feed h2").inner_text() == FALLBACK

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(b"gone", status=404, headers=ANYBODY),
            Answer(b"<!DOCTYPE html><title>Sign in</title>", headers=ANYBODY),
            Answer(json.dumps(a_json_feed()).encode(), JSON, status=500, headers=ANYBODY),
            Answer(json.dumps(a_json_feed()).encode(), JSON),
            Answer(b"", JSON, status=302, headers=ANYBODY | {"Location": "/nowhere"}),
            served('{"items": ['),
            served("null"),
            served("[]"),
            served({"items": {"length": 1}}),
            served({"items": "text"}),
            served(a_json_feed(items=[])),
            served(""),
        ],
        ids=[
            "404", "HTML", "500", "no CORS", "redirected away", "broken", "null", "list", "no list", "text",
            "empty", "nothing",
        ],
    )  # fmt: skip
    def test_keeps_the_hosts_own_link_when_the_feed_fails(self, browser: Browser, answer: Answer) -> None:
        """Whatever goes wrong, the link inside the element stays."""
        with hosted(browser, answer) as page:
            assert shows_only_the_link(page)

    def test_keeps_the_hosts_own_link_when_nobody_answers(self, browser: Browser) -> None:
        """A server that never answers is left alone after 15 seconds."""
        with hosted(browser, Answer(b"", hangs=True)) as page:
            page.wait_for_selector("cchr-feed:defined")
            failed: list[str] = []
            page.on("requestfailed", lambda request: failed.append(request.url))
            page.clock.run_for(5_000)  # the clock goes on by itself, too
            assert failed == []
            with page.expect_event("requestfailed"):
                page.clock.run_for(11_000)
            assert [url.rpartition("/")[2] for url in failed] == ["en.json"]
            assert page.get_by_role("link", name=FALLBACK).is_visible()

    def test_keeps_the_hosts_own_link_when_offline_or_without_address(self, browser: Browser) -> None:
        """A list that can't be fetched any more gives way to the link."""
        with hosted(browser, served(a_json_feed())) as page:
            assert titles(page) == ["One"]
            page.context.set_offline(True)
            page.eval_on_selector("cchr-feed", "element => element.setAttribute('limit', '3')")
            page.wait_for_selector("cchr-feed section", state="detached")
            page.context.set_offline(False)
            page.eval_on_selector("cchr-feed", "element => element.removeAttribute('src')")
            assert shows_only_the_link(page)

    def test_several_changes_at_once_make_one_request(self, browser: Browser) -> None:
        """Changed attributes show at once, and only the last state of them is asked for."""
        with hosted(browser, served(a_json_feed({"title": "One"}, {"title": "Two"}))) as page:
            titles(page)
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.eval_on_selector(
                "cchr-feed",
                """element => {
                    const source = element.getAttribute("src");
                    for (const query of ["?a", "?b", "?c"]) element.setAttribute("src", source + query);
                    element.setAttribute("limit", "1");
                    element.lang = "km";
                }""",
            )
            expect(page.locator("cchr-feed li")).to_have_count(1)
            assert [url.partition("?")[2] for url in asked] == ["c"]

    def test_a_late_answer_to_an_earlier_request_is_not_shown(self, browser: Browser) -> None:
        """A request that a change overtook is called off."""
        with hosted(browser, served(a_json_feed({"title": "One"}, {"title": "Two"}))) as page:
            titles(page)
            failed: list[str] = []
            page.on("requestfailed", lambda request: failed.append(request.url))
            page.route("**/en.json?slow", lambda route: None)
            add = "(element, query) => element.setAttribute('src', element.getAttribute('src') + query)"
            with page.expect_request("**/en.json?slow"):
                page.eval_on_selector("cchr-feed", add, "?slow")
            with page.expect_response("**/en.json?slow&quick"):
                page.eval_on_selector("cchr-feed", add, "&quick")
            expect(page.locator("cchr-feed li")).to_have_count(2)
            assert [url.partition("?")[2] for url in failed] == ["slow"]

    def test_asks_nobody_but_the_publisher_and_keeps_nothing(self, browser: Browser) -> None:
        """No third party is contacted; no cookie and no storage is left."""
        with (
            a_publisher(served(a_json_feed())) as publisher,
            a_server({"/": the_host_page(publisher)}) as host,
        ):
            context = browser.new_context()
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(host.url)
            titles(page)
            assert set(asked) - {host.url, f"{host.url}favicon.ico"} == {
                f"{publisher.url}embed/cchr-feeds.js",
                f"{publisher.url}embed/en.json",
            }
            assert context.storage_state() == {"cookies": [], "origins": []}
            context.close()

    def test_takes_the_hosts_colours_and_its_own_parts(self, browser: Browser) -> None:
        """Text has the page's colour unless told otherwise, so a dark page stays readable."""
        with a_publisher(served(a_json_feed())) as publisher:
            style = (
                "<style>body { background: #000; color: #fafafa } cchr-feed { --cchr-feed-accent: #00ff00 }"
                " cchr-feed::part(title) { font-size: 40px }</style>"
            )
            html = f"<!DOCTYPE html>{style}{component_snippet('en', a_site(feeds_url=publisher.url))}"
            with a_server({"/": Answer(html.encode())}) as host:
                context = browser.new_context(color_scheme="light")
                page = context.new_page()
                page.goto(host.url)
                titles(page)
                styles = page.evaluate(
                    """() => ["h2", "section", "li a"].map(each => {
                        const found = document.querySelector("cchr-feed").shadowRoot.querySelector(each);
                        const { color, fontSize } = getComputedStyle(found);
                        return [color, fontSize];
                    })"""
                )
                context.close()
        assert styles[0] == ["rgb(250, 250, 250)", "40px"]
        assert styles[1][0] == "rgb(250, 250, 250)"
        assert styles[2][0] == "rgb(0, 255, 0)"

    def test_the_pinned_line_works_and_altered_bytes_do_not_run(self, browser: Browser) -> None:
        """With `integrity` the browser runs these bytes or none."""
        for content, expected in ((SCRIPT.content, True), (SCRIPT.content + b"//", False)):
            script = Answer(content, "text/javascript", headers=ANYBODY)
            feed = served(a_json_feed())
            with a_server({f"/{SCRIPT.versioned_path}": script, "/embed/en.json": feed}) as publisher:
                html = component_snippet("en", a_site(feeds_url=publisher.url), SCRIPT)
                with a_server({"/": Answer(html.encode())}) as host:
                    context = browser.new_context()
                    page = context.new_page()
                    page.goto(host.url, wait_until="networkidle")
                    assert (page.locator("cchr-feed section").count() == 1) is expected
                    context.close()


LETTERS_FROM_LEFT = """each => {
    const text = each.firstChild, range = document.createRange();
    const left = place => {
        range.setStart(text, place);
        range.setEnd(text, place + 1);
        return range.getBoundingClientRect().left;
    };
    return [...text.data].map((_, place) => place).sort((one, other) => left(one) - left(other));
}"""


class TestFrame:
    """`embed/{language}.html` in an iframe."""

    @pytest.mark.parametrize("width", [320, 375, 1280])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("language", ["en", "km"])
    def test_fits_and_can_be_read(self, browser: Browser, width: int, scheme: Scheme, language: str) -> None:
        """Nothing runs out of the page, by day or by night."""
        entry = an_entry if language == "en" else a_khmer_entry
        rows = (entry(), entry(publication_id="two", title="A_very_long_word_" * 9))
        feed = a_feed(*rows, language=language)
        with a_page(browser, list_html(feed, a_site(), TEMPLATES), width, scheme) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate("document.documentElement.lang") == language

    def test_shows_the_ten_newest_and_nothing_withdrawn(self, browser: Browser) -> None:
        """Dates have the precision they have, labels their language, links open a window of their own."""
        entries = [an_entry(publication_id=f"n{number}", title=f"<b>{number}</b>") for number in range(12)]
        entries[0] = replace(entries[0], withdrawn=True)
        entries[1] = replace(entries[1], date=a_date("2024"), categories=(INFOGRAPHIC, CARD))
        entries[2] = replace(entries[2], date=None)
        with a_page(browser, list_html(a_feed(*entries), a_site(), TEMPLATES)) as page:
            links = page.locator("li a")
            assert links.all_inner_texts() == [f"<b>{number}</b>" for number in range(1, 11)]
            assert {link.get_attribute("target") for link in links.all()} == {"_blank"}
            assert {link.get_attribute("rel") for link in links.all()} == {"noopener"}
            assert page.locator("li").nth(0).locator("time").get_attribute("datetime") == "2024"
            assert page.locator("li").nth(0).locator("[lang=km]").inner_text() == CARD.label
            assert page.locator("li").nth(1).locator("time").count() == 0

    def test_goes_by_its_languages_direction(self, browser: Browser) -> None:
        """As the component does; titles and labels in other letters keep their own order."""
        report = an_entry(title="UPR: 2024!", categories=(INFOGRAPHIC,))
        with a_page(browser, list_html(a_feed(report, language="ar"), a_site(), TEMPLATES)) as page:
            assert page.locator("html").get_attribute("dir") == "rtl"
            assert page.locator("li .meta [lang=en]").get_attribute("dir") == "ltr"
            link = page.locator("li a").bounding_box()
            assert link
            cover = page.locator(".cover").bounding_box()
            assert cover
            assert link["x"] + link["width"] <= cover["x"] < cover["x"] + cover["width"] == 700 - 16
            assert page.locator("li a").evaluate(LETTERS_FROM_LEFT) == list(range(len("UPR: 2024!")))

    @pytest.mark.parametrize("language", ["en", "km"])
    def test_says_nothing_of_a_direction_that_every_page_has(self, language: str) -> None:
        """From left to right."""
        assert " dir=" not in list_html(a_feed(a_khmer_entry(), language=language), a_site(), TEMPLATES)

    def test_needs_no_script_and_no_other_file(self) -> None:
        """It is one file without a script, a picture or anything remote."""
        html = list_html(a_feed(), a_site(brand=Brand("#ffee00")), TEMPLATES)
        assert not re.search(r"<script|<img|<link|@import|url\(", html)

    def test_says_so_when_there_is_nothing_yet(self) -> None:
        """An empty feed is not an empty page."""
        html = list_html(a_feed(entries=(), total=0), a_site(), TEMPLATES)
        assert "No publications yet" in html

    def test_the_frames_line_shows_it_on_another_site(self, browser: Browser) -> None:
        """The line that the index gives out shows the page, in a sandbox that can run nothing."""
        page_of_ours = Answer(list_html(a_feed(), a_site(), TEMPLATES).encode())
        with a_server({"/embed/en.html": page_of_ours}) as publisher:
            line = frame_snippet("en", a_site(feeds_url=publisher.url))
            with a_server({"/": Answer(f"<!DOCTYPE html>{line}".encode())}) as host:
                context = browser.new_context(viewport={"width": 375, "height": 800})
                page = context.new_page()
                page.goto(host.url)
                shown = page.frame_locator("iframe").get_by_role("link", name="Outcomes")
                expect(shown).to_be_visible()  # it loads when it comes near the window
                context.close()


def test_a_snippet_is_escaped() -> None:
    """Addresses with & are written so that HTML reads them back."""
    site = a_site(url=Localised("https://cchrcambodia.org/?a=1&b=2"))
    assert 'href="https://cchrcambodia.org/?a=1&amp;b=2"' in component_snippet("en", site)
