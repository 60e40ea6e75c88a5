"""What every mail owes its readers, and a template can lose: a way out, and a postal address."""

import re
from collections.abc import Iterator
from html import escape, unescape

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.problem import Problem
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.segmentation.words import BREAK

_UNSEEN = re.compile(r"<!--.*?-->|<(style|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
_PAGE, _FOOTER = "newsletter/edition.html.j2", "{% block footer %}"


def refuse_without_duties(html: str, letter: Letter, templates: Templates) -> None:
    """Raises `ProblemsFound` where a project's own template leaves out what must be in a mail."""
    if templates.own and (missing := [*_missing(_UNSEEN.sub("", html), letter)]):
        own = [name for name in (_PAGE, *templates.own) if name in templates.own]
        place = f"templates/{own[0]}", templates.line_of(own[0], _FOOTER), 1
        raise ProblemsFound([Problem(*place, "template", message, fix) for message, fix in missing])


def _missing(html: str, letter: Letter) -> Iterator[tuple[str, str]]:
    """What is wrong with a mail, and what to write."""
    if not re.search(rf'<a\b[^>]*\bhref="{re.escape(escape(letter.unsubscribe))}"', html):
        fix = _('write <a href="{{{{ letter.unsubscribe }}}}"> where readers can leave the list')
        yield _("the mail has no link by which readers leave the list"), fix
    shown = _pressed(unescape(_TAG.sub("", html)))
    if not all(_pressed(line) in shown for line in letter.postal_lines):
        fix = _('write {{{{ letter.postal_lines | join(", ") }}}} where the mail ends')
        yield _("the mail does not name the postal address"), fix


def _pressed(text: str) -> str:
    return "".join(text.replace(BREAK, "").split())
