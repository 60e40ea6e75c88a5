"""What waits is looked for in everything that commands write and say, whatever it is wrapped in."""

from __future__ import annotations

import base64
import binascii
import json
import quopri
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

from cchr_feeds.cache.store import FOLDER
from commands import DONE, PROBLEMS, USAGE, Ended, run
from loopback_hub import a_hub
from project_files import SITE, a_project

NOW, LATER = "2024-10-15T12:00:00+07:00", "2031-01-01T00:00:00+07:00"
SECRETS = {
    "id": "hidden-id",
    "title": "Hiddentitle of a «report»",
    "Khmer title": "ចំណងជើងលាក់",
    "summary": "Hiddensummary & 'more'",
    "body": "Hiddenbody",
    "url": "https://hidden.example/report",
    "file": "hiddenfile.pdf",
    "content": "Hiddencontent",
    "topic": "hiddentopic",
    "author": "Hiddenauthor",
    "alt": "Hiddenalt",
    "label": "hidden-only-category",
    "translation": "ឯកសារសម្ងាត់ពីដីធ្លី",
    "its file": "hiddenlater.pdf",
}
SHOWN_LATER = set(SECRETS) - {"label"}
WITH_MAIL = (
    SITE
    + """\
newsletter:
  from: {name: News, address: news@example.org}
  postal_address: A street
  unsubscribe: https://example.org/leave
feeds: {limit: 2, hub: 'http://hub.example.org/'}
"""
)
ENTRY = """\
category: infographic
topics: [hiddentopic]
authors: [{name: Hiddenauthor}]
en:
  title: "Hiddentitle of a «report»"
  summary: "Hiddensummary & 'more', which says in two sentences what it is about. It is not short."
  body: Hiddenbody
  url: https://hidden.example/report
  files: [{file: hiddenfile.pdf}]
  image: {url: https://example.org/a.png, alt: Hiddenalt}
km:
  title: ចំណងជើងលាក់
  summary: របាយការណ៍នេះនិយាយអំពីដី និងអំពីសិទ្ធិរបស់ប្រជាជន។ វាត្រូវបានសរសេរជាពីរប្រយោគ ដូច្នេះវាវែងល្មម។
"""
WAITING = {
    "draft": "draft: true\npublished: 2024-05-03\n",
    "embargo": "published: 2030-01-01\n",
    "today": "published: 2024-10-15T12:01\n",
    "update": "published: 2024-05-04\nupdated: 2030-01-01\n",
}
TRANSLATED_LATER = """\
id: r6
published: 2024-06-10
category: infographic
en:
  title: Report 6
  summary: This says in two sentences what the report is about. It is not short.
km:
  title: ឯកសារសម្ងាត់ពីដីធ្លី
  published: 2030-01-01
  summary: របាយការណ៍នេះនិយាយអំពីដី និងអំពីសិទ្ធិរបស់ប្រជាជន។ វាត្រូវបានសរសេរជាពីរប្រយោគ ដូច្នេះវាវែងល្មម។
  files: [{file: hiddenlater.pdf}]
"""


def a_waiting_project(folder: Path) -> Path:
    """A project with public entries, one that waits in one language, and one for each reason to wait."""
    public = {
        f"entries/{month}.yaml": f"id: r{month}\npublished: 2024-0{month}-10\ncategory: infographic\n"
        f"en: {{title: Report {month}}}\nkm: {{title: របាយការណ៍ {month}}}\n"
        for month in (3, 4, 5)
    }
    hidden = {
        f"entries/waiting-{why}.yaml": f"id: hidden-id-{why}\n{when}{ENTRY}" for why, when in WAITING.items()
    }
    documents = {f"entries/hidden{name}.pdf": "%PDF Hiddencontent" for name in ("file", "later")}
    files = {**public, **hidden, **documents, "entries/translated.yaml": TRANSLATED_LATER}
    return a_project(folder, **{"site.yaml": WITH_MAIL, **files})


def wrapped(octets: bytes) -> Iterator[str]:
    """What octets say: as they are, and with each wrapping taken off that feeds, pages and mails know."""
    text = octets.decode("utf-8", "replace")
    unwrapped = [text, unescape(unescape(text)), unquote(text), _without_codes(text)]
    unwrapped.append(quopri.decodestring(octets).decode("utf-8", "replace"))
    unwrapped += [_from_base64(found) for found in re.findall(r"[A-Za-z0-9+/=\r\n]{16,}", text)]
    yield from (unicodedata.normalize("NFC", each).replace("\u200b", "").casefold() for each in unwrapped)


def _without_codes(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode("".join(text.split())).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def told(*octets: bytes) -> set[str]:
    """The secrets that stand in any of these, in any wrapping."""
    views = [view for each in octets for view in wrapped(each)]
    return {name for name, secret in SECRETS.items() if any(secret.casefold() in view for view in views)}


def written(project: Path) -> list[bytes]:
    """The path and the octets of every file that is not the editor's."""
    own = {"site.yaml", "entries"}
    files = [path for path in project.rglob("*") if path.is_file()]
    made = [path for path in files if path.relative_to(project).parts[0] not in own]
    return [*(str(path).encode() for path in made), *(path.read_bytes() for path in made)]


def said(ended: Ended) -> list[bytes]:
    """All that a command said."""
    return [ended.stdout.encode(), ended.stderr.encode()]


def test_no_command_tells_what_waits(tmp_path: Path) -> None:
    """Built, checked, mailed, announced, withdrawn, or refused: no file and no word of it knows the entry."""
    project = a_waiting_project(tmp_path)
    for words in (
        ("build", "--json"),
        ("build", "--only", "feeds"),
        ("check", "--json"),
        ("newsletter", "--json"),
        ("newsletter", "2024-05", "--for", "mailchimp"),
        ("withdraw", "r3", "--reason", "It was wrong.", "--json"),
        ("build",),
    ):
        ended = run(project, *words, "--now", NOW)
        assert ended.returncode == DONE, ended.stderr
        assert told(*said(ended), *written(project)) == set(), words
    assert {"entries.json", "documents.json"} <= {path.name for path in (project / FOLDER).iterdir()}
    with a_hub() as hub:
        ended = run(project, "ping", "--json", http_proxy=hub.url)
        assert told(*said(ended), *written(project), *(str(asked).encode() for asked in hub.asked)) == set()


def test_no_failure_tells_what_waits(tmp_path: Path) -> None:
    """A mistake elsewhere, an unknown id, an empty month, an output in the way: none of them names it."""
    project = a_waiting_project(tmp_path)
    wrong = run(project, "newsletter", "2030-01", "--now", NOW)
    usage = run(project, "withdraw", "hidden-i", "--reason", "x", "--now", NOW)
    (project / "entries/wrong.yaml").write_text("id: wrong\n")
    refused = run(project, "build", "--json", "--now", NOW)
    (project / "entries/wrong.yaml").unlink()
    (project / "out").write_text("in the way")
    unwritten = run(project, "build", "--json", "--now", NOW)
    assert (refused.returncode, usage.returncode) == (PROBLEMS, USAGE)
    everything = [octets for ended in (wrong, refused, unwritten) for octets in said(ended)]
    assert told(*everything, *written(project)) == set()


def test_secrets_are_found_in_any_wrapping(tmp_path: Path) -> None:
    """Once published, all of them are found by the same search; and each wrapping is seen through."""
    project = a_waiting_project(tmp_path)
    assert run(project, "build", "--now", LATER).returncode == DONE
    assert told(*written(project)) == SHOWN_LATER
    title = SECRETS["title"]
    for octets in (
        base64.encodebytes(title.encode()),
        quopri.encodestring(title.encode()),
        quote(title).encode(),
        json.dumps(title).encode(),
        title.encode("ascii", "xmlcharrefreplace"),
    ):
        assert told(octets) == {"title"}
