"""The studio, `check --fix` and `withdraw` save while an editor does: nothing that anybody wrote is lost."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from builds import environment
from cchr_feeds.errors import OutputFailed
from cchr_feeds.source.save import change
from extent import a_few
from patience import PATIENCE

ROUNDS = 150
SAVES = {
    "by a rename": "beside.write_bytes(text); beside.replace(path)",
    "in place": "path.write_bytes(text)",
    "as another studio": "change(path.parent, path.name, path.read_bytes(), text)",
}
EDITOR = """
import sys
import time
from pathlib import Path
from cchr_feeds.errors import OutputFailed
from cchr_feeds.source.save import change
path = Path(sys.argv[1])
beside = path.with_suffix(".saving")
for line in sys.stdin:
    text, moment = line.split()[0].encode() * 1000, float(line.split()[1])
    while time.monotonic() < moment:
        pass
    try:
        {save}
    except OutputFailed:
        print("refused", flush=True)
    else:
        print("saved", flush=True)
"""


@pytest.mark.parametrize("save", a_few(SAVES.values(), 1), ids=a_few(SAVES, 1))
def test_no_save_is_lost(tmp_path: Path, save: str) -> None:
    """Of two at the same moment one is refused, or overwrites a text that it has read.

    The editor's moment moves through those in which a file is looked at, written and renamed.
    """
    path = tmp_path / "entry.yaml"
    path.write_bytes(b"before")
    words = [sys.executable, "-c", EDITOR.format(save=save), str(path)]
    pipe = subprocess.PIPE
    lost, took = [], 0.001
    with subprocess.Popen(words, env=environment(), stdin=pipe, stdout=pipe, text=True) as editor:
        assert editor.stdin
        assert editor.stdout
        for number in range(ROUNDS):
            theirs, ours = f"theirs-{number};", f"ours-{number}".encode()
            before, start = path.read_bytes(), time.monotonic() + 0.001
            editor.stdin.write(f"{theirs} {start + took * (number % 100) / 100}\n")
            editor.stdin.flush()
            while time.monotonic() < start:
                pass
            is_saved = saved(path, before, ours)
            took = time.monotonic() - start
            is_theirs = editor.stdout.readline() == "saved\n"
            wanted = theirs.encode() * 1000 if is_theirs else ours if is_saved else before
            if path.read_bytes() != wanted:
                lost.append(number)
        editor.stdin.close()
        editor.wait(PATIENCE)
    assert lost == []
    assert [each.name for each in tmp_path.iterdir()] == ["entry.yaml"]


def saved(path: Path, before: bytes, after: bytes) -> bool:
    """Whether a file could be changed."""
    try:
        change(path.parent, path.name, before, after)
    except OutputFailed:
        return False
    return True
