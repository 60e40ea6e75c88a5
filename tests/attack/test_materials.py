"""The bill of materials, and the promises of SECURITY.md, name what there is."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builds import REPOSITORY, environment

PROMISES = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::\w+)*::(\w+)`", PROMISES)))


@pytest.fixture(scope="module")
def bill(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `make dist` writes."""
    path = tmp_path_factory.mktemp("bill") / "bill.json"
    script = REPOSITORY / "requirements/sbom.py"
    subprocess.run([sys.executable, script, path], env=environment(PYTHONHASHSEED="7"), check=True)
    return path.read_bytes()


def test_the_bill_names_every_package(bill: bytes) -> None:
    """All pins of the lock, each with its version, every hash, a licence, and what it needs."""
    document = json.loads(bill)
    lock = (REPOSITORY / "requirements/runtime.txt").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE))
    components = document["components"]
    assert {each["name"]: each["version"] for each in components} == pinned
    hashes = [each["content"] for component in components for each in component["hashes"]]
    assert sorted(hashes) == sorted(re.findall("sha256:([0-9a-f]{64})", lock))
    assert [each["name"] for each in components if not each.get("licenses")] == []
    known = {each["bom-ref"] for each in (document["metadata"]["component"], *components)}
    assert {each["ref"] for each in document["dependencies"]} == known
    assert {ref for each in document["dependencies"] for ref in each["dependsOn"]} < known


def test_the_bill_is_the_same_each_time(bill: bytes, tmp_path: Path) -> None:
    """It holds no date, no random number and no order of its own."""
    path = tmp_path / "bill.json"
    script = REPOSITORY / "requirements/sbom.py"
    subprocess.run([sys.executable, script, path], env=environment(PYTHONHASHSEED="8"), check=True)
    assert path.read_bytes() == bill


@pytest.mark.parametrize(("module", "name"), NAMED, ids=[name for _, name in NAMED])
def test_a_promise_has_its_test(module: str, name: str) -> None:
    """SECURITY.md names tests that exist."""
    tree = ast.parse((REPOSITORY / module).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert name in functions


def test_every_attack_proves_a_promise() -> None:
    """Each module of attacks is named."""
    modules = {f"tests/attack/{path.name}" for path in Path(__file__).parent.glob("test_*.py")}
    assert modules <= {module for module, _ in NAMED}


def test_every_promise_has_a_proof() -> None:
    """No row of a table is without one."""
    rows = re.findall(r"^\|(?!---|\s*promise)(.+)\|(.+)\|$", PROMISES, re.MULTILINE)
    assert len(rows) > 15
    assert [promise for promise, proof in rows if not re.search(r"`tests/[\w/]+\.py(::\w+)+`", proof)] == []
