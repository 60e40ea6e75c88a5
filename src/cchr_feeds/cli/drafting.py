"""The command `new`: what it asks for and says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchr_feeds.cli.completion import complete_terms
from cchr_feeds.cli.in_language import in_language
from cchr_feeds.cli.options import NO_OUT, common
from cchr_feeds.cli.report import Report, say
from cchr_feeds.cli.ui import Misuse, ask, shown, usage_error
from cchr_feeds.i18n import _, all_of, any_of

if TYPE_CHECKING:
    from cchr_feeds.drafting import Beginning, Begun, Given


_PER_LANGUAGE = "of another language than the main one as km=TEXT; may be repeated."


@dataclass(frozen=True, slots=True)
class Typed:
    """The options of `new` as they were typed."""

    title: tuple[str, ...]
    summary: tuple[str, ...]
    url: tuple[str, ...]
    category: tuple[str, ...]
    published: str
    id: str
    ready: bool


@click.command()
@common
@NO_OUT
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
    project: Path,
    now: datetime,
    as_json: bool,
    quiet: bool,
    out: Path | None,  # noqa: ARG001 - every command takes it
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
    from cchr_feeds.drafting import begin, beginning

    start = beginning(project, now)
    typed = Typed(title, summary, url, category, published, own, ready)
    done = begin(start, completed(given_on_command_line(typed, start), start))
    say(Report(as_json, quiet), begun_lines(done), done)


def given_on_command_line(typed: Typed, start: Beginning) -> Given:
    """The options, each checked by its field's rule; raises `click.UsageError`."""
    from cchr_feeds.drafting import Given, category, date, own_id

    return Given(
        title=_by_language("title", typed.title, start),
        summary=_by_language("summary", typed.summary, start),
        url=_by_language("url", typed.url, start),
        category=tuple(
            _checked(lambda text: category(start, text), each, "--category: ") for each in typed.category
        ),
        published=_checked(date, typed.published, "--published: ") if typed.published else "",
        id=_checked(lambda text: own_id(start, text), typed.id, "--id: ") if typed.id else "",
        ready=typed.ready,
    )


def _by_language(name: str, values: Sequence[str], start: Beginning) -> dict[str, str]:
    """Texts by language: `km=…` is Khmer, what names no language is in the site's main one."""
    from cchr_feeds.drafting import stored

    found: dict[str, str] = {}
    for value in values:
        named, text = in_language(value)
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
        found[language] = _checked(lambda words: stored(name, words), text, f"--{name}: ")
    return found


def _checked(check: Callable[[str], str], text: str, label: str = "") -> str:
    from cchr_feeds.errors import InvalidValue

    try:
        return check(text)
    except InvalidValue as refused:
        raise usage_error(label, refused) from refused


def completed(given: Given, start: Beginning) -> Given:
    """What was given and, asked for on a terminal, the rest; raises `click.UsageError` where nobody is.

    A command line that has a title and a category is not asked about anything.
    """
    if not given.category and len(start.categories) == 1:
        given = replace(given, category=tuple(start.categories))
    if given.title and given.category:
        _refuse_without_title(given)
        return given
    if not sys.stdin.isatty():
        raise Misuse(
            _("an entry needs a title and a category; add {missing}", missing=_missing(given, start))
        )
    return _asked(given, start)


def _refuse_without_title(given: Given) -> None:
    for name, texts in (("summary", given.summary), ("url", given.url)):
        for language in texts:
            if language not in given.title:
                message = _(
                    '--{option}: there is no title in {language!r}; add --title {language}="…"',
                    option=name,
                    language=language,
                )
                raise Misuse(message)


def _missing(given: Given, start: Beginning) -> str:
    title = "" if given.title else f'--title {start.project.site.main_language}="…"'
    category = "" if given.category else _("--category with {terms}", terms=", ".join(start.categories))
    return all_of([each for each in (title, category) if each])


def _asked(given: Given, start: Beginning) -> Given:
    from cchr_feeds.drafting import category, date, own_id, proposed_id

    titles = given.title or _titles(start)
    terms = given.category or (_ask(_list_of(start.categories), lambda text: category(start, text)),)
    summaries = _texts("summary", _("Summary"), titles, start) | dict(given.summary)
    urls = _texts("url", _("Address where it can be read"), titles, start) | dict(given.url)
    day = given.published or _ask(_("When did it come out? A date, or: unknown"), date, start.today)
    proposal = proposed_id(start, titles, terms)
    own = given.id or _ask(_("Its permanent name"), lambda text: own_id(start, text), proposal)
    ready = given.ready or click.confirm(shown(_("May the next build show it to readers?")), err=True)
    asked = replace(given, title=titles, category=terms, summary=summaries, url=urls)
    asked = replace(asked, published=day, id=own, ready=ready)
    _refuse_without_title(asked)
    return asked


def _titles(start: Beginning) -> dict[str, str]:
    """In every language in which it exists, of which there is one at the least."""
    click.echo(
        shown(_("What is its title? Press Enter for a language in which it does not exist.")), err=True
    )
    while not (titles := _texts("title", _("Title"), start.languages, start)):
        needed = _(
            "{message}; {fix}", message=_("there is no title"), fix=_("write it in one language at least")
        )
        click.echo(shown(_("Error: {message}", message=needed)), err=True)
    return titles


def _texts(name: str, label: str, languages: Mapping[str, str], start: Beginning) -> dict[str, str]:
    """A text for each of the languages; Enter leaves one out."""
    from cchr_feeds.drafting import stored

    answers = {
        language: _ask(
            _("{label}, {name} ({language})", label=label, name=start.languages[language], language=language),
            lambda text: stored(name, text) if text.strip() else "",
            "",
        )
        for language in languages
    }
    return {language: text for language, text in answers.items() if text}


def _list_of(categories: Mapping[str, str]) -> str:
    return _("Category: {terms}", terms=", ".join(categories))


def _ask(label: str, check: Callable[[str], str], default: str | None = None) -> str:
    return ask(label, lambda text: _checked(check, text), default, proposed=bool(default))


def begun_lines(done: Begun) -> str:
    """What was written, and what to do next."""
    return "\n".join(_lines(done))


def _lines(done: Begun) -> Iterator[str]:
    yield shown(_("{path} is written; the entry's permanent name is {id}.", path=done.path, id=done.id))
    yield from (shown(_("To mend: {note}", note=note)) for note in done.notes)
    if done.draft:
        yield shown(_('Next: fill in the rest there, take away "draft: true", and run "cchr-feeds check".'))
    else:
        yield shown(_('Next: run "cchr-feeds check". The next build shows it to readers.'))
