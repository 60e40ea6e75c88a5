"""The file of a new entry: what is known of it, and comments on what else may be written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace

from cchr_feeds.model.fields import fields_of
from cchr_feeds.model.publication import Publication
from cchr_feeds.source.yaml_text import field_lines

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

    Only what is known when something is new: a withdrawal and pictures come later and by hand.
    """
    lines = [f"# {line}" for line in head]
    for name, field in _fields(publication):
        comment = f"  # {comments[name]}" if name in comments else ""
        lines += [f"{line}{comment}" for line in field]
    return "\n".join([*lines, ""])


def new_entry_text(publication: Publication, languages: Sequence[str], head: Sequence[str] = HEAD) -> str:
    """The text of the file; `languages` are those of the site, and those without a text are hinted at."""
    lines = list(_OPTIONAL)
    for language, translation in publication.translations.items():
        lines += ["", f"{language}:", *_indented(translation)]
        left_out = (name for name in _OPTIONAL_IN_LANGUAGE if not getattr(translation, name))
        lines += [f"  {line}" for name in left_out for line in _OPTIONAL_IN_LANGUAGE[name]]
    for language in (each for each in languages if each not in publication.translations):
        lines += ["", f"# {language}:", "#   title:", "#   summary: >-", "#     …"]
    return entry_text(replace(publication, translations={}), head, _COMMENTS) + "\n".join([*lines, ""])


def _fields(record: object) -> Iterator[tuple[str, list[str]]]:
    """The lines of each field that says something."""
    for field in fields_of(type(record)):  # type: ignore[arg-type]  # a class is hashable
        value = getattr(record, field.name)
        if field.keys_stand_beside:
            yield from ((key, [f"{key}:", *_indented(block)]) for key, block in value.items())
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            yield field.key, [f"{field.key}:", *(line for item in value for line in _item(item))]
        elif value:
            written = value if isinstance(value, tuple) else "true" if value is True else str(value)
            yield field.key, field_lines(field.key, written)


def _indented(record: object) -> list[str]:
    return [f"  {line}".rstrip() for _, field in _fields(record) for line in field]


def _item(record: object) -> Iterator[str]:
    first, *others = _indented(record)
    yield f"  - {first.lstrip()}"
    yield from (f"  {line}" for line in others)
