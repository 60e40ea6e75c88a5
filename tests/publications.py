"""Publications for tests, as they are after reading."""

from datetime import datetime

from cchr_feeds.model.dates import PartialDate, Precision
from cchr_feeds.model.publication import Publication, Translation, Withdrawal
from cchr_feeds.model.values import Localised
from factories import a_date, changed

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
