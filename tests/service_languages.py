"""What mail services do with a mail: each one's own language, read as its documents or its source say.

These know nothing of the product. Each takes the mail and the addresses that belong into it, and
gives what a reader gets; where a service would fail, or leave a gap, it raises `Mishap`.
"""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from jinja2 import Environment, StrictUndefined, TemplateError

Values = Mapping[str, str]
ParsedFile = Callable[[str, Values], str]


class Mishap(Exception):
    """The service finds a tag that was not meant, or can't read one."""


def _known(values: Values, name: str) -> str:
    if name not in values:
        raise Mishap(f"{name} means nothing")
    return values[name]


def mailchimp(mail: str, values: Values) -> str:
    """Mailchimp's merge tags: *|NAME|*."""
    return re.sub(r"\*\|(.*?)\|\*", lambda tag: _known(values, tag[1]), mail, flags=re.DOTALL)


def django_like(mail: str, values: Values) -> str:
    """Brevo's language is Django's; Jinja reads all of its tags that matter here."""
    environment = Environment(undefined=StrictUndefined, autoescape=True, keep_trailing_newline=True)
    try:
        return environment.from_string(mail).render(values)
    except TemplateError as error:
        raise Mishap(str(error)) from error


def postmark(mail: str, values: Values) -> str:
    """Postmark's own placeholder and, in its templates, the tags of Mustachio: {{name}} and {{{name}}}."""
    return re.sub(
        r"\{\{\{\s*(.*?)\s*\}\}\}|\{\{\s*(.*?)\s*\}\}",
        lambda tag: _known(values, tag[1] or tag[2]),
        mail,
        flags=re.DOTALL,
    )


def mailerlite(mail: str, values: Values) -> str:
    """MailerLite's variables: {$name}."""
    return re.sub(r"\{\$(.*?)\}", lambda tag: _known(values, tag[1]), mail, flags=re.DOTALL)


def _as_handlebars_escapes(text: str) -> str:
    """Its escapeExpression (handlebars, lib/handlebars/utils.js): `=` and the backtick as well."""
    return escape(text).replace("=", "&#x3D;").replace("`", "&#x60;")


def handlebars(mail: str, values: Values, escaped: Callable[[str], str] = _as_handlebars_escapes) -> str:
    r"""Handlebars: {{name}}, {{{name}}}, \{{ for what is no tag, and \\{{ for a backslash before a tag.

    After \{{ everything is text up to the next opening, as in its lexer (handlebars.l).
    """
    shown, rest = "", mail
    while (start := rest.find("{{")) >= 0:
        before, rest = rest[:start], rest[start:]
        if before.endswith("\\") and not before.endswith("\\\\"):
            literal = re.match(r"(?s).{2,}?(?=\\{0,2}\{\{|\Z)", rest)
            assert literal
            shown, rest = shown + before[:-1] + literal[0], rest[literal.end() :]
            continue
        tag = re.match(r"\{\{\{\s*(?P<raw>\w+)\s*\}\}\}|\{\{\s*(?P<name>\w+)\s*\}\}", rest)
        if not tag:
            raise Mishap(f"no tag can begin like {rest[:20]!r}")
        value = _known(values, tag["raw"]) if tag["raw"] else escaped(_known(values, tag["name"]))
        shown += before[:-1] if before.endswith("\\\\") else before
        shown, rest = shown + value, rest[tag.end() :]
    return shown + rest


def amazon_ses(mail: str, values: Values) -> str:
    """Amazon SES's Handlebars, which escapes nothing (its guide, "Advanced email personalization")."""
    return handlebars(mail, values, str)


def sendgrid(mail: str, values: Values) -> str:
    """SendGrid's Handlebars, which escapes, and its older tags: <%name%> and [unsubscribe]."""
    older = re.search(r"<%|\[(?:unsubscribe|unsubscribe_preferences|weblink)\]", mail, re.IGNORECASE)
    if older:
        raise Mishap(f"{older[0]} is an older tag")
    return handlebars(mail, values)


def campaign_monitor_html(mail: str, values: Values) -> str:
    """Campaign Monitor's elements in a page of one's own, and its [fields] in what readers see."""
    mail = re.sub(
        r"<(unsubscribe|webversion)( [^>]*)?>(.*?)</\1>",
        lambda tag: f'<a{tag[2] or ""} href="{escape(_known(values, tag[1]))}">{tag[3]}</a>',
        mail,
        flags=re.DOTALL,
    )
    seen = re.sub(r"(?s)<style.*?</style>|<!(--)?\[[^\]]*\](--)?>|<!--|-->", "", mail)
    _refuse_fields(seen)
    return mail


def campaign_monitor_text(mail: str, values: Values) -> str:
    """Campaign Monitor's [tags] in plain text."""
    shown = re.sub(r"\[(unsubscribe|webversion)\]", lambda tag: f"\x1a{_known(values, tag[1])}\x1a", mail)
    _refuse_fields(re.sub("\x1a.*?\x1a", "", shown))
    return shown.replace("\x1a", "")


def _refuse_fields(text: str) -> None:
    if field := re.search(r"\[\w[^\[\]]*\]", text):
        raise Mishap(f"{field[0]} is a field")


# --- listmonk: Go's templates after its own shorthand (models/common.go, internal/manager/manager.go) ---

_TRACKED = re.compile(r"https?://[\w\-.~!#$&'()*+,/:;=?@\[\]%]*@TrackLink")
_STRING = r'"(?:[^"\\\n]|\\.)*"'
_ACTION = re.compile(rf"\{{\{{(?:\s*(?:(?P<safe>Safe)\s+)?(?P<string>{_STRING})|\s*(?P<name>\w+))\s*\}}\}}")


def listmonk_html(mail: str, values: Values) -> str:
    """A campaign's body, by html/template: comments are dropped, but not what `Safe` gives."""
    return "".join(_go_pieces(mail, values, _without_comments))


def listmonk_text(mail: str, values: Values) -> str:
    """A campaign's alternative text, by html/template too, where `<` could begin a tag or a comment."""
    return "".join(_go_pieces(mail, values, _without_tags))


def listmonk_subject(mail: str, values: Values) -> str:
    """A campaign's subject, by text/template."""
    return "".join(_go_pieces(mail, values, str))


def _go_pieces(mail: str, values: Values, literal: Callable[[str], str]) -> Iterator[str]:
    if tracked := _TRACKED.search(mail):
        raise Mishap(f"{tracked[0]} becomes a counted link")
    rest = mail
    while (start := rest.find("{{")) >= 0:
        action = _ACTION.match(rest, start)
        if not action:
            raise Mishap(f"no action can begin like {rest[start : start + 20]!r}")
        yield literal(rest[:start])
        yield _result(action, values)
        rest = rest[action.end() :]
    yield literal(rest)


def _result(action: re.Match[str], values: Values) -> str:
    if action["name"]:
        return escape(_known(values, action["name"]))
    string = str(ast.literal_eval(action["string"]))  # Go's escapes that are used here are Python's too
    return string if action["safe"] else escape(string)


def _without_comments(html: str) -> str:
    return re.sub(r"(?s)<!--.*?-->", "", html)


def _without_tags(text: str) -> str:
    if "<" in text:
        raise Mishap("< could begin a tag")
    return text
