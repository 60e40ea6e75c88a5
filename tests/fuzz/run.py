"""Looks for bytes that a target does not stand: `run.py TARGET SECONDS`, in the environment of `make fuzz`.

atheris watches which branches are taken and goes on from what took new ones. What it found out is kept in
`.fuzz/`; bytes that broke something are put into `corpus/`, where every run of the tests meets them.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
LONGEST = 4096
"""In bytes; more finds nothing that less does not, and takes longer."""
SLOW = 10
"""After so many seconds on the same bytes, they count as broken."""


def main(name: str, seconds: str) -> None:
    """Runs one target for so many seconds; the process ends with an error if something broke."""
    import atheris

    with atheris.instrument_imports(include=["cchr_feeds"]):
        from fuzz.targets import TARGETS

    found, kept = REPOSITORY / ".fuzz" / name, REPOSITORY / "tests/fuzz/corpus" / name
    for folder in (found, kept):
        folder.mkdir(parents=True, exist_ok=True)
    options = (
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOW}",
        "-print_final_stats=1",
    )
    atheris.Setup(
        [
            sys.argv[0],
            *options,
            f"-artifact_prefix={kept}/",
            str(found),
            str(kept),
            str(REPOSITORY / "entries"),
        ],
        lambda content: TARGETS[name](bytes(content)),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    if find_spec("atheris"):
        main(*sys.argv[1:])
    else:
        sys.stderr.write("There is no atheris for this Python or system; only Hypothesis has looked.\n")
