"""Jinja and premailer: templates found, filled in, and their styles put where mail clients keep them."""
