"""Ed25519 (RFC 8032): key pairs, signatures over a file's bytes, and where a secret key is kept.

A key or signature is one line of text: a word for what it is, a colon, and the raw bytes in base64 (RFC 4648
§4), so that it fits into an environment variable, a command line and a mail, and any other program can check
it. A secret key lies in a file of its own, outside the project, for its owner alone.
"""

import base64
import os
import shlex
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cchr_feeds.errors import OutputFailed, WrongUsage
from cchr_feeds.i18n import _
from cchr_feeds.model.part import MANIFEST, SIGNATURE_FILE, SIGNING_KEY, SIGNING_KEY_FILE
from cchr_feeds.output.disk import is_ordinary, refuse_obstacles
from cchr_feeds.regular_file import read_regular, reason_of
from cchr_feeds.source.save import replace

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SECRET, PUBLIC, SIGNATURE = "ed25519-secret", "ed25519", "ed25519-signature"
_LENGTHS = {SECRET: 32, PUBLIC: 32, SIGNATURE: 64}  # bytes
_LONGEST_FILE = 1000

PACKAGE = "cryptography>=44"
"""What signs, for `pip`; not our own name with an extra, which could be another program: no index has us."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What everybody may know, and checks signatures with."""

    raw: bytes

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """The key in a line of text; raises `WrongUsage`."""
        if raw := _decoded(text, PUBLIC):
            return cls(raw)
        message = _(
            "this is not a public key; it should look like {form}, as cchr-feeds keys printed it",
            form=f"{PUBLIC}:…",
        )
        raise WrongUsage(message)

    def __str__(self) -> str:
        return _line(PUBLIC, self.raw)

    def has_signed(self, content: bytes, signature: str) -> bool:
        """Whether this line is a signature over the content by the owner of the key."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        with suppress(InvalidSignature):
            Ed25519PublicKey.from_public_bytes(self.raw).verify(_decoded(signature, SIGNATURE), content)
            return True
        return False


def secret_key(text: str, where: str) -> "Ed25519PrivateKey":
    """The key in a line of text that stands `where`; raises `WrongUsage` without repeating it."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if raw := _decoded(text, SECRET):
        return Ed25519PrivateKey.from_private_bytes(raw)
    message = _(
        "{where} holds no secret key; it should look like {form}, as cchr-feeds keys wrote it",
        where=where,
        form=f"{SECRET}:…",
    )
    raise WrongUsage(message)


def require_cryptography() -> None:
    """Raises `WrongUsage` where the package that signs is not installed; nothing else needs it."""
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        command = shlex.join([sys.executable, "-m", "pip", "install", PACKAGE])
        message = _("signatures need a package that is not installed; run: {command}", command=command)
        raise WrongUsage(message) from error


def _require_outside(file: Path, project: Path) -> None:
    """Raises `WrongUsage` for a file in the project."""
    # What lies there is shared, and kept for ever.
    if file.resolve().is_relative_to(project.resolve()):
        message = _(
            "{path} is inside the project, so a secret key would be shared with it; name a place outside",
            path=file,
        )
        raise WrongUsage(message)


def new_key(file: Path, project: Path) -> PublicKey:
    """Writes a key made at random into a new file that its owner alone can read; the public one of the pair.

    Raises `WrongUsage` for a file in the project, and `OutputFailed`.
    """
    require_cryptography()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    _require_outside(file, project)
    secret = Ed25519PrivateKey.generate()
    line = f"{_line(SECRET, secret.private_bytes_raw())}\n"
    try:
        with open(file, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as opened:
            opened.write(line.encode("ascii"))
    except OSError as error:
        why = _("the secret key {path} could not be written: {reason}", path=file, reason=reason_of(error))
        raise OutputFailed(why) from error
    return PublicKey(secret.public_key().public_bytes_raw())


def read_key(file: Path, project: Path) -> "Ed25519PrivateKey":
    """The key in a file outside the project; raises `WrongUsage`."""
    _require_outside(file, project)
    try:
        line = read_regular(file.resolve(), _LONGEST_FILE).decode("ascii", "replace")
    except OSError as error:
        message = _("the secret key {path} can't be read: {reason}", path=file, reason=reason_of(error))
        raise WrongUsage(message) from error
    return secret_key(line, str(file))


def key_in_environment(project: Path) -> "Ed25519PrivateKey | None":
    """The key in the environment, or in the file that it names; raises `WrongUsage`."""
    line, file = os.environ.get(SIGNING_KEY, ""), os.environ.get(SIGNING_KEY_FILE, "")
    if not (line or file):
        return None
    require_cryptography()
    if line and file:
        message = _("{one} and {other} are both set; set only one", one=SIGNING_KEY, other=SIGNING_KEY_FILE)
        raise WrongUsage(message)
    return secret_key(line, SIGNING_KEY) if line else read_key(Path(file), project)


def sign_manifest(out: Path, secret: "Ed25519PrivateKey") -> None:
    """Signs the manifest in a one-line file beside it; a right one is not touched. Raises `OutputFailed`."""
    # The manifest was written before: until the signature follows, a reader may see the new one with the old
    # signature. A build that is interrupted here has to be run again.
    signature = secret.sign((out / MANIFEST).read_bytes())
    line = f"{_line(SIGNATURE, signature)}\n".encode("ascii")
    refuse_obstacles(out, SIGNATURE_FILE)
    if not (out / SIGNATURE_FILE).is_file() or (out / SIGNATURE_FILE).read_bytes() != line:
        replace(out, {SIGNATURE_FILE: line})


def has_old_signature(out: Path) -> bool:
    """Whether a signature is older than the manifest; more can't be told without the key."""
    if not is_ordinary(out, SIGNATURE_FILE) or not is_ordinary(out, MANIFEST):
        return False
    return (out / SIGNATURE_FILE).stat().st_mtime_ns < (out / MANIFEST).stat().st_mtime_ns


def _line(word: str, raw: bytes) -> str:
    return f"{word}:{base64.b64encode(raw).decode('ascii')}"


def _decoded(text: str, word: str) -> bytes:
    """What a line holds if it is one of this word, else nothing."""
    found, _, coded = text.strip().partition(":")
    try:
        raw = base64.b64decode(coded, validate=True)
    except ValueError:
        return b""
    return raw if found == word and len(raw) == _LENGTHS[word] else b""
