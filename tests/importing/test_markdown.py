"""HTML of others as Markdown: every word stays, nothing of it acts, links are whole."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as lxml_html

from cchr_feeds.importing.html import markdown, paragraphs, tree
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.source.read import link_violations
from cchr_feeds.text.markdown import markdown_html

BASE = "https://example.org/news/"

CASES = {
    "<p>One.</p><p>Two.</p>": "One.\n\nTwo.",
    "One.<p>Two.</p>Three.": "One.\n\nTwo.\n\nThree.",
    "One<br>two<br><br>three": "One\\\ntwo\n\nthree",
    "<strong>Note:</strong> this": "**Note:** this",
    "a <b> b </b>c": "a  **b** c",
    "<em>ខ្មែរ។</em>ខ្មែរ": "ខ្មែរ។ខ្មែរ",
    "<b>one</b><b>two</b>": "onetwo",
    "<s>old</s> new": "~~old~~ new",
    "<a href='/report?a=1&amp;b=(2)'>Report</a>": f"[Report]({BASE[:-6]}/report?a=1&b=%282%29)".replace(
        "//report", "/report"
    ),
    "<a href='x.pdf'> Report </a>now": "[Report](https://example.org/news/x.pdf) now",
    "<a href='mailto:news@example.org?subject=x'>Write</a>": "[Write](mailto:news@example.org)",
    "<a href='javascript:alert(1)'>Click</a>": "Click",
    "<a href='java&#3;script:alert(1)'>Click</a>": "Click",
    "<a href='#part'>Part</a>": "[Part](https://example.org/news/#part)",
    "Wait!<a href='https://example.org/'>here</a>": "Wait\\!here",
    "<img src='a.png' alt='A [picture]'>": "![A \\[picture\\]](https://example.org/news/a.png)",
    "<img src='a.png' width=1 height=1>": "",
    "<img src='data:image/png;base64,AA'>": "",
    "<h2>Land #</h2><p>x</p>": "## Land \\#\n\nx",
    "<h3>One<br>two</h3>": "### One two",
    "<ul><li>a<li>b<ul><li>c</ul></ul>": "- a\n- b\n  - c",
    "<ol start=3><li>a</li><li>b</li></ol>": "3. a\n4. b",
    "<blockquote><p>a</p><p>b</p></blockquote>": "> a\n>\n> b",
    "<pre>a\n  b  \n```</pre>": "a b \\`\\`\\`",
    "<code>a`b</code> and <code> `c` </code>": "`` a`b `` and  `` `c` ``",
    "<pre>a<br>b<script>c</script></pre>": "a\n\nb",
    "<b>a</b><b>b<script>c</script></b>": "ab",
    "a<hr>b": "a\n\n---\n\nb",
    "<table><tr><th>A<th>B<tr><td>1|2<td>3<tr><td>4</table>": (
        "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |\n| 4 |"
    ),
    "<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>": "a\n\nb\n\nc",
    "<script>x()</script><style>p{}</style><!-- c -->a<iframe src=x></iframe>": "a",
    "4 &lt; 5 &amp;amp; &lt;b&gt; AT&amp;T": "4 \\< 5 \\&amp; \\<b\\> AT\\&T",
    "*a* _b_ `c` [d](e) ~~f~~ g_h": "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~\\~f\\~\\~ g\\_h",
    "<p># a</p><p>1. b</p><p>- c</p><p>&gt; d</p><p>--- </p>": "\\# a\n\n1\\. b\n\n\\- c\n\n\\> d\n\n\\---",
}


@pytest.mark.parametrize(("html", "expected"), CASES.items())
def test_what_becomes_of_markup(html: str, expected: str) -> None:
    """Each as an editor would type it."""
    assert markdown(tree(html), BASE) == expected


TEXTS = st.text(st.sampled_from("ab1 .,:!?-*_`~[]()<>&#+=|\\\"'/\n។ខ្ែ"), max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
TAGS = (
    "p div b strong em i s code a ul ol li h2 h4 blockquote pre span table tr td th br hr section q".split()
)


def element(tag: str, children: list[str]) -> str:
    """An element in HTML."""
    link = ' href="https://example.org/?a=(b)_*"' if tag == "a" else ""
    return f"<{tag}{link}>" if tag in ("br", "hr") else f"<{tag}{link}>{''.join(children)}</{tag}>"


PIECES = st.recursive(
    TEXTS,
    lambda inner: st.builds(element, st.sampled_from(TAGS), st.lists(inner, max_size=4)),
    max_leaves=12,
)
HTML = st.lists(PIECES, max_size=5).map("".join)


def words(text: str) -> str:
    """A text without any space, which blocks add and take away."""
    return re.sub(r"\s+", "", text)


@given(HTML)
@example("<h2>#</h2>")
@example("<b>a</b>*")
@example("a | b<br>--|--")
@example("x<br>===")
@example("<ol><li>-</li></ol>")
@example("<pre>a</pre>b")
@example("<a>!</a><a href='https://example.org/'>x</a>")
def test_every_word_is_shown_as_it_was(html: str) -> None:
    """What our own renderer makes of the Markdown has the same letters in the same order."""
    shown = markdown_html(markdown(tree(html)), "en", ())
    text = "".join(map(str, lxml_html.fromstring(f"<div>{shown}</div>").itertext()))
    assert words(text) == words("".join(paragraphs(tree(html))))


@given(st.one_of(HTML, st.text(max_size=60)))
@example("<code>]: 1</code>")
@example("<pre>](a</pre>")
def test_nothing_of_it_is_a_faulty_link(html: str) -> None:
    """Checking finds no link in the Markdown that leads nowhere, whatever the text looks like."""
    translation = Translation(title="A", body=markdown(tree(html)))
    publication = Publication(id="a", category=("infographic",), translations={"en": translation})
    assert list(link_violations(publication)) == []


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Whatever stands where HTML is expected."""
    assert isinstance(markdown(tree(text), text), str)


def test_deep_nesting_loses_no_word() -> None:
    """Markup nested too deep is left out."""
    assert markdown(tree("<div>" * 5000 + "deep" + "<b>er")) == "deep er"
    assert paragraphs(tree("<p>a</p>" + "<ul><li>" * 40 + "b")) == ["a", "b"]


def test_several_documents_in_one_are_read_to_the_end() -> None:
    """As of programs that paste whole pages into an entry."""
    page = tree("<html><head><title>t</title></head><body>a</body></html><p>b</p>")
    assert paragraphs(page) == ["a", "b"]
