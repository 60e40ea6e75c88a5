"""What a page tells a screen reader: the texts of Chromium's accessibility tree, as they are rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

_FRAGMENT = 11
"""The type of a node that is the root of a shadow tree."""
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text without breaks between words, its language (empty where none is said), and its direction."""

    text: str
    language: str
    direction: str


def spoken(page: Page) -> list[Spoken]:
    """Every text of the page, in the order in which it is read."""
    session = page.context.new_cdp_session(page)
    try:
        session.send("Accessibility.enable")
        texts, marked = list(_texts(session)), _marked(session)
        for _ in range(_TRIES):
            if all(node in marked for node, _ in texts):
                break
            # A script changed the page between the two answers.
            texts, marked = list(_texts(session)), _marked(session)
        return [Spoken(text, *marked[node]) for node, text in texts]
    finally:
        session.detach()


def _texts(session: CDPSession) -> Iterator[tuple[int, str]]:
    """Each text, and the number by which the browser knows its node."""
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    waiting = [next(iter(nodes))]
    while waiting:
        node = nodes[waiting.pop()]
        waiting += [each for each in reversed(node.get("childIds", ())) if each in nodes]
        if node["role"]["value"] == "StaticText" and not node["ignored"]:
            yield node["backendDOMNodeId"], node["name"]["value"].replace("\u200b", "").strip()


def _marked(session: CDPSession) -> Mapping[int, tuple[str, str]]:
    """The language and the direction of each node that is laid out, in one answer instead of one for each."""
    snapshot = session.send("DOMSnapshot.captureSnapshot", {"computedStyles": ["direction"]})
    strings, document = snapshot["strings"], snapshot["documents"][0]
    nodes, layout = document["nodes"], document["layout"]
    styles = dict(zip(layout["nodeIndex"], layout["styles"], strict=True))
    languages: list[str] = []
    marked = {}
    for node, (parent, kind, words) in enumerate(
        zip(nodes["parentIndex"], nodes["nodeType"], nodes["attributes"], strict=True)
    ):
        said = {strings[name]: strings[value] for name, value in zip(words[::2], words[1::2], strict=True)}
        inherited = languages[parent] if parent >= 0 and kind != _FRAGMENT else ""
        languages.append(said.get("lang", inherited))
        # A text has no style but that of what it stands in.
        for direction in styles.get(node) or styles.get(parent, ()):
            marked[nodes["backendNodeId"][node]] = (languages[node], strings[direction])
    return marked
