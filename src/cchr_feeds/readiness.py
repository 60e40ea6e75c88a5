"""Whether an edition may go out: its sender, its entries, and where its links lead."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urldefrag

from cchr_feeds import output
from cchr_feeds.i18n import Text, _, ngettext
from cchr_feeds.linkcheck import faults_of
from cchr_feeds.model.output import Edition
from cchr_feeds.model.site import Site
from cchr_feeds.output.manifest import Manifest
from cchr_feeds.run import Run
from cchr_feeds.verify.locations import Differs, Website, digest

_LINK = re.compile(r'<a [^>]*?href="(https?:[^"]+)"')
_LARGEST = 100_000_000  # bytes of a linked file that is compared


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is right, or not, before an edition goes out."""

    is_right: bool
    text: Text

    @property
    def line(self) -> Text:
        """The finding, marked."""
        found = self.text
        return _("ok: {finding}", finding=found) if self.is_right else _("NOT: {finding}", finding=found)


@dataclass(frozen=True, slots=True)
class PreparedMail:
    """A mail that can be issued: its edition, the bytes of its page, and of the mail itself."""

    edition: Edition
    page: bytes
    content: bytes


def findings(mails: Sequence[PreparedMail], site: Site, run: Run, *, online: bool) -> Iterator[Finding]:
    """What a director may want to know before it goes out."""
    sender = site.newsletter.sender
    if sender:
        yield Finding(True, _("Sender: {address}", address=sender.address.default))
    for mail in mails:
        yield Finding(True, _completeness(mail.edition, site))
    manifest = output.read_manifest(run.out)
    stale = [mail for mail in mails if not _is_built(mail, manifest)]
    if stale:
        why = _(
            "The web copy is not of these entries; run cchr-feeds newsletter {period}, and upload out/",
            period=stale[0].edition.period,
        )
        yield Finding(False, why)
    elif online:
        yield from _found_online(mails, site, manifest, run)
    else:
        yield Finding(True, _("Links were not followed."))


def _completeness(edition: Edition, site: Site) -> Text:
    own, others = sum(len(group.entries) for group in edition.groups), len(edition.elsewhere)
    name = site.languages[edition.language].name
    if not others:
        return ngettext("{name}: {count} entry", "{name}: {count} entries", name=name, count=own)
    return ngettext(
        "{name}: {count} entry, and {others} in other languages only",
        "{name}: {count} entries, and {others} in other languages only",
        name=name,
        count=own,
        others=others,
    )


def _is_built(mail: PreparedMail, manifest: Manifest) -> bool:
    """Whether the output has the mail's copy as the entries would make it now."""
    record = manifest.files.get(f"{mail.edition.folder}/{mail.edition.language}.html")
    return record is not None and record.sha256 == hashlib.sha256(mail.page).hexdigest()


def _found_online(
    mails: Sequence[PreparedMail], site: Site, manifest: Manifest, run: Run
) -> Iterator[Finding]:
    found = (match[1] for mail in mails for match in _LINK.finditer(mail.page.decode()))
    links = dict.fromkeys(urldefrag(unescape(each)).url for each in found)
    ours = {each: _path_of(each, site) for each in links if each.startswith(site.feeds_url)}
    theirs = [each for each in links if each not in ours]
    wrong = {each: _differs(path, site, manifest) for each, path in ours.items()}
    wrong |= faults_of(theirs, run.progress)
    run.progress("")
    for address, why in wrong.items():
        if why:
            yield Finding(False, _("{address}: {reason}", address=address, reason=why))
    count = len(links) - sum(map(bool, wrong.values()))
    right = ngettext(
        "{count} link leads where it should", "{count} links lead where they should", count=count
    )
    yield Finding(True, right)


def _path_of(address: str, site: Site) -> str:
    path = unquote(address.removeprefix(site.feeds_url).partition("?")[0])
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def _differs(path: str, site: Site, manifest: Manifest) -> str | Text:
    """What is wrong with a file of ours online; empty where it is as it was built."""
    record = manifest.files.get(path)
    if record is None:
        return _("the build made no such page")
    try:
        found = digest(Website(site.feeds_url), path, _LARGEST)
    except Differs as error:
        return (
            _("it is not online yet; upload out/") if error.kind == "missing" else error.reason or error.kind
        )
    return "" if found == record.sha256 else _("online is another version; upload out/")
