"""Fixes in the project's files what is certain, and leaves every other byte as it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from yaml.nodes import MappingNode, ScalarNode

from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.part import EDITIONS, ENTRIES, WORDS
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import read_regular
from cchr_feeds.source.checks.warnings import respellings
from cchr_feeds.source.files import SITE_FILE, text_of, yaml_files
from cchr_feeds.source.problems import ParsedFile
from cchr_feeds.source.project_reader import languages_of
from cchr_feeds.source.read import TEXTS, decoded, markdown_violations, parsed
from cchr_feeds.source.save import change, with_line_ends
from cchr_feeds.source.words_file import shape_of
from cchr_feeds.source.yaml_tree import MAX_BYTES, compose, find
from cchr_feeds.text.characters import Forbidden, forbidden

# Characters that are read while one file is fixed: a few seconds. For more mistakes, run it again.
_MOST_READ = 30_000_000
_USUAL_LANGUAGES = ("en", "km")
_PER_PROBLEM = 500  # finding what was meant by a name takes as long as reading this many characters
_FEWEST_PER_ODD = 4  # characters for each that no text may hold; a file with fewer is no text
_FIELD = re.compile(r"\s*(?:- )?\S+:(?:\s|$)")
_FIXED_WARNINGS = ("khmer-order", "slip")
_HIDING = ("language", "shape", "unknown")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is: its path, the record it holds, the languages it may hold it in."""

    path: str
    shape: type
    languages: Sequence[str]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file with mistakes that were fixed: its path in the project, its bytes and the new ones."""

    path: str
    before: bytes
    after: bytes


def fixed_files(folder: Path) -> list[Fixed]:
    """Every file of the project that can be made better; nothing is written."""
    site = _fixed_file(folder, Kind(SITE_FILE, Site, _USUAL_LANGUAGES))
    text = split_line_ends(decoded_text(site.after) or "")[0]
    languages = languages_of(compose(SITE_FILE, text)[0], text) or _USUAL_LANGUAGES
    words = {f"{WORDS}/{language}.yaml": shape_of(language) for language in languages}
    kinds = [
        *(Kind(path, Publication, languages) for path in yaml_files(folder, ENTRIES)[0]),
        *(Kind(path, EditionFile, languages) for path in yaml_files(folder, EDITIONS)[0]),
        *(Kind(path, words[path], languages) for path in yaml_files(folder, WORDS)[0] if path in words),
    ]
    files = [site, *(_fixed_file(folder, kind) for kind in kinds)]
    return [file for file in files if file.after != file.before]


def _fixed_file(folder: Path, kind: Kind) -> Fixed:
    try:
        content = read_regular(folder / kind.path, MAX_BYTES + 1)
    except OSError:
        content = b""  # which reading reports, as it does one that is too large
    return Fixed(kind.path, content, content if len(content) > MAX_BYTES else fixed_content(content, kind))


def fixed_content(content: bytes, kind: Kind) -> bytes:
    """A file's bytes, fixed; the same ones where nothing surely can be."""
    text = decoded_text(content)
    if text is None:
        return content
    before, ends = split_line_ends(text)
    return with_line_ends(_fixed(before, kind), before, ends).encode("utf-8", "surrogatepass")


def write_fixed(folder: Path, files: Sequence[Fixed]) -> None:
    """Replaces each file by its fixed self; raises `OutputFailed` at the first that can't be."""
    for file in files:
        change(folder, file.path, file.before, file.after)


# --- one text -------------------------------------------------------------------------------------


def _fixed(content: str, kind: Kind) -> str:
    r"""The text, its lines ending in \n, with everything fixed that surely can be; a right one as it is."""
    text = _checked(_without_forbidden(content), kind)
    left, stuck = _MOST_READ, set[Problem]()
    while left > 0:
        waiting = (each for each in text.problems if each.replacement and each not in stuck)
        if (problem := next(waiting, None)) is None or problem.replacement is None:
            break
        before, (start, end, new) = text.text.content, problem.replacement
        after = _checked(before[:start] + new + before[end:], kind)
        left -= len(before) + _PER_PROBLEM * len(text.problems)
        # A replacement is kept only if the text, read again, has lost its problem and gained no other. So a
        # right file is never touched, and what can only be guessed is left to people.
        if _is_better(after, text, problem):
            text = after
        else:
            stuck.add(problem)
    return text.text.content


def _checked(content: str, kind: Kind) -> ParsedFile:
    """A text with its problems from top to bottom, without rules between fields."""
    reading = parsed(text_of(kind.path, content), kind.languages)
    decoded(kind.shape, reading)
    for field in product(kind.languages, (*TEXTS, "note")):
        if isinstance(node := find(reading.root, field), ScalarNode):
            is_markdown = field[1] in ("body", "note")
            reading.report_violations(markdown_violations(node.value, field) if is_markdown else ())
            reading.report_violations(respellings(node.value, field))
    wrong = [each for each in reading.problems if each.severity == "error" or each.code in _FIXED_WARNINGS]
    return replace(reading, text=replace(reading.text, content=content), problems=sorted(wrong))


def _is_better(after: ParsedFile, before: ParsedFile, problem: Problem) -> bool:
    """Whether a change took a problem away and brought no other."""
    # A file that can't be taken apart hides what else is wrong with it: there it is enough that it can be
    # now, or as far as a later place.
    if before.root is None:
        if after.root is not None:
            return isinstance(after.root, MappingNode)  # anything else is no file of ours
        return _place(after.problems[0]) > _place(problem)
    if after.root is None:
        return False
    said, now = _kinds(before), _kinds(after)
    new = [each for each in after.problems if (each.code, each.message) in now - said]
    # A misspelt name hides something, too: below it, other problems may come to light.
    if problem.code in _HIDING:
        gone = now[problem.code, problem.message] < said[problem.code, problem.message]
        return gone and all(_place(each) > _place(problem) and each.code != "duplicate" for each in new)
    return not new and len(after.problems) < len(before.problems)


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column


def _kinds(text: ParsedFile) -> Counter[tuple[str, str]]:
    return Counter((problem.code, problem.message) for problem in text.problems)


def _without_forbidden(content: str) -> str:
    """The text without characters that no text may hold; one that parts lines is a line's end, or a space."""
    parts, end, odd = [], 0, forbidden(content)
    if len(odd) * _FEWEST_PER_ODD > len(content):
        return content
    for found in odd:
        parts += [content[end : found.offset], _instead(content, found)]
        end = found.offset + 1
    return "".join([*parts, content[end:]])


def _instead(content: str, found: Forbidden) -> str:
    if found.replacement != "\n":
        return found.character if found.replacement is None else found.replacement
    line = content[content.rfind("\n", 0, found.offset) + 1 : found.offset]
    margin = len(line) - len(line.lstrip(" "))
    return " " if _FIELD.match(line) or not margin else "\n" + " " * margin


# --- encodings and line ends ----------------------------------------------------------------------

# The longer ones first: two of them begin alike.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_UNDECODED = re.compile("[\udc80-\udcff]+")
# What Windows-1252 has and UTF-8 text of ours would have too: dashes, quotation marks, … • € ™; and a letter
# with an accent, of which two hardly ever meet.
_WESTERN = re.compile(rb"[\x80\x82\x84\x85\x8b\x91-\x97\x99\x9b\xa0\xab\xb0\xb7\xbb]+|[\xc0-\xff]")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")  # but for tabs and line ends of all kinds
_LINE_END = re.compile(r"\r+\n|\r|\n")


def decoded_text(content: bytes) -> str | None:
    """The text of a file saved as UTF-8, 16 or 32, or as Windows-1252, or partly so; else `None`.

    A byte order mark is left out. What has NULs, or control characters beside bytes that UTF-8 does not
    have, is no text: an archive, a picture.
    """
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "")
    try:
        text = content.decode(encoding) if encoding else _western(content)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _western(content: bytes) -> str:
    """The text of UTF-8 in which some bytes may be Windows-1252's; raises `UnicodeDecodeError`."""
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    odd = [run.encode("utf-8", "surrogateescape") for run in _UNDECODED.findall(text)]
    if odd and (_CONTROL.search(text) or not all(map(_WESTERN.fullmatch, odd))):
        return content.decode()
    return _UNDECODED.sub(lambda run: run[0].encode("utf-8", "surrogateescape").decode("cp1252"), text)


def split_line_ends(text: str) -> tuple[str, list[str]]:
    r"""The text with \n for every line end, and what each was; a lone \r is one, as on old computers."""
    ends = _LINE_END.findall(text)
    kept = ["\r\n" if end.startswith("\r") and end.endswith("\n") else "\n" for end in ends]
    return _LINE_END.sub("\n", text), kept
