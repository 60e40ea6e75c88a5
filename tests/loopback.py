"""A web server on loopback that answers as a test wants, and can keep a reader waiting."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from threading import Event, Thread


@dataclass(frozen=True)
class Answer:
    """What is served at a path; `hangs` answers nothing until the server closes, `length` is a lie."""

    content: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    length: int | None = None


class Server(ThreadingHTTPServer):
    """Serves `answers`, which may change while it runs; `asked` are the paths that were asked for."""

    daemon_threads = True

    def __init__(self, answers: dict[str, Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers
        self.asked: list[str] = []
        self.closing = Event()

    @property
    def url(self) -> str:
        """Its address, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """Answers one request."""
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        answer = self.server.answers.get(path, Answer(b"nothing here", status=404))
        if answer.hangs:
            self.server.closing.wait(60)
            return
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.type, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(answer.length or len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keeps the tests' output clean."""


@contextmanager
def running(server: BaseServer, closing: Event | None = None) -> Iterator[None]:
    """Serves until the block ends; `closing` is set then, for answers that wait for it."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        if closing:
            closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def a_server(answers: Mapping[str, Answer]) -> Iterator[Server]:
    """The server, until the block ends."""
    server = Server(dict(answers))
    with running(server, server.closing):
        yield server
