"""Templates: a project's own win over packaged ones, one by one; nothing outside their folders is read."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.packaged import PACKAGED, packaged_templates
from cchr_feeds.problem import Problem
from cchr_feeds.render.markup import marked_runs

if TYPE_CHECKING:
    from cchr_feeds.render.templating.inline import Styles
    from cchr_feeds.render.templating.sandbox import Sandbox, Source

EDITION = "newsletter/edition.html.j2"
"""The template of mails, and of their copies on the web."""

MAX_BYTES = 256 * 1024


class Templates:
    """The templates of one build, each read once; those in the folder `project` come first.

    `packaged` is a folder to read instead of the packaged templates.
    """

    def __init__(self, project: Path | None = None, packaged: Path | None = None) -> None:
        own = project / "templates" if project else None
        # A link could lead anywhere.
        self._folder = None if own is None or own.is_symlink() else own.resolve()
        self._packaged = (packaged or packaged_templates()).resolve()

    @property
    def made_from(self) -> tuple[Path | None, Path]:
        """All that pages can say besides their values: the folders of the templates."""
        return self._folder, self._packaged

    @cached_property
    def own(self) -> list[str]:
        """The names of the project's own templates."""
        folder = self._folder
        if folder is None or not folder.is_dir():
            return []
        names = (path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))
        return sorted(name for name in names if _inside(folder, name))

    def line_of(self, name: str, text: str) -> int:
        """The line of a template in which a text first stands; the first line where it does not."""
        source, *_ = self._source(name) or ("", "", None)
        return source.count("\n", 0, max(source.find(text), 0)) + 1

    def html(self, name: str, **values: object) -> str:
        """An HTML page; every value is escaped unless it is marked as HTML (it has `__html__`)."""
        return self._render(self._pages, name, values)

    def text(self, name: str, **values: object) -> str:
        """Plain text; nothing is escaped."""
        return self._render(self._texts, name, values)

    def mail(self, **values: object) -> str:
        """An edition with its style rules in `style` attributes."""
        return self._render(self._mails, EDITION, values)

    def problems(self) -> list[Problem]:
        """What is wrong with the project's own templates, as far as it shows before they are filled in."""
        if not self.own:
            return []
        from cchr_feeds.render.templating.mail_rules import mail_problems
        from cchr_feeds.render.templating.sandbox import syntax_problems

        return sorted(syntax_problems(self._pages, self.own) | mail_problems(self._pages, EDITION))

    def _source(self, name: str) -> "Source | None":
        """A template's text and the path that problems name; `None` where there is no such template."""
        inside = name.removeprefix(PACKAGED)
        places = [(self._packaged, f"{PACKAGED}{inside}")]
        # `packaged/newsletter/edition.html.j2` always means the packaged one, so that a project's own
        # `newsletter/edition.html.j2` can extend it and replace one block.
        if self._folder and inside == name:
            places.insert(0, (self._folder, f"templates/{name}"))
        for folder, shown in places:
            if file := _inside(folder, inside):
                return _text(file, shown), shown, None
        return None

    @cached_property
    def _pages(self) -> "Sandbox":
        from cchr_feeds.render.templating.sandbox import Sandbox  # feeds need no template: 80 ms

        return Sandbox(self._source)

    @cached_property
    def _texts(self) -> "Sandbox":
        return self._pages.overlay(autoescape=False)

    def _render(self, sandbox: "Sandbox", name: str, values: Mapping[str, object]) -> str:
        return marked_runs(sandbox.filled(name, values))

    @cached_property
    def _mails(self) -> "Sandbox":
        from cchr_feeds.render.templating.inline import inlined
        from cchr_feeds.render.templating.sandbox import Sandbox

        if self.own:
            from cchr_feeds.render.templating.mail_rules import mail_problems

            if problems := mail_problems(self._pages, EDITION):
                raise ProblemsFound(sorted(problems))
        return Sandbox(partial(self._changed, partial(inlined, styles=self._styles())))

    def _styles(self) -> "Styles":
        """What the sheet of mails makes of their elements; Jinja knows which `<style>` their page has."""
        from cchr_feeds.render.templating.inline import Styles, sheet_of, sheets_alone
        from cchr_feeds.render.templating.sandbox import Sandbox

        sheets = Sandbox(partial(self._changed, sheets_alone))
        return Styles(sheet_of(self._render(sheets, EDITION, {})))

    def _changed(self, change: Callable[[str], str], name: str) -> "Source | None":
        found = self._source(name)
        return found and (change(found[0]), *found[1:])


def _inside(folder: Path, name: str) -> Path | None:
    """The regular file `name` of a real `folder`, unless it is hidden or a symlink out of the folder."""
    # Jinja's own loader would follow such a symlink.
    file = (folder / name).resolve()
    if "\\" in name or name.startswith("/") or not file.is_relative_to(folder) or not file.is_file():
        return None
    # Hidden files are ignored, as everywhere in a project: the cache does not see them.
    parts = (*PurePosixPath(name).parts, *file.relative_to(folder).parts)
    return None if any(part.startswith(".") for part in parts) else file


def _text(file: Path, shown: str) -> str:
    content = file.read_bytes()
    if len(content) > MAX_BYTES:
        message = _("the template has over {size} kB", size=MAX_BYTES // 1024)
        fix = _("move parts of it into files of their own")
        raise ProblemsFound([Problem(shown, 1, 1, "template", message, fix)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message, fix = _("the template is not saved as UTF-8"), _("save it again as UTF-8")
        raise ProblemsFound([Problem(shown, line, 1, "template", message, fix)]) from error
