"""One mail, ready for each mail service: its own tags in our two places, and no other.

What a service would take for a tag in our texts arrives as written.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from email.utils import quote
from functools import partial
from html import escape

from cchr_feeds.model.part import USUAL_FORMS, Form
from cchr_feeds.render.html_tokens import Token, tokens
from cchr_feeds.render.newsletter.eml import Message
from cchr_feeds.render.newsletter.letter import PLACE, UNSUBSCRIBE, VIEW_ONLINE

# Zero-width, and older than any mail program; texts of ours hold it inside Khmer letters only.
JOINER = "\u200c"
"""Stands in plain text between characters that would begin a tag."""

_GO_ESCAPES = {ord("\\"): r"\\", ord('"'): r"\"", ord("\n"): r"\n"}
_CONDITIONAL = re.compile(r"(<!--\[if [^\]]*\]>)(.*)(<!\[endif\]-->)", re.DOTALL)
_CONDITION = re.compile(r"<!--(\[if [^\]]*\]><!|<!\[endif\])-->")
_OPENED_TWICE = re.compile(r"\{(?=[{#%])")
_CAMPAIGN_MONITOR_TAGS = {UNSUBSCRIBE: "unsubscribe", VIEW_ONLINE: "webversion"}
_CAMPAIGN_MONITOR_LINK = re.compile(
    rf'<a ([^<>]*?)href="({"|".join(_CAMPAIGN_MONITOR_TAGS)})"([^<>]*)>(.*?)</a>', re.DOTALL
)

Rewriting = Callable[[str], str]
Files = dict[str, str]
"""What a service takes, by the ending of a file's name."""


@dataclass(frozen=True, slots=True)
class Service:
    """Its tags for where readers leave the list and see the mail online, and how it gets our text.

    Where `online` is empty, and in plain text if `online_is_escaped`, the edition on our own pages is named.
    """

    unsubscribe: str
    online: str  # empty where the service shows no mails
    html: Rewriting
    text: Rewriting
    files: Callable[[Message], Files]
    online_is_escaped: bool = False  # the service writes the address as HTML there, `=` as `&#x3D;`


def exported(form: Form, message: Message, online: str) -> Files:
    """The files for a service, of a message with places for its tags; `online` is the edition's address."""
    service = SERVICES[form]
    html, text = message.html, message.text
    if not service.online:
        html = html.replace(VIEW_ONLINE, escape(online))
    if not service.online or service.online_is_escaped:
        text = text.replace(VIEW_ONLINE, online)
    html, text = (
        each.replace(UNSUBSCRIBE, service.unsubscribe).replace(VIEW_ONLINE, service.online)
        for each in (service.html(html), service.text(text))
    )
    return service.files(replace(message, subject=service.text(message.subject), html=html, text=text))


def _pages(message: Message) -> Files:
    return {"html": message.html, "txt": message.text}


def _page(message: Message) -> Files:
    """For services that make a campaign's plain text themselves."""
    return {"html": message.html}


def _listmonk_campaign(message: Message) -> Files:
    """A draft for listmonk's POST /api/campaigns; it wants a list, and 1 is the one it comes with."""
    name, address = message.sender
    headers = {"Reply-To": message.reply_to, "List-Id": message.list_id and f"<{message.list_id}>"}
    campaign = {
        "name": _name(message),
        "subject": message.subject,
        "lists": [1],
        # As Go reads them (net/mail): a name in quotes, in any script.
        "from_email": f'"{quote(name)}" <{address}>' if name else address,
        "type": "regular",
        "content_type": "html",
        "messenger": "email",
        "headers": [{header: value} for header, value in headers.items() if value],
        "body": message.html,
        "altbody": message.text,
    }
    return {"json": _json(campaign)}


def _ses_template(message: Message) -> Files:
    """What `aws sesv2 create-email-template --cli-input-json` takes."""
    content = {"Subject": message.subject, "Text": message.text, "Html": message.html}
    return {"json": _json({"TemplateName": _name(message), "TemplateContent": content})}


def _name(message: Message) -> str:
    """newsletter-2024-10-en, after the message's identity."""
    return message.identity.partition("@")[0].replace(".", "-")


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def in_references(characters: str, html: str) -> str:
    """A page with each of the characters, a regular expression, as a character reference."""
    return "".join(_referenced(token, characters) for token in tokens(html))


def _referenced(token: Token, characters: str) -> str:
    if token.name == "style":  # where there are no references; for CSS a space more says the same
        return _OPENED_TWICE.sub("{ ", token.text)
    if conditional := _CONDITIONAL.fullmatch(token.text):  # Outlook reads what is in it as HTML
        return conditional[1] + in_references(characters, conditional[2]) + conditional[3]
    if _CONDITION.fullmatch(token.text):
        return token.text
    return re.sub(characters, lambda found: "".join(f"&#{ord(each)};" for each in found[0]), token.text)


def in_handlebars(text: str) -> str:
    r"""For plain text in Handlebars: \{{ stands for {{."""
    # A backslash before it would be taken for another escape, so a joiner keeps that apart.
    return re.sub(r"\\(?=\{\{)", rf"\\{JOINER}", text).replace("{{", r"\{{")


def in_go_html(html: str) -> str:
    """For a page in Go's html/template, as listmonk reads it."""
    # Go drops comments, Outlook's conditions with them; `Safe` of listmonk lets them through. listmonk also
    # makes a link of any address before @TrackLink.
    page = tokens(in_references("[{}]|@(?=TrackLink)", html))
    return "".join(_safe(token.text) if token.text.startswith("<!--") else token.text for token in page)


def _safe(html: str) -> str:
    """The HTML as a string in a template's tag; a place for a merge tag ends it, and another follows."""
    string = PLACE.sub(r'" }}\g<0>{{ Safe "', html.translate(_GO_ESCAPES))
    return f'{{{{ Safe "{string}" }}}}'


def in_go_text(text: str) -> str:
    """For plain text in Go's html/template, by which listmonk reads that too."""
    # `<` could begin a tag.
    return re.sub("[{<]|@(?=TrackLink)", lambda match: f'{{{{ Safe "{match[0]}" }}}}', text)


def _in_campaign_monitor(html: str) -> str:
    """Its two links are elements of its own instead of `<a>`."""
    return _CAMPAIGN_MONITOR_LINK.sub(_element, in_references(r"\[", html))


def _element(match: re.Match[str]) -> str:
    name = _CAMPAIGN_MONITOR_TAGS[match[2]]
    return f"<{name} {(match[1] + match[3]).strip()}>{match[4]}</{name}>"


# In HTML, a character of what would be taken for a tag becomes a reference, which readers' programs show and
# services do not see. Plain text has no such thing: there a service's own way is used where one is
# documented; else an invisible joiner keeps the characters apart.
_IN_BRACES = partial(in_references, "[{}]")
_APART_IN_BRACES = partial(re.sub, r"(?<=\{)(?=[{%#])", JOINER)

SERVICES: Mapping[Form, Service] = {
    Form("mailchimp"): Service(
        "*|UNSUB|*",
        "*|ARCHIVE|*",
        partial(in_references, r"(?<=\*)\||\|(?=\*)"),
        partial(re.sub, r"(?<=\*)(?=\|)", JOINER),
        _pages,
    ),
    Form("listmonk"): Service(
        "{{ UnsubscribeURL }}", "{{ MessageURL }}", in_go_html, in_go_text, _listmonk_campaign
    ),
    Form("brevo"): Service("{{ unsubscribe }}", "{{ mirror }}", _IN_BRACES, _APART_IN_BRACES, _page),
    Form("ses"): Service("{{amazonSESUnsubscribeUrl}}", "", _IN_BRACES, in_handlebars, _ses_template),
    # In its page, <% is &lt;% already.
    Form("sendgrid"): Service(
        "{{{unsubscribe}}}",
        "{{Weblink}}",
        partial(in_references, r"[{}[\]]"),
        partial(re.sub, r"(?<=\{)(?=\{)|(?<=\[)(?=\w)|(?<=<)(?=%)", JOINER),
        _pages,
        online_is_escaped=True,
    ),
    Form("campaign-monitor"): Service(
        "[unsubscribe]",
        "[webversion]",
        _in_campaign_monitor,
        partial(re.sub, r"(?<=\[)(?=\w)", JOINER),
        _pages,
    ),
    Form("buttondown"): Service(
        "{{ unsubscribe_url }}", "{{ email_url }}", _IN_BRACES, _APART_IN_BRACES, _page
    ),
    Form("postmark"): Service("{{{ pm:unsubscribe }}}", "", _IN_BRACES, _APART_IN_BRACES, _pages),
    Form("mailerlite"): Service(
        "{$unsubscribe}", "{$url}", _IN_BRACES, partial(re.sub, r"(?<=\{)(?=\$)", JOINER), _pages
    ),
}
"""Each by its name on the command line and in the names of its files."""

FORMS = (*USUAL_FORMS, *SERVICES)
"""All forms of a mail, in the order in which they are made."""
