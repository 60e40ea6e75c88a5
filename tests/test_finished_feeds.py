"""The rules that finished feeds are judged by: right feeds pass, and each rule finds what it is about."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from builds import PROJECTS, a_large_project, the_nasty_project, the_real_project
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.values import ENCODED_WORD, block, line
from cchr_feeds.problem import InvalidValue
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries, render_atom, render_rss
from cchr_feeds.source.read import markdown_violations
from cchr_feeds.text.characters import forbidden, stored_form
from extent import a_few
from factories import a_feed, a_site, an_entry
from feed_reading import Fault, read_atom, read_json, read_rss
from feed_rules import Promised, active_in, addresses_in, entry_faults, is_address
from outputs import ARCHIVE, ATOM, JSON, MOMENT, RSS, Output, output_of

OPML = "feeds.opml"
PAGE = r"https://rights\.example\.org/feeds/publications/only-khmer/km\.html"
TAG = "tag:rights.example.org,2020:only-khmer/km"
ENTRY = rf'<entry xml:lang="km">\s*<id>{TAG}<(?s:.*?)</entry>'
OWN = f'<link rel="alternate"[^>]*{PAGE}"/>'
HOME = "https://rights.example.org/feeds/km/"
HOME_LINK = rf'(<link rel="alternate" type="text/html" hreflang="km" href="{HOME}"/>)'
SELF_LINK = r'(<link rel="self"[^>]*/>)'
HEAD = r"(2020:feeds/km<(?s:.*?))"
CHAIN = '(<link rel="prev-archive"[^>]*>)'
MARK = r"<a:archive xmlns:a='http://purl.org/syndication/history/1.0'/>\1"

Change = tuple[str, str, str]
"""A document, a pattern in it, and what takes the place of what the pattern finds."""

OF_AN_ENTRY: dict[str, dict[str, Change]] = {
    "alternate": {
        "RSS opens the feed": (RSS, PAGE, "https://rights.example.org/feeds/km/rss.xml"),
        "Atom opens the English page": (ATOM, f'hreflang="km" href="{PAGE}"', f'hreflang="en" href="{HOME}"'),
        "a second page": (ATOM, f"({OWN})", rf'\1<link rel="alternate" hreflang="en" href="{HOME}"/>'),
        "no page": (ATOM, OWN, ""),
        "a link before RSS's page": (RSS, "(<title>សេច[^<]*</title>)", r'\1<atom:link rel="related"/>'),
    },
    "translation": {
        "without its language": (ATOM, r'("text/html") hreflang="en"', r"\1"),
        "in its own language": (JSON, r'("_translations": \{\s*)"en"', r'\1"km"'),
    },
    "address": {
        "relative": (ATOM, PAGE, "/publications/only-khmer/km.html"),
        "in Khmer": (RSS, PAGE, "https://example.org/ឯកសារ"),
        "relative in content": (ATOM, '&lt;a href="https://rights.example.org/', '&lt;a href="/'),
        "relative, of an enclosure": (RSS, 'url="https://rights.example.org/%E1', 'url="/%E1'),
    },
    "content": {
        "a script": (RSS, "&lt;p&gt;អង្គ", "&lt;script&gt;អង្គ"),
        "none": (JSON, r'"content_html": "<p>អង្គ[^"]*"', '"content_html": ""'),
        "of another type": (ATOM, '<content type="html"', "<content"),
    },
    "title": {
        "of another type": (ATOM, "<title>សេច", '<title type="html">សេច'),
        "not escaped": (ATOM, "<title>សេច", "<title><b/>សេច"),
        "not escaped in RSS": (RSS, "<title>សេច", "<title><b/>សេច"),
        "without references in RSS": (RSS, "&#x26; ការបណ្ដេញ", "&amp; ការបណ្ដេញ"),
        "none": (JSON, '"title": "សេចក្ដីថ្លែងការណ៍"', '"title": ""'),
        "of two lines": (JSON, '"title": "សេច', r'"title": "\\nសេច'),
    },
    "language": {
        "none": (ATOM, '<entry xml:lang="km"', "<entry"),
        "none in RSS": (RSS, "<dc:language>km</dc:language>", ""),
        "another": (JSON, r'(   )"language": "km"', r'\1"language": "en"'),
    },
    "date": {
        "updated before published": (ATOM, "<updated>2024-10-20", "<updated>2024-10-19"),
        "no offset": (ATOM, r"(<published>2024-10-20T[\d:]*)\+07:00", r"\1"),
        "the name of a zone": (RSS, r"(20 Oct 2024 [\d:]*) \+0700", r"\1 ICT"),
        "no such day": (JSON, '"date_modified": "2024-10-20', '"date_modified": "2024-10-40'),
        "in the future": (JSON, '"date_modified": "2024-10-20', '"date_modified": "2027-10-20'),
    },
    "id": {
        "twice": (ATOM, f"({ENTRY})", r"\1\1"),
        "of another site": (ATOM, f"<id>{TAG}", "<id>tag:example.org,2020:only-khmer/km"),
        "in another language": (JSON, TAG, f"{TAG[:-2]}en"),
        "that readers open": (RSS, f'isPermaLink="false">{TAG}', f">{TAG}"),
    },
    "order": {"the newest last": (ATOM, rf"({ENTRY})((?s:.*))(</feed>)", r"\2\1\3")},
    "enclosure": {
        "without a type": (ATOM, ' type="application/pdf"', ""),
        "empty": (JSON, '"size_in_bytes": 48213378', '"size_in_bytes": 0'),
        "without a length in RSS": (RSS, ' length="48213378"', ""),
        "two in RSS": (RSS, "(<enclosure [^>]*>)", r"\1\1"),
    },
    "contradiction": {"RSS opens another page": (RSS, PAGE, HOME)},
}
OF_A_DOCUMENT: dict[str, dict[str, Change]] = {
    "document": {
        "XML that is none": (ATOM, "</feed>", ""),
        "JSON that is none": (JSON, r"\}\n$", ""),
        "JSON that is no object": (JSON, r"(?s).*", "[]"),
    },
    "character": {
        "a control character in JSON": (JSON, "2020:annexes", r"2020:\\u0007annexes"),
        "a control character in XML": (RSS, "<generator>", "<generator>\x85"),
        "a reference to one": (RSS, "<generator>", "<generator>&#x85;"),
        "what is no character": (ATOM, "<generator>", "<generator>\ufdd0"),
    },
    "alternate": {
        "a second home page": (ATOM, HOME_LINK, r"\1\1"),
        "a link before the home page": (ATOM, rf"{HOME_LINK}(\s*){SELF_LINK}", r"\3\2\1"),
    },
    "self": {"none": (JSON, '"feed_url"', '"_feed_url"')},
    "translation": {"none": (ATOM, '<link rel="related" type="application[^>]*>', "")},
    "hub": {
        "none": (RSS, '<atom:link rel="hub"[^>]*>', ""),
        "an archive's": (ARCHIVE, SELF_LINK, r'\1<link rel="hub" href="https://hub.example.org/"/>'),
    },
    "license": {"none": (RSS, '<atom:link rel="license"[^>]*>', "")},
    "address": {"relative": (ATOM, '(rel="license" type="text/html" href=")https:', r"\1")},
    "language": {
        "none": (ATOM, '<feed ([^>]*) xml:lang="km"', r"<feed \1"),
        "two": (RSS, "<language>km<", "<language>kh<"),
    },
    "id": {"another feed's": (ATOM, ":feeds/km<", ":feeds/en<")},
    "date": {
        "to come": (RSS, "<lastBuildDate>Sun, 01 Nov 2026", "<lastBuildDate>Mon, 01 Nov 2027"),
        "too old": (RSS, "<lastBuildDate>Sun, 01 Nov 2026", "<lastBuildDate>Fri, 01 Nov 2024"),
        "the build's": (ATOM, f"{HEAD}<updated>2026-11-01", r"\1<updated>2026-11-25"),
        "none": (ATOM, f"{HEAD}<updated>[^<]*</updated>", r"\1"),
    },
    "entries": {"none": (JSON, r'(?s)"items": \[.*\]', '"items": []')},
    "archive": {
        "of another year": (ARCHIVE, "<published>2024-10-20", "<published>2023-10-20"),
        "not marked": (ARCHIVE, "<fh:archive/>", ""),
        "a live feed that is marked": (ATOM, "(<generator>)", MARK),
        "no way back": (ARCHIVE, "feeds/km/atom.xml", "feeds/km/rss.xml"),
        "a chain that ends": (ARCHIVE, CHAIN, ""),
        "a chain that leads elsewhere": (ARCHIVE, "archive/2023.xml", "archive/1999.xml"),
        "a chain in a circle": (ARCHIVE, "archive/2023.xml", "archive/2025.xml"),
    },
    "opml": {
        "a feed not listed": (OPML, '<outline type[^>]*km/rss.xml"/>', ""),
        "an empty feed listed": (OPML, "km/report/rss.xml", "km/letter/rss.xml"),
        "a relative home page": (OPML, 'htmlUrl="https://rights.example.org', 'htmlUrl="'),
    },
}


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The feeds of the project with everything that breaks feeds."""
    return output_of(the_nasty_project(tmp_path_factory.mktemp("nasty") / "project"))


@pytest.mark.parametrize(
    ("code", "change"),
    [
        pytest.param(code, change, id=f"{code}: {name}")
        for changes in (OF_AN_ENTRY, OF_A_DOCUMENT)
        for code, named in changes.items()
        for name, change in a_few(named.items(), 1)
    ],
)
def test_what_is_wrong_is_found(nasty: Output, code: str, change: Change) -> None:
    """A change of one document is found by its rule, in that document or the chain it is part of."""
    problems = nasty.changed(*change).problems()
    assert code in {each.code for each in problems}
    assert {each.path for each in problems if each.code != "contradiction"} <= {change[0], ATOM}


def test_texts_that_open_one_page_are_found(nasty: Output) -> None:
    """Two languages of one publication may not open the same page, even if every document agrees."""
    output = nasty
    for path, text in nasty.documents.items():
        if "withdrawn/km.html" in text:
            output = output.changed(path, "withdrawn/km.html", "withdrawn/en.html")
    assert output.codes() == {"same-page"}


def test_right_feeds_pass(nasty: Output, tmp_path: Path) -> None:
    """Our own project, those made for tests, and hundreds of publications with archives have no fault."""
    assert nasty.problems() == []
    assert output_of(the_real_project(tmp_path)).problems() == []
    assert output_of(PROJECTS / "clients").problems() == []
    many = output_of(a_large_project(tmp_path / "many", range(300), "A report"))
    assert many.problems() == []
    assert "km/archive/2023.xml" in many.documents


def test_three_languages_pass(tmp_path: Path) -> None:
    """Each feed and entry names its two others; in a language without wording ours is English."""
    project = the_nasty_project(tmp_path / "project")
    site = (project / "site.yaml").read_text(encoding="utf-8")
    french = "  fr: {name: Français, organisation: Droits & Cie}\ncategories:"
    (project / "site.yaml").write_text(site.replace("categories:", french, 1), encoding="utf-8")
    for number in range(6):
        texts = "".join(f"{each}: {{title: Report {number}}}\n" for each in ("en", "km", "fr"))
        entry = (
            f"id: three-{number}\npublished: {2025 + number // 5}-03-0{number + 1}\ncategory: report\n{texts}"
        )
        (project / f"entries/three-{number}.yaml").write_text(entry, encoding="utf-8")
    output = output_of(project)
    assert output.problems() == []
    assert output.documents["fr/archive/2025.xml"].count('hreflang="en"') == 5


def test_an_entry_that_is_in_no_document_is_missed(nasty: Output) -> None:
    """The problem is reported at the live feed, where readers begin."""
    tag = "tag:rights.example.org,2020:year-only/km"
    output = nasty.changed("km/archive/2022.xml", "<entry (?s:.*)</entry>", "")
    assert [(each.path, each.message) for each in output.problems()] == [
        (ATOM, f"{tag} is in no feed and in no archive")
    ]


def test_what_is_not_public_is_found(nasty: Output) -> None:
    """An entry in the documents that is not among the public ones is reported."""
    fewer = [each for each in nasty.listings if each.publication_id != "year-only"]
    messages = [each.message for each in replace(nasty, listings=fewer).problems()]
    assert [each for each in messages if "is not public" in each] == [
        f"tag:rights.example.org,2020:year-only/{language} is not public" for language in ("en", "km")
    ]


def test_a_feed_that_is_not_there_is_missed(nasty: Output) -> None:
    """Every category has its feeds in every format, even an empty one."""
    documents = {path: text for path, text in nasty.documents.items() if path != "km/never-used/rss.xml"}
    problems = replace(nasty, documents=documents).problems()
    assert [problem.path for problem in problems] == ["km/never-used/rss.xml"]


PIECES = (
    "[a](https://example.org/", "[a](<https://example.org/", "![a](https://cchrcambodia.org/", "[b]: ",
    "<https://example.org/?a=1&b=2>", "https://a.example/", "[b]", "mailto:a@example.org", "ដីធ្លី", "'", '"',
    ' "title onclick=a() src=b"', " 'a > b <c href=d'", ")", ">", "<b onclick=a>", "<script>", "</p>",
    "&amp;", "&#x26;", "`", "```\n", "\n", "\n\n", "| a | b |\n|:-:|--:|\n| 1 | 2 |\n", "style=", "%",
    "\\", "{", "^", " ", "%E1%9E",
)  # fmt: skip
HOSTS = ("example.org", "EXAMPLE.org", "xn--9caa.example", "ខ្មែរ.example", "a-b.example")
ANY = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"))
TEXT = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def findings(entry: Entry) -> list[Fault]:
    """What is wrong with an entry in any of the formats."""
    site, feed = a_site(), a_feed(entry)
    entries, promised = SerialisedEntries(site), Promised(site, MOMENT)
    seen = (
        read_atom("en/atom.xml", render_atom(feed, site, entries)),
        read_rss("en/rss.xml", render_rss(feed, site, entries)),
        read_json("en/feed.json", render_json_feed(feed, site, entries)),
    )
    in_entries = [found for each in seen for found in entry_faults(each.entries[0], each, promised)]
    return [*(fault for each in seen for fault in each.faults), *in_entries]


@given(title=st.text(ANY, min_size=1, max_size=40), summary=st.text(ANY, max_size=80))
def test_any_title_and_summary_pass(title: str, summary: str) -> None:
    """Any title and summary, as they are stored after reading, make a right entry."""
    assume(not forbidden(title + summary) and not ENCODED_WORD.search(title))
    title, summary = line(stored_form(title), 300), block(stored_form(summary), 300)
    assume(title)
    assert findings(an_entry(title=title, summary=summary)) == []


@given(body=TEXT)
def test_any_markdown_passes(body: str) -> None:
    """Any Markdown with links that reading accepts makes a right entry; HTML in it is text."""
    assume(not list(markdown_violations(body, ("en", "body"))))
    assert findings(an_entry(body=body)) == []


@pytest.mark.parametrize(
    ("content", "addresses", "active"),
    [
        ('<a href="https://e.org/?a=1&amp;b=2">x</a>', ["https://e.org/?a=1&b=2"], []),
        ("<A HREF=/a>x</A>", ["/a"], []),
        ('<img srcset="a.png 1x, b.png 2x">', ["a.png", "b.png"], []),
        ('<p title="a > b" onclick="c()">', [], ["<p onclick>"]),
        ("<p STYLE=color:red>", [], ["<p style>"]),
        ("<br/><iframe src=/a></iframe>", ["/a"], ["<iframe>"]),
        ('<a title="src=b onclick=c <script>">x</a>', [], []),
        ("&lt;script onclick=a src=b&gt;", [], []),
        ("a < b src=c > d", [], []),
    ],
)
def test_only_tags_count(content: str, addresses: list[str], active: list[str]) -> None:
    """The rules look at tags and their attributes, not at text and attributes' values."""
    assert (list(addresses_in(content)), list(active_in(content))) == (addresses, active)


@given(
    host=st.sampled_from(HOSTS),
    rest=st.text(ANY | st.sampled_from("%/?#[]@!$&'()*+,;=:~"), max_size=20),
)
def test_every_accepted_address_passes(host: str, rest: str) -> None:
    """An address that reading accepts, in its stored form, is a right one."""
    try:
        address = web_address(f"https://{host}/{rest}")
    except InvalidValue:
        reject()
    assert is_address(address)
