"""Nothing that stands in an entry runs in a browser: in no page, edition, mail or embed, and in no reader."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, Route

from attack.naughty import quoted
from attack.payloads import LINKS, MARKS, RAW_HTML, SCRIPTS
from builds import run_build
from cchr_feeds.source.read import markdown_violations
from cchr_feeds.text.markdown import markdown_html
from extent import sampled
from project_files import TITLE, a_project, problems_of

A_MONTH = 10
SITE = """\
authority: example.org
since: 2010
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, organisation: %(said)s, short: %(said)s, title: %(said)s, description: %(said)s}
  km: {name: Khmer, organisation: %(said)s}
categories:
  report: %(said)s
supporters: [{name: %(said)s}]
feeds: {limit: 500}
keep_together: [alert]
newsletter:
  from: {name: %(said)s, address: news@example.org}
  postal_address: %(said)s
  unsubscribe: https://example.org/leave
"""
IN_LINES = "'\"><img src=x: onerror=alert(1)></script><script>alert(1)</script>"

HOME = "https://example.org/feeds/"
READER = "https://reader.example/"
OWN_ELEMENTS = {"form"}
"""Of what no entry may bring, what our pages have themselves: forms that make a snippet, and that sign up."""

WATCH = "window.alert = (what) => console.log(`RAN ${what}`)"
LOOK = """() => {
  const found = [];
  const inside = (element) => [element, ...(element.shadowRoot?.querySelectorAll("*") ?? [])];
  for (const element of [...document.querySelectorAll("*")].flatMap(inside)) {
    for (const { name, value } of element.attributes) {
      if (/^on|^srcdoc$|^formaction$/.test(name)) found.push(`${element.localName} ${name}`);
      if (!/^(href|src|action|data|xlink:href|cite|poster)$/.test(name) || !value) continue;
      const { protocol } = new URL(value, document.baseURI);
      const ours = value.startsWith("feed:https://example.org/feeds/");
      if (!ours && !/^(https?|mailto):$/.test(protocol)) found.push(`${element.localName} ${value}`);
    }
    const { localName } = element;
    if (/^(base|object|embed|form|template|svg|math|video)$/.test(localName)) found.push(localName);
    if (element.httpEquiv === "refresh") found.push("refresh");
    if (localName === "iframe" && !element.hasAttribute("sandbox")) found.push("iframe");
    element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    element.dispatchEvent(new FocusEvent("focus"));
  }
  return found;
}"""
SHOW = """contents => {
  for (const content of contents) {
    const place = document.createElement("article");
    document.body.append(place);
    place.innerHTML = content;
  }
}"""


def is_refused(payload: str) -> bool:
    """Whether an entry may not even say this: a link of a forged shape."""
    return any(fault.severity == "error" for fault in markdown_violations(payload, ("body",)))


REFUSED = [payload for payload in SCRIPTS if is_refused(payload)]
SAID = [payload for payload in SCRIPTS if not is_refused(payload)]


def an_entry(number: int, payload: str) -> str:
    """An entry that says a payload in its body, and in every other text it has."""
    month, day = divmod(number, A_MONTH)
    line = " ".join(payload.split())
    return f"""\
id: x{number}
published: 2020-{month + 1:02}-{day + 1:02}
category: report
topics: [{quoted(line[:99])}]
authors: [{{name: {quoted(line)}}}]
en:
  title: {quoted(line)}
  summary: {quoted(payload)}
  body: {quoted(payload)}
  files: [{{url: https://example.org/{number}.pdf, length: 9, title: {quoted(line)}}}]
  image: {{url: https://example.org/{number}.png, alt: {quoted(line)}}}
"""


def the_notes() -> Iterator[tuple[str, str]]:
    """An edition file for every month, which says the payloads of the month once more."""
    for month, first in enumerate(range(0, len(SAID), A_MONTH)):
        note = quoted("\n\n".join(SAID[first : first + A_MONTH]))
        yield f"editions/2020-{month + 1:02}.yaml", f"en:\n  note: {note}\n  preheader: {quoted(IN_LINES)}\n"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of a project in which everything that may say anything attacks."""
    entries = {f"entries/{number}.yaml": an_entry(number, payload) for number, payload in enumerate(SAID)}
    files = {"site.yaml": SITE % {"said": quoted(IN_LINES)}, **entries, **dict(the_notes())}
    project = a_project(tmp_path_factory.mktemp("attacked"), **files)
    done = run_build(project)
    assert done.returncode == 0, done.stderr
    return project / "out"


@dataclass
class Watched:
    """A page that tells what ran in it and where it reached out to; an output is served to it."""

    page: Page
    out: Path
    html: str = ""
    alarms: list[str] = field(default_factory=list)

    def serve(self, route: Route) -> None:
        """Our files, a stranger's page, pictures of ours that are not there; anything else is an alarm."""
        address = route.request.url
        path = unquote(address.removeprefix(HOME))
        if address == READER:
            route.fulfill(body=f'<!DOCTYPE html><meta charset="utf-8">{self.html}', content_type="text/html")
        elif address.startswith(HOME) and (self.out / path).is_file():
            route.fulfill(path=self.out / path, headers={"Access-Control-Allow-Origin": "*"})
        else:
            if not address.startswith("https://example.org/"):
                self.alarms.append(f"reached {address}")
            route.abort()

    def hear(self, said: str) -> None:
        """Takes down what a script says that ran."""
        if said.startswith("RAN"):
            self.alarms.append(said)

    def look(self) -> set[str]:
        """What is dangerous in the page as it stands, and what happened until now."""
        self.page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 30))")
        found = {*self.page.evaluate(LOOK), *self.alarms}
        self.alarms.clear()
        return found


@contextmanager
def watching(browser: Browser, out: Path) -> Iterator[Watched]:
    """A page in which no policy helps, and whatever calls `alert` is noticed, in any of its frames."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(WATCH)
    watched = Watched(context.new_page(), out)
    watched.page.on("console", lambda said: watched.hear(said.text))
    watched.page.on("dialog", lambda dialog: watched.hear(f"RAN {dialog.message}"))
    context.route("**/*", watched.serve)
    try:
        yield watched
    finally:
        context.close()


def shown_by_a_reader(watched: Watched, contents: Sequence[str]) -> set[str]:
    """What happens where a reader shows HTML as it is."""
    watched.html = ""
    watched.page.goto(READER)
    watched.page.evaluate(SHOW, list(contents))
    return watched.look()


def test_the_watch_notices_scripts(browser: Browser, attacked: Path) -> None:
    """The payloads are live: shown raw, they run, reach out and leave dangerous elements."""
    with watching(browser, attacked) as watched:
        watched.html = "".join(RAW_HTML[:8])
        watched.page.goto(READER)
        assert watched.look() >= {"RAN 1", "img onerror"}
        assert {"RAN 1", "svg", "reached https://evil.example/x.css"} <= shown_by_a_reader(watched, RAW_HTML)


def test_nothing_runs_in_any_page(browser: Browser, attacked: Path) -> None:
    """Pages, editions, mails, frames and the page of feeds, each opened under its own address."""
    paths = sorted(path.relative_to(attacked).as_posix() for path in attacked.rglob("*.html"))
    alike = [path for path in paths if path.startswith("publications/")]
    assert len(alike) == len(SAID)
    paths = [*(path for path in paths if path not in alike), *sampled(alike, 4)]
    with watching(browser, attacked) as watched:
        for path in paths:
            watched.page.goto(HOME + path)
            is_a_copy = path.startswith(("embed/", "newsletters/2"))
            assert watched.look() <= (set() if is_a_copy else OWN_ELEMENTS), path


def test_nothing_runs_on_another_sites_page(browser: Browser, attacked: Path) -> None:
    """The component and the snippets, on another site's page."""
    with watching(browser, attacked) as watched:
        watched.html = (
            f'<script type="module" src="{HOME}embed/cchr-feeds.js"></script>'
            f'<cchr-feed src="{HOME}en/feed.json" limit="500" summaries></cchr-feed>'
        )
        watched.page.goto(READER)
        watched.page.wait_for_function("document.querySelector('cchr-feed').shadowRoot?.querySelector('li')")
        assert watched.page.locator("cchr-feed li").count() == len(SAID)
        assert watched.look() == set()


def test_nothing_runs_in_a_reader(browser: Browser, attacked: Path) -> None:
    """What feeds give as HTML, in every format, put into a page as it is."""
    items = json.loads((attacked / "en/feed.json").read_bytes())["items"]
    atom, rss = (etree.parse(attacked / f"en/{name}.xml").getroot() for name in ("atom", "rss"))
    contents = [item["content_html"] for item in items]
    contents += [each.text or "" for each in atom.iterfind(".//{*}content")]
    contents += [
        each.text or "" for name in ("{*}encoded", "description") for each in rss.iterfind(f".//item/{name}")
    ]
    assert len(contents) == 4 * len(SAID)
    with watching(browser, attacked) as watched:
        assert shown_by_a_reader(watched, contents) == set()


def test_a_feed_is_no_page(browser: Browser, attacked: Path) -> None:
    """Opened in a browser, no feed runs anything or reaches out."""
    with watching(browser, attacked) as watched:
        for path in ("en/atom.xml", "en/rss.xml"):
            watched.page.goto(f"{HOME}{path}")
            assert watched.page.evaluate("document.querySelectorAll('script, img').length") == 0
            assert watched.alarms == []


@pytest.mark.parametrize("payloads", [RAW_HTML, LINKS, MARKS], ids=["raw", "links", "marks"])
def test_markdown_is_safe_without_the_reader(
    browser: Browser, attacked: Path, payloads: Sequence[str]
) -> None:
    """Also what no entry may say would run nothing: the renderer does not rely on who checked before it."""
    rendered = [markdown_html(payload, "en", ("example.org",)) for payload in payloads]
    with watching(browser, attacked) as watched:
        assert shown_by_a_reader(watched, rendered) == set()


def test_forged_links_are_refused_with_their_place(tmp_path: Path) -> None:
    """Addresses that programs read differently do not get into a body at all."""
    assert REFUSED
    for payload in REFUSED:
        problems = problems_of(
            a_project(tmp_path, **{"entries/a.yaml": f"{TITLE}A\n  body: {quoted(payload)}\n"})
        )
        assert {(each.line, each.code) for each in problems if each.severity == "error"} == {(6, "url")}
