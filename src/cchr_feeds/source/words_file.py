"""A publisher's own words to readers, `words/{language}.yaml`: how they are read, and how a file is begun."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, is_dataclass, make_dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Annotated

from cchr_feeds.errors import ProblemsFound, WrongUsage
from cchr_feeds.i18n import LANGUAGES, N_, _, all_of, catalogue, translate
from cchr_feeds.model.part import WORDS
from cchr_feeds.model.site import Site, Texts
from cchr_feeds.model.values import Scalar, line
from cchr_feeds.problem import InvalidValue, Violation
from cchr_feeds.source.files import text_of
from cchr_feeds.source.problems import ParsedFile
from cchr_feeds.source.read import decoded, parsed
from cchr_feeds.source.save import open_entry, present, save_entry, write_new
from cchr_feeds.source.yaml_tree import written_values
from cchr_feeds.text.cldr import own_name, plural_numbers
from cchr_feeds.text.language import language_problem
from cchr_feeds.text.wording import english_texts, may_be_left_out, names_in, notes, shipped_texts

_Field = tuple[str, object, object]

_NAME = re.compile(r"\{\w*\}")
_LONGEST = 1000  # characters of a word; English has 150 at most
_MOST_NUMBERS = 6  # of those that ask for a form, in the comment above it
_HEAD = N_("""\
Our words to readers in {name} ({language}), in pages, newsletters and feeds.
Write each behind its name. One that is left empty is shown as it is now, or in another language.
What stands in braces, such as {{count}}, is filled in: keep it. Above a word is where it stands.""")


@cache
def shape_of(language: str) -> type:
    """The record of a file for a language: a text for each of our words, or a group of its forms."""
    fields = [_field(language, name, text) for name, text in english_texts().items()]
    return make_dataclass("Words", fields, frozen=True)


def _field(language: str, name: str, text: str | Mapping[str, str], form: str = "") -> _Field:
    if isinstance(text, str):
        parse = partial(_word, names_in(text), may_be_left_out(language, form))
        nothing: object = field(default="")
        return form or name, Annotated[str, Scalar(parse, N_("the text in your language"))], nothing
    forms = [_field(language, name, text["other"], form) for form in plural_numbers(language)]
    return name, make_dataclass(name, forms, frozen=True), field(default=None)


def _word(names: frozenset[str], optional: frozenset[str], text: str) -> str:
    """A word, with the names in braces that its English has."""
    text = line(text, _LONGEST)
    wanted = _("write {names} as the English has it", names=_in_braces(names))
    fix = wanted if names else _("write it without braces")
    try:
        found = names_in(text)
    except ValueError as error:
        message = _("in this text a brace stands alone, or something but a name stands in braces")
        raise InvalidValue("word", message, fix) from error
    if missing := names - found - optional:
        raise InvalidValue("word", _("{names} must stay in this text", names=_in_braces(missing)), fix)
    if unknown := found - names:
        raise InvalidValue("word", _("nothing fills in {names} here", names=_in_braces(unknown)), fix)
    return text


def _in_braces(names: frozenset[str]) -> str:
    return all_of([f"{{{name}}}" for name in sorted(names)])


def words_in(reading: ParsedFile, language: str) -> Texts:
    """The words that a file has; what is wrong with it is in the problems of the reading."""
    record: object = decoded(shape_of(language), reading)
    # A name that is none of ours is a warning: an older version of the program may have had such a word.
    reading.problems = [
        replace(each, severity="warning") if each.code == "unknown" else each for each in reading.problems
    ]
    texts: dict[str, str | Mapping[str, str]] = {}
    for name, value in vars(record).items() if record else ():
        forms = {form: text for form, text in vars(value).items() if text} if is_dataclass(value) else value
        if forms:
            texts[name] = forms
    violations = list(_violations(texts, language))
    reading.report_violations(violations)
    incomplete = {violation.path[0] for violation in violations if violation.code == "word"}
    return {name: text for name, text in texts.items() if name not in incomplete}


def _violations(texts: Texts, language: str) -> Iterator[Violation]:
    """Words in another language or unreadable, and forms that are missing beside others."""
    for name, text in texts.items():
        forms = {"": text} if isinstance(text, str) else text
        for form, each in forms.items():
            if found := language_problem(_NAME.sub("", each), language):
                yield replace(found, path=(name, form) if form else (name,))
        lacking = [form for form in plural_numbers(language) if not {form, ""} & forms.keys()]
        if lacking:
            message = _("{language!r} has more forms: {forms}", language=language, forms=all_of(lacking))
            fix = _("add {forms}", forms=", ".join(f"{form}: …" for form in lacking))
            yield Violation((name,), "word", message, fix)


# --- the file that a translator fills in -----------------------------------------------------------


def write_words(folder: Path, language: str, site: Site, ui: str = LANGUAGES[0]) -> tuple[str, int]:
    """Begins the file of a language, or adds the words that it lacks; its path, and how many were added.

    Its comments are in a language of the program (`ui`), and what stands in it is never changed. Raises
    `ProblemsFound` where nothing can be added to what it says.
    """
    if language not in site.languages:
        values = {"language": language, "names": ", ".join(site.languages)}
        raise WrongUsage(_("{language!r} is not a language of this site; write one of {names}", **values))
    path = f"{WORDS}/{language}.yaml"
    if not present(folder, {path: b""}):
        missing = list(english_texts())
        head = translate(_(_HEAD, name=own_name(language), language=language), ui)
        lines = [*(f"# {line}" for line in head.splitlines()), *_blocks(missing, language, ui)]
        write_new(folder, {path: _text(lines).encode()})
        return path, len(missing)
    file = open_entry(folder, path)
    known = {field[0] for field in written_values(file.text)}
    missing = [name for name in english_texts() if name not in known]
    text = file.text.rstrip("\n") + "\n" + _text(_blocks(missing, language, ui))
    wrong = parsed(text_of(path, text), [language])
    words_in(wrong, language)
    if problems := [each for each in wrong.findings() if each.severity == "error"]:
        raise ProblemsFound(problems)
    if missing:
        save_entry(folder, file, text)
    return path, len(missing)


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _blocks(names: Iterable[str], language: str, ui: str) -> Iterator[str]:
    """The lines of each word: where it stands, its English, what stands there now, and its place."""
    said = catalogue("cchr_feeds", ui)  # notes name what is filled in, and nothing is filled in there

    def comment(text: str) -> str:
        return f"# {translate(text, ui)}"

    for name in names:
        english, now = english_texts()[name], shipped_texts(language).get(name)
        yield from ("", f"# {said.gettext(notes()[name])}")
        yield comment(_("English: {text}", text=_forms(english)))
        if now and now != english:
            yield comment(_("now: {text}", text=_forms(now)))
        yield f"{name}:"
        for form, numbers in plural_numbers(language).items() if not isinstance(english, str) else ():
            shown = [*map(str, numbers[:_MOST_NUMBERS]), *(["…"] if len(numbers) > _MOST_NUMBERS else [])]
            asking = comment(_("for {numbers}", numbers=", ".join(shown)))
            yield from (f"  {asking}", f"  {form}:")


def _forms(text: str | Mapping[str, str]) -> str:
    return text if isinstance(text, str) else " | ".join(dict.fromkeys(text.values()))
