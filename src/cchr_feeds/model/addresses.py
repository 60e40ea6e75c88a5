"""Addresses: what may be a link, a base address, an e-mail address; and their one canonical form.

Refused before any parser may "repair" it: control characters, spaces, backslashes, user names,
ports, numeric hosts, hosts mixing scripts (measured: parsers disagree on all of these).
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from cchr_feeds.model.refusal import Refused

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMERIC = re.compile(r"\d+|0x[0-9a-f]*")
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LONGEST_IN_HEADER = 900
"""In octets; a header's line holds 998 (RFC 5322 §2.1.1), and encoding makes an address longer."""

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# RFC 3986 reserved and unreserved characters, and % for what is encoded already.
_SAFE_PATH = "/:@!$&'()*+,;=~-._%"
_SAFE_QUERY = _SAFE_PATH + "?"


def web_address(text: str) -> str:
    """An absolute http(s) address, percent-encoded, its host in punycode and small letters."""
    _refuse_tricks(text)
    scheme = _SCHEME.match(text)
    if not scheme:
        raise Refused("url", f"{text!r} is not a full address", f"write it in full, such as {_in_full(text)}")
    if scheme[1].lower() not in ("http", "https"):
        raise Refused(
            "url", f"an address may not start with {scheme[1]}:", "write an address that starts with https://"
        )
    if not re.match(r"https?://[^/?#]", text, re.IGNORECASE):
        raise Refused(
            "url",
            f"{text!r} is not a full address",
            "write two slashes after the colon: https://example.org/",
        )
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise Refused("url", f"{text!r} is not an address", "copy it again from the browser") from error
    path, query, fragment = _encoded(parts.path or "/", parts.query, parts.fragment)
    address: str = urlunsplit((scheme[1].lower(), _host(parts.netloc), path, query, fragment))
    return address


def _in_full(text: str) -> str:
    """What an address without a scheme may stand for: a site and a path, or a path alone."""
    path = text.lstrip("./")
    return f"https://{path}" if "." in path.partition("/")[0] else f"https://example.org/{path}"


def _encoded(path: str, query: str, fragment: str) -> tuple[str, str, str]:
    return quote(path, _SAFE_PATH), quote(query, _SAFE_QUERY), quote(fragment, _SAFE_QUERY)


def _refuse_tricks(text: str) -> None:
    for pattern, name, fix in (
        (
            r"[\s\u0000-\u001f\u007f-\u009f]",
            "a space or an invisible character",
            "write %20 for a space, or copy the address again",
        ),
        (r"\\", "a backslash", "write / instead"),
        (r"[<>\"^`{|}]", "a character that an address can't hold", "copy the address again from the browser"),
    ):
        if re.search(pattern, text):
            raise Refused("url", f"the address contains {name}", fix)
    if _BAD_ESCAPE.search(text):
        raise Refused(
            "url", "the address has a % that is not followed by two digits", "write %25 for a percent sign"
        )
    if len(text) > 2000:
        raise Refused("url", "the address has over 2,000 characters", "write a shorter one")


def _host(netloc: str) -> str:
    if "@" in netloc:
        raise Refused(
            "url", "the address contains a user name (@ before the host)", "leave out everything up to the @"
        )
    if ":" in netloc or "[" in netloc:
        raise Refused(
            "url",
            "the address contains a port or a numeric host",
            "write the host's name alone, such as example.org",
        )
    labels = [_ascii_label(label) for label in netloc.lower().split(".")]
    if len(labels) < 2 or _NUMERIC.fullmatch(labels[-1]) or len(".".join(labels)) > 253:
        raise Refused("url", f"{netloc!r} is not the name of a host", "write a name such as example.org")
    return ".".join(labels)


def _ascii_label(label: str) -> str:
    if label.startswith("xn--"):
        _refuse_mixed_scripts(_decoded(label), label)
    elif not label.isascii():
        _refuse_mixed_scripts(label, label)
        label = _punycode(label)
    if not _LABEL.fullmatch(label):
        raise Refused(
            "url",
            f"{label!r} can't be part of a host's name",
            "correct the host; it has letters, digits and hyphens",
        )
    return label


def _decoded(label: str) -> str:
    import idna  # only an address with a foreign host pays for the tables

    try:
        return idna.decode(label)
    except idna.IDNAError as error:
        raise Refused(
            "url", f"{label!r} is not a valid coded host", "copy the address again from the browser"
        ) from error


def _punycode(label: str) -> str:
    import idna

    try:
        return idna.encode(label).decode("ascii")
    except idna.IDNAError as error:
        raise Refused(
            "url", f"{label!r} can't be part of a host's name", "copy the address again from the browser"
        ) from error


def _refuse_mixed_scripts(shown: str, label: str) -> None:
    scripts = {
        unicodedata.name(char, "?").split()[0] for char in shown if unicodedata.category(char)[0] == "L"
    }
    if len(scripts - {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}) > 1:
        names = " and ".join(sorted(name.capitalize() for name in scripts))
        raise Refused(
            "url",
            f"the host {label!r} mixes {names} letters, as forged addresses do",
            "type the host again by hand",
        )


def base_url(text: str) -> str:
    """A web address under which paths can be put: it ends in a slash and has no query."""
    address = web_address(text)
    if "?" in address or "#" in address:
        raise Refused(
            "url",
            "this address may have no ? or #",
            "write the folder's address alone, such as https://example.org/feeds/",
        )
    return address if address.endswith("/") else address + "/"


def email_address(text: str) -> str:
    """An ASCII address local@domain (RFC 5321), without a name."""
    local, at, host = text.strip().rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local) or len(local) > 64:
        raise Refused(
            "email", f"{text!r} is not an e-mail address", "write it as name@example.org, in Latin letters"
        )
    try:
        return f"{local}@{_host(host)}"
    except Refused as error:
        raise Refused("email", f"{text!r} is not an e-mail address", error.fix) from error


def unsubscribe_address(text: str) -> str:
    """Where a reader leaves: an https address, or mailto: with an optional subject."""
    if text.lower().startswith("mailto:"):
        _refuse_tricks(text)
        address, mark, query = text[7:].partition("?")
        return f"mailto:{email_address(address)}{mark}{quote(query, _SAFE_QUERY)}"
    address = web_address(text)
    if len(address) > LONGEST_IN_HEADER:
        raise Refused(
            "url",
            "the address is too long for a mail's header",
            f"write one of at most {LONGEST_IN_HEADER} characters",
        )
    if not address.startswith("https:"):
        raise Refused(
            "url",
            "an unsubscribe address must be encrypted",
            "write an address that starts with https:// or mailto:",
        )
    return address
