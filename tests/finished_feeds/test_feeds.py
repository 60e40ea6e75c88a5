"""What the rules find wrong with a whole document, and with an output that lacks one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from builds import REPOSITORY, a_large_project, the_nasty_project, the_real_project
from outputs import ARCHIVE, ATOM, JSON, RSS, Output, output_of

OPML = "feeds.opml"
CLIENTS = REPOSITORY / "tests/projects/clients"
HOME = r'(<link rel="alternate" type="text/html" hreflang="km" href="https://rights.example.org/km/"/>)'
SELF = r'(<link rel="self"[^>]*/>)'
HEAD = r"(2020:feeds/km<(?s:.*?))"
OWN = "https://rights.example.org/feeds/km/atom.xml"


def wrong(name: str, path: str, pattern: str, text: str, *codes: str) -> object:
    """A row: what is changed in which document into what, and by which names it is found."""
    return pytest.param(path, pattern, text, set(codes), id=name)


UNREADABLE = (
    wrong("XML that is none", ATOM, "</feed>", "", "document"),
    wrong("JSON that is none", JSON, r"\}\n$", "", "document"),
    wrong("JSON that is no object", JSON, r"(?s).*", "[]", "document"),
    wrong("a control character in JSON", JSON, "2020:annexes", r"2020:\\u0007annexes", "character", "id"),
    wrong("a control character in XML", RSS, "<generator>", "<generator>\x85", "character"),
    wrong("a reference to one", RSS, "<generator>", "<generator>&#x85;", "character"),
    wrong("what is no character", ATOM, "<generator>", "<generator>\ufdd0", "character"),
)

LINKS = (
    wrong(
        "RSS's home page is the feed",
        RSS,
        "<link>https://rights.example.org/km/</link>(?=\\s*<desc)",
        "<link>https://rights.example.org/feeds/km/rss.xml</link>",
        "alternate",
    ),
    wrong(
        "a link before RSS's home page",
        RSS,
        r"(<link>[^<]*</link>)(\s*<description>[^<]*</description>)(\s*<atom:link [^>]*>)",
        r"\3\1\2",
        "alternate",
    ),
    wrong("a second home page", ATOM, HOME, r"\1\1", "alternate"),
    wrong("a link before the home page", ATOM, rf"{HOME}(\s*){SELF}", r"\3\2\1", "alternate"),
    wrong("another's own address", ATOM, f'href="{OWN}"', f'href="{OWN}.xml"', "self"),
    wrong("no own address", JSON, '"feed_url"', '"_feed_url"', "self"),
    wrong(
        "a translation without language", RSS, r'("application/rss\+xml") hreflang="en"', r"\1", "translation"
    ),
    wrong("no translation", ATOM, r'<link rel="related" type="application[^>]*>', "", "translation"),
    wrong("no hub", RSS, r'<atom:link rel="hub"[^>]*>', "", "hub"),
    wrong("another hub", JSON, "https://hub.example.org/", "https://hub.example.org/2", "hub"),
    wrong("an archive's hub", ARCHIVE, SELF, r'\1<link rel="hub" href="https://hub.example.org/"/>', "hub"),
    wrong("no licence", RSS, r'<atom:link rel="license"[^>]*>', "", "license"),
    wrong("no licence in JSON", JSON, '"_license"', '"_terms"', "license"),
    wrong(
        "a relative address",
        ATOM,
        '(rel="license" type="text/html" href=")https:',
        r"\1",
        "address",
        "license",
    ),
)

ABOUT = (
    wrong("no language", ATOM, r'<feed ([^>]*) xml:lang="km"', r"<feed \1", "language"),
    wrong("a country instead of it", RSS, '(version="2.0") xml:lang="km"', r'\1 xml:lang="kh"', "language"),
    wrong("two languages", RSS, "<language>km<", "<language>kh<", "language"),
    wrong("another's id", ATOM, ":feeds/km<", ":feeds/en<", "id"),
    wrong(
        "a date to come", RSS, "<lastBuildDate>Sun, 01 Nov 2026", "<lastBuildDate>Mon, 01 Nov 2027", "date"
    ),
    wrong("too old", RSS, "<lastBuildDate>Sun, 01 Nov 2026", "<lastBuildDate>Fri, 01 Nov 2024", "date"),
    wrong("the build's date", ATOM, f"{HEAD}<updated>2026-11-01", r"\1<updated>2026-11-25", "date"),
    wrong("no date", ATOM, f"{HEAD}<updated>[^<]*</updated>", r"\1", "date"),
    wrong("silently empty", JSON, r'(?s)"items": \[.*\]', '"items": []', "entries"),
)

ARCHIVES = (
    wrong(
        "another year",
        ARCHIVE,
        "<published>2024-10-20",
        "<published>2023-10-20",
        "archive",
        "contradiction",
        "order",
    ),
    wrong("no mark", ARCHIVE, "<fh:archive/>", "", "archive"),
    wrong(
        "a live feed with the mark",
        ATOM,
        "(<generator>)",
        r"<a:archive xmlns:a='http://purl.org/syndication/history/1.0'/>\1",
        "archive",
    ),
    wrong("no way back", ARCHIVE, "feeds/km/atom.xml", "feeds/km/rss.xml", "archive"),
    wrong("a chain that ends", ARCHIVE, r'<link rel="prev-archive"[^>]*>', "", "archive"),
    wrong("a chain that leads elsewhere", ARCHIVE, "archive/2023.xml", "archive/1999.xml", "archive"),
    wrong("a chain in a circle", ARCHIVE, "archive/2023.xml", "archive/2025.xml", "archive"),
    wrong("a chain of two", ATOM, '(<link rel="prev-archive"[^>]*>)', r"\1\1", "archive"),
    wrong("no chain", ATOM, '<link rel="prev-archive"[^>]*>', "", "archive"),
)

LISTS = (
    wrong("a feed not listed", OPML, r'<outline type[^>]*km/rss.xml"/>', "", "opml"),
    wrong("an empty feed listed", OPML, "km/report/rss.xml", "km/letter/rss.xml", "opml"),
    wrong("a feed listed twice", OPML, r'(<outline type[^>]*km/rss.xml"/>)', r"\1\1", "opml"),
    wrong("a relative home page", OPML, 'htmlUrl="https://rights.example.org', 'htmlUrl="', "opml"),
    wrong("no title", OPML, 'text="ការបោះ[^"]*"', "", "opml"),
)


@pytest.mark.parametrize(
    ("path", "pattern", "text", "codes"), [*UNREADABLE, *LINKS, *ABOUT, *ARCHIVES, *LISTS]
)
def test_what_is_wrong_is_found(nasty: Output, path: str, pattern: str, text: str, codes: set[str]) -> None:
    """By these names and no others, in this document or in the chain that it is part of."""
    output = nasty.changed(path, pattern, text)
    assert output.codes() == codes
    here = {each.path for each in output.problems() if each.code != "contradiction"}
    assert here <= {path, ATOM}


def test_right_feeds_pass(nasty: Output, tmp_path: Path) -> None:
    """Those of our own project, of those for tests, and of hundreds of publications with archives."""
    assert nasty.problems() == []
    assert output_of(the_real_project(tmp_path)).problems() == []
    assert output_of(CLIENTS).problems() == []
    many = output_of(a_large_project(tmp_path / "many", range(300), "A report"))
    assert many.problems() == []
    assert "km/archive/2024.xml" in many.documents


def test_three_languages_pass(tmp_path: Path) -> None:
    """Each feed and entry names its two others; our words are English in a language that we have none in."""
    project = the_nasty_project(tmp_path / "project")
    site = (project / "site.yaml").read_text(encoding="utf-8")
    french = "  fr: {name: Français, organisation: Droits & Cie}\ncategories:"
    (project / "site.yaml").write_text(site.replace("categories:", french, 1), encoding="utf-8")
    for number in range(6):
        texts = "".join(f"{each}: {{title: Report {number}}}\n" for each in ("en", "km", "fr"))
        entry = f"id: three-{number}\npublished: 2026-03-0{number + 1}\ncategory: report\n{texts}"
        (project / f"entries/three-{number}.yaml").write_text(entry, encoding="utf-8")
    output = output_of(project)
    assert output.problems() == []
    assert output.documents["fr/archive/2026.xml"].count('hreflang="en"') == 6


def test_an_entry_that_is_in_no_document_is_missed(nasty: Output) -> None:
    """It is told where readers begin."""
    tag = "tag:rights.example.org,2020:year-only/km"
    output = nasty.changed("km/archive/2022.xml", "<entry (?s:.*)</entry>", "")
    assert [(each.path, each.message) for each in output.problems()] == [
        (ATOM, f"{tag} is in no feed and in no archive")
    ]


def test_what_is_not_public_is_found(nasty: Output) -> None:
    """An entry that stands in the documents and is none of the public ones."""
    fewer = [each for each in nasty.listings if each.publication_id != "year-only"]
    messages = [each.message for each in replace(nasty, listings=fewer).problems()]
    assert [each for each in messages if "is not public" in each] == [
        f"tag:rights.example.org,2020:year-only/{language} is not public" for language in ("en", "km")
    ]


def test_a_feed_that_is_not_there_is_missed(nasty: Output) -> None:
    """Every category has its feeds, in every format, an empty one too."""
    documents = {path: text for path, text in nasty.documents.items() if path != "km/never-used/rss.xml"}
    problems = replace(nasty, documents=documents).problems()
    assert [problem.path for problem in problems] == ["km/never-used/rss.xml"]


def test_other_files_are_left_alone(nasty: Output) -> None:
    """Pages, of whatever name."""
    more = {**nasty.documents, "publications/archive/en.html": "<"}
    assert replace(nasty, documents=more).problems() == []
