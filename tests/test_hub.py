"""Telling a hub of a feed: what is sent, and what comes of each kind of answer."""

import ast
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from cchr_feeds import __version__, network
from cchr_feeds.network import NotReached
from cchr_feeds.ping import tell
from loopback_hub import Said, a_hub

SOURCES = Path(__file__).parents[1] / "src/cchr_feeds"
TOPIC = "https://example.org/feeds/km/atom.xml?a=b&c=%E1%9E%80"


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether a hub accepted a feed, or why not, and whether that is about the hub and not the feed."""

    reason: str
    about_hub: bool = False

    @property
    def accepted(self) -> bool:
        """Whether there is nothing against the feed."""
        return not self.reason


def answer_of(hub: str) -> Answered:
    """What a hub answers when it is told of a feed."""
    try:
        return Answered(tell(hub, TOPIC))
    except NotReached as error:
        return Answered(error.reason, about_hub=True)


@pytest.fixture(autouse=True)
def _without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")


def test_a_form_is_sent_that_all_hubs_understand() -> None:
    """By POST, with the feed under the name that old hubs know and under the one that new hubs know."""
    with a_hub() as hub:
        assert answer_of(hub.url).accepted
    (asked,) = hub.asked
    assert (asked.method, asked.address) == ("POST", "/")
    assert asked.form == {"hub.mode": ["publish"], "hub.url": [TOPIC], "hub.topic": [TOPIC]}
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"
    assert asked.headers["user-agent"] == f"cchr-feeds/{__version__}"


def test_nothing_is_told_of_who_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No name, password or cookie goes along, also where this machine has one for the host."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login somebody password secret\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    with a_hub() as hub:
        answer_of(hub.url)
    usual = {"accept-encoding", "connection", "content-length", "content-type", "host", "user-agent"}
    assert set(hub.asked[0].headers) == usual


@pytest.mark.parametrize("status", [200, 202, 204])
def test_every_kind_of_yes_is_one(status: int) -> None:
    """Hubs answer differently when they accept."""
    with a_hub(Said(status)) as hub:
        assert answer_of(hub.url).accepted


@pytest.mark.parametrize("status", [400, 403, 404, 422])
def test_a_no_to_a_feed_is_about_that_feed(status: int) -> None:
    """What the hub says is handed on."""
    with a_hub(Said(status, b"hub.url is not known here\n")) as hub:
        answer = answer_of(hub.url)
    assert (answer.accepted, answer.about_hub) == (False, False)
    assert answer.reason == f"it answered {status} (hub.url is not known here)"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_hub_in_trouble_is_left_alone(status: int) -> None:
    """Too many requests, and faults of its own, are about the hub."""
    with a_hub(Said(status)) as hub:
        answer = answer_of(hub.url)
    assert (answer.accepted, answer.about_hub) == (False, True)
    assert answer.reason == f"it answered {status}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status: int) -> None:
    """Neither to another host nor to another path; the message asks to check the hub's address."""
    with a_hub() as other, a_hub(Said(status, headers={"Location": other.url})) as hub:
        answer = answer_of(hub.url)
        assert (len(hub.asked), other.asked) == (1, [])
    assert (answer.accepted, answer.about_hub) == (False, True)
    assert answer.reason == f"it answered {status}: it has moved; correct hub: in site.yaml"


def test_a_silent_hub_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is limited."""
    monkeypatch.setattr(network, "TIMEOUT", 0.2)
    started = time.monotonic()
    with a_hub(Said(hangs=True)) as hub:
        answer = answer_of(hub.url)
        assert time.monotonic() - started < 50  # the hub would wait for 60
    assert (answer.about_hub, answer.reason) == (True, "it can't be reached (timed out)")


def test_nobody_there_is_said_so() -> None:
    """No server listens at the address."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        answer = answer_of(f"http://127.0.0.1:{deaf.getsockname()[1]}/")
    assert answer.about_hub
    assert "Connection refused" in answer.reason


def test_an_endless_answer_is_read_to_a_point() -> None:
    """What is shown of it is short."""
    with a_hub(Said(400, b"no ", endless=True)) as hub:
        answer = answer_of(hub.url)
    assert answer.reason.startswith("it answered 400 (no and so on and so on")
    assert len(answer.reason) < 250


def test_an_answer_can_do_nothing_to_the_terminal() -> None:
    """Escape codes, line breaks and bytes that are no text are taken out."""
    with a_hub(Said(400, b"\x1b[31mno\x1b[0m\r\n\x07never\xff\xe2\x80\xae")) as hub:
        reason = answer_of(hub.url).reason
    assert reason.isprintable()
    assert reason.startswith("it answered 400 ([31mno [0m never")


@contextmanager
def a_server_that_says(content: bytes) -> Iterator[str]:
    """The address of something that answers any request with these bytes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(content)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        thread.join()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"a" * 99_999,
    ],
    ids=["nothing", "another protocol", "no number", "a header too long"],
)
def test_what_is_no_answer_counts_as_none(content: bytes) -> None:
    """It is about the hub, and no traceback."""
    with a_server_that_says(content) as address:
        answer = answer_of(address)
    assert (answer.accepted, answer.about_hub) == (False, True)


def test_a_proxy_is_used_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """As other programs do, by http_proxy."""
    with a_hub() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert answer_of("http://hub.example.org/").accepted
    assert [asked.address for asked in proxy.asked] == ["http://hub.example.org/"]


def test_a_proxy_sees_nothing_of_what_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for a connection to the hub, and told no more."""
    with a_hub(Said(502)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        answer = answer_of("https://hub.example.org/")
    assert [(asked.method, asked.address) for asked in proxy.asked] == [("CONNECT", "hub.example.org:443")]
    assert (answer.about_hub, "502" in answer.reason) == (True, True)


def test_a_proxy_that_is_no_address_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in the environment is no traceback."""
    monkeypatch.setenv("http_proxy", "http:///")
    assert answer_of("http://hub.example.org/").about_hub


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/", "data:,a"])
def test_nothing_but_http_is_spoken(address: str) -> None:
    """Whatever else stands in the place of a hub is refused before anything is opened."""
    answer = answer_of(address)
    assert (answer.accepted, answer.about_hub) == (False, True)


REACHING = set("ftplib http.client imaplib poplib smtplib socket ssl urllib.request urllib3".split())


@pytest.mark.usefixtures("at_length")
def test_no_other_module_can_reach_the_network() -> None:
    """One does for the web, and two for mail; the studio, which listens, is apart."""
    found = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if imported(node) & REACHING
    }
    assert {path for path in found if not path.startswith("studio/")} == {
        "network.py",
        "delivery/smtp.py",
        "delivery/unsubscribe.py",
    }


def imported(node: ast.AST) -> set[str]:
    """The modules that an import statement names."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    return {node.module} if isinstance(node, ast.ImportFrom) and node.module else set()
