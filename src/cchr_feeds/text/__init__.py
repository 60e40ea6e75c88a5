"""Text as people mean it: characters, Khmer clusters, cutting, dates in words and our own wording. All pure."""
