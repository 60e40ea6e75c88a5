"""Key pairs, where they are kept, and what a build signs with them."""

import base64
import os
import shlex
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from builds import environment, finished, tree
from cchr_feeds.errors import OutputFailed, WrongUsage
from cchr_feeds.keys import PACKAGE, PublicKey, read_key, secret_key, sign_manifest
from commands import DONE, NOT_WRITTEN, USAGE, Ended, command, run
from project_files import a_project, an_entry_file

pytestmark = pytest.mark.usefixtures("measured_commands")


def line(word: str, hexadecimal: str) -> str:
    """A key or a signature as it is written."""
    return f"{word}:{base64.b64encode(bytes.fromhex(hexadecimal)).decode()}"


# RFC 8032 §7.1, test 2, whose message is one byte
SEED = line("ed25519-secret", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = line("ed25519", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = line(
    "ed25519-signature",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
)
ROOT = Path(__file__).parents[2]
FEEDS = ("build", "--only", "feeds", "--quiet")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project, in a folder of its own."""
    return a_project(tmp_path / "project", **{"entries/a.yaml": an_entry_file()})


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """A secret key beside the project."""
    path = tmp_path / "key"
    path.write_text(f"{SEED}\n")
    return path


def test_signatures_are_ed25519(tmp_path: Path) -> None:
    """Key, public key and signature are those of the standard's example."""
    (tmp_path / "manifest.json").write_bytes(b"\x72")
    sign_manifest(tmp_path, secret_key(SEED, ""))
    assert (tmp_path / "manifest.json.sig").read_text() == f"{SIGNATURE}\n"
    assert PublicKey.read(PUBLIC).has_signed(b"\x72", SIGNATURE)


def test_a_signature_is_of_one_content_and_one_key() -> None:
    """Another byte, another key, or another line: none of them passes."""
    public = PublicKey.read(PUBLIC)
    signature = line("ed25519-signature", secret_key(SEED, "").sign(b"a").hex())
    other = secret_key(line("ed25519-secret", "01" * 32), "").public_key().public_bytes_raw()
    assert public.has_signed(b"a", f"{signature}\n")
    assert not public.has_signed(b"b", signature)
    assert not PublicKey(other).has_signed(b"a", signature)
    assert not public.has_signed(b"a", signature.replace("ed25519-signature", "ed25519"))


@pytest.mark.parametrize("text", ["", "x", "ed25519:", "ed25519:AAAA", "ed25519:é", PUBLIC[:-4], SEED])
def test_what_is_no_key_is_refused(text: str) -> None:
    """Also the other half of a pair; and a secret is not repeated in the message."""
    with pytest.raises(WrongUsage, match="this is not a public key"):
        PublicKey.read(text)
    with pytest.raises(WrongUsage, match="holds no secret key") as refused:
        secret_key(PUBLIC if text == SEED else text, "the file")
    assert SEED[15:] not in str(refused.value)


def test_a_secret_key_is_not_shown() -> None:
    """Not even where a program shows its values."""
    secret = secret_key(SEED, "")
    raw = secret.private_bytes_raw()
    assert not any(each in f"{secret!r} {secret}" for each in (str(raw), raw.hex(), SEED[15:]))


def test_a_pair_is_made_outside_the_project(project: Path, tmp_path: Path) -> None:
    """Its file is its owner's alone; the public key is said, and belongs to it."""
    ended = run(project, "keys", tmp_path / "key")
    assert ended.returncode == DONE, ended.stderr
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    public = PublicKey.read(ended.stdout.splitlines()[-1])
    secret = read_key(tmp_path / "key", project)
    assert secret.public_key().public_bytes_raw() == public.raw


@pytest.mark.parametrize("name", ["key", "entries/key", "../project/key", "link/key"])
def test_no_key_is_written_into_the_project(project: Path, tmp_path: Path, name: str) -> None:
    """By whatever way it is named."""
    (tmp_path / "link").symlink_to(project)
    before = tree(project)
    path = tmp_path / name if name.startswith("link") else project / name
    ended = run(project, "keys", path)
    assert ended.returncode == USAGE
    assert "is inside the project" in ended.stderr
    assert tree(project) == before


def test_no_key_replaces_a_file(project: Path, key_file: Path) -> None:
    """Neither another key nor what a link points to."""
    before = key_file.read_bytes()
    key_file.with_name("link").symlink_to(key_file.with_name("elsewhere"))
    for path in (key_file, key_file.with_name("link"), key_file / "below"):
        assert run(project, "keys", path).returncode == NOT_WRITTEN
    assert key_file.read_bytes() == before
    assert not key_file.with_name("elsewhere").exists()


def test_a_build_signs_its_manifest(project: Path, key_file: Path) -> None:
    """With the key of the environment, or of the file that it names; the same build writes nothing anew."""
    seal_file = project / "out/manifest.json.sig"
    assert run(project, *FEEDS, CCHR_FEEDS_SIGNING_KEY=SEED).returncode == DONE
    manifest = (project / "out/manifest.json").read_bytes()
    assert PublicKey.read(PUBLIC).has_signed(manifest, seal_file.read_text())
    trace = seal_file.stat()
    assert run(project, *FEEDS, CCHR_FEEDS_SIGNING_KEY_FILE=str(key_file)).returncode == DONE
    assert (seal_file.stat().st_ino, seal_file.stat().st_mtime_ns) == (trace.st_ino, trace.st_mtime_ns)


def test_a_newsletter_is_signed_with_the_rest(project: Path) -> None:
    """It changes the manifest too."""
    assert run(project, *FEEDS, CCHR_FEEDS_SIGNING_KEY=SEED).returncode == DONE
    assert run(project, "newsletter", "2024-10", "--quiet", CCHR_FEEDS_SIGNING_KEY=SEED).returncode == DONE
    manifest = (project / "out/manifest.json").read_bytes()
    assert b"newsletters/2024-10" in manifest
    assert PublicKey.read(PUBLIC).has_signed(manifest, (project / "out/manifest.json.sig").read_text())


def test_a_build_without_the_key_says_that_a_signature_is_old(project: Path) -> None:
    """It leaves the old one, which readers may still need; an unchanged build says nothing."""
    assert run(project, *FEEDS, CCHR_FEEDS_SIGNING_KEY=SEED).returncode == DONE
    assert run(project, *FEEDS).stderr == ""
    (project / "entries/b.yaml").write_text(an_entry_file(id="b"))
    ended = run(project, *FEEDS)
    assert ended.returncode == DONE
    assert "manifest.json.sig belongs to an earlier build" in ended.stderr


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"CCHR_FEEDS_SIGNING_KEY": "x"}, "CCHR_FEEDS_SIGNING_KEY holds no secret key"),
        ({"CCHR_FEEDS_SIGNING_KEY_FILE": "nowhere"}, "can't be read: no such file"),
        ({"CCHR_FEEDS_SIGNING_KEY_FILE": "project/site.yaml"}, "is inside the project"),
        ({"CCHR_FEEDS_SIGNING_KEY": SEED, "CCHR_FEEDS_SIGNING_KEY_FILE": "key"}, "are both set"),
    ],
)
def test_a_wrong_key_stops_a_build_before_it_begins(
    project: Path, key_file: Path, variables: dict[str, str], said: str
) -> None:
    """So nothing unsigned is taken for signed."""
    absolute = {
        name: str(key_file.parent / value) if name.endswith("FILE") else value
        for name, value in variables.items()
    }
    ended = run(project, *FEEDS, **absolute)
    assert ended.returncode == USAGE
    assert said in ended.stderr
    assert SEED[15:] not in ended.stderr
    assert not (project / "out").exists()


def test_a_signature_that_cannot_be_written_is_told(project: Path) -> None:
    """Something else lies in its place."""
    assert run(project, *FEEDS).returncode == DONE
    (project / "out/manifest.json.sig").mkdir()
    with pytest.raises(OutputFailed):
        sign_manifest(project / "out", secret_key(SEED, ""))


@pytest.mark.usefixtures("at_length")
def test_without_the_package_everything_else_works(project: Path, tmp_path: Path) -> None:
    """Building and comparing need it for nothing; who wants a signature is told what to type."""
    (tmp_path / "none/cryptography").mkdir(parents=True)
    (tmp_path / "none/cryptography/__init__.py").write_text("raise ImportError")
    path = f"{tmp_path / 'none'}{os.pathsep}{environment()['PYTHONPATH']}"

    def without(*words: str | Path, **variables: str) -> Ended:
        return finished(command(*words), project, {"PYTHONPATH": path, **variables}, check=False)

    assert without(*FEEDS).returncode == without("verify", "out").returncode == DONE
    for ended in (
        without(*FEEDS, CCHR_FEEDS_SIGNING_KEY=SEED),
        without("keys", tmp_path / "key"),
        without("verify", "out", "--key", PUBLIC),
    ):
        assert ended.returncode == USAGE
        assert shlex.join([sys.executable, "-m", "pip", "install", PACKAGE]) in ended.stderr


def test_the_package_that_is_named_is_the_one_that_signs() -> None:
    """It is what the extra stands for: our own name is not registered, and could be anyone's package."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"] == {"sign": [PACKAGE]}


def test_no_document_asks_an_index_for_our_name() -> None:
    """What `pip` is told to install there is a file, a folder or a package of others'."""
    texts = [each.read_text(encoding="utf-8") for each in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))]
    assert any("pip install" in text for text in texts)
    assert not any("pip install cchr-feeds" in text or "pip install 'cchr-feeds" in text for text in texts)
