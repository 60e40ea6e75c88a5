"""Jinja's sandbox: templates filled in, and what is wrong with them in words."""

import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass
from datetime import date, time, timedelta, tzinfo
from functools import cache, partial
from types import FunctionType, MethodType

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.packaged import PACKAGED
from cchr_feeds.problem import Problem
from cchr_feeds.render.markup import in_language, name_in
from cchr_feeds.text.scripts import text_direction
from cchr_feeds.text.wording import Word

Source = tuple[str, str, None]
"""What a loader gives Jinja: a template's text, its path as problems name it, and no way to see changes."""

# An expression can also raise errors that are not Jinja's: {{ 1 / 0 }}, {{ none() }}, {{ "a" + 1 }}.
_PYTHONS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RuntimeError, MemoryError)

# How the paths of templates begin, as problems name them.
_SHOWN = (PACKAGED, "templates/")

_FUNCTIONS = (FunctionType, MethodType, type(cache(len)))
# What a template may call the methods of: they give another value, and do nothing else.
_VALUES = (str, int, float, tuple, list, dict, set, frozenset, date, time, timedelta)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way to the fields of our models and to our functions.

    Other objects are values: a time zone is its name, and of a library only a value's methods are called.
    """

    def __init__(self, load: Callable[[str], Source | None]) -> None:
        super().__init__(
            loader=FunctionLoader(load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.load = load
        self.filters["dir"] = text_direction
        self.globals |= {"in_language": in_language, "name_in": name_in}

    def getattr(self, obj: object, attribute: str) -> object:
        """The attribute, if a template may see it."""
        # For our own objects Jinja's rules come down to the underscore, but take 3 µs each, half of rendering
        # an edition.
        kind: type = type(obj)
        if not _offers(kind, attribute):
            if isinstance(obj, Word) and attribute == "format":
                return obj.format  # Jinja's own would forget the language
            return super().getattr(obj, attribute)
        try:
            value: object = getattr(obj, attribute)
        except AttributeError:
            return self.undefined(obj=obj, name=attribute)
        return str(value) if isinstance(value, tzinfo) else value

    def is_safe_callable(self, obj: object) -> bool:
        """Whether a template may call this: a method of a value, what Jinja offers, or what we do."""
        obj = obj.func if isinstance(obj, partial) else obj
        owner = getattr(obj, "__self__", obj)
        kind = owner if isinstance(owner, type | FunctionType) else type(owner)
        library = (kind.__module__ or "jinja2").partition(".")[0]  # compiled templates are of no module
        is_known = obj is dict or library in ("cchr_feeds", "jinja2", "markupsafe")
        return (isinstance(owner, _VALUES) or is_known) and super().is_safe_callable(obj)

    def call(self, context: Context, obj: object, /, *values: object, **named: object) -> object:
        """What a function gives."""
        # Our functions are safe, and the sandbox would ask six questions of each first.
        function = obj.func if isinstance(obj, partial) else obj
        is_ours = isinstance(function, _FUNCTIONS) and str(function.__module__).startswith("cchr_feeds.")
        if callable(obj) and is_ours:
            named.pop("_loop_vars", None)  # these two are for a context (jinja2/runtime.py, Context.call)
            named.pop("_block_vars", None)
            return obj(*values, **named)
        if not callable(obj) or not (isinstance(obj, Macro) or self.is_safe_callable(obj)):
            # Jinja would show where in the memory it lies
            raise SecurityError(f"{getattr(obj, '__name__', 'this')} can't be called here")
        return context.call(obj, *values, **named)

    def filled(self, name: str, values: Mapping[str, object]) -> str:
        """A template, filled in."""
        try:
            return self.get_template(name).render(values)
        except (TemplateError, *_PYTHONS) as error:
            raise ProblemsFound([_explained(error, name)]) from error


@cache
def _offers(kind: type, attribute: str) -> bool:
    """Whether a template may see this of an object of ours; its class and the name decide that."""
    return attribute[0] != "_" and (is_dataclass(kind) or kind is LoopContext)


def _explained(error: Exception, name: str) -> Problem:
    """The problem in words; raises the error itself if no template is to blame for it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [(frame.filename, frame.lineno or 1) for frame in frames if frame.filename.startswith(_SHOWN)]
    if isinstance(error, TemplateSyntaxError):
        return syntax_problem(error, name)
    if isinstance(error, TemplateNotFound):
        place = lines[-1] if lines else (f"templates/{name}", 1)
        message = _("there is no template {name}", name=error.name)
        return template_problem(*place, message, _("check the name and the folder"))
    if lines:
        # A reader does not know the names of our classes.
        unknown = re.fullmatch(r"'[\w.]+ object' has no attribute (.+)", str(error))
        reason = _("there is no {name}", name=unknown[1]) if unknown else str(error) or type(error).__name__
        message = _("the template can't be filled in: {reason}", reason=reason)
        return template_problem(*lines[-1], message, _("use the names that the packaged template uses"))
    raise error


def syntax_problem(error: TemplateSyntaxError, name: str) -> Problem:
    """What keeps a template from being read."""
    message = _("the template can't be read: {reason}", reason=error.message)
    fix = _("close what was opened, or start again from the packaged template")
    # Jinja's lexer says the file's name where a template's should stand (lexer.py, Failure).
    return template_problem(error.filename or error.name or name, error.lineno, message, fix)


def syntax_problems(sandbox: Sandbox, names: Iterable[str]) -> set[Problem]:
    """What keeps these templates from being read."""
    found: set[Problem] = set()
    for name in names:
        try:
            sandbox.get_template(name)
        except ProblemsFound as problems:
            found.update(problems.problems)
        except TemplateSyntaxError as error:
            found.add(syntax_problem(error, name))
    return found


def template_problem(path: str, line: int, message: str, fix: str) -> Problem:
    """What is wrong in a line of a template."""
    return Problem(path, line, 1, "template", message, fix)
