"""A project folder as it was read, without mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from cchr_feeds.images import Scaled
from cchr_feeds.model.dates import Period
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.publication_meta import PublicationMeta
from cchr_feeds.model.site import Site
from cchr_feeds.problem import Problem


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder after reading.

    `metadata` and `publications` have the same ids, in order; a publication may be read from its file when it
    is asked for, which raises `ProblemsFound` if it has changed. `places` maps ids to the paths of
    their files, wrong ones too. `warnings` are problems that do not stop a build. `assets` are the
    pictures of `site.yaml` that are made from files, by their paths in the output.
    """

    folder: Path
    site: Site
    metadata: Mapping[str, PublicationMeta]
    publications: Mapping[str, Publication]
    places: Mapping[str, str]
    editors: Mapping[Period, EditorsFile]
    warnings: tuple[Problem, ...]
    assets: Mapping[str, Scaled] = field(default_factory=dict)

    def beside(self, meta: PublicationMeta, name: str) -> Path:
        """Where a file lies that stands beside the YAML of a publication."""
        return self.folder / PurePosixPath(meta.path).parent / name
