"""Pictures as readers get them: at public addresses, whether they lie elsewhere or are made from files."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at its public address; `width` and `height` in pixels where they are known.

    `small` is the address of a smaller copy, else the same. Of one that is made from a file, `path` and
    `small_path` are where the two lie in the output. In a template it stands for its address.
    """

    url: str
    alt: str = ""
    width: int | None = None
    height: int | None = None
    small: str = ""
    path: str = ""
    small_path: str = ""

    def __str__(self) -> str:
        return self.url
