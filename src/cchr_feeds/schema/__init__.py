"""JSON Schema of an entry, of site.yaml and of an editor's file, for editors that help while one types."""

from cchr_feeds.schema.documents import KINDS, Known, schema
from cchr_feeds.schema.meanings import MEANINGS

__all__ = ["KINDS", "MEANINGS", "Known", "schema"]
