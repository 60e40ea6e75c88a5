"""The file `_redirects`: where hosts like Netlify and Cloudflare send those who ask at a former address.

Netlify serves the copy that lies there, unless a rule is forced; Cloudflare always follows the rule.
"""

from collections.abc import Iterator, Sequence

from cchr_feeds.model.output import Feed
from cchr_feeds.render.embed import list_paths
from cchr_feeds.render.formats import FILES

_OPENING = """\
# Read by hosts such as Netlify and Cloudflare Pages when this folder is the root of the site. Where it is
# a folder of a larger site, put these rules into that site's _redirects, with the folder before both paths.
"""


def host_redirects(feeds: Sequence[Feed]) -> str:
    """The file's text: a rule for each file that has moved; empty where none has."""
    rules = [f"/{old} /{new} 301\n" for feed in feeds for old, new in _moved(feed)]
    return _OPENING + "\n" + "".join(rules) if rules else ""


def _moved(feed: Feed) -> Iterator[tuple[str, str]]:
    """Each former path of a feed's files and lists, and where that is now."""
    for folder in feed.former:
        for name in FILES:
            yield f"{folder}/{name}", f"{feed.folder}/{name}"
        for name in ("", "index.html"):
            yield f"{folder}/{name}", f"{feed.folder}/{name}"
        yield from zip(list_paths(folder), list_paths(feed.folder), strict=True)
