"""Every word of ours that readers see: English here, other languages in their `readers.po` or `words/*.yaml`.

Only words that every publisher can use stand here; what one publisher says of itself is in its site.yaml.
Texts with {names} are filled by `str.format`. A language is added by one more catalogue; `make catalogues`
keeps the catalogues in step with this module. A publisher's own `words/{language}.yaml` comes before ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from gettext import NullTranslations
from html import escape
from pathlib import Path
from string import Formatter

from cchr_feeds.i18n import LOCALE, N_, catalogue, notes_in
from cchr_feeds.model.site import NO_WORDS, OwnWords, Site, Texts
from cchr_feeds.text.cldr import direction, language_name, own_name, plural_category, plural_numbers, script

_DOMAIN = "readers"
BEGIN, MIDDLE, END = "\x02", "\x03", "\x04"
"""Around the attributes and the text of a word in another language; no text of ours can hold these."""


class Word(str):
    """A text of ours in another language than was asked for: plain text, but in HTML marked as what it is.

    A template can use it anywhere: it is marked by control characters, and when the page is finished, these
    become a `<span>` in the content of elements and nothing elsewhere (`render/markup.py`).
    """

    __slots__ = ("attributes",)

    attributes: str

    def __new__(cls, text: str, attributes: str = "") -> "Word":
        """A text, and the attributes `lang` and, where it differs, `dir` of the run."""
        made = super().__new__(cls, text)
        made.attributes = attributes
        return made

    @property
    def language(self) -> str:
        """The language that it is in."""
        return self.attributes.split('"')[1]

    def __html__(self) -> str:
        return self.marked(escape(self))

    def marked(self, html: str) -> str:
        """HTML of this text, marked with its language."""
        return f"{BEGIN}{self.attributes}{MIDDLE}{html}{END}"

    def format(self, *values: object, **named: object) -> "Word":
        """The text, filled in, in the same language."""
        return Word(super().format(*values, **named), self.attributes)


def html_of(text: str) -> str:
    """A text for the content of an element; in another language than its surroundings, in a `<span>`."""
    plain = escape(text, quote=False)
    return f"<span {text.attributes}>{plain}</span>" if isinstance(text, Word) else plain


@dataclass(frozen=True, slots=True)
class Counted:
    """A text in the forms between which a number chooses: in English two, elsewhere one to six.

    `forms` are those of another language by CLDR's names of them.
    """

    one: str
    many: str
    forms: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"

    def form(self, count: int) -> str:
        """The form for a number, to be filled with it as it is to be shown."""
        forms = self.forms or {"one": self.one, "other": self.many}
        return forms.get(plural_category(count, self.language), forms["other"])


@dataclass(frozen=True, eq=False)
class Wording:
    """Our words to the readers of one language; as it is made, English.

    A word that there is not in the language is a `Word` of the next best.
    """

    # titles
    # NOTE: title of the feeds and pages of one publisher; {short} is its abbreviation
    site_title: str = N_("{short} publications")
    # NOTE: what the feeds say of themselves; {organisation} is the publisher's full name
    site_description: str = N_("Publications of {organisation}")
    # NOTE: title of the feed of one category: {title} is that of the whole feed
    feed_of_category: str = N_("{title}: {category}")
    # NOTE: title and subject of a newsletter; {period} is a month, a quarter or a year in words
    edition_title: str = N_("{short} newsletter, {period}")
    # NOTE: subject of a newsletter: the title of what leads in it, and what it is called
    edition_subject: str = N_("{lead}: {edition}")
    # an entry
    # NOTE: button that opens a publication's own page
    read_publication: str = N_("Read the publication")
    # NOTE: button that opens a document; {kind} is its format and size: PDF, 1.4 MB
    open_document: str = N_("Open the document ({kind})")
    # NOTE: button that opens a picture; {kind} is its format and size: PNG, 820 kB
    open_picture: str = N_("Open the picture ({kind})")
    # NOTE: button that opens a video; {kind} is its format and size: MP4, 24 MB
    watch_video: str = N_("Watch the video ({kind})")
    # NOTE: button that opens a recording; {kind} is its format and size: MP3, 12 MB
    hear_recording: str = N_("Listen to the recording ({kind})")
    # NOTE: link to a document that has no title
    download: str = N_("Download")
    # NOTE: link to the same in your language; {language} is its own name for itself, and may be written out
    other_language: str = N_("Read this in {language}")
    # NOTE: title that stands in the place of a publication that was taken back
    withdrawn_title: str = N_("Withdrawn publication")
    # NOTE: text that stands in its place; {date} is a date in words, {reason} a sentence
    withdrawn_text: str = N_("This publication was withdrawn on {date}. Reason: {reason}")
    # counts
    # NOTE: how many publications a feed, a category or a newsletter has
    entries_count: Counted = Counted("{count} publication", "{count} publications")
    # the newsletter
    # NOTE: what a newsletter is, for people who have its page read to them
    newsletter: str = N_("Newsletter")
    # NOTE: above the title of a month's newsletter
    newsletter_of_month: str = N_("Monthly newsletter")
    # NOTE: above the title of a newsletter of three months
    newsletter_of_quarter: str = N_("Quarterly newsletter")
    # NOTE: above the title of a year's newsletter
    newsletter_of_year: str = N_("Yearly newsletter")
    # NOTE: heading of the list of titles in a newsletter
    contents: str = N_("Also in this letter")
    # NOTE: link at the end of a list that was shortened in a mail
    more_on_the_web: Counted = Counted("and {count} more on the web", "and {count} more on the web")
    # NOTE: heading of what is not in the newsletter's language; {language} is what its readers call that one
    only_in: str = N_("Only in {language}")
    # NOTE: before the names of those who pay for the work
    supporters: str = N_("Generously supported by")
    # NOTE: link at the top of a mail to its copy on the web
    view_in_browser: str = N_("View in browser")
    # NOTE: heading or link to whom readers can write to
    contact: str = N_("Contact")
    # NOTE: question at the end of a mail, before the next text
    forwarded: str = N_("Was this forwarded to you?")
    # NOTE: link to where a reader joins the mailing list, after the question
    get_your_copy: str = N_("Get your own copy")
    # NOTE: button or link that joins the mailing list
    subscribe: str = N_("Subscribe")
    # NOTE: link in a mail that leaves the mailing list
    unsubscribe: str = N_("Unsubscribe")
    # NOTE: why somebody got this mail; {organisation} is the publisher's full name
    unsubscribe_why: str = N_("You receive this because you subscribed to the newsletter of {organisation}.")
    # the sheet of pictures on which an edition is signed off
    # NOTE: above a picture of the mail, for staff who approve it
    sheet_computer: str = N_("Computer")
    # NOTE: above a picture of the mail
    sheet_phone: str = N_("Phone")
    # NOTE: above a picture of the mail
    sheet_night: str = N_("Phone, dark mode")
    # NOTE: above a picture of the mail
    sheet_without_pictures: str = N_("Phone, without pictures")
    # NOTE: above the plain text of the mail
    sheet_text: str = N_("As plain text")
    # NOTE: how large the mail is: 64 kB of 95 kB
    sheet_size: str = N_("{size} of {limit}")
    # NOTE: for staff; {gmail} is a size such as 102 kB
    sheet_gmail: str = N_("Gmail cuts off what is longer than {gmail}.")
    # NOTE: for staff, across the end of a picture
    sheet_cut: str = N_("The mail goes on; this picture stops here.")
    # NOTE: for staff, below the pictures of the mail
    sheet_boxes: str = N_("Pictures from the internet are grey boxes here.")
    # pages and embeds
    # NOTE: link for people who use a keyboard or have pages read to them
    skip_to_content: str = N_("Skip to content")
    # NOTE: what the main links of every page are, for people who have them read to them
    menu: str = N_("Main menu")
    # NOTE: what the links to a page in other languages are, for people who have them read to them
    languages: str = N_("Languages")
    # NOTE: link to the list of all publications, and its heading
    publications: str = N_("Publications")
    # NOTE: link to how to hear of new publications, and its heading
    follow: str = N_("Follow")
    # NOTE: what the links to the kinds of publications are, for people who have them read to them
    categories: str = N_("Categories")
    # NOTE: link to the publications of all categories, beside those to each
    all: str = N_("All")
    # NOTE: heading of publications that state no date
    undated: str = N_("Undated")
    # NOTE: heading of the links to the publications of each year
    years: str = N_("By year")
    # NOTE: heading and link: all addresses of feeds (RSS, Atom)
    feeds_heading: str = N_("Feeds")
    # NOTE: below the heading; also the page's description for search engines
    feeds_explained: str = N_(
        "A feed is an address that tells a feed reader or another site of every new publication. It "
        "costs nothing and asks for no e-mail address."
    )
    # NOTE: heading and link: all newsletters
    newsletters_heading: str = N_("Newsletters")
    # NOTE: heading: how to show a list of publications on another web site
    embed_heading: str = N_("Show our publications on your site")
    # NOTE: the feed of all categories, and a link to the publisher's site
    all_publications: str = N_("All publications")
    # NOTE: title of a list on another site
    latest_publications: str = N_("Latest publications")
    # NOTE: button that copies an address
    copy: str = N_("Copy")
    # NOTE: what the button says for a moment after that
    copied: str = N_("Copied")
    # NOTE: above the address of a feed
    follow_explained: str = N_("Copy this address into your feed reader:")
    # NOTE: after the names of feed readers: any program on the reader's device
    feed_app: str = N_("your own app")
    # NOTE: what the field with an address is, for people who have pages read to them; {title} is the feed's
    feed_address: str = N_("Address of the feed {title}")
    # NOTE: above a feed that was opened in a browser, before the address of the page with all feeds
    feed_in_browser: str = N_("This is a feed: copy this page's address into a feed reader. All our feeds:")
    # NOTE: leads from an Atom feed to the page with all feeds
    feed_help: str = N_("How to follow this feed")
    # NOTE: link to a file for feed readers; OPML is its format
    opml: str = N_("All feeds in one file (OPML)")
    # NOTE: in the place of an empty list
    no_entries_yet: str = N_("No publications yet")
    # NOTE: below the heading of the newsletters
    newsletters_explained: str = N_("What came out in a month, in one letter.")
    # NOTE: link to the page with all newsletters
    all_newsletters: str = N_("All newsletters")
    # NOTE: link to the feed that tells of every new newsletter
    newsletters_feed: str = N_("Newsletters in your feed reader")
    # NOTE: heading above files to download; in a new project the name of a category
    documents: str = N_("Documents")
    # NOTE: heading and button: leads to a form for an e-mail address
    get_newsletter: str = N_("Get the newsletter")
    # NOTE: label of a field
    email_address: str = N_("E-mail address")
    # NOTE: link and heading: by feed, on a site of one's own
    other_ways: str = N_("Other ways to follow")
    # NOTE: above the offer of the newsletter, or of a feed
    simplest_way: str = N_("The simplest way")
    # NOTE: heading: what a reader gets by e-mail
    one_letter: str = N_("One letter a month")
    # NOTE: below that
    one_letter_explained: str = N_("Everything we published, with links. One click in any letter ends it.")
    # NOTE: heading above the other ways
    rather_no_email: str = N_("Rather not give an e-mail address?")
    # NOTE: heading: an app that shows what is new on many sites
    by_feed: str = N_("Follow in a feed reader")
    # NOTE: above the names of feed readers
    open_in_reader: str = N_("Open in a feed reader")
    # NOTE: above the feeds of the categories
    one_category: str = N_("Only one kind of publication")
    # NOTE: above links for programs
    other_formats: str = N_("Other formats: Atom, JSON Feed, OPML")
    # NOTE: below the heading Follow
    follow_promise: str = N_("Hear of every new publication, whichever way suits you.")
    # NOTE: heading; {category} is its label, such as Reports
    more_in_category: str = N_("Also in {category}")
    # NOTE: heading above titles of any kind
    more_publications: str = N_("More publications")
    # NOTE: what two links are, for people who have pages read to them
    newer_and_older: str = N_("Newer and older")
    # NOTE: above the title of the next publication
    newer: str = N_("Newer")
    # NOTE: above the title of the one before
    older: str = N_("Older")
    # searching the list of publications
    # NOTE: label of the search field above a list of publications
    search: str = N_("Search the publications")
    # NOTE: how many publications a search found
    search_found: Counted = Counted("{count} publication found", "{count} publications found")
    # NOTE: where a search found nothing; {words} is what was typed
    search_none: str = N_("Nothing was found for “{words}”. Try fewer words, or other ones.")
    # NOTE: button below what a search found, where that is long
    search_more: str = N_("Show more")
    # NOTE: where the list to search in did not arrive
    search_failed: str = N_("The search could not be loaded. Please try again.")
    # what to paste on another site, and how to choose it
    # NOTE: above what to copy
    embed_explained: str = N_(
        "Copy one line, and paste it where the list is to stand on your page. It sets no cookies and "
        "loads nothing from anybody else."
    )
    # NOTE: name of a way to show the list: a script of ours
    script: str = N_("Script")
    # NOTE: of that way
    script_explained: str = N_("Always up to date, in your page's font and colours.")
    # NOTE: name of a way: a script that can't change
    pinned: str = N_("Script of one version")
    # NOTE: of that way
    pinned_explained: str = N_("The same, tied to exactly this version of the script by its checksum.")
    # NOTE: name of a way: a page within a page (iframe)
    frame: str = N_("Frame")
    # NOTE: of that way; {count} is a number
    frame_explained: str = N_("Always up to date, without JavaScript. It shows the {count} newest.")
    # NOTE: name of a way: only HTML
    plain: str = N_("Plain HTML")
    # NOTE: of that way
    plain_explained: str = N_("The list as it is today. It does not change by itself.")
    # NOTE: label of a choice
    choose_language: str = N_("Language")
    # NOTE: label of a choice
    choose_category: str = N_("Category")
    # NOTE: label of a choice: of publications
    choose_count: str = N_("How many")
    # NOTE: label of a choice: of the ways to show the list
    choose_way: str = N_("How")
    # NOTE: box to tick: show the texts below the titles
    with_summaries: str = N_("With summaries")
    # NOTE: heading above the list as it will look
    preview: str = N_("Preview")
    # NOTE: instead of that list, where something went wrong
    not_loaded: str = N_("The list could not be loaded.")


def wording(language: str, site: Site | None) -> Wording:
    """Our words for a BCP 47 tag, else each in the main language, at last in English."""
    return _wording(language, site.main_language, site.words) if site else _wording(language, "en", NO_WORDS)


@lru_cache(maxsize=256)
def _wording(language: str, main: str, own: OwnWords) -> Wording:
    sources = [(tag, _texts(tag, own)) for tag in dict.fromkeys((language, main, "en"))]
    found = {
        field.name: next((tag, texts[field.name]) for tag, texts in sources if field.name in texts)
        for field in fields(Wording)
    }
    return Wording(**{name: _word(text, tag, language) for name, (tag, text) in found.items()})  # type: ignore[arg-type]


def invitation(language: str, site: Site) -> str:
    """What leads to a text in a language, in its words ("Lire en français"), or else its own name alone."""
    text = wording(language, site).other_language
    own = site.languages[language].name if language in site.languages else own_name(language)
    name = language_name(language, language)
    return own if isinstance(text, Word) else text.format(language=name)


def _word(text: str | Mapping[str, str], tag: str, asked: str) -> str | Counted:
    """What there is in one language, for the readers of another."""
    if isinstance(text, str):
        return _run(text, tag, asked)
    forms = {category: _run(form, tag, asked) for category, form in text.items()}
    return Counted(forms["other"], forms["other"], forms, tag)


def _run(text: str, tag: str, asked: str) -> str:
    if _kind(tag) == _kind(asked):
        return text
    differs = direction(tag) != direction(asked)
    return Word(text, f'lang="{tag}"' + (f' dir="{direction(tag)}"' if differs else ""))


def missing_words(language: str, site: Site) -> list[str]:
    """The names of our words that there are not in a language."""
    known = _texts(language, site.words)
    return [field.name for field in fields(Wording) if field.name not in known]


def _texts(language: str, own: OwnWords) -> Texts:
    """What there is in a language: the publisher's own words, then those that come with us."""
    return {**shipped_texts(language), **own.by_language.get(language, {})}


@cache
def shipped_texts(language: str) -> Texts:
    """What the catalogue has of a tag's language in its script (`zh-CN` finds `zh_Hans`), by name."""
    if _kind(language) == ("en", "Latn"):
        return english_texts()
    found = [folder for folder in _folders() if _kind(folder.replace("_", "-")) == _kind(language)]
    if not found:
        return {}
    words = catalogue(_DOMAIN, language if language in found else found[0])
    words.add_fallback(_Nothing())
    texts = ((name, _translated(text, words, language)) for name, text in english_texts().items())
    return {name: text for name, text in texts if text}


def _translated(
    text: str | Mapping[str, str], words: NullTranslations, language: str
) -> str | Mapping[str, str]:
    if isinstance(text, str):
        return words.gettext(text)
    one, many = text["one"], text["other"]
    forms = {name: words.ngettext(one, many, counts[-1]) for name, counts in plural_numbers(language).items()}
    return forms if all(forms.values()) else ""


@cache
def english_texts() -> Texts:
    """Every word of ours in English, by name."""
    texts = {field.name: field.default for field in fields(Wording)}
    return {
        name: {"one": text.one, "other": text.many} if isinstance(text, Counted) else str(text)
        for name, text in texts.items()
    }


@cache
def notes() -> Mapping[str, str]:
    """Where each word stands, by name, as the comment above it says."""
    found = notes_in(Path(__file__))
    texts = {name: text if isinstance(text, str) else text["one"] for name, text in english_texts().items()}
    return {name: found.get(text, "") for name, text in texts.items()}


def names_in(text: str) -> frozenset[str]:
    """The names in braces that are filled in; raises `ValueError` where anything else stands in braces."""
    fields = [(name, more) for _, name, *more in Formatter().parse(text) if name is not None]
    if any(more != ["", None] or not name.isidentifier() for name, more in fields):
        raise ValueError(text)
    return frozenset(name for name, _ in fields)


def may_be_left_out(language: str, form: str = "") -> frozenset[str]:
    """Names that a word of a language may spell out: its own, and a count that its form always has."""
    is_one_number = len(plural_numbers(language).get(form, ())) == 1
    return frozenset({"language", "count"} if is_one_number else {"language"})


@cache
def languages() -> Sequence[str]:
    """The languages that our words come in, English first."""
    return ["en", *(folder.replace("_", "-") for folder in _folders())]


@cache
def _folders() -> Sequence[str]:
    return sorted(path.parents[1].name for path in LOCALE.glob(f"*/LC_MESSAGES/{_DOMAIN}.po"))


@cache
def _kind(language: str) -> tuple[str, str]:
    """The language and the script of a tag: what is the same in these can be read by the same people."""
    return language.partition("-")[0], script(language)


class _Nothing(NullTranslations):
    """Where a catalogue has no translation: nothing, where gettext would give the English text."""

    def gettext(self, message: str) -> str:  # noqa: ARG002 (gettext's name for it)
        """Nothing."""
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002 (gettext's names)
        """Nothing."""
        return ""
