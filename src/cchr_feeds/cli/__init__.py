"""The command `cchr-feeds`: options in, one call, one line out, an exit code; the only user of click."""

from cchr_feeds.cli.door import main

__all__ = ["main"]
