"""The files of a new project that are the same for everybody, as they lie in the package."""

from __future__ import annotations

from importlib.resources import files

EDITOR = {".vscode/settings.json": "settings.json", ".vscode/extensions.json": "extensions.json"}
"""What tells Visual Studio Code of the schemas: the path in a project, and the name in the package."""

PROJECT = {
    "README.md": "README.md",
    "Makefile": "Makefile",
    ".gitignore": "gitignore",
    ".github/workflows/feeds.yml": "feeds.yml",
    **EDITOR,
}


def packaged(names: dict[str, str]) -> dict[str, bytes]:
    """The files' contents by their paths in a project."""
    folder = files("cchr_feeds") / "starter"
    return {path: (folder / name).read_bytes() for path, name in names.items()}
