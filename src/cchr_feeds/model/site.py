"""The site (`site.yaml`): who publishes, in which languages and categories, and how mail is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import quote, urlsplit

from cchr_feeds.model.addresses import TOKEN
from cchr_feeds.model.fields import Doc, FromOtherFiles
from cchr_feeds.model.part import HTML, Form
from cchr_feeds.model.publication import Category
from cchr_feeds.model.values import (
    Authority,
    BaseUrl,
    ByLanguage,
    ByTerm,
    Colour,
    EmailAddress,
    FieldName,
    Flag,
    FormUrl,
    GitBranch,
    GitRemote,
    Length,
    Line,
    ListId,
    Localised,
    NumberingSystem,
    OneOrGroup,
    OneOrMany,
    OtherLanguages,
    Paragraphs,
    PictureSource,
    Port,
    RelayHost,
    RsyncTarget,
    Security,
    Subscribe,
    Term,
    TimeZone,
    Unsubscribe,
    Url,
    UtmValue,
    Year,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader can write to; without a name, the organisation."""

    name: Annotated[Localised[Line] | None, Doc("A person or an office; without it, the organisation.")] = (
        None
    )
    email: Annotated[Localised[EmailAddress] | None, Doc("Their e-mail address.")] = None


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """A language the site publishes in, and what the organisation is called in it.

    `name` is the language's name for itself; one that is left out comes from CLDR, and so do `digits`. An
    empty `title` or `description` is made from the organisation's name.
    """

    organisation: Annotated[Line, Doc("What your organisation is called in it.")]
    name: Annotated[Line, Doc("The language's name, in itself; without it, as Unicode's CLDR has it.")] = ""
    short: Annotated[Line, Doc("Its abbreviation.")] = ""
    title: Annotated[Line, Doc("The title of the feeds.")] = ""
    description: Annotated[Line, Doc("What the feeds are about.")] = ""
    digits: Annotated[
        NumberingSystem | None, Doc("Digits other than the language's own, such as latn for 0 to 9.")
    ] = None


@dataclass(frozen=True, slots=True)
class CategoryInfo:
    """A kind of publications: what it is called, and the terms under which it was published before.

    `open` is what a link says that opens one of them ("Open the fact sheet"), in the languages that have it.
    """

    label: Annotated[Localised[Line], ByLanguage, Doc("Its label in this language.")]
    open: Annotated[
        Localised[Line] | None,
        Doc("What a link to one of them says: Open the fact sheet. The format and size come after it."),
    ] = None
    former: Annotated[
        tuple[Term, ...],
        OneOrMany,
        Doc("Terms it had before, the oldest first: their addresses go on working."),
    ] = ()


@dataclass(frozen=True, slots=True)
class Supporter:
    """Who pays for the work."""

    name: Annotated[Localised[Line], Doc("Their name.")]
    url: Annotated[Localised[Url] | None, Doc("Their web site.")] = None
    logo: Annotated[
        Localised[PictureSource] | None, Doc("Their logo: an address, or a file of this project.")
    ] = None


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How many entries a live feed holds, and optional links every feed carries."""

    limit: Annotated[Length, Doc("How many entries a feed holds; older ones go to archives.")] = 50
    hub: Annotated[Localised[Url] | None, Doc("A WebSub hub, which tells readers of changes at once.")] = None
    license: Annotated[Localised[Url] | None, Doc("The address of the licence of your texts.")] = None
    tombstones: Annotated[Flag, Doc("Whether Atom feeds go on naming what was withdrawn and has left.")] = (
        False
    )


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address and a name, as in `From:`; without a name, the organisation's."""

    address: Annotated[Localised[EmailAddress], Doc("The e-mail address.")]
    name: Annotated[Localised[Line] | None, Doc("The name beside it; without it, the organisation's.")] = None


@dataclass(frozen=True, slots=True)
class SignUpForm:
    """A list's own address that takes a form with an e-mail address."""

    action: Annotated[Localised[FormUrl], Doc("Where the list takes a form: the action of its own.")]
    email: Annotated[Localised[FieldName], Doc("What its field for the e-mail address is called.")]


@dataclass(frozen=True, slots=True)
class Utm:
    """Campaign parameters added to the newsletter's links."""

    source: Annotated[UtmValue, Doc("A short word, such as newsletter.")] = ""
    medium: Annotated[UtmValue, Doc("A short word, such as email.")] = ""
    campaign: Annotated[UtmValue, Doc("A short word.")] = ""


@dataclass(frozen=True, slots=True)
class NewsletterSettings:
    """Who sends the newsletter and how a reader joins or leaves; `None` where that is not known."""

    sender: Annotated[Mailbox | None, Doc("Who sends it; needed before it can be mailed.", key="from")] = None
    subscribe: Annotated[
        Localised[Subscribe] | None, Doc("Where a reader joins: https:// and an address, or mailto: and one.")
    ] = None
    form: Annotated[
        SignUpForm | None, Doc("Where pages send the e-mail address of a reader who joins on them.")
    ] = None
    reply_to: Annotated[Localised[EmailAddress] | None, Doc("Where answers go.")] = None
    list_id: Annotated[
        Localised[ListId] | None, Doc("The list's name for mail programs, such as monthly.example.org.")
    ] = None
    postal_address: Annotated[
        Localised[Paragraphs] | None, Doc("Where you are; needed before it can be mailed.")
    ] = None
    unsubscribe: Annotated[
        Localised[Annotated[tuple[Unsubscribe, ...], OneOrMany]] | None,
        Doc(
            "Where a reader leaves: mailto: and an address, or an address that starts with https://; or "
            "several. In some, {token} may stand for the one reader. Needed before it can be mailed."
        ),
    ] = None
    other_languages: Annotated[
        OtherLanguages, Doc("What an edition says of entries in other languages only: titles, or none.")
    ] = "titles"
    utm: Annotated[Utm | None, Doc("What the mail's links tell programs that count visits.")] = None

    def ways_out(self, language: str) -> tuple[str, ...]:
        """All addresses at which readers leave."""
        return self.unsubscribe[language] if self.unsubscribe else ()

    def way_out(self, language: str) -> str:
        """The one for all readers, which stands in a mail; empty where there is none."""
        return next((address for address in self.ways_out(language) if TOKEN not in address), "")

    def missing_for(self, form: Form) -> tuple[str, ...]:
        """The keys of `newsletter:` without which this form must not be mailed, as staff write them.

        HTML alone may be looked at before anything is settled.
        """
        needed = {"from": self.sender, "postal_address": self.postal_address, "unsubscribe": self.unsubscribe}
        return tuple(name for name, value in needed.items() if value is None and form != HTML)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo for light ground, and another for dark ground if there is one; it stands for the first."""

    light: Annotated[PictureSource, Doc("On light ground, and on dark where there is no other.")]
    dark: Annotated[PictureSource | None, Doc("On dark ground.")] = None

    def __str__(self) -> str:
        return self.light.url

    @property
    def url(self) -> str:
        """The address."""
        return self.light.url


@dataclass(frozen=True, slots=True)
class Relay:
    """The mail server that sends for the organisation (RFC 6409); its password is never written here."""

    host: Annotated[RelayHost, Doc("Your provider's mail server, such as smtp.example.org.")]
    port: Annotated[Port | None, Doc("Its port; without it, 587 for starttls and 465 for tls.")] = None
    user: Annotated[Line, Doc("Your user name there.")] = ""
    security: Annotated[
        Security, Doc("How the way there is encrypted: starttls or tls; none on this computer only.")
    ] = "starttls"


@dataclass(frozen=True, slots=True)
class GitTarget:
    """A branch of a git repository, such as one that is served as pages."""

    remote: Annotated[GitRemote, Doc("The repository's address, as git takes it.")]
    branch: Annotated[GitBranch, Doc("The branch; it is made if it is not there.")]


@dataclass(frozen=True, slots=True)
class Publish:
    """Where `publish` puts the output: one of these."""

    rsync: Annotated[RsyncTarget | None, Doc("A host and a folder on it, reached over SSH.")] = None
    git: Annotated[GitTarget | None, Doc("A branch of a git repository.")] = None
    folder: Annotated[
        Line, Doc("A folder of this computer or network: served, or carried on from there.")
    ] = ""


@dataclass(frozen=True, slots=True)
class Brand:
    """The organisation's colour (`#rrggbb`), logo, and icon."""

    colour: Annotated[Colour, Doc('Your colour: # and six digits in quotes, such as "#123f5c".')] = "#123f5c"
    logo: Annotated[
        Localised[Annotated[Logo, OneOrGroup]] | None,
        Doc("Your logo: an address, or a file of this project; or light: and dark:, one for each ground."),
    ] = None
    icon: Annotated[
        Localised[PictureSource] | None,
        Doc("A square picture, or its address: for browsers' tabs, and for lists of feeds in readers."),
    ] = None


Texts = Mapping[str, str | Mapping[str, str]]
"""Words to readers by their names: each a text, or its forms by CLDR's names of plural forms."""


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """A publisher's own words to readers, by language (`words/*.yaml`); a key of what is made of them."""

    by_language: Mapping[str, Texts] = field(default_factory=dict)


NO_WORDS = OwnWords()


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes. `languages` and `categories` keep their order; the first language is the main one."""

    authority: Annotated[
        Authority, Doc("Your domain. With since, it is part of every id: never change it once published.")
    ]
    since: Annotated[Year, Doc("A year in which the domain was yours. Never change it once published.")]
    url: Annotated[Localised[Url], Doc("Your web site.")]
    feeds_url: Annotated[BaseUrl, Doc("The address at which the folder out/ will be on the web.")]
    timezone: Annotated[TimeZone, Doc("Where a day begins and ends, such as Asia/Phnom_Penh.")]
    languages: Annotated[
        Mapping[str, LanguageInfo],
        ByLanguage,
        Doc("The languages you publish in; the first is the main one."),
    ]
    categories: Annotated[
        Mapping[str, CategoryInfo],
        ByTerm,
        Doc("The kinds of publications, in the order they are shown: a term, and its label."),
    ]
    contact: Annotated[Contact | None, Doc("Whom readers can write to.")] = None
    supporters: Annotated[tuple[Supporter, ...], Doc("Who pays for the work; shown in the newsletter.")] = ()
    feeds: Annotated[FeedSettings, Doc("How the feeds are made.")] = field(default_factory=FeedSettings)
    newsletter: Annotated[
        NewsletterSettings, Doc("Who sends the newsletter, and how readers join or leave.")
    ] = field(default_factory=NewsletterSettings)
    relay: Annotated[Relay | None, Doc("The mail server that `send` gives the newsletter to.")] = None
    publish: Annotated[
        Publish | None, Doc("Where `publish` puts the output. Without it, you copy out/ there yourself.")
    ] = None
    brand: Annotated[Brand, Doc("How pages and mails look.")] = field(default_factory=Brand)
    keep_together: Annotated[tuple[Line, ...], Doc("Names that a line may not break inside.")] = ()
    words: Annotated[OwnWords, FromOtherFiles] = NO_WORDS

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
