"""The measured process: makes HTML mails from editions, in one of the two ways that use Python.

`python -m benchmarks.mailing once|each FOLDER` reads the editions in the folder, and writes a file for each
into its `out`. As in a build, two processes share the work.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from cchr_feeds.model.output import Edition
from cchr_feeds.model.site import Site
from cchr_feeds.parallel import in_batches, map_parallel
from cchr_feeds.render.newsletter.editions import edition_page
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import EDITION, Templates

_KEPT = "editions.pickle"
_BATCH, _FEWEST = 2, 12  # as in cchr_feeds.render


class PremailerOnEach(Templates):
    """Templates that run premailer on each page."""

    def mail(self, **values: object) -> str:
        """The page, with its styles inlined by premailer."""
        from premailer import transform

        page = self.html(EDITION, **values)
        return str(transform(page, disable_validation=True, disable_leftover_css=True, allow_network=False))


def keep(folder: Path, site: Site, editions: Iterable[Edition]) -> None:
    """Stores the editions of a site for the process that makes mails from them."""
    (folder / _KEPT).write_bytes(pickle.dumps((site, [*editions])))


def make(way: str, folder: Path) -> None:
    """Makes the mails."""
    site, editions = pickle.loads((folder / _KEPT).read_bytes())  # noqa: S301 - our own file
    templates = Templates() if way == "once" else PremailerOnEach()
    for _ in map_parallel(
        partial(_write, site, templates, folder / "out"), in_batches(editions, _BATCH), _FEWEST
    ):
        pass


def _write(site: Site, templates: Templates, out: Path, edition: Edition) -> None:
    page = edition_page(Letter(edition, site), templates, mail=True).html()
    (out / f"{edition.period}-{edition.language}.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]))
