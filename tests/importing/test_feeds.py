"""Feeds become drafts: every format, with what it says and no more."""

import json
from pathlib import Path

import pytest

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.publication import File
from importing.sources import NOW, atom, found_in, only, plan, plan_of, publications_of, rss
from project_files import a_project

FULL = """
<guid isPermaLink="false">https://example.org/?p=7</guid>
<title>Land &amp;amp; rights &lt;em&gt;now&lt;/em&gt;</title>
<link>/reports/land-rights</link>
<description>What we found.</description>
<content:encoded><![CDATA[<p>What <b>we</b> found.</p><p><a href="more">More</a></p>]]></content:encoded>
<pubDate>Thu, 10 Oct 2024 02:30:00 +0000</pubDate>
<category>Fact Sheet</category><category>Land</category><category>land</category>
<enclosure url="https://example.org/land.pdf" type="Application/PDF; x=y" length="1482933"/>
<enclosure url="https://example.org/what" type="?" length="0"/>
"""
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def test_an_rss_item_says_all_it_has(tmp_path: Path) -> None:
    """Words, address, moment, kinds and documents; relative links are whole."""
    content = rss(FULL, attributes=f'{CONTENT} xml:base="https://example.org/"')
    found = plan_of(tmp_path, content.replace("/reports/", "https://example.org/reports/"))
    publication, translation = only(found), only(found).translations["en"]
    assert found.imported.kind == "an RSS feed"
    assert publication.id == "land-rights"
    assert publication.category == ("fact-sheet",)
    assert publication.topics == ("Land", "land")
    assert publication.draft
    assert str(publication.published and publication.published.written) == "2024-10-10 09:30:00+07:00"
    assert publication.added is None
    assert translation.title == "Land & rights now"
    assert translation.summary == "What we found."
    assert translation.body == "What **we** found.\n\n[More](https://example.org/reports/more)"
    assert translation.url == "https://example.org/reports/land-rights"
    assert translation.files == (
        File(url="https://example.org/land.pdf", type="application/pdf", length=1482933),
    )
    (note,) = found.imported.taken[0].notes
    assert note == ("a document is left out, because its type is unknown: https://example.org/what")


def test_the_file_tells_where_it_is_from_and_what_was_guessed(tmp_path: Path) -> None:
    """In comments that only the editor sees."""
    summary = "<description>Today, 5 August 2024, our fact sheet.</description>"
    item = f"<guid>a:1</guid><title>A report</title>{summary}"
    (draft,) = plan_of(tmp_path, rss(item), "news.xml").drafts
    assert draft.taken.path == "entries/2024-08-05-a-report.yaml"
    assert draft.content == (
        "# Imported from news.xml: a:1\n"
        "id: a-report\n"
        "published: 2024-08-05  # as its text says\n"
        "category: fact-sheet  # guessed from “fact sheet” in its text\n"
        "draft: true  # imported; read it, correct it, then delete this line\n"
        "en:\n"
        "  title: A report\n"
        "  summary: >-\n"
        "    Today, 5 August 2024, our fact sheet.\n"
    )


def test_an_unclear_date_is_left_out_and_told(tmp_path: Path) -> None:
    """The moment of the import stands in; what the source says stays in the file."""
    found = plan_of(tmp_path, rss("<title>A</title><pubDate>10/11/2024</pubDate>", "<title>B</title>"))
    first, second = publications_of(found)
    assert first.published is None
    assert first.added is not None
    assert second.added is not None
    assert first.added.written == NOW.replace(second=0)
    assert first.added.written > second.added.written
    assert "# The source has this as its date: 10/11/2024\n" in found.drafts[0].content
    assert found.imported.taken[0].notes == ("its date '10/11/2024' is ambiguous, so it is left out",)


def test_rss_1_is_read_with_its_dates_and_languages(tmp_path: Path) -> None:
    """It has its items beside the channel, and Dublin Core."""
    content = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>News</title></channel>
      <item rdf:about="https://example.org/a"><title>A report</title><link>https://example.org/a</link>
      <dc:date>2024-10-10</dc:date></item></rdf:RDF>"""
    publication = only(plan_of(tmp_path, content))
    assert publication.translations["en"].url == "https://example.org/a"
    assert str(publication.published and publication.published.written) == "2024-10-10 00:00:00"


@pytest.mark.parametrize(
    ("construct", "said"),
    [
        ("<title>AT&amp;T &lt;b&gt; &amp;amp;</title>", "AT&T <b> &amp;"),
        ('<title type="html">AT&amp;amp;T &lt;b&gt;now&lt;/b&gt;</title>', "AT&T now"),
        (
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">AT&amp;T <b>now</b></div></title>',
            "AT&T now",
        ),
    ],
)
def test_atoms_three_kinds_of_text(tmp_path: Path, construct: str, said: str) -> None:
    """RFC 4287 §3.1: plain text is never taken for markup."""
    publication = only(plan_of(tmp_path, atom(f"<id>a</id>{construct}")))
    assert publication.translations["en"].title == said


def test_an_atom_entry_says_all_it_has(tmp_path: Path) -> None:
    """`updated` is no date of publication; xml:base makes links whole."""
    entry = """<id>tag:example.org,2024:a</id><title>A report</title><updated>2024-12-01T00:00:00Z</updated>
    <link href="a"/><link rel="enclosure" href="a.pdf" type="application/pdf" title="The report"/>
    <content type="html" xml:base="sub/">&lt;p&gt;&lt;a href="b"&gt;B&lt;/a&gt;&lt;/p&gt;</content>
    <category term="infographics"/>"""
    publication = only(plan_of(tmp_path, atom(entry, attributes='xml:base="https://example.org/n/"')))
    translation = publication.translations["en"]
    assert publication.published is None
    assert publication.category == ("infographic",)
    assert translation.url == "https://example.org/n/a"
    assert translation.body == "[B](https://example.org/n/sub/b)"
    assert translation.files == (
        File(url="https://example.org/n/a.pdf", type="application/pdf", title="The report"),
    )


def test_a_json_feed_says_all_it_has(tmp_path: Path) -> None:
    """Also one in the forms that the format does not foresee."""
    items: list[object] = [
        {
            "id": 7,
            "title": "A <b> report",
            "url": "https://example.org/a",
            "summary": "In short.",
            "content_text": "One & two.\n\nThree.",
            "date_published": "2024-10-10T00:00:00+07:00",
            "tags": ["Fact sheets", 5],
            "attachments": [{"url": "https://example.org/a.pdf", "size_in_bytes": 12}, "x"],
        },
        "x",
        {"title": ["x"], "date_published": True},
    ]
    content = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    found = plan_of(tmp_path, content, "feed.json")
    translation = only(found).translations["en"]
    assert only(found).category == ("fact-sheet",)
    assert found.imported.taken[0].published == "2024-10-10"
    assert (translation.title, translation.summary) == ("A <b> report", "In short.")
    assert translation.body == "One & two.\n\nThree."
    assert [file.length for file in translation.files] == [12]
    assert [each.reason for each in found.imported.skipped] == ["it has no title"]


WRONG = {
    "<rss><channel>": "this is not well-formed XML",
    "<opml/>": "this XML is not a feed; it begins with <opml>",
    '{"version": "1"}': "this JSON is not a JSON Feed",
    '{"a": ': "this is not well-formed JSON",
    "{" + '"a":{' * 100_000: "this is not well-formed JSON",
    "<!DOCTYPE html><p>x": "this is a web page, not a feed",
    " \n": "there is nothing in it",
}


@pytest.mark.parametrize(("content", "message"), WRONG.items(), ids=WRONG.values())
def test_what_is_no_feed_is_refused(tmp_path: Path, content: str, message: str) -> None:
    """With its name, a place and what to do."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, content, "news.xml")
    (problem,) = refused.value.problems
    assert (problem.path, problem.message[: len(message)]) == ("news.xml", message)
    assert problem.line >= 1
    assert problem.fix


def test_a_page_says_where_its_feed_is(tmp_path: Path) -> None:
    """If it has one, and the page's own address is known or it names the feed in full."""
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="https://example.org/rss.xml">'
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, page, "news.html")
    assert refused.value.problems[0].fix == "import its feed instead: https://example.org/rss.xml"


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml", "feed.json"])
@pytest.mark.parametrize("language", ["en", "km"])
def test_our_own_feeds_come_back(real_project: Path, tmp_path: Path, name: str, language: str) -> None:
    """Every format of the real project gives its titles, summaries, kinds and moments to a new one."""
    project = a_project(tmp_path, **{"site.yaml": (real_project / "site.yaml").read_text(encoding="utf-8")})
    feed = real_project / "out" / language / name
    found = publications_of(plan(project, feed, category=""))
    entries = json.loads((feed.parent / "feed.json").read_bytes())["items"]
    assert [each.translations[language].title for each in found] == [each["title"] for each in entries]
    assert [each.published and each.published.written.isoformat() for each in found] == [
        each["date_published"] for each in entries
    ]
    assert all(each.translations[language].summary for each in found)


def test_a_long_description_is_the_body(tmp_path: Path) -> None:
    """A newsletter would show all of it. Its paragraphs stay, where empty lines divide them too."""
    long, short = ("One sentence. " * count for count in (200, 20))
    items = [
        f"<guid>{len(text)}</guid><title>{len(text)}</title><description>{text}\n\nEnd.</description>"
        for text in (long, short)
    ]
    first, second = (each.translations["en"] for each in publications_of(plan_of(tmp_path, rss(*items))))
    assert (first.summary, first.body) == ("", f"{long.strip()}\n\nEnd.")
    assert (second.summary, second.body) == (f"{short.strip()}\nEnd.", "")


def test_a_table_in_an_entry_keeps_its_caption(tmp_path: Path) -> None:
    """It is more than words, so it is a body even where it is short."""
    html = "&lt;table&gt;&lt;caption&gt;Cases&lt;/caption&gt;&lt;tr&gt;&lt;td&gt;1&lt;td&gt;2&lt;/table&gt;"
    entry = f'<id>a</id><title>A report</title><content type="html">{html}</content>'
    translation = only(plan_of(tmp_path, atom(entry))).translations["en"]
    assert (translation.summary, translation.body) == ("", "Cases\n\n| 1 | 2 |\n| --- | --- |")


def test_kinds_that_are_no_topics_are_left_out(tmp_path: Path) -> None:
    """Too long ones, and more than ten."""
    kinds = "".join(f"<category>Topic {number}</category>" for number in range(12))
    item = f"<title>A report</title><category>{'long ' * 30}</category><category/>{kinds}"
    assert only(plan_of(tmp_path, rss(item))).topics == tuple(f"Topic {number}" for number in range(10))
