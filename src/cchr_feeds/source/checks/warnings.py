"""What only `check` and `new` look for in entries that are right: slips, and what is worth a second look."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from cchr_feeds.i18n import N_, _, beginning_of, ngettext
from cchr_feeds.khmer.order import Correction
from cchr_feeds.model.addresses import web_address
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.part import SOURCES, WORDS
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.model.site import LONGEST_KEPT, Site
from cchr_feeds.problem import InvalidValue, NodePath, Problem, Violation
from cchr_feeds.regular_file import read_regular
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import WITHOUT_SPACES
from cchr_feeds.source.attachments import NOT_IN_MAILS, other_kind
from cchr_feeds.source.files import SITE_FILE, lock_or_none
from cchr_feeds.source.problems import ParsedFile
from cchr_feeds.source.read import TEXTS, links_in, read_file
from cchr_feeds.source.yaml_tree import position
from cchr_feeds.text.characters import search_key
from cchr_feeds.text.cldr import script
from cchr_feeds.text.date_parsing import said_in
from cchr_feeds.text.wording import missing_words

FileViolation = tuple[str, Violation]
"""A file of the project, and what is wrong in it; `quoted` among the arguments are words of a field."""


def warnings_in(folder: Path, project: Project, now: datetime) -> list[Problem]:
    """Slips, publications that are there twice, secrets, and all else to look at again, at their places."""

    @lru_cache(maxsize=1)  # a file's warnings follow each other
    def reread(path: str) -> ParsedFile:
        return read_file(folder, path)

    found = _found(project.publications.values(), project, now)
    of_site = (*_untranslated(project), *_wordless(project.site), *_settings(project, now))
    placed = (reread(path).placed(violation) for path, violation in (*found, *of_site))
    return [*(replace(each, severity="warning") for each in placed), *_secrets(folder)]


def warnings_on(publication: Publication, project: Project, now: datetime) -> list[Violation]:
    """Those of one publication of the project."""
    own = project.places[publication.id]
    return [violation for path, violation in _found([publication], project, now) if path == own]


def _found(publications: Iterable[Publication], project: Project, now: datetime) -> Iterator[FileViolation]:
    """What to look at again in these publications, and all of the project that seem to be there twice."""
    for each in publications:
        for violation in (*_slips(each, project.site), *_advice_on(each, project.site, now)):
            yield project.places[each.id], violation
    yield from _twins(project)


# --- worth a second look: summaries, dates, titles, addresses, pictures ---------------------------

_SHORTEST, _LONGEST = 40, 2000  # letters as readers see them, in a summary
# In scripts of which a letter says more: a cluster of Khmer, or a character that is a word.
_SHORTEST_IN = {**dict.fromkeys(WITHOUT_SPACES, 20), **dict.fromkeys(("Hans", "Hant", "Jpan"), 15)}
_MOST_CHARACTERS = 6  # in one letter, as a rule; counting letters takes time
_MOST_NAMED = 5
_FEWEST_CAPITALS = 12  # in a title; an acronym has fewer
_LIKE_DOMAIN = 0.85
_YEARS_AHEAD = 5
_SMALL = re.compile(r"[a-z]")
_CAPITAL = re.compile(r"[A-Z]")


def _advice_on(publication: Publication, site: Site, now: datetime) -> Iterator[Violation]:
    yield from _dates_to_come(publication, site, now)
    for rule in (_outdated, _said_date, _look_alikes):
        yield from rule(publication, site)
    for language, translation in publication.translations.items():
        of_text = (*_length(translation, language), *_capitals(translation), *_picture(translation))
        for violation in (*of_text, *_dates_to_come(translation, site, now)):
            yield replace(violation, path=(language, *violation.path))


def _untranslated(project: Project) -> Iterator[FileViolation]:
    """One warning for each language that some entries lack."""
    # Not one for each entry: many publishers never translate everything.
    publications = [each for each in project.publications.values() if not each.draft and not each.withdrawn]
    for language in project.site.languages:
        without = [each.id for each in publications if language not in each.translations]
        if without:
            values = {"count": len(without), "total": len(publications), "language": language}
            values["names"] = beginning_of(without, _MOST_NAMED)
            message = _("entries with no {language!r} text: {count} of {total} ({names})", **values)
            fix = _("add a block {language}: to those that should be read in it", language=language)
            if len(without) == len(publications):
                message = _("there is no entry in {language!r} yet, so its feeds are empty", **values)
                fix = _("add {language}: to an entry, or remove {language} from site.yaml", **values)
            yield SITE_FILE, Violation(("languages", language), "untranslated", message, fix)


def _wordless(site: Site) -> Iterator[FileViolation]:
    """One warning a language that lacks words of ours."""
    for language in site.languages:
        if missing := missing_words(language, site):
            message = ngettext(
                "{count} word of ours to readers is missing in {language!r}: {names}",
                "{count} words of ours to readers are missing in {language!r}: {names}",
                count=len(missing),
                language=language,
                names=beginning_of(missing, _MOST_NAMED),
            )
            file = f"{WORDS}/{language}.yaml"
            fix = _("run cchr-feeds words {language}, and fill in {file}", language=language, file=file)
            yield SITE_FILE, Violation(("languages", language), "missing-words", message, fix)


def _settings(project: Project, now: datetime) -> Iterator[FileViolation]:
    """A year to come, until readers have ids with it, and names that are too long to be kept in one line."""
    if (since := project.site.since) > now.year and not lock_or_none(project.folder).lines:
        message = _("the year {year} is still to come", year=since)
        fix = _("write a year in which the domain was yours, such as {year}", year=now.year)
        yield SITE_FILE, Violation(("since",), "year", message, fix)
    for index, name in enumerate(project.site.keep_together):
        if (count := len(clusters(name))) > LONGEST_KEPT:
            values = {"count": count, "limit": LONGEST_KEPT}
            message = _("this has {count} letters; on a phone, at most {limit} fit into a line", **values)
            fix = _("leave it out, or write only the part that must stay whole")
            yield SITE_FILE, Violation(("keep_together", index), "length", message, fix)


def _outdated(publication: Publication, site: Site) -> Iterator[Violation]:
    """A change that readers of the original should notice, and that a translation does not have."""
    translations = publication.translations
    original = next((language for language in site.languages if language in translations), None)
    date = translations[original].updated if original else None
    for language in translations:
        known = publication.published_in(language), publication.updated_in(language)
        if date and language != original and all(each is None or each.is_before(date) for each in known):
            values = {"language": original, "day": date.written}
            message = _("the {language!r} text was changed on {day:%Y-%m-%d}, and this one was not", **values)
            fix = _("bring it up to date and add updated: below {language}:", language=language)
            yield Violation((language,), "outdated", message, fix)


def _dates_to_come(part: Publication | Translation, site: Site, now: datetime) -> Iterator[Violation]:
    """Dates years ahead: a slip, or of another calendar; until then nobody would see the entry."""
    for name, date in (("published", part.published), ("added", part.added), ("updated", part.updated)):
        year, fix = date.written.year if date else 0, _("correct the year")
        if year > now.year + _YEARS_AHEAD:
            if "ne" in site.languages:
                fix = _(
                    "{year} is probably a year of the Bikram Sambat calendar (56 or 57 more); write the "
                    "Gregorian date, such as {day:%Y-%m-%d}",
                    year=year,
                    day=now,
                )
            message = _("the year {year} is still to come", year=year)
            yield Violation((name,), "date", message, fix, "warning")


def _length(translation: Translation, language: str) -> Iterator[Violation]:
    summary = translation.summary
    shortest = _SHORTEST_IN.get(script(language), _SHORTEST)
    doubtful = not _SHORTEST * _MOST_CHARACTERS <= len(summary) <= _LONGEST
    length = len(clusters(summary)) if doubtful else _SHORTEST
    if not length and not translation.body:
        message, fix = _("there is a title but no summary"), _("add summary: with two or three sentences")
        yield Violation((), "summary", message, fix)
    elif 0 < length < shortest:
        fix = _("write two or three sentences about it")
        message = ngettext(
            "this summary has {count} letter only", "this summary has {count} letters only", count=length
        )
        yield Violation(("summary",), "summary", message, fix)
    elif length > _LONGEST:
        fix = _("keep two or three sentences, and move the rest to body:")
        yield Violation(("summary",), "summary", _("this summary has {count:,} letters", count=length), fix)


def _capitals(translation: Translation) -> Iterator[Violation]:
    title = translation.title
    if len(_CAPITAL.findall(title)) >= _FEWEST_CAPITALS and not _SMALL.search(title) and " " in title:
        message, fix = _("this title is all capitals"), _("write it as you would in a sentence")
        yield Violation(("title",), "capitals", message, fix)


def _picture(translation: Translation) -> Iterator[Violation]:
    image = translation.image
    if image and not image.alt:
        message = _("this picture has no description for people who can't see it")
        yield Violation(("image",), "alt", message, _("add alt: with what the picture shows"))
    if image and image.url:
        address = urlsplit(image.url)
        if address.scheme == "http":
            message = _("browsers and mail programs may not load a picture from an http: address")
            fix = _("write https:, or put the picture beside this file and name it as file:")
            yield Violation(("image", "url"), "insecure", message, fix)
        if PurePosixPath(name := unquote(address.path)).suffix.lower() in NOT_IN_MAILS:
            yield other_kind(name.rpartition("/")[2]).at(("image", "url"))


def _said_date(publication: Publication, site: Site) -> Iterator[Violation]:
    """A text that begins "Today, 10 October 2024", or with a place and a date, tells when it came out."""
    for language, translation in publication.translations.items():
        name = "summary" if translation.summary else "body"
        date, told = publication.published_in(language), said_in(getattr(translation, name))
        if told is None or date is None or date.precision < Precision.DAY:
            continue
        day, said_date = date.start(site.timezone).date(), told[0].start(site.timezone).date()
        if day != said_date:
            message = _("the text says {said_date!r}, and published: says {day}", said_date=told[1], day=day)
            yield Violation((language, name), "said-date", message, _("correct the one that is wrong"))


def _look_alikes(publication: Publication, site: Site) -> Iterator[Violation]:
    """An address whose domain is nearly, and not quite, the organisation's."""
    named = [site.feeds_url, *(site.url[language] for language in site.languages), f"//{site.authority}"]
    own = tuple(dict.fromkeys(map(_domain, named)))
    for path, address in addresses(publication):
        name = _domain(address)
        alike = None if name in own else next((each for each in own if _is_alike(name, each)), None)
        if alike:
            message = _("{domain} is almost the organisation's {own}", domain=name, own=alike)
            yield Violation(path, "look-alike", message, _("check that this is the address you mean"))


def addresses(publication: Publication) -> Iterator[tuple[NodePath, str]]:
    """Every web address that a publication leads its readers to, and the field that names it."""
    for language, translation in publication.translations.items():
        if translation.url:
            yield (language, "url"), translation.url
        if translation.image and translation.image.url:
            yield (language, "image", "url"), translation.image.url
        for index, file in enumerate(translation.files):
            if file.url:
                yield (language, "files", index, "url"), file.url
        for target in dict.fromkeys(links_in(translation.body)):
            with suppress(InvalidValue):  # what is no address is a problem of its own, or leads to a mailbox
                yield (language, "body"), web_address(target)


def _domain(address: str) -> str:
    """The host of an address, in small letters and without the www. before it."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _is_alike(domain: str, own: str) -> bool:
    if domain.endswith(f".{own}"):
        return False
    if domain.rpartition(".")[0] == own.rpartition(".")[0]:
        return True
    matcher = SequenceMatcher(None, domain, own, autojunk=False)
    return matcher.quick_ratio() >= _LIKE_DOMAIN <= matcher.ratio()


# --- what a proofreader would mark ----------------------------------------------------------------


def _slips(publication: Publication, site: Site) -> Iterator[Violation]:
    """Words typed twice, marks without their letter, names nearly right, quotation marks alone."""
    for language, translation in publication.translations.items():
        names = [site.languages[language].organisation] if language in site.languages else []
        for name in TEXTS:
            text = getattr(translation, name)
            yield from (*_slips_in(text, (language, name), names), *respellings(text, (language, name)))


def _slips_in(text: str, path: NodePath, names: Sequence[str]) -> Iterator[Violation]:
    """Every slip of a text; one within a name is part of the name's."""
    from cchr_feeds.khmer import slips  # only checking pays for it

    slip_of = partial(_slip, text, path)
    misnamed = slips.name_slips(text, names)
    for slip in misnamed:
        message = _("«{found}» is almost the organisation's name", found=slip.found)
        yield slip_of(slip, message, _("write «{meant}»", meant=slip.meant))
    for slip in slips.doubled(text):
        if not any(name.start <= slip.start and slip.end <= name.end for name in misnamed):
            fix = _("leave one out, or write «{word}ៗ»", word=slip.meant)
            yield slip_of(slip, _("«{word}» is here twice", word=slip.meant), fix)
    for slip in slips.stray_marks(text):
        message = _("«◌{found}» begins with a mark that needs a letter before it", found=slip.found)
        fix = _("type the letter before it, without a space between them, or delete the mark")
        yield slip_of(slip, message, fix)
    for slip in slips.open_coengs(text):
        message = _("«{found}» ends with a coeng (U+17D2), and no letter follows it", found=slip.found)
        yield slip_of(slip, message, _("type the letter that belongs below, or delete the coeng"))
    for slip in slips.unpaired(text):
        message = _("the quotation mark in «{found}» has no counterpart", found=slip.found)
        yield slip_of(slip, message, _("add the one that is missing, or delete this one"))


def respellings(text: str, path: NodePath) -> Iterator[Violation]:
    """Slips of a text for which what is meant is certain, with that as what to type."""
    from cchr_feeds.khmer.slips import respelt  # only checking pays for it

    for slip in respelt(text):
        message = _("«{found}» is not how it is written today", found=slip.found)
        yield _slip(text, path, slip, message, _("type «{meant}»", meant=slip.meant), meant=slip.meant)


def _slip(text: str, path: NodePath, slip: Correction, message: str, fix: str, **arguments: str) -> Violation:
    quoted = {"quoted": slip.found, "before": str(text.count(slip.found, 0, slip.start))}
    return Violation(path, "slip", message, fix, "warning", quoted | arguments)


def _twins(project: Project) -> Iterator[FileViolation]:
    """Publications with one title and one date: typed in twice, as it seems, under two ids."""
    first: dict[tuple[str, str, PartialDate | None], str] = {}
    for publication in project.publications.values():
        path = project.places[publication.id]
        for language, translation in publication.translations.items():
            date = publication.published_in(language)
            twin = first.setdefault((language, search_key(translation.title), date), path)
            if twin != path:
                message = _("{file} has the same title and the same date", file=twin)
                fix = _("keep one of the two files if they are one publication")
                yield path, Violation((language, "title"), "twin", message, fix)


# --- what should not lie in a project's folder: lists of addresses, passwords, keys -----------------

_LIST = 20  # different addresses make a list of readers; contacts and signatories are fewer
_LARGEST = 4 * 1024 * 1024
_TEXTS = (".csv", ".env", ".html", ".json", ".md", ".tsv", ".txt", ".yaml", ".yml")
_KEYS = (".pem", ".key", ".p12", ".pfx", ".kdbx")
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@[\w-]{1,63}+(?:\.[\w-]{1,63}+)+", re.ASCII)
_PASSWORD = re.compile(
    r"(?i)(?<![A-Za-z])(?:pass(?:word|wd)|secret|api[_-]?key|access[_-]?token)[\"']?[ \t]*[:=][ \t]*"
    r"(?P<value>[^\s\"'<{$*x]\S{5,}|[\"'][^\s\"'<{$*]{6,}[\"'])"
)
_PRIVATE_KEY = re.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----")
_FIX = N_("move it out of the project and change the secret: version control forgets nothing")


def _secrets(folder: Path) -> Iterator[Problem]:
    """A warning for every file of the project that holds something private."""
    # Not in `out/`, which is made.
    own = (folder.glob("*"), *((folder / name).rglob("*") for name in SOURCES[1:]))
    for path in chain.from_iterable(map(sorted, own)):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file():
            continue
        if path.suffix.lower() in _KEYS:
            yield Problem(name, 1, 1, "private", _("this looks like a private key"), _(_FIX), "warning")
        elif path.name == ".env" or path.suffix.lower() in _TEXTS:
            yield from _secrets_in(name, path)


def _secrets_in(name: str, path: Path) -> Iterator[Problem]:
    try:
        text = read_regular(path, _LARGEST).decode("utf-8", "replace")
    except OSError:
        return
    addresses = {found[0].lower() for found in _ADDRESS.finditer(text)} if "@" in text else set()
    if len(addresses) >= _LIST:
        message = _("this holds {count} e-mail addresses", count=len(addresses))
        fix = _("move the list out of the project: whoever gets a copy of the folder gets them all")
        yield Problem(name, 1, 1, "private", message, fix, "warning")
    for found in (_PASSWORD.search(text), _PRIVATE_KEY.search(text)):
        if found:
            message = _("this looks like a password or a key")
            yield Problem(name, *position(text, found.start()), "private", message, _(_FIX), "warning")
