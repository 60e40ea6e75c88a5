"""`check --links` asks real servers, politely, and only then."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from time import monotonic

import pytest

from cchr_feeds.linkcheck import _NAME, _mark, fault_of
from cchr_feeds.store import Store, key_of
from commands import DONE, INTERRUPTED, NOW, interrupted, on_a_terminal, run
from loopback import running
from project_files import a_project, an_entry_file

pytestmark = pytest.mark.usefixtures("measured_commands", "at_length")

MEMORY = ".cchr-feeds/links.json"
PAGES: dict[str, tuple[int, str]] = {
    "http://right.example.org/": (200, ""),
    "http://right.example.org/second": (200, ""),
    "http://gone.example.org/": (404, ""),
    "http://gone.example.org/for-ever": (410, ""),
    "http://closed.example.org/": (403, ""),
    "http://broken.example.org/": (503, ""),
    "http://moved.example.org/": (301, "http://right.example.org/"),
    "http://moved.example.org/near": (302, "/"),
    "http://moved.example.org/gone": (308, "http://gone.example.org/"),
    "http://moved.example.org/file": (302, "file:///etc/passwd"),
    "http://moved.example.org/inside": (302, "http://127.0.0.1:8080/"),
    "http://moved.example.org/round": (302, "http://moved.example.org/round"),
    "http://only-get.example.org/": (200, ""),
}
"""What the web on loopback has: a status, and where a redirect leads."""


class Web(ThreadingHTTPServer):
    """Stands where a proxy does; `asked` are the requests so far, each with its moment."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, float]] = []

    @property
    def address(self) -> str:
        """Its own, for the environment."""
        return f"http://127.0.0.1:{self.server_port}"

    def requests(self) -> list[str]:
        """What was asked for, without the moments."""
        return [f"{method} {address}" for method, address, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_HEAD(self) -> None:
        """Answers, or says that it knows no HEAD."""
        self._answer(405 if "only-get" in self.path else 0)

    def do_GET(self) -> None:
        """Answers."""
        self._answer()

    def _answer(self, status: int = 0) -> None:
        self.server.asked.append((self.command, self.path, monotonic()))
        usual, location = PAGES.get(self.path, (404, ""))
        self.send_response(status or usual)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keeps the tests' output clean."""


@contextmanager
def a_web() -> Iterator[Web]:
    """The web, until the block ends."""
    web = Web()
    with running(web):
        yield web


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web on loopback that all addresses without encryption lead to."""
    with a_web() as web:
        monkeypatch.setenv("http_proxy", web.address)
        monkeypatch.delenv("no_proxy", raising=False)
        yield web


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("http://right.example.org/", ""),
        ("http://gone.example.org/", "it is gone (404)"),
        ("http://gone.example.org/for-ever", "it is gone (410)"),
        ("http://closed.example.org/", ""),
        ("http://broken.example.org/", ""),
        ("http://moved.example.org/", ""),
        ("http://moved.example.org/near", ""),
        ("http://moved.example.org/gone", "it is gone (404)"),
        ("http://moved.example.org/file", "it redirects to something that is not an address"),
        ("http://moved.example.org/inside", "it redirects to something that is not an address"),
        ("http://moved.example.org/round", "it redirects more than 5 times"),
        ("http://only-get.example.org/", ""),
    ],
)
def test_a_server_tells_whether_there_is_a_page(web: Web, address: str, wrong: str) -> None:
    """What is gone is told; what can't be told is left in peace; redirects lead to web addresses only."""
    assert fault_of(address) == wrong


def test_no_computer_of_a_private_network_is_asked() -> None:
    """An entry may come from anybody; neither HEAD nor GET reaches what it names."""
    with a_web() as web:
        port = web.address.rpartition(":")[2]
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            assert fault_of(f"http://{host}:{port}/") == "it leads to a computer in a private network"
        assert web.asked == []


def test_nobody_who_answers_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the system's reason."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert fault_of("http://right.example.org/").startswith("it can't be reached (")


def a_linked_project(folder: Path) -> Path:
    """A project with a right address and a dead one, on two servers, and a file."""
    files = "\n  files:\n    - {url: http://right.example.org/second, type: application/pdf, length: 5}"
    return a_project(
        folder,
        **{
            "entries/a.yaml": an_entry_file(en=f"\n  title: A\n  url: http://right.example.org/{files}"),
            "entries/b.yaml": an_entry_file(id="b", en="\n  title: B\n  url: http://gone.example.org/"),
        },
    )


def test_a_dead_address_is_a_warning_at_its_field(tmp_path: Path) -> None:
    """Each server is asked one thing at a time, with a pause between."""
    folder = a_linked_project(tmp_path)
    with a_web() as web:
        ended = run(folder, "check", "--links", "--now", NOW, http_proxy=web.address, no_proxy="")
        of_right = [moment for _, address, moment in web.asked if "right" in address]
    assert ended.returncode == DONE
    assert "entries/b.yaml:6:8: warning: it is gone (404)" in ended.stderr
    assert "W089 | url: «http://gone.example.org/»" in ended.stderr
    assert of_right[1] - of_right[0] >= 0.4


def test_ctrl_c_waits_for_nobody(tmp_path: Path) -> None:
    """Asking a server for all of these would take minutes."""
    body = " ".join(f"<http://right.example.org/{number}>" for number in range(400))
    folder = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(en=f"\n  title: A\n  body: '{body}'")})
    with a_web() as web:
        words = ("check", "--links", "--now", NOW)
        ended = interrupted(folder, lambda: web.asked, *words, http_proxy=web.address, no_proxy="")
    assert (ended.returncode, ended.stdout) == (INTERRUPTED, "")
    assert "Traceback" not in ended.stderr


def test_a_bar_shows_how_far_it_has_come_on_a_terminal(tmp_path: Path) -> None:
    """And nowhere else."""
    folder = a_linked_project(tmp_path)
    with a_web() as web:
        there = {"http_proxy": web.address, "no_proxy": ""}
        assert "[" not in run(folder, "check", "--links", "--now", NOW, **there).stderr.partition("W089")[0]
        (folder / MEMORY).unlink()
        shown = on_a_terminal(folder, "check", "--links", "--now", NOW, **there)
    assert "[######--------------] 1 of 3" in shown
    assert "[####################] 3 of 3" in shown


def test_the_links_of_a_body_are_asked_about_too(tmp_path: Path) -> None:
    """Once each, and no mailbox."""
    body = (
        "[a](http://right.example.org/ខ្មែរ) [b](http://gone.example.org/) "
        "[c](mailto:a@example.org) <http://gone.example.org/>"
    )
    folder = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(en=f"\n  title: A\n  body: '{body}'")})
    with a_web() as web:
        ended = run(folder, "check", "--links", "--now", NOW, http_proxy=web.address, no_proxy="")
        asked = {address for _, address, _ in web.asked}
    assert len(asked) == 2
    assert "http://gone.example.org/" in asked
    assert "entries/a.yaml:6:9: warning: it is gone (404)" in ended.stderr


def test_what_was_right_is_not_asked_about_again_soon(tmp_path: Path) -> None:
    """But what was wrong is, and everything after a week."""
    folder = a_linked_project(tmp_path)
    later = "2024-12-09T12:00:00+07:00"
    asked = []
    for now in (NOW, NOW, later):
        with a_web() as web:
            run(folder, "check", "--links", "--now", now, http_proxy=web.address, no_proxy="")
            asked.append(sorted(web.requests()))
    dead = ["GET http://gone.example.org/", "HEAD http://gone.example.org/"]
    right = ["HEAD http://right.example.org/", "HEAD http://right.example.org/second"]
    assert asked == [sorted([*dead, *right]), dead, sorted([*dead, *right])]


@pytest.mark.parametrize("damage", [b"", b"{}", b"[" * 100_000], ids=["empty", "foreign", "deep"])
def test_a_memory_that_nobody_understands_is_none(tmp_path: Path, damage: bytes) -> None:
    """It is written anew."""
    folder = a_project(a_linked_project(tmp_path), **{MEMORY: ""})
    (folder / MEMORY).write_bytes(damage)
    with a_web() as web:
        run(folder, "check", "--links", "--now", NOW, http_proxy=web.address, no_proxy="")
        assert len(web.asked) == 4
    assert (folder / MEMORY).read_bytes().count(b"2024-") == 2


def saved(folder: Path, key: str, day: str) -> None:
    """Saves under a key that both right addresses were asked about on a day."""
    right = ("http://right.example.org/", "http://right.example.org/second")
    Store(folder).write("links.json", key, {_mark(address): day for address in right})


def asked(folder: Path) -> int:
    """How many requests a check makes: two for the dead address, and one for each that is not known."""
    with a_web() as web:
        ended = run(folder, "check", "--links", "--now", NOW, http_proxy=web.address, no_proxy="")
        assert (ended.returncode, "Traceback" in ended.stderr) == (DONE, False)
        return len(web.asked)


def test_what_a_project_brings_with_it_counts_for_nothing(tmp_path: Path) -> None:
    """Whoever sends it has no installation like this one, and no folder of this name for that."""
    folder = a_linked_project(tmp_path / "project")
    saved(folder, _NAME, "2024-11-30")
    assert asked(folder) == 4
    assert asked(folder) == 2
    assert asked(copytree(folder, tmp_path / "sent")) == 4


@pytest.mark.parametrize("day", ["9999-12-31", "2024-12-02", "2024-11-24", "2024-11-31", "yesterday", ""])
def test_a_day_that_can_not_be_is_none(tmp_path: Path, day: str) -> None:
    """One to come, one too long ago, and what is no day: the address is asked about."""
    folder = a_linked_project(tmp_path)
    saved(folder, key_of(folder, _NAME), "2024-11-25")
    assert asked(folder) == 2
    saved(folder, key_of(folder, _NAME), day)
    assert asked(folder) == 4


def test_the_memory_names_no_address(tmp_path: Path) -> None:
    """It could be that of an entry that waits."""
    folder = a_linked_project(tmp_path)
    with a_web() as web:
        run(folder, "check", "--links", "--now", NOW, http_proxy=web.address, no_proxy="")
    assert b"example.org" not in (folder / MEMORY).read_bytes()


def test_nothing_is_remembered_through_a_link(tmp_path: Path) -> None:
    """What is known of addresses stays in the project, or nowhere."""
    folder, elsewhere = a_linked_project(tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / ".cchr-feeds").symlink_to(elsewhere)
    with a_web() as web:
        ended = run(folder, "check", "--links", "--now", NOW, http_proxy=web.address, no_proxy="")
    assert ended.returncode == DONE
    assert list(elsewhere.iterdir()) == []


def test_without_the_option_nobody_is_asked(tmp_path: Path) -> None:
    """`check` reaches no network, and remembers no address."""
    folder = a_linked_project(tmp_path)
    with a_web() as web:
        run(folder, "check", "--now", NOW, http_proxy=web.address, no_proxy="")
        assert web.asked == []
    assert not (folder / ".cchr-feeds" / "links.json").exists()
