"""An edition's mail in every form that is wanted: HTML, plain text, ready message, or for a mail service."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from cchr_feeds.model.output import Artifact
from cchr_feeds.model.part import EML, HTML, USUAL_FORMS, Form, Part
from cchr_feeds.model.values import Localised
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.message import Message, eml
from cchr_feeds.render.newsletter.services import FORMS, SERVICES, exported
from cchr_feeds.render.newsletter.size_limit import Rendered, within_limit
from cchr_feeds.render.newsletter.text_mail import text_mail


def mail_artifacts(letter: Letter, forms: Collection[Form], rendered: Rendered) -> Iterator[Artifact]:
    """The mail's files; a form that lacks a setting of `newsletter:` is left out."""
    made = [form for form in FORMS if form in forms and not letter.site.newsletter.missing_for(form)]
    services = [form for form in made if form in SERVICES]
    usual = [form for form in made if form in USUAL_FORMS]
    if usual:
        yield from _usual_files(letter, usual, rendered)
    if services:
        yield from _files_for(services, letter, rendered)


def _usual_files(letter: Letter, forms: Sequence[Form], rendered: Rendered) -> Iterator[Artifact]:
    mail = within_limit(letter, rendered)
    text = text_mail(mail.letter)
    files: dict[str, bytes] = {}
    if HTML in forms:
        files |= {"html": mail.html.encode(), "txt": text.encode()}
    if EML in forms:
        files["eml"] = eml(_message(letter, mail.html, text))
    warnings = tuple(mail.warnings(f"out/{_path(letter, next(iter(files)))}"))
    for suffix, content in files.items():
        yield Artifact(_path(letter, suffix), content, Part.NEWSLETTERS, warnings)
        warnings = ()


def _files_for(services: Sequence[Form], letter: Letter, rendered: Rendered) -> Iterator[Artifact]:
    """One mail with places for the services' tags, and what each service gets of it."""
    neutral = replace(letter, for_service=True)
    mail = within_limit(neutral, rendered)
    message = _message(neutral, mail.html, text_mail(mail.letter))
    for service in services:
        for suffix, content in exported(service, message, letter.online).items():
            path = _path(letter, f"{service}.{suffix}")
            yield Artifact(path, content.encode(), Part.NEWSLETTERS)


def _path(letter: Letter, suffix: str) -> str:
    return f"{letter.edition.folder}/mail/{letter.language}.{suffix}"


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
        unsubscribe=letter.unsubscribe,
        reply_to=_of(settings.reply_to, language),
        list_id=_of(settings.list_id, language),
    )


def _of(value: Localised[str] | None, language: str) -> str:
    return value[language] if value else ""
