"""In HTML a line breaks between Khmer words, and not within names, addresses and code."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchr_feeds.render.markup import _set, between_words, between_words_in_html, unbroken, unbroken_html
from cchr_feeds.segmentation.clusters import clusters
from cchr_feeds.segmentation.words import word_ends
from factories import RESILIENCE

NAME = "ចាន់ថា"
KEPT = f'<span style="white-space:nowrap">{NAME}</span>'
KHMER = st.characters(min_codepoint=0x1780, max_codepoint=0x17DD)
TEXT = st.one_of(
    st.text(st.one_of(KHMER, KHMER, st.sampled_from("a <&\"'។"))),
    st.lists(st.sampled_from([*RESILIENCE.split(), NAME, " ", "&"]), max_size=8).map("".join),
)


def words_of(html: str) -> str:
    """What a reader sees: no tags, no entities, no invisible breaks, and every space a space."""
    return unescape(re.sub("<[^>]*>", "", html)).replace("\u200b", "").replace("\u00a0", " ")


@given(TEXT, st.lists(st.sampled_from([NAME, "ស", "amp", "&", "<"]), max_size=3).map(tuple))
def test_the_text_stays_the_same(text: str, names: tuple[str, ...]) -> None:
    """Breaks, names and glue change no letter, and what was text is no markup."""
    assert words_of(unbroken(text, names)) == words_of(between_words(text, names)) == text


@given(TEXT, st.lists(st.sampled_from([NAME, "ស", "ជា"]), max_size=3).map(tuple))
def test_no_cluster_is_divided(text: str, names: tuple[str, ...]) -> None:
    """Neither by a break nor by a name's tags."""
    pieces = re.split("<[^>]*>|\u200b", between_words(text, names))
    parts = [part for piece in pieces for part in clusters(unescape(piece))]
    assert [part.replace("\u00a0", " ") for part in parts] == clusters(text)


@given(TEXT, st.lists(st.sampled_from([NAME, "ស", "amp"]), max_size=3).map(tuple))
def test_the_quick_way_to_set_text_is_the_same(text: str, names: tuple[str, ...]) -> None:
    """Where nothing has to stay whole, breaks are put in at once and not one by one."""
    assert between_words(text, names) == _set(text, names, word_ends(text, names))


def test_a_paragraph_can_be_broken_between_its_words() -> None:
    """No piece that must stay in one line is longer than a phone's is."""
    pieces = re.split("[\u200b \u00a0]", between_words(RESILIENCE))
    assert max(len(clusters(piece)) for piece in pieces) < 24
    assert max(len(clusters(piece)) for piece in RESILIENCE.split()) > 50


def test_pages_for_browsers_get_no_breaks() -> None:
    """Browsers know the words; what is copied from a page has no invisible signs in it."""
    assert "\u200b" not in unbroken(RESILIENCE)


def test_a_name_is_kept_in_one_line() -> None:
    """And is found in a search of the source."""
    assert between_words(f"លោក{NAME} ជា", (NAME,)) == f"លោក\u200b{KEPT} ជា"
    assert unbroken(f"លោក{NAME}", (NAME,)) == f"លោក{KEPT}"


def test_a_name_too_long_for_a_phone_is_broken_at_its_spaces_only() -> None:
    """It gets no tags, which would push it out of the page, and no breaks either."""
    name = "មជ្ឈមណ្ឌលសិទ្ធិមនុស្សកម្ពុជា សមាគម សហព័ន្ធ សហជីព"
    assert between_words(name, (name,)) == name


def test_a_name_is_not_found_in_an_entity() -> None:
    """A name is looked for in the text, not in what escaping makes of it."""
    assert unbroken("AT&T", ("amp",)) == "AT&amp;T"


@pytest.mark.parametrize("sign", "។៕៖ៗ»")
def test_no_line_begins_with_a_stop(sign: str) -> None:
    """The space before it does not break."""
    assert between_words(f"ឆ្នាំ២០២៤ {sign}") == f"ឆ្នាំ២០២៤\u00a0{sign}"


def test_an_address_stays_as_it_is() -> None:
    """A copy of it is the address."""
    address = "https://example.org/សិទ្ធិមនុស្សកម្ពុជា"
    assert between_words(f"អាន {address}") == f"អាន {address}"


def test_html_is_broken_in_its_text_only() -> None:
    """Attributes, code and preformatted text stay as they are."""
    text = "សិទ្ធិមនុស្សកម្ពុជា"
    broken = "សិទ្ធិមនុស្ស\u200bកម្ពុជា"
    code = f'<pre><code class="x">{text}</code> {text}</pre>'
    html = f'<p title="{text}">{text}</p>{code}<p>{text} &amp; &lt;</p>'
    assert between_words_in_html(html, ()) == (
        f'<p title="{text}">{broken}</p>{code}<p>{broken} &amp; &lt;</p>'
    )
    assert unbroken_html(html, ()) == html


def test_names_in_html_are_kept_in_one_line() -> None:
    """In text, and not in attributes."""
    assert unbroken_html(f'<p title="{NAME}">{NAME}</p>', (NAME,)) == f'<p title="{NAME}">{KEPT}</p>'
