"""Khmer text: letter clusters, their order, words, wrapping, shortening, slips."""

from importlib.util import find_spec


def words_are_known() -> bool:
    """Whether what tells Khmer words apart is installed here; a quick look, which loads nothing."""
    return find_spec("icu4py") is not None
