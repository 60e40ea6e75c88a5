"""The organisation's icon (`brand.icon`): a square picture for tabs of browsers and lists of feeds."""

import json
from html import escape
from pathlib import Path

import pytest
from lxml import etree

from cchr_feeds.model.site import Brand
from cchr_feeds.model.values import Localised
from cchr_feeds.render.feeds.json_feed import render_json_feed
from cchr_feeds.render.feeds.xml_feed import SerialisedEntries, render_atom, render_rss
from factories import a_feed, a_khmer_entry, a_site, both, logo_at, pictures_at

LOGO = Localised("https://example.org/logo.png")
ICONS = both("https://example.org/en.png", "https://example.org/km.png")
BOTH = Brand(logo=logo_at(LOGO), icon=pictures_at(ICONS))
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize(("brand", "square"), [(BOTH, ICONS["km"]), (Brand(), None)])
def test_every_format_has_the_icon_of_its_language(brand: Brand, square: str | None) -> None:
    """Atom beside the logo, RSS in place of it, JSON Feed in both sizes; nothing where there is none."""
    site, feed = a_site(brand=brand), a_feed(a_khmer_entry(), language="km")
    entries = SerialisedEntries(site)
    atom = etree.fromstring(render_atom(feed, site, entries))
    rss = etree.fromstring(render_rss(feed, site, entries))
    document = json.loads(render_json_feed(feed, site, entries))
    assert atom.findtext(f"{ATOM}icon") == square
    assert atom.findtext(f"{ATOM}logo") == (LOGO["km"] if square else None)
    assert rss.findtext("channel/image/url") == square
    assert (document.get("icon"), document.get("favicon")) == (square, square)


def test_the_image_of_rss_says_what_its_channel_says() -> None:
    """Its title and link are the channel's, as RSS 2.0 wants them; without an icon it is the logo."""
    site = a_site(brand=Brand(logo=logo_at(LOGO)))
    channel = etree.fromstring(render_rss(a_feed(), site, SerialisedEntries(site)))[0]
    for name in ("title", "link"):
        assert channel.findtext(f"image/{name}") == channel.findtext(name)
    assert channel.findtext("image/url") == LOGO["en"]


def test_pages_have_the_icon_and_mails_have_not(nasty_project: Path) -> None:
    """Mail programs show none, and what is framed in another page has no tab."""
    icon = f'<link rel="icon" href="{escape("https://rights.example.org/icon.png?a=1&b=2")}">'
    out = nasty_project / "out"
    pages = {path.relative_to(out): path.read_text(encoding="utf-8") for path in out.rglob("*.html")}
    without = {path for path, html in pages.items() if html.count(icon) != 1}
    assert without == {path for path in pages if "mail" in path.parts or "embed" in path.parts}
