"""Right files with every field, and the ways to damage one: each field by each mistake, and single bytes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

ENTRY = """\
id: report
published: 2024-10-10
added: 2024-10-11
updated: 2024-10-12
category: infographic
topics: [land, law]
edition: 2024-10
draft: false
withdrawn:
  on: 2024-12-01
  reason: A source asked us.
authors:
  - name: A person
    uri: https://example.org/person
en:
  title: A report
  summary: What we found in a year of work.
  body: Words on **land**.
  url: https://example.org/report
  published: 2024-10-10
  updated: 2024-10-12
  files:
    - file: beside.pdf
      title: The report
    - url: https://example.org/report.pdf
      type: application/pdf
      length: 1200
  image:
    url: https://example.org/picture.png
    alt: Two people
    width: 1200
    height: 630
km:
  title: ភាពធន់
  summary: ភាពធន់
"""

SITE = """\
authority: example.org
since: 2024
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
contact:
  name: The editors
  email: editors@example.org
languages:
  en:
    name: English
    title: Publications
    description: All that we publish.
    organisation: The Organisation
    short: TO
  km:
    name: ខ្មែរ
    organisation: អង្គការ
    digits: latn
categories:
  infographic: {en: Infographics, km: ព័ត៌មាន}
  fact-sheet: {en: Fact sheets, km: ព័ត៌មានពិត}
  letter:
    former: [note, memo]
    en: Letters
    km: លិខិត
    open:
      en: Read the letter
      km: អានលិខិត
supporters:
  - name: A supporter
    url: https://example.org/supporter
    logo: https://example.org/supporter.png
feeds:
  limit: 50
  hub: https://example.org/hub
  license: https://example.org/license
  tombstones: false
newsletter:
  from:
    name: The Organisation
    address: news@example.org
  subscribe: https://example.org/subscribe
  form:
    action: https://list.example.org/join
    email: email
  reply_to: editors@example.org
  list_id: monthly.example.org
  postal_address: 1 Example Street
  unsubscribe: https://example.org/unsubscribe
  other_languages: titles
  utm:
    source: newsletter
    medium: email
    campaign: monthly
publish:
  git:
    remote: https://example.org/site.git
    branch: pages
relay:
  host: smtp.example.org
  port: 587
  user: news@example.org
  security: starttls
brand:
  colour: "#123f5c"
  logo:
    light: https://example.org/logo.png
    dark: https://example.org/logo-dark.png
  icon: https://example.org/icon.png
keep_together: [ភាពធន់]
"""

EDITION = """\
highlight: right
order: [right]
en:
  subject: What we found
  preheader: And what comes next
  note: Dear **reader**.
km:
  subject: ភាពធន់
"""

FILES: Mapping[str, str] = {
    "entries/wrong.yaml": ENTRY,
    "site.yaml": SITE,
    "editions/2024-10.yaml": EDITION,
}


@dataclass(frozen=True, slots=True)
class Field:
    """A line of a file that says something: what stands before the name, the name, and the value."""

    margin: str
    name: str
    value: str

    def __str__(self) -> str:
        return f"{self.margin}{self.name}: {self.value}".rstrip()

    def saying(self, value: str) -> str:
        """The line with another value."""
        return f"{self.margin}{self.name}: {value}"

    @property
    def is_group(self) -> bool:
        """Whether what it says stands on the lines below."""
        return not self.value

    @property
    def is_markdown(self) -> bool:
        """Whether it may be very long."""
        return self.name in ("body", "note")

    @property
    def is_free(self) -> bool:
        """Whether its name is a category's, which may be any."""
        return self.value.startswith("{") or self.name == "letter"

    @property
    def is_plain(self) -> bool:
        """Whether its value is one text without quotes."""
        return self.value[:1] not in ("", "[", "{", '"')


Mistake = Callable[[Field], str]

_DATES = ("soon", "10/10/2024", "2024-13-01", "2024-02-30", "24-10-10", "2024-10-10T25:00", "October 2024")
_ADDRESSES = (
    "www.example.org",
    "ftp://example.org/",
    "https://",
    "https://exa mple.org/",
    "javascript:alert(1)",
    "https://user@example.org/",
)
_MAIL = ("news", "news@", "@example.org", "news at example.org")
_NUMBERS = ("-1", "0", "1.5", "many", "1 MB")
_CHOICES = ("perhaps", "1", "ja")
_DOMAINS = ("Example", "https://example.org", "exa_mple.org")
_WORDS = ("two words", "a&b")
WRONG_VALUES: Mapping[str, tuple[str, ...]] = {
    "id": ("Report", "a b", "a_b", "con", "របាយការណ៍", "a" * 81),
    **dict.fromkeys("published added updated on".split(), _DATES),
    "edition": ("2024", "2024-13", "soon", "2024-Q4"),
    "category": ("Infographic", "no-such-category", "archive", "a b"),
    **dict.fromkeys("draft tombstones".split(), _CHOICES),
    **dict.fromkeys(
        "url uri logo icon hub license subscribe unsubscribe feeds_url action".split(), _ADDRESSES
    ),
    "file": ("missing.pdf", "../up.pdf", "/etc/passwd", ".hidden", "page.html", "a/b.pdf"),
    "type": ("pdf", "application/", "a b/c"),
    **dict.fromkeys("length width height limit".split(), _NUMBERS),
    **dict.fromkeys("address reply_to".split(), _MAIL),
    "email": _MAIL[1:],  # a list's field may have any name
    **dict.fromkeys("authority list_id".split(), _DOMAINS),
    "since": ("24", "next year", "20244"),
    "timezone": ("Mars/Base", "+07:00", "Phnom Penh"),
    "other_languages": ("all", "no"),
    **dict.fromkeys("source medium campaign".split(), _WORDS),
    "colour": ("blue", '"#12"', '"123f5c"'),
    "highlight": ("Not an id", "no-such-id"),
}
"""What can't be right, by the name of the field."""

OF_ANY_FIELD: Mapping[str, Mistake] = {
    "a space is missing": lambda field: f"{field.margin}{field.name}:{field.value or 'x'}",
    "the colon is missing": lambda field: f"{field.margin}{field.name} {field.value}".rstrip(),
    "a Tab before it": lambda field: f"\t{field}",
    "said twice": lambda field: (
        f"{field}\n{field.margin.replace('-', ' ')}{field.name}: {field.value or 'x'}"
    ),
    "another name": lambda field: f"{field.margin}{field.name}zzz: {field.value}",
    "a merge": lambda field: f"{field.margin}<<: {{a: b}}\n{field.margin.replace('-', ' ')}{field.name}: x",
    "an anchor": lambda field: field.saying(f"&a {field.value}"),
    "an alias": lambda field: field.saying("*a"),
    "a tag": lambda field: field.saying(f"!!str {field.value}"),
    "a list in a list": lambda field: field.saying("[[a]]"),
    "a group of nobody's": lambda field: field.saying("{a: b}"),
    "a bracket left open": lambda field: field.saying("[a"),
    "a brace left open": lambda field: field.saying("{a: b"),
    "a quotation mark left open": lambda field: field.saying('"a'),
    "words after a quotation": lambda field: field.saying('"a" b'),
    "an at sign": lambda field: field.saying("@a"),
    "a grave accent": lambda field: field.saying("`a"),
    "a percent sign": lambda field: field.saying("%a"),
    "words behind the sign of a text": lambda field: field.saying("> a"),
    "an escape that is none": lambda field: field.saying(r'"\q"'),
}
"""Mistakes that can be made with every field, whatever it says."""

OF_ONE_TEXT: Mapping[str, Mistake] = {
    "another field on the same line": lambda field: field.saying(f"{field.value} b: c"),
    "too long": lambda field: field.saying(field.value + "x" * (200_001 if field.is_markdown else 20_001)),
    "text on the next line, to the left": lambda field: f"{field}\nand so on",
}
"""Mistakes with a value that is one text."""

SIGNS: Mapping[str, bytes] = {
    "NUL": b"\0",
    "a bell": b"\x07",
    "an escape": b"\x1b",
    "DEL": b"\x7f",
    "a control sign of Latin 1": "\u0085".encode(),
    "a letter of Latin 1": b"\xe9",
    "a byte that UTF-8 never has": b"\xff",
    "half of a Khmer letter": "ក".encode()[:2],
    "a long form": b"\xc0\xaf",
    "half of a pair": b"\xed\xa0\x80",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "no character": "\ufffe".encode(),
    "a turn of direction": "\u202e".encode(),
}
"""Bytes that no text may hold, wherever they stand."""

_LINE = re.compile(r"(?P<margin> *(?:- )?)(?P<name>[\w-]+):(?: (?P<value>.+))?")


def fields_of(text: str) -> list[tuple[int, Field]]:
    """The fields of a file, each with the index of its line."""
    found = ((index, _LINE.fullmatch(line)) for index, line in enumerate(text.split("\n")))
    return [(index, Field(**match.groupdict(default=""))) for index, match in found if match]


def with_line(text: str, index: int, line: str) -> bytes:
    """The file with another line in a line's place."""
    lines = text.split("\n")
    return "\n".join([*lines[:index], line, *lines[index + 1 :]]).encode()


def damaged_fields(text: str) -> Iterator[tuple[str, bytes]]:
    """Every field with every mistake that can be made with it, by what it shows."""
    for index, field in fields_of(text):
        mistakes = {**OF_ANY_FIELD, **(OF_ONE_TEXT if field.is_plain else {})}
        lines = {name: mistake(field) for name, mistake in mistakes.items()}
        if field.is_free:
            del lines["another name"]
        if not field.is_group:
            lines |= {value: field.saying(value) for value in WRONG_VALUES.get(field.name, ())}
        for name, line in lines.items():
            yield f"line {index + 1}, {field.name}: {name}", with_line(text, index, line)


def damaged_bytes(text: str, every: int) -> Iterator[tuple[str, bytes]]:
    """The file with a wrong sign at every so many bytes, in other encodings, and in forms that are none."""
    whole = text.encode()
    for place, (name, sign) in enumerate(SIGNS.items()):
        for offset in range(place, len(whole), every):
            # A letter that is cut in two would be another mistake than the one that is named.
            if whole[offset : offset + 1].isascii():
                yield f"byte {offset}: {name}", whole[:offset] + sign + whole[offset:]
    for encoding in ("utf-16-le", "utf-16-be", "utf-32"):
        yield encoding, text.encode(encoding)
    for offset in (number for number, byte in enumerate(whole) if byte >= 0xC0):
        yield f"byte {offset}: cut in a letter", whole[: offset + 1]
    yield "two documents", whole + b"---\n" + whole
    yield (
        "every line a list",
        b"".join(b"- " + line + b"\n" for line in whole.splitlines() if line[:1] != b" "),
    )
