"""Tests of the entries of archives, which are written without feedgen."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cchr_feeds.model.publication import Alternative, Author, Entry, Image
from cchr_feeds.render.feeds.archive import render_archive
from cchr_feeds.render.feeds.generator import SerialisedEntries, render_atom
from factories import a_feed, a_khmer_entry, a_site, an_enclosure, an_entry

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Cf", "Zl", "Zp"))
LINES = st.text(CHARACTERS, min_size=1, max_size=40)
TEXTS = st.text(CHARACTERS | st.just("\n"), min_size=1, max_size=80)
ADDRESSES = st.sampled_from(
    ["https://example.org/?a=1&b='2'", "https://example.org/%20(x)", "mailto:a@b.org"]
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry with any texts, and with or without whatever an entry may lack."""
    make = draw(st.sampled_from([an_entry, a_khmer_entry]))
    authors = [Author(draw(LINES), draw(st.none() | ADDRESSES)) for _ in range(draw(st.integers(1, 2)))]
    return make(
        publication_id=draw(st.uuids().map(str)),
        title=draw(LINES),
        summary=draw(st.just("") | TEXTS),
        body=draw(st.just("") | TEXTS),
        url=draw(ADDRESSES),
        topics=tuple(draw(st.lists(LINES, max_size=2))),
        authors=tuple(authors),
        enclosures=draw(st.sampled_from([(), (an_enclosure(),), (an_enclosure(length=None, title=""),)])),
        image=draw(st.none() | st.builds(Image, ADDRESSES, LINES, st.none() | st.integers(1, 9))),
        translations=draw(st.just(()) | st.tuples(st.builds(Alternative, st.just("km"), LINES, ADDRESSES))),
    )


@given(st.lists(entries(), min_size=1, max_size=3, unique_by=lambda entry: entry.tag))
@settings(max_examples=60, deadline=None)
def test_an_archive_has_the_octets_that_feedgen_gives_it(some: list[Entry]) -> None:
    """Whatever the entries say, they are written as in a live feed."""
    site, archive = a_site(), a_feed(*some, year=2024, previous_year=2023)
    by_feedgen = render_atom(archive, site, SerialisedEntries(site))
    assert render_archive(archive, site, SerialisedEntries(site)) == by_feedgen
