"""The recipes of docs/webmaster.md in real web servers: every file, asked for as readers and browsers ask."""

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cchr_feeds.render.embed import embed_script
from cchr_feeds.render.pages.follow_page import component_snippet, frame_snippet
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.source.attachments import KINDS
from factories import a_site
from host_rules import Rule, headers_for, redirects_of, rules_of
from loopback import Answer, a_server
from web_servers import ORIGIN, Reply, WebServer, a_web_server

# What `_headers` leaves to the host, which knows it by the file's ending.
OWN_TYPES = {suffix: kind.media_type for suffix, kind in KINDS.items()} | {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json; charset=utf-8",
}
COMPRESSED = ("text/", "application/xml", "application/json", "application/feed+json", "message/rfc822")


NASTY = ("appeal", "letter")
"""The category that the made-up project has renamed; the other one has none."""


@dataclass(frozen=True)
class Hosted:
    """A built output, the server that it is on, and the table of headers that it brings along."""

    out: Path
    server: WebServer
    rules: list[Rule]

    def files(self) -> Iterator[str]:
        """The path of every file that readers may ask for."""
        for file in sorted(self.out.rglob("*")):
            path = file.relative_to(self.out).as_posix()
            if file.is_file() and not path.startswith("_") and f"/{path}" not in self.moved:
                yield path

    @property
    def moved(self) -> Mapping[str, tuple[str, int]]:
        """The former addresses: where each leads, and with what status."""
        file = self.out / "_redirects"
        return redirects_of(file.read_text(encoding="utf-8")) if file.exists() else {}

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        """The answer to a request for a path of the output."""
        return self.server.ask(f"/feeds/{path}", method, **headers)

    def expected(self, path: str) -> Mapping[str, str]:
        """What the table says of a path, with the types that every host knows."""
        return {"content-type": own_type(path), **headers_for(f"/{path}", self.rules)}


def own_type(path: str) -> str:
    """The type of a file that `_headers` says nothing of."""
    type_ = OWN_TYPES.get(Path(path).suffix, "")
    return f"{type_}; charset=utf-8" if type_.startswith("text/") else type_


@pytest.fixture(scope="module", params=["nginx", "apache"])
def program(request: pytest.FixtureRequest) -> str:
    """Each server in turn."""
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture(scope="module", params=["real_project", "nasty_project"])
def hosted(request: pytest.FixtureRequest, debian: Callable[[str], str], program: str) -> Iterator[Hosted]:
    """Each project on each server."""
    project: Path = request.getfixturevalue(request.param)
    out = project / "out"
    origin = re.findall(
        r"^feeds_url: (https://[^/\n]+)", (project / "site.yaml").read_text("utf-8"), re.MULTILINE
    )
    with a_web_server(program, out, next(iter(origin), ORIGIN), NASTY) as server:
        yield Hosted(out, server, rules_of((out / "_headers").read_text(encoding="utf-8")))


def test_every_file_is_sent_as_the_table_says(hosted: Hosted) -> None:
    """Its bytes, its type, and each header of the table with its value or not at all."""
    names = {"content-type", *(name.lower() for rule in hosted.rules for name, _ in rule.headers)}
    for path in hosted.files():
        reply = hosted.ask(path)
        assert reply.status == 200, path
        assert reply.content == (hosted.out / path).read_bytes(), path
        sent = {name: value for name, value in reply.headers.items() if name in names}
        assert sent == hosted.expected(path), path


def test_head_says_what_get_would(hosted: Hosted) -> None:
    """All headers but the date, and no content."""
    for path in hosted.files():
        head, get = hosted.ask(path, "HEAD"), hosted.ask(path)
        assert (head.status, head.content) == (200, b""), path
        undated = [{**reply.headers, "date": "", "connection": ""} for reply in (head, get)]
        assert undated[0] == undated[1], path


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_what_a_reader_has_is_not_sent_again(hosted: Hosted, encoding: str) -> None:
    """By its tag, by its time, and by both as feed readers send them; the cache may go on keeping it."""
    for path in hosted.files():
        had = hosted.ask(path, Accept_Encoding=encoding).headers
        tag, time = {"If_None_Match": had["etag"]}, {"If_Modified_Since": had["last-modified"]}
        for asked in (tag, time, tag | time):
            reply = hosted.ask(path, Accept_Encoding=encoding, **asked)
            assert (reply.status, reply.content) == (304, b""), (path, asked)
            assert reply.headers["etag"], path
            assert reply.headers["cache-control"] == had["cache-control"], path


def test_what_has_changed_is_sent(hosted: Hosted) -> None:
    """Another tag than the file's brings the file."""
    for encoding in ("identity", "gzip"):
        reply = hosted.ask("km/atom.xml", Accept_Encoding=encoding, If_None_Match='"another"')
        assert reply.status == 200
        assert reply.content


def test_text_is_compressed_for_those_who_want_it(hosted: Hosted) -> None:
    """The same bytes, fewer on the way; caches are told, and the other headers stay as they are."""
    for path in hosted.files():
        plain, packed = hosted.ask(path), hosted.ask(path, Accept_Encoding="gzip")
        assert "content-encoding" not in plain.headers, path
        if len(plain.content) < 200 or path.endswith((".png", ".svg")):
            continue
        assert plain.headers["content-type"].startswith(COMPRESSED), path
        assert packed.headers["content-encoding"] == "gzip", path
        assert gzip.decompress(packed.content) == plain.content, path
        assert len(packed.content) < len(plain.content), path
        assert "Accept-Encoding" in plain.headers["vary"], path
        assert "Accept-Encoding" in packed.headers["vary"], path
        assert hosted.expected(path).items() <= packed.headers.items(), path


def test_the_folders_own_address_shows_the_page_of_feeds(hosted: Hosted) -> None:
    """With the same headers; without its slash it is one step away."""
    folder, page = hosted.ask(""), hosted.ask("index.html")
    assert (folder.status, folder.content) == (200, page.content)
    assert hosted.expected("").items() - {("content-type", "")} <= folder.headers.items()
    assert folder.headers["content-type"] == "text/html; charset=utf-8"
    step = hosted.server.ask("/feeds")
    assert (step.status, step.headers["location"]) == (301, hosted.server.url)


def test_no_folder_is_listed(hosted: Hosted) -> None:
    """Although the server lists folders elsewhere."""
    folders = {path.rpartition("/")[0] for path in hosted.files() if path.rpartition("/")[0]}
    assert {folder: hosted.ask(f"{folder}/").status for folder in folders} == {
        folder: 200 if (hosted.out / folder / "index.html").is_file() else 403 for folder in folders
    }


def test_a_former_address_leads_to_the_new_one(hosted: Hosted) -> None:
    """For good; scripts on other sites may follow, and find there what the copy holds."""
    for old, (new, status) in hosted.moved.items():
        reply = hosted.ask(old.removeprefix("/"))
        assert (reply.status, status) == (301, 301), old
        assert reply.headers["location"] == f"{hosted.server.url}{new.removeprefix('/')}"
        if old.endswith(("/", "/index.html")):
            continue
        assert reply.headers["access-control-allow-origin"] == "*"
        assert hosted.ask(new.removeprefix("/")).content == (hosted.out / old.removeprefix("/")).read_bytes()
    assert hosted.ask("km/appeal/nothing.xml").status == 404


@pytest.mark.parametrize(
    "path", ["_headers", "_redirects", "km/nothing.xml", "nothing/", "publications/x/en.html"]
)
def test_what_is_not_for_readers_is_not_there(hosted: Hosted, path: str) -> None:
    """404, whatever the table says of such a path; and the answer is not cached."""
    reply = hosted.ask(path)
    assert reply.status == 404
    assert "cache-control" not in reply.headers


@pytest.mark.usefixtures("debian")
@pytest.mark.parametrize("program", ["nginx", "apache"])
def test_every_kind_of_document_has_its_type(program: str, tmp_path: Path) -> None:
    """The type that feeds give it."""
    for suffix in KINDS:
        (tmp_path / f"document{suffix}").write_bytes(b"1,2\n")
    with a_web_server(program, tmp_path) as server:
        sent = {suffix: server.ask(f"/feeds/document{suffix}").headers["content-type"] for suffix in KINDS}
    assert sent == {suffix: own_type(f"document{suffix}") for suffix in KINDS}


# --- in a real browser ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(debian: Callable[[str], str], real_project: Path) -> Iterator[WebServer]:
    """This repository's own output on nginx."""
    with a_web_server("nginx", real_project / "out") as nginx:
        yield nginx


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """The page at an address, loaded to its end, and what the browser complains of; a download fails."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    try:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        yield page, complaints
    finally:
        context.close()


@contextmanager
def hosted_elsewhere(browser: Browser, html: str) -> Iterator[Page]:
    """A page of another site, with this in it."""
    page = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Host</title><body>{html}</body>'
    with a_server({"/": Answer(page.encode())}) as host, opened(browser, host.url) as (shown, _):
        yield shown


def khmer_titles(server: WebServer) -> list[str]:
    """The titles of the Khmer feed, as nginx sends it."""
    feed = json.loads(server.ask("/feeds/km/feed.json").content)
    return [item["title"] for item in feed["items"]]


@pytest.mark.parametrize("path", ["km/atom.xml", "km/rss.xml", "en/infographic/atom.xml"])
def test_a_feed_is_shown_as_a_page(browser: Browser, server: WebServer, path: str) -> None:
    """With our styles: titles can be seen, ids can not, and nothing was refused."""
    with opened(browser, f"{server.url}{path}") as (page, complaints):
        assert page.evaluate("document.contentType") == "application/xml"
        assert page.evaluate("document.characterSet") == "UTF-8"
        drawn = (
            "name => [...document.getElementsByTagName(name)].map(each => each.getClientRects().length > 0)"
        )
        assert set(page.evaluate(drawn, "title")) == {True}
        assert set(page.evaluate(drawn, "guid" if "rss" in path else "id")) == {False}
        assert [each for each in complaints if "favicon" not in each and "404" not in each] == []


@pytest.mark.parametrize("path", ["", "publications/resilience-card/km.html", "newsletters/index.html"])
def test_pages_work_under_their_policy(browser: Browser, server: WebServer, path: str) -> None:
    """The browser refuses none of their styles and scripts."""
    with opened(browser, f"{server.url}{path}") as (page, complaints):
        assert page.locator("h1").first.is_visible()
        assert [each for each in complaints if "favicon" not in each and "404" not in each] == []


@pytest.mark.parametrize("pinned", [False, True])
def test_the_component_works_on_another_site(browser: Browser, server: WebServer, pinned: bool) -> None:
    """It lists what nginx has, by its name that stays and by its versioned one; no preflight is sent."""
    script = embed_script(Templates()) if pinned else None
    html = component_snippet("km", a_site(feeds_url=server.url), script)
    before = len(server.asked())
    with hosted_elsewhere(browser, html) as page:
        expect(page.locator("cchr-feed li")).to_have_count(min(5, len(khmer_titles(server))))
        shown = page.locator("cchr-feed li a").all_inner_texts()
    assert shown == khmer_titles(server)[:5]
    asked = server.asked()[before:]
    assert "GET /feeds/km/feed.json" in asked
    assert {line.partition(" ")[0] for line in asked} == {"GET"}


@pytest.mark.usefixtures("debian")
def test_an_embed_of_a_renamed_category_goes_on(browser: Browser, nasty_project: Path, program: str) -> None:
    """Another site's script and frame follow from the former address to the new one."""
    out = nasty_project / "out"
    title = json.loads((out / "embed/en/letter.json").read_bytes())["items"][0]["title"]
    with a_web_server(program, out, renamed=NASTY) as server:
        site = a_site(feeds_url=server.url)
        script, frame = component_snippet("en", site), frame_snippet("en", site).replace('loading="lazy"', "")
        html = (script + frame).replace("embed/en.", "embed/en/appeal.")
        with hosted_elsewhere(browser, html) as page:
            expect(page.locator("cchr-feed li a").first).to_have_text(title)
            assert title in page.frames[1].locator("body").inner_text()
        asked = server.asked()
    assert {"GET /feeds/embed/en/appeal.json", "GET /feeds/embed/en/letter.json"} <= {*asked}


def test_only_the_page_for_a_frame_may_be_framed(browser: Browser, server: WebServer) -> None:
    """Another site shows the list in its frame, and none of our other pages."""
    ours = frame_snippet("km", a_site(feeds_url=server.url)).replace('loading="lazy"', "")
    others = "".join(
        f'<iframe src="{server.url}{path}"></iframe>'
        for path in ("index.html", "publications/resilience-card/km.html", "newsletters/index.html")
    )
    with hosted_elsewhere(browser, ours + others) as page:
        first, *rest = page.frames[1:]
        titles = khmer_titles(server)
        assert [title for title in titles if title not in first.locator("body").inner_text()] == []
        assert [frame.url for frame in rest] == ["chrome-error://chromewebdata/"] * 3
