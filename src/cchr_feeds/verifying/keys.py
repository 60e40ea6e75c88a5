"""Ed25519 (RFC 8032): key pairs, and signatures over a file's octets, each written as one line of text.

A line is a word for what it is, a colon, and the raw octets in base64 (RFC 4648 §4), so that it fits into
an environment variable, a command line and a mail, and any other program can check it.
"""

from __future__ import annotations

import base64
import binascii
import shlex
import sys
from dataclasses import dataclass, field

from cchr_feeds.errors import WrongUsage
from cchr_feeds.i18n import _

SECRET, PUBLIC, SIGNATURE = "ed25519-secret", "ed25519", "ed25519-signature"
_KEY_OCTETS, _SIGNATURE_OCTETS = 32, 64

PACKAGE = "cryptography>=44"
"""What signs, for `pip`. Not our own name with an extra: no index has us, so there it may be anybody's."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What everybody may know, and checks signatures with."""

    octets: bytes

    @classmethod
    def read(cls, text: str) -> PublicKey:
        """The key in a line of text; raises `WrongUsage`."""
        octets = _octets(text, PUBLIC, _KEY_OCTETS)
        if octets is None:
            raise WrongUsage(
                _(
                    "this is no public key; it looks like {form}, as cchr-feeds keys printed it",
                    form=f"{PUBLIC}:…",
                )
            )
        return cls(octets)

    def __str__(self) -> str:
        return _line(PUBLIC, self.octets)

    def has_signed(self, content: bytes, signature: str) -> bool:
        """Whether this line is a signature over the content by the owner of the key."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        octets = _octets(signature, SIGNATURE, _SIGNATURE_OCTETS)
        if octets is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.octets).verify(octets, content)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SecretKey:
    """What signs; it is never shown."""

    octets: bytes = field(repr=False)

    @classmethod
    def read(cls, text: str, where: str) -> SecretKey:
        """The key in a line of text that stands `where`; raises `WrongUsage` without repeating it."""
        octets = _octets(text, SECRET, _KEY_OCTETS)
        if octets is None:
            raise WrongUsage(
                _(
                    "{where} holds no secret key; it looks like {form}, as cchr-feeds keys wrote it",
                    where=where,
                    form=f"{SECRET}:…",
                )
            )
        return cls(octets)

    @classmethod
    def new(cls) -> SecretKey:
        """A key that nobody else has."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    def line(self) -> str:
        """The line of text for whoever keeps it."""
        return _line(SECRET, self.octets)

    @property
    def public(self) -> PublicKey:
        """The other half."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return PublicKey(Ed25519PrivateKey.from_private_bytes(self.octets).public_key().public_bytes_raw())

    def sign(self, content: bytes) -> str:
        """The signature over the content, as a line of text; the same content gives the same."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return _line(SIGNATURE, Ed25519PrivateKey.from_private_bytes(self.octets).sign(content))


def require_cryptography() -> None:
    """Raises `WrongUsage` where the package that signs is not installed; nothing else needs it."""
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        command = shlex.join([sys.executable, "-m", "pip", "install", PACKAGE])
        raise WrongUsage(
            _("signatures need a package that is not installed: {command}", command=command)
        ) from error


def _line(word: str, octets: bytes) -> str:
    return f"{word}:{base64.b64encode(octets).decode('ascii')}"


def _octets(text: str, word: str, length: int) -> bytes | None:
    """What a line holds if it is one of this word, else nothing."""
    found, _, coded = text.strip().partition(":")
    try:
        octets = base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        return None
    return octets if found == word and len(octets) == length else None
