"""Files made to take for ever, or all memory: each is read and built in seconds, and takes little."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from attack.naughty import quoted
from attack.reading import ENTRY, read_each
from builds import environment
from cchr_feeds.source.yaml_tree import MAX_BYTES
from cchr_feeds.text.markdown import MOST_REFERRED, markdown_blocks, markdown_html
from commands import DONE, PROBLEMS, Ended, command, run
from extent import FULL
from patience import PATIENCE
from project_files import EN, TITLE, TOP, a_project

SIZE = MAX_BYTES if FULL else MAX_BYTES // 4
LENGTH = 110_000 if FULL else 2_000
"""In bytes. A full run tries files that are as large as may be, and bodies of which two fill one; less
shows what grows out of all measure."""
MOST_SECONDS, MOST_MEGABYTES = 60, 300
"""Of work and of memory; what is right takes a tenth."""

BODY = f"{EN}  title: A\n  body: |\n    "


def full(start: str, part: str, end: str = "\n") -> str:
    """As many of the parts as a file may hold, between a start and an end."""
    room = SIZE - len((start + end).encode())
    return start + part * (room // len(part.encode())) + end


def growing(text: Callable[[int], str]) -> str:
    """Numbered parts, as many as a file may hold."""
    parts: list[str] = []
    size = len(TOP.encode())
    while (size := size + len(text(len(parts)).encode())) < SIZE - 100:
        parts.append(text(len(parts)))
    return "".join(parts)


def laughs(levels: int) -> str:
    """Each level names the one before it nine times."""
    lines = (f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, levels))
    return "a0: &a0 ha\n" + "".join(lines)


FILES = {
    "a billion laughs": laughs(12),
    "itself": "en: &en\n  title: *en\n",
    "merged": "a: &a {b: c}\n" + "".join(f"k{number}: {{<<: *a}}\n" for number in range(5000)),
    "anchors": full("", "- &a b\n"),
    "anchors without values": full("", "- &a\n"),
    "aliases": full(f"{TITLE}[", "*a, "),
    "tags": full(f"{TITLE}[", " !a,"),
    "brackets": full(TITLE, "["),
    "braces": full(TITLE, "{ "),
    "hyphens": full("", "- ", "x: y: z\n"),
    "hyphens in a row": full("", "-", "a: b: c\n"),
    "hyphens and no name": full("a: b\n", "-", "\nc: d: e\n"),
    "question marks": full("", "? "),
    "colons": full("", ": "),
    "deep block": "".join(f"{' ' * level}a:\n" for level in range(700)),
    "deep list": "".join(f"{' ' * level}-\n" for level in range(700)),
    "spaces in a value": full(f"{TITLE}a", " ", "b\n"),
    "spaces before a colon": full(f"{TITLE}a", " ", "b: c\n"),
    "spaces in a line": full("id: a\n b", " ", "c: d\n"),
    "tabs": full(TITLE, "\t"),
    "tabs before names": full("", "\ta: b\n"),
    "remarks": full(TITLE, " #a"),
    "remarks in lines": full(f"{TITLE}a", "\n #a"),
    "fields with remarks": TOP + growing(lambda number: f"x{number}: a #b\n"),
    "quotation marks": full(TITLE, '"'),
    "backslashes": full(f'{TITLE}"', "\\\\", '"\n'),
    "unknown codes": full(f'{TITLE}"', "\\q", '"\n'),
    "codes of controls": full(f'{TITLE}"', "\\x08", '"\n'),
    "controls": full(TITLE, "\x01"),
    "turned text": full(TITLE, "\u202e"),
    "carriage returns": full(TITLE, "\r"),
    "invisible": full(TITLE, "\u200b"),
    "joiners": full(TITLE, "\u200d", "a\n"),
    "marks in order": full(f"{BODY}a", "\u0301"),
    "marks out of order": full(f"{BODY}a", "\u0327\u0301"),
    "marks in codes": full(f'{TITLE}"a', "\\u0301\\u0327", '"\n'),
    "a name of marks": full("? a", "\u0327\u0301", "\n: b\n"),
    "Khmer marks": full(f"{TITLE}ក", "\u17b6"),
    "Khmer coengs": full(f"{TITLE}ក", "\u17d2ក"),
    "Khmer coengs alone": full(TITLE, "\u17d2"),
    "Khmer in the wrong order": full(TITLE, "ស្រ្តី"),
    "Khmer in the wrong order, cut": full(BODY, "ស្រ\u200b្តី "),
    "one field often": TOP + full("en:\n", "  title: a\n"),
    "unknown fields": TOP + growing(lambda number: f"k{number}: b\n"),
    "a long name": full("", "k", ": a\n"),
    "a long id": full("id: ", "k."),
    "a long date": full("published: ", "2"),
    "a long host": full(f"{TITLE}a\n  url: https://", "a."),
    "users": full(f"{TITLE}a\n  url: https://", "a@"),
    "topics": full(f"{TOP}topics: [", "a,", "]\nen: {title: a}\n"),
    "authors": full(f"{TOP}authors: [", "{name: a},", "]\nen: {title: a}\n"),
    "categories": full("category: [", "infographik,", "]\nen: {title: a}\n"),
    "files": f"{TITLE}a\n  files:\n" + growing(lambda number: f"  - file: {number}.pdf\n"),
    "one file often": full(f"{TITLE}a\n  files:\n", "  - file: a.pdf\n"),
    "links": full(BODY, "[a](b) "),
    "links opened": full(BODY, "[a](<"),
    "many lines": full("", "a\n", "b: c\n"),
    "empty lines": full("a: b\n", "\n", " c: d\n"),
    "documents": full("", "---\n"),
    "directives": full("", "%a b\n"),
}


def test_every_bomb_is_defused() -> None:
    """Whatever fills a file, it is an entry or located problems within seconds, and memory stays small."""
    read, megabytes = read_each({name: {ENTRY: text} for name, text in FILES.items()}, seconds=5 * PATIENCE)
    assert [each.name for each in read if not each.is_an_entry_or_located()] == []
    assert {each.name: each.seconds for each in read if each.seconds > MOST_SECONDS} == {}
    assert megabytes < MOST_MEGABYTES


def test_a_larger_file_is_not_read() -> None:
    """From 256 KiB on a file is refused for its size alone."""
    ((read,), _) = read_each({"large": {ENTRY: TITLE + "a" * MAX_BYTES}}, seconds=PATIENCE)
    assert list(map(tuple, read.problems)) == [(ENTRY, 1, 1, True)]


def test_the_command_refuses_a_bomb_calmly(tmp_path: Path) -> None:
    """It says where each of the first signs stands, and ends as with any mistake."""
    ended = run(a_project(tmp_path, **{ENTRY: laughs(9)}), "build")
    assert ended.returncode == PROBLEMS
    assert f"{ENTRY}:1:5: error: " in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists()


def filled(part: str, start: str = "", end: str = "") -> str:
    """A text of nothing but this part, in quotation marks about as long as it may be."""
    size, others = (len(quoted(text).encode()) - 2 for text in (part, start + end))
    return start + part * ((LENGTH - others) // size) + end


def nested(line: str, margin: str) -> str:
    """The line again and again, each time further in."""
    return "".join(f"{margin * level}{line}\n" for level in range(int((2 * LENGTH / len(margin)) ** 0.5)))


PARTS = (
    "[", "![", "](", "[a](", "[a](<b", "[](https://a.b) ", "*a ", "a**b", "*a _", "_a", "~~a",
    "` `` ```", "\\", "<", "<a ", "<!--", "<?", "<!A ", "<![CDATA[", "&", "&#", "&amp;", '"', "word ",
    "a", "\t", "| ", "> a\n", ">", "- ", "1. a\n", "# a\n", "a\n=\n", "* ", "```\n", "[a]: b\n", "[a]: <b\n",
    '[a]: https://b.c "\n', "<http://a.b/>", "<a@b.c>", "![a](https://example.org/a.png)", "e\u0301",
    "ﷺ", "😀", "[a](https://example.org 't')", "The Organisation ", "The Organisatio ",
)  # fmt: skip
BODIES = {
    **{part: filled(part) for part in PARTS},
    "backticks": "".join(f"{'`' * number} " for number in range(1, int((2 * LENGTH) ** 0.5))),
    "a reference": filled("[a]", f"[a]: https://example.org/{'x' * min(LENGTH // 4, 1900)}\n\n"),
    "a table": filled("|a", "|a|\n|-|\n"),
    "a wide table": f"{filled('|a')[: LENGTH // 2]}|\n{filled('|-')[: LENGTH // 2]}|\n",
    "nested lists": nested("- a", "  "),
    "nested quotes": nested("> a", ">"),
    "emphasis in emphasis": filled("a *", "***", "***"),
    "empty lines": filled("\n", "a", "b"),
    "spaces": filled(" ", "a", "b"),
}


@pytest.mark.parametrize("mark", ["", "!"], ids=["links", "pictures"])
def test_a_reference_is_not_multiplied(mark: str) -> None:
    """A long address that stands once and is used often makes a text longer by so much, and no more."""
    address = f"https://example.org/{'x' * 1900}"
    few, many = (f"[a]: {address}\n\n{f'{mark}[a] ' * times}" for times in (20, 30_000))
    assert markdown_html(few, "en", ("example.org",)).count(address) == 20
    assert len(markdown_html(many, "en", ("example.org",))) < len(many) + 2 * MOST_REFERRED
    assert sum(len(block.text) for block in markdown_blocks(many)) < len(many) + 2 * MOST_REFERRED


TOGETHER = [[name] for name in BODIES] if FULL else [list(BODIES)]
"""A full run tells which body takes so long; else all of them are in one project, a month each."""


def a_project_of_bodies(folder: Path, names: Sequence[str]) -> Path:
    """For each body a month with an entry that says it in two languages, and an editor's note that does."""
    files = {}
    for number, text in enumerate(quoted(BODIES[name]) for name in names):
        month = f"{2015 + number // 12}-{number % 12 + 1:02}"
        blocks = f"en: {{title: A, body: {text}}}\nkm: {{title: ក, body: {text}}}\n"
        files[f"entries/{number}.yaml"] = (
            f"id: a{number}\npublished: {month}-10\ncategory: infographic\n{blocks}"
        )
        files[f"editions/{month}.yaml"] = f"en: {{note: {text}}}\n"
    return a_project(folder, **files)


def within_limits(folder: Path, *words: str) -> Ended:
    """The command, ended by the system once it has worked for too long (setrlimit(2), RLIMIT_CPU)."""
    limited = ["sh", "-c", f'ulimit -t {MOST_SECONDS}; exec "$@"', "sh", *command(*words)]
    return subprocess.run(limited, cwd=folder, env=environment(), capture_output=True, text=True, check=False)


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0] if FULL else "all")
def test_every_body_is_built_and_checked(tmp_path: Path, names: Sequence[str]) -> None:
    """As an entry's body and as an editor's note, in feeds, pages and mails, read back by `check`."""
    project = a_project_of_bodies(tmp_path, names)
    for word in ("build", "check"):
        ended = within_limits(project, word, "--quiet")
        assert ended.returncode == DONE, (word, ended.stderr[-2000:])
