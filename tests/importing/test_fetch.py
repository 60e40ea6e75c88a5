"""A source from an address: fetched within limits from where it says, and from nowhere else."""

import socket
from pathlib import Path
from typing import NoReturn

import pytest
from urllib3.util.connection import create_connection

from cchr_feeds import network
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.importing.raw_source import fetched, redirected
from cchr_feeds.model.addresses import is_address
from cchr_feeds.network import NotReached
from commands import DONE, PROBLEMS, run
from extent import a_few
from importing.sources import only, plan, rss
from loopback import Answer, a_server
from project_files import a_project

pytestmark = pytest.mark.usefixtures("measured_commands")

FEED = rss("<guid>a</guid><title>A report</title><link>/a</link>").encode()


def refusal(address: str, limit: int = 10_000) -> str:
    """Why an address is not fetched."""
    with pytest.raises(ProblemsFound) as refused:
        fetched(address, limit)
    (problem,) = refused.value.problems
    assert problem.path == address
    assert problem.fix == "save it in a browser and import the file"
    return problem.message


def redirect(to: str, status: int = 301) -> Answer:
    """An answer that leads elsewhere."""
    return Answer(b"", status=status, headers={"Location": to})


def test_a_feed_is_fetched(tmp_path: Path) -> None:
    """Its relative links are to where it was found; its file names the address that was typed."""
    with a_server(
        {"/feed": redirect("news/rss.xml", 302), "/news/rss.xml": Answer(FEED, "text/xml")}
    ) as server:
        found = plan(a_project(tmp_path), f"{server.url}feed")
        assert server.asked == ["/feed", "/news/rss.xml"]
    assert only(found).translations["en"].title == "A report"
    assert found.drafts[0].content.startswith(f"# Imported from {server.url}feed: a\n")


def test_the_servers_charset_is_used(tmp_path: Path) -> None:
    """Where the text does not say itself."""
    table = "Title\nCafé\n".encode("windows-1252")
    with a_server({"/t": Answer(table, "text/csv; charset=windows-1252")}) as server:
        found = plan(a_project(tmp_path), f"{server.url}t")
    assert only(found).translations["en"].title == "Café"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(b"x", status=404), "the server answered 404 (Not Found)"),
        (Answer(b"x" * 10_001), "it is too large"),
        (
            Answer(b"x", headers={"Content-Encoding": "gzip"}),
            "the server compressed its answer without being asked to",
        ),
        (redirect("/a"), "it redirects more than 5 times"),
        (
            redirect("file:///etc/hostname"),
            "'file:///etc/hostname' is not an address that starts with https:// or",
        ),
        (
            redirect("ftp://example.org/"),
            "'ftp://example.org/' is not an address that starts with https:// or",
        ),
        (redirect("//user@example.org/"), "the address contains a user name or a password"),
        (redirect(""), "it redirects more than 5 times"),
    ],
)
def test_what_a_server_may_not_do(answer: Answer, message: str) -> None:
    """Nor where it may lead."""
    with a_server({"/a": answer}) as server:
        assert refusal(f"{server.url}a").startswith(message)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://user:pass@example.org/", "the address contains a user name or a password"),
        ("https:///feed", "'https:///feed' is not an address"),
        ("https://example.org/a b", "the address contains a character that must be encoded"),
        ("https://example.org/ភាពធន់", "the address contains a character that must be encoded"),
        ("http://127.0.0.1:9/", "it can't be reached ("),
        ("http://[", "'http://[' is not an address"),
    ],
)
def test_what_is_no_address_is_not_asked(address: str, message: str) -> None:
    """With what stands against it."""
    assert refusal(address).startswith(message)


def test_a_silent_server_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while."""
    monkeypatch.setattr(network, "TIMEOUT", 0.2)
    with a_server({"/a": Answer(b"", hangs=True)}) as server:
        assert refusal(f"{server.url}a") == "it can't be reached (timed out)"


def test_an_answer_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though bytes come all the time."""
    monkeypatch.setattr(network, "LONGEST", -1.0)
    with a_server({"/a": Answer(FEED)}) as server:
        assert refusal(f"{server.url}a") == "it took more than -1 seconds"


@pytest.mark.parametrize(
    ("here", "there", "message"),
    [
        ("https://a.example/", "http://a.example/", "it redirects from https to http"),
        ("http://a.example/", "https://b.example/", ""),
    ],
)
def test_where_a_redirect_may_lead(here: str, there: str, message: str) -> None:
    """To https, and to other hosts."""
    if not message:
        assert redirected(here, there) == there
        return
    with pytest.raises(NotReached) as refused:
        redirected(here, there)
    assert refused.value.reason.startswith(message)


PRIVATE = "it leads to a computer in a private network"


def test_what_was_typed_may_be_private_and_what_it_leads_to_may_not() -> None:
    """A computer of the office may be asked, and can't send the program to another one."""
    with a_server({"/there": Answer(FEED)}) as inside:
        elsewhere = inside.url.replace("127.0.0.1", "localhost")
        leads = {"/away": redirect(f"{elsewhere}there"), "/near": redirect("/there"), "/there": Answer(FEED)}
        with a_server(leads) as server:
            assert fetched(f"{server.url}near", 10_000).content == FEED
            assert refusal(f"{server.url}away") == PRIVATE
        assert inside.asked == []


@pytest.mark.parametrize(
    "host",
    a_few([
        "127.0.0.1", "localhost", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]",
        "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "[fe80::1]", "[fc00::1]",
        "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2001:0:7f00:1::80ff:fffe]",
        "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[fec0::1]", "[fe80::1%25lo]",
    ], 8),
)  # fmt: skip
def test_no_form_of_a_private_address_is_asked(host: str) -> None:
    """Unless a person typed it."""
    with a_server({"/": Answer(FEED)}) as server:
        asking = network.request(server.url.replace("127.0.0.1", host), typed=False)
        with pytest.raises(NotReached) as refused:
            asking.__enter__()
        assert refused.value.reason == PRIVATE
        assert server.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for another computer a moment later leads nowhere (DNS rebinding)."""
    answers = ["93.184.216.34", "127.0.0.1"]
    asked: list[object] = []

    def looked_up(_host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    def connect(where: object, _timeout: float) -> NoReturn:
        asked.append(where)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(network, "getaddrinfo", looked_up)
    monkeypatch.setattr(network, "create_connection", connect)
    with pytest.raises(NotReached), network.request("http://a.example/", typed=False):
        pass
    assert asked == [("93.184.216.34", 80)]


def test_a_public_host_does_not_become_private_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its name, which a person typed, stands for another computer after a redirect to itself."""
    answers = ["93.184.216.34", "93.184.216.34", "127.0.0.1"]

    def looked_up(_host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers.pop(0), port))]

    monkeypatch.setattr(network, "getaddrinfo", looked_up)
    with a_server({"/": Answer(FEED)}) as inside:
        elsewhere = inside.url.replace("127.0.0.1", "a.example")
        with a_server({"/": redirect(elsewhere)}) as server:
            there = ("127.0.0.1", server.server_port)
            monkeypatch.setattr(
                network, "create_connection", lambda _where, _timeout: create_connection(there)
            )
            assert refusal(server.url.replace("127.0.0.1", "a.example")) == PRIVATE
        assert (answers, inside.asked) == ([], [])


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "localhost", "a.localhost", "10.0.0.1"])
def test_no_proxy_is_asked_for_itself(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    """It would look the name up in its own network."""
    with a_server({}) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        asking = network.request(f"http://{host}/", typed=False)
        with pytest.raises(NotReached) as refused:
            asking.__enter__()
        assert (refused.value.reason, proxy.asked) == (PRIVATE, [])


def test_only_an_address_is_fetched() -> None:
    """A file may be named like one."""
    assert is_address("HTTPS://example.org/")
    assert not is_address("file:///etc/hostname")
    assert not is_address("https.xml")


def test_the_command_says_why_nothing_came(tmp_path: Path) -> None:
    """In one problem, and with the exit code of problems."""
    project = a_project(tmp_path)
    with a_server({"/feed": Answer(FEED)}) as server:
        assert (
            run(project, "import", f"{server.url}feed", "--yes", "--category", "infographic").returncode
            == DONE
        )
        ended = run(project, "import", f"{server.url}none")
    assert ended.returncode == PROBLEMS
    assert f"{server.url}none:1:1: error: the server answered 404 (Not Found)" in ended.stderr
