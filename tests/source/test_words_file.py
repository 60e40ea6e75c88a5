"""A publisher's own words to readers: the file that `words` begins, what `check` says, what readers see."""

import json
from pathlib import Path

import pytest

from cchr_feeds.source import read_project
from cchr_feeds.source.autofix import fixed_files
from cchr_feeds.source.words_file import write_words
from cchr_feeds.text.wording import english_texts
from commands import DONE, PROBLEMS, USAGE, run
from project_files import MARK, SITE, a_project, an_entry_file, problems_of

IN_FIVE = SITE.replace(
    "  km: {name",
    "  xx: {organisation: Xo}\n  ar: {organisation: منظمة}\n  ru: {organisation: Организация}\n  km: {name",
)
"""Some of these languages have none of our words."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in five languages with an entry in Arabic."""
    entry = an_entry_file(ar="{title: تقرير عن حقوق الإنسان}")
    return a_project(tmp_path / "project", **{"site.yaml": IN_FIVE, "entries/report.yaml": entry})


def words_of(project: Path, language: str) -> Path:
    """The file that the command begins."""
    ended = run(project, "words", language, "--json")
    assert ended.returncode == DONE
    assert json.loads(ended.stdout)["added"] == len(english_texts())
    return project / f"words/{language}.yaml"


def test_the_file_has_every_word_where_it_stands_and_its_forms(project: Path) -> None:
    """Arabic's six for a count, each with numbers that ask for it; as it is, nothing is wrong with it."""
    text = words_of(project, "ar").read_text("utf-8")
    assert all(f"\n{name}:\n" in text for name in english_texts())
    assert "# button or link that joins the mailing list\n" in text
    forms = text.partition("\nentries_count:\n")[2].partition("\n\n")[0]
    assert [line.strip() for line in forms.splitlines()] == [
        *("# for 0", "zero:", "# for 1", "one:", "# for 2", "two:", "# for 3, 4, 5, 6, 7, 8, …", "few:"),
        *("# for 11, 12, 13, 14, 15, 16, …", "many:", "# for 100, 101, 102, 200", "other:"),
    ]
    assert [each for each in problems_of(project) if each.path.startswith("words/")] == []
    assert read_project(project).site.words.by_language == {"ar": {}}


def test_comments_in_the_file_are_in_the_language_of_messages(project: Path) -> None:
    """The head, where each word stands, and what asks for a form; the words themselves have theirs."""
    assert run(project, "words", "ar", "--ui", "km").returncode == DONE
    text = (project / "words/ar.yaml").read_text("utf-8")
    assert text.startswith("# ពាក្យរបស់យើងជូនអ្នកអានជា العربية (ar)")
    for comment in ("# ប៊ូតុង ឬតំណសម្រាប់ចូលបញ្ជីអ៊ីមែល", "# អង់គ្លេស៖ Unsubscribe", "  # សម្រាប់ 0"):
        assert f"{comment}\n" in text
    in_english = [line for line in text.splitlines() if line.startswith("#") and line.isascii()]
    assert in_english == []
    assert [each for each in problems_of(project) if each.path.startswith("words/")] == []


def test_what_stands_in_a_file_is_never_changed(project: Path) -> None:
    """Comments, line ends and words stay; what is missing is added behind them, once."""
    own = "# ours\r\ncopy: Kopi\r\ncopied:\r\n"
    a_project(project, **{"site.yaml": IN_FIVE, "words/xx.yaml": own})
    site = read_project(project).site
    assert write_words(project, "xx", site) == ("words/xx.yaml", len(english_texts()) - 2)
    content = (project / "words/xx.yaml").read_bytes()
    assert content.startswith(own.encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.count(b"\ncopy:") == content.count(b"\ncopied:") == 1
    assert write_words(project, "xx", site) == ("words/xx.yaml", 0)
    assert (project / "words/xx.yaml").read_bytes() == content
    assert read_project(project).site.words.by_language["xx"] == {"copy": "Kopi"}


def test_nothing_is_added_to_what_can_not_be_added_to(project: Path) -> None:
    """A file in braces stays as it is, and the command says where it is wrong."""
    a_project(project, **{"site.yaml": IN_FIVE, "words/xx.yaml": "{copy: Kopi}\n"})
    ended = run(project, "words", "xx")
    assert ended.returncode == PROBLEMS
    assert "words/xx.yaml:" in ended.stderr
    assert (project / "words/xx.yaml").read_text() == "{copy: Kopi}\n"


def test_only_a_language_of_the_site_has_words(project: Path) -> None:
    """The command says which there are."""
    ended = run(project, "words", "fr")
    assert (ended.returncode, ended.stdout) == (USAGE, "")
    assert "write one of en, xx, ar, ru, km" in ended.stderr


WRONG = {
    f"{MARK}coppy: Kopi\n": "unknown",
    f"unsubscribe_why: {MARK}Because.\n": "word",
    f'copy: {MARK}"Kopi {{count}}"\n': "word",
    f'copy: {MARK}"Kopi {{"\n': "word",
    f'download: {MARK}"{{0}}"\n': "word",
    f'sheet_gmail: {MARK}"{{gmail.__class__}} {{gmail}}"\n': "word",
    f'sheet_gmail: {MARK}"{{gmail!r}}"\n': "word",
    f"entries_count: {MARK}{{one: an, few: a}}\n": "unknown",
    f"copy: {MARK}[Kopi]\n": "shape",
    f"entries_count: {MARK}Kopi\n": "shape",
    f'copy: {MARK}"a\\u0007b"\n': "character",
    f"copy: Kopi\n{MARK}copy: Kopi\n": "duplicate",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_word_is_told_at_its_place(project: Path, text: str) -> None:
    """Unknown names, lost and unknown braces, forms that the language does not have."""
    before, _, after = text.partition(MARK)
    a_project(project, **{"site.yaml": IN_FIVE, "words/xx.yaml": before + after})
    found = [each for each in problems_of(project) if each.path == "words/xx.yaml"]
    line = before.count("\n") + 1
    assert {each.code for each in found} == {WRONG[text]}
    assert found[0].line == line
    assert WRONG[text] == "unknown" or found[0].column == len(before.rpartition("\n")[2]) + 1


ARABIC = '{zero: لا شيء, one: منشور واحد, two: منشوران, few: "%s", many: "{count} ب", other: "{count} ت"}'
RUSSIAN = '{one: "%s", few: "{count} и", many: "{count} й", other: "{count} й"}'


@pytest.mark.parametrize(
    ("language", "forms", "code"),
    [
        ("ru", '{one: "{count} публикация", other: "{count} публикаций"}', "word"),
        ("ru", RUSSIAN % "публикация", "word"),
        ("ru", RUSSIAN % "{count} публикация", ""),
        ("ar", ARABIC % "منشورات", "word"),
        ("ar", ARABIC % "{count} منشورات", ""),
    ],
)
def test_every_form_is_needed_and_says_the_number(
    project: Path, language: str, forms: str, code: str
) -> None:
    """But for a form that one number alone asks for: "a publication", two publications as Arabic has them."""
    a_project(project, **{"site.yaml": IN_FIVE, f"words/{language}.yaml": f"entries_count: {forms}\n"})
    found = [each.code for each in problems_of(project) if each.path.startswith("words/")]
    assert found == ([code] if code else [])


def test_a_word_that_the_program_has_no_more_stops_nothing(project: Path) -> None:
    """An update would stop every build, because a file has every word; the others in it count."""
    a_project(project, **{"site.yaml": IN_FIVE, "words/xx.yaml": "long_ago: Iam\ncopy: Kopi\n"})
    assert [(each.code, each.severity) for each in problems_of(project) if "words" in each.path] == [
        ("unknown", "warning")
    ]
    assert read_project(project).site.words.by_language["xx"] == {"copy": "Kopi"}


@pytest.mark.parametrize("name", ["words/fr.yaml", "words/old/xx.yaml"])
def test_a_file_is_named_after_a_language_of_the_site(project: Path, name: str) -> None:
    """Any other would be read by nothing."""
    a_project(project, **{"site.yaml": IN_FIVE, name: "copy: Kopi\n"})
    assert [each.path for each in problems_of(project) if each.code == "language"] == [name]


def test_check_says_once_for_a_language_which_words_are_missing(project: Path) -> None:
    """With how many there are, and what writes the file; nothing of a language that has all."""
    a_project(project, **{"site.yaml": IN_FIVE, "words/xx.yaml": "copy: Kopi\n"})
    found = json.loads(run(project, "check", "--json").stdout)["warnings"]
    told = [each for each in found if each["message"].endswith("more") and "words of ours" in each["message"]]
    in_xx = next(each for each in told if "'xx'" in each["message"])
    assert in_xx["message"].startswith(
        f"{len(english_texts()) - 1} words of ours to readers are missing in 'xx'"
    )
    assert in_xx["fix"] == "run cchr-feeds words xx, and fill in words/xx.yaml"
    assert not any("'en'" in each["message"] or "'km'" in each["message"] for each in told)


def test_readers_see_them_and_what_stands_in_for_the_others_is_marked(tmp_path: Path) -> None:
    """In pages, and in feeds as plain text; from right to left too."""
    site = SITE.replace("  km: {name", "  fa: {organisation: سازمان}\n  km: {name")
    files = {"site.yaml": site, "entries/a.yaml": an_entry_file(fa="{title: گزارش دربارهٔ حقوق بشر}")}
    project = a_project(tmp_path, **files, **{"words/fa.yaml": 'site_title: "انتشارات {short}"\n'})
    assert run(project, "build").returncode == DONE
    assert "<title>انتشارات سازمان</title>" in (project / "out/fa/atom.xml").read_text("utf-8")
    pages = [path.read_text("utf-8") for path in (project / "out").rglob("*.html")]
    assert any('<span lang="en" dir="ltr">' in page for page in pages)
    texts = [
        path
        for path in (project / "out").rglob("*")
        if path.suffix in (".html", ".xml", ".json", ".txt", ".css")
    ]
    assert not any(set("\x02\x03\x04") & set(path.read_text("utf-8")) for path in texts)


def test_what_can_be_fixed_is_fixed(project: Path) -> None:
    """As in any file: a name that is surely meant."""
    a_project(project, **{"site.yaml": IN_FIVE, "words/xx.yaml": "unsubscibe: Foriri\ncopy: Kopi\n"})
    (fixed,) = fixed_files(project)
    assert (fixed.path, fixed.after.decode()) == ("words/xx.yaml", "unsubscribe: Foriri\ncopy: Kopi\n")
