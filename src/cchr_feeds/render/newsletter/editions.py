"""The newsletter's editions: a page for the browser, and the mail as HTML, plain text and ready message."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

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

Kept = dict[str, str]
"""Parts of an edition that have been filled in, each by the key that the template gives it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the list of editions says of one; with `contents.editions` each would be put together again."""

    period: Period
    language: str
    subject: str


def newsletter_artifacts(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """Every edition, and the page that lists them."""

    def made(edition: Edition) -> tuple[Heading, list[Artifact]]:
        forms = contents.forms.get(edition.period, USUAL_FORMS)
        heading = Heading(edition.period, edition.language, Letter(edition, contents.site).subject)
        return heading, edition_artifacts(edition, contents.site, templates, forms)

    headings = []
    for heading, artifacts in shared(made, contents.editions, _BATCH, _FEWEST):
        headings.append(heading)
        yield from artifacts
    if INDEX in templates.own:  # it may show more of an edition
        yield index_artifact(contents.editions, contents.site, templates)
    else:
        yield _index([(heading.period, heading) for heading in headings], contents.site, templates)


def edition_artifacts(
    edition: Edition, site: Site, templates: Templates, forms: Collection[Form] = USUAL_FORMS
) -> list[Artifact]:
    """One edition's page, and its mail in these forms as far as what they need is known."""
    letter = Letter(edition, site)
    on_the_web: Kept = {}
    in_mails = {} if site.newsletter.utm else on_the_web  # they differ in where links lead
    page = edition_html(letter, templates, mail=False, kept=on_the_web)
    return [
        Artifact(f"{edition.folder}/{edition.language}.html", page.encode(), Part.NEWSLETTERS),
        *mail_artifacts(letter, forms, lambda each: edition_html(each, templates, mail=True, kept=in_mails)),
    ]


def index_artifact(editions: Iterable[Edition], site: Site, templates: Templates) -> Artifact:
    """The page that lists every edition in every language, newest first."""
    return _index([(edition.period, Letter(edition, site)) for edition in editions], site, templates)


def _index(letters: Sequence[tuple[Period, Letter | Heading]], site: Site, templates: Templates) -> Artifact:
    newest = groupby(sorted(letters, key=itemgetter(0), reverse=True), key=itemgetter(0))
    page = templates.html(
        INDEX,
        site=site,
        language=site.main_language,
        periods=[(period, [letter for _, letter in group]) for period, group in newest],
        period_in_words=period_in_words,
        typeface=typeface,
        wording=wording,
        **dict(_style(site.brand.colour, site.main_language)),
    )
    return Artifact("newsletters/index.html", page.encode(), Part.NEWSLETTERS)


def edition_html(letter: Letter, templates: Templates, *, mail: bool, kept: Kept | None = None) -> str:
    """The edition as a page: the mail, or its copy on the web, which needs no way to leave the list.

    `kept` gathers the parts that come again when the same edition is folded, or mailed after it is shown.
    """
    colours, face = palette(letter.site.brand.colour), typeface(letter.language)
    link, names = letter.link if mail else str, letter.site.keep_together
    return templates.mail(
        EDITION,
        _fixed(letter.site.brand.colour, letter.language),
        letter=letter,
        site=letter.site,
        words=letter.words,
        language=letter.language,
        mail=mail,
        link=link,
        unbroken=lambda text: between_words(text, names),
        note=note_html(letter, colours, face, link),
        typeface=typeface,
        wording=wording,
        kept={} if kept is None else kept,
    )


@lru_cache(maxsize=64)
def _fixed(colour: str, language: str) -> tuple[tuple[str, object], ...]:
    """What every edition of a language has in common."""
    words = wording(language)
    texts = ((f"words.{field.name}", getattr(words, field.name)) for field in fields(words))
    return (
        *_style(colour, language),
        *((name, text) for name, text in texts if isinstance(text, str)),
        ("button_width", 48 + 11 * width(words.read_more)),
    )


def _style(colour: str, language: str) -> tuple[tuple[str, object], ...]:
    """The palette's and the typeface's values by their names."""
    return tuple({**asdict(palette(colour)), **asdict(typeface(language))}.items())
