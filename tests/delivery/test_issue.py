"""Tests of issuing: an edition leaves the house as it is, and what comes too late for it is told."""

import json
import shutil
from pathlib import Path

import pytest

from commands import DONE, NOTHING, PROBLEMS, Ended, run
from delivery.editions import EDITION, NOW
from extent import a_few

LATE = """\
id: late-card
published: 2024-10-20
category: fact-sheet
en:
  title: A fact sheet that came late
  summary: It was written in October and finished in November.
  url: https://cchrcambodia.org/late-card
"""


@pytest.fixture
def project(issued_project: Path, tmp_path: Path) -> Path:
    """A copy of the project whose edition was issued."""
    shutil.copytree(issued_project, tmp_path / "project")
    return tmp_path / "project"


def issue(project: Path, period: str = EDITION, *words: str) -> Ended:
    """`newsletter --issue`, without the network."""
    return run(project, "newsletter", period, "--issue", "--offline", "--now", NOW, *words)


def build(project: Path) -> Ended:
    """A build that has to succeed."""
    ended = run(project, "build", "--now", NOW)
    assert ended.returncode == DONE, ended.stderr
    return ended


def editions(project: Path) -> list[dict[str, object]]:
    """What the lock says of editions."""
    lines = (project / "published.lock").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith('{"edition"')]


def test_the_mail_is_the_ready_message_without_what_only_a_draft_has(
    issued_project: Path, tmp_path: Path
) -> None:
    """Its body byte for byte; no date and no mark of a draft, but the address of its copy."""
    other = tmp_path / "other"
    shutil.copytree(issued_project, other, ignore=shutil.ignore_patterns("out", "published.lock", "issued"))
    build(other)
    for language in ("en", "km"):
        ready = (other / f"out/newsletters/{EDITION}/mail/{language}.eml").read_bytes()
        mail = (issued_project / f"issued/{EDITION}/{language}.eml").read_bytes()
        head, _, body = mail.partition(b"\r\n\r\n")
        assert body == ready.partition(b"\r\n\r\n")[2]
        assert b"X-Unsent" not in head
        assert b"\r\nDate:" not in head
        assert (
            f"\r\nArchived-At: <https://cchrcambodia.org/feeds/newsletters/{EDITION}/{language}.html>".encode()
            in head
        )


def test_the_lock_knows_what_was_issued(issued_project: Path) -> None:
    """Each language, with when, a digest, and the ids; those of other languages are marked."""
    english, khmer = editions(issued_project)
    assert english["entries"] == ["upr-4-outcomes", "forced-evictions-2024", "resilience-card/km"]
    assert khmer["entries"] == ["resilience-card", "upr-4-outcomes/en", "forced-evictions-2024/en"]
    assert (english["language"], khmer["language"]) == ("en", "km")
    assert english["issued"] == khmer["issued"] == NOW.replace("09:00+", "09:00:00+")


def test_the_output_has_no_ready_message_any_more(issued_project: Path) -> None:
    """The web copy, the text and the HTML stay."""
    mail = sorted(path.name for path in (issued_project / f"out/newsletters/{EDITION}/mail").iterdir())
    assert mail == ["en.html", "en.txt", "km.html", "km.txt"]


def test_a_build_leaves_it_alone(project: Path) -> None:
    """The lock keeps its lines, and the mails their bytes."""
    before = [path.read_bytes() for path in sorted((project / "issued").rglob("*.eml"))]
    lines = editions(project)
    path = project / "entries/2024-10-10-upr-4-outcomes.yaml"
    path = path if path.exists() else next((project / "entries").rglob("*upr-4-outcomes*"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("Outcomes of", "The outcomes of"), encoding="utf-8"
    )
    build(project)
    assert [path.read_bytes() for path in sorted((project / "issued").rglob("*.eml"))] == before
    assert editions(project) == lines
    assert "The outcomes of" in (project / f"out/newsletters/{EDITION}/en.html").read_text(encoding="utf-8")


def test_the_same_is_issued_once(project: Path) -> None:
    """There is nothing to do a second time."""
    assert issue(project).returncode == NOTHING


def test_until_it_goes_out_it_may_be_issued_anew(project: Path) -> None:
    """The day on which it was first issued stays."""
    before = editions(project)
    (project / "editions").mkdir(exist_ok=True)
    (project / f"editions/{EDITION}.yaml").write_text("en: {subject: Another subject}\n")
    assert run(project, "newsletter", EDITION, "--now", NOW).returncode == DONE
    later = ("--now", "2026-12-24T09:00:00+07:00")
    assert issue(project, EDITION, *later).returncode == DONE
    after = editions(project)
    assert after[0]["sha256"] != before[0]["sha256"]
    assert after[1] == before[1]
    assert after[0]["issued"] == before[0]["issued"]


def test_a_copy_on_the_web_of_other_entries_stops_it(project: Path) -> None:
    """What readers find at the link is what they got."""
    (project / "editions").mkdir(exist_ok=True)
    (project / f"editions/{EDITION}.yaml").write_text("en: {note: Dear readers}\n")
    ended = issue(project)
    assert ended.returncode == PROBLEMS
    assert f"run cchr-feeds newsletter {EDITION}" in ended.stderr


@pytest.mark.parametrize("edition", a_few(["2024-Q4", "2024"], 1))
def test_a_quarter_comes_out_only_by_being_issued(project: Path, edition: str) -> None:
    """Then the feed of newsletters has it, from the moment of its issue."""
    run(project, "newsletter", edition, "--now", NOW)
    build(project)
    feed = project / "out/newsletters/en/atom.xml"
    assert f"newsletters/en/{edition}<" not in feed.read_text(encoding="utf-8")
    assert issue(project, edition).returncode == DONE
    text = feed.read_text(encoding="utf-8")
    entry = text.partition(f"newsletters/en/{edition}<")[2].partition("</entry>")[0]
    assert "<published>2026-11-25T09:00:00+07:00</published>" in entry


def test_a_late_entry_is_told_with_the_next_edition(project: Path) -> None:
    """The month that runs, where it has not been issued; --fix writes it, and then all is quiet."""
    (project / "entries/late-card.yaml").write_text(LATE.replace("category", "added: 2026-11-20\ncategory"))
    told = build(project).stderr
    assert "entries/late-card.yaml:2:12: warning: the newsletter of 2024-10 went out without this" in told
    assert "write edition: 2026-11" in told
    assert run(project, "check", "--fix", "--yes", "--now", NOW).returncode == DONE
    assert "edition: 2026-11\n" in (project / "entries/late-card.yaml").read_text()
    assert "went out without this" not in build(project).stderr


def test_a_late_translation_is_told_in_its_block(project: Path) -> None:
    """The other language's readers have it already."""
    path = next((project / "entries").rglob("*forced-evictions*.yaml"))
    khmer = "km:\n  title: ការបណ្ដេញចេញដោយបង្ខំ\n  summary: សេចក្ដីសង្ខេប\n  url: https://cchrcambodia.org/km/evictions\n"
    path.write_text(path.read_text(encoding="utf-8") + khmer, encoding="utf-8")
    told = run(project, "check", "--now", NOW).stderr
    assert "write edition: 2026-11 under km:" in told


def test_withdrawing_names_the_mails_that_hold_it(project: Path) -> None:
    """They can't be sent any more as they are."""
    ended = run(project, "withdraw", "forced-evictions-2024", "--reason", "A mistake", "--now", NOW)
    assert f"Issued mails hold it: {EDITION}." in ended.stdout


def test_another_folder_is_no_issue(project: Path, tmp_path: Path) -> None:
    """Only what readers get is issued."""
    ended = issue(project, EDITION, "--out", str(tmp_path / "elsewhere"))
    assert "only what readers get can be issued" in ended.stderr
