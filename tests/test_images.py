"""Pictures beside entries: what readers get of them, and what they never get."""

import os
import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from builds import NOW, assert_built, tree
from commands import run
from extent import a_few
from photographs import SECRETS, a_picture, colour_at, jpeg, opened, png, saved
from project_files import EN, a_project
from test_starting_fast import loaded_by

pytestmark = pytest.mark.usefixtures("measured_commands")

NAMED = EN + "  title: A\n  summary: Two or three sentences.\n  image: {file: %s, alt: A map}\n"
FILES = "files/report"
CONTAINERS = (b"Exif", b"eXIf", b"ICC_PROFILE", b"iCCP", b"Photoshop", b"adobe", b"tEXt", b"zTXt", b"iTXt")


def a_build(folder: Path, name: str, content: bytes) -> Path:
    """The output of a project with an entry that has this picture."""
    files: dict[str, str | bytes] = {f"entries/{name}": content, "entries/report.yaml": NAMED % name}
    assert_built(a_project(folder, **files))
    return folder / "out"


@pytest.mark.parametrize("orientation", a_few([6, 3, 1, 8], 2))
def test_a_photograph_is_upright_in_two_widths(tmp_path: Path, orientation: int) -> None:
    """However the camera was held, the sky is above, and nothing is larger than it was or is needed."""
    out = a_build(tmp_path, "photo.jpg", jpeg(orientation))
    for name, size in {"large": (1200, 675), "small": (352, 198)}.items():
        picture = opened(out / FILES / name / "photo.jpg")
        assert (picture.format, picture.size) == ("JPEG", size)
        middle, bottom = size[0] // 2, size[1] - 3
        assert max(colour_at(picture, middle, 2)) < 16
        assert min(colour_at(picture, middle, bottom)) > 240
        assert colour_at(picture, 3, size[1] // 2)[0] > 128 > colour_at(picture, 3, size[1] // 2)[1]


@pytest.mark.parametrize(
    ("name", "content"), a_few([("a.jpg", jpeg(6)), ("a.png", png()), ("b.png", png("RGB"))], 1)
)
def test_nothing_is_in_a_picture_but_what_it_shows(tmp_path: Path, name: str, content: bytes) -> None:
    """No place, maker, right, caption, comment, profile or text of the file is in any byte of the output."""
    assert name.endswith(".png") or all(word in content for word in SECRETS)
    out = a_build(tmp_path, name, content)
    made = [each for path, each in tree(out).items() if path.startswith("files/") and each]
    assert len(made) == 2
    for picture in made:
        assert not [
            word for word in (*SECRETS, b"Exif", b"eXIf", b"ICC", b"Photoshop", b"xmp") if word in picture
        ]
        with Image.open(BytesIO(picture)) as found:
            assert not found.getexif()
            assert found.info.keys() <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another place, with another name, and whatever the order of things in memory."""
    first, second = (
        a_build(tmp_path / name, f"{name}.jpg", jpeg(8)) / FILES / "large" / f"{name}.jpg" for name in "ab"
    )
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.usefixtures("at_length")
def test_a_picture_is_made_once(tmp_path: Path) -> None:
    """Not when its entry's text changes; when nothing does, what makes pictures is not loaded."""
    a_build(tmp_path, "a.jpg", jpeg())
    age(tmp_path)
    run(tmp_path, "build", "--now", NOW)
    corrected = (NAMED % "a.jpg").replace("title: A", "title: Another")
    (tmp_path / "entries/report.yaml").write_text(corrected)
    said = run(tmp_path, "build", "--verbose", "--now", NOW).stderr
    assert "rendered en/atom.xml" in said
    assert "rendered files/" not in said
    (tmp_path / "entries/a.jpg").write_bytes(jpeg(3))
    assert "rendered files/report/large/a.jpg" in run(tmp_path, "build", "--verbose", "--now", NOW).stderr
    age(tmp_path)
    run(tmp_path, "build", "--now", NOW)
    loaded = loaded_by("build", "--project", tmp_path, "--now", NOW)
    assert "cache" in loaded
    assert "PIL" not in loaded


def age(project: Path) -> None:
    """Lets a while pass since anybody wrote into the entries' files."""
    time.sleep(0.03)
    for file in (project / "entries").iterdir():
        os.utime(file, (1, 1))
    time.sleep(0.03)


@pytest.mark.parametrize("part", a_few(["rss.xml", "atom.xml", "feed.json"], 1))
def test_a_feed_names_the_large_copy(tmp_path: Path, part: str) -> None:
    """With its size, where pictures by address are named."""
    out = a_build(tmp_path, "a.png", png("RGB"))
    feed = (out / "en" / part).read_text()
    assert feed.count("https://example.org/feeds/files/report/large/a.png.jpg") == 2
    if part != "feed.json":
        assert 'width="1200" height="675"' in feed


@pytest.mark.parametrize(
    ("name", "content", "published"),
    a_few(
        [
            ("a.png", png("RGBA"), "a.png"),
            ("a.png", png("RGB"), "a.png.jpg"),
            ("a.jpeg", jpeg(), "a.jpeg"),
            ("A.JPG", jpeg(), "A.JPG"),
            ("a.gif", saved(a_picture(), "GIF"), "a.gif.png"),
        ],
        2,
    ),
)
def test_what_may_be_seen_through_stays_png(
    tmp_path: Path, name: str, content: bytes, published: str
) -> None:
    """A picture without transparent parts becomes a JPEG, which is a fraction of the size."""
    out = a_build(tmp_path, name, content)
    assert {path.name for path in (out / FILES).glob("*/*")} == {published}
    assert opened(out / FILES / "large" / published).format == (
        "PNG" if published.endswith("png") else "JPEG"
    )
