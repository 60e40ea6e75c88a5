"""A branch of a repository, by the system's `git`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cchr_feeds.model.site import GitTarget
from cchr_feeds.publishing.programs import run

_COMMIT = (
    *("-c", "user.name=cchr-feeds", "-c", "user.email=cchr-feeds@localhost", "-c", "commit.gpgsign=false"),
    *("commit", "--quiet", "--no-verify", "--message=Published"),
)


@contextmanager
def branch(target: GitTarget) -> Iterator[Path]:
    """The files of a branch; what is changed among them meanwhile is pushed as one commit, without force."""
    with TemporaryDirectory(prefix="cchr-feeds-") as folder:
        tree, full = Path(folder), f"refs/heads/{target.branch}"
        git = partial(run, "git", "-c", "core.autocrlf=false", folder=tree)
        git("init", "--quiet")
        if git("ls-remote", "--", target.remote, full):
            git("fetch", "--quiet", "--depth=1", "--", target.remote, full)
            git("checkout", "--quiet", "--detach", "FETCH_HEAD")
        yield tree
        git("add", "--all", "--force")
        if git("status", "--porcelain"):
            git(*_COMMIT)
            git("push", "--quiet", "--", target.remote, f"HEAD:{full}")
