"""What the studio does for a while, in a thread of its own."""

from collections.abc import Callable
from threading import Thread

from cchr_feeds.errors import CchrFeedsError, ProblemsFound
from cchr_feeds.i18n import _
from cchr_feeds.run import Progress

Work = Callable[[Progress], tuple[str, str]]
"""Tells how it goes, and at its end what was done and the address where that shows."""


class Job:
    """The publishing that is at work, or the last one of this studio: what it says, and how it ended."""

    def __init__(self) -> None:
        self.said = ""
        self.address = ""
        self.is_running = self.has_failed = False

    def start(self, run: Work) -> None:
        """Does the work in a thread of its own, unless it is at work already; the next page tells of it."""
        if not self.is_running:
            self.said, self.address, self.is_running, self.has_failed = "", "", True, False
            Thread(target=self._work, args=(run,), daemon=True).start()

    def _work(self, run: Work) -> None:
        said: str = _("The program failed; some files may be online already. Try again.")
        failed = True
        try:
            said, self.address = run(self._tell)
            failed = False
        except ProblemsFound:
            said = _("Nothing was published: a build would refuse what stands above.")
        except CchrFeedsError as error:
            said = error.args[0]
        finally:
            self.said, self.has_failed, self.is_running = said, failed, False

    def _tell(self, message: str) -> None:
        self.said = message or self.said
