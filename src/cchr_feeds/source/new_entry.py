"""The file of a new entry: what is known of it, and comments on what else may be written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from cchr_feeds.model.publication import File, Publication, Translation
from cchr_feeds.text.written_dates import date_text

HEAD = (
    "Lines that start with # are remarks, which readers never see.",
    "To use a field that stands in one, take the # and the space behind it away.",
)
_REMARKS = {
    "id": "the permanent name; once published, never change it",
    "published": "the day it comes out; only the month (2024-10) or the year, if no more is known",
    "added": "when it came into this folder",
    "draft": "nothing of it reaches readers; take this line away when it is ready",
}
_OPTIONAL = (
    "# topics: [land, elections]  # free words to find it by",
    "# edition: 2024-10  # the month of the newsletter it belongs to, if not that of published",
    "# updated: 2024-10-10  # the day of a change that readers should notice",
    "# authors: [{name: A partner organisation}]  # if it is not only your own organisation's",
)
_OPTIONAL_IN_LANGUAGE: Mapping[str, tuple[str, ...]] = {
    "summary": (
        "# summary: >-",
        "#   Plain text, which the newsletter shows. An empty line starts a new paragraph.",
    ),
    "body": (
        "# body: |",
        "#   The full text, in Markdown: **bold**, *italic*, [words](https://example.org/).",
    ),
    "url": ("# url: https://example.org/report  # where it can be read; without it, a page is made",),
    "files": ("# files: [{file: report.pdf, title: The report}]  # documents beside this file",),
    "image": ("# image: {url: https://example.org/picture.jpg, alt: What it shows}",),
}

_WIDTH = 96
# Of what YAML allows without quotes, what no editor and no version of YAML takes for anything but text.
_PLAIN = re.compile(r"(?!.*(?:: |:$| #))[^\W\d_][^\s\\]*(?: [^\s\\]+)*")
_ANOTHER_TYPE = re.compile(r"true|false|null|yes|no|on|off|y|n|\.?inf|\.?nan", re.IGNORECASE)
_FOLDED = re.compile(r"\S+(?: \S+)*")


def entry_text(publication: Publication, head: Sequence[str], remarks: Mapping[str, str]) -> str:
    """The file of a publication: `head` as remarks above it, `remarks` each behind the field it names.

    Only what is known when something is new is written: a withdrawal, a picture, authors, an edition
    and changes come later and by hand.
    """
    lines = [f"# {line}" for line in head]
    for name, value in _fields(publication):
        remark = f"  # {remarks[name]}" if name in remarks else ""
        lines.append(f"{name}: {value}{remark}")
    for language, translation in publication.translations.items():
        lines += [f"{language}:", *(f"  {line}".rstrip() for line in _translation(translation))]
    return "\n".join(lines) + "\n"


def _fields(publication: Publication) -> Iterator[tuple[str, str]]:
    """The entry's own fields that say something, as they are written."""
    yield "id", scalar(publication.id)
    if publication.published:
        yield "published", date_text(publication.published)
    if publication.added:
        yield "added", date_text(publication.added)
    terms = [scalar(term) for term in publication.category]
    yield "category", terms[0] if len(terms) == 1 else _in_brackets(terms)
    if publication.topics:
        yield "topics", _in_brackets([_quoted(topic) for topic in publication.topics])
    if publication.draft:
        yield "draft", "true"


def _in_brackets(values: Sequence[str]) -> str:
    return f"[{', '.join(values)}]"


def _translation(translation: Translation) -> Iterator[str]:
    yield f"title: {scalar(translation.title)}"
    if translation.summary:
        yield from folded_lines("summary", translation.summary)
    if translation.body:
        yield from literal_lines("body", translation.body)
    if translation.url:
        yield f"url: {scalar(translation.url)}"
    if translation.published:
        yield f"published: {date_text(translation.published)}"
    if translation.files:
        yield "files:"
        for file in translation.files:
            yield from _file(file)


def _file(file: File) -> Iterator[str]:
    fields = {"url": file.url, "file": file.file, "type": file.type, "title": file.title}
    written = [f"{name}: {scalar(value)}" for name, value in fields.items() if value]
    if file.length is not None:
        written.append(f"length: {file.length}")
    for mark, line in zip(("- ", *("  " for _ in written[1:])), written, strict=True):
        yield f"  {mark}{line}"


def folded_lines(name: str, text: str) -> Iterator[str]:
    """A field with text that is folded: a line break in the file is a space, an empty line a line break."""
    paragraphs = text.split("\n")
    if not all(_FOLDED.fullmatch(paragraph) for paragraph in paragraphs if paragraph) or not paragraphs[0]:
        yield f"{name}: {_quoted(text)}"
        return
    yield f"{name}: >-"
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ""
        yield from (f"  {line}" for line in _wrapped(paragraph))


def _wrapped(paragraph: str) -> Iterator[str]:
    """Lines broken at spaces only: anywhere else a break would be read as a space."""
    line = ""
    for word in paragraph.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH - 4:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def literal_lines(name: str, text: str) -> Iterator[str]:
    """A field with text, its line breaks as they are."""
    lines = text.split("\n")
    if any(line != line.rstrip() for line in lines):
        yield f"{name}: {_quoted(text)}"
        return
    yield f"{name}: |"
    yield from (f"  {line}" for line in lines)


def scalar(text: str) -> str:
    """One line of text as a value in YAML, without quotation marks where nobody needs them."""
    return text if _PLAIN.fullmatch(text) and not _ANOTHER_TYPE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """A value in JSON, which is YAML too and leaves no sign a meaning of its own."""
    return json.dumps(text, ensure_ascii=False)


def new_entry_text(publication: Publication, languages: Sequence[str], head: Sequence[str] = HEAD) -> str:
    """The text of the file; `languages` are those of the site, and those without a text are hinted at."""
    lines = entry_text(publication, head, _REMARKS).splitlines()
    first = lines.index(f"{next(iter(publication.translations))}:")
    blocks = _blocks(publication, lines[first:])
    missing = (_missing(language) for language in languages if language not in publication.translations)
    return "\n".join([*lines[:first], *_OPTIONAL, *blocks, *(line for each in missing for line in each), ""])


def _blocks(publication: Publication, lines: Sequence[str]) -> Iterator[str]:
    """The blocks of the languages, each followed by what else may stand in it."""
    starts = [lines.index(f"{language}:") for language in publication.translations]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        block = lines[start:end]
        yield ""
        yield from block
        for name, remark in _OPTIONAL_IN_LANGUAGE.items():
            if not any(line.startswith(f"  {name}:") for line in block):
                yield from (f"  {line}" for line in remark)


def _missing(language: str) -> Iterator[str]:
    yield from ("", f"# {language}:", "#   title:", "#   summary: >-", "#     …")
