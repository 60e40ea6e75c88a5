"""Whether the addresses in entries still lead somewhere: asked of their servers, when that is wanted."""

from cchr_feeds.links.flow import check_links

__all__ = ["check_links"]
