"""Templates: a project's own win over the packaged ones, one by one. The only module that knows Jinja.

`packaged/newsletter/edition.html.j2` always means the packaged one, so that a project's own
`newsletter/edition.html.j2` can extend it and replace one block.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import NoReturn

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.render.templating.flatten import Kind, Piece, flatten

PACKAGED = "packaged/"
MAX_OCTETS = 256 * 1024

# An expression can also raise errors that are not Jinja's: {{ 1 / 0 }}, {{ none() }}, {{ "a" + 1 }}.
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)


class Templates:
    """The templates of one build, each read once; those in the folder `project` come first."""

    def __init__(self, project: Path | None = None) -> None:
        self._loader = _Loader(project / "templates" if project else None)
        self._inlined: dict[str, Template] = {}

    def html(self, name: str, **values: object) -> str:
        """An HTML page; every value is escaped unless it is marked as HTML (it has `__html__`)."""
        return self._render(self._html, name, values)

    def text(self, name: str, **values: object) -> str:
        """Plain text; nothing is escaped."""
        return self._render(self._plain, name, values)

    def mail(self, name: str, **values: object) -> str:
        """An HTML page with its style rules in `style` attributes, because mail clients drop style sheets."""
        try:
            return self._mail_template(name).render(values)
        except _FAULTS:
            self.html(name, **values)  # the same fault again, where its file and line are known
            raise

    @cached_property
    def _html(self) -> Environment:
        return _environment(self._loader, autoescape=True)

    @cached_property
    def _plain(self) -> Environment:
        return _environment(self._loader, autoescape=False)

    def _render(self, environment: Environment, name: str, values: dict[str, object]) -> str:
        try:
            return environment.get_template(name).render(values)
        except _FAULTS as error:
            _explain(error, name, self._loader.shown)

    def _mail_template(self, name: str) -> Template:
        from cchr_feeds.render.templating.inline import inline  # imports premailer: 140 ms

        if name not in self._inlined:
            self._inlined[name] = self._html.from_string(inline(flatten(name, self._pieces)))
        return self._inlined[name]

    def _pieces(self, name: str) -> list[Piece] | None:
        try:
            self._html.get_template(name)  # finds mistakes in the syntax
            source, path, _ = self._loader.get_source(self._html, name)
        except TemplateNotFound:
            return None
        except TemplateSyntaxError as error:
            _explain(error, name, self._loader.shown)
        return list(_lexed(self._html, source, path)) or [Piece("data", "", path, 1)]


def _environment(loader: BaseLoader, *, autoescape: bool) -> Environment:
    return _Sandbox(
        loader=loader,
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way to the fields of our models.

    For those its rules come down to the underscore, but take 3 µs each, half of rendering an edition.
    """

    def getattr(self, obj: object, attribute: str) -> object:
        """The attribute, if a template may see it."""
        if hasattr(type(obj), "__dataclass_fields__") and not attribute.startswith("_"):
            return (
                getattr(obj, attribute, None)
                if hasattr(obj, attribute)
                else self.undefined(obj=obj, name=attribute)
            )
        return super().getattr(obj, attribute)


def packaged_templates() -> Path:
    """The folder of the packaged templates; in a checkout (editable install), the one at its top level."""
    installed = Path(str(files("cchr_feeds"))) / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[4] / "templates"


class _Loader(BaseLoader):
    """Finds a template in the project's folder, else in the packaged one, and never outside of both."""

    def __init__(self, own: Path | None) -> None:
        self._own = own
        self.shown: set[str] = set()

    def get_source(self, _: Environment, template: str) -> tuple[str, str, None]:
        """Its text, and the path to show in a problem (Jinja puts it into tracebacks as the file's name)."""
        for folder, name, shown in self._places(template):
            file = _inside(folder, name)
            if file is not None:
                self.shown.add(shown)
                return _text(file, shown), shown, None
        raise TemplateNotFound(template)

    def _places(self, template: str) -> Iterator[tuple[Path, str, str]]:
        name = template.removeprefix(PACKAGED)
        if self._own and name == template:
            yield self._own, name, f"templates/{name}"
        yield packaged_templates(), name, f"{PACKAGED}{name}"


def _inside(folder: Path, name: str) -> Path | None:
    """The regular file `name` of `folder`; Jinja's own loader would follow a symlink out of it."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or "\\" in name or name.startswith("/"):
        return None
    file = (folder / name).resolve()
    return file if file.is_relative_to(folder.resolve()) and file.is_file() else None


def _text(file: Path, shown: str) -> str:
    content = file.read_bytes()
    if len(content) > MAX_OCTETS:
        fix = "move parts of it into files of their own"
        raise _problem(shown, 1, f"the template has over {MAX_OCTETS // 1024} kB", fix)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _problem(shown, line, "the template is not saved as UTF-8", "save it again as UTF-8") from error


def _problem(path: str, line: int, message: str, fix: str) -> ProblemsFound:
    return ProblemsFound([Problem(path, line, 1, "template", message, fix)])


def _explain(error: Exception, name: str, shown: set[str]) -> NoReturn:
    """Raises the problem in words, or the error itself if no template is to blame for it."""
    if isinstance(error, TemplateSyntaxError):
        message = f"the template can't be read: {error.message}"
        raise _problem(error.filename or name, error.lineno, message, _SYNTAX) from error
    frames = traceback.extract_tb(error.__traceback__)
    lines = [(frame.filename, frame.lineno or 1) for frame in frames if frame.filename in shown]
    if isinstance(error, TemplateNotFound):
        path, line = lines[-1] if lines else (f"templates/{name}", 1)
        message = f"there is no template {error.name}"
        raise _problem(path, line, message, "check the name and the folder") from error
    if not lines:
        raise error
    raise _problem(*lines[-1], f"the template can't be filled in: {error}", _NAMES) from error


_SYNTAX = "close what was opened, or start again from the packaged template"
_NAMES = "use the names that the packaged template uses"


def _lexed(environment: Environment, source: str, path: str) -> Iterator[Piece]:
    """The template's text and tags in order; put together again they render as the source does."""
    tag: list[tuple[str, str]] = []
    start = 1
    for line, token, value in environment.lex(source):
        if token == "data" and not tag:
            yield Piece("data", value, path, line)
            continue
        start = start if tag else line
        tag.append((token, value))
        if token in _ENDS:
            words = tuple(value for token, value in tag[1:-1] if token != "whitespace")
            yield Piece(_ENDS[token], "".join(value for _, value in tag), path, start, words)
            tag = []


_ENDS: dict[str, Kind] = {
    "block_end": "statement",
    "variable_end": "expression",
    "comment_end": "comment",
    "raw_end": "raw",
}
