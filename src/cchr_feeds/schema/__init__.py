"""JSON Schema of an entry, of site.yaml and of an editor's file, for editors that help while one types."""

from cchr_feeds.schema.records import KINDS, Known, schema

__all__ = ["KINDS", "Known", "schema"]
