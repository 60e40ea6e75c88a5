"""What is live, held against what was built: every difference is found, and said in words."""

import os
import re
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from builds import NOW, tree
from cchr_feeds import network
from cchr_feeds.build import build
from cchr_feeds.errors import SiteDiffers, Unfinished, WrongUsage
from cchr_feeds.i18n import translate
from cchr_feeds.keys import PublicKey, new_key, read_key, sign_manifest
from cchr_feeds.run import Run
from cchr_feeds.verify.differences import compare
from commands import DONE, NOT_WRITTEN, PROBLEMS, USAGE, run
from extent import a_few
from loopback import Answer, Server, a_server
from project_files import SITE, TOP, a_project

BASE = "/feeds/"
ENTRIES = {
    "entries/a.yaml": TOP.replace("report", "land")
    + "en:\n  title: Land\n  summary: About land.\n  files: [{file: a.pdf}]\nkm: {title: ដី}\n",
    "entries/b.yaml": "id: rights\npublished: 2024-08-05\ncategory: fact-sheet\nen: {title: Rights}\n",
    "entries/a.pdf": "%PDF-1.7 a document",
}
SENDER = (
    "newsletter: {from: {address: a@example.org}, postal_address: A, unsubscribe: mailto:a@example.org}\n"
)
LAND = "the English infographic of 10 October 2024, “Land”,"


def built(folder: Path, **files: str) -> Path:
    """The output of a project."""
    project = a_project(folder, **(ENTRIES | files))
    out = folder / "out"
    build(Run(project, out, datetime.fromisoformat(NOW), progress=lambda message: None))
    return out


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output that no test changes."""
    return built(tmp_path_factory.mktemp("original"))


@pytest.fixture
def copy(tmp_path: Path, original: Path) -> Path:
    """A copy of it, to be tampered with."""
    return copytree(original, tmp_path / "copy")


def differences(where: Path | str, out: Path, key: PublicKey | None = None) -> list[str]:
    """What is said to differ; nothing, if nothing is."""
    try:
        compare(str(where), out, key, lambda message: None)
    except SiteDiffers as found:
        return str(found).splitlines()
    return []


def replaced(path: Path, old: str, new: str) -> None:
    """Changes a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def answers(out: Path, **others: Answer) -> dict[str, Answer]:
    """A web server's answers: what is in an output, and others by path."""
    files = {path: content for path, content in tree(out).items() if content is not None}
    served = {path: Answer(content, "text/plain") for path, content in files.items()}
    return {BASE + path: answer for path, answer in (served | others).items()}


def at(server: Server) -> str:
    """The address of the feeds."""
    return server.url.rstrip("/") + BASE


def found_at(out: Path, original: Path, **others: Answer) -> list[str]:
    """What is said of a site that serves an output, with other answers at some paths."""
    with a_server(answers(out, **others)) as server:
        return differences(at(server), original)


def test_a_copy_is_as_it_was_built(original: Path, copy: Path) -> None:
    """Nothing differs, and the number of files is told."""
    found = compare(str(copy), original, None, lambda message: None)
    assert found == len([path for path in copy.rglob("*") if path.is_file()])


def test_a_site_is_as_it_was_built(original: Path) -> None:
    """The same over the web, where `_headers` is not served."""
    with a_server(answers(original)) as server:
        del server.answers[f"{BASE}_headers"]
        assert differences(at(server), original) == differences(at(server)[:-1], original) == []


def test_an_altered_entry_is_named(original: Path, copy: Path) -> None:
    """By language, category, day and title, and where it was altered; the feeds themselves are not blamed."""
    for path in ("en/atom.xml", "en/rss.xml", "en/feed.json"):
        replaced(copy / path, "About land.", "About sand.")
    (copy / "publications/land/en.html").write_text("gone")
    paths = "en/atom.xml, en/feed.json, en/rss.xml and publications/land/en.html"
    assert differences(copy, original) == [f"{LAND} was altered, in {paths}"]


def test_a_difference_is_said_in_khmer(original: Path, copy: Path) -> None:
    """The day in Khmer digits, the language, and what the category is called in Khmer, if a feed tells."""
    replaced(copy / "km/atom.xml", "ដី", "ដែន")
    replaced(copy / "en/atom.xml", ">Rights<", ">Right<")
    with pytest.raises(SiteDiffers) as found:
        compare(str(copy), original, None, lambda message: None)
    told = "“ដី” (ព័ត៌មានក្រាហ្វិក ជាភាសាខ្មែរ ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤) ត្រូវបានកែប្រែ"
    assert told in translate(found.value.args[0], "km")
    told = "“Rights” (ការបោះពុម្ពផ្សាយ ជាភាសាអង់គ្លេស ថ្ងៃទី៥ ខែសីហា ឆ្នាំ២០២៤) ត្រូវបានកែប្រែ"
    assert told in translate(found.value.args[0], "km")


def test_an_entry_that_was_taken_out_or_put_in_is_told(original: Path, copy: Path) -> None:
    """One is missing from a feed, another was added that was not published."""
    replaced(copy / "en/feed.json", ":land/en", ":forged/en")
    assert differences(copy, original) == [
        "an entry that is not ours, tag:example.org,2024:forged/en, stands in en/feed.json",
        f"{LAND} is missing, from en/feed.json",
    ]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("en/atom.xml", b"no XML"),
        ("en/atom.xml", b'<!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"/>'),
        ("en/feed.json", b"[" * 100_000),
        ("en/feed.json", b'{"items": [{}]}'),
        ("en/feed.json", b"{}"),
        ("en/rss.xml", b""),
    ],
)
def test_a_feed_that_is_none_any_more_was_altered(
    original: Path, copy: Path, path: str, content: bytes
) -> None:
    """Nothing in it is looked at further."""
    (copy / path).write_bytes(content)
    assert differences(copy, original) == [f"{path} was altered"]


def test_what_surrounds_the_entries_is_the_feeds(original: Path, copy: Path) -> None:
    """A feed whose title was altered is told of as a file."""
    replaced(copy / "en/atom.xml", "<title>The Organisation", "<title>Another organisation")
    assert differences(copy, original) == ["en/atom.xml was altered"]


def test_files_are_named_for_what_they_are(original: Path, copy: Path) -> None:
    """A newsletter, the feed of newsletters, a document, any other; altered or missing."""
    (copy / "newsletters/2024-10/en.html").write_text("x")
    replaced(copy / "newsletters/en/atom.xml", "<title>", "<title>Not ")
    (copy / "files/land/a.pdf").unlink()
    (copy / "embed/cchr-feeds.js").write_text("alert(1)")
    assert differences(copy, original) == [
        "embed/cchr-feeds.js was altered",
        "the document a.pdf of the publication land (files/land/a.pdf) is missing",
        "the English newsletter of 2024-10 (newsletters/2024-10/en.html) was altered",
        "the feed of English newsletters (newsletters/en/atom.xml) was altered",
    ]


def test_a_missing_page_is_its_entrys(original: Path, copy: Path) -> None:
    """Of which nothing else is missing."""
    (copy / "publications/land/en.html").unlink()
    assert differences(copy, original) == [f"{LAND} is missing, from publications/land/en.html"]


def test_more_files_are_told_of_in_a_folder(original: Path, copy: Path, tmp_path: Path) -> None:
    """Files, and links to files and folders; their names do nothing to a terminal."""
    (copy / "en/phishing.html").write_text("x")
    (copy / "\x1b[2J").write_text("x")
    (copy / "more").symlink_to(tmp_path)
    assert differences(copy, original) == [
        "\ufffd[2J was not made by the build",
        "en/phishing.html was not made by the build",
        "more was not made by the build",
    ]


def test_a_thousand_differences_are_not_all_shown(original: Path, copy: Path) -> None:
    """A hundred, and how many there are beside them."""
    for number in range(2000):
        (copy / f"{number:04}").touch()
    told = differences(copy, original)
    assert told[0] == "0000 was not made by the build"
    assert told[100:] == ["1900 more differ"]


def test_a_link_instead_of_a_file_is_not_followed(original: Path, copy: Path) -> None:
    """Even if it leads to the right words."""
    (copy / "index.html").unlink()
    (copy / "index.html").symlink_to(original / "index.html")
    assert differences(copy, original) == ["index.html can't be read (it is a link, or not an ordinary file)"]


def test_a_stale_copy_is_recognised(tmp_path: Path, original: Path) -> None:
    """An older build agrees with its own manifest: it is named as what it is, then its differences."""
    old = built(tmp_path / "old", **{"entries/a.yaml": ENTRIES["entries/b.yaml"].replace("rights", "old")})
    first, *rest = found_at(old, original)
    assert first.startswith("the complete build online (")
    assert re.search(
        r"of 5 August 2024\) is not the one in out/ \(.* of 10 October 2024\); files that differ: \d\d", first
    )
    assert f"{LAND} is missing, from" in "\n".join(rest)
    (old / "index.html").write_text("and tampered with")
    assert not found_at(old, original)[0].startswith("the complete build online")


@pytest.mark.parametrize("is_site", [False, True])
def test_an_issued_edition_is_told_as_another_build(tmp_path: Path, original: Path, is_site: bool) -> None:
    """What is online still has the mail that was ready, which out/ has no more; nobody altered anything."""
    project = tmp_path / "issuing"
    out = built(project, **{"site.yaml": SITE + SENDER})
    online = copytree(out, tmp_path / "online")
    issued = run(project, "newsletter", "2024-10", "--issue", "--offline", "--now", NOW)
    assert issued.returncode == DONE, issued.stderr
    first, *rest = found_at(online, out) if is_site else differences(online, out)
    gone = [f"newsletters/2024-10/mail/{each}.eml" for each in ("en", "km")]
    assert first.startswith("the complete build online (")
    assert "files that differ: 2." in first
    assert rest == [f"{each} belongs to the build online and is not in out/" for each in gone if not is_site]


def test_redirects_within_the_site_are_followed(original: Path) -> None:
    """Some hosts drop `.html`; what leads elsewhere is not gone after, and a circle ends."""
    page = Answer((original / "index.html").read_bytes())
    moved = {"index.html": Answer(b"", status=308, headers={"Location": f"{BASE}index"}), "index": page}
    assert found_at(original, original, **moved) == []
    away = Answer(b"", status=301, headers={"Location": "http://example.org/feeds/index.html"})
    assert found_at(original, original, **{"index.html": away}) == [
        "index.html can't be read (it leads to another site, http://example.org/feeds/index.html)"
    ]
    circle = Answer(b"", status=302, headers={"Location": f"{BASE}index.html"})
    (told,) = found_at(original, original, **{"index.html": circle})
    assert "redirects more than" in told


def test_a_huge_answer_is_not_read_to_its_end(original: Path) -> None:
    """An answer that is longer than ours is altered; the rest of it is not read."""
    assert found_at(original, original, **{"index.html": Answer(b"x" * 30_000_000)}) == [
        "index.html was altered"
    ]


def test_a_wrong_length_is_noticed(original: Path) -> None:
    """A server that promises more breaks off; one that promises less is cut short."""
    page = Answer((original / "index.html").read_bytes())
    longer = replace(page, length=len(page.content) + 5)
    assert found_at(original, original, **{"index.html": longer}) == [
        "index.html can't be read (the answer broke off)"
    ]
    shorter = replace(page, length=len(page.content) - 5)
    assert found_at(original, original, **{"index.html": shorter}) == ["index.html was altered"]


@pytest.mark.parametrize(
    ("answer", "told"),
    a_few(
        [
            (Answer(b"", status=404), "is missing"),
            (Answer(b"", status=503), "can't be read (the server answered 503 (Service Unavailable))"),
            (
                Answer(b"x", headers={"Content-Encoding": "br"}),
                "can't be read (the server compressed its answer",
            ),
            (Answer(b"", hangs=True), "can't be read (it can't be reached (timed out))"),
        ],
        3,
    ),
)
def test_what_cannot_be_had_is_told_with_its_reason(
    original: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer, told: str
) -> None:
    """One file, and all others are as they were."""
    if answer.hangs:
        monkeypatch.setattr(network, "TIMEOUT", 3.0)  # more than a busy machine needs for the other files
    (found,) = found_at(original, original, **{"index.html": answer})
    assert found.startswith(f"index.html {told}")


def test_a_file_that_drips_is_given_up(original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However regularly something comes."""
    monkeypatch.setattr(network, "LONGEST", -1.0)
    with a_server(answers(original)) as server, pytest.raises(Unfinished, match="it took more than"):
        compare(at(server), original, None, lambda message: None)


@pytest.mark.parametrize("line", a_few([b"X-More: a\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"a"], 1))
def test_headers_that_drip_are_given_up(original: Path, monkeypatch: pytest.MonkeyPatch, line: bytes) -> None:
    """Before there is a file at all: lines without end, answers that only announce others, or one line."""
    monkeypatch.setattr(network, "LONGEST", 0.3)
    with a_dripping_server(line) as address, pytest.raises(Unfinished, match="it took more than"):
        compare(address, original, None, lambda message: None)


@contextmanager
def a_dripping_server(line: bytes) -> Iterator[str]:
    """A server that begins to answer, and never comes to an end; its address."""

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):  # somebody has had enough
            connection.sendall(b"" if line.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n")
            while True:
                connection.sendall(line)
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=[listener], daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        thread.join()


def test_a_site_without_manifest_is_none(original: Path, tmp_path: Path) -> None:
    """There is nothing to compare file by file; nor where no server answers."""
    with a_server({}) as server:
        assert differences(at(server), original) == ["manifest.json is missing"]
    with pytest.raises(Unfinished, match=r"manifest\.json can't be read"):
        compare(at(server), original, None, lambda message: None)
    with pytest.raises(WrongUsage, match=r"there is no folder .*nowhere; an address begins with https://"):
        compare(str(tmp_path / "nowhere"), original, None, lambda message: None)


def test_a_manifest_alone_makes_no_other_build(original: Path, copy: Path) -> None:
    """One that names the same files, or none, was altered."""
    for text in ((original / "manifest.json").read_text() + "\n", "{}"):
        (copy / "manifest.json").write_text(text)
        assert differences(copy, original) == ["manifest.json was altered"]


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "https://user:word@example.org/",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://example.org/ក",
        "https://example.org/a b",
        "http://[::1",
    ],
)
def test_an_odd_address_is_refused(original: Path, address: str) -> None:
    """Before anybody is asked."""
    with pytest.raises(WrongUsage, match="is not the address of a site"):
        compare(address, original, None, lambda message: None)


def test_without_an_output_there_is_nothing_to_compare_with(tmp_path: Path, copy: Path) -> None:
    """None was built, or a build was interrupted."""
    with pytest.raises(WrongUsage, match=r"nothing in .* to compare with"):
        compare(str(copy), tmp_path / "out", None, lambda message: None)
    replaced(
        copy / "manifest.json",
        '"files": {',
        '"pending": {"a.xml": {"sha256": "0", "part": "feeds"}}, "files": {',
    )
    with pytest.raises(WrongUsage, match="was interrupted"):
        compare(str(copy), copy, None, lambda message: None)


def test_an_output_of_this_machine_that_was_altered_still_tells(copy: Path) -> None:
    """Its manifest counts; titles that can no longer be read are not shown."""
    (copy / "en/atom.xml").write_text("no XML")
    (copy / "publications/land/en.html").unlink()
    assert differences(copy, copy) == [
        "the English publication land of 10 October 2024 is missing, from publications/land/en.html",
        "en/atom.xml was altered",
    ]


class TestSigned:
    """A site that is compared with its own manifest, with the public key and nothing else."""

    public: PublicKey

    @pytest.fixture
    def signed(self, copy: Path, tmp_path: Path) -> Path:
        """The copy, signed."""
        self.public = new_key(tmp_path / "key", copy)
        sign_manifest(copy, read_key(tmp_path / "key", copy))
        return copy

    def found(self, signed: Path, others: Mapping[str, Answer] | None = None) -> list[str]:
        """What a partner is told, who has no output."""
        with a_server(answers(signed, **(others or {}))) as server:
            return differences(at(server), Path(os.devnull), self.public)

    def test_is_right(self, signed: Path) -> None:
        """Nothing differs."""
        assert self.found(signed) == differences(signed, signed) == []

    def test_is_tampered_with(self, signed: Path) -> None:
        """A page and a feed are named, by what the manifest knows of them."""
        (signed / "publications/land/en.html").write_text("x")
        replaced(signed / "en/atom.xml", "Land", "Sand")
        assert self.found(signed) == [
            "the English publication land of 10 October 2024 was altered, in publications/land/en.html",
            "en/atom.xml was altered",
        ]

    def test_has_an_altered_manifest(self, signed: Path) -> None:
        """One letter is enough."""
        replaced(signed / "manifest.json", '"publication": "land"', '"publication": "sand"')
        (told,) = self.found(signed)
        assert told.startswith("the signature manifest.json.sig was not made by this key over manifest.json")

    @pytest.mark.parametrize("line", [b"", b"x", b"ed25519-signature:AAAA", b"\xff\xfe"])
    def test_has_no_signature(self, signed: Path, line: bytes) -> None:
        """Something else in its place is none."""
        (signed / "manifest.json.sig").write_bytes(line)
        assert "was not made by this key" in self.found(signed)[0]

    def test_has_another_signature(self, signed: Path, tmp_path: Path) -> None:
        """Another's key signs as well, but not for this one."""
        new_key(tmp_path / "other", signed)
        sign_manifest(signed, read_key(tmp_path / "other", signed))
        assert "was not made by this key" in self.found(signed)[0]

    def test_has_lost_its_signature(self, signed: Path) -> None:
        """Then it can't be told whose it is."""
        (signed / "manifest.json.sig").unlink()
        assert self.found(signed) == ["manifest.json.sig is missing"]

    def test_has_an_endless_signature(self, signed: Path) -> None:
        """It is not read to its end."""
        assert self.found(signed, {"manifest.json.sig": Answer(b"x" * 5_000_000)}) == [
            "manifest.json.sig was altered"
        ]

    def test_is_half_uploaded(self, signed: Path, tmp_path: Path) -> None:
        """A manifest of an interrupted build promises nothing."""
        replaced(
            signed / "manifest.json",
            '"files": {',
            '"pending": {"a.xml": {"sha256": "0", "part": "feeds"}}, "files": {',
        )
        sign_manifest(signed, read_key(tmp_path / "key", signed))
        assert self.found(signed) == ["the manifest belongs to an interrupted build; build and upload again"]


def test_the_command_ends_as_cron_wants_it(original: Path, copy: Path, tmp_path: Path) -> None:
    """0 and silence; 1 and the differences; 2 for a misspelt key; 3 where no server answers."""
    options = ("--out", original, "--quiet")
    right = run(tmp_path, "verify", copy, *options)
    assert (right.returncode, right.stdout, right.stderr) == (DONE, "", "")
    (copy / "index.html").unlink()
    wrong = run(tmp_path, "verify", copy, *options)
    assert (wrong.returncode, wrong.stdout, wrong.stderr) == (PROBLEMS, "", "index.html is missing\n")
    assert run(tmp_path, "verify", copy, "--key", "x", *options).returncode == USAGE
    assert run(tmp_path, "verify", "http://127.0.0.1:9/", *options).returncode == NOT_WRITTEN
