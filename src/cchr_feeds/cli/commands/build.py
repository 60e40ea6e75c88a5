"""The command `build`, and the signing of what a command makes."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b

import click

from cchr_feeds.cli.options import WRITES_OUT, Common, accepting, command
from cchr_feeds.cli.report import report_outcome, written_line
from cchr_feeds.cli.terminal import show
from cchr_feeds.i18n import _
from cchr_feeds.model.part import EVERY_PART, LOCK_FILE, SIGNATURE_FILE, SIGNING_KEY, SIGNING_KEY_FILE, Part
from cchr_feeds.problem import Problem
from cchr_feeds.run import Run
from cchr_feeds.store import Store

_TOLD = "told.txt"


@command("build", WRITES_OUT)
@click.option(
    "--only",
    type=click.Choice([part.value for part in Part]),
    multiple=True,
    help="Write only this part and leave the others as they are; may be repeated.",
)
@accepting
def build(common: Common, only: tuple[str, ...], accepted: tuple[str, ...]) -> None:
    """Write everything: feeds, pages, newsletters and the embed.

    Nothing is written if an entry has a problem, or if readers would lose something they have
    or get it twice; the output stays as it was.
    """
    from cchr_feeds.build import build as build_parts

    with signed(common):
        outcome = build_parts(common, tuple(map(Part, only)) or EVERY_PART, frozenset(accepted))
    told: Collection[Problem] = ()
    if not common.quiet:
        told = _told_before(Store(common.folder, common.publishes), outcome.warnings, is_whole=not only)
    report_outcome(common, outcome, written_line(outcome, common.out), told=told)


def _told_before(store: Store, warnings: Iterable[Problem], *, is_whole: bool) -> frozenset[Problem]:
    """Those of a build's warnings that the last whole build told; after this one, all of them are told.

    What concerns the lock is told each time.
    """
    rows: dict[str, Problem] = {}
    alike = Counter[str]()  # without the line, which changes when others are added above
    for each in warnings:
        text = f"{each.path}\t{each.code}\t{each.message}"
        alike[text] += 1
        rows[blake2b(f"{text}\t{alike[text]}".encode(), digest_size=16).hexdigest()] = each
    known = store.load(_TOLD, _TOLD)
    if is_whole and rows.keys() != known.keys():
        store.save(_TOLD, _TOLD, dict.fromkeys(rows, ""))
    return frozenset(each for row, each in rows.items() if row in known and each.path != LOCK_FILE)


@contextmanager
def signed(run: Run) -> Iterator[None]:
    """Signs what is written meanwhile with the key in the environment, or in the file that it names.

    Raises `WrongUsage` before anything is written. Without a key, tells of an earlier build's signature.
    """
    secret = None
    if os.environ.get(SIGNING_KEY) or os.environ.get(SIGNING_KEY_FILE):
        from cchr_feeds.keys import key_in_environment

        secret = key_in_environment(run.folder)
    yield
    if secret or (run.out / SIGNATURE_FILE).exists():
        from cchr_feeds.keys import has_old_signature, sign_manifest

        if secret:
            sign_manifest(run.out, secret)
        elif has_old_signature(run.out):
            message = _(
                "{path} belongs to an earlier build, so anyone who checks it will think that the site "
                "was altered. Set {variable} and build again, or delete it.",
                path=run.out / SIGNATURE_FILE,
                variable=SIGNING_KEY_FILE,
            )
            show(message)
