"""Templates filled in, in Jinja's sandbox. The only module that knows Jinja, which takes 15 ms to import."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache, cached_property, partial
from types import FunctionType, MethodType
from typing import NoReturn

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.exceptions import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.nodes import Block, Const, Extends, FromImport, Import, Include, Node, Template
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _, any_of
from cchr_feeds.render.templating.folders import PACKAGED, Folders, template_problem
from cchr_feeds.render.templating.inline import inlined, pairs, sheet_of, sheets_alone
from cchr_feeds.render.templating.mail_rules import faults
from cchr_feeds.render.templating.styles import Styles

Constants = tuple[tuple[str, object], ...]
"""Names and values that most mails have in common, each of which can be a key."""

_Source = tuple[str, str, None]
"""What Jinja wants of a loader: a template's text, the path for tracebacks, and no way to see changes."""

# An expression can also raise errors that are not Jinja's: {{ 1 / 0 }}, {{ none() }}, {{ "a" + 1 }}.
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError)

_NAMING: dict[type[Node], str] = {
    Extends: "extends",
    Include: "include",
    Import: "import",
    FromImport: "from",
}
"""The statements that ask for another template."""


class Sandbox:
    """Fills in the templates of two folders, each of which is read once."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._own = folders.own()
        self._styles = cache(self._styles_of)
        self._mails = cache(self._mail_environment)

    def html(self, name: str, values: Mapping[str, object]) -> str:
        """An HTML page; every value is escaped unless it is marked as HTML (it has `__html__`)."""
        return self._render(self._html, name, values)

    def text(self, name: str, values: Mapping[str, object]) -> str:
        """Plain text; nothing is escaped."""
        return self._render(_environment(self._source, autoescape=False), name, values)

    def mail(self, name: str, constants: Constants, values: Mapping[str, object]) -> str:
        """An HTML page with its style rules in `style` attributes."""
        # A project's own template may give a constant's name another value.
        environment = self._mails(name, () if self._own else constants)
        return self._render(
            environment, name, {**{name: value for name, value in constants if "." not in name}, **values}
        )

    def problems(self, mails: Sequence[str]) -> list[Problem]:
        """All that is wrong with the project's own templates, as far as it shows before they are filled in.

        `mails` are the names of those whose styles are inlined.
        """
        found = {problem for name in self._own for problem in _problems_of(self._html, name)}
        return sorted(found.union(*(self._mail_problems(name) for name in mails)))

    @cached_property
    def _html(self) -> Environment:
        return _environment(self._source)

    def _source(self, name: str) -> _Source | None:
        found = self._folders.read(name)
        return found and (*found, None)

    def _render(self, environment: Environment, name: str, values: Mapping[str, object]) -> str:
        try:
            return environment.get_template(name).render(values)
        except _FAULTS as error:
            _explain(error, name, self._folders.shown)

    def _mail_environment(self, name: str, constants: Constants) -> Environment:
        """For the mails that have these constants in common, which go into their styles at once."""
        if self._own and (problems := self._mail_problems(name)):
            raise ProblemsFound(sorted(problems))
        texts = {name: str(escape(value)) for name, value in constants}
        known = {name: text for name, text in texts.items() if "{" not in text}  # a value is never a tag
        return _environment(partial(self._inlined, self._styles(name), known))

    def _inlined(self, styles: Styles, constants: Mapping[str, str], name: str) -> _Source | None:
        if (found := self._source(name)) is None:
            return None
        styles.learn(pairs(found[0]))
        return inlined(found[0], styles, constants), *found[1:]

    def _styles_of(self, name: str) -> Styles:
        """What the sheet of a mail makes of its elements; Jinja knows which `<style>` its page has."""
        return Styles(sheet_of(self._render(_environment(self._sheets_alone), name, {})))

    def _sheets_alone(self, name: str) -> _Source | None:
        found = self._source(name)
        return found and (sheets_alone(found[0]), *found[1:])

    def _mail_problems(self, name: str, within: tuple[str, ...] = ()) -> set[Problem]:
        """What is wrong with the project's own templates: that of a mail, and all that it asks for."""
        source, path, _ = self._source(name) or ("", name, None)
        try:
            tree = self._html.parse(source, name, path)
        except TemplateSyntaxError as error:
            return {_unreadable(error, name)}
        found = {*faults(source, path), *self._unknown_blocks(tree, path)} if _is_own(path) else set()
        for node in (each for kind in _NAMING for each in tree.find_all(kind)):
            asked = _asked_for(node)
            if refusal := self._refusal(_NAMING[type(node)], asked, (*within, name)):
                found.add(Problem(path, node.lineno, 1, "template", *refusal))
            else:
                found |= self._mail_problems(asked, (*within, name))
        return found

    def _refusal(self, word: str, asked: str, within: Sequence[str]) -> tuple[str, str] | None:
        """What is wrong with the name by which a template asks for another, and what to write."""
        if not asked:
            return _("{word} needs a file's name in quotes and nothing else", word=word), _(
                'write {{% {word} "newsletter/….html.j2" %}}', word=word
            )
        if asked in within and word == "extends":
            return _("{name} extends itself", name=asked), _(
                'write {{% extends "packaged/{name}" %}}', name=asked
            )
        if asked in within:
            return _("{name} includes itself", name=asked), _("remove this line")
        if self._source(asked) is None:
            return _("there is no template {name}", name=asked), _("check the name and the folder")
        return None

    def _unknown_blocks(self, tree: Template, path: str) -> Iterator[Problem]:
        """Blocks that replace none of what is extended: Jinja leaves them out without a word."""
        known = self._blocks_above(tree)
        blocks = list(tree.find_all(Block)) if known else []
        inner = {id(block) for outer in blocks for block in outer.find_all(Block)}
        for block in blocks:
            if id(block) not in inner and block.name not in known:
                meant = any_of(get_close_matches(block.name, known, 1) or sorted(known))
                message, fix = (
                    _("what is extended has no block {name}", name=block.name),
                    _("did you mean {meant}?", meant=meant),
                )
                yield Problem(path, block.lineno, 1, "template", message, fix)

    def _blocks_above(self, tree: Template, depth: int = 9) -> set[str]:
        """The names of the blocks that what a template extends has."""
        extends = tree.find(Extends)
        found = self._source(_asked_for(extends)) if extends and depth else None
        if found is None:
            return set()
        above = self._html.parse(found[0], filename=found[1])
        return {block.name for block in above.find_all(Block)} | self._blocks_above(above, depth - 1)


def _environment(load: Callable[[str], _Source | None], *, autoescape: bool = True) -> Environment:
    return _Environment(
        loader=FunctionLoader(load),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a short way to the fields of our models and to our functions.

    For those its rules come down to the underscore, but take 3 µs each, half of rendering an edition.
    """

    def getattr(self, obj: object, attribute: str) -> object:
        """The attribute, if a template may see it."""
        if attribute[0] == "_" or not (hasattr(obj, "__dataclass_fields__") or type(obj) is LoopContext):
            return super().getattr(obj, attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return self.undefined(obj=obj, name=attribute)

    def call(
        self,
        context: Context,
        obj: object,
        /,
        *values: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: object,
    ) -> object:
        """What a function gives; ours are safe, and the sandbox would ask them six questions first.

        The two names of Jinja's are for a context (jinja2/runtime.py, Context.call).
        """
        if isinstance(obj, _FUNCTIONS) and str(obj.__module__).startswith("cchr_feeds."):
            return obj(*values, **named)
        return super().call(context, obj, *values, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


_FUNCTIONS = (FunctionType, MethodType, type(cache(len)))


def _is_own(path: str) -> bool:
    return not path.startswith(PACKAGED)


def _asked_for(node: Node) -> str:
    """The name of the template that a statement asks for; empty where it is not written out."""
    named = getattr(node, "template", None)
    return named.value if isinstance(named, Const) and isinstance(named.value, str) else ""


def _problems_of(environment: Environment, name: str) -> Sequence[Problem]:
    try:
        environment.get_template(name)
    except ProblemsFound as found:
        return found.problems
    except TemplateSyntaxError as error:
        return [_unreadable(error, "")]
    return ()


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
    raise template_problem(
        *lines[-1], _reason(error), _("use the names that the packaged template uses")
    ) from error


def _reason(error: Exception) -> str:
    """Why a template could not be filled in, in words that do not name our classes."""
    unknown = re.fullmatch(r"'[\w.]+ object' has no attribute (.+)", str(error))
    reason = _("there is no {name}", name=unknown[1]) if unknown else str(error) or type(error).__name__
    return _("the template can't be filled in: {reason}", reason=reason)


def _unreadable(error: TemplateSyntaxError, name: str) -> Problem:
    message = _("the template can't be read: {reason}", reason=error.message)
    fix = _("close what was opened, or start again from the packaged template")
    # Jinja's lexer says the file's name where a template's should stand (lexer.py, Failure).
    return Problem(error.filename or error.name or name, error.lineno, 1, "template", message, fix)
