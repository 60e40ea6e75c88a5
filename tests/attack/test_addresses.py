"""An accepted address means the same to every program: a browser reads the host that we read."""

from itertools import product
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from browser import a_page
from cchr_feeds.model.addresses import USUAL, canonical, email_address, web_address
from cchr_feeds.problem import InvalidValue
from extent import examples

SCHEMES = (
    "https://", "http://", "HTTPS://", "https:/", "https:", "https:///", "https:\\\\", "//", "/", "",
    "ftp://", "javascript:", "JavaScript:", "java\tscript:", "\x01javascript:", "data:text/html,",
    "vbscript:", "file:///", "feed:https://", "view-source:https://", "blob:https://", "about:",
    "intent://", " https://", "\u00a0https://", "https\u200b://", "ｈttps://", "https：//",
)  # fmt: skip
HOSTS = (
    "example.org", "EXAMPLE.org", "example.org.", ".example.org", "example..org", "example",
    "localhost", "x", "127.0.0.1", "0x7f.1", "2130706433", "017700000001", "1.2.3.4.5", "[::1]",
    "[::ffff:7f00:1]", "1.e", "a.0x1", "user@example.org", "example.org@evil.example",
    "user:word@example.org", "example.org:80", "example.org:443", "example.org:",
    "example.org\\@evil.example", "example.org\\.evil.example", "example.org%2eevil.example",
    "example.org%00.evil.example", "example.org#@evil.example", "example.org?@evil.example",
    "example_.org", "-example.org", "example-.org", "xn--e1afmkfd.org", "xn--80ak6aa92e.com",
    "xn--a.org", "xn--.org", "аpple.com", "аррӏе.com", "example。org", "example．org", "ｅxample.org",
    "ⓔxample.org", "faß.de", "ខ្មែរ.example", "例え.jp", "exam\u00adple.org", "exam\u200dple.org",
    "exámple.org", "℀.org", "a℆b.org", "example.org／evil", "example.org\u2215evil", "ex ample.org",
    "ex\nample.org", "ex\tample.org", "<b>.org", "a" * 64 + ".org", "a." * 130 + "org", "",
)  # fmt: skip
TAILS = (
    "", "/", "/a", "/a b", "/a%20b", "/%2e%2e/b", "/../../b", "/./b", "//b", "/\\b", "/a?b=c&d=e", "?b",
    "#b", "/a#b?c", "/%zz", "/%", "/ក", "/a\u202eb", "/a\x00b", "/a\r\nHost: evil", "/'", '/"', "/<b>",
    "/{b}", "/|", "/`", "/^", "/a;b", "/:@!$&()*+,=~", "/a%0d%0ab", "/a\u00a0b", "/[b]", "?[b]=c", "/😀",
)  # fmt: skip
READ = """addresses => addresses.map(address => {
  const link = document.createElement("a");
  link.href = address;
  return [link.protocol, link.hostname, link.port, link.username, link.href];
})"""


def accepted(addresses: list[str]) -> dict[str, str]:
    """Those that may stand in a file, each with its stored form."""
    forms = {address: _stored(address) for address in addresses}
    return {address: form for address, form in forms.items() if form is not None}


def _stored(address: str) -> str | None:
    try:
        return web_address(address)
    except InvalidValue:
        return None


def assert_read_alike(browser: Browser, forms: dict[str, str]) -> None:
    """That a browser follows the typed and the stored form to the host that we know, and nowhere else."""
    with a_page(browser) as page:
        typed = page.evaluate(READ, list(forms))
        stored = page.evaluate(READ, list(forms.values()))
    for address, form, read, again in zip(forms, forms.values(), typed, stored, strict=True):
        ours = urlsplit(form)
        assert read[:4] == again[:4] == [f"{ours.scheme}:", ours.netloc, "", ""], address
        assert unquote(again[4]) == unquote(read[4]), address


def test_browsers_agree_on_every_accepted_address(browser: Browser) -> None:
    """Of all these beginnings, hosts and ends, few are accepted, and those say the same to a browser."""
    everything = list(map("".join, product(SCHEMES, HOSTS, TAILS)))
    forms = accepted(everything)
    assert 300 < len(forms) < len(everything) / 50
    assert_read_alike(browser, forms)


@pytest.mark.parametrize("form", ["https://example.org/", "https://xn--e1afmkfd.org/a?b#c"])
def test_a_stored_address_stays_as_it_is(form: str) -> None:
    """The stored form of a stored form is itself."""
    assert web_address(form) == form


@settings(max_examples=examples(1000))
@given(
    st.text(max_size=60)
    | st.text("htps:/\\@.#?%[]axn-é\u0430\u3002\t \x00", max_size=40).map("https://".__add__)
)
def test_any_text_is_an_address_or_refused(text: str) -> None:
    """Nothing else happens; what is accepted is plain ASCII, and accepted again as it is."""
    form = _stored(text)
    if form is None:
        return
    assert form.isascii()
    assert form.isprintable()
    assert " " not in form
    assert not set("<>\"\\^`{|}'\n") & set(form) - {"'"}
    assert web_address(form) == form


@settings(max_examples=examples(1000))
@given(st.text(max_size=40) | st.text('a@.<>,;:"\\ ()[]é\n', max_size=30))
def test_any_text_is_one_mailbox_or_refused(text: str) -> None:
    """An accepted mail address is one local part and one host, in ASCII."""
    try:
        address = email_address(text)
    except InvalidValue:
        return
    assert address.count("@") == 1
    assert not set(' \t\r\n,;:<>()[]"\\') & set(address)
    assert address.isascii()


def test_known_tricks_are_refused() -> None:
    """Users, ports, numbers, backslashes and coded letters stand in no host, whatever they are good for."""
    tricks = [
        host for host in HOSTS if set(host) & set("@:[]\\% \n\t<") or host.startswith(("0x", "127", "1.2"))
    ]
    found = accepted([f"https://{host}/" for host in tricks])
    # Behind a # or a ? it is no host any more, and every program agrees on that.
    assert found.keys() == {"https://example.org#@evil.example/", "https://example.org?@evil.example/"}


# --- the quick way to see that an address is canonical already -----------------------------------

LABELS = st.from_regex("[a-z0-9]([a-z0-9-]{0,9}[a-z0-9])?", fullmatch=True)
ENDS = st.from_regex("[a-z]{2,9}", fullmatch=True)
PATHS = st.text("abAB019/:@!$&'()*+,;=~._-", max_size=30)


@given(st.lists(LABELS, min_size=1, max_size=4), ENDS, PATHS)
def test_a_usual_address_is_what_the_long_way_makes_of_it(labels: list[str], end: str, path: str) -> None:
    """The quick way saves time and changes nothing."""
    address = f"https://{'.'.join(labels)}.{end}/{path}"
    assume(USUAL.fullmatch(address))
    assert canonical(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a%20b",
        "https://xn--e1afmkfd.org/",
        "https://example.org",
        "HTTPS://example.org/",
        "https://a.1/",
    ],
)
def test_any_other_address_goes_the_long_way(address: str) -> None:
    """An escape, an encoded host, no path, capitals, a numeric end."""
    assert not USUAL.fullmatch(address)
