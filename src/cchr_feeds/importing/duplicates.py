"""What is in the project already, so that nothing comes in twice, whatever became of it since.

An imported entry's file says in a comment what its source calls it. That survives another id, another name of
the file and a fresh checkout; where it was deleted, the address or the title still tells.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path

from cchr_feeds.i18n import _
from cchr_feeds.model.dates import PartialDate
from cchr_feeds.model.project import Project
from cchr_feeds.model.publication import Publication
from cchr_feeds.source.files import read_text
from cchr_feeds.text.characters import search_key, stored_form, without_forbidden

_COMMENT = re.compile(r"^# Imported from [^\n]*?: (\S[^\n]*)$", re.MULTILINE)
_LONGEST_KEY = 300


def comment(source: str, key: str) -> str:
    """The line that an imported entry is recognised by: the source's name, and what tells it from others."""
    name = " ".join(without_forbidden(source).replace(":", " ").split()) if ": " in source else source
    return f"Imported from {without_forbidden(name)[:200]}: {key}"


def one_line(key: str) -> str:
    """A key as it can stand in a comment; a very long one is shortened to what tells it from others."""
    plain = " ".join(stored_form(without_forbidden(key)).split())
    if len(plain) <= _LONGEST_KEY:
        return plain
    return f"{plain[:60]}… {hashlib.sha256(plain.encode()).hexdigest()[:16]}"


class Duplicates:
    """Publications by their source's key, by address, and by title in a language."""

    def __init__(self, folder: Path, project: Project) -> None:
        self._keys: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._titles: dict[tuple[str, str], list[tuple[PartialDate | None, str]]] = defaultdict(list)
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
        for language, translation in publication.translations.items():
            title = (language, search_key(translation.title))
            self._titles[title].append((publication.published_in(language), place))

    def reason(self, publication: Publication, key: str) -> str:
        """Why a publication is known, with the file it is in; nothing if it is new."""
        if key in self._keys:
            return _("it is there already, in {file}", file=self._keys[key])
        for url in _addresses(publication):
            if url in self._addresses:
                return _("its address is there already, in {file}", file=self._addresses[url])
        for language, translation in publication.translations.items():
            for date, place in self._titles.get((language, search_key(translation.title)), ()):
                if not _differ(date, publication.published_in(language)):
                    return _("its title is there already, in {file}", file=place)
        return ""


def _addresses(publication: Publication) -> set[str]:
    return {text.url for text in publication.translations.values() if text.url}


def _differ(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates, as far as both are known, are surely not the same."""
    return one is not None and other is not None and (one.is_before(other) or other.is_before(one))
