"""How long tests wait for what must happen before they give up: a busy machine takes its time."""

PATIENCE = 300
"""Seconds."""
