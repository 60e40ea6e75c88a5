"""A new entry as the text of its file, written as people write it, and read back before it is trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.model.publication import File, Publication, Translation
from cchr_feeds.model.rules import file_violations, link_violations, publication_violations
from cchr_feeds.source.attachments import with_local_files
from cchr_feeds.source.decode import decoder
from cchr_feeds.source.document import compose
from cchr_feeds.source.files import Text
from cchr_feeds.source.proofreading import language_violations
from cchr_feeds.source.reading import Reading
from cchr_feeds.text.characters import forbidden, is_plain
from cchr_feeds.text.written_dates import date_text

_RULES = (publication_violations, file_violations, link_violations, language_violations)
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
        yield from summary_lines(translation.summary)
    if translation.body:
        yield from body_lines(translation.body)
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


def summary_lines(text: str) -> Iterator[str]:
    """The field `summary`, folded: a line break in the file is a space, an empty line a line break."""
    paragraphs = text.split("\n")
    if not all(_FOLDED.fullmatch(paragraph) for paragraph in paragraphs if paragraph) or not paragraphs[0]:
        yield f"summary: {_quoted(text)}"
        return
    yield "summary: >-"
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


def body_lines(text: str) -> Iterator[str]:
    """The field `body`, its line breaks as they are."""
    lines = text.split("\n")
    if any(line != line.rstrip() for line in lines):
        yield f"body: {_quoted(text)}"
        return
    yield "body: |"
    yield from (f"  {line}" for line in lines)


def scalar(text: str) -> str:
    """One line of text as a value in YAML, without quotation marks where nobody needs them."""
    return text if _PLAIN.fullmatch(text) and not _ANOTHER_TYPE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """A value in JSON, which is YAML too and leaves no sign a meaning of its own."""
    return json.dumps(text, ensure_ascii=False)


def read_back(
    path: str, content: str, languages: Sequence[str], folder: Path | None = None
) -> tuple[Publication | None, list[Problem]]:
    """What the text of an entry's file says to a site with these languages, and what is wrong with it.

    Nothing comes back of one with an error, and warnings stop nothing. Where the project's `folder` is given,
    the files that are to lie beside the entry are looked for.
    Its id and its categories are not compared with those of other entries and of the site.
    """
    unfit = [Problem(path, 1, 1, "character", each.reason, each.fix) for each in forbidden(content)]
    root, problems = compose(path, content) if not unfit else (None, unfit)
    text = Text(path, content, plain=is_plain(content))
    reading = Reading(text, languages, root, problems)
    found = decoder(Publication)(root, reading) if root else None
    reading.refused = tuple(reading.problems)
    if not isinstance(found, Publication):
        return None, reading.problems
    for rules in _RULES:
        reading.report_violations(rules(found))
    if folder is not None:
        found = with_local_files(found, folder, reading)
    is_wrong = any(each.severity == "error" for each in reading.problems)
    return None if is_wrong else found, reading.problems
