"""What every page has around its content: the publisher's name, the main links, the languages, the footer."""

from collections.abc import Mapping
from functools import partial

from cchr_feeds.model.colours import colours_by_name
from cchr_feeds.model.site import Site
from cchr_feeds.render.markup import in_language
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.wording import wording

NEWSLETTERS = "newsletters/index.html"

WEAVES = ("check", "bars", "twill", "lozenge", "rings", "peaks")
"""Woven patterns for entries without a picture; categories take them in the order of `site.yaml`."""


def home_path(language: str) -> str:
    """Where a language's list of publications lies in the output."""
    return f"{language}/index.html"


def follow_path(language: str) -> str:
    """Where the page lies that explains how to follow in a language."""
    return f"{language}/follow.html"


def layout(
    site: Site, language: str, path: str, others: Mapping[str, str] | None = None
) -> dict[str, object]:
    """What `pages/base.html.j2` needs of a page in `language` at a path of the output.

    `others` has the address of the same page in other languages, as far as there is one: absolute, or from
    the root of the output. Links to languages that lack it lead to their home page.
    """
    root, info, words = "../" * path.count("/"), site.languages[language], wording(language, site)
    known = others or {}
    return {
        "site": site,
        "language": language,
        "words": words,
        "organisation": info.organisation,
        "about": info.description or words.site_description.format(organisation=info.organisation),
        "root": root,
        "home": root + home_path(language),
        "follow": root + follow_path(language),
        "newsletters": root + NEWSLETTERS,
        "languages": [
            {
                "language": each,
                "name": its.name,
                "path": target,
                "address": target if "://" in target else root + target,
                "is_current": each == language,
            }
            for each, its in site.languages.items()
            for target in [known.get(each, home_path(each))]
        ],
        "dir": direction(language),
        "tongue": partial(in_language, around=language),
        "weave": partial(weave_of, site=site),
        "colours": colours_by_name(site.brand.colour),
    }


def weave_of(term: str, site: Site) -> str:
    """The classes of a category's weave; from the seventh on figure and ground are exchanged (`turned`)."""
    turns, place = divmod([*site.categories].index(term), len(WEAVES))
    return f"weave {WEAVES[place]} turned" if turns % 2 else f"weave {WEAVES[place]}"
