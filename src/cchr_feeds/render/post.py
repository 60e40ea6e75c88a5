"""Texts to post where people talk: in Telegram, on Facebook, in Signal. A title, one sentence, an address."""

from collections.abc import Sequence

from cchr_feeds.segmentation.shorten import beginning, first_sentence

TITLE, SENTENCE = 250, 500
"""Characters at most: with an address less than the 1,024 that Telegram takes below a picture.

That is the least of these places (core.telegram.org/bots/api, sendPhoto).
"""

BETWEEN = "\n\n* * *\n\n"
"""What stands between two texts of a file."""


def post(title: str, text: str, address: str) -> str:
    """What to post about something; the sentence is left out where it only repeats the title."""
    shown, sentence = beginning(title, TITLE), beginning(first_sentence(text), SENTENCE)
    parts = [shown, "" if sentence.strip(" .") == shown else sentence, address]
    return "\n\n".join(filter(None, parts))


def posts(texts: Sequence[str]) -> str:
    """A file of texts to post, one after the other."""
    return BETWEEN.join(texts) + "\n"
