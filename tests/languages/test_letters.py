"""Letters in many scripts and both directions, as browsers, filters and mail programs take them."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser import a_page, accessibility_findings, see, views_in_turn
from cchr_feeds.render.newsletter.letter import Letter
from cchr_feeds.render.templating.templates import Templates
from clients import expected
from full_editions import edition_html
from render.test_inline import PageAsWritten, computed
from test_senders import assert_not_spam, message, shown_by_neomutt


def letters(project: Path) -> Iterator[Letter]:
    """A project's edition in each of its languages."""
    contents = expected.contents_of(project.name)
    return (Letter(edition, contents.site) for edition in contents.editions)


def mails(project: Path) -> Path:
    """Where they lie, as they were built."""
    return project / "out/newsletters/2024-10/mail"


def messages(project: Path) -> Iterator[tuple[str, bytes]]:
    """Each language, and its message."""
    for language in expected.contents_of(project.name).site.languages:
        yield language, (mails(project) / f"{language}.eml").read_bytes()


def sender(content: bytes) -> str:
    """The From field; Python's parser of addresses would leave in the spaces between encoded words."""
    (raw,) = (value for name, value in message_from_bytes(content).raw_items() if name == "From")
    return str(make_header(decode_header("".join(raw.splitlines()))))


def test_every_computed_style_survives(project: Path, browser: Browser) -> None:
    """In Chromium each element of the inlined page looks as in the page with style sheets."""
    for letter, seen in zip(letters(project), views_in_turn(375, 700), strict=False):
        for width, scheme in seen:
            pages = [edition_html(letter, each, mail=True) for each in (Templates(), PageAsWritten())]
            ours, source = (computed(browser, page, width, scheme) for page in pages)
            assert ours == source


def test_letters_are_accessible(project: Path, browser: Browser) -> None:
    """Axe has nothing serious to say of a mail or its copy on the web, on a phone and on a desktop."""
    pages = sorted([*mails(project).glob("*.html"), *mails(project).parent.glob("*.html")])
    assert len(pages) >= 4
    with a_page(browser) as page:
        for file, seen in zip(pages, views_in_turn(375, 1280), strict=False):
            page.set_content(file.read_text(encoding="utf-8"))
            for view in seen:
                see(page, view)
                assert accessibility_findings(page) == [], (file.name, view)


@pytest.mark.usefixtures("debian")
def test_a_spam_filter_lets_them_pass(project: Path) -> None:
    """In every script, with hardly a point of the five that it takes."""
    assert_not_spam(*(message(mails(project), language) for language, _ in messages(project)), points=0.1)


def test_messages_say_who_writes_of_what(project: Path) -> None:
    """Sender, subject and text are in the edition's language, and the text's parts say it."""
    contents = expected.contents_of(project.name)
    words = {edition.language: edition.editor for edition in contents.editions}
    for language, content in messages(project):
        organisation = contents.site.languages[language].organisation
        assert sender(content).startswith(organisation)
        mail = message_from_bytes(content, policy=policy.default)
        assert words[language].subject in mail["Subject"]
        plain, html = mail.iter_parts()
        assert organisation in plain.get_content()
        assert (plain["Content-Language"], html["Content-Language"]) == (language, language)


@pytest.mark.usefixtures("debian")
def test_neomutt_shows_the_text_that_was_written(project: Path, tmp_path: Path) -> None:
    """Whatever its script."""
    for language, _ in messages(project):
        (tmp_path / language).mkdir()
        shown = shown_by_neomutt(message(mails(project), language), tmp_path / language)
        written = (mails(project) / f"{language}.txt").read_text(encoding="utf-8")
        assert shown.partition("\n\n")[2].split() == written.split()
