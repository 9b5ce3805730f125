"""Notices: who is meant by a mention, and when somebody wants to be written to. No text, no mail."""

from steadfast.domain.notices.mention import mentioned
from steadfast.domain.notices.sending import HOWS, Choice, is_due, is_quiet

__all__ = ["HOWS", "Choice", "is_due", "is_quiet", "mentioned"]
