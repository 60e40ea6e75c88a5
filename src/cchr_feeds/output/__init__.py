"""Writes the output: only what changed, whole or not at all, never outside its folder.

writing   the whole flow: compare, stage, put in place; undone as one when a step fails
manifest  what an output holds, as its `manifest.json` says
disk      files in chunks, folders, and whether a path may be written
"""

from cchr_feeds.output.disk import opened
from cchr_feeds.output.manifest import Manifest, read_manifest
from cchr_feeds.output.writing import failed, remove_staging, write_output

__all__ = ["Manifest", "failed", "opened", "read_manifest", "remove_staging", "write_output"]
