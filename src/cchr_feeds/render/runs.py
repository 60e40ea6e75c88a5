"""Runs of text in another language than what stands around them, marked for browsers and screen readers."""

from html import escape

from cchr_feeds.render.line_breaks import Html
from cchr_feeds.text.cldr import direction
from cchr_feeds.text.direction import text_direction
from cchr_feeds.text.scripts import scripts_of, share


def in_language(language: str, around: str = "", text: str = "") -> Html:
    """The attributes of an element in a language: `lang`, and `dir` where its direction differs.

    `around` is the language of the element that holds it; an empty one is that of a whole document. Where the
    `text` is given, its letters decide which direction it has.
    """
    own, other = text_direction(text, language), direction(around) if around else "ltr"
    lang = f' lang="{escape(language)}"' if language != around else ""
    return Html(lang + (f' dir="{own}"' if own != other else ""))


def name_in(text: str, around: str, main: str) -> Html:
    """The attributes of an element with a name that is the same in every language of a site.

    It is in the `main` one if it has letters of that, and none of the language `around` it.
    """
    is_foreign = share(text, scripts_of(main)) > share(text, scripts_of(around)) == 0
    return in_language(main if is_foreign else around, around, text)
