"""Feeds and archives: Atom and RSS by feedgen, JSON Feed, and the OPML list of them."""
