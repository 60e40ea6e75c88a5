"""What `check` says of the feeds themselves, where an author can change it."""

from pathlib import Path

from cchr_feeds.check import check
from cchr_feeds.run import Run
from commands import DONE, RIGHT, run
from outputs import MOMENT
from project_files import a_project, an_entry_file


def warnings(folder: Path) -> list[tuple[str, int, str]]:
    """Where `check` warns of what, but for advice on texts."""
    outcome = check(Run(folder, folder / "out", MOMENT, progress=lambda _: None))
    codes = ("empty", "same-time", "same-page")
    return [(each.path, each.line, each.message) for each in outcome.warnings if each.code in codes]


def test_a_language_without_entries_is_a_warning(tmp_path: Path) -> None:
    """At its place in site.yaml, with what to do; it stops nothing."""
    ended = run(a_project(tmp_path, **RIGHT), "check")
    assert ended.returncode == DONE
    assert "warning: there is no entry in 'km' yet, so its feeds are empty" in ended.stderr
    assert "add km: to an entry, or remove km from site.yaml" in ended.stderr
    assert "    W004 | km: " in ended.stderr


def test_a_project_without_any_entry_is_not_warned_of_languages(tmp_path: Path) -> None:
    """Each of them is empty, and that is how projects begin."""
    assert warnings(a_project(tmp_path)) == []


def test_entries_of_one_second_are_told_once(tmp_path: Path) -> None:
    """A category's feed holds both too, and a translation may have another time."""
    same = {"published": "2024-10-10T09:00", "km": "{title: ក, published: 2024-10-11T09:00}"}
    one = an_entry_file(id="a", published=same["published"], km="{title: ក}")
    files = {"entries/a.yaml": one, "entries/b.yaml": an_entry_file(id="b", **same)}
    ((path, _, message),) = warnings(a_project(tmp_path, **files))
    assert path == "entries/b.yaml"
    assert message == "b and a have the same time to the second; some feed readers show only one of them"


def test_entries_that_share_no_feed_any_more_may_have_one_second(tmp_path: Path) -> None:
    """Readers do not go through archives by time."""
    same = {
        f"entries/{name}.yaml": an_entry_file(id=name, published="2024-10-10T09:00") for name in ("a", "b")
    }
    newer = {
        f"entries/{number}.yaml": an_entry_file(id=f"e-{number}", published=f"2024-11-10T09:{number:02}")
        for number in range(50)
    }
    assert [each for each in warnings(a_project(tmp_path, **same, **newer)) if "second" in each[2]] == []
