"""Where templates lie: in the project's own folder, else in the packaged one, and never outside of both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.packaged import packaged_templates

PACKAGED = "packaged/"
MAX_OCTETS = 256 * 1024


def template_problem(path: str, line: int, message: str, fix: str) -> ProblemsFound:
    """A problem at a line of the template at `path`, ready to be raised."""
    return ProblemsFound([Problem(path, line, 1, "template", message, fix)])


class Folders:
    """The two folders of one build; `shown` are the paths of what was read, as problems name them.

    Where the project's own is a link, to who knows where, it counts as none.
    """

    def __init__(self, own: Path | None, packaged: Path | None = None) -> None:
        self._own = own if own and not own.is_symlink() else None
        self._packaged = packaged or packaged_templates()
        self.shown: set[str] = set()

    @property
    def places(self) -> tuple[Path | None, Path]:
        """The project's own folder, if it has one, and that of the packaged templates."""
        return self._own, self._packaged

    def read(self, name: str) -> tuple[str, str] | None:
        """A template's text, and the path to show in a problem; `None` where there is no such template."""
        for folder, inside, shown in self._places(name):
            file = _inside(folder, inside)
            if file is not None:
                self.shown.add(shown)
                return _text(file, shown), shown
        return None

    def own(self) -> list[str]:
        """The names of the project's own templates."""
        if self._own is None or not self._own.is_dir():
            return []
        names = (path.relative_to(self._own).as_posix() for path in self._own.rglob("*.j2"))
        return sorted(name for name in names if _inside(self._own, name))

    def _places(self, template: str) -> Iterator[tuple[Path, str, str]]:
        name = template.removeprefix(PACKAGED)
        if self._own and name == template:
            yield self._own, name, f"templates/{name}"
        yield self._packaged, name, f"{PACKAGED}{name}"


def _inside(folder: Path, name: str) -> Path | None:
    """The regular file `name` of `folder`; Jinja's own loader would follow a symlink out of it.

    Hidden ones are passed over, as everywhere in a project: what builds remember does not hang on them.
    """
    parts = PurePosixPath(name).parts
    if not parts or "\\" in name or name.startswith("/") or any(part.startswith(".") for part in parts):
        return None
    file = (folder / name).resolve()
    return file if file.is_relative_to(folder.resolve()) and file.is_file() else None


def _text(file: Path, shown: str) -> str:
    content = file.read_bytes()
    if len(content) > MAX_OCTETS:
        fix = _("move parts of it into files of their own")
        raise template_problem(shown, 1, _("the template has over {size} kB", size=MAX_OCTETS // 1024), fix)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message, fix = _("the template is not saved as UTF-8"), _("save it again as UTF-8")
        raise template_problem(shown, line, message, fix) from error
