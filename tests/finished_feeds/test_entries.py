"""What the rules find wrong with an entry of a right document."""

from __future__ import annotations

import pytest

from outputs import ATOM, JSON, RSS, Output

PAGE = r"https://rights\.example\.org/feeds/publications/only-khmer/km\.html"
TAG = "tag:rights.example.org,2020:only-khmer/km"
ENTRY = rf'<entry xml:lang="km">\s*<id>{TAG}<(?s:.*?)</entry>'
OWN = f'<link rel="alternate"[^>]*{PAGE}"/>'
HOME = "https://rights.example.org/km/"


def wrong(name: str, path: str, pattern: str, text: str, *codes: str) -> object:
    """A row: what is changed in which document into what, and by which names it is found."""
    return pytest.param(path, pattern, text, set(codes), id=name)


LINKS = (
    wrong(
        "Atom opens the English page",
        ATOM,
        f'hreflang="km" href="{PAGE}"',
        f'hreflang="en" href="{HOME}"',
        "alternate",
        "contradiction",
    ),
    wrong("RSS opens another page", RSS, PAGE, HOME, "contradiction"),
    wrong(
        "RSS opens the feed",
        RSS,
        PAGE,
        "https://rights.example.org/feeds/km/rss.xml",
        "alternate",
        "contradiction",
    ),
    wrong(
        "a link before RSS's own page",
        RSS,
        r"(<title>សេច[^<]*</title>)",
        rf'\1<atom:link rel="related" hreflang="en" href="{HOME}"/>',
        "alternate",
    ),
    wrong(
        "a second alternate",
        ATOM,
        f"({OWN})",
        rf'\1<link rel="alternate" hreflang="en" href="{HOME}"/>',
        "alternate",
    ),
    wrong(
        "a translation before the own page",
        ATOM,
        r'(<link rel="alternate"[^>]*/>)(\s*)(<link rel="related" type="text/html"[^>]*/>)',
        r"\3\2\1",
        "alternate",
    ),
    wrong("no alternate", ATOM, OWN, "", "alternate", "contradiction"),
    wrong("a translation without its language", ATOM, r'("text/html") hreflang="en"', r"\1", "translation"),
    wrong(
        "a translation in its own language",
        JSON,
        r'("_translations": \{\s*)"en"',
        r'\1"km"',
        "translation",
    ),
)

ADDRESSES = (
    wrong("relative", ATOM, PAGE, "/publications/only-khmer/km.html", "address", "contradiction"),
    wrong("in Khmer", RSS, PAGE, "https://example.org/ឯកសារ", "address", "contradiction"),
    wrong("with a space", RSS, PAGE, "https://example.org/a b", "address", "contradiction"),
    wrong("relative in content", ATOM, '&lt;a href="https://rights.example.org/', '&lt;a href="/', "address"),
    wrong("relative, without quotes", JSON, '"<p>អង្គ', '"<p><img src=a.png>អង្គ', "address"),
    wrong("relative, of a picture", JSON, '"<p>អង្គ', r'"<p><img alt=\\"\\" src=\\"a.png\\">អង្គ', "address"),
    wrong("relative, of other sizes", JSON, '"<p>អង្គ', r'"<p><img srcset=\\"a.png 2x\\">អង្គ', "address"),
)

TEXTS = (
    wrong("script in content", RSS, "&lt;p&gt;អង្គ", "&lt;script&gt;អង្គ", "content"),
    wrong("handler in content", ATOM, "&lt;p&gt;អង្គ", '&lt;p onclick="a()"&gt;អង្គ', "content"),
    wrong("no content", JSON, r'"content_html": "<p>អង្គ[^"]*"', '"content_html": ""', "content"),
    wrong("content of another type", ATOM, '<content type="html"', "<content", "content"),
    wrong("title of another type", ATOM, "<title>សេច", '<title type="html">សេច', "title"),
    wrong("title not escaped", ATOM, "<title>សេច", "<title><b/>សេច", "title", "contradiction"),
    wrong("title escaped twice", RSS, "<title>សេច", "<title>&#x26;amp;សេច", "contradiction"),
    wrong("RSS title without references", RSS, "&#x26; ការបណ្ដេញ", "&amp; ការបណ្ដេញ", "title"),
    wrong("no title", JSON, '"title": "សេចក្ដីថ្លែងការណ៍"', '"title": ""', "title", "contradiction"),
    wrong("title of two lines", JSON, '"title": "សេច', r'"title": "\\nសេច', "title", "contradiction"),
    wrong("no language", ATOM, '<entry xml:lang="km"', "<entry", "language", "alternate"),
    wrong("no language in RSS", RSS, "<dc:language>km</dc:language>", "", "language"),
    wrong("other language", JSON, r'(   )"language": "km"', r'\1"language": "en"', "language", "translation"),
)

DATES = (
    wrong("updated before published", ATOM, "<updated>2024-10-20", "<updated>2024-10-19", "date"),
    wrong("no offset", ATOM, r"(<published>2024-10-20T[\d:]*)\+07:00", r"\1", "date", "contradiction"),
    wrong("a zone's name", RSS, r"(20 Oct 2024 [\d:]*) \+0700", r"\1 ICT", "date", "contradiction"),
    wrong("no such day", JSON, '"date_modified": "2024-10-20', '"date_modified": "2024-10-40', "date"),
    wrong("in the future", JSON, '"date_modified": "2024-10-20', '"date_modified": "2027-10-20', "date"),
)

IDS = (
    wrong("twice", ATOM, f"({ENTRY})", r"\1\1", "id", "entries"),
    wrong("out of order", ATOM, rf"({ENTRY})((?s:.*))(</feed>)", r"\2\1\3", "order"),
    wrong("of another site", ATOM, f"<id>{TAG}", "<id>tag:example.org,2020:only-khmer/km", "id", "entries"),
    wrong("an address", RSS, f">{TAG}<", ">https://example.org/<", "id"),
    wrong("in another language", JSON, TAG, f"{TAG[:-2]}en", "id", "same-page"),
    wrong("that readers open", RSS, f'isPermaLink="false">{TAG}', f">{TAG}", "id"),
)

ENCLOSURES = (
    wrong("no type", ATOM, ' type="application/pdf"', "", "enclosure"),
    wrong("empty", JSON, '"size_in_bytes": 48213378', '"size_in_bytes": 0', "enclosure"),
    wrong("no length in RSS", RSS, ' length="48213378"', "", "enclosure"),
    wrong("two in RSS", RSS, "(<enclosure [^>]*>)", r"\1\1", "enclosure"),
    wrong("relative", RSS, 'url="https://rights.example.org/%E1', 'url="/%E1', "address"),
)


@pytest.mark.parametrize(
    ("path", "pattern", "text", "codes"), [*LINKS, *ADDRESSES, *TEXTS, *DATES, *IDS, *ENCLOSURES]
)
def test_what_is_wrong_is_found(nasty: Output, path: str, pattern: str, text: str, codes: set[str]) -> None:
    """By these names and no others."""
    assert nasty.changed(path, pattern, text).codes() == codes


def test_texts_that_open_one_page_are_found(nasty: Output) -> None:
    """Those of one publication in two languages, also where every document says so."""
    output = nasty
    for path, text in nasty.documents.items():
        if "withdrawn/km.html" in text:
            output = output.changed(path, "withdrawn/km.html", "withdrawn/en.html")
    assert output.codes() == {"same-page"}
