"""What clients report less of, or otherwise, than our feeds have: their own limits and faults, as data."""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

from clients.reported import ALL, XML, Client, Enclosure, Field, Format, Reading, Reported, value_of


@dataclass(frozen=True, slots=True)
class Limit:
    """What some clients make of fields in some formats; `says` tells it exactly, from what is right."""

    clients: tuple[str, ...]
    formats: tuple[Format, ...]
    fields: tuple[Field, ...]
    says: Callable[[Reported], object]
    reason: str

    @property
    def is_silence(self) -> bool:
        """Whether the clients keep nothing of these fields."""
        return self.says in (_nothing, _no_enclosures)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Documents that a client does not read at all, and what it says then."""

    client: str
    format: Format
    of: Callable[[Reading], bool]
    message: str
    reason: str


# --- what is said instead -------------------------------------------------------------------------


def _nothing(subject: Reported) -> None:
    return None


def _no_enclosures(subject: Reported) -> tuple[Enclosure, ...]:
    return ()


def _addresses(subject: Reported) -> tuple[Enclosure, ...]:
    return tuple(Enclosure(enclosure.url) for enclosure in subject.enclosures or ())


def _without_lengths(subject: Reported) -> tuple[Enclosure, ...]:
    return tuple(Enclosure(enclosure.url, enclosure.type) for enclosure in subject.enclosures or ())


def _first_address(subject: Reported) -> tuple[Enclosure, ...]:
    return _addresses(subject)[:1]


def _one_without_length(subject: Reported) -> tuple[Enclosure, ...]:
    every = _without_lengths(subject)
    heard = tuple(each for each in every if (each.type or "").startswith(("audio/", "video/")))
    return (heard or every)[-1:]


def _time_of_last_change(subject: Reported) -> object:
    return subject.updated


def _without_fragment(subject: Reported) -> str:
    return (subject.link or "").partition("#")[0]


def _as_bytes(subject: Reported) -> str:
    return (subject.title or "").encode("utf-8").decode("latin-1")


def _references_resolved(subject: Reported) -> str:
    return html.unescape(subject.title or "")


def _tags_taken_away(subject: Reported) -> str:
    return re.sub(r"</?(?:a|b|br|em|i|p|script|strong)\b[^>]*>", "", subject.title or "")


def _cleaned_if_it_looks_like_html(subject: Reported) -> str:
    title = subject.title or ""
    return re.sub(r"&(?!\w*;)(?=\w)", "&amp;", title) if _looks_like_html(title) else title


def _as_text_if_it_looks_like_html(subject: Reported) -> str:
    title = subject.title or ""
    return html.unescape(re.sub(r"</?b>", "**", title) if _looks_like_html(title) else title)


def _looks_like_html(title: str) -> bool:
    """As feedparser guesses it: an end tag or a reference, and no tag that HTML or its cleaner lacks."""
    tags = {tag.lower() for tag in re.findall(r"</?(\w+)", title)}
    return bool(re.search(r"</\w+>|&#?\w+;", title)) and tags <= {"a", "b", "br", "em", "i", "p", "strong"}


# --- who says it ----------------------------------------------------------------------------------

_WITH_ONE_TIME = (
    "Node rss-parser",
    "Node htmlparser2",
    "Debian newsboat",
    "Debian rss2email",
    "Debian sfeed",
)

LIMITS = (
    Limit(
        ("Debian sfeed", "Debian rss2email"),
        XML,
        ("feed title", "home page"),
        _nothing,
        "It keeps entries only.",
    ),
    Limit(_WITH_ONE_TIME, (Format.ATOM,), ("updated",), _nothing, "It keeps one time of an entry."),
    Limit(
        ("Node @extractus/feed-extractor",),
        (Format.ATOM, Format.JSON),
        ("updated",),
        _nothing,
        "It keeps one time of an entry.",
    ),
    Limit(("Node @extractus/feed-extractor",), ALL, ("enclosures",), _nothing, "It keeps no documents."),
    Limit(("Node htmlparser2",), XML, ("enclosures",), _nothing, "It keeps no documents."),
    Limit(
        ("Node rss-parser",),
        (Format.ATOM,),
        ("enclosures",),
        _no_enclosures,
        "It keeps documents of RSS only.",
    ),
    Limit(
        ("Python fastfeedparser",),
        (Format.ATOM,),
        ("enclosures",),
        _without_lengths,
        "All documents, without their lengths.",
    ),
    Limit(
        ("Debian newsboat",),
        XML,
        ("enclosures",),
        _one_without_length,
        "One document, without its length: the last audio or video file, else the last file.",
    ),
    Limit(
        ("Debian sfeed",),
        XML,
        ("enclosures",),
        _first_address,
        "The address of the first document.",
    ),
    Limit(("Debian rss2email",), XML, ("enclosures",), _addresses, "The addresses of all documents."),
    Limit(
        ("Node @extractus/feed-extractor", "Node htmlparser2"),
        (Format.ATOM,),
        ("published",),
        _time_of_last_change,
        "It reports the time of the last change instead.",
    ),
    Limit(
        ("Node @extractus/feed-extractor",),
        ALL,
        ("link",),
        _without_fragment,
        "It drops the part of an address after `#`.",
    ),
    Limit(
        ("Debian XML::Feed",),
        (Format.ATOM,),
        ("feed title", "title"),
        _as_bytes,
        "It returns text as undecoded UTF-8, which a program has to decode.",
    ),
    Limit(
        ("Node feedparser",),
        XML,
        ("feed title", "title"),
        _tags_taken_away,
        "It removes what looks like an HTML tag, such as `<b>`, from a title.",
    ),
    Limit(
        ("Node @extractus/feed-extractor", "Node @rowanmanning/feed-parser", "Debian rss2email"),
        (Format.ATOM,),
        ("title",),
        _references_resolved,
        "It shows `&amp;` in a title as `&`.",
    ),
    Limit(
        ("Python feedparser", "Python reader"),
        (Format.RSS,),
        ("title",),
        _cleaned_if_it_looks_like_html,
        "It treats a title that looks like HTML, as with `</b>`, as HTML: `AT&T` becomes `AT&amp;T`.",
    ),
    Limit(
        ("Debian rss2email",),
        (Format.RSS,),
        ("title",),
        _as_text_if_it_looks_like_html,
        "It treats a title that looks like HTML as HTML and converts it to plain text: `<b>` becomes `**`.",
    ),
)

REFUSALS = (
    Refusal(
        "Node @extractus/feed-extractor",
        Format.ATOM,
        lambda reading: not reading.entries,
        "Unrecognized feed format",
        "It does not read a feed without entries.",
    ),
)


def limit(client: Client, format_: Format, field: Field) -> Limit | None:
    """What is declared of a client, at most one thing of a field in a format."""
    found = [
        each
        for each in LIMITS
        if client.label in each.clients and format_ in each.formats and field in each.fields
    ]
    assert len(found) < 2
    return found[0] if found else None


def refusal(client: Client, format_: Format, right: Reading) -> Refusal | None:
    """What is declared of a client and a document."""
    found = (each for each in REFUSALS if (client.label, format_) == (each.client, each.format))
    return next((each for each in found if each.of(right)), None)


def said(client: Client, format_: Format, field: Field, right: Reading) -> list[object]:
    """What a client is to say of a field, where that is right, or where it is declared otherwise."""
    declared = limit(client, format_, field)
    return [
        declared.says(subject) if declared else value_of(subject, field) for subject in right.subjects(field)
    ]
