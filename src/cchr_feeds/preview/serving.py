"""The web server: on loopback only, until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from cchr_feeds.errors import OutputFailed
from cchr_feeds.preview.application import application
from cchr_feeds.preview.guard import Guard, Keys
from cchr_feeds.preview.workshop import Clock, Workshop

_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Announced:
    """Where the studio is: an address with this run's secret in it."""

    url: str


def serve(folder: Path, out: Path, clock: Clock, port: int, announce: Callable[[Announced], None]) -> None:
    """Serves the studio of a project until it is interrupted; raises `OutputFailed` if it can't listen.

    `announce` is told where the studio is as soon as it can be asked; port 0 means any that is free.
    """
    keys = Keys()
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        app = Guard(application(Workshop(folder, out, clock), keys), keys, port)
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
        announce(Announced(f"http://{_LOOPBACK}:{port}/{keys.studio}/"))
        server.run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_LOOPBACK, port))
        listener.listen()  # what asks before the server runs waits
    except OSError as error:
        listener.close()
        raise OutputFailed(
            f"nothing can be served on port {port}: {(error.strerror or '').lower()}; try another --port"
        ) from error
    return listener
