"""Fetches a source from the address that was typed."""

import logging
from urllib.parse import urlsplit

from cchr_feeds.i18n import N_, _
from cchr_feeds.importing.raw_source import RawSource
from cchr_feeds.network import CHUNK, NotReached, answer_problem, follow, media_type, url_problem

_HEADERS = {"Accept": "application/feed+json, application/atom+xml, application/rss+xml, */*;q=0.5"}
_BY_HAND = N_("save it in a browser and import the file")

_log = logging.getLogger(__name__)


def fetched(address: str, limit: int) -> RawSource:
    """What the server answers, at most `limit` bytes; raises `ProblemsFound`.

    A redirect is followed within http and https, never from https to http, and never to another computer of
    a private network. No cookie, name or password is sent.
    """
    try:
        if reason := url_problem(address):
            raise NotReached(reason)
        with follow(address, _HEADERS, redirected) as (here, response):
            # Without the query, which may hold a secret.
            _log.info("%s: %s", here.partition("?")[0], response.status)
            if reason := answer_problem(response):
                raise NotReached(reason)
            content = bytearray()
            while chunk := response.read1(CHUNK):
                content += chunk
                if len(content) > limit:
                    raise NotReached(_("it is too large"))
            return RawSource(address, bytes(content), *media_type(response), here)
    except NotReached as refused:
        raise RawSource(address, b"").refused("network", refused.reason, _(_BY_HAND)) from refused


def redirected(here: str, there: str) -> str:
    """Where a redirect leads, if it may be followed; raises `NotReached`."""
    if reason := url_problem(there):
        raise NotReached(reason)
    if (urlsplit(here).scheme, urlsplit(there).scheme) == ("https", "http"):
        raise NotReached(_("it redirects from https to http, where anyone could have changed it"))
    return there
