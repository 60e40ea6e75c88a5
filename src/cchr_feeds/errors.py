"""What ends a command: one tree of exceptions.

CchrFeedsError
├── ProblemsFound     exit 1: the entries, site.yaml or templates have problems
├── SiteDiffers       exit 1: what is live is not what was built
├── NotReady          exit 1: an edition can't be issued, or an issued one sent, as it is
├── WrongUsage        exit 2: the command was not understood
├── OutputFailed      exit 3: the output could not be written
│   └── PictureBroken   a picture that readers would get can't be decoded
├── Unfinished        exit 3: what others have a part in was not done, or not all of it
└── NothingToDo       exit 4: an edition with no entries
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

# `--help` loads this module, so it loads little itself.
if TYPE_CHECKING:
    from cchr_feeds.problem import Problem


class CchrFeedsError(Exception):
    """Anything the command explains in one calm message; never a traceback."""

    exit_code: ClassVar[int] = 1


class ProblemsFound(CchrFeedsError):
    """The entries, site.yaml or templates have problems: all `problems`, those of site.yaml first."""

    def __init__(self, problems: "Sequence[Problem]") -> None:
        # A mistake in site.yaml may be why others are found.
        self.problems = tuple(sorted(problems, key=lambda each: (each.path != "site.yaml", each)))
        super().__init__(f"{len(self.problems)} to fix")


class SiteDiffers(CchrFeedsError):
    """What is live is not what was built; every difference is a line of the message."""


class NotReady(CchrFeedsError):
    """An edition can't be issued, or an issued one sent, as it is; every reason is a line of the message."""


class WrongUsage(CchrFeedsError):
    """The command or its options were not understood."""

    exit_code = 2


class OutputFailed(CchrFeedsError):
    """The output could not be written; what was published before is still there."""

    exit_code = 3


class PictureBroken(OutputFailed):
    """A file is no picture, or only a part of one."""


class Unfinished(CchrFeedsError):
    """What a hub, a site, a mail server, a browser or a library had a part in was not done, or not all of it.

    What was done is remembered where that matters.
    """

    exit_code = 3


class NothingToDo(CchrFeedsError):
    """There is nothing to make: an edition with no entries."""

    exit_code = 4
