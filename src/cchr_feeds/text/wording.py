"""Every word of ours that readers see: English here, other languages in their `readers.po`.

Only words that every publisher can use stand here; what one publisher says of itself is in its site.yaml.
Texts with {names} are filled by `str.format`. A language is added by one more catalogue; `make catalogues`
keeps the catalogues in step with this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from gettext import NullTranslations
from types import MappingProxyType

from cchr_feeds.i18n import LOCALE, N_, catalogue

_DOMAIN = "readers"
_ENGLISH = NullTranslations()


@dataclass(frozen=True, slots=True)
class Counted:
    """A text in the forms between which a number chooses: in English two, elsewhere one to six."""

    one: str
    many: str
    words: NullTranslations = _ENGLISH

    def form(self, count: int) -> str:
        """The form for a number, to be filled with it as it is to be shown."""
        return self.words.ngettext(self.one, self.many, count)


@dataclass(frozen=True)
class Wording:
    """Our words in one language; as it is made, English.

    `digits` are 0 to 9 as the language writes them, `months` January to December.
    """

    # titles
    site_title: str = N_("{short} publications")
    site_description: str = N_("Publications of {organisation}")
    feed_of_category: str = N_("{title}: {category}")
    edition_title: str = N_("{short} newsletter, {period}")
    # an entry
    read_more: str = N_("Read more")
    read_publication: str = N_("Read the publication")
    open_document: str = N_("Open the document ({kind})")  # its format and size: PDF, 1.4 MB
    open_picture: str = N_("Open the picture ({kind})")
    watch_video: str = N_("Watch the video ({kind})")
    hear_recording: str = N_("Listen to the recording ({kind})")
    download: str = N_("Download")
    also_in: str = N_("Also in")  # before the name of a language
    other_language: str = N_("Read this in English")  # in the language it leads to
    withdrawn_title: str = N_("Withdrawn publication")
    withdrawn_text: str = N_("This publication was withdrawn on {date}. Reason: {reason}")
    # counts
    entries_count: Counted = Counted("{count} publication", "{count} publications")
    # the newsletter
    newsletter: str = N_("Newsletter")
    newsletter_of_month: str = N_("Monthly newsletter")
    newsletter_of_quarter: str = N_("Quarterly newsletter")
    newsletter_of_year: str = N_("Yearly newsletter")
    contents: str = N_("Also in this letter")
    more_on_the_web: Counted = Counted("and {count} more on the web", "and {count} more on the web")
    elsewhere: str = N_("Only in other languages")
    supporters: str = N_("Generously supported by")
    view_in_browser: str = N_("View in browser")
    contact: str = N_("Contact")
    forwarded: str = N_("Was this forwarded to you?")
    get_your_copy: str = N_("Get your own copy")
    subscribe: str = N_("Subscribe")
    unsubscribe: str = N_("Unsubscribe")
    unsubscribe_why: str = N_("You receive this because you subscribed to the newsletter of {organisation}.")
    # the sheet of pictures on which an edition is signed off
    sheet_computer: str = N_("Computer")
    sheet_phone: str = N_("Phone")
    sheet_night: str = N_("Phone, dark mode")
    sheet_without_pictures: str = N_("Phone, without pictures")
    sheet_text: str = N_("As plain text")
    sheet_size: str = N_("{size} of {limit}")
    sheet_gmail: str = N_("Gmail cuts off what is longer than {gmail}.")
    sheet_cut: str = N_("The mail goes on; this picture stops here.")
    sheet_boxes: str = N_("Pictures from the internet are grey boxes here.")
    # pages and embeds
    skip_to_content: str = N_("Skip to content")
    feeds_heading: str = N_("Feeds")
    feeds_explained: str = N_(
        "A feed is an address that tells a feed reader or another site of every new publication. It "
        "costs nothing and asks for no e-mail address."
    )
    newsletters_heading: str = N_("Newsletters")
    embed_heading: str = N_("Show our publications on your site")
    all_publications: str = N_("All publications")
    latest_publications: str = N_("Latest publications")
    newest: str = N_("Newest:")  # before a date
    copy: str = N_("Copy")
    copied: str = N_("Copied")
    follow_explained: str = N_("Copy an address into your feed reader, or choose a reader beside it.")
    follow_in: str = N_("Follow in")  # before the names of feed readers
    feed_app: str = N_("your own app")
    feed_address: str = N_("Address of the feed {title}")
    feed_in_browser: str = N_(
        "This is a feed: copy this page's address into a feed reader. All our feeds:"
    )  # before the address of the page with all feeds
    feed_help: str = N_("How to follow this feed")  # leads from an Atom feed to the page with all feeds
    opml: str = N_("All feeds in one file (OPML)")
    no_entries_yet: str = N_("No publications yet")
    carries_category: str = N_("Only the category “{category}”.")
    newsletters_explained: str = N_("What came out in a month, in one letter.")
    all_newsletters: str = N_("All newsletters")
    newsletters_feed: str = N_("Newsletters in your feed reader")  # leads to the feed of editions
    documents: str = N_("Documents")
    # what to paste on another site, and how to choose it
    embed_explained: str = N_(
        "Copy one line, and paste it where the list is to stand on your page. It sets no cookies and "
        "loads nothing from anybody else."
    )
    script: str = N_("Script")
    script_explained: str = N_("Always up to date, in your page's font and colours.")
    pinned: str = N_("Script of one version")
    pinned_explained: str = N_("The same, tied to exactly this version of the script by its checksum.")
    frame: str = N_("Frame")
    frame_explained: str = N_("Always up to date, without JavaScript. It shows the {count} newest.")
    plain: str = N_("Plain HTML")
    plain_explained: str = N_("The list as it is today. It does not change by itself.")
    choose_language: str = N_("Language")
    choose_category: str = N_("Category")
    choose_count: str = N_("How many")
    choose_way: str = N_("How")
    with_summaries: str = N_("With summaries")
    preview: str = N_("Preview")
    not_loaded: str = N_("The list could not be loaded.")
    # dates and numbers
    months: tuple[str, ...] = (
        N_("January"),
        N_("February"),
        N_("March"),
        N_("April"),
        N_("May"),
        N_("June"),
        N_("July"),
        N_("August"),
        N_("September"),
        N_("October"),
        N_("November"),
        N_("December"),
    )
    digits: str = N_("0123456789")
    date_day: str = N_("{day} {month} {year}")
    date_month: str = N_("{month} {year}")
    date_year: str = N_("{year}")
    date_quarter: str = N_("Quarter {quarter} of {year}")

    def native(self, text: str) -> str:
        """The text with the language's digits for its 0-9."""
        return text.translate(str.maketrans("0123456789", self.digits))


LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType({"en": "English", "km": "ខ្មែរ"})
"""What these languages are called in themselves."""


def wording(language: str) -> Wording:
    """Our words for a BCP 47 tag, else for the language without its region or script, else English."""
    return wording_of(language) or wordings()["en"]


@cache
def wording_of(language: str) -> Wording | None:
    """Our words for a BCP 47 tag (`km-KH` finds `km`), or None where we have none in that language."""
    tag = language.lower()
    return wordings().get(tag) or wordings().get(tag.partition("-")[0])


@cache
def wordings() -> Mapping[str, Wording]:
    """Our words in every language that we have them in; English first."""
    found = sorted(path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{_DOMAIN}.po"))
    return {"en": Wording(), **{language: _translated(catalogue(_DOMAIN, language)) for language in found}}


def _translated(words: NullTranslations) -> Wording:
    return Wording(**{field.name: _word(field.default, words) for field in fields(Wording)})  # type: ignore[arg-type]


def _word(word: object, words: NullTranslations) -> object:
    if isinstance(word, Counted):
        return Counted(word.one, word.many, words)
    return tuple(map(words.gettext, word)) if isinstance(word, tuple) else words.gettext(str(word))
