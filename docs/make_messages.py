"""Writes docs/messages.md, the list of all codes, from the pages that `check --explain` shows."""

from __future__ import annotations

from pathlib import Path

from cchr_feeds.explanations import explanations

HEAD = """\
# Messages and their codes

Every problem that `cchr-feeds check` shows has a code. `E018` stops a build; `W018` is a warning of the same
kind, and stops nothing. `cchr-feeds check --explain E018` shows what this list says, mostly with an example;
the word (`date`) works too. In JSON, a problem has the word as its `code`.

If a warning is about something that you want as it is, write a comment into the file, on a line of its own:

```text
# W073 is meant: the title is printed so
```

This silences that warning for the whole file.

This list is made by `python docs/make_messages.py`.

| number | word | what it means, and why it matters |
|---|---|---|
"""


def main() -> None:
    """Writes the list beside this file."""
    rows = (
        f"| {each.number:03} | `{each.word}` | {' '.join(each.text('en'))} |\n"
        for each in explanations().values()
    )
    path = Path(__file__).with_name("messages.md")
    path.write_text(HEAD + "".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
