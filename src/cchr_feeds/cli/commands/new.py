"""The command `new`."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.options import Common, command, complete, texts_by_language
from cchr_feeds.cli.terminal import Misuse, agreed, ask, checked, language_for_people, show
from cchr_feeds.i18n import _, all_of, lines_of

if TYPE_CHECKING:
    from cchr_feeds.new_entry import CreatedEntry, EntryInput, NewEntryContext

_PER_LANGUAGE = "in another language than the main one, as km=TEXT; may be repeated."


@command("new")
@click.option("--title", metavar="TEXT", multiple=True, help=f"Its title; {_PER_LANGUAGE}")
@click.option(
    "--category",
    metavar="TERM",
    multiple=True,
    shell_complete=complete("known_terms"),
    help="The kind of publication, a term from site.yaml; may be repeated.",
)
@click.option("--summary", metavar="TEXT", multiple=True, help=f"Its summary; {_PER_LANGUAGE}")
@click.option("--url", metavar="ADDRESS", multiple=True, help=f"Where it can be read; {_PER_LANGUAGE}")
@click.option(
    "--published",
    metavar="DATE",
    default="",
    help='When it came out, such as 2024-10-10, 2024-10 or 2024, or "unknown" (default: today).',
)
@click.option(
    "--id", "own", metavar="ID", default="", help="Its permanent id (default: made from the title)."
)
@click.option("--ready", is_flag=True, help="Publish it with the next build; without this it is a draft.")
def new(
    common: Common,
    title: tuple[str, ...],
    category: tuple[str, ...],
    summary: tuple[str, ...],
    url: tuple[str, ...],
    published: str,
    own: str,
    ready: bool,
) -> None:
    """Start an entry: write its file, with comments on the optional fields.

    On a terminal it asks for what the options do not say. The file is a draft, which readers do
    not get, until you delete its line "draft: true".
    """
    from cchr_feeds.new_entry import EntryInput, create_entry, new_entry_context

    start = new_entry_context(common.folder, common.now, language_for_people())

    def text(name: str, value: str) -> str:
        return checked(partial(start.stored, name), value, f"--{name}: ")

    def texts(name: str, values: tuple[str, ...]) -> dict[str, str]:
        main = start.project.site.main_language
        return texts_by_language(name, values, start.languages, partial(start.stored, name), main)

    given = EntryInput(
        title=texts("title", title),
        summary=texts("summary", summary),
        url=texts("url", url),
        category=tuple(text("category", each) for each in category),
        published=text("published", published) if published else "",
        id=text("id", own) if own else "",
        ready=ready,
    )
    done = create_entry(start, _completed(given, start))
    common.result(lines_of(list(_lines(done))), done)


def _completed(given: "EntryInput", start: "NewEntryContext") -> "EntryInput":
    """What was given; without a title and a category, the rest is asked for on a terminal."""
    terms = list(start.project.site.categories)
    if not given.category and len(terms) == 1:
        given = replace(given, category=tuple(terms))
    if not (given.title and given.category):
        if not sys.stdin.isatty():
            title = "" if given.title else f'--title {start.project.site.main_language}="…"'
            category = "" if given.category else _("--category with {terms}", terms=", ".join(terms))
            missing = all_of([each for each in (title, category) if each])
            raise Misuse(_("an entry needs a title and a category; add {missing}", missing=missing))
        given = _asked(given, start)
    for name, texts in (("summary", given.summary), ("url", given.url)):
        if untitled := next((language for language in texts if language not in given.title), None):
            told = {"option": name, "language": untitled}
            why = _('--{option}: there is no title in {language!r}; add --title {language}="…"', **told)
            raise Misuse(why)
    return given


def _asked(given: "EntryInput", start: "NewEntryContext") -> "EntryInput":
    def answer(name: str, question: str, default: str = "") -> str:
        return ask(question, partial(start.stored, name), default)

    titles = given.title or _titles(start)
    named = ", ".join(start.project.site.categories)
    terms = given.category or (answer("category", _("Category: {terms}", terms=named)),)
    summaries = _texts("summary", _("Summary"), titles, start)
    urls = _texts("url", _("Address where it can be read"), titles, start)
    day = given.published or answer("published", _("When was it published? A date, or: unknown"), start.today)
    question = _("Show it to readers with the next build?")
    if moment := start.waits_until(day):
        question = _("Show it to readers with the first build after {moment}?", moment=moment)
    return replace(
        given,
        title=titles,
        category=terms,
        summary={**summaries, **given.summary},
        url={**urls, **given.url},
        published=day,
        id=given.id or answer("id", _("Its permanent id"), start.proposed_id(titles, terms)),
        ready=given.ready or agreed(question),
    )


def _titles(start: "NewEntryContext") -> dict[str, str]:
    """The titles, of which there is at least one."""
    show(_("What is its title? Press Enter for a language it does not exist in."))
    while not (titles := _texts("title", _("Title"), start.languages, start)):
        needed = _(
            "{message}; {fix}", message=_("there is no title"), fix=_("write it in one language at least")
        )
        show(_("Error: {message}", message=needed))
    return titles


def _texts(name: str, label: str, languages: Iterable[str], start: "NewEntryContext") -> dict[str, str]:
    """A text for each of the languages; Enter leaves one out."""
    answers = {}
    for language in languages:
        question = _(
            "{label}, {name} ({language})", label=label, name=start.languages[language], language=language
        )
        answers[language] = ask(question, lambda text: start.stored(name, text) if text.strip() else "")
    return {language: text for language, text in answers.items() if text}


def _lines(done: "CreatedEntry") -> Iterator[str]:
    """What was written, and what to do next."""
    yield _("{path} is written; the entry's permanent id is {id}.", path=done.path, id=done.id)
    for note_on_entry in done.notes:
        yield _("To fix: {note}", note=note_on_entry)
    if done.waits_until:
        yield _("It waits for its date: no build shows it before {moment}.", moment=done.waits_until)
    if done.draft:
        yield _('Next: fill in the rest there, delete "draft: true", and run "cchr-feeds check".')
    elif done.waits_until:
        yield _('Next: run "cchr-feeds check", and build once more when its date has come.')
    else:
        yield _('Next: run "cchr-feeds check". The next build shows it to readers.')
