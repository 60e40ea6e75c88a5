"""Khmer text: letter clusters, their order, words, wrapping, shortening, slips."""

import sys


def words_are_known() -> bool:
    """Whether what tells Khmer words apart is installed here; a quick look, which loads nothing."""
    if "icu4py" in sys.modules:
        return sys.modules["icu4py"] is not None  # None where it is kept from being imported
    # As importlib.util.find_spec does it, which takes a millisecond to load.
    return any(finder.find_spec("icu4py", None) for finder in sys.meta_path)
