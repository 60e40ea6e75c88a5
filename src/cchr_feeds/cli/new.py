"""The command `new`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

import click

from cchr_feeds import drafting
from cchr_feeds.cli.options import IGNORES_OUT, Common, command, complete, texts_with_languages
from cchr_feeds.cli.terminal import Misuse, ask, checked, for_people, note
from cchr_feeds.drafting import Beginning, Begun, Given, stored
from cchr_feeds.i18n import _, all_of, lines_of

_PER_LANGUAGE = "in another language than the main one, as km=TEXT; may be repeated."


@command("new", IGNORES_OUT)
@click.option("--title", metavar="TEXT", multiple=True, help=f"Its title; {_PER_LANGUAGE}")
@click.option(
    "--category",
    metavar="TERM",
    multiple=True,
    shell_complete=complete("terms"),
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
    start = drafting.beginning(common.project, common.now)
    given = Given(
        title=_by_language("title", title, start),
        summary=_by_language("summary", summary, start),
        url=_by_language("url", url, start),
        category=tuple(checked(partial(drafting.category, start), each, "--category: ") for each in category),
        published=checked(drafting.date, published, "--published: ") if published else "",
        id=checked(partial(drafting.own_id, start), own, "--id: ") if own else "",
        ready=ready,
    )
    done = drafting.begin(start, _completed(given, start))
    common.report.result(lines_of(list(_lines(done))), done)


def _by_language(name: str, values: tuple[str, ...], start: Beginning) -> dict[str, str]:
    """The texts of an option by language; those that name none are in the site's main language."""
    found: dict[str, str] = {}
    for named, text in texts_with_languages(name, values, start.languages, partial(stored, name)):
        language = named or start.project.site.main_language
        if language in found:
            raise Misuse(
                _(
                    "--{option}: give one for each language, as in --{option} {language}=…",
                    option=name,
                    language=language,
                )
            )
        found[language] = text
    return found


def _completed(given: Given, start: Beginning) -> Given:
    """What was given; without a title and a category, the rest is asked for on a terminal."""
    if not given.category and len(start.categories) == 1:
        given = replace(given, category=tuple(start.categories))
    if not (given.title and given.category):
        if not sys.stdin.isatty():
            title = "" if given.title else f'--title {start.project.site.main_language}="…"'
            terms = ", ".join(start.categories)
            category = "" if given.category else _("--category with {terms}", terms=terms)
            missing = all_of([each for each in (title, category) if each])
            raise Misuse(_("an entry needs a title and a category; add {missing}", missing=missing))
        given = _asked(given, start)
    for name, texts in (("summary", given.summary), ("url", given.url)):
        if untitled := next((language for language in texts if language not in given.title), None):
            raise Misuse(
                _(
                    '--{option}: there is no title in {language!r}; add --title {language}="…"',
                    option=name,
                    language=untitled,
                )
            )
    return given


def _asked(given: Given, start: Beginning) -> Given:
    titles = given.title or _titles(start)
    terms = given.category or (
        ask(_("Category: {terms}", terms=", ".join(start.categories)), partial(drafting.category, start)),
    )
    summaries = _texts("summary", _("Summary"), titles, start) | dict(given.summary)
    urls = _texts("url", _("Address where it can be read"), titles, start) | dict(given.url)
    day = given.published or ask(_("When was it published? A date, or: unknown"), drafting.date, start.today)
    proposal = drafting.proposed_id(start, titles, terms)
    own = given.id or ask(_("Its permanent id"), partial(drafting.own_id, start), proposal)
    ready = given.ready or click.confirm(for_people(_("Show it to readers with the next build?")), err=True)
    return Given(titles, terms, summaries, urls, day, own, ready)


def _titles(start: Beginning) -> dict[str, str]:
    """The titles, of which there is at least one."""
    note(_("What is its title? Press Enter for a language it does not exist in."))
    while not (titles := _texts("title", _("Title"), start.languages, start)):
        needed = _(
            "{message}; {fix}", message=_("there is no title"), fix=_("write it in one language at least")
        )
        note(_("Error: {message}", message=needed))
    return titles


def _texts(name: str, label: str, languages: Iterable[str], start: Beginning) -> dict[str, str]:
    """A text for each of the languages; Enter leaves one out."""
    answers = {}
    for language in languages:
        question = _(
            "{label}, {name} ({language})", label=label, name=start.languages[language], language=language
        )
        answers[language] = ask(question, lambda text: stored(name, text) if text.strip() else "")
    return {language: text for language, text in answers.items() if text}


def _lines(done: Begun) -> Iterator[str]:
    """What was written, and what to do next."""
    yield _("{path} is written; the entry's permanent id is {id}.", path=done.path, id=done.id)
    for note_on_entry in done.notes:
        yield _("To fix: {note}", note=note_on_entry)
    if done.draft:
        yield _('Next: fill in the rest there, delete "draft: true", and run "cchr-feeds check".')
    else:
        yield _('Next: run "cchr-feeds check". The next build shows it to readers.')
