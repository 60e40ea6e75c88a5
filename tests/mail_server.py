"""A real SMTP server on loopback that keeps what it gets."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """The server's memory."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keeps the message as it came."""
        self.received.append(envelope.original_content or b"")
        return "250 kept"


@contextmanager
def an_smtp_server() -> Iterator[tuple[smtplib.SMTP, Mailbox]]:
    """The server, and a client connected to it."""
    mailbox = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with smtplib.SMTP("127.0.0.1", port) as client:
            yield client, mailbox
    finally:
        controller.stop()
