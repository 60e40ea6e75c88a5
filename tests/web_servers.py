"""Real web servers on loopback, nginx and Apache, set up with the rules that docs/webmaster.md shows."""

import random
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from patience import PATIENCE

GUIDE = Path(__file__).parents[1] / "docs/webmaster.md"

ORIGIN = "https://cchrcambodia.org"
"""Whose the recipes are."""

RENAMED = ("press-release", "statement")
"""A category's former term and the one it has now, in the recipes."""

NGINX = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    log_format asked "$request_method $uri";
    access_log {folder}/asked asked;
    client_body_temp_path {folder}/body;
    fastcgi_temp_path {folder}/fastcgi;
    proxy_temp_path {folder}/proxy;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    {blocks[0]}
    server {{
        listen 127.0.0.1:{port};
        root {folder}/root;
        autoindex on;
        {blocks[1]}
    }}
}}
"""

# Debian's apache2-bin has the program and no configuration; this is what the apache2 package's comes to.
APACHE = """\
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/errors
{modules}
User "#65534"
Group "#65534"
TypesConfig /etc/mime.types
LogFormat "%m %U" asked
CustomLog {folder}/asked asked
DocumentRoot {folder}/root
<Directory {folder}/root>
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>
{blocks[0]}
"""
MODULES = "alias authz_core autoindex deflate dir filter headers mime mpm_event negotiation".split()


@dataclass(frozen=True)
class Reply:
    """What a server answered; header names are in lower case, values sent twice are joined."""

    status: int
    headers: Mapping[str, str]
    content: bytes


@dataclass(frozen=True)
class WebServer:
    """A running server; `folder` holds its root, its configuration and the requests that it was sent."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Where the output is, with a slash at the end."""
        return f"http://127.0.0.1:{self.port}/feeds/"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """The answer to a request; an underscore in a header's name stands for a hyphen."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(
                method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
            )
            answer = connection.getresponse()
            return Reply(answer.status, _joined(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def asked(self) -> list[str]:
        """Method and path of every request so far."""
        return (self.folder / "asked").read_text(encoding="utf-8").splitlines()


def _joined(headers: list[tuple[str, str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in headers:
        found[name.lower()] = f"{found[name.lower()]}, {value}" if name.lower() in found else value
    return found


def shown(language: str) -> list[str]:
    """The blocks of a language in the guide for webmasters, as they stand there."""
    text = GUIDE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@contextmanager
def a_web_server(
    program: str, out: Path, origin: str = ORIGIN, renamed: tuple[str, str] = RENAMED
) -> Iterator[WebServer]:
    """The server `nginx` or `apache`, with a folder under /feeds/ through a link, until the block ends.

    It is set up as that of an origin, such as https://example.org, whose category was `renamed`.
    """
    with tempfile.TemporaryDirectory(prefix="cchr-feeds-") as name:
        folder, port = Path(name), a_free_port()
        # Apache, started by root, serves as somebody else, who may not look into pytest's folders.
        folder.chmod(0o755)
        _copy(out, folder / "out")
        (folder / "root").mkdir()
        (folder / "root/feeds").symlink_to(folder / "out")
        configuration = folder / f"{program}.conf"
        text = _configuration(program, folder, port)
        for shown_there, here in zip((ORIGIN, *RENAMED), (origin, *renamed), strict=True):
            text = text.replace(shown_there, here)
        configuration.write_text(text, encoding="utf-8")
        with _running(_command(program, folder, configuration), port):
            yield WebServer(folder, port)


def _copy(out: Path, copy: Path) -> None:
    """Times stay as they are; everybody may read the copy."""
    subprocess.run(["cp", "-r", "--preserve=timestamps", out, copy], check=True)
    subprocess.run(["chmod", "-R", "a+rX", copy], check=True)


def _configuration(program: str, folder: Path, port: int) -> str:
    blocks = [block.replace("/var/www/example/", f"{folder}/root/") for block in shown(program)]
    if program == "nginx":
        return NGINX.format(folder=folder, port=port, blocks=blocks)
    modules = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES]
    return APACHE.format(folder=folder, port=port, blocks=blocks, modules="\n".join(modules))


def _command(program: str, folder: Path, configuration: Path) -> list[str]:
    if program == "nginx":
        return ["/usr/sbin/nginx", "-p", str(folder), "-c", str(configuration), "-e", "stderr"]
    return ["/usr/sbin/apache2", "-f", str(configuration), "-D", "FOREGROUND"]


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            wait_for_port(port, process)
            yield
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def wait_for_port(port: int, process: subprocess.Popen[str]) -> None:
    """Until a server listens; one that gives up says why."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(process.communicate()[1])
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nobody listens on port {port}")


def a_free_port() -> int:
    """A free port of loopback, outside the range from which the system assigns any."""
    while True:
        port = random.randrange(15_000, 32_000)  # Linux begins at 32,768 (ip(7), ip_local_port_range)
        with socket.socket() as chosen, suppress(OSError):
            chosen.bind(("127.0.0.1", port))
            return port
