"""No text becomes another header of a mail, and none is a template: it arrives as written, or is refused."""

import json
from collections.abc import Mapping
from datetime import datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

from attack.naughty import quoted
from attack.payloads import HEADERS, ODD_LINES, TEMPLATES
from builds import NOW, run_build, tree
from cchr_feeds.build import build
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.part import Part
from cchr_feeds.render.templating.templates import EDITION
from cchr_feeds.run import Run
from project_files import a_project, problems_of

PRODUCT = str(1237 * 8191).encode()
"""What the payloads would show if anything worked them out."""
OWN_HEADERS = {
    *("From", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"),
    *("X-Unsent", "MIME-Version", "Content-Type", "Content-Language"),
}
SITE = """\
authority: example.org
since: 2010
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, organisation: @organisation, short: @short, title: @feed, description: @description}
categories:
  report: @label
supporters: [{name: @supporter}]
feeds: {limit: 200}
newsletter:
  from: {name: @sender, address: @address}
  reply_to: @reply
  list_id: @list
  postal_address: @postal
  unsubscribe: @unsubscribe
"""
FILLING = {
    "organisation": "The Organisation",
    "short": "TO",
    "feed": "All of it",
    "description": "What we say",
    "label": "Reports",
    "supporter": "A friend",
    "sender": "News",
    "address": "news@example.org",
    "reply": "reply@example.org",
    "list": "monthly.example.org",
    "postal": "A street",
    "unsubscribe": "https://example.org/leave",
    "title": "A report",
    "author": "Somebody",
    "topic": "land",
    "subject": "News of October",
    "preheader": "What is new",
}
ENTRY_FILE = """\
id: report
published: 2024-10-10
category: report
authors: [{name: @author}]
topics: [@topic]
en: {title: @title}
"""
EDITORS_FILE = "en: {subject: @subject, preheader: @preheader}\n"
LINES = tuple("organisation short feed description label supporter sender title author subject".split())


def filled(text: str, **changes: str) -> str:
    """A file with a value at every place that is marked in it."""
    for name, value in (FILLING | changes).items():
        text = text.replace(f"@{name}", quoted(value))
    return text


def a_project_saying(folder: Path, **changes: str) -> Path:
    """A project with an entry and an edition of October 2024."""
    return a_project(
        folder,
        **{
            "site.yaml": filled(SITE, **changes),
            "entries/report.yaml": filled(ENTRY_FILE, **changes),
            "editions/2024-10.yaml": filled(EDITORS_FILE, **changes),
        },
    )


def build_newsletters(project: Path) -> None:
    """Makes the editions; raises `ProblemsFound` where a template or a text has one."""
    run = Run(project, project / "out", datetime.fromisoformat(NOW), progress=lambda message: None)
    build(run, [Part.NEWSLETTERS])


def the_mail(project: Path) -> EmailMessage:  # type: ignore[explicit-any]  # by typeshed
    """The ready message of October, as Python's modern parser reads it."""
    content = (project / "out/newsletters/2024-10/mail/en.eml").read_bytes()
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(content)


@pytest.mark.parametrize("field", [*LINES, "topic", "preheader"])
def test_what_begins_a_header_is_refused_with_its_place(tmp_path: Path, field: str) -> None:
    """Line breaks, controls and coded text stand in no line of any file: the problem is where they are."""
    for payload in HEADERS:
        problems = problems_of(a_project_saying(tmp_path, **{field: payload}))
        errors = [each for each in problems if each.severity == "error"]
        assert errors, payload
        for each in errors:
            text = (tmp_path / each.path).read_text(encoding="utf-8").split("\n")[each.line - 1]
            start = text.index(quoted(payload))
            assert start < each.column <= start + len(quoted(payload))
            assert each.fix


@pytest.mark.parametrize("field", ["address", "reply", "list", "unsubscribe"])
@pytest.mark.parametrize(
    "value",
    [
        *HEADERS,
        *(
            "a@example.org, b@example.org",
            "<a@example.org>",
            "a@example.org>",
            "a b@example.org",
            "a@b@example.org",
        ),
        *(
            '"a b"@example.org',
            "a@[127.0.0.1]",
            "a@example",
            "a@example.org\\",
            "a@еxample.org",
            "ក@example.org",
        ),
        *("mailto:a@example.org,b@example.org", "mailto:a@example.org\nBcc:", "http://example.org/leave>"),
        *("javascript:alert(1)", "https://example.org/>, <https://evil.example/", "https://example.org/a b"),
    ],
)
def test_an_address_in_a_header_is_one_address(tmp_path: Path, field: str, value: str) -> None:
    """Anything that could be two, or something else, is refused in site.yaml."""
    problems = problems_of(a_project_saying(tmp_path, **{field: value}))
    assert {each.path for each in problems if each.severity == "error"} == {"site.yaml"}


@pytest.mark.parametrize("line", ODD_LINES)
def test_an_odd_line_arrives_as_it_is(tmp_path: Path, line: str) -> None:
    """As the sender's name and the subject it is read back; there are our headers, and one sender."""
    project = a_project_saying(tmp_path, sender=line, subject=line, organisation=line, title=line)
    build_newsletters(project)
    mail = the_mail(project)
    assert set(mail.keys()) == OWN_HEADERS - {"Content-Language"} | {"Reply-To"}
    assert len(mail.keys()) == len(set(mail.keys()))
    assert [each.addr_spec for each in mail["From"].addresses] == ["news@example.org"]
    raw = (project / "out/newsletters/2024-10/mail/en.eml").read_bytes().split(b"\r\n\r\n")[0]
    subject = raw.split(b"\r\nSubject: ")[1].split(b"\r\nDate: ")[0].replace(b"\r\n", b"").decode("ascii")
    assert str(make_header(decode_header(subject))) == line


@pytest.fixture(scope="module")
def said_as_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of a project that says each template's signs wherever it may say something."""
    folder, everything = tmp_path_factory.mktemp("templates"), " ".join(TEMPLATES)
    short = dict.fromkeys((*LINES, "postal", "preheader"), TEMPLATES[0]) | {"topic": TEMPLATES[1]}
    project = a_project_saying(folder, **(short | {"postal": everything}))
    for number, payload in enumerate(TEMPLATES):
        said = dict.fromkeys(("title", "author"), payload)
        entry = filled(ENTRY_FILE, topic=payload[:99], **said).replace("id: report", f"id: t{number}")
        body = f"{{title: {quoted(payload)}, summary: {quoted(payload)}, body: {quoted(payload)}}}"
        (folder / f"entries/{number}.yaml").write_text(entry.partition("en: ")[0] + f"en: {body}\n", "utf-8")
    note = f"en: {{note: {quoted(everything)}, preheader: {quoted(everything[:290])}}}\n"
    (folder / "editions/2024-10.yaml").write_text(note, encoding="utf-8")
    done = run_build(project)
    assert done.returncode == 0, done.stderr
    return project / "out"


def test_no_text_is_a_template(said_as_templates: Path) -> None:
    """Nothing is worked out, in no file: in every feed, page, mail and embed the signs stand as they are."""
    assert [path for path, content in tree(said_as_templates).items() if PRODUCT in (content or b"")] == []
    items = json.loads((said_as_templates / "en/feed.json").read_bytes())["items"]
    assert {item["title"] for item in items} >= set(TEMPLATES)
    mail = (said_as_templates / "newsletters/2024-10/mail/en.txt").read_text(encoding="utf-8")
    shown = "".join(mail.split())
    assert [payload for payload in TEMPLATES if "".join(payload.split()) not in shown] == []


# --- a project's own parts of a mail, in Jinja's sandbox ------------------------------------------

REACHING = "{{ ''.__class__.__name__ }}"
"""Says `str` outside the sandbox, and is refused inside."""

WORD = "nobody-may-read-this"
ENTRY = "newsletter/entry.html.j2"
MINE = "newsletter/mine.html.j2"
EXTENDING = '{%% extends "packaged/newsletter/edition.html.j2" %%}\n{%% block footer %%}%s{%% endblock %%}\n'
EXTENDING_ENTRY = (
    '{%% extends "packaged/newsletter/entry.html.j2" %%}\n{%% block summary %%}%s{%% endblock %%}\n'
)

WAYS: Mapping[str, dict[str, str]] = {
    "a block": {EDITION: EXTENDING % REACHING},
    "a block beside what it replaces": {EDITION: EXTENDING % ("{{ super() }}" + REACHING)},
    "a block of what is included": {ENTRY: EXTENDING_ENTRY % REACHING},
    "what is included, as a whole": {ENTRY: f"<p>{REACHING}</p>"},
    "a file of its own": {EDITION: EXTENDING % '{% include "newsletter/mine.html.j2" %}', MINE: REACHING},
    "a file that a file includes": {
        EDITION: EXTENDING % '{% include "newsletter/other.html.j2" %}',
        "newsletter/other.html.j2": '{% include "newsletter/mine.html.j2" %}',
        MINE: REACHING,
    },
    "a layout in between": {
        EDITION: '{% extends "newsletter/mine.html.j2" %}',
        MINE: EXTENDING % REACHING,
    },
    "a name that is set": {EDITION: EXTENDING % ("{% set name = ''.__class__.__name__ %}{{ name }}")},
    "a condition": {EDITION: EXTENDING % "{% if ''.__class__.__name__ == 'str' %}<p>str</p>{% endif %}"},
    "a part that is marked": {
        EDITION: EXTENDING % ("{{ part.row }}" + REACHING + "{{ part.end }}"),
    },
    "a macro": {EDITION: EXTENDING % ("{% macro mine() %}" + REACHING + "{% endmacro %}{{ mine() }}")},
    "an import": {
        EDITION: EXTENDING % '{% import "newsletter/mine.html.j2" as mine %}{{ mine.mine() }}',
        MINE: "{% macro mine() %}" + REACHING + "{% endmacro %}",
    },
}
"""A project's own templates, each reaching out of the sandbox by another way."""


def a_project_with(folder: Path, templates: Mapping[str, str]) -> Path:
    """A project with an edition of October 2024, of a lead and a row, and these templates."""
    row = filled(ENTRY_FILE).replace("id: report", "id: another").replace("2024-10-10", "2024-10-09")
    project = a_project_saying(folder)
    (project / "entries/another.yaml").write_text(row, encoding="utf-8")
    for name, text in templates.items():
        place = project / "templates" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ letter.__class__.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ letter.site.__class__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__}'.format('') }}",
        "{{ letter.groups.append(1) }}",
        "{{ letter.site.timezone.from_file('/etc/passwd') }}",
        "{{ letter.site['timezone'].from_file('/etc/passwd') }}",
        "{{ letter.site['timezone'].clear_cache() }}",
        "{{ (letter.site|attr('timezone')).no_cache('UTC') }}",
        "{{ ([letter.site]|map(attribute='timezone')|first).utcoffset(none) }}",
        "{{ ([letter]|map(attribute='site.timezone')|first).from_file('/etc/passwd') }}",
        "{{ cycler() }}",
        "{{ [].pop() }}",
        "{% include '../../../etc/passwd' %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
    ],
)
def test_a_template_of_ones_own_stays_in_its_box(tmp_path: Path, code: str) -> None:
    """A project's templates fill in pages and no more: what looks further is a problem with its line."""
    project = a_project_with(tmp_path, {EDITION: EXTENDING % code})
    with pytest.raises(ProblemsFound) as found:
        build_newsletters(project)
    assert {(each.path, each.line) for each in found.value.problems} == {
        ("templates/newsletter/edition.html.j2", 2)
    }
    assert not any((project / "out").iterdir())


@pytest.mark.parametrize("templates", WAYS.values(), ids=list(WAYS))
def test_what_is_ones_own_stays_in_the_box(tmp_path: Path, templates: Mapping[str, str]) -> None:
    """Wherever it is put among packaged templates, it is refused in a file of the project."""
    project = a_project_with(tmp_path, templates)
    with pytest.raises(ProblemsFound) as found:
        build_newsletters(project)
    paths = {problem.path for problem in found.value.problems}
    assert paths <= {f"templates/{name}" for name in templates}
    assert not any((project / "out").iterdir())


@pytest.mark.parametrize("name", ["packaged/newsletter/edition.html.j2", "packaged/newsletter/entry.html.j2"])
def test_nobody_else_is_called_packaged(tmp_path: Path, name: str) -> None:
    """A project's folder of that name is none of ours: what lies there is not asked for."""
    build_newsletters(a_project_with(tmp_path, {name: REACHING}))
    assert "str" not in (tmp_path / "out/newsletters/2024-10/en.html").read_text(encoding="utf-8").split()


def test_a_linked_folder_of_templates_is_none(tmp_path: Path) -> None:
    """Beside a project that is sent may lie what brings in any file of the folder it is unpacked in."""
    project = a_project_saying(tmp_path / "project")
    (tmp_path / "secret.txt").write_text(WORD)
    (tmp_path / "newsletter").mkdir()
    (tmp_path / EDITION).write_text(EXTENDING % '{% include "secret.txt" %}', encoding="utf-8")
    (project / "templates").symlink_to("..")
    build_newsletters(project)
    pages = [path.read_text(encoding="utf-8") for path in (project / "out").rglob("*.html")]
    assert pages
    assert not any(WORD in page for page in pages)


@pytest.mark.parametrize("name", ["newsletter/.mine.html.j2", ".mine/mine.html.j2"])
def test_hidden_templates_are_none(tmp_path: Path, name: str) -> None:
    """They are not seen in a project's folder, and no build notices their changes."""
    include = f'{{% include "{name}" %}}'
    project = a_project_with(tmp_path, {EDITION: EXTENDING % include, name: "mine"})
    with pytest.raises(ProblemsFound):
        build_newsletters(project)
