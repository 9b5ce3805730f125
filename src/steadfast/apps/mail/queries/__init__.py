"""Reads of mail."""

from steadfast.apps.mail.queries.incoming import held, unread

__all__ = ["held", "unread"]
