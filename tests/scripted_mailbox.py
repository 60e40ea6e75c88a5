"""A mailbox on loopback (IMAP4rev1, RFC 3501, over TLS), which knows one user and one folder."""

import shlex
import socket
import socketserver
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import loopback

USER, PASSWORD, FOLDER = "leave@example.org", 'a secret "word"', "Returned mail"


@dataclass
class ScriptedMailbox:
    """The server; `asked` are the commands that it got, without their tags and without passwords."""

    tls: ssl.SSLContext
    messages: Sequence[bytes] = ()
    hangs_up_at: str = ""
    asked: list[str] = field(default_factory=list)
    port: int = 0


class _Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    mailbox: ScriptedMailbox

    def handle(self) -> None:
        self._say("* OK ready")
        while line := self.rfile.readline():
            tag, verb, *words = shlex.split(line.decode("ascii"))
            self.mailbox.asked.append(" ".join([verb, *(words if verb != "LOGIN" else words[:1])]))
            if verb == self.mailbox.hangs_up_at:
                return
            self._say(f"{tag} {self._answer(verb, words)} so it is")
            if verb == "LOGOUT":
                return

    def _answer(self, verb: str, words: Sequence[str]) -> str:
        """How a command ends; what it asks for is sent before."""
        match verb:
            case "CAPABILITY":
                self._say("* CAPABILITY IMAP4rev1")
            case "LOGIN":
                return "OK" if [*words] == [USER, PASSWORD] else "NO"
            case "EXAMINE" if words != [FOLDER]:
                return "NO"
            case "EXAMINE":
                self._say(f"* {len(self.mailbox.messages)} EXISTS")
            case "SEARCH":
                self._say(" ".join(["* SEARCH", *(str(n + 1) for n in range(len(self.mailbox.messages)))]))
            case "FETCH":
                message = self.mailbox.messages[int(words[0]) - 1]
                self._say(f"* {words[0]} FETCH (BODY[]<0> {{{len(message)}}}")
                self.wfile.write(message)
                self._say(")")
            case "LOGOUT":
                self._say("* BYE")
            case _:
                return "BAD"
        return "OK"

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode("ascii"))


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    mailbox: ScriptedMailbox

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        return self.mailbox.tls.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        ), address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that does not trust the certificate goes away, and is no error here."""


@contextmanager
def running(mailbox: ScriptedMailbox) -> Iterator[ScriptedMailbox]:
    """The server, at its `port` of loopback."""
    handler = type("Conversation", (_Conversation,), {"mailbox": mailbox})
    with _Server(("127.0.0.1", 0), handler) as server:
        server.mailbox = mailbox
        mailbox.port = server.server_address[1]
        with loopback.running(server):
            yield mailbox
