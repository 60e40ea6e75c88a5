"""Jinja reads and compiles each text of a template once in a process of tests.

Each build has a sandbox of its own, and compiling the packaged templates is most of the time of a small one.
What Jinja makes of a text depends on nothing but the text, its names and whether values are escaped
(jinja2/environment.py, `Environment.compile` and `Environment.parse`).
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from jinja2 import Environment

MOST = 500
"""How many texts are kept at once: more come from tests that make up templates, and never again."""

Given = ParamSpec("Given")
Made = TypeVar("Made")


def _once(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """The method of an environment, which makes the same of the same once."""
    known: dict[tuple[object, ...], Made] = {}

    def made(*what: Given.args, **named: Given.kwargs) -> Made:
        environment, *text = what
        assert isinstance(environment, Environment)
        key = (type(environment), bool(environment.autoescape), *text, *named.items())
        if key not in known:
            if len(known) == MOST:
                known.clear()
            known[key] = make(*what, **named)
        return known[key]

    return made


def compile_once() -> None:
    """From now on a text that was read or compiled before is not read or compiled again."""
    Environment.compile = _once(Environment.compile)  # type: ignore[assignment, method-assign]
    Environment.parse = _once(Environment.parse)  # type: ignore[method-assign]
