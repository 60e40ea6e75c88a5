"""The woven pattern of a category, which stands where an entry has no picture."""

from cchr_feeds.model.site import Site

WEAVES = ("check", "bars", "twill", "lozenge", "rings", "peaks")
"""Categories take them in the order of `site.yaml`."""


def weave_of(term: str, site: Site) -> str:
    """The classes of a category's weave; from the seventh on figure and ground are exchanged (`turned`)."""
    turns, place = divmod([*site.categories].index(term), len(WEAVES))
    return f"weave {WEAVES[place]} turned" if turns % 2 else f"weave {WEAVES[place]}"
