"""What each page of the studio shows, filled into its template; and what the buttons to publish start."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.responses import RedirectResponse, Response

from cchr_feeds import lockfile, publish
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.model.publication import Listing
from cchr_feeds.render.formats import FILES, FORMATS
from cchr_feeds.render.newsletter.editions import edition_posts, mail_of
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.newsletter.sign_off_sheet import GMAIL_LIMIT
from cchr_feeds.render.newsletter.size_limit import LARGE_MAIL, MAIL_LIMIT
from cchr_feeds.render.pages.follow_page import component_snippet, frame_snippet
from cchr_feeds.run import Progress
from cchr_feeds.studio.frames import letter_of
from cchr_feeds.studio.page_context import PageContext, Pairs
from cchr_feeds.studio.project_state import Preview
from cchr_feeds.text.cldr import months
from cchr_feeds.text.formatting import period_in_words, size_in_words

MONTHS = 12
"""How many the chart shows, the newest of them the last one with a publication."""

WIDTHS = {"desktop": 700, "phone": 375}


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
    by_month = _by_month(preview)
    dated = {each.publication_id for each in preview.selection.listings if each.period}
    return context.page(
        "overview",
        coverage=_shares(names, [each.translations for each in preview.public]),
        months=by_month,
        undated=sum(each.id not in dated for each in preview.public),
        highest=max(sum(counts) for _period, counts in by_month),
        most=max(max(counts, default=0) for _period, counts in by_month),
        categories=_shares(context.labels, [each.category for each in preview.public]),
        labels=list(context.labels.values()),
    )


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with its label."""

    label: str
    count: int
    of: int

    @property
    def percent(self) -> int:
        """In hundredths of the whole, rounded; 100 only where it is all of it."""
        if self.count == self.of:
            return 100 if self.of else 0
        return min(round(100 * self.count / self.of), 99)


def _shares(labels: Mapping[str, str], found: Sequence[Collection[str]]) -> list[Share]:
    """How many publications have each of the keys that have labels; `found` are the keys of each of them."""
    return [Share(label, sum(key in each for each in found), len(found)) for key, label in labels.items()]


def _by_month(preview: Preview) -> list[tuple[str, list[int]]]:
    """Twelve months, oldest first, up to the newest with a publication, each with its count by category.

    A publication counts once, in the month of the language it came out in; categories are as in the site.
    """
    first: dict[str, Listing] = {}
    for listing in reversed(preview.selection.listings):
        if listing.period and not listing.withdrawn:
            first.setdefault(listing.publication_id, listing)
    counts = Counter((str(each.period), each.categories[0]) for each in first.values())
    # Up to that month, not to the present one: a pause does not empty the chart.
    end = max((each.period for each in first.values() if each.period), default=preview.today)
    last = end.year * 12 + end.month - 1
    periods = [f"{each // 12:04}-{each % 12 + 1:02}" for each in range(last - MONTHS + 1, last + 1)]
    return [(period, [counts[period, term] for term in preview.site.categories]) for period in periods]


def changes(context: PageContext) -> str:
    """What readers would see change now, what would be refused, and the buttons to publish or undo."""
    preview, site, proposed = context.preview, context.preview.site, None
    try:
        comparison = preview.comparison
        proposed = publish.proposal(preview.project, comparison) if site.publish else None
        objections = list(lockfile.conflict_problems(context.state.folder, comparison))
        found = comparison.changes
    except ProblemsFound as refused:
        found, objections = {}, list(refused.problems)
    return context.page(
        "changes",
        changes={kind: [_named(each, preview) for each in some] for kind, some in found.items() if some},
        objections=objections,
        kinds=lockfile.TO_READERS,
        job=context.told,
        place=site.publish,
        proposed=proposed,
        can_undo=publish.can_undo(context.state.folder, site),
    )


def _named(entry: str, preview: Preview) -> tuple[str, str, str, str]:
    """An entry's title, language, file and id; of one that has no file any more, its id alone."""
    publication_id, _, language = entry.rpartition("/")
    publication = preview.project.publications.get(publication_id)
    translation = publication.translations.get(language) if publication else None
    path = preview.project.places.get(publication_id, "")
    return translation.title if translation else publication_id, language, path, publication_id


def start(context: PageContext, pairs: Pairs) -> Response:
    """Begins to publish what was shown, or to undo the last publishing; the page then tells how it goes."""
    preview, seen = context.preview, dict(pairs).get("seen", "")

    def work(progress: Progress) -> tuple[str, str]:
        run = preview.run(progress)
        if context.name == "undo":
            return publish.undo(run), ""
        done = publish.publish(run, seen=seen)
        return done.said, done.address

    if seen or context.name == "undo":
        context.job.start(work)
    return RedirectResponse("changes", 303)
