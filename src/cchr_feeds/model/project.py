"""A project folder as it was read, without mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cchr_feeds.images import Scaled
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import EditionFile
from cchr_feeds.model.publication import Publication, PublicationMeta
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Problem


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder after reading.

    `metadata` and `publications` have the same ids, in order; asking for a publication may read its file, and
    raises `ProblemsFound` if that has changed. `places` has the paths of all files by id, wrong ones too.
    `warnings` do not stop a build. `assets` are pictures of `site.yaml` made from files, by output path.
    """

    folder: Path
    site: Site
    metadata: Mapping[str, PublicationMeta]
    publications: Mapping[str, Publication]
    places: Mapping[str, str]
    edition_files: Mapping[Period, EditionFile]
    warnings: tuple[Problem, ...]
    assets: Mapping[str, Scaled] = field(default_factory=dict)

    def beside(self, meta: PublicationMeta, name: str) -> Path:
        """Where a file lies that stands beside the YAML of a publication."""
        return self.folder / PurePosixPath(meta.path).parent / name
