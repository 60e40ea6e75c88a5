"""A real SMTP server on loopback that keeps what it gets."""

import smtplib
import socket
from asyncio import AbstractServer
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from patience import PATIENCE


class Mailbox:
    """The server's memory."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keeps the message as it came."""
        self.received.append(envelope.original_content or b"")
        return "250 kept"


class _Controller(Controller):
    """Listens at a socket that is open already, so that no other program can take its port."""

    def __init__(self, mailbox: Mailbox, listener: socket.socket) -> None:
        self._listener = listener
        # Seconds; the usual five are short on a busy machine.
        super().__init__(
            mailbox, hostname="127.0.0.1", port=listener.getsockname()[1], ready_timeout=PATIENCE
        )

    def _create_server(self) -> Awaitable[AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listener)


@contextmanager
def an_smtp_server() -> Iterator[tuple[smtplib.SMTP, Mailbox]]:
    """The server, and a client connected to it."""
    mailbox = Mailbox()
    controller = _Controller(mailbox, socket.create_server(("127.0.0.1", 0)))
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", controller.port) as client:
            yield client, mailbox
    finally:
        controller.stop()
