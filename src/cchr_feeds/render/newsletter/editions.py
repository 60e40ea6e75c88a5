"""The newsletter's editions: a page for the browser, and the mail as HTML, plain text and ready message."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import groupby

from cchr_feeds.model.addresses import TOKEN
from cchr_feeds.model.colours import palette
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import Artifact, Contents, Document, Edition, document
from cchr_feeds.model.part import EML, HTML, USUAL_FORMS, Form, Part
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import Localised
from cchr_feeds.render.content import post, posts
from cchr_feeds.render.formats import Followable, followable
from cchr_feeds.render.layout import NEWSLETTERS, layout
from cchr_feeds.render.markup import between_words
from cchr_feeds.render.newsletter.editors_note import note_html
from cchr_feeds.render.newsletter.eml import Message, eml
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.mail_duties import refuse_without_duties
from cchr_feeds.render.newsletter.mail_services import FORMS, SERVICES, exported
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.newsletter.size_limit import MARKS, Mail, Page, Rendered, pieces_of, within_limit
from cchr_feeds.render.templating.templates import Blocks, Templates
from cchr_feeds.render.typefaces import typeface
from cchr_feeds.text.cldr import Direction, direction
from cchr_feeds.text.formatting import period_in_words
from cchr_feeds.text.wording import wording

EDITION = "newsletter/edition.html.j2"
INDEX = "newsletter/index.html.j2"

_NOTHING_TO_FOLLOW = Followable()
_SAME = ("selvedge", "lead", "contents", "entries", "elsewhere", "supporters")
"""The blocks that say the same in a mail and in its copy on the web."""


def edition_documents(
    contents: Contents, templates: Templates, shown: Iterable[Edition] | None = None
) -> Iterator[Document]:
    """Every edition, or the shown ones, in the forms wanted of its period."""
    feeds = followable(contents.feeds, contents.newsletters)
    for edition in contents.editions if shown is None else shown:
        forms = tuple(sorted(contents.forms.get(edition.period, USUAL_FORMS)))
        yield partial(edition_artifacts, edition, contents.site, templates, forms, feeds)


def index_document(contents: Contents, templates: Templates) -> Document:
    """The page that lists all editions."""
    feeds = followable(contents.feeds, contents.newsletters)
    given = contents.editions, contents.site, templates, feeds
    return document(Part.NEWSLETTERS, NEWSLETTERS, index_html, *given)


def edition_artifacts(
    edition: Edition,
    site: Site,
    templates: Templates,
    forms: Collection[Form] = USUAL_FORMS,
    feeds: Followable = _NOTHING_TO_FOLLOW,
) -> list[Artifact]:
    """One edition's page, and its mail in these forms as far as what they need is known."""
    letter = Letter(edition, site)
    # A template of the project's own may tell pages apart, and with campaign parameters their links differ.
    same = None if templates.own or site.newsletter.utm else dict.fromkeys(_SAME, "")
    page = edition_page(letter, templates, mail=False, same=same, feeds=feeds).html()
    rendered = partial(edition_page, templates=templates, mail=True, same=same)
    to_post = posts(edition_posts(letter)).encode()
    return [
        Artifact(f"{edition.folder}/{edition.language}.html", page.encode(), Part.NEWSLETTERS),
        Artifact(f"{edition.folder}/post/{edition.language}.txt", to_post, Part.NEWSLETTERS),
        *_mail_artifacts(letter, forms, templates, rendered),
    ]


def edition_posts(letter: Letter) -> list[str]:
    """Texts to post about the edition and each of its entries, its lead first."""
    lead = [letter.lead] if letter.lead else []
    entries = [*lead, *(entry for entry in letter.entries if entry is not letter.lead)]
    first = post(letter.title, letter.lead.title if letter.lead else letter.count, letter.url)
    return [first, *(post(each.title, each.summary, each.url) for each in entries)]


def index_html(
    editions: Sequence[Edition], site: Site, templates: Templates, feeds: Followable = _NOTHING_TO_FOLLOW
) -> str:
    """The page that lists every edition in every language, newest first."""
    newest = sorted((Letter(edition, site) for edition in editions), key=_period, reverse=True)
    tongues: dict[str, str] = {}  # to say our own words in: of languages with the same words, the first
    for language in site.languages:
        tongues.setdefault(wording(language, site).newsletters_heading, language)
    return templates.html(
        INDEX,
        **layout(site, site.main_language, NEWSLETTERS),
        current="newsletter",
        tongues=list(tongues.values()),
        periods=[(period, list(group)) for period, group in groupby(newest, key=_period)],
        period_in_words=partial(period_in_words, site=site),
        wording=partial(wording, site=site),
        feed_links=feeds.of_newsletters(site.main_language),
    )


def _period(letter: Letter) -> Period:
    return letter.edition.period


def _mail_artifacts(
    letter: Letter, forms: Collection[Form], templates: Templates, rendered: Rendered
) -> Iterator[Artifact]:
    """The mail's files; a form that lacks a setting of `newsletter:` is left out."""
    made = [form for form in FORMS if form in forms and not letter.site.newsletter.missing_for(form)]
    services = [form for form in made if form in SERVICES]
    usual = [form for form in made if form in USUAL_FORMS]
    if usual:
        yield from _usual_files(letter, usual, templates, rendered)
    if services:
        yield from _files_for(services, letter, templates, rendered)


def _usual_files(
    letter: Letter, forms: Sequence[Form], templates: Templates, rendered: Rendered
) -> Iterator[Artifact]:
    mail = within_limit(letter, rendered)
    text = text_mail(mail.letter)
    files: dict[str, bytes] = {}
    if HTML in forms:
        files |= {"html": mail.html.encode(), "txt": text.encode()}
    if EML in forms:
        refuse_without_duties(mail.html, letter, templates)
        files["eml"] = eml(_message(letter, mail.html, text))
    warnings = tuple(mail.warnings(f"out/{_path(letter, next(iter(files)))}"))
    for suffix, content in files.items():
        yield Artifact(_path(letter, suffix), content, Part.NEWSLETTERS, warnings)
        warnings = ()


def _files_for(
    services: Sequence[Form], letter: Letter, templates: Templates, rendered: Rendered
) -> Iterator[Artifact]:
    """One mail with places for the services' tags, and what each service gets of it."""
    neutral = replace(letter, for_service=True)
    mail = within_limit(neutral, rendered)
    refuse_without_duties(mail.html, neutral, templates)
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
        ways_out=tuple(each for each in settings.ways_out(language) if TOKEN not in each),
        reply_to=_of(settings.reply_to, language),
        list_id=_of(settings.list_id, language),
    )


def _of(value: Localised[str] | None, language: str) -> str:
    return value[language] if value else ""


def edition_page(
    letter: Letter,
    templates: Templates,
    *,
    mail: bool,
    same: Blocks | None = None,
    feeds: Followable = _NOTHING_TO_FOLLOW,
) -> Page:
    """The edition as a page: the mail, or its copy on the web, which needs no way to leave the list.

    `same` keeps the blocks that are the same in both; `feeds` are for the copy to link to.
    """
    colours, face = palette(letter.site.brand.colour), typeface(letter.language)
    link = letter.link if mail else lambda url: url
    names = letter.site.keep_together
    marked = templates.mail(
        EDITION,
        same,
        letter=letter,
        site=letter.site,
        words=letter.words,
        language=letter.language,
        mail=mail,
        link=link,
        unbroken=lambda text: between_words(text, names),
        note=note_html(letter, colours, face, link),
        typeface=typeface,
        direction=direction,
        part=MARKS,
        feed_links=feeds.of_newsletters(letter.language),
        **asdict(colours),
        **asdict(face),
        **sides(direction(letter.language)),
    )
    return Page(letter, [*pieces_of(marked)])


def mail_of(letter: Letter, templates: Templates) -> Mail:
    """The mail of an edition, as long as it may be."""
    return within_limit(letter, partial(edition_page, templates=templates, mail=True))


def sides(written: Direction) -> dict[str, object]:
    """What lies on the side where lines start: mail programs know no other names than left and right."""
    if written == "rtl":
        start, end, at_start, at_end = "right", "left", "0 20px 0 0", "0 0 0 20px"
    else:
        start, end, at_start, at_end = "left", "right", "0 0 0 20px", "0 20px 0 0"
    return {
        "dir": written,
        "start": start,
        "end": end,
        "at_start": at_start,
        "at_end": at_end,
    }
