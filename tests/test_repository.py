"""Facts about the repository itself: locks, addresses, shape of the code, and documents that match it."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from commands import run

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
MODULES = sorted((ROOT / "src").rglob("*.py"))

# Put together from parts, so that this file is not what it looks for.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("ftp", "debian", "org"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.)}~-])/(?:root|work|tmp|home/\w+|Users/\w+)/")

LOCK_LINE = re.compile(
    r"""
    \#\ .*                                              # a comment
    | [a-z0-9-]+==[\w.+!-]+ (?:\ ;\ [^\\]+?)? \ \\      # a pin, perhaps with a marker
    | \ {4}--hash=sha256:[0-9a-f]{64} (?:\ \\)?         # a hash, with more to come or not
    | \ {4}\#\ .*                                       # why it is here
    """,
    re.VERBOSE,
)


def name_of(path: Path) -> str:
    """A path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every file that is, or is about to be, in version control; binaries left out."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    # A checkout made by another user is read all the same (git-config, safe.directory).
    command = "git -c safe.directory=* ls-files -z --cached --others --exclude-standard"
    listing = subprocess.run(command.split(), cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listing.split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:
            yield name, content.decode("utf-8", "replace")


def pins(lock: str) -> dict[str, str]:
    """Name → version of everything a lock file pins."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


@cache
def tree_of(path: Path) -> ast.Module:
    """A module's code."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module, nested ones and methods too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(node: ast.stmt | ast.expr) -> int:
    """How many lines a piece of code takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """A function's lines, from its `def` to its end, without its docstring."""
    documented = ast.get_docstring(function, clean=False) is not None
    return lines_of(function) - (lines_of(function.body[0]) if documented else 0)


def lines_outside_tables(path: Path) -> int:
    """A module's lines, without the tables of words and numbers that stand in it as constants."""
    constants = (node for node in tree_of(path).body if isinstance(node, ast.Assign | ast.AnnAssign))
    return len(path.read_text(encoding="utf-8").splitlines()) - sum(lines_of(node) for node in constants)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
class TestLockFile:
    """What may stand in a lock file."""

    def test_holds_pins_and_hashes_only(self, lock: Path) -> None:
        """Every line is a pin, a hash or a comment: no options, no addresses."""
        lines = lock.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []

    def test_names_no_address(self, lock: Path) -> None:
        """Where packages come from is the reader's choice: no address, index, folder or machine is named."""
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"://|find-links|index|trusted-host|(?<=\s)/", text)

    def test_every_pin_has_hashes(self, lock: Path) -> None:
        """Nothing is installed that was not seen when the lock was made."""
        pinned = re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        assert pinned
        assert [pin for pin in pinned if "--hash=sha256:" not in pin] == []


def test_the_runtime_lock_satisfies_the_project() -> None:
    """Every dependency that pyproject.toml names is pinned, at a version it allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    pinned = pins("runtime")
    missed = [want for want in wanted if pinned.get(canonicalize_name(want.name), "0") not in want.specifier]
    assert missed == []


@pytest.mark.parametrize("part", ["runtime", "build"])
def test_tests_run_on_what_users_get(part: str) -> None:
    """What users install is pinned to the same versions for developers."""
    assert pins(part).items() <= pins("dev").items()


def test_no_file_names_a_registry() -> None:
    """Packages are named, never the hosts they come from."""
    found = [(name, host) for name, text in tracked_texts() for host in REGISTRIES if host in text]
    assert found == []


def test_no_file_names_a_machines_folders() -> None:
    """Nothing refers to a folder of a developer's machine; tests may, as data."""
    found = [
        (name, match.group())
        for name, text in tracked_texts()
        if not name.startswith("tests/")
        for match in MACHINE_PATH.finditer(text)
    ]
    assert found == []


def test_every_package_is_one() -> None:
    """A folder with modules has an `__init__.py`: import-linter looks into no other."""
    assert [name_of(path) for path in MODULES if not path.with_name("__init__.py").is_file()] == []


def test_modules_can_be_read_in_one_go() -> None:
    """A module holds one subject, in fewer than 450 lines, tables of words aside."""
    lines = {name_of(path): lines_outside_tables(path) for path in MODULES}
    assert {name: length for name, length in lines.items() if length >= 450} == {}


def test_functions_are_short() -> None:
    """Half of all functions have at most 7 lines, nine in ten at most 20, and none more than 60."""
    lengths = {
        f"{name_of(path)}:{function.lineno} {function.name}": length(function)
        for path in MODULES
        for function in functions(path)
    }
    assert median(lengths.values()) <= 7
    assert quantiles(lengths.values(), n=10)[-1] <= 20
    assert {place: lines for place, lines in lengths.items() if lines > 60} == {}


def code_in(document: str) -> str:
    """What a Markdown document shows as code, a piece a line."""
    text = (ROOT / document).read_text(encoding="utf-8")
    fenced = re.findall(r"^ *```[^\n]*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*fenced, *inline])


def test_the_readme_names_every_command_and_no_other() -> None:
    """The README shows each command that the program lists, and none that it does not have."""
    shown = run(ROOT, "--help").stdout
    commands = set(re.findall(r"^  ([a-z]+)\b", shown.partition("--help")[2], re.MULTILINE))
    code = code_in("README.md")
    used = set(re.findall(r"(?:^|[ /])cchr-feeds ([a-z]+)", code, re.MULTILINE))
    listed = set(re.findall(r"^([a-z]+)\b", code, re.MULTILINE))
    assert commands
    assert used <= commands
    assert commands <= used | listed


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_documents_name_targets_that_exist(document: str) -> None:
    """Every `make something` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", code_in(document), re.MULTILINE)) <= targets
