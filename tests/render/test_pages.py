"""Tests of publications' pages, the index of feeds, styles and `_headers`, mostly in a real browser."""

import json
import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page

from browser import SCHEMES, a_page, copied, see
from cchr_feeds.model.colours import contrast
from cchr_feeds.model.output import Artifact, Contents
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Alternative, Author, Category, Entry, place_in_series
from cchr_feeds.model.site import Brand, CategoryInfo, FeedSettings, SignUpForm
from cchr_feeds.model.values import Localised, Picture
from cchr_feeds.render import render
from cchr_feeds.render.embed import embed_script
from cchr_feeds.render.formats import followable
from cchr_feeds.render.pages.entry_page import entry_html, og_locale
from cchr_feeds.render.pages.follow_page import component_snippet, follow_html, frame_snippet, plain_snippet
from cchr_feeds.render.pages.page_documents import css_string, host_headers, page_documents
from cchr_feeds.text.wording import wording
from factories import (
    CARD,
    INFOGRAPHIC,
    a_date,
    a_khmer_entry,
    a_moment,
    a_site,
    an_enclosure,
    both,
    changed,
)
from published import LONG, TEMPLATES, a_page_entry, page_of, published, some_contents, the_output

WIDTHS = (320, 375, 1280)
HOSTILE = "AT&T <b> </script><script>window.poisoned=1</script> <!--"


def entry_page(entry: Entry, **changes: object) -> str:
    """The HTML of an entry's page."""
    categories = {each.term: CategoryInfo(Localised(each.label)) for each in entry.categories}
    site = a_site(categories=categories) if "site" not in changes else changes.pop("site")
    contents = some_contents(entry, site=site, **changes)
    return entry_html(contents.pages[0], followable(contents.feeds), contents.site, TEMPLATES)


def follow_of(contents: Contents, language: str = "en") -> str:
    """The page that explains how to follow."""
    links = followable(contents.feeds, contents.newsletters)
    return follow_html(language, contents.feeds, links, contents.site, TEMPLATES)


def unfold(page: Page) -> None:
    """Opens what is folded away."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def structured_data(html: str) -> dict[str, object]:
    """The JSON-LD of a page, as a parser of HTML that knows `<script>` finds it."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data = json.loads(found)
    assert isinstance(data, dict)
    return data


def headers_for(path: str, text: str) -> list[tuple[str, str]]:
    """What a host sends for a path by a `_headers` file: every rule that matches adds its headers."""
    found: list[tuple[str, str]] = []
    for block in re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip().split("\n\n"):
        rule, *headers = block.splitlines()
        pattern = re.sub(r":\w+", "[^/]+", re.escape(rule).replace(r"\*", ".*").replace(r"\:", ":"))
        if re.fullmatch(pattern, path):
            found += [
                (name, value) for name, _, value in (header.strip().partition(": ") for header in headers)
            ]
    return found


def page_artifacts(contents: Contents) -> list[Artifact]:
    """Every file of the pages, in the order in which they are put in place."""
    return [artifact for document in page_documents(contents, TEMPLATES) for artifact in document()]


class TestEntryPage:
    """`publications/{id}/{language}.html`."""

    def test_shows_all_there_is_to_know(self, browser: Browser) -> None:
        """Title, date, labels, authors, picture, text, documents and the translation are there."""
        entry = a_page_entry(categories=(INFOGRAPHIC, CARD), enclosures=(an_enclosure(),))
        with a_page(browser, entry_page(entry)) as page:
            assert page.locator("html").get_attribute("lang") == "en"
            assert page.get_by_role("heading", level=1).inner_text() == entry.title
            assert page.locator("time").get_attribute("datetime") == "2024-10-10"
            assert page.locator("time").inner_text() == "10 October 2024"
            assert page.locator(".label [lang=km]").inner_text() == CARD.label
            assert "A partner" in page.locator(".facts").inner_text()
            assert page.get_by_role("img").get_attribute("alt") == "Chart of the outcomes"
            assert page.get_by_role("heading", name="A heading").is_visible()
            document = page.locator(".document")
            assert document.locator("b").inner_text() == "Infographic"
            assert document.locator(".meta").inner_text() == "PDF, 1.5 MB, English"
            translation = page.locator("article a[hreflang=km]")
            assert translation.get_attribute("href") == "https://cchrcambodia.org/km/upr"
            assert translation.get_attribute("lang") == "km"

    @pytest.mark.parametrize(("date", "shown"), [("2024", "2024"), ("2024-10", "October 2024")])
    def test_shows_a_date_as_precisely_as_it_is_known(self, date: str, shown: str) -> None:
        """No day or month is invented, for people or for machines."""
        html = entry_page(a_page_entry(date=a_date(date)))
        assert f'<time datetime="{date}">{shown}</time>' in html
        assert structured_data(html)["datePublished"] == date

    def test_says_nothing_of_a_date_nobody_knows(self) -> None:
        """The moment that feeds go by is not shown instead."""
        html = entry_page(a_page_entry(date=None))
        assert "<time" not in html
        assert "datePublished" not in structured_data(html)

    def test_text_is_text_wherever_it_stands(self, browser: Browser) -> None:
        """Markup in a title, a name or a label is shown as written, and no script runs."""
        entry = a_page_entry(
            title=HOSTILE,
            summary=HOSTILE,
            body=HOSTILE,
            authors=(Author(HOSTILE),),
            categories=(Category("x", HOSTILE, "en"),),
            topics=(HOSTILE,),
            enclosures=(an_enclosure(title=HOSTILE),),
            image=Picture("https://cchrcambodia.org/a.png?a=1&b=2", HOSTILE),
            translations=(Alternative("km", HOSTILE, "https://cchrcambodia.org/?a=1&b=2"),),
        )
        with a_page(browser, entry_page(entry)) as page:
            assert page.evaluate("window.poisoned") is None
            assert page.get_by_role("heading", level=1).inner_text() == HOSTILE
            assert page.locator("meta[property='og:title']").get_attribute("content") == HOSTILE
            data = json.loads(page.locator("script[type='application/ld+json']").inner_text())
            assert (data["name"], data["keywords"], data["author"]) == (
                HOSTILE,
                [HOSTILE],
                [{"name": HOSTILE}],
            )

    def test_keeps_names_in_one_line(self, browser: Browser) -> None:
        """Names from site.yaml are not broken, in title and text; tags and attributes stay whole."""
        body = '[ជា ចាន់ថា](https://cchrcambodia.org/ "ចាន់ថា > x") & **ចាន់ថា**'
        entry = a_page_entry(language="km", title="លោក ជា ចាន់ថា", body=body)
        with a_page(browser, entry_page(entry, site=a_site(keep_together=("ចាន់ថា",)))) as page:
            kept = page.locator("h1 span, .prose:not(.standfirst) span")
            assert kept.all_inner_texts() == ["ចាន់ថា"] * 3
            assert {each.evaluate("each => getComputedStyle(each).whiteSpace") for each in kept.all()} == {
                "nowrap"
            }
            assert page.locator(".prose:not(.standfirst) a").get_attribute("title") == "ចាន់ថា > x"
            assert page.locator(".prose:not(.standfirst)").inner_text() == "ជា ចាន់ថា & ចាន់ថា"

    def test_says_a_title_once(self, browser: Browser) -> None:
        """An entry that has nothing but a title has no text below it."""
        with a_page(browser, entry_page(a_page_entry(summary="", body="", title="A title"))) as page:
            assert page.get_by_text("A title", exact=True).all_inner_texts() == ["A title"]
            assert page.locator(".prose").count() == 0

    def test_the_summary_stands_above_the_body(self, browser: Browser) -> None:
        """Always; but for one that is only the body's beginning."""
        with a_page(browser, entry_page(a_page_entry(summary="First.\n\nMore.", body="The text."))) as page:
            assert page.locator(".standfirst p").all_inner_texts() == ["First.", "More."]
            assert page.locator(".prose").all_inner_texts() == ["First.\n\nMore.", "The text."]
        with a_page(
            browser, entry_page(a_page_entry(summary="The…", body="The text.", is_excerpt=True))
        ) as page:
            assert page.locator(".prose").all_inner_texts() == ["The text."]

    @pytest.mark.parametrize("word", ["word ", "មនុស្ស"])
    @pytest.mark.parametrize(("words", "is_standfirst"), [(60, True), (61, False)])
    def test_a_long_summary_alone_is_set_as_text(
        self, browser: Browser, word: str, words: int, is_standfirst: bool
    ) -> None:
        """From sixty-one words on, also where no space stands between them."""
        with a_page(browser, entry_page(a_page_entry(summary=word * words, body=""))) as page:
            assert page.locator(".standfirst").count() == is_standfirst
            assert page.locator(".prose").count() == 1

    def test_without_a_picture_the_weave_of_its_category_stands_there(self, browser: Browser) -> None:
        """As decoration, which is not read out; a withdrawn entry has neither."""
        with a_page(browser, entry_page(a_page_entry(image=None))) as page:
            assert page.locator(".plate.weave.check[aria-hidden=true]").count() == 1
        with a_page(browser, entry_page(a_page_entry(image=None, withdrawn=True))) as page:
            assert page.locator("main .weave").count() == 0
            assert page.locator("h1.withdrawn").count() == 1

    def test_leads_on(self, browser: Browser) -> None:
        """To those before and after it, more of its category, and how to follow."""
        entry, newer, older, other = (
            a_page_entry(
                title=title, url=f"https://cchrcambodia.org/{title[-1]}", place=place_in_series(title)
            )
            for title in ("Series_A", "Series_B", "C", "Series_D")
        )
        contents = some_contents()
        page_of_it = page_of(entry, newer=(newer,), older=(older,), more=(other,))
        html = entry_html(page_of_it, followable(contents.feeds), contents.site, TEMPLATES)
        with a_page(browser, html) as page:
            assert page.locator("h1").inner_text() == "Series A"
            assert page.locator(".pager a").all_inner_texts() == ["Newer Series B", "Older C"]
            assert addresses(page.locator(".pager a")) == [newer.url, older.url]
            section = page.get_by_role("region", name="Also in Infographics")
            assert section.locator("h3 a").all_inner_texts() == ["Series D"]
            assert section.locator(".meta").count() == 1  # the date; the category is in the heading
            offer = page.get_by_role("region", name="Get the newsletter")
            assert offer.get_by_role("link", name="Subscribe").is_visible()

    def test_alone_it_leads_to_all(self, browser: Browser) -> None:
        """Where there is none before or after it, to the list."""
        with a_page(browser, entry_page(a_page_entry())) as page:
            assert page.locator(".pager a").all_inner_texts() == [
                "Newer All publications",
                "Older All publications",
            ]
            assert page.locator("#more").count() == 0

    def test_a_category_of_its_own_shows_others(self, browser: Browser) -> None:
        """With their categories, under another heading."""
        contents, other = some_contents(), a_page_entry(categories=(CARD,), title="Another", tag="tag:b")
        html = entry_html(
            page_of(a_page_entry(), more=(other,)), followable(contents.feeds), contents.site, TEMPLATES
        )
        with a_page(browser, html) as page:
            section = page.get_by_role("region", name="More publications")
            assert section.locator(".meta a").inner_text() == "Information cards"

    def test_tells_search_engines_and_messengers_what_it_is(self) -> None:
        """Canonical address, languages, Open Graph and JSON-LD agree."""
        site = a_site(feeds=FeedSettings(license=Localised("https://creativecommons.org/licenses/by/4.0/")))
        entry = a_page_entry(updated=a_moment("2024-11-02T07:30:00"))
        html = entry_page(entry, site=site)
        for line in (
            f'<link rel="canonical" href="{entry.url}">',
            '<link rel="alternate" hreflang="km" href="https://cchrcambodia.org/km/upr">',
            '<meta property="og:locale" content="en_US">',
            '<meta property="og:locale:alternate" content="km_KH">',
            f'<meta property="og:url" content="{entry.url}">',
            '<meta property="og:image" content="https://cchrcambodia.org/chart.png">',
        ):
            assert line in html
        data = structured_data(html)
        assert data["@type"] == "Report"
        assert data["workTranslation"] == [
            {
                "@type": "Report",
                "url": "https://cchrcambodia.org/km/upr",
                "name": "លទ្ធផល",
                "inLanguage": "km",
            }
        ]
        assert data["dateModified"] == "2024-11-02T07:30:00+07:00"
        assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert data["author"] == [
            {
                "@type": "Organization",
                "name": "Cambodian Center for Human Rights",
                "url": "https://cchrcambodia.org/",
            },
            {"name": "A partner"},
        ]

    @pytest.mark.parametrize(
        ("term", "kind"),
        [
            ("fact-sheet", "Report"),
            ("joint-submission", "Report"),
            ("research-report", "Report"),
            ("joint-statement", "Article"),
            ("press-releases", "Article"),
            ("research-paper", "ScholarlyArticle"),
            ("journal-article", "ScholarlyArticle"),
        ],
    )
    def test_search_engines_are_told_what_kind_of_work_it_is(self, term: str, kind: str) -> None:
        """As far as the category's term tells."""
        html = entry_page(a_page_entry(categories=(Category(term, "A label", "en"), INFOGRAPHIC)))
        assert structured_data(html)["@type"] == kind

    def test_the_description_is_cut_for_khmer_readers(self) -> None:
        """A long Khmer summary ends after a whole cluster, with an ellipsis."""
        html = entry_page(a_page_entry(language="km", summary=a_khmer_entry().summary * 3))
        (description,) = re.findall(r'<meta name="description" content="([^"]*)">', html)
        assert description.endswith("…")
        assert len(description) < 500

    def test_offers_the_feeds_of_its_language_first(self) -> None:
        """Readers take the first feed they find; feeds without entries are not offered."""
        html = entry_page(a_page_entry(language="km", categories=(CARD, INFOGRAPHIC)))
        offered = re.findall(r'<link rel="alternate" type="application/atom\+xml".*? href="([^"]*)">', html)
        assert offered == ["../../km/atom.xml", "../../km/information-card/atom.xml", "../../en/atom.xml"]

    def test_a_withdrawn_entry_is_kept_from_search_engines(self) -> None:
        """The notice may be read, not indexed."""
        html = entry_page(a_page_entry(withdrawn=True, title="Withdrawn publication", image=None))
        assert '<meta name="robots" content="noindex">' in html
        assert "ld+json" not in html

    @pytest.mark.parametrize("language", ["en", "km"])
    def test_fits_the_screen(self, browser: Browser, language: str) -> None:
        """From 320 pixels up nothing runs out of the page, whatever the text, by day and by night."""
        entry = a_page_entry(language=language, title=LONG)
        with published(browser, the_output(some_contents(entry))) as (page, url, _):
            page.goto(f"{url}publications/upr-4-outcomes/{language}.html")
            for width, scheme in product(WIDTHS, SCHEMES):
                see(page, (width, scheme))
                assert page.evaluate("document.documentElement.scrollWidth") <= width, scheme

    def test_khmer_lines_do_not_collide(self, browser: Browser) -> None:
        """Khmer text is 19 px with lines 1.95 apart, titles have 1.6 or more."""
        with published(browser, the_output(some_contents(a_page_entry(language="km")))) as (page, url, _):
            page.goto(f"{url}publications/upr-4-outcomes/km.html")
            size, leading = text_style(page, ".prose:not(.standfirst) p")
            title_size, title_leading = text_style(page, "h1")
        assert size >= 19
        assert leading / size == pytest.approx(1.95)
        assert title_leading / title_size >= 1.6

    def test_can_be_printed(self, browser: Browser) -> None:
        """On paper there is no navigation, and documents show their addresses."""
        with published(browser, the_output(some_contents(a_page_entry())), scheme="dark") as (page, url, _):
            page.goto(f"{url}publications/upr-4-outcomes/en.html")
            page.emulate_media(media="print")
            assert not page.get_by_role("navigation").is_visible()
            address = "getComputedStyle(document.querySelector('.documents a'), '::after').content"
            assert "attr(href)" in page.evaluate(address) or "upr-4.pdf" in page.evaluate(address)
            assert colours_of(page, "h1", "body") == ("#0f1f2a", "#ffffff")


def text_style(page: Page, selector: str) -> tuple[float, float]:
    """Size and line height in pixels."""
    script = "each => [getComputedStyle(each).fontSize, getComputedStyle(each).lineHeight].map(parseFloat)"
    size, leading = page.locator(selector).first.evaluate(script)
    return size, leading


def colours_of(page: Page, text: str, ground: str) -> tuple[str, str]:
    """A text's colour and that of what it stands on, as #rrggbb."""

    def colour(selector: str, name: str) -> str:
        found = page.locator(selector).first.evaluate(f"each => getComputedStyle(each).{name}")
        return "#" + "".join(f"{int(value):02x}" for value in re.findall(r"\d+", found)[:3])

    return colour(text, "color"), colour(ground, "backgroundColor")


def addresses(links: Locator) -> list[str]:
    """What links lead to, as it is written."""
    return [link.get_attribute("href") or "" for link in links.all()]


class TestFollow:
    """`{language}/follow.html`."""

    def test_the_newsletter_leads_where_there_is_one(self, browser: Browser) -> None:
        """One button, and the address of one feed below; the rest is folded away."""
        with a_page(browser, follow_of(some_contents())) as page:
            lead = page.locator(".lead")
            assert lead.get_by_role("heading").inner_text() == "One letter a month"
            assert addresses(lead.get_by_role("link")) == ["https://cchrcambodia.org/subscribe"]
            shown = page.locator("code:visible").all_inner_texts()
            assert shown == ["https://cchrcambodia.org/feeds/en/rss.xml"]
            assert page.locator("details[open]").count() == 0
            assert page.locator("summary").all_inner_texts() == [
                "Open in a feed reader",
                "Only one kind of publication",
                "Other formats: Atom, JSON Feed, OPML",
                "Show our publications on your site",
            ]

    def test_a_list_that_takes_a_form_gets_one(self, browser: Browser) -> None:
        """With a label, and the name that the list knows the field by."""
        form = SignUpForm(Localised("https://list.example.org/join"), both("email", "fields[email]"))
        with a_page(browser, follow_of(some_contents(site=a_site(form=form)), "km")) as page:
            assert (
                page.locator("form[method=post]").get_attribute("action") == "https://list.example.org/join"
            )
            field = page.get_by_role("textbox", name=wording("km", None).email_address)
            assert field.get_attribute("name") == "fields[email]"
            assert field.get_attribute("autocomplete") == "email"

    def test_without_a_newsletter_the_feed_leads(self, browser: Browser) -> None:
        """Its address stands once."""
        with a_page(browser, follow_of(some_contents(site=a_site()))) as page:
            assert page.locator(".lead h2").inner_text() == "Follow in a feed reader"
            shown = page.locator("code:visible").all_inner_texts()
            assert shown == ["https://cchrcambodia.org/feeds/en/rss.xml"]

    def test_has_every_category_and_every_format(self, browser: Browser) -> None:
        """Also of a category that waits for its first entry; labels of another language say so."""
        with a_page(browser, follow_of(some_contents(), "km")) as page:
            categories = page.locator("details").nth(1)
            assert categories.locator("h3").all_text_contents() == ["ប័ណ្ណព័ត៌មាន", "Infographics"]
            assert categories.locator("h3[lang]").get_attribute("lang") == "en"
            assert categories.locator(".by-feed").nth(1).locator(".meta").text_content()
            assert categories.locator("code").all_text_contents() == [
                "https://cchrcambodia.org/feeds/km/information-card/rss.xml",
                "https://cchrcambodia.org/feeds/km/infographic/rss.xml",
            ]
            links = addresses(page.locator("details").nth(2).get_by_role("link", include_hidden=True))
            assert links[:3] == ["../km/atom.xml", "../km/rss.xml", "../km/feed.json"]
            assert "../feeds.opml" in links

    def test_shows_every_address_whole(self, browser: Browser) -> None:
        """It goes on in another line, begun after a slash, so that feeds can be told apart on a phone too."""
        with published(browser, the_output(some_contents())) as (page, url, _):
            page.goto(f"{url}en/follow.html")
            unfold(page)
            cut = "all => all.filter(each => each.scrollWidth > each.clientWidth).length"
            assert page.locator(".copy code").count() == 3
            for width in WIDTHS:
                see(page, (width, "light"))
                assert page.locator(".copy code").evaluate_all(cut) == 0, width

    def test_readers_get_the_feeds_address(self, browser: Browser) -> None:
        """One click hands the address to an app or to a reader on the web."""
        with a_page(browser, follow_of(some_contents())) as page:
            app, *others = addresses(page.locator("details").first.locator("a"))
        assert app == "feed:https://cchrcambodia.org/feeds/en/rss.xml"
        assert all(each.endswith("https%3A%2F%2Fcchrcambodia.org%2Ffeeds%2Fen%2Frss.xml") for each in others)

    def test_gives_lines_to_embed_without_script(self, browser: Browser) -> None:
        """A script, a script with its hash, a frame and a list to copy by hand."""
        contents, script = some_contents(), embed_script(TEMPLATES)
        for feed in (contents.feeds[0], contents.feeds[3]):
            with a_page(browser, follow_of(contents, feed.language)) as page:
                unfold(page)
                fields = page.locator(".way textarea")
                assert [field.input_value() for field in fields.all()] == [
                    component_snippet(feed.language, contents.site),
                    component_snippet(feed.language, contents.site, script),
                    frame_snippet(feed.language, contents.site),
                    plain_snippet(feed, contents.site),
                ]
                assert all(field.is_visible() for field in fields.all())
                assert not page.locator(".choices").is_visible()

    def test_offers_the_feeds_with_entries_main_language_first(self) -> None:
        """In Atom, which every reader knows; not those that wait for their first entry."""
        html = follow_of(some_contents())
        offered = re.findall(r'<link rel="alternate" type="([^"]*)" title=.*? href="([^"]*)">', html)
        assert {type_ for type_, _ in offered} == {"application/atom+xml"}
        assert [path for _, path in offered] == [
            "../en/atom.xml",
            "../en/infographic/atom.xml",
            "../km/atom.xml",
            "../km/information-card/atom.xml",
        ]

    @pytest.mark.parametrize("language", ["en", "km"])
    def test_fits_the_screen(self, browser: Browser, language: str) -> None:
        """From 320 pixels up nothing runs out of the page."""
        with published(browser, the_output(some_contents())) as (page, url, _):
            page.goto(f"{url}{language}/follow.html")
            unfold(page)
            for width in WIDTHS:
                see(page, (width, "light"))
                assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_copies_an_address(self, browser: Browser) -> None:
        """The button puts the address on the clipboard and says so."""
        with published(browser, the_output(some_contents())) as (page, url, _):
            page.goto(f"{url}en/follow.html")
            assert copied(page.get_by_role("button", name="Copy").first) == "Copied"
            assert (
                page.evaluate("navigator.clipboard.readText()") == "https://cchrcambodia.org/feeds/en/rss.xml"
            )

    def test_copies_where_the_clipboard_is_closed(self, browser: Browser) -> None:
        """On a site without https the old way of copying works."""
        with published(browser, the_output(some_contents())) as (page, url, _):
            page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
            page.goto(f"{url}en/follow.html")
            unfold(page)
            for field in ("code", "textarea"):
                assert copied(page.locator(f".copy:visible:has({field}) button").first) == "Copied"
                page.get_by_role("button", name="Copied").wait_for(state="detached")
                text = page.locator(f".copy:visible {field}").first.evaluate(
                    "each => each.value ?? each.textContent"
                )
                assert page.evaluate("getSelection().toString()") == text

    def test_shows_no_button_that_would_not_work(self, browser: Browser) -> None:
        """Without script the address can be selected, and no dead button stands beside it."""
        with a_page(browser, follow_of(some_contents())) as page:
            assert page.locator("button:visible").count() == 0
            assert page.locator(".copy code").first.is_visible()

    def test_every_link_inside_leads_somewhere(self) -> None:
        """What pages link to relative to themselves is in the output."""
        contents = some_contents(a_page_entry())
        made = {artifact.path: artifact.content for artifact in render(contents, TEMPLATES, list(Part))}
        for path, content in made.items():
            if path.endswith(".html") and not path.startswith(("newsletters/2", "embed/")):
                assert isinstance(content, bytes)
                for link in re.findall(r'(?:href|src)="([^"]+)"', content.decode()):
                    target = urlsplit(urljoin(f"https://here/{path}", link))
                    assert target.netloc != "here" or target.path.lstrip("/") in made, (path, link)


class TestOutput:
    """The part as a whole: what is written, and how a host serves it."""

    def test_holds_pages_files_styles_and_headers(self, tmp_path: Path) -> None:
        """Files beside entries are handed on as paths, to be copied."""
        report = tmp_path / "report.pdf"
        contents = some_contents(a_page_entry())
        with_file = Contents(
            contents.site, contents.feeds, (), (), contents.pages, {"files/upr-4-outcomes/report.pdf": report}
        )
        made = {artifact.path: artifact for artifact in page_artifacts(with_file)}
        assert made["files/upr-4-outcomes/report.pdf"].content == report
        assert {artifact.part for artifact in made.values()} == {Part.PAGES}
        assert (
            sorted(made)
            == """
        _headers assets/builder.js assets/copy.js assets/entry.css assets/feed.css assets/follow.css
        assets/icon.svg assets/list.css assets/page.css
        assets/search.js en/follow.html files/upr-4-outcomes/report.pdf index.html km/follow.html
        publications/upr-4-outcomes/en.html sitemap.xml
        """.split()
        )

    def test_loads_nothing_from_elsewhere_but_pictures(self) -> None:
        """No remote style, font or script."""
        for artifact in page_artifacts(some_contents(a_page_entry())):
            assert isinstance(artifact.content, bytes)
            text = artifact.content.decode()
            assert not re.search(r'<(?:script|link rel="stylesheet")[^>]*(?:src|href)="(?:https?:)?//', text)
            assert not re.search(r"@import|@font-face|url\(", text)

    @pytest.mark.parametrize("path", ["index.html", "publications/upr-4-outcomes/en.html", "embed/en.html"])
    def test_works_under_its_own_policy(self, browser: Browser, path: str) -> None:
        """The Content-Security-Policy in `_headers` lets pages do all they need."""
        site = a_site(keep_together=("Fourth Universal", "A heading"))
        with published(browser, the_output(some_contents(a_page_entry(image=None), site=site))) as (
            page,
            url,
            complaints,
        ):
            page.goto(f"{url}{path}")
            page.wait_for_load_state("networkidle")
            assert [each for each in complaints if "favicon" not in each and "404" not in each] == []
            assert colours_of(page, "a[href^=http]", "body")[0] not in ("#0000ee", "#000000")

    @pytest.mark.parametrize("brand", ["#123f5c", "#ffee00", "#ffffff", "#000000", "#e2001a"])
    def test_can_be_read_in_any_brand_colour(self, browser: Browser, brand: str) -> None:
        """Text has a contrast of 4.5 to 1 or more with what it stands on (WCAG 2.2, 1.4.3), day and night."""
        site = a_site(brand=Brand(brand), subscribe=Localised("https://cchrcambodia.org/subscribe"))
        pairs = {
            "en/follow.html": [
                (".lead h2", ".lead"),
                (".copy code", ".copy code"),
                (".copy button", "body"),
            ],
            "en/infographic/index.html": [
                (".categories a", ".categories a"),
                (".categories [aria-current]", ".categories [aria-current]"),
                (".row .meta", "body"),
                (".row h3 a", "body"),
                (".row .teaser", "body"),
                (".box p", ".box"),
                (".box a", ".box"),
            ],
            "en/index.html": [
                ("h1", "body"),
                (".opening p", "body"),
                (".masthead nav a", "body"),
                (".languages [aria-current]", ".languages [aria-current]"),
                (".lead .label", ".lead"),
                (".lead h2 a", ".lead"),
                (".lead .teaser", ".lead"),
                (".lead .button", ".lead .button"),
                (".box .button", ".box .button"),
                (".footer p", ".footer"),
                (".footer a", ".footer"),
            ],
            "publications/upr-4-outcomes/en.html": [
                ("h1", "body"),
                (".label", "body"),
                (".meta", "body"),
                (".prose", "body"),
                (".documents a", "body"),
            ],
        }
        with published(browser, the_output(some_contents(a_page_entry(), site=site))) as (page, url, _):
            for path, places in pairs.items():
                page.goto(f"{url}{path}")
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    ratios = {place: contrast(*colours_of(page, *place)) for place in places}
                    assert {place: ratio for place, ratio in ratios.items() if ratio < 4.5} == {}, scheme

    def test_no_header_is_sent_twice(self) -> None:
        """Hosts join the values of rules that overlap, and a joined value means something else."""
        text = host_headers(a_site(), TEMPLATES)
        for artifact in render(some_contents(a_page_entry()), TEMPLATES, list(Part)):
            names = [name for name, _ in headers_for(f"/{artifact.path}", text)]
            assert len(names) == len(set(names)), artifact.path

    @pytest.mark.parametrize(
        ("path", "expected"),
        [
            (
                "/en/atom.xml",
                {"Content-Type": "application/xml; charset=utf-8", "Access-Control-Allow-Origin": "*"},
            ),
            ("/km/fact-sheet/rss.xml", {"Content-Type": "application/xml; charset=utf-8"}),
            ("/km/archive/2024.xml", {"Content-Type": "application/xml; charset=utf-8"}),
            ("/en/feed.json", {"Content-Type": "application/feed+json; charset=utf-8"}),
            ("/feeds.opml", {"Content-Type": "text/x-opml; charset=utf-8"}),
            (
                "/embed/cchr-feeds.js",
                {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"},
            ),
            ("/index.html", {"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff"}),
            ("/files/x/report.pdf", {"Content-Security-Policy": "script-src 'none'"}),
            ("/newsletters/2024-10/mail/km.txt", {"Content-Type": "text/plain; charset=utf-8"}),
        ],
    )
    def test_a_host_sends_what_clients_need(self, path: str, expected: Mapping[str, str]) -> None:
        """Types with a charset, CORS for what other sites fetch, short caching."""
        sent = dict(headers_for(path, host_headers(a_site(), TEMPLATES)))
        assert expected.items() <= sent.items()

    def test_links_to_a_hub_give_way_to_the_rules_of_many_languages(self) -> None:
        """They are the first to go, and nothing fails where not one has room."""
        hub = changed(a_site().feeds, {"hub": Localised("https://hub.example.org/")})
        languages = {f"a{letter}": a_site().languages["en"] for letter in "abcdefghijklmnop"}
        text = host_headers(changed(a_site(), {"feeds": hub, "languages": languages}), TEMPLATES)
        assert "hub.example.org" not in text

    def test_a_form_may_go_to_the_newsletters_list_alone(self) -> None:
        """To the origin of each language's; without a form, nowhere, and other pages never send one."""
        lists = both("https://list.example.org/en?u=1", "https://km.example.org/join")
        text = host_headers(a_site(form=SignUpForm(lists, Localised("email"))), TEMPLATES)
        allowed = "form-action https://list.example.org https://km.example.org;"
        for path in ("/", "/publications/x/en.html"):
            assert allowed in dict(headers_for(path, text))["Content-Security-Policy"]
        assert text.count("form-action https:") == text.count("script-src 'self'")
        assert "form-action https:" not in host_headers(a_site(), TEMPLATES)

    def test_only_the_embed_may_be_framed(self) -> None:
        """And only what never changes may be kept for ever."""
        script = embed_script(TEMPLATES)
        text = host_headers(a_site(), TEMPLATES)
        embed = dict(headers_for("/embed/en.html", text))
        assert "frame-ancestors *" in embed["Content-Security-Policy"]
        assert "X-Frame-Options" not in embed
        for path in ("/", "/publications/x/en.html", "/newsletters/2024-10/en.html"):
            assert "frame-ancestors 'none'" in dict(headers_for(path, text))["Content-Security-Policy"]
        assert "immutable" in dict(headers_for(f"/{script.versioned_path}", text))["Cache-Control"]
        assert text.count("immutable") == 1


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("km", "km_KH"), ("en-GB", "en_GB"), ("zh-Hant-tw", "zh_TW"), ("xx", "")],
)
def test_open_graph_wants_a_territory(language: str, locale: str) -> None:
    """A language of no known territory is not given one."""
    assert og_locale(language) == locale


def test_a_css_string_can_not_be_left() -> None:
    """Quotes, backslashes and line ends are written as escapes."""
    assert css_string('a"b\\c\nd<') == r'"a\22 b\5c c\a d\3c "'
