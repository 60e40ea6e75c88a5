"""`withdraw`: what it writes, asks and says, what readers get afterwards, and how it ends."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from builds import tree
from cchr_feeds.errors import NothingToDo, WrongUsage
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.publication import Withdrawal
from cchr_feeds.source import read_project
from cchr_feeds.withdrawal import find, withdraw
from commands import DONE, NOT_WRITTEN, NOTHING, PROBLEMS, USAGE, WRONG, conversation, run
from factories import both
from project_files import SITE, a_project, an_entry_file

pytestmark = pytest.mark.usefixtures("measured_commands")

NOW = "2024-12-01T12:00:00+07:00"
MOMENT = datetime.fromisoformat(NOW)
REASON = 'A source asked: "remove #1", please.'
ONE = {"entries/a.yaml": an_entry_file(km="{title: ក}", en="{title: Quite secret, body: Most secret.}")}
DONE_LINES = [
    "report is withdrawn as of 2024-12-01; it is written in entries/a.yaml.",
    (
        'Next: run "cchr-feeds publish"; or, if site.yaml does not say where to, "cchr-feeds build", and '
        "publish out/. "
        "Readers then see your reason for 90 days, until 2025-03-01."
    ),
    (
        "It was the only entry of these newsletters, so the next build removes them: 2024-10. “View in "
        "browser” in their mails then leads nowhere."
    ),
    "What can't be called back: mails that were sent, and copies that feed readers or archives keep.",
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one entry, in two languages."""
    return a_project(tmp_path / "project", **ONE)


def text_of(project: Path) -> str:
    """The entry's file."""
    return (project / "entries/a.yaml").read_text(encoding="utf-8")


def test_one_reason_is_for_all_languages(project: Path) -> None:
    """It is written into the file, and what follows is said."""
    ended = run(project, "withdraw", "report", "--reason", REASON, "--now", NOW)
    assert (ended.returncode, ended.stdout.splitlines(), ended.stderr) == (DONE, DONE_LINES, "")
    before, _, behind = ONE["entries/a.yaml"].partition("en: ")
    added = f"withdrawn:\n  on: 2024-12-01\n  reason: {json.dumps(REASON)}\n"
    assert text_of(project) == f"{before}{added}en: {behind}"


def test_a_reason_may_be_given_for_each_language(project: Path) -> None:
    """In any order; what follows the first = is the reason."""
    ended = run(project, "withdraw", "--reason", "km=ខុស", "report", "--reason", "en=a=b", "--now", NOW)
    assert ended.returncode == DONE
    assert "  reason:\n    en: a=b\n    km: ខុស\n" in text_of(project)


@pytest.mark.parametrize(
    ("now", "day"), [("2024-12-01T16:59:59+00:00", "2024-12-01"), ("2024-12-01T17:00:00+00:00", "2024-12-02")]
)
def test_the_day_is_that_of_the_sites_time_zone(project: Path, now: str, day: str) -> None:
    """Midnight in Phnom Penh is seven hours before that in London."""
    run(project, "withdraw", "report", "--reason", REASON, "--now", now)
    assert f"  on: {day}\n" in text_of(project)


def test_readers_get_the_reason_in_its_place(project: Path) -> None:
    """With the next build, and nothing of what it said before."""
    run(project, "build", "--only", "feeds", "--now", NOW)
    assert "Quite secret" in (project / "out/en/atom.xml").read_text(encoding="utf-8")
    run(project, "withdraw", "report", "--reason", "Wrong.", "--now", NOW)
    assert run(project, "build", "--only", "feeds", "--now", NOW).returncode == DONE
    feed = (project / "out/en/atom.xml").read_text(encoding="utf-8")
    assert "Wrong." in feed
    assert not any(b"secret" in (content or b"") for content in tree(project / "out").values())


def test_programs_are_told_what_follows(project: Path) -> None:
    """The quarter's edition is one of those that were made; addresses elsewhere are named once."""
    elsewhere = "https://example.org/report"
    entry = an_entry_file(en=f"{{title: A, url: {elsewhere}}}", km=f"{{title: ក, url: {elsewhere}}}")
    a_project(project, **{"entries/a.yaml": entry})
    (project / "out").mkdir()
    made = {
        f"newsletters/{period}/en.html": {"sha256": "", "part": "newsletters"}
        for period in ("2024", "2024-Q4", "2024-Q3", "2024-11")
    }
    (project / "out/manifest.json").write_text(json.dumps({"files": made}), encoding="utf-8")
    ended = run(project, "withdraw", "report", "--reason", REASON, "--json", "--now", NOW)
    assert json.loads(ended.stdout) == {
        "ok": True,
        "exit_code": DONE,
        "id": "report",
        "path": "entries/a.yaml",
        "on": "2024-12-01",
        "notice_until": "2025-03-01",
        "draft": False,
        "editions": ["2024", "2024-Q4", "2024-10"],
        "emptied": ["2024", "2024-Q4", "2024-10"],
        "issued": [],
        "begun": [],
        "elsewhere": [elsewhere],
        "repository": "",
    }
    assert f"Not in out/, so take it down yourself: {elsewhere}\n" in ended.stderr


def test_a_repository_keeps_what_it_held(project: Path) -> None:
    """A branch that is published to has a history, which only its owner can take away."""
    remote = "git@example.org:feeds.git"
    a_project(project, **{"site.yaml": f"{SITE}publish: {{git: {{remote: '{remote}', branch: pages}}}}\n"})
    ended = run(project, "withdraw", "report", "--reason", REASON, "--now", NOW)
    assert f"{remote} keeps former versions" in ended.stdout


def test_newsletters_that_hold_something_else_stay(project: Path) -> None:
    """And are told apart from those that go: a draft, or what came out later, keeps none."""
    a_project(
        project,
        **{
            "entries/b.yaml": an_entry_file(id="b", published="2024-11-20"),
            "entries/c.yaml": an_entry_file(id="c", draft="true"),
        },
    )
    for period in ("2024", "2024-Q4"):
        run(project, "newsletter", period, "--now", NOW)
    ended = run(project, "withdraw", "report", "--reason", REASON, "--now", NOW)
    anew, gone = ended.stdout.splitlines()[2:4]
    assert anew.endswith("which the build writes again without it: 2024, 2024-Q4.")
    assert gone.startswith(
        "It was the only entry of these newsletters, so the next build removes them: 2024-10. "
    )
    assert run(project, "build", "--now", NOW).returncode == DONE
    made = sorted(each.name for each in (project / "out/newsletters").glob("2*"))
    assert made == ["2024", "2024-11", "2024-Q4"]


def test_the_quiet_command_says_nothing(project: Path) -> None:
    """As long as all is well."""
    ended = run(project, "withdraw", "report", "--reason", REASON, "--quiet", "--now", NOW)
    assert (ended.returncode, ended.stdout, ended.stderr) == (DONE, "", "")


UNSEEN = {
    "It is a draft, so readers see no notice.": {"draft": "true"},
    "Its date is in the future, so readers see no notice before then.": {"published": "2024-12-02"},
}


@pytest.mark.parametrize(("why", "fields"), UNSEEN.items())
def test_what_readers_have_not_seen_brings_no_notice(project: Path, why: str, fields: dict[str, str]) -> None:
    """Which is said instead of how long they see it; it is in no newsletter either."""
    a_project(project, **{"entries/a.yaml": an_entry_file(**fields)})
    ended = run(project, "withdraw", "report", "--reason", REASON, "--now", NOW)
    assert ended.returncode == DONE
    assert why in ended.stdout
    assert "newsletter" not in ended.stdout
    assert "  on: 2024-12-01\n" in text_of(project)


@pytest.mark.parametrize("fields", UNSEEN.values(), ids=str)
def test_what_readers_have_not_seen_has_no_end_of_a_notice(project: Path, fields: dict[str, str]) -> None:
    """Nor editions."""
    a_project(project, **{"entries/a.yaml": an_entry_file(**fields)})
    done = withdraw(*find(project, "report"), {"": REASON}, project / "out", MOMENT)
    assert (done.notice_until, done.editions, done.draft) == ("", (), "draft" in fields)


def test_the_reason_of_the_first_language_stands_in_for_the_others(project: Path) -> None:
    """As in every text that is written per language: in the site's order, however they were given."""
    candidate = find(project, "report")
    done = withdraw(*candidate, {"km": "ខុស", "en": "Wrong."}, project / "out", MOMENT)
    assert (done.on, done.notice_until, done.editions) == ("2024-12-01", "2025-03-01", ("2024-10",))
    (publication,) = read_project(project).publications.values()
    assert publication.withdrawn == Withdrawal(
        PartialDate(datetime.fromisoformat("2024-12-01"), Precision.DAY), both("Wrong.", "ខុស")
    )


@pytest.mark.parametrize(
    ("reasons", "says"),
    [
        (
            [],
            (
                'readers are told the reason; add --reason en="…" --reason km="…", or one --reason for all '
                "languages"
            ),
        ),
        (["en=a"], 'readers are told the reason; add --reason km="…", or one --reason for all languages'),
        (["kh=a"], "--reason: 'kh' is not a language of this site; write en= or km="),
        (["en=a", "en=b"], "--reason: give one for each language, as in --reason en=…"),
        (["a", "b"], "--reason: give one for each language, as in --reason en=…"),
        (["a", "km=b"], "--reason: give one for all languages, or one for each: --reason en=…"),
        ([""], "--reason: there is no reason given; write in one line why it is withdrawn"),
        (["en="], "--reason: there is no reason given; write in one line why it is withdrawn"),
        (["a\nb"], "--reason: this must be one line; write it on one line, without tabs"),
        (["a\x1b[31m"], "--reason: U+001B is a control character; delete it"),
    ],
    ids=str,
)
def test_a_reason_that_is_missing_or_no_reason_ends_with_2(
    project: Path, reasons: list[str], says: str
) -> None:
    """Without a terminal no question is asked, and nothing is written."""
    options = [word for reason in reasons for word in ("--reason", reason)]
    ended = run(project, "withdraw", "report", *options, "--now", NOW)
    assert (ended.returncode, ended.stdout) == (USAGE, "")
    assert ended.stderr.splitlines()[-1] == f"Error: {says}"
    assert text_of(project) == ONE["entries/a.yaml"]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("reprot", "did you mean report?"),
        ("zzz", "look for the line that starts with id in the entry's file"),
        ("", "look for"),
    ],
)
def test_an_unknown_id_is_refused(project: Path, typed: str, hint: str) -> None:
    """The one that was probably meant is named."""
    with pytest.raises(WrongUsage) as refused:
        find(project, typed)
    assert str(refused.value).startswith(f"no entry has the id {typed!r}; {hint}")


def test_an_entry_whose_file_is_gone_must_come_back_first(project: Path) -> None:
    """What was published is remembered, and the file is named."""
    run(project, "build", "--only", "feeds", "--now", NOW)
    a_project(project, **{"entries/b.yaml": an_entry_file(id="reports")})
    (project / "entries/a.yaml").unlink()
    with pytest.raises(WrongUsage) as refused:
        find(project, "report")
    assert str(refused.value) == (
        "no entry has the id 'report'; it was published, and its file entries/a.yaml is gone; bring "
        "the file back first"
    )


def test_what_is_withdrawn_already_is_refused(project: Path) -> None:
    """Its day and its file are named; also where that day is still to come."""
    a_project(project, **{"entries/a.yaml": an_entry_file(withdrawn="{on: 2030-12-01, reason: Wrong.}")})
    with pytest.raises(NothingToDo) as refused:
        find(project, "report")
    assert str(refused.value) == "report is withdrawn as of 2030-12-01; to change that, edit entries/a.yaml"


def test_an_unknown_id_ends_with_2_and_a_second_withdrawal_with_4(project: Path) -> None:
    """The file stays as it is."""
    assert run(project, "withdraw", "reprot", "--reason", REASON).returncode == USAGE
    assert text_of(project) == ONE["entries/a.yaml"]
    run(project, "withdraw", "report", "--reason", REASON, "--now", NOW)
    before = text_of(project)
    ended = run(project, "withdraw", "report", "--reason", "Another.", "--now", NOW)
    assert (ended.returncode, ended.stdout) == (NOTHING, "")
    assert text_of(project) == before


def test_a_project_with_problems_ends_with_1(project: Path) -> None:
    """They come first, whatever file they are in."""
    a_project(project, **{"entries/b.yaml": WRONG["entries/b.yaml"]})
    before = tree(project)
    ended = run(project, "withdraw", "report", "--reason", REASON)
    assert ended.returncode == PROBLEMS
    assert "entries/b.yaml:2:12: error: there is no 2023-02-29 in the calendar" in ended.stderr
    assert tree(project) == before


def test_a_file_that_is_not_safe_to_add_to_ends_with_3(project: Path) -> None:
    """The lines to add by hand are shown, and the file is as it was."""
    unsafe = an_entry_file(withdrawn=' # one\n  ""  # other')
    a_project(project, **{"entries/a.yaml": unsafe})
    ended = run(project, "withdraw", "report", "--reason", "Wrong.", "--now", NOW)
    assert (ended.returncode, text_of(project)) == (NOT_WRITTEN, unsafe)
    assert ended.stderr.endswith("\nwithdrawn:\n  on: 2024-12-01\n  reason: Wrong.\n")


def test_nothing_but_the_entry_is_touched(project: Path) -> None:
    """Neither the output nor what lies beside it."""
    run(project, "build", "--only", "feeds", "--now", NOW)
    before = tree(project)
    run(project, "withdraw", "report", "--reason", REASON, "--now", NOW)
    after = tree(project)
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == {
        "entries/a.yaml"
    }


# --- asked on a terminal --------------------------------------------------------------------------


def test_a_terminal_is_asked_for_each_language(project: Path) -> None:
    """By the languages' own names; an answer that can't be is asked for again."""
    typed = [("(en): ", ""), ("(en): ", "=?utf-8?q?a?="), ("(en): ", "It was wrong."), ("(km): ", "ខុស")]
    code, shown = conversation(project, typed, "withdraw", "report", "--now", NOW)
    assert code == DONE
    assert "Why is it withdrawn? Readers see this. One line for each language:" in shown
    assert "English (en): " in shown
    assert "Error: this looks like encoded e-mail text (=?…?=); write it as plain text" in shown
    assert "ខ្មែរ (km): " in shown
    assert "  reason:\n    en: It was wrong.\n    km: ខុស\n" in text_of(project)


def test_a_terminal_is_asked_for_what_is_missing_only(project: Path) -> None:
    """A reason that was given is not asked for."""
    given = ("withdraw", "report", "--reason", "en=Wrong.", "--now", NOW)
    code, shown = conversation(project, [("(km): ", "ខុស")], *given)
    assert (code, "English" in shown) == (DONE, False)
    assert "    en: Wrong.\n    km: ខុស\n" in text_of(project)


def test_only_the_languages_of_the_entry_are_asked_for(project: Path) -> None:
    """Who reads no translation needs no reason."""
    a_project(project, **{"entries/a.yaml": an_entry_file()})
    code, shown = conversation(project, [("(en): ", "Wrong.")], "withdraw", "report", "--now", NOW)
    assert (code, "(km)" in shown) == (DONE, False)
    assert "  reason:\n    en: Wrong.\n" in text_of(project)


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_changes_their_mind_stops(project: Path, key: str) -> None:
    """Nothing is written."""
    code, shown = conversation(project, [("(en): ", key)], "withdraw", "report", "--now", NOW)
    assert (code, "Traceback" in shown) == (130, False)
    assert text_of(project) == ONE["entries/a.yaml"]


def test_a_site_whose_first_language_is_not_the_entrys(tmp_path: Path) -> None:
    """The reason is in the entry's own language."""
    project = a_project(
        tmp_path, **{"site.yaml": SITE, "entries/a.yaml": an_entry_file(en="", km="{title: ក}")}
    )
    ended = run(project, "withdraw", "report", "--reason", "km=ខុស", "--now", NOW)
    assert ended.returncode == DONE
    assert run(project, "check", "--now", NOW).returncode == DONE
