"""What every page has around its content: the publisher's name, the main links, the languages, the footer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchr_feeds.model.colours import palette
from cchr_feeds.model.site import Site
from cchr_feeds.render.line_breaks import Html
from cchr_feeds.render.weaves import weave_of
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.wording import wording

NEWSLETTERS = "newsletters/index.html"


def home_path(language: str) -> str:
    """Where a language's list of publications lies in the output."""
    return f"index.html#{language}"


def follow_path(language: str) -> str:
    """Where the page lies that explains how to follow in a language."""
    return f"{language}/follow.html"


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to the same page in a language, or to what comes nearest to it there."""

    language: str
    name: str
    address: str
    is_current: bool


def layout(
    site: Site, language: str, path: str, others: Mapping[str, str] | None = None
) -> dict[str, object]:
    """What `pages/base.html.j2` needs of a page in `language` at a path of the output.

    `others` has the address of the same page in other languages, as far as there is one: absolute, or from
    the root of the output.
    """
    root = "../" * path.count("/")
    known = others or {}
    return {
        "site": site,
        "language": language,
        "words": wording(language, site),
        "organisation": site.languages[language].organisation,
        "root": root,
        "home": root + home_path(language),
        "follow": root + follow_path(language),
        "newsletters": root + NEWSLETTERS,
        "languages": [
            PageLink(each, info.name, _from(root, known.get(each, home_path(each))), each == language)
            for each, info in site.languages.items()
        ],
        "dir": direction(language),
        "tongue": lambda run: tongue(run, language),
        "weave": lambda term: weave_of(term, site),
        "colours": palette(site.brand.colour),
    }


def tongue(language: str, around: str) -> Html:
    """The attributes of an element with text in a language within another; none where they are one."""
    if language == around:
        return Html("")
    way = direction(language)
    return Html(f' lang="{language}"' + (f' dir="{way}"' if way != direction(around) else ""))


def _from(root: str, address: str) -> str:
    return address if "://" in address else root + address
