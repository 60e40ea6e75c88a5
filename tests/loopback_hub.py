"""A WebSub hub on loopback that answers as a test wants; it can stand where a proxy does, too."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from urllib.parse import parse_qs

from loopback import running


@dataclass(frozen=True)
class Said:
    """A hub's answer; `hangs` gives none, `endless` never comes to the end of it."""

    status: int = 204
    text: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    endless: bool = False


@dataclass(frozen=True)
class Asked:
    """A request: its method, the address it was sent to, its headers in small letters, and its form."""

    method: str
    address: str
    headers: Mapping[str, str]
    form: Mapping[str, list[str]]

    @property
    def topic(self) -> str:
        """The feed it is about."""
        return self.form["hub.url"][0]


class Hub(ThreadingHTTPServer):
    """Answers `usual`, and of the feeds in `answers` otherwise; `asked` are the requests so far."""

    daemon_threads = True

    def __init__(self, usual: Said) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.usual = usual
        self.answers: dict[str, Said] = {}
        self.asked: list[Asked] = []
        self.closing = Event()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}/"

    def topics(self) -> list[str]:
        """The feeds it was asked about since this was last called."""
        topics = [asked.topic for asked in self.asked]
        self.asked.clear()
        return topics


class _Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        """Takes one request down and answers it."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        form = parse_qs(content.decode("ascii"), strict_parsing=True)
        self._answer(form, self.server.answers.get(form["hub.url"][0], self.server.usual))

    def do_CONNECT(self) -> None:
        """Answers who wants to reach an encrypted hub through this proxy."""
        self._answer({}, self.server.usual)

    def _answer(self, form: Mapping[str, list[str]], said: Said) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append(Asked(self.command, self.path, headers, form))
        if said.hangs:
            self.server.closing.wait(60)
            return
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said.text)
        while said.endless and not self.server.closing.is_set():
            self.wfile.write(b"and so on " * 1000)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keeps the tests' output clean."""


@contextmanager
def a_hub(usual: Said | None = None) -> Iterator[Hub]:
    """The hub, until the block ends."""
    hub = Hub(usual or Said())
    with running(hub, hub.closing):
        yield hub
