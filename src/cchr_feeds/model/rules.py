"""What must hold between the fields of a publication, a site or an edition file."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping

from cchr_feeds.i18n import _, all_of
from cchr_feeds.model.addresses import TOKEN
from cchr_feeds.model.colours import READABLE, contrast, palette
from cchr_feeds.model.fields import fields_of
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import LOOPBACK, Localised
from cchr_feeds.problem import InvalidValue, NodePath, Violation

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
# No language has a tag of 5 to 8 letters (RFC 5646 §2.2.1): such a word is its name, or a folder of out/.
_LONGEST_TAG = 100  # characters; RFC 5646 §4.4.1 wants at least 35 to be expected
_MISTAKEN = {
    **dict.fromkeys(("kh", "khm", "khmer", "cambodian"), "km"),
    **dict.fromkeys(("eng", "english"), "en"),
    "nepalese": "ne",
    "vn": "vi",
    "jp": "ja",
}

# Private use, where old Khmer fonts have letters, and the replacement character U+FFFD.
_UNSHOWABLE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
_ALL_BEFORE = re.compile("[\0-\ud7ff]*+")  # a class of one range is three times as fast


def language_tag(text: str) -> str:
    """A BCP 47 tag such as en, km or zh-Hant."""
    meant = _MISTAKEN.get(text.lower()) or _usual_case(text)
    if meant != text or not _LANGUAGE.fullmatch(text):
        tag = meant if _LANGUAGE.fullmatch(meant) else ""
        message = _("{text!r} is not a language tag (BCP 47)", text=text)
        fix = _("write {value}", value=tag or _("a tag such as en or km"))
        raise InvalidValue("language", message, fix, meant=tag)
    return text


def meant_language(text: str) -> str:
    """The language tag that was probably meant; the text itself where there is no guess."""
    if len(text) > _LONGEST_TAG:
        return text
    try:
        return language_tag(text)
    except InvalidValue as refused:
        return refused.meant or text


def _usual_case(text: str) -> str:
    """The tag with its script as in Hant, its region as in KH, and the rest in small letters (BCP 47)."""
    first, *rest = text.lower().replace("_", "-").split("-")
    cased = (
        part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) < 4 else part
        for part in rest
    )
    return "-".join([first, *cased])


def publication_violations(publication: Publication) -> Iterator[Violation]:
    """What is missing or contradicts itself in one publication."""
    if not publication.translations:
        message = _("this entry has no text in any language")
        fix = _("add a block such as en: with a title under it")
        yield Violation((), "language", message, fix, arguments={"missing": "language"})
    yield from _undated(publication)
    for index, term in enumerate(publication.category):
        if term in publication.category[:index]:
            message = _("the category {term!r} is named twice", term=term)
            yield Violation(("category", index), "category", message, _("leave one of them out"))
    if publication.withdrawn:
        yield from _untranslated(publication.withdrawn, publication.translations, ("withdrawn",))
    if not publication.category:
        message, fix = _("this entry has no category"), _("name a term from site.yaml")
        yield Violation(("category",), "category", message, fix)
    yield from _shared_addresses(publication)
    yield from _early_changes(publication)
    yield from _unshowable(publication)


def _shared_addresses(publication: Publication) -> Iterator[Violation]:
    """Readers of one language would be sent to the page in another."""
    first: dict[str, str] = {}
    for language, translation in publication.translations.items():
        if translation.url and first.setdefault(translation.url, language) != language:
            message = _("this is also the address of the {language!r} text", language=first[translation.url])
            fix = _(
                "write the address of the {language!r} page, or leave url: out and the build makes a page",
                language=language,
            )
            yield Violation((language, "url"), "same-page", message, fix, "warning")


def _early_changes(publication: Publication) -> Iterator[Violation]:
    """A change before the publication is a slip; feeds give the later of the two dates."""
    for language, translation in publication.translations.items():
        published, updated = publication.published_in(language), publication.updated_in(language)
        came_later = translation.published is not None and translation.updated is None
        if published and updated and updated.is_before(published) and not came_later:
            path = (language, "updated") if translation.updated else ("updated",)
            message = _("it was updated before it was published in {language!r}", language=language)
            fix = _("write the date of a change that readers should notice, or leave updated: out")
            yield Violation(path, "date", message, fix, "warning")


def _unshowable(publication: Publication) -> Iterator[Violation]:
    """Private-use characters, which only the author's font can show, and U+FFFD, left in a damaged text."""
    for language, translation in publication.translations.items():
        for name in ("title", "summary", "body"):
            text: str = getattr(translation, name)
            if not _ALL_BEFORE.fullmatch(text) and (found := _UNSHOWABLE.search(text)):
                values = {"character": found[0], "number": ord(found[0])}
                message = _("readers can't see the character {character!r} (U+{number:04X})", **values)
                fix = _("type it again in Unicode")
                yield Violation((language, name), "character", message, fix, "warning")


def _undated(publication: Publication) -> Iterator[Violation]:
    published, added = publication.published_in, publication.added_in
    undated = [each for each in publication.translations if not (published(each) or added(each))]
    if undated:
        message = _("this entry has no date")
        if len(undated) < len(publication.translations):
            message = _("this entry has no date in {languages}", languages=all_of(undated))
        fix = _("add published: with its date or, if that is unknown, added: with today's date")
        yield Violation((), "date", message, fix, arguments={"missing": "published"})


def file_violations(publication: Publication) -> Iterator[Violation]:
    """Files and pictures with neither or both of an address and a file, and enclosures of unknown size."""
    told = set[str]()
    for language, translation in publication.translations.items():
        image = translation.image
        if image and (image.url is None) == (image.file is None):
            message, fix = _("a picture needs either file: or url:"), _("write one of the two")
            yield Violation((language, "image"), "file", message, fix, arguments={"missing": "url"})
        for index, file in enumerate(translation.files):
            path: NodePath = (language, "files", index)
            if (file.url is None) == (file.file is None):
                message, fix = _("a file needs either url: or file:"), _("write one of the two")
                yield Violation(path, "file", message, fix, arguments={"missing": "url"})
            # Only RSS needs the size, and it carries a text's first file alone (render/feeds/xml_feed.py).
            elif file.url and file.length is None and index == 0 and file.url not in told:
                told.add(file.url)
                message = _("its size is not known, so RSS says 0")
                fix = _("add length: with its size in bytes")
                yield Violation(path, "length", message, fix, "warning", {"missing": "length"})


def site_violations(site: Site) -> Iterator[Violation]:
    """What a site needs beside well-formed fields."""
    if not site.languages:
        message, fix = _("the site has no language"), _("add at least one, such as en:")
        yield Violation(("languages",), "language", message, fix)
    if not site.categories:
        message = _("the site has no category")
        yield Violation(("categories",), "category", message, _("add at least one term with its label"))
    yield from _former_terms(site)
    folded: dict[str, str] = {}
    for language in site.languages:
        if folded.setdefault(language.lower(), language) != language:
            message = _("{language!r} is there already", language=language)
            yield Violation(("languages", language), "language", message, _("leave one of them out"))
    yield from _too_light(site.brand.colour)
    yield from _no_common_way_out(site)
    if (publish := site.publish) and sum(map(bool, (publish.rsync, publish.git, publish.folder))) != 1:
        message = _("it is not clear where to publish")
        yield Violation(("publish",), "publish", message, _("name one of rsync:, git: and folder:"))
    if (relay := site.relay) and relay.security == "none" and relay.host not in LOOPBACK:
        message = _("security: none sends passwords and readers' addresses in clear text")
        fix = _("leave security: out; the way there is encrypted then")
        yield Violation(("relay", "security"), "relay", message, fix)
    yield from _untranslated(site, site.languages, ())


def _no_common_way_out(site: Site) -> Iterator[Violation]:
    """Languages whose mails would name no address to leave at, because each is for one reader."""
    settings = site.newsletter
    if any(settings.ways_out(each) and not settings.way_out(each) for each in site.languages):
        message = _("{token} names one reader, and the text of a mail is the same for all", token=TOKEN)
        fix = _("add an address without it, such as mailto:leave@example.org")
        yield Violation(("newsletter", "unsubscribe"), "address", message, fix)


def _former_terms(site: Site) -> Iterator[Violation]:
    """Former terms whose addresses belong to another category, or that are written twice."""
    owners: dict[str, str] = {}
    places = [(term, *each) for term, info in site.categories.items() for each in enumerate(info.former)]
    for term, index, old in places:
        path = ("categories", term, "former", index)
        if old != term and old in site.categories:
            message = _("{term!r} is still a category of this site", term=old)
            fix = _("leave it out; to merge the two, delete that category and move its former terms here")
            yield Violation(path, "category", message, fix)
        elif old in owners:
            message = _("{term!r} is a former term of {owner!r} already", term=old, owner=owners[old])
            yield Violation(path, "category", message, _("leave one of them out"))
        owners.setdefault(old, term)


def _too_light(colour: str) -> Iterator[Violation]:
    """A brand colour that can't be read on white; a darker one is shown in its place."""
    if contrast(colour, "#ffffff") < READABLE:
        values = {"colour": colour, "shown": palette(colour).accent}
        message = _("{colour} is too light to read on white; links and buttons use {shown} instead", **values)
        fix = _("write a darker colour to choose the shade yourself")
        yield Violation(("brand", "colour"), "contrast", message, fix, "warning")


def _untranslated(value: object, languages: Iterable[str], path: NodePath) -> Iterator[Violation]:
    """A warning for every text, however deep, that is written per language and lacks one of them."""
    if isinstance(value, Localised):
        lacking = [each for each in languages if value.language and each not in value.values]
        for language in lacking:
            message = _(
                "there is no {language!r} here; readers of that language see the text in {main!r}",
                language=language,
                main=value.language,
            )
            fix = _("add {language}: with the text", language=language)
            yield Violation(path, "translation", message, fix, "warning")
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _untranslated(part, languages, (*path, key))
    elif isinstance(value, tuple):
        yield from _untranslated(dict(enumerate(value)), languages, path)
    elif dataclasses.is_dataclass(value):
        shape: type = type(value)
        parts = {field.key: getattr(value, field.name) for field in fields_of(shape)}
        yield from _untranslated(parts, languages, path)
