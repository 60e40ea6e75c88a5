"""Right and wrong files: those of this project, of its tests, and of its documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from project_files import MARK, without_marks

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
DOCUMENTS = ("README.md", "docs/editor.md", "docs/reference.md")
_BLOCK = re.compile(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class File:
    """A file of a project: what kind it is, its text, and where it is from."""

    kind: str
    text: str
    name: str


def right_files() -> Iterator[File]:
    """Files without an error: those of projects, and those that documents show."""
    for folder in (ROOT, TESTS / "projects/nasty", TESTS / "projects/clients"):
        for path in [folder / "site.yaml", *folder.glob("entries/**/*.yaml")]:
            yield File(_kind(path.name), path.read_text(encoding="utf-8"), str(path.relative_to(ROOT)))
    for document in DOCUMENTS:
        for path, text in _BLOCK.findall((ROOT / document).read_text(encoding="utf-8")):
            yield File(
                "edition" if path.startswith("editions/") else _kind(path), text, f"{document}: {path}"
            )


def wrong_files() -> Iterator[File]:
    """The files that tests of the reader show to be wrong, or to be warned of."""
    for path in sorted((TESTS / "source").glob("test_wrong_*.py")):
        for text in _marked(_module(path)):
            kind = "site" if text.startswith("authority:") or "\nauthority:" in text else "entry"
            yield File(kind, text, path.stem)


def _kind(name: str) -> str:
    return "site" if name == "site.yaml" else "entry"


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(f"corpus_{path.stem}", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _marked(module: ModuleType) -> Iterator[str]:
    """The first value of each row of the tables in a module, where it is a file with a mark."""
    tables = [each for name, each in vars(module).items() if name.isupper() and isinstance(each, tuple)]
    for row in (row for table in tables for row in table):
        first = next(iter(getattr(row, "values", ())), "")
        if isinstance(first, str) and MARK in first and "\n" in first:
            yield without_marks(first)[0]
