"""Compares what is live with what was built, and says in words what differs."""
