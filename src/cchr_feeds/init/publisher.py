"""Who publishes, as far as it is known when a project is made, and the site.yaml that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cchr_feeds.model import values
from cchr_feeds.model.rules import language_tag
from cchr_feeds.source.user_input import typed
from cchr_feeds.source.yaml_text import scalar
from cchr_feeds.text.wording import LANGUAGE_NAMES, wording, wordings

TERM = "document"
"""The category that a new project has: one for which there are words in our languages."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A domain, and the organisation's name in each language, of which the first is the main one."""

    authority: str
    organisations: Mapping[str, str]
    timezone: str


_PARSE: Mapping[str, Callable[[str], object]] = {
    "authority": values.domain,
    "organisation": values.title_line,
    "language": language_tag,
    "timezone": values.time_zone,
}


def stored(name: str, text: str) -> str:
    """What somebody typed, in its stored form; raises `InvalidValue`."""
    return typed(_PARSE[name], text)


def site_text(publisher: Publisher, year: int) -> str:
    """The site.yaml, with remarks on what else may stand in it."""
    return "\n".join([*_head(publisher, year), *_languages(publisher), *_categories(publisher), _REST])


def _head(publisher: Publisher, year: int) -> Iterator[str]:
    site = f"https://{publisher.authority}/"
    yield "# Who publishes. Lines that start with # are remarks. To use a field that stands in one, take the"
    yield "# sign # and the space behind it away. After new languages or categories, run: cchr-feeds schema"
    yield ""
    yield "# Your domain, and a year in which it was yours: part of every permanent id. Change them before"
    yield "# your first build, or never."
    yield f"authority: {scalar(publisher.authority)}"
    yield f"since: {year}"
    yield ""
    yield f"url: {site}  # your web site"
    yield f"feeds_url: {site}feeds/  # the address at which the folder out/ will be on the web"
    yield f"timezone: {scalar(publisher.timezone)}  # where a day begins and ends"
    yield ""


def _languages(publisher: Publisher) -> Iterator[str]:
    yield "# The first is the main one."
    yield "languages:"
    for language, organisation in publisher.organisations.items():
        yield f"  {language}:"
        yield f"    name: {scalar(LANGUAGE_NAMES.get(language, language))}  # the language's name, in itself"
        yield f"    organisation: {scalar(organisation)}"
        yield "    # short: TO  # its abbreviation"
        yield "    # title: News  # the title of the feeds"
        yield "    # description: All that we publish  # what the feeds are about"
    yield ""


def _categories(publisher: Publisher) -> Iterator[str]:
    labels = {language: wording(language).documents for language in publisher.organisations}
    known = {language: label for language, label in labels.items() if language in wordings()}
    label = ", ".join(f"{language}: {scalar(text)}" for language, text in labels.items())
    yield "# The kinds of publications, in the order they are shown: a term that stays, and its label."
    yield "categories:"
    yield f"  {TERM}: {{{label}}}" if known == labels else f"  {TERM}: {scalar(wordings()['en'].documents)}"
    yield "  # report: {en: Reports}"
    yield ""


_REST = """\
# Needed before the newsletter can be mailed: who sends it, where you are, how a reader leaves.
# newsletter:
#   from: {name: The Organisation, address: news@example.org}
#   postal_address: 1 Example Street, Phnom Penh
#   unsubscribe: mailto:leave@example.org

# contact: {name: The office, email: office@example.org}  # whom readers can write to
# supporters: [{name: A foundation, url: https://example.org/foundation}]  # shown in the newsletter
# feeds: {limit: 50, license: https://creativecommons.org/licenses/by/4.0/}
# brand: {colour: "#123f5c", logo: https://example.org/logo.png}
# keep_together: [A Name]  # names that a line may not break inside
"""
