"""The file of an entry that is begun: what is known of it, and remarks on what else may be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cchr_feeds.model.publication import Publication
from cchr_feeds.source.entry_file import entry_text

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
