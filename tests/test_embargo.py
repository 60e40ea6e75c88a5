"""What waits is in no byte of the output and in no word of the command, whatever field it stands in."""

import base64
import binascii
import json
import quopri
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builds import tree
from cchr_feeds.model.part import CACHED
from commands import DONE, NOT_WRITTEN, NOTHING, PROBLEMS, USAGE, Ended
from commands import run as run_command
from extent import a_few
from loopback_hub import a_hub
from photographs import jpeg
from project_files import SITE, a_project

NOW, LATER = "2024-10-15T12:00:00+07:00", "2031-01-01T00:00:00+07:00"
MARKERS = (
    "marked-id", "markedname", "markedtitle", "markedsummary", "markedbody", "markedurl", "markedfile",
    "markedcontent", "markedlink", "markedtopic", "markedauthor", "markeduri", "markedimage", "markedalt",
    "markednote",
)  # fmt: skip
SHOWN_LATER = set(MARKERS) - {"markedname"}

WITH_MAIL = (
    SITE
    + """\
  secret-kind: {en: Letters, km: លិខិត}
newsletter:
  from: {name: News, address: news@example.org}
  postal_address: A street
  unsubscribe: https://example.org/leave
feeds: {limit: 2, hub: 'http://hub.example.org/'}
"""
)
TRANSLATION = """\
  title: markedtitle
  summary: markedsummary
  body: "[markedlink](https://example.org/markedlink) markedbody"
  files: [{file: markedfile.pdf, title: markedtitle}, {url: https://example.org/markedurl.pdf, length: 9}]
  image: {file: markedimage.jpg, alt: markedalt}
"""
SHARED = """\
id: marked-id
category: secret-kind
topics: [markedtopic]
authors: [{name: markedauthor, uri: https://example.org/markeduri}]
"""


def visible(number: int) -> str:
    """A public entry in both languages; there are enough of them for archives."""
    return (
        f"id: report-{number}\npublished: 2024-0{number}-10\ncategory: infographic\n"
        f"en: {{title: Report {number}}}\nkm: {{title: របាយការណ៍ {number}, url: https://example.org/{number}}}\n"
    )


PUBLIC = {"site.yaml": WITH_MAIL, **{f"entries/{number}.yaml": visible(number) for number in range(1, 6)}}
IN_KHMER = "សកម្មភាពមិនមែនជាបទល្មើស ប័ណ្ណព័ត៌មាន និងសេចក្ដីថ្លែងការណ៍រួម"
KHMER_TRANSLATION = re.sub(r"(markedtitle|markedsummary|markedbody)", rf"\1 {IN_KHMER}", TRANSLATION)
ENGLISH, KHMER = f"en:\n{TRANSLATION}", f"km:\n{KHMER_TRANSLATION}"
THIS_YEAR, LATER_ON = "published: 2024-05-03\n", "published: 2029-01-01\n"
WAITING = {
    "draft": f"{SHARED}{THIS_YEAR}draft: true\n{ENGLISH}{KHMER}",
    "draft of a month": f"{SHARED}{THIS_YEAR}edition: 2024-10\ndraft: true\n{KHMER}",
    "draft taken back": f"{SHARED}{THIS_YEAR}draft: true\n"
    f"withdrawn: {{on: 2024-06-01, reason: markednote}}\n{ENGLISH}",
    "published later": f"{SHARED}{LATER_ON}{ENGLISH}{KHMER}",
    "published in a minute": f"{SHARED}published: 2024-10-15T12:01\n{ENGLISH}",
    "added later": f"{SHARED}added: 2029-01-01\nedition: 2024-05\n{ENGLISH}",
    "updated later": f"{SHARED}{THIS_YEAR}updated: 2029-01-01\n{ENGLISH}",
    "each language later": f"{SHARED}{ENGLISH}  {LATER_ON}{KHMER}  {LATER_ON}",
}


def waiting(name: str) -> dict[str, str | bytes]:
    """The files of an entry that waits: its YAML, a file beside it, and an editor's words on its month."""
    return {
        "entries/markedname.yaml": WAITING[name],
        "entries/markedfile.pdf": b"%PDF-1.7 markedcontent",
        "entries/markedimage.jpg": jpeg(width=40, height=30),
        "editions/2029-01.yaml": "highlight: marked-id\nen: {subject: markednote, note: markednote}\n",
        "editions/2024-05.yaml": "highlight: marked-id\n",
    }


def run(project: Path, command: str, now: str = NOW, *options: str) -> Ended:
    """A command on a project, which ends well."""
    done = run_command(project, command, "--now", now, *options)
    assert done.returncode == DONE, done.stderr
    return done


def unwrapped(content: bytes) -> Iterator[bytes]:
    """Bytes as they are, and what they say in quoted-printable or base64, as parts of a mail do."""
    yield content
    yield quopri.decodestring(content)
    for found in re.findall(rb"[A-Za-z0-9+/=\r\n]{16,}", content):
        try:
            yield base64.b64decode(found)
        except binascii.Error:
            continue


def markers_in(*texts: bytes) -> set[str]:
    """The marked words in any of these, in any wrapping."""
    everything = b"\n".join(each for text in texts for each in unwrapped(text)).lower()
    return {marker for marker in MARKERS if marker.encode() in everything}


def everything_in(folder: Path) -> list[bytes]:
    """The path and the content of every file in a folder that no author wrote."""
    made = {path: content for path, content in tree(folder).items() if not path.startswith(("ent", "edi"))}
    return [each for path, content in made.items() for each in (path.encode(), content or b"")]


def said(ended: Ended) -> list[bytes]:
    """All that a command said."""
    return [ended.stdout.encode(), ended.stderr.encode()]


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the project in which nothing waits."""
    project = a_project(tmp_path_factory.mktemp("without"), **PUBLIC)
    run(project, "build")
    return project / "out"


@pytest.mark.parametrize("name", a_few(WAITING, 4))
def test_what_waits_is_nowhere(tmp_path: Path, without: Path, name: str) -> None:
    """The output is byte for byte that of the same project without the entry; only its number is told."""
    project = a_project(tmp_path, **PUBLIC, **waiting(name))
    ended = run(project, "build", NOW, "--json")
    assert tree(project / "out") == tree(without)
    assert markers_in(*said(ended), *everything_in(project)) == set()
    assert json.loads(ended.stdout)["waiting"] == 1
    assert "1 is waiting for its date or is a draft." in ended.stderr


def test_no_command_tells_what_waits(tmp_path: Path) -> None:
    """Nothing that commands say, write or send knows the entry; `check` and `newsletter` tell its number."""
    project = a_project(tmp_path, **PUBLIC, **waiting("published later"))
    for command, *options in (
        ("build", "--json"),
        ("build", "--only", "feeds"),
        ("check",),
        ("newsletter",),
        ("newsletter", "2024-05", "--for", "mailchimp"),
        ("withdraw", "report-3", "--reason", "It was wrong.", "--json"),
        ("build",),
    ):
        ended = run(project, command, NOW, *options)
        assert markers_in(*said(ended), *everything_in(project)) == set(), command
        if command in ("check", "newsletter") and not options:
            assert "1 is waiting for its date or is a draft." in ended.stdout
    assert {"entries.json", "documents.json"} <= {path.name for path in (project / CACHED).iterdir()}
    with a_hub() as hub:
        ended = run_command(project, "ping", "--json", http_proxy=hub.url)
        sent = (str(asked).encode() for asked in hub.asked)
        assert markers_in(*said(ended), *everything_in(project), *sent) == set()


def test_no_failure_tells_what_waits(tmp_path: Path) -> None:
    """A mistake elsewhere, an unknown id, an empty month, an output in the way: none of them names it."""
    project = a_project(tmp_path, **PUBLIC, **waiting("published later"))
    ended = [
        run_command(project, "newsletter", "2029-01", "--now", NOW),
        run_command(project, "withdraw", "marked-i", "--reason", "x", "--now", NOW),
    ]
    (project / "entries/wrong.yaml").write_text("id: wrong\n")
    ended.append(run_command(project, "build", "--json", "--now", NOW))
    (project / "entries/wrong.yaml").unlink()
    (project / "out").write_text("in the way")
    ended.append(run_command(project, "build", "--json", "--now", NOW))
    assert [each.returncode for each in ended] == [NOTHING, USAGE, PROBLEMS, NOT_WRITTEN]
    del ended[1]  # to the author who mistypes it, the id is named
    assert markers_in(*(text for each in ended for text in said(each)), *everything_in(project)) == set()


def test_the_marked_words_are_looked_for_in_the_right_places(tmp_path: Path) -> None:
    """When its time has come, the same search finds every one of them, in any wrapping."""
    project = a_project(tmp_path, **PUBLIC, **waiting("published later"))
    run(project, "build", LATER)
    assert markers_in(*everything_in(project / "out")) == SHOWN_LATER
    for wrapped in (base64.encodebytes(b"markedtitle of it"), b"markedt=69tle", b"a markedtitle"):
        assert markers_in(wrapped) == {"markedtitle"}


def test_a_language_that_waits_is_nowhere(tmp_path: Path) -> None:
    """An entry whose Khmer text is to come is published as if it had none."""
    english = "id: report\npublished: 2024-05-03\ncategory: infographic\nen: {title: A report}\n"
    khmer = f"km:\n{KHMER_TRANSLATION}  published: 2029-01-01\n"
    without = a_project(tmp_path / "without", **PUBLIC, **{"entries/a.yaml": english})
    files: dict[str, str | bytes] = {
        "entries/a.yaml": english + khmer,
        "entries/markedfile.pdf": b"%PDF-1.7 markedcontent",
        "entries/markedimage.jpg": jpeg(width=40, height=30),
    }
    project = a_project(tmp_path / "with", **PUBLIC, **files)
    run(without, "build")
    ended = run(project, "build", NOW, "--json")
    assert tree(project / "out") == tree(without / "out")
    assert markers_in(*said(ended), *everything_in(project)) == set()
    assert json.loads(ended.stdout)["waiting"] == 1


def test_what_becomes_a_draft_again_leaves_nothing_behind(tmp_path: Path, without: Path) -> None:
    """A build after an entry was published by mistake removes every trace of it from the output."""
    project = a_project(tmp_path, **PUBLIC, **waiting("published later"))
    run(project, "build", LATER)
    run(project, "build", NOW)
    kept = {path: content for path, content in tree(project / "out").items() if "archive" not in path}
    assert kept.keys() == tree(without).keys()  # readers were given an archive, whose address stays
    assert {path for path, content in tree(without).items() if kept[path] != content} == {"manifest.json"}
    assert markers_in(*everything_in(project / "out")) == set()


def test_a_warning_does_not_name_what_waits(tmp_path: Path) -> None:
    """A build's log may be public: a warning about an entry that waits is for `check` alone."""
    draft = f"{SHARED}{THIS_YEAR}draft: true\nkm: {{title: markedtitle ស្រ្តី}}\n"
    project = a_project(tmp_path, **PUBLIC, **{"entries/markedname.yaml": draft})
    ended = run(project, "build", NOW, "--json")
    assert markers_in(*said(ended)) == set()
    assert "ស្រ្តី" not in ended.stderr
    assert "entries/markedname.yaml:7:" in run(project, "check").stderr


def test_an_id_that_no_entry_has_does_not_lead_to_one_that_waits(tmp_path: Path) -> None:
    """A misspelt id in an edition file is told by a build, and not what it is a misspelling of."""
    draft = f"{SHARED}{THIS_YEAR}draft: true\nen: {{title: A report}}\n"
    for number, misspelt in enumerate(("order: [markd-id]", "highlight: markd-id")):
        files = {"entries/a.yaml": draft, "editions/2024-05.yaml": f"{misspelt}\n"}
        project = a_project(tmp_path / str(number), **PUBLIC, **files)
        ended = run_command(project, "build", "--now", NOW)
        assert "no entry has the id markd-id" in ended.stderr
        assert markers_in(*said(ended)) == set()
