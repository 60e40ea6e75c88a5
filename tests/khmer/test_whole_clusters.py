"""No Khmer cluster is cut anywhere in any output, with Khmer words known and without."""

import json
import quopri
import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from email import message_from_bytes
from html import unescape
from pathlib import Path

import pytest
from icu4py.breakers import CharacterBreaker

from cchr_feeds.source import read_project

# Independent of the product: what Unicode calls a mark, in the Khmer block.
KHMER_MARKS = "".join(
    chr(code) for code in range(0x1780, 0x1800) if unicodedata.category(chr(code)).startswith("M")
)
COENG = "\u17d2"
TEXT_SUFFIXES = {".html", ".xml", ".json", ".txt", ".opml", ".js", ".css"}
# A mark that follows no Khmer letter; what came before it was cut off.
ORPHAN = re.compile(f"(?<![\u1780-\u17b3{KHMER_MARKS}\u200c\u200d])[{KHMER_MARKS}]")
# A coeng that no consonant follows; what came after it was cut off.
WIDOW = re.compile(f"{COENG}(?![\u1780-\u17b3])")
SHORTENED = re.compile('([^<>"\\n]*)…')
ENCODED_WORD = re.compile(rb"=\?utf-8\?b\?([A-Za-z0-9+/=]*)\?=")


Output = tuple[Path, Path]


@pytest.fixture(scope="module", params=["real", "nasty", "with words", "without words"])
def output(request: pytest.FixtureRequest) -> Output:
    """A project and its output: the organisation's, the one that breaks feeds, one of long Khmer texts."""
    if request.param in ("real", "nasty"):
        project: Path = request.getfixturevalue(f"{request.param}_project")
        return project, project / "out"
    project = request.getfixturevalue("both_builds")
    return project, project / request.param.split()[0]


@pytest.mark.usefixtures("at_length")
def test_no_file_holds_half_a_cluster(output: Output) -> None:
    """No line, value, tag's text or encoded-word begins with a mark; nothing ends with a coeng."""
    cut = [
        (path.name, text[max(match.start() - 20, 0) : match.end() + 20])
        for path in files_of(output[1])
        for text in texts_of(path)
        for match in (ORPHAN.search(text), WIDOW.search(text))
        if match
    ]
    assert cut == []


@pytest.mark.usefixtures("at_length")
def test_what_is_shortened_ends_with_a_whole_cluster(output: Output) -> None:
    """Wherever … stands after Khmer, the source goes on with a new cluster, by ICU's reckoning."""
    project, out = output
    sources = sources_of(project)
    shortened = [
        kept.rpartition(" · ")[2][-12:]  # some lines name several titles
        for path in files_of(out)
        for text in texts_of(path)
        for kept in SHORTENED.findall(unescape(text).replace("\u200b", ""))  # which mails have between words
        if re.search("[\u1780-\u17dd]$", kept)
    ]
    assert shortened or project.name == "project"  # the nasty project has no Khmer text long enough
    for tail in set(shortened):
        assert_ends_well(tail, sources)


def assert_ends_well(tail: str, sources: list[str]) -> None:
    """Fails if no source holds the tail, or all go on within a cluster there."""
    found = [(source, source.index(tail) + len(tail)) for source in sources if tail in source]
    assert found, tail
    edges = [{end for _, end in CharacterBreaker(source, "km").segments()} for source, _ in found]
    assert any(end in each for each, (_, end) in zip(edges, found, strict=True)), tail


def files_of(out: Path) -> list[Path]:
    """Every file of an output that holds text."""
    files = [path for path in sorted(out.rglob("*")) if path.is_file()]
    return [path for path in files if path.suffix in {*TEXT_SUFFIXES, ".eml"}]


def texts_of(path: Path) -> Iterator[str]:
    """The file as it stands, and what is coded in it: JSON's strings, a message's words and parts."""
    content = path.read_bytes()
    yield content.decode("utf-8")
    if path.suffix == ".json":
        yield from strings_of(json.loads(content))
    if path.suffix == ".eml":
        yield from (b64decode(word).decode("utf-8") for word in ENCODED_WORD.findall(content))
        for part in message_from_bytes(content).walk():
            coded = str(part.get_payload()).encode() if not part.is_multipart() else b""
            encoding = part["Content-Transfer-Encoding"]
            yield (b64decode(coded) if encoding == "base64" else quopri.decodestring(coded)).decode("utf-8")


def strings_of(value: object) -> Iterator[str]:
    """Every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from (name, *strings_of(part))
    elif isinstance(value, list):
        for part in value:
            yield from strings_of(part)


def sources_of(project: Path) -> list[str]:
    """Every title and summary as it is shown in one line."""
    translations = [
        translation
        for publication in read_project(project).publications.values()
        for translation in publication.translations.values()
    ]
    return [" ".join(text.split()) for each in translations for text in (each.title, each.summary) if text]
