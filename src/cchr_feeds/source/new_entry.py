"""The file of a new entry: what is known of it, and comments on what else may be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cchr_feeds.model.publication import File, Publication, Translation
from cchr_feeds.source.yaml_text import Value, field_lines

HEAD = (
    "Lines that start with # are comments, which readers never see.",
    "To use a field that stands in one, take the # and the space behind it away.",
)
_COMMENTS = {
    "id": "the permanent id; once published, never change it",
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


def entry_text(publication: Publication, head: Sequence[str], comments: Mapping[str, str]) -> str:
    """The file of a publication: `head` as comments above it, `comments` each behind the field it names.

    Only what is known when something is new is written: a withdrawal, a picture, authors, an edition
    and changes come later and by hand.
    """
    lines = [f"# {line}" for line in head]
    for name, value in _fields(publication):
        comment = f"  # {comments[name]}" if name in comments else ""
        lines += [f"{line}{comment}" for line in field_lines(name, value) if value]
    for language, translation in publication.translations.items():
        lines += [f"{language}:", *(f"  {line}".rstrip() for line in _translation(translation))]
    return "\n".join(lines) + "\n"


def _fields(publication: Publication) -> Iterator[tuple[str, Value]]:
    """The entry's own fields."""
    yield "id", publication.id
    yield "published", str(publication.published or "")
    yield "added", str(publication.added or "")
    yield "category", publication.category
    yield "topics", publication.topics
    yield "draft", "true" if publication.draft else ""


def _translation(translation: Translation) -> Iterator[str]:
    fields = {
        "title": translation.title,
        "summary": translation.summary,
        "body": translation.body,
        "url": translation.url,
        "published": translation.published and str(translation.published),
    }
    for name, value in fields.items():
        yield from field_lines(name, value) if value else ()
    if translation.files:
        yield "files:"
        for file in translation.files:
            yield from _file(file)


def _file(file: File) -> Iterator[str]:
    length = str(file.length) if file.length is not None else ""
    fields = {"url": file.url, "file": file.file, "type": file.type, "title": file.title, "length": length}
    lines = [line for name, value in fields.items() if value for line in field_lines(name, value)]
    yield f"  - {lines[0]}"
    yield from (f"    {line}" for line in lines[1:])


def new_entry_text(publication: Publication, languages: Sequence[str], head: Sequence[str] = HEAD) -> str:
    """The text of the file; `languages` are those of the site, and those without a text are hinted at."""
    lines = entry_text(publication, head, _COMMENTS).splitlines()
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
        for name, optional in _OPTIONAL_IN_LANGUAGE.items():
            if not any(line.startswith(f"  {name}:") for line in block):
                yield from (f"  {line}" for line in optional)


def _missing(language: str) -> Iterator[str]:
    yield from ("", f"# {language}:", "#   title:", "#   summary: >-", "#     …")
