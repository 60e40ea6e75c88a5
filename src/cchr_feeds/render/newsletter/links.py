"""Where a mail's links lead: to an address with the campaign's parameters, or where a mail service says."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlencode, urlsplit, urlunsplit

from cchr_feeds.model.site import Utm

UNSUBSCRIBE, VIEW_ONLINE = "\x1aunsubscribe\x1a", "\x1aonline\x1a"
PLACE = re.compile("\x1a[a-z]+\x1a")
"""Where a service's own addresses go, marked by a control character that no text of ours can hold."""


@lru_cache(maxsize=1024)
def with_campaign(url: str, utm: Utm | None) -> str:
    """The address with the campaign's parameters, unless it has some already or is no web address."""
    if utm is None or not url.startswith("http"):
        return url
    parts = urlsplit(url)
    if "utm_" in parts.query:
        return url
    chosen = {"utm_source": utm.source, "utm_medium": utm.medium, "utm_campaign": utm.campaign}
    added = urlencode({name: value for name, value in chosen.items() if value})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))
