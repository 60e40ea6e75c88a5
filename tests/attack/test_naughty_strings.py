"""Every naughty string is refused with its place, or readers get it letter by letter, wherever it is said."""

import json
import re
from collections.abc import Iterator
from email import message_from_bytes
from html import unescape
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Route

from attack.naughty import (
    A_MONTH,
    LONGEST_TOPIC,
    an_entry_saying,
    as_stored,
    naughty_strings,
    refused_strings,
    what_it_says,
    what_labels_say,
)
from browser import a_page
from project_files import SITE, a_project, problems_of

pytestmark = pytest.mark.usefixtures("node")

AUTHOR_LINE, TITLE_LINE, SUMMARY_LINE = 5, 7, 8
SAID = what_it_says()
NEWEST_FIRST = SAID[::-1]
LABELS = what_labels_say()
FIRST = LABELS[::A_MONTH]
"""The labels that an entry names first."""
TOPICS = [text for text in NEWEST_FIRST if len(text) <= LONGEST_TOPIC]
MONTHS = [SAID[first : first + A_MONTH] for first in range(0, len(SAID), A_MONTH)]

_ATOM = {"a": "http://www.w3.org/2005/Atom"}
_DC = {"dc": "http://purl.org/dc/elements/1.1/", "content": "http://purl.org/rss/1.0/modules/content/"}

READ_PAGES = """pages => pages.map(html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const all = (selector) => [...page.querySelectorAll(selector)].map(each => each.textContent);
  return {
    title: all("h1"), text: all(".standfirst p"), by: all(".facts span:nth-last-of-type(2)"),
    described: [page.querySelector("meta[name=description]").content],
    picture: [page.querySelector(".figure img").alt], linked: all("a[href$='.pdf'] b"),
    named: [JSON.parse(page.querySelector("script[type='application/ld+json']").textContent).name],
  };
})"""
READ_MAILS = """pages => pages.map(html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const all = (selector) => [...page.querySelectorAll(selector)].map(each => each.textContent);
  const teaser = (heading) => [heading.nextElementSibling, heading.nextElementSibling?.nextElementSibling]
    .find(each => each && !each.matches(".date"));
  const headings = [...page.querySelectorAll(".headline, .title")];
  return { titles: headings.map(each => each.textContent),
    teasers: headings.map(each => teaser(each).textContent),
    alts: [...page.querySelectorAll("img")].map(each => each.alt) };
})"""


def texts(document: etree._Element, path: str) -> list[str]:
    """What the elements or attributes on a path say."""
    found = document.xpath(path, namespaces=_ATOM | _DC)
    assert isinstance(found, list)
    return [each.text or "" if isinstance(each, etree._Element) else str(each) for each in found]


def months_of(out: Path) -> list[Path]:
    """The folders of the editions, from the first to the last."""
    return sorted(path.parent for path in out.glob("newsletters/*/mail"))


def read_in(browser: Browser, script: str, paths: list[Path]) -> list[dict[str, list[str]]]:
    """What a browser finds in the pages."""
    with a_page(browser) as page:
        found: list[dict[str, list[str]]] = page.evaluate(script, [path.read_text("utf-8") for path in paths])
    return found


def test_refused_strings_are_named_with_their_place(tmp_path: Path) -> None:
    """Of those that may not be said, every one is a problem in the line where it stands."""
    refused = refused_strings()
    files = {f"entries/{number}.yaml": an_entry_saying(text, number) for number, text in enumerate(refused)}
    problems = problems_of(a_project(tmp_path, **files, **{"site.yaml": SITE + "  report: {en: Reports}\n"}))
    wrong = [problem for problem in problems if problem.severity == "error"]
    places = {(problem.path, problem.line) for problem in wrong}
    assert places >= {(path, line) for path in files for line in (AUTHOR_LINE, TITLE_LINE)}
    with_characters = [f"entries/{number}.yaml" for number, text in enumerate(refused) if as_stored(text)]
    assert places >= {(path, SUMMARY_LINE) for path in with_characters}
    assert all(problem.column > 1 and problem.fix for problem in wrong)
    assert 0 < len(with_characters) < len(refused) < 30 < len(naughty_strings())


def test_atom_says_them(naughty_out: Path) -> None:
    """Title, summary, author and topics of every entry are read back from the Atom feed."""
    feed = etree.parse(naughty_out / "en/atom.xml").getroot()
    assert texts(feed, "a:entry/a:title") == NEWEST_FIRST
    assert texts(feed, "a:entry/a:summary") == NEWEST_FIRST
    assert texts(feed, "a:entry/a:author/a:name") == NEWEST_FIRST
    topics = "a:entry/a:category[contains(@scheme, ':topics')]"
    assert texts(feed, f"{topics}/@term") == texts(feed, f"{topics}/@label") == TOPICS
    assert texts(feed, "a:entry/a:link[@rel='enclosure']/@title") == NEWEST_FIRST


def test_rss_says_them(naughty_out: Path) -> None:
    """So they are from RSS, whose description is HTML."""
    feed = etree.parse(naughty_out / "en/rss.xml").getroot()
    assert texts(feed, "channel/item/title") == NEWEST_FIRST
    assert [unescape(text) for text in texts(feed, "channel/item/description")] == NEWEST_FIRST
    assert texts(feed, "channel/item/dc:creator") == NEWEST_FIRST
    assert texts(feed, "channel/item/category[contains(@domain, ':topics')]") == TOPICS


def test_json_says_them(naughty_out: Path) -> None:
    """So they are from JSON Feed."""
    items = json.loads((naughty_out / "en/feed.json").read_bytes())["items"]
    assert [item["title"] for item in items] == NEWEST_FIRST
    assert [item["summary"] for item in items] == NEWEST_FIRST
    assert [author["name"] for item in items for author in item["authors"]] == NEWEST_FIRST
    assert [tag for item in items for tag in item["tags"] if tag != "Reports"] == TOPICS
    assert [file["title"] for item in items for file in item["attachments"]] == NEWEST_FIRST


def test_feeds_show_them_as_text(naughty_out: Path, browser: Browser) -> None:
    """An entry's HTML is a picture, a paragraph and a link that say the string, in all three formats."""
    items = json.loads((naughty_out / "en/feed.json").read_bytes())["items"]
    atom = texts(etree.parse(naughty_out / "en/atom.xml").getroot(), "a:entry/a:content")
    rss = texts(etree.parse(naughty_out / "en/rss.xml").getroot(), "channel/item/content:encoded")
    shown = """pages => pages.map(html => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const [, paragraph] = page.querySelectorAll("p");
      return [page.querySelector("img").alt, paragraph.textContent, page.querySelector("a").textContent];
    })"""
    for contents in ([item["content_html"] for item in items], atom, rss):
        with a_page(browser) as page:
            assert page.evaluate(shown, contents) == [[text, text, text] for text in NEWEST_FIRST]


def test_pages_say_them(naughty_out: Path, browser: Browser) -> None:
    """A browser reads each of them from the entry's page: heading, text, author, picture, link, metadata."""
    paths = [naughty_out / f"publications/n{number}/en.html" for number in range(len(SAID))]
    for text, page in zip(SAID, read_in(browser, READ_PAGES, paths), strict=True):
        assert page["title"] == page["text"][:1] == page["linked"] == [text]
        assert page["picture"] == page["named"] == [text]
        described = page["described"][0].removesuffix("…")  # in one line, as short as search engines want it
        assert _without_spaces(text).startswith(_without_spaces(described))
        assert page["by"] == [text]


def test_mails_and_their_copies_say_them(naughty_out: Path, browser: Browser) -> None:
    """A browser reads them from each edition, in the mail and on the web."""
    folders = months_of(naughty_out)
    for name in ("mail/en.html", "en.html"):
        read = read_in(browser, READ_MAILS, [folder / name for folder in folders])
        for said, mail in zip(MONTHS, read, strict=True):
            assert mail["titles"] == said[::-1]
            for text, teaser in zip(said[::-1], mail["teasers"], strict=True):
                assert _without_spaces(text).startswith(_without_spaces(teaser.removesuffix("…")))
            assert set(mail["alts"]) >= set(said)


def test_text_mails_say_them(naughty_out: Path) -> None:
    """In plain text only spaces, line breaks and isolates may differ."""
    for said, folder in zip(MONTHS, months_of(naughty_out), strict=True):
        shown = _without_spaces((folder / "mail/en.txt").read_text(encoding="utf-8"))
        for text in reversed(said):
            _, found, shown = shown.partition(_without_spaces(text))
            assert found, text


def _without_spaces(text: str) -> str:
    """And without the isolates that a line gets where what it holds would turn it round."""
    return re.sub("[\\s\u2066\u2067\u2069]", "", text)


def test_messages_carry_the_same_mails(naughty_out: Path) -> None:
    """Each ready message holds its text and its HTML unchanged, and headers of its own only."""
    for folder in months_of(naughty_out):
        message = message_from_bytes((folder / "mail/en.eml").read_bytes())
        parts = [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
        files = [(folder / f"mail/en.{suffix}").read_bytes() for suffix in ("txt", "html")]
        assert [part.replace(b"\r\n", b"\n") for part in parts if isinstance(part, bytes)] == files
        assert {"To", "Cc", "Bcc"}.isdisjoint(message.keys())


def test_the_frame_says_them(naughty_out: Path, browser: Browser) -> None:
    """The page for an iframe lists the newest."""
    with a_page(browser, (naughty_out / "embed/en.html").read_text(encoding="utf-8")) as page:
        assert page.locator("li a").all_text_contents() == NEWEST_FIRST[:10]


def test_the_component_says_them(naughty_out: Path, browser: Browser) -> None:
    """The web component shows all of them, titles and summaries, on another site's page."""
    with a_page(browser) as page:
        page.route("**/*", lambda route: _serve(route, naughty_out))
        page.goto("https://reader.example/")
        page.wait_for_function("document.querySelector('cchr-feed').shadowRoot?.querySelector('li')")
        shown = page.locator("cchr-feed li")
        assert shown.locator("a").all_text_contents() == NEWEST_FIRST
        assert shown.locator("p").all_text_contents() == NEWEST_FIRST


def _serve(route: Route, out: Path) -> None:
    """The feeds under their own address, and a page of another site that shows them."""
    _, _, path = route.request.url.partition("https://example.org/feeds/")
    if path:
        route.fulfill(path=out / path, headers={"Access-Control-Allow-Origin": "*"})
        return
    script = "https://example.org/feeds/embed/cchr-feeds.js"
    feed = "https://example.org/feeds/en/feed.json"
    body = f'<script type="module" src="{script}"></script><cchr-feed src="{feed}" limit="1000"></cchr-feed>'
    route.fulfill(body=f'<!DOCTYPE html><meta charset="utf-8">{body}', content_type="text/html")


def test_labels_reach_every_feed(naughty_labels_out: Path) -> None:
    """Each category's feeds are titled with its label, and entries carry it, in all three formats."""
    for number, text in enumerate(LABELS):
        folder, title = naughty_labels_out / f"en/c{number}", f"The Organisation publications: {text}"
        atom = etree.parse(folder / "atom.xml").getroot()
        rss = etree.parse(folder / "rss.xml").getroot()
        document = json.loads((folder / "feed.json").read_bytes())
        assert texts(atom, "a:title") == texts(rss, "channel/title") == [document["title"]] == [title]
        assert text in texts(atom, "a:entry/a:category/@label")
        assert text in texts(rss, "channel/item/category")
        assert text in document["items"][0]["tags"]


def test_labels_reach_lists_and_pages(naughty_labels_out: Path, browser: Browser) -> None:
    """They stand in the list of feeds and on the follow page, and head the sections of mails."""
    opml = etree.parse(naughty_labels_out / "feeds.opml").getroot()
    assert set(LABELS) <= {title.partition(": ")[2] for title in texts(opml, "//outline/@title")}
    everything = "[...document.querySelectorAll('*')].map(each => each.textContent.trim())"
    edition = "newsletters/2024-10/"
    for path, labels in (
        ("en/follow.html", LABELS),
        (f"{edition}mail/en.html", FIRST),
        (f"{edition}en.html", FIRST),
    ):
        with a_page(browser, (naughty_labels_out / path).read_text(encoding="utf-8")) as page:
            assert set(labels) <= set(page.evaluate(everything)), path


@pytest.mark.parametrize("pattern", ["embed/en/c*.html", "publications/*/en.html"])
def test_labels_reach_frames_and_entries(naughty_labels_out: Path, browser: Browser, pattern: str) -> None:
    """The frames of all categories, and the pages of all entries, show them together."""
    read = """pages => pages.flatMap(html => {
      const page = new DOMParser().parseFromString(html, "text/html");
      return [...page.querySelectorAll("span, .label a")].map(each => each.textContent);
    })"""
    paths = sorted(naughty_labels_out.glob(pattern))
    with a_page(browser) as page:
        assert set(LABELS) <= set(page.evaluate(read, [path.read_text(encoding="utf-8") for path in paths]))


def every_file(out: Path) -> Iterator[Path]:
    """All files of an output."""
    return (path for path in out.rglob("*") if path.is_file())


def test_everything_is_what_it_says_it_is(naughty_out: Path, naughty_labels_out: Path) -> None:
    """Every XML document is well-formed, every JSON document is JSON, all is UTF-8, and mails are plain."""
    for path in (*every_file(naughty_out), *every_file(naughty_labels_out)):
        content = path.read_bytes()
        if path.suffix == ".png":
            assert content.startswith(b"\x89PNG\r\n")
            continue
        text = content.decode("utf-8")
        if path.suffix in (".xml", ".opml"):
            etree.fromstring(text.encode())
        elif path.suffix == ".json":
            json.loads(text)
        elif path.suffix == ".txt":
            assert as_stored(text) == text.strip()
