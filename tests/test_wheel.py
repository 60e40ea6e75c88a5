"""What is handed to others: the wheel works in an empty environment, far from the checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from studio.conftest import a_running_studio, followed

ROOT = Path(__file__).parents[1]

SITE = """\
authority: example.org
since: 2024
url: https://example.org/
feeds_url: https://example.org/feeds/
timezone: Asia/Phnom_Penh
languages:
  en: {name: English, title: Example publications, description: What we publish, organisation: Example}
  km: {name: ខ្មែរ, title: ការបោះពុម្ពផ្សាយ, description: អ្វីដែលយើងបោះពុម្ព, organisation: ឧទាហរណ៍}
categories:
  report: {en: Reports, km: របាយការណ៍}
"""

ENTRY = """\
id: first-report
published: 2024-10-10
category: report
en:
  title: The first report
  summary: What we found.
  url: https://example.org/first-report
km:
  title: របាយការណ៍ដំបូង
  summary: អ្វីដែលយើងបានរកឃើញ
  url: https://example.org/km/first-report
"""


NOW = "2024-12-01T00:00:00+07:00"


def environment() -> dict[str, str]:
    """This one's, without what would lead Python to the checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; the test fails with all of it when the command fails."""
    result = subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def dist(at_length: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from the archive alone."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    """The wheel."""
    (path,) = dist.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(network: None, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment with the wheel and its pins, as a project's own Makefile sets it up."""
    folder = tmp_path_factory.mktemp("environment")
    shutil.copy(wheel, folder)
    shutil.copy(ROOT / "src/cchr_feeds/starter/Makefile", folder)
    (folder / "requirements.txt").write_text(f"./{wheel.name}\n", encoding="utf-8")
    run("make", ".venv/ready", f"PYTHON={sys.executable}", cwd=folder)
    return folder / ".venv/bin"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new project: a site in two languages and one entry."""
    folder = tmp_path / "project"
    (folder / "entries").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE, encoding="utf-8")
    (folder / "entries" / "first.yaml").write_text(ENTRY, encoding="utf-8")
    return folder


def test_the_wheel_carries_the_templates_and_the_types(wheel: Path) -> None:
    """Every template of the checkout is in the wheel, and so is the mark that the package has types."""
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {
        f"cchr_feeds/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert templates
    assert templates <= names
    assert "cchr_feeds/py.typed" in names


def test_the_wheel_carries_the_pins(wheel: Path) -> None:
    """What it needs, and what builds that, as this repository installs them."""
    with zipfile.ZipFile(wheel) as archive:
        for name in ("build.txt", "runtime.txt"):
            carried = archive.read(f"cchr_feeds/requirements/{name}")
            assert carried == (ROOT / "requirements" / name).read_bytes()


def test_the_wheel_carries_nothing_but_the_package(wheel: Path) -> None:
    """No tests, entries or tools come along."""
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"cchr_feeds"}


def test_the_source_archive_carries_what_it_takes_to_go_on(dist: Path) -> None:
    """Sources, templates, tests, lock files, the licence and a project to build are in the source archive."""
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        names = {name.partition("/")[2] for name in files.getnames()}
    assert {"LICENSE", "Makefile", "pyproject.toml", "requirements/dev.txt", "tests/test_wheel.py"} <= names
    assert {"site.yaml", "published.lock"} <= names
    assert any(name.startswith("templates/") for name in names)
    assert any(name.startswith("entries/") for name in names)


def test_the_installed_command_builds_a_new_project(installed: Path, project: Path, tmp_path: Path) -> None:
    """Installed elsewhere, the command builds another folder's feeds and newsletter from a third folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(installed / "cchr-feeds", "build", "--project", project, "--now", NOW, cwd=elsewhere)
    out = project / "out"
    assert "The first report" in (out / "en" / "atom.xml").read_text(encoding="utf-8")
    assert "របាយការណ៍ដំបូង" in (out / "km" / "rss.xml").read_text(encoding="utf-8")
    assert (out / "newsletters" / "2024-10" / "mail" / "en.html").is_file()
    assert (out / "newsletters" / "2024-10" / "km.html").is_file()
    assert not any(elsewhere.iterdir())


def write_with_two_mistakes(page: Page) -> None:
    """An entry in both languages, from an empty form; both mistakes are reported and fixed."""
    followed(page, "link", "Write a new entry")
    page.fill('[name="en.title"]', "A first report")
    page.fill('[name="en.summary"]', "What we found.")
    page.fill('[name="km.title"]', "របាយការណ៍")
    page.fill('[name="en.url"]', "www.example.org/report")
    page.fill('[name="published"]', "10/12/2030")
    page.get_by_role("checkbox", name="Documents").check()
    followed(page, "button", "Save")
    expect(page.locator("#summary")).to_contain_text("2 things to fix")
    page.fill('[name="en.url"]', "https://example.org/report")
    save_with_date(page, "2030-12-10T09:00")


def save_with_date(page: Page, date: str) -> None:
    """Saves what stands in the form with another date."""
    page.fill('[name="published"]', date)
    followed(page, "button", "Save")
    expect(page.get_by_role("status")).to_contain_text("Saved")


def holds(folder: Path, words: str) -> bool:
    """Whether any file below a folder holds these words."""
    return any(words.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_new_user_goes_all_the_way(installed: Path, browser: Browser, tmp_path: Path) -> None:
    """From an empty folder: an entry by the form, embargoed, looked at, built, let out, and taken back."""
    program = str(installed / "cchr-feeds")
    run(program, "init", "feeds", "--now", NOW, cwd=tmp_path)
    folder = tmp_path / "feeds"
    words = [program, "preview", "--project", str(folder), "--no-browser", "--json", "--now", NOW]
    with a_running_studio(folder, words, environment()) as studio:
        page = browser.new_page()
        page.goto(studio.url)
        write_with_two_mistakes(page)
        expect(page.get_by_text("Waits until 2030-12-10 09:00")).to_be_visible()
        followed(page, "link", "Newsletter")
        page.get_by_label("With the 2 entries that wait").check()
        expect(page.frame_locator("iframe").get_by_role("heading", name="A first report")).to_be_visible()
        run(program, "build", "--now", NOW, cwd=folder)
        assert not holds(folder / "out", "A first report")
        page = browser.new_page()  # the other loads itself again, because the build has written
        page.goto(f"{studio.url}entry?path=entries/a-first-report.yaml")
        save_with_date(page, "2024-11-20")
        run(program, "build", "--now", NOW, cwd=folder)
        assert holds(folder / "out/newsletters/2024-11/mail", "A first report")
        run(program, "withdraw", "a-first-report", "--reason", "It was wrong.", "--now", NOW, cwd=folder)
        run(program, "build", "--now", NOW, cwd=folder)
        assert not holds(folder / "out", "A first report")
        assert holds(folder / "out/en", "It was wrong.")
