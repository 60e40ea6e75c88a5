"""A small project as it changes over the years, and what each change should bring to its readers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import builds
from cchr_feeds.text.wording import wording

NOW = datetime.fromisoformat(builds.NOW)
FOLLOWED = ("en", "km", "en/statement")
"""The feeds that readers follow: everything in each language, and one category."""


@dataclass(frozen=True, slots=True)
class Version:
    """What is different from the version before: files by path (`None`: gone), and when it is built.

    `new` are the entries that readers of a feed should be told of, once; there are none by default.
    `titles` are what readers should see from then on of entries that they know.
    From the version on that names another `place`, the feeds lie there, and the old place leads to it.
    """

    what: str
    files: Mapping[str, str | None]
    new: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    now: datetime = NOW
    place: str = ""


def _entry(id_: str, category: str, *lines: str, published: str = "2024-10-10") -> str:
    return "\n".join([f"id: {id_}", f"published: {published}", f"category: {category}", *lines, ""])


def _many(count: int) -> Mapping[str, str]:
    """So many English reports, older than all others."""
    return {
        f"entries/older-{number}.yaml": _entry(
            f"older-{number}", "report", f"en: {{title: Older {number}}}", published=f"{2000 + number}"
        )
        for number in range(count)
    }


EVICTIONS = _entry(
    "evictions", "report", "en: {title: Evictions, summary: What happend.}", "km: {title: របាយការណ៍}"
)
CORRECTED = EVICTIONS.replace("happend", "happened")
UPDATED = f"{CORRECTED}updated: 2024-12-01\n"
MOVED = UPDATED.replace("happened.}", "happened., url: 'https://example.org/en/evictions'}")
RETITLED = MOVED.replace("title: Evictions", "title: Evictions & what followed")
RECATEGORISED = RETITLED.replace("category: report", "category: statement")
FEWER = f"{builds.SITE}feeds: {{limit: 2}}\n"
RENAMED_SITE = builds.SITE.replace("The Organisation", "The New Organisation").replace("Reports", "Studies")
MOVED_SITE = RENAMED_SITE.replace("example.org/feeds/", "www.example.org/publications/")
HEARING = _entry("hearing", "statement", "en: {title: A hearing}", published="2024-09")
WITHDRAWAL = "withdrawn: {on: 2026-11-20, reason: {en: It was wrong, km: របាយការណ៍}}\n"

VERSIONS = (
    Version(
        "the first version",
        {
            "site.yaml": builds.SITE,
            "entries/evictions.yaml": EVICTIONS,
            "entries/hearing.yaml": HEARING,
            "entries/poster.yaml": _entry("poster", "report", "km: {title: សេចក្ដីថ្លែងការណ៍}"),
        },
        new={
            "en": ("evictions/en", "hearing/en"),
            "km": ("evictions/km", "poster/km"),
            "en/statement": ("hearing/en",),
        },
    ),
    Version("nothing changed", {}),
    Version("a correction without a new `updated`", {"entries/evictions.yaml": CORRECTED}),
    Version("a change with a new `updated`", {"entries/evictions.yaml": UPDATED}),
    Version("a new address", {"entries/evictions.yaml": MOVED}),
    Version(
        "a new name of the YAML file, in another folder",
        {"entries/evictions.yaml": None, "entries/2024/homes.yaml": MOVED},
    ),
    Version(
        "a new title",
        {"entries/2024/homes.yaml": RETITLED},
        titles={"evictions/en": "Evictions & what followed"},
    ),
    Version(
        "a new category",
        {"entries/2024/homes.yaml": RECATEGORISED},
        new={"en/statement": ("evictions/en",)},
    ),
    Version("new names of the organisation and of a category", {"site.yaml": RENAMED_SITE}),
    Version("a new `feeds_url`", {"site.yaml": MOVED_SITE}, place="publications"),
    Version(
        "a new entry in both languages",
        {"entries/budget.yaml": _entry("budget", "report", "en: {title: A budget}", "km: {title: របាយការណ៍}")},
        new={"en": ("budget/en",), "km": ("budget/km",)},
    ),
    Version(
        "a translation added later",
        {"entries/hearing.yaml": f"{HEARING}km: {{title: សេចក្ដីថ្លែងការណ៍}}\n"},
        new={"km": ("hearing/km",)},
    ),
    Version(
        "a withdrawal",
        {"entries/2024/homes.yaml": RECATEGORISED + WITHDRAWAL},
        titles={
            f"evictions/{language}": wording(language, None).withdrawn_title for language in ("en", "km")
        },
    ),
    Version("the end of a withdrawal's notice", {}, now=NOW + timedelta(days=100)),
    Version(
        "many older entries, added later",
        _many(3),
        new={"en": ("older-0/en", "older-1/en", "older-2/en")},
    ),
    Version("a smaller `limit`, and archives", {"site.yaml": FEWER}),
    Version("the old `limit`, without archives", {"site.yaml": MOVED_SITE}),
)
