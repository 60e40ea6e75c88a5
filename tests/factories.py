"""Whole, valid objects of the model for tests; each takes what a test wants otherwise."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from cchr_feeds.model.dates import PartialDate, Period, Precision
from cchr_feeds.model.output import Edition, EditionWords, Feed, Group
from cchr_feeds.model.publication import (
    Category,
    Enclosure,
    Entry,
    Publication,
    Translation,
    Withdrawal,
    place_in_series,
)
from cchr_feeds.model.site import (
    Brand,
    CategoryInfo,
    LanguageInfo,
    Logo,
    Mailbox,
    NewsletterSettings,
    Site,
    Supporter,
)
from cchr_feeds.model.values import Localised, Picture

T = TypeVar("T")

PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")
INFOGRAPHIC = Category("infographic", "Infographics", "en")
FACT_SHEET = Category("fact-sheet", "Fact sheets", "en")
CARD = Category("information-card", "ប័ណ្ណព័ត៌មាន", "km")

RESILIENCE = (
    "មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា (“ម.ស.ម.ក”) រួមសហការជាមួយមជ្ឈមណ្ឌលស្នេហា"
    "ចេញផ្សាយប័ណ្ណព័ត៌មានអំពី «ភាពធន់» ដើម្បីចូលរួមចំណែកលើកកម្ពស់ការយល់ដឹង"
    "ដល់សាធារណជនអំពីវិធីសម្របខ្លួនក្នុងការប្រឈមនឹងរឿងមិនសូវល្អ "
    "និងដែលអាចជួយយើងឱ្យរក្សាចិត្តបានល្អជៀសវាងនូវការជួបបញ្ហាផ្លូវចិត្តអវិជ្ជមាន។"
)
REVIEW = (
    "Today, 10 October 2024, the Cambodian Center for Human Rights (CCHR) is releasing an infographic titled "
    "“Outcomes of Cambodia’s Fourth Universal Periodic Review and Subsequent Implementation Steps.”\n\n"
    "During Cambodia's Fourth UPR Cycle on 08 May 2024, 100 United Nations member states provided 275 "
    "recommendations to Cambodia. Of these, Cambodia accepted 232 recommendations and noted 43."
)


def changed(value: T, changes: Mapping[str, object]) -> T:
    """A copy of a model object with other values in some of its fields."""
    return replace(value, **changes)  # type: ignore[type-var]


def both(english: str, khmer: str) -> Localised[str]:
    """One value per language, English being the main one."""
    return Localised(english, "en", {"en": english, "km": khmer})


def a_date(text: str = "2024-10-10") -> PartialDate:
    """A date as precise as it is written: 2024, 2024-10 or 2024-10-10."""
    written = datetime.fromisoformat(f"{text}-01-01"[:10])
    return PartialDate(written, Precision(text.count("-") + 1))


def a_moment(text: str = "2024-10-10T08:12:33") -> datetime:
    """A moment in Phnom Penh."""
    return datetime.fromisoformat(text).replace(tzinfo=PHNOM_PENH)


def pictures_at(addresses: Localised[str]) -> Localised[Picture]:
    """Pictures that lie elsewhere, one for all languages or one for each."""
    values = {language: Picture(address) for language, address in addresses.values.items()}
    return Localised(Picture(addresses.default), addresses.language, values)


def logo_at(addresses: Localised[str]) -> Localised[Logo]:
    """The same, as a logo for any ground."""
    values = {language: Logo(Picture(address)) for language, address in addresses.values.items()}
    return Localised(Logo(Picture(addresses.default)), addresses.language, values)


def a_site(**changes: object) -> Site:
    """A publisher in English and Khmer that may send mail; changes may name newsletter settings too."""
    settings = {field.name for field in fields(NewsletterSettings)}
    newsletter = NewsletterSettings(
        sender=Mailbox(address=Localised("news@cchrcambodia.org"), name=both("CCHR", "ម.ស.ម.ក")),
        list_id=Localised("monthly.cchrcambodia.org"),
        postal_address=both("#798, Street 99, Phnom Penh, Cambodia", "ផ្ទះលេខ ៧៩៨ ផ្លូវលេខ ៩៩ រាជធានីភ្នំពេញ"),
        unsubscribe=Localised(("https://cchrcambodia.org/unsubscribe",)),
    )
    site = Site(
        authority="cchrcambodia.org",
        since=2024,
        url=Localised("https://cchrcambodia.org/"),
        feeds_url="https://cchrcambodia.org/feeds/",
        timezone=PHNOM_PENH,
        languages={
            "en": LanguageInfo("Cambodian Center for Human Rights", "English", "CCHR"),
            "km": LanguageInfo("មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា", "ភាសាខ្មែរ", "ម.ស.ម.ក"),
        },
        categories={
            "infographic": CategoryInfo(Localised("Infographics", "en", {"en": "Infographics"})),
            "fact-sheet": CategoryInfo(Localised("Fact sheets", "en", {"en": "Fact sheets"})),
            "information-card": CategoryInfo(both("Information cards", "ប័ណ្ណព័ត៌មាន")),
        },
        supporters=tuple(
            Supporter(Localised(name))
            for name in ("USAID", "The Asia Foundation", "East-West Management Institute", "GIZ")
        ),
        brand=Brand(),
        newsletter=changed(newsletter, {name: changes[name] for name in changes.keys() & settings}),
    )
    return changed(site, {name: changes[name] for name in changes.keys() - settings})


def an_entry(**changes: object) -> Entry:
    """The English infographic on the Universal Periodic Review, or what is made of it."""
    publication_id = str(changes.get("publication_id", "upr-4-outcomes"))
    language = str(changes.get("language", "en"))
    entry = Entry(
        publication_id=publication_id,
        tag=f"tag:cchrcambodia.org,2024:{publication_id}/{language}",
        language=language,
        title="Outcomes of Cambodia’s Fourth Universal Periodic Review and Subsequent Implementation Steps",
        summary=REVIEW,
        body="",
        url=f"https://cchrcambodia.org/{language}/{publication_id}",
        has_page=False,
        published=a_moment(),
        updated=a_moment(),
        date=a_date(),
        categories=(INFOGRAPHIC,),
        topics=("upr",),
        authors=(),
        enclosures=(),
        image=None,
        translations=(),
    )
    return changed(entry, changes)


def one_of_a_series(title: str, **changes: object) -> Entry:
    """An entry of which there are others whose titles say the same before their last underscore."""
    return an_entry(title=title, place=place_in_series(title), **changes)


def a_khmer_entry(**changes: object) -> Entry:
    """The Khmer information card on resilience, whose date is unknown, or what is made of it."""
    card: dict[str, object] = {
        "publication_id": "resilience",
        "language": "km",
        "title": "ភាពធន់",
        "summary": RESILIENCE,
        "date": None,
        "categories": (CARD,),
        "published": a_moment("2024-10-21T07:31:02"),
        "updated": a_moment("2024-10-21T07:31:02"),
    }
    return an_entry(**(card | changes))


def an_enclosure(**changes: object) -> Enclosure:
    """A PDF of 1.5 MB."""
    document = Enclosure("https://cchrcambodia.org/upr-4.pdf", "application/pdf", 1_482_933, "Infographic")
    return changed(document, changes)


def an_edition(*entries: Entry, **changes: object) -> Edition:
    """The English edition of October 2024 with these entries, each under its first category."""
    groups: dict[Category, list[Entry]] = {}
    for entry in entries or (an_entry(),):
        groups.setdefault(entry.categories[0], []).append(entry)
    edition = Edition(
        period=Period.of_month(2024, 10),
        language="en",
        groups=tuple(Group(category, tuple(members)) for category, members in groups.items()),
        elsewhere=(),
        languages=("en", "km"),
        editor=EditionWords(),
    )
    return changed(edition, changes)


def a_feed(*entries: Entry, **changes: object) -> Feed:
    """The English feed of all categories with these entries."""
    shown = entries or (an_entry(),)
    feed = Feed(
        language="en",
        category=None,
        folder="en",
        tag="tag:cchrcambodia.org,2024:feeds/en",
        title="CCHR publications",
        subtitle="Publications of the Cambodian Center for Human Rights",
        updated=max(entry.updated for entry in shown),
        entries=shown,
        total=len(shown),
    )
    made = changed(feed, changes)
    return replace(made, newest=made.newest or tuple(entry for entry in made.entries if not entry.withdrawn))


IN_BOTH = ("en", "km")


def a_publication(
    publication_id: str = "report", languages: tuple[str, ...] = IN_BOTH, **changes: object
) -> Publication:
    """A publication of 10 October 2024 in these languages, or what is made of it."""
    translations = {language: Translation(title="A") for language in languages}
    publication = Publication(
        id=publication_id, category=("infographic",), published=a_date(), translations=translations
    )
    return changed(publication, changes)


def in_languages(**dates: str | None) -> dict[str, Translation]:
    """Translations, each with a date of its own, or with none."""
    return {
        language: Translation(title="A", published=a_date(date) if date else None)
        for language, date in dates.items()
    }


def withdrawn(on: str) -> Withdrawal:
    """A withdrawal as of a day."""
    return Withdrawal(a_date(on), Localised("It was wrong."))


def at(moment: str, offset: str = "+07:00") -> PartialDate:
    """A date with a time and an offset."""
    return PartialDate(datetime.fromisoformat(moment + offset), Precision.TIME)
