"""All that was read of a project, right as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cchr_feeds.errors import Problem
from cchr_feeds.model.dates import Period
from cchr_feeds.model.outcome import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder after reading.

    `places` maps a publication's id to the path of its file; `local_files` maps it to the names of
    the files beside that, and where they lie. `warnings` are problems that do not stop a build.
    """

    site: Site
    publications: Mapping[str, Publication]
    places: Mapping[str, str]
    local_files: Mapping[str, Mapping[str, Path]]
    editors: Mapping[Period, EditorsFile]
    warnings: tuple[Problem, ...]
