"""Tests of the readers' file: what is wrong with it is told by line, and never by address."""

import subprocess
from pathlib import Path

import pytest

from cchr_feeds.delivery.recipients import MOST, Reader, read_readers
from cchr_feeds.errors import WrongUsage

LANGUAGES = ("en", "km")


def read(tmp_path: Path, text: str | bytes) -> list[Reader]:
    """The readers in a file with this text."""
    path = tmp_path / "readers.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_readers(path, tmp_path / "project", LANGUAGES)


def refusal(tmp_path: Path, text: str | bytes) -> str:
    """Why a file can't be used; no address is named."""
    with pytest.raises(WrongUsage) as refused:
        read(tmp_path, text)
    assert "@" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.org,en\nbo@example.org,km\n",
        "Address;Language\nann@example.org;en\nbo@example.org;km\n",
        "\ufeffE-mail\tLanguage\r\nann@example.org\t\r\n\r\nbo@example.org\tkm\r\n",
        '"ann@example.org","en","Ann"\n"bo@example.org","km","Bo"',
        "ann@example.org\nbo@example.org;km\n",
        "Address;Language;Interests\nann@example.org;en;land, law, media\nbo@example.org;km;law, land\n",
        "ann@example.org;English\nbo@example.org;KM\n",
        "ann@example.org;EN\nbo@example.org;ខ្មែរ\n",
    ],
)
def test_spreadsheets_write_it_in_many_ways(tmp_path: Path, text: str) -> None:
    """With and without a heading, a byte order mark, quotes, empty rows."""
    assert [(each.address, each.language) for each in read(tmp_path, text)] == [
        ("ann@example.org", "en"),
        ("bo@example.org", "km"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is no reader in it"),
        ("Address,Language\n", "there is no reader in it"),
        ("a@example.org\nnot an address\n", "line 2: this is not an e-mail address"),
        ("a@example,en\nb@example.org,km\n", "line 1: this is not an e-mail address"),
        ("a.example.org,en\nb@example.org,km\n", "line 1: this is not an e-mail address"),
        ("alice,Khmer\nb@example.org,km\n", "line 1: this is not an e-mail address"),
        ("a@example.org," + "x" * 200_000, "is no table"),
        ("a@example.org,fr\n", "line 1: the language is not one of the site's: en, km"),
        ("a@example.org\nb@example.org\nA@example.org\n", "line 3: line 1 has the same address"),
        ("a@example.org, b@example.org\n", "line 1: the language"),
        ("a@example.org\r\nBcc: x\n", "line 2: this is not"),
        ("ចាន់@example.org\na@example.org\nខ@example.org", "line 3: this is not"),
        (b"a@example.org\n\xff\xfe", "is not in UTF-8"),
        ("".join(f"r{n}@example.org\n" for n in range(MOST + 1)), "501 readers"),
    ],
)
def test_what_is_wrong_is_told_by_line(tmp_path: Path, text: str | bytes, why: str) -> None:
    """All of it at once, and calmly."""
    assert why in refusal(tmp_path, text)


def test_it_lies_outside_the_project(tmp_path: Path) -> None:
    """What lies in it is published sooner or later."""
    (tmp_path / "project").mkdir()
    path = tmp_path / "project/readers.csv"
    path.write_text("a@example.org\n")
    with pytest.raises(WrongUsage, match="lies in the project"):
        read_readers(path, tmp_path / "project", LANGUAGES)


def test_it_lies_outside_version_control(tmp_path: Path) -> None:
    """Whichever repository it would be."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert "under version control" in refusal(tmp_path, "a@example.org\n")


def test_a_link_is_no_file(tmp_path: Path) -> None:
    """It could lead into anything."""
    (tmp_path / "real").write_text("a@example.org\n")
    (tmp_path / "readers.csv").symlink_to(tmp_path / "real")
    with pytest.raises(WrongUsage, match="can't be read"):
        read_readers(tmp_path / "readers.csv", tmp_path / "project", LANGUAGES)
