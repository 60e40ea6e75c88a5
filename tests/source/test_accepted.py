"""A project as the contract writes it is read as it is meant, all fields of it."""

from pathlib import Path

import pytest

from cchr_feeds.model.dates import Period
from cchr_feeds.model.part import EML
from cchr_feeds.model.publication import Author, File, Image, Translation, Withdrawal
from cchr_feeds.model.values import Localised
from cchr_feeds.source import read_project
from factories import a_date
from project_files import SITE, a_project, an_entry_file, problems_of, read_entry

ENTRY = """\
# a remark
id: upr-4-outcomes            # permanent
published: 2024-10-10
added: 2026-11-24
updated: 2024-11-02
category: [infographic, fact-sheet]
topics: [upr, "2026", no]
edition: 2024-10
draft: false
withdrawn: {on: 2024-12-01, reason: {en: It was wrong., km: ខុស}}
authors: [{name: Sopheap, uri: https://example.org/sopheap}]
en:
  title: "Outcomes: the Review"
  summary: >-
    First line
    and second.

    New paragraph.
  body: |
    # Not a remark

    - *one*
  url: https://example.org/report
  published: 2024-10
  updated: 2024
  files:
    - {url: https://example.org/report.pdf, type: application/pdf, length: 1482933, title: Report}
  image: {url: https://example.org/a.png, alt: A picture, width: 1200, height: 630}
km: {title: ៤០៤}
"""

MORE = """\
contact: {name: Office, email: office@example.org}
supporters:
  - {name: {en: USAID, km: ជំនួយ}, url: https://example.org/, logo: https://example.org/logo.png}
  - name: GIZ
feeds: {limit: ៥, hub: https://hub.example.org/, license: https://example.org/licence, tombstones: true}
newsletter:
  from: {name: {en: CCHR, km: ម.ស.ម.ក}, address: news@example.org}
  subscribe: mailto:list-join@example.org?subject=Join
  form: {action: {en: https://list.example.org/en, km: https://list.example.org/km}, email: "fields[email]"}
  reply_to: {en: en@example.org, km: km@example.org}
  list_id: monthly.example.org
  postal_address: "#798, Street 99"
  unsubscribe: mailto:leave@example.org?subject=Leave
  other_languages: none
  utm: {source: newsletter, medium: email}
brand: {colour: "#ABCDEF", logo: https://example.org/logo.svg}
keep_together: [ចាន់ថា]
"""

EMPTY = """\
id: report
published: 2024-10-10
added:
updated: ""
category: infographic
topics:
edition:
draft:
withdrawn:
authors:
en:
  title: A
  summary:
  body: ''
  url: " "
  published:
  files:
  image:
"""


def test_an_entry_has_every_field_of_the_contract(tmp_path: Path) -> None:
    """What is between the languages stands in the publication, the rest in its translations."""
    found = read_entry(tmp_path, ENTRY)
    assert (found.id, found.category, found.topics) == (
        "upr-4-outcomes",
        ("infographic", "fact-sheet"),
        ("upr", "2026", "no"),
    )
    assert (found.published, found.added, found.updated) == tuple(
        map(a_date, ("2024-10-10", "2026-11-24", "2024-11-02"))
    )
    assert (found.edition, found.draft) == (Period.of_month(2024, 10), False)
    reason = Localised("It was wrong.", "en", {"en": "It was wrong.", "km": "ខុស"})
    assert found.withdrawn == Withdrawal(a_date("2024-12-01"), reason)
    assert found.authors == (Author("Sopheap", "https://example.org/sopheap"),)
    assert list(found.translations) == ["en", "km"]


def test_a_translation_has_every_field_of_the_contract(tmp_path: Path) -> None:
    """Folded text keeps its paragraphs, literal text its lines; numbers in a title are text."""
    found = read_entry(tmp_path, ENTRY).translations
    assert found["en"] == Translation(
        title="Outcomes: the Review",
        summary="First line and second.\nNew paragraph.",
        body="# Not a remark\n\n- *one*",
        url="https://example.org/report",
        published=a_date("2024-10"),
        updated=a_date("2024"),
        files=(File("https://example.org/report.pdf", None, "application/pdf", 1482933, "Report"),),
        image=Image(None, "https://example.org/a.png", "A picture", 1200, 630),
    )
    assert found["km"] == Translation(title="៤០៤")


def test_a_language_that_has_no_date_of_its_own_has_the_common_one(tmp_path: Path) -> None:
    """What stands under a language is for it alone."""
    found = read_entry(tmp_path, ENTRY)
    assert (found.published_in("en"), found.updated_in("en")) == (a_date("2024-10"), a_date("2024"))
    assert (found.published_in("km"), found.updated_in("km")) == (a_date(), a_date("2024-11-02"))


def test_a_field_left_empty_is_a_field_left_out(tmp_path: Path) -> None:
    """Forms write every field; the empty ones mean nothing."""
    found = read_entry(tmp_path, EMPTY)
    assert found.translations == {"en": Translation(title="A")}
    assert (found.added, found.updated, found.topics, found.draft) == (None, None, (), False)
    assert problems_of(tmp_path) == []


def test_a_site_has_every_field_of_the_contract(tmp_path: Path) -> None:
    """One value for all languages, or one for each."""
    site = read_project(a_project(tmp_path, **{"site.yaml": SITE + MORE})).site
    newsletter, sender = site.newsletter, site.newsletter.sender
    assert sender is not None
    assert sender.name is not None
    assert (sender.name["km"], sender.address["km"]) == ("ម.ស.ម.ក", "news@example.org")
    assert newsletter.reply_to == Localised(
        "en@example.org", "en", {"en": "en@example.org", "km": "km@example.org"}
    )
    assert newsletter.postal_address == Localised("#798, Street 99")
    assert (newsletter.list_id, newsletter.other_languages) == (Localised("monthly.example.org"), "none")
    assert newsletter.missing_for(EML) == ()
    assert (site.feeds.limit, site.feeds.tombstones, site.brand.colour) == (5, True, "#abcdef")
    assert [supporter.name["km"] for supporter in site.supporters] == ["ជំនួយ", "GIZ"]
    assert site.keep_together == ("ចាន់ថា",)


def test_a_site_needs_no_more_than_the_contract_says(tmp_path: Path) -> None:
    """Everything an honest default exists for may be left out."""
    site = read_project(a_project(tmp_path)).site
    assert (site.feeds.limit, site.feeds.hub, site.newsletter.sender) == (50, None, None)
    assert site.newsletter.missing_for(EML) == ("from", "postal_address", "unsubscribe")
    assert (site.main_language, list(site.categories)) == ("en", ["infographic", "fact-sheet"])
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize("written", ["the\u200b-report", '"the\\u200b-report"', "the-\u2060report"])
def test_an_id_has_its_stored_form_everywhere(tmp_path: Path, written: str) -> None:
    """An invisible character is no part of it, and does not hide that another entry has the id."""
    folder = a_project(tmp_path, **{"entries/a.yaml": an_entry_file(id=written)})
    project = read_project(folder)
    assert list(project.publications) == list(project.places) == ["the-report"]
    a_project(folder, **{"entries/b.yaml": an_entry_file(id="the-report")})
    assert [each.code for each in problems_of(folder) if each.severity == "error"] == ["duplicate-id"]


def test_an_address_to_leave_at_may_name_the_reader_beside_one_for_all(tmp_path: Path) -> None:
    """A list, or one for each language; `{token}` stays as it is written."""
    ways_out = "[mailto:leave@example.org, 'https://example.org/leave/{token}?a={token}']"
    for written in (ways_out, f"{{en: {ways_out}, km: mailto:km@example.org}}"):
        site = f"{SITE}newsletter: {{unsubscribe: {written}}}\n"
        settings = read_project(a_project(tmp_path, **{"site.yaml": site})).site.newsletter
        assert settings.way_out("en") == "mailto:leave@example.org"
        assert settings.ways_out("en")[1] == "https://example.org/leave/{token}?a={token}"
