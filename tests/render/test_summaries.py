"""Where there is a body and no summary, the summary is the body's beginning, the same in every format."""

import json
import re
from html import escape, unescape
from pathlib import Path

import pytest
from lxml import etree

from builds import assert_built
from cchr_feeds.resolve_entry import SUMMARY_CHARACTERS
from cchr_feeds.text.markdown import markdown_html, plain_text, reads_alike
from khmer_project import RUN
from project_files import a_project

SITE = """\
authority: example.org
since: 2020
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, organisation: The Organisation}
  km: {name: ខ្មែរ, organisation: អង្គការ}
categories:
  report: {en: Reports, km: របាយការណ៍}
newsletter:
  from: {name: The Organisation, address: news@example.org}
  postal_address: Phnom Penh
  unsubscribe: https://example.org/leave
"""
ENTRY = f"""\
id: land
published: 2024-10-10
category: report
en:
  title: Land rights in 2024
  body: |
    # What we *found*

    ![A field](https://example.org/field.jpg)

    - Twelve [communities](https://example.org/map) lost `land` & <homes>.
    - Courts heard **none** of them.

    {"The government promised a new law for the third time. " * 20}
km:
  title: សិទ្ធិដីធ្លី
  body: {RUN}{RUN}
"""
ONLY_TITLE = """\
id: title
published: 2024-10-11
category: report
en:
  title: Nothing but a title
"""
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a project with a publication in two languages, without summaries; another has no text."""
    files = {"site.yaml": SITE, "entries/land.yaml": ENTRY, "entries/title.yaml": ONLY_TITLE}
    project = a_project(tmp_path_factory.mktemp("summaries"), **files)
    assert_built(project)
    return project / "out"


def summaries(out: Path, language: str) -> dict[str, str]:
    """The summary of the land report in every format that has one."""
    atom = etree.parse(out / language / "atom.xml").findall(f"{ATOM}entry")[-1]
    rss = etree.parse(out / language / "rss.xml").findall("channel/item")[-1]
    page = (out / f"publications/land/{language}.html").read_text(encoding="utf-8")
    described = re.search('<meta name="description" content="([^"]*)">', page)
    assert described
    return {
        "atom": atom.findtext(f"{ATOM}summary", ""),
        "rss": unescape(rss.findtext("description", "")),
        "json": json.loads((out / language / "feed.json").read_bytes())["items"][-1]["summary"],
        "embed": json.loads((out / f"embed/{language}.json").read_bytes())["items"][-1]["summary"],
        "page": unescape(described[1]),
    }


@pytest.mark.parametrize("language", ["en", "km"])
def test_every_format_has_the_beginning_of_the_body(out: Path, language: str) -> None:
    """As plain text, in whole letters, and never the title."""
    (summary,) = set(summaries(out, language).values())
    begins = "What we found Twelve communities lost land & <homes>. Courts heard none of them. The government"
    assert summary.startswith({"en": begins, "km": RUN[:100]}[language])
    assert summary.endswith("…")
    assert SUMMARY_CHARACTERS * 0.6 < len(summary) <= SUMMARY_CHARACTERS


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_newsletter_has_it_too(out: Path, language: str) -> None:
    """In its HTML and in its text, where lines and breaks between words are its own."""
    summary = summaries(out, language)["atom"]
    html = (out / f"newsletters/2024-10/{language}.html").read_text(encoding="utf-8").replace("\u200b", "")
    text = (out / f"newsletters/2024-10/mail/{language}.txt").read_text(encoding="utf-8")
    assert escape(summary) in html
    assert "".join(summary.split()) in "".join(text.split())


def test_a_page_with_the_body_does_not_show_it_above(out: Path) -> None:
    """What the body begins with is read once; search engines get it besides."""
    page = (out / "publications/land/en.html").read_text(encoding="utf-8")
    assert page.count("Twelve") == len(re.findall('<meta [^>]*Twelve|"description": "[^"]*Twelve', page)) + 1


def test_nothing_repeats_the_title(out: Path) -> None:
    """Where there is no text at all, the description of RSS is empty and the page has none."""
    item = etree.parse(out / "en/rss.xml").find("channel/item")
    assert item is not None
    assert item.findtext("title") == "Nothing but a title"
    assert [each.text for each in item.findall("description")] == [None]
    assert "description" not in (out / "publications/title/en.html").read_text(encoding="utf-8")


SOURCE = "{http://source.scripting.com/}"


def test_rss_has_the_markdown_of_a_body(out: Path) -> None:
    """Letter by letter, beside the content that is rendered from it; not where there is no body."""
    land = etree.parse(out / "km/rss.xml").find("channel/item")
    assert land is not None
    assert land.findtext(f"{SOURCE}markdown") == RUN + RUN


def test_markdown_that_others_would_render_otherwise_is_left_out(out: Path) -> None:
    """As HTML in a text, which we show as text; then nothing declares the namespace."""
    assert b"source:" not in (out / "en/rss.xml").read_bytes()


@pytest.mark.parametrize(
    ("body", "alike"),
    [
        ("# One\n\n*two* & 3 < 4 [four](https://example.org/) <https://example.org/>", True),
        ("![Ours](https://example.org/a.jpg) `<b>` \\<b> ~~no~~\n\n|a|\n|-|\n|b|", True),
        ("One <b>two</b>", False),
        ("<script>alert(1)</script>", False),
        ("![Theirs](https://example.com/a.jpg)", False),
        ("[here](javascript:alert(1))", False),
    ],
)
def test_what_others_render_alike(body: str, alike: bool) -> None:
    """No HTML, no picture from elsewhere, no link that we do not make."""
    assert reads_alike(body, ("example.org",)) is alike


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ("# One\n\nTwo  \nthree", "One Two three"),
        ("1. One\n2. Two\n   - three", "One Two three"),
        ("> One\n\n---\n\n`<b>` & <i>x</i>", "One <b> & <i>x</i>"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ('[One](https://example.org/ "a > b") <https://example.org/>', "One https://example.org/"),
        ("![Ours](https://example.org/a.jpg)\n\n![Theirs](https://example.com/a.jpg)", "Theirs"),
        ("    code  in\n    lines", "code in lines"),
        ("[a]: https://example.org/", ""),
    ],
)
def test_plain_text_is_what_is_read(body: str, read: str) -> None:
    """Without markup and addresses; a picture from elsewhere is its description in the body too."""
    assert plain_text(markdown_html(body, "en", ("example.org",))) == read
