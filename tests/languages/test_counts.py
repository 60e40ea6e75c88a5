"""Counts in all the forms that a language has for them, as a page says them aloud."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builds import assert_built
from cchr_feeds.text.wording import wording
from project_files import a_project
from published import published, the_output_of
from spoken import spoken

SITE = """\
authority: example.org
since: 2020
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Riyadh
languages:
  ar: {organisation: جمعية المثال, digits: arab}
categories:
"""
IN_ARABIC = {
    0: "لا منشورات بعد",
    1: "منشور واحد",
    2: "منشوران",
    3: "٣ منشورات",
    11: "١١ منشورًا",
    100: "١٠٠ منشور",
}
"""Zero, one, two, few, many and other, by CLDR's names for them."""


def an_entry(term: str, number: int) -> str:
    """A short entry in Arabic."""
    return f"""\
id: {term}-{number}
published: 2024-10-10
category: {term}
ar: {{title: منشور, summary: ملخص}}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a category of each size."""
    terms = {count: f"of-{count}" for count in IN_ARABIC}
    entries = {
        f"entries/{term}-{number}.yaml": an_entry(term, number)
        for count, term in terms.items()
        for number in range(count)
    }
    categories = "".join(f"  {term}: {{ar: فئة}}\n" for term in terms.values())
    folder = a_project(tmp_path_factory.mktemp("counts"), **{"site.yaml": SITE + categories, **entries})
    assert_built(folder)
    return folder


def test_arabic_counts_have_all_six_forms(project: Path, browser: Browser) -> None:
    """A category with nothing in it says that in words of its own."""
    with published(browser, the_output_of(project)) as (page, url, _):
        for count, words in IN_ARABIC.items():
            page.goto(f"{url}ar/of-{count}/index.html")
            said = [each for each in spoken(page) if each.text == words]
            assert {(each.language, each.direction) for each in said} == {("ar", "rtl")}


def test_no_publications_have_a_form_too() -> None:
    """Where a count of nothing is shown."""
    assert wording("ar", None).entries_count.form(0) == "لا منشورات"
