"""Who is answered: the browser that was given the address, and no page of another site."""

import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cchr_feeds.build import build
from cchr_feeds.run import Run
from cchr_feeds.studio.server import MAX_BYTES
from commands import NOT_WRITTEN, PROBLEMS, run
from conftest import NOW as LATER
from patience import PATIENCE
from project_files import a_project
from studio.conftest import OUT, Studio, a_studio, files_of_a_project

FORM = {
    "seen": "",
    "id": "planted",
    "published": "2024-10-10",
    "category": "infographic",
    "en.title": "Planted",
}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One studio for all that is refused."""
    folder = a_project(tmp_path_factory.mktemp("guarded"), **files_of_a_project())
    with a_studio(folder) as running:
        yield running


def view_key(studio: Studio) -> str:
    """The secret of what is rendered, as a page of the studio names it."""
    found = re.search(r'src="/([\w-]{32})/', studio.ask("feeds").text)
    assert found
    return found[1]


def test_only_this_machine_can_ask(studio: Studio) -> None:
    """It listens on loopback, and nowhere else."""
    with socket.socket() as other:
        other.settimeout(2)
        name = socket.gethostbyname(socket.gethostname())
        if name.startswith("127."):
            pytest.skip("this machine has no other address")
        with pytest.raises(OSError, match="refused"):
            other.connect((name, studio.port))


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example:80", "[::1]:80", ""])
def test_another_name_for_this_machine_is_refused(studio: Studio, host: str) -> None:
    """A hostile site's name may lead here (DNS rebinding), and its page would then be of our origin."""
    answer = studio.ask(headers={"Host": host})
    assert (answer.status, answer.text) == (421, "")


@pytest.mark.parametrize("path", ["/", "/entry", "/studio.js", "/x/", "//", "/%2e%2e/", "/favicon.ico"])
def test_nothing_is_told_without_the_secret(studio: Studio, path: str) -> None:
    """Not even whether there is a studio."""
    answer = studio.ask(path)
    assert (answer.status, answer.text) == (404, "")


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        ("OPTIONS * HTTP/1.1", 404),
        ("GET * HTTP/1.1", 404),
        ("CONNECT example.org:443 HTTP/1.1", 404),
        ("GET http://127.0.0.1/ HTTP/1.1", 404),
        ("GET http://example.org HTTP/1.1", 404),
        ("GET entry HTTP/1.1", 404),
        ("GET ? HTTP/1.1", 404),
    ],
)
def test_a_target_that_is_no_path_is_refused(studio: Studio, request_line: str, status: int) -> None:
    """HTTP has other forms of them (RFC 9112 §3.2); the studio goes on and prints nothing."""
    with socket.create_connection(("127.0.0.1", studio.port), timeout=PATIENCE) as connection:
        host = f"Host: 127.0.0.1:{studio.port}"
        connection.sendall(f"{request_line}\r\n{host}\r\nConnection: close\r\n\r\n".encode())
        answer = connection.makefile("rb").read()
    assert answer.split(b" ", 2)[1] == str(status).encode()
    assert answer.endswith(b"\r\n\r\n")
    assert studio.ask().status == 200


def test_the_secret_is_another_one_each_time(tmp_path: Path) -> None:
    """An address in a browser's history opens nothing later."""
    keys = set()
    for _ in range(2):
        with a_studio(a_project(tmp_path)) as running:
            keys.add(urlsplit(running.url).path)
    assert len(keys) == 2
    assert all(len(key) == 34 for key in keys)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", ""])
def test_a_form_of_another_site_saves_nothing(studio: Studio, origin: str) -> None:
    """Even if it knew the address (CSRF)."""
    answer = studio.ask("entry", FORM, {"Origin": origin})
    assert answer.status == 403
    assert not (studio.folder / "entries/planted.yaml").exists()


def test_the_same_form_of_our_own_saves(studio: Studio) -> None:
    """So that the test above shows something."""
    assert studio.ask("entry", FORM | {"id": "ours"}).status == 303
    assert (studio.folder / "entries/ours.yaml").exists()


def test_the_key_of_what_is_rendered_can_only_look(studio: Studio) -> None:
    """A script in a rendered page knows its own address, and with that neither writes nor sees the studio."""
    key = view_key(studio)
    assert key not in studio.url
    assert studio.ask(f"/{key}/entry", FORM).status == 405
    assert studio.ask(f"/{key}/entry").status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT"])
def test_other_methods_are_refused(studio: Studio, method: str) -> None:
    """A page of another site asks for leave by OPTIONS, and gets none."""
    answer = studio.ask(method=method)
    assert answer.status == 405
    assert "access-control-allow-origin" not in answer.headers


PATHS = [
    "../site.yaml",
    "site.yaml",
    "/etc/passwd",
    "entries/../site.yaml",
    "entries/link.yaml",
    "entries",
    "",
]


def test_nothing_but_entries_can_be_opened(tmp_path: Path) -> None:
    """No way up, and no link to another place."""
    folder = a_project(tmp_path / "project", **{"entries/land.yaml": OUT})
    (tmp_path / "outside.yaml").write_text(OUT)
    (folder / "entries/link.yaml").symlink_to(tmp_path / "outside.yaml")
    with a_studio(folder) as studio:
        for page in ("entry", "text", "look"):
            assert {studio.ask(f"{page}?path={path}").status for path in PATHS} == {404}
            assert studio.ask(f"{page}?path=entries/land.yaml").status == 200


def test_nothing_is_saved_through_a_link(tmp_path: Path) -> None:
    """Where the folder of entries is a link, nothing is written behind it."""
    folder, elsewhere = a_project(tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "entries").symlink_to(elsewhere)
    with a_studio(folder) as studio:
        assert studio.ask("entry", FORM).status in (409, 422)
    assert list(elsewhere.iterdir()) == []


def test_a_file_that_is_gone_is_told_to_who_saves(studio: Studio) -> None:
    """Their text stays in the page; an address that never led anywhere is another matter."""
    sent, opened = (studio.ask("entry?path=entries/gone.yaml", form) for form in (FORM, None))
    assert (sent.status, "This file was removed or renamed meanwhile" in sent.text) == (404, True)
    assert (opened.status, "There is nothing here" in opened.text) == (404, True)


@pytest.mark.parametrize("publication_id", ["../planted", "a/b", "a.b", "", "A", "con"])
def test_an_id_is_no_path(studio: Studio, publication_id: str) -> None:
    """What is no id is refused before it names a file."""
    before = sorted(studio.folder.rglob("*"))
    assert studio.ask("entry", FORM | {"id": publication_id}).status == 422
    assert sorted(studio.folder.rglob("*")) == before


def test_an_id_that_readers_know_can_not_be_changed(tmp_path: Path) -> None:
    """Whatever is sent; before the first build it can."""
    folder = a_project(tmp_path, **{"entries/land.yaml": OUT})
    file, address = folder / "entries/land.yaml", "entry?path=entries/land.yaml"
    with a_studio(folder) as studio:
        sent = {"id": "another", "published": "2024-10-10", "category": "fact-sheet", "en.title": "A"}

        def saved() -> str:
            seen = re.search(r'name="seen" value="(\w+)"', studio.ask(address).text)
            assert seen
            assert studio.ask(address, sent | {"seen": seen[1]}).status == 303
            return file.read_text()

        assert "id: another\n" in saved()
        build(Run(folder, folder / "out", LATER, progress=lambda message: None))
        sent["id"] = "a-third"
        assert "id: another\n" in saved()
        assert 'name="id"' not in studio.ask(address).text


def test_there_is_no_studio_of_another_folder(tmp_path: Path) -> None:
    """A folder without site.yaml is told of at once, as by every command."""
    ended = run(tmp_path, "preview", "--no-browser")
    assert ended.returncode == PROBLEMS
    assert "site.yaml:1:1: error: the file is missing" in ended.stderr


def test_a_form_that_is_too_large_is_refused(studio: Studio) -> None:
    """Before all of it is in memory."""
    assert studio.ask("entry", FORM | {"en.body": "a" * MAX_BYTES}).status == 413


def test_pages_are_closed(studio: Studio) -> None:
    """No foreign script, no frame around them, no address told to others."""
    headers = studio.ask().headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_what_is_rendered_is_closed_in(studio: Studio) -> None:
    """A mail runs no script; a page that may is of no origin."""
    key = view_key(studio)
    mail = studio.ask(f"/{key}/out/mail/2024-10/en").headers["content-security-policy"]
    page = studio.ask(f"/{key}/out/index.html").headers["content-security-policy"]
    assert "script-src 'none'" in mail
    assert page.startswith("sandbox allow-scripts; default-src 'none'")
    assert "allow-same-origin" not in page


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """With what to do; there is no traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = run(a_project(tmp_path), "preview", "--no-browser", "--port", str(port))
    assert ended.returncode == NOT_WRITTEN
    assert f"port {port}" in ended.stderr
    assert "--port" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_ctrl_c_ends_it_calmly_while_a_page_is_open(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A page that waits for news gets its answer, and no traceback is shown."""
    with (
        a_studio(a_project(tmp_path)) as studio,
        socket.create_connection(("127.0.0.1", studio.port)) as page,
    ):
        seen = re.search(r'name="revision" content="(\w+)"', studio.ask().text)
        assert seen
        path = urlsplit(studio.url).path + f"revision?seen={seen[1]}"
        page.sendall(f"GET {path} HTTP/1.1\r\nHost: {studio.host}\r\n\r\n".encode())
        studio.ask()  # so the server has the page's question too
        studio.process.send_signal(signal.SIGINT)
        studio.process.wait()
    assert studio.process.returncode == 130
    assert "Traceback" not in capfd.readouterr().err


def test_ctrl_c_ends_it_calmly(tmp_path: Path) -> None:
    """With the exit code of an interruption."""
    with a_studio(a_project(tmp_path)) as studio:
        pass
    assert studio.process.returncode == 130
