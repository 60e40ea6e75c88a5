"""The newsletter's editions: a page for the browser, and the mail as HTML, plain text and ready message."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import groupby

from cchr_feeds.model.dates import Period
from cchr_feeds.model.localised import Localised
from cchr_feeds.model.outcome import Artifact, Contents, Edition, Part
from cchr_feeds.model.site import Site
from cchr_feeds.render.colours import palette
from cchr_feeds.render.content import enclosure_kind, image_hosts
from cchr_feeds.render.markdown import markdown_html
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.message import Message, eml
from cchr_feeds.render.newsletter.text_mail import text_mail
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.render.unbroken import Html, unbroken
from cchr_feeds.text.cut import width
from cchr_feeds.text.dates import period_in_words
from cchr_feeds.text.wording import wording

EDITION = "newsletter/edition.html.j2"
INDEX = "newsletter/index.html.j2"

MAIL_LIMIT = 95_000
"""Octets of HTML: Gmail cuts a mail, and its unsubscribe link, off at 102 kB (hteumeuleu/email-bugs#41)."""


def newsletter_artifacts(contents: Contents, templates: Templates) -> Iterator[Artifact]:
    """Every edition, and the page that lists them."""
    for edition in contents.editions:
        yield from edition_artifacts(edition, contents.site, templates)
    yield index_artifact(contents.editions, contents.site, templates)


def edition_artifacts(edition: Edition, site: Site, templates: Templates) -> list[Artifact]:
    """One edition's files; the `.eml` only where sender, postal address and unsubscribe link are known."""
    letter = Letter(edition, site)
    mail = _mail_html(letter, templates)
    text = text_mail(letter)
    folder, name = edition.folder, edition.language
    files = {
        f"{folder}/{name}.html": edition_html(letter, templates, mail=False).encode(),
        f"{folder}/mail/{name}.html": mail.encode(),
        f"{folder}/mail/{name}.txt": text.encode(),
    }
    if not site.newsletter.missing_for_mail():
        files[f"{folder}/mail/{name}.eml"] = eml(_message(letter, mail, text))
    return [Artifact(path, content, Part.NEWSLETTERS) for path, content in files.items()]


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
        **_style(site, site.main_language),
    )
    return Artifact("newsletters/index.html", page.encode(), Part.NEWSLETTERS)


def _period(letter: Letter) -> Period:
    return letter.edition.period


def edition_html(letter: Letter, templates: Templates, *, mail: bool) -> str:
    """The edition as a page: the mail, or its copy on the web, which needs no way to leave the list."""
    return templates.mail(
        EDITION,
        letter=letter,
        site=letter.site,
        words=letter.words,
        language=letter.language,
        mail=mail,
        link=letter.link if mail else str,
        unbroken=lambda text: unbroken(text, letter.site.keep_together),
        note=_note(letter),
        button_width=48 + 11 * width(letter.words.read_more),
        **_style(letter.site, letter.language),
    )


def _style(site: Site, language: str) -> dict[str, object]:
    """The palette's and the typeface's values by their names, and functions for other languages.

    Names, because the sandbox takes 5 µs to look at an attribute, and an inlined page has a thousand.
    """
    return {
        **asdict(palette(site.brand.colour)),
        **asdict(typeface(language)),
        "typeface": typeface,
        "wording": wording,
        "enclosure_kind": enclosure_kind,
    }


def _note(letter: Letter) -> Html:
    return Html(markdown_html(letter.edition.editor.note, image_hosts(letter.site)))


def _of(value: Localised[str] | None, language: str) -> str:
    return value[language] if value else ""


def _mail_html(letter: Letter, templates: Templates) -> str:
    """The whole letter; or with as many full entries as fit, the later ones by their titles."""

    def rendered(full: int | None) -> str:
        return edition_html(replace(letter, full=full), templates, mail=True)

    whole = rendered(None)
    if len(whole.encode()) <= MAIL_LIMIT:
        return whole
    counts = range(len(letter.entries))
    fitting = bisect_right(counts, MAIL_LIMIT, key=lambda full: len(rendered(full).encode()))
    return rendered(max(fitting - 1, 0))


def _message(letter: Letter, html: str, text: str) -> Message:
    settings, language = letter.site.newsletter, letter.language
    sender = settings.sender
    return Message(
        sender=(_of(sender.name, language) or letter.organisation, sender.address[language])
        if sender
        else ("", ""),
        subject=letter.subject,
        language=language,
        moment=letter.moment,
        identity=f"newsletter.{letter.edition.period}.{language}@{letter.site.authority}",
        text=text,
        html=html,
        unsubscribe=_of(settings.unsubscribe, language),
        reply_to=_of(settings.reply_to, language),
        list_id=_of(settings.list_id, language),
    )
