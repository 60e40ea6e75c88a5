"""The forms a newsletter's mail is made in: for everybody, as a ready message, for a mail service."""

from __future__ import annotations

from enum import Enum


class Form(Enum):
    """What `newsletter --for` can name."""

    HTML = "html"
    EML = "eml"
    MAILCHIMP = "mailchimp"
    LISTMONK = "listmonk"
    BREVO = "brevo"
    SES = "ses"
    SENDGRID = "sendgrid"
    CAMPAIGN_MONITOR = "campaign-monitor"

    @property
    def is_a_service(self) -> bool:
        """Whether it is made for one mail service, which puts in its own way to leave the list."""
        return self not in USUAL_FORMS


USUAL_FORMS = frozenset({Form.HTML, Form.EML})
"""What is made where nobody names a form."""
