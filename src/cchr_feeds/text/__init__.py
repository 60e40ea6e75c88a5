"""Text as people mean it: characters, Khmer clusters, cutting, dates in words, our own wording."""
