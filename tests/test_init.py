"""`init`: a project that builds at once, keeps its sample to itself, and is published by a workflow."""

import json
import os
import re
import sys
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from builds import finished, tree
from cchr_feeds import __version__
from cchr_feeds.cli.commands import COMMANDS
from cchr_feeds.errors import OutputFailed
from cchr_feeds.init import EXAMPLE, Publisher, requirement, start
from cchr_feeds.model.part import EML
from cchr_feeds.model.values import Localised
from cchr_feeds.source import ParseCache, partial_read, read_project
from cchr_feeds.text.language import language_problem
from cchr_feeds.text.wording import wording
from commands import DONE, NOT_WRITTEN, USAGE, conversation, run
from extent import a_few

pytestmark = pytest.mark.usefixtures("measured_commands")

NOW = "2026-12-31T18:00:00+00:00"  # in Phnom Penh the new year has begun
MOMENT = datetime.fromisoformat(NOW)
FILES = """
.github/workflows/feeds.yml .gitignore .vscode/edition.schema.json .vscode/entry.schema.json
.vscode/extensions.json .vscode/settings.json .vscode/site.schema.json Makefile README.md
Studio.bat Studio.command Studio.desktop entries/sample.yaml requirements.txt site.yaml
""".split()
WHEEL = f"./cchr_feeds-{__version__}-py3-none-any.whl"
DIST = '("make dist" in the folder of cchr-feeds writes it to dist/), and run "make build" there.'
PROGRAM = ".venv/bin/cchr-feeds"
TO_WRITE = f'run "{PROGRAM} preview", to write in the browser and see the result.'
OWN = ("--authority", "rights.example.org", "--organisation", "en=Rights: Now")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project as it is made without options."""
    run(tmp_path, "init", "project", "--now", NOW)
    return tmp_path / "project"


def files_of(folder: Path) -> list[str]:
    """The paths of a folder's files."""
    return sorted(path for path, content in tree(folder).items() if content is not None)


def test_a_project_is_made_in_a_new_folder(tmp_path: Path) -> None:
    """It says where, and what comes next."""
    ended = run(tmp_path, "init", "new/project", "--now", NOW)
    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert ended.stdout.splitlines() == [
        "A project of 15 files is ready in new/project; README.md explains them.",
        "Before you build, replace example.org in site.yaml with your own domain.",
        f"To install the program there, copy {WHEEL[2:]} into that folder {DIST}",
        f"Next, in that folder: double-click Studio.desktop, or {TO_WRITE}",
        f'When it looks right, run "{PROGRAM} build" and open out/index.html.',
        f'The sample is a draft, so no build shows it; "{PROGRAM} new" starts an entry of your own.',
    ]
    assert files_of(tmp_path / "new/project") == FILES


def test_a_project_is_made_in_this_folder_or_in_the_one_named(tmp_path: Path) -> None:
    """As every command takes it; programs are told of the files."""
    (tmp_path / "here").mkdir()
    ended = run(tmp_path, "init", "--project", "here", "--json", "--quiet", "--now", NOW)
    assert json.loads(ended.stdout) == {"ok": True, "exit_code": DONE, "folder": "here", "files": FILES}
    assert ended.stderr == ""


def test_it_builds_at_once_and_nothing_is_wrong(project: Path) -> None:
    """Pages and feeds in both languages are there; not even a warning is."""
    assert "No problems" in run(project, "check", "--now", NOW).stdout
    ended = run(project, "build", "--now", NOW)
    assert (ended.returncode, ended.stderr) == (DONE, "")
    out = project / "out"
    assert all((out / path).is_file() for path in ("index.html", "en/atom.xml", "km/document/rss.xml"))
    assert "The Organisation" in (out / "index.html").read_text(encoding="utf-8")


def test_the_sample_is_whole_and_reaches_nobody(project: Path) -> None:
    """It is right in two languages, and a draft: readers would keep what a first build once showed them."""
    sample = read_project(project).publications["sample"]
    assert list(sample.translations) == ["en", "km"]
    assert all(text.title and text.summary for text in sample.translations.values())
    assert sample.draft
    run(project, "build", "--now", NOW)
    titles = [text.title.encode() for text in sample.translations.values()]
    feeds = [content for path, content in tree(project / "out").items() if path.endswith((".xml", ".json"))]
    assert feeds
    assert not any(f"/{sample.id}/".encode() in (content or b"") for content in feeds)
    assert not any(b"<entry" in (content or b"") or b"<item" in (content or b"") for content in feeds)
    assert "sample" not in (project / "published.lock").read_text(encoding="utf-8")
    assert titles


def test_the_sample_may_be_deleted(project: Path) -> None:
    """After a build, too: no reader has seen it."""
    run(project, "build", "--now", NOW)
    (project / "entries/sample.yaml").unlink()
    assert run(project, "build", "--now", NOW).returncode == DONE


def test_who_publishes_can_be_told(tmp_path: Path) -> None:
    """The domain, the organisation's name in each language, and where a day begins."""
    words = ("--organisation", "km=អង្គការ", "--timezone", "Asia/Tokyo")
    ended = run(tmp_path, "init", "project", *OWN, *words, "--now", NOW)
    assert "write your own domain" not in ended.stdout
    site = read_project(tmp_path / "project").site
    assert (site.authority, site.since, str(site.timezone)) == ("rights.example.org", 2027, "Asia/Tokyo")
    assert (site.url, site.feeds_url) == (
        Localised("https://rights.example.org/"),
        "https://rights.example.org/feeds/",
    )
    names = {language: (info.name, info.organisation) for language, info in site.languages.items()}
    assert names == {"en": ("English", "Rights: Now"), "km": ("ខ្មែរ", "អង្គការ")}


@pytest.mark.parametrize(
    "languages",
    [["km"], ["fr"], ["fr", "km", "zh-Hant"], ["km", "en"], ["en-GB"], ["fa", "ar"], ["am"], ["rhg"]],
    ids=str,
)
def test_any_languages_will_do(tmp_path: Path, languages: list[str]) -> None:
    """Where we have no words in one, the sample is its own name, and the label in it is English."""
    names = dict.fromkeys(languages, "អង្គការ")
    folder = tmp_path / "project"
    start(folder, Publisher("example.org", names, "Asia/Phnom_Penh"), MOMENT)
    found = partial_read(folder, ParseCache())
    assert found.project is not None
    assert found.problems == ()
    assert list(found.project.site.languages) == languages


@pytest.mark.parametrize(
    ("asked", "tag", "title"),
    a_few(
        [
            ("नेपाली", "ne", "नेपाली"),
            ("العربية", "ar", "العربية"),
            ("Hebrew", "he", "עברית"),
            ("Thai", "th", "ไทย"),
            ("Lao", "lo", "ລາວ"),
            ("ไทย", "th", "ไทย"),
            ("မြန်မာ", "my", "မြန်မာ"),
            ("Simplified Chinese", "zh-Hans", "简体中文"),
            ("français", "fr", "Français"),
            ("km", "km", "ខ្មែរ"),
        ],
        3,
    ),
)
def test_a_project_is_right_in_its_language(tmp_path: Path, asked: str, tag: str, title: str) -> None:
    """By whatever name it is asked for: sample and label are in it, and check has nothing to say."""
    run(tmp_path, "init", "project", "--organisation", f"{asked}={title}", "--now", NOW)
    project = tmp_path / "project"
    assert "No problems" in run(project, "check", "--now", NOW).stdout
    read = read_project(project)
    (sample,) = read.publications.values()
    assert list(read.site.languages) == [tag]
    words = (
        sample.translations[tag].title,
        sample.translations[tag].summary,
        read.site.category("document", tag).label,
    )
    assert all(language_problem(text, tag) is None for text in words)
    assert tag == "fr" or "Document" not in words
    assert (
        "Phnom" not in "".join(path.read_text(encoding="utf-8") for path in project.glob("*.yaml"))
        or tag == "km"
    )


def test_each_language_has_its_label(tmp_path: Path) -> None:
    """Also beside one that we have no words in, which has the English one to be replaced."""
    start(tmp_path / "project", Publisher("example.org", {"ar": "أ", "rhg": "ب", "fr": "C"}, "UTC"), MOMENT)
    label = read_project(tmp_path / "project").site.categories["document"].label
    assert (label["ar"], label["rhg"], label["fr"]) == (
        wording("ar", None).documents,
        "Documents",
        wording("fr", None).documents,
    )


@pytest.mark.parametrize(
    ("organisations", "languages", "zone"),
    a_few(
        [
            (["ne=क", "English=a"], ["ne", "en"], "Asia/Kathmandu"),
            (["Vietnamese=a"], ["vi"], "Asia/Ho_Chi_Minh"),
            (["English=a"], ["en"], "UTC"),
            (["fr-CH=a"], ["fr-CH"], "Europe/Zurich"),
        ],
        1,
    ),
)
def test_a_language_is_told_by_its_name_and_tells_of_a_place(
    tmp_path: Path, organisations: list[str], languages: list[str], zone: str
) -> None:
    """A land with one time zone is proposed; nothing is guessed of one with several."""
    words = [word for each in organisations for word in ("--organisation", each)]
    assert run(tmp_path, "init", "project", *words, "--now", NOW).returncode == DONE
    site = read_project(tmp_path / "project").site
    assert (list(site.languages), str(site.timezone)) == (languages, zone)


def test_every_field_in_a_remark_of_site_yaml_can_be_used(project: Path) -> None:
    """By deleting its #, as the file says."""
    head, _, rest = (project / "site.yaml").read_text(encoding="utf-8").partition("authority: ")
    fields = re.compile(
        r"^( *)# (?=[a-z_]+: |newsletter:| +(?:from|postal_address|unsubscribe): )", re.MULTILINE
    )
    used = f"{head}authority: " + fields.sub(r"\1", rest)
    (project / "site.yaml").write_text(used, encoding="utf-8")
    site = read_project(project).site
    assert site.newsletter.missing_for(EML) == ()
    assert site.newsletter.unsubscribe == Localised(("mailto:leave@example.org",))
    assert "report" in site.categories
    assert (site.languages["en"].short, site.feeds.limit, site.keep_together) == ("TO", 50, ("A Name",))
    assert site.contact
    assert site.supporters
    assert site.brand.logo
    assert site.brand.icon


@pytest.mark.parametrize("path", a_few(FILES, 4))
def test_nothing_is_overwritten(tmp_path: Path, path: str) -> None:
    """A folder that has something in the way is left as it is, and that is named."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).symlink_to("nowhere")
    ended = run(tmp_path, "init", "--now", NOW)
    assert (ended.returncode, ended.stdout) == (USAGE, "")
    assert ended.stderr == f"{path} would be overwritten; choose an empty folder, or a new one\n"
    assert [each.name for each in tmp_path.rglob("*") if not each.is_dir()] == [Path(path).name]


def test_a_second_project_in_a_folder_is_refused(project: Path) -> None:
    """However many files would be lost."""
    before = tree(project)
    ended = run(project, "init", "--now", NOW)
    assert ended.stderr == (
        "site.yaml and 14 more would be overwritten; choose an empty folder, or a new one\n"
    )
    assert tree(project) == before


def test_what_else_is_in_the_folder_stays(tmp_path: Path) -> None:
    """A repository with a licence in it will do."""
    (tmp_path / "LICENSE").write_text("Free", encoding="utf-8")
    assert run(tmp_path, "init", "--now", NOW).returncode == DONE
    assert (tmp_path / "LICENSE").read_text(encoding="utf-8") == "Free"


def test_a_project_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where a file can't be written, those before it are taken back."""
    (tmp_path / "entries").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(OutputFailed, match=r"entries/sample.yaml could not be written"):
        start(tmp_path, EXAMPLE, MOMENT)
    assert files_of(tmp_path) == ["entries"]
    assert run(tmp_path, "init", "--now", NOW).returncode == NOT_WRITTEN


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--authority", "https://example.org/"], "--authority: 'https://example.org/' is not a domain name"),
        (["--organisation", "The Organisation"], "write a language, = and a name: en=The Organisation"),
        (["--organisation", "kh=A"], "--organisation: 'kh' is not a language tag (BCP 47); write km"),
        (["--organisation", "en= "], "--organisation: nothing is written here"),
        (["--timezone", "Phnom Penh"], "--timezone: 'Phnom Penh' is not a time zone"),
        (["a", "b"], "unexpected extra argument"),
    ],
    ids=str,
)
def test_what_is_wrong_is_not_written(tmp_path: Path, words: list[str], reason: str) -> None:
    """The option is named, with what to write instead."""
    ended = run(tmp_path, "init", *words, "--now", NOW)
    assert (ended.returncode, ended.stdout) == (USAGE, "")
    assert reason in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_asked(tmp_path: Path) -> None:
    """For the names and the domain; what can't be is asked for again."""
    code, shown = conversation(
        tmp_path,
        [
            ("Your languages, the main one first [en km]: ", "kh en"),
            ("write km", "khmer, English"),
            ("Your organisation's name (km) [The Organisation]: ", "អង្គការ"),
            ("Your organisation's name (en) [អង្គការ]: ", "The Organisation"),
            ("Your domain [example.org]: ", "rights.example.org"),
            ("Your time zone [Asia/Phnom_Penh]: ", ""),
        ],
        *("init", "project", "--now", NOW),
    )
    assert code == DONE, shown
    site = read_project(tmp_path / "project").site
    names = {language: info.organisation for language, info in site.languages.items()}
    assert (site.authority, names) == ("rights.example.org", {"km": "អង្គការ", "en": "The Organisation"})


@pytest.mark.parametrize("typed", ["Nepali, English, and Khmer", "नेपाली र en / Khmer", "Nepali&English;km"])
def test_languages_are_told_apart_as_people_write_them(tmp_path: Path, typed: str) -> None:
    """And a word between them is none of them."""
    asked = [
        ("Your languages, the main one first [en km]: ", "Nepalese, English"),
        ("write ne", typed),
        ("Your organisation's name (ne) [The Organisation]: ", ""),
        ("Your organisation's name (en) [The Organisation]: ", ""),
        ("Your organisation's name (km) [The Organisation]: ", ""),
        ("Your domain [example.org]: ", ""),
        ("Your time zone [Asia/Kathmandu]: ", ""),
    ]
    assert conversation(tmp_path, asked, "init", "project", "--now", NOW)[0] == DONE


def test_who_says_something_is_asked_nothing(tmp_path: Path) -> None:
    """On a terminal too; the rest can be written into site.yaml."""
    code, _ = conversation(tmp_path, [], "init", "project", *OWN, "--now", NOW)
    assert code == DONE


# --- where the program comes from -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("recorded", "line"),
    [
        ("", f"cchr-feeds=={__version__}"),
        ("{}", WHEEL),
        ('{"url": "file:///home/wheels/a.whl", "archive_info": {}}', WHEEL),
        ('{"url": "file:///home/checkout", "dir_info": {"editable": true}}', WHEEL),
        (
            '{"url": "https://example.org/a.whl", "archive_info": {}}',
            "cchr-feeds @ https://example.org/a.whl",
        ),
        (
            '{"url": "https://example.org/a.whl", "archive_info": {"hashes": {"sha256": "0af"}}}',
            "cchr-feeds @ https://example.org/a.whl#sha256=0af",
        ),
        ('{"url": "https://example.org/a", "vcs_info": {"vcs": "git", "commit_id": "abc"}}', WHEEL),
    ],
)
def test_the_program_comes_from_where_it_was_installed(recorded: str, line: str) -> None:
    """As the installer recorded it (PEP 610); never by its name alone, unless that is how it came."""
    assert requirement(recorded) == line


def test_a_project_says_where_its_program_comes_from(project: Path) -> None:
    """Here it runs from a checkout, of which a wheel can be made."""
    lines = (project / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (line,) = (line for line in lines if not line.startswith("#"))
    assert line in (WHEEL, f"cchr-feeds=={__version__}") or line.startswith("cchr-feeds @ https://")


def test_who_has_put_the_program_there_is_not_asked_to(tmp_path: Path) -> None:
    """Nor where it was installed by its name, or from the web."""
    (tmp_path / WHEEL).touch()
    told = run(tmp_path, "init", "--now", NOW).stdout
    assert "copy" not in told
    assert 'run "cchr-feeds preview"' in told


def test_make_says_that_the_program_is_not_there(project: Path) -> None:
    """Before anything is set up, and where it comes from."""
    (project / "requirements.txt").write_text(f"# The program\n{WHEEL}\n", encoding="utf-8")
    ended = finished(["make", "build"], project, check=False)
    assert ended.returncode
    assert ended.stderr.splitlines()[:2] == [
        f"{WHEEL[2:]} is not here, and it is the program: copy it into this folder.",
        "'make dist', in the folder of cchr-feeds, writes it into dist/.",
    ]
    assert not (project / ".venv").exists()


# --- what publishes it ----------------------------------------------------------------------------


@pytest.mark.usefixtures("at_length")
def test_make_builds_and_checks(project: Path) -> None:
    """With the program in a folder of its own, which is set up already here."""
    (project / ".venv/bin").mkdir(parents=True)
    script = f'#!/bin/sh\nexec {sys.executable} -m cchr_feeds "$@"\n'
    (project / ".venv/bin/cchr-feeds").write_text(script, encoding="utf-8")
    (project / ".venv/bin/cchr-feeds").chmod(0o755)
    (project / ".venv/ready").touch()
    for target, said in (("check", "No problems"), ("build", "files written")):
        assert said in finished(["make", target, f"ARGS=--now {NOW}"], project).stdout
    assert (project / "out/index.html").is_file()


def test_what_need_not_be_kept_is_not(project: Path) -> None:
    """Version control passes over what is built and set up, and keeps what readers have been given."""
    run(project, "build", "--now", NOW)
    (project / ".venv").mkdir()
    (project / ".venv/ready").touch()
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for words in (["git", "init", "--quiet"], ["git", "add", "--all"]):
        finished(words, project, nobody)
    listed = finished(["git", "ls-files"], project)
    assert sorted(listed.stdout.splitlines()) == sorted([*FILES, "published.lock"])


def test_the_workflow_is_the_one_in_the_guide(project: Path) -> None:
    """Letter by letter; what it does is tested there."""
    guide = (Path(__file__).parents[1] / "docs/webmaster.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yml\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    written = (project / ".github/workflows/feeds.yml").read_text(encoding="utf-8")
    assert written == shown
    assert isinstance(yaml.load(written, yaml.BaseLoader), dict)


def test_the_guide_for_staff_names_commands_that_exist(project: Path) -> None:
    """And the files that are there, or that it says will come."""
    readme = (project / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"cchr-feeds ([a-z]+)", re.sub(r"program cchr-feeds \w+", "", readme)))
    assert named >= {"new", "check", "build", "withdraw", "newsletter", "schema"}
    assert named <= set(COMMANDS)
    paths = set(re.findall(r"`([\w./-]+(?:/|\.\w+))`", readme))
    later = {"out/", "editions/", "words/", "published.lock", "out/index.html"}
    assert [path for path in paths - later if not (project / path).exists()] == []


def test_a_project_in_khmer_says_the_same(project: Path, tmp_path: Path) -> None:
    """Comments and the guide are in the language of messages; fields, commands and names of files stay."""
    assert run(tmp_path, "init", "in-khmer", "--ui", "km", "--now", NOW).returncode == DONE
    khmer = tmp_path / "in-khmer"
    assert files_of(khmer) == files_of(project)
    for path in ("site.yaml", "entries/sample.yaml"):
        ours, theirs = ((each / path).read_text(encoding="utf-8") for each in (khmer, project))
        assert "ជា" in ours
        assert without_comments(ours) == without_comments(theirs)
        assert fields_in_comments(ours) == fields_in_comments(theirs)
    ours, theirs = ((each / "README.md").read_text(encoding="utf-8") for each in (khmer, project))
    assert code_in(ours) == code_in(theirs)
    assert ours.count("\n## ") == theirs.count("\n## ")


def without_comments(text: str) -> list[str]:
    """The lines of YAML that say something."""
    lines = (re.sub(r"(?:^| +)#(?![0-9a-f]{6}).*", "", line) for line in text.splitlines())
    return list(filter(None, lines))


def fields_in_comments(text: str) -> list[str]:
    """The names of fields that stand in comments."""
    return re.findall(r"^ *# +([a-z_]+):(?: |$)", text, re.MULTILINE)


def code_in(markdown: str) -> set[str]:
    """The commands, fields and names of files that a guide names."""
    blocks = re.findall(r"^```sh\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
    return {each.replace(" --ui km", "").strip() for each in (*blocks, *re.findall(r"`([^`\n]+)`", markdown))}
