"""Jinja compiles each text of a template once in a process of tests, though each build has its own sandbox.

Compiling the packaged templates is most of the time of a small build. What Jinja makes of a text depends on
nothing but the text, its names and whether values are escaped (jinja2/environment.py, `Environment.compile`).
"""

from jinja2 import Environment

MOST = 500
"""How many compiled texts are kept at once: more come from tests that make up templates, and never again."""

_compile = Environment.compile
_known: dict[tuple[object, ...], object] = {}


def _compiled(self: Environment, *what: object) -> object:
    key = (type(self), bool(self.autoescape), *what)
    if key not in _known:
        if len(_known) == MOST:
            _known.clear()
        _known[key] = _compile(self, *what)  # type: ignore[call-overload]
    return _known[key]


def compile_once() -> None:
    """From now on a text that was compiled before is not compiled again."""
    Environment.compile = _compiled  # type: ignore[assignment, method-assign]
