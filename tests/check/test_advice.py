"""Warnings worth a second look: given where there is reason, and not where there is none."""

from pathlib import Path

import pytest

from builds import PROJECTS
from cchr_feeds.check import check
from cchr_feeds.problem import Problem
from cchr_feeds.run import Run
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.source import read_project, without_suppressed
from cchr_feeds.source.checks.warnings import warnings_in
from commands import DONE, RIGHT, run
from outputs import MOMENT
from project_files import SITE, a_project, an_entry_file

KHMER = "របាយការណ៍ស្ដីពីសិទ្ធិដីធ្លីនៅកម្ពុជា និងសិទ្ធិមនុស្ស ដែលត្រូវបានរំលោភបំពានជាញឹកញាប់"
LONG = "What the report says, in a sentence or two that are long enough."


def advice_on(folder: Path, text: str = "", **files: str) -> list[Problem]:
    """What is advised on a project with one entry, but for what lacks a translation."""
    a_project(folder, **({"entries/a.yaml": text} if text else {}), **files)
    return [each for each in warnings_in(folder, read_project(folder), MOMENT) if each.code != "untranslated"]


def english(title: str = "A report", summary: str = LONG, **fields: str) -> str:
    """An entry in English."""
    below = "".join(f"\n  {name}: {value}" for name, value in fields.items())
    return an_entry_file(en=f"\n  title: {title}\n  summary: {summary}{below}")


def khmer(summary: str) -> str:
    """An entry in Khmer."""
    return an_entry_file(en="", km=f"\n  title: ភាពធន់\n  summary: {summary}")


def test_nothing_is_advised_where_all_is_well(tmp_path: Path) -> None:
    """The usual entry is left in peace."""
    image = "{url: https://example.org/a.png, alt: A map}"
    assert advice_on(tmp_path, english(url="https://www.example.org/a", image=image)) == []


def test_a_whole_sentence_in_khmer_is_long_enough(tmp_path: Path) -> None:
    """Its clusters say more than Latin letters do."""
    sentence = "អង្គការបានចេញសេចក្តីថ្លែងការណ៍មួយនៅថ្ងៃនេះ។"
    assert len(clusters(sentence)) < 40
    assert advice_on(tmp_path, khmer(sentence)) == []


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        (english(summary="New."), "summary", (6, 12), "has 4 letters only"),
        (english(summary="N"), "summary", (6, 12), "has 1 letter only"),
        (khmer("អង្គការចេញសេចក្តីថ្លែង"), "summary", (6, 12), "letters only"),
        (english(summary="A word. " * 300), "summary", (6, 12), "2,399 letters"),
        (an_entry_file(), "summary", (4, 5), "no summary"),
        (english(title="A REPORT ON ALL RIGHTS"), "capitals", (5, 10), "all capitals"),
        (english(image="{url: https://example.org/a.png}"), "alt", (7, 10), "no description"),
        (
            english(image="{url: http://example.org/a.png, alt: A}"),
            "insecure",
            (7, 16),
            "an http: address",
        ),
        (
            english(image="{url: https://example.org/a.webp, alt: A}"),
            "picture",
            (7, 16),
            "WebP pictures",
        ),
        (english(image="{url: 'https://example.org/a%20b.SVG?c', alt: A}"), "picture", (7, 16), "'a b.SVG'"),
        (english(url="https://examp1e.org/a"), "look-alike", (7, 8), "example.org"),
        (english(url="https://example.com/a"), "look-alike", (7, 8), "example.org"),
        (english(summary=f"Today, 11 October 2024, it is out. {LONG}"), "said-date", (6, 12), "2024-10-10"),
        (english(summary=f"Today, October 9, 2024, it is out. {LONG}"), "said-date", (6, 12), "2024-10-10"),
        (english(summary=f"Phnom Penh, 9 October 2024 – {LONG}"), "said-date", (6, 12), "9 October 2024"),
        (english(summary="''", body=f"ASEAN (9 October 2024) - {LONG}"), "said-date", (7, 9), "2024-10-10"),
        (khmer(f"ថ្ងៃនេះ ថ្ងៃទី៩ ខែតុលា ឆ្នាំ២០២៤ {KHMER}"), "said-date", (6, 12), "2024-10-10"),
        (khmer(f"រាជធានីភ្នំពេញ ថ្ងៃទី៩ ខែតុលា ឆ្នាំ២០២៤ ៖ {KHMER}"), "said-date", (6, 12), "2024-10-10"),
        (english(body="See [it](https://examp1e.org/a)."), "look-alike", (7, 9), "examp1e.org"),
    ],
)
def test_advice_stands_where_it_belongs(
    tmp_path: Path, text: str, code: str, place: tuple[int, int], words: str
) -> None:
    """Each kind has its place and says what it is about; it stops nothing."""
    (found,) = advice_on(tmp_path, text)
    assert (found.code, found.line, found.column, found.severity) == (code, *place, "warning")
    assert words in found.message
    assert found.fix


@pytest.mark.parametrize(
    "text",
    [
        english(summary=f"Today, 10 October 2024, it is out. {LONG}"),
        english(summary=f"Today, October 10, 2024, it is out. {LONG}"),
        english(summary=f"On 8 May 2024 states met. {LONG}"),
        english(title="UPR4 CCHR"),
        english(title="COVID-19"),
        english(url="https://www.example.org/a"),
        english(url="https://www.ohchr.org/a"),
        english(url="https://km.example.org/a"),
        english(body="See [us](https://km.example.org/a), or [write](mailto:a@example.net)."),
        khmer(f"ថ្ងៃនេះ ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤ {KHMER}"),
        khmer(f"កាលពីថ្ងៃទី៩ ខែតុលា ឆ្នាំ២០២៤ {KHMER}"),
        english(body="Only a body."),
        an_entry_file(
            published="2024-10", en=f"\n  title: A\n  summary: Today, 9 October 2024, it is. {LONG}"
        ),
        an_entry_file(en="\n  title: A\n  body: A text of its own."),
    ],
)
def test_what_is_usual_brings_no_advice(tmp_path: Path, text: str) -> None:
    """Other dates in a text, acronyms, other people's sites, subdomains."""
    assert advice_on(tmp_path, text) == []


def test_a_chinese_summary_has_fewer_letters() -> None:
    """Two sentences are no more than 30; only the entry with a few words is told so, in both languages."""
    folder = PROJECTS / "zh-vi"
    found = [each for each in warnings_in(folder, read_project(folder), MOMENT) if each.code == "summary"]
    assert [(each.path, each.line) for each in found] == [("entries/wrong-map.yaml", line) for line in (5, 6)]


def test_a_translation_that_was_left_behind_is_named(tmp_path: Path) -> None:
    """The main language changed; who brings the other up to date gives it a date of its own."""
    entry = an_entry_file(
        en=f"\n  title: A report\n  summary: {LONG}\n  updated: 2024-11-02",
        km="\n  title: ភាពធន់\n  body: ភាពធន់",
    )
    (found,) = advice_on(tmp_path, entry)
    assert (found.code, found.line) == ("outdated", 9)
    assert advice_on(tmp_path, f"{entry}  updated: 2024-11-05\n") == []


def test_what_is_not_translated_is_told_once_a_language(tmp_path: Path) -> None:
    """Not once an entry; drafts do not count."""
    files = {f"entries/{number}.yaml": an_entry_file(id=f"e-{number}") for number in range(8)}
    files["entries/k.yaml"] = an_entry_file(id="k", km="{title: ភាពធន់}")
    folder = a_project(tmp_path, **files, **{"entries/d.yaml": an_entry_file(id="d", draft="true")})
    found = [
        each for each in warnings_in(folder, read_project(folder), MOMENT) if each.code == "untranslated"
    ]
    assert [(each.path, each.line) for each in found] == [("site.yaml", 8)]
    assert found[0].message == "entries with no 'km' text: 8 of 9 (e-0, e-1, e-2, e-3, e-4 and 3 more)"


def test_a_name_that_is_too_long_for_a_line_is_told(tmp_path: Path) -> None:
    """It is not kept together, as the shorter one is."""
    folder = a_project(tmp_path, **{"site.yaml": f"{SITE}keep_together: [{'កា' * 24}, {'កា' * 25}]\n"})
    (found,) = warnings_in(folder, read_project(folder), MOMENT)
    assert (found.code, found.message[:19]) == ("length", "this has 25 letters")


def test_a_list_of_addresses_has_no_secret_to_change(tmp_path: Path) -> None:
    """Unlike a password, which may be known to others by now."""
    readers = "".join(f"reader{number}@example.org\n" for number in range(25))
    folder = a_project(tmp_path, **{"readers.csv": readers, ".env": "PASSWORD=open-sesame-1"})
    secret, listed = (each.fix for each in warnings_in(folder, read_project(folder), MOMENT))
    assert ("change the secret" in secret, "change the secret" in listed) == (True, False)


@pytest.mark.parametrize(
    ("path", "content", "place"),
    [
        ("readers.csv", "".join(f"reader{number}@example.org\n" for number in range(20)), (1, 1)),
        ("entries/old/list.txt", " ".join(f"reader{number}@example.org" for number in range(30)), (1, 1)),
        (".env", "A=1\nSMTP_PASSWORD=open-sesame-1\n", (2, 6)),
        ("notes.md", "the api_key: 0123456789abcdef\n", (1, 5)),
        ("sign.txt", "-----BEGIN PRIVATE KEY-----\nAAAA\n", (1, 1)),
        ("server.key", "anything", (1, 1)),
    ],
)
def test_private_things_in_the_project_are_told(
    tmp_path: Path, path: str, content: str, place: tuple[int, int]
) -> None:
    """Lists of addresses, passwords and keys, in the project's own folders."""
    folder = a_project(tmp_path, **{path: content})
    found = [each for each in warnings_in(folder, read_project(folder), MOMENT) if each.code == "private"]
    assert [(each.path, each.line, each.column) for each in found] == [(path, *place)]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("contacts.txt", "office@example.org, press@example.org"),
        ("notes.md", "The password: ask the webmaster. Passwords are changed yearly; secret: no"),
        ("deploy.yml", "password: ${{ secrets.SMTP }}\ntoken: $TOKEN\n"),
        ("out/list.txt", " ".join(f"reader{number}@example.org" for number in range(30))),
        ("src/list.txt", " ".join(f"reader{number}@example.org" for number in range(30))),
    ],
)
def test_what_is_no_secret_is_left_in_peace(tmp_path: Path, path: str, content: str) -> None:
    """Contacts, talk of passwords, references to them, and folders that are not the project's."""
    folder = a_project(tmp_path, **{path: content})
    assert [
        each for each in warnings_in(folder, read_project(folder), MOMENT) if each.code == "private"
    ] == []


@pytest.mark.parametrize(
    ("remark", "silent"),
    [
        ("# W071 is meant", True),
        ("# W071 and W073 are meant.", True),
        ("# Meant so: W071 (not meant otherwise)", True),
        ("# W073 is meant", False),
        ("# W071 was read", False),
        ("# E071 is meant", False),
    ],
)
def test_a_remark_silences_the_warning_it_names(tmp_path: Path, remark: str, silent: bool) -> None:
    """In its own file, and no other warning."""
    folder = a_project(tmp_path, **{"entries/a.yaml": f"{remark}\n{an_entry_file()}", "site.yaml": SITE})
    found = without_suppressed(folder, warnings_in(folder, read_project(folder), MOMENT))
    assert ("summary" not in {each.code for each in found}) is silent


def test_an_error_is_never_meant(tmp_path: Path) -> None:
    """No comment lets it pass."""
    folder = a_project(tmp_path, **{"entries/a.yaml": "# W018 is meant, E018 too\n"})
    error = Problem("entries/a.yaml", 1, 1, "date", "it is wrong")
    assert without_suppressed(folder, [error]) == [error]


# --- the feeds themselves -------------------------------------------------------------------------


def warnings(folder: Path) -> list[tuple[str, int, str]]:
    """Where `check` warns of what, but for advice on texts."""
    outcome = check(Run(folder, folder / "out", MOMENT, progress=lambda _: None))
    codes = ("untranslated", "same-time", "same-page")
    return [(each.path, each.line, each.message) for each in outcome.warnings if each.code in codes]


def test_a_language_without_entries_is_a_warning(tmp_path: Path) -> None:
    """At its place in site.yaml, with what to do; it stops nothing."""
    ended = run(a_project(tmp_path, **RIGHT), "check")
    assert ended.returncode == DONE
    assert "warning: there is no entry in 'km' yet, so its feeds are empty" in ended.stderr
    assert "add km: to an entry, or remove km from site.yaml" in ended.stderr
    assert "    W069 | km: " in ended.stderr


def test_a_project_without_any_entry_is_not_warned_of_languages(tmp_path: Path) -> None:
    """Each of them is empty, and that is how projects begin."""
    assert warnings(a_project(tmp_path)) == []


def test_entries_of_one_second_are_told_once(tmp_path: Path) -> None:
    """A category's feed holds both too, and a translation may have another time."""
    same = {"published": "2024-10-10T09:00", "km": "{title: ក, published: 2024-10-11T09:00}"}
    one = an_entry_file(id="a", published=same["published"], km="{title: ក}")
    files = {"entries/a.yaml": one, "entries/b.yaml": an_entry_file(id="b", **same)}
    ((path, _, message),) = warnings(a_project(tmp_path, **files))
    assert path == "entries/b.yaml"
    assert message == "b and a have the same time to the second; some feed readers show only one of them"


def test_entries_that_share_no_feed_any_more_may_have_one_second(tmp_path: Path) -> None:
    """Readers do not go through archives by time."""
    same = {
        f"entries/{name}.yaml": an_entry_file(id=name, published="2024-10-10T09:00") for name in ("a", "b")
    }
    newer = {
        f"entries/{number}.yaml": an_entry_file(id=f"e-{number}", published=f"2024-11-10T09:{number:02}")
        for number in range(50)
    }
    assert [each for each in warnings(a_project(tmp_path, **same, **newer)) if "second" in each[2]] == []


@pytest.mark.parametrize(
    ("language", "date", "told"),
    [
        ("km", "2083-08-12", "correct the year"),
        ("ne", "2083-08-12", "2083 is probably a year of the Bikram Sambat calendar (56 or 57 more)"),
        ("ne", "२०८३-०८", "write the Gregorian date, such as 2026-01-15"),
    ],
)
def test_a_date_years_ahead_is_told(tmp_path: Path, language: str, date: str, told: str) -> None:
    """Nobody would see the entry until then; in Nepal, such a year is of another calendar."""
    site = SITE.replace("km:", f"{language}:")
    entry = an_entry_file(en=f"\n  title: A\n  summary: {LONG}\n  published: {date}")
    folder = a_project(tmp_path, **{"site.yaml": site, "entries/a.yaml": entry})
    found = run(folder, "check", "--now", "2026-01-15T09:00Z").stderr
    assert "entries/a.yaml:7:14: warning: the year" in found
    assert told in found
    assert "is still to come" not in run(folder, "check", "--now", "2100-01-15T09:00Z").stderr
