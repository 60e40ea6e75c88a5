"""The table of scripts: which fonts, sizes and line heights the text of a language is set in."""

import re

import pytest
from playwright.sync_api import Browser

from browser import a_page
from cchr_feeds.render.typefaces import ARABIC, KHMER, LATIN, SCRIPTS, Typeface, typeface

STACKS = ("reading", "display", "heading", "mark", "ui", "fonts", "title_fonts", "name_fonts")


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en", "Latn"), ("fr", "Latn"), ("id", "Latn"), ("sr-Latn", "Latn"), ("sr", "Cyrl"), ("el", "Grek"),
        ("km", "Khmr"), ("ar", "Arab"), ("fa", "Arab"), ("ku-Arab", "Arab"), ("ur", "Aran"), ("he", "Hebr"),
        ("ne", "Deva"), ("hi-Latn", "Latn"), ("bn", "Beng"), ("th", "Thai"), ("lo", "Laoo"), ("my", "Mymr"),
        ("am", "Ethi"), ("ti", "Ethi"), ("ka", "Geor"), ("zh", "Hans"), ("zh-TW", "Hant"),
        ("ja", "Jpan"), ("ko", "Kore"), ("bo", "Tibt"), ("vi", "vi"), ("vi-VN", "vi"),
    ],
)  # fmt: skip
def test_a_language_is_set_as_its_script_is(language: str, script: str) -> None:
    """CLDR's likely script decides, and a script that the tag names goes before it."""
    assert typeface(language) is SCRIPTS[script]


def test_a_script_without_a_row_has_room_for_its_marks() -> None:
    """Tamil has no fonts of its own here, and lines as high as Devanagari's."""
    assert typeface("ta").leading == SCRIPTS["Deva"].leading
    assert typeface("xx").leading == SCRIPTS["Deva"].leading


@pytest.mark.parametrize("face", SCRIPTS.values(), ids=SCRIPTS)
def test_a_stack_fits_in_a_style_attribute_and_ends_in_what_every_system_has(face: Typeface) -> None:
    """No quotes, no name that CSS would need them for, nothing from the web, a generic family at the end."""
    for stack in (getattr(face, name) for name in STACKS):
        names = stack.split(", ")
        assert names[-1] in ("serif", "sans-serif")
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z -]*", name) for name in names)


@pytest.mark.parametrize("face", SCRIPTS.values(), ids=SCRIPTS)
def test_small_print_can_be_read(face: Typeface) -> None:
    """Khmer and other scripts with small letters are never below 15 px, Latin never below 14."""
    assert face.small_size >= (15 if face.size > LATIN.size else 14)
    assert 14 * face.kt >= (14.8 if face.kt > 1 else 14)


def test_the_designs_factors_are_those_of_the_table() -> None:
    """Khmer's and Arabic's columns of the design's table follow from Latin's by these."""
    assert (KHMER.k, KHMER.ks, KHMER.kt, KHMER.tracking) == (0.9, 0.96, 1.075, "0")
    assert (ARABIC.k, ARABIC.ks, ARABIC.kt, ARABIC.tracking) == (0.96, 1.05, 1.06, "0")
    assert (LATIN.k, LATIN.tracking, LATIN.measure) == (1, "-.012em", 38)


INK = """([face, tall, deep, generic]) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${face.weight} 100px ${face.fonts}`;
    const box = (text) => pen.measureText(text);
    return box(tall).actualBoundingBoxAscent + box(deep).actualBoundingBoxDescent;
}"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Ếậgự"), ("ne", "र्कीँद्ध्यु"), ("bn", "র্কিঁক্ষ্ণু"), ("th", "ป้ำฎูฐุ"), ("lo", "ຊື້ສຸຍູ"),
        ("my", "ကျွန်ုပ်ဣန္ဒြေ"),
        ("ar", "إلىُّ جٍ"), ("he", "לֹּךָּ"), ("ka", "ქყჰ"), ("am", "ጩጿፙ"), ("km", "ស្ត្រីព្រឹត្តិ"),
    ],
)  # fmt: skip
def test_lines_do_not_touch_in_any_script(browser: Browser, language: str, text: str) -> None:
    """The highest ink of a line and the lowest of the one before fit into its height, also in titles."""
    face = typeface(language)
    kinds = [
        ("400", face.reading, face.text_leading), ("700", face.display, face.display_leading),
        ("400", face.fonts, face.leading), ("700", face.title_fonts, face.title_leading),
        ("700", face.title_fonts, face.headline_leading), ("400", face.ui, face.ui_leading),
    ]  # fmt: skip
    with a_page(browser) as page:
        for weight, fonts, leading in kinds:
            ink = page.evaluate(INK, [{"weight": weight, "fonts": fonts}, text, text, 0]) / 100
            assert 0.5 < ink <= leading, (weight, fonts)


def test_variables_are_the_page_styles_names() -> None:
    """A stack that two roles share is written once; each value is a custom property."""
    values = dict(pair.split(":", 1) for pair in KHMER.variables.split(";"))
    assert values["--text"] == "var(--ui)"
    assert values["--name"].startswith("Moul, ")
    assert values["--mark"] == "var(--name)"
    assert (values["--ld"], values["--ln"], values["--lt"], values["--lu"]) == ("1.62", "1.75", "1.95", "1.8")
    assert (values["--measure"], values["--weight"]) == ("38rem", "400")
