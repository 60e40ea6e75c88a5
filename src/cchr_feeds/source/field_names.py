"""The names that fields have in YAML, for files that can't be taken apart into fields."""

from __future__ import annotations

from cchr_feeds.model.fields import fields_below
from cchr_feeds.model.output import EditorsFile
from cchr_feeds.model.publication import Publication
from cchr_feeds.model.site import Site
from cchr_feeds.model.values import markdown, paragraphs, title_line

_DECLARED = [*(fields_below(file).values() for file in (Publication, Site, EditorsFile))]

FIELDS = frozenset(field.key for fields in _DECLARED for field in fields)
"""Every name that a field of an entry, of site.yaml or of an editor's file has."""

TEXTS = frozenset(
    field.key
    for fields in _DECLARED
    for field in fields
    if field.value and not field.is_list and field.value.parse in (title_line, paragraphs, markdown)
)
"""Fields that hold words of people; any character may be meant in them."""
