"""Writes what the product is made of as CycloneDX: `sbom.py FILE`, in the environment that builds it.

Which versions and which archives comes from requirements/runtime.txt; licences, and who needs whom, from the
packages as they are installed. The same lock gives the same bytes: there is no date and no random number.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cchr_feeds import __version__

LOCK = Path(__file__).with_name("runtime.txt")
PROJECT = tomllib.loads(LOCK.parents[1].joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]

_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?P<rest>.*\n(?: .*\n)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Pin:
    """A package of the lock: its name, its version, and the SHA-256 of every archive there is of that."""

    name: str
    version: str
    hashes: Sequence[str]

    @property
    def purl(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(lock: str) -> list[Pin]:
    """All packages of a lock file."""
    return [Pin(pin["name"], pin["version"], _HASH.findall(pin["rest"])) for pin in _PIN.finditer(lock)]


def bill(locked: Sequence[Pin]) -> Json:
    """The bill of materials of the product."""
    product = Pin(PROJECT["name"], __version__, ())
    purls = {pin.name: pin.purl for pin in locked}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _component(product) | {"type": "application"}},
        "components": list(map(_component, locked)),
        "dependencies": [
            {
                "ref": pin.purl,
                "dependsOn": sorted({purls[name] for name in _needed(pin.name) if name in purls}),
            }
            for pin in (product, *locked)
        ],
    }


def _component(pin: Pin) -> dict[str, object]:
    found: Json = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        "licenses": list(_licences(pin.name)),
        "hashes": [{"alg": "SHA-256", "content": sha256} for sha256 in pin.hashes],
    }
    return {name: value for name, value in found.items() if value}


def _licences(name: str) -> Iterator[Json]:
    """As an expression of SPDX where the package gives one, else in its own words."""
    if name == PROJECT["name"]:
        yield {"expression": PROJECT["license"]}
        return
    try:
        about = metadata(name)
    except PackageNotFoundError:  # not for this system
        return
    if "License-Expression" in about:
        yield {"expression": about["License-Expression"]}
        return
    named = [each.rpartition(" :: ") for each in about.get_all("Classifier") or ()]
    words = [licence for kind, _, licence in named if kind.startswith("License")]
    if not words and "License" in about:
        words = [about["License"]]
    yield from ({"license": {"name": licence}} for licence in words)


def _needed(name: str) -> Iterator[str]:
    """The packages that a package needs on this system."""
    try:
        wanted = PROJECT["dependencies"] if name == PROJECT["name"] else requires(name)
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, wanted or ()):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def main(path: str) -> None:
    """Writes the bill."""
    text = json.dumps(bill(pins(LOCK.read_text(encoding="utf-8"))), indent=1, ensure_ascii=False)
    Path(path).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
