"""Pages that list publications: of a language, a category, a year of a long list; the index; their search."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from cchr_feeds.model.output import ListGroup, PublicationList
from cchr_feeds.model.publication import Entry
from cchr_feeds.model.site import Site
from cchr_feeds.render.content import LEAD_CLUSTERS, CallToAction, Row, call_to_action, row_of, rows_of
from cchr_feeds.render.formats import Followable
from cchr_feeds.render.layout import home_path, layout, weave_of
from cchr_feeds.render.markup import in_language, run
from cchr_feeds.render.templating.templates import Templates
from cchr_feeds.segmentation.fit import beginning
from cchr_feeds.text.cldr import language_name
from cchr_feeds.text.formatting import counted, date_in_words, digits
from cchr_feeds.text.scripts import text_direction
from cchr_feeds.text.wording import wording

MOST_ROWS = 200
"""How many entries a page lists; where there are more, each year has a page of its own."""
MOST_FOREIGN = 20
"""How many entries in another language a long list names, before it leads to theirs."""
NEWEST = 3
"""How many entries of a language follow the one that leads on the index."""
MOST_SEARCHED = 5_000
"""How many entries the search looks through, the newest, so that a phone can load them."""
SUMMARY_CHARACTERS = 200


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
        yield ListPage(listed.without_entries, (group,), years, group.year)


def _newest(groups: Sequence[ListGroup]) -> Iterator[ListGroup]:
    """As many whole years as a page lists; of the newest no more than that."""
    room = MOST_ROWS
    for group in groups:
        if len(group.entries) > room and room < MOST_ROWS:
            return
        yield replace(group, entries=group.entries[:room])
        room -= min(room, len(group.entries))


def list_html(
    page: ListPage, shelves: Sequence[PublicationList], feeds: Followable, site: Site, templates: Templates
) -> str:
    """A page of a list; `shelves` are the lists of its language, without their entries."""
    listed, language = page.listed, page.listed.language
    root, words = "../" * page.path.count("/"), wording(language, site)
    term = listed.category.term if listed.category else None
    others = {each: f"{each}/{term}/index.html" for each in site.languages if term}
    return templates.html(
        "pages/list.html.j2",
        **layout(site, language, page.path, others),
        current="publications",
        address=site.address(page.path),
        **_label_of(listed, site),
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
        digits=partial(digits, language=language, site=site),
        feed_links=sorted(
            (link for link in feeds.publications if link.language == language),
            key=lambda link: link.term != term,
        ),
    )


def former_paths(
    listed: PublicationList, pages: Iterable[ListPage], year_pages: Iterable[str]
) -> dict[str, str]:
    """Former paths of a list's pages (in former folders, or of years without a page) and their targets."""
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
    around = layout(site, listed.language, path)
    return templates.html(
        "pages/moved.html.j2",
        **around,
        current="publications",
        **_label_of(listed, site),
        address=f"{around['root']}{target}",
        canonical=site.address(target),
        feed_links=(),
    )


def _label_of(listed: PublicationList, site: Site) -> Mapping[str, str]:
    category, words = listed.category, wording(listed.language, site)
    if category is None:
        return {"label": words.publications, "label_language": listed.language}
    return {"label": category.label, "label_language": category.label_language}


def _year_in_words(year: int, language: str, site: Site) -> str:
    return digits(year, language, site) if year else wording(language, site).undated


def lead_of(listed: PublicationList, site: Site) -> tuple[Row, CallToAction] | None:
    """What leads, and the button that opens it."""
    for entry in listed.lead:
        row = row_of(entry, site, listed.language, LEAD_CLUSTERS)
        return row, call_to_action(entry, listed.language, site)
    return None


def _row_groups(page: ListPage, site: Site, root: str) -> Iterator[Mapping[str, object]]:
    """The groups that have rows, each under a heading with an anchor; what leads is not repeated in them.

    `more` is where the rest of a language's entries are.
    """
    language, lead = page.listed.language, {entry.tag for entry in page.listed.lead}
    whole = {group.language: len(group.entries) for group in page.listed.elsewhere}
    for group in page.groups:
        entries = [each for each in group.entries if each.tag not in lead]
        if not entries:
            continue
        heading, anchor, more = _year_in_words(group.year, language, site), year_folder(group.year)[:-1], ""
        if group.language != language:
            name = language_name(group.language, language)
            heading, anchor = wording(language, site).only_in.format(language=name), f"only-{group.language}"
            more = root + home_path(group.language) if len(entries) < whole[group.language] else ""
        yield {
            "heading": heading,
            "anchor": anchor,
            "rows": rows_of(entries, site, language),
            "is_year": bool(group.year),
            "more": more,
        }


def newest_of(lists: Sequence[PublicationList]) -> tuple[PublicationList, ...]:
    """The list of each language, as far as the page shows it: it depends on no more than that."""
    found = []
    for listed in (each for each in lists if each.category is None):
        years = listed.years[: NEWEST + 1]
        shown = tuple(replace(group, entries=group.entries[: NEWEST + 1]) for group in years)
        found.append(replace(listed, years=shown, elsewhere=()))
    return tuple(found)


def index_html(newest: Sequence[PublicationList], feeds: Followable, site: Site, templates: Templates) -> str:
    """The index, with the newest of every language; the main one comes first."""
    return templates.html(
        "pages/index.html.j2",
        **layout(site, site.main_language, "index.html"),
        current="",
        greetings=[_greeting(listed, site) for listed in newest],
        feed_links=[*feeds.publications, *feeds.newsletters],
    )


def _greeting(listed: PublicationList, site: Site) -> Mapping[str, object]:
    lead, words = {entry.tag for entry in listed.lead}, wording(listed.language, site)
    others = [each for group in listed.years for each in group.entries if each.tag not in lead]
    return {
        "language": listed.language,
        "words": words,
        "tongue": partial(in_language, around=listed.language),
        "lead": lead_of(listed, site),
        "rows": rows_of(others[:NEWEST], site),
        "all": CallToAction(words.all_publications, home_path(listed.language)),
    }


def search_json(listed: PublicationList, site: Site) -> str:
    """`search.json`: each entry with its address, title, categories, date and summary's beginning.

    Addresses are relative to the file where they are ours. What is in another language than the list says so.
    """
    language = listed.language
    categories = {term: site.category(term, language) for term in site.categories}
    index = {
        "categories": {
            term: {
                "label": each.label,
                "weave": weave_of(term, site),
                **run(each.label_language, language, each.label),
            }
            for term, each in categories.items()
        },
        "entries": [_searched(each, language, site) for each in islice(listed.entries, MOST_SEARCHED)],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def search_texts(language: str, site: Site) -> Mapping[str, str]:
    """What the script of the field says, each for an attribute `data-…` of the place where it writes it.

    `counts` is JSON: how many were found, by CLDR's name for the form that a number asks for.
    """
    words = wording(language, site)
    return {
        "label": words.search,
        "counts": json.dumps(dict(words.search_found.forms), ensure_ascii=False),
        "none": words.search_none,
        "more": words.search_more,
        "failed": words.search_failed,
        "digits": digits("0123456789", language, site),
    }


def _searched(entry: Entry, language: str, site: Site) -> Mapping[str, object]:
    way, place = text_direction(entry.title, entry.language), entry.place
    return {
        "url": entry.url.replace(site.feeds_url, "../") if entry.has_page else entry.url,
        "title": entry.title,
        "category": [category.term for category in entry.categories],
        "summary": beginning(entry.summary, SUMMARY_CHARACTERS),
        **({"date": date_in_words(entry.date, language, site)} if entry.date else {}),
        **run(entry.language, language, entry.summary),
        **({"series": place.series} if place else {}),
        **({} if way == text_direction(entry.summary, entry.language) else {"title_dir": way}),
    }
