"""Web pages: the list of feeds, a page for each entry without an address, styles, and headers for a host."""
