"""Addresses: what may be a link, what it becomes, and what is said of everything else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cchr_feeds.source.read import markdown_violations
from cchr_feeds.text.markdown import markdown_html
from project_files import EN, a_project, assert_refused, problems_of, read_entry, wrong

URL = EN + "  title: A\n  url: "


def address(written: str, message: str, fix: str) -> object:
    """A row: an entry with an address that may not be one."""
    return wrong(f"{URL}▶{written}\n", message, fix)


NOT_FULL = "is not a full address"
NO_PART = "can't be part of a host's name"
AGAIN = "copy the address again from the browser"
NUMERIC = "the address contains a port or a numeric host"
SCHEMES = (
    "javascript:alert(1) JavaScript:alert(1) data:text/html,x file:///etc/passwd ftp://example.org/ "
    "mailto:a@example.org hxxps://example.org/"
)
USER = "the address contains a user name"
ADDRESSES = (
    *(
        address(
            written, f"an address may not start with {written.partition(':')[0]}:", "starts with https://"
        )
        for written in SCHEMES.split()
    ),
    *(
        address(written, NOT_FULL, f"write it in full, such as https://{meant}")
        for written, meant in {
            "example.org/a": "example.org/a",
            "www.example.org": "www.example.org",
            "/en/report": "example.org/en/report",
            "../report": "example.org/report",
            "report": "example.org/report",
            "report.html": "example.org/report.html",
            "index.php?id=7": "example.org/index.php?id=7",
            "/report.html#a": "example.org/report.html#a",
        }.items()
    ),
    address("//example.org/a", NOT_FULL, "write https://example.org/a"),
    *(
        address(written, NOT_FULL, "write two slashes after the colon")
        for written in "https:example.org https:// http://?a".split()
    ),
    *(
        address(f"{before}https://example.org/a{after}", NOT_FULL, "write https://example.org/a")
        for before, after in ("“”", "„“", "‘’", "«»", ("“", ""))
    ),
    *(
        address(written, wrong, f"beside the entry, and name it under files: [{{file: {name}}}]")
        for written, (wrong, name) in {
            "report.pdf": (NOT_FULL, "report.pdf"),
            "/report.pdf": (NOT_FULL, "report.pdf"),
            "../report.pdf": (NOT_FULL, "report.pdf"),
            "Report 2024.PDF": ("contains a space", "Report 2024.PDF"),
            "“report.docx”": (NOT_FULL, "report.docx"),
            "C:\\Users\\me\\report.pdf": ("a backslash", "report.pdf"),
            "C:/Users/me/My report.pdf": ("contains a space", "My report.pdf"),
            "\\\\server\\office\\report.pdf": ("a backslash", "report.pdf"),
            "file:///C:/report.pdf": ("may not start with file:", "report.pdf"),
        }.items()
    ),
    address("C:\\report.pdf", "a backslash", "this is a file on your computer: put it beside the entry"),
    address("C:\\page.html", "a backslash", "this is a file on your computer: put it on the web"),
    address("photo.png", NOT_FULL, "write image: {file: photo.png, alt: …}"),
    address("A map.png", "contains a space", "write image: {file: A map.png, alt: …}"),
    address('"a\\u00a0b.pdf"', "contains a space", "write %20 for a space"),
    address("htps://example.org/a", "an address may not start with htps:", "write https://example.org/a"),
    *(
        address(written, NOT_FULL, "write https://example.org/")
        for written in (
            "https:/example.org",
            "https:///example.org",
            "https//example.org",
            "https//:example.org",
        )
    ),
    *(
        address(f"https://example.org/a{words}", "the address contains a space", fix)
        for words, fix in {
            " report.pdf": "write https://example.org/a%20report.pdf",
            " b/c": "write https://example.org/a%20b/c",
            " (in English)": "write https://example.org/a",
            ", https://example.org/b": "write %20 for a space, or copy the address again",
            " and more": "write %20 for a space, or copy the address again",
        }.items()
    ),
    address("https://me@example.org/", USER, "leave out everything up to the @"),
    address("https://me:secret@example.org/", USER, "everything up to the @"),
    address("https://example.org:8080/", NUMERIC, "the host's name alone"),
    address("https://[::1]/", NUMERIC, "the host's name alone"),
    *(
        address(f"https://{host}/", "is not the name of a host", "a name such as example.org")
        for host in ("127.0.0.1", "0x7f.1", "2130706433", "1.2.3", "localhost", ".".join(["abc"] * 70))
    ),
    *(
        address(f"https://{host}/", NO_PART, "it has letters, digits and hyphens")
        for host in ("example.org.", "example..org", "-example.org", "exam_ple.org", f"{'a' * 64}.org")
    ),
    address("https://ｅ.org/", NO_PART, AGAIN),
    address("https://example.org／a", "is not an address", "copy it again from the browser"),
    address("https://example.org\\@evil.example/", "a backslash", "write / instead"),
    address("https://example.org/a\\b?c\\d", "a backslash", "write https://example.org/a/b?c%5Cd"),
    *(
        address(written, "a space or an invisible character", "write %20 for a space")
        for written in (
            "https://example.org/a b",
            "https://example.org/a\u00a0b",
            "'https://example.org/a\tb'",
            '"https://example.org\\n.evil.example"',
        )
    ),
    *(
        address(
            f"https://example.org/a{sign}b?c{sign}d",
            "a character that an address can't hold",
            f"write https://example.org/a%{ord(sign):02X}b?c%{ord(sign):02X}d",
        )
        for sign in '<"^`{|}'
    ),
    address("https://example.org/a>b", "a character that an address", "write https://example.org/a%3Eb"),
    address("https://exam|ple.org/", "a character that an address can't hold", AGAIN),
    address("https://example.org/100%", "a % that is not followed by two digits", "write %25"),
    address("https://example.org/%zz", "a % that is not followed by two digits", "write %25"),
    address("https://аpple.com/", "mixes Cyrillic and Latin letters", "type the host again by hand"),
    address("https://licadhо.org/", "mixes Cyrillic and Latin letters", "type the host again by hand"),
    address("https://ខ្មែរa.com/", "mixes Khmer and Latin letters", "type the host again by hand"),
    address("https://xn--pple-43d.com/", "mixes Cyrillic and Latin letters", "type the host again by hand"),
    address("https://xn--a.org/", f"'xn--a' {NO_PART}", AGAIN),
    address("https://xn--zz--/", NO_PART, AGAIN),
    address(
        f"https://example.org/{'a' * 2000}", "the address has over 2,000 characters", "write a shorter one"
    ),
    address("[https://example.org/]", "there is a list where one value is needed", "such as https://"),
)


@pytest.mark.parametrize(("marked", "message", "fix"), ADDRESSES)
def test_an_address_that_programs_read_differently_is_refused(
    tmp_path: Path, marked: str, message: str, fix: str
) -> None:
    """No program gets to repair an address: it is refused as it is written."""
    assert_refused(tmp_path, "entries/wrong.yaml", marked, message, fix)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org/report", "https://example.org/report"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org?a=b", "https://example.org/?a=b"),
        ("http://example.org/", "http://example.org/"),
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org/a%20b?c=%C3%A9#d", "https://example.org/a%20b?c=%C3%A9#d"),
        ("https://example.org/ក?q=ខ#គ", "https://example.org/%E1%9E%80?q=%E1%9E%81#%E1%9E%82"),
        ("https://ខ្មែរ.com/", "https://xn--j2e0cg3n2c.com/"),
        ("https://xn--j2e0cg3n2c.com/", "https://xn--j2e0cg3n2c.com/"),
        ('"https://example.org/\\u200ba"', "https://example.org/a"),
        ("https://example.org/\u00ada", "https://example.org/a"),
        ("''", None),
    ],
)
def test_an_address_gets_its_one_form(tmp_path: Path, written: str, address: str | None) -> None:
    """The host is in small letters, other letters are encoded, invisible ones left out; the rest stays."""
    assert read_entry(tmp_path, f"{URL}{written}\n").translations["en"].url == address


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://аpple.com/)",
        "<https://аpple.com/>",
        "[u](https://apple.com@evil.example/)",
        "[r]\n\n[r]: https://аpple.com/",
        "`a\n# b\n[x](https://аpple.com/) `",  # looks like code at a glance, and is none
    ],
)
def test_a_link_in_a_body_may_not_pass_for_another(link: str, tmp_path: Path) -> None:
    """What `url:` refuses is refused in Markdown too."""
    assert codes_of_body(tmp_path, link) == ["url"]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("[a](report.pdf)", ["url"]),
        ("![a](../a.jpg)", ["url"]),
        ("[a](#note)", ["url"]),
        ("[a](//example.org/b)", ["url"]),
        ("[a](/b 'c')", ["url"]),
        ("[a](<b c.pdf>)", ["url"]),
        ("[a]()", ["url"]),
        ("[a](ftp://example.org/)", ["url"]),
        ("[a](javascript:alert)", ["url"]),
        ("[a](https:/example.org)", ["url"]),
        ("[![a](b.jpg)](#c)", ["url", "url"]),
        ("[a][b]\n\n[b]: report.pdf", ["url"]),
        ("[A]\n\n> [a]:\n> ../c", ["url"]),
        (r"\`[a](report.pdf) `", ["url"]),
        ("``[a](report.pdf) `", ["url"]),
        ("````\n[a](report.pdf)\n```", []),
        ("- a\n\n    [a](report.pdf)", ["url"]),
        ("`[a](report.pdf)`", []),
        ("`` ` [a](report.pdf) ``", []),
        ("```\n[a]: report.pdf\n```", []),
        ("~~~~ text\n```\n[a](report.pdf)\n\n~~~~~", []),
        ("a\n\n    [a](report.pdf)", []),
        (r"\[a](report.pdf)", []),
        ("[1](see below)", []),
        ("a](report.pdf)", []),
        ("[Q]: Why?\n\n[A]: Because.", []),
        ("<xs:element> and <a@example.org>", []),
        ("[a](mailto:a@example.org) [b](HTTPS://example.org/)", []),
    ],
)
def test_a_link_that_is_no_full_address_is_refused_unless_it_is_none(
    body: str, codes: list[str], tmp_path: Path
) -> None:
    """Code is shown as it is, and leads nowhere; so is what only looks like a link."""
    assert codes_of_body(tmp_path, body) == codes


@pytest.mark.parametrize(
    ("body", "fix"),
    [
        ("A ▶#note is no [link](▶#note)", "delete the link and keep its words: feeds and mails"),
        ("[a](▶//example.org/b) and [b](▶//example.org/b)", "write https://example.org/b"),
        ("[a](▶report.pdf)", "name it under files: [{file: report.pdf}]; or write its whole address"),
        ("[a](▶annex.pdf)", "delete the link and keep its words: readers find this file below the text"),
        ("[a](▶../en/report)", "write it in full, such as https://example.org/en/report"),
        ("[a](▶https://example.org/a|b)", "write https://example.org/a%7Cb"),
        ("[a](▶ftp://example.org/)", "write an address that starts with https://"),
        ("[a][1]\n\n▶  [1]: ▶example.org/b", "write it in full, such as https://example.org/b"),
    ],
)
def test_a_link_in_a_body_is_told_at_its_place_with_what_to_write(
    tmp_path: Path, body: str, fix: str
) -> None:
    """The line and column are those of the address; one that also stands elsewhere is told apart."""
    body = body.replace("▶#note is", "#note is").replace("▶  [", "  [")
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    marked = f"{EN}  title: A\n  files: [{{file: annex.pdf}}]\n  body: |\n{lines}"
    a_project(tmp_path, **{"entries/annex.pdf": b"%PDF-1.7"})
    assert_refused(tmp_path, "entries/report.yaml", marked, "the link ", fix)


def test_a_link_in_the_editors_note_is_told_too(tmp_path: Path) -> None:
    """It goes out by mail, where there is no page to lead to."""
    a_project(tmp_path, **{"entries/report.yaml": f"{EN}  title: A\n"})
    marked = "en:\n  note: Read [this](▶report.html) first.\n"
    assert_refused(tmp_path, "editions/2024-10.yaml", marked, "the link 'report.html'", "write it in full")


def test_a_link_in_a_folded_body_is_told_at_the_body(tmp_path: Path) -> None:
    """Where YAML writes it otherwise, its place is not known."""
    marked = f'{EN}  title: A\n  body: ▶"[a](\\x23note) #note"\n'
    assert_refused(tmp_path, "entries/report.yaml", marked, "the link '#note'", "delete the link")


@given(
    st.lists(
        st.sampled_from(
            ["[", "]", "(", ")", "ក", " ", "\n", "\n\n", "`", "\\", "#n", "//h.org/p", "<", ">", "!", ":",
             "https://h.org/", "[a]: ", "[a](#n)", "    ", "> ", "- ", "```\n", '"t"', "&#35;n"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_no_link_that_is_accepted_is_shown_as_it_was_typed(parts: list[str]) -> None:
    """What a browser would make a link of is a full address, or is refused when it is read."""
    body = "".join(parts)
    if not list(markdown_violations(body, ("en", "body"))):
        anything = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
        html = anything.render(body)
        assert all(each.startswith("https://") for each in re.findall('(?:href|src)="([^"]*)"', html))
        assert html.count("<a ") == markdown_html(body, "en", ("h.org",)).count("<a ")


def codes_of_body(folder: Path, body: str) -> list[str]:
    """What is wrong with an entry that has this Markdown."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    entry = f"id: a\npublished: 2024-10-10\ncategory: report\nen:\n  title: A\n  body: |\n{lines}"
    problems = problems_of(a_project(folder, **{"entries/a.yaml": entry}))
    return [problem.code for problem in problems if problem.path == "entries/a.yaml" and problem.line >= 6]
