"""The web server: on loopback only, until it is interrupted."""

import os
import socket
from collections.abc import Callable
from secrets import token_urlsafe

import uvicorn

from cchr_feeds.errors import OutputFailed, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.source import ParseCache, partial_read
from cchr_feeds.source.files import SITE_FILE
from cchr_feeds.studio.access_control import Tokens, with_access_control
from cchr_feeds.studio.app import application
from cchr_feeds.studio.project_state import LiveProject

_LOOPBACK = "127.0.0.1"


def serve(live: LiveProject, port: int, language: str, announce: Callable[[str], None]) -> None:
    """Serves the studio of a project, in a language of the program, until it is interrupted.

    Raises `OutputFailed` if it can't listen, and `ProblemsFound` where there is no project.
    `announce` is called with its address, which has this run's secret in it, as soon as it listens; port 0
    means any that is free.
    """
    if not (live.folder / SITE_FILE).exists():  # said at once, as by every command in a wrong folder
        raise ProblemsFound(partial_read(live.folder, ParseCache()).problems)
    tokens = Tokens(token_urlsafe(24), token_urlsafe(24))
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        studio = application(live, tokens, language, lambda: server.should_exit)
        app = with_access_control(studio, tokens, port)
        # Its log would show the secret; what goes wrong is shown in the page.
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                loop="asyncio",
                http="h11",
                access_log=False,
                log_config=None,
                server_header=False,
                timeout_graceful_shutdown=1,
            )
        )
        announce(f"http://{_LOOPBACK}:{port}/{tokens.studio}/")
        server.run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    """What asks before the server runs waits."""
    try:
        return socket.create_server((_LOOPBACK, port))
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        why = _(
            "nothing can be served on port {port}: {reason}; try another --port",
            port=str(port),
            reason=reason,
        )
        raise OutputFailed(why) from error
