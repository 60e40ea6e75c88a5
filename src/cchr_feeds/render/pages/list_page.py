"""Pages that list publications: of a language, of a category in it, and of a year where a list is long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cchr_feeds.model.output import ListGroup, PublicationList
from cchr_feeds.model.publication import Category
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import LEAD_CLUSTERS, CallToAction, Row, call_to_action, row_of, rows_of
from cchr_feeds.render.formats import Followable
from cchr_feeds.render.layout import home_path, layout
from cchr_feeds.render.pages.search_index import search_texts
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.text.cldr import language_name
from cchr_feeds.text.formatting import counted, digits
from cchr_feeds.text.wording import wording

TEMPLATE = "pages/list.html.j2"

MOST_ROWS = 200
"""How many entries a page lists; where there are more, each year has a page of its own."""
MOST_FOREIGN = 20
"""How many entries in another language a long list names, before it leads to theirs."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category in a language (`None` for all publications) and how many entries it has there."""

    category: Category | None
    folder: str
    total: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list: some of its groups, and the `years` that have pages, 0 for entries without a date.

    The page of a `year` shows that alone.
    """

    listed: PublicationList
    groups: tuple[ListGroup, ...]
    years: tuple[int, ...] = ()
    year: int | None = None

    @property
    def path(self) -> str:
        """Where it lies in the output."""
        return f"{self.listed.folder}/{'' if self.year is None else year_folder(self.year)}index.html"


def year_folder(year: int) -> str:
    """Where the page of a year lies in its list's folder; 0 is that of entries without a date."""
    return f"{year or 'undated'}/"


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading with an anchor; `more` is where the rest of a language's entries are."""

    heading: str
    anchor: str
    rows: Sequence[Row]
    is_year: bool = False
    more: str = ""


def shelves_of(lists: Sequence[PublicationList], language: str) -> tuple[Shelf, ...]:
    """All publications of a language, then each category, in the order of `site.yaml`."""
    return tuple(Shelf(each.category, each.folder, each.total) for each in lists if each.language == language)


def list_pages(listed: PublicationList) -> Iterator[ListPage]:
    """The pages of a list: one; where that would be too long, one with the newest, and one for each year."""
    whole = (*listed.years, *listed.elsewhere)
    if sum(len(group.entries) for group in whole) <= MOST_ROWS:
        yield ListPage(listed, whole)
        return
    years = tuple(group.year for group in listed.years)
    foreign = (replace(group, entries=group.entries[:MOST_FOREIGN]) for group in listed.elsewhere)
    yield ListPage(listed, (*_newest(listed.years), *foreign), years)
    for group in listed.years:
        alone = replace(listed, lead=(), years=(), elsewhere=())
        yield ListPage(alone, (group,), years, group.year)


def _newest(groups: Sequence[ListGroup]) -> Iterator[ListGroup]:
    """As many whole years as a page lists; of the newest no more than that."""
    room = MOST_ROWS
    for group in groups:
        if len(group.entries) > room and room < MOST_ROWS:
            return
        yield replace(group, entries=group.entries[:room])
        room -= min(room, len(group.entries))


def list_html(
    page: ListPage, shelves: Sequence[Shelf], feeds: Followable, site: Site, templates: Templates
) -> str:
    """A page of a list."""
    listed, language = page.listed, page.listed.language
    words, root = wording(language, site), "../" * page.path.count("/")
    numbered = partial(digits, language=language, site=site)
    term = listed.category.term if listed.category else None
    others = {each: f"{each}/{term}/index.html" for each in site.languages if term}
    return templates.html(
        TEMPLATE,
        **layout(site, language, page.path, others),
        current="publications",
        address=site.address(page.path),
        label=listed.category.label if listed.category else words.publications,
        label_language=listed.category.label_language if listed.category else language,
        page=page,
        listed=listed,
        heading=_year_in_words(page.year, language, site) if page.year is not None else "",
        count=counted(words.entries_count, listed.total, language, site),
        lead=lead_of(listed, site),
        groups=list(_row_groups(page, site, root)),
        years={
            f"{root}{listed.folder}/{year_folder(year)}": _year_in_words(year, language, site)
            for year in page.years
        },
        search=search_texts(language, site),
        shelves=[each for each in shelves if each.total or each.folder == listed.folder],
        digits=numbered,
        feed_links=sorted(
            (link for link in feeds.publications if link.language == language),
            key=lambda link: link.term != term,
        ),
    )


def former_paths(
    listed: PublicationList, pages: Iterable[ListPage], year_pages: Iterable[str]
) -> dict[str, str]:
    """Where pages of a list were before, and the page that such a one leads to now.

    They lay in former folders, or were of years that have no page any more.
    """
    made, found = {page.path for page in pages}, {}
    for folder in (listed.folder, *listed.former):
        own = (path for path in year_pages if path.rsplit("/", 2)[0] == folder)
        for old in (f"{folder}/index.html", *own):
            new = listed.folder + old.removeprefix(folder)
            if old not in made:
                found[old] = new if new in made else f"{listed.folder}/index.html"
    return found


def moved_html(listed: PublicationList, path: str, target: str, site: Site, templates: Templates) -> str:
    """The page at a former path of a list, which leads to where that is now."""
    around, category = layout(site, listed.language, path), listed.category
    return templates.html(
        "pages/moved.html.j2",
        **around,
        current="publications",
        label=category.label if category else wording(listed.language, site).publications,
        label_language=category.label_language if category else listed.language,
        address=f"{around['root']}{target}",
        canonical=site.address(target),
        feed_links=(),
    )


def _year_in_words(year: int, language: str, site: Site) -> str:
    return digits(year, language, site) if year else wording(language, site).undated


def lead_of(listed: PublicationList, site: Site) -> tuple[Row, CallToAction] | None:
    """What leads, and the button that opens it."""
    for entry in listed.lead:
        row = row_of(entry, site, listed.language, LEAD_CLUSTERS)
        return row, call_to_action(entry, listed.language, site)
    return None


def _row_groups(page: ListPage, site: Site, root: str) -> Iterator[RowGroup]:
    """The groups that have rows; what leads is not repeated in them."""
    language, lead = page.listed.language, {entry.tag for entry in page.listed.lead}
    shown = [[each for each in group.entries if each.tag not in lead] for group in page.groups]
    whole = {group.language: len(group.entries) for group in page.listed.elsewhere}
    for group, entries in zip(page.groups, shown, strict=True):
        here = rows_of(entries, site, language)
        if here and group.language != language:
            name = language_name(group.language, language)
            heading = wording(language, site).only_in.format(language=name)
            more = root + home_path(group.language) if len(entries) < whole[group.language] else ""
            yield RowGroup(heading, f"only-{group.language}", here, more=more)
        elif here:
            heading = _year_in_words(group.year, language, site)
            yield RowGroup(heading, year_folder(group.year)[:-1], here, bool(group.year))
