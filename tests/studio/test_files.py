"""Files that are dropped into the form or chosen there: what lands beside the entry, and what never does."""

import http.client
import json
import re
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfWriter

from browser import accessibility_findings
from cchr_feeds.source.save import put_new
from cchr_feeds.studio import uploads
from extent import a_few
from genuine_files import GENUINE
from patience import PATIENCE
from photographs import jpeg
from project_files import a_project
from source.test_withdrawing import no_room
from studio.conftest import OUT, Studio, a_studio, fill_in

PDF = GENUINE[".pdf"]
HEIF = b"\0\0\0\x18ftypheic" + bytes(40)
MANY = 65 * 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """What the studio answered to a file."""

    status: int
    name: str
    said: str


def given(studio: Studio, name: str, content: bytes, **more: str) -> Taken:
    """A file as the form's script sends it; `origin` and `path` may be others."""
    origin, path = more.pop("origin", f"http://{studio.host}"), more.pop("path", "")
    query = urlencode({"name": name, **({"path": path} if path else {}), **more}, quote_via=quote)
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=PATIENCE)
    try:
        headers = {"Host": studio.host, "Origin": origin}
        connection.request("POST", f"{urlsplit(studio.url).path}file?{query}", content, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    found = json.loads(text) if text.startswith("{") else {}
    return Taken(answer.status, found.get("name", ""), found.get("said", ""))


def beside(studio: Studio) -> set[str]:
    """All files in the folder of entries, also hidden ones, but for the entries."""
    return {each.name for each in (studio.folder / "entries").iterdir() if each.suffix != ".yaml"}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    a_few(
        [
            ("Report (FINAL) é 2024.PDF", PDF, "report-final-e-2024.pdf"),
            ("../../../../etc/passwd.pdf", PDF, "passwd.pdf"),
            ("C:\\Users\\sok\\land report.pdf", PDF, "land-report.pdf"),
            (".htaccess", PDF, "htaccess.pdf"),
            ("របាយការណ៍.pdf", PDF, "our-id.pdf"),
            ("con.pdf", PDF, "our-id.pdf"),
            ("photo.pdf", GENUINE[".jpg"], "photo.jpg"),
            ("report.exe", GENUINE[".docx"], "report.docx"),
            ("figures.CSV", GENUINE[".csv"], "figures.csv"),
            ("", PDF, "our-id.pdf"),
        ],
        4,
    ),
)
def test_a_file_lands_under_a_safe_name(studio: Studio, name: str, content: bytes, expected: str) -> None:
    """Small Latin letters, in the folder of entries, with the ending of what is in it."""
    taken = given(studio, name, content, otherwise="our-id")
    assert (taken.status, taken.name) == (200, expected)
    assert beside(studio) == {expected}
    assert (studio.folder / "entries" / expected).read_bytes() == content


@pytest.mark.parametrize(
    ("name", "content", "said"),
    a_few(
        [
            ("page.pdf", b"<!doctype html><p>Not found", "is a web page, which is not published here"),
            ("photo.jpg", HEIF, "don't show HEIF pictures such as 'photo.jpg'; open it, and save it as JPEG"),
            ("IMG 1.HEIC", HEIF, "don't show HEIC pictures such as 'IMG 1.HEIC'"),
            ("program.pdf", b"MZ\x90\0\x03", "something else"),
            ("nothing.pdf", b"", "is empty"),
        ],
        2,
    ),
)
def test_what_is_not_published_is_not_taken(studio: Studio, name: str, content: bytes, said: str) -> None:
    """It is told what it is and what to do, and nothing of it stays."""
    taken = given(studio, name, content)
    assert taken.status == 422
    assert said in taken.said
    assert beside(studio) == set()


def test_a_picture_is_of_a_kind_that_mails_show(studio: Studio) -> None:
    """What is chosen as the picture never becomes a document instead."""
    for name, said in (("a.webp", "don't show WebP pictures"), ("a.jpg", "don't show WebP pictures")):
        taken = given(studio, name, GENUINE[".webp"], **{"for": "picture"})
        assert (taken.status, said in taken.said) == (422, True)
    assert "name a JPEG or PNG file" in given(studio, "a.pdf", PDF, **{"for": "picture"}).said
    assert beside(studio) == set()
    assert given(studio, "a.webp", GENUINE[".webp"]).status == 200


def test_a_picture_of_too_many_pixels_is_not_called_damaged(studio: Studio) -> None:
    """Its number of pixels is told, as by `check`."""
    file = BytesIO()
    Image.new("1", (7000, 6001)).save(file, "PNG")
    taken = given(studio, "map.png", file.getvalue() + bytes(uploads.LARGE_PICTURE), **{"for": "picture"})
    assert taken.status == 422
    assert "'map.png' has 42 million pixels, and at most 40 million are read" in taken.said


def test_no_file_is_overwritten(studio: Studio) -> None:
    """Another of that name gets a number, also beside a link or a folder; the same one is there already."""
    folder = studio.folder / "entries"
    assert given(studio, "a report.pdf", PDF).name == "a-report.pdf"
    assert given(studio, "a-report.pdf", PDF).name == "a-report.pdf"
    assert given(studio, "a-report.pdf", PDF + b"another").name == "a-report-2.pdf"
    assert (folder / "a-report.pdf").read_bytes() == PDF
    (folder / "linked.pdf").symlink_to(studio.folder / "site.yaml")
    (folder / "Land.PDF").mkdir()
    before = (studio.folder / "site.yaml").read_bytes()
    assert given(studio, "linked.pdf", PDF + b"a").name == "linked-2.pdf"
    assert given(studio, "land.pdf", PDF + b"b").name == "land-2.pdf"
    assert (studio.folder / "site.yaml").read_bytes() == before


def test_a_file_lies_beside_its_own_entry(tmp_path: Path) -> None:
    """In a folder below; an address that names no entry takes nothing in."""
    with a_studio(a_project(tmp_path, **{"entries/2024/land.yaml": OUT})) as studio:
        assert given(studio, "a-map.pdf", PDF, path="entries/2024/land.yaml").status == 200
        for path in ("site.yaml", "entries", "../x.yaml", "/etc/x.yaml", "entries/2024/../../x.yaml"):
            assert given(studio, "a-map.pdf", PDF, path=path).status == 404
        found = {each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.pdf")}
    assert found == {"entries/2024/a-map.pdf"}


@pytest.mark.parametrize("is_below", [False, True])
def test_nothing_is_put_behind_a_link(tmp_path: Path, is_below: bool) -> None:
    """Where the folder of entries is a link, or becomes one."""
    folder, elsewhere = a_project(tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "entries").symlink_to(elsewhere)
    with a_studio(folder) as studio:
        path = "entries/land.yaml" if is_below else ""
        assert given(studio, "a-map.pdf", PDF, path=path).status == 404
    assert list(elsewhere.iterdir()) == []


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    """Here a link to nowhere has its name; nothing is made there."""
    folder = a_project(tmp_path / "project")
    (folder / "entries").symlink_to(tmp_path / "nowhere")
    with a_studio(folder) as studio:
        taken = given(studio, "a-map.pdf", PDF)
    assert (taken.status, taken.said) == (422, "a-map.pdf could not be written: file exists")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("origin", a_few(["https://evil.example", "null", ""], 1))
def test_another_site_puts_no_file_here(studio: Studio, origin: str) -> None:
    """Even if it knew the address."""
    assert given(studio, "a-map.pdf", PDF, origin=origin).status == 403
    sent = {"name": "land.pdf", "wanted": "other"}
    assert studio.ask("rename", sent, {"Origin": origin}).status == 403
    assert studio.ask("/file?name=a-map.pdf", {"a": "b"}).status == 404
    assert beside(studio) == set()


def test_a_file_that_is_too_large_is_refused(studio: Studio) -> None:
    """While it arrives; nothing of it stays, and the studio goes on."""
    with suppress(ConnectionError):  # it was closed before all was sent
        assert given(studio, "large.pdf", PDF + bytes(MANY)).status == 413
    assert beside(studio) == set()
    assert studio.ask().status == 200


@pytest.mark.usefixtures("at_length")
def test_a_large_photo_is_scaled_and_told(studio: Studio, tmp_path: Path) -> None:
    """One of 20 MB with a place in it: 2,400 pixels wide, without the place."""
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    noise = Image.effect_noise((5200, 3900), 120)
    Image.merge("RGB", (noise, noise.rotate(90), noise.rotate(180))).save(path, quality=93, exif=exif)
    content = path.read_bytes()
    assert len(content) > 20_000_000
    taken = given(studio, "IMG 2024.JPG", content, **{"for": "picture"})
    found = studio.folder / "entries" / taken.name
    assert "was scaled to" in taken.said
    assert f"{len(content) / 1e6:.0f}" in taken.said
    with Image.open(found) as image:
        assert (image.width, image.format) == (2400, "JPEG")
    assert b"SecretCamera" in content
    assert b"SecretCamera" not in found.read_bytes()


def test_a_file_is_renamed(studio: Studio) -> None:
    """Under a safe name that is free; the old one stays where an entry has it."""
    for name in ("first", "second"):
        given(studio, f"{name}.pdf", PDF + name.encode())

    def renamed(name: str, wanted: str) -> str:
        answer = studio.ask("rename", {"name": name, "wanted": wanted})
        return str(json.loads(answer.text)["name"]) if answer.status == 200 else str(answer.status)

    assert renamed("first.pdf", "Second one.exe") == "second-one.pdf"
    assert renamed("second-one.pdf", "../second") == "second-2.pdf"
    assert [renamed(name, "other") for name in ("land.yaml", "../site.yaml", "gone.pdf")] == ["404"] * 3
    assert beside(studio) == {"second.pdf", "second-2.pdf"}
    text = OUT.replace("{url: https://example.org/land.pdf, length: 1200", "{file: second.pdf")
    (studio.folder / "entries/land.yaml").write_text(text)
    assert renamed("second.pdf", "named") == "named.pdf"
    assert beside(studio) == {"second.pdf", "second-2.pdf", "named.pdf"}


def test_a_name_in_other_capitals_loses_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where capitals don't count, both names are one file, of which a folder lists one (Windows, macOS)."""
    report, as_asked = tmp_path / "Report.PDF", tmp_path / "report.pdf"
    report.write_bytes(PDF)
    as_asked.hardlink_to(report)
    listed = [path for path in tmp_path.iterdir() if path != as_asked]
    monkeypatch.setattr(Path, "iterdir", lambda _folder: iter(listed))
    assert uploads.rename(tmp_path, "Report.PDF", "report", is_named=False) == "report-2.pdf"


def test_a_disk_that_is_full_and_has_no_links_keeps_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a memory stick may be: there the file is copied, all of it or nothing."""
    copy, path = tmp_path / ".1.new", tmp_path / "report.pdf"
    copy.write_bytes(PDF)

    def no_links(*_paths: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", no_links)
    with no_room(), pytest.raises(OSError, match="too large"):
        put_new(copy, path)
    assert not path.exists()
    put_new(copy, path)
    assert path.read_bytes() == PDF


def test_a_file_of_an_entry_with_a_problem_keeps_its_name(studio: Studio) -> None:
    """It is not read then, and its file would be missing once the problem is fixed."""
    given(studio, "map.pdf", PDF)
    (studio.folder / "entries/wrong.yaml").write_text("id: wrong\nen: {files: [{file: map.pdf}]}\n")
    assert json.loads(studio.ask("rename", {"name": "map.pdf", "wanted": "plan"}).text)["name"] == "plan.pdf"
    assert beside(studio) == {"map.pdf", "plan.pdf"}


# --- in a browser ---------------------------------------------------------------------------------


def begun(studio: Studio, page: Page) -> None:
    """The form of a new entry, filled in but for its files."""
    page.goto(f"{studio.url}entry")
    fill_in(page, en__title="Cards", id="cards", published="2024-11-12")
    page.get_by_role("checkbox", name="Fact sheets").check()


def a_file(name: str, content: bytes) -> dict[str, object]:
    """A file for a browser's dialog."""
    return {"name": name, "mimeType": "image/jpeg" if name.endswith("jpg") else "", "buffer": content}


def saved(studio: Studio, page: Page) -> str:
    """The text of the entry's file after the form was sent."""
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".strip.done")).to_contain_text("Saved")
    return (studio.folder / "entries/cards.yaml").read_text()


def test_files_are_chosen_ordered_and_renamed(studio: Studio, page: Page) -> None:
    """Each with its kind and size; what is in the file is what is seen."""
    begun(studio, page)
    files = [a_file("Card one.pdf", PDF), a_file("Figures.csv", GENUINE[".csv"])]
    page.locator('[data-upload="en"][multiple]').set_input_files(files)  # type: ignore[arg-type]
    expect(page.locator('[name="en.files.1.file"]')).to_have_value("figures.csv")
    expect(page.locator('[data-about="en.files.0.file"]')).to_have_text(f"a PDF, {len(PDF)} B")
    page.get_by_role("button", name="Move up (Document 2)").click()
    expect(page.locator('[name="en.files.0.file"]')).to_have_value("figures.csv")
    page.once("dialog", lambda dialog: dialog.accept("The Card"))
    page.get_by_role("button", name="Rename the file (Document 2)").click()
    expect(page.locator('[name="en.files.1.file"]')).to_have_value("the-card.pdf")
    expect(page.locator('[data-about="en.files.1.file"]')).to_contain_text("a PDF")
    assert accessibility_findings(page) == []
    assert saved(studio, page).endswith("  files:\n    - {file: figures.csv}\n    - {file: the-card.pdf}\n")
    assert beside(studio) == {"figures.csv", "the-card.pdf"}


def test_what_is_said_of_each_file_stays(studio: Studio, page: Page) -> None:
    """One that is not taken is told also where others come after it; Save waits for all of them."""
    begun(studio, page)
    files = [
        a_file("tool.exe", b"MZ" + bytes(99)),
        a_file("a-map.pdf", PDF),
        a_file("a-plan.pdf", PDF + b"a"),
    ]
    page.locator('[data-upload="en"][multiple]').set_input_files(files)  # type: ignore[arg-type]
    text = saved(studio, page)
    assert text.endswith("  files:\n    - {file: a-map.pdf}\n    - {file: a-plan.pdf}\n")
    begun(studio, page)
    page.locator('[data-upload="en"][multiple]').set_input_files(files)  # type: ignore[arg-type]
    said = page.locator('[data-said="en"]')
    expect(said).to_have_text(re.compile("tool.*a-map\\.pdf is beside .*a-plan\\.pdf is beside ", re.DOTALL))


def test_a_row_that_is_to_go_takes_no_file(studio: Studio, page: Page) -> None:
    """It would go with it."""
    begun(studio, page)
    page.locator('[data-upload="en"][multiple]').set_input_files(a_file("a-map.pdf", PDF))  # type: ignore[arg-type]
    page.get_by_role("checkbox", name="Remove this document").first.check()
    fill_in(page, en__files__0__file="")
    page.locator('[data-upload="en"][multiple]').set_input_files(a_file("a-plan.pdf", PDF + b"a"))  # type: ignore[arg-type]
    expect(page.locator('[name="en.files.1.file"]')).to_have_value("a-plan.pdf")
    assert saved(studio, page).endswith("  files:\n    - {file: a-plan.pdf}\n")


def test_a_photo_asks_what_it_shows(studio: Studio, page: Page) -> None:
    """It is the entry's picture; the next thing to write is its description."""
    begun(studio, page)
    page.locator("[data-image=en] summary").click()
    page.locator("[data-image=en] [data-upload]").set_input_files(a_file("Phnom Penh.jpg", jpeg()))  # type: ignore[arg-type]
    expect(page.locator('[name="en.image.alt"]')).to_be_focused()
    expect(page.locator('[name="en.image.file"]')).to_have_value("phnom-penh.jpg")
    expect(page.locator('[id="en.image.alt-messages"]')).to_contain_text("has no description")
    fill_in(page, en__image__alt="A street")
    assert saved(studio, page).endswith("  image: {file: phnom-penh.jpg, alt: A street}\n")


def test_files_are_dropped(studio: Studio, page: Page) -> None:
    """A photo and a PDF together, onto their language; beside it, nothing happens."""
    begun(studio, page)
    page.evaluate(
        """content => {
            const photo = new Uint8Array(content);
            const drop = (place, ...files) => {
                const dataTransfer = new DataTransfer();
                for (const file of files) dataTransfer.items.add(file);
                const options = { dataTransfer, bubbles: true, cancelable: true };
                return document.querySelector(place).dispatchEvent(new DragEvent("drop", options));
            };
            if (drop("h1", new File(["%PDF-1.7"], "beside.pdf"))) throw new Error("the browser leaves");
            const pdf = new File(["%PDF-1.7 a"], "Report.pdf", { type: "application/pdf" });
            const picture = new File([photo], "A photo.jpg", { type: "image/jpeg" });
            drop('[data-language="km"] legend', picture, pdf);
        }""",
        list(jpeg()),
    )
    expect(page.locator('[name="km.files.0.file"]')).to_have_value("report.pdf")
    expect(page.locator('[name="km.image.file"]')).to_have_value("a-photo.jpg")
    assert beside(studio) == {"report.pdf", "a-photo.jpg"}


def test_what_a_document_tells_is_said_at_its_field(studio: Studio, page: Page) -> None:
    """As a build warns of it, with the way to take it out."""
    begun(studio, page)
    writer, made = PdfWriter(), BytesIO()
    writer.add_metadata({"/Author": "Sok Dara"})
    writer.write(made)
    page.locator('[data-upload="en"][multiple]').set_input_files(a_file("report.pdf", made.getvalue()))  # type: ignore[arg-type]
    message = page.locator('[id="en.files.0.file-messages"]')
    expect(message).to_contain_text("'report.pdf' names a person: Sok Dara")
    expect(message).to_contain_text("Sanitize Document")


def test_what_is_refused_is_said_in_the_form(studio: Studio, page: Page) -> None:
    """Where the file was chosen; what was typed stays."""
    begun(studio, page)
    page.locator('[data-upload="en"][multiple]').set_input_files(a_file("a.pdf", b"<html>"))  # type: ignore[arg-type]
    expect(page.locator('[data-said="en"]')).to_contain_text("is a web page")
    expect(page.locator('[name="en.title"]')).to_have_value("Cards")


def test_a_file_is_chosen_by_keyboard(studio: Studio, page: Page) -> None:
    """Enter is a click on the field, which opens the browser's own dialog; then its title waits for words.

    Whether Chromium then shows its dialog depends on its own clock, and once it did not.
    """
    begun(studio, page)
    field = page.locator('[data-upload="en"][multiple]')
    field.evaluate("field => field.addEventListener('click', () => { window.isOpened = true; })")
    field.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("window.isOpened")
    field.set_input_files(a_file("report.pdf", PDF))  # type: ignore[arg-type]
    expect(page.locator('[name="en.files.0.title"]')).to_be_focused()
    expect(page.locator('[name="en.files.0.file"]')).to_have_value("report.pdf")


def eventually(has_come: Callable[[], object]) -> None:
    """Waits until something is so."""
    end = time.monotonic() + PATIENCE
    while not has_come():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_browser_that_goes_leaves_nothing(studio: Studio, capfd: pytest.CaptureFixture[str]) -> None:
    """In the midst of a file: neither a part of it, nor a traceback in the terminal."""
    head = f"POST {urlsplit(studio.url).path}file?name=report.pdf HTTP/1.1\r\nHost: {studio.host}\r\n"
    head += f"Origin: http://{studio.host}\r\nContent-Length: 1000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", studio.port), timeout=PATIENCE) as browser:
        browser.sendall(head.encode() + PDF)
        eventually(lambda: beside(studio))
    eventually(lambda: not beside(studio))
    assert studio.ask().status == 200
    assert capfd.readouterr().err == ""
