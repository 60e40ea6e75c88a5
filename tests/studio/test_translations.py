"""What lacks which language, and an entry in all its languages side by side, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from browser import accessibility_findings
from studio.conftest import Studio

PAIR = """\
id: pair
published: 2024-10-10
category: fact-sheet
en:
  title: Land report 2024
  summary: {english}
km:
  title: របាយការណ៍ ២០២៤
  summary: {khmer}
"""


def test_what_lacks_a_language_is_told_with_the_day(studio: Studio, page: Page) -> None:
    """The longest first; drafts, what waits and what is complete are not among them."""
    for name, day in (("newer", "2024-11-20"), ("older", "2024-09-20")):
        text = f"id: {name}\npublished: {day}\ncategory: fact-sheet\nen:\n  title: The {name} one\n"
        (studio.folder / f"entries/{name}.yaml").write_text(text)
    page.goto(f"{studio.url}overview")
    page.get_by_role("link", name="What is not in every language, and since when").click()
    rows = page.get_by_role("region", name="Not in every language").get_by_role("listitem")
    expect(rows).to_have_text(
        [
            "The older one not in ខ្មែរ, since 2024-09-20",
            "The newer one not in ខ្មែរ, since 2024-11-20",
        ]
    )
    assert accessibility_findings(page) == []
    page.get_by_role("link", name="A report on land").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A report on land")


@pytest.mark.parametrize(
    ("english", "khmer", "marked"),
    [
        ("In 3 provinces", "ក្នុង៣ខេត្ត", []),
        ("In 3 provinces", "ក្នុង៤ខេត្ត", ["3", "៤"]),
        ("1,500 families, 2.5 ha", "១.៥០០ គ្រួសារ ២,៥ ហិកតា", []),
        ("1,500 families", "១.៦០០ គ្រួសារ", ["1,500", "១.៦០០"]),
        ("On 10 October 2024", "ថ្ងៃទី១០ ខែតុលា ឆ្នាំ២០២៤", []),
        ("On 10 October 2024", "ថ្ងៃទី១១ ខែតុលា ឆ្នាំ២០២៤", ["10", "១១"]),
        ("On 9 October 2024", "ថ្ងៃទី៩ ខែកញ្ញា ឆ្នាំ២០២៤", ["October"]),
        ("It may rain", "ភ្លៀង", []),
        ("With USAID and IDEA", "ជាមួយ USAID", ["IDEA"]),
        ("With a partner", "ជាមួយ Oxfam", ["Oxfam"]),
        ("By ٣ ways", "ក្នុង៣វិធី", []),
    ],
)
def test_what_differs_is_marked(
    studio: Studio, page: Page, english: str, khmer: str, marked: list[str]
) -> None:
    """Numbers in whatever digits, dates, and names in Latin letters."""
    (studio.folder / "entries/pair.yaml").write_text(PAIR.format(english=english, khmer=khmer))
    page.goto(f"{studio.url}translations?path=entries/pair.yaml")
    expect(page.locator("#differences")).not_to_be_empty()
    assert page.locator("mark").all_inner_texts() == marked
    assert page.locator("#differences").inner_text() == (
        f"Places to look at: {len(marked)}" if marked else "No number, date or name differs."
    )
