"""What the program says: one catalogue, whole in both languages, spoken in the one that is asked for."""

import ast
import copy
import json
import os
import pickle
import re
import string
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from hatch_build import CatalogueBuildHook
from jinja2 import Environment, nodes

from builds import finished
from catalogues import MESSAGES, extracted, khmer_catalogue
from cchr_feeds.cli.terminal import language_of
from cchr_feeds.explanations import explanations
from cchr_feeds.i18n import (
    LANGUAGES,
    LOCALE,
    Text,
    _,
    all_of,
    any_of,
    beginning_of,
    lines_of,
    ngettext,
    translate,
)
from cchr_feeds.khmer.order import misordered
from cchr_feeds.text.characters import stored_form
from commands import run

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "cchr_feeds"
MODULES = sorted(SOURCE.rglob("*.py"))
PAGES = sorted(SOURCE.rglob("studio_pages/*.j2"))
KHMER = re.compile("[\u1780-\u17ff]")
CATALOGUE = khmer_catalogue()
EXPLANATIONS = list(explanations().values())

# --- the catalogue --------------------------------------------------------------------------------


@cache
def all_calls() -> Sequence[tuple[str, ast.Call]]:
    """Every call in all modules, with the name of its function."""
    nodes = (node for path in MODULES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return [
        (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node)
        for node in nodes
        if isinstance(node, ast.Call)
    ]


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call of functions with these names, in all modules."""
    return (call for name, call in all_calls() if name in names)


def calls_in_pages() -> Iterator[nodes.Call]:
    """Every call that says something in the studio's pages."""
    for path in PAGES:
        for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in SAYS:
                yield call


SAYS = {"_": 1, "ngettext": 2, "pgettext": 2}
"""The functions that say a text, and how many of their first arguments are words."""


def said() -> Iterator[tuple[str, set[str | None]]]:
    """Every text that stands at a call, in code and in pages, and the names of the values given with it."""
    for call in calls(*SAYS):
        text = call.args[-1] if call.args else None
        if isinstance(text, ast.Constant):
            yield str(text.value), {keyword.arg for keyword in call.keywords}
    for page_call in calls_in_pages():
        if isinstance(page_call.args[-1], nodes.Const):
            yield str(page_call.args[-1].value), {keyword.key for keyword in page_call.kwargs}


def names_in(template: str) -> set[str]:
    """The names of the values that a text is filled with."""
    return {field[1] for field in string.Formatter().parse(template) if field[1] is not None}


def test_the_catalogue_has_all_that_is_said_and_nothing_else() -> None:
    """`make catalogues` was run: no text of the code is missing, and none is left over."""
    assert set(extracted()) == set(MESSAGES)


def test_every_text_is_translated_and_none_is_fuzzy() -> None:
    """A text that was reworded asks for its Khmer to be read again."""
    assert [key for key, message in MESSAGES.items() if not message.string or message.fuzzy] == []


FOR_ONE_LANGUAGE = {"category", "label"}
"""What verify calls a category: by its term in English, by its label in Khmer."""


def test_texts_are_filled_with_the_values_they_have_names_for() -> None:
    """Where a text is said, each name has its value, and no value but the count is lost."""
    wrong = [
        (text, given)
        for text, given in said()
        if (None not in given and names_in(text) - given)
        or given - names_in(text) - {None, "count", *FOR_ONE_LANGUAGE}
    ]
    assert wrong == []


def test_both_languages_have_the_same_values() -> None:
    """A value that is told in English is told in Khmer; only the count of a plural may be left out."""
    assert [
        english
        for english, khmer in CATALOGUE.items()
        if (names_in(english) ^ names_in(khmer)) - {"count", *FOR_ONE_LANGUAGE}
    ] == []


SAYING: tuple[str, ...] = tuple(
    """
Problem InvalidValue Violation Finding report refused WrongUsage NothingToDo OutputFailed Unfinished
SiteDiffers Unreadable HeaderRefused Unfit NotEditable UsageError
""".split()
)


def unsaid(node: ast.AST) -> Iterator[str]:
    """The texts in an expression, but for values that something of the catalogue is filled with."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYS:
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

WITHOUT_WORDS = {
    "pip install icu4py",
    "U+{code:04X} {reason}",
    'a <style data-premailer="ignore">',
    "{label}, {name} ({language})",
    "{field} ({language})",
    "{kind}, {size}",
}
NAMES = """
CLDR latn khmr arab deva mymr Zawgyi Atom BCP CSV HTML JSON KiB MiB PDF RSS UTF-8 UTF-16 Unicode Windows
Bikram Sambat Windows-1252 XML YAML kB Chromium Debian postal_lines OPML
Excel Gmail Jinja Limon Markdown WordPress Ctrl-C Enter apt-get chromium pip install icu4py README
Asia/Phnom_Penh Street Cambodia Phnom Penh Example Name of report Read more E018 U T09:00 T09:01 Q4 f5c oui on
yes a z a-z archives application pdf image png name@example.org news.example.org jsonfeed.org px
xml isPermaLink Subject href include card important calc rgb var lang ignore data-premailer img mailto
T09:00+07:00 alternate link property value README.md media EPUB GIF HEIF
JPEG MP3 MP4 Ogg OpenDocument Office PNG PowerPoint RTF WAV WebM WebP Word ZIP upr-4-outcomes
mailto:leave@example.org STARTTLS Telegram Facebook Signal imaps://user@host/folder mbox send chmod
smtp.example.org ASCII cron gh-pages user@example.org:/srv/feeds git@example.org:feeds.git user@host:/path
news@lists.example.org AVIF HEIC SVG photo.jpg brand/logo.png TLS website
Acrobat Tools Redact Sanitize Document LibreOffice File Properties Reset without Apply user data Info Check
for Issues Inspect Remove All exiftool qpdf linearize all overwrite_original replace-input
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
    assert [text for text in CATALOGUE.values() if misordered(text) or stored_form(text) != text] == []


def test_every_text_is_there_in_khmer() -> None:
    """But for those that have no words in English either."""
    assert {text for text, khmer in CATALOGUE.items() if not KHMER.search(khmer)} == WITHOUT_WORDS


def test_no_english_is_left_in_khmer() -> None:
    """But names of fields, files, commands and formats, which the English has too."""
    names = words_of_code() | set(NAMES.split())
    strange = {
        word: english
        for english, khmer in CATALOGUE.items()
        for word in latin_words(khmer)
        if word not in english
        or not (word in names or all(map(names.__contains__, re.split(r"[./:]", word))))
    }
    assert strange == {}


# --- what is said ---------------------------------------------------------------------------------


def test_a_text_can_be_said_in_either_language() -> None:
    """Also what is said within it."""
    told = _("in the link {address!r}: {why}", address="a", why=_("this address can't have a ? or #"))
    assert told == "in the link 'a': this address can't have a ? or #"
    assert translate(told, "km") == "ក្នុងតំណ 'a'៖ អាសយដ្ឋាននេះមិនអាចមាន ? ឬ # ទេ"


def test_what_is_no_text_of_ours_stays() -> None:
    """A name or an address is the same to everybody."""
    assert translate("example.org", "km") == "example.org"


@pytest.mark.parametrize("again", [copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_a_copy_can_be_said_in_either_language_too(again: object) -> None:
    """Problems are copied into JSON, and sent from one process to another."""
    copied = again(_("{field!r} is missing here", field="title"))  # type: ignore[operator]
    assert isinstance(copied, Text)
    assert translate(copied, "km") == "នៅទីនេះខ្វះ 'title'"


@pytest.mark.parametrize(
    ("count", "english", "khmer"),
    [
        (1, "1 problem to fix; nothing was written", "មានបញ្ហា 1 ត្រូវកែ មិនបានសរសេរអ្វីទេ"),
        (2, "2 problems to fix; nothing was written", "មានបញ្ហា 2 ត្រូវកែ មិនបានសរសេរអ្វីទេ"),
    ],
)
def test_a_number_chooses_its_word(count: int, english: str, khmer: str) -> None:
    """In English one is another word than many; in Khmer it is not."""
    told = ngettext(
        "{count} problem to fix; nothing was written",
        "{count} problems to fix; nothing was written",
        count=count,
    )
    assert (told, translate(told, "km")) == (english, khmer)


def test_lists_are_made_by_language() -> None:
    """With the words that a language puts before the last."""
    names = ["a", "b", "c"]
    assert (all_of(names), translate(all_of(names), "km")) == ("a, b and c", "a, b និង c")
    assert (any_of(names), translate(any_of(names), "km")) == ("a, b or c", "a, b ឬ c")
    assert translate(beginning_of(names, 1), "km") == "a និង 2 ទៀត"
    assert (all_of(["a"]), any_of([]), beginning_of(names, 3)) == ("a", "", "a, b, c")


def test_what_is_put_together_is_said_in_one_language() -> None:
    """Every part of it, however many there are."""
    parts = [_("this entry has no date"), _("this entry has no category")] * 1000
    for together in (all_of, any_of, lines_of, lambda words: beginning_of(words, 1999)):
        assert translate(together(parts), "km").count(translate(parts[0], "km")) == 1000
        assert together(parts).count(parts[0]) == 1000
    assert (translate(lines_of([]), "km"), translate(beginning_of([], 1), "km")) == ("", "")


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
    assert english.stderr.splitlines()[-1].endswith("to fix; nothing was written")


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


def test_every_kind_of_problem_is_explained_in_khmer() -> None:
    """What it means, and why it matters."""
    assert [each.word for each in EXPLANATIONS if not all(map(KHMER.search, each.text("km")))] == []


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
    for words in (("newsletter", "foo"), ("check", "--now", "foo")):
        assert "'foo' មិនមែនជា" in run(mistaken, *words, "--ui", "km").stderr


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_help_and_version_read_no_catalogue(option: str) -> None:
    """A catalogue is read when something is said in its language."""
    code = (
        "from cchr_feeds.cli.commands import run\nfrom cchr_feeds.i18n import catalogue\n"
        f"run(['{option}'])\nprint(catalogue.cache_info().misses)"
    )
    done = finished([sys.executable, "-c", code])
    assert done.stdout.splitlines()[-1] == "0"


def test_a_catalogue_is_compiled_when_it_has_changed(tmp_path: Path) -> None:
    """And else stays as it is, because what was remembered is of the program's files as they were."""
    folder = tmp_path / "src/cchr_feeds/locale/km/LC_MESSAGES"
    folder.mkdir(parents=True)
    source, compiled = folder / "readers.po", folder / "readers.mo"
    source.write_bytes((LOCALE / "km/LC_MESSAGES/readers.po").read_bytes())
    hook = CatalogueBuildHook(str(tmp_path), {}, None, None, str(tmp_path), "wheel")  # type: ignore[arg-type]
    moments = []
    for edited in (1_000_000_000, 1_000_000_000, time.time() + 10):
        os.utime(source, (edited, edited))
        hook.initialize("standard", {})
        moments.append(compiled.stat().st_mtime_ns)
    assert moments[0] == moments[1] < moments[2]
