"""Addresses: what may be a link, a base address or an e-mail address, and their one canonical form.

Control characters, spaces, backslashes, user names, ports, numeric hosts and mixed scripts are refused.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from cchr_feeds.i18n import N_, Text, _, all_of
from cchr_feeds.problem import InvalidValue

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_NO_SCHEME = re.compile(r"[^@:/?#\s]+@[^@:/\s]+")
_LONGEST = 2000  # characters
TOKEN = "{token}"
"""What stands in an unsubscribe address for the one reader that it is for."""

# In bytes; a header's line holds 998 (RFC 5322 §2.1.1), and encoding makes an address longer.
_LONGEST_IN_HEADER = 900
_STAND_IN = "a-token-of-the-reader"  # as a token is written, by which no address is refused or encoded

# The beginning of www.example.org/report and //example.org, but not of /report.pdf, ../report or report.html.
_NAMES_HOST = re.compile(
    r"(?://)?(?![^/]*\.(?:[jx]?html?|php\d?|aspx?|jsp)(?:[/?#]|$))[^/.]+\.", re.IGNORECASE
)

# What nearly all addresses are, and canonical already: small letters, nothing encoded or to encode.
USUAL = re.compile(
    r"https?://(?=[a-z0-9.-]{1,253}/)(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
    r"/[A-Za-z0-9/:@!$&'()*+,;=~._-]*"
)
# RFC 3986 reserved and unreserved characters, and % for what is encoded already.
_SAFE_PATH = "/:@!$&'()*+,;=~-._%"
_SAFE_QUERY = _SAFE_PATH + "?"


def is_address(text: str) -> bool:
    """Whether a text is the address of something on the web, and no file or folder."""
    return text.lower().startswith(("http://", "https://"))


def _invalid(message: Text, fix: Text) -> InvalidValue:
    return InvalidValue("url", message, fix)


def web_address(text: str) -> str:
    """An absolute http(s) address, percent-encoded, its host in punycode and small letters."""
    # `canonical` takes 16 µs, a tenth of the time that reading an entry takes.
    return text if len(text) <= _LONGEST and USUAL.fullmatch(text) else canonical(text)


def canonical(text: str) -> str:
    """The same, worked out part by part for any address."""
    # Before `urlsplit` may "repair" the address: parsers disagree on all that is refused (measured).
    _refuse_tricks(text)
    scheme = _SCHEME.match(text)
    if not scheme:
        path = text.lstrip("./")
        address = f"https://{path}" if _NAMES_HOST.match(text) else f"https://example.org/{path}"
        message = _("{text!r} is not a full address", text=text)
        raise _invalid(message, _("write it in full, such as {address}", address=address))
    if scheme[1].lower() not in ("http", "https"):
        message = _("an address may not start with {scheme}:", scheme=scheme[1])
        raise _invalid(message, _("write an address that starts with https://"))
    if not re.match(r"https?://[^/?#]", text, re.IGNORECASE):
        message = _("{text!r} is not a full address", text=text)
        raise _invalid(message, _("write two slashes after the colon: https://example.org/"))
    try:
        parts = urlsplit(text)
    except ValueError as error:
        message = _("{text!r} is not an address", text=text)
        raise _invalid(message, _("copy it again from the browser")) from error
    path, query, fragment = parts.path or "/", parts.query, parts.fragment
    encoded = quote(path, _SAFE_PATH), quote(query, _SAFE_QUERY), quote(fragment, _SAFE_QUERY)
    canonical_form: str = urlunsplit((scheme[1].lower(), _host(parts.netloc), *encoded))
    return canonical_form


_TRICKS = (
    (r"[\s\u0000-\u001f\u007f-\u009f]", N_("a space or an invisible character"),
        N_("write %20 for a space, or copy the address again")),
    (r"\\", N_("a backslash"), N_("write / instead")),
    (r"[<>\"^`{|}]", N_("a character that an address can't hold"),
        N_("copy the address again from the browser")),
    (r"%(?![0-9A-Fa-f]{2})", N_("a % that is not followed by two digits"),
        N_("write %25 for a percent sign")),
)  # fmt: skip


def _refuse_tricks(text: str) -> None:
    for pattern, name, fix in _TRICKS:
        if re.search(pattern, text):
            raise _invalid(_("the address contains {name}", name=_(name)), _(fix))
    if len(text) > _LONGEST:
        raise _invalid(_("the address has over 2,000 characters"), _("write a shorter one"))


def _host(netloc: str) -> str:
    if "@" in netloc:
        message = _("the address contains a user name (@ before the host)")
        raise _invalid(message, _("leave out everything up to the @"))
    if ":" in netloc or "[" in netloc:
        message = _("the address contains a port or a numeric host")
        raise _invalid(message, _("write the host's name alone, such as example.org"))
    labels = [_ascii_label(label) for label in netloc.lower().split(".")]
    if len(labels) < 2 or _NUMERIC.fullmatch(labels[-1]) or len(".".join(labels)) > 253:
        message = _("{netloc!r} is not the name of a host", netloc=netloc)
        raise _invalid(message, _("write a name such as example.org"))
    return ".".join(labels)


def _ascii_label(label: str) -> str:
    if label.startswith("xn--"):
        _refuse_mixed_scripts(_converted(label), label)
    elif not label.isascii():
        _refuse_mixed_scripts(label, label)
        label = _converted(label)
    if not _LABEL.fullmatch(label):
        message = _("{label!r} can't be part of a host's name", label=label)
        raise _invalid(message, _("correct the host; it has letters, digits and hyphens"))
    return label


def _converted(label: str) -> str:
    """A part of a host's name in its other form: punycode as it is shown, anything else in punycode."""
    import idna  # only an address with a foreign host pays for the tables

    try:
        return idna.decode(label) if label.startswith("xn--") else idna.encode(label).decode("ascii")
    except idna.IDNAError as error:
        message = _("{label!r} can't be part of a host's name", label=label)
        raise _invalid(message, _("copy the address again from the browser")) from error


def _refuse_mixed_scripts(shown: str, label: str) -> None:
    scripts = {unicodedata.name(char, "?").split()[0] for char in shown if char.isalpha()}
    if len(scripts - {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}) > 1:
        names = all_of(sorted(name.capitalize() for name in scripts))
        message = _(
            "the host {label!r} mixes {names} letters, as forged addresses do", label=label, names=names
        )
        raise _invalid(message, _("type the host again by hand"))


def base_url(text: str) -> str:
    """A web address under which paths can be put: it ends in a slash and has no query."""
    address = web_address(text)
    if "?" in address or "#" in address:
        message = _("this address can't have a ? or #")
        raise _invalid(message, _("write the folder's address alone, such as https://example.org/feeds/"))
    return address if address.endswith("/") else address + "/"


def email_address(text: str) -> str:
    """An ASCII address local@domain (RFC 5321), without a name."""
    local, at, host = text.strip().rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local) or len(local) > 64:
        message = _("{text!r} is not an e-mail address", text=text)
        raise InvalidValue("email", message, _("write it as name@example.org, in Latin letters"))
    try:
        return f"{local}@{_host(host)}"
    except InvalidValue as error:
        raise InvalidValue("email", _("{text!r} is not an e-mail address", text=text), error.fix) from error


def subscribe_address(text: str) -> str:
    """Where a reader joins: a web address, or mailto: with an optional subject."""
    if _NO_SCHEME.fullmatch(text):
        message = _("{text!r} is not a full address", text=text)
        raise _invalid(message, _("write it in full, such as {address}", address=f"mailto:{text}"))
    if not text.lower().startswith("mailto:"):
        return web_address(text)
    _refuse_tricks(text)
    address, mark, query = text[len("mailto:") :].partition("?")
    return f"mailto:{email_address(address)}{mark}{quote(query, _SAFE_QUERY)}"


def form_address(text: str) -> str:
    """Where a form is sent: an https address, because it carries a reader's e-mail address."""
    address = web_address(text)
    if not address.startswith("https:"):
        message = _("a form's address must be encrypted")
        raise _invalid(message, _("write an address that starts with https://"))
    return address


def unsubscribe_address(text: str) -> str:
    """Where a reader leaves: an https address, or mailto: with an optional subject; each may have `TOKEN`."""
    address = subscribe_address(text.replace(TOKEN, _STAND_IN))
    if len(address) > _LONGEST_IN_HEADER and not address.startswith("mailto:"):
        message = _("the address is too long for a mail header")
        raise _invalid(message, _("write one of at most {limit} characters", limit=_LONGEST_IN_HEADER))
    if address.startswith("http:"):
        message = _("an unsubscribe address must be encrypted")
        raise _invalid(message, _("write an address that starts with https:// or mailto:"))
    return address.replace(_STAND_IN, TOKEN)
