"""The site (`site.yaml`): who publishes, in which languages and categories, and how mail is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import quote, urlsplit

from cchr_feeds.model import values
from cchr_feeds.model.addresses import TOKEN
from cchr_feeds.model.fields import Key, NotWritten
from cchr_feeds.model.part import HTML, Form
from cchr_feeds.model.publication import Category
from cchr_feeds.model.values import ByLanguage, ByTerm, Localised, OneOrGroup, OneOrMany


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader can write to; without a name, the organisation."""

    name: Localised[values.Line] | None = None
    email: Localised[values.EmailAddress] | None = None


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """A language the site publishes in, and what the organisation is called in it.

    `name` is the language's name for itself; one that is left out comes from CLDR, and so do `digits`. An
    empty `title` or `description` is made from the organisation's name.
    """

    organisation: values.Line
    name: values.Line = ""
    short: values.Line = ""
    title: values.Line = ""
    description: values.Line = ""
    digits: values.NumberingSystem | None = None


@dataclass(frozen=True, slots=True)
class CategoryInfo:
    """A kind of publications: what it is called, and the terms under which it was published before.

    `open` is what a link says that opens one of them ("Open the fact sheet"), in the languages that have it.
    """

    label: Annotated[Localised[values.Line], ByLanguage]
    open: Localised[values.Line] | None = None
    former: Annotated[tuple[values.Term, ...], OneOrMany] = ()


@dataclass(frozen=True, slots=True)
class Supporter:
    """Who pays for the work."""

    name: Localised[values.Line]
    url: Localised[values.Url] | None = None
    logo: Localised[values.PictureSource] | None = None


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How many entries a live feed holds, and optional links every feed carries."""

    limit: values.Length = 50
    hub: Localised[values.Url] | None = None
    license: Localised[values.Url] | None = None
    tombstones: values.Flag = False


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address and a name, as in `From:`; without a name, the organisation's."""

    address: Localised[values.EmailAddress]
    name: Localised[values.Line] | None = None


@dataclass(frozen=True, slots=True)
class SignUpForm:
    """A list's own address that takes a form with an e-mail address."""

    action: Localised[values.FormUrl]
    email: Localised[values.FieldName]


@dataclass(frozen=True, slots=True)
class Utm:
    """Campaign parameters added to the newsletter's links."""

    source: values.UtmValue = ""
    medium: values.UtmValue = ""
    campaign: values.UtmValue = ""


@dataclass(frozen=True, slots=True)
class NewsletterSettings:
    """Who sends the newsletter and how a reader joins or leaves; `None` where that is not known."""

    sender: Annotated[Mailbox | None, Key("from")] = None
    subscribe: Localised[values.Subscribe] | None = None
    form: SignUpForm | None = None
    reply_to: Localised[values.EmailAddress] | None = None
    list_id: Localised[values.ListId] | None = None
    postal_address: Localised[values.Paragraphs] | None = None
    unsubscribe: Localised[Annotated[tuple[values.Unsubscribe, ...], OneOrMany]] | None = None
    other_languages: values.OtherLanguages = "titles"
    utm: Utm | None = None

    def ways_out(self, language: str) -> tuple[str, ...]:
        """All addresses at which readers leave."""
        return self.unsubscribe[language] if self.unsubscribe else ()

    def way_out(self, language: str) -> str:
        """The one for all readers, which stands in a mail; empty where there is none."""
        return next((address for address in self.ways_out(language) if TOKEN not in address), "")

    def missing_for(self, form: Form) -> tuple[str, ...]:
        """The keys missing in `newsletter:`, as staff write them, to mail this form; none are for HTML."""
        # HTML may be looked at before anything is settled.
        needed = {"from": self.sender, "postal_address": self.postal_address, "unsubscribe": self.unsubscribe}
        return tuple(name for name, value in needed.items() if value is None and form != HTML)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo for light ground, and another for dark ground if there is one; it stands for the first."""

    light: values.PictureSource
    dark: values.PictureSource | None = None

    def __str__(self) -> str:
        return self.light.url

    @property
    def url(self) -> str:
        """The address."""
        return self.light.url


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail server that sends for the organisation (RFC 6409); its password is never written here."""

    host: values.RelayHost
    port: values.Port | None = None
    user: values.Line = ""
    security: values.Security = "starttls"


@dataclass(frozen=True, slots=True)
class GitTarget:
    """A branch of a git repository, such as one that is served as pages."""

    remote: values.GitRemote
    branch: values.GitBranch


@dataclass(frozen=True, slots=True)
class Publish:
    """Where `publish` puts the output: one of these."""

    rsync: values.RsyncTarget | None = None
    git: GitTarget | None = None
    folder: values.Line = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """The organisation's colour (`#rrggbb`), logo, and icon."""

    colour: values.Colour = "#123f5c"
    logo: Localised[Annotated[Logo, OneOrGroup]] | None = None
    icon: Localised[values.PictureSource] | None = None


Texts = Mapping[str, str | Mapping[str, str]]
"""Words to readers by their names: each a text, or its forms by CLDR's names of plural forms."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """A publisher's own words to readers, by language (`words/*.yaml`); a key of what is made of them."""

    by_language: Mapping[str, Texts] = field(default_factory=dict)


NO_WORDS = OwnWords()


LONGEST_KEPT = 24
"""Clusters that fit the narrowest phone in one line; a longer name of `keep_together` has to be broken."""


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes. `languages` and `categories` keep their order; the first language is the main one."""

    authority: values.Authority
    since: values.Year
    url: Localised[values.Url]
    feeds_url: values.BaseUrl
    timezone: values.TimeZone
    languages: Annotated[Mapping[str, LanguageInfo], ByLanguage]
    categories: Annotated[Mapping[str, CategoryInfo], ByTerm]
    contact: Contact | None = None
    supporters: tuple[Supporter, ...] = ()
    feeds: FeedSettings = field(default_factory=FeedSettings)
    newsletter: NewsletterSettings = field(default_factory=NewsletterSettings)
    relay: Relay | None = None
    publish: Publish | None = None
    brand: Brand = field(default_factory=Brand)
    keep_together: tuple[values.Line, ...] = ()
    words: Annotated[OwnWords, NotWritten] = NO_WORDS

    @property
    def main_language(self) -> str:
        """The first language of `site.yaml`."""
        return next(iter(self.languages))

    @property
    def image_hosts(self) -> tuple[str, ...]:
        """Hosts that pictures in a Markdown text may come from: the organisation's own."""
        addresses = [self.url.default, *self.url.values.values(), self.feeds_url]
        return (self.authority, *(urlsplit(address).hostname or "" for address in addresses))

    def tag(self, specific: str) -> str:
        """A permanent tag: URI (RFC 4151) in the site's name."""
        return f"tag:{self.authority},{self.since}:{specific}"

    def address(self, path: str) -> str:
        """The public address of a path in the output."""
        return self.feeds_url + quote(path.removesuffix("index.html"))

    def page_of(self, publication_id: str, language: str) -> str:
        """The address of the page of a publication that has none elsewhere."""
        return self.address(f"publications/{publication_id}/{language}.html")

    def category(self, term: str, language: str) -> Category:
        """A configured category with its label in `language`."""
        label = self.categories[term].label
        return Category(term, label[language], label.language_of(language))

    @property
    def current_terms(self) -> Mapping[str, str]:
        """Every term that an entry may name, with the one that its category has now."""
        former = {old: term for term, info in self.categories.items() for old in info.former}
        return {term: term for term in self.categories} | former

    def feed_tag(self, language: str, term: str | None = None) -> str:
        """The permanent id of a language's feed, or of a category's: the first term it had stays in it."""
        if term is None:
            return self.tag(f"feeds/{language}")
        return self.tag(f"feeds/{language}/{[*self.categories[term].former, term][0]}")

    def former_folders(self, language: str, term: str) -> tuple[str, ...]:
        """The folders in which a category's feeds lay before, where copies of them go on."""
        return tuple(f"{language}/{old}" for old in self.categories[term].former if old != term)
