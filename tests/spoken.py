"""What a page tells a screen reader: the texts of Chromium's accessibility tree, as they are rendered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

_MARKED = """function() {
    const element = this.parentElement ?? this;
    return [element.closest("[lang]")?.lang ?? "", getComputedStyle(element).direction];
}"""


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
        return list(_texts(session))
    finally:
        session.detach()


def _texts(session: CDPSession) -> Iterator[Spoken]:
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    waiting = [next(iter(nodes))]
    while waiting:
        node = nodes[waiting.pop()]
        waiting += [each for each in reversed(node.get("childIds", ())) if each in nodes]
        if node["role"]["value"] == "StaticText" and not node["ignored"]:
            text = node["name"]["value"].replace("\u200b", "").strip()
            yield Spoken(text, *_marked(session, node["backendDOMNodeId"]))


def _marked(session: CDPSession, node: int) -> tuple[str, str]:
    found = session.send("DOM.resolveNode", {"backendNodeId": node})["object"]["objectId"]
    asked = {"functionDeclaration": _MARKED, "objectId": found, "returnByValue": True}
    language, direction = session.send("Runtime.callFunctionOn", asked)["result"]["value"]
    return language, direction
