"""Compiles the gettext catalogues when the package is built or installed, with Babel."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a `.mo` beside each `.po`; wheels and editable installs need them, a source archive does not."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:  # noqa: ARG002 (hatchling's names)
        """Called by hatchling before it collects files."""
        for source in Path(self.root, "src/cchr_feeds/locale").glob("*/LC_MESSAGES/*.po"):
            compiled = source.with_suffix(".mo")
            # Whatever else uses the checkout meanwhile knows the program by its files.
            if compiled.exists() and compiled.stat().st_mtime > source.stat().st_mtime:
                continue
            with source.open("rb") as text, compiled.open("wb") as file:
                write_mo(file, read_po(text))
