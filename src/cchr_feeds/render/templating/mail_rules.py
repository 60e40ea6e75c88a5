"""What a mail template must keep to.

* It loads nothing but pictures (`<img>`), and none that only counts readers.
* The rules to inline stand in `<style>`, with selectors that say the same wherever an element stands (`td`,
  `.text`, `td.text`) and plain values; all others (`.card td`, `@media`, `:hover`, `!important`) in
  `<style data-premailer="ignore">`, which stays as it is.
* Each file closes the elements that it opens, in their order.
* Jinja stands between elements or inside an attribute's quotes; never in `class`, and in a style rule or
  attribute only as `{{ … }}` for a value.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain

from jinja2.exceptions import TemplateSyntaxError
from jinja2.nodes import Block, Const, Extends, FromImport, Import, Include, Node, Template

from cchr_feeds.i18n import N_, _, any_of
from cchr_feeds.packaged import PACKAGED
from cchr_feeds.problem import Problem
from cchr_feeds.render.html_tokens import Token, attributes, outside_attributes, tokens
from cchr_feeds.render.templating.inline import STATEMENT, VALUE, css_of, is_inlined, is_readable, masked
from cchr_feeds.render.templating.sandbox import Sandbox, syntax_problem, template_problem

_KEPT = N_('a <style data-premailer="ignore">')
_SELECTOR = re.compile(r"\s*(?:[a-z][a-z0-9]*(?:\.[\w-]+)?|\.[\w-]+)\s*")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_IMPORT = re.compile(r"@import[^;{}]*;?", re.IGNORECASE)
_URL = re.compile(r"\burl\(", re.IGNORECASE)
_MODERN = re.compile(r"\b(?:var|calc|rgba?|hsla?)\(")
_JINJA = re.compile(f"[{VALUE}{STATEMENT}]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile("\"[^\"\\n]*\"|'[^'\\n]*'")
_PAIRED = re.compile(r"(?P<start>\{)|\}|(?P<comment>/\*)")
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_LOADING = {"script", "iframe", "object", "embed", "audio", "video"}

# The statements that ask for another template.
_ASKING = {Extends: "extends", Include: "include", Import: "import", FromImport: "from"}

Fault = tuple[int, str, str]
"""Where it is in the template, what is wrong, and what to write."""


def mail_problems(sandbox: Sandbox, name: str, within: tuple[str, ...] = ()) -> set[Problem]:
    """What is wrong with the project's own templates: that of a mail, and all that it asks for."""
    source, path, _never = sandbox.load(name) or ("", name, None)
    try:
        tree = sandbox.parse(source, name, path)
    except TemplateSyntaxError as error:
        return {syntax_problem(error, name)}
    found: set[Problem] = set()
    if not path.startswith(PACKAGED):
        found.update(_all_faults(source, path), _unknown_blocks(sandbox, tree, path))
    for node in tree.find_all(tuple(_ASKING)):
        asked = _asked_for(node)
        if refusal := _refusal(_ASKING[type(node)], asked, (*within, name), sandbox):
            found.add(template_problem(path, node.lineno, *refusal))
        else:
            found |= mail_problems(sandbox, asked, (*within, name))
    return found


def _refusal(word: str, asked: str, within: Sequence[str], sandbox: Sandbox) -> tuple[str, str] | None:
    """What is wrong with the name by which a template asks for another, and what to write."""
    if not asked:
        fix = _('write {{% {word} "newsletter/….html.j2" %}}', word=word)
        return _("{word} needs a file's name in quotes and nothing else", word=word), fix
    if asked in within and word == "extends":
        fix = _('write {{% extends "packaged/{name}" %}}', name=asked)
        return _("{name} extends itself", name=asked), fix
    if asked in within:
        return _("{name} includes itself", name=asked), _("remove this line")
    if sandbox.load(asked) is None:
        return _("there is no template {name}", name=asked), _("check the name and the folder")
    return None


def _unknown_blocks(sandbox: Sandbox, tree: Template, path: str) -> Iterator[Problem]:
    """Blocks that replace none of what is extended."""
    # Jinja ignores them silently.
    known = _blocks_above(sandbox, tree)
    for block in tree.body:  # one within another block is new, and may be there
        if isinstance(block, Block) and known and block.name not in known:
            meant = any_of(get_close_matches(block.name, known, 1) or sorted(known))
            message = _("what is extended has no block {name}", name=block.name)
            yield template_problem(path, block.lineno, message, _("did you mean {meant}?", meant=meant))


def _blocks_above(sandbox: Sandbox, tree: Template, depth: int = 9) -> set[str]:
    """The names of the blocks that what a template extends has."""
    extends = tree.find(Extends)
    found = sandbox.load(_asked_for(extends)) if extends and depth else None
    if found is None:
        return set()
    above = sandbox.parse(found[0], filename=found[1])
    return {block.name for block in above.find_all(Block)} | _blocks_above(sandbox, above, depth - 1)


def _asked_for(node: Node) -> str:
    """The name of the template that a statement asks for; empty where it is not written out."""
    named = getattr(node, "template", None)
    return named.value if isinstance(named, Const) and isinstance(named.value, str) else ""


def _all_faults(source: str, path: str) -> Iterator[Problem]:
    page = list(tokens(masked(source)))
    for offset, message, fix in chain(*(_faults(token, source) for token in page), _nesting_faults(page)):
        before = source[:offset]
        line, column = before.count("\n") + 1, offset - before.rfind("\n")
        yield Problem(path, line, column, "template", message, fix)


def _unpaired(marks: Iterable[tuple[str, bool, int]]) -> Iterator[int]:
    """Where the first mark stands that is not paired; each has a name, whether it opens, and an offset."""
    opened: list[tuple[str, int]] = []
    for name, opens, offset in marks:
        if opens:
            opened.append((name, offset))
        elif opened and opened[-1][0] == name:
            opened.pop()
        else:
            opened = opened if any(name == each for each, _offset in opened) else [(name, offset)]
            break
    yield from (offset for _name, offset in opened[-1:])


def _nesting_faults(page: Iterable[Token]) -> Iterator[Fault]:
    """The first element that is not closed, or end tag that closes nothing."""
    # Tables fall apart by them.
    tags = (token for token in page if token.kind == "tag" and token.name not in _VOID)
    marks = ((tag.name, tag.is_start_tag, tag.start) for tag in tags if not tag.text.endswith("/>"))
    for offset in _unpaired(marks):
        fix = _("close every element; don't put a table or list into a link or a <p>")
        yield offset, _("the HTML is not properly nested here"), fix


def _faults(token: Token, source: str) -> Iterator[Fault]:
    if token.name in _LOADING and not token.text.startswith("</"):
        fix = _("remove it; mail programs block it")
        yield token.start, _("a mail can't have <{tag}>", tag=token.name), fix
    if token.kind == "raw" and token.name == "style":
        yield from _sheet_faults(token, source)
    elif token.kind == "tag":
        yield from _tag_faults(token, source)


def _sheet_faults(style: Token, source: str) -> Iterator[Fault]:
    css, start = css_of(style)
    css = _COMMENT.sub(_blank, css)
    for found in _IMPORT.finditer(css):
        fix = _("write the rules into the template")
        yield start + found.start(), _("a mail can't load a style sheet (@import)"), fix
    css = _IMPORT.sub(_blank, css)
    if is_inlined(style):
        yield from _rule_faults(css, start, source)
        return
    yield from _url_faults(css, start)
    # What follows a brace or a comment that stands alone, mail programs drop.
    marks = _PAIRED.finditer(_STRING.sub(_blank, css))
    for offset in _unpaired((mark["comment"] or "{}", bool(mark["start"]), mark.start()) for mark in marks):
        fix = _("write {{ and }}, and /* and */, in pairs")
        yield start + offset, _("{sign!r} has no counterpart", sign=css[offset].replace("/", "/*")), fix


def _blank(found: re.Match[str]) -> str:
    return re.sub(".", " ", found[0])


def _url_faults(css: str, start: int) -> Iterator[Fault]:
    for found in _URL.finditer(css):
        fix = _("remove it, or put the picture into the text as <img>")
        yield start + found.start(), _("a mail's styles can't load anything with url()"), fix


def _rule_faults(css: str, start: int, source: str) -> Iterator[Fault]:
    for rule in _RULE.finditer(css):
        if not all(map(_SELECTOR.fullmatch, rule[1].split(","))):
            offset = start + rule.start() + _indent(rule[1])
            selectors = source[offset : start + rule.end(1)].strip()
            fix = _("use td, .text or td.text; or move it to {place}", place=_(_KEPT))
            yield offset, _("{rule!r} can't be inlined", rule=selectors), fix
        yield from _style_faults(rule[2], start + rule.start(2), source)
    rest = _RULE.sub(_blank, css)
    if rest.strip():
        fix = _("close its braces, or move it to {place}", place=_(_KEPT))
        yield start + _indent(rest), _("this is no plain rule"), fix


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _style_faults(css: str, start: int, source: str) -> Iterator[Fault]:
    """What the declarations of a rule or of a `style` attribute may not say."""
    yield from _url_faults(css, start)
    for match in re.finditer(r"[^;]*\S[^;]*", css):
        offset = start + match.start() + _indent(match[0])
        if "!" in match[0]:
            fix = _("remove it, or move the rule to {place}", place=_(_KEPT))
            yield offset, _("!important here would override dark mode"), fix
        if _MODERN.search(match[0]):
            fix = _("write plain values such as #123f5c and 16px")
            yield offset, _("mail clients don't know var(), calc() and rgb()"), fix
        if STATEMENT in match[0] or VALUE in match[0].partition(":")[0]:
            fix = _("write property: {{{{ value }}}};")
            yield offset, _("in styles only {{{{ … }}}} may stand, for a value"), fix
        elif not is_readable(match[0].replace(VALUE, "x")):
            written = source[offset : start + match.end()].strip()
            yield offset, _("{style!r} is not a style", style=written), _("write property: value;")


def _tag_faults(tag: Token, source: str) -> Iterator[Fault]:
    given = attributes(tag)
    if _JINJA.search(outside_attributes(tag)):
        fix = _('write the attribute in full: lang="{{{{ … }}}}"')
        yield tag.start, _("Jinja stands outside quotes in <{tag}>", tag=tag.name), fix
    if "class" in given and _JINJA.search(given["class"].value):
        fix = _("write a fixed name, or style= with {{{{ … }}}} as a value")
        yield given["class"].start, _("Jinja in {name}= can't be inlined", name="class"), fix
    if "style" in given:
        yield from _style_faults(given["style"].value, given["style"].start, source)
    sides = {given[name].value.strip() for name in ("width", "height") if name in given}
    if tag.name == "img" and sides & {"0", "1"}:
        yield tag.start, _("this picture counts readers"), _("remove it")
    if tag.name == "link" and "rel" in given and "stylesheet" in given["rel"].value.lower():
        yield tag.start, _("a mail can't load a style sheet (<link>)"), _("write the rules into the template")
