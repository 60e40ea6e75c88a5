"""Where Khmer words are not known everything is built, and only the setting of Khmer lines differs."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cchr_feeds.segmentation.clusters import clusters
from khmer_project import NAME, RUN

BREAK = "\u200b"
Outputs = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def outputs(both_builds: Path) -> Outputs:
    """The text of every file of both outputs, by its path."""
    return {
        name: {
            path.relative_to(both_builds / name).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted((both_builds / name).rglob("*"))
            if path.is_file() and path.suffix != ".png"
        }
        for name in ("with", "without")
    }


def test_the_build_says_that_words_are_not_known(both_builds: Path) -> None:
    """Once, at the language in site.yaml, with what to type; and nothing where they are."""
    warning = "site.yaml:7:7: warning: the ends of words are unknown here"
    assert (both_builds / "without.txt").read_text(encoding="utf-8").count(warning) == 1
    assert warning not in (both_builds / "with.txt").read_text(encoding="utf-8")


def without_shortened(text: str) -> str:
    """A file without the texts in it that were shortened, which end after a word or after a cluster."""
    in_elements = re.sub(r">[^<>]*…[”»]?<", "><", text)
    return re.sub(
        r'(?:"description"|"content_text"|"summary"|"text"|content)=?:? ?"[^"]*…[”»]?"', "", in_elements
    )


def test_feeds_pages_and_embeds_are_the_same(outputs: Outputs) -> None:
    """Byte by byte, but for shortened texts of pages and lists."""
    differing = {path for path, text in outputs["with"].items() if outputs["without"][path] != text}
    assert outputs["with"].keys() == outputs["without"].keys()
    allowed = ("newsletters/", "manifest.json")
    for path in (each for each in differing if not each.startswith(allowed)):
        assert path.endswith((".html", ".json"))
        assert without_shortened(outputs["with"][path]) == without_shortened(outputs["without"][path]), path


def test_breaks_stand_in_the_text_of_newsletters_alone(outputs: Outputs) -> None:
    """In no title, subject, preheader, address, label or code; in no feed, page, embed or text mail."""
    broken = {path for path, text in outputs["with"].items() if BREAK in text}
    assert broken == {
        f"newsletters/2024-10/{folder}{language}.html"
        for folder in ("", "mail/")
        for language in ("km", "en")
    }
    for path in broken:
        assert_broken_in_visible_text_only(outputs["with"][path])
    assert not [path for path, text in outputs["without"].items() if BREAK in text]


def test_breaks_are_all_that_differs_in_the_web_copy(outputs: Outputs) -> None:
    """Without the breaks the page is the one that is made where words are unknown."""
    page = "newsletters/2024-10/km.html"
    preheader = re.compile(r'<meta (?:name|property)="(?:og:)?description"[^>]*>')
    with_words, without = (preheader.sub("", outputs[name][page]) for name in ("with", "without"))
    assert with_words.count(BREAK) > 1000
    assert without_shortened(with_words.replace(BREAK, "")) == without_shortened(without)


def test_the_mail_is_folded_rightly_with_its_breaks(outputs: Outputs) -> None:
    """They count like all other bytes, so a mail with them holds no more than it may."""
    mail = outputs["with"]["newsletters/2024-10/mail/km.html"]
    without = outputs["without"]["newsletters/2024-10/mail/km.html"]
    assert 80_000 < len(mail.encode()) <= 95_000
    assert mail.count("<h3") <= without.count("<h3")
    assert "https://example.org/leave" in mail


def test_a_name_is_found_in_every_form(outputs: Outputs) -> None:
    """Also in the source of a mail, because no break stands in it."""
    for form in ("km.html", "mail/km.html", "mail/km.txt"):
        assert NAME in outputs["with"][f"newsletters/2024-10/{form}"]
        assert NAME not in outputs["with"][f"newsletters/2024-10/{form}"].replace(NAME, "")


def test_lines_of_the_text_mail_end_after_words(outputs: Outputs) -> None:
    """Both say the same of each entry they hold; where words are known, lines end at other places."""
    with_words, without = (outputs[name]["newsletters/2024-10/mail/km.txt"] for name in ("with", "without"))
    held, without = _without_teasers(with_words), _without_teasers(without)
    held, _, _ = held.rpartition(".pdf")  # marks in the HTML count, so it may be folded an entry earlier
    assert held.count(".pdf") > 5
    assert "".join(without.split()).startswith("".join(held.split()))


def _without_teasers(text: str) -> str:
    """A text mail without the paragraphs that were shortened."""
    return "\n\n".join(each for each in text.split("\n\n") if "…" not in each)


class _Visible(HTMLParser):
    """Notes where breaks stand: in the visible text of elements, or in what is none."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; its attributes are no visible text."""
        self.wrong += [f"{tag} {name}" for name, value in attrs if BREAK in (value or "")]
        hidden = "preheader" in (dict(attrs).get("class") or "")
        self.open.append("hidden" if hidden else tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it what was never closed in it."""
        while self.open and self.open.pop() not in (tag, "hidden"):
            pass

    def handle_data(self, data: str) -> None:
        """Text, which is visible outside of these elements."""
        hidden = {"title", "style", "code", "pre", "hidden"} & set(self.open)
        if BREAK in data and hidden:
            self.wrong.append(data[:40])

    def handle_comment(self, data: str) -> None:
        """What Outlook sees besides: buttons, whose words stay whole."""
        if BREAK in data:
            self.wrong.append(data[:40])


def assert_broken_in_visible_text_only(html: str) -> None:
    """Fails if a break stands in a title, an attribute, a comment, code, or the hidden preheader."""
    reader = _Visible()
    reader.feed(html)
    assert reader.wrong == []


def test_the_long_texts_are_long() -> None:
    """The tests above would see nothing in short ones."""
    assert len(clusters(RUN)) > 100
    assert " " not in RUN
