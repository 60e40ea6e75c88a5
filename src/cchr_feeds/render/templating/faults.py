"""What is wrong with a template, ready to be raised."""

from __future__ import annotations

import re

from cchr_feeds.errors import Problem, ProblemsFound
from cchr_feeds.i18n import _


def template_problem(path: str, line: int, message: str, fix: str) -> ProblemsFound:
    """A problem at a line of the template at `path`."""
    return ProblemsFound([Problem(path, line, 1, "template", message, fix)])


def not_filled(path: str, line: int, error: Exception) -> ProblemsFound:
    """That a template could not be filled in, and why, in words that do not name our classes."""
    unknown = re.fullmatch(r"'[\w.]+ object' has no attribute (.+)", str(error))
    reason = _("there is no {name}", name=unknown[1]) if unknown else str(error) or type(error).__name__
    message = _("the template can't be filled in: {reason}", reason=reason)
    return template_problem(path, line, message, _("use the names that the packaged template uses"))
