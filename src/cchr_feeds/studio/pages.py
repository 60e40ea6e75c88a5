"""What each page of the studio shows, filled into its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException

from cchr_feeds.render.formats import FILES, FORMATS
from cchr_feeds.render.newsletter.editions import edition_posts, mail_of
from cchr_feeds.render.newsletter.finished_mail import LARGE_MAIL, MAIL_LIMIT
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.newsletter.sign_off_sheet import GMAIL_LIMIT
from cchr_feeds.render.pages.follow_page import component_snippet, frame_snippet
from cchr_feeds.studio import statistics
from cchr_feeds.studio.frames import letter_of
from cchr_feeds.studio.job import Job
from cchr_feeds.studio.project_state import Preview, State
from cchr_feeds.studio.responses import PAGES
from cchr_feeds.studio.translator import Translator
from cchr_feeds.text.cldr import months
from cchr_feeds.text.formatting import period_in_words, size_in_words

WIDTHS = {"desktop": 700, "phone": 375}


@dataclass(frozen=True, slots=True)
class PageContext:
    """A page that was asked for: its name and what else the address says, the state it shows, its language.

    `view` is where frames are, `job` what is at work.
    """

    name: str
    query: QueryParams
    state: State
    translator: Translator
    view: str
    job: Job

    @property
    def preview(self) -> Preview:
        """What readers get, or would get if nothing waited; raises `ProblemsFound` for site.yaml."""
        return self.state.everything if self.waiting else self.state.preview

    @property
    def path(self) -> str:
        """The entry's file that the address names: one of those that were found, and nothing else."""
        path = self.query.get("path", "")
        if path not in self.state.partial_read.paths:
            raise HTTPException(404)
        return path

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """What the address says, if it is one of the choices; else the first of them."""
        given = self.query.get(name, "")
        return given if given in choices else next(iter(choices), "")

    @property
    def waiting(self) -> bool:
        """Whether drafts and embargoed entries are to be shown as if they were out."""
        return self.query.get("waiting") == "1"

    @property
    def label_language(self) -> str:
        """The language for labels of the site: the page's, or else the site's main one."""
        site, language = self.preview.site, self.translator.language
        return language if language in site.languages else site.main_language

    @property
    def labels(self) -> dict[str, str]:
        """The labels of the site's categories, by term."""
        site, language = self.preview.site, self.label_language
        return {term: info.label[language] for term, info in site.categories.items()}

    def page(self, name: str, **values: object) -> str:
        """The page, with what every page shows."""
        preview = self.state.readable
        return PAGES.html(
            f"{name}.html.j2",
            current=name,
            languages=preview.site.languages if preview else {},
            revision=self.state.revision,
            errors=sum(each.severity == "error" for each in self.state.partial_read.problems),
            waits=len(preview.selection.held_back) if preview else 0,
            waiting=self.waiting,
            root=f"/{self.view}/{'all' if self.waiting else 'out'}",
            other_languages=self.translator.others(f"{self.name}?{self.query}" if self.query else self.name),
            **self.translator.template_values,
            **values,
        )


def unreadable(context: PageContext) -> str:
    """Instead of any page while site.yaml has an error."""
    problems = [each for each in context.state.partial_read.problems if each.severity == "error"]
    return context.page("unreadable", problems=problems)


def feeds(context: PageContext) -> str:
    """A feed as a reader's program shows it."""
    folders = {feed.folder: feed for feed in context.preview.contents.feeds}
    folder = context.choice("feed", list(folders))
    return context.page(
        "feeds",
        feeds=list(folders.values()),
        feed=folders[folder],
        document=context.choice("format", FILES),
        formats={each.file: each.name for each in FORMATS},
    )


def periods_in_words(context: PageContext) -> dict[str, str]:
    """The periods that have editions, newest first, each in words."""
    return {
        str(each.period): period_in_words(each.period, context.translator.language, None)
        for each in reversed(context.preview.contents.editions)
    }


def newsletter(context: PageContext) -> str:
    """The mail of a month, in all the ways that people read it."""
    contents, translator = context.preview.contents, context.translator
    periods = periods_in_words(context)
    period = context.choice("period", list(periods))
    languages = [each.language for each in contents.editions if str(each.period) == period]
    language = context.choice("language", languages)
    letter = letter_of(period, language, contents)
    mail = mail_of(letter, context.state.templates) if letter else None
    size, light = context.choice("size", list(WIDTHS)), context.choice("light", ["light", "dark"])
    return context.page(
        "newsletter",
        periods=periods,
        period=period,
        edition_languages=languages,
        letter=letter,
        mail=mail,
        size_in_words=partial(size_in_words, language=translator.language, site=None),
        limits={"mail": MAIL_LIMIT, "gmail": GMAIL_LIMIT, "large": LARGE_MAIL},
        text=text_mail(mail.letter) if mail else "",
        posts=edition_posts(letter) if letter else [],
        size=size,
        width=WIDTHS[size],
        light=light,
        shows=context.choice("shows", ["pictures", "none", "text", "post"]),
    )


def embed(context: PageContext) -> str:
    """The embed on another site's page."""
    preview = context.preview
    way = context.choice("way", ["component", "frame"])
    language = context.choice("language", list(preview.site.languages))
    place = f"try/{language}" if way == "component" else f"embed/{language}.html"
    total = next((feed.total for feed in preview.contents.feeds if feed.folder == language), 0)
    snippet = component_snippet if way == "component" else frame_snippet
    return context.page(
        "embed", way=way, language=language, place=place, lines=snippet(language, preview.site), total=total
    )


def translations(context: PageContext) -> str:
    """What lacks which language, and since when; or one publication in all languages, side by side."""
    preview = context.preview
    latest_first = sorted(preview.selection.listings, key=lambda listing: listing.released, reverse=True)
    released = {each.publication_id: each.released for each in latest_first}
    languages = preview.site.languages
    lacking = [each for each in preview.public if len(each.translations) < len(languages)]
    compared = preview.publications_by_path.get(context.path) if "path" in context.query else None
    return context.page(
        "translations",
        compared=compared,
        paths=preview.project.places,
        lacking=sorted(((released[each.id].date(), each) for each in lacking), key=lambda row: row[0]),
        complete=[each for each in preview.public if len(each.translations) > 1],
        months={language: [names[0] for names in months(language)] for language in languages},
        own=[name for info in languages.values() for name in (info.organisation, info.short) if name],
    )


def overview(context: PageContext) -> str:
    """Charts: how much is translated, and what came out when."""
    preview, languages = context.preview, context.preview.site.languages
    names = {language: info.name for language, info in languages.items()}
    by_month = statistics.by_month(preview)
    return context.page(
        "overview",
        coverage=statistics.shares(names, [each.translations for each in preview.public]),
        months=by_month,
        undated=statistics.undated(preview),
        highest=max(sum(counts) for _period, counts in by_month),
        most=max(max(counts, default=0) for _period, counts in by_month),
        categories=statistics.shares(context.labels, [each.category for each in preview.public]),
        labels=list(context.labels.values()),
    )
