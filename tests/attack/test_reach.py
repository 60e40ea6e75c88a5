"""No command opens a file outside the project, starts a program, or reaches further than this machine.

Python tells of all that it opens (PEP 578); that no library does it behind Python's back is shown by a
listener that nobody reaches, and by a file whose words are nowhere.
"""

import json
import os
import socket
import subprocess
import sys
import sysconfig
import zoneinfo
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from attack.naughty import quoted
from attack.payloads import RAW_HTML, TEMPLATES
from builds import NOW, REPOSITORY, SOURCE, environment, the_nasty_project
from cchr_feeds.model.part import CACHED
from cchr_feeds.source.read import markdown_violations
from loopback_hub import a_hub
from project_files import SITE, TOP, a_project

AUDITED = Path(__file__).with_name("audited.py")
WORD = "nobody-may-read-this"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
OWN_PLACES = (*map(Path, zoneinfo.TZPATH), SOURCE / "cchr_feeds", REPOSITORY / "templates")
"""What belongs to the program, with Python's own places and those of its packages."""

PASSING = "passing"
"""The folder for temporary files, which `init` tries a new project in."""

OFFLINE = {
    "build": (),
    "check": (),
    "newsletter": (),
    "withdraw": ("letter", "--reason", "It was wrong."),
    "new": ("--title", "A report", "--category", "report", "--published", "2024-10-10"),
    "import": ("entries/data.csv", "--column", "title=a", "--category", "report", "--yes"),
    "init": ("fresh",),
    "schema": (),
    "words": ("km",),
}
NETWORKED = {"ping", "preview", "publish", "send", "verify"}
"""They reach a hub, serve on loopback, upload by the system's programs, read a site.

`import` and `check --links` reach out when asked to.
"""

OUTSIDE = {"keys"}
"""Its purpose is to write a file that is not in the project."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something Python did: what, with which words, and the flags of an opened file."""

    name: str
    words: Sequence[object]

    @property
    def changes(self) -> bool:
        """Whether something on the disk may be another after it."""
        if self.name == "open":
            return isinstance(self.words[2], int) and bool(self.words[2] & WRITING)
        return self.name not in tuple(
            "os.listdir os.scandir os.walk os.fwalk os.getxattr os.listxattr".split()
        )

    def paths(self, folder: Path) -> Iterator[Path]:
        """The paths it names, which may be relative to a folder; numbers of open files are none."""
        for word in self.words[:2] if self.name in ("os.rename", "os.link", "os.symlink") else self.words[:1]:
            if isinstance(word, str) and not word.isdigit():
                # Of what is changed a link itself is meant, of what is read that to which it leads.
                yield Path((os.path.normpath if self.changes else os.path.realpath)(folder / word))


def audited(folder: Path, *words: str | Path, **variables: str) -> list[Event]:
    """All that a command does that ends well, or finds a problem."""
    notes = folder.parent / "notes"
    notes.unlink(missing_ok=True)
    (folder / PASSING).mkdir(exist_ok=True)
    command = [sys.executable, AUDITED, notes, *words, "--project", folder, "--now", NOW]
    ended = subprocess.run(
        command,
        cwd=folder,
        env=environment(TMPDIR=str(folder / PASSING), **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode in (0, 1), ended.stderr
    assert "Traceback" not in ended.stderr
    return [Event(name, words) for name, *words in map(json.loads, notes.read_text().splitlines())]


def places_to_read(folder: Path) -> list[Path]:
    """Where a command may read: the project, and what the program consists of."""
    python = {Path(path) for name, path in sysconfig.get_paths().items() if "lib" in name}
    imported = {Path(path) for path in sys.path if path and Path(path).name not in ("tests", "attack")}
    return [folder, *OWN_PLACES, *python, *imported]


def outside(events: Sequence[Event], folder: Path) -> list[str]:
    """What was opened outside the places to read, or changed outside the project.

    A process that helps has the null device as its standard input (multiprocessing/util.py, `_close_stdin`).
    """
    places = [*places_to_read(folder), Path(os.devnull)]
    return [
        f"{event.name} {path}"
        for event in events
        if event.name.startswith(("open", "os.", "shutil.", "tempfile."))
        for path in event.paths(folder)
        if not any(path.is_relative_to(place) for place in ([folder] if event.changes else places))
    ]


def reached(events: Sequence[Event]) -> list[str]:
    """Sockets, programs and requests, but for a socket that is made to see whether there is IPv6, and left.

    urllib3 does that when it is imported, on loopback; premailer imports it (urllib3/util/connection.py).
    """
    noted = [
        event for event in events if event.name.startswith(("socket.", "subprocess.", "urllib.", "http."))
    ]
    programs = [
        event for event in events if event.name.startswith(("os.system", "os.exec", "os.posix_spawn"))
    ]
    return [
        f"{event.name} {event.words}"
        for event in (*noted, *programs)
        if event.name != "socket.__new__" and event.words[1:] != ["('::1', 0)"]
    ]


@pytest.mark.parametrize("command", OFFLINE)
def test_a_command_stays_in_the_project(tmp_path: Path, command: str) -> None:
    """What it opens is the project's or the program's, what it changes the project's; there is no socket."""
    project = the_nasty_project(tmp_path / "project")
    events = audited(project, command, *OFFLINE[command])
    assert len(events) > 20
    assert outside(events, project) == []
    assert reached(events) == []


def test_a_build_that_remembers_stays_in_the_project(tmp_path: Path) -> None:
    """The second build, of which most is remembered, and one after which nothing has changed."""
    project = the_nasty_project(tmp_path / "project")
    audited(project, "build")
    added = "id: added\npublished: 2024-10-10\nadded: 2026-11-20\ncategory: report\nen: {title: A}\n"
    (project / "entries/added.yaml").write_text(added)
    for _ in range(2):
        events = audited(project, "build")
        assert outside(events, project) == reached(events) == []
        assert any(str(event.words[0]).endswith(f"{CACHED}/last-build.json") for event in events)
    assert (project / "out/publications/added/en.html").is_file()


def test_comparing_with_a_folder_stays_there(tmp_path: Path) -> None:
    """A folder is compared without the network, and nothing is changed."""
    project = a_project(tmp_path / "project", **{"entries/a.yaml": TOP + "en: {title: A}\n"})
    audited(project, "build", "--only", "feeds")
    events = audited(project, "verify", project / "out")
    assert outside(events, project) == reached(events) == []
    assert not [event for event in events if event.name == "open" and event.changes]


def test_every_command_is_among_these() -> None:
    """Every command is either declared to need the network, or proved here not to."""
    from cchr_feeds.cli.commands import COMMANDS

    assert set(COMMANDS) <= OFFLINE.keys() | NETWORKED | OUTSIDE


def test_the_audit_notices(tmp_path: Path) -> None:
    """The command that does reach the network, to the hub of the site, is found out."""
    site = SITE + "feeds: {hub: 'http://hub.example.org/'}\n"
    project = a_project(
        tmp_path / "project", **{"site.yaml": site, "entries/a.yaml": TOP + "en: {title: A}\n"}
    )
    audited(project, "build", "--only", "feeds")
    with a_hub() as hub:
        events = audited(project, "ping", http_proxy=hub.url)
        assert hub.asked
    assert any(each.startswith("socket.connect") for each in reached(events))
    assert outside([*events, Event("open", ["/etc/hostname", "r", 0])], project) == ["open /etc/hostname"]


@contextmanager
def a_listener() -> Iterator[tuple[str, socket.socket]]:
    """A port on loopback with a listener, and its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", listener


def lures(address: str, secret: Path) -> list[str]:
    """Texts that a library might follow: to a port of this machine, or to a file of it."""
    files = [secret.as_uri(), str(secret)]
    return [
        *(
            lure.format(place)
            for place in (address, *files)
            for lure in (
                "<style>@import url({0});</style>",
                "<style>@font-face {{ font-family: x; src: url({0}) }}</style>",
                '<link rel="stylesheet" href="{0}">',
                '<img src="{0}">',
                '<!DOCTYPE x [<!ENTITY e SYSTEM "{0}">]><x>&e;</x>',
                '<?xml-stylesheet href="{0}"?>',
                '<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{0}" parse="text"/></x>',
                "![a]({0})",
                "[a]({0})",
                "{{% include '{0}' %}}",
            )
        ),
        *TEMPLATES,
        *RAW_HTML,
    ]


def an_entry(number: int, text: str) -> str:
    """An entry that says a text everywhere, in its body unless that is a forged link."""
    line, forged = quoted(" ".join(text.split())), any(markdown_violations(text, ()))
    body = "" if forged else f"  body: {quoted(text)}\n"
    return (
        f"id: a{number}\npublished: 2024-10-10\ncategory: infographic\nauthors: [{{name: {line}}}]\n"
        f"en:\n  title: {line}\n  summary: {quoted(text)}\n{body}"
    )


def test_no_text_leads_out(tmp_path: Path) -> None:
    """Texts that name a file or a port are shown; the file is not opened, the port not reached."""
    secret = tmp_path / "secret.css"
    secret.write_text(f"p {{ content: '{WORD}' }}")
    with a_listener() as (address, listener):
        texts = lures(address, secret)
        entries = {f"entries/{number}.yaml": an_entry(number, text) for number, text in enumerate(texts)}
        note = {"editions/2024-10.yaml": f"en: {{note: {quoted(texts[0])}, preheader: {quoted(texts[0])}}}\n"}
        project = a_project(tmp_path / "project", **entries, **note)
        events = audited(project, "build")
        assert nobody_came(listener)
    assert (project / "out/manifest.json").is_file()
    assert outside(events, project) == reached(events) == []
    assert not says(project / "out", WORD)


@pytest.mark.parametrize(
    ("lure", "end", "is_refused"),
    [
        ("<style>@import url({0});</style>", "</head>", True),
        ('<link rel="stylesheet" href="{0}">', "</head>", True),
        ("<style>p {{ background: url({0}) }}</style>", "</head>", True),
        ('<img src="{0}" alt="">', "</body>", False),
    ],
)
def test_nothing_in_a_template_leads_out(tmp_path: Path, lure: str, end: str, is_refused: bool) -> None:
    """A project's own newsletter template may name them too: it is refused, or nothing follows them."""
    secret = tmp_path / "secret.css"
    secret.write_text(f"p {{ content: '{WORD}' }}")
    packaged = (REPOSITORY / "templates/newsletter/edition.html.j2").read_text(encoding="utf-8")
    with a_listener() as (address, listener):
        template = packaged.replace(end, f"{lure.format(address)}{lure.format(secret.as_uri())}{end}")
        files = {"templates/newsletter/edition.html.j2": template, "entries/a.yaml": TOP + "en: {title: A}\n"}
        project = a_project(tmp_path / "project", **files)
        events = audited(project, "build", "--only", "newsletters")
        assert nobody_came(listener)
    assert (project / "out/newsletters/2024-10/en.html").is_file() is not is_refused
    assert outside(events, project) == reached(events) == []
    assert not says(project, WORD)


def nobody_came(listener: socket.socket) -> bool:
    """Whether no connection waits."""
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


def says(folder: Path, word: str) -> bool:
    """Whether a word stands in any file of a folder."""
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
