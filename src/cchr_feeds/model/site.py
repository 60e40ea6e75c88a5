"""The site (`site.yaml`): who publishes, in which languages and categories, and how mail is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import quote

from cchr_feeds.model.forms import Form
from cchr_feeds.model.localised import Localised
from cchr_feeds.model.publication import Category
from cchr_feeds.model.values import (
    Authority,
    BaseUrl,
    ByLanguage,
    ByTerm,
    Colour,
    EmailAddress,
    Flag,
    Key,
    Length,
    Line,
    ListId,
    OtherLanguages,
    Paragraphs,
    TimeZone,
    Unsubscribe,
    Url,
    UtmValue,
    Year,
)

PUBLISHED_PATHS = ("assets", "embed", "files", "newsletters", "publications")
"""Folders of the output beside the languages' folders; no language may be named so."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader can write to; without a name, the organisation."""

    name: Localised[Line] | None = None
    email: Localised[EmailAddress] | None = None


@dataclass(frozen=True, slots=True)
class LanguageInfo:
    """A language the site publishes in, and what the organisation is called in it.

    `name` is the language's name for itself. An empty `title` or `description` is made from
    the organisation's name.
    """

    name: Line
    organisation: Line
    short: Line = ""
    title: Line = ""
    description: Line = ""


@dataclass(frozen=True, slots=True)
class Supporter:
    """Who pays for the work."""

    name: Localised[Line]
    url: Localised[Url] | None = None
    logo: Localised[Url] | None = None


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How many entries a live feed holds, and optional links every feed carries."""

    limit: Length = 50
    hub: Localised[Url] | None = None
    license: Localised[Url] | None = None
    tombstones: Flag = False


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address and a name, as in `From:`; without a name, the organisation's."""

    address: Localised[EmailAddress]
    name: Localised[Line] | None = None


@dataclass(frozen=True, slots=True)
class Utm:
    """Campaign parameters added to the newsletter's links."""

    source: UtmValue = ""
    medium: UtmValue = ""
    campaign: UtmValue = ""


@dataclass(frozen=True, slots=True)
class NewsletterSettings:
    """Who sends the newsletter and how a reader joins or leaves; what is unknown is `None`."""

    sender: Annotated[Mailbox | None, Key("from")] = None
    subscribe: Localised[Url] | None = None
    reply_to: Localised[EmailAddress] | None = None
    list_id: Localised[ListId] | None = None
    postal_address: Localised[Paragraphs] | None = None
    unsubscribe: Localised[Unsubscribe] | None = None
    other_languages: OtherLanguages = "titles"
    utm: Utm | None = None

    def missing_for(self, form: Form) -> tuple[str, ...]:
        """The keys of `newsletter:` without which this form must not be mailed, as staff write them.

        HTML alone may be looked at before anything is settled.
        """
        if form is Form.HTML:
            return ()
        needed: tuple[tuple[str, object], ...] = (
            ("from", self.sender),
            ("postal_address", self.postal_address),
            ("unsubscribe", self.unsubscribe),
        )
        return tuple(name for name, value in needed if value is None)

    def missing_for_mail(self) -> tuple[str, ...]:
        """The keys of `newsletter:` without which there is no ready message."""
        return self.missing_for(Form.EML)


@dataclass(frozen=True, slots=True)
class Brand:
    """The organisation's colour (`#rrggbb`) and logo."""

    colour: Colour = "#123f5c"
    logo: Localised[Url] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Who publishes. `languages` and `categories` keep their order; the first language is the main one."""

    authority: Authority
    since: Year
    url: Localised[Url]
    feeds_url: BaseUrl
    timezone: TimeZone
    languages: Annotated[Mapping[str, LanguageInfo], ByLanguage]
    categories: Annotated[Mapping[str, Localised[Line]], ByTerm]
    contact: Contact | None = None
    supporters: tuple[Supporter, ...] = ()
    feeds: FeedSettings = field(default_factory=FeedSettings)
    newsletter: NewsletterSettings = field(default_factory=NewsletterSettings)
    brand: Brand = field(default_factory=Brand)
    keep_together: tuple[Line, ...] = ()

    @property
    def main_language(self) -> str:
        """The first language of `site.yaml`."""
        return next(iter(self.languages))

    def tag(self, specific: str) -> str:
        """A permanent tag: URI (RFC 4151) in the site's name."""
        return f"tag:{self.authority},{self.since}:{specific}"

    def address(self, path: str) -> str:
        """The public address of a path in the output."""
        return self.feeds_url + quote(path.removesuffix("index.html"))

    def category(self, term: str, language: str) -> Category:
        """A configured category with its label in `language`."""
        label = self.categories[term]
        return Category(term, label[language], label.language_of(language))
