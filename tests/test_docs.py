"""The documents can't rot: what they say of fields, options, paths and messages is what the product does."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import get_args, get_origin, get_type_hints

import click
import pytest

from catalogues import khmer_catalogue
from cchr_feeds import errors
from cchr_feeds.build import build
from cchr_feeds.cli.commands import COMMANDS, command_named
from cchr_feeds.cli.interrupts import INTERRUPTED
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.khmer.order import misordered
from cchr_feeds.model.dates import Period
from cchr_feeds.model.fields import fields_of, without_notes
from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import RECENT_DAYS, Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import ByLanguage, ByTerm, Localised
from cchr_feeds.newsletter import newsletter
from cchr_feeds.problem import Problem
from cchr_feeds.render.newsletter.mail_services import FORMS, SERVICES
from cchr_feeds.render.pages.follow_page import component_snippet, frame_snippet
from cchr_feeds.run import Run
from cchr_feeds.source import read_project
from cchr_feeds.source.attachments import KINDS
from cchr_feeds.text.characters import stored_form
from genuine_files import GENUINE
from photographs import jpeg
from project_files import a_project, an_entry_file

ROOT = Path(__file__).parents[1]
GUIDES = [
    f"docs/{name}.md"
    for name in ("staff", "editor", "sending", "webmaster", "clients", "reference", "messages", "design")
]
KHMER_GUIDE = "docs/staff.km.md"
DOCUMENTS = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", *GUIDES, KHMER_GUIDE]


def text_of(document: str) -> str:
    """A document's text."""
    return (ROOT / document).read_text(encoding="utf-8")


def section(document: str, heading: str) -> str:
    """What stands under a heading, up to the next one that is not below it."""
    level = heading.partition(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{len(level)}}} |\Z)",
        text_of(document),
        re.MULTILINE | re.DOTALL,
    )
    assert found, f"{document} has no heading {heading}"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    lines = re.findall(
        r"^\|(.*)\|$", re.sub(r"^\|.*\|\n\|[-|]+\|$", "", text, flags=re.MULTILINE), re.MULTILINE
    )
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def blocks(document: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(document), re.MULTILINE | re.DOTALL)


def spans(text: str) -> set[str]:
    """What is shown as code inside lines."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)))


# --- the command ----------------------------------------------------------------------------------


def options_of(command: click.Command) -> set[str]:
    """Every option that a command's help shows."""
    context = click.Context(command, help_option_names=["-h", "--help"])
    return {
        name
        for option in command.get_params(context)
        if isinstance(option, click.Option)
        for name in option.opts
    }


def described_options(text: str) -> set[str]:
    """The options in the first column of a section's tables."""
    return {name for row in rows(text) for name in re.findall(r"(?<!\w)--?[a-z]+(?:-[a-z]+)*", row[0])}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_reference_names_every_option_and_no_other(name: str) -> None:
    """A command's options are those that stand under its heading, and those that every command has."""
    described = described_options(section("docs/reference.md", f"### `{name}`"))
    common = described_options(section("docs/reference.md", "### Every command"))
    assert described | common == options_of(command_named(name))


def test_the_reference_names_every_form() -> None:
    """What `--for` takes."""
    assert set(FORMS) <= spans(section("docs/reference.md", "### `newsletter`"))


def test_the_reference_has_a_heading_for_every_command() -> None:
    """And for no other."""
    headings = re.findall(r"^### `(\w+)`$", section("docs/reference.md", "## The command"), re.MULTILINE)
    assert headings == list(COMMANDS)


def test_the_reference_names_every_part() -> None:
    """What `--only` takes."""
    assert {part.value for part in Part} <= spans(section("docs/reference.md", "### `build`"))


def test_the_reference_names_every_exit_code() -> None:
    """Those of the exceptions, success, and interruption."""
    codes = {kind.exit_code for kind in errors.CchrFeedsError.__subclasses__()}
    described = {int(row[0]) for row in rows(section("docs/reference.md", "### Exit codes"))}
    assert described == {0, INTERRUPTED} | {code for code in codes if code}


# --- fields ---------------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True)
class Described:
    """A field as the reference has it; `default` is empty where there is none that can be typed."""

    path: str
    needed: bool
    per_language: bool
    default: str


def declared_fields(shape: type, prefix: str = "") -> Iterator[Described]:
    """The fields that a dataclass of the model declares, and those below them, by path."""
    hints = get_type_hints(shape, include_extras=True)
    fields = {field.name: field for field in dataclasses.fields(shape)}
    for declared in fields_of(shape):
        field = fields[declared.name]
        hint, notes, name = without_notes(hints[field.name])[0], declared.notes, declared.key
        if ByLanguage in notes and is_localised(hint):
            yield Described(prefix.removesuffix("."), True, True, "")
        elif ByLanguage in notes:
            own_level = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
            below = f"{prefix}{name}.{{language}}" if own_level else f"{prefix}{{language}}"
            yield from declared_fields(get_args(hint)[1], f"{below}.")
        elif ByTerm in notes:
            yield from declared_fields(get_args(hint)[1], f"{prefix}{name}.{{category}}.")
        else:
            yield from declared_values(field, hint, f"{prefix}{name}")


def declared_values(field: dataclasses.Field[object], hint: object, path: str) -> Iterator[Described]:
    """The field itself, or the fields of the group that stands under it."""
    item = get_args(hint)[0] if get_origin(hint) is tuple else hint
    item = without_notes(item)[0]
    if dataclasses.is_dataclass(item) and isinstance(item, type) and not is_scalar(item):
        yield from declared_fields(item, f"{path}[]." if get_origin(hint) is tuple else f"{path}.")
        return
    needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    yield Described(path, needed, is_localised(hint), "" if needed else shown_default(field.default))


def is_scalar(shape: type) -> bool:
    """Whether a dataclass is one value in YAML, as dates and months are."""
    return shape.__module__ == "cchr_feeds.model.dates"


def is_localised(hint: object) -> bool:
    """Whether it may be one value per language."""
    return get_origin(without_notes(hint)[0]) is Localised


def shown_default(default: object) -> str:
    """A default as it is typed in YAML; empty where it means that there is nothing."""
    if isinstance(default, bool):
        return str(default).lower()
    return str(default) if isinstance(default, int | str) and default else ""


def described_fields(heading: str) -> list[Described]:
    """The fields in the first table under a heading of the reference."""
    found = []
    for row in rows(section("docs/reference.md", heading)):
        path, kind, default, _ = row
        literal = re.fullmatch(r"`(.+)`", default)
        found.append(
            Described(path.strip("`"), default == "needed", "(L)" in kind, literal[1] if literal else "")
        )
    return found


@pytest.mark.parametrize(
    ("heading", "shape"),
    [("## An entry", Publication), ("## site.yaml", Site), ("## Edition files", EditionFile)],
)
def test_the_reference_describes_every_field_and_no_other(heading: str, shape: type) -> None:
    """With the same need, the same default, and the same choice of one value or one per language."""
    described = {field.path: field for field in described_fields(heading)}
    declared = {field.path: field for field in declared_fields(shape)}
    assert described == declared


@pytest.mark.parametrize("heading", ["## An entry", "## site.yaml", "## Edition files"])
def test_no_field_is_described_twice(heading: str) -> None:
    """Each has one row."""
    paths = [field.path for field in described_fields(heading)]
    assert len(paths) == len(set(paths))


def test_the_guide_for_staff_explains_every_field_of_an_entry() -> None:
    """Each field's name stands in it as code."""
    names = {
        re.split(r"[.\[]", field.path.removeprefix("{language}."))[0]
        for field in declared_fields(Publication)
    }
    assert names <= spans(section("docs/editor.md", "## Every field of an entry"))


def test_the_reference_lists_the_kinds_of_files_that_are_published() -> None:
    """By their endings."""
    listed = {
        name for name in spans(section("docs/reference.md", "## An entry")) if re.fullmatch(r"\.\w+", name)
    }
    assert listed - {".yaml", ".yml"} == set(KINDS)


def test_the_guide_for_staff_tells_how_long_a_withdrawal_is_shown() -> None:
    """In days."""
    assert f"After {RECENT_DAYS} days" in text_of("docs/staff.md")


# --- examples -------------------------------------------------------------------------------------


def problems_in(folder: Path, files: Mapping[str, str | bytes]) -> list[Problem]:
    """What is said of these files in a project; with this repository's site.yaml where they have none."""
    a_project(folder, **{"site.yaml": text_of("site.yaml"), **files})
    try:
        found = read_project(folder).warnings
    except ProblemsFound as error:
        found = error.problems
    return [problem for problem in found if problem.path in files or problem.severity == "error"]


def examples(kind: str) -> list[object]:
    """The YAML blocks of all documents whose first line says what they are."""
    return [
        pytest.param(block, id=f"{document}:{block.splitlines()[0][2:]}")
        for document in DOCUMENTS
        for block in blocks(document, "yaml")
        if block.startswith(f"# {kind}")
    ]


def test_every_yaml_block_says_what_it_is() -> None:
    """So that none escapes the tests below."""
    kinds = re.compile(r"# (entries/[\w/-]+\.yaml|editions/[\w-]+\.yaml|site\.yaml|more of site\.yaml)\n")
    unnamed = [
        block for document in DOCUMENTS for block in blocks(document, "yaml") if not kinds.match(block)
    ]
    assert unnamed == []


@pytest.mark.parametrize("example", examples("entries/"))
def test_example_entries_are_right(tmp_path: Path, example: str) -> None:
    """An entry that a document shows can be used as it stands."""
    path = example.splitlines()[0].removeprefix("# ")
    beside = [str(Path(path).with_name(name)) for name in re.findall(r"\{file: ([\w.-]+)", example)]
    genuine = GENUINE | {".jpg": jpeg(width=60, height=40)}
    documents: dict[str, str | bytes] = {name: genuine[Path(name).suffix] for name in beside}
    assert problems_in(tmp_path, documents | {path: example}) == []


@pytest.mark.parametrize("example", examples("editions/"))
def test_example_edition_files_are_right(tmp_path: Path, example: str) -> None:
    """They name entries of this project."""
    entries = {
        f"entries/{file.name}": file.read_text(encoding="utf-8") for file in (ROOT / "entries").glob("*.yaml")
    }
    assert problems_in(tmp_path, entries | {example.splitlines()[0].removeprefix("# "): example}) == []


@pytest.mark.parametrize("example", examples("site.yaml"))
def test_example_sites_are_right(tmp_path: Path, example: str) -> None:
    """Without a warning."""
    assert problems_in(tmp_path, {"site.yaml": example}) == []


@pytest.mark.parametrize("example", examples("more of site.yaml"))
def test_example_additions_to_a_site_are_right(tmp_path: Path, example: str) -> None:
    """They can be added to the least there is."""
    (whole,) = (block for block in blocks("docs/reference.md", "yaml") if block.startswith("# site.yaml"))
    least = re.sub(r"^newsletter:\n(  .*\n)+", "", whole, flags=re.MULTILINE)
    assert problems_in(tmp_path, {"site.yaml": least + example}) == []


def an_entry_with(line: str) -> str:
    """A right entry, but for this line, at the place where its field belongs."""
    top = {"id": "id: report", "published": "published: 2024-10-10", "category": "category: infographic"}
    below = {"title": "title: A report"}
    name = line.partition(":")[0]
    (below if name in ("title", "url", "body", "files") else top)[name] = line
    return "\n".join([*top.values(), "en:", *(f"  {text}" for text in below.values()), ""])


MESSAGES = rows(section("docs/editor.md", "## What the messages mean"))


@pytest.mark.parametrize(("typed", "says", "fix"), MESSAGES, ids=[row[0] for row in MESSAGES])
def test_the_messages_in_the_guide_are_those_that_are_shown(
    tmp_path: Path, typed: str, says: str, fix: str
) -> None:
    """Each mistake brings exactly this message and no other."""
    found = problems_in(tmp_path, {"entries/report.yaml": an_entry_with(typed.strip("`"))})
    assert [(problem.message, problem.fix) for problem in found] == [(says, fix)]


# --- paths, links, words --------------------------------------------------------------------------

PLACEHOLDERS = {
    "weave": r"[a-z-]+",
    "path": ".+",
    "language": "(en|km)",
    "category": "[a-z0-9-]+",
    "year": r"\d{4}",
    "id": "[a-z0-9-]+",
    "file": "[^/]+",
    "period": r"\d{4}(-\d\d|-Q[1-4])?",
    "version": "[0-9a-f]{12}",
    "service": "|".join(SERVICES).join("()"),
}


def output_patterns() -> list[str]:
    """The paths of the output that the reference lists, as regular expressions."""
    (tree,) = re.findall(r"```text\n(.*?)```", section("docs/reference.md", "## What is in out/"), re.DOTALL)
    paths = [line.split()[0] for line in tree.splitlines()]
    return [re.sub(r"\\\{(\w+)\\\}", lambda match: PLACEHOLDERS[match[1]], re.escape(path)) for path in paths]


@pytest.fixture(scope="module")
def mailed_project(nasty_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the made-up project with pictures, whose newsletter was made for every mail service."""
    folder = tmp_path_factory.mktemp("mailed") / "project"
    copytree(nasty_project, folder, ignore=ignore_patterns("out"))
    site = (folder / "site.yaml").read_text(encoding="utf-8")
    entry = an_entry_file(
        id="pictured", category="report", added="2026-11-24", en="{title: A, image: {file: a.jpg, alt: A}}"
    )
    pictures: dict[str, str | bytes] = {
        "site.yaml": site.replace("logo: https://fund.example/logo.png", "logo: pictures/fund.jpg"),
        "entries/pictured.yaml": entry,
        "entries/a.jpg": jpeg(width=60, height=40),
        "pictures/fund.jpg": jpeg(width=60, height=40),
    }
    a_project(folder, **pictures)
    run = Run(folder, folder / "out", datetime(2026, 11, 25, tzinfo=UTC), progress=lambda message: None)
    build(run)
    newsletter(run, Period.of_month(2024, 10), FORMS)
    return folder


def test_the_reference_lists_every_file_of_the_output(
    real_project: Path, nasty_project: Path, mailed_project: Path
) -> None:
    """Every file has its line, and every line has a file."""
    outs = [project / "out" for project in (real_project, nasty_project, mailed_project)]
    files = {path.relative_to(out).as_posix() for out in outs for path in out.rglob("*") if path.is_file()}
    patterns = output_patterns()
    # What only a long list has (tests/render/test_lists.py).
    files |= {f"en/{folder}/index.html" for folder in ("2024", "undated", "letter/2024", "letter/undated")}
    assert {file for file in files if not any(re.fullmatch(pattern, file) for pattern in patterns)} == set()
    assert [pattern for pattern in patterns if not any(re.fullmatch(pattern, file) for file in files)] == []


def test_the_reference_lists_every_template() -> None:
    """Each that a project may replace."""
    listed = {row[0].strip("`") for row in rows(section("docs/reference.md", "## Templates"))}
    folder = ROOT / "templates"
    assert listed == {path.relative_to(ROOT).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_policies_for_web_servers_are_those_of_the_output(real_project: Path) -> None:
    """Other servers are told the same as hosts that read `_headers`."""
    ours = set(
        re.findall(
            r"Content-Security-Policy: (.*)", (real_project / "out/_headers").read_text(encoding="utf-8")
        )
    )
    for server in ("nginx", "apache"):
        shown = "".join(blocks("docs/webmaster.md", server))
        assert set(re.findall(r"\"((?:default|script)-src [^\"]*)\"", shown)) == ours


def test_the_lines_for_other_sites_are_those_that_the_index_shows(tmp_path: Path) -> None:
    """The guide's two lines and its frame are what a Khmer reader copies."""
    (tmp_path / "site.yaml").write_text(text_of("site.yaml"), encoding="utf-8")
    site = read_project(tmp_path).site
    shown = [block.strip() for block in blocks("docs/webmaster.md", "html")]
    assert shown[1:] == [component_snippet("km", site), frame_snippet("km", site)]


def test_the_looks_of_the_embed_are_described() -> None:
    """Its CSS variables and its parts, all of them and no others."""
    script = text_of("templates/embed/cchr-feeds.js")
    described = section("docs/webmaster.md", "### Its looks")
    assert set(re.findall(r"--cchr-feed-\w+", described)) == set(re.findall(r"--cchr-feed-\w+", script))
    assert set(re.findall(r"part: \"(\w+)\"", script)) <= spans(described)


def anchors(document: str) -> set[str]:
    """The anchors that GitHub gives a document's headings."""
    headings = re.findall(
        r"^#+ (.*)$", re.sub(r"^```.*?^```", "", text_of(document), flags=re.M | re.S), re.M
    )
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    """To a file of the repository, and to a heading that it has."""
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text_of(document))):
        if re.match(r"https?:", target):
            continue
        path, _, anchor = target.partition("#")
        place = (ROOT / document).parent / path if path else ROOT / document
        assert place.exists(), target
        if anchor:
            assert anchor in anchors(place.resolve().relative_to(ROOT).as_posix()), target


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_of_the_code_exist(document: str) -> None:
    """Modules, templates and folders are where a document says, seen from the root or from the package."""
    named = re.compile(r"(?:[\w-]+/)+|[\w/.-]+\.py|(?:src|templates|tests|docs|requirements)/[\w/.-]+")
    generated = tuple(
        """
    out/ entries/ editions/ words/ issued/ files/ embed/ mail/ publications/ newsletters/
    sign-off/ dist/ packaged/
    """.split()
    )
    paths = [
        span
        for span in spans(text_of(document))
        if named.fullmatch(span) and not span.startswith((*generated, "assets/"))
    ]
    places = (ROOT, ROOT / "src/cchr_feeds")
    assert [path for path in paths if not any((place / path).exists() for place in places)] == []


def test_names_in_the_table_of_changes_exist() -> None:
    """A name that stands before "of" or "in" a module is in it."""
    table = section("docs/design.md", "## Where to make a change")
    named = re.findall(r"`(\w+)`(?: or `(\w+)`)? (?:of|in) `([\w/]+\.py)`", table)
    assert named
    for first, second, path in named:
        code = text_of(path if path.startswith("tests/") else f"src/cchr_feeds/{path}")
        for name in filter(None, (first, second)):
            assert re.search(rf"^(class |def |    def )?{name}\b", code, re.MULTILINE), f"{name} in {path}"


KHMER = re.compile(r"[\u1780-\u17ff]+(?:[ .][\u1780-\u17ff]+)*")


@pytest.mark.parametrize("document", [each for each in DOCUMENTS if each != KHMER_GUIDE])
def test_khmer_in_documents_was_written_by_others(document: str) -> None:
    """Every Khmer word stands in an entry, in site.yaml or in our wording too; digits may be any."""
    entries = [f"entries/{file.name}" for file in (ROOT / "entries").glob("*.yaml")]
    known = "\n".join(
        map(text_of, ["site.yaml", "src/cchr_feeds/locale/km/LC_MESSAGES/readers.po", *entries])
    )
    found = [words for phrase in KHMER.findall(text_of(document)) for words in phrase.split()]
    assert [words for words in found if words not in known and not words.isdecimal()] == []


def test_the_guide_in_khmer_is_marked_and_well_formed() -> None:
    """It says that no native reader has seen it; its letters stand in the order that search needs."""
    text = text_of(KHMER_GUIDE)
    assert "awaits the review of a native reader" in text.split("\n\n")[1]
    assert misordered(text) == []
    assert stored_form(text) == text
    assert len(text.splitlines()) < 80


@pytest.mark.parametrize(
    ("document", "heading", "language"),
    [("docs/staff.md", "## In the browser", "en"), (KHMER_GUIDE, "", "km")],
)
def test_what_the_guides_say_of_the_studio_is_there(document: str, heading: str, language: str) -> None:
    """Every word in italics is one of its labels, in the language of the guide."""
    text = section(document, heading) if heading else text_of(document).split("\n\n", 2)[2]
    named = {re.sub(r"\s+", " ", label) for label in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", text)}
    texts = khmer_catalogue()
    labels = {*(texts if language == "en" else texts.values()), "English"}
    assert len(named) > 9
    assert {
        name for name in named if not any(label.startswith(name.partition(" the …")[0]) for label in labels)
    } == set()
