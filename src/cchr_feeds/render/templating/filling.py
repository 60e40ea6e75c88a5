"""Templates filled in. The only module that knows Jinja, which takes 15 ms to import."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from types import FunctionType, MethodType
from typing import NoReturn

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.nodes import Call, Getattr
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.render.templating.faults import not_filled, template_problem
from cchr_feeds.render.templating.fixing import Fixed, with_fixed, with_kept
from cchr_feeds.render.templating.flatten import Flat, flatten
from cchr_feeds.render.templating.folders import PACKAGED, Folders
from cchr_feeds.render.templating.pieces import Piece, lexed, place_of
from cchr_feeds.render.templating.ready import inlined

# An expression can also raise errors that are not Jinja's: {{ 1 / 0 }}, {{ none() }}, {{ "a" + 1 }}.
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError)

_SPECIAL = re.compile("[&<>'\"]")  # what markupsafe escapes


class Filling:
    """Fills in the templates of two folders, each of which is read once."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._own = folders.own()
        self._mails: dict[str, _Mail] = {}

    def html(self, name: str, **values: object) -> str:
        """An HTML page; every value is escaped unless it is marked as HTML (it has `__html__`)."""
        return self._render(self._html, name, values)

    def text(self, name: str, **values: object) -> str:
        """Plain text; nothing is escaped."""
        return self._render(self._plain, name, values)

    def mail(self, name: str, fixed: Fixed = (), **values: object) -> str:
        """An HTML page with its style rules in `style` attributes, because mail clients drop style sheets.

        `fixed` are names and values that come again with most mails.
        """
        mail = self._mail(name)
        try:
            return mail.with_fixed(fixed).render(values, **dict(fixed))
        except _FAULTS:
            self._blame(mail, {**values, **dict(fixed)})
            raise

    def problems(self, mails: Sequence[str]) -> list[Problem]:
        """All that is wrong with the project's own templates, as far as it shows before they are filled in.

        `mails` are the names of those whose styles are inlined.
        """
        attempts: list[Callable[[], object]] = [partial(self._html.get_template, name) for name in self._own]
        attempts += [partial(self._mail, name) for name in mails if self._own]
        return sorted({problem for attempt in attempts for problem in _problems_of(attempt)})

    @cached_property
    def _html(self) -> Environment:
        return self._environment(_Sandbox)

    @cached_property
    def _plain(self) -> Environment:
        return self._environment(_Sandbox, autoescape=False)

    @cached_property
    def _ours(self) -> Environment:
        """For mails that are put together of packaged templates alone."""
        return self._environment(_Direct)

    def _environment(self, kind: type[Environment], *, autoescape: bool = True) -> Environment:
        return kind(
            loader=FunctionLoader(self._source),
            autoescape=autoescape,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def _source(self, name: str) -> tuple[str, str, None] | None:
        """A template's text, and the path to show in a problem (Jinja puts it into tracebacks)."""
        found = self._folders.read(name)
        return found and (*found, None)

    def _render(self, environment: Environment, name: str, values: dict[str, object]) -> str:
        try:
            return environment.get_template(name).render(values)
        except _FAULTS as error:
            _explain(error, name, self._folders.shown)

    def _mail(self, name: str) -> _Mail:
        if name not in self._mails:
            flat = flatten(name, self._pieces)
            source, environment = inlined(name, flat), self._html
            if flat.is_ours:
                source, environment = with_kept(source), self._ours
            self._mails[name] = _Mail(
                flat, cache(lambda fixed: environment.from_string(with_fixed(source, dict(fixed))))
            )
        return self._mails[name]

    def _blame(self, mail: _Mail, values: dict[str, object]) -> None:
        """Raises the fault again where its place is known: in the template's parts before inlining."""
        pieces = mail.flat.pieces
        try:
            self._html.from_string("".join(piece.text for piece in pieces)).render(values)
        except _FAULTS as error:
            frames = traceback.extract_tb(error.__traceback__)
            lines = [frame.lineno or 1 for frame in frames if frame.filename == "<template>"]
            raise not_filled(*place_of(pieces, lines[-1] if lines else 1), error) from error

    def _pieces(self, name: str) -> list[Piece] | None:
        found = self._folders.read(name)
        if found is None:
            return None
        source, path = found
        try:
            if not path.startswith(PACKAGED):
                self._html.get_template(name)  # finds mistakes in the syntax
        except TemplateSyntaxError as error:
            _explain(error, name, self._folders.shown)
        return list(lexed(self._html.lex(source), path)) or [Piece("data", "", path, 1)]


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail template in one piece, and the same with its styles inlined and some values in it."""

    flat: Flat
    with_fixed: Callable[[Fixed], Template]


def _problems_of(attempt: Callable[[], object]) -> Sequence[Problem]:
    try:
        attempt()
    except ProblemsFound as found:
        return found.problems
    except TemplateSyntaxError as error:
        return [_unreadable(error, "")]
    return ()


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way to the fields of our models and to our functions.

    For those its rules come down to the underscore, but take 3 µs each, half of rendering an edition.
    """

    def getattr(self, obj: object, attribute: str) -> object:
        """The attribute, if a template may see it."""
        if hasattr(type(obj), "__dataclass_fields__") and not attribute.startswith("_"):
            found = getattr(obj, attribute, _MISSING)
            return self.undefined(obj=obj, name=attribute) if found is _MISSING else found
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: object, /, *values: object, **named: object) -> object:
        """What a function gives; ours are safe, and the sandbox would ask them six questions first."""
        if isinstance(obj, (FunctionType, MethodType)) and str(obj.__module__).startswith("cchr_feeds."):
            for internal in ("_loop_vars", "_block_vars"):  # for a context (jinja2/runtime.py, Context.call)
                named.pop(internal, None)
            return obj(*values, **named)
        return super().call(context, obj, *values, **named)


_MISSING = object()


class _Direct(Environment):
    """For templates that are all ours: Python is asked at once, by no detour that refuses or explains."""

    class code_generator_class(CodeGenerator):  # noqa: N801 - Jinja's name
        """Compiles mails, which hold no macro and no `self`: these are called in another way."""

        def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
            """`entry.title`."""
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

        def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: ARG002, N802
            """`link(entry.url)`."""
            self.visit(node.node, frame)
            self.write("(")
            for argument in (*node.args, *node.kwargs):
                self.visit(argument, frame)
                self.write(", ")
            self.write(")")

        def _output_child_pre(self, *_: object) -> None:
            self.write("environment.shown(")

    @staticmethod
    def shown(value: object) -> str:
        """The value as HTML."""
        if type(value) is str:
            return escape(value) if _SPECIAL.search(value) else value
        return value if isinstance(value, str) and hasattr(value, "__html__") else escape(value)


def _explain(error: Exception, name: str, shown: set[str]) -> NoReturn:
    """Raises the problem in words, or the error itself if no template is to blame for it."""
    if isinstance(error, TemplateSyntaxError):
        raise ProblemsFound([_unreadable(error, name)]) from error
    frames = traceback.extract_tb(error.__traceback__)
    lines = [(frame.filename, frame.lineno or 1) for frame in frames if frame.filename in shown]
    if isinstance(error, TemplateNotFound):
        path, line = lines[-1] if lines else (f"templates/{name}", 1)
        message = _("there is no template {name}", name=error.name)
        raise template_problem(path, line, message, _("check the name and the folder")) from error
    if not lines:
        raise error
    raise not_filled(*lines[-1], error) from error


def _unreadable(error: TemplateSyntaxError, name: str) -> Problem:
    message = _("the template can't be read: {reason}", reason=error.message)
    fix = _("close what was opened, or start again from the packaged template")
    # Jinja's lexer says the file's name where a template's should stand (lexer.py, Failure).
    return Problem(error.filename or error.name or name, error.lineno, 1, "template", message, fix)
