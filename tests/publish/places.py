"""Places to publish to: a folder, a branch of a bare repository, and a host of this computer's own."""

import getpass
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cchr_feeds.run import Run
from project_files import SITE, a_project, an_entry_file
from web_servers import a_free_port, wait_for_port

NOW = datetime.fromisoformat("2024-12-01T12:00:00+07:00")
SOON = datetime.fromisoformat("2024-12-10T09:00:00+07:00")
FOREIGN = {"notes.txt": b"by others", "en/theirs.html": b"theirs", "files/other.pdf": b"%PDF"}
"""What others put into the place."""


def a_publisher(folder: Path, publish: str, **entries: str) -> Run:
    """A project that publishes to a place, as its site.yaml says, and a run of it."""
    files = {f"entries/{name}.yaml": text for name, text in entries.items()}
    a_project(folder, **{"site.yaml": f"{SITE}{f'publish: {publish}' if publish else ''}\n", **files})
    return Run(folder, folder / "out", NOW, lambda _message: None)


def write(run: Run, name: str, text: str) -> None:
    """Writes an entry's file."""
    (run.folder / f"entries/{name}.yaml").write_text(text, encoding="utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path, without git's own."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def output_of(run: Run) -> dict[str, bytes]:
    """What the last build wrote."""
    return files_of(run.out)


@dataclass
class Folder:
    """A folder, as a web server or a network drive has it."""

    place: Path
    setting: str

    def plant(self, files: Mapping[str, bytes]) -> None:
        """Puts files of others there."""
        for path, content in files.items():
            (self.place / path).parent.mkdir(parents=True, exist_ok=True)
            (self.place / path).write_bytes(content)

    def files(self) -> dict[str, bytes]:
        """What is there."""
        return files_of(self.place)


@dataclass
class Branch(Folder):
    """A branch of a bare repository; `place` is a work tree of another person's."""

    bare: Path

    def plant(self, files: Mapping[str, bytes]) -> None:
        """Commits files of others, and pushes them."""
        self._update()
        super().plant(files)
        git(self.place, "add", "--all")
        git(self.place, "commit", "--quiet", "--message", "Ours")
        git(self.place, "push", "--quiet", "origin", "HEAD:refs/heads/pages")

    def files(self) -> dict[str, bytes]:
        """What the branch holds."""
        self._update()
        return files_of(self.place)

    def _update(self) -> None:
        git(self.place, "fetch", "--quiet", "origin")
        if git(self.place, "branch", "--remotes", "--list", "origin/pages"):
            git(self.place, "reset", "--quiet", "--hard", "origin/pages")
            git(self.place, "clean", "--quiet", "-fd")


def git(folder: Path, *words: str) -> str:
    """What git says in a folder."""
    who = ("-c", "user.name=Other", "-c", "user.email=other@example.org")
    done = subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def a_folder(folder: Path) -> Folder:
    """An empty folder."""
    place = folder / "web"
    place.mkdir()
    return Folder(place, f"{{folder: {place}}}")


def a_branch(folder: Path) -> Branch:
    """A bare repository without a commit."""
    bare, place = folder / "bare.git", folder / "theirs"
    subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
    subprocess.run(["git", "clone", "--quiet", bare, place], check=True, capture_output=True)
    return Branch(place, f"{{git: {{remote: {bare}, branch: pages}}}}", bare)


@contextmanager
def a_host(folder: Path, sshd: str) -> Iterator[tuple[Folder, str]]:
    """A folder behind an SSH server on loopback, and the words by which rsync reaches it.

    All go through one connection, or each step of a publishing would exchange keys anew.
    """
    place, keys = folder / "served", folder / "ssh"
    place.mkdir()
    keys.mkdir(mode=0o700)
    for name in ("host", "client"):
        key = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name))
        subprocess.run(key, check=True)
    port = a_free_port()
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": keys / "host",
        "AuthorizedKeysFile": keys / "client.pub",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
    }
    (keys / "sshd").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    known = (keys / "host.pub").read_text()
    (keys / "known").write_text(f"[127.0.0.1]:{port} {known}")
    lines = {
        "Host": "place",
        "HostName": "127.0.0.1",
        "Port": port,
        "User": getpass.getuser(),
        "IdentityFile": keys / "client",
        "UserKnownHostsFile": keys / "known",
        "BatchMode": "yes",
    }
    (keys / "config").write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
    Path("/run/sshd").mkdir(exist_ok=True)  # where sshd, started by root, has its empty folder
    serve: list[str | Path] = [sshd, "-D", "-e", "-f", keys / "sshd"]
    with ExitStack() as stack:
        # The path of a socket has to be short.
        socket = Path(stack.enter_context(TemporaryDirectory(prefix="ssh-"))) / "s"
        connect: list[str | Path] = ["ssh", "-F", keys / "config", "-S", socket]
        wait_for_port(port, stack.enter_context(_running(*serve)))
        connection = stack.enter_context(_running(*connect, "-M", "-N", "place"))
        while subprocess.run([*connect, "-O", "check", "place"], check=False, capture_output=True).returncode:
            assert connection.poll() is None
        yield Folder(place, f'{{rsync: "place:{place}"}}'), " ".join(map(str, connect))


@contextmanager
def _running(*words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """A program that runs until the block ends."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


LAND = an_entry_file(id="land", en="{title: Land, summary: About land.}")
WATER = an_entry_file(id="water", published="2024-11-02", en="{title: Water}", km="{title: ទឹក}")
LATER = an_entry_file(id="later", published="2024-12-10T09:00+07:00", en="{title: Secret until then}")
