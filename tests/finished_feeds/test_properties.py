"""Whatever an author writes passes; what only looks wrong does not deceive the rules."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from cchr_feeds.errors import InvalidValue
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.rules import markdown_violations
from cchr_feeds.model.values import ENCODED_WORD, block, line
from cchr_feeds.render.feeds.generator import SerialisedEntries, render_atom, render_rss
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.text.characters import forbidden, stored_form
from factories import a_feed, a_site, an_entry
from feed_reading import Fault, read_atom, read_json, read_rss
from feed_rules import Promised, active_in, addresses_in, entry_faults, is_address
from outputs import MOMENT

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
    """What is found wrong with an entry in any of the formats."""
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
    """As they are stored after reading."""
    assume(not forbidden(title + summary) and not ENCODED_WORD.search(title))
    title, summary = line(stored_form(title), 300), block(stored_form(summary), 300)
    assume(title)
    assert findings(an_entry(title=title, summary=summary)) == []


@given(body=TEXT)
def test_any_markdown_passes(body: str) -> None:
    """With links that reading accepts; what looks like HTML in it is text."""
    assume(not list(markdown_violations(body, ("en", "body"))))
    assert findings(an_entry(body=body)) == []


@pytest.mark.parametrize(
    ("content", "addresses", "active"),
    [
        ('<a href="https://e.org/?a=1&amp;b=2">x</a>', ["https://e.org/?a=1&b=2"], []),
        ("<A HREF=/a>x</A>", ["/a"], []),
        ("<img alt='' src = 'a.png'>", ["a.png"], []),
        ('<img srcset="a.png 1x, b.png 2x">', ["a.png", "b.png"], []),
        ('<video poster="a.png" src="b.mp4"></video>', ["a.png", "b.mp4"], []),
        ('<p title="a > b" onclick="c()">', [], ["<p onclick>"]),
        ("<p STYLE=color:red>", [], ["<p style>"]),
        ("<SCRIPT>a</SCRIPT>", [], ["<SCRIPT>"]),
        ("<br/><iframe src=/a></iframe>", ["/a"], ["<iframe>"]),
        ('<a title="src=b onclick=c <script>">x</a>', [], []),
        ('<img alt="it\'s" title=\'say "onclick=a"\'>', [], []),
        ("&lt;script onclick=a src=b&gt;", [], []),
        ("a < b src=c > d", [], []),
    ],
)
def test_only_tags_count(content: str, addresses: list[str], active: list[str]) -> None:
    """Not what stands in the text, or in an attribute's value."""
    assert (list(addresses_in(content)), list(active_in(content))) == (addresses, active)


@given(
    host=st.sampled_from(HOSTS),
    rest=st.text(ANY | st.sampled_from("%/?#[]@!$&'()*+,;=:~"), max_size=20),
)
def test_every_accepted_address_passes(host: str, rest: str) -> None:
    """As it is stored after reading."""
    try:
        address = web_address(f"https://{host}/{rest}")
    except InvalidValue:
        reject()
    assert is_address(address)
