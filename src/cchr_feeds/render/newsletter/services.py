"""One mail, ready for each mail service: its own tags in our two places, and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.model.part import USUAL_FORMS, Form
from cchr_feeds.render.newsletter.links import UNSUBSCRIBE, VIEW_ONLINE
from cchr_feeds.render.newsletter.merge_tags import (
    Rewriting,
    in_go_html,
    in_go_text,
    in_handlebars,
    in_references,
    kept_apart,
)
from cchr_feeds.render.newsletter.message import Message

Files = dict[str, str]
"""What a service takes, by the ending of a file's name."""


@dataclass(frozen=True, slots=True)
class Service:
    """Its tags for where readers leave the list and see the mail online, and how it gets our text.

    `online` is empty where a service shows no mails: then the edition on our own pages is named. So it
    is in plain text where `online_is_escaped`: the service writes the address as HTML, `=` as `&#x3D;`.
    """

    unsubscribe: str
    online: str
    html: Rewriting
    text: Rewriting
    files: Callable[[Message], Files]
    online_is_escaped: bool = False


def exported(form: Form, message: Message, online: str) -> Files:
    """The files for a service, made of a message with places for its tags; `online` is the edition's address.

    Raises `ProblemsFound` if a template of the project's own has no place for the unsubscribe link.
    """
    if UNSUBSCRIBE not in message.html:
        raise ProblemsFound([_no_way_out()])
    service = SERVICES[form]
    html, text = message.html, message.text
    if not service.online:
        html = html.replace(VIEW_ONLINE, escape(online))
    if not service.online or service.online_is_escaped:
        text = text.replace(VIEW_ONLINE, online)
    ready = replace(
        message,
        subject=service.text(message.subject),
        html=_tagged(service.html(html), service),
        text=_tagged(service.text(text), service),
    )
    return service.files(ready)


def _no_way_out() -> Problem:
    fix = _('write <a href="{{{{ letter.unsubscribe }}}}"> where readers leave the list')
    return Problem(
        "templates/newsletter/edition.html.j2",
        1,
        1,
        "template",
        _("the mail has no place for a service's unsubscribe link"),
        fix,
    )


def _tagged(text: str, service: Service) -> str:
    return text.replace(UNSUBSCRIBE, service.unsubscribe).replace(VIEW_ONLINE, service.online)


def _pages(message: Message) -> Files:
    return {"html": message.html, "txt": message.text}


def _page_alone(message: Message) -> Files:
    return {"html": message.html}


def _listmonk_campaign(message: Message) -> Files:
    """A draft for listmonk's POST /api/campaigns; it wants a list, and 1 is the one it comes with."""
    headers = {"Reply-To": message.reply_to, "List-Id": message.list_id and f"<{message.list_id}>"}
    return {
        "json": _json(
            {
                "name": _name(message),
                "subject": message.subject,
                "lists": [1],
                "from_email": _mailbox(*message.sender),
                "type": "regular",
                "content_type": "html",
                "messenger": "email",
                "headers": [{name: value} for name, value in headers.items() if value],
                "body": message.html,
                "altbody": message.text,
            }
        )
    }


def _mailbox(name: str, address: str) -> str:
    """Sender and address as Go reads them (net/mail): a name in quotes, in any script."""
    quoted = re.sub(r'(["\\])', r"\\\1", name)
    return f'"{quoted}" <{address}>' if name else address


def _ses_template(message: Message) -> Files:
    """What `aws sesv2 create-email-template --cli-input-json` takes."""
    content = {"Subject": message.subject, "Text": message.text, "Html": message.html}
    return {"json": _json({"TemplateName": _name(message), "TemplateContent": content})}


def _name(message: Message) -> str:
    """newsletter-2024-10-en, after the message's identity."""
    return message.identity.partition("@")[0].replace(".", "-")


def _json(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


_CAMPAIGN_MONITOR_TAGS = {UNSUBSCRIBE: "unsubscribe", VIEW_ONLINE: "webversion"}
_CAMPAIGN_MONITOR_LINK = re.compile(
    rf'<a ([^<>]*?)href="({"|".join(_CAMPAIGN_MONITOR_TAGS)})"([^<>]*)>(.*?)</a>', re.DOTALL
)


def _in_campaign_monitor(html: str) -> str:
    """Its two links are elements of its own instead of `<a>`."""
    return _CAMPAIGN_MONITOR_LINK.sub(_element, in_references(r"\[")(html))


def _element(match: re.Match[str]) -> str:
    name = _CAMPAIGN_MONITOR_TAGS[match[2]]
    return f"<{name} {(match[1] + match[3]).strip()}>{match[4]}</{name}>"


_IN_BRACES = in_references("[{}]")

SERVICES: Mapping[Form, Service] = {
    Form("mailchimp"): Service(
        unsubscribe="*|UNSUB|*",
        online="*|ARCHIVE|*",
        html=in_references(r"(?<=\*)\||\|(?=\*)"),
        text=kept_apart(r"(?<=\*)(?=\|)"),
        files=_pages,
    ),
    Form("listmonk"): Service(
        unsubscribe="{{ UnsubscribeURL }}",
        online="{{ MessageURL }}",
        html=in_go_html,
        text=in_go_text,
        files=_listmonk_campaign,
    ),
    Form("brevo"): Service(
        unsubscribe="{{ unsubscribe }}",
        online="{{ mirror }}",
        html=_IN_BRACES,
        text=kept_apart(r"(?<=\{)(?=[{%#])"),
        files=_page_alone,  # it makes a campaign's plain text itself
    ),
    Form("ses"): Service(
        unsubscribe="{{amazonSESUnsubscribeUrl}}",
        online="",
        html=_IN_BRACES,
        text=in_handlebars,
        files=_ses_template,
    ),
    Form("sendgrid"): Service(
        unsubscribe="{{{unsubscribe}}}",
        online="{{Weblink}}",
        html=in_references(r"[{}[\]]"),  # <% is &lt;% already
        text=kept_apart(r"(?<=\{)(?=\{)|(?<=\[)(?=\w)|(?<=<)(?=%)"),
        files=_pages,
        online_is_escaped=True,
    ),
    Form("campaign-monitor"): Service(
        unsubscribe="[unsubscribe]",
        online="[webversion]",
        html=_in_campaign_monitor,
        text=kept_apart(r"(?<=\[)(?=\w)"),
        files=_pages,
    ),
}
"""Each by its name on the command line and in the names of its files."""

FORMS = (*USUAL_FORMS, *SERVICES)
"""All forms of a mail, in the order in which they are made."""
