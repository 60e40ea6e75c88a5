"""Tells WebSub hubs which feeds have changed since they were last told.

flow     the whole of it: which feeds, which hub, what is said and remembered
memory   what each hub was last told of, in a small file of the project
hub      the one place that reaches the network
"""

from cchr_feeds.ping.flow import Pinged, ping

__all__ = ["Pinged", "ping"]
