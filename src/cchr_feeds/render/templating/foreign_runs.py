"""Words of ours in another language than the page's: when it is finished, each gets a `<span>` with `lang`.

Templates may put a word anywhere. Where an element's content is, a browser and a screen reader can be told of
its language; in attributes, comments, titles, scripts and styles it is plain text.
"""

import re

from cchr_feeds.text.wording import BEGIN, END, MIDDLE

_MARK = f"{BEGIN}([^{MIDDLE}]*){MIDDLE}"
_RUN = re.compile(
    r"<!--.*?-->|<(script|style|title|textarea|option)\b.*?</\1\s*>"
    r"""|<[a-z/!](?:"[^"]*"|'[^']*'|[^"'>])*>"""
    rf"|{_MARK}([^{END}]*){END}",
    re.DOTALL | re.IGNORECASE,
)
_LEFT = re.compile(f"{_MARK}|{END}")


def marked_runs(html: str) -> str:
    """The page with each word of another language marked, if it has any."""
    return _RUN.sub(_run, html) if BEGIN in html else html


def _run(found: re.Match[str]) -> str:
    attributes, text = found[2], found[3]
    return f"<span {attributes}>{text}</span>" if attributes else _LEFT.sub("", found[0])
