"""The command `new`: what it asks for and says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.completion import complete_terms
from cchr_feeds.cli.language import for_people
from cchr_feeds.cli.options import IGNORES_OUT, Common, command, language_and_text
from cchr_feeds.cli.prompt import Misuse, ask, checked
from cchr_feeds.cli.report import note
from cchr_feeds.i18n import _, all_of, any_of, lines_of

if TYPE_CHECKING:
    from cchr_feeds.drafting import Beginning, Begun, Given


_PER_LANGUAGE = "of another language than the main one as km=TEXT; may be repeated."


@command("new", IGNORES_OUT)
@click.option("--title", metavar="TEXT", multiple=True, help=f"What it is called; {_PER_LANGUAGE}")
@click.option(
    "--category",
    metavar="TERM",
    multiple=True,
    shell_complete=complete_terms,
    help="What kind of publication it is, by a term from site.yaml; may be repeated.",
)
@click.option("--summary", metavar="TEXT", multiple=True, help=f"What it says, in short; {_PER_LANGUAGE}")
@click.option("--url", metavar="ADDRESS", multiple=True, help=f"Where it can be read; {_PER_LANGUAGE}")
@click.option(
    "--published",
    metavar="DATE",
    default="",
    help='When it came out, such as 2024-10-10, 2024-10 or 2024, or "unknown" (default: today).',
)
@click.option(
    "--id", "own", metavar="ID", default="", help="Its permanent name (default: made from the title)."
)
@click.option("--ready", is_flag=True, help="The next build may show it to readers; else it is a draft.")
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
    """Begin an entry: write its file, with remarks on what else may stand in it.

    On a terminal it asks for what it is not told. The file is a draft, which no reader sees,
    until somebody takes that line away.
    """
    from cchr_feeds import drafting

    start = drafting.beginning(common.project, common.now)
    given = drafting.Given(
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


def _by_language(name: str, values: Sequence[str], start: Beginning) -> dict[str, str]:
    """Texts by language: `km=…` is Khmer, what names no language is in the site's main one."""
    from cchr_feeds.drafting import stored

    found: dict[str, str] = {}
    for value in values:
        named, text = language_and_text(value)
        language = named or start.project.site.main_language
        if language not in start.languages:
            wanted = any_of([f"{each}=" for each in start.languages])
            raise Misuse(
                _(
                    "--{option}: {language!r} is no language of this site; write {wanted}",
                    option=name,
                    language=language,
                    wanted=wanted,
                )
            )
        if language in found:
            raise Misuse(
                _(
                    "--{option}: give one for each language, as in --{option} {language}=…",
                    option=name,
                    language=language,
                )
            )
        found[language] = checked(partial(stored, name), text, f"--{name}: ")
    return found


def _completed(given: Given, start: Beginning) -> Given:
    """What was given and, asked for on a terminal, the rest; raises `click.UsageError` where nobody is.

    A command line that has a title and a category is not asked about anything.
    """
    if not given.category and len(start.categories) == 1:
        given = replace(given, category=tuple(start.categories))
    if not (given.title and given.category):
        if not sys.stdin.isatty():
            raise Misuse(
                _("an entry needs a title and a category; add {missing}", missing=_missing(given, start))
            )
        given = _asked(given, start)
    _refuse_without_title(given)
    return given


def _refuse_without_title(given: Given) -> None:
    for name, texts in (("summary", given.summary), ("url", given.url)):
        for language in texts:
            if language not in given.title:
                raise Misuse(
                    _(
                        '--{option}: there is no title in {language!r}; add --title {language}="…"',
                        option=name,
                        language=language,
                    )
                )


def _missing(given: Given, start: Beginning) -> str:
    title = "" if given.title else f'--title {start.project.site.main_language}="…"'
    category = "" if given.category else _("--category with {terms}", terms=", ".join(start.categories))
    return all_of([each for each in (title, category) if each])


def _asked(given: Given, start: Beginning) -> Given:
    from cchr_feeds import drafting

    titles = given.title or _titles(start)
    terms = given.category or (
        ask(_("Category: {terms}", terms=", ".join(start.categories)), partial(drafting.category, start)),
    )
    summaries = _texts("summary", _("Summary"), titles, start) | dict(given.summary)
    urls = _texts("url", _("Address where it can be read"), titles, start) | dict(given.url)
    day = given.published or ask(_("When did it come out? A date, or: unknown"), drafting.date, start.today)
    proposal = drafting.proposed_id(start, titles, terms)
    own = given.id or ask(_("Its permanent name"), partial(drafting.own_id, start), proposal)
    ready = given.ready or click.confirm(for_people(_("May the next build show it to readers?")), err=True)
    return replace(
        given, title=titles, category=terms, summary=summaries, url=urls, published=day, id=own, ready=ready
    )


def _titles(start: Beginning) -> dict[str, str]:
    """In every language in which it exists, of which there is one at the least."""
    note(_("What is its title? Press Enter for a language in which it does not exist."))
    while not (titles := _texts("title", _("Title"), start.languages, start)):
        needed = _(
            "{message}; {fix}", message=_("there is no title"), fix=_("write it in one language at least")
        )
        note(_("Error: {message}", message=needed))
    return titles


def _texts(name: str, label: str, languages: Mapping[str, str], start: Beginning) -> dict[str, str]:
    """A text for each of the languages; Enter leaves one out."""
    answers = {
        language: ask(
            _("{label}, {name} ({language})", label=label, name=start.languages[language], language=language),
            _stored_if_any(name),
            "",
        )
        for language in languages
    }
    return {language: text for language, text in answers.items() if text}


def _stored_if_any(name: str) -> Callable[[str], str]:
    from cchr_feeds.drafting import stored

    return lambda text: stored(name, text) if text.strip() else ""


def _lines(done: Begun) -> Iterator[str]:
    """What was written, and what to do next."""
    yield _("{path} is written; the entry's permanent name is {id}.", path=done.path, id=done.id)
    for note_on_entry in done.notes:
        yield _("To mend: {note}", note=note_on_entry)
    yield (
        _('Next: fill in the rest there, take away "draft: true", and run "cchr-feeds check".')
        if done.draft
        else _('Next: run "cchr-feeds check". The next build shows it to readers.')
    )
