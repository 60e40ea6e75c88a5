"""A mail server on loopback that does as a script says: accepts, refuses, hangs up at any step."""

import datetime
import socket
import socketserver
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

import loopback

DROP = ""
"""As an answer: the connection ends without one."""
END = "."
"""The step at which the data end."""

Script = Callable[[str, str, int], str | None]
"""What to answer to a step (MAIL, RCPT, END …), for a recipient, after so many messages; `None`: as usual."""


def as_usual(_step: str, _recipient: str, _number: int) -> str | None:
    """A server that takes everything."""
    return None


@dataclass
class ScriptedRelay:
    """The server: what it received, by recipient, whether or not it said so."""

    script: Script = as_usual
    tls: ssl.SSLContext | None = None
    offers_tls: bool = True
    received: list[tuple[str, bytes]] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    def recipients(self) -> list[str]:
        """Whom something was received for."""
        return [recipient for recipient, _ in self.received]


class _Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    relay: ScriptedRelay

    def handle(self) -> None:
        self.relay.connections += 1
        self._say("220 relay.example ready")
        recipient = ""
        while line := self.rfile.readline():
            verb, _, rest = line.decode("ascii").strip().partition(" ")
            if verb.upper() == "RCPT":
                recipient = rest.partition("<")[2].rpartition(">")[0]
            if not self._step(verb.upper(), recipient):
                return

    def finish(self) -> None:
        self.rfile.close()
        self.connection.close()

    def _step(self, verb: str, recipient: str) -> bool:
        """Whether the conversation goes on."""
        answer = self.relay.script(verb, recipient, len(self.relay.received))
        if answer is not None:
            self._say(answer)
            return answer != DROP and not answer.startswith("421")
        match verb:
            case "EHLO":
                offered = "250-STARTTLS\r\n" if self.relay.tls and self.relay.offers_tls else ""
                self._say(f"250-relay.example\r\n{offered}250 8BITMIME")
            case "STARTTLS":
                self._say("220 go ahead")
                assert self.relay.tls
                self.connection = self.relay.tls.wrap_socket(self.connection, server_side=True)
                self.rfile = self.connection.makefile("rb")
            case "DATA":
                self._say("354 end with a dot")
                return self._data(recipient)
            case "QUIT":
                self._say("221 bye")
                return False
            case _:
                self._say("250 ok")
        return True

    def _data(self, recipient: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line.removeprefix(b"."))
        answer = self.relay.script(END, recipient, len(self.relay.received))
        if answer is None or answer == DROP or answer.startswith("2"):
            self.relay.received.append((recipient, b"".join(lines)))
        self._say("250 taken" if answer is None else answer)
        return answer != DROP

    def _say(self, answer: str) -> None:
        if answer:
            self.connection.sendall(f"{answer}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no error here."""


@contextmanager
def running(relay: ScriptedRelay) -> Iterator[ScriptedRelay]:
    """The server, at its `port` of loopback."""
    handler = type("Conversation", (_Conversation,), {"relay": relay})
    with _Server(("127.0.0.1", 0), handler) as server:
        relay.port = server.server_address[1]
        with loopback.running(server):
            yield relay


def certificate_for(name: str, folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for a name that vouches for itself, and what a server needs to show it."""
    key, subject = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
    )
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = folder / f"{name}.key"
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return path, context


def closed_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
