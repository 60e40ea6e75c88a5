"""The command `import`: shows, asks, writes drafts, adds nothing twice, and says how it ended."""

import json
import signal
import subprocess
from pathlib import Path

import pytest

from builds import environment, python_of_nobody_special, tree
from cchr_feeds.errors import OutputFailed
from cchr_feeds.importing.plan import written
from cchr_feeds.model.lock import Lock, PublishedEntry, Record
from cchr_feeds.source import save
from commands import DONE, NOT_WRITTEN, PROBLEMS, USAGE, WRONG, conversation, run
from extent import a_few
from importing.sources import imported, in_project, plan, rss
from project_files import SITE, a_project, an_entry_file

pytestmark = pytest.mark.usefixtures("measured_commands")

NOW = "2026-11-25T12:00:00+07:00"
LIST = """\
• Forced evictions
A fact sheet on forced evictions.
Read more
• ភាពធន់
ព័ត៌មានក្រាហ្វិក
Read more
• A statement
What we think.
Read more
Supported by somebody
"""
SHOWN = """\
list.txt is a pasted list of 3 publications.
New:
  entries/forced-evictions.yaml  en: Forced evictions
      no date; fact-sheet (guessed)
  entries/km-959c3a24.yaml  km: ភាពធន់
      no date; infographic (guessed)
Left out:
  A statement: its text names no category; give one with --category
Not publications, and skipped: Supported by somebody
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without entries, and a list beside it."""
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    return a_project(tmp_path / "project")


def entries(project: Path) -> list[str]:
    """The names of the entries' files."""
    return sorted(path.name for path in (project / "entries").glob("*"))


def test_it_shows_what_it_would_do(project: Path) -> None:
    """And writes nothing until it is told to, where there is no terminal to ask on."""
    ended = run(project, "import", "../list.txt")
    said = "Nothing was written. To write 2 drafts, add --yes.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (DONE, SHOWN + said, "")
    assert not (project / "entries").exists()


def test_it_writes_drafts_that_check_accepts(project: Path) -> None:
    """And that no reader sees."""
    ended = run(project, "import", "../list.txt", "--yes", "--now", NOW)
    assert ended.stdout == SHOWN + (
        '2 drafts written into entries/. Read each, correct it, delete its line "draft: true", and build.\n'
    )
    assert entries(project) == ["forced-evictions.yaml", "km-959c3a24.yaml"]
    assert (project / "entries/forced-evictions.yaml").read_text(encoding="utf-8") == (
        "# Imported from list.txt: Forced evictions\n"
        "id: forced-evictions\n"
        "added: 2026-11-25T12:00+07:00\n"
        "category: fact-sheet  # guessed from “fact sheet” in its text\n"
        "draft: true  # imported; read it, correct it, then delete this line\n"
        "en:\n"
        "  title: Forced evictions\n"
        "  summary: >-\n"
        "    A fact sheet on forced evictions.\n"
    )
    checked = run(project, "check", "--json", "--now", NOW)
    assert checked.returncode == DONE
    assert json.loads(checked.stdout)["waiting"] == 2
    assert run(project, "build", "--now", NOW).returncode == DONE
    assert not any("evictions" in path for path in tree(project / "out"))


def typed(project: Path, answers: str, *words: str) -> str:
    """What the command shows on a terminal on which each of its questions is answered with a line."""
    exchanges = [("?", line) for line in answers.splitlines()]
    return conversation(project, exchanges, "import", *words, NO_COLOR="1")[1]


@pytest.mark.parametrize(("answer", "count"), a_few([("\n", 0), ("y\n", 2), ("n\n", 0)], 2))
def test_on_a_terminal_it_asks(project: Path, answer: str, count: int) -> None:
    """After it has shown what it would do; no answer means no."""
    shown = typed(project, answer, "../list.txt")
    assert SHOWN + "Write 2 drafts into entries/? [y/N]: " in shown
    assert len(entries(project)) == count


def test_a_category_can_be_given(project: Path) -> None:
    """To what names none; a guess from words is stronger."""
    run(project, "import", "../list.txt", "--yes", "--category", "infographic")
    found = {key: each.category for key, each in in_project(project).items()}
    assert found == {
        "forced-evictions": ("fact-sheet",),
        "km-959c3a24": ("infographic",),
        "a-statement": ("infographic",),
    }


def test_programs_are_told_everything(project: Path) -> None:
    """On standard output; people, on standard error."""
    ended = run(project, "import", "../list.txt", "--json", "--yes", "--now", NOW)
    assert json.loads(ended.stdout) == {
        "ok": True,
        "exit_code": DONE,
        "source": "list.txt",
        "kind": "a pasted list",
        "columns": {},
        "taken": [
            {
                "id": "forced-evictions",
                "path": "entries/forced-evictions.yaml",
                "titles": {"en": "Forced evictions"},
                "published": "",
                "category": ["fact-sheet"],
                "guessed": ["category"],
                "notes": [],
            },
            {
                "id": "km-959c3a24",
                "path": "entries/km-959c3a24.yaml",
                "titles": {"km": "ភាពធន់"},
                "published": "",
                "category": ["infographic"],
                "guessed": ["category"],
                "notes": [],
            },
        ],
        "skipped": [
            {
                "title": "A statement",
                "reason": "its text names no category; give one with --category",
            }
        ],
        "passed_over": ["Supported by somebody"],
        "written": True,
    }
    assert ended.stderr.startswith(SHOWN)


def test_the_quiet_command_says_nothing(project: Path) -> None:
    """As long as all is well."""
    ended = run(project, "import", "../list.txt", "--quiet", "--yes")
    assert (ended.returncode, ended.stdout, ended.stderr) == (DONE, "", "")
    assert len(entries(project)) == 2


def test_the_quiet_command_needs_an_answer_beforehand(project: Path) -> None:
    """It would show nothing and write nothing."""
    ended = run(project, "import", "../list.txt", "--quiet")
    assert (ended.returncode, ended.stdout) == (USAGE, "")
    assert "add --yes to do it without being asked" in ended.stderr


def test_a_table_shows_what_its_columns_are(project: Path) -> None:
    """And how to say another one."""
    (project / "t.csv").write_text("Name,Khmer,Date\nA fact sheet,ភាពធន់,2024\n", encoding="utf-8")
    ended = run(project, "import", "t.csv", "--column", "title_km=Khmer", "--column", "published=Date")
    assert ended.stdout == (
        "t.csv is a table of 1 publication.\n"
        "  title is the column 'Name'\n"
        "  title_km is the column 'Khmer'\n"
        "  published is the column 'Date'\n"
        "  If it should be another column: --column FIELD=HEADING.\n"
        "New:\n"
        "  entries/2024-a-fact-sheet.yaml  en: A fact sheet · km: ភាពធន់\n"
        "      2024; fact-sheet (guessed)\n"
        "Nothing was written. To write 1 draft, add --yes.\n"
    )


MISTAKES = {
    "there is no file 'none.xml'; name a file, or an address that starts with https://": ["none.xml"],
    "--category: 'infographics' is not a category of this site; did you mean infographic?": [
        "../list.txt",
        "--category",
        "infographics",
    ],
    "--column: write a field, = and a heading": ["../list.txt", "--column", "title"],
    "--column: list.txt is a pasted list, which has no columns": ["../list.txt", "--column", "title=A"],
}


@pytest.mark.parametrize(("message", "words"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_is_told(project: Path, message: str, words: list[str]) -> None:
    """With the exit code of wrong usage."""
    ended = run(project, "import", *words)
    assert ended.returncode == USAGE
    assert message in ended.stderr


def test_a_project_with_problems_gets_nothing(tmp_path: Path) -> None:
    """They are shown instead."""
    project = a_project(tmp_path, **WRONG, **{"list.txt": LIST})
    assert run(project, "import", "list.txt", "--yes").returncode == PROBLEMS
    assert len(entries(project)) == len(WRONG)


# --- nothing comes in twice -----------------------------------------------------------------------

FEED = rss(
    "<guid>a:1</guid><title>A fact sheet</title><link>https://example.org/1</link>",
    "<guid>a:2</guid><title>Another fact sheet</title><link>https://example.org/2</link>",
)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    """A feed of two entries."""
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    return path


CHANGES = {
    "nothing": ("", ""),
    "the id": ("id: a-fact-sheet\n", "id: quite-another\n"),
    "the title": ("title: A fact sheet", "title: What it is called now"),
    "the address and the title": ("title: A fact sheet\n  url: https://example.org/1", "title: B"),
    "the remark": ("# Imported from feed.xml: a:1\n", ""),
    "the comment and the title": ("# Imported from feed.xml: a:1\nid", "id"),
    "that it is a draft": ("draft: true", "draft: false"),
    "its language": ("en:\n", "km:\n"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES)
def test_what_was_imported_is_known_again(project: Path, feed: Path, old: str, new: str) -> None:
    """Whatever was changed of it since; a fresh checkout has no more than the files."""
    assert len(imported(project, feed).taken) == 2
    file = project / "entries/a-fact-sheet.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    moved = project / "entries/2024"
    moved.mkdir()
    file.rename(moved / "renamed.yml")
    again = imported(project, feed)
    assert again.taken == ()
    assert "entries/2024/renamed.yml" in again.skipped[0].reason


def test_what_was_imported_in_khmer_is_known_in_english(project: Path, feed: Path) -> None:
    """Its other comments are in the language of messages; that which names its source is the same in all."""
    run(project, "import", str(feed), "--category", "fact-sheet", "--yes", "--ui", "km")
    file = project / "entries/a-fact-sheet.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# Imported from feed.xml: a:1\n")
    assert "draft: true  # បាននាំចូល សូមអានវា កែវា រួចលុបបន្ទាត់នេះ\n" in text
    changed = text.replace("https://example.org/1", "https://example.org/2").replace("A fact", "B")
    file.write_text(changed, encoding="utf-8")
    assert imported(project, feed).taken == ()


def test_what_does_not_fit_is_named_in_the_language_of_messages(project: Path) -> None:
    """A row without a title by its number; else the part of it."""
    rows = f"Title,Date\nA report,2024\n,2023\n{'A long title ' * 80},2024\n"
    (project / "t.csv").write_text(rows, encoding="utf-8")
    words = ("import", "t.csv", "--category", "fact-sheet")
    assert "\n  row 3: it has no title\n" in run(project, *words).stdout
    told = run(project, *words, "--ui", "km").stdout
    assert "\n  ជួរដេកទី 3: វាគ្មានចំណងជើងទេ\n" in told
    assert ": ចំណងជើងរបស់វាមិនត្រូវ៖ " in told


def test_only_what_is_new_is_added(project: Path, feed: Path) -> None:
    """A day later, beside what was there; with a moment of its own."""
    imported(project, feed)
    newer = FEED.replace("<item>", "<item><guid>a:3</guid><title>A third fact sheet</title></item><item>", 1)
    feed.write_text(newer, encoding="utf-8")
    assert [each.id for each in imported(project, feed).taken] == ["a-third-fact-sheet"]
    moments = [each.added.written for each in in_project(project).values() if each.added]
    assert len(set(moments)) == len(moments) == 3


def test_one_source_may_have_a_thing_twice(project: Path, tmp_path: Path) -> None:
    """By its key, or by its title where dates do not differ."""
    items = [
        "<guid>1</guid><title>Our fact sheet</title><pubDate>10 Oct 2024 00:00:00 +0700</pubDate>",
        "<guid>1</guid><title>Its new title, a fact sheet</title>",
        "<guid>2</guid><title>OUR FACT SHEET</title>",
        "<guid>3</guid><title>Our fact sheet</title><pubDate>11 Oct 2024 00:00:00 +0700</pubDate>",
    ]
    feed = tmp_path / "feed.xml"
    feed.write_text(rss(*items), encoding="utf-8")
    found = imported(project, feed)
    assert [each.id for each in found.taken] == ["our-fact-sheet", "our-fact-sheet-2"]
    where = "entries/2024-10-10-our-fact-sheet.yaml"
    assert [each.reason for each in found.skipped] == [
        f"it is there already, in {where}",
        f"its title is there already, in {where}",
    ]


def test_the_page_of_a_whole_list_tells_nothing_apart(project: Path, tmp_path: Path) -> None:
    """Entries that all lead to one address are as many entries, and a new one is new."""
    table = tmp_path / "t.csv"
    rows = [f"Fact sheet {number},https://example.org/all" for number in range(3)]
    table.write_text("\n".join(["Title,Link", *rows[:2]]), encoding="utf-8")
    assert len(imported(project, table).taken) == 2
    table.write_text("\n".join(["Title,Link", *rows]), encoding="utf-8")
    assert [each.titles for each in imported(project, table).taken] == [{"en": "Fact sheet 2"}]


def test_an_id_that_was_published_is_not_used_again(project: Path, feed: Path) -> None:
    """Nor one of an entry that is there."""
    record = Record("a-fact-sheet", "entries/gone.yaml", {"en": PublishedEntry("2024", "2024", "0")})
    lock = Lock("example.org", {"a-fact-sheet": record.line()}).text()
    a_project(project, **{"published.lock": lock, "entries/x.yaml": an_entry_file(id="another-fact-sheet")})
    assert [each.id for each in imported(project, feed).taken] == ["a-fact-sheet-2", "another-fact-sheet-2"]


# --- writing --------------------------------------------------------------------------------------


def test_a_file_that_is_there_stays(project: Path, feed: Path) -> None:
    """The new one gets another name."""
    a_project(project, **{"entries/a-fact-sheet.yaml": an_entry_file(id="other")})
    assert [each.path for each in imported(project, feed).taken] == [
        "entries/a-fact-sheet-2.yaml",
        "entries/another-fact-sheet.yaml",
    ]
    assert (project / "entries/a-fact-sheet.yaml").read_text(encoding="utf-8") == an_entry_file(id="other")


def test_all_drafts_are_written_or_none(project: Path) -> None:
    """And over nothing: here a file has come in between."""
    found = plan(project, project.parent / "list.txt")
    second = project / found.drafts[1].taken.path
    second.parent.mkdir()
    second.write_text("somebody else's", encoding="utf-8")
    with pytest.raises(OutputFailed, match="it is there already"):
        written(project, found)
    assert entries(project) == [second.name]
    assert second.read_text(encoding="utf-8") == "somebody else's"


def test_ctrl_c_leaves_no_draft(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or none, whenever it is pressed."""
    found, write = plan(project, project.parent / "list.txt"), save.put_new

    def write_late(copy: Path, path: Path) -> None:
        write(copy, path)
        if path.name == Path(found.drafts[-1].taken.path).name:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(save, "put_new", write_late)
    with pytest.raises(KeyboardInterrupt):
        written(project, found)
    assert entries(project) == []


def test_the_language_of_the_source_decides_where_the_script_does_not(tmp_path: Path) -> None:
    """Between French and English; without a word from the source it is the site's first."""
    site = SITE.replace("languages:\n", "languages:\n  fr: {name: Français, organisation: L'Organisation}\n")
    item = "<title>Rapport</title><description>infographic</description>"
    for said, meant in (("<language>en-GB</language>", "en"), ("<language>km</language>", "fr"), ("", "fr")):
        project = a_project(tmp_path / (said[10:12] or "none"), **{"site.yaml": site})
        (tmp_path / "feed.xml").write_text(rss(item, more=said), encoding="utf-8")
        (taken,) = imported(project, tmp_path / "feed.xml").taken
        assert list(taken.titles) == [meant]


def test_a_folder_that_can_not_be_written_is_told(project: Path) -> None:
    """With the exit code of output that could not be written."""
    (project / "entries").mkdir(mode=0o555)
    who = python_of_nobody_special()
    words = [*who, "-m", "cchr_feeds", "import", "../list.txt", "--yes"]
    ended = subprocess.run(words, cwd=project, env=environment(), capture_output=True, text=True, check=False)
    assert ended.returncode == NOT_WRITTEN
    assert "entries/forced-evictions.yaml could not be written: permission denied" in ended.stderr
    assert entries(project) == []


# --- new to readers, or a back catalogue ----------------------------------------------------------

DATED = "title,date,category\nAn old report,2019-03-04,infographic\nA report without a date,,infographic\n"


@pytest.fixture
def published(project: Path) -> Path:
    """A project of which readers have an entry, and a table beside it."""
    (project.parent / "old.csv").write_text(DATED, encoding="utf-8")
    a_project(project, **{"entries/report.yaml": an_entry_file()})
    assert run(project, "build", "--now", NOW).returncode == DONE
    return project


def old(project: Path) -> str:
    """The file of the draft with an earlier date."""
    return (project / "entries/2019-03-04-an-old-report.yaml").read_text(encoding="utf-8")


def test_what_is_new_to_readers_gets_the_day(published: Path) -> None:
    """Where it has an earlier date; the other one has its moment already."""
    ended = run(published, "import", "../old.csv", "--yes", "--new", "--now", NOW)
    assert "With added: 2026-11-25 in 1 draft, it reaches those who follow" in ended.stdout
    assert "\npublished: 2019-03-04\nadded: 2026-11-25\n" in old(published)
    assert (published / "entries/a-report-without-a-date.yaml").read_text().count("added:") == 1
    assert run(published, "check", "--now", NOW).returncode == DONE


@pytest.mark.parametrize("words", [(), ("--back-catalogue",), ("--json",)])
def test_a_back_catalogue_is_left_as_it_is(published: Path, words: tuple[str, ...]) -> None:
    """That is said in a line, and is what happens where nobody can be asked."""
    ended = run(published, "import", "../old.csv", "--yes", *words, "--now", NOW)
    said = "1 with an earlier date is taken for a back catalogue; if it is new to readers: --new.\n"
    assert said in (ended.stderr if words == ("--json",) else ended.stdout)
    assert "added:" not in old(published)


@pytest.mark.parametrize(
    ("answers", "is_new"), a_few([("y\n\n", False), ("y\ny\n", True), ("y\nn\n", False)], 2)
)
def test_on_a_terminal_it_asks_which_of_the_two(published: Path, answers: str, is_new: bool) -> None:
    """Once, after it was agreed to write."""
    shown = typed(published, answers, "../old.csv", "--now", NOW)
    assert shown.count("Is it new to your readers, so that feeds show it as of today? [y/N]: ") == 1
    assert ("added: 2026-11-25" in old(published)) is is_new


DAYS = "Title,Date,Type\nA,12/03/2024,infographic\nB,11/02/2024,infographic\n"


@pytest.mark.parametrize(("answer", "day"), a_few([("day", "2024-03-12"), ("month", "2024-12-03")], 1))
def test_on_a_terminal_it_asks_once_how_dates_are_meant(project: Path, answer: str, day: str) -> None:
    """Until one of the two is typed: Enter decides nothing."""
    (project.parent / "days.csv").write_text(DAYS, encoding="utf-8")
    shown = typed(project, f"\n{answer}\ny\n", "../days.csv", "--now", NOW)
    assert shown.count("What comes first in 12/03/2024, the day or the month? (day / month)") == 2
    assert f"entries/{day}-" in shown


def test_elsewhere_an_option_says_how_dates_are_meant(project: Path) -> None:
    """Without it, they are left out, and the option is named once."""
    (project.parent / "days.csv").write_text(DAYS, encoding="utf-8")
    ended = run(project, "import", "../days.csv", "--now", NOW)
    assert ended.stdout.count("--day-first") == 1
    assert "its date '12/03/2024' is ambiguous" in ended.stdout
    for option, day in (("--day-first", "2024-03-12"), ("--month-first", "2024-12-03")):
        ended = run(project, "import", "../days.csv", option, "--now", NOW)
        assert day in ended.stdout
        assert "ambiguous" not in ended.stdout


def test_before_anything_is_published_nothing_is_asked(project: Path) -> None:
    """Everything is new to readers then, in its own order."""
    (project.parent / "old.csv").write_text(DATED, encoding="utf-8")
    shown = typed(project, "y\n", "../old.csv", "--now", NOW)
    assert "readers" not in shown
    assert "added:" not in old(project)
