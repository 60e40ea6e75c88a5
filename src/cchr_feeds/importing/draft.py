"""An item becomes a draft entry, once: through the model, into a file's text, and read back from that."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from cchr_feeds.i18n import Text, _, any_of
from cchr_feeds.importing.raw_source import ANY, Document, Item, ItemText
from cchr_feeds.khmer.order import misordered
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.part import ENTRIES
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import File, Publication, Translation
from cchr_feeds.model.rules import meant_language
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import id_of_words, markdown, media_type, paragraphs, title_line, topic, untaken
from cchr_feeds.problem import InvalidValue
from cchr_feeds.segmentation.words import names_in
from cchr_feeds.source import read_lock
from cchr_feeds.source.attachments import media_type as media_type_of
from cchr_feeds.source.files import read_text
from cchr_feeds.source.read import read_entry
from cchr_feeds.source.yaml_text import entry_text
from cchr_feeds.source.yaml_tree import MAX_BYTES
from cchr_feeds.text.characters import is_plain, search_key, stored_form, visible, without_forbidden
from cchr_feeds.text.date_parsing import said_in
from cchr_feeds.text.scripts import main_script, scripts_of, share

# Nothing comes in twice, whatever became of it since: this comment in an entry's file says what its source
# calls it. It survives another id, another name of the file and a fresh checkout; where it was deleted, the
# address or the title still tells. It is the same in every language of messages: any of them may run next.
_COMMENT = re.compile(r"^# Imported from [^\n]*?: (\S[^\n]*)$", re.MULTILINE)
_LONGEST_KEY = 300
_MOST_TOPICS = 10
_MOST_NAMED = 3
_ANY_PAGE = frozenset("index default home page post article view node item".split())
_PAGE_ENDING = re.compile(r"\.(?:html?|php|aspx?|pdf)$", re.IGNORECASE)
_MOSTLY = 0.3  # as in text/language.py: a text may hold many English names
_LOOKED_AT = 2000  # characters, enough to know a script
_LEFT_ALONE = ("length", "twin")  # warnings that nothing can be done about while importing


class Rejected(Exception):
    """Why an item becomes no entry."""


@dataclass(frozen=True, slots=True)
class ImportedDraft:
    """A new draft. `guessed` are the fields that its own text told, `published` is an ISO date or empty."""

    id: str
    path: str
    titles: Mapping[str, str]
    published: str
    category: tuple[str, ...]
    guessed: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A new entry, the text of its file, and what is said of it."""

    publication: Publication
    content: str
    taken: ImportedDraft


class Drafting:
    """Makes items drafts one after the other, each knowing what those before it are called."""

    def __init__(self, folder: Path, project: Project, source: str, category: str, now: datetime) -> None:
        self._site, self._source, self._category = project.site, source, category
        self._known = _Known(folder, project)
        self._ids = dict.fromkeys((*project.places, *read_lock(folder).lines), 1)
        self._files = dict.fromkeys((path.stem for path in (folder / ENTRIES).glob("*.yaml")), 1)
        self._moments = _moments(now, project)

    def draft(self, item: Item, ui: str) -> Draft:
        """The item as a draft, with comments in a language of the program (`ui`).

        Raises `Rejected`, also where reading its text would not give it back.
        """
        if item.unfit:
            raise Rejected(item.unfit)
        notes: list[str] = []
        publication, comments = self._publication(item, notes)
        key = _one_line(item.key)
        if known := self._known.reason(publication, key):
            raise Rejected(known)
        if not publication.category:
            raise Rejected(_without_category(item))
        head = [_comment(self._source, key)]
        if item.unclear_date:
            date = shortened(item.unclear_date)
            head.append(_("The source has this as its date: {date}", date=date))
        published = str(publication.published or "")
        name = _untaken("-".join(filter(None, (published[:10], publication.id))), self._files)
        path, content = f"{ENTRIES}/{name}.yaml", entry_text(publication, head, comments, ui)
        notes += _warnings(path, content, publication, list(self._site.languages))
        self._ids.setdefault(publication.id, 1)
        self._files.setdefault(name, 1)
        self._known.add(publication, [key], path)
        titles = {language: text.title for language, text in publication.translations.items()}
        guessed = tuple(field for field in comments if field != "draft")
        noted = tuple(dict.fromkeys(notes))
        taken = ImportedDraft(publication.id, path, titles, published, publication.category, guessed, noted)
        return Draft(publication, content, taken)

    def _publication(self, item: Item, notes: list[str]) -> tuple[Publication, Mapping[str, str]]:
        """What an item says, as the model has it, and the comments that its file gets behind fields."""
        comments = {"draft": _("imported; read it, correct it, then delete this line")}
        if item.unclear_date:
            date = shortened(item.unclear_date)
            notes.append(_("its date {date!r} is ambiguous, so it is left out", date=date))
        texts = _by_language(item, list(self._site.languages))
        terms, other_kinds = categories_named(item.categories, self._site)
        if not terms and (found := category_mentioned(list(texts.values()), self._site)):
            terms = (found[0],)
            comments["category"] = _("guessed from “{words}” in its text", words=found[1])
        told = next((said[0] for text in texts.values() if (said := said_in(text.summary))), None)
        if told and not item.published:
            comments["published"] = _("as its text says")
        translations = {language: _translation(text, notes) for language, text in texts.items()}
        topics = dict.fromkeys(_value_or_nothing(topic, each) for each in (*item.topics, *other_kinds))
        published, added = item.published or told, next(self._moments)
        publication = Publication(
            id=_untaken(_proposed_id(item, translations), self._ids),
            category=terms or ((self._category,) if self._category else ()),
            published=published,
            added=None if published else added,
            topics=tuple(filter(None, topics))[:_MOST_TOPICS],
            draft=True,
            translations=translations,
        )
        return publication, comments


def _untaken(wish: str, taken: dict[str, int]) -> str:
    """The wish, or the first of wish-2, wish-3, … that is not taken; `taken` has the number to go on from."""
    found = untaken(wish, taken, taken.get(wish, 1))
    if found != wish:
        # So that of a thousand equal wishes none tries all numbers anew.
        taken[wish] = int(found.removeprefix(f"{wish}-"))
    return found


def _moments(now: datetime, project: Project) -> Iterator[PartialDate]:
    """Moments for `added`, each a minute before the last, and none that an entry has already."""
    zone = project.site.timezone
    taken = {each.added.start(zone) for each in project.publications.values() if each.added}
    moment = now.astimezone(zone).replace(second=0, microsecond=0)
    while True:
        if moment not in taken:
            yield PartialDate(moment, Precision.TIME)
        # Lists and feeds have the newest first, so the first item gets the latest moment.
        moment -= timedelta(minutes=1)


def _by_language(item: Item, languages: Sequence[str]) -> dict[str, ItemText]:
    texts: dict[str, ItemText] = {}
    for language, text in item.texts.items():
        meant = language_by_script(text, item.language, languages) if language == ANY else language
        if meant in texts:
            raise Rejected(_("it has two texts in {language!r}", language=meant))
        texts[meant] = text
    if not texts.keys() & set(languages):
        raise Rejected(_("it is in none of the languages of site.yaml"))
    return {language: texts[language] for language in languages if language in texts}


def _translation(text: ItemText, notes: list[str]) -> Translation:
    title = _value(title_line, text.title, _("title"))
    if not title:
        raise Rejected(_("it has no title"))
    words = f"{text.title}\n{text.summary}\n{text.body}"
    if not is_plain(words) and misordered(visible(words)):
        notes.append(_("Khmer letters typed in the wrong order are put right"))
    return Translation(
        title=title,
        summary=_value(paragraphs, text.summary, _("summary")),
        body=_value(markdown, text.body, _("text")),
        url=_address(text.url, notes) if text.url else None,
        files=tuple(file for each in text.documents if (file := _file(each, notes))),
    )


def _value(parse: Callable[[str], str], text: str, name: str) -> str:
    try:
        return parse(stored_form(text))
    except InvalidValue as refused:
        raise Rejected(_("its {name} does not fit: {why}", name=name, why=refused.message)) from refused


def _value_or_nothing(parse: Callable[[str], str], text: str) -> str:
    with suppress(InvalidValue):
        return parse(stored_form(text))
    return ""


def _address(text: str, notes: list[str]) -> str | None:
    try:
        text = text.strip()
        return web_address(f"https://{text}" if text.lower().startswith("www.") else text)
    except (InvalidValue, ValueError) as error:
        reason = error.message if isinstance(error, InvalidValue) else _("it can't be encoded")
        notes.append(_("a link is left out: {reason}", reason=reason))
        return None


def _file(document: Document, notes: list[str]) -> File | None:
    url = _address(document.url, notes)
    if url is None:
        return None
    stated = document.type.partition(";")[0].strip().lower()
    kind = _value_or_nothing(media_type, stated) or media_type_of(unquote(urlsplit(url).path))
    if not kind:
        notes.append(_("a document is left out, because its type is unknown: {url}", url=url))
        return None
    length = int(document.length) if document.length.isdecimal() and len(document.length) < 13 else 0
    return File(
        url=url, type=kind, length=length or None, title=_value(title_line, document.title, _("file"))
    )


def _proposed_id(item: Item, translations: Mapping[str, Translation]) -> str:
    """An id from the name the source has for an item, its address, its title or its key."""
    language, first = next(iter(translations.items()))
    page = _PAGE_ENDING.sub("", unquote(urlsplit(first.url or "").path).rstrip("/").rpartition("/")[2])
    wishes = map(id_of_words, (item.name, page, item.title))
    telling = (wish for wish in wishes if wish and not wish.isdecimal() and wish not in _ANY_PAGE)
    digest = hashlib.sha256(item.key.encode("utf-8", "replace")).hexdigest()[:8]
    return next(telling, f"{language.lower()}-{digest}")


def _without_category(item: Item) -> str:
    """Why an item has no category: its source names another site's, or none."""
    if not item.categories:
        return _("its text names no category; give one with --category")
    names = any_of([repr(shortened(each)) for each in item.categories[:_MOST_NAMED]])
    return _("no category of this site is called {names}; give one with --category", names=names)


def _warnings(path: str, content: str, publication: Publication, languages: Sequence[str]) -> list[str]:
    """What reading the file warns of; raises `Rejected` unless it gives the publication back."""
    if len(content.encode()) > MAX_BYTES:
        raise Rejected(_("its text is too long for an entry's file (256 KiB)"))
    found, problems = read_entry(path, content, languages)
    if found != publication:
        wrong = next((each.message for each in problems if each.severity == "error"), "")
        raise Rejected(wrong or _("it can't be written so that it reads back the same"))
    return [each.message for each in problems if each.code not in _LEFT_ALONE]


def shortened(text: str) -> str:
    """The beginning of a text, in one line; one of the program's own texts as it is."""
    return text if isinstance(text, Text) else _one_line(text)[:100]


# --- What only texts tell: a language by its script, a category by the words --------------------------


def language_by_script(text: ItemText, said: str, languages: Sequence[str]) -> str:
    """Which of the site's languages a text is in; empty where none has its script.

    The script decides. What the source says decides between languages of one script; else it is the first.
    """
    words = f"{text.title}\n{text.summary or text.body}"[:_LOOKED_AT]
    own = [each for each in languages if share(words, scripts_of(each) - {"Latn"}) >= _MOSTLY]
    fitting = own or [each for each in languages if main_script(words) in scripts_of(each)]
    meant = meant_language(said)
    same = [each for each in fitting if each in (meant, meant.partition("-")[0])]
    return next(iter([*same, *fitting]), "")


def categories_named(stated: Sequence[str], site: Site) -> tuple[tuple[str, ...], list[str]]:
    """The site's categories that a source names, and what it names beside them."""
    terms = {_key(name): term for term in site.categories for name in _names(term, site)}
    named = {kind: terms.get(_key(kind)) for kind in stated}
    return tuple(dict.fromkeys(filter(None, named.values()))), [kind for kind in stated if not named[kind]]


def category_mentioned(texts: Sequence[ItemText], site: Site) -> tuple[str, str] | None:
    """The site's category that a text names first, and its words there; titles come before texts."""
    for words in (*(text.title for text in texts), *(text.summary or text.body for text in texts)):
        if found := min(_mentions(words, site), default=None):
            return found[2:]
    return None


def _names(term: str, site: Site) -> Iterator[str]:
    info = site.categories[term]
    yield from (each.replace("-", " ") for each in (term, *info.former))
    yield from dict.fromkeys((info.label.default, *info.label.values.values()))


def _key(name: str) -> str:
    """One form for "Fact sheets", "fact-sheet" and "Fact Sheet"."""
    return re.sub(r"[\s_-]+", " ", search_key(name)).strip().removesuffix("s")


def _mentions(words: str, site: Site) -> Iterator[tuple[int, int, str, str]]:
    """Where a category is named in a text; of two at one place the longer name comes first."""
    for term in site.categories:
        for name in _names(term, site):
            if place := _place(name, words):
                yield place[0], -len(name), term, " ".join(words[slice(*place)].split())


def _place(name: str, words: str) -> tuple[int, int] | None:
    """Where a name first stands in a text."""
    if not name.isascii():
        return next(iter(names_in(words, [name])), None)  # scripts without spaces: only whole letters count
    parts = [re.escape(part) for part in re.split(r"[\s_-]+", name.removesuffix("s"))]
    pattern = r"(?<![^\W_])" + r"[\s_-]+".join(parts) + r"(?:s|es)?(?![^\W_])"
    match = re.search(pattern, words, re.IGNORECASE)
    return match.span() if match else None


# --- What is known already ------------------------------------------------------------------------


def _comment(source: str, key: str) -> str:
    """The line that an imported entry is recognised by: the source's name, and what tells it from others."""
    name = " ".join(without_forbidden(source).replace(":", " ").split()) if ": " in source else source
    return f"Imported from {without_forbidden(name)[:200]}: {key}"


def _one_line(key: str) -> str:
    """A key as it can stand in a comment; a very long one is shortened to what tells it from others."""
    plain = " ".join(stored_form(without_forbidden(key)).split())
    if len(plain) <= _LONGEST_KEY:
        return plain
    return f"{plain[:60]}… {hashlib.sha256(plain.encode()).hexdigest()[:16]}"


_WHOLE, _BEGINNING = True, False


class _Known:
    """What the project has, or will have, by the source's key, by address, and by title in a language."""

    def __init__(self, folder: Path, project: Project) -> None:
        self._keys: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._titles: dict[tuple[str, str, tuple[int, ...], bool], str] = {}
        addresses = Counter(url for each in project.publications.values() for url in _addresses(each))
        for publication in project.publications.values():
            place = project.places[publication.id]
            self.add(publication, _COMMENT.findall(read_text(folder, place).content), place)
            # The page of a whole list, which many entries lead to, tells none of them from the others.
            self._addresses |= {url: place for url in _addresses(publication) if addresses[url] == 1}

    def add(self, publication: Publication, keys: list[str], place: str) -> None:
        """Remembers a publication by its keys and titles, and the file it is in."""
        for key in keys:
            self._keys.setdefault(key.strip(), place)
        for language, title, day in _titles(publication):
            self._titles.setdefault((language, title, day, _WHOLE), place)
            for known in range(len(day) + 1):
                self._titles.setdefault((language, title, day[:known], _BEGINNING), place)

    def reason(self, publication: Publication, key: str) -> str:
        """Why a publication is known, with the file it is in; nothing if it is new."""
        if key in self._keys:
            return _("it is there already, in {file}", file=self._keys[key])
        for url in _addresses(publication):
            if url in self._addresses:
                return _("its address is there already, in {file}", file=self._addresses[url])
        for language, title, day in _titles(publication):
            for each in [(day, _BEGINNING), *((day[:known], _WHOLE) for known in range(len(day)))]:
                if place := self._titles.get((language, title, *each)):
                    return _("its title is there already, in {file}", file=place)
        return ""


def _addresses(publication: Publication) -> set[str]:
    return {text.url for text in publication.translations.values() if text.url}


def _titles(publication: Publication) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Each language with its title, and as much as is known of the date's year, month and day."""
    for language, translation in publication.translations.items():
        date = publication.published_in(language)
        # Of two dates that may be the same, one begins the other.
        day = date.written.timetuple()[: min(date.precision, Precision.DAY)] if date else ()
        yield language, search_key(translation.title), day
