"""The newsletter's editions: a page for the browser, and the mail as HTML, plain text and ready message."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from html import escape, unescape
from itertools import groupby
from operator import attrgetter

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import TOKEN
from cchr_feeds.model.colours import Palette, colours_by_name, palette
from cchr_feeds.model.output import Artifact, Contents, Document, Edition, document
from cchr_feeds.model.part import EML, HTML, USUAL_FORMS, Form, Part
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import Localised
from cchr_feeds.problem import Problem
from cchr_feeds.render.content import BETWEEN_POSTS, post
from cchr_feeds.render.formats import Followable, followable
from cchr_feeds.render.layout import NEWSLETTERS, layout
from cchr_feeds.render.markup import Html, between_words, between_words_in_html
from cchr_feeds.render.newsletter.eml import Message, eml
from cchr_feeds.render.newsletter.letter import PICTURE_WIDTH, Letter
from cchr_feeds.render.newsletter.mail_services import FORMS, SERVICES, exported
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.newsletter.size_limit import MARKS, Mail, Page, within_limit
from cchr_feeds.render.templating.templates import EDITION, Templates
from cchr_feeds.render.typefaces import Typeface, typeface
from cchr_feeds.segmentation.words import BREAK
from cchr_feeds.text.cldr import Direction, direction
from cchr_feeds.text.formatting import numbers_of_lists, period_in_words
from cchr_feeds.text.markdown import markdown_html
from cchr_feeds.text.wording import wording

_NOTHING_TO_FOLLOW = Followable()

_ADDRESS = re.compile(r'(<a href=")([^"]*)')
_UNSEEN = re.compile(r"<!--.*?-->|<(style|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_OPENING = re.compile(r'<([a-z][a-z0-9]*)(?=[ >])(?: dir="(ltr|rtl)")?')


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
    """One edition's page, and its mail in those forms for which site.yaml says enough."""
    letter = Letter(edition, site)
    page = edition_page(letter, templates, mail=False, feeds=feeds).html()
    to_post = f"{BETWEEN_POSTS.join(edition_posts(letter))}\n".encode()
    made = [form for form in FORMS if form in forms and not site.newsletter.missing_for(form)]
    artifacts = [
        Artifact(f"{edition.folder}/{edition.language}.html", page.encode(), Part.NEWSLETTERS),
        Artifact(f"{edition.folder}/post/{edition.language}.txt", to_post, Part.NEWSLETTERS),
    ]
    for for_service, group in groupby(made, SERVICES.__contains__):
        artifacts += _mail_artifacts(replace(letter, for_service=for_service), [*group], templates)
    return artifacts


def edition_posts(letter: Letter) -> list[str]:
    """Texts to post about the edition and each of its entries, its lead first."""
    entries = sorted(letter.entries, key=lambda entry: entry is not letter.lead)
    first = post(letter.title, letter.lead.title if letter.lead else letter.count, letter.url)
    return [first, *(post(each.title, each.summary, each.url) for each in entries)]


def index_html(
    editions: Sequence[Edition], site: Site, templates: Templates, feeds: Followable = _NOTHING_TO_FOLLOW
) -> str:
    """The page that lists every edition in every language, newest first."""
    period = attrgetter("edition.period")
    newest = sorted((Letter(edition, site) for edition in editions), key=period, reverse=True)
    tongues: dict[str, str] = {}  # to say our own words in: of languages with the same words, the first
    for language in site.languages:
        tongues.setdefault(wording(language, site).newsletters_heading, language)
    return templates.html(
        "newsletter/index.html.j2",
        **layout(site, site.main_language, NEWSLETTERS),
        current="newsletter",
        tongues=list(tongues.values()),
        periods=[(when, list(group)) for when, group in groupby(newest, key=period)],
        period_in_words=partial(period_in_words, site=site),
        wording=partial(wording, site=site),
        feed_links=feeds.of_newsletters(site.main_language),
    )


def _mail_artifacts(letter: Letter, forms: Sequence[Form], templates: Templates) -> Iterator[Artifact]:
    """One mail in the usual forms; or with places for services' tags, and what each service gets of it."""
    mail = mail_of(letter, templates)
    message = _message(letter, mail.html, text_mail(mail.letter))
    if forms != [HTML]:
        _refuse_without_duties(mail.html, letter, templates)
    files: dict[str, bytes] = {}
    for form in forms:
        if form == HTML:
            files |= {"html": message.html.encode(), "txt": message.text.encode()}
        elif form == EML:
            files["eml"] = eml(message)
        else:
            exports = exported(form, message, letter.link(letter.url))
            files |= {f"{form}.{suffix}": content.encode() for suffix, content in exports.items()}
    paths = [f"{letter.edition.folder}/mail/{letter.language}.{suffix}" for suffix in files]
    warnings = () if letter.for_service else tuple(mail.warnings(f"out/{paths[0]}"))
    for path, content in zip(paths, files.values(), strict=True):
        yield Artifact(path, content, Part.NEWSLETTERS, warnings)
        warnings = ()


def _message(letter: Letter, html: str, text: str) -> Message:
    settings, language = letter.site.newsletter, letter.language
    sender, name = settings.sender, letter.organisation
    return Message(
        sender=(_of(sender.name, language) or name, sender.address[language]) if sender else (name, ""),
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


# What every mail owes its readers, and a template can lose: a way out, and a postal address.


def _refuse_without_duties(html: str, letter: Letter, templates: Templates) -> None:
    """Raises `ProblemsFound` where a project's own template leaves out what must be in a mail."""
    if templates.own and (missing := [*_missing(_UNSEEN.sub("", html), letter)]):
        own = [name for name in (EDITION, *templates.own) if name in templates.own]
        place = f"templates/{own[0]}", templates.line_of(own[0], "{% block footer %}"), 1
        raise ProblemsFound([Problem(*place, "template", message, fix) for message, fix in missing])


def _missing(html: str, letter: Letter) -> Iterator[tuple[str, str]]:
    if not re.search(rf'<a\b[^>]*\bhref="{re.escape(escape(letter.unsubscribe))}"', html):
        fix = _('write <a href="{{{{ letter.unsubscribe }}}}"> where readers can leave the list')
        yield _("the mail has no link by which readers leave the list"), fix
    shown = _pressed(unescape(_TAG.sub("", html)))
    if not all(_pressed(line) in shown for line in letter.postal_lines):
        fix = _('write {{{{ letter.postal_lines | join(", ") }}}} where the mail ends')
        yield _("the mail does not name the postal address"), fix


def _pressed(text: str) -> str:
    return "".join(text.replace(BREAK, "").split())


def edition_page(
    letter: Letter, templates: Templates, *, mail: bool, feeds: Followable = _NOTHING_TO_FOLLOW
) -> Page:
    """The edition as a page: the mail, or its copy on the web, which needs no way to leave the list.

    `feeds` are for the copy to link to.
    """
    colour, face = letter.site.brand.colour, typeface(letter.language)
    link = letter.link if mail else lambda url: url
    names = letter.site.keep_together
    marked = templates.mail(
        letter=letter,
        site=letter.site,
        words=letter.words,
        language=letter.language,
        mail=mail,
        link=link,
        unbroken=lambda text: between_words(text, names),
        note=note_html(letter, palette(colour), face, link),
        typeface=typeface,
        direction=direction,
        part=MARKS,
        feed_links=feeds.of_newsletters(letter.language),
        **colours_by_name(colour),
        **asdict(face),
        **sides(direction(letter.language)),
    )
    return Page(letter, marked)


def mail_of(letter: Letter, templates: Templates) -> Mail:
    """The mail of an edition, as long as it may be."""
    return within_limit(letter, partial(edition_page, templates=templates, mail=True))


def sides(written: Direction) -> dict[str, object]:
    """The sides where lines start and end, and the margins there, by the names that mails' templates use."""
    # Mail programs know no other names than left and right.
    start, end = ("right", "left") if written == "rtl" else ("left", "right")
    margins = {"left": "0 0 0 20px", "right": "0 20px 0 0"}
    return {"dir": written, "start": start, "end": end, "at_start": margins[start], "at_end": margins[end]}


def note_html(letter: Letter, palette: Palette, face: Typeface, link: Callable[[str], str]) -> Html:
    """The note; each element has its style, and those that are coloured by night a class as well.

    `link` gives the address that a link leads to instead of its own.
    """
    if not letter.edition.editor.note:
        return Html("")
    usual = direction(letter.language)
    attributes = {written: _attributes(letter, palette, face, written) for written in ("ltr", "rtl")}
    html = markdown_html(letter.edition.editor.note, letter.language, letter.site.image_hosts)
    html = _ADDRESS.sub(lambda found: f"{found[1]}{escape(link(unescape(found[2])))}", html)
    # "<" begins nothing but a tag here: nh3 writes every other one as &lt;
    styled = _OPENING.sub(lambda tag: tag[0] + attributes[tag[2] or usual].get(tag[1], ""), html)
    return between_words_in_html(styled, letter.site.keep_together)


def _attributes(letter: Letter, palette: Palette, face: Typeface, written: Direction) -> Mapping[str, str]:
    """What to add to each opening tag of a block that is written in this direction."""
    start = "right" if written == "rtl" else "left"
    aligned = "" if written == direction(letter.language) else f"; text-align:{start}"
    numbers = numbers_of_lists(letter.language, letter.site)

    def margin(width: int) -> str:
        return f"0 {width}px 12px 0" if written == "rtl" else f"0 0 12px {width}px"

    heading = f"margin:16px 0 8px{aligned}; line-height:{face.title_leading}; font-weight:700; font-size"
    cell = f"padding:4px 8px; border:1px solid {palette.line}; text-align:{start}"
    styles = {
        "p": f"margin:0 0 12px{aligned}",
        "a": f"color:{palette.accent}; text-decoration:underline",
        "img": f"display:block; width:auto; max-width:100%; height:auto; border:0; color:{palette.muted}",
        "h2": f"{heading}:20px",
        **{f"h{level}": f"{heading}:{face.size}px" for level in (3, 4, 5, 6)},
        # Word's engine, which drops padding, needs the margin for its bullets.
        "ul": f"margin:{margin(20)}; padding:0",
        "ol": f"margin:{margin(24)}; padding:0; list-style-type:{numbers}",
        "li": f"margin:0; padding:2px 0{aligned}",
        "blockquote": f"margin:0 0 12px; padding-{start}:14px; border-{start}:3px solid {palette.line}",
        "hr": f"height:1px; margin:16px 0; border:0; background-color:{palette.line}",
        "pre": "margin:0 0 12px; white-space:pre-wrap; font-size:14px",
        "table": "border-collapse:collapse; margin:0 0 12px",
        "th": f"{cell}; font-weight:700",
        "td": cell,
    }
    classes = {"a": "link", "img": "picture", "blockquote": "rule", "td": "rule", "th": "rule"}
    added = {tag: f' style="{style}"' for tag, style in styles.items()}
    added |= {tag: f' class="{name}"{added[tag]}' for tag, name in classes.items()}
    added["img"] += f' width="{PICTURE_WIDTH}"'
    added["th"] += ' scope="col"'
    return added
