"""Editions that show everything an edition can show, in both languages."""

from dataclasses import replace

from cchr_feeds.model.output import Edition, EditionWords
from cchr_feeds.model.publication import Alternative, place_in_series
from cchr_feeds.model.site import Brand, Supporter
from cchr_feeds.model.values import Localised, Picture
from cchr_feeds.render.newsletter.editions import edition_page
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import Templates
from factories import (
    FACT_SHEET,
    a_khmer_entry,
    a_site,
    an_edition,
    an_enclosure,
    an_entry,
    logo_at,
    pictures_at,
)

TEMPLATES = Templates()
SERIES = "Joint Submission_4th UPR_"
LONG = "Land_and_Natural_Resources_and_Everything_Else_that_a_File_is_Named_after"
CHART = Picture("https://cchrcambodia.org/chart.png", "Chart of the outcomes")
NOTES = {
    "en": """\
Dear **reader**, *this* is [new](https://example.org/).

## New

- a card

> Quoted

| Year | Cases |
|---|---|
| 2024 | 15 |

---

![A chart](https://cchrcambodia.org/chart.png)
""",
    "km": """\
**ភាពធន់** [អានបន្ត](https://example.org/km)

## ភាពធន់

1. ភាពធន់
""",
}
LOGO = Localised("https://cchrcambodia.org/logo.png")
SUPPORTERS = (
    Supporter(Localised("USAID"), url=LOGO, logo=pictures_at(LOGO)),
    Supporter(Localised("GIZ"), logo=pictures_at(LOGO)),
    Supporter(Localised("The Asia Foundation"), url=LOGO),
    Supporter(Localised("East-West Management Institute")),
)


def a_full_edition(language: str) -> Edition:
    """An edition that shows everything an edition can show."""
    own, other = (an_entry, a_khmer_entry) if language == "en" else (a_khmer_entry, an_entry)
    entries = (
        own(
            enclosures=(an_enclosure(),),
            translations=(Alternative("km", "x", "https://example.org/"),),
            image=CHART,
        ),
        own(publication_id="two", title=LONG, image=CHART, enclosures=(an_enclosure(), an_enclosure())),
        own(publication_id="three", title="ALL OF IT IN CAPITAL LETTERS", categories=(FACT_SHEET,)),
        *(
            own(
                publication_id=f"upr-{part}",
                title=f"{SERIES}{part}",
                place=place_in_series(f"{SERIES}{part}"),
            )
            for part in range(3)
        ),
    )
    return an_edition(
        *entries,
        language=language,
        elsewhere=(other(publication_id="only"),),
        editor=EditionWords(note=NOTES[language]),
    )


def edition_html(letter: Letter, templates: Templates, *, mail: bool) -> str:
    """An edition as a mail, all of it, or its copy on the web."""
    return edition_page(letter, templates, mail=mail).html()


ON_DARK = Picture("https://example.org/on-dark.png", "", 400, 88)


def a_full_mail(
    language: str, colour: str = "#123f5c", *, mail: bool = True, on_dark: Picture | None = ON_DARK
) -> str:
    """The edition's mail in a brand colour, or its copy on the web; with a logo for dark ground, or none."""
    logo = replace(logo_at(LOGO).default, dark=on_dark)
    site = a_site(brand=Brand(colour, Localised(logo)), supporters=SUPPORTERS)
    return edition_html(Letter(a_full_edition(language), site), TEMPLATES, mail=mail)
