"""Sources that mean harm, or are broken: nothing is opened, nothing grows, nothing gets in."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchr_feeds.errors import ProblemsFound, WrongUsage
from cchr_feeds.importing.plan import MOST_BYTES, Plan
from cchr_feeds.problem import Problem
from cchr_feeds.text.markdown import markdown_html
from extent import a_few, examples
from importing.sources import found_in, only, plan, plan_of, publications_of, rss
from project_files import a_project, problems_of

SECRET = "a secret of this machine"
BILLION = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
DOCUMENT_TYPES = {
    "an external entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret}">]>',
    "an external subset": '<!DOCTYPE rss SYSTEM "{secret}">',
    "a parameter entity": '<!DOCTYPE rss [<!ENTITY % x SYSTEM "{secret}"> %x;]>',
    "a billion laughs": f'<!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY x "y">{BILLION}]>',
    "the document type of RSS 0.91": '<!DOCTYPE rss PUBLIC "-//x//y//en" "https://example.org/rss.dtd">',
}


def refusal(folder: Path, content: str | bytes, name: str = "source.xml") -> str:
    """Why a source is refused."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(folder, content, name)
    (problem,) = refused.value.problems
    assert problem.fix
    return problem.message


@pytest.mark.parametrize("kind", DOCUMENT_TYPES.values(), ids=DOCUMENT_TYPES)
@pytest.mark.parametrize("body", ["&x;", "&a9;", "A"])
def test_a_document_type_is_refused(tmp_path: Path, kind: str, body: str) -> None:
    """Quickly, and without a look at what it names."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    content = kind.replace("{secret}", secret.as_uri()) + rss(f"<title>{body}</title>")[21:]
    start = time.process_time()
    message = refusal(tmp_path, content)
    assert time.process_time() - start < 5
    assert "document type" in message or "not well-formed XML" in message
    assert SECRET not in message


def test_names_of_html_and_stray_controls_are_read(tmp_path: Path) -> None:
    """Feeds by hand and exports of old sites hold them."""
    content = rss("<title>A&nbsp;&ldquo;report&rdquo;\x0b\x08 &amp;amp; more</title>")
    assert only(plan_of(tmp_path, content)).translations["en"].title == "A “report” & more"


@pytest.mark.parametrize("charset", ["windows-1252", "ISO-8859-1", "utf-16", "UTF-8"])
def test_the_declared_encoding_is_used(tmp_path: Path, charset: str) -> None:
    """Where it is one that people write texts in."""
    content = rss("<title>Café</title>").replace('"1.0"', f'"1.0" encoding="{charset}"')
    assert only(plan_of(tmp_path, content.encode(charset))).translations["en"].title == "Café"


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "zlib", "idna", "rot13"])
def test_other_codecs_are_not_run(tmp_path: Path, charset: str) -> None:
    """Python has some that are programs of their own."""
    content = rss("<title>A</title>").replace('"1.0"', f'"1.0" encoding="{charset}"')
    assert refusal(tmp_path, content) == f"its encoding {charset!r} can't be read here"


def test_text_that_is_not_utf_8_has_its_line(tmp_path: Path) -> None:
    """As of a table that Excel has saved as it likes."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, b"Title\nA\nCaf\xe9\n", "table.csv")
    (problem,) = refused.value.problems
    assert (problem.line, problem.fix) == (
        3,
        "save it again as UTF-8; in Excel, as CSV UTF-8",
    )


XSS = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)></svg>"
    "<a href='javascript:alert(1)'>a</a><a href=\"java&#1;script:alert(1)\">b</a>"
    "<a href='data:text/html,x'>c</a><iframe srcdoc='x'></iframe>[d](javascript:alert(1))"
    "&lt;script&gt;alert(2)&lt;/script&gt;<style>@import 'x'</style><a href='//evil.example/'>e</a>"
)


def test_scripts_of_others_never_run(tmp_path: Path) -> None:
    """What is left is text; links lead to web pages in full."""
    item = f"<title>A</title><content:encoded><![CDATA[{XSS}]]></content:encoded>"
    content = rss(item, attributes='xmlns:content="http://purl.org/rss/1.0/modules/content/"')
    body = only(plan_of(tmp_path, content)).translations["en"].body
    html = markdown_html(body, "en", ())
    assert "<script" not in html
    assert "href" not in html
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("javascript:alert(1)", "an address may not start with javascript:"),
        (
            "https://user:pass@example.org/",
            "the address contains a user name (@ before the host)",
        ),
        (
            "https://\u0430pple.org/",
            "the host '\u0430pple' mixes Cyrillic and Latin letters, as forged addresses do",
        ),
        ("http://192.168.0.1/", "'192.168.0.1' is not the name of a host"),
    ],
)
def test_a_bad_address_is_left_out_and_told(tmp_path: Path, link: str, reason: str) -> None:
    """The entry gets a page of its own instead."""
    found = plan_of(tmp_path, rss(f"<guid>a</guid><title>A report</title><link>{link}</link>"))
    assert only(found).translations["en"].url is None
    assert found.imported.taken[0].notes == (f"a link is left out: {reason}",)


UNFIT = {
    "<title></title>": "it has no title",
    f"<title>{'A' * 301}</title>": "its title does not fit: this has 301 characters; at most 300 fit here",
    "<title>=?utf-8?q?hi?=</title>": "its title does not fit: this looks like encoded e-mail text (=?…?=)",
    "<title>รายงานสิทธิมนุษยชน</title>": "it is in none of the languages of site.yaml",
}


@pytest.mark.parametrize(("item", "reason"), UNFIT.items(), ids=UNFIT.values())
def test_what_no_entry_may_say_is_left_out(tmp_path: Path, item: str, reason: str) -> None:
    """With the reason that checking would give; the others come in."""
    found = plan_of(tmp_path, rss(item, "<title>Right</title>"))
    assert [each.reason for each in found.imported.skipped] == [reason]
    assert [each.translations["en"].title for each in publications_of(found)] == ["Right"]


def test_khmer_for_old_fonts_is_left_out(tmp_path: Path) -> None:
    """It is no English, and no Khmer either; as a table may say that it is."""
    old = "mCÄmNÐlsiT§imnusSkm<úCa " * 4
    content = f"title_km,summary_km\nភាពធន់,{old}\n"
    (skipped,) = found_in(tmp_path, content, "table.csv").skipped
    assert "old font" in skipped.reason


def test_a_long_text_is_left_out(tmp_path: Path) -> None:
    """An entry's file has at most 256 KiB; Khmer takes three bytes a letter."""
    content = f"title,body\nភាពធន់,{'ភាពធន់ ' * 18_000}\n"
    (skipped,) = found_in(tmp_path, content, "table.csv").skipped
    assert skipped.reason == "its text is too long for an entry's file (256 KiB)"


def test_a_cell_that_never_ends_is_refused(tmp_path: Path) -> None:
    """As where a quotation mark is opened and not closed."""
    with pytest.raises(ProblemsFound) as refused:
        found_in(tmp_path, 'title\n"A\nA"\n"B\n' + "C\n" * 100_000, "table.csv")
    (problem,) = refused.value.problems
    assert problem.line == 4, "where its row begins"
    assert problem.message.startswith("the table can't be read from this line on (")


def test_a_large_source_is_refused(tmp_path: Path) -> None:
    """Before anything of it is looked at."""
    assert refusal(tmp_path, b"<" + b" " * MOST_BYTES) == "the file is larger than 32 MiB"


def test_too_many_publications_are_refused(tmp_path: Path) -> None:
    """Each would become a file."""
    content = "title\n" + "A\n" * 20_011
    assert refusal(tmp_path, content, "table.csv") == "it has more than 20,000 rows"
    assert refusal(tmp_path, rss("<title>A</title>" * 0 + "<item/>" * 20_001)) == (
        "it has more than 20,000 publications"
    )


NUMBERS = range(1_000)
TOO_MUCH = {
    "attributes": rss("<item><a " + " ".join(f"a{n}='>'" for n in NUMBERS) + "/></item>"),
    "elements": rss("<item>" + "<a/>" * 500_001 + "</item>"),
    "elements that nothing closes": rss("<item>" + "<a>" * 500_001 + "</item>"),
    "categories of an item": rss(
        "<item>" + "".join(f"<category>{n}</category>" for n in NUMBERS) + "</item>"
    ),
    "ampersands": rss("<item>" + "&" * 1_000_001 + "</item>"),
    "namespaces": rss("<item>" + "".join(f'<a xmlns:n{n}="{n}"/>' for n in NUMBERS) + "</item>"),
}


@pytest.mark.parametrize("content", a_few(TOO_MUCH.values(), 1), ids=a_few(TOO_MUCH, 1))
def test_more_than_a_library_reads_in_seconds_is_refused(tmp_path: Path, content: str) -> None:
    """Before it sees any of it."""
    assert refusal(tmp_path, content) == "it is too large"


LONG = {
    "an author": "<author>{}</author>",
    "keywords": "<itunes:keywords>{}</itunes:keywords>",
    "a creator": "<dc:creator>{}</dc:creator>",
    "tags": "<TAGS>{}</TAGS>",
    "a date": "<pubDate>{}</pubDate>",
    "a validity": "<dcterms:valid>{}</dcterms:valid>",
}
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"'
)


@pytest.mark.parametrize("element", LONG.values(), ids=LONG)
def test_what_a_library_would_take_for_ever_over_is_read_in_seconds(tmp_path: Path, element: str) -> None:
    """It looks for addresses in names, and compares keywords; nothing here needs either."""
    text = ",".join(f"a{number}" for number in range(100_000))
    start = time.process_time()
    found = plan_of(tmp_path, rss("<title>A</title>" + element.format(text), attributes=NAMESPACES))
    assert time.process_time() - start < 10
    assert only(found).translations["en"].title == "A"


def a_zip(**parts: bytes) -> bytes:
    """An archive with these parts, packed."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """A workbook of 40 kB that would be 40 MB."""
    bomb = a_zip(xl__workbook=b"<a>" + b" " * (MOST_BYTES + 1) + b"</a>")
    assert len(bomb) < 100_000
    assert refusal(tmp_path, bomb, "bomb.xlsx") == "it is too large when unpacked"


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    """It says that its part has ten bytes; what is read is no more than it says."""
    honest = a_zip(xl__workbook=b"<a>" + b" " * MOST_BYTES)
    size = (MOST_BYTES + 3).to_bytes(4, "little")
    assert size in honest
    assert "workbook" in refusal(tmp_path, honest.replace(size, (10).to_bytes(4, "little")), "liar.xlsx")


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 nothing", a_zip(xl__other=b"<a/>"), a_zip(xl__workbook=b"<a/>")]
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    """Damaged, of another program, or without a sheet."""
    assert "workbook" in refusal(tmp_path, content, "a.xlsx")


def test_an_old_excel_file_is_named(tmp_path: Path) -> None:
    """It is of the kind .xls."""
    assert refusal(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xls") == "this is an old Excel file"


def test_a_cell_that_begins_a_formula_is_text(tmp_path: Path) -> None:
    """Nothing computes it, and in the entry it stands in quotation marks."""
    cell = '=HYPERLINK(""https://evil.example/"",""Report"")'
    (draft,) = plan_of(tmp_path, f'title\n"{cell}"\n', "table.csv").drafts
    title = draft.publication.translations["en"].title
    assert title == '=HYPERLINK("https://evil.example/","Report")'
    assert '  title: "=HYPERLINK(' in draft.content


def test_no_title_gets_into_a_remark(tmp_path: Path) -> None:
    """A key of several lines is one line, so that nothing of it becomes a field."""
    content = rss("<guid>a\n\nwithdrawn: {on: 2024-01-01}\x1b[31m</guid><title>A report</title>")
    (draft,) = plan_of(tmp_path, content).drafts
    assert draft.content.startswith(
        "# Imported from source.xml: a withdrawn: {on: 2024-01-01}[31m\nid: a-report\n"
    )


def test_a_link_is_no_source(tmp_path: Path) -> None:
    """Nor is a folder, or what is not there."""
    (tmp_path / "real.xml").write_text(rss("<title>A</title>"), encoding="utf-8")
    (tmp_path / "link.xml").symlink_to("real.xml")
    project = a_project(tmp_path / "project")
    for name in ("link.xml", "project", "none.xml", "a\x00b"):
        with pytest.raises(WrongUsage):
            plan(project, tmp_path / name)


SIGNS = st.sampled_from([
    "<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "&lt;", "&#3;", "&#xD800;",
    "&#x110000;", "&nbsp;", "&", "<", "ក្ខ", "\n", ",", '"',
])  # fmt: skip
RSS_LIKE = st.lists(st.one_of(SIGNS, st.text(max_size=6)), max_size=12).map(lambda parts: rss("".join(parts)))


def plan_or_problems(folder: Path, content: bytes, name: str) -> Plan | tuple[Problem, ...]:
    """What importing would do, or why it can't."""
    try:
        return plan_of(folder, content, name)
    except ProblemsFound as refused:
        return refused.problems


@settings(max_examples=examples(200))
@given(
    st.one_of(
        st.binary(max_size=80),
        st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")),
        RSS_LIKE.map(lambda text: text.encode("utf-8", "replace")),
    ),
    st.sampled_from(["a.xml", "a.csv", "a.txt", "a.json"]),
)
@example(b"PK\x03\x04", "a.xlsx")
@example(b"{}", "a.json")
def test_any_bytes_bring_entries_or_a_located_problem(tmp_path: Path, content: bytes, name: str) -> None:
    """Never another error, and never an entry that checking refuses."""
    found = plan_or_problems(tmp_path, content, name)
    if not isinstance(found, Plan):
        assert all(each.path == name and each.line >= 1 and each.fix for each in found)
        return
    files = {draft.taken.path: draft.content for draft in found.drafts}
    problems = problems_of(a_project(tmp_path / "read", **files)) if files else []
    for path in files:
        (tmp_path / "read" / path).unlink()
    assert [problem for problem in problems if problem.severity == "error"] == []
