"""A WordPress export: posts that readers could see become drafts, everything else is told."""

from pathlib import Path

import pytest

from cchr_feeds.errors import ProblemsFound
from importing.sources import found_in, only, plan_of, publications_of, rss

NAMES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "excerpt": "http://wordpress.org/export/1.2/excerpt/",
        "wp": "http://wordpress.org/export/1.2/",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
VERSION = "<wp:wxr_version>1.2</wp:wxr_version>"
POST = """
<title>Forced evictions &amp; land</title>
<link>https://example.org/2024/10/forced-evictions/</link>
<pubDate>Mon, 07 Oct 2024 03:15:00 +0000</pubDate>
<dc:creator><![CDATA[admin]]></dc:creator>
<guid isPermaLink="false">https://example.org/?p=41</guid>
<content:encoded><![CDATA[<!-- wp:paragraph -->
<p>One&nbsp;paragraph, <a href="/land">on land</a>.</p>
<!-- /wp:paragraph -->
[caption id="x" width="3"]<img src="https://example.org/a.jpg" alt="A house"/> The house[/caption]
]]></content:encoded>
<excerpt:encoded><![CDATA[In <b>short</b>.]]></excerpt:encoded>
<wp:post_id>41</wp:post_id>
<wp:post_name>forced-evictions-fact-sheet</wp:post_name>
<wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>
<wp:post_password></wp:post_password>
<category domain="category" nicename="facts"><![CDATA[Fact sheets]]></category>
<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>
<category domain="post_tag" nicename="land"><![CDATA[Land &amp; housing]]></category>
<category domain="post_translations" nicename="pll_5f"><![CDATA[pll_5f]]></category>
"""


def export(*posts: str) -> str:
    """An export with these posts."""
    return rss(*posts, more=VERSION, attributes=NAMES)


def test_a_post_says_all_it_has(tmp_path: Path) -> None:
    """Its name in addresses becomes the id; who typed it in is left out."""
    found = plan_of(tmp_path, export(POST))
    (draft,) = found.drafts
    translation = draft.publication.translations["en"]
    assert found.imported.kind == "a WordPress export"
    assert draft.publication.id == "forced-evictions-fact-sheet"
    assert draft.publication.category == ("fact-sheet",)
    assert draft.publication.topics == ("Land & housing",)
    assert draft.publication.authors == ()
    assert translation.title == "Forced evictions & land"
    assert translation.summary == "In short."
    assert translation.body == (
        "One paragraph, [on land](https://example.org/land).\n\n"
        "![A house](https://example.org/a.jpg) The house"
    )
    assert "published: 2024-10-07T10:15+07:00\n" in draft.content
    assert draft.content.startswith("# Imported from source.xml: https://example.org/?p=41\n")


FAULTS = {
    "a blank line first": ("<?xml", "\n<?xml"),
    "a bare &": ("</channel>", "<description>Land & housing</description></channel>"),
    "a name of HTML": ("</channel>", "<description>Land&nbsp;&copy;</description></channel>"),
    "an end of nothing": ("</wp:post_id>", "</wp:post_id></b>"),
    "an end in other letters": ("</wp:post_id>", "</wp:Post_ID>"),
    "a control character": ("<channel>", "<channel>\x0b"),
}


@pytest.mark.parametrize(("old", "new"), FAULTS.values(), ids=FAULTS)
def test_an_export_that_is_not_well_formed_comes_in(tmp_path: Path, old: str, new: str) -> None:
    """As plugins and themes spoil it, in one place of thousands; what it says is the same."""
    content = export(POST)
    assert old in content
    (meant,) = plan_of(tmp_path / "right", content).drafts
    (draft,) = plan_of(tmp_path / "wrong", content.replace(old, new, 1)).drafts
    assert draft.content == meant.content


def test_an_export_that_ends_in_the_middle_is_refused(tmp_path: Path) -> None:
    """As where the server gave up; half of a text would be a draft."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, export(POST)[:-300])
    assert refused.value.problems[0].message.startswith("this is not well-formed XML (")


def test_what_is_whole_of_a_cut_export_comes_in(tmp_path: Path) -> None:
    """Of the post in which it ends only the title is told, with what to do; `</item>` in a text ends none."""
    texts = (f"<title>Post {name}</title><guid>{name}</guid>" for name in "abc")
    inside = "<content:encoded><![CDATA[<p>It ends with </item>, they say.</p>]]></content:encoded>"
    whole = export(*(f"{text}{inside}" for text in texts))
    found = plan_of(tmp_path, whole[: whole.index("<guid>c") + 9])
    assert [each.id for each in publications_of(found)] == ["post-a", "post-b"]
    reason = "the source ends in the middle of it; export it again"
    assert [(each.title, each.reason) for each in found.imported.skipped] == [("Post c", reason)]
    assert found.imported.passed_over == ("the end of it, which is cut off",)


QTRANSLATE = {
    "[:en]{}[:km]{}[:]": "as it is kept today",
    "<!--:en-->{}<!--:--><!--:km-->{}<!--:-->": "as it was kept before",
}


@pytest.mark.parametrize("form", QTRANSLATE, ids=QTRANSLATE.values())
def test_a_post_in_two_languages_has_a_block_for_each(tmp_path: Path, form: str) -> None:
    """As qTranslate keeps them in one field; what stands outside belongs to both."""
    title, words = form.format("Land", "ដី"), form.format("<p>On land.</p>", "<p>អំពីដីធ្លី។</p>")
    kind = form.format("Fact sheets", "ព័ត៌មានពិត")
    post = (
        f"<title><![CDATA[{title}]]></title><guid>g</guid>"
        f"<content:encoded><![CDATA[{words}<p>2024</p>]]></content:encoded>"
        f'<category domain="category"><![CDATA[{kind}]]></category>'
    )
    publication = only(plan_of(tmp_path, export(post)))
    english, khmer = publication.translations["en"], publication.translations["km"]
    assert (english.title, english.summary) == ("Land", "On land.\n2024")
    assert (khmer.title, khmer.summary) == ("ដី", "អំពីដីធ្លី។\n2024")
    assert publication.category == ("fact-sheet",)


def test_a_language_without_a_title_is_left_out(tmp_path: Path) -> None:
    """As where a translation was begun; and nothing is made of one that the site does not have."""
    posts = ("<title>[:en]Land[:km][:]</title><guid>a</guid>", "<title>[:fr]Terre[:]</title><guid>b</guid>")
    found = plan_of(tmp_path, export(*posts))
    assert [list(each.translations) for each in publications_of(found)] == [["en"]]
    assert [each.reason for each in found.imported.skipped] == ["it is in none of the languages of site.yaml"]


def test_old_posts_have_paragraphs_at_empty_lines(tmp_path: Path) -> None:
    """WordPress adds the tags when it shows them."""
    content = "<content:encoded><![CDATA[One <b>thing</b>.\n\nAnother.]]></content:encoded>"
    publication = only(plan_of(tmp_path, export(f"<title>A report</title>{content}")))
    assert publication.translations["en"].summary == "One thing.\nAnother."


def test_a_coded_khmer_name_is_no_id(tmp_path: Path) -> None:
    """Nor is a Khmer title; the language and a few digits are, and always the same."""
    post = "<guid>g</guid><title>ភាពធន់</title><wp:post_name>%e1%9e%97%e1%9e%b6%e1%9e%96</wp:post_name>"
    assert only(plan_of(tmp_path, export(post))).id == "km-cd0aa985"


UNSEEN = {
    "<wp:post_type>attachment</wp:post_type>": "it is of type 'attachment', which has nothing to read",
    "<wp:post_type>wp_template</wp:post_type>": "it is of type 'wp_template', which has nothing to read",
    "<wp:post_type>page</wp:post_type>": "it is a page of the site, not a post",
    "<wp:status>draft</wp:status>": "it is a draft there",
    "<wp:status>private</wp:status>": "it is private there",
    "<wp:status>trash</wp:status>": "it is in the bin there",
    "<wp:status>auto-draft</wp:status>": "it is not published there",
    "<wp:post_password>x</wp:post_password>": "it is protected by a password there",
}


@pytest.mark.parametrize(("standing", "reason"), UNSEEN.items(), ids=UNSEEN.values())
def test_what_readers_could_not_see_stays_out(tmp_path: Path, standing: str, reason: str) -> None:
    """Pages, files, drafts, what is private or behind a password."""
    found = found_in(tmp_path, export(f"<title>A report</title>{standing}"))
    assert [(each.title, each.reason) for each in found.skipped] == [("A report", reason)]
    assert found.taken == ()


def test_a_post_of_the_future_keeps_its_date(tmp_path: Path) -> None:
    """So it goes on waiting."""
    date = "<pubDate>Tue, 10 Dec 2030 02:00:00 +0000</pubDate>"
    post = f"<title>A report</title><wp:status>future</wp:status>{date}"
    (taken,) = found_in(tmp_path, export(post)).taken
    assert taken.published == "2030-12-10T09:00+07:00"


def test_the_script_is_stronger_than_what_a_plugin_says(tmp_path: Path) -> None:
    """As Polylang writes it."""
    category = '<category domain="language" nicename="{}">x</category>'
    english = "<title>A report</title>" + category.format("km")
    assert list(only(plan_of(tmp_path, export(english))).translations) == ["en"]
