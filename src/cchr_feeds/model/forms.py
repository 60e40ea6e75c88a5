"""The forms a newsletter's mail is made in: for everybody, as a ready message, for a mail service."""

from __future__ import annotations

from typing import NewType

Form = NewType("Form", str)
"""What `newsletter --for` can name: `HTML`, `EML`, or a mail service of `render/newsletter/services.py`."""

HTML, EML = Form("html"), Form("eml")

USUAL_FORMS = (HTML, EML)
"""What is made where nobody names a form."""
