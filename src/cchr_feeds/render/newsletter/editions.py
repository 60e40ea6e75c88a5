"""The newsletter's editions: a page for the browser, and the mail as HTML, plain text and ready message."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, fields
from itertools import chain, groupby

from cchr_feeds.model.dates import Period
from cchr_feeds.model.forms import USUAL_FORMS, Form
from cchr_feeds.model.outcome import Artifact, Contents, Edition, Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.colours import palette
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.mailing import mail_artifacts
from cchr_feeds.render.newsletter.note import note_html
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.render.unbroken import between_words
from cchr_feeds.sharing import shared
from cchr_feeds.text.cut import width
from cchr_feeds.text.dates import period_in_words
from cchr_feeds.text.wording import wording

EDITION = "newsletter/edition.html.j2"
_BATCH, _FEWEST = 2, 24
"""Editions that a process makes at a time, and from how many on two share them."""

INDEX = "newsletter/index.html.j2"


def newsletter_artifacts(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """Every edition, and the page that lists them."""

    def made(edition: Edition) -> list[Artifact]:
        forms = contents.forms.get(edition.period, USUAL_FORMS)
        return edition_artifacts(edition, contents.site, templates, forms)

    yield from chain.from_iterable(shared(made, contents.editions, _BATCH, _FEWEST))
    yield index_artifact(contents.editions, contents.site, templates)


def edition_artifacts(
    edition: Edition, site: Site, templates: Templates, forms: Collection[Form] = USUAL_FORMS
) -> list[Artifact]:
    """One edition's page, and its mail in these forms as far as what they need is known."""
    letter = Letter(edition, site)
    page = edition_html(letter, templates, mail=False)
    return [
        Artifact(f"{edition.folder}/{edition.language}.html", page.encode(), Part.NEWSLETTERS),
        *mail_artifacts(letter, forms, lambda each: edition_html(each, templates, mail=True)),
    ]


def index_artifact(editions: Sequence[Edition], site: Site, templates: Templates) -> Artifact:
    """The page that lists every edition in every language, newest first."""
    letters = [Letter(edition, site) for edition in editions]
    newest = sorted(letters, key=_period, reverse=True)
    page = templates.html(
        INDEX,
        site=site,
        language=site.main_language,
        periods=[(period, list(group)) for period, group in groupby(newest, key=_period)],
        period_in_words=period_in_words,
        typeface=typeface,
        wording=wording,
        **dict(_style(site, site.main_language)),
    )
    return Artifact("newsletters/index.html", page.encode(), Part.NEWSLETTERS)


def _period(letter: Letter) -> Period:
    return letter.edition.period


def edition_html(letter: Letter, templates: Templates, *, mail: bool) -> str:
    """The edition as a page: the mail, or its copy on the web, which needs no way to leave the list."""
    colours, face = palette(letter.site.brand.colour), typeface(letter.language)
    link = letter.link if mail else str
    return templates.mail(
        EDITION,
        _fixed(letter),
        letter=letter,
        site=letter.site,
        words=letter.words,
        language=letter.language,
        mail=mail,
        link=link,
        unbroken=lambda text: between_words(text, letter.site.keep_together),
        note=note_html(letter, colours, face, link),
        typeface=typeface,
        wording=wording,
    )


def _fixed(letter: Letter) -> tuple[tuple[str, object], ...]:
    """What every edition of a language has in common."""
    words = ((f"words.{field.name}", getattr(letter.words, field.name)) for field in fields(letter.words))
    return (
        *_style(letter.site, letter.language),
        *((name, text) for name, text in words if isinstance(text, str)),
        ("button_width", 48 + 11 * width(letter.words.read_more)),
    )


def _style(site: Site, language: str) -> tuple[tuple[str, object], ...]:
    """The palette's and the typeface's values by their names."""
    return tuple({**asdict(palette(site.brand.colour)), **asdict(typeface(language))}.items())
