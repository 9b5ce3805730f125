"""Reads of mail."""

from steadfast.apps.mail.queries.incoming import unread

__all__ = ["unread"]
