"""Jinja's sandbox: templates filled in, and what is wrong with them. Only this module knows Jinja."""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, time, timedelta, tzinfo
from difflib import get_close_matches
from functools import cache, partial
from types import FunctionType, MethodType
from typing import NoReturn

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.nodes import Block, Const, Extends, FromImport, Import, Include, Node, Template
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cchr_feeds.errors import ProblemsFound
from cchr_feeds.i18n import _, any_of
from cchr_feeds.packaged import PACKAGED
from cchr_feeds.problem import Problem
from cchr_feeds.render.markup import in_language, name_in
from cchr_feeds.render.templating.mail_rules import faults
from cchr_feeds.text.direction import text_direction
from cchr_feeds.text.wording import Word

Source = tuple[str, str, None]
"""What a loader gives Jinja: a template's text, its path as problems name it, and no way to see changes."""

# An expression can also raise errors that are not Jinja's: {{ 1 / 0 }}, {{ none() }}, {{ "a" + 1 }}.
_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    MemoryError,
)

_FUNCTIONS = (FunctionType, MethodType, type(cache(len)))
_VALUES = (str, int, float, tuple, list, dict, set, frozenset, date, time, timedelta)
"""What a template may call the methods of: they give another value, and do nothing else."""

_ASKING = {Extends: "extends", Include: "include", Import: "import", FromImport: "from"}
"""The statements that ask for another template."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way to the fields of our models and to our functions.

    For those its rules come down to the underscore, but take 3 µs each, half of rendering an edition. Other
    objects are values: a time zone is its name, and nothing of a library is called but a value's methods.
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
        """What a function gives; ours are safe, and the sandbox would ask them six questions first."""
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


@cache
def _offers(kind: type, attribute: str) -> bool:
    """Whether a template may see this of an object of ours; its class and the name decide that."""
    return attribute[0] != "_" and (is_dataclass(kind) or kind is LoopContext)


def render(
    sandbox: Sandbox, name: str, values: Mapping[str, object], shown: set[str], same: dict[str, str]
) -> str:
    """A template, filled in; `shown` are the paths of templates, as problems name them.

    `same` has the texts of blocks; those that are empty are filled in, for another page.
    """
    try:
        template = sandbox.get_template(name)
        if not same:
            return template.render(values)
        context = template.new_context(dict(values))
        for block, text in same.items():
            same[block] = text or sandbox.concat(context.blocks[block][0](context))
            context.blocks[block] = [partial(_known, same[block])]
        return sandbox.concat(template.root_render_func(context))
    except _FAULTS as error:
        _explain(error, name, shown)


def _known(text: str, _context: Context) -> Iterator[str]:
    """A block whose text is known."""
    yield text


def _explain(error: Exception, name: str, shown: set[str]) -> NoReturn:
    """Raises the problem in words, or the error itself if no template is to blame for it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [(frame.filename, frame.lineno or 1) for frame in frames if frame.filename in shown]
    if isinstance(error, TemplateSyntaxError):
        problem = _syntax_problem(error, name)
    elif isinstance(error, TemplateNotFound):
        place = lines[-1] if lines else (f"templates/{name}", 1)
        message = _("there is no template {name}", name=error.name)
        problem = _problem(*place, message, _("check the name and the folder"))
    elif lines:
        # A reader does not know the names of our classes.
        unknown = re.fullmatch(r"'[\w.]+ object' has no attribute (.+)", str(error))
        reason = _("there is no {name}", name=unknown[1]) if unknown else str(error) or type(error).__name__
        message = _("the template can't be filled in: {reason}", reason=reason)
        problem = _problem(*lines[-1], message, _("use the names that the packaged template uses"))
    else:
        raise error
    raise ProblemsFound([problem]) from error


def _syntax_problem(error: TemplateSyntaxError, name: str) -> Problem:
    message = _("the template can't be read: {reason}", reason=error.message)
    fix = _("close what was opened, or start again from the packaged template")
    # Jinja's lexer says the file's name where a template's should stand (lexer.py, Failure).
    return _problem(error.filename or error.name or name, error.lineno, message, fix)


def syntax_problems(sandbox: Sandbox, names: Iterable[str]) -> set[Problem]:
    """What keeps these templates from being read."""
    found: set[Problem] = set()
    for name in names:
        try:
            sandbox.get_template(name)
        except ProblemsFound as problems:
            found.update(problems.problems)
        except TemplateSyntaxError as error:
            found.add(_syntax_problem(error, name))
    return found


def mail_problems(sandbox: Sandbox, name: str, within: tuple[str, ...] = ()) -> set[Problem]:
    """What is wrong with the project's own templates: that of a mail, and all that it asks for."""
    source, path, _never = sandbox.load(name) or ("", name, None)
    try:
        tree = sandbox.parse(source, name, path)
    except TemplateSyntaxError as error:
        return {_syntax_problem(error, name)}
    found: set[Problem] = set()
    if not path.startswith(PACKAGED):
        found.update(faults(source, path), _unknown_blocks(sandbox, tree, path))
    for node in tree.find_all(tuple(_ASKING)):
        asked = _asked_for(node)
        if refusal := _refusal(_ASKING[type(node)], asked, (*within, name), sandbox):
            found.add(_problem(path, node.lineno, *refusal))
        else:
            found |= mail_problems(sandbox, asked, (*within, name))
    return found


def _refusal(word: str, asked: str, within: Sequence[str], sandbox: Sandbox) -> tuple[str, str] | None:
    """What is wrong with the name by which a template asks for another, and what to write."""
    if not asked:
        fix = _('write {{% {word} "newsletter/….html.j2" %}}', word=word)
        return _("{word} needs a file's name in quotes and nothing else", word=word), fix
    if asked in within and word == "extends":
        fix = _('write {{% extends "packaged/{name}" %}}', name=asked)
        return _("{name} extends itself", name=asked), fix
    if asked in within:
        return _("{name} includes itself", name=asked), _("remove this line")
    if sandbox.load(asked) is None:
        return _("there is no template {name}", name=asked), _("check the name and the folder")
    return None


def _unknown_blocks(sandbox: Sandbox, tree: Template, path: str) -> Iterator[Problem]:
    """Blocks that replace none of what is extended: Jinja ignores them silently."""
    known = _blocks_above(sandbox, tree)
    for block in tree.body:  # one within another block is new, and may be there
        if isinstance(block, Block) and known and block.name not in known:
            meant = any_of(get_close_matches(block.name, known, 1) or sorted(known))
            message = _("what is extended has no block {name}", name=block.name)
            yield _problem(path, block.lineno, message, _("did you mean {meant}?", meant=meant))


def _blocks_above(sandbox: Sandbox, tree: Template, depth: int = 9) -> set[str]:
    """The names of the blocks that what a template extends has."""
    extends = tree.find(Extends)
    found = sandbox.load(_asked_for(extends)) if extends and depth else None
    if found is None:
        return set()
    above = sandbox.parse(found[0], filename=found[1])
    return {block.name for block in above.find_all(Block)} | _blocks_above(sandbox, above, depth - 1)


def _problem(path: str, line: int, message: str, fix: str) -> Problem:
    return Problem(path, line, 1, "template", message, fix)


def _asked_for(node: Node) -> str:
    """The name of the template that a statement asks for; empty where it is not written out."""
    named = getattr(node, "template", None)
    return named.value if isinstance(named, Const) and isinstance(named.value, str) else ""
