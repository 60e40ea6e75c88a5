"""The one reader: a file's text becomes a record of the model, with all that is wrong with it by itself."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from cchr_feeds.i18n import N_, _, beginning_of
from cchr_feeds.model.addresses import is_address, web_address
from cchr_feeds.model.dates import Period, period
from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.rules import file_violations, publication_violations
from cchr_feeds.model.values import accepts
from cchr_feeds.problem import InvalidValue, NodePath, Problem, Severity, Violation
from cchr_feeds.source.attachments import with_local_files
from cchr_feeds.source.decode import decoder
from cchr_feeds.source.files import Text, read_text, text_of
from cchr_feeds.source.problems import ParsedFile
from cchr_feeds.source.yaml_tree import compose, locate
from cchr_feeds.text.characters import forbidden, stored_form
from cchr_feeds.text.language import language_problem
from cchr_feeds.text.markdown import relative_links

TEXTS = ("title", "summary", "body")
"""The fields of a translation that hold texts which people read."""

Record = TypeVar("Record")


def read_file(
    folder: Path, path: str, languages: Sequence[str] = (), terms: Mapping[str, str] | None = None
) -> ParsedFile:
    """A file of the project, taken apart into fields; whatever is wrong with it is in its problems."""
    return parsed(read_text(folder, path), languages, terms)


def parsed(text: Text, languages: Sequence[str], terms: Mapping[str, str] | None = None) -> ParsedFile:
    """A text, taken apart into fields; `languages` and `terms` are those of the site."""
    reading = ParsedFile(text, languages, None, list(text.problems), terms=terms or {})
    if text.content or not text.problems:
        reading.root, problems = compose(text.path, text.content)
        reading.problems += problems
    return reading


def place_of(folder: Path, path: str, field: Sequence[str | int]) -> tuple[int, int]:
    """Line and column, from 1, of a field in a YAML file; of what should hold it where it is missing."""
    root = read_file(folder, path).root
    mark = locate(root, field).start_mark if root else None
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def decoded(shape: type[Record], reading: ParsedFile) -> Record | None:
    """The file as a record of the model; `None` where too little of it can be understood."""
    decode = decoder(shape)  # type: ignore[arg-type]  # a class is hashable
    record = decode(reading.root, reading) if reading.root else None
    reading.refused = tuple(reading.problems)
    return record if isinstance(record, shape) else None


def publication_in(reading: ParsedFile) -> Publication | None:
    """What an entry's file says, held against the rules that a publication has to keep by itself.

    Its categories have their current terms, whichever it names.
    """
    publication = decoded(Publication, reading)
    if publication is not None:
        for violations in (publication_violations, file_violations, link_violations):
            reading.report_violations(violations(publication))
        reading.report_violations(language_violations(publication.translations, TEXTS))
        reading.report_violations(_unknown_terms(publication, reading.terms))
        current = tuple(dict.fromkeys(reading.terms.get(term, term) for term in publication.category))
        if current != publication.category:
            publication = replace(publication, category=current)
    return publication


def language_violations(blocks: Mapping[str, object], names: Sequence[str]) -> Iterator[Violation]:
    """Texts with these names that are in another language than their block says, or unreadable."""
    for language, block in blocks.items():
        for name in names:
            found = language_problem(getattr(block, name), language)
            if found:
                may_be_a_name = name in ("title", "subject")
                severity: Severity = "warning" if may_be_a_name else found.severity
                yield replace(found, path=(language, name), severity=severity)


def _unknown_terms(publication: Publication, terms: Mapping[str, str]) -> Iterator[Violation]:
    """Categories that the site does not have; nothing where its own are not known."""
    for index, term in enumerate(publication.category):
        if terms and term not in terms:
            from cchr_feeds.source.suggestions import one_of  # only a mistake pays for it

            message = _("{term!r} is not a category of this site", term=term)
            yield Violation(("category", index), "category", message, one_of(term, terms))


def read_entry(
    path: str, content: str, languages: Sequence[str], folder: Path | None = None
) -> tuple[Publication | None, list[Problem]]:
    """What the text of an entry's file says to a site with these languages, and what is wrong with it.

    Nothing comes back of one with an error; warnings stop nothing. Where the project's `folder` is given, the
    files beside the entry are looked for. Its id and categories are not compared with other entries' and the
    site's.
    """
    reading = parsed(text_of(path, content), languages)
    publication = publication_in(reading)
    if publication is not None and folder is not None:
        publication = with_local_files(publication, folder, path, reading.report_violations)
    problems = reading.findings()
    is_wrong = any(each.severity == "error" for each in problems)
    return None if is_wrong else publication, problems


def period_of(path: str) -> Period | None:
    """The period that an edition file is of, by its name; `None` where that names none."""
    with suppress(InvalidValue):
        return period(PurePosixPath(path).stem)
    return None


def edition_file_in(reading: ParsedFile, ids: Collection[str]) -> EditionFile | None:
    """What an edition file says; its problems are in `reading`, where all entries have these `ids`."""
    words = decoded(EditionFile, reading)
    if words is not None:
        reading.report_violations(_unknown_ids(words, ids))
        for language, texts in words.words.items():
            reading.report_violations(markdown_violations(texts.note, (language, "note")))
        reading.report_violations(language_violations(words.words, ("subject", "preheader", "note")))
    return words


def _unknown_ids(words: EditionFile, ids: Collection[str]) -> Iterator[Violation]:
    # The nearest id is not offered: its entry may still wait, and the log of a build may be public.
    message, fix = N_("no entry has the id {names}"), _("copy the id from the entry's file")
    if words.highlight and words.highlight not in ids:
        yield Violation(("highlight",), "highlight", _(message, names=words.highlight), fix)
    if unknown := [each for each in words.order if each not in ids]:
        path, names = ("order", words.order.index(unknown[0])), beginning_of(unknown, 5)
        yield Violation(path, "highlight", _(message, names=names), fix, "warning")


def typed(parse: Callable[[str], object], text: str) -> str:
    """The text in its stored form, if `parse` takes it; raises `InvalidValue`."""
    text = text.replace("\r\n", "\n")
    for found in forbidden(text):
        raise InvalidValue("character", found.reason, found.fix)
    text = stored_form(text).strip()
    if not text:
        raise InvalidValue("empty", _("nothing is written here"), _("write something, or leave it out"))
    parse(text)
    return text


# --- links in Markdown: only an address in full works in feeds and mails, and none may pass for another ---

_BEFORE = r"(?:\]\(\s*<?|\]:\s+<?|<(?=https?:|mailto:))"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ANYWHERE = re.compile(rf"{_BEFORE}(?P<target>[^)\s>]+)", re.IGNORECASE)


def links_in(text: str) -> list[str]:
    """The targets of all links and pictures of a Markdown text as written; those in code, too."""
    return _ANYWHERE.findall(text)


def link_violations(publication: Publication) -> Iterator[Violation]:
    """What is wrong with the links in the bodies of a publication."""
    for language, translation in publication.translations.items():
        files = [each.file for each in translation.files if each.file]
        yield from markdown_violations(translation.body, (language, "body"), files)


def markdown_violations(text: str, path: NodePath, files: Collection[str] = ()) -> Iterator[Violation]:
    """Links in Markdown that are no full addresses or look like others'; `files` are named below the text."""
    for found in _ANYWHERE.finditer(text):
        if is_address(found["target"]) and (refused := _refused(found["target"])):
            yield _violation(path, found["target"], refused, text, found)
    for target in relative_links(text):
        refused = _relative(target, files)
        places = [*re.finditer(rf"{_BEFORE}(?P<target>{re.escape(target)})(?=[\s)>]|\Z)", text)]
        for place in places or (None,):
            yield _violation(path, target, refused, text, place)


def _refused(address: str) -> InvalidValue | None:
    """Why this is no address, with what to write instead."""
    try:
        web_address(address)
    except InvalidValue as refused:
        from cchr_feeds.source.suggestions import with_suggested_fix  # only a mistake pays for it

        return with_suggested_fix(refused, address, web_address, {})
    return None


def _relative(target: str, files: Collection[str]) -> InvalidValue:
    """What to write instead of a link that is not written in full."""
    fix = _("write it in full, such as https://example.org/")
    if target in files:
        fix = _("delete the link and keep its words: readers find this file below the text")
    elif target.startswith("#"):
        fix = _("delete the link and keep its words: feeds and mails have no such place")
    elif refused := _refused(target):
        return refused
    return InvalidValue("url", "", fix)


def _violation(
    path: NodePath, target: str, refused: InvalidValue, text: str, found: re.Match[str] | None
) -> Violation:
    """A violation at a link; the address that was meant takes the place of its target."""
    message = _("the link {address!r} is not a full address and won't work", address=target)
    if _SCHEME.match(target):
        message = _("in the link {address!r}: {why}", address=target, why=refused.message)
    arguments = {}
    if found:
        meant = refused.meant if accepts(web_address, refused.meant) else ""
        before = str(text.count(target, 0, found.start("target")))
        arguments = {"quoted": target, "before": before, "meant": meant}
    return Violation(path, "url", message, refused.fix, arguments=arguments)
