"""Lets in the browser of this machine, at the address that this run announced, and nothing else."""

import secrets

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


def with_access_control(app: ASGIApp, studio: str, view: str, port: int) -> ASGIApp:
    """The application, asked only for what may be answered; anything else gets an empty answer."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            status = _refusal(scope, studio, view, port)
            await (PlainTextResponse("", status) if status else app)(scope, receive, send)

    return guarded


def _refusal(scope: Scope, studio: str, view: str, port: int) -> int:
    """The status to refuse with; 0 for what may be answered."""
    # Pages of other sites run in the same browser. They can send requests here, under a name of their own
    # that leads to this machine (DNS rebinding), or by a form (CSRF). They don't know the secrets in the
    # addresses.
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if host not in (f"127.0.0.1:{port}", f"localhost:{port}") or len(headers.getlist("host")) != 1:
        return 421
    key = "".join(str(scope["path"]).split("/")[1:2])  # not every target is a path (RFC 9112 §3.2)
    is_studio = secrets.compare_digest(key.encode(), studio.encode())
    if not is_studio and not secrets.compare_digest(key.encode(), view.encode()):
        return 404
    if scope["method"] in ("GET", "HEAD"):
        return 0
    if scope["method"] != "POST" or not is_studio:
        return 405
    return 0 if headers.get("origin") == f"http://{host}" else 403
