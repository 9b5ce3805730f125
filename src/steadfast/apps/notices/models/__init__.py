"""Rows of the notices: what somebody should know, and how they want to be written to."""

from steadfast.apps.notices.models.choice import MailChoice
from steadfast.apps.notices.models.notice import Notice

__all__ = ["MailChoice", "Notice"]
