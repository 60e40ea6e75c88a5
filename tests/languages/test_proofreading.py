"""The proofreader before texts in many scripts: it notices titles in other letters, and nothing else."""

from builds import IN_OTHER_LANGUAGES, PROJECTS
from cchr_feeds.source import read_project
from languages.test_pages import FOREIGN

TOO_SHORT = {"白鹭", "חצר", "حوش"}
"""Three letters or fewer, which may be an abbreviation."""


def test_titles_in_other_letters_are_noticed_and_nothing_else() -> None:
    """In ten languages, beside lists, quotations, numbers and names; none is a reason to build nothing."""
    noticed, elsewhere = set(), []
    for name in IN_OTHER_LANGUAGES:
        for warning in read_project(PROJECTS / name).warnings:
            lines = (PROJECTS / name / warning.path).read_text(encoding="utf-8").splitlines()
            field, _, text = lines[warning.line - 1].partition(": ")
            if (field, warning.code) == ("  title", "language"):
                noticed.add(text)
            else:
                elsewhere.append(warning)
    assert noticed == FOREIGN.keys() - TOO_SHORT
    assert elsewhere == []
