"""Tests of what is put into a mail template once, before it is filled in, or kept from page to page."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from cchr_feeds.render.templating.fixing import with_fixed, with_kept
from cchr_feeds.render.templating.templates import Templates

VALUES = {"ink": "#123", "fonts": "'Noto', \"Khmer\" & <others>", "size": 17, "words.title": "A & B"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ ink }}", "#123"),
        ("{{ size }}px", "17px"),
        ("{{ fonts }}", "&#39;Noto&#39;, &#34;Khmer&#34; &amp; &lt;others&gt;"),
        ("{{ words.title }}", "A &amp; B"),
        ("{{ words.other }}", "{{ words.other }}"),
        ("{{ ink|upper }}", "{{ ink|upper }}"),
        ("{{ink}}", "{{ink}}"),
        ("{{ unknown }}", "{{ unknown }}"),
        ("{# {% for ink in x %} #}{{ ink }}", "{# {% for ink in x %} #}#123"),
    ],
)
def test_a_name_alone_is_filled_in(source: str, expected: str) -> None:
    """Escaped as Jinja would; everything else stays for Jinja."""
    assert with_fixed(source, VALUES) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{% for ink in page %}{{ ink }}{% endfor %}",
        "{% set ink = 1 %}{{ ink }}",
        "{% with size = 2 %}{{ size }}{% endwith %}",
        "{% raw %}{{ ink }}{% endraw %}",
        "{%- raw %}{{ ink }}{% endraw %}",
        "{% set words = page %}{{ words.title }}",
    ],
)
def test_what_may_mean_something_else_is_left(source: str) -> None:
    """A name that a statement knows, and anything beside what is to be shown as it stands."""
    assert with_fixed(source, VALUES) == source


def test_a_value_never_becomes_a_tag() -> None:
    """What Jinja would read as one of its own signs is left for Jinja to put in."""
    assert with_fixed("{{ ink }}", {"ink": "{{ secret }}"}) == "{{ ink }}"


def test_a_mail_is_the_same_with_fixed_values_and_without(tmp_path: Path) -> None:
    """They are only quicker."""
    template = tmp_path / "templates/newsletter/edition.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        "<!DOCTYPE html>\n<html><head><style>p { color: {{ ink }}; font-family: {{ fonts }} }</style></head>"
        "<body><p>{{ size }} {{ words.title }}</p></body></html>",
        encoding="utf-8",
    )
    name, words = "newsletter/edition.html.j2", {"title": "A & B"}
    ink, fonts, size = (VALUES[key] for key in ("ink", "fonts", "size"))
    plain = Templates(tmp_path).mail(name, ink=ink, fonts=fonts, size=size, words=words)
    fixed = Templates(tmp_path).mail(name, tuple(VALUES.items()), words=words)
    assert fixed == plain
    assert "#123" in fixed


def test_a_part_is_filled_in_once_for_each_key() -> None:
    """And taken from where it is kept for every other page; around it each page is its own."""
    part = "{# kept: x.id #}\n<b>{{ x.id }} {{ page }}</b>\n{# end of kept #}\n"
    source = f"{{% for x in all %}}\n{part}{{% endfor %}}\n{{{{ page }}}}"
    template = Environment(trim_blocks=True, autoescape=True).from_string(with_kept(source))
    kept: dict[str, str] = {}
    pages = [
        template.render(all=[{"id": name} for name in names], page=page, kept=kept)
        for page, names in enumerate(("ab", "b&", ""), 1)
    ]
    assert pages == ["<b>a 1</b>\n<b>b 1</b>\n1", "<b>b 1</b>\n<b>&amp; 2</b>\n2", "3"]


def test_where_nothing_is_kept_the_two_signs_are_remarks() -> None:
    """So a template that a project has taken from ours shows the same as it did."""
    source = "{# kept: x #}\n<b>{{ x }}</b>\n{# end of kept #}\n"
    assert Environment(trim_blocks=True).from_string(source).render(x=1) == "<b>1</b>\n"
