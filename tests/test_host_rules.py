"""`_headers` as the hosts read it: both alike, within their limits, and in a folder of a larger site."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from builds import an_entry_text, assert_built
from extent import a_few
from host_rules import Rule, cloudflare, headers_for, netlify, redirects_of, rules_of
from web_servers import shown

LANGUAGES = {
    "en": "English",
    "km": "ខ្មែរ",
    "fr": "français",
    "vi": "Tiếng Việt",
    "th": "ไทย",
    "zh-Hant": "中文",
}
CATEGORIES = [f"category-{number}" for number in range(12)]
TYPES = {
    "atom.xml": "application/xml; charset=utf-8",
    "rss.xml": "application/xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


def a_wide_site() -> str:
    """A site.yaml with twelve categories in six languages."""
    languages = [f"  {tag}: {{name: {name}, organisation: {name}}}" for tag, name in LANGUAGES.items()]
    return "\n".join(
        [
            "authority: example.org",
            "since: 2020",
            "url: https://example.org/",
            "feeds_url: https://example.org/feeds/",
            "timezone: Asia/Phnom_Penh",
            "languages:",
            *languages,
            "categories:",
            *(f"  {term}: {{en: {term}}}" for term in (*CATEGORIES, "report", "statement")),
            "",
        ]
    )


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a site with twelve categories and two more, in six languages."""
    folder = tmp_path_factory.mktemp("wide")
    (folder / "entries").mkdir()
    (folder / "site.yaml").write_text(a_wide_site(), encoding="utf-8")
    for number in range(4):
        text = an_entry_text(number, "Entry")
        (folder / f"entries/{number}.yaml").write_text(text, encoding="utf-8")
    assert_built(folder)
    return folder / "out"


@pytest.fixture(scope="module", params=a_few(["real_project", "nasty_project", "wide"], 2))
def out(request: pytest.FixtureRequest) -> Path:
    """Each of three outputs."""
    found: Path = request.getfixturevalue(request.param)
    return found if request.param == "wide" else found / "out"


def rules_in(out: Path) -> list[Rule]:
    """The rules that an output brings along."""
    return rules_of((out / "_headers").read_text(encoding="utf-8"))


def redirects_in(out: Path) -> Mapping[str, tuple[str, int]]:
    """The redirects that an output brings along, if it does."""
    file = out / "_redirects"
    return redirects_of(file.read_text(encoding="utf-8")) if file.exists() else {}


def without_hub(rules: list[Rule]) -> list[Rule]:
    """Those that do more than name the hub."""
    return [rule for rule in rules if [name for name, _ in rule.headers] != ["Link"]]


def addresses(out: Path) -> Iterator[str]:
    """Every address that a host may answer: each file's, the root's, and pages' without their ending."""
    yield "/"
    for file in sorted(out.rglob("*")):
        if file.is_file():
            path = f"/{file.relative_to(out).as_posix()}"
            yield path
            if path.endswith(".html"):
                yield path.removesuffix("index.html").removesuffix(".html")


def test_both_hosts_read_the_same(out: Path) -> None:
    """Netlify's `*` and `:name` stand for whole segments, Cloudflare's for any part of one."""
    rules = rules_in(out)
    for path in addresses(out):
        assert headers_for(path, rules, cloudflare) == headers_for(path, rules, netlify), path


def test_no_header_is_set_twice(out: Path) -> None:
    """Joined values mean something else: two times to keep a file are none."""
    rules = rules_in(out)
    for path in addresses(out):
        matching = [rule for rule in rules if re.fullmatch(cloudflare(rule.path), path)]
        names = [name for rule in matching for name, _ in rule.headers]
        assert len(names) == len(set(names)), path


def test_a_page_without_its_ending_has_the_same_headers(out: Path) -> None:
    """Cloudflare sends readers of a page to its address without .html, or index.html."""
    rules = rules_in(out)
    for path in addresses(out):
        if path.endswith(".html"):
            short = path.removesuffix("index.html").removesuffix(".html")
            assert headers_for(short, rules) == headers_for(path, rules), path


def test_the_limits_are_kept(out: Path) -> None:
    """Cloudflare's 100 rules, 2,000 characters a line and one `*` a rule; Netlify's `*` at the end."""
    text = (out / "_headers").read_text(encoding="utf-8")
    assert len(rules_of(text)) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    for rule in rules_of(text):
        assert "*" not in rule.path.removesuffix("/*"), rule.path
        segments = rule.path.split("/")
        assert all(":" not in segment[1:] for segment in segments), rule.path


def test_categories_need_no_rules_of_their_own(wide: Path, nasty_project: Path) -> None:
    """Each further language needs nine, whatever the number of categories, but for links to a hub."""
    two_languages, six_languages = without_hub(rules_in(nasty_project / "out")), rules_in(wide)
    assert len(six_languages) == len(two_languages) + 4 * 9


def test_every_feed_names_the_hub_and_itself(nasty_project: Path) -> None:
    """As its links say, one of each (WebSub §4), at a former address too; others name none."""
    out = nasty_project / "out"
    rules = rules_in(out)
    found = {path: headers_for(path, rules).get("link") for path in addresses(out)}
    live = {path for path in found if path.endswith(("/atom.xml", "/rss.xml", "/feed.json"))}
    now = {path: f"https://rights.example.org/feeds{path.replace('/appeal/', '/letter/')}" for path in live}
    assert {path: link for path, link in found.items() if link} == {
        path: f'<https://hub.example.org/>; rel="hub", <{own}>; rel="self"' for path, own in now.items()
    }
    for path, own in now.items():
        assert own in (out / path.strip("/")).read_text("utf-8")


def test_links_to_a_hub_stop_where_cloudflare_stops_reading(tmp_path: Path) -> None:
    """The feeds of whole languages have theirs."""
    (tmp_path / "entries").mkdir()
    site = f"{a_wide_site()}feeds: {{hub: https://hub.example.org/}}\n"
    (tmp_path / "site.yaml").write_text(site, encoding="utf-8")
    (tmp_path / "entries/1.yaml").write_text(an_entry_text(1, "Entry"), encoding="utf-8")
    assert_built(tmp_path)
    rules = rules_in(tmp_path / "out")
    assert len(rules) == 100
    for language in LANGUAGES:
        assert all("link" in headers_for(f"/{language}/{name}", rules) for name in TYPES)


def test_every_feed_has_its_type(wide: Path) -> None:
    """In every language and category, with CORS and a time to keep it."""
    rules = rules_in(wide)
    folders = [
        f"/{language}{category}"
        for language in LANGUAGES
        for category in ("", *map("/{}".format, CATEGORIES))
    ]
    for name, type_ in TYPES.items():
        for folder in folders:
            assert (wide / f"{folder}/{name}".strip("/")).is_file()
            headers = headers_for(f"{folder}/{name}", rules)
            assert headers["content-type"] == type_
            assert headers["access-control-allow-origin"] == "*"
            assert headers["cache-control"] == "public, max-age=3600"


def test_the_guide_moves_the_rules_into_a_folder(out: Path, tmp_path: Path) -> None:
    """After its commands, the larger site's `_headers` says of our files what ours said, and nothing else."""
    (tmp_path / "out").symlink_to(out)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/_headers").write_text("/contact\n  X-Theirs: kept\n\n", encoding="utf-8")
    (commands,) = (block for block in shown("sh") if "sed '" in block)
    subprocess.run(["sh", "-euc", commands], cwd=tmp_path, check=True)
    moved = rules_of((tmp_path / "site/_headers").read_text(encoding="utf-8"))
    assert moved[0] == Rule("/contact", (("X-Theirs", "kept"),))
    for path in addresses(out):
        assert (tmp_path / f"site/feeds{path}").exists() or not path.endswith((".html", ".xml"))
        assert headers_for(f"/feeds{path}", moved) == headers_for(path, rules_in(out)), path
    assert headers_for("/index.html", moved) == {}
    assert redirects_in(tmp_path / "site") == {
        f"/feeds{old}": (f"/feeds{new}", status) for old, (new, status) in redirects_in(out).items()
    }


def test_the_guide_says_how_many_rules_are_ours(nasty_project: Path) -> None:
    """With two languages, and for each further one; links to a hub besides."""
    guide = (Path(__file__).parents[1] / "docs/webmaster.md").read_text(encoding="utf-8")
    count = len(without_hub(rules_in(nasty_project / "out")))
    assert f"with two languages {count} of them are ours, and 9 more for each other" in guide
