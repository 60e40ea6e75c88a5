"""What must hold between the fields of a publication, a site or an editor's file."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cchr_feeds.errors import InvalidValue, Violation
from cchr_feeds.messages import all_of, said
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.contrast import READABLE, contrast, on_light
from cchr_feeds.model.localised import Localised
from cchr_feeds.model.markdown_links import links_in, links_outside_code
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import PUBLISHED_PATHS, Site

_LANGUAGE = re.compile(
    r"([a-z]{2,3}|[a-z]{5,8})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
_MISTAKEN = {
    "kh": "km",
    "cambodian": "km",
    "khmer": "km",
    "english": "en",
    "eng": "en",
    "khm": "km",
    "vn": "vi",
    "jp": "ja",
}

# Private use (old Khmer fonts are found there) and the sign for what could not be decoded.
_UNSHOWABLE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
_ALL_BEFORE = re.compile("[\0-\ud7ff]*+")  # a class of one range is three times as fast
_YAML_NAMES = {"sender": "from"}


def language_tag(text: str) -> str:
    """A BCP 47 tag such as en, km or zh-Hant."""
    meant = _MISTAKEN.get(text.lower()) or _usual_case(text)
    if meant != text or not _LANGUAGE.fullmatch(text):
        tag = meant if _LANGUAGE.fullmatch(meant) else ""
        fix = said("write", value=tag or said("a-tag"))
        raise InvalidValue("language", said("not-a-language-tag", text=text), fix, meant=tag)
    if text in PUBLISHED_PATHS:
        raise InvalidValue(
            "language",
            said("name-of-output-folder", text=text),
            said("write-language-tag"),
        )
    return text


def _usual_case(text: str) -> str:
    first, *rest = text.replace("_", "-").split("-")
    return "-".join([first.lower(), *map(_usual_case_of_subtag, rest)])


def _usual_case_of_subtag(subtag: str) -> str:
    if len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.upper() if len(subtag) < 4 else subtag.lower()


def publication_violations(publication: Publication) -> Iterator[Violation]:
    """What is missing or contradicts itself in one publication."""
    if not publication.translations:
        yield Violation(
            (),
            "language",
            said("no-text-in-any-language"),
            said("add-language-block"),
            arguments={"missing": "language"},
        )
    if publication.published is None and publication.added is None:
        yield from _undated(publication)
    for index, term in enumerate(publication.category):
        if term in publication.category[:index]:
            yield Violation(
                ("category", index),
                "category",
                said("category-named-twice", term=term),
                said("leave-one-out"),
            )
    if publication.withdrawn:
        yield from _unexplained(publication)
    if not publication.category:
        yield Violation(("category",), "category", said("no-category"), said("name-a-term"))
    yield from _shared_addresses(publication)
    yield from _early_changes(publication)
    yield from _unshowable(publication)


def _shared_addresses(publication: Publication) -> Iterator[Violation]:
    """Readers of one language would be sent to the page in another."""
    first: dict[str, str] = {}
    for language, translation in publication.translations.items():
        if translation.url and first.setdefault(translation.url, language) != language:
            message = said("address-of-other-text", language=first[translation.url])
            fix = said("address-of-own-page", language=language)
            yield Violation((language, "url"), "same-page", message, fix, "warning")


def _early_changes(publication: Publication) -> Iterator[Violation]:
    """A change before the publication is a slip; feeds give the later of the two dates."""
    for language, translation in publication.translations.items():
        published, updated = publication.published_in(language), publication.updated_in(language)
        came_later = translation.published is not None and translation.updated is None
        if published and updated and updated.is_before(published) and not came_later:
            path = (language, "updated") if translation.updated else ("updated",)
            message, fix = said("updated-too-early", language=language), said("date-of-a-change")
            yield Violation(path, "date", message, fix, "warning")


def _unshowable(publication: Publication) -> Iterator[Violation]:
    """Characters that only the font of whoever typed them can show, and marks of a damaged text."""
    for language, translation in publication.translations.items():
        texts = (("title", translation.title), ("summary", translation.summary), ("body", translation.body))
        for name, text in texts:
            if not _ALL_BEFORE.fullmatch(text) and (found := _UNSHOWABLE.search(text)):
                message = said("readers-cannot-see", sign=found[0], number=ord(found[0]))
                yield Violation((language, name), "character", message, said("type-in-unicode"), "warning")


def _unexplained(publication: Publication) -> Iterator[Violation]:
    reason = publication.withdrawn.reason if publication.withdrawn else None
    for language in publication.translations:
        if reason and reason.language and language not in reason.values:
            message = said("no-reason-in", language=language, main=reason.language)
            yield Violation(
                ("withdrawn", "reason"),
                "translation",
                message,
                said("add-reason", language=language),
                "warning",
            )


def _undated(publication: Publication) -> Iterator[Violation]:
    undated = [language for language, text in publication.translations.items() if text.published is None]
    fix = said("add-a-date")
    if undated and len(undated) < len(publication.translations):
        message = said("no-date-in", languages=all_of(undated))
    else:
        message = said("no-date")
    if undated:
        yield Violation((), "date", message, fix, arguments={"missing": "published"})


def link_violations(publication: Publication) -> Iterator[Violation]:
    """What is wrong with the links in the bodies of a publication."""
    for language, translation in publication.translations.items():
        yield from markdown_violations(translation.body, (language, "body"))


def markdown_violations(text: str, path: tuple[str | int, ...]) -> Iterator[Violation]:
    """Links in a Markdown text that are no full addresses, or that are made to look like another's."""
    for address in links_in(text):
        if address.lower().startswith(("https://", "http://")):
            yield from _address_violations(address, path)
    for address in links_outside_code(text):
        if not address.lower().startswith(("https://", "http://", "mailto:")):
            message = said("link-does-not-work", address=address)
            yield Violation(path, "link", message, said("write-link-in-full"), "warning")


def _address_violations(address: str, path: tuple[str | int, ...]) -> Iterator[Violation]:
    try:
        web_address(address)
    except InvalidValue as refused:
        yield Violation(
            path, refused.code, said("in-the-link", address=address, why=refused.message), refused.fix
        )


def file_violations(publication: Publication) -> Iterator[Violation]:
    """Files that name neither or both of an address and a file, or whose size nobody wrote down."""
    for language, translation in publication.translations.items():
        for index, file in enumerate(translation.files):
            if (file.url is None) == (file.file is None):
                yield Violation(
                    (language, "files", index),
                    "file",
                    said("url-or-file"),
                    said("one-of-the-two"),
                    arguments={"missing": "url"},
                )
            elif file.url and file.length is None:
                path, message = (language, "files", index), said("size-unknown")
                missing = {"missing": "length"}
                yield Violation(path, "length", message, said("add-length"), "warning", missing)


def site_violations(site: Site) -> Iterator[Violation]:
    """What a site needs beside well-formed fields."""
    if not site.languages:
        yield Violation(("languages",), "language", said("no-language"), said("add-a-language"))
    if not site.categories:
        yield Violation(("categories",), "category", said("no-categories"), said("add-a-category"))
    folded: dict[str, str] = {}
    for language in site.languages:
        if folded.setdefault(language.lower(), language) != language:
            yield Violation(
                ("languages", language),
                "language",
                said("there-already", language=language),
                said("leave-one-out"),
            )
    yield from _too_light(site.brand.colour)
    yield from _untranslated(site, tuple(site.languages), ())


def _too_light(colour: str) -> Iterator[Violation]:
    """A brand colour that nobody could read on white; we show a darker one, and say so."""
    if contrast(colour, "#ffffff") < READABLE:
        shown = on_light(colour)
        message = said("too-light", colour=colour, shown=shown)
        fix = said("darker-colour")
        yield Violation(("brand", "colour"), "contrast", message, fix, "warning")


def _untranslated(
    value: object, languages: Sequence[str], path: tuple[str | int, ...]
) -> Iterator[Violation]:
    """A warning for every text that is written per language and lacks one of them."""
    if isinstance(value, Localised):
        for language in languages:
            if value.language and language not in value.values:
                message = said("not-in-language", language=language, main=value.language)
                yield Violation(path, "translation", message, said("add-text", language=language), "warning")
        return
    for key, part in _parts(value):
        yield from _untranslated(part, languages, (*path, key))


def _parts(value: object) -> Iterable[tuple[str | int, object]]:
    """The parts of a site with the names they have in YAML."""
    if dataclasses.is_dataclass(value):
        return (
            (_YAML_NAMES.get(item.name, item.name), getattr(value, item.name))
            for item in dataclasses.fields(value)
        )
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, tuple) else ()
