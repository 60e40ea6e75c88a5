"""One folder of YAML entries in, everything a bilingual publisher sends out."""

__version__ = "0.1.0"
