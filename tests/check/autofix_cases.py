"""Files with mistakes, and the same files fixed; and files that only people can fix."""

from collections.abc import Iterator
from dataclasses import dataclass

from project_files import SITE, an_entry_file

ENTRY = "entries/wrong.yaml"


@dataclass(frozen=True, slots=True)
class Case:
    """A file's bytes before and after; the same ones where nothing is to be fixed."""

    name: str
    wrong: bytes
    right: bytes
    path: str = ENTRY


def entry(wrong: str, right: str, name: str = "") -> Case:
    """A case of an entry's text."""
    return Case(name or wrong.strip()[:40], wrong.encode(), right.encode())


def field(name: str, wrong: str, right: str) -> Case:
    """A case of one field at the top of an entry, with a comment that has to stay."""
    beginning = "# Of the archive; do not lose this remark.\n"
    written = (beginning + an_entry_file(**{name: f"{value}  # as agreed"}) for value in (wrong, right))
    wrong_text, right_text = written
    return entry(wrong_text, right_text, f"{name}: {wrong}")


def line(wrong: str, right: str, name: str = "") -> Case:
    """A case of a line below a language."""
    whole = an_entry_file(en="\n  title: A report\n{}\n  body: Words.")
    if "title" in right:
        whole = an_entry_file(en="\n{}\n  body: Words.")
    return entry(whole.format(wrong), whole.format(right), name or wrong.strip())


def site(wrong: str, right: str) -> Case:
    """A case of a line of site.yaml."""
    before, after = ((SITE + part + "\n").encode() for part in (wrong, right))
    return Case(f"site.yaml {wrong}", before, after, "site.yaml")


def bytes_case(name: str, wrong: bytes, right: bytes) -> Case:
    """A case of a title as it was saved."""
    whole = b"id: report\npublished: 2024-10-10\ncategory: infographic\nen:\n  title: %s\n"
    return Case(name, whole.replace(b"%s", wrong), whole.replace(b"%s", right))


DATES = {
    "2024/10/10": "2024-10-10",
    "2024.10.10": "2024-10-10",
    "2024-1-5": "2024-01-05",
    "2024/1/5": "2024-01-05",
    "2024.1.05": "2024-01-05",
    "2024-1": "2024-01",
    "2024/10": "2024-10",
    "2024–10–10": "2024-10-10",
    "2024—10—10": "2024-10-10",
    "2024‑10‑10": "2024-10-10",
    "2024 10 10": "2024-10-10",
    "២០២៤/១០/១០": "2024-10-10",
    "២០២៤.១.៥": "2024-01-05",
    "“2024-10-10”": "2024-10-10",
    "‘2024-10-10’": "2024-10-10",
    "«2024-10»": "2024-10",
    "“2024/10/10”": "2024-10-10",
    '"2024/10/10"': "2024-10-10",
    "'2024.10.10'": "2024-10-10",
    "„2024-10-10“": "2024-10-10",
}
LEFT_DATES = (
    "10/10/2024", "10/11/2024", "10-11-2024", "10.11.2024", "10/11/24", "24-10-10", "20241010",
    "10 October 2024", "October 2024", "Oct 10, 2024", "today", "2024/13/10", "2024-02-30", "2024/2/30",
    "2024-10-10 to 2024-10-11", "2024-10-", "2024-W41", "១០ តុលា ២០២៤", "2024/10-", "1024/10/10",
)  # fmt: skip


def dates() -> Iterator[Case]:
    """Dates whose year stands first; in every field that takes one."""
    for wrong, right in DATES.items():
        yield field("published", wrong, right)
    for name in ("added", "updated"):
        for wrong, right in list(DATES.items())[:8]:
            yield field(name, wrong, right)
    for wrong, right in list(DATES.items())[:8]:
        yield line(f"  published: {wrong}", f"  published: {right}")
        yield line(f"  updated: {wrong}", f"  updated: {right}")
    yield field("edition", "2024/10", "2024-10")
    yield field("edition", "2024.1", "2024-01")
    yield field(
        "withdrawn",
        "{on: 2024/11/01, reason: The figures were wrong.}",
        "{on: 2024-11-01, reason: The figures were wrong.}",
    )


def flags() -> Iterator[Case]:
    """Ways to say yes and no."""
    for wrong in ("yes", "Yes", "YES", "on", "On", "True", "TRUE", "“true”", '"yes"', "“yes”"):
        yield field("draft", wrong, "true")
    for wrong in ("no", "No", "off", "OFF", "False", "‘false’"):
        yield field("draft", wrong, "false")
    yield site("feeds: {tombstones: yes}", "feeds: {tombstones: true}")
    yield site("feeds: {tombstones: Off}", "feeds: {tombstones: false}")


FILE = "\n  title: A report\n  files:\n    - url: https://example.org/a.pdf\n      length: {}"


def numbers() -> Iterator[Case]:
    """Whole numbers with their thousands set apart."""
    for wrong in ("1,482,933", "1 482 933", "1\u202f482\u202f933", "“1482933”", "'1,482,933'", "១,៤៨២,៩៣៣"):
        written = (an_entry_file(en=FILE.format(value)) for value in (wrong, "1482933"))
        wrong_text, right_text = written
        yield entry(wrong_text, right_text, f"length: {wrong}")
    yield site("feeds: {limit: “50”}", "feeds: {limit: 50}")


MISSPELT = {
    "published: 2024-10-10": "publishd publised Published PUBLISHED pubished",
    "category: infographic": "catagory categoy Category catgory",
    "updated: 2024-11-01": "updatd Updated",
    "added: 2024-11-01": "aded",
    "draft: true": "drafts",
    "title: A report": "titel Title tittle TITLE titles",
    "summary: A report": "sumary summery Summary sumarry",
}
"""Fields, and what they are called by mistake."""


def names() -> Iterator[Case]:
    """Fields' names with a letter or two wrong."""
    for right, misspelt in MISSPELT.items():
        name, _, value = right.partition(": ")
        for wrong in misspelt.split():
            if name in ("title", "summary"):
                yield line(f"  {wrong}: {value}  # kept", f"  {right}  # kept")
            else:
                whole = an_entry_file(**{name: value})
                yield entry(whole.replace(f"{name}:", f"{wrong}:"), whole, f"{wrong}:")
    for wrong in ("kh", "KM", "khmer", "khm", "Khmer", "cambodian"):
        block = "{title: ភាពធន់}"
        yield entry(an_entry_file(**{wrong: block}), an_entry_file(km=block), f"{wrong}:")
    for wrong in ("EN", "eng", "English", "english", "En"):
        yield entry(an_entry_file().replace("en:", f"{wrong}:"), an_entry_file(), f"{wrong}:")
    for sign in ("\u200b", "\ufeff", "\u00ad", "\u2060", "\u00a0"):
        name = f"title with U+{ord(sign):04X}"
        yield line(f"  title{sign}: A report", "  title: A report", name)
    yield site("supportrs: [{name: A}]", "supporters: [{name: A}]")
    yield site(
        "newsleter: {subscribe: https://example.org/}", "newsletter: {subscribe: https://example.org/}"
    )
    yield site("brand: {color: '#123f5c'}", "brand: {colour: '#123f5c'}")
    yield site("keep_togther: [ABC]", "keep_together: [ABC]")


QUOTED = {
    "Human rights: a report": '"Human rights: a report"',
    "Press release: new law: what it says": '"Press release: new law: what it says"',
    "Cambodia: it's 2024": '"Cambodia: it\'s 2024"',
    "A: b": '"A: b"',
    "Rights (2024): an overview": '"Rights (2024): an overview"',
    "The “law”: a report": '"The “law”: a report"',
    "Report: 50% of C:\\ drives": '"Report: 50% of C:\\\\ drives"',
    'Say "no": a report': "'Say \"no\": a report'",
    "Both 'one' and \"two\": a report": '"Both \'one\' and \\"two\\": a report"',
    "ភាពធន់: ប័ណ្ណ": '"ភាពធន់: ប័ណ្ណ"',
    "A report:": '"A report:"',
}
"""Texts with a colon, and how they are written then."""
SIGNS = (
    "@cchr on rights", "`Code` of conduct", "%50 of all", "*Important notice", "*Important*",
    "&Rights and duties", "!Urgent call", "- a dash first", "? a question", "[Draft] A report",
    "{Draft} A report", "] A report", "} A report", ", A report", "|A report", ">A report",
)  # fmt: skip


def quoting() -> Iterator[Case]:
    """Words that need quotation marks."""
    for wrong, right in QUOTED.items():
        yield line(f"  title: {wrong}", f"  title: {right}")
    for wrong, right in list(QUOTED.items())[:6]:
        yield line(f"  summary: {wrong}", f"  summary: {right}")
    for wrong in SIGNS[:7]:
        yield line(f"  title: {wrong}", f'  title: "{wrong}"')
    for wrong in SIGNS[9:14]:
        yield line(f"  title: {wrong}", f'  title: "{wrong}"')
    yield line('  title: "Rights" and duties', "  title: '\"Rights\" and duties'")
    yield line("  title: 'Rights' and duties", "  title: \"'Rights' and duties\"")
    yield line("  title: [A, B", '  title: "[A, B"')
    yield line("  title: 'Cambodia's land'", '  title: "Cambodia\'s land"')
    yield line('  title: "The "Land" report"', "  title: 'The \"Land\" report'")
    yield line('  title: "A report”', '  title: "A report"')
    yield line('  title: "A report“', '  title: "A report"')
    yield line("  title: 'A report’", "  title: 'A report'")
    yield line('  title: "C:\\data"', '  title: "C:\\\\data"')
    yield line('  title: "50\\% done"', '  title: "50\\\\% done"')
    yield line(
        "  summary: Human rights: a report\n    that goes on here.",
        "  summary: >-\n    Human rights: a report\n    that goes on here.",
        "a colon in a text of two lines",
    )
    yield line(
        "  summary: A report\n    on rights: what they are.",
        "  summary: >-\n    A report\n    on rights: what they are.",
        "a colon in the second line",
    )
    for name in ("@cchr", "Rights: a group"):
        people = (f"\n  - name: {each}\n    uri: https://example.org/" for each in (name, f'"{name}"'))
        wrong, right = (an_entry_file(authors=each) for each in people)
        yield entry(wrong, right, f"an author called {name}")
    yield site("contact: {name: “A”, email: “a@example.org”}", "contact: {name: “A”, email: a@example.org}")
    yield site("brand: {colour: “#123f5c”}", 'brand: {colour: "#123f5c"}')


def colons() -> Iterator[Case]:
    """Colons without a space behind them, and colons of another keyboard."""
    yield line("  title:A report", "  title: A report")
    yield line("  title៖ A report", "  title: A report")
    yield line("  title = A report", "  title: A report")
    yield line("  title:\u00a0A report", "  title: A report", "an odd space behind the colon")
    yield line("  title：A report", "  title: A report")
    yield line("  title ： A report", "  title: A report")
    yield line("  title: A report\n  summary:What it says.", "  title: A report\n  summary: What it says.")
    for name, value in {"published": "2024-10-10", "category": "infographic"}.items():
        whole = an_entry_file()
        yield entry(whole.replace(f"{name}: {value}", f"{name}:{value}"), whole, f"{name}: without a space")
        yield entry(whole.replace(f"{name}: ", f"{name}："), whole, f"{name}: with a wide colon")


def spaces() -> Iterator[Case]:
    """Tabs and wide spaces where spaces are needed."""
    yield line("\ttitle: A report", "  title: A report", "a tab before title")
    yield line("  title: A report\n\tsummary: Words.", "  title: A report\n  summary: Words.", "a tab below")
    yield line("\ttitle: A report\n\tsummary: A b.", "  title: A report\n  summary: A b.", "two tabs")
    yield line(
        "\ttitle: A report\n\tsummary: >-\n\t\tWords.",
        "  title: A report\n  summary: >-\n    Words.",
        "tabs in a block",
    )
    for sign in ("\u00a0", "\u2002", "\u2003", "\u3000", "\u202f"):
        name = f"U+{ord(sign):04X} before title"
        yield line(f"{sign}{sign}title: A report", "  title: A report", name)
    yield entry(
        "id: report\npublished: 2024-10-10\ncategory: infographic\nen:\n    title: A report\n\turl: https://example.org/\n",
        "id: report\npublished: 2024-10-10\ncategory: infographic\nen:\n    title: A report\n    url: https://example.org/\n",
        "a tab beside four spaces",
    )


def curly() -> Iterator[Case]:
    """Quotation marks of a word processor round a value that has none."""
    for wrong in ("“report”", "‘report’", "«report»", "„report“"):
        yield field("id", wrong, "report")
    for wrong in ("“infographic”", "‘infographic’"):
        yield field("category", wrong, "infographic")
    for wrong in ("“https://example.org/a”", "<https://example.org/a>", "‘https://example.org/a’"):
        yield line(f"  url: {wrong}", "  url: https://example.org/a")


def invisible() -> Iterator[Case]:
    """Signs that no text may hold, in a title and between lines."""
    for code in (
        *range(0x01, 0x09),
        0x0E,
        0x1B,
        0x1F,
        0x7F,
        0x80,
        0x9F,
        *range(0x202A, 0x202F),
        0x2066,
        0x2069,
    ):
        yield line(f"  title: A {chr(code)}report", "  title: A report", f"U+{code:04X}")
    for code in (0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0xE0001, 0xE0041):
        yield line(f"  title: A {chr(code)}report", "  title: A report", f"U+{code:04X}")
    for code in (0x0B, 0x0C, 0x85, 0x2028, 0x2029):
        yield line(f"  title: A{chr(code)}report", "  title: A report", f"U+{code:04X}")
    yield line(
        "  summary: >-\n    First.\u2028Second.",
        "  summary: >-\n    First.\n    Second.",
        "U+2028 in a block",
    )


def saved() -> Iterator[Case]:
    """Files saved in another encoding, or with other line ends."""
    for wrong, right in {
        b"Cambodia\x92s rights": "Cambodia’s rights",
        b"\x93A report\x94": "“A report”",
        b"\x91A\x92 report": "‘A’ report",
        b"Rights \x96 a report": "Rights – a report",
        b"Rights \x97 a report": "Rights — a report",
        b"And so on\x85": "And so on…",
        b"Caf\xe9 debate": "Café debate",
        b"R\xe9sum\xe9 of rights": "Résumé of rights",
        b"1 000 \x80": "1 000 €",
        b"A\xa0report": "A\u00a0report",
        b"\xabA report\xbb": "«A report»",
        b"Cambodia\x92s \xe1\x9e\x97\xe1\x9e\xb6\xe1\x9e\x96": "Cambodia’s ភាព",
    }.items():
        yield bytes_case(repr(wrong), wrong, right.encode())
    whole = an_entry_file(km="{title: ភាពធន់}")
    plain = whole.encode()
    yield Case("a byte order mark", b"\xef\xbb\xbf" + plain, plain)
    yield Case("UTF-16 LE", b"\xff\xfe" + whole.encode("utf-16-le"), plain)
    yield Case("UTF-16 BE", b"\xfe\xff" + whole.encode("utf-16-be"), plain)
    yield Case("UTF-32", whole.encode("utf-32"), plain)
    yield Case("carriage returns alone", plain.replace(b"\n", b"\r"), plain)
    yield Case("a lone carriage return", plain.replace(b"\n", b"\r", 1), plain)
    yield Case("two carriage returns", plain.replace(b"\n", b"\r\r\n"), plain.replace(b"\n", b"\r\n"))
    on_windows = an_entry_file(published="2024/10/10").replace("\n", "\r\n").encode()
    yield Case("line ends of Windows stay", on_windows, on_windows.replace(b"2024/10/10", b"2024-10-10"))
    with_mark = b"\xef\xbb\xbf" + on_windows
    yield Case("all of it at once", with_mark, on_windows.replace(b"2024/10/10", b"2024-10-10"))


MISORDERED = {
    "\u179f\u17b7\u1791\u17b7\u17d2\u1792": "\u179f\u17b7\u1791\u17d2\u1792\u17b7",
    "\u1780\u17b6\u17d2\u1793": "\u1780\u17d2\u1793\u17b6",
    "\u1780\u17c6\u17b6": "\u1780\u17b6\u17c6",
    "\u1780\u17b6\u17b6": "\u1780\u17b6",
    "\u1780\u17c1\u17b8": "\u1780\u17be",
    "\u1780\u17c1\u17b6": "\u1780\u17c4",
    "\u179f\u17d2\u179a\u17d2\u178f\u17b8": "\u179f\u17d2\u178f\u17d2\u179a\u17b8",
    "\u1780\u17b6\u200b\u17d2\u1793": "\u1780\u17d2\u1793\u17b6",
}


def khmer() -> Iterator[Case]:
    """Khmer letters whose parts are typed in another order."""
    for wrong, right in MISORDERED.items():
        name = " ".join(f"{ord(sign):04X}" for sign in wrong)
        written = (an_entry_file(km=f"\n  title: ភាព{part}ធន់  # kept") for part in (wrong, right))
        wrong_text, right_text = written
        yield entry(wrong_text, right_text, name)


ADDRESSES = {
    "https://example.org/a|b?c={d}": "https://example.org/a%7Cb?c=%7Bd%7D",
    "'https://example.org/a^`b'": "https://example.org/a%5E%60b",
    'https://example.org/a"b"c': "https://example.org/a%22b%22c",
    "https://example.org/a\\b": "https://example.org/a/b",
    "https://example.org/My report.pdf": "https://example.org/My%20report.pdf",
    "//example.org/a": "https://example.org/a",
}


def respelt() -> Iterator[Case]:
    """What is certain in Khmer besides the order of a letter's parts."""
    for wrong, right in (("ដី \u17d8 \u17d8", "ដី ។ល។ ។ល។"), ("ក\u17d2\u17d2ខ", "ក\u17d2ខ")):
        before, after = (an_entry_file(km=f"{{title: ភាពធន់, body: {each}}}") for each in (wrong, right))
        yield entry(before, after, right)


def addresses() -> Iterator[Case]:
    """Characters that no address holds, and an address without its scheme; in texts, too."""
    for wrong, right in ADDRESSES.items():
        yield line(f"  url: {wrong}  # kept", f"  url: {right}  # kept")
    wrong = (
        "  summary: |\n    #a //example.org/b\n  body: |\n    [b](https://example.org/a|b) //example.org\n\n"
    )
    wrong += "    [a](//example.org/b) and [c][d]\n\n    [d]: <//example.org/b> 'D'\n"
    right = wrong.replace("a|b", "a%7Cb").replace("](//", "](https://").replace("<//", "<https://")
    below = "\n  title: A\n"
    yield entry(an_entry_file(en=below + wrong), an_entry_file(en=below + right), "links in a body")
    wrong = an_entry_file(published="2024/10/10", en=f"{below}  body: '[b](//example.org/b)'\n")
    right = an_entry_file(published="2024-10-10", en=f"{below}  body: '[b](https://example.org/b)'\n")
    yield entry(wrong, right, "a link behind another mistake")


def several() -> Iterator[Case]:
    """Files with many mistakes of many kinds."""
    wrong = (
        "# A remark.\nid: “report”\npublished: 2024/10/10   # from the web page\n\ncatagory: infographic\n"
        "draft: yes\nen:\n\ttitel: Human rights: a report\n\tsumary: Cambodia's\u202e law.\n"
        "kh:\n  title: ភាពធន់\n"
    )
    right = (
        "# A remark.\nid: report\npublished: 2024-10-10   # from the web page\n\ncategory: infographic\n"
        'draft: true\nen:\n  title: "Human rights: a report"\n  summary: Cambodia\'s law.\n'
        "km:\n  title: ភាពធន់\n"
    )
    yield entry(wrong, right, "many mistakes")
    wrong = an_entry_file(kh="{titel: ភាពធន់, publishd: 2024/1/5}", added="2024/1/5")
    right = an_entry_file(km="{title: ភាពធន់, published: 2024-01-05}", added="2024-01-05")
    yield entry(wrong, right, "a mistake behind another")


PASTED = (
    "First line: a report.\n{0}Second line with “words” and it's mark.\n\n{0}Third: paragraph.\n",
    "\n{0}The first of many.\n{0}Second line.\n",
)
"""A text of several lines behind or below a field's name, with what stands before each line."""


def pasted() -> Iterator[Case]:
    """Texts pasted from a word processor, at the beginning of lines or below their field's name."""
    for text in PASTED:
        lines = text.format("").strip().split("\n")
        for name, sign in (("summary", ">-"), ("body", "|")):
            right = "\n".join([f"  {name}: {sign}", *(f"    {line}".rstrip() for line in lines)])
            for margin in ("", "  "):
                for below in ("  url: https://example.org/\n", "km: {title: ក}\n", ""):
                    wrong = f"  {name}: {text.format(margin)}"
                    before = an_entry_file(en="\n  title: A report")
                    label = f"{name} pasted with {margin!r} before {below!r}: {lines[0]}"
                    yield entry(before + wrong + below, f"{before}{right}\n{below}", label)


def without_colons() -> Iterator[Case]:
    """A field's name and its value, with nothing between them."""
    yield line("  title Land: an act", '  title: "Land: an act"')
    yield line("  title Land act of 2001", "  title: Land act of 2001")
    for name in ("id report", "published 2024-10-10", "category infographic"):
        whole = an_entry_file()
        yield entry(whole.replace(name.replace(" ", ": "), name), whole)
    for name in ("id report", "published 2024-10-10", "category [infographic]", 'title "Land # act"'):
        right = an_entry_file(category="[infographic]", en='\n  title: "Land # act"')
        right = right.replace(name.replace(" ", ": ", 1), f"{name.replace(' ', ': ', 1)}  # a comment")
        yield entry(right.replace(name.replace(" ", ": ", 1), name), right, f"{name}  # a comment")


def mended() -> list[Case]:
    """All cases that are fixed."""
    kinds = (
        dates,
        flags,
        numbers,
        names,
        quoting,
        colons,
        spaces,
        curly,
        invisible,
        saved,
        khmer,
        respelt,
        addresses,
        several,
        pasted,
        without_colons,
    )
    return [case for kind in kinds for case in kind()]


def _left() -> Iterator[Case]:
    for wrong in LEFT_DATES:
        yield field("published", wrong, wrong)
    for wrong in ("perhaps", "ja", "1", "truee"):
        yield field("draft", wrong, wrong)
    for wrong in ("1.4 MB", "1.482.933", "1,48,29", "12 34", "-5", "zero"):
        text = an_entry_file(en=FILE.format(wrong))
        yield entry(text, text, f"length: {wrong}")
    for name in ("date", "text", "link", "pubdate", "tags"):
        text = an_entry_file(**{name: "2024-10-10"})
        yield entry(text, text, f"{name}:")
    for wrong in ("Report 1", "CON", "របាយការណ៍", "a/b"):
        yield field("id", wrong, wrong)
    for wrong in (
        "  title: A: b # c",
        '  title: "A report',
        "  title: 'A report",
        "  title: A report\n  title: B",
        "  title: A report\n     url: https://example.org/",
        "  title: A report\n  url: www.example.org",
        "  title: A report\n  url: https://user@example.org/",
        "  title: A report\n  url: https://example.org:8080/",
        "  title: A report\n  url: ftp://example.org/",
        "  title: |\n    A report\n    in two lines",
        "  title: =?utf-8?q?A?=",
        "  title:",
        "  title: [A]",
        "  title: A report\n  image: https://example.org/a.png",
        "  title: A report\n  files: https://example.org/a.pdf",
        "  title: A report\n  files:\n    - {file: missing.pdf}",
        "  title: A report\n  files:\n    - {file: ../a.pdf}",
        "  title: A report\n  image: {url: “x”}",
        "  title: A report\n  url: https://example.org/a and more",
        "  title: A report\n  url: https://example.org/a (in English)",
        "  title: A report\n  url: /report.pdf",
        "  title: A report\n  summary: '[a](#note)'\n  body: '[a](#note)'",
        "  title: A report\n  body: '[a](\\x2fexample.org/b)'",
    ):
        yield line(wrong, wrong)
    for wrong in ("en: title: A report", "en: &x"):
        text = an_entry_file(en=f"{wrong.removeprefix('en: ')}\n  url: https://example.org/")
        yield entry(text, text, wrong)
    whole = an_entry_file().encode()
    yield Case("nothing at all", b"", b"")
    yield Case("zeros", b"\0" * 40, b"\0" * 40)
    yield Case(
        "Khmer cut in the middle", whole + b"km: {title: \xe1\x9e}\n", whole + b"km: {title: \xe1\x9e}\n"
    )
    yield entry("[A report\n", "[A report\n")
    yield Case("no text at all", bytes(range(128, 256)), bytes(range(128, 256)))
    yield entry(an_entry_file() + "---\n" + an_entry_file(), an_entry_file() + "---\n" + an_entry_file())
    yield entry("- a\n- b\n", "- a\n- b\n")
    yield entry("A report\n", "A report\n")
    yield entry(an_entry_file(category="infografic"), an_entry_file(category="infografic"))
    yield entry(an_entry_file(topics="upr"), an_entry_file(topics="upr"))
    yield entry(an_entry_file(id="&a report"), an_entry_file(id="&a report"))
    yield entry(an_entry_file(fr="{title: Un rapport}"), an_entry_file(fr="{title: Un rapport}"))


def _binary() -> Iterator[Case]:
    """The beginnings of archives and pictures, alone and before an entry."""
    whole = an_entry_file().encode()
    for start in (b"PK\x03\x04\x14\xff", b"PK\x03\x04\0\xe9", b"GIF89a\x01\0\x01\0\x80\0\0", b"BM6\0\0\0"):
        yield Case(f"{start[:4]!r}", start, start)
        yield Case(f"{start[:4]!r} before an entry", start + b"\n" + whole, start + b"\n" + whole)


def left() -> list[Case]:
    """All cases that are wrong and left to people."""
    return [*_left(), *_separated(), *_binary(), *_perhaps_comments()]


def _perhaps_comments() -> Iterator[Case]:
    """Texts without a colon, with what may be a comment or a part of them."""
    for text in ("Report about C # and F#", "'Khmer # Rouge", '"Land" report  # new', "An act  # a comment"):
        for name in ("title", "summary"):
            whole = an_entry_file(en=f"\n  {name} {text}\n  url: https://example.org/")
            yield entry(whole, whole, f"{name} {text}")


def _separated() -> Iterator[Case]:
    for marker in ("---", "..."):
        for below in ("km: {title: ក}\n", "id: two\nen: {title: B}\n", "a text\n"):
            text = an_entry_file(en=f"\n  title: A\n  summary: A text.\n{marker}") + below
            yield entry(text, text, f"{marker} {below}")
