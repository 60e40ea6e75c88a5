"""What the program says: one catalogue, whole in both languages, spoken in the one that is asked for."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from cchr_feeds.cli.ui import language_of
from cchr_feeds.explanations.table import EXPLANATIONS
from cchr_feeds.messages import LANGUAGES, Said, all_of, any_of, beginning_of, in_language, lines_of, said
from cchr_feeds.messages.catalogue import wording_of_part
from cchr_feeds.messages.wording import PARTS
from cchr_feeds.text.characters import stored_form
from cchr_feeds.text.khmer import misordered
from commands import run
from terminal import conversation

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "cchr_feeds"
MODULES = sorted(SOURCE.rglob("*.py"))
PAGES = sorted(SOURCE.rglob("studio_pages/*.j2"))
KHMER = re.compile("[\u1780-\u17ff]")
CATALOGUE = {key: texts for part in PARTS for key, texts in wording_of_part(part).items()}

# --- the catalogue --------------------------------------------------------------------------------


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of functions with these names, in all modules."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                if name in names:
                    yield node


def calls_in_pages() -> Iterator[nodes.Call]:
    """Every call of `say` in the studio's pages."""
    for path in PAGES:
        for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                yield call


def keys_in_pages() -> Iterator[tuple[str, set[str]]]:
    """The keys that stand in the studio's pages, and the names of the values given with each."""
    for call in calls_in_pages():
        if isinstance(call.args[0], nodes.Const):
            yield call.args[0].value, {keyword.key for keyword in call.kwargs}


def texts_in(node: ast.expr) -> set[str]:
    """The texts that an expression may have: itself, or the two of a choice."""
    if isinstance(node, ast.IfExp):
        return texts_in(node.body) | texts_in(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def names_in(template: str) -> set[str]:
    """The names of the values that a text is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def of_explanations() -> set[str]:
    """The keys that are made of the words of the kinds of problems."""
    return {f"{what}-{each.word}" for each in EXPLANATIONS for what in ("what", "why")}


def test_what_is_said_is_in_the_catalogue_and_what_is_there_is_said() -> None:
    """No key is missing, and none is left over."""
    used = set().union(*(texts_in(call.args[0]) for call in calls("said", "key", "_say") if call.args))
    used |= {key for key, _ in keys_in_pages()}
    assert used | of_explanations() == set(CATALOGUE)


def test_a_key_stands_in_one_place() -> None:
    """No part of the wording hides another's text."""
    assert sum(len(wording_of_part(part)) for part in PARTS) == len(CATALOGUE)


def test_every_part_of_the_wording_is_looked_in() -> None:
    """A module that is added is named among the parts."""
    modules = {path.stem for path in (SOURCE / "messages" / "wording").glob("*.py")}
    assert modules == {"__init__", *PARTS}


def test_texts_are_filled_with_the_values_they_have_names_for() -> None:
    """Where a text is said, each name has its value, and no value is lost."""
    wrong = []
    for call in calls("said"):
        keys, given = texts_in(call.args[0]), {keyword.arg for keyword in call.keywords}
        if keys and None not in given:
            wanted = set().union(*(names_in(CATALOGUE[key][0]) for key in keys))
            wrong += [(keys, given, wanted)] if given != wanted else []
    in_pages = [(key, given, names_in(CATALOGUE[key][0])) for key, given in keys_in_pages()]
    assert wrong + [each for each in in_pages if each[1] != each[2]] == []


def test_both_languages_have_the_same_values() -> None:
    """A value that is told in English is told in Khmer."""
    assert [
        key for key, texts in CATALOGUE.items() if len({frozenset(names_in(text)) for text in texts}) > 1
    ] == []


SAYING: tuple[str, ...] = (
    "Problem",
    "InvalidValue",
    "Violation",
    "Finding",
    "report",
    "refused",
    "WrongUsage",
    "NothingToDo",
    "OutputFailed",
    "HubFailed",
    "PicturesFailed",
    "SiteDiffers",
    "SiteNotReached",
    "Unreadable",
    "HeaderRefused",
    "Unfit",
    "NotEditable",
    "UsageError",
)


def unsaid(node: ast.AST) -> Iterator[str]:
    """The texts in an expression, but for values that something of the catalogue is filled with."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said":
        return
    if isinstance(node, ast.Constant):
        yield str(node.value)
    for child in ast.iter_child_nodes(node):
        yield from unsaid(child)


def test_nothing_is_said_but_by_the_catalogue() -> None:
    """Where something is refused or told, no sentence stands in the code."""
    sentences = [
        ast.unparse(call)
        for call in calls(*SAYING)
        for part in [*call.args, *(keyword.value for keyword in call.keywords)]
        for text in unsaid(part)
        if re.search(r"[a-z] [a-z]", text)
    ]
    assert sentences == []


WORDS = re.compile(r"[A-Za-z]{2,}")


def words_in_page(page: str) -> list[str]:
    """The words that a page of the studio says itself, in its text and in attributes that people get."""
    html = re.sub(r"<style>.*?</style>|\{#.*?#\}|<code>.*?</code>", "", page, flags=re.DOTALL)
    html = re.sub(r"\{[{%].*?[%}]\}", "", html, flags=re.DOTALL)
    shown = re.findall(r"""(?:aria-label|title|placeholder|data-label|alt)="([^"]*)\"""", html)
    return WORDS.findall(" ".join([re.sub(r'<[^>]*>|[\w-]+="[^"]*"', " ", html), *shown]))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_of_the_studio_say_nothing_themselves(path: Path) -> None:
    """All their words are of the catalogue."""
    assert words_in_page(path.read_text(encoding="utf-8")) == []


def test_the_script_of_the_studio_says_nothing_itself() -> None:
    """What it shows stands in the page: no text in quotation marks has two words, or one with a capital."""
    script = (SOURCE / "studio/studio_pages/studio.js").read_text(encoding="utf-8")
    texts = re.findall(r'"([^"\n]*)"|`([^`]*)`', re.sub(r"//.*", "", script))
    assert [text for pair in texts for text in pair if re.search(r"^[A-Z][a-z]|[a-z] [a-z]", text)] == []


# --- the Khmer ------------------------------------------------------------------------------------

WITHOUT_WORDS = {"lines", "install-icu4py", "code-point", "a-kept-style", "ask-in-language", "field-named"}
NAMES = """
Atom BCP CSV HTML JSON KiB MiB PDF RSS UTF-8 UTF-16 Unicode Windows Windows-1252 XML YAML kB Chromium Debian
Excel Gmail Jinja Limon Markdown WordPress Ctrl-C Enter apt-get chromium pip install icu4py README
Asia/Phnom_Penh Street Cambodia Phnom Penh Example Name of report Read more E018 U T09:00 T09:01 Q4 f5c oui on
yes a z a-z archives application pdf image png name@example.org news.example.org jsonfeed.org px
xml isPermaLink Subject href include card important calc rgb var lang ignore data-premailer img mailto
T09:00+07:00 alternate property value README.md media upr-4-outcomes mailto:leave@example.org
"""
"""Formats, programs, keys and examples."""


def words_of_code() -> set[str]:
    """The words that documents show as code: fields, commands, options, files."""
    documents = ("docs/reference.md", "docs/design.md", "README.md")
    text = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in documents)
    return set(re.findall(r"[A-Za-z][\w-]*", "\n".join(re.findall(r"`[^`]+`", text.replace("```", "`")))))


def latin_words(text: str) -> set[str]:
    """The words in Latin letters, apart from values and addresses."""
    bare = re.sub(r"\{[a-z_]+[^{}]*\}|https?://\S*", " ", text)
    return {word.rstrip("-.:/+") for word in re.findall(r"[A-Za-z][\w.:/@+-]*", bare)}


def test_khmer_is_written_as_we_ask_others_to() -> None:
    """Letters in the right order, in the form in which texts are stored, and without invisible signs."""
    khmer = [texts[1] for texts in CATALOGUE.values()]
    assert [text for text in khmer if misordered(text) or stored_form(text) != text] == []


def test_every_text_is_there_in_khmer() -> None:
    """But for those that have no words in English either."""
    assert {key for key, (_, khmer) in CATALOGUE.items() if not KHMER.search(khmer)} == WITHOUT_WORDS


def test_no_english_is_left_in_khmer() -> None:
    """But names of fields, files, commands and formats, which the English has too."""
    names = words_of_code() | set(NAMES.split())
    strange = {
        word: key
        for key, (english, khmer) in CATALOGUE.items()
        for word in latin_words(khmer)
        if word not in english
        or not (word in names or all(map(names.__contains__, re.split(r"[./:]", word))))
    }
    assert strange == {}


# --- what is said ---------------------------------------------------------------------------------


def test_a_text_can_be_said_in_either_language() -> None:
    """Also what is said within it."""
    told = said("in-the-link", address="a", why=said("no-query-here"))
    assert told == "in the link 'a': this address may have no ? or #"
    assert in_language(told, "km") == "ក្នុងតំណ 'a'៖ អាសយដ្ឋាននេះមិនអាចមាន ? ឬ # ទេ"


def test_what_is_no_text_of_ours_stays() -> None:
    """A name or an address is the same to everybody."""
    assert in_language("example.org", "km") == "example.org"


@pytest.mark.parametrize("again", [copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_a_copy_can_be_said_in_either_language_too(again: object) -> None:
    """Problems are copied into JSON, and sent from one process to another."""
    copied = again(said("field-missing", field="title"))  # type: ignore[operator]
    assert isinstance(copied, Said)
    assert in_language(copied, "km") == "នៅទីនេះខ្វះ 'title'"


@pytest.mark.parametrize(
    ("count", "english", "khmer"),
    [
        (1, "1 problem to mend; nothing was written", "មានបញ្ហា 1 ត្រូវកែ មិនបានសរសេរអ្វីទេ"),
        (2, "2 problems to mend; nothing was written", "មានបញ្ហា 2 ត្រូវកែ មិនបានសរសេរអ្វីទេ"),
    ],
)
def test_a_number_chooses_its_word(count: int, english: str, khmer: str) -> None:
    """In English one is another word than many; in Khmer it is not."""
    told = said("problems-to-mend", count=count)
    assert (told, in_language(told, "km")) == (english, khmer)


def test_lists_are_made_by_language() -> None:
    """With the words that a language puts before the last."""
    names = ["a", "b", "c"]
    assert (all_of(names), in_language(all_of(names), "km")) == ("a, b and c", "a, b និង c")
    assert (any_of(names), in_language(any_of(names), "km")) == ("a, b or c", "a, b ឬ c")
    assert in_language(beginning_of(names, 1), "km") == "a និង 2 ទៀត"
    assert (all_of(["a"]), any_of([]), beginning_of(names, 3)) == ("a", "", "a, b, c")
    assert in_language(lines_of([said("no-date"), said("no-category")]), "km").count("\n") == 1


# --- on the command line --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "km_KH.UTF-8"}, "km"),
        ({"LANG": "km"}, "km"),
        ({"LANG": "km-KH"}, "km"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "km_KH"}, "km"),
        ({"LANG": "km_KH.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "km", "LC_MESSAGES": "km", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en", "LC_MESSAGES": "en", "LC_ALL": "km_KH.UTF-8"}, "km"),
        ({"LANG": "km", "LC_ALL": ""}, "km"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "kmr_TR.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], language: str) -> None:
    """LC_ALL goes before LC_MESSAGES, and that before LANG; what is not spoken is English."""
    assert language_of(environment) == language


MISTAKES = {
    "entries/a.yaml": "id: A b\ntitel: x\ndraft: yes\ncategory: infografic\npublished: 10/11/2024\n",
    "entries/b.yaml": "id: b\ncategory: report\nen:\n  title: Human rights: a report\n",
    "entries/c.yaml": "id: c\ncategory: [report, report]\nadded: 2024-13-01\nen:\n  title: |\n    A\n    B\n",
    "entries/d.yaml": "",
    "entries/e.yaml": "id: c\ncategory: report\nadded: 2024-10-01\n"
    "en:\n  title: A\n  url: www.example.org/a\n"
    "  files:\n    - {file: none.pdf}\n    - {url: https://example.org/a.pdf}\n"
    "km:\n  title: A report in English\n  body: '[a](b.html)'\n",
    "entries/f.yaml": "id: f\ncategory: report\nadded: 2024-10-01\nen: &x\n  title: *y\n",
    "entries/g.yaml": "id: g\ncategory: report\nen:\n  title: A #b\n  summary: [1]\n  image: {url: 'a b'}\n",
    "editions/soon.yaml": "highlight: nothing\n",
}
SITE = """\
authority: https://example.org
since: 20244
url: https://user@example.org/
feeds_url: https://example.org/feeds/?a
timezone: Phnom Penh
contact: {email: nobody}
languages:
  en: {name: English, title: A, description: B, organisation: C}
  km: {name: ខ្មែរ, title: A, description: B, organisation: C}
categories:
  report: {en: Reports}
brand: {colour: red}
newsletter: {utm: {source: a b}, other_languages: all, unsubscribe: 'http://example.org/'}
"""


@pytest.fixture
def mistaken(tmp_path: Path) -> Path:
    """A project in which nearly everything is wrong."""
    for path, text in {"site.yaml": SITE, **MISTAKES}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_project_full_of_mistakes_is_shown_in_khmer(mistaken: Path) -> None:
    """Every line that says something says it in Khmer; places, codes and the file's own lines stay."""
    ended = run(mistaken, "check", "--ui", "km")
    lines = [line for line in ended.stderr.splitlines() if not re.match(r"\s+[EW]\d{3}( \||$)", line)]
    assert len(lines) > 40
    assert [line for line in lines if not KHMER.search(line)] == []
    english = re.compile(r"\b(?:the|is|are|not|write|this|there|with|here|has|no|an|it|error|warning)\b")
    assert [line for line in lines if english.search(re.sub(r"'[^']*'|\"[^\"]*\"|«[^»]*»", "", line))] == []


def test_the_language_that_is_named_wins(mistaken: Path) -> None:
    """Over the environment's."""
    khmer = run(mistaken, "check", LC_ALL="km_KH.UTF-8")
    english = run(mistaken, "check", "--ui", "en", LC_ALL="km_KH.UTF-8")
    assert KHMER.search(khmer.stderr.splitlines()[-1])
    assert english.stderr.splitlines()[-1].endswith("to mend; nothing was written")


@pytest.mark.parametrize("form", ["json", "github"])
def test_programs_are_told_in_english_unless_asked_otherwise(mistaken: Path, form: str) -> None:
    """What one machine writes is read on another; codes are the same in every language."""
    words = ("check", "--format", form)
    plain, by_environment = run(mistaken, *words), run(mistaken, *words, LANG="km_KH.UTF-8", LC_ALL="")
    assert by_environment.stdout == plain.stdout
    assert "is not an id" in plain.stdout
    chosen = run(mistaken, *words, "--ui", "km").stdout
    assert "is not an id" not in chosen
    assert "មិនមែនជា id ទេ" in chosen


def test_json_has_the_same_codes_in_every_language(mistaken: Path) -> None:
    """A code never changes."""
    english, khmer = (json.loads(run(mistaken, "check", "--json", "--ui", each).stdout) for each in LANGUAGES)
    places = ("path", "line", "column", "code", "severity")
    assert [[each[name] for name in places] for each in english["problems"]] == [
        [each[name] for name in places] for each in khmer["problems"]
    ]


@pytest.mark.parametrize("explanation", EXPLANATIONS, ids=lambda each: each.word)
def test_every_kind_of_problem_is_explained_in_khmer(explanation: object) -> None:
    """What it means, and why it matters."""
    for text in (explanation.meaning, explanation.why):  # type: ignore[attr-defined]
        assert KHMER.search(in_language(text, "km"))


def test_check_explains_in_khmer(tmp_path: Path) -> None:
    """On the command line too."""
    ended = run(tmp_path, "check", "--explain", "E018", "--ui", "km")
    assert ended.stdout.startswith("date: E018 ជាកំហុស")


def test_what_is_refused_on_the_command_line_is_told_in_khmer(mistaken: Path) -> None:
    """Where it is of the catalogue; what click says itself is English."""
    (mistaken / "site.yaml").write_text(
        SITE.replace("https://example.org\n", "example.org\n"), encoding="utf-8"
    )
    ended = run(mistaken, "check", "--explain", "X1", "--ui", "km")
    assert "មិនមែនជាកូដទេ" in ended.stderr


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_who_asks_for_little_loads_no_wording(option: str) -> None:
    """The catalogue is read by who has something to say."""
    code = (
        "import sys\nfrom cchr_feeds.cli.door import run\n"
        f"run(['{option}'])\nprint('cchr_feeds.messages.catalogue' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_terminal_is_asked_in_khmer(tmp_path: Path) -> None:
    """Questions, what is wrong with an answer, and what was done."""
    run(tmp_path, "init", "project")
    exchanges = [
        ("ចំណងជើង English (en): ", "A report"),
        ("ចំណងជើង ខ្មែរ (km): ", ""),
        ("សេចក្ដីសង្ខេប English (en): ", ""),
        ("អាសយដ្ឋានដែលអាចអានវាបាន English (en): ", "www.example.org"),
        ("មិនមែនជាអាសយដ្ឋានពេញលេញទេ។ សូមសរសេរវាឱ្យពេញ", ""),
        ("តើវាចេញផ្សាយនៅពេលណា?", "unknown"),
        ("ឈ្មោះអចិន្ត្រៃយ៍របស់វា", ""),
        ("តើការ build លើកក្រោយអាចបង្ហាញវាដល់អ្នកអានបានទេ?", "n"),
    ]
    code, shown = conversation(tmp_path / "project", exchanges, "new", "--ui", "km")
    assert code == 0
    assert "បានសរសេរ entries/a-report.yaml។" in shown
