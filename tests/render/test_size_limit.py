"""Tests of mails that would be too long: what is only on the web, what stays, and what is said of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builds import REPOSITORY, run_build
from cchr_feeds.model.output import Edition, EditionWords
from cchr_feeds.render.newsletter import editions
from cchr_feeds.render.newsletter.editions import edition_page
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.newsletter.plain_text import text_mail
from cchr_feeds.render.newsletter.size_limit import LARGE_MAIL, MAIL_LIMIT, Mail, _most
from cchr_feeds.render.templating.templates import Templates
from extent import examples
from factories import CARD, FACT_SHEET, INFOGRAPHIC, a_khmer_entry, a_site, an_edition, an_entry
from project_files import SITE, a_project, an_entry_file

TEMPLATES = Templates()
UNSUBSCRIBE = 'href="https://cchrcambodia.org/unsubscribe"'


def an_edition_of(count: int, language: str = "en", titles: int = 0, note: str = "") -> Edition:
    """An edition with so many entries, and so many titles in another language."""
    own, other = (an_entry, a_khmer_entry) if language == "en" else (a_khmer_entry, an_entry)
    return an_edition(
        *(own(publication_id=f"number-{index}") for index in range(count)),
        language=language,
        elsewhere=tuple(other(publication_id=f"other-{index}") for index in range(titles)),
        editor=EditionWords(note=note),
    )


def mail_of(edition: Edition, templates: Templates = TEMPLATES) -> Mail:
    """The edition's mail, shortened where it must be."""
    return editions.mail_of(Letter(edition, a_site()), templates)


@pytest.mark.parametrize(
    ("language", "more"), [("en", "and {} more on the web"), ("km", "និង {} ទៀតនៅលើគេហទំព័រ")]
)
def test_a_hundred_entries_arrive_whole(language: str, more: str) -> None:
    """As many as fit are in it; the mail says how many more there are, where, and how to leave."""
    mail = mail_of(an_edition_of(100, language))
    shown = 1 + mail.html.count("<h3 ")
    hidden = str(100 - shown)
    if language == "km":
        hidden = hidden.translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))
    assert 80_000 < mail.size <= MAIL_LIMIT
    assert 10 < shown < 100
    url = f"https://cchrcambodia.org/feeds/newsletters/2024-10/{language}.html"
    assert re.search(rf'<a href="{url}"[^>]*>{more.format(hidden)}</a>', mail.html)
    assert mail.html.index(more.format(hidden)) < mail.html.index(UNSUBSCRIBE) < mail.html.index("</html>")


def test_contents_name_only_what_the_mail_shows() -> None:
    """Their links lead to anchors that exist; a category that is left out is not named."""
    kinds = (INFOGRAPHIC, FACT_SHEET, CARD)
    mail = mail_of(
        an_edition(*(an_entry(publication_id=f"n-{n}", categories=(kinds[n // 30],)) for n in range(90)))
    )
    targets = re.findall(r'<li class="item"[^>]*><a href="#([^"]+)"', mail.html)
    anchors = re.findall(r'<a name="([^"]+)"', mail.html)
    assert targets == ["category_infographic", "category_fact-sheet"]
    assert set(targets) < set(anchors)
    assert "category_information-card" not in anchors


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_text_is_shortened_as_the_html_is(language: str) -> None:
    """It has as many entries, and says how many more there are and where."""
    own = an_entry if language == "en" else a_khmer_entry
    entries = [own(publication_id=f"number-{i}", url=f"https://example.org/{i}") for i in range(100)]
    mail = mail_of(an_edition(*entries, language=language))
    text, shown = text_mail(mail.letter), 1 + mail.letter.whole
    assert 1 < shown < 100
    assert mail.letter.left_out == (100 - shown, 0)
    left = mail.letter.more_rows
    assert f"\n\n{left}\nhttps://cchrcambodia.org/feeds/newsletters/2024-10/{language}.html\n\n" in text
    assert re.findall(r"^https://example\.org/(\d+)$", text, re.MULTILINE) == [str(i) for i in range(shown)]


def test_the_texts_list_of_titles_is_shortened_too() -> None:
    """With how many more there are, as in the HTML."""
    mail = mail_of(an_edition_of(1000, "en", 1000))
    text = text_mail(mail.letter)
    whole, listed = mail.letter.whole, mail.letter.listed
    assert 0 < whole < 1000
    assert 0 < listed < 1000
    assert text.count("\nអានជាភាសាខ្មែរ\nhttps://cchrcambodia.org/km/") == listed
    left = [str(number) for number in mail.letter.left_out]
    assert re.findall("and ([0-9]+) more on the web", text) == left == [str(999 - whole), str(1000 - listed)]


def test_a_text_that_is_whole_says_nothing_of_more() -> None:
    """All of it is there."""
    text = text_mail(mail_of(an_edition_of(3, "en", 3)).letter)
    assert "on the web" not in text
    assert text.count("Read the publication\n") == 3


@pytest.mark.parametrize(("count", "titles"), [(1000, 0), (1000, 1000), (2, 900), (0, 900)])
def test_even_titles_alone_can_be_too_many(count: int, titles: int) -> None:
    """Rows and titles are left out, each with how many more there are."""
    mail = mail_of(an_edition_of(count, "en", titles))
    assert 40_000 < mail.size <= MAIL_LIMIT
    assert len(re.findall("and [0-9]+ more on the web", mail.html)) == (count > 2) + (titles > 0)
    assert UNSUBSCRIBE in mail.html


@pytest.mark.parametrize("language", ["English", "Khmer"])
def test_the_guide_says_how_many_entries_fit(language: str) -> None:
    """About so many, whose summaries are longer than what a letter shows of them."""
    guide = " ".join((REPOSITORY / "docs/sending.md").read_text(encoding="utf-8").split())
    (said,) = re.findall(
        rf"(\d+)(?: entries)? in {language}\b", guide.partition("there is room for about ")[2][:60]
    )
    mail = mail_of(an_edition_of(100, {"English": "en", "Khmer": "km"}[language]))
    assert abs(1 + mail.letter.whole - int(said)) <= 0.1 * int(said)


def test_a_short_mail_is_left_alone() -> None:
    """All is shown, nothing is said."""
    mail = mail_of(an_edition_of(3, "en", 3))
    assert "on the web" not in mail.html
    assert list(mail.warnings("x")) == []


@settings(max_examples=examples(25))
@given(st.integers(0, 60), st.integers(1, 6), st.sampled_from(["en", "km"]))
def test_no_mail_is_ever_too_long(count: int, length: int, language: str) -> None:
    """Whatever the number and length of its entries, it keeps within the limit, with the way out inside."""
    own = an_entry if language == "en" else a_khmer_entry
    summary = "\n\n".join([own().summary] * length)
    entries = [own(publication_id=f"number-{index}", summary=summary) for index in range(count)]
    mail = mail_of(an_edition(*entries, language=language))
    assert mail.size == len(mail.html.encode()) <= MAIL_LIMIT
    assert UNSUBSCRIBE in mail.html
    assert mail.left_out == max(count, 1) - 1 - mail.html.count("<h3 ")


def said_of(edition: Edition) -> list[str]:
    """What is said of its size."""
    return [problem.message for problem in mail_of(edition).warnings("out/newsletters/2024-10/mail/en.html")]


def test_a_large_mail_is_told_before_it_is_shortened() -> None:
    """Between 80 and 95 kB its size is told; above, how many entries are only on the web."""
    sizes = {count: mail_of(an_edition_of(count)) for count in (40, 52, 70)}
    assert sizes[40].size < LARGE_MAIL < sizes[52].size < MAIL_LIMIT < sizes[70].full_size
    assert said_of(an_edition_of(40)) == []
    (large,) = said_of(an_edition_of(52))
    assert large.startswith(f"this mail has {round(sizes[52].size / 1000)} kB; from 95 kB on")
    (long,) = said_of(an_edition_of(70))
    assert f"so {sizes[70].left_out} of its entries are only on the web" in long


def test_a_note_that_alone_is_too_long_is_told() -> None:
    """Nothing can be left out then; the editor is asked to shorten the note."""
    (warning,) = mail_of(an_edition_of(1, note="word " * 25_000)).warnings("x")
    assert "Gmail cuts off its end" in warning.message
    assert warning.fix == "shorten the note in the edition file"


def test_a_build_tells_of_large_mails(tmp_path: Path) -> None:
    """With the edition's file, on standard error, and goes on."""
    long = "'" + "A sentence of a long summary. " * 100 + "'"
    entries = {
        f"entries/{index}.yaml": an_entry_file(
            id=f"number-{index}", en=f"{{title: Number {index}, summary: {long}}}"
        )
        for index in range(90)
    }
    done = run_build(a_project(tmp_path, **{"site.yaml": SITE, **entries}))
    assert done.returncode == 0
    line, _khmer = [line for line in done.stderr.splitlines() if "kB" in line]
    assert line.startswith("out/newsletters/2024-10/mail/en.html:1:1: warning: the whole mail would have 1")


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60), st.integers(0, 900))
def test_the_longest_page_within_the_limit_is_found(growth: list[int], limit: int) -> None:
    """However unevenly pages grow."""
    sizes = [sum(growth[: count + 1]) for count in range(len(growth))]
    fitting = [count for count, size in enumerate(sizes) if size <= limit]
    assert _most(len(sizes) - 1, limit, sizes.__getitem__) == max(fitting, default=0)


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize(("count", "titles"), [(1, 0), (5, 3), (60, 0), (2, 60)])
def test_a_page_is_shortened_as_if_it_were_filled_in_anew(language: str, count: int, titles: int) -> None:
    """Whatever is left out of its parts."""
    letter = Letter(an_edition_of(count, language, titles), a_site())
    page = edition_page(letter, TEMPLATES, mail=True)
    for whole in {0, 1, count // 2, count}:
        for listed in {0, 1, 4, titles}:
            shorter = replace(letter, whole=whole, listed=listed)
            assert page.html(shorter) == edition_page(shorter, TEMPLATES, mail=True).html()


OWN = """\
{% extends "packaged/newsletter/edition.html.j2" %}
{% block entries %}
{% for section in letter.sections %}{% for row in section.rows %}
{% set entry = row.entries[0] %}
{% include "newsletter/entry.html.j2" %}
{% endfor %}{% endfor %}
<tr><td>{{ letter.more_rows }}</td></tr>
{% endblock %}
"""


def test_an_own_template_that_marks_no_parts_is_shortened_too(tmp_path: Path) -> None:
    """One that lays out the entries in its own way is filled in again until it is short enough."""
    own = tmp_path / "templates/newsletter/edition.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text(OWN, encoding="utf-8")
    mail = mail_of(an_edition_of(100), Templates(tmp_path))
    shown = mail.html.count("<h3 ")
    assert 80_000 < mail.size == len(mail.html.encode()) <= MAIL_LIMIT
    assert 10 < shown == mail.letter.whole
    assert f"<td>and {99 - shown} more on the web</td>" in mail.html
    assert UNSUBSCRIBE in mail.html
