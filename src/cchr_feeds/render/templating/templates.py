"""Templates: a project's own win over the packaged ones, one by one.

`packaged/newsletter/edition.html.j2` always means the packaged one, so that a project's own
`newsletter/edition.html.j2` can extend it and replace one block.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.errors import Problem
from cchr_feeds.render.templating.folders import Folders

if TYPE_CHECKING:
    from cchr_feeds.render.templating.sandbox import Constants, Sandbox


class Templates:
    """The templates of one build, each read once; those in the folder `project` come first.

    `packaged` is the folder of those that come with us, where they are not what readers get.
    """

    def __init__(self, project: Path | None = None, packaged: Path | None = None) -> None:
        self._folders = Folders(project / "templates" if project else None, packaged)

    def html(self, name: str, **values: object) -> str:
        """An HTML page; every value is escaped unless it is marked as HTML (it has `__html__`)."""
        return self._sandbox.html(name, values)

    def text(self, name: str, **values: object) -> str:
        """Plain text; nothing is escaped."""
        return self._sandbox.text(name, values)

    def mail(self, name: str, constants: Constants = (), **values: object) -> str:
        """An HTML page with its style rules in `style` attributes, because mail clients drop style sheets.

        `constants` are names and values that come again with most mails.
        """
        return self._sandbox.mail(name, constants, values)

    def problems(self, mails: Sequence[str]) -> list[Problem]:
        """All that is wrong with the project's own templates, as far as it shows before they are filled in.

        `mails` are the names of those whose styles are inlined.
        """
        return self._sandbox.problems(mails) if self.own else []

    @property
    def made_from(self) -> tuple[Path | None, Path]:
        """All that pages can say besides their values: the folders of the templates."""
        return self._folders.places

    @cached_property
    def own(self) -> list[str]:
        """The names of the project's own templates."""
        return self._folders.own()

    @cached_property
    def _sandbox(self) -> Sandbox:
        from cchr_feeds.render.templating.sandbox import Sandbox  # feeds need no template

        return Sandbox(self._folders)
