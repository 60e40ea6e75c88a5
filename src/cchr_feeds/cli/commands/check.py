"""The command `check`: shows problems, fixes some, and explains each kind."""

from dataclasses import replace
from difflib import unified_diff
from textwrap import fill, indent

import click

from cchr_feeds.cli.options import READS_OUT, Common, command
from cchr_feeds.cli.report import MOST_ALIKE, check_line, report_error, report_outcome
from cchr_feeds.cli.terminal import Misuse, agreed, for_people, language_for_people, printable, show
from cchr_feeds.errors import ProblemsFound
from cchr_feeds.explanations import code_of, explanation_of
from cchr_feeds.i18n import _


@command("check", READS_OUT)
@click.option("--all", "lists_all", is_flag=True, help="List every warning, also where many are alike.")
@click.option("--fix", is_flag=True, help="Show what can be fixed automatically, and write it if you agree.")
@click.option("--yes", is_flag=True, help="With --fix: write the fixes without asking.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    help="For people (text, the default), as JSON, or as annotations for GitHub Actions.",
)
@click.option(
    "--links",
    is_flag=True,
    help="Also check that the entries' addresses exist on the web; needs the network.",
)
@click.option(
    "--explain", "name", metavar="CODE", help="Explain a code such as E018, or its word; nothing is checked."
)
def check(
    common: Common, lists_all: bool, fix: bool, yes: bool, form: str, links: bool, name: str | None
) -> None:
    """Check everything without writing.

    Each problem is shown with its file, line and column, and with what to type instead.
    """
    if name is not None:
        show(explained(name), to_stderr=False)
        return
    if common.form == "json" and form == "github":
        raise Misuse(_("--json and --format {form} can't both be on standard output", form=form))
    if yes and not fix:
        raise Misuse(_("--yes goes with --fix"))
    from cchr_feeds.check import check as check_project

    common = replace(common, form=form) if form != "text" else common
    fixed = _offer_fixes(common, is_agreed=yes) if fix else None
    try:
        outcome = check_project(common)
        if links:
            from cchr_feeds.linkcheck import check_links

            dead = check_links(common.folder, common.now, common.progress)
            outcome = replace(outcome, warnings=tuple(sorted([*outcome.warnings, *dead])))
    except ProblemsFound as found:
        common.progress("")
        report_error(found, common, common.folder, fixed=fixed)
        click.get_current_context().exit(found.exit_code)
    most = len(outcome.warnings) if lists_all else MOST_ALIKE
    report_outcome(common, outcome, check_line(outcome, fixed=bool(fixed)), common.folder, most=most)


def _offer_fixes(common: Common, *, is_agreed: bool) -> bool:
    """Shows what can be fixed automatically, and writes it after a yes; whether anything was written."""
    from cchr_feeds.check import fixes
    from cchr_feeds.source.autofix import write_fixed

    files = fixes(common)
    common.progress("")
    if not files:
        common.say(_("There is nothing that can be fixed safely."))
        return False
    for file in files:
        lines = unified_diff(_lines(file.before), _lines(file.after), file.path, file.path, lineterm="", n=1)
        for line in list(lines) or [_("{path}: only the encoding or the line ends", path=file.path)]:
            common.say(line, {"-": "red", "+": "green"}.get(line[:1], ""))
    if not is_agreed and not agreed(_("Write these changes?")):
        common.say(_("Nothing was written. To write these changes: cchr-feeds check --fix --yes"))
        return False
    write_fixed(common.folder, files)
    common.say(_("Fixed: {files}.", files=", ".join(file.path for file in files)))
    return True


def _lines(content: bytes) -> list[str]:
    """The lines of a file, with invisible characters named."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = content.decode(encoding, "backslashreplace").replace("\r\n", "\n").replace("\r", "\n")
    return list(map(printable, text.split("\n")))


def explained(name: str) -> str:
    """The explanation of a code or a word, for people; raises `Misuse` for an unknown one."""
    explanation = explanation_of(name)
    if explanation is None:
        why = _("--explain: {name!r} is not a code; write one such as E018, or its word: date", name=name)
        raise Misuse(why)
    word = explanation.word
    error, warning = (code_of(word, severity) for severity in ("error", "warning"))
    heading = _(
        "{word}: {error} as an error, {warning} as a warning", word=word, error=error, warning=warning
    )
    parts = [for_people(heading), _filled(" ".join(explanation.text(language_for_people())))]
    if example := explanation.example:
        parts.append(f"{for_people(_('Wrong, in {file}:', file=example.file))}\n{_shown(example.wrong)}")
        file = example.right_file
        heading = _("Right, in {file}:", file=file) if file else _("Right:")
        parts.append(f"{for_people(heading)}\n{_shown(example.right)}")
    silenced = _(
        'If the text is as you want it, the comment "# {code} is meant" in its file silences this '
        "warning there.",
        code=warning,
    )
    return "\n\n".join([*parts, _filled(for_people(silenced))])


def _filled(text: str) -> str:
    """The text in lines; Khmer is broken only at its spaces, so that no letter is cut."""
    return fill(text, 79, break_long_words=False)


def _shown(lines: str) -> str:
    return indent("\n".join(map(printable, lines.split("\n"))), "    ")
