"""`new`: the file that it writes, what it asks for, and what it refuses."""

import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builds import tree
from cchr_feeds.errors import WrongUsage
from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.publication import Publication, Translation
from cchr_feeds.model.values import id_of_words, identifier, untaken
from cchr_feeds.new_entry import (
    UNKNOWN,
    CreatedEntry,
    EntryInput,
    NewEntryContext,
    create_entry,
    new_entry_context,
)
from cchr_feeds.problem import InvalidValue
from cchr_feeds.source import read_project
from commands import DONE, INTERRUPTED, PROBLEMS, USAGE, conversation, run
from extent import examples
from project_files import SITE, a_project, an_entry_file

pytestmark = pytest.mark.usefixtures("measured_commands")

NOW = "2026-11-25T18:30:45+00:00"  # in Phnom Penh it is the day after
MOMENT = datetime.fromisoformat(NOW)
TITLE, SUMMARY = 'Land: a report, "B" #1', "It says: what we found; and more."
BASIC = ("new", "--title", "A report", "--category", "fact-sheet", "--now", NOW)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one entry, whose id is report."""
    return a_project(tmp_path / "project", **{"entries/report.yaml": an_entry_file()})


def text_of(project: Path, name: str) -> str:
    """An entry's file."""
    return (project / f"entries/{name}.yaml").read_text(encoding="utf-8")


# --- the file -------------------------------------------------------------------------------------

WRITTEN = """\
# Lines that start with # are comments, which readers never see.
# To use a field that stands in one, take the # and the space behind it away.
id: land-a-report-b-1  # the permanent id; once published, never change it
published: 2026-11-26  # the day it comes out; only the month (2024-10) or the year, if no more is known
added: 2026-11-26T01:30+07:00  # when it came into this folder
category: fact-sheet
draft: true  # nothing of it reaches readers; take this line away when it is ready
# topics: [land, elections]  # free words to find it by
# edition: 2024-10  # the month of the newsletter it belongs to, if not that of published
# updated: 2024-10-10  # the day of a change that readers should notice
# authors: [{name: A partner organisation}]  # if it is not only your own organisation's

en:
  title: "Land: a report, \\"B\\" #1"
  summary: >-
    It says: what we found; and more.
  # body: |
  #   The full text, in Markdown: **bold**, *italic*, [words](https://example.org/).
  # url: https://example.org/report  # where it can be read; without it, a page is made
  # files: [{file: report.pdf, title: The report}]  # documents beside this file
  # image: {url: https://example.org/picture.jpg, alt: What it shows}

# km:
#   title:
#   summary: >-
#     …
"""


def test_a_commented_file_is_written(project: Path) -> None:
    """With the day and the moment in the site's time zone, and comments on all that may be added."""
    ended = run(project, *BASIC[:2], TITLE, *BASIC[3:], "--summary", SUMMARY)
    assert (ended.returncode, ended.stderr) == (DONE, "")
    assert ended.stdout.splitlines() == [
        "entries/land-a-report-b-1.yaml is written; the entry's permanent id is land-a-report-b-1.",
        ("To fix: --summary en: this summary has 33 letters only; write two or three sentences about it"),
        'Next: fill in the rest there, delete "draft: true", and run "cchr-feeds check".',
    ]
    assert text_of(project, "land-a-report-b-1") == WRITTEN


def test_check_refuses_nothing_in_it(project: Path) -> None:
    """In one language or in both."""
    run(project, *BASIC, "--id", "one")
    run(project, *BASIC, "--id", "two", "--title", "km=ភាពធន់", "--url", "https://example.org/a")
    ended = run(project, "check", "--now", NOW)
    assert ended.returncode == DONE
    assert "2 are waiting for their date or are drafts. " in ended.stdout
    assert "error: " not in ended.stderr


def test_all_is_told_that_check_warns_of(project: Path) -> None:
    """Of this entry and of no other: also what others have to say of it."""
    a_project(project, **{"entries/other.yaml": an_entry_file(id="other", en="{title: THE OTHER REPORT}")})
    words = ("--summary", "short", "--url", "https://examp1e.org/x")
    titles = ("--title", "FORCED EVICTIONS", "--title", "km=ភាពធន់")
    ended = run(
        project, "new", *titles, "--category", "fact-sheet", *words, "--ready", "--json", "--now", NOW
    )
    notes = json.loads(ended.stdout)["notes"]
    checked = json.loads(run(project, "check", "--json", "--now", NOW).stdout)["warnings"]
    of_it = [each for each in checked if each["path"] == "entries/forced-evictions.yaml"]
    assert {each["number"] for each in of_it} == {"W071", "W073", "W074"}
    assert sorted(note.partition(": ")[2] for note in notes) == sorted(
        f"{each['message']}; {each['fix']}" for each in of_it
    )


def test_a_title_that_is_there_twice_is_told(project: Path) -> None:
    """With the file that has it."""
    words = ("--category", "fact-sheet", "--published", "2024-10-10", "--now", NOW)
    run(project, "new", "--title", "Land and law", *words)
    ended = run(project, "new", "--title", "Land and law", *words)
    assert "--title en: entries/land-and-law.yaml has the same title and the same date" in ended.stdout


def with_fields_of_comments(project: Path, title: str) -> Publication:
    """The entry a-report after every # was deleted, as its file says; that needs a file, too, and a title."""
    head, _, rest = text_of(project, "a-report").partition("id: ")
    used = re.sub(r"^( *)# ", r"\1", rest, flags=re.MULTILINE).replace("title:\n", f"title: {title}\n")
    written = head + "id: " + used.replace("draft: true", "draft: false")
    a_project(project, **{"entries/a-report.yaml": written, "entries/report.pdf": "%PDF-1.7"})
    return read_project(project).publications["a-report"]


def test_every_field_in_a_remark_can_be_used(project: Path) -> None:
    """By deleting its #."""
    run(project, *BASIC)
    publication = with_fields_of_comments(project, "ភាពធន់")
    english = publication.translations["en"]
    assert publication.topics == ("land", "elections")
    assert (str(publication.edition), publication.authors[0].name) == ("2024-10", "A partner organisation")
    assert publication.updated is not None
    assert (english.url, english.files[0].title) == ("https://example.org/report", "The report")
    assert english.summary.startswith("Plain text, which the newsletter shows.")
    assert english.body.startswith("The full text, in Markdown: **bold**")
    assert english.image is not None
    assert publication.translations["km"].title == "ភាពធន់"


def test_comments_are_in_the_language_of_messages(project: Path) -> None:
    """And every field in them can be used there, too."""
    words = ("--title", "km=ភាពធន់", "--category", "fact-sheet", "--id", "a-report", "--now", NOW)
    assert run(project, "new", *words, "--ui", "km").returncode == DONE
    comments = re.findall("#.*", text_of(project, "a-report"))
    assert comments[0] == "# បន្ទាត់ដែលចាប់ផ្ដើមដោយ # ជាកំណត់សម្គាល់ ដែលអ្នកអានមិនឃើញ។"
    assert not re.search("[a-z]{3} [a-z]{3}", " ".join(comments))
    publication = with_fields_of_comments(project, "Resilience")
    assert publication.translations["en"].title == "Resilience"
    assert publication.translations["km"].body.startswith("អត្ថបទពេញ ជា Markdown៖ **ដិត**")
    assert (str(publication.edition), publication.authors[0].name) == ("2024-10", "អង្គការដៃគូ")


def test_programs_are_told_what_was_written(project: Path) -> None:
    """And the file holds what they said."""
    ended = run(
        *(project, *BASIC, "--title", "km=ភាពធន់", "--url", "km=https://example.org/ភាពធន់", "--json"),
        *("--category", "infographic", "--published", "2024-10", "--id", "the-id", "--ready"),
    )
    assert json.loads(ended.stdout) == {
        "ok": True,
        "exit_code": DONE,
        "id": "the-id",
        "path": "entries/the-id.yaml",
        "published": "2024-10",
        "draft": False,
        "languages": ["en", "km"],
        "notes": [
            f"{language}: there is a title but no summary; add summary: with two or three sentences"
            for language in ("en", "km")
        ],
        "waits_until": "",
    }
    publication = read_project(project).publications["the-id"]
    assert publication.category == ("fact-sheet", "infographic")
    assert publication.published == PartialDate(datetime.fromisoformat("2024-10-01"), Precision.MONTH)
    khmer = publication.translations["km"]
    assert (khmer.title, (khmer.url or "").isascii()) == ("ភាពធន់", True)


def test_a_date_that_nobody_knows_is_left_out(project: Path) -> None:
    """Then the moment when it came in stands in for it."""
    run(project, *BASIC, "--published", UNKNOWN)
    publication = read_project(project).publications["a-report"]
    assert publication.published is None
    assert publication.added == PartialDate(datetime.fromisoformat("2026-11-26T01:30+07:00"), Precision.TIME)


def test_an_entry_is_a_draft_until_somebody_says_that_it_is_ready(project: Path) -> None:
    """Nothing of a draft is in what is built."""
    run(project, *BASIC, "--id", "secret", "--summary", "Most secret.")
    run(project, "build", "--now", NOW)
    assert not any(b"ecret" in (content or b"") for content in tree(project / "out").values())
    ended = run(project, *BASIC, "--id", "public", "--ready")
    assert 'Next: run "cchr-feeds check". The next build shows it to readers.' in ended.stdout
    run(project, "build", "--now", NOW)
    assert "public/en" in (project / "out/en/atom.xml").read_text(encoding="utf-8")


def test_an_entry_that_waits_for_its_date_says_until_when(project: Path) -> None:
    """In the site's time zone; a draft of the past waits for nothing but its release."""
    ended = run(project, *BASIC, "--published", "2027-12-10T09:00", "--ready", "--now", NOW)
    assert "no build shows it before 2027-12-10 09:00." in ended.stdout
    assert "build once more when its date has come" in ended.stdout
    assert "The next build shows it" not in ended.stdout
    ended = run(project, *BASIC, "--id", "a-day", "--published", "2027-12-10", "--now", NOW)
    assert "no build shows it before 2027-12-10 00:00." in ended.stdout
    ended = run(project, *BASIC, "--id", "past", "--published", "2024-12-10", "--now", NOW)
    assert "waits" not in ended.stdout


def test_what_check_would_warn_of_is_said(project: Path) -> None:
    """One address for both languages sends the readers of one to the page of the other."""
    page = "https://example.org/a"
    ended = run(project, *BASIC, "--title", "km=ភាពធន់", "--url", page, "--url", f"km={page}")
    assert ended.returncode == DONE
    assert "To fix: --url km: this is also the address of the 'en' text; write " in ended.stdout


def test_khmer_for_an_old_font_is_warned_of_in_any_block(project: Path) -> None:
    """It can't be read; and no id, which would stay for ever, is made of it."""
    ended = run(
        project, "new", "--title", "siT§imnusS esckþIEføgkar", "--category", "fact-sheet", "--now", NOW
    )
    assert ended.returncode == DONE
    assert "To fix: --title en: this looks like Khmer for an old font" in ended.stdout
    assert (project / "entries/fact-sheet-2026-11-26.yaml").exists()


def test_nothing_is_overwritten(project: Path) -> None:
    """A file that has the name of the new entry's id stays; the new one gets another name."""
    a_project(project, **{"entries/a-report.yaml": an_entry_file(id="other")})
    before = text_of(project, "a-report")
    assert json.loads(run(project, *BASIC, "--json").stdout)["path"] == "entries/a-report-2.yaml"
    assert text_of(project, "a-report") == before


def test_a_mistake_in_another_entry_is_in_nobodys_way(project: Path) -> None:
    """But its id is taken all the same."""
    a_project(project, **{"entries/wrong.yaml": an_entry_file(id="a-report", published="soon")})
    ended = run(project, *BASIC)
    assert ended.returncode == DONE
    assert "the entry's permanent id is a-report-2." in ended.stdout


def test_a_mistake_in_site_yaml_is_told_first(project: Path) -> None:
    """Without it the languages and categories are not known."""
    a_project(project, **{"site.yaml": SITE.replace("Asia/Phnom_Penh", "Phnom Penh")})
    ended = run(project, *BASIC)
    assert ended.returncode == PROBLEMS
    assert "site.yaml:5:11: error: 'Phnom Penh' is not a time zone" in ended.stderr


def test_a_folder_for_entries_is_made(tmp_path: Path) -> None:
    """Where a project has none yet."""
    project = a_project(tmp_path)
    assert run(project, *BASIC).returncode == DONE
    assert list(read_project(project).publications) == ["a-report"]


# --- ids ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "proposal"),
    [
        ({"en": "Outcomes of Cambodia’s Fourth UPR"}, "outcomes-of-cambodias-fourth-upr"),
        ({"en": "A report"}, "a-report-2"),
        ({"en": "Gone for good"}, "gone-for-good-2"),
        ({"en": "Café à la carte"}, "cafe-a-la-carte"),
        ({"km": "ភាពធន់", "en": "Resilience"}, "resilience"),
        ({"km": "UPR"}, "upr"),
        ({"en": "siT§imnusS esckþIEføgkar"}, "fact-sheet-2026-11-26"),
        ({"km": "siT§imnusS esckþIEføgkar", "en": "Resilience"}, "resilience"),
        ({"km": "ភាពធន់"}, "fact-sheet-2026-11-26"),
        ({"en": "Con"}, "fact-sheet-2026-11-26"),
        ({"en": "word " * 40}, "-".join(["word"] * 12)),
    ],
    ids=str,
)
def test_an_id_is_proposed(tmp_path: Path, titles: dict[str, str], proposal: str) -> None:
    """Of the English title's words; never one that an entry has, or that readers were given once."""
    entry = {
        "entries/a.yaml": an_entry_file(id="a-report"),
        "entries/b.yaml": an_entry_file(id="gone-for-good"),
    }
    project = a_project(tmp_path, **entry)
    run(project, "build", "--only", "feeds", "--now", NOW)
    (project / "entries/b.yaml").unlink()
    assert new_entry_context(project, MOMENT).proposed_id(titles, ["fact-sheet"]) == proposal


@given(st.text(max_size=90))
def test_a_proposed_id_is_an_id(text: str) -> None:
    """Or there is none."""
    proposal = id_of_words(text)
    assert not proposal or identifier(proposal) == proposal


@given(st.sets(st.sampled_from(["a", "a-2", "a-3", "b"])))
def test_a_proposal_is_not_taken(taken: set[str]) -> None:
    """Whatever is."""
    assert untaken("a", taken) not in taken


# --- any text -------------------------------------------------------------------------------------

ANY = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\n\n  -:[]{}#&*!|>'\"%@`,?\\\t=~<ក្\u200b"),
        st.sampled_from("ab cd"),
    ),
    max_size=60,
)


def as_stored(start: NewEntryContext, name: str, text: str) -> str:
    """A text as a field would hold it; nothing where it can't."""
    try:
        return start.stored(name, text)
    except InvalidValue:
        return ""


def begun(start: NewEntryContext, words: EntryInput) -> tuple[CreatedEntry | None, str]:
    """What was written, or why nothing was."""
    try:
        return create_entry(start, words), ""
    except WrongUsage as refused:
        return None, str(refused)


@settings(max_examples=examples(200))
@example(title="true", summary="---\n...\n# a")
@example(title="- a", summary="a  b\n\n\n c ")
@example(title="a: b", summary=("word " * 60).strip())
@given(title=ANY, summary=ANY)
def test_any_text_that_a_field_can_hold_reads_back(tmp_path: Path, title: str, summary: str) -> None:
    """What is typed is what the project then says, letter by letter."""
    start = new_entry_context(a_project(tmp_path), MOMENT)
    title, summary = as_stored(start, "title", title), as_stored(start, "summary", summary)
    if not title:
        return
    given_text = EntryInput({"en": title}, ("fact-sheet",), {"en": summary} if summary else {})
    done, reason = begun(start, given_text)
    if done is None:
        assert "not in the letters of 'en'" in reason  # other letters, in a text that is said to be English
        return
    try:
        (publication,) = read_project(tmp_path).publications.values()
        assert publication.translations == {"en": Translation(title=title, summary=summary)}
    finally:
        (tmp_path / done.path).unlink()


# --- what is refused ------------------------------------------------------------------------------

REFUSED = {
    "no title": (["--category", "fact-sheet"], 'an entry needs a title and a category; add --title en="…"'),
    "no category": (["--title", "A"], "add --category with infographic, fact-sheet"),
    "no such category": (
        ["--title", "A", "--category", "factsheet"],
        "--category: 'factsheet' is not a category",
    ),
    "nothing": (
        ["--title", "A", "--category", ""],
        "is written here; write one of infographic, fact-sheet\n",
    ),
    "no term": (["--title", "A", "--category", "ព័ត៌"], "term; write one of infographic, fact-sheet\n"),
    "category twice": ([*BASIC[1:5], "--category", "fact-sheet"], "the category 'fact-sheet' is named twice"),
    "no such language": (
        ["--title", "fr=Un", "--category", "fact-sheet"],
        "--title: 'fr' is not a language of this",
    ),
    "title twice": (
        [*BASIC[1:5], "--title", "en=B"],
        "--title: give one for each language, as in --title en=…",
    ),
    "empty title": (["--title", " ", "--category", "fact-sheet"], "--title: nothing is written here"),
    "two lines": (["--title", "A\nB", "--category", "fact-sheet"], "--title: this must be one line"),
    "control": (["--title", "A\x07", "--category", "fact-sheet"], "--title: U+0007 is a control character"),
    "no address": ([*BASIC[1:5], "--url", "example.org"], "--url: 'example.org' is not a full address"),
    "no title for it": (
        [*BASIC[1:5], "--summary", "km=ក"],
        "--summary: there is no title in 'km'; add --title km=",
    ),
    "no date": ([*BASIC[1:5], "--published", "10/10/2024"], "--published: '10/10/2024' is not a date"),
    "another's date": ([*BASIC[1:5], "--published", "13/10/2024"], "write the year first: 2024-10-13"),
    "a label": (["--title", "A", "--category", "Fact sheet"], "did you mean fact-sheet?"),
    "no id": ([*BASIC[1:5], "--id", "A b"], "--id: 'A b' is not an id; use 1 to 80 of a-z"),
    "id taken": (
        [*BASIC[1:5], "--id", "report"],
        "the id 'report' is taken by entries/report.yaml; write report-2",
    ),
    "unreadable": (
        [*BASIC[1:5], "--title", "km=ភាពធន់", "--summary", "km=" + "áž—áž¶áž–áž’áž“áŸ‹ " * 10],
        "--summary km: this text was saved or copied in a wrong encoding",
    ),
}


@pytest.mark.parametrize(("words", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_check_would_refuse_is_not_written(project: Path, words: list[str], reason: str) -> None:
    """The option is named, with what to write instead."""
    before = tree(project)
    ended = run(project, "new", *words, "--now", NOW)
    assert (ended.returncode, ended.stdout) == (USAGE, "")
    assert reason in ended.stderr
    assert tree(project) == before


def test_an_id_that_was_published_once_is_never_used_again(project: Path) -> None:
    """Even when its file has gone."""
    run(project, "build", "--only", "feeds", "--now", NOW)
    (project / "entries/report.yaml").unlink()
    ended = run(project, *BASIC, "--id", "report")
    assert ended.returncode == USAGE
    assert "--id: 'report' was published before; write report-2, or another" in ended.stderr


# --- on a terminal --------------------------------------------------------------------------------


def test_a_terminal_is_asked(project: Path) -> None:
    """For everything in turn; what can't be is asked for again, and Enter takes what is proposed."""
    code, shown = conversation(
        project,
        [
            ("Title, English (en): ", "Land: a report"),
            ("Title, ខ្មែរ (km): ", ""),
            ("Category: infographic, fact-sheet: ", ""),
            ("Error: nothing is written here; write one of infographic", "factsheet"),
            ("did you mean fact-sheet?", "fact-sheet"),
            ("Summary, English (en): ", ""),
            ("Address where it can be read, English (en): ", "https://example.org/land"),
            ("When was it published? A date, or: unknown [2026-11-26]: ", ""),
            ("Its permanent id [land-a-report]: ", "land"),
            ("Show it to readers with the next build? [y/N]: ", "y"),
        ],
        *("new", "--now", NOW),
    )
    assert code == DONE, shown
    (publication,) = (each for key, each in read_project(project).publications.items() if key == "land")
    expected = Translation(title="Land: a report", url="https://example.org/land")
    assert (publication.translations, publication.draft) == ({"en": expected}, False)


def test_a_terminal_is_asked_for_a_title_until_there_is_one(project: Path) -> None:
    """In any of the languages."""
    questions = [
        ("(en): ", ""),
        ("(km): ", ""),
        ("Error: there is no title; write it in one language at least", ""),
        ("(km): ", "ភាពធន់"),
        ("(km): ", ""),
        ("(km): ", ""),
    ]
    rest = [("unknown [", ""), ("[fact-sheet-2026-11-26]: ", ""), ("[y/N]: ", "")]
    code, shown = conversation(project, [*questions, *rest], "new", "--category", "fact-sheet", "--now", NOW)
    assert code == DONE, shown
    assert read_project(project).publications["fact-sheet-2026-11-26"].draft


def test_who_says_all_that_is_needed_is_asked_nothing(project: Path) -> None:
    """On a terminal too."""
    code, shown = conversation(project, [], *BASIC)
    assert (code, shown.count("\n")) == (DONE, 3)


def test_who_stops_at_a_question_has_written_nothing(project: Path) -> None:
    """Ctrl-C is an answer."""
    before = tree(project)
    code, shown = conversation(project, [("(en): ", "A"), ("(km): ", "\x03")], "new", "--now", NOW)
    assert (code, tree(project)) == (INTERRUPTED, before)
    assert shown.endswith("stopped; nothing was written\n")
    assert "Traceback" not in shown


def test_what_is_wrong_with_an_answer_is_told_in_khmer(project: Path) -> None:
    """With its first word."""
    questions = [("(en): ", "A"), ("(km): ", ""), ("fact-sheet: ", "letter"), ("កំហុស៖ ", "\x03")]
    code, shown = conversation(project, questions, "new", "--now", NOW, "--ui", "km")
    assert (code, "Error" in shown) == (INTERRUPTED, False)


def test_a_former_term_is_taken_for_the_one_of_now(tmp_path: Path) -> None:
    """Which is what the file says, and the only one that is offered."""
    site = SITE.replace("fact-sheet: {", "fact-sheet: {former: [sheet, press-release], ")
    project = a_project(tmp_path / "project", **{"site.yaml": site})
    run(project, "new", "--title", "A report", "--category", "press-release", "--now", NOW)
    assert "\ncategory: fact-sheet\n" in text_of(project, "a-report")
    ended = run(project, "new", "--title", "Another", "--now", NOW)
    assert "--category with infographic, fact-sheet" in ended.stderr
    assert "press-release" not in ended.stderr


def test_the_only_category_is_not_asked_for(tmp_path: Path) -> None:
    """There is no choice."""
    project = a_project(tmp_path, **{"site.yaml": SITE.partition("  fact-sheet")[0]})
    assert run(project, "new", "--title", "A report", "--now", NOW).returncode == DONE
    assert read_project(project).publications["a-report"].category == ("infographic",)
