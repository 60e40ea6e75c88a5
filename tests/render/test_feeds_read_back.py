"""What was written comes back letter by letter, and the formats say the same."""

import json
from html import unescape

import feedparser
from hypothesis import assume, example, given
from hypothesis import strategies as st
from lxml import etree

from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries, render_atom, render_rss
from cchr_feeds.text.characters import stored_form
from cchr_feeds.text.scripts import unmistakable
from factories import a_feed, a_site, an_entry

_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp")), min_size=1, max_size=60
)


def _is_taken_for_mojibake(text: str) -> bool:
    """Feedparser takes `Â¡` for a badly decoded `¡` and corrects it (mixin.py, pop)."""
    try:
        return text.encode("iso-8859-1").decode("utf-8") != text
    except UnicodeError:
        return False


@given(title=_TEXT, summary=_TEXT)
@example("AT&T <b>bold</b> &amp; &lt;i&gt; &#x26; ]]>", "</script><script>alert(1)</script> &nbsp;")
@example("<title>A title</title>", "<![CDATA[ <p>Not a paragraph</p> ]]> <!-- nor a remark -->")
@example("𐠀A", "From the right, and then not")
@example("5 < 7 & 7 > 5 <br/>", "a</b><i>c</i> &copy &unknown; &#0; %3Cb%3E")
def test_feedparser_reads_back_what_was_written(title: str, summary: str) -> None:
    """Title and summary come back letter by letter, whatever signs of markup they hold."""
    title, summary = stored_form(title).strip() or "x", stored_form(summary).strip() or "y"
    assume(not _is_taken_for_mojibake(title) and not _is_taken_for_mojibake(summary))
    entry, site = an_entry(title=title, summary=summary), a_site()
    feed, entries = a_feed(entry), SerialisedEntries(site)
    read_atom = feedparser.parse(
        render_atom(feed, site, entries), sanitize_html=False, resolve_relative_uris=False
    )
    read_rss = etree.fromstring(render_rss(feed, site, entries))
    read_json = json.loads(render_json_feed(feed, site, entries))["items"][0]
    written = unmistakable(title, entry.language)
    assert [read_atom.entries[0].title, read_rss.findtext("channel/item/title"), read_json["title"]] == [
        written
    ] * 3
    assert [
        read_atom.entries[0].summary,
        unescape(read_rss.findtext("channel/item/description", "")),
        read_json["summary"],
    ] == [summary] * 3
