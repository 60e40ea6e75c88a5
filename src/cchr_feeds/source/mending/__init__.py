"""Mends in the project's files what can be mended for certain, and leaves every other octet as it is.

A mend is a change of a few characters at the place of a problem. It is kept only if the text, read
again, has lost that problem and gained no other. So a right file is never touched, and what can
only be guessed is left to people.
"""

from cchr_feeds.source.mending.files import Mended, mended_files, write_mended

__all__ = ["Mended", "mended_files", "write_mended"]
