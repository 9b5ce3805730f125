"""Writes of the notices."""

from steadfast.apps.notices.operations.choosing import choose
from steadfast.apps.notices.operations.mailing import mail_all
from steadfast.apps.notices.operations.reading import forget_old, read, read_all, settle, snooze, wake
from steadfast.apps.notices.operations.telling import tell

__all__ = ["choose", "forget_old", "mail_all", "read", "read_all", "settle", "snooze", "tell", "wake"]
