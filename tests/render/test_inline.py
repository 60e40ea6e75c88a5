"""Tests of inlining: the document that premailer makes of the rendered page, and nothing read on the way."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from threading import Thread

import css_inline
import cssutils
import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser
from premailer import Premailer

from browser import Scheme, a_page, views
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.output import Edition, EditionWords
from cchr_feeds.model.part import HTML
from cchr_feeds.model.publication import Alternative
from cchr_feeds.model.site import Utm
from cchr_feeds.model.values import Picture
from cchr_feeds.packaged import packaged_templates
from cchr_feeds.problem import Problem
from cchr_feeds.render.newsletter.editions import edition_artifacts
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.mail_services import FORMS
from cchr_feeds.render.templating.inline import TABLE, Pair, run_premailer
from cchr_feeds.render.templating.inline import inlined as inlined_source
from cchr_feeds.render.templating.templates import EDITION, Templates
from extent import a_few
from factories import a_khmer_entry, a_site, an_edition, an_enclosure, an_entry
from full_editions import edition_html

OWN = '{% extends "packaged/newsletter/edition.html.j2" %}\n'
FOOTER = '{% block footer %}<tr><td class="above">OURS</td></tr>{% endblock %}'
HEAD = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>x</title>\n'


class PageAsWritten(Templates):
    """Templates whose mails keep their `<style>` elements: what inlining starts from."""

    def mail(self, **values: object) -> str:
        """The page with its style sheets."""
        return self.html(EDITION, **values)


def an_edition_of(size: int, language: str) -> Edition:
    """An edition that shows everything an edition can, with `size` entries."""
    make = an_entry if language == "en" else a_khmer_entry
    other = a_khmer_entry if language == "en" else an_entry
    entries = [
        make(
            publication_id=f"number-{index}",
            enclosures=(an_enclosure(),) if index % 2 else (),
            translations=(Alternative("km", "x", "https://example.org/km"),) if index % 3 == 0 else (),
            image=Picture("https://cchrcambodia.org/a%20b.png", "A <picture>") if index % 4 == 0 else None,
        )
        for index in range(size)
    ]
    return an_edition(
        *entries,
        language=language,
        elsewhere=(other(publication_id="only"),),
        editor=EditionWords(note="Read **this**."),
        highlight="number-1",
    )


def a_template(folder: Path, source: str) -> Templates:
    """A project whose `newsletter/edition.html.j2` is `source`."""
    file = folder / "templates/newsletter/edition.html.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    return Templates(folder)


def inlined(folder: Path, source: str, **values: object) -> str:
    """What the template renders to."""
    return a_template(folder, source).mail(**values)


def problem_of(folder: Path, source: str, **values: object) -> Problem:
    """What is wrong with the template."""
    with pytest.raises(ProblemsFound) as caught:
        inlined(folder, source, **values)
    return caught.value.problems[0]


def document(page: str) -> list[tuple[object, ...]]:
    """The parsed page: each element and comment with its attributes, its declarations in order, its text."""
    nodes: list[tuple[object, ...]] = []
    for node in lxml_html.document_fromstring(page).iter():
        attributes = {str(name): str(value) for name, value in node.attrib.items()}
        style = cssutils.parseStyle(attributes.pop("style", ""), validate=False)
        declarations = tuple(sorted((item.name, item.value.lower()) for item in style))
        text = (" ".join((part or "").split()) for part in (node.text, node.tail))
        nodes.append((str(node.tag), tuple(sorted(attributes.items())), declarations, *text))
    return nodes


@pytest.fixture
def quiet() -> Iterator[None]:
    """Keeps cssutils from logging while a test uses it or premailer directly."""
    level = cssutils.log.getEffectiveLevel()
    cssutils.log.setLevel(logging.CRITICAL + 1)
    yield
    cssutils.log.setLevel(level)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("size", a_few([1, 2, 9, 40], 2))
@pytest.mark.parametrize("mail", [True, False])
def test_inlined_once_is_what_premailer_makes_of_each_page(language: str, size: int, mail: bool) -> None:
    """The inlined template renders to the document that premailer alone makes of the rendered page."""
    letter = Letter(an_edition_of(size, language), a_site())
    ours = edition_html(letter, Templates(), mail=mail)
    page = edition_html(letter, PageAsWritten(), mail=mail)
    options = {"allow_network": False, "disable_validation": True, "strip_important": False}
    attributes = ["width", "height", "align", "valign", "bgcolor"]
    oracle = Premailer(page, disable_basic_attributes=attributes, align_floating_images=False, **options)
    assert document(ours) == document(oracle.transform(pretty_print=False))


STYLES = """() => [...document.querySelectorAll("body, body *:not(tbody)")].map(element => {
    const style = getComputedStyle(element);
    const values = [...style].map(name => name + "=" + style[name]);
    return element.tagName + "." + element.className + ": " + values.join(";");
})"""


def computed(browser: Browser, page: str, width: int, scheme: Scheme) -> list[str]:
    """Every element's computed style."""
    with a_page(browser, page, width, scheme) as shown:
        styles: list[str] = shown.evaluate(STYLES)
        return styles


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize(("width", "scheme"), views(375, 700))
def test_every_computed_style_survives(browser: Browser, language: str, width: int, scheme: Scheme) -> None:
    """In Chromium each element of the inlined page looks as in the page with style sheets."""
    letter = Letter(an_edition_of(4, language), a_site())
    pages = [edition_html(letter, templates, mail=True) for templates in (Templates(), PageAsWritten())]
    ours, source = (computed(browser, page, width, scheme) for page in pages)
    assert ours == source


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize(("width", "scheme"), views(375, 700))
def test_another_inliner_agrees(browser: Browser, language: str, width: int, scheme: Scheme) -> None:
    """css-inline, which shares no code with premailer, makes a page that looks the same."""
    letter = Letter(an_edition_of(4, language), a_site())
    page = edition_html(letter, PageAsWritten(), mail=True).replace("data-premailer", "data-css-inline")
    other = css_inline.inline(page.replace('="ignore"', '="keep"'), load_remote_stylesheets=False)
    ours = edition_html(letter, Templates(), mail=True)
    assert computed(browser, ours, width, scheme) == computed(browser, other, width, scheme)


def counted_runs(monkeypatch: pytest.MonkeyPatch) -> list[Collection[Pair]]:
    """What premailer is asked for from now on."""
    runs: list[Collection[Pair]] = []

    def counted(sheet: str, wanted: Collection[Pair]) -> Mapping[Pair, str]:
        runs.append(wanted)
        return run_premailer(sheet, wanted)

    monkeypatch.setattr("cchr_feeds.render.templating.inline.run_premailer", counted)
    return runs


SHEET = "{% block styles %}{{ super() }}<style>.above { padding:9px; }</style>{% endblock %}"


@pytest.mark.parametrize(
    ("own", "times"), [(FOOTER.replace("above", "above small"), 0), (FOOTER, 1), (SHEET + FOOTER, 1)]
)
def test_premailer_runs_as_templates_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: str, times: int
) -> None:
    """Once for each template with elements that no table knows, whichever languages and mails are made."""
    runs = counted_runs(monkeypatch)
    templates = a_template(tmp_path, OWN + own)
    for language in ("en", "km"):
        artifacts = edition_artifacts(an_edition_of(60, language), a_site(), templates, [HTML])
        assert len(list(artifacts)) > 3
    assert len(runs) == times


def test_the_packaged_table_is_what_premailer_makes(request: pytest.FixtureRequest) -> None:
    """Of every element of the packaged mail; `--refresh-golden` writes it anew."""
    packaged = packaged_templates()
    styles = Templates()._styles()
    styles.clear()
    for name in (EDITION, "newsletter/entry.html.j2"):
        inlined_source((packaged / name).read_text(encoding="utf-8"), styles)
    rows = ",\n".join(json.dumps([*pair, style]) for pair, style in sorted(styles.items()))
    table = f'{{"sheet": {json.dumps(styles.sheet)}, "styles": [\n{rows}\n]}}\n'
    if request.config.getoption("--refresh-golden"):
        TABLE.write_text(table, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == table


def test_a_mail_of_ours_loads_no_premailer() -> None:
    """Which takes 140 ms, and brings a network library with it."""
    program = (
        "import sys; from full_editions import edition_html;"
        "from cchr_feeds.render.newsletter.letter import Letter;"
        "from cchr_feeds.render.templating.templates import EDITION, Templates;"
        "from factories import a_site, an_edition;"
        "print('font-size:32px' in edition_html(Letter(an_edition(), a_site()), Templates(), mail=True));"
        "print({'premailer', 'cssutils', 'requests'} & set(sys.modules))"
    )
    tests = Path(__file__).parents[1]
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=tests, capture_output=True, text=True, check=True
    )
    assert said.stdout.split("\n")[:2] == ["True", "set()"]


def test_the_table_says_nothing_of_what_has_changed(tmp_path: Path) -> None:
    """A part of the mail with other classes, or other rules, is worked out anew."""
    packaged = tmp_path / "packaged"
    copytree(packaged_templates(), packaged)
    for name, old, new in (
        ("entry", 'class="date"', 'class="above"'),
        ("edition", ".on { ", ".on { margin:1px; "),
    ):
        file = packaged / f"newsletter/{name}.html.j2"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    page = edition_html(Letter(an_edition_of(2, "en"), a_site()), Templates(packaged=packaged), mail=True)
    assert '<p class="above" style="padding:12px 24px">' in page
    assert 'class="on" style="margin:1px; color:' in page


class Recorder(BaseHTTPRequestHandler):
    """Answers every request with a style rule and remembers that it was asked."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        """Remembers and answers."""
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"p { color: red }")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def a_server() -> Iterator[str]:
    """An HTTP server on loopback that answers with a style sheet."""
    Recorder.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_import_is_never_followed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither http, ftp nor file imports are read, even where the template's check would not stand before."""
    secret = tmp_path / "secret.css"
    secret.write_text("p { color: #abcdef } TOP SECRET", encoding="utf-8")
    with a_server() as server:
        urls = (f"{server}/a.css", secret.as_uri(), f"{server.replace('http', 'ftp')}/b.css")
        css = "".join(f"@import url({url});" for url in urls) + "p { font-weight: bold }"
        styles = run_premailer(css, [("p", "")])
        assert Recorder.asked == []
    assert styles == {("p", ""): "font-weight:bold"}
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("quiet")
def test_premailer_still_needs_its_door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Upstream reads an imported file; when it no longer does, `OfflinePremailer` can go."""
    sheet = tmp_path / "a.css"
    sheet.write_text("", encoding="utf-8")
    read: list[str] = []

    def fetch(url: str) -> tuple[None, bytes]:
        read.append(url)
        return None, b""

    monkeypatch.setattr(cssutils.util, "_defaultFetcher", fetch)
    css = f"<style>@import url({sheet.as_uri()});</style>"
    Premailer(f"{HEAD}{css}</head><body></body></html>", allow_network=False).transform()
    assert read == [sheet.as_uri()]


def test_nothing_is_printed_or_logged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """The properties that cssutils does not know (`mso-…`) are not told."""
    edition_html(Letter(an_edition(), a_site()), a_template(tmp_path, OWN + FOOTER), mail=True)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_important_in_kept_styles_stays(tmp_path: Path) -> None:
    """Dark mode must win over inlined styles, so its `!important` is not stripped."""
    kept = '<style data-premailer="ignore">@media (x) { p { color:red !important; } }</style>'
    page = inlined(
        tmp_path, f"{HEAD}<style>p {{ color:blue; }}</style>{kept}</head><body><p>x</p></body></html>"
    )
    assert "<style>@media (x) { p { color:red !important; } }</style>" in page
    assert '<p style="color:blue">x</p>' in page


@pytest.mark.parametrize(
    "tag", ["{{ UnsubscribeURL }}", "*|UNSUB|*", "<%unsub raw%>", "%recipient.x%", "[[x y]]"]
)
def test_a_merge_tag_arrives_as_written(tmp_path: Path, tag: str) -> None:
    """What a mailing service fills in stands in the link unchanged, spaces and all."""
    source = f'{HEAD}</head><body><a href="{{% raw %}}{tag}{{% endraw %}}">x</a><p>y</p></body></html>'
    assert f'<a href="{tag}">x</a>' in inlined(tmp_path, source)


def test_the_document_type_and_what_surrounds_it(tmp_path: Path) -> None:
    """Names may be set before the document type, which stays as it is."""
    source = f'{{% set colour = "#123456" %}}\n{HEAD}<style>p {{ color:{{{{ colour }}}}; }}</style></head>'
    page = inlined(tmp_path, f"{source}<body><p>x</p></body></html>\n")
    assert page.startswith("<!DOCTYPE html>\n")
    assert '<p style="color:#123456">' in page
    assert page.endswith("</html>\n")


def test_values_are_escaped_in_every_place(tmp_path: Path) -> None:
    """A value in text, an attribute or an address can't end it."""
    body = '<p title="{{ x }}">{{ x }}</p><a href="{{ x }}">x</a>'
    page = inlined(tmp_path, f"{HEAD}</head><body>{body}</body></html>", x='"><script>')
    assert page.count("&#34;&gt;&lt;script&gt;") == 3


def test_a_project_can_replace_one_block(tmp_path: Path) -> None:
    """A template that extends the packaged one changes a block and keeps the rest, styles included."""
    page = edition_html(Letter(an_edition(), a_site()), a_template(tmp_path, OWN + FOOTER), mail=True)
    assert '<td class="above" style="padding:12px 24px">OURS</td>' in page
    assert "Read the publication" in page


def test_super_keeps_what_the_block_held(tmp_path: Path) -> None:
    """`super()` puts the packaged block where it stands, with the styles of that place."""
    templates = a_template(
        tmp_path, OWN + "{% block styles %}{{ super() }}<style>.above { padding:9px; }</style>{% endblock %}"
    )
    page = edition_html(Letter(an_edition(), a_site()), templates, mail=True)
    assert "padding:9px" in page
    assert 'padding:12px 24px"' not in page


def test_an_own_part_is_included_by_the_packaged_whole(tmp_path: Path) -> None:
    """A project's own `newsletter/entry.html.j2` is used by the packaged edition, inlined as well."""
    part = tmp_path / "templates/newsletter/entry.html.j2"
    part.parent.mkdir(parents=True)
    part.write_text('<tr><td class="date">{{ entry.title }}</td></tr>', encoding="utf-8")
    page = edition_html(Letter(an_edition_of(2, "en"), a_site()), Templates(tmp_path), mail=True)
    assert '<td class="date" style="margin:2px 0 0; font-size:14px' in page


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("size", a_few([9, 1, 60], 1))
@pytest.mark.parametrize("utm", [None, Utm("news", "mail", "monthly")])
def test_a_copy_of_ours_shows_the_same(tmp_path: Path, language: str, size: int, utm: Utm | None) -> None:
    """In a project, where nothing is put in before it is filled in, nor kept from page to page."""
    for name in ("edition", "entry"):
        part = f"newsletter/{name}.html.j2"
        own = tmp_path / "templates" / part
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text((packaged_templates() / part).read_text(encoding="utf-8"), encoding="utf-8")
    site = a_site(newsletter=replace(a_site().newsletter, utm=utm))
    ours, copied = (
        edition_artifacts(an_edition_of(size, language), site, templates, FORMS)
        for templates in (Templates(), Templates(tmp_path))
    )
    assert ours == copied


def test_an_own_part_may_show_what_changes_from_page_to_page(tmp_path: Path) -> None:
    """It is filled in for each page, though the packaged ones are kept."""
    own = tmp_path / "templates/newsletter/entry.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text(
        "<tr><td>{{ entry.title }} in {% if mail %}mail{% else %}page{% endif %}</td></tr>", encoding="utf-8"
    )
    page, _post, mail, *_ = edition_artifacts(an_edition_of(9, "en"), a_site(), Templates(tmp_path))
    assert bytes(page.content).count(b" in page") == 8
    assert bytes(mail.content).count(b" in mail") == 8


OWN_WAYS = {
    "a macro": '{% macro foot(x) %}<td class="above">{{ x }}</td>{% endmacro %}<tr>{{ foot("OURS") }}</tr>',
    "an import": '{% from "newsletter/mine.html.j2" import foot %}<tr>{{ foot("OURS") }}</tr>',
    "a block of HTML": '{% set x %}<td class="above">OURS</td>{% endset %}<tr>{{ x }}</tr>',
    "a loop": '<tr>{% for x in ("OURS",) %}<td class="above">{{ x }}</td>{% endfor %}</tr>',
}


@pytest.mark.parametrize("way", OWN_WAYS)
def test_all_of_jinja_can_be_used(tmp_path: Path, way: str) -> None:
    """Whatever way leads to an element, it is styled where it is written."""
    templates = a_template(tmp_path, OWN + f"{{% block footer %}}{OWN_WAYS[way]}{{% endblock %}}")
    part = tmp_path / "templates/newsletter/mine.html.j2"
    part.write_text('{% macro foot(x) %}<td class="above">{{ x }}</td>{% endmacro %}', encoding="utf-8")
    page = edition_html(Letter(an_edition(), a_site()), templates, mail=True)
    assert '<tr><td class="above" style="padding:12px 24px">OURS</td></tr>' in page


def test_an_elements_own_style_wins(tmp_path: Path) -> None:
    """Each property stands once, where the rule has it; what is new comes last."""
    source = f"{HEAD}<style>p {{ color:red; margin:0; }}</style></head><body>"
    page = inlined(tmp_path, f'{source}<p style="padding:0;color:{{{{ x }}}};">x</p></body></html>', x="blue")
    assert '<p style="color:blue; margin:0; padding:0">x</p>' in page


def test_a_name_that_a_project_sets_is_its_own(tmp_path: Path) -> None:
    """Also where the packaged rules use it."""
    templates = a_template(tmp_path, OWN + '{% set ink = "#010203" %}')
    page = edition_html(Letter(an_edition(), a_site()), templates, mail=True)
    assert re.search(r'class="name" style="[^"]*color:#010203', page)


RULES = {
    "… <link rel='stylesheet' href='x'>": (5, 2, "style sheet"),
    "…<style>\n@import url(http://x.org/a.css);\n</style>": (6, 1, "@import"),
    "…<style>\n.a:hover { color:red; }\n</style>": (6, 1, ".a:hover"),
    "…<style>\n  .card td { color:red; }\n</style>": (6, 3, "'.card td' can't be inlined"),
    "…<style>\np { margin:0; } #a { color:red; }\n</style>": (6, 17, "'#a'"),
    "…<style>\na[href] { color:red; }\n</style>": (6, 1, "'a[href]'"),
    "…<style>\np, td > p { color:red; }\n</style>": (6, 1, "'p, td > p'"),
    "…<style>\np { color:red; }\n@media print { p { color:red; } }\n</style>": (7, 1, "no plain rule"),
    "…<style>\np { color:red !important; }\n</style>": (6, 5, "!important"),
    "…<style>\np { width:calc(1px + 2px); }\n</style>": (6, 5, "calc()"),
    "…<style>\np { color }\n</style>": (6, 5, "not a style"),
    "…<style>\n{% if true %}p { color:red; }{% endif %}\n</style>": (6, 1, "can't be inlined"),
    "…</head><body>\n<p class='{{ x }}'>y</p>": (6, 11, "class="),
    "…</head><body>\n\n<p {% if true %}lang='en'{% endif %}>y</p>": (7, 1, "outside quotes"),
    "…</head><body>\n<p>one\n<p>two": (7, 1, "not properly nested"),
    "…</head><body>\n{% include 'nowhere' %}": (6, 1, "no template nowhere"),
    "…</head><body>\n{% include x %}": (6, 1, "include needs a file's name"),
    "…</head><body>\n{% include 'newsletter/edition.html.j2' %}": (6, 1, "includes itself"),
    "…</head><body>\n{{ nowhere.x }}": (6, 1, "'nowhere' is undefined"),
    "…</head><body>\n{{ 1 / 0 }}": (6, 1, "division by zero"),
    "…</head><body>\n{{ super() }}": (6, 1, "'super'"),
    "…</head><body>\n{% if x %}": (7, 1, "can't be read"),
}


@pytest.mark.parametrize("start", RULES)
def test_a_broken_rule_is_a_problem_with_its_place(tmp_path: Path, start: str) -> None:
    """Each rule that a mail template breaks is told with its place, and what to write instead."""
    line, column, said = RULES[start]
    problem = problem_of(tmp_path, start.replace("…", HEAD) + "\n</body></html>\n")
    assert (problem.path, problem.line) == ("templates/newsletter/edition.html.j2", line)
    assert (problem.column, problem.code) == (column, "template")
    assert said in problem.message
    assert problem.fix


def test_extending_oneself_is_a_problem(tmp_path: Path) -> None:
    """A project's edition that extends itself is told how to name the packaged one."""
    problem = problem_of(tmp_path, '{% extends "newsletter/edition.html.j2" %}')
    assert "packaged/newsletter/edition.html.j2" in problem.fix
