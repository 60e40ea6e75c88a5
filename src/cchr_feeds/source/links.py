"""Links in Markdown: only an address in full works in feeds and mails, and none may pass for another."""

import re
from collections.abc import Collection, Iterator

from cchr_feeds.i18n import _
from cchr_feeds.model.addresses import is_address, web_address
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.values import accepts
from cchr_feeds.problem import InvalidValue, NodePath, Violation
from cchr_feeds.text.markdown import relative_links

_BEFORE = r"(?:\]\(\s*<?|\]:\s+<?|<(?=https?:|mailto:))"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ANYWHERE = re.compile(rf"{_BEFORE}(?P<target>[^)\s>]+)", re.IGNORECASE)


def links_in(text: str) -> list[str]:
    """The targets of all links and pictures of a Markdown text as written; those in code, too."""
    return _ANYWHERE.findall(text)


def link_violations(publication: Publication) -> Iterator[Violation]:
    """What is wrong with the links in the bodies of a publication."""
    for language, translation in publication.translations.items():
        files = [each.file for each in translation.files if each.file]
        yield from markdown_violations(translation.body, (language, "body"), files)


def markdown_violations(text: str, path: NodePath, files: Collection[str] = ()) -> Iterator[Violation]:
    """Links in a Markdown text that are no full addresses, or that are made to look like another's.

    `files` are the names of files that readers find below the text.
    """
    for found in _ANYWHERE.finditer(text):
        if is_address(found["target"]) and (refused := _refused(found["target"])):
            message = _("in the link {address!r}: {why}", address=found["target"], why=refused.message)
            yield _violation(path, message, refused, text, found)
    for target in relative_links(text):
        refused = _relative(target, files)
        if _SCHEME.match(target):
            message = _("in the link {address!r}: {why}", address=target, why=refused.message)
        else:
            message = _("the link {address!r} is not a full address and won't work", address=target)
        places = [*re.finditer(rf"{_BEFORE}(?P<target>{re.escape(target)})(?=[\s)>]|\Z)", text)]
        for place in places or (None,):
            yield _violation(path, message, refused, text, place)


def _refused(address: str) -> InvalidValue | None:
    """Why this is no address, with what to write instead."""
    try:
        web_address(address)
    except InvalidValue as refused:
        from cchr_feeds.source.suggestions import with_suggested_fix  # only a mistake pays for it

        return with_suggested_fix(refused, address, web_address, {})
    return None


def _relative(target: str, files: Collection[str]) -> InvalidValue:
    """What to write instead of a link that is not written in full."""
    fix = _("write it in full, such as https://example.org/")
    if target in files:
        fix = _("delete the link and keep its words: readers find this file below the text")
    elif target.startswith("#"):
        fix = _("delete the link and keep its words: feeds and mails have no such place")
    elif refused := _refused(target):
        return refused
    return InvalidValue("url", "", fix)


def _violation(
    path: NodePath, message: str, refused: InvalidValue, text: str, found: re.Match[str] | None
) -> Violation:
    """A violation at a link; the address that was meant takes the place of its target."""
    arguments = {}
    if found:
        quoted = found["target"]
        meant = refused.meant if accepts(web_address, refused.meant) else ""
        number = text.count(quoted, 0, found.start("target"))
        arguments = {"quoted": quoted, "before": str(number), "meant": meant}
    return Violation(path, "url", message, refused.fix, arguments=arguments)
