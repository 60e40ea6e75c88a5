"""Tells WebSub hubs which feeds have changed since they were last told."""

import json
import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from cchr_feeds.errors import NothingToDo, ProblemsFound, Unfinished
from cchr_feeds.i18n import _, lines_of, ngettext
from cchr_feeds.model.part import Part
from cchr_feeds.network import NotReached, in_one_line, request
from cchr_feeds.output import read_manifest
from cchr_feeds.problem import Problem
from cchr_feeds.regular_file import reason_of
from cchr_feeds.render.formats import FILES, JSON
from cchr_feeds.run import Progress
from cchr_feeds.source import place_of, read_project
from cchr_feeds.source.files import SITE_FILE
from cchr_feeds.store import Store, key_of

# Nothing depends on this file: where it is missing, as in a fresh checkout, hubs are told of more than they
# need to know.
NAME = "pinged.json"
"""A small file of the project: what each hub was last told."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Topic:
    """A feed as its hub knows it, by its own address; `path` and `sha256` are those in the output."""

    path: str
    address: str
    hub: str
    sha256: str

    @property
    def mark(self) -> str:
        """What it is remembered by."""
        return f"{self.hub} {self.address}"


@dataclass(frozen=True, slots=True)
class Pinged:
    """What was done: the addresses of feeds told of, by hub, and how many feeds there are.

    `forgotten` says why it could not be written down; it is empty where it was.
    """

    told: dict[str, list[str]]
    feeds: int
    forgotten: str = ""


def ping(folder: Path, out: Path, everything: bool, progress: Progress) -> Pinged:
    """Tells of the feeds in `out` that changed since, or of all; raises `Unfinished` if a hub did not accept.

    A hub that was never told of a feed is told of it once the feed has entries.
    """
    topics = list(_topics(folder, out))
    if not topics:
        raise NothingToDo(_("there are no feeds in {out}; run cchr-feeds build first", out=out))
    # By `Topic.mark` the SHA-256 of the file that a hub was told of.
    told = Store(folder).load(NAME, key_of(folder, NAME))
    changed = [each for each in topics if everything or _is_news(each, told, out)]
    accepted, failures = _tell_hubs(changed, progress)
    progress("")
    forgotten = _remember(folder, topics, told, accepted) if accepted else ""
    if failures:
        again = forgotten or _("Run ping again later; it continues from here.")
        raise Unfinished(lines_of([*failures, again]))
    hubs = dict.fromkeys(topic.hub for topic in accepted)
    by_hub = {hub: [topic.address for topic in accepted if topic.hub == hub] for hub in hubs}
    return Pinged(by_hub, len(topics), forgotten)


def _topics(folder: Path, out: Path) -> Iterator[Topic]:
    """Every live feed in the output, in each of its formats; raises `ProblemsFound` without a hub."""
    site = read_project(folder).site
    hub = site.feeds.hub
    if hub is None:
        at = place_of(folder, SITE_FILE, ("feeds",))
        message = _("site.yaml names no hub, so there is nothing to notify")
        fix = _("write hub: with the address of your hub below feeds:, such as hub: https://hub.example.org/")
        raise ProblemsFound([Problem(SITE_FILE, *at, "hub", message, fix)])
    for path, record in read_manifest(out).files.items():
        language, place = path.removeprefix("newsletters/").split("/")[0], PurePosixPath(path)
        is_feed = record.part in (Part.FEEDS, Part.NEWSLETTERS) and place.name in FILES
        # Those at former addresses too: a subscription lives on under the address that it was made for.
        if is_feed and language in site.languages:
            yield Topic(path, site.address(path), hub[language], record.sha256)


def _is_news(topic: Topic, told: Mapping[str, str], out: Path) -> bool:
    """Whether its hub was told of another file, or of none and the feed has entries."""
    if topic.mark in told:
        return told[topic.mark] != topic.sha256
    # The JSON feed beside it tells whether it has entries; newsletters have no such feed.
    try:
        if topic.path.startswith("newsletters/"):
            return b"<entry" in (out / topic.path).read_bytes()
        feed = json.loads((out / topic.path).with_name(JSON.file).read_bytes())
    except (OSError, ValueError, RecursionError):
        return True  # telling too much does no harm
    return not isinstance(feed, dict) or feed.get("items") != []


def _tell_hubs(topics: Sequence[Topic], progress: Progress) -> tuple[list[Topic], list[str]]:
    """The feeds that their hubs accepted, and a line on each way in which others failed."""
    accepted: list[Topic] = []
    failures: list[str] = []
    refused: dict[tuple[str, str], list[str]] = defaultdict(list)
    waiting = Counter(topic.hub for topic in topics)
    for topic in topics:
        hub, address = topic.hub, topic.address
        # A hub that could not be reached is not asked again.
        if hub not in waiting:
            continue
        progress(_("notifying {hub} of {path} …", hub=hub, path=topic.path))
        try:
            reason = tell(hub, address)
        except NotReached as error:
            _log.info("told %s of %s: %s", hub, address, error.reason)
            count, reason = waiting.pop(hub), error.reason
            feeds = _("one feed is waiting") if count == 1 else _("{count} feeds are waiting", count=count)
            why = _("{hub} could not be notified: {reason}; {waiting}", hub=hub, reason=reason, waiting=feeds)
            failures.append(why)
            continue
        _log.info("told %s of %s: %s", hub, address, reason or "accepted")
        waiting[hub] -= 1
        if reason:
            refused[hub, reason].append(address)
        else:
            accepted.append(topic)
    for (hub, reason), addresses in refused.items():
        why = ngettext(
            "{hub} did not accept {address}: {reason}",
            "{hub} did not accept {count} feeds, such as {address}: {reason}",
            count=len(addresses),
            hub=hub,
            address=addresses[0],
            reason=reason,
        )
        failures.append(why)
    return accepted, failures


def tell(hub: str, topic: str) -> str:
    """Asks a hub to look at the feed with this address: empty if it will, else what stands against the feed.

    No redirect is followed. Raises `NotReached` where asking for the next feed would be no use now.
    """
    # WebSub leaves open how a publisher tells a hub. Public hubs agree on a form sent by POST with hub.mode
    # "publish"; Google's and Superfeedr's read the feed's address from hub.url, Switchboard and newer ones
    # from hub.topic, so both are sent. One request is for one feed: not every hub takes several, and this way
    # each feed is known to be accepted or not.
    with request(hub, form={"hub.mode": "publish", "hub.url": topic, "hub.topic": topic}) as response:
        status = response.status
        if 200 <= status < 300:  # whatever becomes of the rest of the answer
            return ""
        words = in_one_line(response.read(1000).decode("utf-8", "replace"))
    if 300 <= status < 400:
        reason = _("it answered {status}: it has moved; correct hub: in site.yaml", status=status)
    elif words:
        reason = _("it answered {status} ({words})", status=status, words=words)
    else:
        reason = _("it answered {status}", status=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS or not 400 <= status < 500:
        raise NotReached(reason)
    return reason


def _remember(
    folder: Path, topics: Iterable[Topic], told: Mapping[str, str], accepted: Sequence[Topic]
) -> str:
    """Writes down what hubs know now of the feeds there are; why that is impossible, or nothing."""
    known = {each.mark: told[each.mark] for each in topics if each.mark in told}
    known |= {each.mark: each.sha256 for each in accepted}
    try:
        Store(folder).write(NAME, key_of(folder, NAME), known)
    except OSError as error:
        return _(
            "What was sent can't be recorded here ({reason}), so the next ping sends it again.",
            reason=reason_of(error),
        )
    return ""
