"""The command `words`."""

import click

from cchr_feeds.cli.options import Common, command, complete
from cchr_feeds.cli.terminal import language_for_people
from cchr_feeds.i18n import _, ngettext


@command("words")
@click.argument("language", shell_complete=complete("language_names"))
def words(common: Common, language: str) -> None:
    """Begin the file of your own words to readers in LANGUAGE, or add what it lacks.

    words/LANGUAGE.yaml then has every word that pages, newsletters and feeds say beside your own
    texts, with its English and where it stands. What you write there comes before what the program has.
    """
    from cchr_feeds.source.project_reader import read_site
    from cchr_feeds.source.words_file import write_words

    path, added = write_words(common.folder, language, read_site(common.folder), language_for_people())
    if added:
        told = ngettext(
            "{file} has {count} word to fill in.",
            "{file} has {count} words to fill in.",
            count=added,
            file=path,
        )
    else:
        told = _("{file} has every word already.", file=path)
    common.result(told, file=path, added=added)
