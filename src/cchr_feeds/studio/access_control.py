"""Lets in the browser of this machine, at the address that this run announced, and nothing else.

Pages of other sites run in the same browser. They can send requests here, under a name of their own that
leads to this machine (DNS rebinding), or by a form (CSRF). They don't know the secrets in the addresses.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import partial

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_secret = partial(secrets.token_urlsafe, 24)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The secrets of one run, each the first part of an address.

    `studio` opens everything. `view` opens what is rendered, read only: such a page may hold a project's own
    script, and knows its own address.
    """

    studio: str = field(default_factory=_secret)
    view: str = field(default_factory=_secret)


@dataclass(frozen=True, slots=True)
class AccessControl:
    """Passes on what may be answered; refuses everything else with an empty answer."""

    app: ASGIApp
    tokens: Tokens
    port: int

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers an ASGI request."""
        if scope["type"] != "http":
            return
        status = self._refusal(scope)
        app = PlainTextResponse("", status) if status else self.app
        await app(scope, receive, send)

    def _refusal(self, scope: Scope) -> int:
        """The status to refuse with; 0 for what may be answered."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        hosts = (f"127.0.0.1:{self.port}", f"localhost:{self.port}")
        if host not in hosts or len(headers.getlist("host")) != 1:
            return 421
        key = str(scope["path"]).split("/")[1]
        is_studio = secrets.compare_digest(key.encode(), self.tokens.studio.encode())
        if not is_studio and not secrets.compare_digest(key.encode(), self.tokens.view.encode()):
            return 404
        if scope["method"] in ("GET", "HEAD"):
            return 0
        if scope["method"] != "POST" or not is_studio:
            return 405
        return 0 if headers.get("origin") == f"http://{host}" else 403
