"""An item becomes a draft entry: through the model, into a file's text, and read back from that."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from cchr_feeds.errors import InvalidValue
from cchr_feeds.i18n import _, any_of
from cchr_feeds.importing.classify import category_of, is_category, language_by_script
from cchr_feeds.importing.duplicates import comment, one_line
from cchr_feeds.importing.item import ANY, Document, Item, ItemText
from cchr_feeds.khmer.order import misordered
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.proposals import id_of_words, untaken
from cchr_feeds.model.publication import File, Publication, Translation
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import markdown, media_type, paragraphs, title_line, topic
from cchr_feeds.source.media_types import MEDIA_TYPES
from cchr_feeds.source.new_entry import entry_text
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.yaml_tree import MAX_BYTES
from cchr_feeds.text.characters import stored_form, visible
from cchr_feeds.text.written_dates import date_text, said_in

_MOST_TOPICS = 10
_MOST_NAMED = 3
_ANY_PAGE = frozenset("index default home page post article view node item".split())
_PAGE_ENDING = re.compile(r"\.(?:html?|php|aspx?|pdf)$", re.IGNORECASE)
_LEFT_ALONE = ("length", "twin")  # warnings that nobody can act on while importing


class Unfit(Exception):
    """Why an item becomes no entry."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A new entry, the file it is to be written to, and that file's text.

    `key` is what its source tells it from others by. `guessed` names the fields that its own text told;
    `notes` are what to know about it.
    """

    publication: Publication
    path: str
    content: str
    key: str
    guessed: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an item says, as the model has it: an entry that has no id yet.

    `comments` are those that its file gets behind a field, `notes` what to know about it.
    """

    item: Item
    publication: Publication
    comments: Mapping[str, str]
    notes: tuple[str, ...]


def proposal_of(item: Item, site: Site, category: str) -> Proposal:
    """What an item says; raises `Unfit`. `category` is for one whose text names none."""
    if item.unfit:
        raise Unfit(item.unfit)
    notes: list[str] = []
    comments = {"draft": "imported; read it, mend it, then delete this line"}
    if item.unclear_date:
        notes.append(_("its date {date!r} is not clear, and is left out", date=_shortened(item.unclear_date)))
    texts = _by_language(item, list(site.languages))
    terms, words = category_of(item.categories, list(texts.values()), site)
    if words:
        comments["category"] = f"guessed from “{words}” in its text"
    told = next((found[0] for text in texts.values() if (found := said_in(text.summary))), None)
    if told and not item.published:
        comments["published"] = "as its text says"
    topics = [*item.topics, *(each for each in item.categories if not is_category(each, site))]
    publication = Publication(
        id="",
        category=terms or ((category,) if category else ()),
        published=item.published or told,
        topics=tuple(_topics(topics)),
        draft=True,
        translations={language: _translation(text, notes) for language, text in texts.items()},
    )
    return Proposal(item, publication, comments, tuple(notes))


def _by_language(item: Item, languages: Sequence[str]) -> dict[str, ItemText]:
    texts: dict[str, ItemText] = {}
    for language, text in item.texts.items():
        meant = language_by_script(text, item.language, languages) if language == ANY else language
        if not meant:
            raise Unfit(_("it is in none of the languages of site.yaml"))
        if meant in texts:
            raise Unfit(_("it has two texts in {language!r}", language=meant))
        texts[meant] = text
    return {language: texts[language] for language in languages if language in texts}


def _translation(text: ItemText, notes: list[str]) -> Translation:
    title = _value(title_line, text.title, "title")
    if not title:
        raise Unfit(_("it has no title"))
    if misordered(visible(f"{text.title}\n{text.summary}\n{text.body}")):
        notes.append(_("Khmer letters that were typed in the wrong order are put right"))
    return Translation(
        title=title,
        summary=_value(paragraphs, text.summary, "summary"),
        body=_value(markdown, text.body, "text"),
        url=_address(text.url, notes) if text.url else None,
        files=tuple(file for each in text.documents if (file := _file(each, notes))),
    )


def _value(parse: Callable[[str], str], text: str, name: str) -> str:
    try:
        return parse(stored_form(text))
    except InvalidValue as refused:
        raise Unfit(_("its {name} does not fit: {why}", name=name, why=refused.message)) from refused


def _address(text: str, notes: list[str]) -> str | None:
    try:
        return web_address(text.strip())
    except (InvalidValue, ValueError) as error:
        reason = error.message if isinstance(error, InvalidValue) else _("it can't be coded")
        notes.append(_("a link is left out: {reason}", reason=reason))
        return None


def _file(document: Document, notes: list[str]) -> File | None:
    url = _address(document.url, notes)
    if url is None:
        return None
    suffix = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    kind = _media_type(document.type) or MEDIA_TYPES.get(suffix, "")
    if not kind:
        notes.append(_("a document is left out, because nobody says what kind it is: {url}", url=url))
        return None
    length = int(document.length) if document.length.isdecimal() and len(document.length) < 13 else 0
    return File(url=url, type=kind, length=length or None, title=_value(title_line, document.title, "file"))


def _media_type(text: str) -> str:
    try:
        return media_type(text.partition(";")[0].strip().lower())
    except InvalidValue:
        return ""


def _topics(found: Sequence[str]) -> Iterator[str]:
    kept: dict[str, None] = {}
    for each in found:
        try:
            kept.setdefault(topic(stored_form(each)))
        except InvalidValue:
            continue
    yield from [each for each in kept if each][:_MOST_TOPICS]


def draft_of(proposal: Proposal, publication: Publication, source: str, languages: Sequence[str]) -> Draft:
    """A proposal as the publication that it becomes, with its file's text.

    Raises `Unfit` unless reading the text gives the publication back.
    """
    item = proposal.item
    if not publication.category:
        raise Unfit(_without_category(item))
    key = one_line(item.key)
    head = [comment(source, key)]
    if item.unclear_date:
        head.append(f"The source has this as its date: {_shortened(item.unclear_date)}")
    content = entry_text(publication, head, proposal.comments)
    path = f"entries/{_file_name(publication)}.yaml"
    if len(content.encode()) > MAX_BYTES:
        raise Unfit(_("its text is too long for an entry's file (256 KiB)"))
    found, problems = read_entry(path, content, languages)
    wrong = next((each.message for each in problems if each.severity == "error"), "")
    if found != publication:
        raise Unfit(wrong or _("it can't be written in a way that is read as it was"))
    warnings = (each.message for each in problems if each.code not in _LEFT_ALONE)
    notes = tuple(dict.fromkeys((*proposal.notes, *warnings)))
    guessed = tuple(field for field in proposal.comments if field != "draft")
    return Draft(publication, path, content, key, guessed, notes)


def _without_category(item: Item) -> str:
    """Why an item has no category: its source names another site's, or none."""
    stated = [repr(_shortened(each)) for each in item.categories]
    if not stated:
        return _("its text names no category; say which it is with --category")
    return _(
        "no category of this site is called {names}; say which it is with --category",
        names=any_of(stated[:_MOST_NAMED]),
    )


def _file_name(publication: Publication) -> str:
    date = f"{date_text(publication.published)[:10]}-" if publication.published else ""
    return f"{date}{publication.id}"


def _shortened(text: str) -> str:
    return one_line(text)[:100]


def proposed_id(proposal: Proposal, taken: Container[str]) -> str:
    """An id that nothing has yet, from the name the source has for it, its address, its title or its key."""
    language, first = next(iter(proposal.publication.translations.items()))
    page = _PAGE_ENDING.sub("", unquote(urlsplit(first.url or "").path).rstrip("/").rpartition("/")[2])
    wishes = (id_of_words(text) for text in (proposal.item.name, page, proposal.item.title))
    telling = (wish for wish in wishes if wish and not wish.isdecimal() and wish not in _ANY_PAGE)
    digest = hashlib.sha256(proposal.item.key.encode("utf-8", "replace")).hexdigest()[:8]
    return untaken(next(telling, f"{language.lower()}-{digest}"), taken)
