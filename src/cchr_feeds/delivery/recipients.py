"""The file of the readers' addresses: a CSV that lies outside the project, so that it is never published."""

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import Text, _, lines_of
from cchr_feeds.model.addresses import email_address
from cchr_feeds.model.values import accepts
from cchr_feeds.problem import InvalidValue
from cchr_feeds.regular_file import read_regular, reason_of
from cchr_feeds.text.cldr import tags_by_name

MOST = 500
"""Readers; for more, a mailing list or a mail service does what we don't: bounces, complaints, reputation."""

_MOST_BYTES = 1_000_000
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a message is for: the line of the file, the address, and the language of the edition."""

    line: int
    address: str
    language: str


def read_readers(path: Path, project: Path, languages: Collection[str]) -> list[Reader]:
    """The readers in a file's order; raises `WrongUsage` with all that is wrong with it.

    Its first column is the address, its second the language (a tag or a name), else the site's main one.
    A first row without an @ and a language is a heading. Columns are separated by commas, semicolons or tabs.
    """
    named = _named(languages)
    rows = _rows(path, project, named)
    found = [_reader(number, row, named) for number, row in rows]
    readers = [each for each in found if isinstance(each, Reader)]
    faults = [each for each in found if not isinstance(each, Reader)] + list(_twice(readers))
    if not rows:
        faults.append(_("there is no reader in it; write one address in each line"))
    if (count := len(readers)) > MOST:
        why = _("it has {count} readers, and at most {most} fit; use a mailing list", count=count, most=MOST)
        faults.append(why)
    if faults:
        raise WrongUsage(lines_of([_("{path} can't be used:", path=path.name), *faults[:_MOST_FAULTS]]))
    return readers


def addresses(path: Path, project: Path, languages: Collection[str]) -> Iterator[str]:
    """The addresses in it, whatever is wrong with other lines; raises `WrongUsage` where it can't be read."""
    cells = (_cells(row)[0] for _, row in _rows(path, project, _named(languages)))
    return (each for each in cells if accepts(email_address, each))


def _named(languages: Collection[str]) -> Mapping[str, str]:
    """The languages by their tags, and by their names in themselves and in English, in small letters."""
    return {tag.lower(): tag for tag in languages} | tags_by_name(languages, "en")


def _refuse_published(path: Path, project: Path) -> None:
    """Raises `WrongUsage` for a file that lies in the project or under version control."""
    # What lies there is copied to others sooner or later.
    place = path.resolve()
    if place.is_relative_to(project.resolve()):
        raise WrongUsage(_("{path} lies in the project; move it to a folder outside", path=path.name))
    if any((folder / ".git").exists() for folder in place.parents):
        raise WrongUsage(_("{path} lies in a folder under version control; move it outside", path=path.name))


def _text(path: Path) -> str:
    try:
        content = read_regular(path, _MOST_BYTES + 1)
    except OSError as error:
        why = _("{path} can't be read: {reason}", path=path.name, reason=reason_of(error))
        raise WrongUsage(why) from error
    if len(content) > _MOST_BYTES:
        raise WrongUsage(_("{path} is too long for a list of readers", path=path.name))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrongUsage(_("{path} is not in UTF-8; save it as “CSV UTF-8”", path=path.name)) from error


def _rows(path: Path, project: Path, named: Mapping[str, str]) -> list[tuple[int, list[str]]]:
    """The rows that say something but a heading, each with its line."""
    _refuse_published(path, project)
    text = _text(path)
    first = text.partition("\n")[0]
    told_by = first if re.search("[,;\t]", first) else text
    reader = csv.reader(text.splitlines(), delimiter=max(",;\t", key=told_by.count))
    try:
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise WrongUsage(_("{path} is no table: {reason}", path=path.name, reason=error)) from error
    if rows and "@" not in "".join(rows[0][1]) and _cells(rows[0][1])[1].lower() not in named:
        del rows[0]
    return rows


def _cells(row: Sequence[str]) -> tuple[str, str]:
    address, language, *_ = (*map(str.strip, row), "", "")
    return address, language


def _reader(number: int, row: Sequence[str], named: Mapping[str, str]) -> Reader | Text:
    """The reader of a row, or what is wrong with it; `named` has the languages by tags and names."""
    address, written = _cells(row)
    language = named.get(written.lower()) if written else next(iter(named.values()))
    # Only the line is named, never the address, because a terminal's text ends up in mails and logs.
    try:
        address = email_address(address)
    except InvalidValue:
        return _("line {line}: this is not an e-mail address in Latin letters", line=number)
    if language is None:
        wanted = ", ".join(dict.fromkeys(named.values()))
        return _("line {line}: the language is not one of the site's: {wanted}", line=number, wanted=wanted)
    return Reader(number, address, language)


def _twice(readers: Sequence[Reader]) -> Iterator[Text]:
    """Lines with an address that a line before has; capitals make no other reader."""
    lines: dict[str, int] = {}
    for each in readers:
        first = lines.setdefault(each.address.casefold(), each.line)
        if first != each.line:
            yield _("line {line}: line {first} has the same address; delete one", line=each.line, first=first)
