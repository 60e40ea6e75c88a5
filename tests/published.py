"""The whole output on loopback, as a host serves it that obeys `_headers`, and a page in a browser there."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from browser import Scheme
from cchr_feeds.model.output import Contents, EntryPage, Feed, ListGroup, PublicationList
from cchr_feeds.model.part import Part
from cchr_feeds.model.publication import Alternative, Author, Entry
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import Localised, Picture
from cchr_feeds.render import render
from cchr_feeds.render.templating.templates import Templates
from factories import (
    CARD,
    FACT_SHEET,
    INFOGRAPHIC,
    a_feed,
    a_khmer_entry,
    a_site,
    an_edition,
    an_enclosure,
    an_entry,
)
from host_rules import headers_for, rules_of
from loopback import Answer, a_server

TEMPLATES = Templates()
LONG = "Joint_Submission_4th_UPR_Land_and_Natural_Resources_and_Everything_Else_" * 2
TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "xml": "text/plain"}


def a_page_entry(**changes: object) -> Entry:
    """An entry with a page that shows everything a page can show."""
    own = an_entry if changes.get("language", "en") == "en" else a_khmer_entry
    language = str(changes.get("language", "en"))
    everything: dict[str, object] = {
        "url": f"https://cchrcambodia.org/feeds/publications/upr-4-outcomes/{language}.html",
        "publication_id": "upr-4-outcomes",
        "has_page": True,
        "body": f"## A heading\n\n{LONG}\n\n| a | b |\n|---|---|\n| {LONG} | {LONG} |\n\n    {LONG} code",
        "authors": (
            Author("Cambodian Center for Human Rights", "https://cchrcambodia.org/"),
            Author("A partner"),
        ),
        "enclosures": (an_enclosure(title=LONG),),
        "image": Picture("https://cchrcambodia.org/chart.png", "Chart of the outcomes", 1200, 630),
        "translations": (Alternative("km", "លទ្ធផល", "https://cchrcambodia.org/km/upr"),),
    }
    return own(**(everything | changes))


def some_contents(*pages: Entry, **changes: object) -> Contents:
    """A site in two languages: feeds with and without entries, these pages, one edition."""
    khmer = a_khmer_entry(has_page=True, url="https://cchrcambodia.org/feeds/publications/resilience/km.html")
    site = changes.get("site", a_site(subscribe=Localised("https://cchrcambodia.org/subscribe")))
    assert isinstance(site, Site)
    feeds = (
        a_feed(),
        a_feed(category=INFOGRAPHIC, folder="en/infographic", title="CCHR publications: Infographics"),
        a_feed(
            category=FACT_SHEET,
            folder="en/fact-sheet",
            title="CCHR publications: Fact sheets",
            entries=(),
            total=0,
        ),
        a_feed(khmer, language="km", folder="km", title="ការបោះពុម្ពផ្សាយ"),
        a_feed(khmer, language="km", category=CARD, folder="km/information-card", title="ប័ណ្ណព័ត៌មាន"),
        a_feed(
            language="km",
            category=INFOGRAPHIC,
            folder="km/infographic",
            title="Infographics",
            entries=(),
            total=0,
        ),
    )
    lists = tuple(
        a_list(language, term, site, feeds) for language in ("en", "km") for term in (None, *site.categories)
    )
    return Contents(site, feeds, (), (an_edition(),), tuple(map(page_of, pages or (khmer,))), {}, lists=lists)


def a_list(language: str, term: str | None, site: Site, feeds: Sequence[Feed]) -> PublicationList:
    """The list of a language or of a category in it, with the entries of its feed, all in one year."""
    category = site.category(term, language) if term else None
    of_feed = (each.entries for each in feeds if (each.language, each.category) == (language, category))
    entries = tuple(next(of_feed, ()))
    years = (ListGroup(language, entries, 2024),) if entries else ()
    folder = f"{language}/{term}" if term else language
    return PublicationList(language, category, folder, len(entries), () if term else entries[:1], years, ())


def page_of(entry: Entry, **others: Sequence[Entry]) -> EntryPage:
    """The page of an entry, which leads to the others."""
    return EntryPage(entry.publication_id, entry.language, (entry,), **others)


def the_output(contents: Contents) -> Mapping[str, bytes]:
    """Every file that is made of the contents, by its path."""
    made = {artifact.path: artifact.content for artifact in render(contents, TEMPLATES, list(Part))}
    return {path: each for path, each in made.items() if isinstance(each, bytes)}


def the_output_of(project: Path) -> Mapping[str, bytes]:
    """Every file that a project's build wrote, by its path."""
    out = project / "out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def answers(made: Mapping[str, bytes]) -> dict[str, Answer]:
    """What a host that obeys `_headers` answers."""
    rules = rules_of(made["_headers"].decode())
    return {
        f"/{path}": Answer(
            content,
            headers={"Content-Type": TYPES.get(path.rpartition(".")[2], "text/plain")}
            | {name.title(): value for name, value in headers_for(f"/{path}", rules).items()},
        )
        for path, content in made.items()
    }


@contextmanager
def published(
    browser: Browser, made: Mapping[str, bytes], width: int = 1280, scheme: Scheme = "light"
) -> Iterator[tuple[Page, str, list[str]]]:
    """An output on such a host: a page in a window of this width, the address, the browser's complaints."""
    with a_server(answers(made)) as host:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        try:
            yield page, host.url, complaints
        finally:
            context.close()
