"""Compares what is live with what was built, and says in words what differs; signs what is built.

flow      the whole comparison
wanted    what should be there: the output of this machine, or a manifest with a right signature
places    a folder, and what every place can do
website   a site on the web, by way of `network`
feeds     which entries of a feed are others
subjects  files and entries in words
keys      key pairs and signatures: the one module that knows cryptography
sealing   the signature beside the manifest
"""

from cchr_feeds.verifying.flow import Difference, Verified, verify
from cchr_feeds.verifying.keys import PublicKey, SecretKey
from cchr_feeds.verifying.sealing import has_old_signature, seal

__all__ = [
    "Difference",
    "PublicKey",
    "SecretKey",
    "Verified",
    "has_old_signature",
    "seal",
    "verify",
]
